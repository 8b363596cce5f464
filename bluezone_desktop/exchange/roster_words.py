"""The words of headers: which field a header's text means, whoever wrote it.

Words are compared without case and mostly without accents, because lists are typed in haste; only
where two words differ by nothing but accents (bố and Bộ, má and mã, bà and ba, Nam and năm) are
the accents asked, and a header row typed wholly without accents is read by what is usual.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.roster_fields import IGNORED, Field, Meaning

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_WORD = re.compile(r"[^\W_]+")

# Never taken: identity numbers, addresses, ethnic origin …, and words that only look like a field.
_NEVER = re.compile(
    r"\b(?:dan toc|d toc|dtoc|ton giao|quoc tich|cmnd|cccd|cmt|can cuoc|ho chieu"
    r"|so dinh danh|dinh danh ca nhan|dia chi|d chi|noi sinh|noi o|cho o|que quan|nguyen quan"
    r"|ho khau|thuong tru|tam tru|noi cap|ngay cap|e ?mail|gmail|facebook|nghe|nghiep"
    r"|noi cong tac|noi lam viec|co quan|hoc luc|hanh kiem|xep loai|khuyet tat|k tat|uu tien"
    r"|chinh sach|doan vien|doi vien|dang vien|ngay vao|ngay nhap|ngay tuyen|ngay ky|ngay chuyen"
    r"|ngay thoi|ngay bat dau|ngay di|ngay den|ly do|bao hiem|bhyt|bhxh|trinh do|bang cap|he so"
    r"|ngach|luong|tai khoan|mat khau|nam hoc|hoc k[iy]|can nang|chieu cao|suc khoe|lop cu"
    r"|lop truoc|nam truoc|lop chu nhiem|chu nhiem lop|lop day|day lop|si so|chu ho|so the"
    r"|ma truong|ma tinh|ma huyen|ma xa|ma don vi|ma so thue|ma dan toc|ten truong|ten goi khac"
    r"|ten khac|ten thuong goi|chu ky|ky ten|ky nhan|so bao danh|sbd|hoc ba|lop truong)\b"
)
_PHONE = re.compile(
    r"\b(?:dien thoai|sdt|so dt|dtdd|dt dd|d thoai|di dong|so may|phone|mobile|tel|zalo)\b"
)
_CONTACT = re.compile(r"\b(?:lien he|lien lac)\b")
_TEACHER = re.compile(r"\b(?:gvcn|gv cn|(?:giao vien|gv|thay co|co giao) chu nhiem|chu nhiem)\b")
_TEACHER_ALONE = re.compile(
    r"(?:ho (?:va )?ten |ten )?(?:gvcn|gv cn|(?:giao vien|gv|thay co|co giao) (?:chu nhiem|cn)"
    r"|chu nhiem)(?: lop)?"
)
_STAFF = re.compile(
    r"\b(?:giao vien|gv|can bo|cb|cbgv|cbgvnv|cbql|nhan vien|nv|vien chuc|cong chuc|ccvc"
    r"|nguoi lao dong|giang vien|nhan su|vc|cbvc|cnv|cbcnv)\b"
)
_NATIONAL_CODE = re.compile(r"\bma dinh danh\b")
_CODE = re.compile(
    r"(?:ma (?:so )?(?:hoc sinh|hs|hssv|hoc vien|hv|tre|tre em|be|giao vien|gv|can bo|cb|nhan vien"
    r"|nv|vien chuc|cong chuc|vnedu|smas|csdl|k12|misa|dinh danh|nganh)\b.*"
    r"|ma (?:so )?dinh danh.*|mahs|mshs|mhs|msgv|magv|so hieu (?:hs|hoc sinh)|ma so|ma"
    r"|student (?:code|id)|code|id hoc sinh)"
)
_STATUS = re.compile(
    r"(?:trang thai|tinh trang|hien trang)(?: (?:hs|hoc sinh|hoc tap|hoc|cb|can bo|lam viec|hien tai"
    r"|giao vien|nhan su))*"
)
_SEX = re.compile(
    r"(?:gioi tinh|gioi|gt|g tinh|phai|sex|gender|nam nu|nu nam|gioi tinh nam nu|gioi tinh nu nam)"
    r"(?: (?:hs|hoc sinh|nam nu))*"
)
_FEMALE = re.compile(r"(?:la |hs |hoc sinh |gioi tinh |gt |phai )?nu(?: x)?|con gai|gai")
_MALE = re.compile(r"(?:la |hs |hoc sinh |gioi tinh |gt |phai )?nam(?: x)?|con trai|trai")
_BIRTH = re.compile(
    r"(?:ngay|ngay thang|ngay thang nam|nam|ngay va nam|ng th nam|n) ?sinh\b.*|ntns|nt ns|ngsinh"
    r"|nsinh|ns|sinh ngay|sinh nam|date of birth|birthday|birth date|dob|ng sinh|ngay sinh.*"
    r"|sinh ngay thang nam|ntn sinh"
)
_BIRTH_PART = {
    Field.BIRTH_DAY: re.compile(r"(?:ngay|ng|sinh ngay|ngay sinh)"),
    Field.BIRTH_MONTH: re.compile(r"(?:thang|th|thang sinh|sinh thang)"),
    Field.BIRTH_YEAR: re.compile(r"(?:nam|nam sinh|sinh nam)"),
}
_CLASS = re.compile(
    r"(?:ma |ten |thuoc |dang hoc |hoc )?(?:lop|nhom lop|lop nhom|class|nhom tre)"
    r"(?: (?:hoc|hien tai|hien nay|moi|dang hoc|hanh chinh|hs|hoc sinh|nhom|nhom tre|\d{4} \d{4}))*"
)
_GRADE = re.compile(r"(?:khoi|khoi lop|khoi hoc)")
_JOBS = (
    re.compile(r"chuc vu.*"),
    re.compile(
        r"(?:vi tri viec lam|vi tri|nhom chuc vu|loai can bo|doi tuong|nhom|loai hinh can bo)"
    ),
    re.compile(r"(?:chuc danh|cong viec|nhiem vu|phan cong|cong tac|nhiem vu duoc giao).*"),
)
_UNIT = re.compile(r"(?:to|to chuyen mon|to bo mon|to khoi|to cong tac|bo phan|to cm|phong ban)")
_ORDINAL = re.compile(r"(?:stt|tt|so tt|so thu tu|thu tu|no|s tt|so|#)")
_NOTE = re.compile(r"(?:ghi chu|g chu|ghi chu khac|note|notes|chu thich)")
_RELATION = re.compile(
    r"(?:moi )?quan he(?: (?:voi|gia dinh|nhan than|cua|hoc sinh|hs|tre|em|chau|nguoi than))*|moi lien he"
)

_OWNERS = (
    r"(?: (?:cua|hoc sinh|hs|hssv|hoc vien|hv|tre em|tre|be|chau|em|con|giao vien|gv|can bo|cb|cbgv"
    r"|cbgvnv|nhan vien|nv|vien chuc|vc|cong chuc|nguoi lao dong|va|day du|khai sinh|in hoa))*"
)
_NAME = re.compile(
    r"(?:ho(?: va)?(?: ten)?(?: chu)?(?: dem| lot)?(?: va)? ten|h ?ten|ho va t|hoten|hovaten"
    r"|full ?name|name|ten (?:hoc sinh|hs|hoc vien|hv|tre|tre em|be|giao vien|gv|can bo|cb"
    r"|nhan vien|nv)|hoc sinh|hoc vien)" + _OWNERS
)
_SURNAME = re.compile(
    r"(?:ho|(?:ho)?(?: va)?(?: ten)?(?: chu)? ?(?:dem|lot)|last name|ho va tdem)" + _OWNERS
)
_GIVEN = re.compile(r"(?:ten|ten goi|ten rieng|first name|given name)")
_NAME_WORDS = re.compile(r"\b(?:ho ten|ho va ten|hoten|ten|h ten|ho)\b")

_GENERIC = {
    Relation.GUARDIAN: re.compile(
        r"\b(?:giam ho|phu huynh|phhs|ph hs|cmhs|do dau|nuoi duong|bao ho)\b"
    ),
    Relation.OTHER: re.compile(
        r"\b(?:nguoi than|than nhan|nguoi nha|nguoi lien he|nguoi lien lac|nguoi dua don)\b"
    ),
}
# Relatives that need their accents, and a word for name or phone beside them.
_KIN = {
    "anh": Relation.OLDER_BROTHER,
    "chị": Relation.OLDER_SISTER,
    "em": Relation.YOUNGER_SIBLING,
    "cô": Relation.AUNT,
    "dì": Relation.AUNT,
    "thím": Relation.AUNT,
    "mợ": Relation.AUNT,
    "chú": Relation.UNCLE,
    "bác": Relation.UNCLE,
    "cậu": Relation.UNCLE,
    "dượng": Relation.UNCLE,
}
_PARENTS = {
    "cha": Relation.FATHER,
    "bố": Relation.FATHER,
    "ba": Relation.FATHER,
    "tía": Relation.FATHER,
    "tia": Relation.FATHER,
    "mẹ": Relation.MOTHER,
    "má": Relation.MOTHER,
    "me": Relation.MOTHER,
    "ông": Relation.GRANDFATHER,
    "bà": Relation.GRANDMOTHER,
}
_FILLERS = frozenset(
    "ho va ten nguoi thong tin ve cua hoc sinh hs em chau tre be hoac hay ruot nuoi noi ngoai "
    "cha bo ba tia me ma ong giam phu huynh phhs ph cmhs nguoi than nhan nha do dau lien he day du "
    "1 2".split()
)


def is_accented(texts: Sequence[str]) -> bool:
    """Whether a header row was typed with Vietnamese accents at all."""
    return any(not text.isascii() for text in texts)


@lru_cache(maxsize=8192)
def relations_in(text: str, *, accented: bool = True, named: bool = False) -> tuple[Relation, ...]:
    """The relatives that a header or a cell speaks of, in the order of the text.

    accented  the text comes from a row typed with accents
    named     a word for name or phone stands beside it, so that rarer relatives are believed
    """
    words = _WORD.findall(clean(text).lower())
    plain = " ".join(fold(word) for word in words)
    if re.search(r"\b(?:co giao|thay co|chu nhiem)\b", plain):
        return ()
    found: list[Relation] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        relation = _PARENTS.get(word) or (_KIN.get(word) if named else None)
        if word == "bo" and not following.startswith(("gd", "giao", "môn", "mon")):
            relation = Relation.FATHER
        elif word == "ba" and not accented and following in {"noi", "ngoai"}:
            relation = Relation.GRANDMOTHER
        elif word == "ma" and not accented and named and place:
            relation = Relation.MOTHER
        elif word == "ong" and not accented:
            relation = Relation.GRANDFATHER
        if relation and relation not in found:
            found.append(relation)
    found += [relation for relation, words_of in _GENERIC.items() if words_of.search(plain)]
    if not found and named and re.search(r"\bph\b", plain):
        found.append(Relation.GUARDIAN)
    return tuple(found)


@lru_cache(maxsize=8192)
def meaning_of(text: str, accented: bool, above: str = "") -> Meaning | None:
    """What a header's text means; None where it is not known, IGNORED where it is never taken.

    text      the words of the cell, line breaks and all
    accented  whether its row was typed with accents
    above     the words of a heading that stands over this column and others ("CHA" over "Họ tên")
    """
    tidy = clean(text.replace("*", " ")).lower()
    bare = _BRACKETS.sub(" ", tidy)
    words = _WORD.findall(bare) or _WORD.findall(tidy)
    if not words:
        return Meaning(Field.ORDINAL) if tidy.strip() == "#" else None
    plain = " ".join(fold(word) for word in words)
    if _ORDINAL.fullmatch(plain):
        return Meaning(Field.ORDINAL)
    if _RELATION.fullmatch(plain):
        return Meaning(Field.RELATION)
    if _NEVER.search(plain) and not _BIRTH_FIRST.match(plain):
        return IGNORED
    has_phone = bool(_PHONE.search(plain)) or _says_phone(words, accented=accented)
    has_name = bool(_NAME_WORDS.search(plain))
    named = has_phone or has_name
    relations = _relations(tidy, bare, accented=accented, named=named) or (
        relations_in(above, accented=accented) if above else ()
    )
    if has_phone:
        if _CONTACT.search(plain) and not relations_in(bare, accented=accented, named=True):
            relations = ()
        return _phone(plain, relations, has_name=has_name)
    if relations:
        return _of_relative(plain, relations, words, has_name=has_name, own=not above)
    return _of_person(plain, words, accented=accented, above=fold(above))


def _relations(
    whole: str, bare: str, *, accented: bool, named: bool
) -> tuple[Relation, ...]:
    """The relatives of a header; what stands in brackets counts where it says more than "or"."""
    outside = relations_in(bare, accented=accented, named=named)
    if outside and re.search(r"[(\[]\s*(?:hoặc|hay|nếu|hoac|neu|người giám hộ)", whole):
        return outside
    return relations_in(whole, accented=accented, named=named)


def _says_phone(words: list[str], *, accented: bool) -> bool:
    """ĐT is a phone, but not in GD&ĐT; DT is one only where nothing has accents."""
    if words == ["dt"]:
        return not accented
    return any(
        word == "đt" and (place == 0 or words[place - 1] != "gd")
        for place, word in enumerate(words)
    )


_BIRTH_FIRST = re.compile(r"ngay (?:thang nam )?sinh (?:va )?noi sinh")


def _phone(plain: str, relations: tuple[Relation, ...], *, has_name: bool) -> Meaning:
    if _TEACHER.search(plain):
        return IGNORED
    if not relations:
        return Meaning(Field.PHONE, rank=1 if re.search(r"\b(?:nha|co dinh|ban)\b", plain) else 0)
    return Meaning(Field.RELATIVE_BOTH if has_name else Field.RELATIVE_PHONE, relations)


def _of_relative(
    plain: str,
    relations: tuple[Relation, ...],
    words: list[str],
    *,
    has_name: bool,
    own: bool,
) -> Meaning | None:
    if _BIRTH.fullmatch(plain) or re.search(r"\b(?:sinh|tuoi)\b", plain.replace("hoc sinh", "")):
        return IGNORED
    if _CODE.fullmatch(plain) and "ma" in words:
        return None
    if _NAME.fullmatch(plain) or _GIVEN.fullmatch(plain) or has_name:
        return Meaning(Field.RELATIVE_NAME, relations)
    if own and set(plain.split()) <= _FILLERS:
        return Meaning(Field.RELATIVE_NAME, relations)
    return None


def _of_person(plain: str, words: list[str], *, accented: bool, above: str) -> Meaning | None:
    staff = bool(_STAFF.search(plain))
    if _TEACHER_ALONE.fullmatch(plain):
        return Meaning(Field.TEACHER)
    if _CODE.fullmatch(plain):
        rank = 0 if _NATIONAL_CODE.search(plain) else 2 if plain in {"ma", "code"} else 1
        return Meaning(Field.CODE, strong=plain != "ma", staff=staff, rank=rank)
    if _STATUS.fullmatch(plain):
        return Meaning(Field.STATUS)
    if part := _birth_part(plain, words, accented=accented, above=above):
        return part
    if _SEX.fullmatch(plain):
        return Meaning(Field.SEX)
    # "Năm sinh" over "Nam" and "Nữ": the date stands under the person's sex.
    births = bool(above) and bool(_BIRTH.fullmatch(above))
    if _FEMALE.fullmatch(plain):
        return Meaning(Field.BIRTH_OF_WOMEN if births else Field.FEMALE)
    if _MALE.fullmatch(plain):
        return Meaning(Field.BIRTH_OF_MEN if births else Field.MALE)
    if _BIRTH.fullmatch(plain):
        return Meaning(Field.BIRTH, rank=1 if plain.startswith("nam") else 0)
    if _CLASS.fullmatch(plain):
        return Meaning(Field.CLASS, rank=1 if plain.startswith("ma ") else 0)
    if _GRADE.fullmatch(plain):
        return Meaning(Field.GRADE)
    for rank, pattern in enumerate(_JOBS):
        if pattern.fullmatch(plain):
            return Meaning(Field.JOB, rank=rank)
    return _name_or_rest(plain, staff=staff)


def _name_or_rest(plain: str, *, staff: bool) -> Meaning | None:
    if _SURNAME.fullmatch(plain):
        return Meaning(Field.SURNAME, strong=plain != "ho", staff=staff)
    if _GIVEN.fullmatch(plain):
        return Meaning(Field.GIVEN, strong=False)
    if _NAME.fullmatch(plain):
        return Meaning(Field.NAME, staff=staff)
    if plain.startswith(("ho va ten ", "ho ten ")):
        return Meaning(Field.NAME, staff=staff, rank=1)
    if _UNIT.fullmatch(plain):
        return Meaning(Field.UNIT)
    if _NOTE.fullmatch(plain):
        return Meaning(Field.NOTE)
    return None


def _birth_part(plain: str, words: list[str], *, accented: bool, above: str) -> Meaning | None:
    """Day, month or year of birth in a column of its own, by the heading above or by its words."""
    under_birth = bool(_BIRTH.fullmatch(above)) if above else False
    for field, pattern in _BIRTH_PART.items():
        if not pattern.fullmatch(plain):
            continue
        if plain == "nam":
            # "năm" is a year, "Nam" is male; without accents only the heading tells.
            year = words[-1] == "năm" if accented else under_birth
            return Meaning(Field.BIRTH_YEAR, strong=False) if year else None
        if "sinh" in plain and not under_birth and field is not Field.BIRTH_MONTH:
            return None
        return Meaning(field, strong=False)
    return None
