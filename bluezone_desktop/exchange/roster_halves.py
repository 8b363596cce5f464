"""Lists printed in two halves side by side: the second half of the class right of the first."""

from collections.abc import Iterator, Sequence

from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.grid import Cell, Merge, is_blank
from bluezone_desktop.exchange.roster_fields import Field
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
    while (split := _second_half(header)) is not None:
        shared = _shared_rows(rows, header.first, split)
        left = _masked(rows, shared, 0, split)
        right = _masked(rows, shared, split, None)
        first, second = (
            header_at(half, merges, header.first, corrections) for half in (left, right)
        )
        if first is None or second is None:
            break
        yield left, first
        rows, header = right, second
    yield rows, header


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
