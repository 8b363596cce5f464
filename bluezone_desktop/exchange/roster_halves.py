"""Lists side by side: a class printed in two halves, or the staff right of the pupils."""

from collections.abc import Iterator, Sequence

from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.grid import Cell, Merge, is_blank
from bluezone_desktop.exchange.roster_fields import BIRTH_FIELDS, NAME_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import Header, Rows, find_header, header_at
from bluezone_desktop.exchange.roster_titles import class_in_row, names_place, row_texts
from bluezone_desktop.exchange.roster_words import meaning_of

_LEAST_COLUMNS = 2
"""A name alone may stand twice in a header without there being two lists."""
_SEXES = frozenset({Field.SEX, Field.FEMALE, Field.MALE})
_OF_A_LIST = BIRTH_FIELDS | _SEXES | {Field.CLASS, Field.STATUS, Field.JOB}
"""What a list of people tells beside names. Names and phones alone may be a pupil's family."""
_OF_THE_FAMILY = frozenset({"con", "chau", "em"})


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
    for part, own in _with_header_elsewhere(rows, merges, header, corrections):
        rest, head = part, own
        while (cut := _cut(rest, merges, head, corrections)) is not None:
            left, first, rest, head = cut
            yield left, first
        yield rest, head


def _with_header_elsewhere(
    rows: Rows, merges: Sequence[Merge], header: Header, corrections: Corrections
) -> Iterator[tuple[Rows, Header]]:
    """The list of a header, and one right or left of it whose header stands in another row."""
    known = [place for place, meaning in enumerate(header.meanings) if meaning]
    width = max(map(len, rows), default=0)
    for left, right in ((0, min(known, default=0)), (max(known, default=width) + 1, width)):
        if right - left < _LEAST_COLUMNS:
            continue
        part = _masked(rows, frozenset(), left, right)
        other = find_header(part, merges, corrections=corrections)
        if other and other.first != header.first and _has_name(other) and other.has(*_OF_A_LIST):
            rest = _masked(rows, frozenset(), *((0, left) if left else (right, None)))
            yield from ((rest, header), (part, other)) if left else ((part, other), (rest, header))
            return
    yield rows, header


def _cut(
    rows: Rows, merges: Sequence[Merge], header: Header, corrections: Corrections
) -> tuple[Rows, Header, Rows, Header] | None:
    """The leftmost list and what stands right of it, each with its header; None for one list."""
    split, unnumbered = _second_half(rows, header), False
    if split is not None:
        shared = _shared_rows(rows, header.first, split)
    else:
        split = _second_number(header)
        if split is None:
            split, unnumbered = _second_name(rows, header), True
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
    if unnumbered and not _are_two_lists(first, second, apart=_is_gap(rows, header, split - 1)):
        return None
    return left, first, right, second


def _are_two_lists(first: Header, second: Header, *, apart: bool) -> bool:
    """Whether a second name without a number before it begins another list, not a parent's cells.

    apart  a blank column stands between the two
    """
    if not (first.has(*_OF_A_LIST) and second.has(*_OF_A_LIST)):
        return False
    return apart or second.has(Field.JOB) or (second.has(*BIRTH_FIELDS) and second.has(*_SEXES))


def _has_name(header: Header) -> bool:
    return header.has(*NAME_FIELDS)


def _second_half(rows: Rows, header: Header) -> int | None:
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
            return split if split < again else _after_gap(rows, header, again)
    return None


def _second_number(header: Header) -> int | None:
    """The column of a second STT, right of a name: another list may begin there."""
    names = [*header.columns(Field.NAME), *header.columns(Field.SURNAME)]
    later = [column for column in header.columns(Field.ORDINAL) if names and column > min(names)]
    return min(later, default=None)


def _second_name(rows: Rows, header: Header) -> int | None:
    """The column where a list without a number may begin right of a name: at another name."""
    names = [*header.columns(Field.NAME), *header.columns(Field.SURNAME)]
    for again in range(min(names, default=len(header.words)) + _LEAST_COLUMNS, len(header.words)):
        if _heads_a_list(header.words[again]):
            return _after_gap(rows, header, again)
    return None


def _after_gap(rows: Rows, header: Header, name: int) -> int:
    """Where the list of a second name begins: after a blank column, a code perhaps first."""
    first = min([*header.columns(Field.NAME), *header.columns(Field.SURNAME)])
    gaps = (place for place in range(name - 1, first, -1) if _is_gap(rows, header, place))
    return next(gaps, name - 1) + 1


def _heads_a_list(words: str) -> bool:
    """Whether a header's words are those of a person's own name, beyond doubt."""
    meaning = meaning_of(words, accented=not words.isascii())
    return (
        meaning is not None
        and (meaning.field in {Field.NAME, Field.SURNAME})
        and meaning.strong
        and not meaning.rank
        and not _OF_THE_FAMILY & set(fold(words).split())
    )


def _is_gap(rows: Rows, header: Header, column: int) -> bool:
    """Whether a column is blank from the header down."""
    return not header.words[column] and all(
        is_blank(cell) for row in rows[header.first :] for cell in row[column : column + 1]
    )


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
