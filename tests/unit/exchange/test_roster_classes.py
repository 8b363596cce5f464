"""Where a pupil's class stands, in turns that once lost it."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.exchange.roster_lists import HEAD, PUPIL, Rows, names, read
from tests.unit.exchange.table_writers import Value


def pupils(*listed: tuple[str, str]) -> Rows:
    """Numbered rows of name and class."""
    return [
        [number, name, "05/03/2009", "Nữ", class_name]
        for number, (name, class_name) in enumerate(listed, 1)
    ]


def test_a_class_told_once_for_all_its_pupils(tmp_path: Path) -> None:
    """A merged cell that became a text file stands in the first row of the class only."""
    listed = [("Lê Hoa", "6A1"), ("Lê An", ""), ("Lê Ba", ""), ("Lê Tư", "6A2"), ("Lê Năm", "")]
    roster = read(tmp_path, [[*HEAD, "Lớp"], *pupils(*listed)], sheet="DS")
    assert names(roster) == {"6A1": ["Lê Hoa", "Lê An", "Lê Ba"], "6A2": ["Lê Tư", "Lê Năm"]}


def test_a_pupil_without_a_class_among_others_who_have_one_is_told(tmp_path: Path) -> None:
    """Nobody is put into the class of whoever stands above."""
    listed = [("Lê Hoa", "6A1"), ("Lê An", "6A1"), ("Lê Ba", ""), ("Lê Tư", "6A2")]
    roster = read(tmp_path, [[*HEAD, "Lớp"], *pupils(*listed)], sheet="DS")
    assert names(roster) == {"6A1": ["Lê Hoa", "Lê An"], "6A2": ["Lê Tư"]}
    assert [problem.row for problem in roster.problems] == [4]


@pytest.mark.parametrize(
    ("cell", "class_name"),
    [(12.6, "12.6"), (date(2020, 4, 3), "3/4"), (100, "10E1"), ("6A1", "6A1")],
)
def test_a_class_beside_its_label_that_excel_changed(
    tmp_path: Path, cell: Value, class_name: str
) -> None:
    """ "Lớp:" in one cell, in the next a number or a day that was 12.6 or 3/4."""
    roster = read(tmp_path, [["Lớp:", cell], HEAD, PUPIL], sheet="DS")
    assert names(roster) == {class_name: ["Lê Thị Hoa"]}


def test_a_sheet_named_after_grade_and_class(tmp_path: Path) -> None:
    """The grade before the class says nothing of its own."""
    assert names(read(tmp_path, [HEAD, PUPIL], sheet="Khoi 7 - 7A9")) == {"7A9": ["Lê Thị Hoa"]}


def test_who_changed_class_counts_once(tmp_path: Path) -> None:
    """In the new class where the file has it, else where the list has them: still at school."""
    rows: Rows = [
        ["Mã HS", "Họ và tên", "Ngày sinh", "Lớp", "Trạng thái"],
        ["8001", "Lê Hoa", "05/03/2009", "6A1", "Chuyển lớp"],
        ["8002", "Lê An", "06/03/2009", "6A1", "Chuyển lớp"],
        ["8003", "Lê Ba", "07/03/2009", "6A1", "Đang học"],
        ["8001", "Lê Hoa", "05/03/2009", "6A2", "Đang học"],
    ]
    roster = read(tmp_path, rows, sheet="DS")
    assert names(roster) == {"6A1": ["Lê An", "Lê Ba"], "6A2": ["Lê Hoa"]}
    assert [one.full_name for one in roster.not_counted] == ["Lê Hoa"]
    assert not roster.problems


def test_the_ages_of_a_group_are_part_of_its_name(tmp_path: Path) -> None:
    """A dash before "24 tháng" ends no title; one before the school year does."""
    roster = read(
        tmp_path, [["Nhóm trẻ 13 - 24 tháng - Năm học 2020-2021"], HEAD, PUPIL], sheet="DS"
    )
    assert names(roster) == {"Nhóm trẻ 13 - 24 tháng": ["Lê Thị Hoa"]}


def test_the_teacher_of_the_class_is_no_class(tmp_path: Path) -> None:
    """ "GVCN lớp: Trần Thị Bé" names a teacher; the class is in the line above."""
    rows: Rows = [["DANH SÁCH LỚP 6A1"], ["GVCN lớp: Trần Thị Bé"], HEAD, PUPIL]
    [one] = read(tmp_path, rows, sheet="DS").classes
    assert (one.name, one.homeroom_teacher) == ("6A1", "Trần Thị Bé")


def test_a_class_that_lost_its_last_zero_is_the_one_of_the_title(tmp_path: Path) -> None:
    """12.10 in a column of numbers is 12.1, which the title knows better."""
    rows: Rows = [["DANH SÁCH LỚP 12.10"], [*HEAD, "Lớp"], [*PUPIL, 12.1], [*PUPIL[:1], "Võ An"]]
    assert list(names(read(tmp_path, rows, sheet="DS"))) == ["12.10"]
    assert list(names(read(tmp_path, [["LỚP 12.2"], *rows[1:3]], sheet="DS"))) == ["12.1"]


def test_a_shouted_subject_is_written_as_spoken(tmp_path: Path) -> None:
    """Like "LỚP LÁ 1", which is Lá 1."""
    roster = read(tmp_path, [["DANH SÁCH LỚP 11 CHUYÊN LÝ"], HEAD, PUPIL], sheet="DS")
    assert list(names(roster)) == ["11 Chuyên Lý"]


@pytest.mark.parametrize("line", ["6A1", "LỚP 6A1 - SĨ SỐ: 5", "L Ớ P  6A1", "* Lớp 6A1"])
@pytest.mark.parametrize("below", [False, True])
def test_a_line_that_names_a_class_above_or_below_the_header(
    tmp_path: Path, line: str, below: bool
) -> None:
    """It is never taken for more of the header, and needs no word for class where it is alone."""
    top: Rows = [HEAD, [line]] if below else [[line], HEAD]
    again: Rows = [[line.replace("6A1", "6A2")], [2, "Võ An", "06/04/2009", "Nam"]]
    roster = read(tmp_path, [["DANH SÁCH HỌC SINH"], *top, PUPIL, *again], sheet="DS")
    assert names(roster) == {"6A1": ["Lê Thị Hoa"], "6A2": ["Võ An"]}
