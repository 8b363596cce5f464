"""Wordings of headers and headings that once cost a name, a relative or a class."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.vocabulary import Group, Sex
from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange.roster_lists import HEAD, PUPIL, Rows, names, one_pupil, read, relatives
from tests.unit.exchange.table_writers import Grid, Value, write_xlsx


@pytest.mark.parametrize(
    ("heading", "relation"),
    [("Anh", "older_brother"), ("Chị ruột", "older_sister"), ("Thông tin chú", "uncle")],
)
def test_a_heading_that_is_only_a_relative(tmp_path: Path, heading: str, relation: str) -> None:
    """The name and the phone below it are the relative's, not the pupil's."""
    rows: Rows = [
        [*HEAD, heading, ""],
        ["", "", "", "", "Họ tên", "Điện thoại"],
        [*PUPIL, "Trần Văn Ba", "0901234567"],
    ]
    merges = [(0, 4, 0, 5), *((0, column, 1, column) for column in range(4))]
    pupil = read(tmp_path, rows, merges).classes[0].pupils[0]
    assert relatives(pupil) == [(relation, "Trần Văn Ba", "0901234567")]
    assert pupil.phone is None


def test_a_subject_is_no_relative(tmp_path: Path) -> None:
    """ "Anh" over marks is English."""
    rows: Rows = [
        [*HEAD, "Anh", ""],
        ["", "", "", "", "HK1", "HK2"],
        [*PUPIL, 8, 9],
    ]
    merges = [(0, 4, 0, 5), *((0, column, 1, column) for column in range(4))]
    assert relatives(read(tmp_path, rows, merges).classes[0].pupils[0]) == []


@pytest.mark.parametrize("head", ["Lớp / Class", "Lớp\nClass", "Lớp - Class"])
def test_a_class_column_in_two_languages(tmp_path: Path, head: str) -> None:
    """A header that says one thing twice means it."""
    rows: Rows = [[*HEAD, head], [*PUPIL, "7B"]]
    assert names(read(tmp_path, rows, sheet="Sheet1")) == {"7B": ["Lê Thị Hoa"]}


def test_english_names_of_parents(tmp_path: Path) -> None:
    """Their phones are theirs, too."""
    heads = ["Father's name", "Father's phone", "Mother's name", "Mother's phone"]
    cells = ["Trần Văn Ba", "0901234567", "Lý Thị Sáu", "0912345678"]
    pupil = one_pupil(tmp_path, heads, cells)
    assert relatives(pupil) == [
        ("father", "Trần Văn Ba", "0901234567"),
        ("mother", "Lý Thị Sáu", "0912345678"),
    ]
    assert pupil.phone is None


def test_a_father_called_ong_in_courtesy(tmp_path: Path) -> None:
    """ "Ông (cha)" is a father; "Ông (nội)" stays a grandfather."""
    found = one_pupil(
        tmp_path, ["Ông (cha)", "Bà (mẹ)", "Ông (nội)"], ["Trần Văn Ba", "Lý Thị Sáu", "Trần Tư"]
    )
    assert [one for one, _, _ in relatives(found)] == ["father", "mother", "grandfather"]


@pytest.mark.parametrize("given", ["Tên HS", "Tên học sinh", "Tên trẻ"])
def test_a_given_name_beside_ho_lot(tmp_path: Path, given: str) -> None:
    """Beside a column of họ đệm, "Tên HS" holds the tên alone."""
    rows: Rows = [["TT", "Họ lót", given, "Ngày sinh"], [1, "Lê Thị", "Hoa", "05/03/2009"]]
    assert names(read(tmp_path, rows)) == {"6A1": ["Lê Thị Hoa"]}


@pytest.mark.parametrize(
    ("cell", "sex"),
    [("Nữ (Female)", Sex.FEMALE), ("01 - Nam", Sex.MALE), ("2. Nữ", Sex.FEMALE)],
)
def test_sexes_said_twice(tmp_path: Path, cell: str, sex: Sex) -> None:
    """A number or a second language beside the word takes nothing from it."""
    rows: Rows = [HEAD, [*PUPIL[:3], cell]]
    roster = read(tmp_path, rows)
    assert roster.classes[0].pupils[0].sex is sex
    assert not roster.problems


def test_a_teacher_with_courtesy_in_brackets(tmp_path: Path) -> None:
    """ "(Cô)" is no end of the name."""
    roster = read(tmp_path, [["GVCN: (Cô) Võ Thị Sáu"], [], HEAD, PUPIL])
    assert roster.classes[0].homeroom_teacher == "Võ Thị Sáu"


def test_numbered_sections_of_staff_are_nobody(tmp_path: Path) -> None:
    """Neither people nor problems, and those below them belong to the section."""
    rows: Rows = [
        ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
        ["TT", "Họ và tên", "Năm sinh"],
        ["I. BAN GIÁM HIỆU"],
        [1, "Lê An", 1970],
        ["II. GIÁO VIÊN"],
        ["1. Tổ Toán - Tin"],
        [1, "Võ Bình", 1980],
        ["III. NHÂN VIÊN"],
        [1, "Lý Cúc", 1990],
    ]
    roster = read(tmp_path, rows, sheet="Sheet1")
    assert [one.group for one in roster.staff] == [Group.MANAGER, Group.TEACHER, Group.EMPLOYEE]
    assert not roster.problems


def test_sums_without_a_word_are_no_problem(tmp_path: Path) -> None:
    """A number below the marks counts them; a number that counts nobody is told."""
    head: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Nữ"]
    rows: Rows = [head, [1, "Lê Thị Hoa", "05/03/2009", "x"], ["", "", "", 1]]
    assert not read(tmp_path, rows).problems
    rows[-1] = ["", "", "", 7]
    assert [one.row for one in read(tmp_path, rows).problems] == [3]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("top", ["Phụ huynh", "Thông tin gia đình", "Cha mẹ học sinh"])
def test_information_of_father_and_mother_is_no_title(
    tmp_path: Path, top: str, merged: bool
) -> None:
    """ "Thông tin cha" and "Thông tin mẹ" stand in a header, though titles begin like that."""
    rows: Rows = [
        [*HEAD, top, "", "", ""],
        ["", "", "", "", "Thông tin cha", "", "Thông tin mẹ", ""],
        ["", "", "", "", "Họ và tên", "SĐT", "Họ và tên", "SĐT"],
        [*PUPIL, "Trần Văn Ba", "0901234567", "Lý Thị Sáu", "0912345678"],
    ]
    merges = [(0, 4, 0, 7), (1, 4, 1, 5), (1, 6, 1, 7)]
    merges += [(0, column, 2, column) for column in range(4)]
    roster = read(tmp_path, rows, merges if merged else None)
    assert relatives(roster.classes[0].pupils[0]) == [
        ("father", "Trần Văn Ba", "0901234567"),
        ("mother", "Lý Thị Sáu", "0912345678"),
    ]


def test_a_teacher_of_the_family_ong(tmp_path: Path) -> None:
    """Before "Thị", "Ông" is a name and no courtesy."""
    title: Rows = [["GVCN: Ông Thị Ngọc"], []]
    assert read(tmp_path, [*title, HEAD, PUPIL]).classes[0].homeroom_teacher == "Ông Thị Ngọc"


def test_teachers_of_classes_in_a_table_of_their_own(tmp_path: Path) -> None:
    """ "Lớp | Sĩ số | GVCN" on another sheet names them; a class without pupils is none."""
    table: Rows = [
        ["STT", "Lớp", "Sĩ số", "GVCN"],
        [1, "6A1", 35, "Cô Võ Thị Sáu"],
        [2, "6A2", 36, "Lý Tư"],
    ]
    grids = [Grid("Tổng hợp", table), Grid("6A1", [HEAD, PUPIL])]
    roster = read_roster(write_xlsx(tmp_path / "danh sach.xlsx", grids))
    assert [(one.name, one.homeroom_teacher) for one in roster.classes] == [("6A1", "Võ Thị Sáu")]
