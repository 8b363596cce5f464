"""What lies where in a workbook of the zipped Excel formats: the sheets, their strings and styles.

A package says by its relations where its parts are. Programs write them in many ways: from the root
or beside the part that names them, with the slashes of Windows, in another case.
"""

import posixpath
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from bluezone_desktop.exchange.grid import BadTable
from bluezone_desktop.exchange.safe_xml import Elements, read_xml
from bluezone_desktop.exchange.zipped import Archive

_OTHER_SHEETS = frozenset({"chartsheet", "dialogsheet", "xlmacrosheet", "xlintlmacrosheet"})
_MAX_SHEETS = 2_000
_BUNDLE_SHEET, _BOOK_PROPERTIES = 156, 153
_STATES = {1: "hidden", 2: "veryHidden"}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it; ``part`` is "" where its part is missing."""

    name: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook; ``strings`` and ``styles`` are "" where there are none."""

    sheets: tuple[SheetPart, ...]
    strings: str
    styles: str
    is_1904: bool


def workbook_part(archive: Archive) -> str:
    """The part that is the workbook, as the package says or as everybody calls it; else ""."""
    if archive.has("_rels/.rels"):
        relations = Elements()
        try:
            read_xml(archive.chunks("_rels/.rels"), relations)
        except BadTable as error:
            if error.key != "files.damaged":
                raise
        for kind, target in _targets(archive, "", relations).values():
            if kind == "officedocument" and target:
                return target
    names = ("xl/workbook.xml", "xl/workbook.bin")
    return next((name for name in names if archive.has(name)), "")


def xml_package(archive: Archive, book: str) -> Package:
    """What an xlsx holds. Raises BadTable where its workbook or the relations are damaged."""
    elements = Elements()
    read_xml(archive.chunks(book), elements)
    relations = _relations(archive, book)
    sheets: list[tuple[str, str, str]] = []
    is_1904 = False
    for name, attributes in elements.found:
        if name == "sheet":
            state = attributes.get("state", "visible")
            sheets.append((attributes.get("name", ""), attributes.get("id", ""), state))
        elif name == "workbookPr":
            is_1904 = attributes.get("date1904") in {"1", "true", "on"}
    return _package(archive, book, sheets, relations, is_1904=is_1904)


def binary_package(archive: Archive, book: str) -> Package:
    """What an xlsb holds, by [MS-XLSB] 2.4.311. Raises BadTable where it is damaged."""
    sheets: list[tuple[str, str, str]] = []
    is_1904 = False
    try:
        for number, body in binary_records(archive.part(book)):
            if number == _BUNDLE_SHEET:
                relation, end = wide_text(body, 8)
                name, _ = wide_text(body, end)
                state = struct.unpack_from("<I", body)[0]
                sheets.append((name, relation, _STATES.get(state, "visible")))
            elif number == _BOOK_PROPERTIES and body:
                is_1904 = bool(body[0] & 1)
    except struct.error as error:
        raise BadTable("files.damaged", detail=str(error)) from error
    return _package(archive, book, sheets, _relations(archive, book), is_1904=is_1904)


def binary_records(data: bytes) -> Iterator[tuple[int, memoryview]]:
    """The records of a binary part, each as its number and body; one that breaks off is an error.

    Raises struct.error for it.
    """
    view = memoryview(data)
    position, end = 0, len(data)
    while position < end:
        number = data[position]
        position += 1
        if number & 0x80:
            if position >= end:
                raise struct.error("a record breaks off")
            number = (number & 0x7F) | (data[position] & 0x7F) << 7
            position += 1
        length = shift = 0
        while position < end:
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        start, position = position, position + length
        if position > end:
            raise struct.error("a record breaks off")
        yield number, view[start:position]


def wide_text(body: memoryview, start: int) -> tuple[str, int]:
    """A counted text of a binary part, and where it ends; struct.error where it breaks off."""
    length = struct.unpack_from("<I", body, start)[0]
    if length == 0xFFFFFFFF:
        return "", start + 4
    end = start + 4 + 2 * length
    if end > len(body):
        raise struct.error("a text breaks off")
    return str(body[start + 4 : end], "utf-16-le", "replace"), end


def _package(
    archive: Archive,
    book: str,
    sheets: list[tuple[str, str, str]],
    relations: dict[str, tuple[str, str]],
    *,
    is_1904: bool,
) -> Package:
    if len(sheets) > _MAX_SHEETS:
        raise BadTable("files.too_many_cells", detail="too many sheets")
    found: list[SheetPart] = []
    for name, relation, state in sheets:
        kind, part = relations.get(relation, ("", ""))
        if kind not in _OTHER_SHEETS:
            found.append(SheetPart(name, part, state))
    folder, ending = posixpath.split(book)[0], posixpath.splitext(book)[1]
    kinds = {kind: part for kind, part in relations.values() if part}

    def beside(kind: str) -> str:
        usual = posixpath.join(folder, f"{kind}{ending}")
        return kinds.get(kind.lower()) or (usual if archive.has(usual) else "")

    return Package(tuple(found), beside("sharedStrings"), beside("styles"), is_1904)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Per relation of a part: its kind in lower case, and the part it leads to or ""."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    elements = Elements()
    if archive.has(path):
        read_xml(archive.chunks(path), elements)
    return _targets(archive, folder, elements)


def _targets(archive: Archive, folder: str, elements: Elements) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, attributes in elements.found:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2].lower()
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = kind, _resolve(archive, folder, target)
    return found


def _resolve(archive: Archive, folder: str, target: str) -> str:
    """The part that a target means: from the root, or beside the part that names it."""
    path = target.replace("\\", "/")
    for one in _spellings(path):
        whole = posixpath.normpath(posixpath.join("/", folder, one)).lstrip("/")
        if archive.has(whole):
            return whole
        if archive.has(one.lstrip("/")):
            return one.lstrip("/")
    return ""


def _spellings(path: str) -> Iterable[str]:
    plain = unquote(path)
    return (path,) if plain == path else (path, plain)
