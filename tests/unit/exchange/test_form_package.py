"""Whatever a form holds stays: styles, lines, drawn shapes, print set-up, other sheets."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from bluezone_desktop.exchange.form_package import FormPackage
from bluezone_desktop.exchange.grid import BadTable
from tests.unit.exchange.form_maker import figures, filled, lined, rows_of, saved, sheet_of

SHAPE = (
    b"<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>"
    b"<xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from></xdr:twoCellAnchor>"
)


def dressed() -> bytes:
    """A form with one empty row for classes, and with much that hangs on its rows."""
    sheet = sheet_of(
        ("TRƯỜNG ……",),
        ("Lớp", "Sĩ số", "Đã cài"),
        (),
        ("Cộng", "=SUM(B3:B3)", "=SUM(C3:C3)"),
        (),
        ("Người lập", None, "Hiệu trưởng"),
    )
    lined(sheet, "A2:C4")
    sheet["A3"].font = Font(name="Times New Roman", italic=True)
    sheet["B3"].fill = PatternFill("solid", fgColor="FFEEDD")
    sheet.row_dimensions[3].height, sheet.row_dimensions[4].height = 21, 33
    sheet.column_dimensions["A"].width = 27
    sheet.merge_cells("A6:B6")
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.print_area, sheet.print_title_rows = "A1:C6", "2:2"
    sheet.row_breaks.append(Break(id=4))
    sheet.conditional_formatting.add("C3:C4", CellIsRule("greaterThan", ["$C$4"]))
    validation = DataValidation("whole", formula1="0", formula2="B4")
    validation.add("B3:B3")
    sheet.add_data_validation(validation)
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.defined_names["Tong"] = DefinedName("Tong", attr_text="'Biểu 1'!$B$4")
    sheet_of(("Hướng dẫn", "='Biểu 1'!B4"), title="Hướng dẫn", book=book)
    return saved(sheet)


def test_all_that_hangs_on_rows_moves_with_them() -> None:
    """Three classes for one row: formats, merges, heights, print set-up, rules, names."""
    content = filled(dressed(), figures("6A1", "6A2", "6A3")).content
    book = load_workbook(BytesIO(content))
    sheet = book["Biểu 1"]
    assert [cell.font.name for cell in sheet["A"][2:5]] == ["Times New Roman"] * 3
    assert [cell.fill.fgColor.rgb for cell in sheet["B"][2:5]] == ["00FFEEDD"] * 3
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5, 6)] == [21, 21, 21, 33]
    assert sheet.column_dimensions["A"].width == 27
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A8:B8"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert (sheet.print_area, sheet.print_title_rows) == ("'Biểu 1'!$A$1:$C$8", "$2:$2")
    assert [one.id for one in sheet.row_breaks.brk] == [6]
    rules = {str(one.sqref): one.rules[0].formula for one in sheet.conditional_formatting}
    assert rules == {"C3:C6": ["$C$6"]}
    validation = sheet.data_validations.dataValidation[0]
    assert (str(validation.sqref), validation.formula2) == ("B3:B5", "B6")
    assert book.defined_names["Tong"].attr_text == "'Biểu 1'!$B$6"
    assert rows_of(content, "Hướng dẫn") == [["Hướng dẫn", 93]]


def test_parts_that_no_library_of_ours_knows_stay_byte_for_byte() -> None:
    """Drawn lines and text boxes, signatures of printers, what a newer Excel adds."""
    data = with_parts(
        dressed(), {"xl/printerSettings/p1.bin": b"\x01\x02", "custom/x.xml": b"<x/>"}
    )
    before, after = parts(data), parts(filled(data, figures("6A1", "6A2")).content)
    assert before.keys() == after.keys()
    kept = {name for name in before if before[name] == after[name]}
    assert before.keys() - kept <= {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }


def test_drawings_move_with_the_rows_they_stand_at() -> None:
    """A line drawn below the table stays below it."""
    links = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/>'
        b"</Relationships>"
    )
    drawing = b'<xdr:wsDr xmlns:xdr="http://x">' + SHAPE + b"</xdr:wsDr>"
    extra = {"xl/worksheets/_rels/sheet1.xml.rels": links, "xl/drawings/drawing1.xml": drawing}
    content = filled(with_parts(dressed(), extra), figures("6A1", "6A2", "6A3")).content
    assert b"<xdr:row>8</xdr:row>" in parts(content)["xl/drawings/drawing1.xml"]


def test_formulas_that_cells_share_are_written_out() -> None:
    """Excel keeps one formula for a whole column; each row has its own afterwards."""
    sheet = sheet_of(
        ("Lớp", "Sĩ số", "Đã cài", "Tỷ lệ"),
        (None, None, None, "=C2/B2"),
        (None, None, None, "=C3/B3"),
        ("Cộng",),
    )
    lined(sheet, "A1:D4")
    data = saved(sheet)
    part = parts(data)["xl/worksheets/sheet1.xml"]
    shared = part.replace(b"<f>C2/B2</f>", b'<f t="shared" ref="D2:D3" si="0">C2/B2</f>')
    shared = shared.replace(b"<f>C3/B3</f>", b'<f t="shared" si="0" />')
    assert shared.count(b"shared") == 2
    data = with_parts(data, {"xl/worksheets/sheet1.xml": shared})
    rows = rows_of(filled(data, figures("6A1", "6A2", "6A3")).content, formulas=True)
    assert [row[3] for row in rows[1:4]] == ["=C2/B2", "=C3/B3", "=C4/B4"]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 cut", dressed()[:900], b"\x89PNG"],
    ids=["none", "cut", "half", "png"],
)
def test_a_damaged_form_is_told(content: bytes) -> None:
    """One sentence, whatever is wrong with it."""
    with pytest.raises(BadTable):
        FormPackage(content)


def test_a_form_with_an_entity_bomb_is_told() -> None:
    """A document type is refused before anything is built of it."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    package = FormPackage(with_parts(dressed(), {"xl/worksheets/sheet1.xml": bomb}))
    with pytest.raises(BadTable):
        package.sheet("Biểu 1")


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def with_parts(data: bytes, extra: dict[str, bytes]) -> bytes:
    """A workbook with other parts, or more of them."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for name, content in (parts(data) | extra).items():
            container.writestr(name, content)
    return packed.getvalue()
