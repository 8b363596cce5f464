"""SpreadsheetML 2003, the XML that old web systems send as "Excel" (often named .xls)."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from bluezone_desktop.exchange.grid import (
    MAX_COLUMNS,
    MAX_ROWS,
    BadTable,
    Cell,
    Fonts,
    GridBuilder,
    Merge,
    Sheet,
    Workbook,
)
from bluezone_desktop.exchange.safe_xml import Ignore, read_xml


def read_spreadsheet_xml(data: bytes) -> Workbook:
    """Read a SpreadsheetML 2003 workbook.

    Raises BadTable where it is damaged, brings a document type, or holds no sheet.
    """
    book = _Book()
    read_xml(_pieces(data), book)
    if not book.sheets:
        raise BadTable("files.not_a_table")
    return Workbook(tuple(book.sheets), "xml")


def _pieces(data: bytes) -> Iterable[bytes]:
    for start in range(0, len(data), 1 << 20):
        yield data[start : start + (1 << 20)]


class _Book(Ignore):
    """Takes the document apart; positions are told by index where cells are skipped."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._fonts: dict[str, str] = {}
        self._style = ""
        self._name = ""
        self._is_hidden = False
        self._type: str | None = None
        self._text: list[str] = []
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._grid = GridBuilder()
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._cell_styles: dict[tuple[int, int], str] = {}
        self._row = self._column = self._next_column = self._columns = 0
        self._rows = 0
        self._in_comment = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Cell":
            self._column = _index(attributes, self._next_column)
            across, down = _number(attributes, "MergeAcross"), _number(attributes, "MergeDown")
            self._next_column = self._column + 1 + across
            if across or down:
                self._merges.append(
                    (self._row, self._column, self._row + down, self._column + across)
                )
            if style := attributes.get("StyleID"):
                self._cell_styles[self._row, self._column] = style
        elif name == "Comment":
            self._in_comment = True
        elif name == "Data" and not self._in_comment:
            self._type = attributes.get("Type", "String")
            self._text = []
        elif name == "Row":
            self._row = _index(attributes, self._rows)
            span = _number(attributes, "Span")
            self._rows = self._row + 1 + span
            self._next_column = 0
            if attributes.get("Hidden") == "1":
                self._hidden_rows.update(range(self._row, min(self._rows, MAX_ROWS)))
        elif name == "Column":
            first = _index(attributes, self._columns)
            self._columns = first + 1 + _number(attributes, "Span")
            if attributes.get("Hidden") == "1":
                self._hidden_columns.update(range(first, min(self._columns, MAX_COLUMNS)))
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Worksheet":
            self._begin_sheet()
            self._name = attributes.get("Name", "")
            self._is_hidden = False
        elif name == "Visible":
            self._type, self._text = "Visible", []
        elif name == "Style":
            self._style = attributes.get("ID", "")
        elif name == "Font" and self._style and attributes.get("FontName"):
            self._fonts[self._style] = attributes["FontName"]

    def end(self, name: str) -> None:
        if name == "Comment":
            # It has Data of its own, which is not the cell's.
            self._in_comment = False
        elif name == "Data" and self._type is not None:
            value = _value(self._type, "".join(self._text))
            self._grid.put(self._row, self._column, value)
            self._type = None
        elif name == "Visible" and self._type == "Visible":
            self._is_hidden = "".join(self._text).strip() != "SheetVisible"
            self._type = None
        elif name == "Style":
            self._style = ""
        elif name == "Worksheet":
            self.sheets.append(
                Sheet(
                    name=self._name,
                    rows=self._grid.rows(),
                    merges=tuple(self._merges),
                    hidden_rows=frozenset(self._hidden_rows),
                    hidden_columns=frozenset(self._hidden_columns),
                    hidden=self._is_hidden,
                    cut=self._grid.cut,
                    fonts=partial(_fonts_of, self._fonts, self._cell_styles),
                )
            )

    def text(self, data: str) -> None:
        if self._type is not None:
            self._text.append(data)


def _fonts_of(fonts: dict[str, str], cells: dict[tuple[int, int], str]) -> Fonts:
    return {place: fonts[style] for place, style in cells.items() if style in fonts}


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _index(attributes: dict[str, str], following: int) -> int:
    """Where an element stands, from 0: said by an index counted from 1, or after the one before."""
    said = _number(attributes, "Index")
    return said - 1 if said else following


def _value(kind: str, text: str) -> Cell:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip())
            return _day_or_moment(moment)
    except ValueError:
        return text
    if kind == "Boolean":
        return text.strip() == "1"
    return text


def _day_or_moment(moment: datetime) -> date | datetime:
    return moment if moment.hour or moment.minute else moment.date()
