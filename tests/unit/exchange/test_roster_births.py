"""Dates of birth that take several columns, and dates that nobody can be born on."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.exchange.roster_lists import Merges, Rows, names, read
from tests.unit.exchange.table_writers import Value


def births(folder: Path, rows: Rows, merges: Merges | None = None) -> list[str | None]:
    [one] = read(folder, rows, merges).classes
    return [pupil.date_of_birth for pupil in one.pupils]


def test_three_columns_under_one_heading(tmp_path: Path) -> None:
    """ "Ngày tháng năm sinh" over three columns that have no words of their own."""
    rows: Rows = [
        ["STT", "Họ và tên", "Ngày tháng năm sinh", "", "", "Nữ"],
        [1, "Lê Thị Hoa", 5, 3, 2009, "x"],
        [2, "Võ Văn An", "06", "04", "09", ""],
    ]
    assert births(tmp_path, rows, [(0, 2, 0, 4)]) == ["2009-03-05", "2009-04-06"]


@pytest.mark.parametrize("cell", ["5/3", "05-03", "5.3", date(2020, 3, 5)])
def test_day_and_month_beside_the_year(tmp_path: Path, cell: Value) -> None:
    """Excel takes "5/3" for a day of the present year; only day and month of it count."""
    rows: Rows = [["Họ và tên", "Ngày tháng", "Năm sinh"], ["Lê Thị Hoa", cell, 2009]]
    assert births(tmp_path, rows) == ["2009-03-05"]


def test_the_year_alone_where_day_and_month_are_blank(tmp_path: Path) -> None:
    """What is known of a date in two columns is kept."""
    rows: Rows = [
        ["Họ và tên", "Ngày tháng", "Năm sinh"],
        ["Lê Thị Hoa", "5/3", 2009],
        ["Võ Văn An", "", 2009],
        ["Lý Văn Tư", "7/8", 2008],
    ]
    assert births(tmp_path, rows) == ["2009-03-05", "2009", "2008-08-07"]


def test_nobody_is_born_in_times_to_come(tmp_path: Path) -> None:
    """A year mistyped far ahead is told, and the pupil taken without the date."""
    roster = read(tmp_path, [["Họ và tên", "Ngày sinh"], ["Lê Thị Hoa", "05/03/2090"]])
    assert names(roster) == {"6A1": ["Lê Thị Hoa"]}
    assert roster.classes[0].pupils[0].date_of_birth is None
    assert [problem.value for problem in roster.problems] == ["05/03/2090"]
