"""A class sheet on a teacher's own computer: opened, ticked in the program, sent home."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.sheet_merge import Outcome
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.services import (
    class_sheets,
    erasing,
    marking,
    people,
    sheet_merging,
    teacher_desk,
)
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.sheet_plan import FileResult
from bluezone_desktop.texts import Texts
from tests.unit.school_office import Clock, class_id, everyone, named, open_office, take
from tests.unit.services.listed_school import LIST, family
from tests.unit.services.sheet_hands import Teacher

TEXTS = Texts("vi")
HOA, AN = "Nguyễn Thị Hoà", "Trần Văn Ân"


@pytest.fixture
def sheet(office: Office, tmp_path: Path) -> Path:
    """The sheet of 6A1 of a school with two classes."""
    take(office, LIST)
    path = tmp_path / "6A1.xlsx"
    return class_sheets.export(office, class_id(office, "6A1"), path, TEXTS).value


def home(office: Office, path: Path) -> FileResult:
    """A file that comes home and is taken."""
    plan = sheet_merging.plan(office, sheet_merging.read([path]))
    return sheet_merging.take(office, plan).value.files[0]


def test_her_class_and_nothing_else(office: Office, sheet: Path, tmp_path: Path) -> None:
    """Pupils with their families, as they left, and what the file holds already."""
    Teacher(sheet).say(HOA, pupil="x").save()
    with open_office(tmp_path / "hers") as hers:
        school = teacher_desk.open_sheet(hers, sheet).value
        assert (school.name, school.school_year) == ("Trường THCS Lâm Tân", "2020-2021")
        [room] = people.class_list(hers)
        assert (room.school_class.name, room.school_class.homeroom_teacher) == (
            "6A1", "Thạch Thị Sáu",
        )  # fmt: skip
        assert family(hers, HOA) == {
            (relation, name, None) for relation, name, _ in family(office, HOA)
        }
        assert named(hers, HOA).status is Status.INSTALLED
        assert named(hers, AN).date_of_birth == "2009-11-20"
        with pytest.raises(KnownError) as caught:
            teacher_desk.open_sheet(hers, sheet)
        assert caught.value.key == "sheets.school_there"


def test_her_work_goes_home_as_the_same_sheet(
    office: Office, sheet: Path, tmp_path: Path, clock: Clock
) -> None:
    """Ticks, an added pupil with a family; twice, corrected, and the first copy again after it."""
    with open_office(tmp_path / "hers", clock) as hers:
        teacher_desk.open_sheet(hers, sheet)
        room = class_id(hers, "6A1")
        clock.on(hours=1)
        marking.mark(hers, [named(hers, HOA).id, named(hers, "Lê Thị Tư").id], Status.INSTALLED)
        marking.mark_missing(hers, named(hers, AN).id, Relation.MOTHER, Status.NOT_INSTALLED)
        new = people.add_pupil(hers, room, "Lý Thị Mới").value
        marking.mark(hers, [new], Status.NOT_INSTALLED)
        people.add_relative(hers, new, Relation.GRANDMOTHER, "Lý Thị Bà")
        people.edit_person(hers, named(hers, HOA).id, note="học chiều")
        first = class_sheets.export(hers, room, tmp_path / "1.xlsx", TEXTS).value
        clock.on(hours=1)
        marking.mark(hers, [new], Status.INSTALLED)
        second = class_sheets.export(hers, room, tmp_path / "2.xlsx", TEXTS).value
    result = home(office, first)
    assert (result.outcome, result.disputes, result.troubles) == (Outcome.MERGED, (), ())
    assert named(office, HOA).status is named(office, "Lê Thị Tư").status is Status.INSTALLED
    assert named(office, HOA).note == "học chiều"
    assert (Relation.MOTHER, None, None) in family(office, AN)
    assert family(office, "Lý Thị Mới") == {(Relation.GRANDMOTHER, "Lý Thị Bà", None)}
    number = len(everyone(office))
    result = home(office, second)
    assert (result.taken, result.disputes, result.added) == (1, (), 0)
    assert named(office, "Lý Thị Mới").status is Status.INSTALLED
    assert home(office, first).outcome is Outcome.OLDER
    assert named(office, "Lý Thị Mới").status is Status.INSTALLED
    assert len(everyone(office)) == number


def test_untouched_it_goes_home_as_it_came(office: Office, sheet: Path, tmp_path: Path) -> None:
    """Opening and exporting is no change."""
    with open_office(tmp_path / "hers") as hers:
        teacher_desk.open_sheet(hers, sheet)
        back = class_sheets.export(hers, class_id(hers, "6A1"), tmp_path / "1.xlsx", TEXTS).value
    before = everyone(office)
    assert home(office, back).taken == 0
    assert everyone(office) == before


def test_who_is_erased_is_not_kept_in_the_sheet_either(sheet: Path, tmp_path: Path) -> None:
    """The sheet as it came holds names: it goes with them."""
    with open_office(tmp_path / "hers") as hers:
        teacher_desk.open_sheet(hers, sheet)
        erasing.erase_person(hers, named(hers, AN).id)
        path = class_sheets.export(hers, class_id(hers, "6A1"), tmp_path / "1.xlsx", TEXTS).value
        [arrived] = sheet_merging.read([path])
        assert arrived.filled
        assert AN not in {line.base.get("full_name") for line in arrived.filled.sheet.lines}
        assert AN.encode() not in (hers.folder / "school.db").read_bytes()
