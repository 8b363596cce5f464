"""Writing one grid of cells as a file of each format, with nothing of the program's own code."""

import html
import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl

Value = str | int | float | date | None


@dataclass
class Grid:
    """A sheet to be written. Merges are first row, first column, last row, last column, from 0."""

    name: str
    rows: list[list[Value]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False


def write_xlsx(path: Path, grids: Sequence[Grid]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for number, row in enumerate(grid.rows, 1):
            for place, value in enumerate(row, 1):
                if value is not None and value != "":
                    cell = sheet.cell(number, place, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for number in grid.hidden_rows:
            sheet.row_dimensions[number + 1].hidden = True
        for place in grid.hidden_columns:
            sheet.column_dimensions[openpyxl.utils.get_column_letter(place + 1)].hidden = True
        if grid.hidden:
            sheet.sheet_state = "hidden"
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.create_sheet("Trang trắng")
    book.save(path)
    return path


def shown(value: Value) -> str:
    """A value as a web page or a text file shows it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return str(value)


def write_text(
    path: Path, grid: Grid, *, encoding: str = "utf-8", delimiter: str = ",", mark: bytes = b""
) -> Path:
    def dressed(text: str) -> str:
        if any(letter in text for letter in (delimiter, '"', "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text

    lines = (delimiter.join(dressed(shown(value)) for value in row) for row in grid.rows)
    path.write_bytes(mark + "\r\n".join(lines).encode(encoding))
    return path


def write_html(path: Path, grid: Grid, *, charset: str = "utf-8") -> Path:
    spans = {(m[0], m[1]): (m[2] - m[0] + 1, m[3] - m[1] + 1) for m in grid.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    width = max(len(row) for row in grid.rows)
    parts = [f"<html><head><meta charset='{charset}'></head><body><table border=1>"]
    for number, row in enumerate(grid.rows):
        parts.append("<tr>")
        for place in range(width):
            if (number, place) in covered:
                continue
            down, across = spans.get((number, place), (1, 1))
            said = (f" rowspan={down}" if down > 1 else "") + (
                f' colspan="{across}"' if across > 1 else ""
            )
            text = html.escape(shown(row[place] if place < len(row) else None))
            parts.append(f"<td{said}>" + text.replace("\n", "<br>") + "</td>")
        parts.append("</tr>\n")
    parts.append("</table></body></html>")
    path.write_bytes("".join(parts).encode(charset))
    return path


def write_spreadsheet_xml(path: Path, grids: Sequence[Grid]) -> Path:
    parts = [
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"',
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">',
    ]
    for grid in grids:
        merged = {(m[0], m[1]): m for m in grid.merges}
        parts.append(f"<Worksheet ss:Name={quoteattr(grid.name)}><Table>")
        for number, row in enumerate(grid.rows):
            filled = [(place, value) for place, value in enumerate(row) if value not in (None, "")]
            if not filled:
                continue
            hidden = ' ss:Hidden="1"' if number in grid.hidden_rows else ""
            parts.append(f'<Row ss:Index="{number + 1}"{hidden}>')
            for place, value in filled:
                more = ""
                if (number, place) in merged:
                    top, left, bottom, right = merged[number, place]
                    more = f' ss:MergeAcross="{right - left}" ss:MergeDown="{bottom - top}"'
                if isinstance(value, date):
                    kind, text = "DateTime", f"{value.isoformat()}T00:00:00.000"
                elif isinstance(value, (int, float)):
                    kind, text = "Number", str(value)
                else:
                    kind, text = "String", escape(str(value), {"\n": "&#10;"})
                parts.append(f'<Cell ss:Index="{place + 1}"{more}>')
                parts.append(f'<Data ss:Type="{kind}">{text}</Data></Cell>')
            parts.append("</Row>")
        parts.append("</Table></Worksheet>")
    parts.append("</Workbook>")
    path.write_text("".join(parts), "utf-8")
    return path


def write_ods(path: Path, grids: Sequence[Grid]) -> Path:
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content',
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">',
        "<office:body><office:spreadsheet>",
    ]
    for grid in grids:
        merged = {(m[0], m[1]): m for m in grid.merges}
        parts.append(f"<table:table table:name={quoteattr(grid.name)}>")
        for number, row in enumerate(grid.rows):
            collapsed = ' table:visibility="collapse"' if number in grid.hidden_rows else ""
            parts.append(f"<table:table-row{collapsed}>")
            parts.extend(
                _ods_cell(value, merged.get((number, place))) for place, value in enumerate(row)
            )
            parts.append("</table:table-row>")
        # As LibreOffice ends every sheet: blank rows down to the last there can be.
        parts.append(
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row></table:table>'
        )
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "".join(parts))
    return path


def _ods_cell(value: Value, merge: tuple[int, int, int, int] | None) -> str:
    spans = ""
    if merge:
        spans = (
            f' table:number-rows-spanned="{merge[2] - merge[0] + 1}"'
            f' table:number-columns-spanned="{merge[3] - merge[1] + 1}"'
        )
    if value is None or value == "":
        return f"<table:table-cell{spans}/>"
    if isinstance(value, date):
        said = f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, (int, float)):
        said = f' office:value-type="float" office:value="{value}"'
    else:
        said = ' office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown(value).split("\n"))
    return f"<table:table-cell{spans}{said}>{lines}</table:table-cell>"


def write_xlsb(path: Path, grids: Sequence[Grid]) -> Path:
    """A bare xlsb: nothing but the parts a reader cannot do without."""
    types = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="bin"'
        ' ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    bundle = b""
    relations = ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1"'
            f' Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        )
        for number, grid in enumerate(grids, 1):
            bundle += _record(
                156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(grid.name)
            )
            relations += (
                f'<Relationship Id="rId{number}" Type="{office}/worksheet"'
                f' Target="worksheets/sheet{number}.bin"/>'
            )
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(grid))
        book = _record(131, b"") + _record(143, b"") + bundle + _record(144, b"")
        archive.writestr("xl/workbook.bin", book + _record(132, b""))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}">{relations}</Relationships>',
        )
    return path


def _xlsb_sheet(grid: Grid) -> bytes:
    width = max(len(row) for row in grid.rows)
    reach = struct.pack("<IIII", 0, len(grid.rows) - 1, 0, width - 1)
    body = _record(129, b"") + _record(148, reach)
    for column in grid.hidden_columns:
        body += _record(60, struct.pack("<IIIIH", column, column, 2560, 0, 1))
    body += _record(145, b"")
    for number, row in enumerate(grid.rows):
        hidden = 0x1000 if number in grid.hidden_rows else 0
        body += _record(0, struct.pack("<IIHHBI", number, 0, 300, hidden, 0, 0))
        for place, value in enumerate(row):
            if value is None or value == "":
                continue
            start = struct.pack("<II", place, 0)
            if isinstance(value, (int, float)):
                body += _record(5, start + struct.pack("<d", value))
            else:
                body += _record(6, start + _wide(shown(value)))
    body += _record(146, b"")
    for top, left, bottom, right in grid.merges:
        body += _record(176, struct.pack("<IIII", top, bottom, left, right))
    return body + _record(130, b"")


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(number: int, body: bytes) -> bytes:
    def varint(value: int) -> bytes:
        out = io.BytesIO()
        while value > 0x7F:
            out.write(bytes([value & 0x7F | 0x80]))
            value >>= 7
        out.write(bytes([value]))
        return out.getvalue()

    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    return head + varint(len(body)) + body


def cells_of(sheet: Any) -> list[list[Any]]:
    """The values of an openpyxl sheet, for reading back what the program wrote."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]
