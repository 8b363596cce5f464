"""What a list says in parts: a class beside its grade, a date under a heading, a second phone."""

from pathlib import Path

import pytest

from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange.roster_reading import PLAIN, Reader, Rows, only, pupils, relatives, told
from tests.unit.exchange.table_writers import Value


def test_numbers_beside_grades_are_classes_of_each_grade(read: Reader) -> None:
    """1 beside 6 and 1 beside 7 are two classes, not one class 1."""
    rows: Rows = [
        ["Họ tên", "Khối", "Lớp"],
        ["Lê An", 6, 1],
        ["Lê Ba", 7, 1],
        ["Lê Tư", 1, 1],
        ["Lê Năm", "6", "2"],
    ]
    assert pupils(read(rows)) == {
        "6/1": ["Lê An"],
        "7/1": ["Lê Ba"],
        "1/1": ["Lê Tư"],
        "6/2": ["Lê Năm"],
    }


@pytest.mark.parametrize(("grade", "name"), [(6, 61), (1, 1)])
def test_a_number_that_says_its_grade_itself_stays(read: Reader, grade: int, name: int) -> None:
    """A school with one class a grade calls it by the grade."""
    rows: Rows = [["Họ tên", "Khối", "Lớp"], ["Lê An", grade, name]]
    assert pupils(read(rows)) == {str(name): ["Lê An"]}


@pytest.mark.parametrize(
    ("sheet", "class_name"),
    [("6 A 1", "6A1"), ("DS6A1", "6A1"), ("HS 6A1", "6A1"), ("LOP 6 A 35 HS", "6A")],
)
def test_classes_in_names_of_sheets(read: Reader, sheet: str, class_name: str) -> None:
    """Blanks within a class, none before it, the size of the class behind it."""
    assert pupils(read(PLAIN, sheet=sheet)) == {class_name: ["Lê An"]}


@pytest.mark.parametrize("title", ["LỚP 6A1, 6A2", "Lớp 6A1 và 6A2", "DS HS 6A1; 6A2"])
def test_a_title_of_two_classes_puts_nobody_into_the_first(read: Reader, title: str) -> None:
    """Which pupil is in which of them nobody has said."""
    assert told(read([[title], *PLAIN])) == [(3, "", "Lê An", "class_unknown")]


@pytest.mark.parametrize("title", ["LỚP 6A1 - 7H30", "Lớp 6A1, 12/9/2020", "Lớp 6A1, 35 em"])
def test_what_else_a_title_says_is_no_second_class(read: Reader, title: str) -> None:
    """An hour, a day and a number of pupils begin with digits too."""
    assert pupils(read([[title], *PLAIN])) == {"6A1": ["Lê An"]}


@pytest.mark.parametrize("heading", ["Ngày, nơi sinh", "Ngày và nơi sinh", "Sinh"])
def test_a_day_beside_the_place_is_the_whole_date(read: Reader, heading: str) -> None:
    """ "Ngày" is the day of the month only where month and year stand beside it."""
    rows: Rows = [
        ["STT", "Họ tên", heading, None],
        [None, None, "Ngày", "Nơi"],
        [1, "Lê An", "5/3/2009", "Sóc Trăng"],
    ]
    roster = read(rows, [(0, 2, 0, 3)], sheet="6A1")
    assert only(roster).date_of_birth == "2009-03-05"
    assert not told(roster)


def test_parts_below_a_merged_heading_are_no_row_of_the_list(read: Reader) -> None:
    """ "Ngày/tháng" and "Năm" say no more than the heading above them."""
    rows: Rows = [
        ["STT", "Họ tên", "Ngày sinh", None],
        [None, None, "Ngày/tháng", "Năm"],
        [1, "Lê An", "13/2", 2009],
    ]
    roster = read(rows, [(0, 2, 0, 3)], sheet="6A1")
    assert only(roster).date_of_birth == "2009-02-13"
    assert not told(roster)


def test_one_heading_over_a_name_in_two_columns_joins_them(read: Reader) -> None:
    """Even where the only pupil's họ đệm ends with the tên: Mỹ Mỹ is a name."""
    rows: Rows = [["STT", "Họ và tên", None, "Ngày sinh"], [1, "Danh Thị Mỹ", "Mỹ", "5/3/2009"]]
    assert only(read(rows, [(0, 1, 0, 2)], sheet="6A1")).full_name == "Danh Thị Mỹ Mỹ"


@pytest.mark.parametrize(
    ("phones", "more"),
    [
        (["0901111111", "0902222222"], ["0902222222"]),
        (["0901111111", "0901111111"], []),
        (["", "0902222222"], []),
    ],
)
def test_the_phone_of_a_second_column_is_told(
    read: Reader, phones: list[Value], more: list[str]
) -> None:
    """One phone is kept; another one does not vanish without a word."""
    rows: Rows = [
        ["STT", "Họ tên", "SĐT 1", "SĐT 2", "ĐT nhà"],
        [1, "Lê An", *phones, "0299382233"],
    ]
    roster = read(rows, sheet="6A1")
    assert only(roster).phone == next(filter(None, phones))
    assert [value for _, _, value, _ in told(roster)] == more


def test_relations_are_numbered_like_the_relatives_beside_them(read: Reader) -> None:
    """ "Quan hệ 1" speaks of "Người thân 1"."""
    rows: Rows = [
        ["Họ tên", "Người thân 1", "Quan hệ 1", "SĐT 1", "Người thân 2", "Quan hệ 2", "SĐT 2"],
        ["Lê An", "Lê Ba", "Bố", "0901111111", "Lý Tư", "Bà nội", "0902222222"],
    ]
    assert relatives(read(rows, sheet="6A1")) == [
        [("father", "Lê Ba", "0901111111"), ("grandmother", "Lý Tư", "0902222222")]
    ]


def test_headers_in_english(read: Reader) -> None:
    """As international schools write them."""
    rows: Rows = [
        ["No.", "Student ID", "Student's full name", "D.O.B", "Father's name", "Guardian"],
        [1, "S01", "Lê An", "05-Thg3-09", "Lê Ba", "Lý Tư"],
    ]
    roster = read(rows, sheet="Class 6A1")
    pupil = only(roster)
    assert (pupil.full_name, pupil.code, pupil.date_of_birth) == ("Lê An", "S01", "2009-03-05")
    assert relatives(roster) == [[("father", "Lê Ba", None), ("guardian", "Lý Tư", None)]]


@pytest.mark.parametrize("remark", ["Nghỉ hưu 01/9/2020", "đã nghỉ việc", "Chuyển công tác"])
def test_a_remark_that_staff_have_left(read: Reader, remark: str) -> None:
    """They stay in sight, but are not counted."""
    rows: Rows = [["Họ tên", "Chức vụ", "Ghi chú"], ["Lê An", "Giáo viên", remark]]
    roster = read([*rows, ["Lê Ba", "Giáo viên", "Chuyển công tác từ trường khác về"]])
    assert [one.full_name for one in roster.not_counted] == ["Lê An"]
    assert [one.full_name for one in roster.staff] == ["Lê Ba"]


def test_the_sheets_of_a_web_page_are_named_above_their_tables(tmp_path: Path) -> None:
    """As LibreOffice saves a workbook: all in one page, with a table of contents before it."""
    table = "<table><tr><td>STT<td>Họ tên<td>Nữ<tr><td>1<td>{name}<td></table>"
    page = (
        "<meta charset=utf-8><p>Overview</p><a>Sheet 1: <em>Lá 1</em></a><br><a>Sheet 2: Chồi 2</a>"
        f"<hr><h1>Sheet 1: <em>Lá 1</em></h1>{table.format(name='Lê An')}"
        f"<hr><h1>Sheet 2: <em>Chồi 2</em></h1>{table.format(name='Lê Ba')}"
    )
    path = tmp_path / "trang.html"
    path.write_text(page, encoding="utf-8")
    roster = read_roster(path)
    assert pupils(roster) == {"Lá 1": ["Lê An"], "Chồi 2": ["Lê Ba"]}
    assert not told(roster)


def test_labels_and_values_above_a_list_are_no_header(read: Reader) -> None:
    """Without colons they look like one."""
    rows: Rows = [["Lớp", "6A1", "GVCN", "Trần Thị Mai", "SĐT", "0909000111"], *PLAIN]
    roster = read(rows)
    assert pupils(roster) == {"6A1": ["Lê An"]}
    assert roster.classes[0].homeroom_teacher == "Trần Thị Mai"
