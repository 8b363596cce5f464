"""Recognising the tables of a district's blank form: by their words, never by their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bluezone_desktop.domain.district_form import FormColumn, FormRow, FormTable, rows_are
from bluezone_desktop.domain.form_meanings import Asked, Count, Key, Meaning, Whom
from bluezone_desktop.domain.form_words import (
    grade_said,
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
_DIVIDED = re.compile(r"\(?(\d{1,2})\)? ?[/:] ?\(?(\d{1,2})\)?")
_NUMBER = re.compile(r"(\d{1,3}|[IVX]{1,5})[.)]?")
_READ = re.compile(r"(?<![\w!$:.'])\$?[A-Z]{1,3}\$?(\d+)(?::\$?[A-Z]{1,3}\$?(\d+))?(?![\w(!])")
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
    body = _body(grid, last + 1, columns)
    if not body.rows:
        return None
    about = rows_are(columns, body.rows)
    table = FormTable(grid.title, first, last, about, columns, body.rows, body.sum_row, body.taken)
    return replace(table, columns=_of_pupils(table))


def _is_heading(text: str) -> bool:
    return len(text) <= 120 and what_is_said(text).is_anything


def _header_end(grid: _Grid, first: int) -> int:
    """The last row of the header: below every merged range, and below more words of its kind."""
    last = max(grid.bottom(first, column) for column, _ in grid.texts(first))
    while last - first < _MOST_LEVELS:
        below = grid.texts(last + 1)
        said = [text for _, text in below if _is_heading(text) and not _is_label(text)]
        starts_row = below and (
            is_sum(below[0][1]) or _is_row(grid, last + 1) or _is_numbered(grid, last + 1)
        )
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


def _is_numbered(grid: _Grid, row: int) -> bool:
    """Whether a row begins with its number, below the heading of a column of numbers."""
    texts = grid.texts(row)
    column, number = texts[0]
    above = what_is_said(grid.text(row - 1, column)).key
    return (
        above is Key.ORDINAL
        and bool(_NUMBER.fullmatch(number))
        and not all(_is_label(text) for _, text in texts)
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


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows below a header, as ``FormTable`` has them."""

    rows: tuple[FormRow, ...]
    sum_row: int | None = None
    taken: frozenset[int] = frozenset()


def _body(grid: _Grid, first: int, columns: tuple[FormColumn, ...]) -> _Body:
    """The rows to be filled, and the row of sums below or above them."""
    figures = [one.index for one in columns if isinstance(one.meaning, Asked)]
    rows = list(_lines(grid, first, columns, figures))
    if not rows and first <= grid.last_row + 1 and not grid.texts(first):
        return _Body((FormRow(first),))  # a form of one line, without lines drawn
    if counting := _as_counts(grid, rows, columns):
        return _Body(counting)
    at = _whole_sum(rows)
    if at is None:
        return _Body(tuple(rows))
    row = rows[at].row
    taken = {read for column in figures for read in _rows_read(grid.formula(row, column))}
    return _Body(tuple(rows[1:] if at == 0 else rows[:at]), row, frozenset(taken))


def _lines(
    grid: _Grid, first: int, columns: tuple[FormColumn, ...], figures: Sequence[int]
) -> Iterator[FormRow]:
    """The rows below a header until something else begins, sums among them."""
    keys = (Key.GRADE, Key.GROUP, Key.UNIT)
    words = [one.index for one in columns if one.meaning is Key.CLASS]
    grades = [one.index for one in columns if one.meaning is Key.GRADE] if words else []
    words += [one.index for one in columns if one.meaning in keys and one.index not in grades]
    words = words or [one.index for one in columns if one.meaning is None][:1]
    for row in range(first, grid.last_row + 1):
        said = _row_words(grid, row, words)
        leading = said or next((text for _, text in grid.texts(row)), "")
        sums = is_sum(leading) or _adds_up(grid, row, figures)
        if not sums:
            grade = grade_said(leading)
            known = grade is not None or whom_is_said(leading) is not None
            stray = leading and not said and not _is_label(leading) and not _MORE.fullmatch(leading)
            if _SIGNING.match(plain_words(leading)) or (stray and not known):
                return
            if not leading and not grid.is_lined(row, [one.index for one in columns]):
                return
            said = said or (leading if known else "")
        if row > first and _begins_another(grid, row):
            return
        beside = next((text for column in grades if (text := grid.text(row, column))), "")
        yield FormRow(
            row,
            (said or leading) if sums else "" if _MORE.fullmatch(said) else said,
            whom_is_said(said),
            grade_said(f"khoi {beside.lower().removeprefix('khối')}"),
            sums,
        )


def _as_counts(
    grid: _Grid, rows: Sequence[FormRow], columns: tuple[FormColumn, ...]
) -> tuple[FormRow, ...]:
    """The rows, where they name counts themselves: "Số học sinh đã cài"; else none.

    A row that does not say whom ("Tỷ lệ") is about whom the row above is about. Rates may name
    the rows that they divide: "Tỷ lệ (3/2)".
    """
    said = [what_is_said(one.words) for one in rows]
    if sum(bool(one.count or one.rate) for one in said) < 2:
        return ()
    ordinals = [one.index for one in columns if one.meaning is Key.ORDINAL][:1]
    numbered = {grid.text(one.row, at).strip(". ()"): one for one in rows for at in ordinals}
    asked: dict[int, Asked] = {}
    whom: Whom | None = None
    for row in rows:
        meaning = meaning_of_heading([row.words], [False])
        if isinstance(meaning, Asked):
            whom = meaning.whom or whom
            asked[row.row] = replace(meaning, whom=whom)
    with_owners = {one.whom for one in asked.values() if one.count is Count.WITH_SMARTPHONE}
    for row in rows:
        meaning = asked.get(row.row)
        if meaning is None:
            continue
        if (
            meaning.count is Count.WITHOUT_APP
            and not meaning.is_rate
            and meaning.whom in with_owners
        ):
            asked[row.row] = replace(meaning, count=Count.NOT_INSTALLED)
        parts = _DIVIDED.search(row.words) if meaning.is_rate else None
        if parts:
            divided = [
                asked.get(numbered[part].row) if part in numbered else None
                for part in parts.groups()
            ]
            told = _rate_of(divided[0], divided[1])
            asked[row.row] = replace(told, whom=meaning.whom) if told else meaning
    return tuple(replace(row, sums=False, whom=None, asked=asked.get(row.row)) for row in rows)


def _begins_another(grid: _Grid, row: int) -> bool:
    """Whether a row is the header of another table."""
    said = [what_is_said(text) for _, text in grid.texts(row)]
    named = [one for one in said if one.is_anything]
    return len(named) > 1 and any(one.key for one in named)


def _whole_sum(rows: Sequence[FormRow]) -> int | None:
    """Which of the rows adds up all the others: the last one, or the first."""
    sums = [at for at, one in enumerate(rows) if one.sums]
    if not sums:
        return None
    last = rows[-1]
    if last.sums and grade_said(last.words) is None:
        return len(rows) - 1
    if rows[0].sums and grade_said(rows[0].words) is None and len(rows) > 1:
        return 0
    said = [at for at in sums if is_sum(rows[at].words) and grade_said(rows[at].words) is None]
    return said[-1] if said else None


def _row_words(grid: _Grid, row: int, columns: Sequence[int]) -> str:
    """What a row is about: the text that names a group before any other, and of those the last."""
    texts = [text for column in columns if (text := grid.text(row, column))]
    return next((text for text in reversed(texts) if whom_is_said(text)), texts[0] if texts else "")


def _rows_read(formula: str) -> set[int]:
    """The rows of its own sheet that a formula reads."""
    found = [(int(one[1]), int(one[2] or one[1])) for one in _READ.finditer(formula.upper())]
    return {row for first, last in found for row in range(first, min(last, first + _MOST_ROWS) + 1)}


def _adds_up(grid: _Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether the figures of a row are made from other rows' figures."""
    read = (_rows_read(grid.formula(row, column)) for column in columns)
    return any(rows and row not in rows for rows in read)
