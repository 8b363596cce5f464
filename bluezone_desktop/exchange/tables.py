"""Any file that holds a table, as sheets of cells. The kind is told by content, never by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.exchange import biff_records
from bluezone_desktop.exchange.grid import BadTable, Cell, Sheet, Workbook
from bluezone_desktop.exchange.zipped import Archive

__all__ = ["Cell", "Sheet", "Workbook", "read_our_own", "read_pasted", "read_workbook"]

MAX_FILE = 50 * 1024 * 1024
"""Bytes. The pupils of a whole province fit into it."""

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What web servers put before a file by mistake: blank lines, a byte order mark, a remark.
_LONGEST_LEAD = 64
_RAW_RECORDS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_OTHER_KINDS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"RIFF",
    b"SQLite format 3",
)
# Begin files of other kinds too, but a list as well ("BM-01 DANH SÁCH…") where only letters follow.
_SHORT_SIGNS = (b"BM", b"MZ")


def read_workbook(path: Path, *, password: str | None = None) -> Workbook:
    """Read a table file: xlsx, xlsm, xls, xlsb, ods, csv, tsv, txt, HTML, SpreadsheetML 2003.

    password  of an encrypted Excel workbook

    Raises KnownError (``files.*``) for a file that is missing, a folder, empty, locked, too large,
    damaged, encrypted, of another kind, or fuller than any table of a school.
    """
    with told_of(path.name):
        return _read(bytes_of(path), password)


def read_our_own(path: Path, *, password: str | None = None) -> tuple[Workbook, Archive | None]:
    """``read_workbook`` for what this program wrote: with its very hidden sheets.

    Gives the open container as well, whose properties tell when it was saved; None for an xls.
    Raises KnownError as ``read_workbook`` does.
    """
    with told_of(path.name):
        data = _without_lead(bytes_of(path))
        if data.startswith(_OLE) and "encryptedpackage" in {
            name.lower() for name in biff_records.container_entries(data)
        }:
            from bluezone_desktop.exchange.encrypted import decrypt

            data = decrypt(data, password)
        workbook = _read(data, password, very_hidden=True)
        return workbook, Archive(data) if data.startswith(_ZIP) else None


def read_pasted(text: str, name: str) -> Workbook:
    """Rows that were copied in a spreadsheet: columns parted by tabs.

    name  what to call them in messages

    Raises KnownError (``files.*``) for a text that is none, or too much of it.
    """
    from bluezone_desktop.exchange.text_tables import read_columns

    with told_of(name):
        if not text.strip():
            raise BadTable("files.empty")
        return read_columns(text)


@contextmanager
def told_of(file: str) -> Iterator[None]:
    """What goes wrong with a table, as sentences that name its file."""
    try:
        yield
    except BadTable as error:
        raise KnownError(error.key, file=file, detail=error.detail, **error.values) from error
    except RecursionError as error:
        raise KnownError("files.damaged", file=file, detail=str(error)) from error
    except MemoryError as error:
        raise KnownError("files.too_many_cells", file=file) from error


def bytes_of(path: Path) -> bytes:
    """A file as it is. Raises BadTable for one that is missing, locked, empty or too large."""
    try:
        if path.is_dir():
            raise BadTable("files.folder")
        if path.stat().st_size > MAX_FILE:
            raise BadTable("files.too_large", megabytes=MAX_FILE // (1024 * 1024))
        # A little more than allowed is asked for: the file may be growing while it is read.
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise BadTable("files.missing", detail=str(error)) from error
    except PermissionError as error:
        raise BadTable("files.locked", detail=str(error)) from error
    except (OSError, ValueError) as error:
        raise BadTable("files.unreadable", detail=str(error)) from error
    if not data.strip(b"\0 \r\n\t"):
        raise BadTable("files.empty")
    return data


def _read(data: bytes, password: str | None, *, very_hidden: bool = False) -> Workbook:
    data = _without_lead(data)
    if data.startswith(_OLE):
        return _read_container(data, password, very_hidden=very_hidden)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _read_archive(data, very_hidden=very_hidden)
    if data.startswith(_RAW_RECORDS):
        from bluezone_desktop.exchange.xls import read_xls

        return read_xls(data, very_hidden=very_hidden)
    if data.startswith(_OTHER_KINDS) or (data.startswith(_SHORT_SIGNS) and b"\0" in data[:64]):
        raise BadTable("files.not_a_table")
    return _read_letters(data)


def _without_lead(data: bytes) -> bytes:
    """The file without what stands before a workbook's own first bytes."""
    starts = [place for sign in (_OLE, _ZIP) if (place := data.find(sign, 0, _LONGEST_LEAD)) > 0]
    return data[min(starts) :] if starts else data


def _read_container(data: bytes, password: str | None, *, very_hidden: bool) -> Workbook:
    """An OLE container: an xls, an encrypted workbook, or Word and its like."""
    entries = {name.lower() for name in biff_records.container_entries(data)}
    if "encryptedpackage" in entries:
        from bluezone_desktop.exchange.encrypted import decrypt

        opened = decrypt(data, password)
        return _read_archive(opened, very_hidden=very_hidden)
    if entries and not entries & {"workbook", "book"}:
        raise BadTable("files.not_a_table")
    from bluezone_desktop.exchange.xls import read_xls

    try:
        return read_xls(data, very_hidden=very_hidden)
    except BadTable as error:
        if error.key != "files.password_needed":
            raise
    from bluezone_desktop.exchange.encrypted import decrypt

    return read_xls(decrypt(data, password), very_hidden=very_hidden)


def _read_archive(data: bytes, *, very_hidden: bool) -> Workbook:
    archive = Archive(data)
    if archive.has("content.xml"):
        from bluezone_desktop.exchange.open_document import read_ods

        return read_ods(archive)
    from bluezone_desktop.exchange.packages import workbook_part

    book = workbook_part(archive)
    if book.endswith(".bin"):
        from bluezone_desktop.exchange.xlsb import read_xlsb

        return read_xlsb(archive, book, very_hidden=very_hidden)
    if not book.endswith(".xml") or archive.has("word/document.xml"):
        raise BadTable("files.not_a_table")
    from bluezone_desktop.exchange.spreadsheets import read_xlsx

    return read_xlsx(archive, book, very_hidden=very_hidden)


def _read_letters(data: bytes) -> Workbook:
    """A file of letters: XML, a web page, or text with columns."""
    from bluezone_desktop.exchange.text_tables import declared_charset, decode_text, read_text

    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        start = decode_text(data[:4096]).encode("utf-8", "replace")
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"<"):
        return read_text(data)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start.lower():
        from bluezone_desktop.exchange.spreadsheet_xml import read_spreadsheet_xml

        return read_spreadsheet_xml(data.lstrip())
    from bluezone_desktop.exchange.html_tables import read_html

    return read_html(decode_text(data, declared=declared_charset(data)))
