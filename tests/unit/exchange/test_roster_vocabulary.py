"""Words that lists use for one thing, each with what it is to be taken for."""

import pytest

from bluezone_desktop.domain.vocabulary import Attendance, Group
from bluezone_desktop.exchange.roster_jobs import staff_group
from bluezone_desktop.exchange.roster_standing import leaving_remark, standing
from bluezone_desktop.exchange.roster_words import meaning_of

HEADERS = {
    "full_name": ["Họ và tên em", "Họ tên người học", "Tên đầy đủ", "Student name"],
    "date_of_birth": ["N.T.N sinh"],
    "sex": ["G.T", "Giới tính của trẻ"],
    "female_mark": ["Nữ sinh", "Nữ ghi x", "Nữ đánh X"],
    "class": ["Lớp HC", "Lớp năm 2020-2021", "Phân lớp", "Xếp lớp", "Vào lớp", "Lớp mẫu giáo"],
    "code": ["Mã Bộ"],
    "phone": ["ĐTLL"],
    "job": ["Vị trí công tác"],
    "ordinal": ["S T T"],
    "homeroom_teacher": ["Cô chủ nhiệm"],
    "father_name": ["Bố đẻ", "Thân phụ", "Họ tên, năm sinh cha"],
    "mother_name": ["Mẹ đẻ", "Thân mẫu"],
    "father_phone": ["Cha (SĐT)", "Liên hệ cha"],
    "guardian_name": ["Người nuôi dưỡng", "Người chăm sóc", "Họ tên người bảo trợ"],
    "other_name": ["Người đưa đón", "Họ tên người liên hệ"],
    "younger_sibling_name": ["Họ tên em ruột"],
}


@pytest.mark.parametrize(
    ("words", "key"), [(words, key) for key, all_words in HEADERS.items() for words in all_words]
)
def test_headers(words: str, key: str) -> None:
    """Each is typed in lists for this field."""
    meaning = meaning_of(words, accented=True)
    assert meaning
    assert meaning.key == key


@pytest.mark.parametrize("words", ["Họ tên người nộp", "Năm sinh cha", "Ngày vào lớp"])
def test_headers_that_are_nobodys(words: str) -> None:
    """They are neither the pupil's name nor anything else that is taken."""
    meaning = meaning_of(words, accented=True)
    assert meaning is None or meaning.key == "ignored"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Không đi học", Attendance.LEFT),
        ("Đuổi học", Attendance.LEFT),
        ("Học xong", Attendance.LEFT),
        ("Chuyển về quê", Attendance.MOVED),
        ("Chuyển từ trường khác đến", Attendance.ATTENDING),
        ("Đi học", Attendance.ATTENDING),
        ("Hòa nhập", Attendance.ATTENDING),
        ("Chính thức", Attendance.ATTENDING),
        ("x", Attendance.ATTENDING),
        ("Sao chổi", None),
    ],
)
def test_states(words: str, found: Attendance | None) -> None:
    """What a column of states says; an unknown word stays unknown."""
    assert standing(words) is found


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("Chuyển THCS Lê Lợi", Attendance.MOVED),
        ("Đã chuyển", Attendance.MOVED),
        ("Du học", Attendance.LEFT),
        ("Đã mất", Attendance.LEFT),
        ("Mất ngày 3/10/2020", Attendance.LEFT),
        ("Đã mất thẻ BHYT", None),
        ("Cha đã mất", None),
        ("Chuyển đến từ THCS Long Phú", None),
        ("Chuyển tuyến BHYT", None),
    ],
)
def test_remarks(remark: str, found: Attendance | None) -> None:
    """Only what says that the pupil has gone keeps them out of the count."""
    assert leaving_remark(remark) is found


@pytest.mark.parametrize(
    ("job", "group"),
    [
        ("P.H.T", Group.MANAGER),
        ("Phó H.trưởng", Group.MANAGER),
        ("G.V", Group.TEACHER),
        ("Dạy Toán 6,7", Group.TEACHER),
        ("TKHĐ", Group.TEACHER),
        ("Trợ lý thanh niên", Group.TEACHER),
        ("BT Đoàn", Group.TEACHER),
        ("Tổ trưởng VP", Group.EMPLOYEE),
        ("K.toán", Group.EMPLOYEE),
        ("Quản lý học sinh", Group.EMPLOYEE),
        ("HĐ 68", Group.EMPLOYEE),
        ("Thủ thư", Group.EMPLOYEE),
    ],
)
def test_jobs(job: str, group: Group) -> None:
    """Chức vụ as they are shortened."""
    assert staff_group(job) is group
