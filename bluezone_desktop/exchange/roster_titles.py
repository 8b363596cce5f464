"""Lines of a list that are no people: titles, class rows, totals, signatures, and what they tell."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from bluezone_desktop.domain.class_names import read_class_name
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.exchange.grid import Cell, as_written, is_blank


class Line(Enum):
    """What a row without a person is."""

    TITLE = auto()
    TOTAL = auto()
    SIGNATURE = auto()
    NUMBERS = auto()
    REMARK = auto()


_NUMBERED_CLASS = (
    r"\d{1,2} ?[A-ZĐ][A-ZĐ0-9]{0,4}(?:[./-]\d{1,2})?(?![\w])|\d{1,2} ?[./_-] ?\d{1,2}(?![\w/.-])"
    r"|\d{1,2} ?(?:chuyên )?(?:toán|lý|lí|hoá|hóa|sinh|tin|văn|sử|địa|anh|pháp|trung|nhật)(?: ?\d{1,2})?(?!\w)"
)
_CLASS_WORD = re.compile(r"(?<!\w)(?<!các )(?<!cac )(?:lớp|lop)(?!\w)\s*[:.–-]?\s*", re.IGNORECASE)
_CLASS_GLUED = re.compile(r"(?<!\w)(?:lớp|lop)(?=\d)", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?:{_NUMBERED_CLASS})", re.IGNORECASE)
_GRADE_ALONE = re.compile(r"\d{1,2}(?=\s*(?:$|[-–—,;(]|năm học|nam hoc))", re.IGNORECASE)
_STOPS = re.compile(
    r"\s*(?:$|[,;(\n|]|\s[-–—]\s|[-–—](?=\s)|(?<!\w)(?:năm học|nam hoc|niên kh[oó]|niên khó|nh|gvcn|giáo viên|gv|sĩ số"
    r"|si so|trường|tổng|học kỳ|hk|khối|tháng \d+ năm|năm \d{4}|t[ừư] ngày|số lượng|có \d)(?!\w))",
    re.IGNORECASE,
)
_NO_CLASS = frozenset(
    "hoc khoi pho truong chu cua nam do nay day hien cu moi hs gom so co dau cuoi theo duoi toi tren "
    "hanh va danh thi".split()
)
_PRESCHOOL = re.compile(
    r"(?:(?:nhóm trẻ|nhà trẻ|nhóm|mẫu giáo|mg|mầm non|mầm|chồi|lá|bé|nhỡ|lớn|cơm (?:thường|nát)"
    r"|cháo|bột|sơ sinh|ghép)(?!\w)|\d ?-? ?\d? tuổi(?!\w)|\d{1,2} ?- ?\d{1,2} tháng)[^,;(\n|]*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?<!\w)(?:nhóm trẻ|nhóm|nhà trẻ)\s*:?\s*(?=\d|[A-ZĐ]\b)[^,;(\n|]*", re.IGNORECASE
)
_TEACHER = re.compile(
    r"(?<!\w)(?:gvcn|gv\s?cn|giáo viên\s?(?:chủ nhiệm|cn)|gv\s?chủ nhiệm|giao vien chu nhiem"
    r"|cô giáo chủ nhiệm|thầy chủ nhiệm|giáo viên phụ trách|chủ nhiệm)(?!\w)"
    r"(?:\s*(?:lớp|lop)\s*[\w./-]{1,6})?\s*[:：\-–.]\s*(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TEACHER_LABEL = re.compile(
    r"(?:gvcn|gv\s?cn|giáo viên\s?(?:chủ nhiệm|cn)|gv\s?chủ nhiệm|giao vien chu nhiem)\s*:?",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"[,;(\n|\d]|\s[-–—]|\s{3,}|\t|(?<!\w)(?:sĩ số|si so|sđt|sdt|đt|điện thoại|lớp|lop|năm|tổng)(?!\w)",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"(?:thầy|cô|ông|bà|thầy giáo|cô giáo)\s+(?=\S+\s+\S)", re.IGNORECASE)

_TITLE = re.compile(
    r"^(?:ubnd|uy ban nhan dan|phong (?:gd|giao duc)|so (?:gd|giao duc)|bo (?:gd|giao duc)"
    r"|truong (?:mn|mam non|mg|mau giao|th|thcs|thpt|ptdt|ptdtbt|ptdtnt|tieu hoc|trung hoc|pt|pho thong|cap)"
    r"|trung tam|tt gdtx|cong hoa xa hoi|doc lap\b.*\bhanh phuc|danh sach|ds (?:lop|hoc sinh|hs|can bo|gv)"
    r"|bang (?:tong hop|ke|diem|danh|theo doi|diem danh)|nam hoc|hoc ky|hoc ki|thong tin|phu luc|mau so"
    r"|bieu mau|so lien lac|si so|khoi \d|so yeu ly lich|gvcn|giao vien (?:chu nhiem|cn)|gv chu nhiem"
    r"|don vi:|dia chi:|kem theo|cap nhat|thoi gian|ngay lap|so:)"
)
_TOTAL = re.compile(
    r"^(?:tong (?:cong|so|hop)|tong\b(?: \d|:|$)|cong(?: (?:lop|khoi|toan truong|chung|trang))?\s*:?(?:\s*\d.*)?$"
    r"|danh sach (?:nay )?(?:gom|co|tren)|(?:lop |tong so )?(?:gom|co)\s*:? ?\d+ |an dinh danh sach"
    r"|trong do|si so|so (?:hoc sinh|hs|luong|tre|nu|nam)\b|(?:nam|nu|nu dan toc|dan toc)\s*:\s*\d"
    r"|\d+ (?:hoc sinh|hs|em|tre|chau|ban)\b|tc:|toan truong)"
)
_SIGNATURE = re.compile(
    r"^(?:nguoi (?:lap|duyet|nhan|bao cao|tong hop|ky|kiem tra|viet)|hieu truong|pho hieu truong"
    r"|p ?\.? ?hieu truong|pho? ht\b|kt\.? ?hieu truong|tm\.? |tl\.? |tuq\.? |thu truong|lanh dao"
    r"|ban giam hieu|bgh\b|xac nhan|duyet\b|ky duyet|phe duyet|van thu\s*$|ke toan\s*$|giao vien lap"
    r"|gvcn\s*$|giao vien chu nhiem\s*$|gv chu nhiem\s*$|chu nhiem\s*$|noi nhan|luu y|\(? ?ky\b|\(ky"
    r"|[^,]{0,40}, ?ngay .{1,4} ?thang|ngay .{0,4} ?thang .{0,4} ?nam|lap (?:bang|bieu|danh sach)"
    r"|can bo (?:lap|phu trach)|nguoi phu trach|to truong\s*$|dai dien|truong phong|giam doc\s*$)"
)
_REMARK = re.compile(r"^(?:ghi chu|luu y|chu thich|chu y|huong dan|\*|- )")
_NUMBER_LABEL = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]{1,2})\)?(?:\s*=.*)?")
_STAFF = re.compile(
    r"\b(?:can bo|giao vien|nhan vien|cbgv|cbgvnv|cbgvcnv|cb gv nv|cbql|cbcc|cbcnv|cbvc|vien chuc"
    r"|cong chuc|nguoi lao dong|doi ngu|nhan su|giang vien|cb-gv-nv|cb-gv|ban giam hieu|gv)\b"
)
_PUPILS = re.compile(
    r"\b(?:hoc sinh|hs|hoc vien|tre|chau|phan lop|danh sach lop|danh ba|lien lac|phu huynh|cmhs)\b"
)


def class_in(text: str) -> str | None:
    """The class that a title or a class row names ("DANH SÁCH HỌC SINH LỚP 12.6"), or None."""
    plain = clean(text)
    for found in (*_CLASS_WORD.finditer(plain), *_CLASS_GLUED.finditer(plain)):
        name = _class_after(plain[found.end() :])
        if name:
            return name
    found_group = _GROUP.search(plain)
    if found_group:
        return _tidy(_cut(found_group[0]))
    return None


def class_in_row(texts: Sequence[str]) -> str | None:
    """The class that a row names, with "Lớp:" and the name in one cell or in two."""
    for text in texts:
        if text and (found := class_in(text)):
            return found
    filled = [text for text in texts if text.strip()]
    for label, name in zip(filled, filled[1:], strict=False):
        if _CLASS_WORD.fullmatch(label.strip()):
            return class_in(f"lớp {name}")
    return None


def class_alone(text: str) -> str | None:
    """The class that a sheet's name or a bare row is ("6A1", "Lớp 6A1", "Lá 1"), or None."""
    plain = clean(text).replace("_", " ")
    if _NUMBERED.fullmatch(plain) or (_PRESCHOOL.fullmatch(plain) and len(plain) < 30):
        return _tidy(plain)
    return class_in(plain)


def class_of_file(stem: str) -> str | None:
    """The class that a file is named after ("DS lop 7A2"), or None. The last place to look."""
    return class_alone(re.sub(r"[_\s]+", " ", clean(stem)))


def teacher_in(texts: Sequence[str]) -> str | None:
    """The homeroom teacher that a row's cells name, with the label in the same or the next cell."""
    for place, text in enumerate(texts):
        if not text:
            continue
        label = _TEACHER_LABEL.fullmatch(text.strip())
        if label:
            following = next((other for other in texts[place + 1 :] if other.strip()), "")
            name = _teacher_name(following) if text.strip().endswith(":") or following else None
            return name
        found = _TEACHER.search(text)
        if found:
            return _teacher_name(found["name"])
    return None


def line_kind(cells: Sequence[Cell]) -> Line | None:
    """What a row without a person is, by the first of its cells that says so; None if none does."""
    texts = [fold(as_written(cell)) for cell in cells if not is_blank(cell)]
    if len(texts) >= 3 and all(_NUMBER_LABEL.fullmatch(text) for text in texts):
        return Line.NUMBERS
    for pattern, kind in (
        (_SIGNATURE, Line.SIGNATURE),
        (_TOTAL, Line.TOTAL),
        (_TITLE, Line.TITLE),
        (_REMARK, Line.REMARK),
    ):
        if any(pattern.match(text.strip(" -–*.…:")) or pattern.match(text) for text in texts):
            return kind
    return None


def speaks_of_staff(texts: Sequence[str]) -> bool:
    """Whether the titles above a list announce staff and not pupils."""
    announced = False
    for text in texts:
        if _TEACHER.search(text) or _TEACHER_LABEL.match(text):
            continue
        plain = fold(text)
        if _PUPILS.search(plain):
            return False
        announced = announced or bool(_STAFF.search(plain))
    return announced


def _class_after(rest: str) -> str | None:
    """The class name that the text after "Lớp" begins with."""
    found = _NUMBERED.match(rest)
    if found:
        return _tidy(found[0])
    grade = _GRADE_ALONE.match(rest)
    if grade:
        return grade[0]
    words = _cut(rest)
    first = fold(words).split(" ", 1)[0] if words else ""
    if not words or first in _NO_CLASS or len(words) > 40 or len(words.split()) > 6:
        return None
    if not (
        _PRESCHOOL.match(words) or any(letter.isdigit() for letter in words) or len(words) < 12
    ):
        return None
    return _tidy(words)


def _cut(text: str) -> str:
    stop = _STOPS.search(text)
    return text[: stop.start()].strip(" .:-–") if stop else text.strip(" .:-–")


def _tidy(name: str) -> str:
    """A class name as it is stored; one shouted in a title is written as it would be spoken."""
    name = clean(name)
    letters = [word for word in name.split() if word.isalpha() and len(word) > 1]
    if name.isupper() and letters and not name[0].isdigit():
        name = name[0] + name[1:].lower()
        name = re.sub(r"(?<=\d)[a-zđ]\b", lambda found: found[0].upper(), name)
        name = re.sub(r"\b[a-zđ]$", lambda found: found[0].upper(), name)
    try:
        return read_class_name(name)
    except ValueError:
        return name


def _teacher_name(text: str) -> str | None:
    plain = re.sub(r"^\s*1\s*[.)]\s*", "", text.replace("\xa0", " ")).strip(" .:-–…_")
    end = _NAME_ENDS.search(plain)
    name = clean(plain[: end.start()] if end else plain).strip(" .:-–…_")
    name = _COURTESY.sub("", name, count=1) if _COURTESY.match(name) else name
    return name if len(name) > 1 and any(letter.isalpha() for letter in name) else None
