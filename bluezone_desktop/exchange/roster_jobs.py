"""Chức vụ to group: who leads the school, who teaches, who works for it."""

import re

from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Group

_MANAGERS = re.compile(
    r"\b(?:hieu truong|pho hieu truong|h truong|ht|pht|hp|hpcm|cbql|can bo quan ly"
    r"|(?<!vien )(?<!nv )quan ly(?=$| giao duc| nha truong)|ban giam hieu|bgh"
    r"|giam doc|pho giam doc|phu trach truong|hieu pho)\b"
)
_TEACHERS = re.compile(
    r"\b(?:giao vien|gv[a-z]{0,4}|tpt|tptd|tong phu trach|to truong|to pho|ttcm|tpcm|tt|tp"
    r"|khoi truong|giang vien|bi thu|pho bi thu|chu tich cong doan|ctcd|chu nhiem|giao sinh"
    r"|phu trach doi|day lop|giang day|bo mon|tro giang|nhom truong|thu ky (?:hoi dong|hd)"
    r"|tkhd|tro ly thanh nien|btd|bt doan|chu tich cd|tong pt)\b|^day\b"
)
_EMPLOYEES = re.compile(
    r"\b(?:nhan vien|nv[a-z]{0,4}|chuyen vien|ke toan|van thu|thu quy|y te|yte|y si|y ta"
    r"|dieu duong|thu vien|thiet bi"
    r"|bao ve|tap vu|phuc vu|cap duong|nau an|bep|dau bep|lao cong|ve sinh|cntt|quan tri|tong vu"
    r"|cong nghe thong tin|giao vu|giam thi|hanh chinh|van phong|lai xe|ky thuat|bao mau|co nuoi"
    r"|quan sinh|thu kho|thi nghiem|cham soc|nuoi duong|tap dich|hop dong 68|giu xe|tu van"
    r"|ho tro giao duc|ythd|hd 68|hd 161|k toan|t vien|thu thu|ho ly|quan ly hoc sinh"
    r"|nguoi lao dong|cnv)\b"
)
# Kế toán, văn thư, bảo vệ, thư viện, y tế, thiết bị, thủ quỹ, phục vụ, cấp dưỡng, where there is
# nothing else: TV is Tiếng Việt in "GV TV".
_SHORT_EMPLOYEES = re.compile(r"(?:(?:kt|vt|bv|tv|yt|tb|tq|pv|cd)(?: |$))+")
# Giám đốc of a centre; GD inside more words is giáo dục.
_DIRECTOR = re.compile(r"(?:p |pho |p)?gd")
_POINTED = re.compile(r"\b\w(?:\.\w)+\b")
_OFFICE = re.compile(
    r"\b(?:van phong|vp|hanh chinh|hc|phuc vu|nhan vien|ke toan|bao ve|nuoi duong|bep)\b"
)
_HEADS = re.compile(r"\b(?:to truong|to pho|tt|tp)\b")

# Who leads what: "Tổ trưởng" of the office is no teacher, and says so only by the unit beside it.
_HEAD_ALONE = re.compile(r"(?:to truong|to pho|tt|tp)")
_OFFICES_OF_PUPILS = re.compile(r"\b(?:lop truong|lop pho|ltruong|chi doi truong|sao do)\b")


def _plain(job: str) -> str:
    """The words of a chức vụ; what points split into letters is one word again ("G.V", "P.H.T")."""
    together = _POINTED.sub(lambda found: found[0].replace(".", ""), fold(job))
    return " ".join(re.findall(r"[^\W_]+", together))


def staff_group(job: str) -> Group | None:
    """The group of a member of staff by chức vụ ("P. Hiệu trưởng", "TPT Đội"); None if unknown.

    Whoever leads the school is a manager, whatever else they do; otherwise the first duty counts
    ("Giáo viên kiêm thư viện" is a teacher). Heads of the office are employees.
    """
    plain = _plain(job)
    if _MANAGERS.search(plain) or _DIRECTOR.fullmatch(plain):
        return Group.MANAGER
    if _HEADS.search(plain) and _OFFICE.search(plain):
        return Group.EMPLOYEE
    teacher, employee = _TEACHERS.search(plain), _EMPLOYEES.search(plain)
    if teacher and not (employee and employee.start() < teacher.start()):
        return Group.TEACHER
    return Group.EMPLOYEE if employee or _SHORT_EMPLOYEES.fullmatch(plain) else None


def group_in_unit(job: str, unit: str) -> Group | None:
    """The group by chức vụ, with the unit where the job is no more than its head."""
    plain = _plain(job)
    return staff_group(f"{job} {unit}" if _HEAD_ALONE.fullmatch(plain) else job)


def is_pupils_office(job: str) -> bool:
    """Whether a chức vụ is one that pupils hold ("Lớp trưởng")."""
    return bool(_OFFICES_OF_PUPILS.search(fold(job)))


def unit_group(unit: str) -> Group | None:
    """The group of staff by the unit they belong to ("Văn phòng", "Tổ Toán - Lý", "BGH")."""
    plain = fold(unit)
    if not plain:
        return None
    if _MANAGERS.search(plain):
        return Group.MANAGER
    return Group.EMPLOYEE if _OFFICE.search(plain) else Group.TEACHER
