"""Whether a person on a list is still at the school: status words, and remarks that say so."""

import re

from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Attendance

# The first that fits decides: "chuyển đến" comes before "chuyển".
_STANDINGS = (
    (
        re.compile(
            r"dang (?:theo )?hoc|dang lam|dang cong tac|dang day|chuyen (?:ve(?! que)|vao|den|tu)"
            r"|hoc lai|moi|luu ban|tiep nhan|nhap hoc|binh thuong|hien dien|(?<!khong )di hoc$"
            r"|co mat|^con hoc|^hoc$|^dh$"
            r"|thai san|nghi (?:om|phep)|hop dong|bien che|tro lai|da vao hoc|len lop|hoa nhap"
            r"|^(?:co|x|1|chinh thuc|du thinh|(?:hoc sinh|hs) (?:cu|moi))$"
        ),
        Attendance.ATTENDING,
    ),
    (re.compile(r"chuyen|^cd$|doi lop|du hoc|xuat canh|biet phai"), Attendance.MOVED),
    (
        re.compile(
            r"thoi hoc|bo hoc|nghi|bao luu|tot nghiep|ra truong|da mat|qua doi|tu vong|chet|^mat$"
            r"|tam dung|xin dung|dung hoc|dinh chi|xoa ten|khong (?:con |di )?hoc|ngung hoc"
            r"|roi truong|hoan thanh"
            r"|duoi hoc|hoc xong|^bo\b|di lam|rut (?:hoc ba|ho so)|buoc thoi|thoi viec|da thoi"
            r"|xin ra"
        ),
        Attendance.LEFT,
    ),
)
_LEAVING = re.compile(
    r"(?:da |xin |hs )?(?:chuyen (?:di|truong|hoc|sang truong|qua truong|ve truong)|thoi hoc|bo hoc"
    r"|bao luu|nghi (?:hoc )?(?:luon|han)|nghi hoc(?:$| tu\b| ngay\b| \d+[/.-])|da nghi hoc"
    r"|chuyen (?:den )?(?:truong )?(?:th|thcs|thpt|tieu hoc|mam non|mau giao)"
    r"|buoc thoi hoc|rut (?:hoc ba|ho so)|(?:di )?du hoc"
    r"|nghi (?:huu|viec)|thoi viec|chuyen cong tac(?! (?:tu|ve|den day)\b))\b.*"
    r"|(?:da )?chuyen|(?:da (?:mat|chet)|qua doi)(?: (?:ngay|nam|do|vi|thang)\b.*)?"
    r"|mat (?:ngay|nam|thang) \d.*"
)
_ARRIVING = re.compile(r"(?:moi |hs |da )?chuyen (?:truong )?(?:den|tu|vao|ve)\b(?! truong)")


_LEAVING_LIST = re.compile(
    r"(?:danh sach|ds|hs|hoc sinh|tre)?\b.{0,40}\b(?:chuyen (?:di|truong)|thoi hoc|bo hoc|nghi hoc"
    r"|bao luu|roi truong)\b.*"
)
_NO_LEAVING_LIST = re.compile(r"chuyen (?:den|ve|vao)|nguy co|van dong|phong chong|khong bo hoc")
_LIST = re.compile(r"(?:danh sach|ds)\b")


def standing(text: str) -> Attendance | None:
    """Whether a person with this status word is at school; None where the word is not known."""
    plain = fold(text)
    return next((found for pattern, found in _STANDINGS if pattern.search(plain)), None)


def changes_class(text: str) -> bool:
    """Whether a status says no more than that the pupil has changed class, within the school."""
    return bool(re.search(r"chuyen lop|doi lop", fold(text)))


def leaving_remark(text: str) -> Attendance | None:
    """Whether a remark says that the pupil has gone; None for every other remark."""
    plain = fold(text)
    if _ARRIVING.match(plain) or not _LEAVING.fullmatch(plain):
        return None
    return Attendance.MOVED if "chuyen" in plain else Attendance.LEFT


def without_remark(name: str, standing: Attendance, words: str) -> tuple[str, Attendance, str]:
    """Take "(chuyển trường)" off a name: the remark in brackets is no part of it."""
    before, _, remark = name[:-1].rpartition("(")
    found = leaving_remark(remark)
    if found and before.strip():
        return before.strip(), found, remark.strip()
    return name, standing, words


def announces_list(text: str) -> bool:
    """Whether a title begins a list: what an earlier one said of its people ends there."""
    return bool(_LIST.match(fold(text)))


def list_of_leavers(title: str) -> Attendance | None:
    """Whether a list or a sheet is of those who have gone ("DANH SÁCH HỌC SINH CHUYỂN ĐI")."""
    plain = fold(title)
    if len(plain) > 90 or _NO_LEAVING_LIST.search(plain) or not _LEAVING_LIST.fullmatch(plain):
        return None
    return Attendance.MOVED if "chuyen" in plain else Attendance.LEFT
