"""Rows of a list that are no people: titles, totals, signatures, remarks, column numbers."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.exchange.grid import Cell, as_written, is_blank
from bluezone_desktop.exchange.roster_titles import class_in, names_teacher


class Line(Enum):
    """What a row without a person is."""

    TITLE = auto()
    TOTAL = auto()
    SIGNATURE = auto()
    NUMBERS = auto()
    REMARK = auto()


def _beginning(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})")


# All are held against folded text; names that look alike there are let pass before.
_SIGNATURE = _beginning(
    "nguoi (?:lap|duyet|nhan|bao cao|tong hop|ky|kiem tra|viet|phu trach)|(?:pho )?hieu truong",
    r"p ?\.? ?hieu truong|pho? ht\b|kt\.? ?hieu truong|tm\.? |tl\.? |tuq\.? |thu truong|lanh dao",
    r"ban giam hieu|bgh\b|xac nhan|duyet\b|ky duyet|phe duyet|giao vien lap|noi nhan|\(? ?ky\b",
    r"(?:van thu|ke toan|gvcn|giao vien chu nhiem|gv chu nhiem|chu nhiem|to truong|giam doc)\s*$",
    "[^,]{0,40}, ?ngay .{1,4} ?thang|ngay .{0,4} ?thang .{0,4} ?nam",
    "lap (?:bang|bieu|danh sach)|can bo (?:lap|phu trach)|dai dien|truong phong",
)
_TOTAL = _beginning(
    r"tong (?:cong|so|hop)|tong\b(?: \d|:|$)",
    r"cong(?: (?:lop|khoi|toan truong|chung|trang)[^:]{0,12})?\s*:?(?:\s*\d.*)?$",
    "(?:cong )?danh sach (?:lop )?(?:nay )?(?:gom|co|tren)|an dinh danh sach|trong do|si so|tc:",
    "toan truong",
    r"(?:lop |tong so )?(?:gom|co)\s*:? ?\d+ |so (?:hoc sinh|hs|luong|tre|nu|nam)\b",
    r"(?:nam|nu|nu dan toc|dan toc)\s*:\s*\d|\d+ (?:hoc sinh|hs|em|tre|chau|ban)\b",
)
_TITLE = _beginning(
    "ubnd|uy ban nhan dan|(?:phong|so|bo) (?:gd|giao duc)|trung tam|tt gdtx|cong hoa xa hoi",
    "truong (?:mn|mam non|mg|mau giao|th|thcs|thpt|ptdt|ptdtbt|ptdtnt|tieu hoc|trung hoc|pt",
    r"pho thong|cap)\b|doc lap\b.*\bhanh phuc|danh sach|ds (?:lop|hoc sinh|hs|can bo|gv)",
    r"bang (?:tong hop|ke|diem|danh|theo doi)|nam hoc|hoc k[iy]\b|thong tin|phu luc|mau so",
    "bieu mau|thong ke|bang thong ke",
    r"so lien lac|khoi \d|so yeu ly lich|gvcn|giao vien (?:chu nhiem|cn)|gv chu nhiem",
    "ban (?:dai dien|can su|chap hanh|thuong truc) |can (?:bo|su) lop",
    "don vi:|dia chi:|kem theo|cap nhat|thoi gian|ngay lap|so:",
)
_REMARK = _beginning(
    r"ghi chu|luu y|chu thich|chu y|huong dan|\*|- |trang \d+$",
    r"(?:to|phong(?: thi)?)(?: so)? ?(?:\d{1,2}|[ivx]{1,4})$",
)
_KINDS = (
    (_SIGNATURE, Line.SIGNATURE),
    (_TOTAL, Line.TOTAL),
    (_TITLE, Line.TITLE),
    (_REMARK, Line.REMARK),
)
# Tống Công Hậu is no "tổng cộng", Trương Phong no "trưởng phòng", Tô Trường no "tổ trưởng".
_SURNAMES = frozenset({"tống", "trương", "tô", "chu", "công", "kỳ", "kỷ", "trọng"})
_LEAST_LABELS = 3
_NUMBER_LABEL = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]{1,2})[)\]]?(?:\s*=.*)?")
# What templates say below a header of how to fill its columns.
_LEAST_HINTS = 2
_HINT = _beginning(
    r"(?:khong )?bat buoc\b|tuy chon\b|(?:nhap|dien|chon)\b|(?:vd|vi du)\b|toi da\b",
    r"(?:dinh dang|kieu|dang) (?:chu|so|ngay|van ban|text|dd)|d{1,2}[/.-]m{1,2}\b",
    r"nam ?(?:/|,|hoac|hay) ?nu\b|(?:required|optional|text|date|string|number)$",
)
_STAFF = re.compile(
    r"\b(?:can bo|giao vien|nhan vien|cbgv|cbgvnv|cbgvcnv|cb gv nv|cbql|cbcc|cbcnv|cbvc|vien chuc"
    r"|cong chuc|nguoi lao dong|doi ngu|nhan su|giang vien|cb-gv-nv|cb-gv|ban giam hieu|gv)\b"
)
_PUPILS = re.compile(
    r"\b(?:hoc sinh|hs|hoc vien|tre|chau|phan lop|danh sach lop|danh ba|lien lac|phu huynh|cmhs)\b"
)
# Sheets named in short.
_STAFF_ALONE = re.compile(r"(?:(?:ds|danh sach) )?(?:bgh|nv|cb|lanh dao)")

# Lists of people who are not the pupils of a class: its parents' board …
_PARENTS_BOARD = re.compile(
    r"\bban (?:dai dien|chap hanh|thuong truc)\b.*\b(?:cha me|cmhs|phu huynh|phhs|ph)\b|\bbdd ?cmhs"
    r"|\b(?:hoi|chi hoi) (?:cha me|cmhs|phu huynh)"
)
# … and its officers, who stand in the list above already.
_OFFICERS = re.compile(r"\bban can su\b|\bcan (?:bo|su) lop\b")


def line_kind(cells: Sequence[Cell]) -> Line | None:
    """What a row without a person is, by the first of its cells that says so, or None."""
    written = [as_written(cell) for cell in cells if not is_blank(cell)]
    texts = [fold(text) for text in written]
    if len(texts) >= 3 and all(_NUMBER_LABEL.fullmatch(text) for text in texts):
        return Line.NUMBERS
    texts = [
        plain for plain, text in zip(texts, written, strict=True) if not _begins_like_a_name(text)
    ]
    for pattern, kind in _KINDS:
        if any(pattern.match(text.strip(" -–*.…:()")) or pattern.match(text) for text in texts):
            return kind
    return None


def _begins_like_a_name(text: str) -> bool:
    """Whether the accents of the first word make it a surname."""
    return not text.isascii() and clean(text).lower().partition(" ")[0] in _SURNAMES


def is_row_of_labels(row: Sequence[Cell]) -> bool:
    """Whether a row labels the columns, as forms do below their header: A, B, 1, 2, 3 = 2/1."""
    texts = [as_written(cell).strip(" ()[]") for cell in row if not is_blank(cell)]
    if len(texts) < _LEAST_LABELS or not all(map(_NUMBER_LABEL.fullmatch, texts)):
        return False
    counted = [text.partition("=")[0].strip(" ()[]") for text in texts]
    numbers = [int(text) for text in counted if text.isdigit()]
    letters = [ord(text.lower()) for text in counted if len(text) == 1 and text.isalpha()]
    in_order = len(numbers) + len(letters) == len(counted)
    return in_order and _follow(numbers, 1) and _follow(letters, ord("a"))


def is_row_of_hints(row: Sequence[Cell]) -> bool:
    """Whether a row tells how to fill its columns, as templates do below their header."""
    texts = [fold(cell) if isinstance(cell, str) else "" for cell in row if not is_blank(cell)]
    hints = sum(bool(_HINT.match(text.strip(" ()*"))) for text in texts)
    return hints >= _LEAST_HINTS and 2 * hints >= len(texts)


def _follow(numbers: Sequence[int], first: int) -> bool:
    return list(numbers) == list(range(first, first + len(numbers)))


def speaks_of_others(text: str, *, below_pupils: bool) -> bool:
    """Whether a title heads people who are not to be taken: a parents' board, a class's officers.

    below_pupils  pupils stand above it in the same sheet, the officers among them
    """
    plain = fold(text)
    return bool(_PARENTS_BOARD.search(plain)) or (below_pupils and bool(_OFFICERS.search(plain)))


def is_number(cell: Cell) -> bool:
    """Whether a cell counts the rows: 7, "07", "7."."""
    if isinstance(cell, str):
        return cell.strip().rstrip(".").isdigit()
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def looks_like_a_name(text: str) -> bool:
    """Whether a text could be the name of a person: a few words of letters."""
    return (
        len(text) <= 60
        and len(text.split()) <= 9
        and all(letter.isalpha() or letter in " '’.()-" for letter in text)
    )


def speaks_of_pupils(texts: Sequence[str]) -> bool:
    """Whether a title announces pupils."""
    return any(_PUPILS.search(fold(text)) or class_in(text) for text in texts)


def speaks_of_staff(texts: Sequence[str]) -> bool:
    """Whether the titles above a list announce staff and not pupils."""
    announced = False
    for text in texts:
        if names_teacher(text):
            continue
        plain = fold(text)
        if _PUPILS.search(plain):
            return False
        announced = announced or bool(_STAFF.search(plain) or _STAFF_ALONE.fullmatch(plain))
    return announced
