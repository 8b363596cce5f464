"""The table of a return, cell by cell: built once, printed by the workbook, shown by the window.

A cell carries its value *and*, where it follows from other cells, the formula in terms of the
table's own rows and columns; so paper, preview and formulas cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bluezone_desktop.domain.counting import (
    Figures,
    Ratio,
    format_count,
    format_points,
    format_rate,
)
from bluezone_desktop.domain.returns import PreviousRound, ReturnContent, ReturnFigures
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS

COLUMNS = 14
ORDINAL, NAME, TEACHER, PEOPLE, RELATIVES, NOTE = 0, 1, 2, 3, 8, 13
"""First column of each part; the two groups of figures are five columns wide."""

TOTAL, PHONES, INSTALLED, RATE_OF_TOTAL, RATE_OF_PHONES = range(5)
"""The five columns of a group of figures, from its first one."""


class Words(Protocol):
    """The message catalogue in one language, as far as a return needs it."""

    @property
    def language(self) -> str:
        """Either "vi" or "en"."""
        ...

    def __call__(self, key: str, /, **values: object) -> str:
        """The words for ``key``, filled with ``values``."""
        ...


class CellKind(StrEnum):
    """What a cell says, which decides its alignment and its number format."""

    HEADING = "heading"
    COLUMN_LABEL = "column_label"
    ORDINAL = "ordinal"
    TEXT = "text"
    COUNT = "count"
    RATE = "rate"
    CHANGE = "change"
    POINTS = "points"
    BLANK = "blank"


class RowKind(StrEnum):
    """What a row is, which decides its weight."""

    HEADER = "header"
    SECTION = "section"
    LINE = "line"
    SUM = "sum"
    LESS = "less"
    TOTAL = "total"
    CHANGE = "change"


class Operation(StrEnum):
    """How a value follows from other cells of the table."""

    SUM = "sum"  # of all cells from the first to the last
    RATE = "rate"  # first / second, "–" where the second is 0
    ADD_LESS = "add_less"  # first + second - third, the third may be missing
    MORE_THAN = "more_than"  # first - constant
    POINTS_MORE_THAN = "points_more_than"  # (first, a rate to 0,1 % - constant / 1000) * 100


@dataclass(frozen=True, slots=True)
class Formula:
    """``operation`` on cells given as (row, column) of the table, both from 0."""

    operation: Operation
    cells: tuple[tuple[int, int], ...]
    constant: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. It spans ``columns`` × ``rows``; the cells it covers are None in their rows.

    value  text; a count; a Ratio for a rate; tenths of a percentage point for a change of a rate;
           None is an empty cell, or "–" in a rate or a change that has no value
    """

    kind: CellKind
    value: str | int | Ratio | None = None
    formula: Formula | None = None
    columns: int = 1
    rows: int = 1

    @property
    def number(self) -> float | int | None:
        """The value as a spreadsheet holds it: a rate in 0–1, points as such; else None."""
        if isinstance(self.value, Ratio):
            return self.value.value
        if isinstance(self.value, int):
            return self.value / 10 if self.kind is CellKind.POINTS else self.value
        return None

    def text(self, language: str = "vi") -> str:
        """The cell as it is read: "1.120", "86,6%", "+4,1", "–"."""
        value = self.value
        if isinstance(value, Ratio):
            return format_rate(value, language)
        if isinstance(value, str):
            return value
        if value is None:
            return "–" if self.kind in (CellKind.RATE, CellKind.CHANGE, CellKind.POINTS) else ""
        sign = "+" if value > 0 else ""
        if self.kind is CellKind.POINTS:
            return sign + format_points(value, language)
        if self.kind is CellKind.CHANGE:
            return sign + format_count(value, language)
        return format_count(value, language)


@dataclass(frozen=True, slots=True)
class Row:
    """A row, a cell per column. ``class_name`` names the class of a class's own row."""

    kind: RowKind
    cells: tuple[Cell | None, ...]
    class_name: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table. The first ``header_rows`` rows are repeated on every page.

    kept  which of the ``COLUMNS`` there are
    """

    rows: tuple[Row, ...]
    header_rows: int
    kept: tuple[int, ...] = tuple(range(COLUMNS))

    def texts(self, language: str = "vi") -> tuple[tuple[str, ...], ...]:
        """Every row as it is read, covered cells empty."""
        return tuple(
            tuple(cell.text(language) if cell else "" for cell in row.cells) for row in self.rows
        )


def build_table(content: ReturnContent, words: Words) -> Table:
    """The table of a school return: classes, staff, the school, changes since last time."""
    return _Builder(content, words).table()


def round_words(name: str | None, words: Words) -> str:
    """How a round is named in a sentence: "2" is "đợt 2", anything else stays; a draft says so."""
    if name is None:
        return words("returns.draft")
    return words("returns.round_numbered", number=name.strip()) if name.strip().isdigit() else name


def tenths_more(now: Ratio, before: Ratio) -> int | None:
    """Change of a rate in tenths of a percentage point, between the rates as they are shown."""
    a, b = now.tenths_of_percent, before.tenths_of_percent
    return None if a is None or b is None else a - b


class _Builder:
    """Lays row under row, and knows where the rows are that formulas point to."""

    def __init__(self, content: ReturnContent, words: Words) -> None:
        self._figures: ReturnFigures = content.figures
        self._previous: PreviousRound | None = content.previous
        self._by_class = content.by_class
        self._words = words
        self._rows: list[Row] = []

    def table(self) -> Table:
        self._header()
        header_rows = len(self._rows)
        classes = self._classes() if self._by_class else self._pupils()
        staff = self._staff()
        self._whole_school(classes, staff)
        return Table(tuple(self._rows), header_rows)

    def _header(self) -> None:
        say, kind = self._words, CellKind.HEADING

        def tall(key: str) -> Cell:
            return Cell(kind, say(f"returns.column.{key}"), rows=2)

        top: list[Cell | None] = [tall("ordinal"), tall("class"), tall("teacher")]
        if not self._by_class:
            top[1:] = [Cell(kind, say("returns.column.group"), columns=2, rows=2), None]
        for group in ("people", "relatives"):
            top += [Cell(kind, say(f"returns.column.{group}"), columns=5), *[None] * 4]
        top.append(tall("note"))
        names = ("total", "with_smartphone", "installed", "rate_of_total", "rate_of_smartphones")
        five = [Cell(kind, say(f"returns.column.{name}")) for name in names]
        labels = ["A", "B", "C"]
        for first in (1, 6):
            labels += [str(first + n) for n in range(3)]
            labels += [f"{first + 3}={first + 2}/{first}", f"{first + 4}={first + 2}/{first + 1}"]
        labels.append("D")
        self._add(RowKind.HEADER, top)
        self._add(RowKind.HEADER, [None, None, None, *five, *five, None])
        last: list[Cell | None] = [Cell(CellKind.COLUMN_LABEL, label) for label in labels]
        if not self._by_class:
            last[1:3] = [Cell(CellKind.COLUMN_LABEL, "B", columns=2), None]
            last[-1] = Cell(CellKind.COLUMN_LABEL, "C")
        self._add(RowKind.HEADER, last)

    def _classes(self) -> int:
        """Section I. Gives the row of its sum."""
        self._section("I", "returns.row.classes")
        first = len(self._rows)
        lines = self._figures.classes
        for number, line in enumerate(lines, start=1):
            self._add(
                RowKind.LINE,
                [
                    Cell(CellKind.ORDINAL, str(number)),
                    Cell(CellKind.TEXT, line.name),
                    Cell(CellKind.TEXT, line.teacher or ""),
                    *self._five(PEOPLE, line.pupils),
                    *self._five(RELATIVES, line.relatives),
                    Cell(CellKind.TEXT, line.note),
                ],
                line.name,
            )
        if not lines:
            self._add(
                RowKind.LINE,
                [
                    Cell(CellKind.ORDINAL, ""),
                    Cell(CellKind.TEXT, self._words("returns.row.no_classes"), columns=13),
                    *[None] * 12,
                ],
            )
        here, before = self._figures, self._previous.figures if self._previous else None
        return self._sum(
            "returns.row.sum_of_classes",
            first if lines else len(self._rows),
            here.sum_of_pupils,
            here.sum_of_relatives,
            (before.sum_of_pupils, before.sum_of_relatives) if before else None,
        )

    def _pupils(self) -> int:
        """Section I in one line, for a return by group. Gives its row."""
        self._section("I", "returns.row.pupils")
        row = len(self._rows)
        here, before = self._figures, self._previous.figures if self._previous else None
        name = self._words("vocabulary.group.pupil")
        self._line(1, name, here.sum_of_pupils, here.sum_of_relatives)
        self._change(
            here.sum_of_pupils,
            here.sum_of_relatives,
            (before.sum_of_pupils, before.sum_of_relatives) if before else None,
        )
        return row

    def _staff(self) -> int:
        """Section II. Gives the row of its sum."""
        self._section("II", "returns.row.staff")
        first = len(self._rows)
        here, before = self._figures, self._previous.figures if self._previous else None
        for number, group in enumerate(STAFF_GROUPS, start=1):
            name = self._words(f"vocabulary.group.{group}")
            self._line(number, name, here.of_group(group), None)
        relatives = self._words("returns.row.staff_relatives")
        self._line(len(STAFF_GROUPS) + 1, relatives, None, here.staff_relatives)
        return self._sum(
            "returns.row.sum_of_staff",
            first,
            here.sum_of_staff,
            here.staff_relatives,
            (before.sum_of_staff, before.staff_relatives) if before else None,
        )

    def _whole_school(self, classes: int, staff: int) -> None:
        """The line of the whole school, each person once, and the change against the last round."""
        here, before = self._figures, self._previous.figures if self._previous else None
        less: int | None = None
        twice = here.counted_again
        if twice != Figures():
            less = len(self._rows)
            three = (twice.total, twice.with_smartphone, twice.installed)
            counts = [Cell(CellKind.COUNT, n) for n in three]
            self._add(
                RowKind.LESS,
                [
                    *self._label("returns.row.counted_again"),
                    *[Cell(CellKind.BLANK)] * 5,
                    *counts,
                    *[Cell(CellKind.BLANK)] * 3,
                ],
            )
        self._add(
            RowKind.TOTAL,
            [
                *self._label("returns.row.total"),
                *self._five(PEOPLE, here.people, (classes, staff)),
                *self._five(
                    RELATIVES,
                    here.total.relatives,
                    (classes, staff) if less is None else (classes, staff, less),
                ),
                Cell(CellKind.BLANK),
            ],
        )
        self._change(
            here.people,
            here.total.relatives,
            (before.people, before.total.relatives) if before else None,
        )

    def _sum(
        self,
        key: str,
        first: int,
        people: Figures,
        relatives: Figures,
        before: tuple[Figures, Figures] | None,
    ) -> int:
        """The sum of all rows from ``first``, with its change; gives the row of the sum."""
        row = len(self._rows)
        self._add(
            RowKind.SUM,
            [
                *self._label(key),
                *self._five(PEOPLE, people, sum_from=first),
                *self._five(RELATIVES, relatives, sum_from=first),
                Cell(CellKind.BLANK),
            ],
        )
        self._change(people, relatives, before)
        return row

    def _change(
        self, people: Figures, relatives: Figures, before: tuple[Figures, Figures] | None
    ) -> None:
        """What the row just added gained since the last round; nothing where there is none."""
        if before is None or self._previous is None:
            return
        row = len(self._rows) - 1
        name = round_words(self._previous.round_name, self._words)
        self._add(
            RowKind.CHANGE,
            [
                *self._label("returns.row.change", round=name),
                *self._gains(row, PEOPLE, people, before[0]),
                *self._gains(row, RELATIVES, relatives, before[1]),
                Cell(CellKind.BLANK),
            ],
        )

    def _five(
        self,
        column: int,
        figures: Figures | None,
        added: tuple[int, ...] = (),
        sum_from: int | None = None,
    ) -> list[Cell | None]:
        """The five cells of ``figures`` from ``column`` on, in the row to be added next.

        added     rows whose counts make this one: first + second - third
        sum_from  the first of the rows above that this one sums up
        """
        if figures is None:
            return [Cell(CellKind.BLANK)] * 5
        row = len(self._rows)
        cells: list[Cell | None] = []
        for offset, count in enumerate((figures.total, figures.with_smartphone, figures.installed)):
            at = column + offset
            formula = None
            if added:
                formula = Formula(Operation.ADD_LESS, tuple((r, at) for r in added))
            elif sum_from is not None and sum_from < row:
                formula = Formula(Operation.SUM, ((sum_from, at), (row - 1, at)))
            cells.append(Cell(CellKind.COUNT, count, formula))
        for whole, ratio in (
            (TOTAL, figures.rate_of_total),
            (PHONES, figures.rate_of_smartphones),
        ):
            parts = ((row, column + INSTALLED), (row, column + whole))
            cells.append(Cell(CellKind.RATE, ratio, Formula(Operation.RATE, parts)))
        return cells

    @staticmethod
    def _gains(row: int, column: int, now: Figures, before: Figures) -> list[Cell | None]:
        counts = (
            (now.total, before.total),
            (now.with_smartphone, before.with_smartphone),
            (now.installed, before.installed),
        )
        rates = (
            (now.rate_of_total, before.rate_of_total),
            (now.rate_of_smartphones, before.rate_of_smartphones),
        )
        cells: list[Cell | None] = [
            Cell(
                CellKind.CHANGE,
                n - was,
                Formula(Operation.MORE_THAN, ((row, column + offset),), was),
            )
            for offset, (n, was) in enumerate(counts)
        ]
        for offset, (ratio, earlier) in enumerate(rates, start=RATE_OF_TOTAL):
            was = earlier.tenths_of_percent
            at = ((row, column + offset),)
            formula = None if was is None else Formula(Operation.POINTS_MORE_THAN, at, was)
            cells.append(Cell(CellKind.POINTS, tenths_more(ratio, earlier), formula))
        return cells

    def _section(self, number: str, key: str) -> None:
        name = Cell(CellKind.TEXT, self._words(key), columns=COLUMNS - 1)
        self._add(RowKind.SECTION, [Cell(CellKind.ORDINAL, number), name, *[None] * 12])

    def _line(
        self, number: int, name: str, people: Figures | None, relatives: Figures | None
    ) -> None:
        self._add(
            RowKind.LINE,
            [
                Cell(CellKind.ORDINAL, str(number)),
                Cell(CellKind.TEXT, name, columns=2),
                None,
                *self._five(PEOPLE, people),
                *self._five(RELATIVES, relatives),
                Cell(CellKind.BLANK),
            ],
        )

    def _label(self, key: str, **values: object) -> list[Cell | None]:
        return [Cell(CellKind.TEXT, self._words(key, **values), columns=PEOPLE), None, None]

    def _add(
        self, kind: RowKind, cells: Sequence[Cell | None], class_name: str | None = None
    ) -> None:
        self._rows.append(Row(kind, tuple(cells), class_name))
