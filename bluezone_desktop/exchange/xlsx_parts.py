"""What python-calamine does not tell about an xlsx file: how far it reaches, what is hidden, fonts.

The parts of the container are searched as text, which costs a tenth of reading them as XML. Nothing
that is found here becomes a value; values are read by python-calamine alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bluezone_desktop.exchange.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, BadTable, Fonts
from bluezone_desktop.exchange.safe_xml import Elements, Ignore, read_xml
from bluezone_desktop.exchange.zipped import Archive

# As nearly every program writes a cell; found in a fifth of the time of the patterns below.
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
# A cell with something in it: a formatted empty one closes itself and reaches nowhere.
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>/]*>""")
# A cell that does not say where it is: it follows the one before.
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?![^>]*\sr=)")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row\b")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s>]")
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*?\br=["'](\d+)"""
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""(\w+)=["']([^"']*)["']""")
_STYLED = re.compile(rb"<(?:\w+:)?c\b([^>/]*)>")
_CLOSE_LIMITS = (40_000, 200)
_NAMED_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")


@dataclass(slots=True)
class SheetScan:
    """What the text of one sheet tells. Rows and columns are counted from 0.

    rows, columns  how far cells with something in them reach
    cut            cells that ``trim_sheet`` took out
    """

    rows: int = 0
    columns: int = 0
    cut: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def area(self) -> int:
        """Cells of the rectangle that holds everything."""
        return self.rows * self.columns


def column_number(letters: bytes | str) -> int:
    """A column's letters as a number counted from 0: "A" is 0, "AA" is 26."""
    text = letters.decode("ascii") if isinstance(letters, bytes) else letters
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def sheet_parts(archive: Archive) -> dict[str, str]:
    """The part of each sheet, by the sheet's name. Sheets whose part is missing are left out."""
    book, relations = Elements(), Elements()
    read_xml(archive.chunks("xl/workbook.xml"), book)
    if archive.has("xl/_rels/workbook.xml.rels"):
        read_xml(archive.chunks("xl/_rels/workbook.xml.rels"), relations)
    targets = {
        a.get("Id", ""): a.get("Target", "") for n, a in relations.found if n == "Relationship"
    }
    parts: dict[str, str] = {}
    for name, attributes in book.found:
        if name != "sheet":
            continue
        target = targets.get(attributes.get("id", ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and archive.has(part):
            parts[attributes.get("name", "")] = part
    return parts


def scan_sheet(archive: Archive, part: str) -> SheetScan:
    """Search one sheet. Raises BadTable for a damaged one, or one with a document type."""
    scan = _scan(archive.chunks(part), quick=True)
    if scan.rows > MAX_ROWS or scan.columns > MAX_COLUMNS or scan.area > MAX_CELLS:
        return _scan(archive.chunks(part), quick=False)
    return scan


def _scan(chunks: Iterable[bytes], *, quick: bool) -> SheetScan:
    """One way through a sheet. The quick one takes formatted empty cells for filled ones."""
    scan = SheetScan()
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    row_tags = most_cells = cells_in_row = 0
    unplaced = False
    for piece in _whole_tags(chunks):
        _refuse_doctype(piece)
        found = _PLAIN_CELL.findall(piece)
        if not quick or len(found) != piece.count(b"<c ") + piece.count(b"<c>"):
            found = _CELL.findall(piece)
            unplaced = unplaced or _UNPLACED.search(piece) is not None
        if unplaced:
            first, *others = (len(_CELL_TAG.findall(row)) for row in _ROW_TAG.split(piece))
            row_tags += len(others)
            most_cells = max(most_cells, cells_in_row + first, *others, 0)
            cells_in_row = others[-1] if others else cells_in_row + first
        if found:
            letters, numbers = zip(*found, strict=True)
            columns.update(letters)
            rows.update(numbers)
        if b"hidden=" in piece:
            scan.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
            scan.hidden_columns.update(_hidden_columns(piece))
    placed = max((column_number(letters) + 1 for letters in columns), default=0)
    scan.rows = max(max(map(int, rows), default=0), row_tags)
    scan.columns = max(placed, most_cells)
    return scan


def trim_sheet(archive: Archive, part: str) -> tuple[bytes, SheetScan]:
    """A sheet without the cells beyond the limits, and what it tells now; ``cut`` counts them.

    Where cells far below and cells far to the right still span too large a rectangle, it is cut
    closer: to more rows and columns than any list of a school has, and less than fills the memory.
    Raises BadTable as ``scan_sheet`` does.
    """
    data, scan = _trimmed(archive.part(part), MAX_ROWS, MAX_COLUMNS)
    if scan.area > MAX_CELLS:
        closer, cut = _trimmed(data, *_CLOSE_LIMITS)
        cut.cut += scan.cut
        return closer, cut
    return data, scan


def _trimmed(data: bytes, rows: int, columns: int) -> tuple[bytes, SheetScan]:
    kept: list[bytes] = []
    cut = 0
    for number, piece in enumerate(data.split(b"<c ")):
        place = _PLACE.search(piece, 0, piece.find(b">") + 1) if number else None
        if place and (int(place[2]) > rows or column_number(place[1]) >= columns):
            end = piece.find(b"</c>")
            cut += end >= 0
            kept.append(piece[end + 4 if end >= 0 else piece.find(b">") + 1 :])
        else:
            kept.append(b"<c " + piece if number else piece)
    data = b"".join(kept)
    del kept
    scan = _scan([data], quick=False)
    scan.cut = cut
    return data, scan


def check_other_parts(archive: Archive) -> None:
    """Unpack the parts that python-calamine holds in memory, so that a bomb among them is counted.

    Raises BadTable for damage, a document type, or too much to unpack.
    """
    for name in archive.names():
        if name in _NAMED_PARTS or name.startswith("xl/sharedstrings"):
            for piece in archive.chunks(name):
                _refuse_doctype(piece)


def read_fonts(archive: Archive, part: str) -> Fonts:
    """The font names of a sheet's cells; none where the styles cannot be read."""
    styles = _Styles()
    try:
        read_xml(archive.chunks("xl/styles.xml"), styles)
    except BadTable:
        return {}
    fonts: dict[tuple[int, int], str] = {}
    for piece in _whole_tags(archive.chunks(part)):
        for tag in _STYLED.findall(piece):
            attributes = dict(_ATTRIBUTE.findall(tag))
            place = re.fullmatch(rb"([A-Z]{1,3})(\d{1,7})", attributes.get(b"r", b""))
            style = attributes.get(b"s", b"0")
            if place and style.isdigit():
                name = styles.font_of(int(style))
                if name:
                    fonts[int(place[2]) - 1, column_number(place[1])] = name
    return fonts


def _refuse_doctype(piece: bytes) -> None:
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise BadTable("files.damaged", detail="XML with a document type")


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut between tags so that no search misses one."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        cut = data.rfind(b"<")
        # Text longer than a chunk without any tag holds no cell, and is not carried along for ever.
        if cut > 0 and len(data) - cut < (1 << 20):
            yield data[:cut]
            rest = data[cut:]
        else:
            yield data
            rest = b""
    if rest:
        yield rest


def _hidden_columns(piece: bytes) -> Iterator[int]:
    for tag in _COLUMN.findall(piece):
        attributes = dict(_ATTRIBUTE.findall(tag))
        first, last = attributes.get(b"min", b""), attributes.get(b"max", b"")
        if attributes.get(b"hidden") in {b"1", b"true"} and first.isdigit() and last.isdigit():
            yield from range(int(first) - 1, min(int(last), 16_384))


class _Styles(Ignore):
    """The fonts of xl/styles.xml and the cell formats that name them."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._fonts: list[str] = []
        self._formats: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if name == "font" and parent == "fonts":
            self._fonts.append("")
        elif name == "name" and parent == "font" and self._fonts:
            self._fonts[-1] = attributes.get("val", "")
        elif name == "xf" and parent == "cellXfs":
            number = attributes.get("fontId", "0")
            self._formats.append(int(number) if number.isdigit() else 0)

    def end(self, name: str) -> None:  # noqa: ARG002  (the path knows the name)
        self._path.pop()

    def font_of(self, style: int) -> str:
        """The font of a cell format by its number, or "" where there is none such."""
        font = self._formats[style] if style < len(self._formats) else -1
        return self._fonts[font] if 0 <= font < len(self._fonts) else ""
