"""A district's own form as it was understood: its tables, their columns, their rows.

Rows and columns are numbered from 1, as Excel shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bluezone_desktop.domain.form_meanings import MEANINGS, Asked, Key, Meaning, Whom
from bluezone_desktop.domain.text import fold

FormCorrections = Mapping[str, Mapping[int, str]]
"""What users said of tables: by their key, per column the name of a meaning; "" for none."""


class RowsAre(StrEnum):
    """What the rows of a table are about."""

    CLASSES = "classes"
    GRADES = "grades"
    GROUPS = "groups"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the table.

    heading  its texts from the top of the header down, as the form writes them
    meaning  None for a column that is left to the clerk
    unsure   whether the form does not say it outright, so that somebody should look
    said     whether the user said it
    """

    index: int
    heading: str
    meaning: Meaning | None
    unsure: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row to be filled.

    words  what stands in it already that says whom it is about: a class, a grade, a group, a
           school; "" for an empty one
    whom   the group that it names
    """

    row: int
    words: str = ""
    whom: Whom | None = None


@dataclass(frozen=True, slots=True)
class FormTable:
    """One table of a form.

    first_row, last_row  of its header, the row of column labels (A, B, 1, 2 …) included
    rows                 between the header and the sums, in order
    sum_row              the row that adds them up, None where there is none
    """

    sheet: str
    first_row: int
    last_row: int
    rows_are: RowsAre
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    sum_row: int | None = None

    @property
    def key(self) -> str:
        """The same for every table of this wording, so that what was said of it is found again."""
        headings = "|".join(f"{one.index}:{fold(one.heading)}" for one in self.columns)
        return f"{fold(self.sheet)}|{headings}"

    @property
    def understood(self) -> bool:
        """Whether it can be filled: some column asks for a figure."""
        return any(isinstance(one.meaning, Asked) for one in self.columns)

    def column_of(self, meaning: Meaning) -> int | None:
        """The column with that very meaning."""
        return next((one.index for one in self.columns if one.meaning == meaning), None)

    @property
    def word_columns(self) -> tuple[int, ...]:
        """The columns in which a row says what it is about."""
        keys = (Key.CLASS, Key.GRADE, Key.GROUP, Key.UNIT)
        return tuple(one.index for one in self.columns if one.meaning in keys)

    def corrected(self, said: Mapping[int, str]) -> "FormTable":
        """The table with what a user said of its columns."""
        columns = tuple(
            replace(one, meaning=MEANINGS.get(said[one.index]), unsure=False, said=True)
            if one.index in said
            else one
            for one in self.columns
        )
        return replace(self, columns=columns, rows_are=rows_are(columns, self.rows))


def rows_are(columns: tuple[FormColumn, ...], rows: tuple[FormRow, ...]) -> RowsAre:
    """What the rows of a table are about, by its columns and by what stands in its rows."""
    meanings = {one.meaning for one in columns}
    if Key.CLASS in meanings:
        return RowsAre.CLASSES
    if sum(one.whom is not None for one in rows) > 1 or Key.GROUP in meanings:
        return RowsAre.GROUPS
    return RowsAre.GRADES if Key.GRADE in meanings else RowsAre.UNIT


@dataclass(frozen=True, slots=True)
class DistrictForm:
    """A form: the tables that were recognised in it, and what of the file cannot be kept.

    losses  the kinds of things in the file that saving loses: catalogue keys below ``forms.loss``
    """

    file: str
    tables: tuple[FormTable, ...]
    losses: tuple[str, ...] = ()

    def corrected(self, corrections: FormCorrections) -> "DistrictForm":
        """The form with what users said of its tables."""
        tables = tuple(one.corrected(corrections.get(one.key, {})) for one in self.tables)
        return replace(self, tables=tables)
