"""Classes that Excel made days of: 1/2 is the first of February here, and 2 January in America.

Which way round a column was typed no single cell tells. All of them together often do: a class 13/3
there is none, and six-year-olds are not in the third grade.
"""

import re
from collections.abc import Sequence
from datetime import date

from bluezone_desktop.domain.class_names import HIGHEST_GRADE
from bluezone_desktop.exchange.grid import Cell

_FIRST_GRADE_AGE = 6
_LEAST_PUPILS = 5
_LEAST_CLASSES = 2
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
Told = tuple[Cell, str, str | None]


def turned(cell: Cell, name: str) -> str:
    """The class with its parts the other way round; a name that was typed as such stays."""
    parts = _parts(cell, name)
    return f"{parts[1]}/{parts[0]}" if parts and parts[1] <= HIGHEST_GRADE else name


def month_comes_first(told: Sequence[Told]) -> bool:
    """Whether the days in a column of classes were typed month first.

    told  of each pupil: the class as its cell has it, as it would be read with the day first, and
          the date of birth

    A day after the twelfth decides, for there is no such grade; else the ages of the pupils, where
    they fit the one order and, by a year or more, not the other.
    """
    pairs: list[tuple[int, int, int]] = []
    names: set[str] = set()
    for cell, name, birth in told:
        parts = _parts(cell, name)
        if parts and parts[1] > HIGHEST_GRADE:
            return True
        if parts and isinstance(cell, date) and birth:
            names.add(name)
            pairs.append((*parts, cell.year - int(birth[:4]) - _FIRST_GRADE_AGE + 1))
    if len(pairs) < _LEAST_PUPILS or len(names) < _LEAST_CLASSES:
        return False
    # In spring the year of the day is one more than that of the school year.
    day_first, month_first = (
        min(sum(abs(pair[order] - pair[2] + spring) for pair in pairs) for spring in (0, 1))
        for order in (0, 1)
    )
    return 2 * month_first <= len(pairs) <= day_first


def was_day(cell: Cell, name: str) -> bool:
    """Whether a cell holds a day and its class was made of that."""
    return _parts(cell, name) is not None


def _parts(cell: Cell, name: str) -> tuple[int, int] | None:
    """The two numbers of a class that was a day, None for any other."""
    found = _DAY.fullmatch(name)
    if found is None or (isinstance(cell, str) and _DAY.fullmatch(cell.strip())):
        return None
    return int(found[1]), int(found[2])
