"""The journal: every change twice, and from that undo, redo, history and the past."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.errors import BugError
from bluezone_desktop.domain.names import order_key
from bluezone_desktop.domain.people import ClassId, Person, PersonId, SchoolClass
from bluezone_desktop.domain.vocabulary import Group, Status
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.integrity import check_database, check_journal
from bluezone_desktop.storage.journal import Journal, from_millis, to_millis
from bluezone_desktop.storage.tables import CLASS, PERSON, Row
from tests.unit.school_office import BEGIN, Clock, everyone, open_office


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    with open_office(tmp_path / "data", clock) as opened:
        yield opened
        assert check_database(opened.file.connection) == []
        assert check_journal(opened.file.connection) == []


def a_pupil(name: str = "Nguyễn Thị Hoà") -> Row:
    return rows.person_row(Person(PersonId(name), Group.PUPIL, name, date_of_birth=None))


def add(journal: Journal, *names: str) -> None:
    with journal.step("steps.add_person") as writer:
        writer.insert(PERSON, [a_pupil(name) for name in names])


def mark(journal: Journal, name: str, status: str) -> None:
    with journal.step("steps.edit_person") as writer:
        writer.update(PERSON, {name: {"status": status}})


def statuses(office: Office) -> dict[str, str]:
    return {str(i): str(p.status) for i, p in everyone(office).items()}


def test_a_created_row_is_whole_and_its_keys_are_derived(office: Office) -> None:
    """What is inserted comes back as it went in, and can be sorted and searched at once."""
    person = Person(PersonId("1"), Group.TEACHER, "Nguyễn Thị Hoà", phone="0901234567", note="x")
    with office.journal.step("steps.add_person") as writer:
        assert writer.insert(PERSON, [rows.person_row(person)]) == 1
    assert everyone(office) == {PersonId("1"): person}
    key, search = office.file.connection.execute("SELECT order_key, search FROM person").fetchone()
    assert key == order_key("Nguyễn Thị Hoà")
    assert search == "nguyen thi hoa\n0901234567"


def test_only_what_differs_is_written(office: Office) -> None:
    """A field set to what it is leaves no entry, so that history tells changes only."""
    add(office.journal, "a", "b")
    with office.journal.step("steps.edit_person") as writer:
        changed = writer.update(
            PERSON, {"a": {"status": "installed", "note": ""}, "b": {"status": "not_asked"}}
        )
    assert changed == 1
    newest = office.journal.entries(limit=1)[0]
    assert (newest.id, newest.field, newest.before, newest.after) == (
        "a", "status", "not_asked", "installed",
    )  # fmt: skip
    assert len(office.journal.entries()) == 3


def test_a_step_that_writes_nothing_leaves_no_trace(office: Office) -> None:
    """Marking somebody as what they are is nothing to take back, nor a reason to lose redo."""
    add(office.journal, "a")
    mark(office.journal, "a", "installed")
    office.journal.undo()
    before = office.journal.steps()
    mark(office.journal, "a", "not_asked")
    assert office.journal.steps() == before
    assert office.journal.redo() is not None
    assert statuses(office) == {"a": "installed"}


def test_an_error_leaves_nothing_of_its_step(office: Office) -> None:
    """All or nothing: rows, entries and the step itself."""
    add(office.journal, "a")
    before = office.journal.steps()

    def break_off() -> None:
        with office.journal.step("steps.edit_person") as writer:
            writer.update(PERSON, {"a": {"status": "installed"}})
            raise LookupError

    with pytest.raises(LookupError):
        break_off()
    assert statuses(office) == {"a": "not_asked"}
    assert office.journal.steps() == before
    assert len(office.journal.entries()) == 1


def test_an_unknown_row_or_field_is_a_mistake_of_ours(office: Office) -> None:
    """Storage never writes into the void: that would be a tick shown and not kept."""
    with pytest.raises(BugError), office.journal.step("x") as writer:
        writer.update(PERSON, {"nobody": {"status": "installed"}})
    add(office.journal, "a")
    with pytest.raises(BugError), office.journal.step("x") as writer:
        writer.update(PERSON, {"a": {"order_key": "first"}})
    with pytest.raises(BugError), office.journal.step("x") as writer:
        writer.delete(PERSON, ["nobody"])
    assert len(office.journal.steps()) == 1


def test_a_broken_reference_is_never_called_a_fault_of_the_disk(office: Office) -> None:
    """The answer to a mistake of the program must not be "check your disk"."""
    stray = {**a_pupil(), "class_id": "no such class"}
    with pytest.raises(sqlite3.IntegrityError), office.journal.step("x") as writer:
        writer.insert(PERSON, [stray])
    assert everyone(office) == {}


def test_undo_and_redo_of_created_changed_and_deleted_rows(office: Office) -> None:
    """Every kind of change is taken back and done again, derived keys included."""
    add(office.journal, "An", "Bình")
    created = everyone(office)
    with office.journal.step("steps.edit_person") as writer:
        writer.update(PERSON, {"An": {"full_name": "Lê Văn Ân", "code": "7"}})
        writer.set_all(PERSON, ["An", "Bình"], {"status": "unsupported"})
        writer.delete(PERSON, ["Bình"])
    changed = everyone(office)
    assert set(changed) == {"An"}
    keys = office.file.connection.execute("SELECT order_key, search FROM person").fetchall()
    for _ in range(3):
        undone = office.journal.undo()
        assert undone
        assert undone.label == "steps.edit_person"
        assert everyone(office) == created
        assert check_journal(office.file.connection) == []
        office.journal.redo()
        assert everyone(office) == changed
        now = office.file.connection.execute("SELECT order_key, search FROM person").fetchall()
        assert now == keys
    office.journal.undo()
    office.journal.undo()
    assert everyone(office) == {}
    assert office.journal.undo() is None


def test_a_row_created_and_changed_in_one_step_is_taken_back(office: Office) -> None:
    """An import may insert somebody and touch them again before it is done."""
    one = SchoolClass(ClassId("c"), "2020-2021", "6A1", 6)
    with office.journal.step("steps.import") as writer:
        writer.insert(CLASS, [rows.class_row(one)])
        writer.insert(PERSON, [{**a_pupil("An"), "class_id": "c"}])
        writer.update(PERSON, {"An": {"status": "installed"}})
        writer.update(PERSON, {"An": {"status": "unsupported"}})
    office.journal.undo()
    assert everyone(office) == {}
    office.journal.redo()
    assert statuses(office) == {"An": "unsupported"}


def test_what_was_undone_before_a_new_step_never_comes_back(office: Office) -> None:
    """After undo and something new, redo belongs to the new step only."""
    add(office.journal, "a", "b")
    mark(office.journal, "a", "installed")
    office.journal.undo()
    mark(office.journal, "b", "unsupported")
    assert office.journal.next_redo() is None
    assert office.journal.redo() is None
    office.journal.undo()
    coming = office.journal.next_redo()
    assert coming
    office.journal.redo()
    assert statuses(office) == {"a": "not_asked", "b": "unsupported"}
    assert office.journal.redo() is None


def test_redo_goes_forward_through_all_that_was_undone(office: Office) -> None:
    """Three steps back and three forward, with a turn in the middle."""
    add(office.journal, "a")
    for status in ("no_smartphone", "unsupported", "installed"):
        mark(office.journal, "a", status)
    for _ in range(3):
        office.journal.undo()
    office.journal.redo()
    office.journal.redo()
    assert statuses(office) == {"a": "unsupported"}
    office.journal.undo()
    assert statuses(office) == {"a": "no_smartphone"}
    office.journal.redo()
    office.journal.redo()
    assert statuses(office) == {"a": "installed"}
    assert office.journal.redo() is None


def test_undo_survives_reopening_and_works_across_programs(tmp_path: Path) -> None:
    """Undo is on disk: a command can take back what the window did."""
    with open_office(tmp_path) as office:
        add(office.journal, "a")
        mark(office.journal, "a", "installed")
    with open_office(tmp_path) as office, open_office(tmp_path) as other:
        assert office.journal.next_undo() == other.journal.next_undo()
        office.journal.undo()
        assert statuses(other) == {"a": "not_asked"}
        assert other.journal.redo()
        assert statuses(office) == {"a": "installed"}


def test_an_event_stays_when_steps_are_taken_back(office: Office) -> None:
    """An issued return has left the house; undo passes it by."""
    add(office.journal, "a")
    with office.journal.event("steps.issue_return", round="1"):
        pass
    assert [step.kind for step in office.journal.steps()] == ["event", "do"]
    undone = office.journal.undo()
    assert undone
    assert undone.label == "steps.add_person"
    assert office.journal.undo() is None
    assert [step.label for step in office.journal.steps()].count("steps.issue_return") == 1


def test_a_step_inside_a_step_is_part_of_it(office: Office) -> None:
    """One thing a user does is one step, however many services it takes."""
    with office.journal.step("steps.import", files="6A1.xlsx") as outer:
        outer.insert(PERSON, [a_pupil("a")])
        mark(office.journal, "a", "installed")
        outer.update(PERSON, {"a": {"note": "x"}})
    assert [step.label for step in office.journal.steps()] == ["steps.import"]
    office.journal.undo()
    assert everyone(office) == {}
    office.journal.redo()
    assert statuses(office) == {"a": "installed"}


def test_a_part_that_fails_leaves_the_rest_of_its_step(office: Office) -> None:
    """A caller that catches the error of a part goes on as if it had never begun."""
    add(office.journal, "a")

    def part() -> None:
        with office.journal.step("steps.edit_person") as writer:
            writer.update(PERSON, {"a": {"status": "installed"}})
            raise LookupError

    with office.journal.step("steps.mark_day"), pytest.raises(LookupError):
        part()
    assert len(office.journal.steps()) == 1  # nothing was written, so there is no second step
    with office.journal.step("steps.mark_day") as writer:
        with pytest.raises(LookupError):
            part()
        writer.update(PERSON, {"a": {"status": "unsupported"}})
    assert statuses(office) == {"a": "unsupported"}


def test_events_and_undo_do_not_hide_inside_a_step(office: Office) -> None:
    """What cannot be taken back must not become part of what can."""
    add(office.journal, "a")
    for inside in (
        office.journal.undo,
        office.journal.redo,
        office.journal.event("x").__enter__,
    ):
        with pytest.raises(BugError), office.journal.step("y"):
            inside()
    assert statuses(office) == {"a": "not_asked"}
    assert len(office.journal.steps()) == 1


def test_steps_are_dated_later_and_later_whatever_the_clock_does(
    office: Office, clock: Clock
) -> None:
    """A clock that stands still or is set back a year must not shuffle the past."""
    names = iter("abcdefgh")
    for by in (0, 0, 60, -31_536_000, 0, 1, 40_000_000, 0):
        clock.on(seconds=by)
        add(office.journal, next(names))
    moments = [step.at for step in reversed(office.journal.steps())]
    assert all(one < other for one, other in pairwise(moments))
    assert office.journal.first_moment() == moments[0]
    assert office.journal.last_moment() == moments[-1]


def test_a_step_is_later_than_every_moment_read_before_it(office: Office, clock: Clock) -> None:
    """Figures read at 8:00:00.0005 must not change by a tick at 8:00:00.0007."""
    clock.on(microseconds=500)
    read_at = clock()
    cut = office.journal.cut(read_at)
    clock.on(microseconds=200)
    add(office.journal, "a")
    assert office.journal.cut(read_at) == cut


def test_a_long_step_is_dated_when_it_is_done(office: Office, clock: Clock) -> None:
    """Figures read by another program while an import was running must stay as they were."""
    with office.journal.step("steps.import") as writer:
        writer.insert(PERSON, [a_pupil("a")])
        read_by_another = clock.on(seconds=30)
        clock.on(seconds=1)
    assert office.journal.cut(read_by_another) == 0
    assert office.journal.cut(clock.on(seconds=1)) == 1


def test_the_journal_says_who_when_and_from_what_to_what(office: Office, clock: Clock) -> None:
    """History is the journal, newest first; a created row is told whole."""
    add(office.journal, "a")
    clock.on(days=1)
    office.journal.actor = "Thầy Tâm"
    mark(office.journal, "a", Status.INSTALLED.value)
    newest, first = office.journal.entries(["a"])
    assert (newest.step.actor, first.step.actor) == ("Thầy Tâm", "Cô Lan")
    assert newest.step.at - first.step.at == timedelta(days=1)
    assert (newest.table, newest.field, newest.before, newest.after) == (
        "person", "status", "not_asked", "installed",
    )  # fmt: skip
    assert (first.field, first.before) == ("", None)
    assert isinstance(first.after, dict)
    assert first.after["full_name"] == "a"
    assert office.journal.entries(["nobody"]) == []


def test_labels_keep_their_values(office: Office) -> None:
    """A step says what it was, also after undo, with the words it was filled with."""
    with office.journal.step("steps.import", files="lớp 6A1.xlsx", number=3) as writer:
        writer.insert(PERSON, [a_pupil("a")])
    office.journal.undo()
    undo, do = office.journal.steps()
    assert (do.label, do.values, do.undone) == (
        "steps.import", {"files": "lớp 6A1.xlsx", "number": 3}, True,
    )  # fmt: skip
    assert (undo.kind, undo.label, undo.values) == ("undo", do.label, do.values)


@given(st.integers(0, 2**43), st.integers(0, 999))
def test_a_moment_is_kept_to_the_millisecond_and_never_later(millis: int, micros: int) -> None:
    """Rounding a moment up would count a step that came after it."""
    moment = from_millis(millis) + timedelta(microseconds=micros)
    assert to_millis(moment) == millis


def test_begin_is_a_monday() -> None:
    """The tests of days rely on it."""
    assert BEGIN.weekday() == 0
