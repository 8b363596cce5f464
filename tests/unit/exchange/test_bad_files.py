"""Files that are no class lists: one known error each, quickly, and never a traceback."""

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.exchange.grid import MAX_CELLS, MAX_COLUMNS
from bluezone_desktop.exchange.roster_reader import read_roster
from bluezone_desktop.exchange.tables import MAX_FILE, read_workbook
from bluezone_desktop.texts import Texts
from tests.unit.exchange import made_up_school as made_up
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.roster_layouts import LAYOUTS
from tests.unit.exchange.xls_writer import write_xls

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
SCHOOL = made_up.school(3, ("6A1",))


def fails(path: Path, password: str | None = None) -> str:
    """The key of the error, once both languages have a sentence for it."""
    with pytest.raises(KnownError) as caught:
        read_roster(path, password=password)
    error = caught.value
    for texts in (Texts("vi"), Texts("en")):
        assert path.name in texts(error.key, **error.values)
    return error.key


def good_xlsx(path: Path) -> Path:
    return writers.write_xlsx(path, LAYOUTS["smas"](SCHOOL).grids)


def with_part(source: Path, target: Path, part: str, content: bytes) -> Path:
    """A copy of a zipped workbook with one part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
    return target


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert fails(tmp_path / "6A1.xlsx") == "files.missing"
    (tmp_path / "lists.xlsx").mkdir()
    assert fails(tmp_path / "lists.xlsx") == "files.folder"


@pytest.mark.parametrize("name", ["6A1.xlsx", "6A1.xls", "6A1.csv", "6A1.ods"])
@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b" \r\n\r\n"])
def test_files_with_nothing_in_them(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert fails(tmp_path / name) == "files.empty"


@pytest.mark.parametrize(
    "content",
    [
        PNG,
        b"\xff\xd8\xff\xe0" + bytes(500),
        b"%PDF-1.7\n" + bytes(500),
        b"MZ\x90\0" + bytes(500),
        b"{\\rtf1\\ansi Danh s\\'e1ch}",
        bytes(range(1, 256)) * 20,
        b"<html><body><p>Kh\xc3\xb4ng c\xc3\xb3 b\xe1\xba\xa3ng</p></body></html>",
    ],
    ids=["png", "jpeg", "pdf", "program", "rtf", "noise", "page without a table"],
)
def test_files_of_another_kind_with_a_table_s_name(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "6A1.xls").write_bytes(content)
    assert fails(tmp_path / "6A1.xls") == "files.not_a_table"


def test_a_word_document_is_no_table(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "6A1.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert fails(tmp_path / "6A1.xlsx") == "files.not_a_table"


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_on_its_way(part: float, tmp_path: Path) -> None:
    data = good_xlsx(tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "6A1.xlsx").write_bytes(data[: int(len(data) * part)])
    assert fails(tmp_path / "6A1.xlsx") == "files.damaged"


def test_a_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "6A1.csv").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert fails(tmp_path / "6A1.csv") == "files.too_large"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_table_without_a_header_says_so(name: str, tmp_path: Path) -> None:
    rows: list[list[writers.Value]] = [["Mã", "Tên"], [1, "Kinh"], [2, "Khmer"]]
    if name.endswith("xlsx"):
        writers.write_xlsx(tmp_path / name, [writers.Grid("DAN_TOC", rows)])
    else:
        writers.write_text(tmp_path / name, writers.Grid("", rows))
    assert fails(tmp_path / name) == "files.no_header"


def test_a_password_is_asked_for_and_held_against_the_file(tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = io.BytesIO(good_xlsx(tmp_path / "plain.xlsx").read_bytes())
    closed = io.BytesIO()
    OOXMLFile(plain).encrypt("hoa sen", closed)
    path = tmp_path / "6A1.xlsx"
    path.write_bytes(closed.getvalue())
    assert fails(path) == "files.password_needed"
    assert fails(path, "hoa súng") == "files.password_wrong"
    assert len(read_roster(path, password="hoa sen").classes[0].pupils) == 8


# An RC4 header of the old format, for the password "password1"; its values are those by which the
# decrypting library documents itself.
SALT = bytes.fromhex("e8772c1d91c56a37964761b280183217")
VERIFIER = bytes.fromhex("c9e997d454973d310bb1ba701426837e")
VERIFIER_HASH = bytes.fromhex("b1de178f07e989c44dae5e4cf96ac407")


def test_the_old_format_has_passwords_too(tmp_path: Path) -> None:
    from msoffcrypto import OfficeFile

    body = struct.pack("<HHH", 1, 1, 1) + SALT + VERIFIER + VERIFIER_HASH
    record = struct.pack("<HH", 0x002F, len(body)) + body
    grids = LAYOUTS["smas"](SCHOOL).grids
    path = write_xls(tmp_path / "6A1.xls", grids, after_begin=record)
    # The cipher is its own inverse: taking it off the plain text puts it on.
    office = OfficeFile(io.BytesIO(path.read_bytes()))
    office.load_key(password="password1")
    closed = io.BytesIO()
    office.decrypt(closed)
    blanked = struct.pack("<HH", 0, len(body)) + bytes(len(body))
    assert blanked in closed.getvalue()
    path.write_bytes(closed.getvalue().replace(blanked, record))
    assert fails(path) == "files.password_needed"
    assert fails(path, "password2") == "files.password_wrong"
    assert len(read_roster(path, password="password1").classes[0].pupils) == 8


def test_a_password_that_would_take_for_ever_is_refused(tmp_path: Path) -> None:
    """The file itself says how many rounds the making of its key takes."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = io.BytesIO(good_xlsx(tmp_path / "plain.xlsx").read_bytes())
    closed = io.BytesIO()
    OOXMLFile(plain).encrypt("hoa sen", closed)
    data = closed.getvalue().replace(b'spinCount="100000"', b'spinCount="999999999"'[:18] + b'"')
    assert b'spinCount="100000"' not in data
    (tmp_path / "6A1.xlsx").write_bytes(data)
    assert fails(tmp_path / "6A1.xlsx", "hoa sen") == "files.damaged"


def test_an_encrypted_ods_says_what_to_do(tmp_path: Path) -> None:
    path = writers.write_ods(tmp_path / "6A1.ods", LAYOUTS["smas"](SCHOOL).grids)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "META-INF/manifest.xml", "<manifest:encryption-data manifest:checksum='x'/>"
        )
    assert fails(path) == "files.password_ods"


def test_a_sheet_that_unpacks_without_end(tmp_path: Path) -> None:
    """A zip bomb: a few hundred kilobytes that are gigabytes of blanks once unpacked."""
    source = good_xlsx(tmp_path / "good.xlsx")
    target = tmp_path / "6A1.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            with new.open(info.filename, "w") as part:
                part.write(old.read(info))
                if info.filename == "xl/worksheets/sheet1.xml":
                    for _ in range(260):
                        part.write(b" " * (1 << 20))
    assert target.stat().st_size < 2 << 20
    assert fails(target) == "files.too_many_cells"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A billion laughs, in each of the formats that are XML."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    source = good_xlsx(tmp_path / "good.xlsx")
    sheet = b'<?xml version="1.0"?>' + laughs + b"<worksheet><sheetData/></worksheet>"
    path = with_part(source, tmp_path / "6A1.xlsx", "xl/worksheets/sheet1.xml", sheet)
    assert fails(path) == "files.damaged"
    book = (
        b'<?xml version="1.0"?>'
        + laughs
        + (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&b;</Workbook>')
    )
    (tmp_path / "6A1.xls").write_bytes(book)
    assert fails(tmp_path / "6A1.xls") == "files.damaged"
    ods = writers.write_ods(tmp_path / "good.ods", LAYOUTS["smas"](SCHOOL).grids)
    path = with_part(ods, tmp_path / "6A1.ods", "content.xml", laughs + b"<x>&b;</x>")
    assert fails(path) == "files.damaged"


def test_xml_nested_without_end(tmp_path: Path) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    head = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    (tmp_path / "6A1.xls").write_bytes(head + deep + b"</Workbook>")
    assert fails(tmp_path / "6A1.xls") == "files.damaged"


def test_a_stray_cell_at_the_far_end_costs_nothing(tmp_path: Path) -> None:
    """A blank put there by accident: a reader that fills up the gap would need gigabytes."""
    path = good_xlsx(tmp_path / "6A1.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(path)
    roster = read_roster(path)
    assert len(roster.classes[0].pupils) == 8
    assert [problem.reason for problem in roster.problems] == ["roster.problem.cells_cut"]


def test_formatted_blank_cells_far_below_are_nothing(tmp_path: Path) -> None:
    path = good_xlsx(tmp_path / "6A1.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    roster = read_roster(path)
    assert (len(roster.classes[0].pupils), roster.problems) == (8, ())


def test_cells_without_a_place_fill_no_rectangle(tmp_path: Path) -> None:
    """Some programs leave out where a cell stands; one wide row must not widen all the others."""
    wide = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"
    long = b"<row><c><v>1</v></c></row>" * 60_000
    sheet = b"<worksheet><sheetData>" + wide + long + b"</sheetData></worksheet>"
    source = good_xlsx(tmp_path / "good.xlsx")
    path = with_part(source, tmp_path / "6A1.xlsx", "xl/worksheets/sheet1.xml", sheet)
    assert MAX_CELLS < 16_000 * 60_000
    (found,) = read_workbook(path).sheets
    assert [len(row) for row in found.rows] == [MAX_COLUMNS, *[1] * 60_000]
    assert found.cut == 16_000 - MAX_COLUMNS


def test_an_ods_that_repeats_itself_without_end(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell>"
    )
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
        f"{cell}</table:table-row></table:table></office:document-content>"
    )
    ods = writers.write_ods(tmp_path / "good.ods", LAYOUTS["smas"](SCHOOL).grids)
    path = with_part(ods, tmp_path / "6A1.ods", "content.xml", content.encode())
    assert fails(path) == "files.too_many_cells"


def test_a_stray_cell_at_the_far_end_of_an_xls_costs_nothing(tmp_path: Path) -> None:
    """Laid out as one rectangle it would be sixteen million cells."""
    (grid,) = LAYOUTS["smas"](SCHOOL).grids
    grid.rows += [*([] for _ in range(65_535 - len(grid.rows))), [*[None] * 255, "x"]]
    path = write_xls(tmp_path / "6A1.xls", [grid])
    assert len(read_roster(path).classes[0].pupils) == 8


def test_a_web_page_made_to_hurt(tmp_path: Path) -> None:
    """Unclosed tags and cells that span everything must not take time without end."""
    for text in ("<table><tr><td" * 200_000, "<table>" + "<!--" * 200_000, "<" * 500_000):
        (tmp_path / "6A1.xls").write_text(f"<html>{text}", "utf-8")
        assert fails(tmp_path / "6A1.xls") in {"files.not_a_table", "files.no_header"}
    spans = "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 50_000
    (tmp_path / "6A1.xls").write_text(f"<html><table>{spans}</table>", "utf-8")
    assert fails(tmp_path / "6A1.xls") == "files.too_many_cells"


def test_a_slightly_damaged_xls_still_reads(tmp_path: Path) -> None:
    """As one portal sends them: the container's last sector is cut, or something follows it."""
    grids = LAYOUTS["vnedu_contacts"](SCHOOL).grids
    data = write_xls(tmp_path / "whole.xls", grids).read_bytes()
    path = tmp_path / "6A1.xls"
    for content in (data + b"\r\n", data + bytes(700), data[:-100]):
        path.write_bytes(content)
        assert len(read_roster(path).classes[0].pupils) == 8


def test_one_bad_sheet_does_not_cost_the_others(tmp_path: Path) -> None:
    school = made_up.school(4, ("6A1", "6A2"))
    source = writers.write_xlsx(tmp_path / "good.xlsx", LAYOUTS["misa_sheets"](school).grids)
    path = with_part(source, tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b"<worksheet><sh")
    roster = read_roster(path)
    assert [one.name for one in roster.classes] == ["6A2"]
    assert [(one.sheet, one.reason) for one in roster.problems] == [
        ("6A1", "roster.problem.sheet_unreadable")
    ]


def test_macros_links_and_formulas_are_not_run(tmp_path: Path) -> None:
    """A formula gives the value that was saved with it, and a macro is bytes nobody looks at."""
    source = good_xlsx(tmp_path / "good.xlsx")
    book = openpyxl.load_workbook(source)
    book.worksheets[0]["D9"] = '=HYPERLINK("http://example.invalid","Lê Văn An")'
    book.save(source)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("xl/vbaProject.bin", struct.pack("<Q", 0) * 100)
    roster = read_roster(source)
    # openpyxl saved no value with the formula: that and the row without a name are told.
    assert [(one.row, one.value, one.reason) for one in roster.problems] == [
        (1, "1", "roster.problem.formulas_empty"),
        (9, "", "roster.problem.no_name"),
    ]


def test_a_csv_with_a_stray_quotation_mark_loses_nobody(tmp_path: Path) -> None:
    grid = LAYOUTS["misa_together"](SCHOOL).grids[0]
    rows = [[writers.shown(cell) for cell in row] for row in grid.rows]
    rows[2][1] = '"' + rows[2][1]
    rows += [["1", f"Lê Văn {chr(65 + n)}{chr(97 + n)}", "6A1", "", "", ""] for n in range(25)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    assert len(read_roster(path).classes[0].pupils) == 8 + 25


def test_read_workbook_gives_rows_from_row_1_and_column_a(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "x"
    book.save(tmp_path / "a.xlsx")
    [sheet] = read_workbook(tmp_path / "a.xlsx").sheets
    assert sheet.rows[2][2] == "x"
    assert len(sheet.rows) == 3


def test_cells_far_to_the_right_of_an_xlsb_are_cut_and_counted(tmp_path: Path) -> None:
    """Found by mutating files: rows of ten thousand columns made the search for a header crawl."""
    grids = LAYOUTS["smas"](SCHOOL).grids
    far: list[writers.Value] = [None] * 5_000
    grids[0].rows[3] = [*grids[0].rows[3], *far, "x"]
    path = writers.write_xlsb(tmp_path / "6A1.xlsb", grids)
    roster = read_roster(path)
    assert len(roster.classes[0].pupils) == 8
    assert [(one.value, one.reason) for one in roster.problems] == [
        ("1", "roster.problem.cells_cut")
    ]
