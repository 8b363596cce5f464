"""Header words that once hid a name, or the people below them."""

from pathlib import Path

import pytest

from tests.unit.exchange.roster_lists import HEAD, PUPIL, Merges, Rows, names, read
from tests.unit.exchange.table_writers import Value


@pytest.mark.parametrize("middle", ["Tên đệm", "Đệm", "Chữ lót", "Tên lót", "Chữ đệm"])
def test_family_middle_and_given_name_in_three_columns(tmp_path: Path, middle: str) -> None:
    """Every part of the name is kept, whatever the middle one is called."""
    rows: Rows = [["Họ", middle, "Tên", "Ngày sinh"], ["Lê", "Thị", "Hoa", "05/03/2009"]]
    assert names(read(tmp_path, rows)) == {"6A1": ["Lê Thị Hoa"]}


def test_a_header_in_two_languages(tmp_path: Path) -> None:
    """The second language below four levels of the first is no pupil."""
    rows: Rows = [
        ["STT", "HỌC SINH", "", "CHA", "", "MẸ", ""],
        ["", "Họ và tên", "Ngày sinh", "Liên hệ", "", "Liên hệ", ""],
        ["", "", "", "Họ tên", "Điện thoại", "Họ tên", "Điện thoại"],
        ["No.", "Full name", "Date of birth", "Name", "Tel", "Name", "Tel"],
        [1, "Lê Thị Hoa", "05/03/2009", "Trần Văn Ba", "0901234567", "Lý Thị Sáu", "0912345678"],
    ]
    merges: Merges = [(0, 0, 2, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6)]
    merges += [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    roster = read(tmp_path, rows, merges)
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert [one.phone for one in roster.classes[0].pupils[0].relatives] == [
        "0901234567",
        "0912345678",
    ]
    assert not roster.problems


def test_figures_below_a_list_are_no_pupils(tmp_path: Path) -> None:
    """ "THỐNG KÊ" heads them."""
    figures: Rows = [[], ["THỐNG KÊ"], ["Tổng số", 8], ["Nam", 4], ["Nữ", 4]]
    head: list[Value] = [*HEAD]
    roster = read(tmp_path, [head, PUPIL, *figures])
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert not roster.problems
