"""A small writer of .xls files: BIFF5 (Excel 95) and BIFF8 (Excel 97), container and all.

No library writes BIFF5 any more, and old class lists are full of it: text in a Windows code page,
shown by fonts that only look Vietnamese.
"""

import struct
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tests.unit.exchange.table_writers import Grid, Value

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Text = Callable[[str, str], bytes]
_DAY_ZERO = date(1899, 12, 30).toordinal()


def write_xls(
    path: Path,
    grids: Sequence[Grid],
    *,
    biff: int = 8,
    codepage: str = "cp1252",
    font: str = "Arial",
    title_font: str | None = None,
    title_rows: int = 0,
    after_begin: bytes = b"",
    at_end: bytes = b"",
) -> Path:
    """Write sheets.

    biff        5 or 8
    codepage    how BIFF5 text is put into bytes
    font        the font of every cell but those of the first ``title_rows`` rows
    title_font  the font of those
    after_begin records to stand right after the first of all
    at_end      records to stand after the last cell of every sheet
    """
    stream = _stream(
        grids,
        biff,
        codepage,
        (font, title_font or font),
        title_rows,
        after_begin=after_begin,
        at_end=at_end,
    )
    path.write_bytes(_container(stream, "Workbook" if biff == 8 else "Book"))
    return path


def _stream(
    grids: Sequence[Grid],
    biff: int,
    codepage: str,
    fonts: tuple[str, str],
    title_rows: int,
    *,
    after_begin: bytes,
    at_end: bytes,
) -> bytes:
    version = 0x0600 if biff == 8 else 0x0500

    def text(value: str, count: str) -> bytes:
        if biff == 8:
            return struct.pack(count, len(value)) + b"\x01" + value.encode("utf-16-le")
        raw = value.encode(codepage)
        return struct.pack(count, len(raw)) + raw

    def begin(kind: int) -> bytes:
        rest = struct.pack("<HH", 0x0DBB, 0x07CC) + (bytes(8) if biff == 8 else b"")
        return _record(0x0809, struct.pack("<HH", version, kind) + rest)

    number = {"cp1252": 1252, "cp1258": 1258}[codepage]
    globals_ = begin(0x0005) + after_begin
    globals_ += _record(0x0042, struct.pack("<H", 1200 if biff == 8 else number))
    # Font number 4 does not exist; the fifth font of the file is number 5.
    for font in (*fonts[:1] * 4, fonts[1]):
        head = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
        globals_ += _record(0x0031, head + text(font, "<B"))
    for font_number, form in ((0, 0), (5, 0), (0, 14)):
        size = 20 if biff == 8 else 16
        body = struct.pack("<HHH", font_number, form, 1)
        globals_ += _record(0x00E0, body + bytes(size - len(body)))
    sheets = [_sheet(grid, begin(0x0010), text, title_rows, at_end) for grid in grids]
    bounds = [text(grid.name, "<B") for grid in grids]
    offset = len(globals_) + sum(4 + 6 + len(name) for name in bounds) + 4
    for name, sheet in zip(bounds, sheets, strict=True):
        globals_ += _record(0x0085, struct.pack("<IH", offset, 0) + name)
        offset += len(sheet)
    return globals_ + _record(0x000A, b"") + b"".join(sheets)


def _sheet(grid: Grid, begin: bytes, text: Text, title_rows: int, at_end: bytes) -> bytes:
    body = begin
    for column in grid.hidden_columns:
        body += _record(0x007D, struct.pack("<HHHHHH", column, column, 2560, 0, 1, 0))
    for number in grid.hidden_rows:
        body += _record(0x0208, struct.pack("<HHHHHHI", number, 0, 9, 255, 0, 0, 0x20))
    for number, row in enumerate(grid.rows):
        for column, value in enumerate(row):
            style = 1 if number < title_rows else 0
            body += _cell(number, column, value, style, text)
    if grid.merges:
        ranges = b"".join(struct.pack("<HHHH", m[0], m[2], m[1], m[3]) for m in grid.merges)
        body += _record(0x00E5, struct.pack("<H", len(grid.merges)) + ranges)
    return body + at_end + _record(0x000A, b"")


def _cell(number: int, column: int, value: Value, style: int, text: Text) -> bytes:
    if value is None or value == "":
        return b""
    if isinstance(value, date):
        start = struct.pack("<HHH", number, column, 2)
        return _record(0x0203, start + struct.pack("<d", value.toordinal() - _DAY_ZERO))
    start = struct.pack("<HHH", number, column, style)
    if isinstance(value, (int, float)):
        return _record(0x0203, start + struct.pack("<d", value))
    return _record(0x0204, start + text(value, "<H"))


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _container(stream: bytes, name: str) -> bytes:
    """An OLE container with one stream: header, FAT, directory, content."""
    # Short streams live elsewhere in a container; what fills this one up reads as empty records.
    stream = stream.ljust(4096 + len(stream) % 4, b"\0")
    content = -(-len(stream) // _SECTOR)
    fat_sectors = 1
    while (content + 1 + fat_sectors) * 4 > fat_sectors * _SECTOR:
        fat_sectors += 1
    fat = [_FAT] * fat_sectors + [_END]
    first = fat_sectors + 1
    fat += [*range(first + 1, first + content), _END]
    fat += [_FREE] * (fat_sectors * _SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, fat_sectors, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    entry = _entry(name, 2, child=_FREE, start=first, size=len(stream))
    directory = (root + entry).ljust(_SECTOR, b"\0")
    body = stream.ljust(content * _SECTOR, b"\0")
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
