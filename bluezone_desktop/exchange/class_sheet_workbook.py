"""The class sheet as a workbook for a teacher who never saw this program: A4 portrait, drop-downs.

What may be filled in is open, the rest is locked against mistakes, without a password: it is no
secret. Who the rows are about stands in a very hidden sheet and in a hidden first column, so that
sorting, filtering and saving in another program lose nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluezone_desktop.domain.class_sheet import (
    BIRTH,
    NAME,
    NOTE,
    STATUS,
    ClassSheet,
    FilledSheet,
    Line,
    Role,
)
from bluezone_desktop.domain.dates import format_date, moment_words
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.return_layout import FONT
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.exchange.class_sheet_table import HIDDEN_SHEET, table_rows
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

KEY, ORDINAL, FULL_NAME, BORN, PUPIL, FATHER, MOTHER, REMARK = range(8)
"""Columns. Below, in the table of other relatives, BORN holds whose and FATHER as what."""

_WIDTHS = (0, 5, 26, 12, 17, 17, 17, 20)
_A4 = 9
_ROW = 18.0
_STATUS_COLOURS = {Status.INSTALLED: "#0B6E4F", Status.NOT_INSTALLED: "#C25E00"}
_ALLOWED = {
    "autofilter": True,
    "sort": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def write_class_sheet(
    path: Path, sheet: ClassSheet, texts: Texts, answers: FilledSheet | None = None
) -> None:
    """Write a class sheet to ``path``, which ends in .xlsx.

    answers  what has been filled in already, where a teacher's program sends it home
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        left = datetime.fromtimestamp(sheet.left / 1000, UTC)
        title = texts("sheets.title", name=sheet.class_name)
        # Excel keeps whole seconds in UTC, without saying so.
        saved = answers.modified.astimezone(UTC) if answers else left
        by = answers.modified_by if answers else ""
        created = saved.replace(microsecond=0, tzinfo=None)
        book.set_properties({"title": title, "created": created, "author": by})
        page = book.add_worksheet(texts("sheets.tab"))
        hidden = book.add_worksheet(HIDDEN_SHEET)
        hidden.very_hidden()
        for number, row in enumerate(table_rows(sheet)):
            for column, text in enumerate(row):
                hidden.write_string(number, column, text)
        _Page(book, page, texts, answers).draw(sheet, title, left)
        page.activate()


class _Page:
    """Draws the visible sheet from its first row to its last."""

    def __init__(
        self, book: "Workbook", page: "Worksheet", texts: Texts, answers: FilledSheet | None
    ) -> None:
        self._said = answers.said if answers else {}
        self._relations = answers.relations if answers else {}
        self._book = book
        self._page = page
        self._texts = texts
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._row = 0
        self._words = {one: texts(f"vocabulary.status.{one}") for one in Status}

    def draw(self, sheet: ClassSheet, title: str, left: datetime) -> None:
        """All of it."""
        texts, page = self._texts, self._page
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width or 2, None, {"hidden": column == KEY})
        year = texts("sheets.year", year=sheet.school_year)
        self._across(f"{sheet.school} – {year}", font_size=12)
        self._across(title, bold=True, font_size=15, height=24.0)
        moment = moment_words(left.astimezone(), texts.language)
        self._across(texts("sheets.who", teacher=sheet.teacher or "…", moment=moment), italic=True)
        for number in (1, 2, 3):
            self._across(texts(f"sheets.help.{number}"), text_wrap=True, height=31.0)
        heads = ("ordinal", "name", "born", "pupil", "father", "mother", "note")
        self._heads(heads)
        header = self._row - 1
        first = self._row
        for line in sheet.of_role(Role.PUPIL, Role.NEW_PUPIL):
            self._pupil(sheet, line, self._row - first + 1)
        last = self._row - 1
        page.autofilter(header, ORDINAL, last, REMARK)
        self._drop_down(first, PUPIL, last, MOTHER, list(self._words.values()))
        self._others(sheet, first, last)
        self._colours()
        page.protect("", _ALLOWED)
        page.freeze_panes(header + 1, FULL_NAME + 1)
        page.set_paper(_A4)
        page.set_portrait()
        page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(header)
        page.print_area(0, ORDINAL, self._row - 1, REMARK)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.set_footer("&C&P/&N")

    def _pupil(self, sheet: ClassSheet, line: Line, number: int) -> None:
        new = line.role is Role.NEW_PUPIL
        self._text(KEY, line.key)
        self._text(ORDINAL, str(number), border=1, align="center", shade=new)
        self._text(FULL_NAME, self._now(line, NAME), border=1, free=new, shade=new)
        self._text(BORN, format_date(self._now(line, BIRTH)), border=1, free=new, shade=new)
        self._status(PUPIL, line, shade=new)
        for column, relation in ((FATHER, Relation.FATHER), (MOTHER, Relation.MOTHER)):
            self._status(column, sheet.parent(line, relation), shade=new)
        self._text(REMARK, self._now(line, NOTE), border=1, free=True, text_wrap=True, shade=new)
        self._page.set_row(self._row, _ROW)
        self._row += 1

    def _others(self, sheet: ClassSheet, first: int, last: int) -> None:
        """The table of relatives beside father and mother, and its empty rows."""
        lines = sheet.of_role(Role.OTHER, Role.NEW_RELATIVE)
        self._row += 1
        self._across(self._texts("sheets.others"), bold=True)
        self._heads(("ordinal", "relative", "of", "status", "relation", "", "note"))
        start = self._row
        names = self._names(sheet)
        for number, line in enumerate(lines, start=1):
            new = line.role is Role.NEW_RELATIVE
            of, tie = self._relations.get(line.key, (line.of, line.relation))
            relation = self._texts(f"sheets.relation.{tie}") if tie else ""
            self._text(KEY, line.key)
            self._text(ORDINAL, str(number), border=1, align="center", shade=new)
            self._text(FULL_NAME, self._now(line, NAME), border=1, free=new, shade=new)
            self._text(BORN, names.get(of, ""), border=1, free=new, shade=new)
            self._status(PUPIL, line, shade=new)
            self._text(FATHER, relation, border=1, free=new, shade=new)
            self._text(MOTHER, "", border=1, shade=new)
            self._text(REMARK, "", border=1, shade=new)
            self._page.set_row(self._row, _ROW)
            self._row += 1
        end = self._row - 1
        self._drop_down(start, PUPIL, end, PUPIL, list(self._words.values()))
        relations = [self._texts(f"sheets.relation.{one}") for one in Relation]
        self._drop_down(start, FATHER, end, FATHER, relations)
        pupils = f"=$C${first + 1}:$C${last + 1}"
        self._drop_down(start, BORN, end, BORN, pupils)

    def _status(self, column: int, line: Line | None, *, shade: bool) -> None:
        if line is None:
            self._text(column, "", border=1, shade=shade)
            return
        said = self._said.get(line.key, {}).get(STATUS)
        status = said or (line.was(STATUS) if line.known else "")
        words = self._words[Status(status)] if status else ""
        self._text(column, words, border=1, align="center", free=True, shade=shade)

    def _now(self, line: Line, name: str) -> str:
        """A field as it has been filled in, else as it left."""
        return self._said.get(line.key, {}).get(name, line.base.get(name, ""))

    def _names(self, sheet: ClassSheet) -> dict[str, str]:
        """How to tell each pupil in the table below: by name, or by number where two share it."""
        lines = sheet.of_role(Role.PUPIL, Role.NEW_PUPIL)
        names = [self._now(line, NAME) for line in lines]
        keys = [match_key(name) for name in names]
        return {
            line.key: name if keys.count(key) == 1 else str(number)
            for number, (line, name, key) in enumerate(zip(lines, names, keys, strict=True), 1)
        }

    def _heads(self, names: Sequence[str]) -> None:
        for column, name in enumerate(names, start=ORDINAL):
            words = self._texts(f"sheets.head.{name}") if name else ""
            self._text(
                column,
                words,
                bold=True,
                border=1,
                align="center",
                text_wrap=True,
                bg_color="#E8EEF4",
            )
        self._page.set_row(self._row, 31.0)
        self._row += 1

    def _across(self, text: str, *, height: float = _ROW, **look: Any) -> None:
        style = self._format({"valign": "vcenter", **look})
        self._page.merge_range(self._row, ORDINAL, self._row, REMARK, "", style)
        self._page.write_string(self._row, ORDINAL, text, style)
        self._page.set_row(self._row, height)
        self._row += 1

    def _text(
        self, column: int, text: str, *, free: bool = False, shade: bool = False, **look: Any
    ) -> None:
        style: dict[str, Any] = {"valign": "vcenter", "num_format": "@", **look}
        if free:
            style["locked"] = False
        if shade:
            style["bg_color"] = "#FFF8E1"
        found = self._format(style)
        if text:
            self._page.write_string(self._row, column, text, found)
        else:
            self._page.write_blank(self._row, column, None, found)

    def _drop_down(
        self, first: int, left: int, last: int, right: int, source: list[str] | str
    ) -> None:
        # Advice, not a bar: an x or a 1 typed by hand is understood when the sheet comes home.
        rule = {"validate": "list", "source": source, "show_error": False}
        self._page.data_validation(first, left, last, right, rule)

    def _colours(self) -> None:
        for status, colour in _STATUS_COLOURS.items():
            self._page.conditional_format(
                0,
                PUPIL,
                self._row - 1,
                MOTHER,
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{self._words[status]}"',
                    "format": self._book.add_format({"font_color": colour}),
                },
            )

    def _format(self, look: dict[str, Any]) -> "Format":
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": FONT, "font_size": 12} | look)
        return self._formats[key]
