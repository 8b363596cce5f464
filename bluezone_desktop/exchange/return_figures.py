"""The very hidden sheet of a return: the same figures for machines, counts only and no names.

First pairs of key and value, then an empty row, then one row per figure under a header. Whoever
consolidates reads this and compares it with what the visible sheet says.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bluezone_desktop.domain.counting import Figures, GroupRow, Ratio, ThreeFigures
from bluezone_desktop.domain.errors import BugError, KnownError
from bluezone_desktop.domain.returns import ClassLine, ReturnContent, ReturnFigures
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group

HIDDEN_SHEET = "_bluezone"
SCHEMA = 1
"""Goes up when an older reader would misunderstand; new keys and rows alone do not count."""

_HEADER = ("scope", "name", "group", "total", "asked", "with_smartphone", "installed")

Value = str | int


def figure_rows(content: ReturnContent) -> Iterator[tuple[Value, ...]]:
    """The rows of the hidden sheet."""
    school, figures = content.school, content.figures
    yield ("bluezone", "return")
    yield ("schema", SCHEMA)
    yield ("school_code", school.code)
    yield ("school_name", school.name)
    yield ("school_level", school.level or "")
    yield ("school_year", school.school_year)
    yield ("superior", school.superior)
    yield ("recipient", content.recipient)
    yield ("round", content.round_name or "")
    yield ("as_of", content.as_of.isoformat())
    yield ("dated", content.dated.isoformat())
    yield ("previous_round", content.previous.round_name if content.previous else "")
    yield ()
    yield _HEADER
    for line in figures.classes:
        yield ("class", line.name, "pupil", *_counts(line.pupils))
        yield ("class", line.name, "relative", *_counts(line.relatives))
    for row in figures.staff_rows:
        yield ("staff", "", str(row.group), *_counts(row.figures))
    yield ("staff", "", "relative", *_counts(figures.staff_relatives))
    yield ("school", "", "pupil", *_counts(figures.total.pupils))
    yield ("school", "", "relative", *_counts(figures.total.relatives))
    yield ("school", "", "staff", *_counts(figures.total.staff))
    households = figures.households
    yield ("households", "", "pupil", households.whole, households.whole, 0, households.part)


def read_figures(path: Path) -> ReturnFigures:
    """The figures in the hidden sheet of the return at ``path``; teachers and notes are not there.

    Raises KnownError ``returns.not_ours`` where the file has no such sheet, or a newer one.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            rows = workbook.get_sheet_by_name(HIDDEN_SHEET).to_python(skip_empty_area=False)
        return _figures(_below_the_pairs(rows))
    except (CalamineError, OSError, ValueError, KeyError, IndexError, BugError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise KnownError("returns.not_ours", file=path.name, detail=detail) from error


def _counts(figures: Figures) -> tuple[int, int, int, int]:
    return (figures.total, figures.asked, figures.with_smartphone, figures.installed)


def _below_the_pairs(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
    """The rows of figures, once the pairs above them say that they are what we know."""
    header = [row[0] for row in rows].index(_HEADER[0])
    pairs = {str(row[0]): row[1] for row in rows[:header]}
    if pairs["bluezone"] != "return" or _count(pairs["schema"]) != SCHEMA:
        raise ValueError(f"schema {pairs['schema']!r}")
    return rows[header + 1 :]


def _figures(rows: Sequence[Sequence[object]]) -> ReturnFigures:
    found: dict[tuple[str, str, str], Figures] = {}
    names: list[str] = []
    for row in rows:
        scope, name, group = str(row[0]), str(row[1]), str(row[2])
        if scope == "class" and name not in names:
            names.append(name)
        found[scope, name, group] = Figures(*(_count(value) for value in row[3:7]))
    households = found["households", "", "pupil"]
    return ReturnFigures(
        classes=tuple(
            ClassLine(name, None, found["class", name, "pupil"], found["class", name, "relative"])
            for name in names
        ),
        staff=tuple(GroupRow(group, found["staff", "", group]) for group in STAFF_GROUPS),
        staff_relatives=found["staff", "", Group.RELATIVE],
        total=ThreeFigures(
            found["school", "", "pupil"],
            found["school", "", "relative"],
            found["school", "", "staff"],
        ),
        households=Ratio(households.installed, households.total),
    )


def _count(value: object) -> int:
    """A count, which some readers give as a float."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError(f"no count: {value!r}")
    return int(value)
