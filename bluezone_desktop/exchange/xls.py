"""Workbooks of Excel 95 to 2003 (xls: BIFF5 and BIFF8), read record by record.

python-calamine reads them too, and faster; but it makes room for as many cells as a sheet says it
has, which ends the program where a damaged file says billions, and gives up a whole workbook for
one bad record. Here a bad record costs its cell, a bad sheet itself, and both are told. Layouts are
those of the public descriptions ([MS-XLS], and the OpenOffice.org notes for BIFF5).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from bluezone_desktop.exchange import biff_records as biff
from bluezone_desktop.exchange.biff_records import Book, SheetEntry
from bluezone_desktop.exchange.grid import (
    BadTable,
    Fonts,
    GridBuilder,
    Merge,
    Room,
    Sheet,
    Workbook,
)
from bluezone_desktop.exchange.xls_rescue import find_records, with_true_offsets

_BOF, _EOF, _BLANKS_AT_END = 0x0809, 0x000A, 0
_ROW, _COLUMN_INFO, _MERGES, _DIMENSIONS = 0x0208, 0x007D, 0x00E5, 0x0200
_BLANK, _MANY_BLANKS = 0x0201, 0x00BE
_LABEL, _RICH_LABEL, _SHARED_LABEL = 0x0204, 0x00D6, 0x00FD
_NUMBER, _RK, _MANY_RK, _BOOL = 0x0203, 0x027E, 0x00BD, 0x0205
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_FORMULA_TEXT = 0x0207
_CELLS = _FORMULAS | {_LABEL, _RICH_LABEL, _SHARED_LABEL, _NUMBER, _RK, _MANY_RK, _BOOL}
_CELLS |= {_BLANK, _MANY_BLANKS}
_VERY_HIDDEN = 2
_MAX_MERGES = 100_000
_COLUMNS = 256

_head = struct.Struct("<HH").unpack_from
_place = struct.Struct("<HHH").unpack_from
_word = struct.Struct("<H").unpack_from
_long = struct.Struct("<I").unpack_from
_double = struct.Struct("<d").unpack_from


def read_xls(data: bytes, *, very_hidden: bool = False) -> Workbook:
    """Read an xls, also from a slightly damaged container, or from none at all.

    Sheets that cannot be read are told as such; very hidden ones, a program's own, are left out
    unless asked for. Raises BadTable where nothing can be read, or the workbook has a password.
    """
    best: list[_Found] | None = None
    for records in _candidates(data):
        try:
            found = _sheets(records, very_hidden=very_hidden)
        except struct.error:
            continue
        if best is None or _wholeness(found) > _wholeness(best):
            best = found
        if all(one.end is _End.SAID for one in best):
            break
    if best is None or (best and not any(one.sheet.readable for one in best)):
        raise BadTable("files.damaged", detail="no sheet can be read")
    return Workbook(tuple(one.sheet for one in best), "xls")


def _candidates(data: bytes) -> Iterator[bytes]:
    """The records as the container gives them, else as they lie in the file one after the other."""
    # Where blanks at the end were lost with the rest of a sector, they belong to its last record.
    data += bytes(3)
    stream = biff.workbook_stream(data)
    if stream:
        yield stream
        yield with_true_offsets(stream)
    if records := find_records(data):
        yield with_true_offsets(records)
    elif not stream:
        yield data


class _End(IntEnum):
    """How the records of a sheet end."""

    MISSING = 0
    BLANK = 1
    SAID = 2


@dataclass(frozen=True, slots=True)
class _Found:
    sheet: Sheet
    end: _End


def _wholeness(found: list[_Found]) -> int:
    return sum(one.end for one in found)


def _sheets(records: bytes, *, very_hidden: bool) -> list[_Found]:
    book = biff.read_book(records)
    if book.encrypted:
        raise BadTable("files.password_needed")
    room = Room()
    begins = sorted({entry.begin for entry in book.sheets})
    found: list[_Found] = []
    for entry in book.sheets:
        if entry.state == _VERY_HIDDEN and not very_hidden:
            continue
        end = begins[bisect_right(begins, entry.begin) :]
        reader = _SheetReader(records, book, room)
        how = reader.read(entry.begin, end[0] if end else len(records))
        if how is _End.MISSING:
            sheet = Sheet(entry.name, [], hidden=bool(entry.state), readable=False)
        else:
            sheet = reader.sheet(entry)
        found.append(_Found(sheet, how))
    return found


@dataclass(slots=True)
class _Awaited:
    """A formula whose text comes in a record of its own."""

    row: int
    column: int


class _SheetReader:
    """Reads the records of one sheet."""

    def __init__(self, records: bytes, book: Book, room: Room) -> None:
        self._records = records
        self._book = book
        self._grid = GridBuilder(room)
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._lost = 0
        self._said_rows = 0
        self._last_row = 0
        self._awaited: _Awaited | None = None

    def sheet(self, entry: SheetEntry) -> Sheet:
        """What was read."""
        return Sheet(
            name=entry.name,
            rows=self._grid.rows(),
            merges=tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            hidden=bool(entry.state),
            cut=self._grid.cut,
            lost=self._lost,
            fonts=partial(_fonts, self._records, entry.begin, self._book),
        )

    def read(self, begin: int, end: int) -> _End:
        """Read from the sheet's first record to its last; how it ended."""
        records = self._records
        if begin + 4 > end or _head(records, begin)[0] != _BOF:
            return _End.MISSING
        for number, start, length in cells_of(records, begin, end):
            if number == _EOF:
                return _End.SAID
            if number == _BLANKS_AT_END:
                return _End.BLANK if self._last_row >= self._said_rows - 1 else _End.MISSING
            try:
                self._take(number, start, length)
            except struct.error:
                self._lost += 1
        return _End.MISSING

    def _take(self, number: int, start: int, length: int) -> None:
        records, book, put = self._records, self._book, self._grid.put
        if number in _CELLS:
            self._last_row = _word(records, start)[0]
        if number == _SHARED_LABEL:
            _require(length, 10)
            row, column, _ = _place(records, start)
            text = book.string(_long(records, start + 6)[0])
            self._lost += text is None
            put(row, column, text)
        elif number in {_RK, _NUMBER}:
            _require(length, 10 if number == _RK else 14)
            row, column, style = _place(records, start)
            value = _rk(records, start + 6) if number == _RK else _double(records, start + 6)[0]
            put(row, column, book.formats.value(value, style))
        elif number in {_LABEL, _RICH_LABEL}:
            _require(length, 8)
            row, column, _ = _place(records, start)
            put(row, column, book.text(records[start + 6 : start + length]))
        elif number in _FORMULAS:
            _require(length, 14)
            self._take_formula(start)
        elif number == _FORMULA_TEXT:
            if self._awaited:
                text = book.text(records[start : start + length])
                put(self._awaited.row, self._awaited.column, text)
                self._awaited = None
        elif number == _MANY_RK:
            self._take_many(start, length)
        elif number == _BOOL:
            _require(length, 8)
            row, column, _ = _place(records, start)
            if not records[start + 7]:  # else it is an error, which shows no value
                put(row, column, bool(records[start + 6]))
        else:
            self._take_looks(number, start, length)

    def _take_formula(self, start: int) -> None:
        records = self._records
        row, column, style = _place(records, start)
        self._lost += self._awaited is not None
        self._awaited = None
        if records[start + 12 : start + 14] != b"\xff\xff":
            value = _double(records, start + 6)[0]
            self._grid.put(row, column, self._book.formats.value(value, style))
        elif records[start + 6] == 0:
            self._awaited = _Awaited(row, column)
        elif records[start + 6] == 1:
            self._grid.put(row, column, bool(records[start + 8]))

    def _take_many(self, start: int, length: int) -> None:
        _require(length, 12)
        row, column = _head(self._records, start)
        for at in range(start + 4, start + length - 7, 6):
            style = _word(self._records, at)[0]
            value = _rk(self._records, at + 2)
            self._grid.put(row, column, self._book.formats.value(value, style))
            column += 1

    def _take_looks(self, number: int, start: int, length: int) -> None:
        records = self._records
        if number == _ROW and length >= 16:
            if records[start + 12] & 0x20:
                self._hidden_rows.add(_word(records, start)[0])
        elif number == _DIMENSIONS and length in {10, 14}:
            self._said_rows = (_long if length == 14 else _word)(
                records, start + (4 if length == 14 else 2)
            )[0]
        elif number == _COLUMN_INFO and length >= 10:
            first, last, _, _, options = struct.unpack_from("<HHHHH", records, start)
            if options & 1 and len(self._hidden_columns) < _COLUMNS:
                self._hidden_columns.update(range(first, min(last, _COLUMNS - 1) + 1))
        elif number == _MERGES and length >= 2:
            ranges = min(_word(records, start)[0], (length - 2) // 8)
            for at in range(start + 2, start + 2 + 8 * ranges, 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", records, at)
                if len(self._merges) < _MAX_MERGES and top <= bottom and left <= right:
                    self._merges.append((top, left, bottom, right))


def cells_of(records: bytes, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, place and length of a sheet's own records; charts that lie inside it are left out.

    The end comes last, or ``_BLANKS_AT_END`` where blanks stand in its place, as containers are
    filled up with them; where a record goes beyond ``end``, neither comes.
    """
    position, depth = begin, 0
    while position + 4 <= end:
        number, length = _head(records, position)
        start = position + 4
        position = start + length
        if position > end:
            return
        if number == _BOF:
            depth += 1
        elif number == _EOF or (not number and not length):
            depth -= 1
            if depth <= 0 or not number:
                yield (_EOF if number else _BLANKS_AT_END), start, 0
                return
        elif depth == 1:
            yield number, start, length


def _require(length: int, least: int) -> None:
    if length < least:
        raise struct.error("a record breaks off")


def _rk(records: bytes, start: int) -> float:
    """A number in four bytes: the upper half of a float, or an integer; perhaps in hundredths."""
    raw = _long(records, start)[0]
    if raw & 2:
        value = float((raw >> 2) - (1 << 30 if raw & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value


def _fonts(records: bytes, begin: int, book: Book) -> Fonts:
    """The font names of a sheet's cells with text."""
    found: dict[tuple[int, int], str] = {}
    for number, start, length in cells_of(records, begin, len(records)):
        if number in {_SHARED_LABEL, _LABEL, _RICH_LABEL} and length >= 6:
            row, column, style = _place(records, start)
            if name := book.font_of(style):
                found[row, column] = name
    return found
