"""What comes out of a class list is what went in, whatever the layout, format and class names."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.roster import PupilDraft, Roster
from bluezone_desktop.domain.vocabulary import Relation, Sex
from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange import made_up_school as made_up
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.roster_layouts import LAYOUTS, Written
from tests.unit.exchange.xls_writer import write_xls

CLASS_NAMES = (
    ("6A1", "6A2", "10C3"),
    ("1A", "1B"),
    ("12.6", "12.7"),
    ("1/1", "1/2", "3/4"),
    ("Lá 1", "Chồi 2"),
    ("10 Toán", "11A10"),
)
Facts = tuple[object, ...]


def expected(one: made_up.Pupil, facts: set[str]) -> Facts:
    relatives = set()
    for who in ("father", "mother"):
        name = getattr(one, who) if who in facts else None
        phone = getattr(one, f"{who}_phone") if f"{who}_phone" in facts else None
        if name or phone:
            relatives.add((who, name, phone))
    if "guardian_phone" in facts:
        relatives.add(("guardian", None, one.phone))
    name = one.name.upper() if "upper" in facts else one.name
    return (
        name,
        one.born.isoformat() if "born" in facts else None,
        (Sex.FEMALE if one.female else Sex.MALE) if "sex" in facts else None,
        one.code if "code" in facts else None,
        one.phone if "phone" in facts else None,
        frozenset(relatives),
    )


def found(one: PupilDraft) -> Facts:
    relatives = frozenset((str(r.relation), r.full_name, r.phone) for r in one.relatives)
    return (one.full_name, one.date_of_birth, one.sex, one.code, one.phone, relatives)


def hold_against(roster: Roster, school: made_up.School, written: Written) -> None:
    assert roster.problems == ()
    assert [(one.name, [found(p) for p in one.pupils]) for one in roster.classes] == [
        (one.name, [expected(p, written.facts) for p in one.pupils if not p.gone])
        for one in school.classes
    ]
    gone = [p.name for one in school.classes for p in one.pupils if p.gone]
    assert [match_key(one.full_name) for one in roster.not_counted] == [
        match_key(name) for name in gone
    ]
    teachers = {one.name: one.homeroom_teacher for one in roster.classes}
    assert teachers == {name: written.teachers.get(name) for name in teachers}
    assert roster.staff == ()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("names", CLASS_NAMES, ids="-".join)
def test_an_xlsx_of_every_layout_gives_back_the_school(
    layout: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    school = made_up.school(7, names)
    written = LAYOUTS[layout](school)
    path = writers.write_xlsx(tmp_path / "danh sách.xlsx", written.grids)
    if layout == "misa_sheets" and "/" in names[0]:
        # A sheet cannot be called 1/1; the dot that stands for it is all there is to read.
        school = made_up.School(
            tuple(
                made_up.SchoolClass(one.name.replace("/", "."), one.teacher, one.pupils)
                for one in school.classes
            )
        )
    hold_against(read_roster(path), school, written)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["xls", "ods", "xml", "xlsb"])
def test_the_other_workbook_formats_read_like_xlsx(layout: str, kind: str, tmp_path: Path) -> None:
    school = made_up.school(11, ("6A1", "6A2"))
    written = LAYOUTS[layout](school)
    # Named .xls throughout: the content says what it is.
    path = tmp_path / "danh sách.xls"
    write = {
        "xls": write_xls,
        "ods": writers.write_ods,
        "xml": writers.write_spreadsheet_xml,
        "xlsb": writers.write_xlsb,
    }[kind]
    hold_against(read_roster(write(path, written.grids)), school, written)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_web_page_named_xls_reads_like_the_sheet(layout: str, tmp_path: Path) -> None:
    school = made_up.school(12, ("6A1",))
    written = LAYOUTS[layout](school)
    path = writers.write_html(tmp_path / "6A1.xls", written.grids[0])
    hold_against(read_roster(path), school, written)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("encoding", "delimiter", "mark"),
    [
        ("utf-8", ",", b""),
        ("utf-8", ";", b"\xef\xbb\xbf"),
        ("utf-8", "\t", b""),
        ("utf-16-le", "\t", b"\xff\xfe"),
        ("utf-16-be", ",", b"\xfe\xff"),
        ("utf-16-le", "\t", b""),
    ],
)
def test_a_text_file_reads_like_the_sheet(
    layout: str, encoding: str, delimiter: str, mark: bytes, tmp_path: Path
) -> None:
    school = made_up.school(13, ("6A1",))
    written = LAYOUTS[layout](school)
    path = writers.write_text(
        tmp_path / "6A1.csv", written.grids[0], encoding=encoding, delimiter=delimiter, mark=mark
    )
    hold_against(read_roster(path), school, written)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 10**6),
    layout=st.sampled_from(sorted(LAYOUTS)),
    size=st.integers(1, 12),
)
def test_any_school_comes_back_whole(seed: int, layout: str, size: int, tmp_path: Path) -> None:
    school = made_up.school(seed, ("6A1", "7B", "9A10"), size)
    written = LAYOUTS[layout](school)
    path = writers.write_xlsx(tmp_path / "list.xlsx", written.grids)
    hold_against(read_roster(path), school, written)


def test_relations_are_those_of_the_columns(tmp_path: Path) -> None:
    """The layouts above check fathers and mothers; here is everybody else, in southern words."""
    rows: list[list[writers.Value]] = [
        ["Họ và tên", "Lớp", "Họ tên tía", "SĐT tía", "Họ tên má", "Họ tên bà ngoại", "Họ tên ông"],
        ["Lê An", "6A1", "Lê Ba", "0901234567", "Trần Má", "Võ Thị Bảy", "Lê Văn Tám"],
    ]
    path = writers.write_xlsx(tmp_path / "a.xlsx", [writers.Grid("S", rows)])
    [pupil] = read_roster(path).classes[0].pupils
    assert [(r.relation, r.full_name, r.phone) for r in pupil.relatives] == [
        (Relation.FATHER, "Lê Ba", "0901234567"),
        (Relation.MOTHER, "Trần Má", None),
        (Relation.GRANDMOTHER, "Võ Thị Bảy", None),
        (Relation.GRANDFATHER, "Lê Văn Tám", None),
    ]
