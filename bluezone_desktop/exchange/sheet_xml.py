"""Sheets of an xlsx read cell by cell, where python-calamine cannot or must not be let at them.

It is a tenth as fast, and stops at nothing: a cell may lie anywhere, say nothing of its place or be
damaged, and costs no other cell.
"""

import re
from collections.abc import Sequence

from bluezone_desktop.exchange.grid import BadTable, Cell, GridBuilder, Merge, Room, Sheet
from bluezone_desktop.exchange.number_formats import NumberFormats
from bluezone_desktop.exchange.safe_xml import Ignore, read_xml
from bluezone_desktop.exchange.zipped import Archive

_PLACE = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,9})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_MERGES = 200_000


def read_sheet_xml(
    archive: Archive, part: str, strings: Sequence[str], formats: NumberFormats, room: Room
) -> Sheet:
    """The cells and merges of a sheet.

    strings  the workbook's shared strings, as far as they could be read

    Raises BadTable where its XML is damaged, or holds more than ``room``.
    """
    cells = _Cells(strings, formats, room)
    read_xml(archive.chunks(part), cells)
    return Sheet(
        "",
        cells.grid.rows(),
        tuple(cells.merges),
        cut=cells.grid.cut,
        lost=cells.lost,
    )


def read_strings(archive: Archive, part: str) -> list[str]:
    """The shared strings of a workbook; of damaged ones those before the damage."""
    strings = _Strings()
    if part and archive.has(part):
        try:
            read_xml(archive.chunks(part), strings)
        except BadTable as error:
            if error.key != "files.damaged":
                raise
    return strings.found


def read_number_formats(archive: Archive, part: str, *, is_1904: bool) -> NumberFormats:
    """Which cell styles show dates; of damaged styles those before the damage."""
    styles = _Styles()
    if part and archive.has(part):
        try:
            read_xml(archive.chunks(part), styles)
        except BadTable as error:
            if error.key != "files.damaged":
                raise
    return NumberFormats(styles.codes, styles.formats, is_1904=is_1904)


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of a reference like "B12"; None where it is none."""
    found = _PLACE.fullmatch(reference)
    if not found or found[2].strip("0") == "":
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _unescaped(text: str) -> str:
    """Text as it is meant: Excel writes letters that XML forbids as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return "" if 0xD800 <= number < 0xE000 else chr(number)


class _Strings(Ignore):
    """Takes xl/sharedStrings.xml apart."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._text: list[str] = []
        self._spoken = False
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._spoken = True
        self._in_text = name == "t" and not self._spoken

    def end(self, name: str) -> None:
        self._in_text = False
        if name == "si":
            self.found.append(_unescaped("".join(self._text)))
        elif name == "rPh":
            self._spoken = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._text.append(data)


class _Styles(Ignore):
    """The number formats of xl/styles.xml, and the cell formats that name them."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._in_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_formats = True
        elif name == "xf" and self._in_formats:
            self.formats.append(_number(attributes, "numFmtId"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_formats = False


class _Cells(Ignore):
    """Takes the part of a sheet apart."""

    def __init__(self, strings: Sequence[str], formats: NumberFormats, room: Room) -> None:
        self.grid = GridBuilder(room)
        self.merges: list[Merge] = []
        self.lost = 0
        self._strings = strings
        self._formats = formats
        self._row = -1
        self._column = -1
        self._kind = ""
        self._style = 0
        self._text: list[str] | None = None
        self._filled = False
        self._spoken = False
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._open_cell(attributes)
        elif name in {"v", "t"}:
            self._in_text = self._text is not None and not self._spoken
            self._filled = self._filled or self._in_text
        elif name == "row":
            said = attributes.get("r", "")
            is_number = said.isascii() and said.isdigit() and len(said) < 10
            self._row = int(said) - 1 if is_number else self._row + 1
            self._column = -1
        elif name == "rPh":
            self._spoken = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self._in_text = False
        if name == "c":
            self._close_cell()
        elif name == "rPh":
            self._spoken = False

    def text(self, data: str) -> None:
        if self._in_text and self._text is not None:
            self._text.append(data)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        if place:
            self._row, self._column = place
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = _number(attributes, "s")
        self._text, self._filled = [], False

    def _close_cell(self) -> None:
        if self._text is None or not self._filled:
            self._text = None
            return
        text, self._text = "".join(self._text), None
        self.grid.put(self._row, self._column, self._value(text))

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            place = text.strip()
            number = int(place) if place.isascii() and place.isdigit() and len(place) < 10 else -1
            if 0 <= number < len(self._strings):
                return self._strings[number]
            self.lost += bool(place)
            return None
        if self._kind in {"str", "inlineStr"}:
            return _unescaped(text)
        return self._plain_value(text)

    def _plain_value(self, text: str) -> Cell:
        """What is no text: a truth, a number or a day; an error shows none."""
        if self._kind == "b":
            return text.strip() in {"1", "true"}
        if self._kind == "e":
            return None
        try:
            return self._formats.value(float(text), self._style)
        except ValueError:
            return text

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = place_of(first), place_of(last or first)
        if start and end and len(self.merges) < _MAX_MERGES:
            self.merges.append((*start, *end))


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
