"""Lists in TCVN3, VNI and cp1258, in every file that can carry them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bluezone_desktop.domain.roster import Roster
from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange import made_up_school as made_up
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.legacy_writing import in_old_text, to_cp1258, to_tcvn3, to_vni
from tests.unit.exchange.roster_layouts import LAYOUTS, Written
from tests.unit.exchange.xls_writer import write_xls

SCHOOL = made_up.school(21, ("6A1",))
FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def names(roster: Roster) -> list[tuple[str, str | None, set[str | None]]]:
    """Names without regard to case: TCVN3 cannot write every capital."""
    return [
        (
            pupil.full_name.casefold(),
            pupil.date_of_birth,
            {r.full_name.casefold() for r in pupil.relatives if r.full_name},
        )
        for one in roster.classes
        for pupil in one.pupils
    ]


def wanted(written: Written) -> list[tuple[str, str | None, set[str | None]]]:
    return [
        (
            one.name.casefold(),
            one.born.isoformat(),
            {getattr(one, who).casefold() for who in ("father", "mother") if who in written.facts},
        )
        for one in SCHOOL.classes[0].pupils
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("carrier", ["biff5", "biff5 font", "biff8", "xlsx", "html", "text"])
def test_every_layout_reads_in_old_encodings(
    layout: str, encoding: str, carrier: str, tmp_path: Path
) -> None:
    written = LAYOUTS[layout](SCHOOL)
    grids = [in_old_text(grid, encoding) for grid in written.grids]
    path = tmp_path / "6A1.xls"
    if carrier.startswith("biff"):
        font = FONTS[encoding] if carrier.endswith("font") else "Arial"
        write_xls(path, grids, biff=int(carrier[4]), font=font)
    elif carrier == "xlsx":
        writers.write_xlsx(path, grids)
    elif carrier == "html":
        writers.write_html(path, grids[0])
    else:
        writers.write_text(path, grids[0], encoding="latin-1", delimiter="\t")
    roster = read_roster(path)
    assert names(roster) == wanted(written)
    assert set(roster.encodings.values()) == {encoding}
    assert roster.problems == ()
    assert [one.name for one in roster.classes] == ["6A1"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_file_of_vietnamese_windows_is_unicode_once_read(
    layout: str, tmp_path: Path
) -> None:
    written = LAYOUTS[layout](SCHOOL)
    lines = (";".join(writers.shown(cell) for cell in row) for row in written.grids[0].rows)
    text = "\r\n".join(line.replace("\n", " ") for line in lines)
    path = tmp_path / "6A1.csv"
    path.write_bytes(to_cp1258(text))
    roster = read_roster(path)
    assert names(roster) == wanted(written)
    assert set(roster.encodings.values()) == {"unicode"}


def test_a_font_of_capitals_gives_capitals(tmp_path: Path) -> None:
    """.VnTimeH shows small letters as capitals: "nguyÔn" in it is NGUYỄN."""
    rows: list[list[writers.Value]] = [
        [to_tcvn3("danh sách học sinh lớp 7a2")],
        [to_tcvn3("Số TT"), to_tcvn3("Họ và tên"), to_tcvn3("Ngày sinh")],
        [1, to_tcvn3("nguyễn thị ánh"), "05/03/2009"],
    ]
    path = tmp_path / "a.xls"
    write_xls(path, [writers.Grid("a", rows)], biff=5, font=".VnTimeH")
    [one] = read_roster(path).classes
    assert (one.name, one.pupils[0].full_name) == ("7A2", "NGUYỄN THỊ ÁNH")


@pytest.mark.parametrize(("encoding", "convert"), [("tcvn3", to_tcvn3), ("vni", to_vni)])
def test_old_names_under_a_unicode_header(encoding: str, convert, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # either of two functions
    """A register typed anew with the names pasted from the old one."""
    rows: list[list[writers.Value]] = [
        ["DANH SÁCH HỌC SINH LỚP 7A2"],
        ["STT", "Họ và tên", "Giới tính", "Chỗ ở", "Họ tên mẹ"],
        *(
            [number, convert(name), sex, "Khóm 3, Phường 2", convert("Trần Thị Bưởi")]
            for number, (name, sex) in enumerate(
                [("Nguyễn Văn Tường", "Nam"), ("Lê Thị Phượng", "Nữ"), ("Đỗ Quốc Hưng", "Nam")], 1
            )
        ),
    ]
    path = writers.write_xlsx(tmp_path / "a.xlsx", [writers.Grid("a", rows)])
    roster = read_roster(path)
    pupils = roster.classes[0].pupils
    assert [p.full_name for p in pupils] == ["Nguyễn Văn Tường", "Lê Thị Phượng", "Đỗ Quốc Hưng"]
    assert [p.sex for p in pupils] == ["male", "female", "male"]
    assert pupils[0].relatives[0].full_name == "Trần Thị Bưởi"
    assert roster.encodings == {"a": encoding}


def test_the_soft_hyphen_of_tcvn3_is_a_letter(tmp_path: Path) -> None:
    """U+00AD is ư in TCVN3, and invisible everywhere else."""
    written = LAYOUTS["smas"](SCHOOL)
    grid = written.grids[0]
    rows = [*grid.rows]
    rows[8] = [*rows[8][:3], "Dương Thị Hương", *rows[8][4:]]
    old = in_old_text(replace(grid, rows=rows), "tcvn3")
    assert "\u00ad" in str(old.rows[8][3])
    path = writers.write_xlsx(tmp_path / "a.xlsx", [old])
    assert read_roster(path).classes[0].pupils[0].full_name == "Dương Thị Hương"


def test_a_short_old_heading_that_could_be_unicode(tmp_path: Path) -> None:
    """ "Tía" in TCVN3 looks like "TƯa" in a text file: the rest of the header knows."""
    rows = [
        "Hä vµ tªn;Ngµy sinh;Líp;TÝa;MÑ",
        "Lª ThÞ Hoa;05/03/2009;6A1;TrÇn V¨n Ba;Lý ThÞ S¸u",
        "Vâ V¨n An;06/04/2009;6A1;NguyÔn V¨n T­;Ph¹m ThÞ Hång",
    ]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    [one] = read_roster(path).classes
    assert [[r.full_name for r in pupil.relatives] for pupil in one.pupils] == [
        ["Trần Văn Ba", "Lý Thị Sáu"],
        ["Nguyễn Văn Tư", "Phạm Thị Hồng"],
    ]


def test_a_heading_that_decoding_would_spoil_is_not_decoded(tmp_path: Path) -> None:
    """ "Má" over two columns is the mother: read as TCVN3 it would be "Mỏ", and hers the names."""
    rows: list[list[writers.Value]] = [
        ["STT", "Họ tên", "", "Ngày sinh", "Ba", "", "Má", ""],
        ["", "", "", "", "Họ tên", "Số điện thoại", "Họ tên", "Số điện thoại"],
        [1, "Lâm Văn", "Lộc", "05/03/2009", "Võ Ba", "0901234567", "Lý Thị Sáu", "0912345678"],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 2), (0, 3, 1, 3), (0, 4, 0, 5), (0, 6, 0, 7)]
    path = writers.write_xlsx(tmp_path / "6A1.xlsx", [writers.Grid("6A1", rows, merges)])
    [pupil] = read_roster(path).classes[0].pupils
    assert pupil.full_name == "Lâm Văn Lộc"
    assert [one.full_name for one in pupil.relatives] == ["Võ Ba", "Lý Thị Sáu"]
