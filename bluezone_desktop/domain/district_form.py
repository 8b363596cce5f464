"""A district's own form as it was understood: its tables, their columns, their rows.

Rows and columns are numbered from 1, as Excel shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bluezone_desktop.domain.form_meanings import MEANINGS, Asked, Key, Meaning, Whom
from bluezone_desktop.domain.form_words import grade_said
from bluezone_desktop.domain.text import fold

FormCorrections = Mapping[str, Mapping[int, str]]
"""What users said of tables: by their key, per column the name of a meaning; "" for none."""


class RowsAre(StrEnum):
    """What the rows of a table are about."""

    CLASSES = "classes"
    GRADES = "grades"
    GROUPS = "groups"
    COUNTS = "counts"
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
    grade  what a column of grades beside it says
    sums   whether it adds up some of the other rows: those of a grade, of a group
    asked  the count that the row itself names: "Số học sinh đã cài"
    """

    row: int
    words: str = ""
    whom: Whom | None = None
    grade: int | None = None
    sums: bool = False
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class FormTable:
    """One table of a form.

    first_row, last_row  of its header, the row of column labels (A, B, 1, 2 …) included
    rows                 between the header and the sums, in order
    sum_row              the row that adds all of them up, below or above them; None where none does
    taken                the rows that its formulas read; none where it has no formulas
    """

    sheet: str
    first_row: int
    last_row: int
    rows_are: RowsAre
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    sum_row: int | None = None
    taken: frozenset[int] = frozenset()

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
        by_grade = [grade_said(one.words) is not None for one in rows if not one.whom]
        return RowsAre.GRADES if by_grade and all(by_grade) else RowsAre.CLASSES
    if any(one.asked for one in rows):
        return RowsAre.COUNTS
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
