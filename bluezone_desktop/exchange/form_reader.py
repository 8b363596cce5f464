"""Recognising the tables of a district's blank form: by their words, never by their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bluezone_desktop.domain.district_form import FormColumn, FormRow, FormTable, rows_are
from bluezone_desktop.domain.form_meanings import Asked, Count, Key, Meaning, Whom
from bluezone_desktop.domain.form_words import (
    is_sum,
    meaning_of_heading,
    plain_words,
    what_is_said,
    whom_is_said,
)
from bluezone_desktop.exchange.form_cells import place_of

if TYPE_CHECKING:
    from bluezone_desktop.exchange.form_package import FormPackage

STEP = " › "
"""Between the texts of a heading, from the top of the header down."""

_MOST_ROWS = 400
_MOST_COLUMNS = 120
_MOST_LEVELS = 5

_LABEL = re.compile(r"\(?([A-Za-z]|\d{1,2})\)?")
_LABEL_RATE = re.compile(
    r"\(?\d{1,2}\)? ?= ?\(?(\d{1,2})\)? ?[/:] ?\(?(\d{1,2})\)?( ?[*x×] ?100 ?%?)?", re.IGNORECASE
)
_OWN_RATE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)/\$?([A-Z]{1,3})\$?\2\b")
_SIGNING = re.compile(
    r"(nguoi lap|lap bieu|thu truong|hieu truong|thu ky|noi nhan|ky ten|xac nhan|ghi chu|luu y|"
    r"ngay thang|\w+ ngay)\b|.*\bngay\b.*\bthang\b"
)
_MORE = re.compile(r"[.…\s]+")


def tables_of(package: "FormPackage", title: str) -> Iterator[FormTable]:
    """The tables of a sheet, from top to bottom; none where no header is recognised."""
    grid = _Grid(package, title)
    row = 1
    while row <= grid.last_row:
        table = _table_at(grid, row)
        if table is None:
            row += 1
        else:
            yield table
            below = table.rows[-1].row if table.rows else table.last_row
            row = max(table.sum_row or 0, below, table.last_row) + 1


class _Grid:
    """The texts of a sheet, every merged cell with the text of its range."""

    def __init__(self, package: "FormPackage", title: str) -> None:
        self.title = title
        self._package, self._sheet = package, package.sheet(title)
        self.last_row = min(self._sheet.max_row, _MOST_ROWS)
        self.last_column = min(self._sheet.max_column, _MOST_COLUMNS)
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._bottoms: dict[tuple[int, int], int] = {}
        for top, left, bottom, right in self._sheet.merges:
            self._bottoms[top, left] = bottom
            for row in range(top, min(bottom, _MOST_ROWS) + 1):
                for column in range(left, min(right, _MOST_COLUMNS) + 1):
                    self._anchors[row, column] = (top, left)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Where the value of a cell stands."""
        return self._anchors.get((row, column), (row, column))

    def bottom(self, row: int, column: int) -> int:
        """The last row of the range that a cell is in."""
        anchor = self.anchor(row, column)
        return self._bottoms.get(anchor, row)

    def formula(self, row: int, column: int) -> str:
        """The formula of a cell, "" where it has none."""
        return self._sheet.formula(*self.anchor(row, column)) or ""

    def text(self, row: int, column: int) -> str:
        """What stands in a cell or in the range it is in, as text; "" for a formula."""
        value = self._sheet.value(*self.anchor(row, column))
        if value is None or self.formula(row, column):
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return " ".join(str(value).split())

    def texts(self, row: int) -> list[tuple[int, str]]:
        """The texts of a row that begin in it, with their columns."""
        return [
            (column, text)
            for column in range(1, self.last_column + 1)
            if self.anchor(row, column) == (row, column) and (text := self.text(row, column))
        ]

    def is_lined(self, row: int, columns: Sequence[int]) -> bool:
        """Whether the cells of a row have lines around them."""
        lined = [self._package.format(self._sheet, row, column).lined for column in columns]
        return sum(lined) * 2 > len(lined)


def _table_at(grid: _Grid, first: int) -> FormTable | None:
    """The table whose header begins in a row, if one does."""
    headings = [(column, text) for column, text in grid.texts(first) if _is_heading(text)]
    if len(headings) < 2:
        return None
    last = _header_end(grid, first)
    columns = _once(grid, last, _columns(grid, first, last))
    meant = [one for one in columns if one.meaning is not None]
    if len(meant) < 2 or not any(isinstance(one.meaning, Asked) for one in meant):
        return None
    labels = _labels(grid, last + 1, [one.index for one in columns])
    if labels is not None:
        last += 1
    columns = _made_sure(grid, columns, labels or {}, last + 1)
    rows, sum_row = _rows(grid, last + 1, columns)
    if not rows:
        return None
    table = FormTable(grid.title, first, last, rows_are(columns, rows), columns, rows, sum_row)
    return replace(table, columns=_of_pupils(table))


def _is_heading(text: str) -> bool:
    return len(text) <= 120 and what_is_said(text).is_anything


def _header_end(grid: _Grid, first: int) -> int:
    """The last row of the header: below every merged range, and below more words of its kind."""
    last = max(grid.bottom(first, column) for column, _ in grid.texts(first))
    while last - first < _MOST_LEVELS:
        below = grid.texts(last + 1)
        said = [text for _, text in below if _is_heading(text) and not _is_label(text)]
        starts_row = below and (is_sum(below[0][1]) or _is_row(grid, last + 1))
        if len(said) < 2 or len(said) * 2 < len(below) or starts_row:
            return last
        last = max(last + 1, *(grid.bottom(last + 1, column) for column, _ in below))
    return last


def _is_row(grid: _Grid, row: int) -> bool:
    """Whether words stand where the header above already is complete, so that a row begins."""
    texts = grid.texts(row)
    return sum(not grid.text(row - 1, column) for column, _ in texts) == 0 and all(
        grid.anchor(row - 1, column) == (row - 1, column) and not _spans(grid, row - 1, column)
        for column, _ in texts
    )


def _spans(grid: _Grid, row: int, column: int) -> bool:
    """Whether the cell belongs to a range of several columns."""
    anchor = grid.anchor(row, column)
    return grid.anchor(row, column + 1) == anchor or grid.anchor(row, column - 1) == anchor


def _columns(grid: _Grid, first: int, last: int) -> tuple[FormColumn, ...]:
    paths: dict[int, _Path] = {}
    for column in range(1, grid.last_column + 1):
        path: _Path = []
        for row in range(first, last + 1):
            anchor, text = grid.anchor(row, column), grid.text(row, column)
            if not text and _is_below_its_left(grid, row, column, last):
                title = _title_of(paths.get(column - 1, []), row)
                anchor, text = title or (anchor, "")
            if text and (not path or path[-1][0] != anchor):
                path.append((anchor, text))
        if path:
            paths[column] = path
    counting: set[tuple[int, int]] = set()
    for path in paths.values():
        for level, (_, text) in enumerate(path[1:], 1):
            said = what_is_said(text)
            if said.count and not said.rate:
                counting.update(anchor for anchor, _ in path[:level])
    return tuple(
        FormColumn(
            column,
            STEP.join(text for _, text in path),
            meaning_of_heading(
                [text for _, text in path], [anchor in counting for anchor, _ in path]
            ),
        )
        for column, path in paths.items()
    )


_Path = list[tuple[tuple[int, int], str]]
"""The texts of a column from the top of the header down, with where they stand."""


def _is_below_its_left(grid: _Grid, row: int, column: int, last: int) -> bool:
    """Whether an empty cell of a header may lie below the title to its left, though not merged.

    Both columns must go on below; else the title is the left column's alone.
    """
    if column == 1 or grid.anchor(row, column) != (row, column):
        return False
    own = any(grid.text(below, column) for below in range(row + 1, last + 1))
    theirs = any(
        grid.text(below, column - 1) for below in range(grid.bottom(row, column - 1) + 1, last + 1)
    )
    return own and theirs and not _spans(grid, row, column - 1)


def _title_of(path: _Path, row: int) -> tuple[tuple[int, int], str] | None:
    """What stands in a row of the header, by the path of a column."""
    return next((step for step in path if step[0][0] == row), None)


def _once(grid: _Grid, last: int, columns: tuple[FormColumn, ...]) -> tuple[FormColumn, ...]:
    """The columns, where a table is drawn twice side by side only those of the first.

    Else every class would be written, and added up, twice.
    """
    names = [one for one in columns if one.meaning in (Key.CLASS, Key.UNIT)]
    if not names:
        return columns
    anchor = grid.anchor(last, names[0].index)
    again = [one for one in names[1:] if one.meaning == names[0].meaning]
    spare = {one.index for one in again if grid.anchor(last, one.index) == anchor}
    beside = next((one.index for one in again if one.index not in spare), grid.last_column + 1)
    if any(one.index == beside - 1 and one.meaning is Key.ORDINAL for one in columns):
        beside -= 1
    return tuple(
        replace(one, meaning=None) if one.index in spare or one.index >= beside else one
        for one in columns
    )


# What the headings alone leave open


def _is_label(text: str) -> bool:
    return bool(_LABEL.fullmatch(text) or _LABEL_RATE.fullmatch(text) or "=" in text)


def _labels(grid: _Grid, row: int, columns: Sequence[int]) -> dict[int, str] | None:
    """The row of column labels (A, B, 1, 2, 3 = 2/1 …) below a header; None where it is none."""
    found = {column: text for column in columns if (text := grid.text(row, column))}
    if len(found) < 3 or len(found) * 2 < len(columns) or not all(map(_is_label, found.values())):
        return None
    return found


def _made_sure(
    grid: _Grid, columns: tuple[FormColumn, ...], labels: dict[int, str], below: int
) -> tuple[FormColumn, ...]:
    """The columns, with the rates as the labels or the form's own formulas have them."""
    numbered = {text.strip("() "): column for column, text in labels.items()}
    numbered |= {
        found[0]: column
        for column, text in labels.items()
        if "=" in text and (found := re.search(r"\d{1,2}", text))
    }
    by_column = {one.index: one.meaning for one in columns}
    with_owners = {
        one.meaning.whom or Whom.PUPILS
        for one in columns
        if isinstance(one.meaning, Asked) and one.meaning.count is Count.WITH_SMARTPHONE
    }
    sure: list[FormColumn] = []
    for one in columns:
        meaning = one.meaning
        if isinstance(meaning, Asked) and meaning.is_rate:
            told = _told_by_label(labels.get(one.index, ""), numbered, by_column)
            told = told or _told_by_formula(grid, one.index, below, by_column)
            outright = any(what_is_said(text).says_among for text in one.heading.split(STEP))
            if told:
                meaning = replace(told, whom=meaning.whom or told.whom)
            sure.append(replace(one, meaning=meaning, unsure=not told and not outright))
        elif isinstance(meaning, Asked) and meaning.count is Count.WITHOUT_APP:
            if (
                meaning.whom or Whom.PUPILS
            ) in with_owners:  # beside "Có ĐTTM", who is missing is missing of those
                meaning = replace(meaning, count=Count.NOT_INSTALLED)
            sure.append(replace(one, meaning=meaning, unsure=True))
        else:
            doubtful = any(what_is_said(text).doubtful for text in one.heading.split(STEP))
            sure.append(replace(one, unsure=doubtful and meaning is not None))
    return tuple(sure)


def _rate_of(one: Meaning | None, other: Meaning | None) -> Asked | None:
    if not (isinstance(one, Asked) and isinstance(other, Asked)):
        return None
    if one.is_rate or other.is_rate:
        return None
    return Asked(one.count, other.count, one.whom)


def _told_by_label(
    label: str, numbered: dict[str, int], meanings: dict[int, Meaning | None]
) -> Asked | None:
    found = _LABEL_RATE.fullmatch(label)
    if not found:
        return None
    one, other = (meanings.get(numbered.get(number, 0)) for number in found.group(1, 2))
    return _rate_of(one, other)


def _told_by_formula(
    grid: _Grid, column: int, below: int, meanings: dict[int, Meaning | None]
) -> Asked | None:
    for row in range(below, min(below + 60, grid.last_row) + 1):
        if formula := grid.formula(row, column).upper():
            found = _OWN_RATE.search(formula)
            if found is None:
                return None
            one, other = (place_of(f"{found[group]}1")[1] for group in (1, 3))
            return _rate_of(meanings.get(one), meanings.get(other))
    return None


def _of_pupils(table: FormTable) -> tuple[FormColumn, ...]:
    """Columns that do not say whom they count, where the rows do not either: pupils, perhaps."""
    if any(one.whom for one in table.rows):
        return table.columns
    return tuple(
        replace(one, meaning=replace(one.meaning, whom=Whom.PUPILS), unsure=True)
        if isinstance(one.meaning, Asked) and one.meaning.whom is None
        else one
        for one in table.columns
    )


# Rows


def _rows(
    grid: _Grid, first: int, columns: tuple[FormColumn, ...]
) -> tuple[tuple[FormRow, ...], int | None]:
    """The rows to be filled, and the row of sums below them."""
    keys = (Key.CLASS, Key.GRADE, Key.GROUP, Key.UNIT)
    words = [one.index for one in columns if one.meaning in keys]
    words = words or [one.index for one in columns if one.meaning is None][:1]
    figures = [one.index for one in columns if isinstance(one.meaning, Asked)]
    rows: list[FormRow] = []
    for row in range(first, grid.last_row + 1):
        said = _row_words(grid, row, words)
        leading = said or next((text for _, text in grid.texts(row)), "")
        if is_sum(leading) or _adds_up(grid, row, figures, first):
            return tuple(rows), row
        stray = leading and not said and not _is_label(leading) and not _MORE.fullmatch(leading)
        if _SIGNING.match(plain_words(leading)) or (stray and whom_is_said(leading) is None):
            break
        if not leading and not grid.is_lined(row, [one.index for one in columns]):
            break
        rows.append(FormRow(row, "" if _MORE.fullmatch(said) else said, whom_is_said(said)))
    if not rows and first <= grid.last_row + 1 and not grid.texts(first):
        rows = [FormRow(first)]  # a form of one line, without lines drawn
    return tuple(rows), None


def _row_words(grid: _Grid, row: int, columns: Sequence[int]) -> str:
    return next((text for column in columns if (text := grid.text(row, column))), "")


def _adds_up(grid: _Grid, row: int, columns: Sequence[int], first: int) -> bool:
    """Whether the figures of a row are sums over rows above it."""
    sums = (grid.formula(row, column).upper().replace(" ", "") for column in columns)
    return row > first and any(one.startswith("=SUM(") for one in sums)
