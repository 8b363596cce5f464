"""What python-calamine does not tell about an xlsx file: how far it reaches, what is hidden, fonts.

The parts of the container are searched as text, which costs a tenth of reading them as XML. Nothing
that is found here becomes a value. It also says whether a part is written plainly enough for
python-calamine, which trusts what a file says of itself and takes the whole program with it where
that needs more memory than there is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bluezone_desktop.exchange.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, BadTable, Fonts
from bluezone_desktop.exchange.safe_xml import Ignore, read_xml
from bluezone_desktop.exchange.zipped import Archive

_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension[\s/>]")
_PLAIN_DIMENSION = re.compile(
    rb"""<(?:\w+:)?dimension ref="[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?"\s*/?>"""
)
# What follows the place of a cell that has a format and nothing in it.
_NOTHING = rb"""(?:\ \w+="\w*")*\ ?/>"""
_SPACES = (b"\t", b"\r", b"\n", b"/")
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\b(?=[^<>]*\bhidden=["'](?:1|true)["'])[^<>]*?\br=["'](\d{1,7})"""
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_ATTRIBUTE = re.compile(rb"""\b(\w+)=["']([^"']*)["']""")
_STYLED = re.compile(rb"<(?:\w+:)?c\b([^<>/]*)>")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*(/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"""
)
_STRINGS_ROOT = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>\s*)?<(?:\w+:)?sst((?:\s+[\w:]+="[^"<>]*")*)\s*/?>"""
)
_COUNT = re.compile(rb"""\b(?:uniqueC|c)ount="(\d{1,18})\"""")
_STRING = re.compile(rb"[<:]si[\s/>]")
_MOST_COLUMN_TAGS = 2_000
_LONG = 4 << 20


@dataclass(slots=True)
class SheetScan:
    """What the text of one sheet tells. Rows and columns are counted from 0.

    rows, columns  how far cells with something in them reach
    plain          every cell says where it is, in the way nearly every program writes it
    uncalculated   formulas without a saved value
    """

    rows: int = 0
    columns: int = 0
    plain: bool = True
    uncalculated: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def area(self) -> int:
        """Cells of the rectangle that holds everything."""
        return self.rows * self.columns

    @property
    def is_small(self) -> bool:
        """Whether that rectangle may be filled."""
        return self.rows <= MAX_ROWS and self.columns <= MAX_COLUMNS and self.area <= MAX_CELLS


def column_number(letters: bytes) -> int:
    """A column's letters as a number counted from 0: "A" is 0, "AA" is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def scan_sheet(archive: Archive, part: str) -> SheetScan:
    """Search one sheet. Raises BadTable for a damaged one, or one with a document type."""
    scan = _scan(archive.chunks(part), quick=True)
    if scan.plain and not scan.is_small:
        return _scan(archive.chunks(part), quick=False)
    return scan


def _scan(chunks: Iterable[bytes], *, quick: bool) -> SheetScan:
    """One way through a sheet. The quick one takes formatted empty cells for filled ones."""
    scan = SheetScan()
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    filled = 0
    prefix: bytes | None = None
    place = re.compile(b"")
    for piece in _whole_rows(chunks):
        _refuse_doctype(piece)
        if prefix is None and (root := _ROOT.search(piece)):
            prefix = root[1] or b""
            place = _place(prefix, quick=quick)
        if prefix is None or not _is_plain(piece, prefix):
            scan.plain = False
        elif found := place.findall(piece):
            filled += len(found)
            # Formatted empty cells are let through, but not without end: finding them takes time.
            if filled > (2 * MAX_CELLS if quick else MAX_CELLS):
                raise BadTable("files.too_many_cells", detail=f"{filled} filled cells")
            letters, numbers = zip(*found, strict=True)
            columns.update(letters)
            rows.update(numbers)
            if quick and len(found) != piece.count(b"<" + prefix + b"c "):
                scan.plain = False
        elif quick and b"<" + prefix + b"c " in piece:
            scan.plain = False
        if b"hidden=" in piece:
            scan.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
            _note_hidden_columns(scan.hidden_columns, piece)
        if b"<f" in piece or b":f" in piece:
            scan.uncalculated += sum(
                not (value and b't="str"' in head) for head, value in _FORMULA.findall(piece)
            )
    scan.plain = scan.plain and prefix is not None
    scan.rows = max(map(int, rows), default=0)
    scan.columns = max((column_number(letters) + 1 for letters in columns), default=0)
    return scan


def _place(prefix: bytes, *, quick: bool) -> re.Pattern[bytes]:
    start = b"<" + re.escape(prefix) + rb"""c r="([A-Z]{1,3})([1-9]\d{0,6})\""""
    return re.compile(start if quick else start + b"(?!" + _NOTHING + b")")


def _is_plain(piece: bytes, prefix: bytes) -> bool:
    """Whether cells are written in one way only, and the size of the sheet in the usual one."""
    if b"\0" in piece or any(b"<c" + s in piece or b":c" + s in piece for s in _SPACES):
        return False
    if prefix:
        mine = piece.count(b":c ") == piece.count(b"<" + prefix + b"c ")
        closed = piece.count(b":c>") == piece.count(b"</" + prefix + b"c>")
        others = b"<c " in piece or b"<c>" in piece or not (mine and closed)
    else:
        others = b":c " in piece or b"<c>" in piece or b":c>" in piece
    return not others and len(_DIMENSION.findall(piece)) == len(_PLAIN_DIMENSION.findall(piece))


def strings_are_plain(archive: Archive, part: str) -> bool:
    """Whether there are as many shared strings as the part says of itself, or more.

    Raises BadTable for a damaged part, one with a document type, or far too many strings.
    """
    said = strings = 0
    plain = False
    for number, piece in enumerate(_whole_rows(archive.chunks(part))):
        _refuse_doctype(piece)
        if number == 0 and (root := _STRINGS_ROOT.match(piece)):
            plain = b"\0" not in piece
            said = max((int(count) for count in _COUNT.findall(root[1])), default=0)
        strings += len(_STRING.findall(piece))
        if strings > MAX_CELLS:
            raise BadTable("files.too_many_cells", detail="too many shared strings")
    # Programs that count the cells instead of the strings are many; a reasonable lie is no harm.
    return plain and said <= max(2 * strings, MAX_CELLS)


def unpack(archive: Archive, part: str) -> int:
    """Unpack a part, so that it is counted: its size. Raises BadTable for a document type."""
    size = 0
    for piece in _whole_rows(archive.chunks(part)):
        _refuse_doctype(piece)
        size += len(piece)
    return size


def read_fonts(archive: Archive, part: str, style_part: str) -> Fonts:
    """The font names of a sheet's cells; none where the styles cannot be read."""
    styles = _Styles()
    try:
        read_xml(archive.chunks(style_part), styles)
    except BadTable:
        return {}
    fonts: dict[tuple[int, int], str] = {}
    for piece in _whole_rows(archive.chunks(part)):
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


def _whole_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut between rows where there are any, so that no search misses a cell."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        cut = data.rfind(b"<row ") if len(data) < _LONG else -1
        if cut <= 0:
            cut = data.rfind(b"<")
        # Text longer than that without any tag holds no cell, and is not carried along for ever.
        if cut > 0 and len(data) - cut < _LONG:
            yield data[:cut]
            rest = data[cut:]
        else:
            yield data
            rest = b""
    if rest:
        yield rest


def _note_hidden_columns(hidden: set[int], piece: bytes) -> None:
    for tag in _COLUMN.findall(piece)[:_MOST_COLUMN_TAGS]:
        attributes = dict(_ATTRIBUTE.findall(tag))
        first, last = attributes.get(b"min", b"")[:9], attributes.get(b"max", b"")[:9]
        if attributes.get(b"hidden") in {b"1", b"true"} and first.isdigit() and last.isdigit():
            hidden.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))


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
