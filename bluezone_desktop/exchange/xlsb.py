"""Binary workbooks of Excel (xlsb), read record by record.

python-calamine reads their values, but neither merged cells nor what is hidden, and lays a sheet
out as one full rectangle. Layouts are those of the public description ([MS-XLSB]).
"""

import struct
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from bluezone_desktop.exchange.grid import (
    BadTable,
    Cell,
    Fonts,
    GridBuilder,
    Merge,
    Room,
    Sheet,
    Workbook,
)
from bluezone_desktop.exchange.number_formats import NumberFormats
from bluezone_desktop.exchange.packages import (
    Package,
    SheetPart,
    binary_package,
    binary_records,
    wide_text,
)
from bluezone_desktop.exchange.zipped import Archive

T = TypeVar("T")

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _RICH_TEXT = 8, 9, 10, 62
_STRING, _FONT, _FORMAT, _STYLE = 19, 43, 44, 47
_COLUMN_INFO, _MERGE = 60, 176
_END_OF_CELLS, _END_OF_SHEET = 146, 130
_BEGIN_STYLES, _END_STYLES = 617, 618
_HIDDEN_ROW = 0x10
_MAX_MERGES = 200_000
_MAX_RECORDS = 12_000_000
_COLUMNS = 16_384

_two = struct.Struct("<II").unpack_from
_long = struct.Struct("<I").unpack_from
_double = struct.Struct("<d").unpack_from


def read_xlsb(archive: Archive, book: str, *, very_hidden: bool = False) -> Workbook:
    """Read an xlsb. Very hidden sheets, a program's own, are left out unless asked for.

    book  the part that is the workbook

    Raises BadTable where nothing can be read.
    """
    package = binary_package(archive, book)
    strings = _unless_damaged(lambda: _strings(archive, package.strings)) or []
    styles = _unless_damaged(lambda: _Styles(archive, package)) or _Styles(archive, None)
    room = Room()
    sheets = [
        _sheet(archive, one, strings, styles, room)
        for one in package.sheets
        if very_hidden or one.state != "veryHidden"
    ]
    if sheets and not any(sheet.readable for sheet in sheets):
        raise BadTable("files.damaged", detail="no sheet can be read")
    return Workbook(tuple(sheets), "xlsb")


def _unless_damaged(work: Callable[[], T]) -> T | None:
    try:
        return work()
    except BadTable as error:
        if error.key != "files.damaged":
            raise
    except struct.error:
        pass
    return None


def _strings(archive: Archive, part: str) -> list[str]:
    """The shared strings; of damaged ones those before the damage."""
    found: list[str] = []
    if part:
        try:
            for number, body in binary_records(archive.part(part)):
                if number == _STRING:
                    found.append(wide_text(body, 1)[0])
        except struct.error:
            pass
    return found


class _Styles:
    """The fonts and number formats of a workbook's cell styles."""

    def __init__(self, archive: Archive, package: Package | None) -> None:
        self._fonts: list[str] = []
        self._font_of_style: list[int] = []
        codes: dict[int, str] = {}
        styles: list[int] = []
        if package and package.styles:
            in_styles = False
            for number, body in binary_records(archive.part(package.styles)):
                if number == _FONT:
                    self._fonts.append(wide_text(body, 21)[0])
                elif number == _FORMAT:
                    codes[struct.unpack_from("<H", body)[0]] = wide_text(body, 2)[0]
                elif number in {_BEGIN_STYLES, _END_STYLES}:
                    in_styles = number == _BEGIN_STYLES
                elif number == _STYLE and in_styles:
                    _, form, font = struct.unpack_from("<HHH", body)
                    styles.append(form)
                    self._font_of_style.append(font)
        self.formats = NumberFormats(codes, styles, is_1904=bool(package and package.is_1904))

    def font_of(self, style: int) -> str:
        """The font of a cell style, or "" where there is none such."""
        font = self._font_of_style[style] if style < len(self._font_of_style) else -1
        return self._fonts[font] if 0 <= font < len(self._fonts) else ""


def _sheet(
    archive: Archive, one: SheetPart, strings: list[str], styles: _Styles, room: Room
) -> Sheet:
    hidden = one.state in ("hidden", "veryHidden")
    reader = _SheetReader(strings, styles, room)
    whole = bool(one.part) and _unless_damaged(lambda: reader.read(archive.part(one.part)))
    if not whole:
        return Sheet(one.name, [], hidden=hidden, readable=False)
    fonts = partial(_fonts, archive, one.part, styles)
    return reader.sheet(one.name, fonts, hidden=hidden)


class _SheetReader:
    """Reads the records of one sheet."""

    def __init__(self, strings: list[str], styles: _Styles, room: Room) -> None:
        self._strings = strings
        self._formats = styles.formats
        self._grid = GridBuilder(room)
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._lost = 0
        self._row = 0

    def sheet(self, name: str, fonts: Callable[[], Fonts], *, hidden: bool) -> Sheet:
        """What was read."""
        return Sheet(
            name=name,
            rows=self._grid.rows(),
            merges=tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            hidden=hidden,
            cut=self._grid.cut,
            lost=self._lost,
            fonts=fonts,
        )

    def read(self, part: bytes) -> bool:
        """Read a sheet's part; whether its cells came to their end."""
        whole = False
        for count, (number, body) in enumerate(binary_records(part)):
            if count > _MAX_RECORDS:
                raise BadTable("files.too_many_cells")
            try:
                if number <= _FORMULA_BOOL or number == _RICH_TEXT:
                    self._take(number, body)
                elif number in {_MERGE, _COLUMN_INFO}:
                    self._take_looks(number, body)
                elif number in {_END_OF_CELLS, _END_OF_SHEET}:
                    whole = True
            except struct.error:
                self._lost += 1
        return whole

    def _take(self, number: int, body: memoryview) -> None:
        if number == _ROW:
            self._row = _long(body)[0]
            if len(body) > 11 and body[11] & _HIDDEN_ROW:
                self._hidden_rows.add(self._row)
        elif number != _BLANK:
            column, style = _two(body)
            self._grid.put(self._row, column, self._value(number, body, style & 0xFFFFFF))

    def _value(self, number: int, body: memoryview, style: int) -> Cell:
        if number == _SHARED:
            place: int = _long(body, 8)[0]
            if place < len(self._strings):
                return self._strings[place]
            self._lost += 1
            return None
        if number in {_TEXT, _FORMULA_TEXT, _RICH_TEXT}:
            return wide_text(body, 9 if number == _RICH_TEXT else 8)[0]
        if number in {_BOOL, _FORMULA_BOOL}:
            return len(body) > 8 and bool(body[8])
        if number in {_RK, _REAL, _FORMULA_NUMBER}:
            read = _rk(_long(body, 8)[0]) if number == _RK else _double(body, 8)[0]
            return self._formats.value(read, style)
        return None  # an error, which shows no value

    def _take_looks(self, number: int, body: memoryview) -> None:
        if number == _COLUMN_INFO:
            first, last, _, _, options = struct.unpack_from("<IIIIH", body)
            if options & 1 and len(self._hidden_columns) < _COLUMNS:
                self._hidden_columns.update(range(first, min(last, _COLUMNS - 1) + 1))
        else:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            if len(self._merges) < _MAX_MERGES and top <= bottom and left <= right:
                self._merges.append((top, left, bottom, right))


def _rk(raw: int) -> float:
    """A number in four bytes: the upper half of a float, or an integer; perhaps in hundredths."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30 if raw & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value


def _fonts(archive: Archive, part: str, styles: _Styles) -> Fonts:
    """The font names of a sheet's cells with text."""
    found: dict[tuple[int, int], str] = {}
    row = 0
    try:
        for number, body in binary_records(archive.part(part)):
            if number == _ROW:
                row = _long(body)[0]
            elif number in {_TEXT, _SHARED, _FORMULA_TEXT, _RICH_TEXT}:
                column, style = _two(body)
                if name := styles.font_of(style & 0xFFFFFF):
                    found[row, column] = name
    except (struct.error, BadTable):
        return found
    return found
