"""What the cells of a class list mean: sex, standing, job, code, relatives."""

import re
from collections.abc import Iterable, Sequence

from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex
from bluezone_desktop.exchange.grid import Cell, as_written
from bluezone_desktop.exchange.roster_words import relations_in

_MALE = frozenset({"nam", "m", "male", "trai", "con trai", "nam gioi", "boy"})
_FEMALE = frozenset({"nu", "f", "female", "gai", "con gai", "n", "nu gioi", "nu.", "girl"})
MARKS = frozenset(
    {"x", "v", "✓", "✔", "√", "1", "co", "yes", "y", "+", "*", "nu", "n", "true", "ü", "☑", "☒"}
)
NO_MARKS = frozenset({"", "0", "khong", "-", "no", "false", "ko", "nam", "☐"})

# (words, attending or not). The first that fits decides: "chuyển đến" before "chuyển".
_STANDINGS: tuple[tuple[re.Pattern[str], Attendance], ...] = (
    (
        re.compile(
            r"dang (?:theo )?hoc|dang lam|dang cong tac|dang day|chuyen (?:ve|vao|den)|hoc lai|luu ban"
            r"|moi|tiep nhan|nhap hoc|binh thuong|hien dien|di hoc$|co mat|^con hoc|^hoc$|^dh$|hop dong"
            r"|bien che|tro lai|da vao hoc|len lop"
        ),
        Attendance.ATTENDING,
    ),
    (re.compile(r"chuyen|du hoc|xuat canh|thuyen chuyen|biet phai"), Attendance.MOVED),
    (
        re.compile(
            r"thoi hoc|bo hoc|nghi|bao luu|tot nghiep|ra truong|da mat|qua doi|tu vong|chet|tam dung"
            r"|dinh chi|xoa ten|khong (?:con |di )?hoc|ngung hoc|roi truong|hoan thanh|buoc thoi|thoi viec"
            r"|^mat$|da thoi|xin ra"
        ),
        Attendance.LEFT,
    ),
)
_LEAVING_NOTE = re.compile(
    r"(?:da |xin |hs )?(?:chuyen (?:di|truong|hoc|sang truong|qua truong|ve truong)|thoi hoc|bo hoc|bao luu"
    r"|nghi (?:hoc )?(?:luon|han)|nghi hoc(?:$| tu\b| ngay\b| \d+[/.-])|da nghi hoc|buoc thoi hoc"
    r"|chuyen di)\b.*"
)
_ARRIVING_NOTE = re.compile(r"chuyen (?:den|tu|vao|ve)\b")

_MANAGERS = re.compile(
    r"\b(?:hieu truong|pho hieu truong|ht|pht|hp|cbql|can bo quan ly|quan ly|ban giam hieu|bgh"
    r"|giam doc|pho giam doc|phu trach truong|hieu pho)\b"
)
_TEACHERS = re.compile(
    r"\b(?:giao vien|gv|gvcn|gvbm|tpt|tptd|tong phu trach|to truong|to pho|ttcm|tpcm|tt|tp|khoi truong"
    r"|giang vien|bi thu|pho bi thu|chu tich cong doan|ctcd|chu nhiem|giao sinh|phu trach doi"
    r"|day lop|giang day|bo mon|tro giang|nhom truong|thu ky hoi dong)\b"
)
_EMPLOYEES = re.compile(
    r"\b(?:nhan vien|nv|ke toan|van thu|thu quy|y te|yte|y si|y ta|dieu duong|thu vien|thiet bi|bao ve"
    r"|tap vu|phuc vu|cap duong|nau an|bep|dau bep|lao cong|ve sinh|cntt|cong nghe thong tin|giao vu"
    r"|giam thi|hanh chinh|van phong|lai xe|ky thuat|bao mau|co nuoi|quan sinh|thu kho|thi nghiem"
    r"|cham soc|nuoi duong|tap dich|hop dong 68|giu xe|quan tri|tong vu|ho tro giao duc|tu van)\b"
)
_OFFICE = re.compile(
    r"\b(?:van phong|hanh chinh|phuc vu|nhan vien|ke toan|bao ve|nuoi duong|bep)\b"
)
_HEADS = re.compile(r"\b(?:to truong|to pho|tt|tp)\b")

_NO_RELATIVE = frozenset(
    "x 0 - -- . / _ mat chet ko k khong none null n/a".split()
    + ["khong co", "ko co", "da mat", "da chet", "khong ro", "chua ro", "khong biet", "bo trong"]
)
_DIGITS = re.compile(r"[+\d][\d .\-–/,;]{6,}\d")
_LABEL = re.compile(
    r"(?:^|(?<=[\s;,/|(+&-]))(?P<who>(?:họ tên |tên )?(?:cha|bố|ba|tía|mẹ|má|ông(?: nội| ngoại)?|bà(?: nội| ngoại)?"
    r"|người giám hộ|giám hộ|phụ huynh|anh|chị|cô|dì|chú|bác|cậu))\s*[:：]\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[(\[]\s*(?P<who>[^)\]]{1,30})[)\]]\s*$")
_BETWEEN_NAMES = re.compile(r"\s*(?:[;,/&+|\n]|\s[-–]\s|\bvà\b)\s*")
_LOSSY = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_POINT_ZERO = re.compile(r"(\d+)[.,]0+")


def sex_word(cell: Cell) -> Sex | None:
    """Sex by a word (Nam, Nữ, M, F …); None for anything else, numbers included."""
    plain = fold(as_written(cell)).strip(" .")
    if plain in _MALE:
        return Sex.MALE
    return Sex.FEMALE if plain in _FEMALE else None


def sex_coding(cells: Iterable[Cell], hint: str, girls: Sequence[Cell]) -> dict[int, Sex] | None:
    """What the numbers of a column of sexes stand for, or None where that cannot be known.

    cells  the whole column
    hint   the header's words, which may say it ("0: Nam, 1: Nữ")
    girls  the cells of those whose name has Thị, which only women's names have

    Usual are 0 Nam 1 Nữ, and 1 Nam 2 Nữ; a hint or the names overrule that.
    """
    numbers = {number for number in map(sex_number, cells) if number is not None}
    if not numbers:
        return {}
    told = {
        int(number): Sex.MALE if fold(word) == "nam" else Sex.FEMALE
        for number, word in re.findall(r"(\d)\s*[:=\-–.]?\s*(?:là\s*)?(nam|nữ|nu)\b", hint.lower())
    }
    if numbers <= told.keys():
        return told
    pairs = [{0: Sex.MALE, 1: Sex.FEMALE}, {1: Sex.MALE, 2: Sex.FEMALE}]
    fitting = [pair for pair in pairs if numbers <= pair.keys()]
    of_girls = [number for number in map(sex_number, girls) if number is not None]
    if of_girls:
        girl = max(set(of_girls), key=of_girls.count)
        if of_girls.count(girl) * 10 >= len(of_girls) * 9:
            others = numbers - {girl}
            by_names = [pair for pair in fitting if pair.get(girl) is Sex.FEMALE]
            if by_names:
                return by_names[0]
            if len(others) <= 1:
                return {girl: Sex.FEMALE, **dict.fromkeys(others, Sex.MALE)}
    return fitting[0] if len(fitting) == 1 else None


def sex_number(cell: Cell) -> int | None:
    """The number in a cell of a column of sexes: 1, "1", "01", 1.0; None for anything else."""
    text = as_written(cell).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def is_mark(cell: Cell) -> bool | None:
    """Whether a cell of a mark column is marked; None for what is neither mark nor blank."""
    plain = fold(as_written(cell)).strip(" .") if cell is not None else ""
    if plain in MARKS:
        return True
    return False if plain in NO_MARKS else None


def standing(text: str) -> Attendance | None:
    """Whether a pupil with this status word is at school; None where the word is not known."""
    plain = fold(text)
    return next((found for pattern, found in _STANDINGS if pattern.search(plain)), None)


def leaving_note(text: str) -> Attendance | None:
    """Whether a remark says that the pupil has gone; None for every other remark."""
    plain = fold(text)
    if _ARRIVING_NOTE.match(plain) or not _LEAVING_NOTE.fullmatch(plain):
        return None
    return Attendance.MOVED if "chuyen" in plain else Attendance.LEFT


def staff_group(job: str) -> Group | None:
    """The group of a member of staff by chức vụ ("P. Hiệu trưởng", "TPT Đội"); None if unknown.

    Whoever leads the school is a manager, whatever else they do; otherwise the first duty counts
    ("Giáo viên kiêm thư viện" is a teacher). Heads of the office are employees.
    """
    plain = " ".join(re.findall(r"[^\W_]+", fold(job)))
    if _MANAGERS.search(plain):
        return Group.MANAGER
    if _HEADS.search(plain) and _OFFICE.search(plain):
        return Group.EMPLOYEE
    teacher, employee = _TEACHERS.search(plain), _EMPLOYEES.search(plain)
    if teacher and employee:
        return Group.TEACHER if teacher.start() <= employee.start() else Group.EMPLOYEE
    if teacher:
        return Group.TEACHER
    return Group.EMPLOYEE if employee else None


def unit_group(unit: str) -> Group | None:
    """The group of staff by the unit they belong to ("Văn phòng", "Tổ Toán - Lý", "BGH")."""
    plain = fold(unit)
    if not plain:
        return None
    if _MANAGERS.search(plain):
        return Group.MANAGER
    return Group.EMPLOYEE if _OFFICE.search(plain) else Group.TEACHER


def code_text(cell: Cell) -> str | None:
    """A code as text, without what Excel added; None for an empty one.

    Raises ValueError where Excel has rounded it (8,15443E+09): its digits are lost.
    """
    if isinstance(cell, str) and cell.isalnum() and cell.isascii() and cell.strip("0"):
        return cell
    text = clean(as_written(cell)).removeprefix("'").strip()
    if _LOSSY.fullmatch(text):
        raise ValueError(f"digits lost: {text}")
    if found := _POINT_ZERO.fullmatch(text):
        text = found[1]
    return text if text.strip("-–.0 ") else None


def is_nobody(name: str) -> bool:
    """Whether a cell of a relative's name says that there is none."""
    return fold(name).strip(" .()") in _NO_RELATIVE


def relation_word(text: str) -> Relation | None:
    """The relation that a cell names ("Mẹ", "Ông nội"); None where it is none of ours."""
    found = relations_in(text, accented=not text.isascii(), named=True)
    return found[0] if found else None


def split_relatives(
    text: str, relations: Sequence[Relation]
) -> list[tuple[Relation | None, str | None, tuple[str, ...]]]:
    """Relatives in one cell: relation (None if unsaid), name, phones.

    text       "Cha: Nguyễn Văn A (0901…); Mẹ: Trần Thị B", "Nguyễn Văn A - 0901…", plain names
    relations  whom the header speaks of, in its order; several names are given out by it

    Raises ValueError for phones that are none.
    """
    pieces = _labelled(text) if _LABEL.search(text) else None
    if pieces is None:
        phones, rest = _take_phones(text)
        # One name, or a name for each that the header speaks of.
        names = [name for name in _BETWEEN_NAMES.split(rest) if name.strip(" .-–:()")]
        if len(relations) > 1 and len(names) == len(phones) == len(relations):
            return [
                (one, clean(name), (phone,))
                for one, name, phone in zip(relations, names, phones, strict=True)
            ]
        if len(relations) > 1 and 1 < len(names) <= len(relations):
            each = zip(relations, names, strict=False)
            return [
                (one, clean(name), phones if at == 0 else ()) for at, (one, name) in enumerate(each)
            ]
        return [_one(None, rest, phones)]
    return [_one(who, *reversed(_take_phones(piece))) for who, piece in pieces]


def _one(
    who: Relation | None, rest: str, phones: tuple[str, ...]
) -> tuple[Relation | None, str | None, tuple[str, ...]]:
    name = clean(rest).strip(" .-–:;,/")
    trailing = _TRAILING.search(name)
    if trailing and (said := relation_word(trailing["who"])):
        who, name = said, name[: trailing.start()].strip()
    name = re.sub(r"\(\s*\)", "", name).strip(" .-–:;,/")
    return who, name if name and not is_nobody(name) else None, phones


def _labelled(text: str) -> list[tuple[Relation | None, str]]:
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return [
        (relation_word(label["who"]), text[label.end() : end].strip(" ;,/|+&\n"))
        for label, end in zip(labels, ends, strict=True)
    ]


def _take_phones(text: str) -> tuple[tuple[str, ...], str]:
    """The phones in a text, and the text without them."""
    phones: list[str] = []
    for found in _DIGITS.findall(text):
        phones.extend(read_phones(found.strip(" -–/,;.")))
    rest = _DIGITS.sub(" ", text)
    rest = re.sub(r"(?i)\b(?:sđt|sdt|đt|số đt|điện thoại|tel)\b\s*[:.]?", " ", rest)
    return tuple(dict.fromkeys(phones)), rest
