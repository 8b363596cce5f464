"""Undo, redo and history, as the window and the command line ask for them."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import PersonId, School
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.services import marking, people, schools, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts
from tests.unit.school_office import (
    Clock,
    class_id,
    everyone,
    listed,
    mother,
    named,
    open_office,
    pupil,
    roster,
    school_office,
    take,
)

EM = pupil("Nguyễn Thị Hoà", None, mother("Lê Thị Tư"))


@pytest.fixture
def office(office: Office) -> Office:
    take(office, roster(listed("6A1", EM)))
    return office


def test_with_nothing_to_take_back_there_is_a_sentence(tmp_path: Path) -> None:
    """Setting up the school is no step to take back."""
    with school_office(tmp_path) as office:
        for ask, key in (
            (steps.undo, "errors.nothing_to_undo"),
            (steps.redo, "errors.nothing_to_redo"),
        ):
            with pytest.raises(KnownError) as caught:
                ask(office)
            assert caught.value.key == key
        assert (steps.next_undo(office), steps.next_redo(office)) == (None, None)
        assert [step.kind for step in steps.steps(office)] == ["event"]


def test_undo_says_what_it_took_back_and_redo_offers_it(office: Office) -> None:
    """The menu reads "Hoàn tác: Nhập danh sách …" and then "Làm lại: …"."""
    coming = steps.next_undo(office)
    outcome = steps.undo(office)
    assert outcome.value == coming
    assert outcome.changes is Change.EVERYTHING
    following = steps.next_redo(office)
    assert following
    assert (following.seq, following.label) == (outcome.value.seq, "steps.import")
    assert steps.redo(office).value.seq == outcome.value.seq


def test_every_label_has_its_words_in_both_languages(office: Office, clock: Clock) -> None:
    """A step without words would be a menu without text."""
    room = class_id(office, "6A1")
    hoa = named(office, "Nguyễn Thị Hoà").id
    people.add_class(office, "6A2")
    people.edit_class(office, room, homeroom_teacher="Cô Lan")
    child = people.add_pupil(office, room, "Em Mới").value
    people.add_relative(office, child, Relation.AUNT, "Dì Út")
    people.edit_person(office, child, note="x")
    people.mark_left(office, child)
    schools.edit(office, School("Trường khác", school_year="2020-2021"))
    for status in Status:
        marking.mark(office, [hoa], status)
        marking.mark_not_asked_as(office, room, status)
        marking.mark_many(office, {hoa: (status, None)}, "steps.mark_day")
    for text in (Texts("vi"), Texts("en")):
        told = [text(step.label, **step.values) for step in steps.steps(office)]
        assert len(told) > 10
        assert not any("{" in words for words in told)
        for one in Status:
            assert text(f"steps.mark.{one}", number=3)
            assert text(f"steps.mark_rest.{one}", name="6A1")
            assert text(f"steps.mark_staff.{one}")
        assert text("steps.mark_day", number=3)
        assert text("steps.issue_return", round="1")
        assert text("steps.undone", step="x")
        assert text("steps.redone", step="x")


def test_history_of_a_person_is_their_record_and_their_ties(office: Office, clock: Clock) -> None:
    """Newest first, with who, when, from what to what; nobody else's."""
    hoa, tu = named(office, "Nguyễn Thị Hoà").id, named(office, "Lê Thị Tư").id
    clock.on(days=1)
    marking.mark(office, [hoa, tu], Status.UNSUPPORTED)
    entries = steps.history(office, hoa)
    assert [(e.table, e.field, e.before, e.after) for e in entries[:1]] == [
        ("person", "status", "not_asked", "unsupported")
    ]
    named_in = {e.id: str(e.after) for e in entries if e.table == "kinship"}
    assert {e.id for e in entries} == {hoa, *named_in}
    assert named_in
    assert all(hoa in after for after in named_in.values())
    ties = steps.history(office, tu)
    assert {e.table for e in ties} == {"person", "kinship"}
    assert steps.history(office, hoa, limit=1) == entries[:1]
    assert len(steps.history(office)) > len(entries) + 2


def test_history_outlives_the_person(office: Office) -> None:
    """Somebody whose import was taken back is still on record there."""
    hoa = named(office, "Nguyễn Thị Hoà").id
    steps.undo(office)
    assert hoa not in everyone(office)
    kinds = [
        (e.step.kind, e.before is None, e.after is None)
        for e in steps.history(office, hoa)
        if e.table == "person"
    ]
    assert kinds == [("undo", False, True), ("do", True, False)]


def test_history_of_nobody_is_a_sentence(office: Office) -> None:
    """A mistyped id must not read as "nothing ever changed"."""
    with pytest.raises(KnownError) as caught:
        steps.history(office, PersonId("nobody"))
    assert caught.value.key == "errors.person_unknown"


def test_who_is_at_the_keyboard_is_on_record(office: Office) -> None:
    """The name given in the settings; it is no step of its own."""
    before = steps.steps(office)
    schools.set_preference(office, "actor", "Thầy Tâm")
    assert steps.steps(office) == before
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    assert steps.steps(office, 1)[0].actor == "Thầy Tâm"
    with Office.open(office.folder) as other:
        marking.mark(other, list(everyone(other)), Status.UNSUPPORTED)
        assert steps.steps(other, 1)[0].actor == "Thầy Tâm"
    with open_office(office.folder) as third:
        assert schools.preference(third, "actor") == "Thầy Tâm"
        assert schools.preference(third, "language", "vi") == "vi"
