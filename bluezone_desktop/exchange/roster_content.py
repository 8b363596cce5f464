"""Tables without a header: what a column means by what it holds.

Rows copied out of a list come without their header. Only what leaves no doubt is taken: one name,
births, sexes, codes, a class, the pupil's own phone before any second name. Whose a second name or
phone is, only the user can say.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bluezone_desktop.domain.dates import read_date
from bluezone_desktop.domain.layouts import Corrections, layout_key_without_header
from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.grid import Cell, as_written, at, is_blank
from bluezone_desktop.exchange.roster_fields import NAME_FIELDS, Field, Meaning
from bluezone_desktop.exchange.roster_headers import Header, take_corrections
from bluezone_desktop.exchange.roster_sexes import sex_word
from bluezone_desktop.exchange.roster_titles import class_alone

_SAMPLE = 200
_SHORTEST_CODE = 6
_MOST_WORDS = 8
_MOST_ROWS = 1000
_PEOPLES = frozenset({"kinh", "khmer", "hoa", "cham", "tay", "thai", "muong", "nung", "dao", "ede"})
"""A column "Dân tộc" beside a whole name is no tên."""


def header_by_content(rows: Sequence[Sequence[Cell]], corrections: Corrections) -> Header | None:
    """A header that stands in no row, for a table that has none; None for an empty table."""
    filled = [row for row in rows if not all(map(is_blank, row))][:_SAMPLE]
    width = max(map(len, filled), default=0)
    if not width:
        return None
    columns = [[at(row, place) for row in filled] for place in range(width)]
    meanings: list[Meaning | None] = [None] * width
    taken: set[Field] = set()
    others = False
    for place, cells in enumerate(columns):
        if meanings[place]:
            continue
        field = _field([cell for cell in cells if not is_blank(cell)])
        if field is Field.NAME:
            others = field in taken
            field = None if others else _name_field(columns, place, meanings)
        # A phone right of a second name is more likely that person's.
        if field is None or field in taken or (field is Field.PHONE and others):
            continue
        meanings[place] = Meaning(field)
        taken |= NAME_FIELDS if field in NAME_FIELDS else {field}
    said = corrections.get(layout_key_without_header(width))
    if said:
        take_corrections(meanings, said)
    # It ends before the first row: everything below is people.
    return Header(0, -1, ("",) * width, tuple(meanings), 0, said=bool(said))


def _field(cells: Sequence[Cell]) -> Field | None:
    """What a column holds, where nearly every cell that holds anything says the same."""
    if not cells:
        return None
    if all(map(_is_whole_number, cells)) and _counts_up(cells):
        return Field.ORDINAL
    return next((f for f, holds in _TESTS if 5 * sum(map(holds, cells)) >= 4 * len(cells)), None)


def _name_field(
    columns: Sequence[Sequence[Cell]], place: int, meanings: list[Meaning | None]
) -> Field | None:
    """The whole name, or họ đệm where single words stand right of it; those are the tên."""
    beside = columns[place + 1] if place + 1 < len(columns) else []
    rows = [row for row, cell in enumerate(columns[place]) if not is_blank(cell)]
    given = [at(beside, row) for row in rows]
    names = [one for one in given if isinstance(one, str) and _is_given_name(one)]
    if len(names) == len(given) and not all(fold(one) in _PEOPLES for one in names):
        meanings[place + 1] = Meaning(Field.GIVEN)
        return Field.SURNAME
    # Single words say nothing: a hamlet, a people, a remark.
    several = sum(len(as_written(columns[place][row]).split()) > 1 for row in rows)
    return Field.NAME if 2 * several > len(rows) else None


def _is_name(cell: Cell) -> bool:
    words = cell.split() if isinstance(cell, str) else []
    return 0 < len(words) <= _MOST_WORDS and all(
        word[0].isupper() and all(letter.isalpha() or letter in "'’-." for letter in word)
        for word in words
    )


def _is_given_name(text: str) -> bool:
    return len(text.split()) == 1 and text.strip().isalpha() and sex_word(text) is None


def _is_date(cell: Cell) -> bool:
    try:
        return bool(read_date(cell))
    except ValueError:
        return False


def _is_phone(cell: Cell) -> bool:
    try:
        return bool(read_phones(cell))
    except ValueError:
        return False


def _is_code(cell: Cell) -> bool:
    text = as_written(cell).strip()
    return (
        len(text) >= _SHORTEST_CODE
        and text.isascii()
        and text.isalnum()
        and any(map(str.isdigit, text))
    )


def _is_class(cell: Cell) -> bool:
    return isinstance(cell, str) and class_alone(cell) is not None


def _is_whole_number(cell: Cell) -> bool:
    return as_written(cell).strip().rstrip(".").isdigit()


def _counts_up(cells: Sequence[Cell]) -> bool:
    numbers = [int(as_written(cell).strip().rstrip(".")) for cell in cells]
    return numbers[0] < _MOST_ROWS and all(b - a == 1 for a, b in pairwise(numbers))


_TESTS: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
    (Field.SEX, lambda cell: isinstance(cell, str) and sex_word(cell) is not None),
    (Field.BIRTH, _is_date),
    (Field.PHONE, _is_phone),
    (Field.CLASS, _is_class),
    (Field.CODE, _is_code),
    (Field.NAME, _is_name),
)
