"""Ticking: what is set, what is kept, what is never touched."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, IsoDate, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Group, Relation, Status
from bluezone_desktop.services import marking, people, steps
from bluezone_desktop.services.office import Office
from tests.unit.school_office import (
    Clock,
    class_id,
    everyone,
    father,
    listed,
    named,
    open_office,
    pupil,
    roster,
    school_office,
    take,
)

HOA = pupil("Nguyễn Thị Hoà", "2009-03-05", father("Nguyễn Văn Ba", "0901"))


@pytest.fixture
def office(office: Office) -> Office:
    take(office, roster(listed("6A1", HOA, pupil("Trần Văn Ân")), listed("6A2", pupil("Lê Ý"))))
    return office


def told(office: Office, name: str) -> tuple[Status, AppStore | None, str | None]:
    one = named(office, name)
    return one.status, one.store, one.installed_on


def mark(office: Office, name: str, status: Status, **more: str) -> int:
    store = AppStore(more["store"]) if "store" in more else None
    on = IsoDate(more["on"]) if "on" in more else None
    return marking.mark(office, [named(office, name).id], status, store=store, on=on).value


@pytest.mark.parametrize("status", list(Status))
def test_any_status_can_be_set_and_taken_back(office: Office, status: Status) -> None:
    """One tick, one step, on disk when it returns."""
    number = mark(office, "Trần Văn Ân", status)
    assert number == (0 if status is Status.NOT_ASKED else 1)
    with open_office(office.folder) as other:
        assert named(other, "Trần Văn Ân").status is status
    if number:
        step = steps.undo(office).value
        assert (step.label, step.values) == (f"steps.mark.{status}", {"number": 1})
    assert told(office, "Trần Văn Ân") == (Status.NOT_ASKED, None, None)


def test_installed_is_dated_today_by_the_school_s_own_day(office: Office, clock: Clock) -> None:
    """Late at night in UTC it is tomorrow already in Sóc Trăng; the day is the office's."""
    mark(office, "Trần Văn Ân", Status.INSTALLED)
    today = clock().astimezone().date().isoformat()
    assert told(office, "Trần Văn Ân") == (Status.INSTALLED, None, today)


def test_store_and_day_can_be_given_and_are_kept_on_marking_again(
    office: Office, clock: Clock
) -> None:
    """A range marked "installed" must not redate those who were installed last week."""
    mark(office, "Trần Văn Ân", Status.INSTALLED, store="ch-play", on="2020-08-18")
    clock.on(days=7)
    everybody = list(everyone(office))
    assert marking.mark(office, everybody, Status.INSTALLED).value == 3
    assert told(office, "Trần Văn Ân") == (Status.INSTALLED, AppStore.CH_PLAY, "2020-08-18")
    assert mark(office, "Trần Văn Ân", Status.INSTALLED, store="app-store") == 1
    assert told(office, "Trần Văn Ân") == (Status.INSTALLED, AppStore.APP_STORE, "2020-08-18")
    assert mark(office, "Trần Văn Ân", Status.INSTALLED, on="2020-08-19") == 1
    assert told(office, "Trần Văn Ân")[2] == "2020-08-19"
    assert mark(office, "Trần Văn Ân", Status.INSTALLED) == 0


def test_another_status_forgets_store_and_day(office: Office, clock: Clock) -> None:
    """And installed again is installed anew; undo brings the old day back."""
    mark(office, "Trần Văn Ân", Status.INSTALLED, store="ch-play", on="2020-08-18")
    mark(office, "Trần Văn Ân", Status.NOT_INSTALLED)
    assert told(office, "Trần Văn Ân") == (Status.NOT_INSTALLED, None, None)
    clock.on(days=30)
    mark(office, "Trần Văn Ân", Status.INSTALLED)
    assert told(office, "Trần Văn Ân")[1:] == (None, clock().astimezone().date().isoformat())
    steps.undo(office)
    steps.undo(office)
    assert told(office, "Trần Văn Ân") == (Status.INSTALLED, AppStore.CH_PLAY, "2020-08-18")


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.INSTALLED])
def test_a_store_or_day_goes_with_installed_only(office: Office, status: Status) -> None:
    """Refused, not dropped in silence; nothing is changed."""
    for more in ({"store": "ch-play"}, {"on": "2020-08-18"}):
        with pytest.raises(KnownError) as caught:
            mark(office, "Trần Văn Ân", status, **more)
        assert caught.value.key == "errors.store_without_install"
    assert told(office, "Trần Văn Ân") == (Status.NOT_ASKED, None, None)


def test_a_relative_known_by_the_tie_alone_is_one_step(office: Office) -> None:
    """Marked before any list named them; marked again, it is the same person."""
    an = named(office, "Trần Văn Ân").id
    before = len(steps.steps(office))
    mother = marking.mark_missing(office, an, Relation.MOTHER, Status.INSTALLED).value
    assert len(steps.steps(office)) == before + 1
    assert marking.mark_missing(office, an, Relation.MOTHER, Status.NO_SMARTPHONE).value == mother
    steps.undo(office)
    steps.undo(office)
    assert mother not in everyone(office)


def test_a_list_gives_the_name_to_who_was_known_by_the_tie(office: Office) -> None:
    """The father asked about in class and the one of the next list are one, and keep the answer."""
    an = named(office, "Trần Văn Ân").id
    asked = marking.mark_missing(office, an, Relation.FATHER, Status.INSTALLED).value
    take(office, roster(listed("6A1", pupil("Trần Văn Ân", None, father("Trần Văn Tư", "0902")))))
    found = named(office, "Trần Văn Tư")
    assert (found.id, found.status) == (asked, Status.INSTALLED)


def test_a_relative_of_somebody_gone_cannot_be_marked(office: Office) -> None:
    """Nothing is made for nobody."""
    with pytest.raises(KnownError):
        marking.mark_missing(office, PersonId("gone"), Relation.MOTHER, Status.INSTALLED)


def test_an_unknown_id_marks_nobody(office: Office) -> None:
    """All or none of a range."""
    ids = [named(office, "Trần Văn Ân").id, PersonId("nobody")]
    with pytest.raises(KnownError) as caught:
        marking.mark(office, ids, Status.INSTALLED)
    assert (caught.value.key, caught.value.values) == ("errors.person_unknown", {"id": "nobody"})
    with pytest.raises(KnownError):
        marking.mark_many(office, dict.fromkeys(ids, (Status.INSTALLED, None)), "steps.mark_day")
    assert told(office, "Trần Văn Ân") == (Status.NOT_ASKED, None, None)


def test_one_person_named_twice_is_one(office: Office) -> None:
    """A selection may overlap."""
    who = named(office, "Trần Văn Ân").id
    assert marking.mark(office, [who, who], Status.INSTALLED).value == 1
    step = steps.next_undo(office)
    assert step
    assert step.values == {"number": 1}


def test_marking_changes_people_or_nothing(office: Office) -> None:
    """Screens are told to look again only where there is something to see."""
    who = [named(office, "Trần Văn Ân").id]
    assert marking.mark(office, who, Status.INSTALLED).changes is Change.PEOPLE
    assert marking.mark(office, who, Status.INSTALLED).changes is Change.NOTHING
    assert marking.mark(office, [], Status.INSTALLED).changes is Change.NOTHING


def test_all_the_rest_of_a_class_touches_only_whom_nobody_asked(office: Office) -> None:
    """Pupils and relatives of that class; every known status stays, and so do other classes."""
    mark(office, "Nguyễn Văn Ba", Status.NO_SMARTPHONE)
    room = class_id(office, "6A1")
    outcome = marking.mark_not_asked_as(office, room, Status.INSTALLED)
    assert outcome.value == 2
    assert told(office, "Nguyễn Văn Ba")[0] is Status.NO_SMARTPHONE
    assert told(office, "Nguyễn Thị Hoà")[0] is Status.INSTALLED
    assert told(office, "Lê Ý")[0] is Status.NOT_ASKED
    step = steps.next_undo(office)
    assert step
    assert (step.label, step.values) == ("steps.mark_rest.installed", {"name": "6A1"})
    for status in Status:
        assert marking.mark_not_asked_as(office, room, status).value == 0
    steps.undo(office)
    assert told(office, "Nguyễn Thị Hoà")[0] is Status.NOT_ASKED


def test_the_rest_of_a_class_leaves_out_who_has_left(office: Office) -> None:
    """They are in no row of the sheet."""
    people.mark_left(office, named(office, "Nguyễn Thị Hoà").id)
    assert marking.mark_not_asked_as(office, class_id(office, "6A1"), Status.INSTALLED).value == 1
    assert told(office, "Nguyễn Văn Ba")[0] is Status.NOT_ASKED


def test_all_the_rest_of_the_staff_keeps_what_another_command_stored(office: Office) -> None:
    """Who is not asked is looked up in the step itself: nothing known is ever written over."""
    head = people.add_staff(office, "Đỗ Thị Yến", Group.MANAGER).value
    people.add_staff(office, "Lê Văn Ấn", Group.TEACHER)
    people.add_relative(office, head, Relation.OTHER, "Ngô Văn Hùng")
    with open_office(office.folder) as other:
        marking.mark(other, [head], Status.NO_SMARTPHONE)
    outcome = marking.mark_staff_not_asked_as(office, Status.INSTALLED)
    assert (outcome.value, outcome.changes) == (2, Change.PEOPLE)
    assert told(office, "Đỗ Thị Yến")[0] is Status.NO_SMARTPHONE
    assert told(office, "Ngô Văn Hùng")[0] is Status.INSTALLED
    assert told(office, "Nguyễn Thị Hoà")[0] is Status.NOT_ASKED
    step = steps.undo(office).value
    assert (step.label, step.values) == ("steps.mark_staff.installed", {})
    assert told(office, "Lê Văn Ấn")[0] is Status.NOT_ASKED


def test_the_rest_of_a_class_that_is_gone_is_said(office: Office) -> None:
    """The import that brought it was taken back in another program."""
    with pytest.raises(KnownError) as caught:
        marking.mark_not_asked_as(office, ClassId("gone"), Status.INSTALLED)
    assert caught.value.key == "errors.class_gone"


def test_many_statuses_at_once_are_one_step(office: Office, clock: Clock) -> None:
    """A pasted block."""
    block: dict[PersonId, tuple[Status, AppStore | None]] = {
        named(office, "Nguyễn Thị Hoà").id: (Status.INSTALLED, AppStore.APP_STORE),
        named(office, "Trần Văn Ân").id: (Status.UNSUPPORTED, None),
        named(office, "Lê Ý").id: (Status.NOT_ASKED, None),
    }
    assert marking.mark_many(office, block, "steps.mark_day").value == 2
    today = clock().astimezone().date().isoformat()
    assert told(office, "Nguyễn Thị Hoà") == (Status.INSTALLED, AppStore.APP_STORE, today)
    steps.undo(office)
    assert {p.status for p in everyone(office).values()} == {Status.NOT_ASKED}


def test_the_office_s_day_is_not_that_of_greenwich(tmp_path: Path) -> None:
    """A clock in another zone tells the same moment, and so the same day at the office."""
    moment = datetime(2020, 8, 24, 23, 30, tzinfo=timezone(timedelta(hours=-11)))
    with school_office(tmp_path / "zone", Clock(moment)) as office:
        take(office, roster(listed("6A1", HOA)))
        mark(office, "Nguyễn Thị Hoà", Status.INSTALLED)
        assert told(office, "Nguyễn Thị Hoà")[2] == moment.astimezone().date().isoformat()


def test_a_day_still_to_come_is_refused(office: Office) -> None:
    """Nobody has installed anything tomorrow; nothing is changed."""
    before = everyone(office)
    with pytest.raises(KnownError) as caught:
        marking.mark(office, list(before), Status.INSTALLED, on=IsoDate("2099-01-01"))
    assert caught.value.key == "errors.day_to_come"
    assert everyone(office) == before
