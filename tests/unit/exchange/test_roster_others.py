"""People of a school's workbook who are neither pupils nor staff, or are but look like others."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.vocabulary import Group
from tests.unit.exchange.roster_lists import HEAD, PUPIL, Rows, names, one_pupil, read, relatives
from tests.unit.exchange.table_writers import Value

BOARD: Rows = [
    ["BAN ĐẠI DIỆN CHA MẸ HỌC SINH"],
    ["STT", "Họ và tên", "Chức vụ", "Điện thoại"],
    [1, "Trần Văn Ba", "Trưởng ban", "0901234567"],
    [2, "Lý Thị Sáu", "Phó ban", "0912345678"],
]


def reasons(roster_rows: Rows, folder: Path) -> list[tuple[int, str]]:
    return [
        (one.row, one.reason.removeprefix("roster.problem."))
        for one in read(folder, roster_rows).problems
    ]


def test_the_parents_board_below_a_list_is_left_out_and_told(tmp_path: Path) -> None:
    """Parents with an office are neither pupils nor staff."""
    rows: Rows = [HEAD, PUPIL, [], *BOARD]
    roster = read(tmp_path, rows)
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert not roster.staff
    assert reasons(rows, tmp_path) == [(6, "others")]


def test_the_list_of_the_next_class_below_a_board_is_read(tmp_path: Path) -> None:
    """What was said of the board ends where another list is announced."""
    again: Rows = [[], ["DANH SÁCH HỌC SINH LỚP 6B"], HEAD, [1, "Võ Văn An", "06/04/2009", "Nam"]]
    rows: Rows = [["LỚP 6A"], HEAD, PUPIL, [], *BOARD, *again]
    assert names(read(tmp_path, rows)) == {"6A": ["Lê Thị Hoa"], "6B": ["Võ Văn An"]}


def test_the_officers_named_below_a_list_are_not_read_twice(tmp_path: Path) -> None:
    """They stand in the list above; the lines are no faults of it."""
    officers: Rows = [[], ["BAN CÁN SỰ LỚP"], ["1. Lớp trưởng: Lê Thị Hoa"]]
    rows: Rows = [HEAD, PUPIL, *officers]
    assert names(read(tmp_path, rows)) == {"6A1": ["Lê Thị Hoa"]}
    assert reasons(rows, tmp_path) == [(5, "others")]


@pytest.mark.parametrize("first", ["Lớp trưởng", "Lớp phó HT"])
def test_pupils_with_an_office_are_no_staff(tmp_path: Path, first: str) -> None:
    """ "Tổ trưởng" is a pupil's office where "Lớp trưởng" is one."""
    rows: Rows = [[*HEAD, "Chức vụ"], [*PUPIL, first]]
    rows += [[2, "Võ Văn An", "06/04/2009", "Nam", "Tổ trưởng"]]
    rows += [[3, "Lý Thị Tư", "07/04/2009", "Nữ", "Tổ trưởng"]]
    roster = read(tmp_path, rows)
    assert not roster.staff
    assert names(roster) == {"6A1": ["Lê Thị Hoa", "Võ Văn An", "Lý Thị Tư"]}


def test_the_head_of_the_office_is_no_teacher(tmp_path: Path) -> None:
    """ "Tổ trưởng" says by the unit beside it whose head it is."""
    rows: Rows = [
        ["DANH SÁCH CBGVNV"],
        ["STT", "Họ và tên", "Tổ", "Chức vụ"],
        [1, "Lê An", "Văn phòng", "Tổ trưởng"],
        [2, "Võ Bình", "Toán - Lý", "Tổ trưởng"],
        [3, "Lý Cúc", "Văn phòng", "TPT Đội"],
    ]
    groups = [one.group for one in read(tmp_path, rows, sheet="Sheet1").staff]
    assert groups == [Group.EMPLOYEE, Group.TEACHER, Group.TEACHER]


def test_a_second_name_beside_quan_he_is_the_relatives(tmp_path: Path) -> None:
    """Name and phone right of "Quan hệ" are of whom it speaks, one row for each of them."""
    heads: list[Value] = ["Quan hệ", "Họ và tên", "Số điện thoại"]
    rows: Rows = [
        [*HEAD, *heads],
        [*PUPIL, "Cha", "Trần Văn Ba", "0901234567"],
        ["", "", "", "", "Mẹ", "Lý Thị Sáu", "0912345678"],
    ]
    merges = [(1, column, 2, column) for column in range(4)]
    roster = read(tmp_path, rows, merges)
    pupil = roster.classes[0].pupils[0]
    assert pupil.phone is None
    assert relatives(pupil) == [
        ("father", "Trần Văn Ba", "0901234567"),
        ("mother", "Lý Thị Sáu", "0912345678"),
    ]
    assert not roster.problems


def test_nguoi_gh_is_a_guardian(tmp_path: Path) -> None:
    """The ministry shortens "giám hộ" so."""
    heads = ["Họ tên người GH", "Số điện thoại của người GH"]
    assert relatives(one_pupil(tmp_path, heads, ["Trần Văn Ba", "0901234567"])) == [
        ("guardian", "Trần Văn Ba", "0901234567")
    ]


@pytest.mark.parametrize(
    "cell", ["Trần Văn Ba (đã mất)", "Trần Văn Ba - mất", "Trần Văn Ba (mất 2015)"]
)
def test_the_dead_are_no_relatives(tmp_path: Path, cell: str) -> None:
    """Nobody can be asked; that the cell was passed over is told."""
    roster = read(tmp_path, [[*HEAD, "Họ tên cha"], [*PUPIL, cell]])
    assert relatives(roster.classes[0].pupils[0]) == []
    assert [one.value for one in roster.problems] == [cell]


@pytest.mark.parametrize(
    ("sheet", "name"),
    [("6A2-Cô Lan", "6A2"), ("6A5 HKI", "6A5"), ("L6A11", "6A11"), ("6A13_2020", "6A13")],
)
def test_a_sheet_named_after_a_class_and_more(tmp_path: Path, sheet: str, name: str) -> None:
    """The class comes first, whatever follows it."""
    assert list(names(read(tmp_path, [HEAD, PUPIL], sheet=sheet))) == [name]


def test_a_sheet_named_after_several_classes_is_of_none(tmp_path: Path) -> None:
    """Which of them a pupil is in, nobody has said."""
    assert not read(tmp_path, [HEAD, PUPIL], sheet="6A1-6A5").classes


def test_groups_within_a_class_and_closing_words_are_no_faults(tmp_path: Path) -> None:
    """ "TỔ 1" heads some of the pupils, "(Danh sách có 02 trẻ)" counts them."""
    rows: Rows = [
        HEAD,
        ["TỔ 1"],
        PUPIL,
        ["TỔ 2"],
        [1, "Võ Văn An", "06/04/2009", "Nam"],
        ["", "(Danh sách có 02 trẻ)"],
        ["", "Cộng danh sách có 2 cháu"],
    ]
    roster = read(tmp_path, rows)
    assert names(roster) == {"6A1": ["Lê Thị Hoa", "Võ Văn An"]}
    assert not roster.problems


def test_a_pause_of_study_is_told_apart_from_the_right_age(tmp_path: Path) -> None:
    """ "Dừng học có phép" is not at school, "Đúng tuyến" is."""
    rows: Rows = [[*HEAD, "Trạng thái"], [*PUPIL, "Dừng học có phép"]]
    rows += [[2, "Võ Văn An", "06/04/2009", "Nam", "Đúng tuyến"]]
    roster = read(tmp_path, rows)
    assert [one.full_name for one in roster.not_counted] == ["Lê Thị Hoa"]
    assert names(roster) == {"6A1": ["Võ Văn An"]}
