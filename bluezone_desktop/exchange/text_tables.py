"""Text files with columns (csv, tsv, txt), and finding out how the bytes of a text are meant."""

import csv
import io
import re

from bluezone_desktop.exchange.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    BadTable,
    Cell,
    Sheet,
    Workbook,
)

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_DELIMITERS = "\t;,|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_LINES_IN_A_CELL = 20
"""More lines than this in one cell, and it was a stray quotation mark that swallowed them."""


def read_text(data: bytes) -> Workbook:
    """Read a text with columns: comma, semicolon, tab or bar, as the text itself shows.

    Values stay text. Raises BadTable for bytes that are no text, or too many cells.
    """
    return read_columns(decode_text(data))


def read_columns(text: str) -> Workbook:
    """``read_text`` of characters. Raises BadTable for what is no text, or too many cells."""
    if len(_CONTROLS.findall(text, 0, 65_536)) > 8:
        raise BadTable("files.not_a_table", detail="control characters")
    if said := _SEPARATOR_LINE.match(text):
        # A line for Excel alone: it shows no row for it.
        text = text[said.end() :]
        delimiter = said[1]
    else:
        delimiter = _delimiter(text)
    rows, cut = _rows(text, delimiter, csv.QUOTE_MINIMAL)
    if rows is None:
        rows, cut = _rows(text, delimiter, csv.QUOTE_NONE)
    return Workbook((Sheet("", rows or [], cut=cut),), "text")


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """The characters of a text file, by its mark, its looks, or what it declares of itself.

    Single-byte text is read as cp1258, the Vietnamese code page, with its tones as marks of their
    own. Old TCVN3 and VNI text comes out wrong by that, in the one way that ``domain.legacy`` knows
    how to take back; the two cannot be told apart before columns are known.

    Raises BadTable for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:4096]
    if b"\0" in head:
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            zeros, others = head[start::2].count(0), head[1 - start :: 2].count(0)
            if zeros > len(head) // 8 and others * 4 < zeros:
                return data.decode(encoding, "replace")
        raise BadTable("files.not_a_table", detail="zero bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and declared.lower() in {"utf-8", "utf8"} and _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    text = data.decode("cp1258", "surrogateescape")
    # The few bytes that the code page leaves open stand for themselves.
    return text.translate({0xDC00 + byte: chr(byte) for byte in range(0x80, 0x100)})


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page says of itself near its beginning."""
    found = _CHARSET.search(data[:2048])
    return found[1].decode("ascii", "replace") if found else None


def _mostly_utf8(data: bytes) -> bool:
    sample = data[:65_536].decode("utf-8", "replace")
    marked = sum(1 for letter in sample if letter > "\x7f")
    return sample.count("\ufffd") * 10 < marked


def _delimiter(text: str) -> str:
    """The character that parts most of the first lines into the same number of columns."""
    sample = text[:20_000]
    lines = sample.splitlines(keepends=True)[:60]
    best = ("\t", 0, 0)
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        except csv.Error:
            widths = [line.count(delimiter) + 1 for line in lines]
        several = [width for width in widths if width > 1]
        if several:
            usual = max(set(several), key=lambda width: (several.count(width), width))
            if (several.count(usual), usual) > best[1:]:
                best = (delimiter, several.count(usual), usual)
    return best[0]


def _rows(text: str, delimiter: str, quoting: int) -> tuple[list[list[Cell]] | None, int]:
    """The rows, and how many cells lay beyond the limit; None where quotation marks are astray."""
    rows: list[list[Cell]] = []
    cells = cut = 0
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=quoting,  # type: ignore[arg-type]  # typeshed wants a literal
    )
    try:
        for row in reader:
            if len(rows) >= MAX_ROWS:
                cut += sum(1 for cell in row if cell.strip())
                continue
            while row and not row[-1]:
                row.pop()
            if len(row) > MAX_COLUMNS:
                cut += sum(1 for cell in row[MAX_COLUMNS:] if cell.strip())
                del row[MAX_COLUMNS:]
            cells += len(row)
            if cells > MAX_CELLS:
                raise BadTable("files.too_many_cells")
            rows.append([_value(cell) for cell in row])
            if quoting == csv.QUOTE_MINIMAL and any(
                cell.count("\n") > _LINES_IN_A_CELL for cell in row
            ):
                return None, 0
    except csv.Error as error:
        if quoting == csv.QUOTE_MINIMAL:
            return None, 0
        raise BadTable("files.not_a_table", detail=str(error)) from error
    return rows, cut


def _value(cell: str) -> str:
    """A cell without the dress that makes Excel take it for text: ="0901234567"."""
    dressed = _AS_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return dressed[1] if dressed else cell
