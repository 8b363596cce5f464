"""Workbooks of Excel (xlsx, xlsm, xls, xlsb) by python-calamine, measured before it is let at them.

python-calamine lays every sheet out as one full rectangle, so a single stray cell at the far end of
a sheet costs gigabytes. How far a sheet reaches is therefore searched first; in an xlsx the cells
beyond the limits are taken out and counted, and whatever still reaches too far is refused.
"""

import io
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TypeVar, cast

import python_calamine as calamine

from bluezone_desktop.exchange import biff_records, xlsx_parts
from bluezone_desktop.exchange.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    BadTable,
    Cell,
    Fonts,
    Sheet,
    Workbook,
    is_blank,
)
from bluezone_desktop.exchange.xlsx_parts import SheetScan
from bluezone_desktop.exchange.zipped import Archive

T = TypeVar("T")

_SECTOR = 512


def read_xlsx(data: bytes) -> Workbook:
    """Read an xlsx or xlsm. Formulas give the value saved with them; macros are not looked at.

    Sheets that cannot be read are told as such; very hidden ones, a program's own, are left out.
    Raises BadTable where nothing can be read.
    """
    archive = Archive(data)
    xlsx_parts.check_other_parts(archive)
    parts = xlsx_parts.sheet_parts(archive)
    scans: dict[str, SheetScan] = {}
    trimmed: dict[str, bytes] = {}
    for name, part in parts.items():
        try:
            scans[name] = xlsx_parts.scan_sheet(archive, part)
        except BadTable as error:
            # One bad sheet must not cost the others; a bomb costs the whole file.
            if error.key != "files.damaged":
                raise
        else:
            scan = scans[name]
            if scan.rows > MAX_ROWS or scan.columns > MAX_COLUMNS or scan.area > MAX_CELLS:
                trimmed[part.lower()], scans[name] = xlsx_parts.trim_sheet(archive, part)
    if sum(scan.area for scan in scans.values()) > MAX_CELLS:
        raise BadTable("files.too_many_cells")
    book = _open(archive.with_parts(trimmed) if trimmed else data)
    sheets: list[Sheet] = []
    for index, info in _worksheets(book):
        told = scans.get(info.name)
        sheet = _sheet(book, index, info) if told else _unreadable(info)
        if told and sheet.readable:
            fonts = partial(xlsx_parts.read_fonts, archive, parts[info.name])
            sheet = _with_looks(sheet, told.hidden_rows, told.hidden_columns, fonts)
            sheet = replace(sheet, cut=sheet.cut + told.cut)
        sheets.append(sheet)
    return Workbook(_kept(book, sheets), "xlsx")


def read_xlsb(data: bytes) -> Workbook:
    """Read an xlsb. Raises BadTable where nothing can be read, or a sheet reaches too far."""
    archive = Archive(data)
    area = 0
    for name in archive.names():
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            rows, columns = xlsb_reach(archive.part(name))
            area += rows * columns
        elif name.startswith(("xl/sharedstrings", "xl/workbook", "xl/styles")):
            archive.part(name)
    if area > MAX_CELLS:
        raise BadTable("files.too_many_cells")
    book = _open(data)
    return Workbook(_kept(book, [_sheet(book, i, info) for i, info in _worksheets(book)]), "xlsb")


def read_xls(data: bytes) -> Workbook:
    """Read an xls (BIFF5 or BIFF8), also from a slightly damaged container.

    Raises BadTable where nothing can be read, or a sheet reaches too far.
    """
    # A container that lost the end of its last sector is whole again with blanks in its place.
    data += b"\0" * (-len(data) % _SECTOR)
    content = biff_records.workbook_stream(data)
    stream = biff_records.walk(content) if content else biff_records.Stream()
    if stream.encrypted:
        raise BadTable("files.password_needed")
    if sum(sheet.rows * sheet.columns for sheet in stream.sheets) > MAX_CELLS:
        raise BadTable("files.too_many_cells")
    book = _open(data)
    sheets = [_sheet(book, index, info) for index, info in _worksheets(book)]
    if len(stream.sheets) == len(sheets):
        sheets = [
            _with_looks(
                sheet, told.hidden_rows, told.hidden_columns, partial(stream.fonts_of, told)
            )
            for sheet, told in zip(sheets, stream.sheets, strict=True)
        ]
    return Workbook(_kept(book, sheets), "xls")


def xlsb_reach(part: bytes) -> tuple[int, int]:
    """How far the cells of a binary sheet reach: rows and columns, by [MS-XLSB] 2.1.4."""
    position, end = 0, len(part)
    row = last_row = last_column = 0
    while position < end:
        number, position = _varint(part, position, 2)
        length, position = _varint(part, position, 4)
        if number == 0 and position + 4 <= end:
            row = struct.unpack_from("<I", part, position)[0]
        elif 2 <= number <= 11 and position + 4 <= end:
            last_row = max(last_row, row + 1)
            last_column = max(last_column, struct.unpack_from("<I", part, position)[0] + 1)
        position += length
    return last_row, last_column


def _varint(part: bytes, position: int, most: int) -> tuple[int, int]:
    value = shift = 0
    for _ in range(most):
        if position >= len(part):
            break
        byte = part[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return value, position


def _open(data: bytes) -> calamine.CalamineWorkbook:
    return _guarded(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep a panic of the Rust code off standard error: it is told as one sentence, by us."""
    try:
        own = os.dup(2)
    except OSError:
        # A windowed program has none.
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(own, 2)
        os.close(own)
        os.close(nowhere)


def _guarded(work: Callable[[], T]) -> T:
    """Whatever the library does about a strange file, as BadTable."""
    try:
        with _unheard():
            return work()
    except calamine.PasswordError as error:
        raise BadTable("files.password_needed") from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise BadTable("files.damaged", detail=str(error)) from error
    except BaseException as error:
        # A panic of the Rust code arrives as an exception outside the usual tree, without a name
        # that could be imported; everything else of that kind goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise BadTable("files.damaged", detail=f"panic: {error}") from None


def _worksheets(book: calamine.CalamineWorkbook) -> list[tuple[int, calamine.SheetMetadata]]:
    return [
        (index, info)
        for index, info in enumerate(book.sheets_metadata)
        if info.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _kept(book: calamine.CalamineWorkbook, sheets: list[Sheet]) -> tuple[Sheet, ...]:
    """The sheets that a person could have made; raises BadTable where none of them can be read."""
    very_hidden = calamine.SheetVisibleEnum.VeryHidden
    kept = tuple(
        sheet
        for (_, info), sheet in zip(_worksheets(book), sheets, strict=True)
        if info.visible != very_hidden
    )
    if kept and not any(sheet.readable for sheet in kept):
        raise BadTable("files.damaged", detail="no sheet can be read")
    return kept


def _unreadable(info: calamine.SheetMetadata) -> Sheet:
    return Sheet(info.name, [], hidden=_is_hidden(info), readable=False)


def _is_hidden(info: calamine.SheetMetadata) -> bool:
    return info.visible != calamine.SheetVisibleEnum.Visible


def _sheet(book: calamine.CalamineWorkbook, index: int, info: calamine.SheetMetadata) -> Sheet:
    try:
        found = _guarded(lambda: book.get_sheet_by_index(index))
        # A sheet without any cell has no area to fill up, and asking for it is an error.
        rows: list[list[Cell]] = []
        if found.end is not None:
            read = _guarded(lambda: found.to_python(skip_empty_area=False))
            rows = cast("list[list[Cell]]", read)
    except BadTable as error:
        if error.key != "files.damaged":
            raise
        return _unreadable(info)
    merges = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
    rows, cut = _within_limits(rows)
    return Sheet(info.name, rows, merges, hidden=_is_hidden(info), cut=cut)


def _within_limits(rows: list[list[Cell]]) -> tuple[list[list[Cell]], int]:
    """The rows without what lies beyond the limits, and how many filled cells that was."""
    if len(rows) <= MAX_ROWS and (not rows or len(rows[0]) <= MAX_COLUMNS):
        return rows, 0
    beyond = [*(row[MAX_COLUMNS:] for row in rows[:MAX_ROWS]), *rows[MAX_ROWS:]]
    cut = sum(1 for row in beyond for cell in row if not is_blank(cell))
    return [row[:MAX_COLUMNS] for row in rows[:MAX_ROWS]], cut


def _with_looks(
    sheet: Sheet, hidden_rows: set[int], hidden_columns: set[int], fonts: Callable[[], Fonts]
) -> Sheet:
    return replace(
        sheet,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        fonts=fonts,
    )
