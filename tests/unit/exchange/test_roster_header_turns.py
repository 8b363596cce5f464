"""Turns of header and title that once made other people, other sexes or no list at all."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.roster import PupilDraft, RelativeDraft
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex
from bluezone_desktop.exchange.roster_jobs import staff_group
from bluezone_desktop.exchange.roster_reader import read_roster
from bluezone_desktop.exchange.roster_relatives import is_nobody, split_relatives
from bluezone_desktop.exchange.roster_standing import leaving_remark
from bluezone_desktop.exchange.roster_titles import class_in
from bluezone_desktop.exchange.roster_words import meaning_of
from tests.unit.exchange.table_writers import Grid, Value, write_text, write_xlsx

Rows = list[list[Value]]
FATHER = RelativeDraft(Relation.FATHER, "Lê Ba", "0901234567")
MOTHER = RelativeDraft(Relation.MOTHER, "Võ Tư", "0912345678")


def pupils(
    folder: Path, rows: Rows, merges: list[tuple[int, int, int, int]] | None = None
) -> tuple[PupilDraft, ...]:
    """The pupils of a list of class 6A1."""
    path = write_xlsx(folder / "a.xlsx", [Grid("6A1", rows, merges or [])])
    [one] = read_roster(path).classes
    return one.pupils


def three_levels(group: str) -> Rows:
    """A group over cha and mẹ, each with name and phone."""
    return [
        ["STT", "Họ và tên", group, "", "", ""],
        ["", "", "Cha", "", "Mẹ", ""],
        ["", "", "Họ tên", "Điện thoại", "Họ tên", "Điện thoại"],
        [1, "Lê An", "Lê Ba", "0901234567", "Võ Tư", "0912345678"],
        [2, "Lê Bình", "Lê Ba", "0901234567", "Võ Tư", "0912345678"],
    ]


@pytest.mark.parametrize(
    "group", ["Cha mẹ học sinh", "Thông tin cha mẹ", "Cha, mẹ", "Phụ huynh", "Gia đình"]
)
def test_the_narrowest_heading_says_whose_a_column_is(tmp_path: Path, group: str) -> None:
    """ "Cha" under "Cha mẹ học sinh" is the father, not either of both."""
    merges = [(0, 2, 0, 5), (1, 2, 1, 3), (1, 4, 1, 5)]
    for one in pupils(tmp_path, three_levels(group), merges):
        assert one.relatives == (FATHER, MOTHER)


def test_headings_over_headings_reach_as_far_without_merged_cells(tmp_path: Path) -> None:
    """A text file merges nothing."""
    path = write_text(tmp_path / "6A1.csv", Grid("", three_levels("Cha mẹ học sinh")))
    [one] = read_roster(path).classes
    assert {pupil.relatives for pupil in one.pupils} == {(FATHER, MOTHER)}


@pytest.mark.parametrize(
    "head",
    [
        ["STT:", "HỌ VÀ TÊN:", "NGÀY SINH:", "Giới tính:"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính: 1 Nam, 0 Nữ"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính\n1: Nam\n0: Nữ"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính 1=Nam; 0=Nữ"],
        ["STT", "Họ và tên", "Ngày sinh", "GT(1:nam,0:nữ)"],
    ],
)
def test_colons_and_legends_in_a_header_do_not_hide_the_list(
    tmp_path: Path, head: list[Value]
) -> None:
    """One cell with a colon is no title; what it explains is used."""
    boy, girl = pupils(
        tmp_path, [head, [1, "Lê An", "05/03/2009", 1], [2, "Lê Hoa", "06/04/2009", 0]]
    )
    # Without a legend 1 is what it is in most systems.
    first = Sex.MALE if "1" in str(head) else Sex.FEMALE
    assert (boy.date_of_birth, boy.sex) == ("2009-03-05", first)
    assert girl.sex is not first


@pytest.mark.parametrize("head", ["Nam (Nữ)", "Nam hoặc Nữ", "Nam hay nữ", "Nữ/Nam"])
def test_a_header_that_names_both_sexes_is_no_mark_of_one(tmp_path: Path, head: str) -> None:
    """A cell that says Nam is male in whatever column."""
    boy, girl = pupils(
        tmp_path, [["STT", "Họ và tên", head], [1, "Lê An", "Nam"], [2, "Lê Hoa", "Nữ"]]
    )
    assert (boy.sex, girl.sex) == (Sex.MALE, Sex.FEMALE)


@pytest.mark.parametrize(
    "words",
    [".", "...", "?", "*", "N/A", "Đã mất năm 2015", "không có cha", "chưa có", "chưa rõ", "-"],
)
def test_words_for_nobody_make_no_relative(words: str) -> None:
    """Who is not there must not be counted."""
    assert is_nobody(words)
    assert all(one.full_name is None for one in split_relatives(words, (Relation.FATHER,)))


@pytest.mark.parametrize("name", ["Mai Chết", "Không Có", "Lê Chưa", "Võ Mất"])
def test_names_are_people_still(name: str) -> None:
    """Only the phrases themselves mean nobody."""
    assert is_nobody(name) is (name == "Không Có")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DANH SÁCH HS 6A1", "6A1"),
        ("DANH SÁCH 7A2", "7A2"),
        ("DS HỌC SINH 8/3 - NĂM HỌC 2020-2021", "8/3"),
        ("DANH SÁCH 10 HS", None),
        ("DANH SÁCH 20 HỌC SINH", None),
        ("LỚP “6A1”", "6A1"),
    ],
)
def test_short_titles_name_their_class(title: str, name: str | None) -> None:
    """With or without the word for class, in quotation marks or not."""
    assert class_in(title) == name


def test_ages_are_no_class() -> None:
    """Two classes of one age would be one."""
    assert class_in("LỚP 5-6 TUỔI A") != class_in("LỚP 5-6 TUỔI B")


@pytest.mark.parametrize("job", ["GĐ", "PGĐ", "Phó GĐ", "P.GĐ"])
def test_who_directs_a_centre_is_a_manager(job: str) -> None:
    """GDTX has a giám đốc."""
    assert staff_group(job) is Group.MANAGER


def test_who_came_from_another_school_is_here() -> None:
    """ "Chuyển trường đến" and "chuyển trường" are opposites."""
    assert leaving_remark("Chuyển trường đến") is None
    assert leaving_remark("Chuyển trường") is Attendance.MOVED


@pytest.mark.parametrize(
    ("head", "key"),
    [("Lớp năm học 2020-2021", "class"), ("Mã MOET", "code"), ("Người bảo hộ", "guardian_name")],
)
def test_more_words_of_headers(head: str, key: str) -> None:
    """As systems write them."""
    meaning = meaning_of(head, accented=True)
    assert meaning is not None
    assert meaning.key == key


def test_the_comment_of_a_cell_is_not_its_value(tmp_path: Path) -> None:
    """SpreadsheetML keeps both in elements of one name."""
    head = "".join(f'<Cell><Data ss:Type="String">{w}</Data></Cell>' for w in ("Họ và tên", "Lớp"))
    remark = '<Comment><Data ss:Type="String">ghi chú</Data></Comment>'
    row = (
        f'<Cell><Data ss:Type="String">Lê An</Data>{remark}</Cell>'
        f'<Cell><Data ss:Type="String">6A1</Data>{remark}</Cell>'
    )
    path = tmp_path / "a.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>'
        f"<Row>{head}</Row><Row>{row}</Row></Table></Worksheet></Workbook>",
        "utf-8",
    )
    [one] = read_roster(path).classes
    assert (one.name, one.pupils[0].full_name) == ("6A1", "Lê An")
