"""Lists side by side: a class printed in two halves, or the staff right of the pupils."""

from collections.abc import Iterator, Sequence

from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.grid import Cell, Merge, is_blank
from bluezone_desktop.exchange.roster_fields import NAME_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import Header, Rows, header_at
from bluezone_desktop.exchange.roster_titles import class_in_row, names_place, row_texts

_LEAST_COLUMNS = 2
"""A name alone may stand twice in a header without there being two lists."""


def halves(
    rows: Rows,
    merges: Sequence[Merge],
    header: Header,
    corrections: Corrections = NO_CORRECTIONS,
) -> Iterator[tuple[Rows, Header]]:
    """The lists that stand side by side under one header row, from left to right.

    Gives the rows as they are where there is but one. Lines above the header and lines that name a
    class belong to every half, unless each half names its own ("LỚP 4A", "LỚP 4B").
    """
    while (cut := _cut(rows, merges, header, corrections)) is not None:
        left, first, rows, header = cut
        yield left, first
    yield rows, header


def _cut(
    rows: Rows, merges: Sequence[Merge], header: Header, corrections: Corrections
) -> tuple[Rows, Header, Rows, Header] | None:
    """The leftmost list and what stands right of it, each with its header; None for one list."""
    split = _second_half(header)
    if split is not None:
        shared = _shared_rows(rows, header.first, split)
    else:
        split = _second_number(header)
        if split is None:
            return None
        shared = _left_rows(rows, header.first, split)
    left = _masked(rows, shared, 0, split)
    right = _masked(rows, shared, split, None)
    first, second = (header_at(half, merges, header.first, corrections) for half in (left, right))
    if first is None or second is None or not (_has_name(first) and _has_name(second)):
        return None
    # The family in a table of its own beside the pupils is no second list.
    if second.has(Field.RELATION):
        return None
    return left, first, right, second


def _has_name(header: Header) -> bool:
    return header.has(*NAME_FIELDS)


def _second_half(header: Header) -> int | None:
    """The column where the header's words begin anew, or None."""
    names = [*header.columns(Field.NAME), *header.columns(Field.SURNAME)]
    words = [fold(text) for text in header.words]
    start = next((place for place, text in enumerate(words) if text), 0)
    if not names:
        return None
    name = min(names)
    for again in range(name + _LEAST_COLUMNS, len(words)):
        split = start + again - name
        if words[again] != words[name] or not start < split <= again:
            continue
        repeated = [place for place in range(split, len(words)) if words[place]]
        same = all(words[place] == words[place - split + start] for place in repeated)
        if same and len(repeated) >= _LEAST_COLUMNS:
            return split
    return None


def _second_number(header: Header) -> int | None:
    """The column of a second STT, right of a name: another list may begin there."""
    names = [*header.columns(Field.NAME), *header.columns(Field.SURNAME)]
    later = [column for column in header.columns(Field.ORDINAL) if names and column > min(names)]
    return min(later, default=None)


def _left_rows(rows: Rows, first: int, split: int) -> frozenset[int]:
    """The rows above the header with nothing right of the split: they speak of both lists."""
    return frozenset(n for n, row in enumerate(rows[:first]) if all(map(is_blank, row[split:])))


def _shared_rows(rows: Rows, first: int, split: int) -> frozenset[int]:
    """The rows above the header that speak of both halves."""
    own = [n for n, row in enumerate(rows[:first]) if all(map(_names, (row[:split], row[split:])))]
    return frozenset(range(first)) - frozenset(own)


def _masked(rows: Rows, shared: frozenset[int], left: int, right: int | None) -> list[list[Cell]]:
    """The rows with only the columns of one half; blank cells stand in for what is cut off."""
    kept: list[list[Cell]] = []
    for number, row in enumerate(rows):
        whole = list(row)
        part: list[Cell] = [None] * min(left, len(whole)) + whole[left:right]
        if number in shared or (all(map(is_blank, part)) and _names_class(whole)):
            part = whole
        kept.append(part)
    return kept


def _names_class(row: Sequence[Cell]) -> bool:
    return class_in_row(row_texts(row)) is not None


def _names(row: Sequence[Cell]) -> bool:
    return names_place(row_texts(row))
