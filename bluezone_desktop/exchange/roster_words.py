"""The words of headers: which field a header's text means, whoever wrote it.

Words are compared without case and mostly without accents, because lists are typed in haste; only
where two words differ by nothing but accents (bố and Bộ, má and mã, bà and ba, Nam and năm) are
the accents asked, and a header row typed wholly without accents is read by what is usual.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.roster_fields import IGNORED, Field, Meaning

UNSURE_CODE = 3
"""The rank of "Mã định danh" alone: the ministry's code of a pupil, or an identity number."""

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_WORD = re.compile(r"[^\W_]+")


def _phrase(*words: str) -> re.Pattern[str]:
    """Matches where any of the phrases stands somewhere in a text, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _whole(*words: str) -> re.Pattern[str]:
    """Matches a text that is, from beginning to end, any of the phrases."""
    return re.compile(rf"(?:{'|'.join(words)})\Z")


# Never taken: identity numbers, addresses, ethnic origin …, and words that only look like a field.
_NEVER = _phrase(
    "d(?:an)? toc|dtoc|ton giao|quoc tich|cmnd|cccd|cmt|can cuoc|ho chieu|so dinh danh",
    "dinh danh ca nhan|d(?:ia)? chi|noi sinh|noi o|cho o|que quan|nguyen quan|ho khau|thuong tru",
    "tam tru|noi cap|ngay cap|e ?mail|gmail|facebook|nghe|nghiep|noi cong tac|noi lam viec|co quan",
    "hoc luc|hanh kiem|xep loai|khuyet tat|k tat|uu tien|chinh sach|doan vien|doi vien|dang vien",
    "ngay (?:vao|nhap|tuyen|ky|chuyen|thoi|bat dau|di|den)|ly do|bao hiem|bhyt|bhxh|trinh do",
    "bang cap|he so|ngach|luong|tai khoan|mat khau|nam hoc|hoc k[iy]|can nang|chieu cao|suc khoe",
    "lop (?:cu|truoc|chu nhiem|day|truong)|nam truoc|chu nhiem lop|day lop|si so|chu ho|so the",
    "ma (?:truong|tinh|huyen|xa|don vi|so thue|dan toc)|ten (?:truong|khac|goi khac|thuong goi)",
    "chu ky|ky ten|ky nhan|so bao danh|sbd|hoc ba",
    # Whether somebody has a smartphone or the app: ticked here, never imported.
    "(?<!so )dien thoai thong minh|(?<!so )dttm|bluezone|cai (?:dat|app|ung dung)",
)
# "Chức danh nghề nghiệp" is a job, though "nghề nghiệp" alone is a parent's and never taken.
_JOB_FIRST = re.compile(r"(?:chuc danh|chuc vu|vi tri viec lam)\b|(?:cbql|bgh|ql|cb) gv nv")
_PHONE = _phrase("d(?:ien)? thoai|sdt|so dt|dtdd|dt dd|di dong|so may|phone|mobile|tel|zalo|dtll")
_PHONE_IN_BRACKETS = re.compile(r"[(\[](?:so )?(?:d(?:ien)? ?thoai|sdt|so dt|dt|dtdd)[)\]]")
_LANDLINE = _phrase("nha|co dinh|ban")
_CONTACT = _phrase("lien he|lien lac")
_TEACHER_WORDS = "gvcn|gv cn|(?:giao vien|gv|thay co|co giao|co|thay) (?:chu nhiem|cn)|chu nhiem"
_OF_TEACHER = _phrase(_TEACHER_WORDS)
_STAFF = _phrase(
    "giao vien|gv|can bo|cb|cbgv|cbgvnv|cbql|nhan vien|nv|vien chuc|cong chuc|ccvc",
    "nguoi lao dong|giang vien|nhan su|vc|cbvc|cnv|cbcnv",
)
_NATIONAL_CODE = _phrase("ma dinh danh")
_OF_THE_MINISTRY = _phrase("bo|gd|nganh|csdl|giao duc|hoc sinh|hs|moet")
_CODE = _whole(
    "ma (?:so )?(?:hoc sinh|hs|hssv|hoc vien|hv|tre|tre em|be|giao vien|gv|can bo|cb|nhan vien|nv"
    "|vien chuc|cong chuc|moet|bo|vnedu|smas|csdl|k12|misa|nganh)\\b.*",
    "ma (?:so )?dinh danh.*|mahs|mshs|mhs|msgv|magv|so hieu (?:hs|hoc sinh)|ma so|ma|code",
    "student (?:code|id)|id hoc sinh",
)
_BIRTH = _whole(
    "(?:ngay|ngay thang|ngay thang nam|nam|ngay va nam|ng th nam|n) ?sinh\\b.*|ntns|nt ns|ngsinh",
    "nsinh|ns|sinh ngay|sinh nam|date of birth|birthday|birth date|dob|d o b|ng sinh",
    "sinh ngay thang nam|ntn sinh|n t n sinh",
)
_BIRTH_PARTS = (
    (Field.BIRTH_DAY, _whole("ngay|ng|sinh ngay|ngay sinh|ngay thang")),
    (Field.BIRTH_MONTH, _whole("thang|th|thang sinh|sinh thang")),
    (Field.BIRTH_YEAR, _whole("nam|nam sinh|sinh nam")),
)
_OF_SEX = "(?:la |hs |hoc sinh |gioi tinh |gt |phai )?"
_FEMALE = _whole(f"{_OF_SEX}nu(?: sinh)?(?: ghi| danh(?: dau)?)?(?: x)?|con gai|gai")
_MALE = _whole(f"{_OF_SEX}nam(?: x)?|con trai|trai")
# "Nam (Nữ)", "Nam hoặc Nữ", "1. Nam 2. Nữ".
_EITHER_SEX = _whole(
    r"(?:\d )?(?:nam (?:hoac |hay |va )?(?:\d )?nu|nu (?:hoac |hay |va )?(?:\d )?nam)"
)
_ORDINAL = _whole("stt|tt|so tt|so thu tu|thu tu|no|s tt|s t t|so")
_RELATION = _whole(
    "(?:moi )?quan he"
    r"(?: (?:voi|gia dinh|nhan than|cua|hoc sinh|hs|tre|em|chau|nguoi than))*(?: \d)?|moi lien he"
)
_OWNERS = (
    "(?: (?:cua|hoc sinh|hs|hssv|hoc vien|hv|tre em|tre|be|chau|em|con|giao vien|gv|can bo|cb|cbgv"
    "|cbgvnv|nhan vien|nv|vien chuc|vc|cong chuc|nguoi lao dong|va|day du|khai sinh|in hoa))*"
)
_NAME = _whole(
    "(?:ho(?: va)?(?: ten)?(?: chu)?(?: dem| lot)?(?: va)? ten|h ?ten|ho va t|hoten|hovaten"
    "|(?:(?:student|pupil)(?: s)? )?(?:full ?)?name|ten day du|hoc sinh|hoc vien"
    "|ten (?:hoc sinh|hs|hoc vien|hv|tre|tre em|be|giao vien|gv"
    f"|can bo|cb|nhan vien|nv)){_OWNERS}"
)
_GIVEN = _whole("ten|ten goi|ten rieng|first name|given name")
_NAME_WORDS = _phrase("ho ten|ho va ten|hoten|ten|h ?ten|ht|name|(?<!giam )(?<!bao )ho")
# A phone of the school, of an office: nobody's own.
_PHONE_OF_OTHERS = _phrase("truong|co quan|don vi|cong ty|ubnd|nha tro")
# "Họ tên cha, năm sinh, nghề nghiệp": what comes after the name does not make it another column.
_AND_MORE = re.compile(r"\s*(?:[,;/(\[&+]|\s[-–]\s|\bvà\b)")
_SINCE = r"\d{4} \d{4}"

# The columns that their words alone decide; the first that fits counts.
_RULES: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (
        _whole(
            "(?:trang thai|tinh trang|hien trang)(?: (?:hs|hoc sinh|hoc tap|hoc|cb|can bo|lam viec"
            "|hien tai|giao vien|nhan su))*"
        ),
        Meaning(Field.STATUS),
    ),
    (
        _whole(
            "(?:gioi tinh|gioi|gt|g t|g tinh|phai|sex|gender|nam nu|nu nam)"
            r"(?: (?:hs|hoc sinh|cua|tre|chau|be|nam nu|nu nam|nam|nu|hoac|hay|la|sex|gender"
            r"|\d{1,2}))*"
        ),
        Meaning(Field.SEX),
    ),
    (
        _whole("(?:ho (?:va )?ten |ten )?(?:" + _TEACHER_WORDS + ")(?: lop)?"),
        Meaning(Field.TEACHER),
    ),
    (_whole("(?:ngay|nam) sinh nu"), Meaning(Field.BIRTH_OF_WOMEN)),
    (_whole("(?:ngay|nam) sinh nam"), Meaning(Field.BIRTH_OF_MEN)),
    (_whole("nam ?sinh\\b.*"), Meaning(Field.BIRTH, rank=1)),
    (_BIRTH, Meaning(Field.BIRTH)),
    (_whole("ma lop.*"), Meaning(Field.CLASS, rank=1)),
    (
        _whole(
            "(?:ten |thuoc |dang hoc |hoc |phan |xep |vao )?"
            "(?:lop|nhom lop|lop nhom|class|nhom tre)(?: (?:hoc"
            "|nam hoc|hien tai|hien nay|moi|dang hoc|hanh chinh|hc|hs|hoc sinh|nhom|nhom tre|class"
            f"|mau giao|phan|(?:nam )?{_SINCE}))*"
        ),
        Meaning(Field.CLASS),
    ),
    (_whole("khoi|khoi lop|khoi hoc"), Meaning(Field.GRADE)),
    (_whole("chuc vu.*"), Meaning(Field.JOB)),
    (
        _whole(
            "vi tri viec lam.*|vi tri(?: cong tac)?|nhom chuc vu|loai (?:hinh )?can bo|doi tuong"
            "|nhom|(?:cbql|bgh|ql|cb) gv nv"
        ),
        Meaning(Field.JOB, rank=1),
    ),
    (_whole("(?:chuc danh|cong viec|nhiem vu|phan cong|cong tac).*"), Meaning(Field.JOB, rank=2)),
    (_whole(f"ho{_OWNERS}"), Meaning(Field.SURNAME, strong=False)),
    (
        _whole(
            "(?:(?:ho ?)?(?:va ?)?(?:ten ?)?(?:chu ?)?(?:dem|lot)|last name|middle name|ho va tdem)"
            + _OWNERS
        ),
        Meaning(Field.SURNAME),
    ),
    (_GIVEN, Meaning(Field.GIVEN, strong=False)),
    (_NAME, Meaning(Field.NAME)),
    # "Họ tên người …" is another's, "Họ tên người học" the pupil's.
    (
        _whole("(?:ho va ten|ho ten) (?!nguoi (?!hoc\\b|lao dong\\b)).*"),
        Meaning(Field.NAME, rank=1),
    ),
    (
        _whole("to|to (?:chuyen mon|bo mon|khoi|cong tac|cm)|bo phan|phong ban"),
        Meaning(Field.UNIT),
    ),
    (_whole("ghi chu|g chu|ghi chu khac|note|notes|chu thich"), Meaning(Field.NOTE)),
)

_GENERIC = {
    Relation.GUARDIAN: _phrase(
        "giam ho|guardian|phu huynh|phhs|ph hs|cmhs|do dau|nuoi duong|bao ho|nguoi gh",
        "nguoi (?:cham soc|dai dien|bao tro)",
    ),
    Relation.OTHER: _phrase(
        "nguoi than|than nhan|nguoi nha|nguoi lien he|nguoi lien lac|nguoi dua don|nguoi nhan",
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
    "father": Relation.FATHER,
    "mother": Relation.MOTHER,
}
_ONE_PARENT = {(Relation.FATHER,), (Relation.MOTHER,)}
_ONE_GRANDPARENT = {(Relation.GRANDFATHER,), (Relation.GRANDMOTHER,)}
_OF_KIN = {"ruột", "trai", "gái", "họ"}
# "Thân phụ", "Thân mẫu".
_POLITE = {"phụ": Relation.FATHER, "mẫu": Relation.MOTHER}
# "Con ông", "Con bà", "Con ông (bà)": the parents, not their parents.
_CHILD_OF = re.compile(r"(?:ho (?:va )?ten )?con (?:cua )?(?P<who>ong ba|ong|ba)$")
_PARENTS_OF = {
    "ong": (Relation.FATHER,),
    "ba": (Relation.MOTHER,),
    "ong ba": (Relation.GUARDIAN,),
}
# Words that may stand beside a relative's in a header that means the relative's name.
_FILLERS = _whole(
    "(?:(?:father|mother|guardian|ho|va|ten|con|nguoi|thong|tin|ve|cua|hoc|sinh|hs|em|chau|tre|be|hoac|hay|ruot|de|nuoi|noi"
    "|ngoai|cha|bo|ba|tia|me|ma|ong|giam|phu|huynh|phhs|ph|cmhs|bao|than|nhan|nha|do|dau|lien|he|day|du"
    "|duong|cham|soc|dai|dien|tro|dua|don|phu|mau"
    "|1|2)(?: |$))+"
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
        elif word == "em" and place and words[place - 1] == "tên" and following not in _OF_KIN:
            # "Họ và tên em" is the pupil.
            relation = None
        elif word == "thân" and following in _POLITE:
            relation = _POLITE[following]
        if relation and relation not in found:
            found.append(relation)
    found += [relation for relation, words_of in _GENERIC.items() if words_of.search(plain)]
    if child := _CHILD_OF.match(plain):
        return _PARENTS_OF[child["who"]]
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
    tidy = _closed_up(_NUMBERING.sub("", clean(text.replace("*", " ")), count=1).lower())
    bare = _BRACKETS.sub(" ", tidy)
    words = _WORD.findall(bare) or _WORD.findall(tidy)
    plain = " ".join(fold(word) for word in words)
    if field := _by_words_alone(plain, tidy):
        return Meaning(field)
    if _NEVER.search(plain) and not _TAKEN_STILL.match(plain):
        return _name_before_more(tidy, accented, above) or IGNORED
    has_phone = bool(_PHONE.search(plain)) or _says_phone(words, accented=accented)
    has_name = bool(_NAME_WORDS.search(plain))
    if not has_phone and not has_name and _PHONE_IN_BRACKETS.search(fold(tidy)):
        # "Cha (SĐT)".
        has_phone = True
    relations = _relations(tidy, bare, accented=accented, named=has_phone or has_name)
    own = bool(relations)
    if not own and above:
        relations = relations_in(above, accented=accented, named=bool(_ONE_KIN.match(fold(above))))
    elif own and not has_phone and not has_name and _PHONE.search(fold(above)):
        # "Số điện thoại" over "Cha" and "Mẹ".
        has_phone, has_name = True, bool(_NAME_WORDS.search(fold(above)))
    if has_phone:
        if _CONTACT.search(plain) and not relations_in(bare, accented=accented, named=True):
            relations = ()
        return _phone(plain, relations, has_name=has_name)
    if relations:
        name = _name_before_more(tidy, accented, above) if _AGE.search(plain) else None
        return name or _of_relative(plain, relations, words, has_name=has_name, own=own)
    meaning = _of_person(plain, words, accented=accented, above=fold(above)) if words else None
    return meaning or _in_two_languages(text, accented, above)


def _closed_up(text: str) -> str:
    """A word whose letters stand one below the other in a narrow column, as one ("N", "Ữ")."""
    words = text.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else text


# "1. Họ và tên học sinh": the questions of a form that was filled in on the web.
_NUMBERING = re.compile(r"\A\(?(?:câu )?\d{1,2}[.):] ?(?=[^\W\d])", re.IGNORECASE)
# "Ngày sinh, nơi sinh", "Lớp năm học 2020-2021": what is taken stands first.
_TAKEN_STILL = re.compile(
    rf"ngay (?:thang nam )?sinh (?:va )?noi sinh|lop nam hoc {_SINCE}$|{_JOB_FIRST.pattern}"
)
_OR = re.compile(r"[(\[]\s*(?:hoặc|hay|nếu|hoac|neu|người giám hộ)")
_AGE = _phrase("sinh|tuoi")
# A heading that is nothing but a relative: "Anh" over "Họ tên" and "Điện thoại".
_ONE_KIN = _whole("(?:thong tin (?:ve )?)?(?:anh|chi|em|co|di|thim|mo|chu|bac|cau|duong)(?: ruot)?")
_LANGUAGES = re.compile(r"\s*[/|]\s*|\s[-–]\s")


def _in_two_languages(text: str, accented: bool, above: str) -> Meaning | None:
    """What a header says twice over ("Lớp / Class"); None where its two halves differ."""
    halves = _LANGUAGES.split(text)
    if len(halves) != 2 or not all(halves):
        return None
    first, second = (meaning_of(half, accented, above) for half in halves)
    return first if first and second and first.key == second.key else None


def _by_words_alone(plain: str, tidy: str) -> Field | None:
    """The fields that no other word can make another."""
    if _EITHER_SEX.match(" ".join(map(fold, _WORD.findall(tidy)))):
        return Field.SEX
    if _ORDINAL.match(plain) or tidy == "#":
        return Field.ORDINAL
    return Field.RELATION if _RELATION.match(plain) else None


def _relations(whole: str, bare: str, *, accented: bool, named: bool) -> tuple[Relation, ...]:
    """The relatives of a header; what stands in brackets counts where it says more than "or"."""
    outside = relations_in(bare, accented=accented, named=named)
    inside = relations_in(" ".join(_BRACKETS.findall(whole)), accented=accented)
    if inside in _ONE_PARENT and outside in _ONE_GRANDPARENT:
        # "Ông (cha)" is a father, politely.
        return inside
    if outside and _OR.search(whole):
        return outside
    return relations_in(whole, accented=accented, named=named)


def _name_before_more(tidy: str, accented: bool, above: str) -> Meaning | None:
    """The relative whose name a header asks for first, and then for more ("Họ tên mẹ, nghề")."""
    more = _AND_MORE.search(tidy)
    if more is None or not more.start():
        return None
    first = meaning_of(tidy[: more.start()], accented, above)
    if first and first.field is Field.NAME and not first.staff:
        # "Họ tên, năm sinh, nghề nghiệp của cha": whose it is comes last.
        relations = relations_in(tidy, accented=accented)
        first = Meaning(Field.RELATIVE_NAME, relations) if relations else None
    if first is None or first.field is not Field.RELATIVE_NAME:
        return None
    return replace(first, field=Field.RELATIVE_BOTH) if _PHONE.search(fold(tidy)) else first


def _says_phone(words: list[str], *, accented: bool) -> bool:
    """ĐT is a phone, but not in GD&ĐT; DT is one where nothing has accents, or beside a parent."""
    of_parents = len(words) > 1 and not _PARENTS.keys().isdisjoint(words)
    phone = {"đt", "dt"} if of_parents or not accented else {"đt"}
    return any(
        word in phone and (place == 0 or words[place - 1] != "gd")
        for place, word in enumerate(words)
    )


def _phone(plain: str, relations: tuple[Relation, ...], *, has_name: bool) -> Meaning:
    if _OF_TEACHER.search(plain):
        return IGNORED
    if not relations and _PHONE_OF_OTHERS.search(plain):
        return IGNORED
    if not relations:
        return Meaning(Field.PHONE, rank=1 if _LANDLINE.search(plain) else 0)
    return Meaning(Field.RELATIVE_BOTH if has_name else Field.RELATIVE_PHONE, relations)


def _of_relative(
    plain: str,
    relations: tuple[Relation, ...],
    words: list[str],
    *,
    has_name: bool,
    own: bool,
) -> Meaning | None:
    if _AGE.search(plain.replace("hoc sinh", "")):
        # "Họ tên, năm sinh cha": the name comes first.
        named = plain.startswith("ho ") and has_name
        return Meaning(Field.RELATIVE_NAME, relations) if named else IGNORED
    if own and _CONTACT.match(plain):
        return Meaning(Field.RELATIVE_PHONE, relations)
    if _CODE.match(plain) and "ma" in words:
        return None
    if has_name or _NAME.match(plain) or (own and _FILLERS.match(plain)):
        return Meaning(Field.RELATIVE_NAME, relations)
    return None


def _of_person(plain: str, words: list[str], *, accented: bool, above: str) -> Meaning | None:
    if _CODE.match(plain):
        rank = 2 if plain in {"ma", "code"} else 1
        if _NATIONAL_CODE.search(plain):
            rank = 0 if _OF_THE_MINISTRY.search(plain) else UNSURE_CODE
        staff = bool(_STAFF.search(plain))
        return Meaning(Field.CODE, strong=plain != "ma", staff=staff, rank=rank)
    if part := _birth_part(plain, words, accented=accented, above=above):
        return part
    # "Năm sinh" over "Nam" and "Nữ": the date stands under the person's sex.
    births = bool(above) and bool(_BIRTH.match(above))
    if _FEMALE.match(plain):
        return Meaning(Field.BIRTH_OF_WOMEN if births else Field.FEMALE)
    if _MALE.match(plain):
        return Meaning(Field.BIRTH_OF_MEN if births else Field.MALE)
    meaning = next((found for pattern, found in _RULES if pattern.match(plain)), None)
    if meaning and meaning.field in {Field.NAME, Field.SURNAME} and _STAFF.search(plain):
        return replace(meaning, staff=True)
    return meaning


def _birth_part(plain: str, words: list[str], *, accented: bool, above: str) -> Meaning | None:
    """Day, month or year of birth in a column of its own, by the heading above or by its words."""
    under_birth = bool(above) and bool(_BIRTH.match(above))
    for field, pattern in _BIRTH_PARTS:
        if not pattern.match(plain):
            continue
        if plain == "nam":
            # "năm" is a year, "Nam" is male; without accents only the heading tells.
            certain = words[-1] == "năm" if accented else under_birth
        else:
            certain = "sinh" not in plain or under_birth or field is Field.BIRTH_MONTH
        return Meaning(field, strong=False) if certain else None
    return None
