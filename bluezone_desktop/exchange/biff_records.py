"""What python-calamine does not tell about an xls file: how far it reaches, what is hidden, fonts.

The record stream is walked once; no value is taken from it. Record numbers and layouts are those of
the format's public description ([MS-XLS], and the OpenOffice.org notes for BIFF5).
"""

import io
import struct
from dataclasses import dataclass, field

from bluezone_desktop.exchange.grid import Fonts

_BOF, _EOF, _FILE_PASS = 0x0809, 0x000A, 0x002F
_BOUND_SHEET, _FONT, _FORMAT_OF_CELL = 0x0085, 0x0031, 0x00E0
_ROW, _COLUMN_INFO = 0x0208, 0x007D
_LABEL, _RICH_LABEL, _SHARED_LABEL = 0x0204, 0x00D6, 0x00FD
_FORMULA, _FORMULA_OLD, _NUMBER, _RK, _ERROR = 0x0006, 0x0406, 0x0203, 0x027E, 0x0205
_MANY_RK = 0x00BD
_TEXT = frozenset({_LABEL, _RICH_LABEL, _SHARED_LABEL})
_CELLS = _TEXT | {_FORMULA, _FORMULA_OLD, _NUMBER, _RK, _ERROR}


@dataclass(slots=True)
class StreamSheet:
    """What the records of one sheet tell. Rows and columns are counted from 0.

    rows, columns  how far cells with something in them reach
    formats        the cell format of every cell with text
    """

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass(slots=True)
class Stream:
    """What the whole record stream tells. ``sheets`` are in the order of their substreams."""

    encrypted: bool = False
    sheets: list[StreamSheet] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    font_of_format: list[int] = field(default_factory=list)

    def fonts_of(self, sheet: StreamSheet) -> Fonts:
        """The font names of a sheet's cells with text."""
        found: dict[tuple[int, int], str] = {}
        for place, number in sheet.formats.items():
            if number < len(self.font_of_format):
                font = self.font_of_format[number]
                # There is no font number 4: the format skips it for reasons of its own.
                index = font - 1 if font > 4 else font
                if index < len(self.fonts):
                    found[place] = self.fonts[index]
        return found


def workbook_stream(data: bytes) -> bytes | None:
    """The record stream inside an OLE container, or None where there is none to be had."""
    import olefile  # type: ignore[import-untyped]  # has no stubs of its own

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    content: bytes = container.openstream(name).read()
                    return content
    except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError):
        return None
    return None


def container_entries(data: bytes) -> frozenset[str]:
    """The names of the streams at the root of an OLE container; none of a damaged one."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return frozenset(entry[0] for entry in container.listdir())
    except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError):
        return frozenset()


def walk(data: bytes) -> Stream:
    """Walk a record stream. One that breaks off is told as far as it goes."""
    stream = Stream()
    position, end, depth = 0, len(data), 0
    sheet: StreamSheet | None = None
    while position + 4 <= end:
        number, length = struct.unpack_from("<HH", data, position)
        start = position + 4
        position = start + length
        if position > end:
            break
        if number in _CELLS and sheet is not None and length >= 6:
            row, column, style = struct.unpack_from("<HHH", data, start)
            sheet.rows = max(sheet.rows, row + 1)
            sheet.columns = max(sheet.columns, column + 1)
            if number in _TEXT:
                sheet.formats[row, column] = style
        elif number == _BOF:
            depth += 1
            kind = struct.unpack_from("<H", data, start + 2)[0] if length >= 4 else 0
            # Charts lie inside sheets as streams of their own; only worksheets are counted.
            if depth == 1 and kind == 0x0010:
                sheet = StreamSheet()
                stream.sheets.append(sheet)
        elif number == _EOF:
            depth = max(0, depth - 1)
            if depth == 0:
                sheet = None
        elif sheet is not None:
            _note_in_sheet(sheet, number, data[start:position])
        else:
            _note_in_globals(stream, number, data[start:position])
    return stream


def _note_in_sheet(sheet: StreamSheet, number: int, body: bytes) -> None:
    if number == _MANY_RK and len(body) >= 6:
        row = struct.unpack_from("<H", body)[0]
        last = struct.unpack_from("<H", body, len(body) - 2)[0]
        sheet.rows = max(sheet.rows, row + 1)
        sheet.columns = max(sheet.columns, last + 1)
    elif number == _ROW and len(body) >= 16:
        row = struct.unpack_from("<H", body)[0]
        if body[12] & 0x20:
            sheet.hidden_rows.add(row)
    elif number == _COLUMN_INFO and len(body) >= 10:
        first, last, _, _, options = struct.unpack_from("<HHHHH", body)
        if options & 1:
            sheet.hidden_columns.update(range(first, min(last, 255) + 1))


def _note_in_globals(stream: Stream, number: int, body: bytes) -> None:
    if number == _FILE_PASS:
        stream.encrypted = True
    elif number == _FORMAT_OF_CELL and len(body) >= 2:
        stream.font_of_format.append(struct.unpack_from("<H", body)[0])
    elif number == _FONT and len(body) >= 15:
        stream.fonts.append(_font_name(body))


def _font_name(body: bytes) -> str:
    length = body[14]
    rest = body[15:]
    # BIFF8 puts a flag byte before the letters, BIFF5 does not; its lengths tell them apart.
    if len(rest) == length:
        return rest.decode("cp1252", "replace")
    if rest[:1] == b"\x01":
        return rest[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return rest[1 : 1 + length].decode("cp1252", "replace")
