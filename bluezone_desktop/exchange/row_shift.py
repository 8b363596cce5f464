"""What becomes of references when rows of a sheet come or go, as Excel would have it.

With one kindness more than Excel's: a range that ends with the last row of a table's body goes on
ending there, so that rows added below it are summed as well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_CELL = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})$")
_ROW = re.compile(r"()(\$?)(\d{1,7})$")
_GONE = "#REF!"


@dataclass(frozen=True, slots=True)
class RowShift:
    """Rows that come below a row of one sheet, or go.

    sheet   the title of the sheet
    after   the row that stays, numbered from 1
    number  of rows added below it; negative for rows removed below it
    """

    sheet: str
    after: int
    number: int

    def row(self, row: int) -> int | None:
        """Where a row lies afterwards; None for one that is gone."""
        if row <= self.after:
            return row
        if row <= self.after - self.number:
            return None
        return row + self.number

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where rows from ``first`` to ``last`` lie afterwards; None where all of them are gone."""
        if self.number > 0 and first <= self.after == last:
            return first, last + self.number
        start = self.row(first)
        end = self.row(last)
        if start is None and end is None:
            return None
        if start is None:
            start = self.after + 1
        return start, self.after if end is None else end

    def area(self, reference: str) -> str | None:
        """An area such as ``A1:K24``, ``$A$1`` or ``1:3`` afterwards; None where it is gone."""
        first, _, last = reference.partition(":")
        pattern = _CELL if _CELL.match(first) else _ROW
        one, other = pattern.match(first), pattern.match(last or first)
        if one is None or other is None:
            return reference  # whole columns, names
        if not last:
            row = self.row(int(one[3]))
            return None if row is None else f"{one[1]}{one[2]}{row}"
        rows = self.span(int(one[3]), int(other[3]))
        if rows is None:
            return None
        return f"{one[1]}{one[2]}{rows[0]}:{other[1]}{other[2]}{rows[1]}"

    def areas(self, references: str) -> str:
        """Areas with blanks between them, as validations have them; gone ones left out.

        What holds for the row that others are made like holds for these as well.
        """
        moved = (self.area(one if ":" in one else f"{one}:{one}") for one in references.split())
        return " ".join(one for one in moved if one)

    def formula(self, formula: str, home: str) -> str:
        """A formula of the sheet ``home`` afterwards, without or with its ``=``."""
        return _each_reference(formula, home, self._reference)

    def loses(self, formula: str, home: str) -> bool:
        """Whether a formula needs a row that goes."""
        return _GONE in self.formula(formula, home) and _GONE not in formula

    def _reference(self, sheet: str, area: str) -> str:
        if sheet.lower() != self.sheet.lower():
            return area
        return self.area(area) or _GONE


def _each_reference(formula: str, home: str, change: Callable[[str, str], str]) -> str:
    # Late: the tokenizer comes with a heavy package.
    from openpyxl.formula import Tokenizer

    body = formula if formula.startswith("=") else f"={formula}"
    tokens = Tokenizer(body)
    for token in tokens.items:
        if token.subtype != "RANGE":
            continue
        mark, _, area = token.value.rpartition("!")
        sheet = mark.strip("'").replace("''", "'") if mark else home
        token.value = (f"{mark}!" if mark else "") + change(sheet, area)
    changed = str(tokens.render())
    return changed if formula.startswith("=") else changed.removeprefix("=")
