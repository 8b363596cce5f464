"""The rows of a list that were not taken, with the reason beside each: to mend and import again.

The file is itself a class list that this program reads: a title, the header in the words of the
list it came from, the rows as they were. Columns that are never imported (ethnic group, identity
numbers, addresses …) are left out here too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bluezone_desktop.domain.roster import Problem, Roster, Severity, SheetLayout
from bluezone_desktop.exchange.roster_fields import Field
from bluezone_desktop.exchange.roster_headers import find_header
from bluezone_desktop.texts import Texts

# Words that mean the same in a header of one row as the list's own did in several.
_IN_ONE_ROW = {
    Field.BIRTH_DAY: "Ngày",
    Field.BIRTH_MONTH: "Tháng",
    Field.BIRTH_YEAR: "Năm",
    Field.BIRTH_OF_MEN: "Năm sinh nam",
    Field.BIRTH_OF_WOMEN: "Năm sinh nữ",
    Field.FEMALE: "Nữ",
    Field.MALE: "Nam",
    Field.UNIT: "Tổ",
}
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_HEADER_ROW = 2


@dataclass
class _Table:
    """The rejected rows under one header."""

    name: str
    layout: SheetLayout
    staff: bool
    problems: list[Problem] = field(default_factory=list)


def write_rejected(path: Path, rosters: Sequence[Roster], texts: Texts) -> None:
    """Write the rejected rows of some lists to a workbook, one sheet for each header above them.

    path  ends in .xlsx; an existing file is overwritten (callers go through ``write_safely``)
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
        plain = book.add_format({"font_name": "Times New Roman", "font_size": 12})
        head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
                "border": 1,
                "bg_color": "#E8EEF4",
                "font_name": "Times New Roman",
                "font_size": 12,
            }
        )
        cell = book.add_format(
            {"num_format": "@", "border": 1, "font_name": "Times New Roman", "font_size": 12}
        )
        taken: set[str] = set()
        for table in _tables(rosters):
            sheet = book.add_worksheet(_sheet_name(table.name, taken))
            title = "staff_title" if table.staff else "pupil_title"
            sheet.write_string(0, 0, texts(f"roster.rejected.{title}"), bold)
            sheet.write_string(1, 0, texts("roster.rejected.help"), plain)
            rows = list(_rows(table, texts))
            for column, words in enumerate(rows[0]):
                sheet.write_string(_HEADER_ROW, column, words, head)
                widest = max(len(row[column]) for row in rows[1:])
                sheet.set_column(column, column, min(max(widest, len(words) // 2, 6) + 2, 60))
            for number, row in enumerate(rows[1:], _HEADER_ROW + 1):
                for column, value in enumerate(row):
                    sheet.write_string(number, column, value, cell)
            sheet.freeze_panes(_HEADER_ROW + 1, 0)


def _tables(rosters: Iterable[Roster]) -> list[_Table]:
    """The rejected rows by the header they stood under."""
    tables: list[_Table] = []
    for roster in rosters:
        found: dict[tuple[str, int, bool], _Table] = {}
        for problem in roster.problems:
            if problem.severity is not Severity.REJECTED or not problem.cells:
                continue
            layout = _layout_of(roster, problem)
            staff = bool(problem.values.get("staff"))
            key = (problem.sheet, id(layout), staff)
            if key not in found:
                found[key] = _Table(problem.sheet or Path(roster.file).stem, layout, staff)
                tables.append(found[key])
            found[key].problems.append(problem)
    return tables


def _layout_of(roster: Roster, problem: Problem) -> SheetLayout:
    """The header above a row: the last one of its sheet that does not come after it."""
    of_sheet = [layout for layout in roster.layouts if layout.sheet == problem.sheet]
    above = [layout for layout in of_sheet if layout.first_row <= problem.row]
    return (above or of_sheet)[-1]


def _rows(table: _Table, texts: Texts) -> Iterable[list[str]]:
    """Header and rows: the list's own columns, its class where no column tells it, the reason."""
    layout = table.layout
    kept = [column for column, key in enumerate(layout.columns) if key != Field.IGNORED]
    filled = {column for p in table.problems for column, text in enumerate(p.cells) if text}
    kept = [column for column in kept if layout.columns[column] or column in filled]
    with_class = not table.staff and Field.CLASS not in layout.columns
    ends = [texts("roster.rejected.source"), texts("roster.rejected.reason")]
    classes = [texts("roster.rejected.class")] if with_class else []
    yield [*_header(layout, kept), *classes, *ends]
    for problem in table.problems:
        cells = [problem.cells[c] if c < len(problem.cells) else "" for c in kept]
        known = [str(problem.values.get("class_name", ""))] if with_class else []
        reason = texts(problem.reason, **problem.values)
        yield [*cells, *known, f"{problem.sheet} – {problem.row}".strip(" –"), reason]


def _header(layout: SheetLayout, kept: Sequence[int]) -> list[str]:
    """The header in one row, such that reading it again means the same."""
    words = [layout.headers[column] for column in kept]
    wanted = [layout.columns[column] for column in kept]
    header = find_header([words])
    meant = [meaning.key if meaning else None for meaning in header.meanings] if header else []
    if meant == wanted:
        return words
    if layout.said or not any(words):
        # What a user said stands nowhere in the list, nor does any header where it has none: our
        # own words are read again.
        ours = Texts("vi")
        words = [
            ours(f"roster.field.{key}") if key and key != known else text
            for key, known, text in zip(wanted, meant or [None] * len(words), words, strict=True)
        ]
    return [
        _IN_ONE_ROW.get(Field(key), text) if key in set(Field) else text
        for key, text in zip(wanted, words, strict=True)
    ]


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel allows, and that no other sheet has."""
    base = _FORBIDDEN_IN_NAMES.sub(" ", wanted).strip()[:28] or "1"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base} {number}"
    taken.add(name.lower())
    return name
