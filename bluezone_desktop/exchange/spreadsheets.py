"""Workbooks of Excel (xlsx, xlsm): by python-calamine where that is safe, else cell by cell.

python-calamine is ten times as fast as anything written here, and does not doubt a file: it lays a
sheet out as one full rectangle, so that a stray cell at its far end costs gigabytes, makes room for
whatever number of strings a file announces, and takes the program with it where that is too much.
So it is shown a container made anew out of parts that were unpacked, counted and found plain. What
is not plain, or what it cannot read, is read by ``sheet_xml``.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import python_calamine as calamine

from bluezone_desktop.exchange import packages, sheet_xml, xlsx_parts
from bluezone_desktop.exchange.grid import BadTable, Cell, Merge, Room, Sheet, Workbook
from bluezone_desktop.exchange.number_formats import NumberFormats
from bluezone_desktop.exchange.packages import Package, SheetPart
from bluezone_desktop.exchange.xlsx_parts import SheetScan
from bluezone_desktop.exchange.zipped import Archive, Packed, container_of

T = TypeVar("T")

_MAX_MERGES = 200_000
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def read_xlsx(archive: Archive, book: str, *, very_hidden: bool = False) -> Workbook:
    """Read an xlsx or xlsm. Formulas give the value saved with them; macros are not looked at.

    book  the part that is the workbook

    Sheets that cannot be read are told as such; very hidden ones, a program's own, are left out
    unless ``very_hidden``. Raises BadTable where nothing can be read.
    """
    package = packages.xml_package(archive, book)
    shown = _each_part_once(
        one for one in package.sheets if very_hidden or one.state != "veryHidden"
    )
    reader = _Reader(archive, package)
    scans = [reader.scan(one) for one in shown]
    fast = reader.read_plain(list(zip(shown, scans, strict=True)))
    sheets = [
        reader.sheet(one, scan, plain) for one, scan, plain in zip(shown, scans, fast, strict=True)
    ]
    if sheets and not any(sheet.readable for sheet in sheets):
        raise BadTable("files.damaged", detail="no sheet can be read")
    return Workbook(tuple(sheets), "xlsx")


def _each_part_once(sheets: Iterable[SheetPart]) -> list[SheetPart]:
    """Sheets of one part are one sheet: a file may name it ten thousand times."""
    found: dict[str, SheetPart] = {}
    for number, one in enumerate(sheets):
        found.setdefault(one.part or f"missing {number}", one)
    return list(found.values())


@dataclass
class _Plain:
    """What python-calamine read of a sheet."""

    rows: list[list[Cell]]
    merges: tuple[Merge, ...]


class _Reader:
    """Reads the sheets of one workbook, fast or slowly."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self._archive = archive
        self._package = package
        self._room = Room()
        self._strings: list[str] | None = None
        self._formats: NumberFormats | None = None

    def scan(self, one: SheetPart) -> SheetScan | None:
        """How far a sheet reaches; None where its part is missing or damaged."""
        if not one.part:
            return None
        return _unless_damaged(lambda: xlsx_parts.scan_sheet(self._archive, one.part))

    def read_plain(
        self, sheets: Sequence[tuple[SheetPart, SheetScan | None]]
    ) -> list[_Plain | None]:
        """What python-calamine gives of the sheets that are plain and small enough for it."""
        wanted: dict[int, str] = {}
        area = 0
        for place, (one, scan) in enumerate(sheets):
            if scan and scan.plain and scan.is_small and self._room.left >= area + scan.area:
                wanted[place] = one.part
                area += scan.area
        found: list[_Plain | None] = [None] * len(sheets)
        container = self._container(wanted) if wanted else None
        book = _unless_damaged(lambda: _open(container)) if container else None
        if book:
            for number, place in enumerate(wanted):
                found[place] = _unless_damaged(partial(_read_plain, book, number))
        return found

    def _container(self, wanted: dict[int, str]) -> bytes | None:
        """The parts of these sheets, and what they need, in a container of our own."""
        strings, styles = self._package.strings, self._package.styles
        parts: dict[str, Packed | bytes] = {}
        if strings:
            plain = _unless_damaged(partial(xlsx_parts.strings_are_plain, self._archive, strings))
            if not plain:
                return None
            parts["xl/sharedStrings.xml"] = self._archive.packed(strings)
        if styles:
            counted = partial(xlsx_parts.unpack, self._archive, styles)
            if _unless_damaged(counted) is None:
                return None
            parts["xl/styles.xml"] = self._archive.packed(styles)
        names = [f"xl/worksheets/sheet{number}.xml" for number in range(len(wanted))]
        for name, part in zip(names, wanted.values(), strict=True):
            parts[name] = self._archive.packed(part)
        return container_of(_frame(names, is_1904=self._package.is_1904) | parts)

    def sheet(self, one: SheetPart, scan: SheetScan | None, plain: _Plain | None) -> Sheet:
        """A sheet with all that is known of it."""
        hidden = one.state in ("hidden", "veryHidden")
        if scan is None:
            return Sheet(one.name, [], hidden=hidden, readable=False)
        if plain:
            self._room.take(scan.area)
            sheet = Sheet(one.name, plain.rows, plain.merges)
        else:
            found = _unless_damaged(partial(self._read_slowly, one.part))
            if found is None:
                return Sheet(one.name, [], hidden=hidden, readable=False)
            sheet = found
        return replace(
            sheet,
            name=one.name,
            hidden=hidden,
            hidden_rows=frozenset(scan.hidden_rows),
            hidden_columns=frozenset(scan.hidden_columns),
            uncalculated=scan.uncalculated,
            fonts=partial(xlsx_parts.read_fonts, self._archive, one.part, self._package.styles),
        )

    def _read_slowly(self, part: str) -> Sheet:
        if self._strings is None:
            self._strings = sheet_xml.read_strings(self._archive, self._package.strings)
        if self._formats is None:
            self._formats = sheet_xml.read_number_formats(
                self._archive, self._package.styles, is_1904=self._package.is_1904
            )
        return sheet_xml.read_sheet_xml(
            self._archive, part, self._strings, self._formats, self._room
        )


def _unless_damaged(work: Callable[[], T]) -> T | None:
    """One bad sheet must not cost the others; a bomb costs the whole file."""
    try:
        return work()
    except BadTable as error:
        if error.key != "files.damaged":
            raise
        return None


def _frame(sheets: Sequence[str], *, is_1904: bool) -> dict[str, Packed | bytes]:
    """The parts of a workbook that only say where the others are."""
    numbers = range(len(sheets))
    listed = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<workbookPr date1904="{int(is_1904)}"/><sheets>{listed}</sheets></workbook>'
    )
    root = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="b"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    return {
        "_rels/.rels": root.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'.encode()
        ),
    }


def _open(data: bytes) -> calamine.CalamineWorkbook:
    return _guarded(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _read_plain(book: calamine.CalamineWorkbook, index: int) -> _Plain:
    found = _guarded(lambda: book.get_sheet_by_index(index))
    # A sheet without any cell has no area to fill up, and asking for it is an error.
    rows = [] if found.end is None else _guarded(lambda: _rows(found))
    merges = [(*first, *last) for first, last in found.merged_cell_ranges or ()]
    return _Plain(rows, tuple(merges[:_MAX_MERGES]))


def _rows(found: calamine.CalamineSheet) -> list[list[Cell]]:
    """The rows from row 1 and column A on; words that are in many cells are kept once."""
    words: dict[Cell, Cell] = {}
    kept = words.setdefault
    left: list[Cell] = [""] * (found.start[1] if found.start else 0)
    return [
        left + [kept(cell, cell) if cell.__class__ is str else cell for cell in row]
        for row in found.iter_rows()
    ]


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
