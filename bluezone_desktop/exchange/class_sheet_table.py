"""The very hidden sheet of a class sheet: who its rows are about, and the values as they left.

First pairs of key and value, then an empty row, then one row per line under a header. Everything is
text, so that no program that saves the file anew can make a number or a date of it.
"""

from collections.abc import Iterator, Sequence

from bluezone_desktop.domain.class_sheet import (
    BIRTH,
    NAME,
    NOTE,
    STATUS,
    ClassSheet,
    Line,
    Role,
    fingerprint,
)
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.grid import Cell, as_written

HIDDEN_SHEET = "_bluezone"
KIND = "class_sheet"
SCHEMA = "1"
"""Goes up when an older reader would misunderstand; new keys alone do not count."""

_HEAD = "key"
_COLUMNS = (_HEAD, "role", "person", "known", "of", "relation", NAME, BIRTH, STATUS, NOTE)
_BASE = (NAME, BIRTH, STATUS, NOTE)


class NotAClassSheet(Exception):
    """The rows are no class sheet's, or have been damaged. Its word is a key of the catalogue."""


def table_rows(sheet: ClassSheet) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    lines = [_row(line) for line in sheet.lines]
    head = {
        "sheet": sheet.sheet_id,
        "school": sheet.school,
        "school_code": sheet.school_code,
        "school_year": sheet.school_year,
        "class_id": sheet.class_id,
        "class_name": sheet.class_name,
        "teacher": sheet.teacher,
        "left": str(sheet.left),
    }
    yield ("bluezone", KIND)
    yield ("schema", SCHEMA)
    yield from head.items()
    yield ("print", _print_of(head, lines))
    yield ()
    yield _COLUMNS
    yield from lines


def is_class_sheet(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a hidden sheet says of itself that it is one."""
    return bool(rows) and [as_written(cell) for cell in rows[0][:2]] == ["bluezone", KIND]


def sheet_of(rows: Sequence[Sequence[Cell]]) -> ClassSheet:
    """The class sheet as it left. Raises NotAClassSheet."""
    words = [[as_written(cell) for cell in row] for row in rows]
    start = next((n for n, row in enumerate(words) if row and row[0] == _HEAD), None)
    if start is None:
        raise NotAClassSheet("sheets.refused.damaged")
    head = {row[0]: (row[1] if len(row) > 1 else "") for row in words[:start] if row and row[0]}
    if head.get("schema") != SCHEMA:
        raise NotAClassSheet("sheets.refused.newer")
    wide = [(*row, *[""] * len(_COLUMNS))[: len(_COLUMNS)] for row in words[start + 1 :]]
    lines = [row for row in wide if row[0]]
    stated = {name: head.get(name, "") for name in _HEAD_NAMES}
    if head.get("print") != _print_of(stated, lines):
        raise NotAClassSheet("sheets.refused.damaged")
    try:
        return ClassSheet(
            stated["sheet"],
            stated["school"],
            stated["school_code"],
            stated["school_year"],
            ClassId(stated["class_id"]),
            stated["class_name"],
            stated["teacher"],
            int(stated["left"]),
            tuple(_line(row) for row in lines),
        )
    except ValueError as error:
        raise NotAClassSheet("sheets.refused.damaged") from error


_HEAD_NAMES = (
    "sheet",
    "school",
    "school_code",
    "school_year",
    "class_id",
    "class_name",
    "teacher",
    "left",
)


def _row(line: Line) -> tuple[str, ...]:
    known = "1" if line.known else ""
    relation = line.relation.value if line.relation else ""
    base = (line.base.get(name, "") for name in _BASE)
    return (line.key, line.role.value, line.person, known, line.of, relation, *base)


def _line(row: Sequence[str]) -> Line:
    key, role, person, known, of, relation, *base = row
    values = {name: value for name, value in zip(_BASE, base, strict=True) if value}
    tie = Relation(relation) if relation else None
    return Line(key, Role(role), person, bool(known), of, tie, values)


def _print_of(head: dict[str, str], lines: Sequence[Sequence[str]]) -> str:
    # Programs differ in what they make of line breaks and blanks at the ends.
    rows = [*head.items(), *lines]
    return fingerprint([" ".join(cell.split()) for cell in row] for row in rows)
