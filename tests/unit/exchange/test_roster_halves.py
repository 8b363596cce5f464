"""Lists side by side: each half has its own title and header, numbered or not."""

from itertools import zip_longest
from pathlib import Path

import pytest

from bluezone_desktop.domain.vocabulary import Group
from tests.unit.exchange.roster_reading import Reader, Rows, pupils
from tests.unit.exchange.table_writers import Value

LEFT: Rows = [
    ["LỚP 4A"],
    ["STT", "Họ và tên", "Ngày sinh", "Giới tính"],
    [1, "Trần Văn An", "05/03/2009", "Nam"],
    [2, "Nguyễn Thị Bình", "20/11/2009", "Nữ"],
]
STAFF: Rows = [
    ["DANH SÁCH CÁN BỘ, GIÁO VIÊN"],
    ["Họ và tên", "Chức vụ", "Điện thoại"],
    ["Lâm Thị Hoa", "Hiệu trưởng", "0987654321"],
    ["Trần Văn Tám", "Giáo viên", "0987654322"],
    ["Quách Thị Út", "Kế toán", "0987654323"],
]
OTHERS: Rows = [
    ["LỚP 4B"],
    ["Mã HS", "Họ và tên", "Năm sinh"],
    ["HS1", "Lý Minh Đạt", 2009],
    ["HS2", "Kim Thị Ngọc Hân", 2010],
    ["HS3", "Phan Tấn Khang", 2009],
]
OF_LEFT = ["Trần Văn An", "Nguyễn Thị Bình"]
OF_OTHERS = ["Lý Minh Đạt", "Kim Thị Ngọc Hân", "Phan Tấn Khang"]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def beside(left: Rows, right: Rows, gap: int = 1) -> list[list[Value]]:
    """Two lists in the same rows, with so many blank columns between them."""
    width = max(map(len, left)) + gap
    nothing: list[Value] = []
    return [
        [*one, *[None] * (width - len(one)), *other]
        for one, other in zip_longest(left, right, fillvalue=nothing)
    ]


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("job", ["Chức vụ", "Nhiệm vụ"])
def test_staff_without_numbers_beside_pupils(read: Reader, gap: int, job: str) -> None:
    """Nobody of the pupils becomes staff by the job that stands in the same row."""
    title, head, *people = STAFF
    staff = [title, ["Họ tên", job, head[2]], *people]
    roster = read(beside(LEFT, staff, gap))
    assert pupils(roster) == {"4A": OF_LEFT}
    assert [(one.full_name, one.group, one.phone, one.row) for one in roster.staff] == [
        ("Lâm Thị Hoa", Group.MANAGER, "0987654321", 3),
        ("Trần Văn Tám", Group.TEACHER, "0987654322", 4),
        ("Quách Thị Út", Group.EMPLOYEE, "0987654323", 5),
    ]
    assert not roster.problems


def test_another_class_without_numbers(read: Reader) -> None:
    """Its columns differ; a code before the names is its own, not the left one's."""
    roster = read(beside([row[1:] if len(row) > 1 else row for row in LEFT], OTHERS))
    assert pupils(roster) == {"4A": OF_LEFT, "4B": OF_OTHERS}
    assert [[one.code for one in each.pupils] for each in roster.classes] == [
        [None, None],
        ["HS1", "HS2", "HS3"],
    ]


def test_the_same_columns_with_a_code_before_the_second(read: Reader) -> None:
    """The right list says what the left one says and begins with a column more."""
    left: Rows = [["LỚP 4A"], *([*row[1:3]] for row in LEFT[1:])]
    right: Rows = [["LỚP 4B"], ["Mã HS", "Họ và tên", "Ngày sinh"], *OTHERS[2:]]
    roster = read(beside(left, right))
    assert pupils(roster) == {"4A": OF_LEFT, "4B": OF_OTHERS}
    assert [one.code for one in roster.classes[0].pupils] == [None, None]


@pytest.mark.parametrize("lower", [1, 2, 8])
@pytest.mark.parametrize("right_is_lower", [True, False])
def test_one_half_begins_further_down(read: Reader, lower: int, right_is_lower: bool) -> None:
    """Headers in different rows: neither list is lost."""
    right: Rows = [["LỚP 4B"], LEFT[1], [1, "Lý Minh Đạt", "31/01/2009", "Nam"]]
    down: list[list[Value]] = [[]] * lower
    rows = beside(LEFT, [*down, *right]) if right_is_lower else beside([*down, *LEFT], right)
    roster = read(rows)
    assert pupils(roster) == {"4A": OF_LEFT, "4B": ["Lý Minh Đạt"]}
    assert not roster.problems


@pytest.mark.parametrize(
    "head",
    [
        ["Họ và tên", "SĐT"],
        ["Họ và tên con", "Ngày sinh", "Giới tính"],
        ["Họ và tên", "Quan hệ", "SĐT"],
    ],
)
def test_a_second_name_alone_is_no_second_list(read: Reader, head: list[Value]) -> None:
    """The family that stands beside the pupils is not read as more pupils."""
    cells: dict[Value, Value] = {"SĐT": "0901234567", "Quan hệ": "Mẹ", "Ngày sinh": "01/02/2015"}
    family: Rows = [[], head, *[[cells.get(one, "Lê Thị Mẹ") for one in head]] * 2]
    assert pupils(read(beside(LEFT, family))) == {"4A": OF_LEFT}


def test_a_name_by_which_a_pupil_is_called_is_no_second_list(read: Reader) -> None:
    """What follows the second name belongs to the first."""
    rows: Rows = [
        ["LỚP 4A"],
        ["STT", "Họ và tên", "Họ và tên khai sinh", "Ngày sinh", "Giới tính"],
        *([row[0], row[1], *row[1:]] for row in LEFT[2:]),
    ]
    assert pupils(read(rows)) == {"4A": OF_LEFT}


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bare_class_between_the_blocks(read: Reader, repeated: bool, place: int) -> None:
    """ "4B" alone in a row, even where names stand, is the class of those below."""
    before: list[Value] = [None] * place
    head = LEFT[1]
    rows: Rows = [
        [*before, "4A"],
        *LEFT[1:],
        ["Danh sách này gồm có 2 em"],
        [],
        [*before, "4B"],
        *([head] if repeated else []),
        [1, "Lý Minh Đạt", "31/01/2009", "Nam"],
    ]
    assert pupils(read(rows)) == {"4A": OF_LEFT, "4B": ["Lý Minh Đạt"]}
