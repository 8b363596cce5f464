"""The next school year: everybody goes up, nobody is lost, nothing known is forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Level, Status
from bluezone_desktop.services import (
    backups,
    figures,
    marking,
    mending,
    people,
    person_cards,
    rollover,
    schools,
    steps,
)
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.rollover import Fate
from bluezone_desktop.storage import people as rows
from tests.unit.school_office import (
    Clock,
    class_id,
    count_now,
    everyone,
    father,
    listed,
    named,
    pupil,
    roster,
    rows_of,
    school_office,
    take,
)

YEAR = "2020-2021"
WHY = "Ra trường, năm học 2020-2021"


@pytest.fixture
def office(office: Office) -> Office:
    """Grades 6 to 9 of a THCS; one pupil has left already, one family has two children."""
    schools.edit(office, replace(office.require_school(), level=Level.LOWER_SECONDARY))
    ba = father("Nguyễn Văn Ba", "0901000001")
    take(
        office,
        roster(
            listed("6A1", pupil("Nguyễn Thị Hoà"), pupil("Lê Đức Ý"), teacher="Cô Tú"),
            listed("6A2", pupil("Trần Văn Ân"), teacher="Thầy Sang"),
            listed("9A1", pupil("Nguyễn Văn Út", None, ba), pupil("Kim Sang", None, ba)),
        ),
    )
    marking.mark(office, [named(office, "Trần Văn Ân").id], Status.INSTALLED)
    people.mark_left(office, named(office, "Lê Đức Ý").id, "chuyển trường")
    return office


def roll(office: Office, **mended: str | None) -> rollover.RolledOver:
    """Take what is proposed, but for classes named otherwise (6A1 → 7A1 as ``c6A1="7A1"``)."""
    shown = rollover.plan(office)
    targets = shown.targets
    for name, target in mended.items():
        targets[class_id(office, name.removeprefix("c"))] = target
    return rollover.take(office, shown.from_year, targets, keep_teachers=True, reason=WHY).value


def rooms(office: Office) -> dict[str, tuple[str | None, int]]:
    """The classes of the school's year: teacher, and how many pupils."""
    return {
        one.school_class.name: (one.school_class.homeroom_teacher, one.pupils.total)
        for one in people.class_list(office)
    }


def test_the_plan_says_what_becomes_of_each_class(office: Office) -> None:
    """In class order, with the pupils who would go."""
    shown = rollover.plan(office)
    assert (shown.from_year, shown.to_year) == (YEAR, "2021-2022")
    told = [(one.school_class.name, one.pupils, one.fate, one.target) for one in shown.classes]
    assert told == [
        ("6A1", 1, Fate.GOES_UP, "7A1"),
        ("6A2", 1, Fate.GOES_UP, "7A2"),
        ("9A1", 2, Fate.LEAVES, None),
    ]


def test_everybody_goes_up_and_the_last_grade_stays_on_record(office: Office, clock: Clock) -> None:
    """One step, a backup before it, statuses carried; the old year's figures as they were."""
    before, counted, then = everyone(office), count_now(office).classes, clock.on(hours=1)
    last = steps.steps(office)[0].seq
    clock.on(days=300)
    done = roll(office)
    assert (done.year, done.classes, done.pupils, done.leavers) == ("2021-2022", 2, 2, 2)
    assert rooms(office) == {"7A1": ("Cô Tú", 1), "7A2": ("Thầy Sang", 1)}
    assert named(office, "Trần Văn Ân").status is Status.INSTALLED
    gone = named(office, "Kim Sang")
    assert (gone.attendance, gone.leaving_reason) == (Attendance.LEFT, WHY)
    assert named(office, "Lê Đức Ý") == before[named(office, "Lê Đức Ý").id]
    assert rows_of(figures.coverage(office, "class")) == count_now(office).classes
    assert rows_of(figures.coverage(office, "class", then)) == counted
    assert steps.steps(office)[0].seq == last + 1
    assert backups.list_backups(office)[0].reason == "before-rollover"
    steps.undo(office)
    assert everyone(office) == before
    assert office.require_school().school_year == YEAR
    assert set(rooms(office)) == {"6A1", "6A2", "9A1"}


def test_names_are_mended_classes_joined_and_teachers_left_behind(office: Office) -> None:
    """Two with one name become one class, one list behind the other; a 9 stays by name."""
    shown = rollover.plan(office)
    targets = {one.school_class.id: "lớp 7 a1" for one in shown.classes[:2]}
    targets[shown.classes[2].school_class.id] = "9A1"
    rollover.take(office, YEAR, targets, keep_teachers=False, reason=WHY)
    assert rooms(office) == {"7A1": (None, 2), "9A1": (None, 2)}
    pupils = (named(office, name) for name in ("Nguyễn Thị Hoà", "Trần Văn Ân"))
    assert [one.position for one in pupils] == [1, 2]


def test_a_card_tells_both_classes_and_a_leaver_comes_back_to_a_class_of_the_year(
    office: Office,
) -> None:
    """History over the years; a repeater's old class is no place any more."""
    roll(office)
    card = person_cards.card(office, named(office, "Nguyễn Thị Hoà").id)
    assert [(one.name, one.school_year) for one in card.classes] == [
        ("6A1", YEAR), ("7A1", "2021-2022"),
    ]  # fmt: skip
    who = named(office, "Kim Sang").id
    with pytest.raises(KnownError) as caught:
        mending.take_back_in(office, who)
    assert caught.value.key == "people.error.class_of_past"
    mending.take_back_in(office, who, class_id(office, "7A2"))
    assert rooms(office)["7A2"][1] == 2


def test_classes_that_next_year_has_already_are_filled(office: Office) -> None:
    """Rolled over, taken back by hand to the old year, rolled again: no class is there twice."""
    roll(office)
    row = {"school_year": YEAR}
    with office.journal.step("steps.edit_school") as writer:
        from bluezone_desktop.storage.tables import SCHOOL

        writer.update(SCHOOL, {rows.SCHOOL_ID: row})
    people.add_pupil(office, class_id(office, "6A1"), "Em Mới")
    roll(office)
    assert rooms(office)["7A1"] == ("Cô Tú", 2)
    assert named(office, "Em Mới").position == 2


@pytest.mark.parametrize("what", ["name", "class added", "class missing", "year", "empty"])
def test_what_cannot_be_done_is_said_and_changes_nothing(office: Office, what: str) -> None:
    """A name that is none; classes or year changed since the table was looked at."""
    shown = rollover.plan(office)
    targets, year = shown.targets, YEAR
    key = "rollover.error.changed"
    match what:
        case "name":
            targets[class_id(office, "6A1")], key = "?", "rollover.error.bad_name"
        case "empty":
            targets[class_id(office, "6A1")], key = " ", "rollover.error.bad_name"
        case "class added":
            people.add_class(office, "8A1")
        case "class missing":
            targets[ClassId("x")] = targets.pop(class_id(office, "6A1"))
        case "year":
            year = "2019-2020"
    before = everyone(office)
    with pytest.raises(KnownError) as caught:
        rollover.take(office, year, targets, keep_teachers=True, reason=WHY)
    assert caught.value.key == key
    assert everyone(office) == before
    assert office.require_school().school_year == YEAR


def test_a_year_without_classes_has_nothing_to_roll(tmp_path: Path) -> None:
    """It says what to do first."""
    with school_office(tmp_path / "empty") as bare, pytest.raises(KnownError) as caught:
        rollover.plan(bare)
    assert caught.value.key == "rollover.error.no_classes"


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["6A1", "6/1", "7A10", "8.2", "9A1", "12A1", "Lá 1", "Hoa Mai", "3-4 tuổi"]
        ),
        st.lists(st.sampled_from(Status), max_size=3),
        min_size=1,
    ),
    st.none() | st.sampled_from(Level),
    st.booleans(),
)
def test_whatever_the_school_nobody_is_lost(
    classes: dict[str, list[Status]], level: Level | None, keep: bool
) -> None:
    """Each pupil is in the class the plan named, or on record as left; undo restores every row."""
    with TemporaryDirectory() as folder, school_office(Path(folder)) as office:
        schools.edit(office, replace(office.require_school(), level=level))
        wanted: dict[PersonId, str] = {}
        for name, statuses in classes.items():
            room = people.add_class(office, name, f"Cô {name}").value
            for status in statuses:
                one = people.add_pupil(office, room.id, f"Em {name}").value
                marking.mark(office, [one], status)
                wanted[one] = name
        before = everyone(office)
        shown = rollover.plan(office)
        ahead = {one.school_class.name: one.target for one in shown.classes}
        rollover.take(office, YEAR, shown.targets, keep_teachers=keep, reason=WHY)
        now = {one.school_class.id: one.school_class for one in people.class_list(office)}
        for one, person in everyone(office).items():
            target = ahead[wanted[one]]
            assert (person.status, person.full_name) == (before[one].status, before[one].full_name)
            if target is None:
                assert person.attendance is Attendance.LEFT
                assert person.class_id == before[one].class_id
            else:
                assert person.class_id is not None
                assert person.attendance is Attendance.ATTENDING
                assert now[person.class_id].name == target
                assert now[person.class_id].homeroom_teacher in (
                    {f"Cô {name}" for name in classes} if keep else {None}
                )
        steps.undo(office)
        assert everyone(office) == before
