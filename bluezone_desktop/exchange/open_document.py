"""OpenDocument sheets (ods), read from their XML: repeats, merges, what is hidden, and fonts.

python-calamine would read the cells faster, but fills in every repeated cell, and an ods may say
"this row a million times" in forty bytes.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from bluezone_desktop.exchange.grid import (
    MAX_CELLS,
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
from bluezone_desktop.exchange.zipped import Archive

# Elements whose text is not the cell's: comments, drawings, the record of tracked changes.
_ASIDE = frozenset(
    {"annotation", "tracked-changes", "shapes", "frame", "custom-shape", "g", "control", "rect"}
    | {"line", "ellipse", "forms", "dde-links", "content-validations"}
)
_HIDDEN = frozenset({"collapse", "filter"})


def read_ods(archive: Archive) -> Workbook:
    """Read an ods. Raises BadTable where it is damaged, encrypted or reaches too far."""
    manifest = "META-INF/manifest.xml"
    # OpenDocument encryption has nothing to do with Office's, and is hardly met at schools.
    if archive.has(manifest) and b"encryption-data" in archive.part(manifest):
        raise BadTable("files.password_ods")
    content = _Content()
    read_xml(archive.chunks("content.xml"), content)
    return Workbook(tuple(content.sheets), "ods")


class _Content(Ignore):
    """Takes content.xml apart."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._aside = 0
        self._styles = _Styles()
        self._table: _Table | None = None
        self._depth = 0
        self._in_paragraph = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside or name in _ASIDE:
            self._aside += 1
            return
        table = self._table
        if table is None:
            if name == "table":
                self._table = _Table(attributes)
            else:
                self._styles.start(name, attributes)
        elif name in {"table-cell", "covered-table-cell"}:
            table.open_cell(attributes, covered=name != "table-cell")
        elif name in {"p", "h"}:
            table.open_paragraph()
            self._in_paragraph += 1
        elif name == "s" and self._in_paragraph:
            table.text(" " * min(_count(attributes, "c"), 1000))
        elif name in {"tab", "line-break"} and self._in_paragraph:
            table.text("\n" if name == "line-break" else "\t")
        elif name == "table-row":
            table.open_row(attributes)
        elif name == "table-column":
            table.column(attributes)
        elif name == "table":
            self._aside += 1  # a table inside a cell: no list of ours has one

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
            return
        table = self._table
        if table is None:
            self._styles.end(name)
        elif name in {"table-cell", "covered-table-cell"}:
            table.close_cell()
        elif name in {"p", "h"}:
            self._in_paragraph -= 1
        elif name == "table-row":
            table.close_row()
        elif name == "table":
            self.sheets.append(table.sheet(self._styles))
            self._table = None

    def text(self, data: str) -> None:
        if self._in_paragraph and self._table is not None and not self._aside:
            self._table.text(data)


class _Styles:
    """Fonts and visibility that styles give."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._fonts: dict[str, str] = {}
        self._faces: dict[str, str] = {}
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "font-face":
            self._faces[attributes.get("name", "")] = attributes.get("font-family", "").strip("'\"")
        elif name == "text-properties" and self._style:
            font = attributes.get("font-name") or attributes.get("font-family", "")
            if font:
                self._fonts[self._style] = font
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden_tables.add(self._style)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def fonts_of(self, cells: dict[tuple[int, int], str]) -> Fonts:
        """Font names by cell, from style names by cell."""
        found: dict[tuple[int, int], str] = {}
        for place, style in cells.items():
            if font := self._fonts.get(style):
                found[place] = self._faces.get(font) or font
        return found


class _Table:
    """One sheet as it is being read. A row is kept once and put as often as it is repeated."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get("name", "")
        self._style = attributes.get("style-name", "")
        self._grid = GridBuilder()
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}
        self._columns = 0
        self._row = 0
        self._row_repeats = 1
        self._column = 0
        self._cells: list[tuple[int, Cell]] = []
        self._cell_styles: dict[tuple[int, int], str] = {}
        self._cell: dict[str, str] = {}
        self._covered = False
        self._paragraphs: list[str] = []
        self._put = 0

    def column(self, attributes: dict[str, str]) -> None:
        repeats = _count(attributes, "number-columns-repeated")
        last = min(self._columns + repeats, MAX_COLUMNS)
        if attributes.get("visibility") in _HIDDEN:
            self._hidden_columns.update(range(self._columns, last))
        if style := attributes.get("default-cell-style-name"):
            self._column_styles.update(dict.fromkeys(range(self._columns, last), style))
        self._columns += repeats

    def open_row(self, attributes: dict[str, str]) -> None:
        self._row_repeats = _count(attributes, "number-rows-repeated")
        self._column = 0
        self._cells = []
        if attributes.get("visibility") in _HIDDEN:
            last = min(self._row + self._row_repeats, MAX_ROWS)
            self._hidden_rows.update(range(self._row, last))

    def close_row(self) -> None:
        if self._cells:
            kept = min(self._row_repeats, max(0, MAX_ROWS - self._row))
            self._grid.cut += (self._row_repeats - kept) * len(self._cells)
            self._count_put(kept * len(self._cells))
            for row in range(self._row, self._row + kept):
                for column, value in self._cells:
                    self._grid.put(row, column, value)
        self._row += self._row_repeats

    def open_cell(self, attributes: dict[str, str], *, covered: bool) -> None:
        self._cell = attributes
        self._covered = covered
        self._paragraphs = []

    def open_paragraph(self) -> None:
        self._paragraphs.append("")

    def text(self, data: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1] += data

    def close_cell(self) -> None:
        cell, column = self._cell, self._column
        repeats = _count(cell, "number-columns-repeated")
        self._column += repeats
        value = None if self._covered else self._value()
        if value is not None and value != "":
            kept = min(repeats, max(0, MAX_COLUMNS - column))
            self._grid.cut += (repeats - kept) * self._row_repeats
            self._cells.extend((at, value) for at in range(column, column + kept))
            style = cell.get("style-name") or self._column_styles.get(column)
            if style and isinstance(value, str) and kept:
                self._cell_styles[self._row, column] = style
        across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            self._merges.append((self._row, column, self._row + down - 1, column + across - 1))
        self._cell = {}

    def _value(self) -> Cell:
        kind = self._cell.get("value-type", "")
        text = "\n".join(self._paragraphs)
        try:
            if kind in {"float", "currency", "percentage"}:
                return float(self._cell.get("value", ""))
            if kind == "date":
                return _date(self._cell.get("date-value", ""))
        except ValueError:
            return text
        if kind == "boolean":
            return self._cell.get("boolean-value") == "true"
        if kind == "string":
            return self._cell.get("string-value") or text
        return text

    def _count_put(self, cells: int) -> None:
        self._put += cells
        if self._put > MAX_CELLS:
            raise BadTable("files.too_many_cells")

    def sheet(self, styles: _Styles) -> Sheet:
        fonts: Callable[[], Fonts] = partial(styles.fonts_of, self._cell_styles)
        return Sheet(
            name=self._name,
            rows=self._grid.rows(),
            merges=tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            hidden=self._style in styles.hidden_tables,
            cut=self._grid.cut,
            fonts=fonts,
        )


def _count(attributes: dict[str, str], name: str) -> int:
    """A number of repeats or spans: 1 where it is not said or makes no sense."""
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _date(text: str) -> date | datetime:
    moment = datetime.fromisoformat(text)
    return moment if "T" in text and (moment.hour or moment.minute) else moment.date()
