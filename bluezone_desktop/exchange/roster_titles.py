"""The class and the homeroom teacher that titles, class rows, sheets and files are named after."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from bluezone_desktop.domain.class_names import grade_of, read_class_name
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.exchange.grid import Cell, is_blank

_SUBJECTS = "toán|lý|lí|hoá|hóa|sinh|tin|văn|sử|địa|anh|pháp|trung|nhật"
_SUBJECT = re.compile(rf"\b(?:chuyên|{_SUBJECTS})\b", re.IGNORECASE)
_NUMBERED = re.compile(
    # "6 A 1", each part by itself; "6 A 35 HS" is 6A.
    r"\d{1,2} [A-ZĐ] [1-9]\d?(?![\w/.-])(?! ?(?:hs|em|hv|học sinh|hoc sinh)(?!\w))|"
    # Subjects first: "10 Anh 2" is not "10 Anh".
    rf"\d{{1,2}} ?(?:chuyên )?(?:{_SUBJECTS})"
    r"(?: ?\d{1,2})?(?!\w)"
    r"|\d{1,2} ?[A-ZĐ][A-ZĐ0-9]{0,4}(?:[./-]\d{1,2})?(?![\w])"
    r"|\d{1,2} ?[./_-] ?\d{1,2}(?![\w/.-])",
    re.IGNORECASE,
)
_CLASS_WORD = re.compile(
    r"(?<!\w)(?<!các )(?<!cac )(?:lớp|lop|class)(?:\s+(?:chủ nhiệm|chu nhiem))?(?!\w)\s*[:.–-]?\s*",
    re.IGNORECASE,
)
# What stands about a class in the name of a sheet: "DS 3C", "6A2 (35HS)".
_BEFORE_CLASS = re.compile(
    r"(?:ds ?hs|ds|danh s[aá]ch|hs|học sinh|hoc sinh)(?:[\s.:-]+|(?=\d))", re.IGNORECASE
)
_AFTER_CLASS = re.compile(
    r"\s*(?:\([^)]*\)|[-–]?\s\d+ ?(?:hs|em|học sinh|hoc sinh)?)$", re.IGNORECASE
)
# "DANH SÁCH HS 6A1", without the word for class; "DANH SÁCH 10 HS" is a number.
_LIST_OF = re.compile(
    r"(?:danh s[aá]ch|ds)\s+(?:(?:học sinh|hoc sinh|hs|học viên|hoc vien)\s+)?(?=\d)", re.IGNORECASE
)
_A_NUMBER_OF = re.compile(r"\d+ ?(?:hs|em|hv|gv|cb|nv)(?!\w)", re.IGNORECASE)
# A class that begins the name of a sheet, typed in one: "6A5 HKI", "L6A11".
_GLUED_CLASS = re.compile(
    r"(?<!\w)l?(?P<name>\d{1,2}(?:[A-ZĐ]\d{0,2}|[/.]\d{1,2}))(?![\w/.])", re.IGNORECASE
)
# "LỚP 6A1, 6A2": a list of several classes says of nobody which is theirs. H is an hour: "7H30".
_ANOTHER_CLASS = re.compile(
    r"\s*(?:[,;&–-]|(?<!\w)(?:và|va|đến|den)(?!\w))\s*(?:(?:lớp|lop)\s+)?"
    r"\d{1,2}[A-GI-ZĐ]\d{0,2}(?!\w)",
    re.IGNORECASE,
)
# What a web page made by a spreadsheet program says above the table of each sheet.
_SHEET_WORD = re.compile(r"(?:sheet|table|trang tính|bảng(?: tính)?) ?\d{1,3} ?: ?", re.IGNORECASE)
_QUOTES = str.maketrans("", "", '“”„"«»')
_OF_GRADE = re.compile(r"(?:khối|khoi|k) ?\d{1,2} ?[-–_:.,]? ?", re.IGNORECASE)
_SPACED_CLASS = re.compile(r"(?<!\w)L Ớ P(?!\w)", re.IGNORECASE)
_LINE_CELLS = 2
_CLASS_GLUED = re.compile(r"(?<!\w)(?:lớp|lop)(?=\d)", re.IGNORECASE)
_GRADE_ALONE = re.compile(r"\d{1,2}(?=\s*(?:$|[-–—,;(]|năm học|nam hoc))", re.IGNORECASE)
_STOPS = re.compile(
    # "LỚP 6A1 - NĂM HỌC" ends at the dash, "Nhóm trẻ 13 - 24 tháng" does not.
    r"\s*(?:$|[,;(\n|]|\s?[-–—]\s(?!\d+ ?(?:tháng|tuổi))"
    r"|(?<!\w)(?:năm học|nam hoc|niên kh[oó]|nh|gvcn|gv"
    r"|giáo viên|sĩ số|si so|trường|tổng|học kỳ|hk|khối|tháng \d+ năm|năm \d{4}|t[ừư] ngày|số lượng"
    r"|có \d)(?!\w))",
    re.IGNORECASE,
)
# Words after "lớp" that make it something else than a class: "lớp học", "lớp trưởng".
_NO_CLASS = frozenset(
    {"hoc", "khoi", "pho", "truong", "chu", "cua", "nam", "do", "nay", "day", "hien", "cu", "moi"}
    | {"hs", "gom", "so", "co", "dau", "cuoi", "theo", "duoi", "toi", "tren", "hanh", "va", "danh"}
)
_PRESCHOOL = re.compile(
    r"(?:(?:nhóm trẻ|nhà trẻ|nhóm|mẫu giáo|mg|mầm non|mầm|chồi|lá|bé|nhỡ|lớn|cơm (?:thường|nát)"
    r"|cháo|bột|sơ sinh|ghép)(?!\w)|\d ?-? ?\d? tuổi(?!\w)|\d{1,2} ?- ?\d{1,2} tháng)[^,;(\n|]*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?<!\w)(?:nhóm trẻ|nhóm|nhà trẻ)\s*:?\s*(?=\d|[A-ZĐ]\b)[^,;(\n|]*", re.IGNORECASE
)
_TEACHER_WORDS = (
    r"gvcn|gv\s?cn|giáo viên\s?(?:chủ nhiệm|cn)|gv\s?chủ nhiệm|giao vien chu nhiem"
    r"|cô giáo chủ nhiệm|thầy chủ nhiệm|giáo viên phụ trách"
)
_TEACHER = re.compile(
    rf"(?<!\w)(?:{_TEACHER_WORDS}|chủ nhiệm)(?!\w)"
    r"(?:\s*(?:lớp|lop)(?:\s*[\w./-]{1,6})?)?\s*[:：\-–.]\s*(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "GVCN Phan Thị Diễm": without a mark between, only words written like a name are one.
_TEACHER_UNMARKED = re.compile(
    rf"(?<!\w)(?:{_TEACHER_WORDS})\s+(?P<name>\S+(?: \S+)+)", re.IGNORECASE
)
# Who signs beside the homeroom teacher, and what else may follow the word.
_NO_TEACHER = re.compile(
    r"(?:phó |p\.? ?)?hiệu trưởng|bgh|ban giám hiệu|người |tổ trưởng|ký|duyệt|xác nhận|trường\b"
    r"|phụ huynh|giám đốc|khối\b|các\b|của\b|toàn\b|kt\.|tm\.",
    re.IGNORECASE,
)
_OF_TEACHER = re.compile(rf"(?:{_TEACHER_WORDS}|chủ nhiệm)\s*$", re.IGNORECASE)
_TEACHER_LABEL = re.compile(rf"(?:{_TEACHER_WORDS})\s*:?", re.IGNORECASE)
_NAME_ENDS = re.compile(
    r"[,;()\n|\d]|\s[-–—]|\s{3,}|\t"
    r"|(?<!\w)(?:sĩ số|si so|sđt|sdt|đt|điện thoại|lớp|lop|năm|tổng)(?!\w)",
    re.IGNORECASE,
)
_COURTESY_IN_BRACKETS = re.compile(r"\((?:thầy|cô|thầy/cô|ông|bà)\)\s*", re.IGNORECASE)
# Ông is a family's name, too: before "Thị" and "Văn" it can be nothing else.
_COURTESY = re.compile(
    r"(?:thầy|cô|ông|bà|thầy giáo|cô giáo)\s+(?!(?:thị|văn)\s)(?=\S+\s+\S)", re.IGNORECASE
)


def class_in(text: str) -> str | None:
    """The class that a title or a class row names ("DANH SÁCH HỌC SINH LỚP 12.6"), or None."""
    plain = _SPACED_CLASS.sub("LỚP", clean(text).translate(_QUOTES))
    for found in (*_CLASS_WORD.finditer(plain), *_CLASS_GLUED.finditer(plain)):
        # What follows "GVCN lớp:" is the teacher, unless it is a class beyond doubt.
        of_teacher = _OF_TEACHER.search(plain[: found.start()])
        rest = plain[found.end() :]
        name = None if of_teacher and not _NUMBERED.match(rest) else _class_after(rest)
        if name:
            return name
    if listed := _LIST_OF.match(plain):
        return _class_at_the_end(plain[listed.end() :])
    found_group = _GROUP.search(plain)
    if found_group:
        return _tidy(_cut(found_group[0]))
    return None


def class_in_row(texts: Sequence[str]) -> str | None:
    """The class that a row names, with "Lớp:" and the name in one cell or in two."""
    for text in texts:
        if text and (found := class_in(text)):
            return found
    return class_beside_label(texts)


def class_beside_label(texts: Sequence[str]) -> str | None:
    """The class that stands in the cell after "Lớp:"."""
    filled = [text for text in texts if text.strip()]
    for label, name in pairwise(filled):
        if _CLASS_WORD.fullmatch(label.strip()):
            return class_in(f"lớp {name}")
    return None


def class_of_line(row: Sequence[Cell]) -> str | None:
    """The class that a row names and nothing else: "LỚP 6A1 - Sĩ số: 35", "Lớp:" | "6A1", "6A1"."""
    filled = [text for text in row_texts(row) if text]
    cells = sum(1 for cell in row if not is_blank(cell))
    if not filled or not len(filled) == cells <= _LINE_CELLS:
        return None
    return class_in_row(filled) or (class_alone(filled[0]) if len(filled) == 1 else None)


def row_texts(row: Sequence[Cell]) -> list[str]:
    """A row's texts, "" for cells of other kinds.

    A class that stands after "Lớp" and became a number or a day in Excel is put back.
    """
    texts = [
        unicodedata.normalize("NFC", cell.strip()) if isinstance(cell, str) else "" for cell in row
    ]
    label = ""
    for place, cell in enumerate(row):
        if texts[place]:
            label = texts[place]
        elif not is_blank(cell) and not isinstance(cell, str):
            if _CLASS_WORD.fullmatch(label):
                texts[place] = _class_in_cell(cell)
            label = ""
    return texts


def _class_in_cell(cell: Cell) -> str:
    try:
        return read_class_name(cell)
    except ValueError:
        return ""


def class_alone(text: str) -> str | None:
    """The class that a sheet's name or a bare row is ("6A1", "Lớp 6A1", "Lá 1"), or None."""
    plain = _SHEET_WORD.sub("", clean(text).replace("_", " "), count=1)
    if _NUMBERED.fullmatch(plain) or (_PRESCHOOL.fullmatch(plain) and len(plain) < 30):
        return _tidy(plain)
    bare = _AFTER_CLASS.sub("", _BEFORE_CLASS.sub("", plain, count=1))
    if bare != plain and _NUMBERED.fullmatch(bare) and grade_of(_tidy(bare)):
        return _tidy(bare)
    # "Khối 7 - 7A9": the grade says nothing that the class does not.
    of_grade = _OF_GRADE.sub("", plain, count=1)
    if of_grade != plain and _NUMBERED.fullmatch(of_grade):
        return _tidy(of_grade)
    return class_in(plain)


def is_bare_class(text: str) -> bool:
    """Whether a text is a class beyond doubt, without the word: "1B", "10A2", "Lá 1"; no name."""
    plain = clean(text)
    if _PRESCHOOL.fullmatch(plain):
        return plain[-1].isdigit() and class_alone(plain) is not None
    return bool(_NUMBERED.fullmatch(plain)) and bool(grade_of(_tidy(plain)))


def class_of_sheet(name: str) -> str | None:
    """The class that a sheet is named after, with whatever stands behind it ("6A2-Cô Lan")."""
    if found := class_alone(name):
        return found
    plain = clean(name).replace("_", " ")
    first = _GLUED_CLASS.match(plain)
    # "6A1-6A5" is many classes.
    if first is None or _GLUED_CLASS.search(plain, first.end()):
        return None
    found = _tidy(first["name"])
    return found if grade_of(found) else None


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
            return _teacher_name(following)
        found = _TEACHER.search(text)
        if found:
            return _teacher_name(found["name"])
        found = _TEACHER_UNMARKED.search(text)
        if found and (name := _teacher_name(found["name"])):
            words = name.split()
            return name if len(words) > 1 and all(word[0].isupper() for word in words) else None
    return None


def is_teacher_label(text: str) -> bool:
    """Whether a cell says "GVCN" and nothing more: the teacher's name is beside or below it."""
    return bool(_TEACHER_LABEL.fullmatch(text.strip(" .:(*)")))


def names_place(texts: Sequence[str]) -> bool:
    """Whether any of the texts names a class or a homeroom teacher."""
    return class_in_row(texts) is not None or any(map(names_teacher, texts))


def names_teacher(text: str) -> bool:
    """Whether a text is about the homeroom teacher, named or not."""
    return bool(_TEACHER.search(text) or _TEACHER_LABEL.match(text))


def _class_after(rest: str) -> str | None:
    """The class name that the text after "Lớp" begins with."""
    # "5-6 tuổi A" is no class 5-6.
    if not _PRESCHOOL.match(rest):
        if found := _NUMBERED.match(rest):
            return None if _ANOTHER_CLASS.match(rest, found.end()) else _tidy(found[0])
        if grade := _GRADE_ALONE.match(rest):
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


def _class_at_the_end(rest: str) -> str | None:
    """The class that a title ends with, or that only the school year follows."""
    found = _NUMBERED.match(rest)
    if not found or _ANOTHER_CLASS.match(rest, found.end()) or _A_NUMBER_OF.match(rest):
        return None
    if not _STOPS.match(rest[found.end() :]):
        return None
    name = _tidy(found[0])
    return name if grade_of(name) else None


def _cut(text: str) -> str:
    stop = _STOPS.search(text)
    return text[: stop.start()].strip(" .:-–") if stop else text.strip(" .:-–")


def _tidy(name: str) -> str:
    """A class name as it is stored; one shouted in a title is written as it would be spoken."""
    name = clean(name)
    letters = [word for word in name.split() if word.isalpha() and len(word) > 1]
    if name.isupper() and name[0].isdigit():
        name = _SUBJECT.sub(lambda found: found[0].capitalize(), name)
    elif name.isupper() and letters:
        name = name[0] + name[1:].lower()
        name = re.sub(r"(?<=\d)[a-zđ]\b", lambda found: found[0].upper(), name)
        name = re.sub(r"\b[a-zđ]$", lambda found: found[0].upper(), name)
    try:
        return read_class_name(name)
    except ValueError:
        return name


def _teacher_name(text: str) -> str | None:
    plain = re.sub(r"^\s*1\s*[.)]\s*", "", text.replace("\xa0", " ")).strip(" .:-–…_")
    plain = _COURTESY_IN_BRACKETS.sub("", plain)
    end = _NAME_ENDS.search(plain)
    name = clean(plain[: end.start()] if end else plain).strip(" .:-–…_")
    name = _COURTESY.sub("", name, count=1)
    if _NO_TEACHER.match(name):
        return None
    return name if len(name) > 1 and any(letter.isalpha() for letter in name) else None
