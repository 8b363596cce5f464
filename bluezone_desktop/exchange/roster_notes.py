"""What is noted while a table is read: the warnings of its cells."""

import re
from collections.abc import Sequence

from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.roster import Problem, Severity
from bluezone_desktop.domain.text import clean
from bluezone_desktop.exchange.grid import Cell, as_written

Row = Sequence[Cell]

# "0901234567 (mẹ)", "Ba: 0901234567": whose phone it is, written beside it.
_WHOSE = re.compile(
    r"[(\[]?\s*(?<!\w)(?:sđt |đt |số )?(?:của )?(?:mẹ|má|bố|ba|cha|tía|ông|bà|ngoại|nội|cô|dì|chú"
    r"|bác|cậu|anh|chị|gđ|gia đình|nhà|ph|phụ huynh)(?!\w)\s*[)\]]?\s*:?",
    re.IGNORECASE,
)
# "0901234567 (Nga)": what brackets say beside a phone is no part of it.
_REMARK = re.compile(r"[(\[][^)\]\d]*[)\]]")


class Notes:
    """Collects the warnings of one sheet.

    sheet     its name
    headers   the words of its columns
    problems  what was noted so far
    """

    def __init__(self, sheet: str, headers: Sequence[str]) -> None:
        self.problems: list[Problem] = []
        self._sheet = sheet
        self._headers = headers

    def warn(self, number: int, column: int | None, value: object, reason: str) -> None:
        """Note a warning.

        number  the row, counted from 0, as everywhere below the roster
        column  likewise, None where no column is to blame
        value   the cell as written
        reason  the last word of a key in ``roster.problem``
        """
        self.problems.append(
            Problem(
                self._sheet,
                number + 1,
                self._headers[column] if column is not None else "",
                str(value),
                Severity.WARNING,
                f"roster.problem.{reason}",
            )
        )

    def phones(self, row: Row, column: int, number: int) -> tuple[str, ...]:
        """The phones in a cell; what is no phone is a warning."""
        cell = row[column] if column < len(row) else None
        if cell is None or cell == "":
            return ()
        if isinstance(cell, str) and is_plain_phone(cell):
            return (cell,)
        try:
            return read_phones(cell)
        except ValueError:
            if isinstance(cell, str) and (found := _without_owners(cell)):
                return found
            self.warn(number, column, as_written(cell), "phone_unreadable")
            return ()

    def warn_of_more(self, phones: Sequence[str], number: int, column: int) -> None:
        """Phones beyond the one that is kept."""
        for phone in phones:
            self.warn(number, column, phone, "phone_more")


def _without_owners(cell: str) -> tuple[str, ...]:
    """The phones of a cell that also says whose they are; () where that is not all it says."""
    text = _REMARK.sub(" ", _WHOSE.sub(" / ", clean(cell)))
    try:
        return read_phones(text.strip(" /"))
    except ValueError:
        return ()


def is_plain_phone(text: str) -> bool:
    """Whether a text is a phone just as it is kept; spares most cells the long way."""
    return (
        len(text) == 10
        and text.isascii()
        and text.isdigit()
        and text[0] == "0"
        and text[1] in "235789"
    )


def cell_text(row: Row, column: int) -> str:
    """A cell's text as it is stored, "" for an empty one."""
    cell = row[column] if column < len(row) else None
    if cell is None or cell == "":
        return ""
    return clean(cell) if isinstance(cell, str) else as_written(cell)
