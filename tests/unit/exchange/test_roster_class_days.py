"""Classes that Excel made days of, typed the Vietnamese way round or the American."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.exchange.roster_lists import Rows, names, read
from tests.unit.exchange.table_writers import Value


def listed(folder: Path, *pupils: tuple[Value, int]) -> list[str]:
    """The classes of pupils with these cells and years of birth."""
    head: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Lớp"]
    rows: Rows = [
        [n, f"Lê Văn {'ABCDEFGHIJ'[n]}", f"05/03/{year}", cell]
        for n, (cell, year) in enumerate(pupils)
    ]
    return list(names(read(folder, [head, *rows], sheet="Sheet1")))


def typed(month_first: bool, grade: int, section: int, year: int = 2020) -> date:
    """The day that Excel makes of a class."""
    return date(year, grade, section) if month_first else date(year, section, grade)


@pytest.mark.parametrize("month_first", [True, False])
@pytest.mark.parametrize("year", [2020, 2021])
def test_ages_tell_which_way_round_classes_were_typed(
    tmp_path: Path, month_first: bool, year: int
) -> None:
    """In autumn and in the spring after it."""
    classes = [(2, 1), (2, 3), (4, 1), (4, 5)]
    pupils = [
        (typed(month_first, grade, section, year), 2015 - grade)
        for grade, section in classes
        for _ in range(2)
    ]
    assert listed(tmp_path, *pupils) == ["2/1", "2/3", "4/1", "4/5"]


def test_a_section_above_twelve_tells_it_of_every_class(tmp_path: Path) -> None:
    """15 March can only have been 3/15, so 4 March was 3/4."""
    assert listed(tmp_path, (date(2020, 3, 4), 2009), (date(2020, 3, 15), 2009)) == ["3/4", "3/15"]


def test_ages_that_fit_neither_way_change_nothing(tmp_path: Path) -> None:
    """The usual way round stays where nothing speaks against it."""
    pupils = [(date(2020, section, 3), 2009) for section in (1, 2, 4, 5, 6, 7)]
    assert listed(tmp_path, *pupils) == ["3/1", "3/2", "3/4", "3/5", "3/6", "3/7"]


def test_a_class_typed_as_text_stays_as_it_is(tmp_path: Path) -> None:
    """Beside days that were turned round."""
    pupils: list[tuple[Value, int]] = [(typed(True, 4, n), 2011) for n in (1, 2, 3, 5, 6)]
    assert listed(tmp_path, *pupils, ("4/8", 2011))[-1] == "4/8"
