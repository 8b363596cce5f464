"""Which numbers of an Excel file are days: a date is a number with a date's format, and no more."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import Enum

from bluezone_desktop.exchange.grid import Cell

_ASIDE = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?!\s*(?:h+|m+|s+)\s*\])[^\]]*\]?', re.IGNORECASE)
"""What a format only prints: quoted words, single letters, fill, colours and conditions."""
_LASTING = re.compile(r"\[\s*(?:h+|m+|s+)\s*\]", re.IGNORECASE)
_MOMENT = re.compile(r"[dmyhs]", re.IGNORECASE)
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (what is written in a cell has no time zone)
_LAST_DAY = 2_958_465  # 31/12/9999
_DAYS_TO_1904 = 1_462


class Kind(Enum):
    """What the numbers of a format are."""

    NUMBER = "number"
    MOMENT = "moment"
    LASTING = "lasting"


_BUILT_IN = {
    **dict.fromkeys(range(14, 23), Kind.MOMENT),
    **dict.fromkeys((45, 47), Kind.MOMENT),
    46: Kind.LASTING,
}


def kind_of_format(code: str) -> Kind:
    """What numbers shown by a format code are: "dd/mm/yyyy" is a moment, "0.00" a number."""
    shown = _ASIDE.sub("", code)
    if _LASTING.search(shown):
        return Kind.LASTING
    return Kind.MOMENT if "general" not in shown.lower() and _MOMENT.search(shown) else Kind.NUMBER


class NumberFormats:
    """Turns the numbers of a workbook's cells into what they mean.

    codes    the workbook's own format codes, by number
    styles   per cell style: the number of its format
    is_1904  whether days are counted from 1904 on, as old programs of the Macintosh did
    """

    def __init__(
        self, codes: Mapping[int, str], styles: Sequence[int], *, is_1904: bool = False
    ) -> None:
        kinds = {number: kind_of_format(code) for number, code in codes.items()}
        self._kinds = [kinds.get(n) or _BUILT_IN.get(n, Kind.NUMBER) for n in styles]
        self._shift = _DAYS_TO_1904 if is_1904 else 0

    def value(self, number: float, style: int) -> Cell:
        """A number as it is, or the day, moment or length of time that its cell shows."""
        if not 0 <= style < len(self._kinds) or self._kinds[style] is Kind.NUMBER:
            return number if math.isfinite(number) else None
        if self._kinds[style] is Kind.LASTING:
            return timedelta(days=number) if abs(number) <= _LAST_DAY else number
        return moment_of(number, self._shift)


def moment_of(number: float, shift: int = 0) -> Cell:
    """The day that Excel counts by a number, with its time, or the time alone below the first day.

    A number that counts no day stays one; one that is none at all gives nothing.
    """
    if not math.isfinite(number):
        return None
    if not 0 <= number < _LAST_DAY + 1:
        return number
    if number < 1 and not shift:
        return _time(number)
    number += shift
    # Excel believes in a 29th of February 1900; only days before it are counted from the 31st.
    days, part = divmod(number if number >= 60 else number + 1, 1)
    if days > _LAST_DAY:
        return number
    day = _DAY_ZERO + timedelta(days=days)
    if not part:
        return day.date()
    return day + timedelta(milliseconds=round(part * 86_400_000))


def _time(part: float) -> time:
    seconds = min(round(part * 86_400), 86_399)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
