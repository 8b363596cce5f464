"""Slightly damaged containers, as portals and broken downloads make them, still give their list."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange.roster_lists import HEAD, PUPIL, names
from tests.unit.exchange.table_writers import Grid, write_xlsx
from tests.unit.exchange.xls_writer import write_xls

LIST = Grid("6A1", [HEAD, PUPIL])
OTHER = Grid("Mau", [["a", "b"], ["c", "d"]])
EXPECTED = {"6A1": ["Lê Thị Hoa"]}
_BOUND_SHEET, _BOF, _LABEL, _EOF, _CODE_PAGE = 0x85, 0x809, 0x204, 0x0A, 0x42

Damage = Callable[[bytearray], bytes | bytearray | None]


def put(place: int, value: int) -> Damage:
    """Damage that writes a number over four bytes of the container's head."""
    return lambda data: struct.pack_into("<I", data, place, value)


def directory(data: bytearray) -> int:
    return 512 + 512 * int(struct.unpack_from("<I", data, 0x30)[0])


def stream_size_lost(data: bytearray) -> None:
    struct.pack_into("<I", data, directory(data) + 128 + 120, 0)


def lists_of_sectors_lost(data: bytearray) -> None:
    data[512:1024] = bytes(512)


def records(data: bytearray) -> list[tuple[int, int, int]]:
    """Place, number and length of the records, which begin after the directory."""
    place, found = directory(data) + 512, []
    while place + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, place)
        if not number and not length:
            break
        found.append((place, number, length))
        place += 4 + length
    return found


def first(data: bytearray, wanted: int) -> int:
    return next(place for place, number, _ in records(data) if number == wanted)


def first_entry_points_nowhere(data: bytearray) -> None:
    struct.pack_into("<I", data, first(data, _BOUND_SHEET) + 4, 0x00FFFFFF)


def first_sheet_broken(data: bytearray) -> None:
    struct.pack_into("<H", data, first(data, _LABEL) + 2, 3)


def end_missing(data: bytearray) -> None:
    last = [place for place, number, _ in records(data) if number == _EOF][-1]
    data[last:] = bytes(len(data) - last)


def code_page_unknown(data: bytearray) -> None:
    struct.pack_into("<H", data, first(data, _CODE_PAGE) + 4, 0)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data + b"\0" * 100,
        lambda data: data[:-200],
        lambda data: b"\r\n" + data,
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data + b"<!-- 0.2 s -->",
        lambda data: data[directory(data) + 512 :],
        put(0x2C, 7),
        put(0x44, 3),
        put(0x1E, 0),
        stream_size_lost,
        lists_of_sectors_lost,
        first_entry_points_nowhere,
        first_sheet_broken,
        end_missing,
        code_page_unknown,
    ],
)
@pytest.mark.parametrize("biff", [8, 5])
def test_a_damaged_xls_gives_its_list(tmp_path: Path, damage: Damage, biff: int) -> None:
    """A wrong count, a lost table, one bad sheet, something before or after: nobody is lost."""
    grids = [OTHER, LIST]
    if biff == 5:
        plain = [[str(cell).replace("Nữ", "F") for cell in row] for row in LIST.rows]
        grids = [OTHER, Grid("6A1", [["STT", "Ho va ten", "Ngay sinh", "Phai"], ["1", "Le Hoa"]])]
        grids[1].rows[1] += plain[1][2:]
    path = write_xls(tmp_path / "danh ba.xls", grids, biff=biff)
    data = bytearray(path.read_bytes())
    path.write_bytes(damage(data) or data)
    assert names(read_roster(path)) == (EXPECTED if biff == 8 else {"6A1": ["Le Hoa"]})


def test_a_workbook_with_blank_lines_before_it(tmp_path: Path) -> None:
    """A web server's blank lines do not make an xlsx a text."""
    path = write_xlsx(tmp_path / "danh sach.xlsx", [LIST])
    path.write_bytes(b"\r\n\r\n" + path.read_bytes())
    assert names(read_roster(path)) == EXPECTED


def test_a_text_that_begins_like_a_picture(tmp_path: Path) -> None:
    """A form's number "BM-01" begins like the bytes of a picture, which go on otherwise."""
    path = tmp_path / "6A1.csv"
    path.write_text("BM-01;;\nHọ và tên;Ngày sinh;Lớp\nLê Thị Hoa;05/03/2009;6A1\n", "utf-8")
    assert names(read_roster(path)) == EXPECTED


def test_a_cell_whose_text_is_lost_is_told(tmp_path: Path) -> None:
    """A name whose record says that it is longer than it is leaves an empty cell and a problem."""
    path = write_xls(tmp_path / "6A1.xls", [LIST])
    data = bytearray(path.read_bytes())
    name = data.index("Lê Thị Hoa".encode("utf-16-le"))
    struct.pack_into("<H", data, name - 3, 60_000)
    path.write_bytes(data)
    found = [(one.row, one.value, one.reason) for one in read_roster(path).problems]
    assert (1, "1", "roster.problem.cells_lost") in found
