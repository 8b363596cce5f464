"""Files made to hurt, each by hand, and what must become of them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.unit.exchange import made_up_school as made_up
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.roster_layouts import LAYOUTS
from tests.unit.exchange.xls_writer import write_xls

SHEET = "xl/worksheets/sheet1.xml"
PUPILS = 8
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40
_JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 40
_MEBI = 1 << 20


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file to be made.

    pupils  how many a right reading finds; None where the file must be refused
    """

    name: str
    ending: str
    write: Callable[[Path], object]
    pupils: int | None = None


def hostile_files() -> Iterator[Hostile]:
    """Every one of them."""
    yield from _no_tables()
    yield from _cut_short()
    yield from _bombs()
    yield from _endless_blanks()
    yield from _wide()
    yield from _deep()
    yield from _full()
    yield from _far()


def _grids() -> list[writers.Grid]:
    return LAYOUTS["smas"](made_up.school(3, ("6A1",), PUPILS)).grids


def _bytes(ending: str) -> bytes:
    """A good class list in one of the formats."""
    write = {
        "xlsx": writers.write_xlsx,
        "xlsb": writers.write_xlsb,
        "ods": writers.write_ods,
        "xls": write_xls,
    }[ending]
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder) / f"good.{ending}", _grids()).read_bytes()


def _parts(ending: str = "xlsx") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_bytes(ending))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _no_tables() -> Iterator[Hostile]:
    for ending in ("xlsx", "xls", "csv"):
        for kind, content in (
            ("png", _PNG),
            ("jpg", _JPG),
            ("nothing", b""),
            ("zeros", bytes(9999)),
        ):
            yield Hostile(f"{kind} as .{ending}", ending, partial(Path.write_bytes, data=content))


def _cut_short() -> Iterator[Hostile]:
    for ending in ("xlsx", "xls", "xlsb", "ods"):
        for part in (10, 50, 90):

            def write(path: Path, ending: str = ending, part: int = part) -> None:
                data = _bytes(ending)
                path.write_bytes(data[: len(data) * part // 100])

            yield Hostile(f"{part} % of an .{ending}", ending, write)


def _zeros(count: int, head: bytes = b"", tail: bytes = b"") -> tuple[bytes, int]:
    """Deflated: head, that many mebibytes of blanks, tail; and how much it is unpacked."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = pack.compress(head) + pack.flush(zlib.Z_FULL_FLUSH)
    once = pack.compress(b" " * _MEBI) + pack.flush(zlib.Z_FULL_FLUSH)
    end = pack.compress(tail) + pack.flush(zlib.Z_FINISH)
    return start + once * count + end, len(head) + count * _MEBI + len(tail)


def with_packed(
    path: Path, parts: dict[str, bytes], bombs: dict[str, tuple[bytes, int, int]]
) -> None:
    """A zip of parts, and of ready deflated ones with the sizes that they tell."""
    out, directory = io.BytesIO(), io.BytesIO()
    entries = {name: (zlib.compress(c, 6, -15), len(c), zlib.crc32(c)) for name, c in parts.items()}
    entries |= bombs
    for name, (packed, size, crc) in entries.items():
        where = out.tell()
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
        out.write(b"PK\3\4" + common + name.encode() + packed)
        directory.write(b"PK\1\2" + struct.pack("<H", 20) + common)
        directory.write(struct.pack("<HHHII", 0, 0, 0, 0, where) + name.encode())
    place, length = out.tell(), directory.tell()
    out.write(directory.getvalue())
    out.write(
        b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), length, place, 0)
    )
    path.write_bytes(out.getvalue())


def _bombs() -> Iterator[Hostile]:
    def one_entry(path: Path, part: str, ending: str, said: int | None) -> None:
        parts = _parts(ending)
        content = parts.pop(part, b"")
        packed, size = _zeros(4095, content[:200], content[200:])
        with_packed(path, parts, {part: (packed, size if said is None else said, 0)})

    for ending, part in (
        ("xlsx", SHEET),
        ("xlsx", "xl/sharedStrings.xml"),
        ("xlsx", "xl/styles.xml"),
        ("xlsx", "xl/workbook.xml"),
        ("xlsx", "xl/_rels/workbook.xml.rels"),
        ("xlsx", "_rels/.rels"),
        ("xlsx", "[Content_Types].xml"),
        ("xlsx", "xl/vbaProject.bin"),
        ("xlsx", "xl/metadata.xml"),
        ("xlsx", "xl/media/image1.png"),
        ("xlsx", "xl/worksheets/_rels/sheet1.xml.rels"),
        ("xlsb", "xl/worksheets/sheet1.bin"),
        ("xlsb", "xl/sharedStrings.bin"),
        ("xlsb", "xl/workbook.bin"),
        ("xlsb", "xl/_rels/workbook.bin.rels"),
        ("ods", "content.xml"),
        ("ods", "META-INF/manifest.xml"),
    ):
        read = part in {
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/vbaProject.bin",
            "xl/metadata.xml",
            "xl/media/image1.png",
            "xl/worksheets/_rels/sheet1.xml.rels",
        }
        for said in (None, 900):
            name = f"4 GB in {part}" + ("" if said is None else f", said to be {said} bytes")

            def write(
                path: Path, part: str = part, ending: str = ending, s: int | None = said
            ) -> None:
                one_entry(path, part, ending, s)

            yield Hostile(name, ending, write, PUPILS if read else None)

    def nested(path: Path) -> None:
        inner, size = _zeros(1000)
        for level in range(4):
            hold = path.with_suffix(f".{level}")
            with_packed(hold, {}, {f"{n}.zip": (inner, size, 0) for n in range(10)})
            content = hold.read_bytes()
            hold.unlink()
            inner, size = zlib.compress(content, 9, -15), len(content)
        parts = _parts()
        with_packed(path, parts, {"xl/embeddings/a.zip": (inner, size, zlib.crc32(content))})

    yield Hostile("zips in zips in a list", "xlsx", nested, PUPILS)

    def many(path: Path, number: int) -> None:
        _zip(path, _parts() | {f"xl/a/{n}": b"" for n in range(number)})

    yield Hostile("a zip of 400,000 entries", "xlsx", lambda p: many(p, 400_000))

    def same(path: Path) -> None:
        parts = _parts()
        packed, size = _zeros(190)
        with_packed(path, parts, {f"xl/sharedstrings{n}.xml": (packed, size, 0) for n in range(40)})

    yield Hostile("40 parts of 190 MB", "xlsx", same)


def _endless_blanks() -> Iterator[Hostile]:
    def xlsx(path: Path, cells: int) -> None:
        parts = _parts()
        letters = "ABCDEFGHIJKLMNOPQRST"
        rows = "".join(
            f'<row r="{n}" spans="1:20" s="1" customFormat="1">'
            + "".join(f'<c r="{letter}{n}" s="1"/>' for letter in letters[:cells])
            + "</row>"
            for n in range(17, 1_048_577)
        ).encode()
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
        _zip(path, parts)

    yield Hostile("1,048,576 formatted blank rows", "xlsx", lambda p: xlsx(p, 0), PUPILS)
    yield Hostile("1,048,576 rows of a formatted cell", "xlsx", lambda p: xlsx(p, 1), PUPILS)
    yield Hostile("1,048,576 rows of 20 formatted cells", "xlsx", lambda p: xlsx(p, 20))

    def xls(path: Path) -> None:
        blanks = b"".join(
            struct.pack("<HHHHHHHHI", 0x0208, 16, n, 0, 20, 255, 0, 0, 0x40)
            + struct.pack("<HHHH", 0x00BE, 6 + 40, n, 0)
            + bytes(40)
            + struct.pack("<H", 19)
            for n in range(20, 65_536)
        )
        write_xls(path, _grids(), at_end=blanks)

    yield Hostile("65,536 rows of 20 formatted cells", "xls", xls, PUPILS)

    def xlsb(path: Path) -> None:
        parts = _parts("xlsb")
        part = "xl/worksheets/sheet1.bin"
        end = b"\x92\x01\x00\x82\x01\x00"
        rows = b"".join(
            b"\0\x19"
            + struct.pack("<IIHHBIII", n, 1, 300, 0, 0, 0, 0, 0)
            + b"\1\x08"
            + struct.pack("<II", 0, 1)
            for n in range(20, 1_048_576)
        )
        assert parts[part].endswith(end)
        parts[part] = parts[part].removesuffix(end) + rows + end
        _zip(path, parts)

    yield Hostile("1,048,576 rows of a formatted cell", "xlsb", xlsb, PUPILS)

    def ods(path: Path, row: str, times: int) -> None:
        parts = _parts("ods")
        parts["content.xml"] = parts["content.xml"].replace(
            b"</table:table>", row.encode() * times + b"</table:table>"
        )
        _zip(path, parts)

    blank = (
        '<table:table-row table:style-name="ro1">'
        '<table:table-cell table:style-name="ce1"/></table:table-row>'
    )
    yield Hostile(
        "1,048,576 rows of a formatted cell", "ods", lambda p: ods(p, blank, 1_048_576), PUPILS
    )
    repeated = (
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" table:style-name="ce1"/>'
        "</table:table-row>"
    )
    yield Hostile(
        "rows repeated 1,048,576 × 16,384, 1,000 times",
        "ods",
        lambda p: ods(p, repeated, 1000),
        PUPILS,
    )
    filled = repeated.replace(
        "/></table:table-row>", "><text:p>x</text:p></table:table-cell></table:table-row>"
    )
    yield Hostile("a filled row repeated 1,048,576 × 16,384", "ods", lambda p: ods(p, filled, 1))


def _wide() -> Iterator[Hostile]:
    wide: list[writers.Value] = [f"Cột {n}" for n in range(16_384)]

    def grids(rows: int) -> list[writers.Grid]:
        (grid,) = _grids()
        grid.rows += [list(wide) for _ in range(rows)]
        return [grid]

    yield Hostile(
        "20 rows of 16,384 columns", "xlsx", lambda p: writers.write_xlsx(p, grids(20)), PUPILS
    )
    yield Hostile(
        "20 rows of 16,384 columns", "xlsb", lambda p: writers.write_xlsb(p, grids(20)), PUPILS
    )
    yield Hostile(
        "20 rows of 16,384 columns", "ods", lambda p: writers.write_ods(p, grids(20)), PUPILS
    )

    def header(path: Path) -> None:
        (grid,) = _grids()
        grid.rows[7] = [*grid.rows[7], *(f"Họ tên cha {n}" for n in range(16_000))]
        writers.write_xlsx(path, [grid])

    yield Hostile("a header of 16,000 fathers", "xlsx", header, PUPILS)

    def text(path: Path) -> None:
        head = "STT,Họ và tên,Lớp" + ",x" * 16_381
        rows = [f"{n},Lê Văn An,6A1" + ",x" * 16_381 for n in range(1, 200)]
        path.write_text("\n".join([head, *rows]), "utf-8")

    yield Hostile("199 rows of 16,384 columns", "csv", text, 199)


def _deep() -> Iterator[Hostile]:
    deep = b"<a>" * 1_000_000 + b"</a>" * 1_000_000

    def part(path: Path, ending: str, name: str) -> None:
        parts = _parts(ending)
        parts.setdefault(name, b"<sst></sst>")
        place = parts[name].rfind(b"</")
        parts[name] = parts[name][:place] + deep + parts[name][place:]
        _zip(path, parts)

    for ending, name in (
        ("xlsx", SHEET),
        ("xlsx", "xl/sharedStrings.xml"),
        ("xlsx", "xl/styles.xml"),
        ("xlsx", "xl/workbook.xml"),
        ("ods", "content.xml"),
    ):
        yield Hostile(
            f"a million elements deep, {name}", ending, partial(part, ending=ending, name=name)
        )
    page = "<html>" + "<table><tr><td>" * 300_000
    yield Hostile("300,000 tables in tables", "xls", lambda p: p.write_text(page))
    head = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    yield Hostile(
        "a million elements deep, SpreadsheetML",
        "xls",
        lambda p: p.write_bytes(head.encode() + deep),
    )


def _full() -> Iterator[Hostile]:
    """As many filled cells as a file may bring."""

    def xlsx(path: Path, rows: int, columns: int, cell: str) -> None:
        parts = _parts()
        from openpyxl.utils import get_column_letter

        letters = [get_column_letter(n + 1) for n in range(columns)]
        made = "".join(
            f'<row r="{n}">' + "".join(cell.format(at=f"{a}{n}", n=n) for a in letters) + "</row>"
            for n in range(17, rows)
        ).encode()
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", made + b"</sheetData>")
        _zip(path, parts)

    short = '<c r="{at}" t="inlineStr"><is><t>{n}</t></is></c>'
    number = '<c r="{at}"><v>{n}</v></c>'
    yield Hostile("180,000 rows of 18 texts", "xlsx", lambda p: xlsx(p, 180_000, 18, short))
    yield Hostile("190,000 rows of 35 numbers", "xlsx", lambda p: xlsx(p, 190_000, 35, number))
    yield Hostile("7,900 rows of 900 numbers", "xlsx", lambda p: xlsx(p, 7_900, 900, number))

    def xls(path: Path) -> None:
        rows: list[list[writers.Value]] = [[f"{n} {m}" for m in range(20)] for n in range(60_000)]
        write_xls(path, [writers.Grid("1", rows)])

    yield Hostile("60,000 rows of 20 texts", "xls", xls)

    def text(path: Path) -> None:
        path.write_text("x\n" * 20_000_000, "utf-8")

    yield Hostile("20,000,000 lines", "csv", text)

    def cells(path: Path) -> None:
        path.write_text(("x," * 39 + "\n") * 600_000, "utf-8")

    yield Hostile("600,000 lines of 39 cells", "csv", cells)

    def page(path: Path) -> None:
        path.write_text("<table>" + ("<tr>" + "<td>x" * 40 + "\n") * 200_000, "utf-8")

    yield Hostile("a page of 200,000 rows of 40", "xls", page)

    def markup(path: Path) -> None:
        head = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        row = "<Row>" + "<Cell><Data>x</Data></Cell>" * 40 + "</Row>\n"
        path.write_text(head + row * 44_000 + "</Table></Worksheet></Workbook>", "utf-8")

    yield Hostile("SpreadsheetML of 44,000 rows of 40", "xls", markup)

    def ods(path: Path) -> None:
        parts = _parts("ods")
        row = (
            b"<table:table-row>"
            + b"<table:table-cell><text:p>x</text:p></table:table-cell>" * 40
            + b"</table:table-row>"
        )
        parts["content.xml"] = parts["content.xml"].replace(
            b"</table:table>", row * 80_000 + b"</table:table>"
        )
        _zip(path, parts)

    yield Hostile("80,000 rows of 40", "ods", ods)


def _far() -> Iterator[Hostile]:
    """One cell far away from the list."""

    def grids(row: int, column: int) -> list[writers.Grid]:
        (grid,) = _grids()
        grid.rows += [[] for _ in range(row - len(grid.rows))]
        grid.rows.append([*([None] * column), "x"])
        return [grid]

    yield Hostile("a cell in IV65536", "xls", lambda p: write_xls(p, grids(65_535, 255)), PUPILS)
    yield Hostile("a cell in A65536", "xls", lambda p: write_xls(p, grids(65_535, 0)), PUPILS)
    yield Hostile(
        "a cell in XFD1048576",
        "xlsb",
        lambda p: writers.write_xlsb(p, grids(1_048_575, 16_383)),
        PUPILS,
    )
    yield Hostile(
        "a cell in A1048576", "xlsb", lambda p: writers.write_xlsb(p, grids(1_048_575, 0)), PUPILS
    )
    yield Hostile(
        "a cell in XFD20", "xlsb", lambda p: writers.write_xlsb(p, grids(20, 16_383)), PUPILS
    )
    yield Hostile(
        "a cell in A1048576", "ods", lambda p: writers.write_ods(p, grids(1_048_575, 0)), PUPILS
    )

    def xlsx(path: Path) -> None:
        parts = _parts()
        cell = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", cell)
        _zip(path, parts)

    yield Hostile("a cell in XFD1048576", "xlsx", xlsx, PUPILS)
