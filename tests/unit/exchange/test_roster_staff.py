"""Lists of staff: who is of which group, and what makes a list one of staff."""

import pytest

from bluezone_desktop.domain.roster import Roster, StaffDraft
from tests.unit.exchange.roster_reading import Reader, Rows, pupils, told


def staff(roster: Roster) -> list[tuple[str, str, str | None]]:
    return [(one.full_name, str(one.group), one.job) for one in roster.staff]


@pytest.mark.parametrize(
    ("job", "group"),
    [
        ("Hiệu trưởng", "manager"),
        ("P. Hiệu trưởng", "manager"),
        ("Phó HT kiêm giáo viên", "manager"),
        ("PHT", "manager"),
        ("CBQL", "manager"),
        ("GV", "teacher"),
        ("Giáo viên kiêm thư viện", "teacher"),
        ("TPT Đội", "teacher"),
        ("Tổ trưởng chuyên môn", "teacher"),
        ("Tổ trưởng tổ Văn phòng", "employee"),
        ("Kế toán", "employee"),
        ("Nhân viên thư viện", "employee"),
        ("NV Y tế", "employee"),
        ("Bảo vệ", "employee"),
        ("Tạp vụ", "employee"),
        ("Thiết bị", "employee"),
        ("Văn thư - Thủ quỹ", "employee"),
    ],
)
def test_jobs_and_groups(read: Reader, job: str, group: str) -> None:
    roster = read([["DANH SÁCH CBGVNV"], ["STT", "Họ và tên", "Chức vụ"], [1, "Lê An", job]])
    assert staff(roster) == [("Lê An", group, job)]
    assert roster.problems == ()


def test_staff_without_numbers_are_no_signatures(read: Reader) -> None:
    roster = read(
        [["Họ và tên", "Ngày sinh", "Chức vụ"], ["Lê An", "1/2/1970", "Hiệu trưởng"]],
        sheet="CBGVNV",
    )
    assert staff(roster) == [("Lê An", "manager", "Hiệu trưởng")]


def test_sections_tell_the_group_where_no_column_does(read: Reader) -> None:
    roster = read(
        [
            ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
            ["STT", "Họ tên", "Ngày sinh"],
            ["I. BAN GIÁM HIỆU"],
            [1, "Lê A", "1/2/1970"],
            ["II. GIÁO VIÊN"],
            [2, "Lê B", "1/2/1970"],
            ["III. NHÂN VIÊN"],
            [3, "Lê C", "1/2/1970"],
        ]
    )
    assert [group for _, group, _ in staff(roster)] == ["manager", "teacher", "employee"]


def test_a_list_of_teachers_says_so_in_its_title(read: Reader) -> None:
    rows: Rows = [["DANH SÁCH GIÁO VIÊN"], ["STT", "Họ và tên", "Môn dạy"], [1, "Lê An", "Toán"]]
    assert staff(read(rows)) == [("Lê An", "teacher", None)]


def test_an_unknown_job_is_told(read: Reader) -> None:
    rows: Rows = [["DANH SÁCH CBGVNV"], ["STT", "Họ và tên", "Chức vụ"], [1, "Lê An", "Xyz"]]
    assert told(read(rows)) == [(3, "Chức vụ", "Xyz", "job_unknown")]


def test_staff_who_have_left_are_not_counted(read: Reader) -> None:
    rows: Rows = [
        ["STT", "Mã giáo viên", "Họ tên", "Trạng thái cán bộ", "Vị trí việc làm"],
        [1, "GV1", "Lê A", "Đang làm việc", "Giáo viên"],
        [2, "GV2", "Lê B", "Nghỉ hưu", "Giáo viên"],
    ]
    roster = read(rows)
    assert staff(roster) == [("Lê A", "teacher", "Giáo viên")]
    [gone] = roster.not_counted
    assert (gone.full_name, gone.reason, gone.class_name) == ("Lê B", "Nghỉ hưu", None)
    assert isinstance(gone.draft, StaffDraft)
    assert (gone.draft.group, gone.draft.code) == ("teacher", "GV2")


def test_a_monitor_s_post_makes_no_staff_of_pupils(read: Reader) -> None:
    rows: Rows = [
        ["DANH SÁCH HỌC SINH LỚP 6A1"],
        ["STT", "Họ và tên", "Chức vụ"],
        [1, "Lê An", "Lớp trưởng"],
        [2, "Lê Bình", "Tổ trưởng"],
    ]
    assert pupils(read(rows)) == {"6A1": ["Lê An", "Lê Bình"]}
