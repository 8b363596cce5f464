"""Erasing for good: nobody finds the person any more, and everything else goes on."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.roster import Roster, StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Status
from bluezone_desktop.services import (
    backups,
    erasing,
    figures,
    marking,
    merging,
    people,
    returns,
    steps,
)
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import integrity
from bluezone_desktop.texts import Texts
from tests.unit.school_office import (
    BEGIN,
    Clock,
    everyone,
    father,
    listed,
    mother,
    named,
    pupil,
    roster,
    school_office,
    take,
    ties,
)

SHARED = father("Kim Văn Chung", "0901000011")
HOA = pupil(
    "Nguyễn Thị Hoàn", "2009-03-05", SHARED, mother("Lê Thị Riêng", "0901000022"), code="H7"
)
BE = pupil("Nguyễn Thị Bé", "2010-01-02", SHARED)
LIST = roster(
    listed("6A1", HOA, teacher="Thạch Thị Sáu"),
    listed("6A2", BE),
    staff=[StaffDraft(1, "Thạch Thị Sáu", Group.TEACHER)],
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A school where much was done, with a backup from before and one from after."""
    clock = Clock()
    with school_office(tmp_path, clock) as one:
        take(one, LIST)
        clock.on(minutes=1)
        backups.create(one)
        clock.on(minutes=1)
        marking.mark(one, list(everyone(one)), Status.INSTALLED)
        people.edit_person(one, named(one, "Nguyễn Thị Hoàn").id, full_name="Nguyễn Thị Hoàng Ân")
        clock.on(minutes=1)
        returns.export(one, tmp_path / "r.xlsx", Texts("vi"), round_name="1")
        backups.create(one)
        clock.on(minutes=1)
        yield one


def bytes_of(folder: Path) -> bytes:
    """All that lies in a data folder, compressed workbooks aside."""
    files = (one for one in folder.rglob("*") if one.is_file() and one.suffix != ".xlsx")
    return b"".join(one.read_bytes() for one in files)


def is_sound(office: Office) -> bool:
    """Whether file, journal and returns are proved."""
    with office.file.reading() as connection:
        looks = (integrity.check_database, integrity.check_journal, integrity.check_returns)
        return not any(look(connection) for look in looks)


def without_teachers(value: Any) -> Any:
    """Figures of a return without the names of homeroom teachers."""
    if isinstance(value, dict):
        return {k: None if k == "teacher" else without_teachers(v) for k, v in value.items()}
    return [without_teachers(one) for one in value] if isinstance(value, list) else value


def counts(office: Office, by: figures.By, at: datetime | None) -> object:
    """Figures by class or day, as numbers alone."""
    found = figures.coverage(office, by, at)
    return found.total, found.households, [(row.key, row.figures) for row in found.rows]


def test_nothing_of_an_erased_child_is_left_in_the_folder(office: Office) -> None:
    """Backups too: names, code, the mother nobody else has. The brother's father stays."""
    words = [w.encode() for w in ("Thị Hoàn", "Hoàng Ân", '"H7"', "Lê Thị Riêng", "0901000022")]
    before = bytes_of(office.folder)
    assert [word in before for word in words] == [True] * len(words)
    erased = erasing.erase_person(office, named(office, "Nguyễn Thị Hoàng Ân").id).value
    assert (erased.people, erased.relatives, erased.backups, erased.left) == (2, 1, 2, ())
    after = bytes_of(office.folder)
    assert [word in after for word in words] == [False] * len(words)
    assert {one.full_name for one in everyone(office).values()} == {
        "Nguyễn Thị Bé", "Kim Văn Chung", "Thạch Thị Sáu",
    }  # fmt: skip
    assert len(ties(office)) == 1
    assert is_sound(office)


def test_returns_that_went_out_stay_as_they_were(office: Office) -> None:
    """Numbers and file, byte for byte."""
    issued = returns.issued(office)
    content = [returns.issued_file(office, one) for one in issued]
    erasing.erase_person(office, named(office, "Nguyễn Thị Bé").id)
    erasing.erase_campaign(office)
    now = returns.issued(office)
    nobody = [replace(one, actor="", figures=without_teachers(one.figures)) for one in issued]
    assert nobody == now
    assert [returns.issued_file(office, one) for one in now] == content


def test_backups_stay_sound_and_can_be_put_back(office: Office) -> None:
    """What comes back is the school without the child."""
    erasing.erase_person(office, named(office, "Nguyễn Thị Hoàng Ân").id)
    listed_now = backups.list_backups(office)
    assert [backups.verify(one.path).people for one in listed_now] == [3, 3, 0]
    backups.restore(office, listed_now[0].path)
    assert is_sound(office)
    assert "Hoàng Ân" not in str(everyone(office))


def test_a_damaged_backup_is_named_and_stops_nothing(office: Office) -> None:
    """It cannot be mended, so the user is told which file to delete."""
    broken = backups.list_backups(office)[0].path
    broken.write_bytes(broken.read_bytes()[:5000])
    erased = erasing.erase_person(office, named(office, "Nguyễn Thị Bé").id).value
    assert (erased.left, erased.backups) == ((broken,), 1)


def test_copies_of_the_whole_database_go(office: Office) -> None:
    """Kept before a migration or a repair, nothing can be taken out of them."""
    copy = office.folder / "school.db.before-m001"
    copy.write_bytes(b"Nguy\xe1\xbb\x85n")
    assert erasing.erase_person(office, named(office, "Nguyễn Thị Bé").id).value.copies == 1
    assert not copy.exists()


def test_an_erased_teacher_leads_no_class_any_more(office: Office) -> None:
    """The name goes from the class as well, past and present."""
    erasing.erase_person(office, named(office, "Thạch Thị Sáu").id)
    assert "Thạch Thị Sáu".encode() not in bytes_of(office.folder)
    assert [one.school_class.homeroom_teacher for one in people.class_list(office)] == [None, None]
    assert is_sound(office)


def test_nobody_is_erased_by_an_unknown_id(office: Office) -> None:
    """Nothing happens, also to backups."""
    before = everyone(office)
    with pytest.raises(KnownError, match=r"errors\.person_unknown"):
        erasing.erase_person(office, PersonId("x"))
    assert everyone(office) == before


def test_at_the_end_of_the_campaign_names_go_and_figures_stay(office: Office) -> None:
    """Figures of now and of every day, by class; no word that tells anybody apart."""
    moment = BEGIN + timedelta(minutes=1)
    before = [counts(office, by, at) for by in ("class", "day") for at in (None, moment)]
    erased = erasing.erase_campaign(office).value
    assert erased.people == 5
    assert [counts(office, by, at) for by in ("class", "day") for at in (None, moment)] == before
    after = bytes_of(office.folder)
    for word in ("Nguyễn", "Kim Văn", "0901000011", "2009-03-05", "Thạch", "H7", "Cô Lan"):
        assert word.encode() not in after, word
    assert is_sound(office)
    backups.restore(office, backups.list_backups(office)[1].path)
    assert len(everyone(office)) == 5
    assert is_sound(office)


ACTS = st.lists(
    st.tuples(st.sampled_from(["mark", "move", "rename", "merge", "undo", "redo", "list"]),
              st.integers(0, 5), st.integers(0, 5)),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(acts=ACTS, who=st.integers(0, 5))
def test_after_any_history_journal_and_undo_go_on(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]], who: int
) -> None:
    """Whatever was done before: replay gives the rows, and undo goes down to the first step."""
    with school_office(tmp_path_factory.mktemp("data")) as office:
        take(office, LIST)
        for act, one, other in acts:
            _do(office, act, one, other)
        ids = sorted(everyone(office))
        assume(ids)  # the list itself may have been taken back
        erased = ids[who % len(ids)]
        erasing.erase_person(office, erased)
        assert is_sound(office)
        assert erased not in str(steps.history(office))
        for _ in range(len(steps.steps(office)) + 1):
            if steps.next_undo(office) is None:
                break
            steps.undo(office)
        else:
            pytest.fail("undo never comes to an end")
        assert is_sound(office)


def _do(office: Office, act: str, one: int, other: int) -> None:
    ids = sorted(everyone(office)) or [PersonId("nobody")]
    first, second = ids[one % len(ids)], ids[other % len(ids)]
    with suppress(KnownError):  # not everything can be done to everybody
        match act:
            case "mark":
                status = Status.INSTALLED if other % 2 else Status.NO_SMARTPHONE
                marking.mark(office, [first], status)
            case "rename":
                name, phone = f"Lý Văn {other}", f"090100003{one}"
                people.edit_person(office, first, full_name=name, phone=phone)
            case "merge":
                merging.merge(office, [first, second])
            case "move":
                take(office, Roster("b.xlsx", (listed("6A2", HOA, BE),)))
            case "list":
                newcomer = pupil(f"Sơn {other}", "2011", SHARED)
                take(office, Roster("c.xlsx", (listed("6A1", HOA, newcomer),)))
            case "undo":
                steps.undo(office)
            case "redo":
                steps.redo(office)
