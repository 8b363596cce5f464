"""What the wording of a district's form says: whom a heading counts, and what of them.

A column's heading is read from the top of the header down: "Học sinh" above "Đã cài" counts the
pupils who have it. Wording is free, so words are looked for anywhere in a text, without accents.
Source: the domain notes on returns; abbreviations as education offices use them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bluezone_desktop.domain.form_meanings import Asked, Count, Key, Meaning, Whom
from bluezone_desktop.domain.text import fold


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_KEYS = (
    (Key.ORDINAL, re.compile(r"(so )?(stt|tt|s t t|thu tu)")),
    (Key.TEACHER, re.compile(r".*\b(gvcn|chu nhiem)\b.*")),
    (
        Key.CLASS,
        re.compile(
            r"(ten |khoi )?lop( hoc)?( (bo phan|to|nhom|doi tuong|don vi|khoi))?|"
            r"(ten )?(nhom|don vi) lop|ten lop nhom"
        ),
    ),
    (Key.GRADE, re.compile(r"khoi( lop)?")),
    (Key.UNIT, re.compile(r"(ten )?(don vi|truong|co so giao duc|co so|truong hoc)")),
    (
        Key.GROUP,
        re.compile(
            r"(nhom )?doi tuong|thanh phan|noi dung|chi tieu|chi so|tieu chi|phan loai|nhom"
        ),
    ),
    (Key.NOTE, re.compile(r"ghi chu.*|luu y")),
)

_RELATIVES = _any(
    *("cha me", "bo me", "ba me", "phu huynh", "cmhs", "phhs", "ph", "nguoi than", "than nhan"),
    *("gia dinh", "nguoi nha", "cmhv"),
)
_PUPILS = _any("hoc sinh", "hs", "hoc vien", "hv", "tre", "tre em", "chau", "sinh vien", "si so")
_MANAGERS = _any("cbql", "can bo quan ly", "ban giam hieu", "bgh", "lanh dao")
_TEACHERS = _any("giao vien", "gv", "nha giao")
_EMPLOYEES = _any("nhan vien", "nv")
_STAFF = _any(
    *("cbgvnv", "cbgv", "cbccvc", "ccvc", "cbcc", "cong chuc", "vien chuc", "nguoi lao dong"),
    *("nld", "can bo", "cb", "doi ngu"),
)
_EVERYBODY = _any("toan don vi", "toan truong", "tong cong", "tong chung", "tat ca", "cong chung")

_OWNERS = re.compile(
    r"dttm|dt tm|smart ?phone|(dien thoai|dtdd|dt|thiet bi|may)( di dong| dd)? thong minh"
)
_NO_OWNERS = re.compile(rf"(khong|chua) (co |su dung |dung |so huu )*({_OWNERS.pattern})")
_NOT_INSTALLED = re.compile(r"(chua|khong)( the| thuc hien| duoc)? (cai|tai)\b|\bcon lai\b")
_NOT_ASKED = re.compile(r"chua (hoi|khao sat|ra soat|ro|xac dinh|nam|thong ke)")
_ASKED = re.compile(r"(da|duoc) (hoi|khao sat|ra soat|thong ke)")
_RESULTS = re.compile(r"ket qua|tinh hinh|thong ke|tien do|cong tac")
_INSTALLED = re.compile(r"\bcai\b|\bda tai\b|bluezone|da thuc hien")
_TOTAL = _any(*("tong so", "tong", "si so", "so luong", "sl", "ts", "so", "hien co", "toan bo"))
_RATE = re.compile(r"\b(ty|ti) (le|so|trong)\b|\btl\b|phan tram|%")
_AMONG = re.compile(r"/|\b(tren|so voi|trong)\b")
_PROSE = re.compile(
    r"(neu |ghi ro )?(ly|li) do\b|nguyen nhan\b|(bien|giai) phap\b|kho khan\b|vuong mac\b|"
    r"de xuat\b|kien nghi\b|danh sach\b|ho (va )?ten\b|ngay (cai|hoan thanh)\b|ky ten\b|chu ky\b"
)
_NOT_KEPT = re.compile(
    r"\bkhong (the )?(cai|tai)( dat)? duoc\b|\bkhong (tuong thich|ho tro|du dieu kien)\b|"
    r"^(trong do )?(so )?(hs )?(nu|nam|dan toc|khuyet tat)\b|"
    r"\b(android|ios|iphone|app ?store|ch ?play)\b|"
    r"\bho gia dinh\b|\bso ho\b|^((tong )?so |so luong )?gia dinh\b"
)
"""What no return of ours counts by itself: girls, phones of a kind, households."""
_ABLE = re.compile(
    r"(?<!da )(?<!chua )\b(cai|tai)( dat)? duoc\b|\b(co the|du dieu kien)( de)? cai\b"
)
_NUMBER_OF_CLASSES = re.compile(r"(tong )?(so )?(lop|truong|don vi)")
_SUM = re.compile(r"(tong|cong|toan (truong|don vi|huyen|nganh))\b")
_EARLIER = re.compile(r"\b(dot|ky|lan|tuan|thang) truoc\b|\bso voi\b|\bluy ke\b")
_UNIT = re.compile(r"[a-z]|\d{1,2}|nguoi|em|hoc sinh|hs|may|chiec|")
"""What may stand below a heading without changing what it asks for."""
_GRADE = re.compile(r"\bkhoi(?: lop)? (\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What one text of a header says by itself.

    count   what is counted, where the text names it; ``total`` also tells of "Tổng số", which
            says little: "Đã cài" above it says more
    among   of a rate: among whom
    left    it asks for what only the clerk can write: a reason, a number that is not kept
    doubtful  it may mean something else than what is counted
    """

    key: Key | None = None
    whom: Whom | None = None
    count: Count | None = None
    total: bool = False
    rate: bool = False
    among: Count | None = None
    of_those: bool = False
    left: bool = False
    doubtful: bool = False

    @property
    def says_among(self) -> bool:
        """Whether it says outright among whom a rate is."""
        return bool(self.among or self.of_those)

    @property
    def is_anything(self) -> bool:
        """Whether it is a heading at all."""
        return self != Said()


def plain_words(text: str) -> str:
    """The text without accents and marks, but for the slash and the percent sign."""
    return " ".join(re.sub(r"[^\w/%]+", " ", fold(text)).replace("/", " / ").split())


def what_is_said(text: str) -> Said:
    """What one text of a header says by itself."""
    plain = plain_words(text)
    bare = " ".join(plain.replace("/", " ").split())
    outright = _said_outright(text, plain, bare)
    if outright is not None:
        return outright
    whom, rate = whom_is_said(text), bool(_RATE.search(plain))
    count = _count_said(bare)
    total = bool(_TOTAL.search(bare)) and not rate
    if not rate:
        of_those = bool(re.match(r"(/|(tren|so voi|trong)\b)", plain))
        return Said(None, whom, count, total, of_those=of_those)
    owners = _OWNERS.search(plain)
    divided = bool(owners and _AMONG.search(plain[: owners.start()]))
    if count is Count.WITH_SMARTPHONE and divided:
        return Said(None, whom, None, rate=True, among=Count.WITH_SMARTPHONE)
    if count in (Count.INSTALLED, Count.NOT_INSTALLED) and owners:
        return Said(None, whom, count, rate=True, among=Count.WITH_SMARTPHONE)
    among = Count.TOTAL if re.search(r"\b(tong so|tong|si so|ts)\b", plain) else None
    return Said(None, whom, count, rate=True, among=among)


def _said_outright(text: str, plain: str, bare: str) -> Said | None:
    """What needs no weighing of words: what a row is called, and what is not ours to count."""
    for key, pattern in _KEYS:
        if pattern.fullmatch(bare):
            return Said(key=key)
    if _NUMBER_OF_CLASSES.fullmatch(bare):
        return Said()
    if _PROSE.match(bare) or _NOT_KEPT.search(bare):
        return Said(left=True)
    if _ABLE.search(bare) and not _RATE.search(plain):
        return Said(None, whom_is_said(text), Count.WITH_SMARTPHONE, doubtful=True)
    return None


def whom_is_said(text: str) -> Whom | None:
    """Whom a heading, or the first cell of a row, is about; None where it does not say."""
    plain = " ".join(plain_words(text).replace("/", " ").split())
    relatives, pupils = _RELATIVES.search(plain), _PUPILS.search(plain)
    groups = [
        whom
        for whom, pattern in (
            (Whom.MANAGERS, _MANAGERS),
            (Whom.TEACHERS, _TEACHERS),
            (Whom.EMPLOYEES, _EMPLOYEES),
        )
        if pattern.search(plain)
    ]
    staff = bool(groups or _STAFF.search(plain))
    if relatives:
        return Whom.STAFF_RELATIVES if staff and not pupils else Whom.RELATIVES
    if staff and pupils:
        return Whom.REQUIRED
    if staff:
        manages = groups == [Whom.MANAGERS]
        mixed = len(groups) != 1 or (not manages and _STAFF.search(plain))
        return Whom.STAFF if mixed else groups[0]
    if pupils:
        return Whom.PUPILS
    return Whom.EVERYBODY if _EVERYBODY.search(plain) else None


def is_sum(text: str) -> bool:
    """Whether the first words of a row say that it adds up other rows."""
    plain = plain_words(text)
    return bool(_SUM.match(plain)) and not _EARLIER.search(plain)


def grade_said(text: str) -> int | None:
    """The grade that a row's words name: "Khối 6", "KHỐI LỚP 6:", "Cộng khối 6"."""
    found = _GRADE.search(plain_words(text))
    return int(found[1]) if found else None


def _count_said(plain: str) -> Count | None:
    owners = _OWNERS.search(plain)
    if _NOT_ASKED.search(plain):
        return Count.NOT_ASKED
    if _NO_OWNERS.search(plain):
        return Count.NO_SMARTPHONE
    if _NOT_INSTALLED.search(plain):
        return Count.NOT_INSTALLED if owners else Count.WITHOUT_APP
    if _INSTALLED.search(plain) and not _RESULTS.search(plain):
        return Count.INSTALLED
    if owners:
        return Count.WITH_SMARTPHONE
    return Count.ASKED if _ASKED.search(plain) else None


def meaning_of_heading(texts: Sequence[str], above_counts: Sequence[bool]) -> Meaning | None:
    """What a column asks for, by its texts from the top of the header down.

    above_counts  per text whether another column below the same text names a count of its own:
                  then the text is a title of theirs, and no count itself
    """
    said = [what_is_said(text) for text in texts]
    if not any(one.is_anything for one in said):
        return None
    deepest = said[-1]
    if deepest.left or not (deepest.is_anything or _UNIT.fullmatch(plain_words(texts[-1]))):
        return said[0].key if said[0].key and len(said) > 1 else None
    if deepest.key:
        return deepest.key
    whom = _deepest(said)
    counts = [
        one.count
        for one, is_title in zip(said, above_counts, strict=True)
        if one.count and not is_title
    ]
    count = counts[-1] if counts else None
    if any(one.rate for one in said):
        return _rate(said, count, whom)
    if count is None and not (whom or any(one.total for one in said)):
        return said[0].key if said[0].key and len(said) > 1 else None
    return Asked(count or Count.TOTAL, None, whom)


def _deepest(said: Sequence[Said]) -> Whom | None:
    """Whom the texts name: the last of them, but "Tổng cộng" only where nobody else is named."""
    named = [one.whom for one in said if one.whom]
    people = [one for one in named if one is not Whom.EVERYBODY]
    return people[-1] if people else Whom.EVERYBODY if named else None


def _rate(said: Sequence[Said], count: Count | None, whom: Whom | None) -> Asked:
    among = next((one.among for one in reversed(said) if one.among), None)
    deepest = said[-1]
    if not deepest.rate:  # "Tỷ lệ" above "trên tổng số", "trên số có ĐTTM"
        if deepest.of_those and deepest.count is Count.WITH_SMARTPHONE:
            return Asked(Count.INSTALLED, Count.WITH_SMARTPHONE, whom)
        if deepest.total and deepest.count is None:
            among = Count.TOTAL
    numerator = count or Count.INSTALLED
    if numerator in (Count.TOTAL, Count.WITH_SMARTPHONE) or among is None:
        among = Count.TOTAL
    if numerator is Count.WITHOUT_APP and among is Count.WITH_SMARTPHONE:
        numerator = Count.NOT_INSTALLED
    return Asked(numerator, among, whom)
