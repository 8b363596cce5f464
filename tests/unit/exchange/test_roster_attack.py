"""Turns of layout and wording that once cost a person, a name, a phone or a class."""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.roster import PupilDraft, Roster
from bluezone_desktop.domain.vocabulary import Group, Relation
from bluezone_desktop.exchange.grid import MAX_COLUMNS
from bluezone_desktop.exchange.roster_reader import read_roster
from bluezone_desktop.exchange.tables import read_workbook
from bluezone_desktop.exchange.zipped import MAX_UNPACKED
from tests.unit.exchange import made_up_school as made_up
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.roster_layouts import LAYOUTS
from tests.unit.exchange.table_writers import Grid, Value
from tests.unit.exchange.xls_writer import write_xls

Rows = list[list[Value]]
HEAD: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]
PUPIL: list[Value] = [1, "Lê Thị Hoa", "05/03/2009", "Nữ"]
SECOND: list[Value] = [2, "Võ Văn An", "06/04/2009", "Nam"]


def read(folder: Path, *sheets: tuple[str, Rows]) -> Roster:
    """What a workbook of these sheets holds."""
    grids = [Grid(name, rows) for name, rows in sheets]
    return read_roster(writers.write_xlsx(folder / "danh sach.xlsx", grids))


def one_pupil(folder: Path, heads: Sequence[Value], cells: Sequence[Value]) -> PupilDraft:
    """The pupil of a list with these columns after the usual ones."""
    roster = read(folder, ("6A1", [[*HEAD, *heads], [*PUPIL, *cells]]))
    assert not roster.problems
    return roster.classes[0].pupils[0]


def relatives(pupil: PupilDraft) -> list[tuple[Relation, str | None, str | None]]:
    return [(one.relation, one.full_name, one.phone) for one in pupil.relatives]


@pytest.mark.parametrize("word", ["Số điện thoại", "SĐT", "ĐT"])
def test_a_guardians_phone_is_not_taken_for_a_guardians_name(tmp_path: Path, word: str) -> None:
    """ "Hộ" in "giám hộ" is no "họ": the phone column is a phone column."""
    pupil = one_pupil(
        tmp_path,
        ["Họ tên người giám hộ", f"{word} người giám hộ"],
        ["Trần Văn Ba", "0901234567"],
    )
    assert relatives(pupil) == [(Relation.GUARDIAN, "Trần Văn Ba", "0901234567")]


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Họ tên cha, năm sinh", "Trần Văn Ba, 1980"),
        ("Họ tên cha, năm sinh", "Trần Văn Ba (1980)"),
        ("Họ tên cha, năm sinh", "Trần Văn Ba - sinh năm 1980"),
        ("Họ tên cha, nghề nghiệp", "Trần Văn Ba - Làm ruộng"),
        ("Họ tên cha, nghề nghiệp", "Trần Văn Ba, 1980, Buôn bán"),
        ("Họ tên cha", "Trần Văn Ba (1980)"),
    ],
)
def test_a_year_or_a_job_beside_a_relatives_name_is_no_part_of_it(
    tmp_path: Path, head: str, cell: str
) -> None:
    """The name is taken alone, whether the header announced the rest or not."""
    assert relatives(one_pupil(tmp_path, [head], [cell])) == [
        (Relation.FATHER, "Trần Văn Ba", None)
    ]


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        (
            ["Họ và tên cha hoặc người giám hộ", "Số điện thoại liên hệ của cha"],
            ["Trần Văn Ba", "0901234567"],
            [(Relation.FATHER, "Trần Văn Ba", "0901234567")],
        ),
        (
            ["Họ và tên cha/mẹ", "SĐT cha", "SĐT mẹ"],
            ["Trần Văn Ba / Lê Thị Tư", "0901234567", "0901234568"],
            [
                (Relation.FATHER, "Trần Văn Ba", "0901234567"),
                (Relation.MOTHER, "Lê Thị Tư", "0901234568"),
            ],
        ),
        (
            ["Con ông", "Con bà"],
            ["Trần Văn Ba", "Lê Thị Tư"],
            [(Relation.FATHER, "Trần Văn Ba", None), (Relation.MOTHER, "Lê Thị Tư", None)],
        ),
        (["Con ông (bà)"], ["Trần Văn Ba"], [(Relation.GUARDIAN, "Trần Văn Ba", None)]),
    ],
)
def test_a_name_and_a_phone_of_one_relative_meet(
    tmp_path: Path,
    heads: list[Value],
    cells: list[Value],
    found: list[tuple[Relation, str | None, str | None]],
) -> None:
    """A father by name in one column and by phone in another is one father."""
    assert relatives(one_pupil(tmp_path, heads, cells)) == found


@pytest.mark.parametrize("cell", ["0901234567 (mẹ)", "Ba: 0901234567", "0901234567 - má"])
def test_a_phone_that_says_whose_it_is_stays_a_phone(tmp_path: Path, cell: str) -> None:
    """The word beside the digits does not cost the digits."""
    assert one_pupil(tmp_path, ["Điện thoại"], [cell]).phone == "0901234567"


def test_a_name_beside_a_phone_is_still_a_warning(tmp_path: Path) -> None:
    """Only words for relatives are taken off; anything else is not guessed at."""
    rows: Rows = [[*HEAD, "Điện thoại"], [*PUPIL, "0901234567 Trần Văn Ba"]]
    roster = read(tmp_path, ("6A1", rows))
    assert roster.classes[0].pupils[0].phone is None
    assert [problem.row for problem in roster.problems] == [2]


def test_the_schools_phone_and_an_identity_number_are_not_the_pupils(tmp_path: Path) -> None:
    """Both stand before the true columns, and look like them."""
    pupil = one_pupil(
        tmp_path,
        ["Mã định danh", "Mã học sinh", "Điện thoại trường", "SĐT liên hệ"],
        ["094209000123", "8154434320", "02993876123", "0901234567"],
    )
    assert (pupil.code, pupil.phone) == ("8154434320", "0901234567")
    assert one_pupil(tmp_path, ["Mã định danh"], ["094209000123"]).code is None
    assert one_pupil(tmp_path, ["Mã định danh"], ["8154434320"]).code == "8154434320"


@pytest.mark.parametrize(
    ("line", "teacher"),
    [
        ("DANH SÁCH LỚP 8A5 (GVCN: Lý Ngọc Hân)", "Lý Ngọc Hân"),
        ("LỚP 8A5 - GVCN Phan Thị Diễm", "Phan Thị Diễm"),
        ("LỚP 8A5 - GVCN: Hiệu trưởng phân công", None),
        ("LỚP 8A5 - GVCN TRƯỜNG THCS AN LẠC", None),
    ],
)
def test_the_homeroom_teacher_of_a_title(tmp_path: Path, line: str, teacher: str | None) -> None:
    """With and without a colon, in brackets or not; nothing else becomes a name."""
    school_class = read(tmp_path, ("DS", [[line], HEAD, PUPIL])).classes[0]
    assert (school_class.name, school_class.homeroom_teacher) == ("8A5", teacher)


def test_the_homeroom_teacher_who_signed_below(tmp_path: Path) -> None:
    """The name under "GVCN", not the headmaster's word or name beside it."""
    rows: Rows = [
        HEAD,
        PUPIL,
        [],
        [None, "GVCN", None, "HIỆU TRƯỞNG"],
        [None, "(Ký, ghi rõ họ tên)"],
        [],
        [None, "Võ Thị Út", None, "Trần Văn Tám"],
    ]
    (school_class,) = read(tmp_path, ("8A6", rows)).classes
    assert school_class.homeroom_teacher == "Võ Thị Út"
    assert len(school_class.pupils) == 1


@pytest.mark.parametrize(
    ("sheet", "title", "name"),
    [
        ("DS 3C", "DANH SÁCH", "3C"),
        ("6A2 (35HS)", "DANH SÁCH", "6A2"),
        ("S1", "Lớp 10 Anh 2", "10 Anh 2"),
        ("S1", "DANH SÁCH LỚP CHỦ NHIỆM 8A5", "8A5"),
    ],
)
def test_the_class_in_a_sheets_name_or_a_title(
    tmp_path: Path, sheet: str, title: str, name: str
) -> None:
    """What stands around a class's name neither hides nor shortens it."""
    roster = read(tmp_path, (sheet, [[title], HEAD, PUPIL]))
    assert [one.name for one in roster.classes] == [name]


def test_a_school_year_as_a_sheets_name_is_no_class(tmp_path: Path) -> None:
    """ "DS 20-21" has the looks of a class and a grade that no school has."""
    roster = read(tmp_path, ("DS 20-21", [HEAD, PUPIL]))
    assert not roster.classes
    assert [problem.row for problem in roster.problems] == [2]


def test_those_on_a_list_of_leavers_do_not_count(tmp_path: Path) -> None:
    """By the title above their block, or the name of their sheet; arrivals count."""
    leaver: list[Value] = [1, "Kim Văn Đi", "07/08/2009", "Nam"]
    arrival: list[Value] = [1, "Sơn Thị Đến", "08/08/2009", "Nữ"]
    other: list[Value] = [1, "Danh Văn Khác", "09/08/2009", "Nam"]
    rows: Rows = [["DANH SÁCH LỚP 6A1"], HEAD, PUPIL, SECOND, []]
    rows += [["DANH SÁCH HỌC SINH CHUYỂN ĐI"], HEAD, leaver, []]
    rows += [["DANH SÁCH HỌC SINH CHUYỂN ĐẾN"], HEAD, arrival, []]
    gone: Rows = [[*HEAD, "Lớp"], [*other, "6A1"]]
    roster = read(tmp_path, ("Sheet1", rows), ("Thôi học", gone))
    (school_class,) = roster.classes
    assert [one.full_name for one in school_class.pupils] == [PUPIL[1], SECOND[1], arrival[1]]
    assert [one.full_name for one in roster.not_counted] == [leaver[1], other[1]]


def test_a_list_of_those_who_might_leave_is_a_list_of_pupils(tmp_path: Path) -> None:
    """They are watched because they are still there."""
    rows: Rows = [["DANH SÁCH HỌC SINH LỚP 6A1 CÓ NGUY CƠ BỎ HỌC"], HEAD, PUPIL]
    assert not read(tmp_path, ("Sheet1", rows)).not_counted


def test_who_is_on_leave_still_counts_and_who_took_the_papers_does_not(tmp_path: Path) -> None:
    """Maternity leave is no leaving; papers withdrawn are."""
    staff: Rows = [[*HEAD, "Chức vụ", "Trạng thái"], [*PUPIL, "Giáo viên", "Nghỉ thai sản"]]
    pupils: Rows = [[*HEAD, "Ghi chú"], [*PUPIL, "Rút hồ sơ"], [*SECOND, ""]]
    roster = read(tmp_path, ("CBGV", [["DANH SÁCH GIÁO VIÊN"], *staff]), ("6A1", pupils))
    assert [one.group for one in roster.staff] == [Group.TEACHER]
    assert [one.full_name for one in roster.not_counted] == [PUPIL[1]]


def test_a_name_said_twice_is_kept_twice(tmp_path: Path) -> None:
    """Under "Họ đệm" the last word is no copy of the tên beside it; under "Họ và tên" it is."""
    rows: Rows = [["STT", "Họ đệm", "Tên", "Ngày sinh"], [1, "Lê Thị Mỹ", "Mỹ", "05/03/2009"]]
    assert read(tmp_path, ("6A1", rows)).classes[0].pupils[0].full_name == "Lê Thị Mỹ Mỹ"
    rows[0][1] = "Họ và tên"
    assert read(tmp_path, ("6A1", rows)).classes[0].pupils[0].full_name == "Lê Thị Mỹ"


def test_two_halves_of_a_class_side_by_side(tmp_path: Path) -> None:
    """The right half is read too, in every block, and keeps its Excel rows."""
    head: list[Value] = ["TT", "Họ và tên", "Nữ"]
    rows: Rows = [["DANH SÁCH KHỐI 3"]]
    for name, first in (("3A", "An"), ("3B", "Bảo")):
        rows += [[f"LỚP {name}"], [*head, *head]]
        rows += [[1, f"Lê Văn {first}", None, 3, f"Võ Văn {first}", None]]
        rows += [[2, f"Lê Thị {first}", "x"]]
    roster = read(tmp_path, ("Sheet1", rows))
    found = {c.name: [(one.full_name, one.row) for one in c.pupils] for c in roster.classes}
    assert found == {
        "3A": [("Lê Văn An", 4), ("Lê Thị An", 5), ("Võ Văn An", 4)],
        "3B": [("Lê Văn Bảo", 8), ("Lê Thị Bảo", 9), ("Võ Văn Bảo", 8)],
    }
    assert not roster.problems


def test_staff_beside_the_pupils_of_a_class(tmp_path: Path) -> None:
    """Each list has its own title and its own columns; nobody changes sides."""
    rows: Rows = [
        ["DANH SÁCH HỌC SINH LỚP 6A1", None, None, None, None, "DANH SÁCH GIÁO VIÊN"],
        [*HEAD, None, "STT", "Họ và tên", "Chức vụ", "Điện thoại"],
        [*PUPIL, None, 1, "Trần Văn Ba", "Hiệu trưởng", "0901000001"],
        [*SECOND, None, 2, "Lý Thị Tư", "Giáo viên", None],
        [3, "Lý Văn Bảy", "07/05/2009", "Nam"],
    ]
    roster = read(tmp_path, ("Sheet1", rows))
    pupils = [(c.name, [one.full_name for one in c.pupils]) for c in roster.classes]
    assert pupils == [("6A1", ["Lê Thị Hoa", "Võ Văn An", "Lý Văn Bảy"])]
    assert [(one.full_name, one.group, one.phone, one.row) for one in roster.staff] == [
        ("Trần Văn Ba", Group.MANAGER, "0901000001", 3),
        ("Lý Thị Tư", Group.TEACHER, None, 4),
    ]
    assert not roster.problems


def test_another_class_with_other_columns_beside_the_first(tmp_path: Path) -> None:
    """The right list has no sex column; both classes are read, each under its title."""
    rows: Rows = [
        ["LỚP 6A1", None, None, None, None, "LỚP 6A2"],
        [*HEAD, None, "TT", "Họ tên học sinh", "Năm sinh"],
        [*PUPIL, None, 1, "Trần Văn Ba", 2009],
        [*SECOND],
    ]
    roster = read(tmp_path, ("Sheet1", rows))
    assert {c.name: [one.full_name for one in c.pupils] for c in roster.classes} == {
        "6A1": ["Lê Thị Hoa", "Võ Văn An"],
        "6A2": ["Trần Văn Ba"],
    }
    assert not roster.problems


def test_the_classes_of_two_years_in_either_order(tmp_path: Path) -> None:
    """ "Lớp" beside "Lớp 2019-2020": the year that is over is not the class, wherever it stands."""
    for heads, cells in (
        (["Lớp", "Lớp 2019-2020"], ["7A1", "6A1"]),
        (["Lớp 2019-2020", "Lớp"], ["6A1", "7A1"]),
    ):
        roster = read(tmp_path, ("Sheet1", [[*HEAD, *heads], [*PUPIL, *cells]]))
        assert [one.name for one in roster.classes] == ["7A1"]


def test_a_page_number_between_pupils_is_no_problem(tmp_path: Path) -> None:
    """ "Trang 1" in the column of names is nobody."""
    head, pupil, other = HEAD[1:], PUPIL[1:], SECOND[1:]
    roster = read(tmp_path, ("6A1", [head, pupil, ["Trang 1"], [], head, other]))
    assert len(roster.classes[0].pupils) == 2
    assert not roster.problems


def test_an_xls_that_lost_its_last_bytes_is_read(tmp_path: Path) -> None:
    """Half a sector missing at the end of the container costs nobody."""
    whole = LAYOUTS["smas"](made_up.school(3, ("6A1",)))
    path = write_xls(tmp_path / "danh sach.xls", whole.grids)
    pupils = read_roster(path).classes[0].pupils
    data = path.read_bytes()
    path.write_bytes(data[: len(data.rstrip(b"\0"))])
    assert path.stat().st_size % 512
    assert read_roster(path).classes[0].pupils == pupils


def test_a_damaged_workbook_says_nothing_but_our_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A panic inside the reading library must not print its own words."""
    path = write_xls(tmp_path / "x.xls", LAYOUTS["smas"](made_up.school(3, ("6A1",))).grids)
    data = bytearray(path.read_bytes())
    os.write(2, b"before\n")
    for start in range(0, len(data), 97):
        path.write_bytes(data[:start] + b"\xff" * 24 + data[start + 24 :])
        try:
            read_workbook(path)
        except KnownError:
            continue
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "before\nafter\n"


def test_a_line_of_millions_of_columns_is_cut(tmp_path: Path) -> None:
    """Cells beyond any list's width are counted, not searched for a header."""
    path = tmp_path / "x.csv"
    path.write_text("a," * 3_000_000, encoding="utf-8")
    (sheet,) = read_workbook(path).sheets
    assert [len(row) for row in sheet.rows] == [MAX_COLUMNS]
    assert sheet.cut == 3_000_000 - MAX_COLUMNS


def test_a_part_that_says_it_is_too_large_is_not_unpacked(tmp_path: Path) -> None:
    """A bomb that declares its size is refused before a byte of it is searched: here, damage."""
    good = writers.write_xlsx(tmp_path / "good.xlsx", [Grid("6A1", [HEAD, PUPIL])])
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bomb, "w") as made:
        for name in source.namelist():
            made.writestr(name, source.read(name))
        # The directory of a zip is written last, and believed first.
        made.getinfo("xl/worksheets/sheet1.xml").file_size = MAX_UNPACKED + 1
    with pytest.raises(KnownError) as caught:
        read_roster(bomb)
    assert caught.value.key == "files.too_many_cells"
