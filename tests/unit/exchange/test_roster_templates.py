"""Rows of a template below its header, narrow headers, and words that mean nobody."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.vocabulary import Group, Sex
from tests.unit.exchange.roster_lists import HEAD, PUPIL, Rows, names, one_pupil, read, relatives
from tests.unit.exchange.table_writers import Value

_FORM: list[Value] = [*HEAD, "Lớp (*)", "Họ tên mẹ (*)"]
_CHILD: list[Value] = [*PUPIL, "6A1", "Trần Thị Ba"]


@pytest.mark.parametrize(
    "hints",
    [
        ["", "Bắt buộc", "Bắt buộc, kiểu chữ dd/mm/yyyy", "Nam/Nữ", "Bắt buộc", "Nhập mẹ"],
        ["", "Bắt buộc nhập", "dd/mm/yyyy", "Nam hoặc Nữ", "VD: 6A1", "Không bắt buộc"],
        ["", "", "Định dạng dd/mm/yyyy", "Chọn Nam hoặc Nữ", "", ""],
    ],
)
def test_what_a_template_asks_for_is_no_pupil(tmp_path: Path, hints: list[Value]) -> None:
    """The row below the header says how to fill the columns; nobody is told of it either."""
    roster = read(tmp_path, [_FORM, hints, _CHILD], sheet="Sheet1")
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert not roster.problems


def test_names_like_the_first_word_of_a_hint_are_names(tmp_path: Path) -> None:
    """Điền is a surname; a day of birth makes the row a person whatever its words."""
    child: list[Value] = ["", "Điền Thị Hoa", "05/03/2009", "", "6A1", "Điền Văn Ba"]
    roster = read(tmp_path, [_FORM, child], sheet="Sheet1")
    assert names(roster) == {"6A1": ["Điền Thị Hoa"]}


@pytest.mark.parametrize(
    "labels",
    [
        ["A", "B", "(1)", "(2)", "(3)=(2)/(1)"],
        ["[1]", "[2]", "[3]", "[4]", "[5]"],
        ["(A)", "(B)", "[1]", "[2]", "[3]=[1]+[2]"],
    ],
)
def test_labels_of_columns_in_brackets_of_any_kind(tmp_path: Path, labels: list[Value]) -> None:
    """With the sum they stand for, too."""
    roster = read(tmp_path, [[*HEAD, "SĐT mẹ"], labels, [*PUPIL, "0901234567"]])
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert not roster.problems


def test_labels_below_day_month_and_year(tmp_path: Path) -> None:
    """The numbers of the labels are no day of birth."""
    rows: Rows = [
        ["STT", "Họ và tên", "Ngày sinh", "", "", "Nữ"],
        ["", "", "Ngày", "Tháng", "Năm", ""],
        ["A", "B", 1, 2, 3, 4],
        [1, "Lê Hoa", 5, 3, 2009, "x"],
    ]
    merges = [(0, 2, 0, 4), *((0, column, 1, column) for column in (0, 1, 5))]
    roster = read(tmp_path, rows, merges)
    assert names(roster) == {"6A1": ["Lê Hoa"]}
    assert roster.classes[0].pupils[0].date_of_birth == "2009-03-05"
    assert not roster.problems


def test_a_word_written_downwards_in_a_narrow_column(tmp_path: Path) -> None:
    """One letter a line: "STT", "Nữ", "Lớp"; the colons of the others do no harm."""
    rows: Rows = [
        ["S\nT\nT", "HỌ VÀ TÊN:", "NGÀY SINH:", "N\nỮ", "L\nỚ\nP"],
        [1, "Lê Hoa", "05/03/2009", "x", "6A2"],
        [2, "Võ An", "06/04/2009", "", "6A2"],
    ]
    roster = read(tmp_path, rows, sheet="Sheet1")
    assert names(roster) == {"6A2": ["Lê Hoa", "Võ An"]}
    assert [one.sex for one in roster.classes[0].pupils] == [Sex.FEMALE, Sex.MALE]


@pytest.mark.parametrize(
    "words", ["không có cha", "Không có bố", "Chưa có thông tin", "đã mất từ nhỏ"]
)
def test_long_words_for_nobody_are_nobody(tmp_path: Path, words: str) -> None:
    """They are as long as a name, and count nobody."""
    pupil = one_pupil(tmp_path, ["Họ tên cha", "Họ tên mẹ"], [words, "Trần Thị Ba"])
    assert relatives(pupil) == [("mother", "Trần Thị Ba", None)]


@pytest.mark.parametrize("years", [("2019-2020", "2020-2021"), ("2020 - 2021", "2019 - 2020")])
def test_of_the_classes_of_two_years_the_last_is_taken(
    tmp_path: Path, years: tuple[str, str]
) -> None:
    """Wherever its column stands."""
    classes = {"2019": "5A1", "2020": "6A1"}
    head: list[Value] = [*HEAD, *(f"Lớp {year}" for year in years)]
    cells: list[Value] = [classes[year[:4]] for year in years]
    roster = read(tmp_path, [head, [*PUPIL, *cells]], sheet="Sheet1")
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}


def test_those_who_left_below_a_line_of_their_own(tmp_path: Path) -> None:
    """They stay on record and do not count; the next class's list counts again."""
    rows: Rows = [
        ["LỚP 6A1"],
        HEAD,
        PUPIL,
        ["HỌC SINH CHUYỂN TRƯỜNG"],
        [2, "Võ Văn An", "06/04/2009", "Nam"],
        ["DANH SÁCH LỚP 6A2"],
        HEAD,
        [1, "Lý Văn Ba", "06/05/2009", "Nam"],
    ]
    roster = read(tmp_path, rows, sheet="Sheet1")
    assert names(roster) == {"6A1": ["Lê Thị Hoa"], "6A2": ["Lý Văn Ba"]}
    assert [one.full_name for one in roster.not_counted] == ["Võ Văn An"]
    assert not roster.problems


@pytest.mark.parametrize("heading", [["I", "BAN GIÁM HIỆU"], ["", "I. Ban giám hiệu"]])
def test_the_managers_below_a_numbered_line(tmp_path: Path, heading: list[Value]) -> None:
    """The same words where somebody signs head nobody."""
    rows: Rows = [
        ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
        HEAD,
        heading,
        [1, "Trần Văn Ba", "05/03/1970", "Nam"],
        ["II", "GIÁO VIÊN"],
        [2, "Lý Thị Tư", "06/04/1980", "Nữ"],
        ["", "", "", "TM. BAN GIÁM HIỆU"],
        ["", "", "", "Trần Văn Ba"],
    ]
    roster = read(tmp_path, rows, sheet="CBGVNV")
    assert [one.group for one in roster.staff] == [Group.MANAGER, Group.TEACHER]
    assert not roster.problems


@pytest.mark.parametrize(
    ("cell", "family"),
    [
        (
            "Cha Lê Ba 0901234567, mẹ Trần Tư 0907654321",
            [("father", "Lê Ba", "0901234567"), ("mother", "Trần Tư", "0907654321")],
        ),
        ("Mẹ Trần Tư", [("mother", "Trần Tư", None)]),
        ("Bố LÊ BA - mẹ TRẦN TƯ", [("father", "LÊ BA", None), ("mother", "TRẦN TƯ", None)]),
    ],
)
def test_who_it_is_said_without_a_colon(
    tmp_path: Path, cell: str, family: list[tuple[str, str, str | None]]
) -> None:
    """In a column of whoever looks after the pupil."""
    pupil = one_pupil(tmp_path, ["Phụ huynh (họ tên, SĐT)"], [cell])
    assert relatives(pupil) == family
