"""Tables that name the homeroom teacher of each class, and no pupil: "Lớp | Sĩ số | GVCN"."""

from collections.abc import Sequence

from bluezone_desktop.domain.class_names import class_match_key, read_class_name
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.grid import Cell, as_written, at, is_blank
from bluezone_desktop.exchange.roster_fields import Field
from bluezone_desktop.exchange.roster_headers import SEARCHED_ROWS
from bluezone_desktop.exchange.roster_titles import teacher_in
from bluezone_desktop.exchange.roster_words import meaning_of

_OF_TEACHER = frozenset({"lop cn", "lop chu nhiem", "chu nhiem lop", "cn lop"})


def teachers_by_class(rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """The homeroom teachers that a sheet without people tells, by ``class_match_key``."""
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        fields = [_field(cell) for cell in row]
        if Field.CLASS in fields and Field.TEACHER in fields:
            columns = fields.index(Field.CLASS), fields.index(Field.TEACHER)
            return _below(rows[number + 1 :], *columns)
    return {}


def _field(cell: Cell) -> Field | None:
    if not isinstance(cell, str) or is_blank(cell) or ":" in cell:
        return None
    if fold(cell) in _OF_TEACHER:
        return Field.CLASS
    meaning = meaning_of(cell, not cell.isascii())
    return meaning.field if meaning else None


def _below(rows: Sequence[Sequence[Cell]], of_class: int, of_teacher: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        text = as_written(at(row, of_teacher))
        teacher = teacher_in([f"GVCN: {text}"]) if text else None
        try:
            name = read_class_name(at(row, of_class)) if teacher else ""
        except ValueError:
            continue
        if name and teacher:
            found.setdefault(class_match_key(name), teacher)
    return found
