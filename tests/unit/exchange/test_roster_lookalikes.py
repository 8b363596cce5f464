"""Names, marks, classes and jobs that look like something else."""

import unicodedata
from pathlib import Path

import pytest

from bluezone_desktop.domain.vocabulary import Group, Sex
from tests.unit.exchange.roster_lists import HEAD, Rows, names, read
from tests.unit.exchange.table_writers import Value


@pytest.mark.parametrize(
    "name",
    ["Tống Công Hậu", "Trương Phong", "Tô Trường", "Chu Nhiệm", "Tống Số", "Trương Tiểu Học"],
)
def test_a_surname_like_the_beginning_of_a_total_or_a_signature(tmp_path: Path, name: str) -> None:
    """Tống is no tổng, Trương no trưởng; without a column of numbers nothing else tells."""
    roster = read(tmp_path, [["Họ và tên", "Ngày sinh"], [name, "05/03/2009"]])
    assert names(roster) == {"6A1": [name]}


def test_totals_and_signatures_in_hasty_spelling_are_still_none(tmp_path: Path) -> None:
    """The accents are asked of surnames only."""
    rows: Rows = [HEAD, [1, "Lê Thị Hoa", "05/03/2009", "Nữ"]]
    rows += [["", "Sỉ số: 1"], ["", "TONG CONG: 1"], ["", "Tổ trưởng"], ["", "Trưởng phòng"]]
    roster = read(tmp_path, rows)
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert not roster.problems


@pytest.mark.parametrize("mark", ["●", "#", "><", "05/03/2009"])
def test_whatever_stands_in_the_column_of_girls_marks_a_girl(tmp_path: Path, mark: str) -> None:
    """Signs of the typist's own choice, or the day of birth written under the sex."""
    rows: Rows = [["Họ và tên", "Ngày sinh", "Nữ"], ["Lê Hoa", "05/03/2009", mark]]
    roster = read(tmp_path, [*rows, ["Võ An", "06/04/2009", ""]])
    assert [pupil.sex for pupil in roster.classes[0].pupils] == [Sex.FEMALE, Sex.MALE]
    assert not roster.problems


@pytest.mark.parametrize("cell", ["?", "??", "chưa xếp lớp", "Chưa rõ", "không có lớp"])
def test_a_class_nobody_knows_is_no_class(tmp_path: Path, cell: str) -> None:
    """The row is told, and no class of that name is made."""
    rows: Rows = [[*HEAD, "Lớp"], [1, "Lê Thị Hoa", "05/03/2009", "Nữ", "6A1"]]
    roster = read(tmp_path, [*rows, [2, "Võ An", "06/04/2009", "Nam", cell]], sheet="DS")
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert [problem.row for problem in roster.problems] == [3]


def test_two_classes_side_by_side(tmp_path: Path) -> None:
    """Each half has the class and the teacher that stand above it."""
    half = ["STT", "Họ và tên", "Ngày sinh"]
    rows: Rows = [
        ["LỚP 4A", "", "", "", "LỚP 4B"],
        ["GVCN: Trần Văn Ba", "", "", "", "GVCN: Lý Thị Sáu"],
        [*half, "", *half],
        [1, "Lê Thị Hoa", "05/03/2009", "", 1, "Võ Văn An", "06/04/2009"],
    ]
    roster = read(tmp_path, rows)
    assert names(roster) == {"4A": ["Lê Thị Hoa"], "4B": ["Võ Văn An"]}
    assert [one.homeroom_teacher for one in roster.classes] == ["Trần Văn Ba", "Lý Thị Sáu"]


@pytest.mark.parametrize(
    ("head", "cell", "group"),
    [
        ("Chức danh nghề nghiệp", "Giáo viên THCS hạng II", Group.TEACHER),
        ("CBQL/GV/NV", "CBQL", Group.MANAGER),
        ("CBQL/GV/NV", "NV", Group.EMPLOYEE),
        ("Chức vụ", "KT - VT", Group.EMPLOYEE),
        ("Chức vụ", "TV", Group.EMPLOYEE),
        ("Chức vụ", "GV TV", Group.TEACHER),
        ("Chức vụ", "GVMN", Group.TEACHER),
        ("Chức vụ", "NVPV", Group.EMPLOYEE),
        ("Chức vụ", "Chuyên viên", Group.EMPLOYEE),
        ("Chức vụ", "Quản lý thư viện", Group.EMPLOYEE),
        ("Chức vụ", "Nhân viên quản lý học sinh nội trú", Group.EMPLOYEE),
        ("Chức vụ", "Quản lý", Group.MANAGER),
    ],
)
def test_jobs_by_other_names_and_in_short(
    tmp_path: Path, head: str, cell: str, group: Group
) -> None:
    """No warning either: the word is known."""
    rows: Rows = [["DANH SÁCH CÁN BỘ"], [*HEAD, head], [1, "Lê Thị Hoa", "05/03/1980", "Nữ", cell]]
    roster = read(tmp_path, rows, sheet="Sheet1")
    assert [one.group for one in roster.staff] == [group]
    assert not roster.problems


@pytest.mark.parametrize("word", ["Họ, tên", "Họ và tên trẻ", "Họ tên học sinh (*)"])
def test_a_header_again_in_its_own_words(tmp_path: Path, word: str) -> None:
    """Whatever the first header said, the same words further down are no pupil."""
    head: list[Value] = [word, "Ngày sinh", "Họ tên cha"]
    first: list[Value] = ["Lê Thị Hoa", "05/03/2009", "Trần Văn Ba"]
    second: list[Value] = ["Võ Văn An", "06/04/2009", "Lý Văn Tư"]
    roster = read(tmp_path, [["Lớp 6A1"], head, first, ["Lớp 6A2"], head, second])
    assert names(roster) == {"6A1": ["Lê Thị Hoa"], "6A2": ["Võ Văn An"]}
    assert not roster.problems


def test_a_row_of_labels_below_the_header_is_nobody(tmp_path: Path) -> None:
    """A, B, 1, 2, 3 as in forms; the numbers are no sexes, no class and no phone."""
    head: list[Value] = [*HEAD, "Lớp", "SĐT"]
    labels: list[Value] = ["A", "B", 1, 2, 3, "4 = 3/1"]
    people: Rows = [
        [1, "Lê Hoa", "05/03/2009", 1, "6A1", "0901234567"],
        [2, "Võ An", "06/04/2009", 0, "6A1", ""],
    ]
    roster = read(tmp_path, [head, labels, *people, head, labels], sheet="DS")
    assert names(roster) == {"6A1": ["Lê Hoa", "Võ An"]}
    assert [pupil.sex for pupil in roster.classes[0].pupils] == [Sex.FEMALE, Sex.MALE]
    assert not roster.problems


def test_a_name_of_two_letters_beside_small_numbers_is_a_pupil(tmp_path: Path) -> None:
    """Day, month and a short year count nothing."""
    head: list[Value] = ["STT", "Họ và tên", "Ngày", "Tháng", "Năm"]
    roster = read(tmp_path, [head, [1, "An", 5, 3, "09"], [2, "Tú", 6, 4, "09"]])
    assert names(roster) == {"6A1": ["An", "Tú"]}


def test_a_birth_in_words_is_no_line_of_a_signature(tmp_path: Path) -> None:
    """ "Ngày 5 tháng 3 năm 2009" also stands above who signs, but not beside a name and a code."""
    rows: Rows = [
        ["Mã HS", "Họ và tên", "Ngày sinh"],
        ["8001", "Lê Thị Hoa", "ngày 5 tháng 3 năm 2009"],
        ["8002", "Võ Văn An", "Ngày 06 tháng 04 năm 2009"],
        ["", "", "Sóc Trăng, ngày 05 tháng 9 năm 2020"],
        ["", "Hiệu trưởng"],
    ]
    roster = read(tmp_path, rows)
    assert names(roster) == {"6A1": ["Lê Thị Hoa", "Võ Văn An"]}
    assert [one.date_of_birth for one in roster.classes[0].pupils] == ["2009-03-05", "2009-04-06"]


def test_titles_in_letters_taken_apart(tmp_path: Path) -> None:
    """Title and teacher are found in NFD as well."""
    titles: Rows = [["DANH SÁCH LỚP 6A2"], ["Giáo viên chủ nhiệm: Trần Như Diễm"]]
    apart: Rows = [[unicodedata.normalize("NFD", str(row[0]))] for row in titles]
    roster = read(tmp_path, [*apart, HEAD, [1, "Lê Thị Hoa", "05/03/2009", "Nữ"]], sheet="DS")
    assert names(roster) == {"6A2": ["Lê Thị Hoa"]}
    assert roster.classes[0].homeroom_teacher == "Trần Như Diễm"
