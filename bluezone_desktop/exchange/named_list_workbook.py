"""Lists with names as a workbook that prints: A4 portrait, a sheet for each class."""

import re
from collections.abc import Sequence
from pathlib import Path

from bluezone_desktop.domain.named_list import ListSheet, column_shares
from bluezone_desktop.domain.return_layout import FONT

_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_A4 = 9
_MOST_CHARACTERS = 31
_ROW_POINTS = 16.5


def write_lists(path: Path, sheets: Sequence[ListSheet], school: str, as_of: str) -> None:
    """Write the lists to ``path``, which ends in .xlsx.

    school  stands above each list; as_of  the moment they are true for, in words

    Names are written as text: none of them becomes a formula.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        plain = {"font_name": FONT, "font_size": 12, "valign": "vcenter"}
        lined = plain | {"border": 1}
        title = book.add_format(plain | {"bold": True, "font_size": 14})
        small = book.add_format(plain | {"italic": True, "text_wrap": True})
        head = book.add_format(lined | {"bold": True, "align": "center", "text_wrap": True})
        words = book.add_format(lined | {"num_format": "@", "text_wrap": True})
        middle = book.add_format(lined | {"num_format": "@", "align": "center"})
        taken: set[str] = set()
        for one in sheets:
            sheet = book.add_worksheet(_sheet_name(one.name, taken))
            last = len(one.heads) - 1
            sheet.write_string(0, 0, school, book.add_format(plain))
            sheet.write_string(1, 0, one.title, title)
            sheet.merge_range(2, 0, 2, last, "", small)
            sheet.write_string(2, 0, f"{as_of} {one.hint}".strip(), small)
            sheet.set_row(2, 2 * _ROW_POINTS if one.hint else _ROW_POINTS)
            for column, text in enumerate(one.heads):
                sheet.write_string(3, column, text, head)
            sheet.set_row(3, 2 * _ROW_POINTS)
            for number, row in enumerate(one.rows, start=4):
                for column, text in enumerate(row):
                    in_middle = column == 0 or (one.boxes is not None and column >= one.boxes)
                    sheet.write_string(number, column, text, middle if in_middle else words)
                if one.boxes is not None:
                    sheet.set_row(number, _ROW_POINTS)
            for column, width in enumerate(column_shares(one)):
                sheet.set_column(column, column, width)
            sheet.set_paper(_A4)
            sheet.set_portrait()
            sheet.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
            sheet.repeat_rows(3)
            sheet.fit_to_pages(1, 0)
            sheet.set_footer("&C&P/&N")
            sheet.freeze_panes(4, 2)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel takes: short enough, without its signs, and once only."""
    base = _FORBIDDEN_IN_NAMES.sub("-", name).strip()[:_MOST_CHARACTERS] or "-"
    found, number = base, 1
    while found.casefold() in taken:
        number += 1
        ending = f" ({number})"
        found = base[: _MOST_CHARACTERS - len(ending)] + ending
    taken.add(found.casefold())
    return found
