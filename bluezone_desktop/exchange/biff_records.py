"""The container of an xls file, and what its records say of the whole workbook.

Record numbers and layouts are those of the public descriptions ([MS-XLS], and the OpenOffice.org
notes for BIFF5).
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bluezone_desktop.exchange.number_formats import NumberFormats

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILE_PASS, _CODE_PAGE, _DATE_MODE = 0x002F, 0x0042, 0x0022
_BOUND_SHEET, _FONT, _FORMAT, _FORMAT_OF_CELL = 0x0085, 0x0031, 0x041E, 0x00E0
_SHARED_STRINGS = 0x00FC
_BIFF8 = 0x0600
_WORKSHEET = 0x0010
_SHEET_KIND = 0
_PAGES = {367: "cp1252", 1200: "utf-16-le", 10_000: "mac_roman", 32_768: "mac_roman"}
_MAX_SHEETS = 2_000


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet as the workbook lists it. ``state`` is 0 shown, 1 hidden, 2 very hidden."""

    name: str
    begin: int
    state: int


@dataclass(slots=True)
class Book:
    """What the records before the first sheet tell."""

    is_wide: bool = True
    encoding: str = "cp1252"
    encrypted: bool = False
    sheets: list[SheetEntry] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    formats: NumberFormats = field(default_factory=lambda: NumberFormats({}, ()))
    font_of_style: list[int] = field(default_factory=list)

    def string(self, number: int) -> str | None:
        """A shared string, None where there is none such."""
        return self.strings[number] if number < len(self.strings) else None

    def text(self, body: bytes) -> str:
        """A text with its length in two bytes. Raises struct.error where it breaks off."""
        length = struct.unpack_from("<H", body)[0]
        if self.is_wide:
            return _wide(body, 2, length)
        if 2 + length > len(body):
            raise struct.error("a text breaks off")
        return self._narrow(body[2 : 2 + length])

    def short_text(self, body: bytes) -> str:
        """A text with its length in one byte, as far as it goes."""
        if self.is_wide:
            wide = body[1:2] == b"\x01"
            end = 2 + body[0] * (2 if wide else 1)
            return body[2:end].decode("utf-16-le" if wide else "latin-1", "replace")
        return self._narrow(body[1 : 1 + body[0]])

    def _narrow(self, raw: bytes) -> str:
        text = raw.decode(self.encoding, "surrogateescape")
        # The few bytes that a code page leaves open stand for themselves.
        return text.translate(_OPEN) if not text.isascii() else text

    def font_of(self, style: int) -> str:
        """The font of a cell style, or "" where there is none such."""
        if style >= len(self.font_of_style):
            return ""
        font = self.font_of_style[style]
        # There is no font number 4: the format skips it for reasons of its own.
        index = font - 1 if font > 4 else font
        return self.fonts[index] if index < len(self.fonts) else ""


_OPEN = {0xDC00 + byte: chr(byte) for byte in range(0x80, 0x100)}


def workbook_stream(data: bytes) -> bytes | None:
    """The record stream inside an OLE container, or None where there is none to be had."""
    import olefile  # type: ignore[import-untyped]  # has no stubs of its own

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    content: bytes = container.openstream(name).read()
                    return content
    except Exception:  # noqa: BLE001  (the library lets out whatever a damaged container causes)
        return None
    return None


def container_entries(data: bytes) -> frozenset[str]:
    """The names of the streams at the root of an OLE container; none of a damaged one."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return frozenset(entry[0] for entry in container.listdir())
    except Exception:  # noqa: BLE001  (as above)
        return frozenset()


def read_book(records: bytes) -> Book:
    """What stands before the first sheet. Raises struct.error where it breaks off."""
    book = Book()
    kind = _begin(book, records)
    if kind == _WORKSHEET:
        # The scripts of some portals write one sheet and nothing around it.
        book.sheets.append(SheetEntry("", 0, 0))
        return book
    codes: dict[int, str] = {}
    styles: list[int] = []
    is_1904 = False
    pieces: list[bytes] = []
    for number, body in _globals(records):
        if number == _SHARED_STRINGS:
            pieces = [body]
        elif number == _CONTINUE and pieces and not book.strings:
            pieces.append(body)
        elif pieces:
            book.strings, pieces = _shared_strings(pieces), []
        if number == _FILE_PASS:
            book.encrypted = True
            break
        if number == _DATE_MODE:
            is_1904 = body[:1] == b"\x01"
        elif number == _FORMAT and len(body) >= 5:
            codes[struct.unpack_from("<H", body)[0]] = _format_code(book, body)
        elif number == _FORMAT_OF_CELL and len(body) >= 4:
            font, style = struct.unpack_from("<HH", body)
            book.font_of_style.append(font)
            styles.append(style)
        else:
            _note(book, number, body)
    if pieces:
        book.strings = _shared_strings(pieces)
    book.formats = NumberFormats(codes, styles, is_1904=is_1904)
    return book


def _begin(book: Book, records: bytes) -> int:
    """Look at the first record; gives the kind of what begins."""
    number, length, version = struct.unpack_from("<HHH", records)
    if number != _BOF or length < 4:
        raise struct.error("no workbook begins here")
    book.is_wide = version == _BIFF8
    kind: int = struct.unpack_from("<H", records, 6)[0]
    return kind


def _globals(records: bytes) -> Iterator[tuple[int, bytes]]:
    position, end = 0, len(records)
    while position + 4 <= end:
        number, length = struct.unpack_from("<HH", records, position)
        position += 4 + length
        if number == _EOF:
            return
        if position > end:
            break
        yield number, records[position - length : position]
    raise struct.error("the workbook breaks off before its first sheet")


def _note(book: Book, number: int, body: bytes) -> None:
    if number == _CODE_PAGE and len(body) >= 2:
        book.encoding = _encoding(struct.unpack_from("<H", body)[0])
    elif number == _FONT and len(body) >= 15:
        book.fonts.append(_font_name(body))
    elif number == _BOUND_SHEET and len(body) >= 8:
        begin, state, kind = struct.unpack_from("<IBB", body)
        if kind == _SHEET_KIND and len(book.sheets) < _MAX_SHEETS:
            name = book.short_text(body[6:]).replace("\0", "")
            book.sheets.append(SheetEntry(name, begin, state & 3))


def _encoding(page: int) -> str:
    name = _PAGES.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _format_code(book: Book, body: bytes) -> str:
    try:
        return book.text(body[2:]) if book.is_wide else book.short_text(body[2:])
    except struct.error:
        return ""


def _wide(body: bytes, start: int, length: int) -> str:
    """Letters of BIFF8: two bytes each, or one where a flag says so."""
    two = body[start : start + 1] == b"\x01" or (len(body) > start and body[start] & 1)
    end = start + 1 + length * (2 if two else 1)
    if end > len(body):
        raise struct.error("a text breaks off")
    return body[start + 1 : end].decode("utf-16-le" if two else "latin-1", "replace")


def _font_name(body: bytes) -> str:
    length = body[14]
    rest = body[15:]
    # BIFF8 puts a flag byte before the letters, BIFF5 does not; its lengths tell them apart.
    if len(rest) == length:
        return rest.decode("cp1252", "replace")
    if rest[:1] == b"\x01":
        return rest[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return rest[1 : 1 + length].decode("cp1252", "replace")


def _shared_strings(pieces: list[bytes]) -> list[str]:
    """The shared strings, which may run on from record to record; damaged ones up to the damage."""
    found: list[str] = []
    reader = _Strings(pieces)
    try:
        total = reader.begin()
        while len(found) < total:
            found.append(reader.next())
    except (struct.error, IndexError):
        pass
    return found


class _Strings:
    """Reads strings one after the other out of a record and those that continue it."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._number = 0
        self._piece = pieces[0]
        self._at = 0

    def begin(self) -> int:
        """How many strings are announced."""
        self._at = 8
        total: int = struct.unpack_from("<I", self._piece, 4)[0]
        return total

    def next(self) -> str:
        """The next string. Raises struct.error or IndexError where it breaks off."""
        if self._at >= len(self._piece):
            self._go_on()
        length, flags = struct.unpack_from("<HB", self._piece, self._at)
        self._at += 3
        runs = extra = 0
        if flags & 8:
            runs = struct.unpack_from("<H", self._piece, self._at)[0]
            self._at += 2
        if flags & 4:
            extra = struct.unpack_from("<I", self._piece, self._at)[0]
            self._at += 4
        text = self._letters(length, wide=bool(flags & 1))
        self._skip(4 * runs + extra)
        return text

    def _letters(self, length: int, *, wide: bool) -> str:
        parts: list[str] = []
        while True:
            size = 2 if wide else 1
            here = min(length, (len(self._piece) - self._at) // size)
            end = self._at + here * size
            raw = self._piece[self._at : end]
            parts.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at = end
            length -= here
            if not length:
                return parts[0] if len(parts) == 1 else "".join(parts)
            # Where letters go on in the next record, a flag says anew how wide they are.
            self._go_on()
            wide = bool(self._piece[0] & 1)
            self._at = 1

    def _skip(self, size: int) -> None:
        while size > len(self._piece) - self._at:
            size -= len(self._piece) - self._at
            self._go_on()
        self._at += size

    def _go_on(self) -> None:
        self._number += 1
        self._piece = self._pieces[self._number]
        self._at = 0
