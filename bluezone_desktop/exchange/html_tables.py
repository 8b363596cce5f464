"""HTML pages that web systems send as "Excel" (often named .xls): their tables as one sheet.

Excel puts all tables of a page below one another on one sheet, with the text between them; so does
this reader, and rows get the numbers Excel gives them as nearly as can be. The page is cut at its
tags by hand: the parser of the standard library takes quadratic time on pages made to hurt it.
"""

import html
import re
from collections.abc import Iterator

from bluezone_desktop.exchange.grid import (
    MAX_COLUMNS,
    BadTable,
    GridBuilder,
    Merge,
    Sheet,
    Workbook,
)

_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SPAN = re.compile(r"""\b(colspan|rowspan)\s*=\s*["']?\s*(\d{1,5})""", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,60})</x:Name>", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "title", "noscript", "xml"})
_BREAKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "br", "hr"})
_MAX_ROWSPAN = 1_000
_MAX_SPANNED = 1_000_000
"""Columns taken up by cells that span rows, all rows together; a page made to hurt has more."""


def read_html(text: str) -> Workbook:
    """Read the tables of a page. Raises BadTable where it has none, or more than can be held."""
    page = _Page()
    silent = ""
    comment = False
    for number, piece in enumerate(_pieces(text)):
        if comment or piece.startswith("!--"):
            _, ended, after = piece.partition("-->")
            comment = not ended
            page.text(after)
            continue
        tag, closed, after = piece.partition(">")
        found = _TAG.match(tag)
        if number == 0:
            page.text(piece)
        elif silent:
            if found and found[1] and found[2].lower() == silent:
                silent = ""
                page.text(after)
        elif closed and found:
            name = found[2].lower()
            if name in _SILENT:
                silent = "" if found[1] else name
            elif found[1]:
                page.close(name)
            else:
                page.open(name, tag)
            page.text("" if silent else after)
        elif closed and tag.startswith(("!", "?", "/")):
            page.text(after)
        else:
            page.text("<" + piece)
    named = _SHEET_NAME.search(text[:20_000])
    return Workbook((page.sheet(html.unescape(named[1]).strip() if named else ""),), "html")


def _pieces(text: str) -> Iterator[str]:
    """The text between one "<" and the next; all at once they would fill the memory."""
    start = 0
    while (end := text.find("<", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


class _Page:
    """The rows of a page as they come. Inner tables give rows of their own."""

    def __init__(self) -> None:
        self._grid = GridBuilder()
        self._merges: list[Merge] = []
        self._row = 0
        self._tables = 0
        self._open_rows: list[_Row] = []
        self._down: dict[int, int] = {}
        self._loose: list[str] = []
        self._spanned = 0

    def open(self, name: str, tag: str) -> None:
        if name == "table":
            self._tables += 1
            self._end_loose_or_cell()
            self._down = {}
            self._open_rows.append(_Row())
        elif name == "tr" and self._open_rows:
            self._end_row()
            self._open_rows[-1].begun = True
        elif name in {"td", "th", "caption"} and self._open_rows:
            self._open_rows[-1].begin_cell(tag)
        elif name in _BREAKS:
            self._break()

    def close(self, name: str) -> None:
        if name == "table" and self._open_rows:
            self._end_row()
            self._open_rows.pop()
            self._down = {}
        elif name in {"tr", "caption"} and self._open_rows:
            self._end_row()
        elif name in {"td", "th"} and self._open_rows:
            self._open_rows[-1].end_cell()
        elif name in _BREAKS:
            self._break()

    def text(self, data: str) -> None:
        if not data:
            return
        if self._open_rows:
            self._open_rows[-1].text(data)
        elif not data.isspace():
            self._loose.append(data)

    def _break(self) -> None:
        if self._open_rows:
            self._open_rows[-1].text("\n")
        else:
            self._end_loose()

    def _end_loose(self) -> None:
        text = _plain("".join(self._loose))
        self._loose = []
        if text:
            self._grid.put(self._row, 0, text)
            self._row += 1

    def _end_loose_or_cell(self) -> None:
        """A table begins: what stood before it, in the page or in a cell around it, is a row."""
        if not self._open_rows:
            self._end_loose()
            return
        self._end_row()

    def _end_row(self) -> None:
        row = self._open_rows[-1]
        self._open_rows[-1] = _Row()
        row.end_cell()
        if not row.cells and not row.begun:
            return
        column = 0
        following: dict[int, int] = {}
        for text, across, down in row.cells:
            while self._down.get(column, 0):
                column += 1
            self._grid.put(self._row, column, text)
            if across > 1 or down > 1:
                self._merges.append((self._row, column, self._row + down - 1, column + across - 1))
            if down > 1:
                last = min(column + across, MAX_COLUMNS)
                following.update(dict.fromkeys(range(column, last), down - 1))
            column += across
        self._spanned += len(following) + len(self._down)
        if self._spanned > _MAX_SPANNED:
            raise BadTable("files.too_many_cells")
        self._down = {at: left - 1 for at, left in self._down.items() if left > 1} | following
        self._row += 1

    def sheet(self, name: str) -> Sheet:
        while self._open_rows:
            self._end_row()
            self._open_rows.pop()
        self._end_loose()
        if not self._tables:
            raise BadTable("files.not_a_table")
        return Sheet(name, self._grid.rows(), tuple(self._merges), cut=self._grid.cut)


class _Row:
    """The cells of a table row: text, columns and rows they span.

    begun  the page says <tr>: the row counts also where all its cells hang down from above
    """

    def __init__(self) -> None:
        self.cells: list[tuple[str, int, int]] = []
        self.begun = False
        self._spans = (1, 1)
        self._text: list[str] | None = None

    def begin_cell(self, tag: str) -> None:
        self.end_cell()
        across = down = 1
        for name, number in _SPAN.findall(tag):
            if name.lower() == "colspan":
                across = min(max(1, int(number)), MAX_COLUMNS)
            else:
                down = min(max(1, int(number)), _MAX_ROWSPAN)
        self._spans = (across, down)
        self._text = []

    def end_cell(self) -> None:
        if self._text is not None:
            self.cells.append((_plain("".join(self._text)), *self._spans))
            self._text = None

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


def _plain(text: str) -> str:
    """The text a reader sees: entities resolved, blanks as they are shown, line breaks kept."""
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
