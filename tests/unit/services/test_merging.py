"""People on record more than once: found, compared, made one, told apart."""

from __future__ import annotations

import pytest

from bluezone_desktop.domain.errors import Cancelled, KnownError
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Group, Relation, Status
from bluezone_desktop.services import figures, marking, merging, people, steps
from bluezone_desktop.services.merging import Part, Reason
from bluezone_desktop.services.office import Office
from tests.unit.school_office import (
    Clock,
    class_id,
    count_now,
    everyone,
    father,
    listed,
    mother,
    pupil,
    roster,
    rows_of,
    take,
    ties,
)

HOA = "Nguyễn Thị Hoà"


@pytest.fixture
def office(office: Office) -> Office:
    """Hoà in two classes, with the same mother and two spellings of the father; a brother Út."""
    take(
        office,
        roster(
            listed(
                "6A1",
                pupil(HOA, "2009-03-05", father("Nguyễn Văn Ba"), mother("Lê Thị Tư", "0901")),
                pupil("Nguyễn Văn Út", "2009-07-09", mother("Lê Thị Tư", "0902")),
            ),
            listed("6A2", pupil("Trần Văn Ân", "2009-01-01")),
        ),
    )
    again = people.add_pupil(office, class_id(office, "6A2"), "Nguyen Thi Hoa").value
    people.edit_person(office, again, note="mới chuyển đến")
    people.add_relative(office, again, Relation.FATHER, "Nguyễn Văn Bá", "0903")
    people.add_relative(office, again, Relation.GRANDMOTHER, "Sơn Thị Bảy")
    people.add_relative(office, again, Relation.MOTHER, "Lê Thị Tư")
    return office


def both(office: Office) -> list[PersonId]:
    """The two records of Hoà, the older first."""
    names = (HOA, "Nguyen Thi Hoa")
    return sorted(i for i, one in everyone(office).items() if one.full_name in names)


def family(office: Office, of: PersonId) -> list[tuple[Relation, str | None]]:
    on_record = everyone(office)
    return sorted((t.relation, on_record[t.relative_id].full_name) for t in ties(office)
                  if t.of_id == of)  # fmt: skip


def test_they_are_found_and_told_from_namesakes(office: Office) -> None:
    """The same name, the same mother; Út's mother of another phone is somebody else."""
    found = merging.duplicates(office).found
    assert [(one.reason, list(one.ids)) for one in found] == [(Reason.NAME_PARENT, both(office))]


def test_the_preview_says_what_is_kept_from_which(office: Office) -> None:
    """Both records as they stand, with classes and families, and the result; nothing is stored."""
    before = everyone(office)
    shown = merging.preview(office, both(office))
    assert [one.school_class and one.school_class.name for one in shown.sides] == ["6A1", "6A2"]
    assert [tie.relation for tie in shown.sides[1].relatives] == [
        Relation.FATHER, Relation.MOTHER, Relation.GRANDMOTHER,
    ]  # fmt: skip
    assert shown.union.person.full_name == HOA
    assert shown.union.person.note == "mới chuyển đến"
    assert len(shown.parents) == 2
    chosen = merging.preview(office, both(office), {Part.CLASS: both(office)[1]})
    assert chosen.union.person.class_id == class_id(office, "6A2")
    assert everyone(office) == before


def test_merging_unites_everything_and_one_undo_takes_it_all_back(office: Office) -> None:
    """One person, one family, one step; undone, every row is as it was."""
    first, second = both(office)
    marking.mark(office, [second], Status.INSTALLED, store=AppStore.CH_PLAY)
    before, kin = everyone(office), set(ties(office))
    assert merging.merge(office, [second, first]).value == first
    on_record = everyone(office)
    assert second not in on_record
    assert (on_record[first].status, on_record[first].store) == (
        Status.INSTALLED, AppStore.CH_PLAY,
    )  # fmt: skip
    assert family(office, first) == [
        (Relation.FATHER, "Nguyễn Văn Ba"),
        (Relation.GRANDMOTHER, "Sơn Thị Bảy"),
        (Relation.MOTHER, "Lê Thị Tư"),
    ]
    assert not merging.duplicates(office).found
    steps.undo(office)
    assert everyone(office) == before
    assert set(ties(office)) == kin
    steps.redo(office)
    assert everyone(office) == on_record


def test_a_known_status_never_becomes_not_asked(office: Office) -> None:
    """Neither by the rules nor by a choice."""
    first, second = both(office)
    marking.mark(office, [first], Status.NO_SMARTPHONE)
    merging.merge(office, [first, second], {Part.STATUS: second})
    assert everyone(office)[first].status is Status.NO_SMARTPHONE


def test_of_two_answers_the_later_holds(office: Office) -> None:
    """Whichever record it was given to."""
    first, second = both(office)
    marking.mark(office, [second], Status.NOT_INSTALLED)
    marking.mark(office, [first], Status.INSTALLED)
    assert merging.preview(office, [first, second]).union.taken[Part.STATUS] == first
    marking.mark(office, [second], Status.UNSUPPORTED)
    merging.merge(office, [first, second])
    assert everyone(office)[first].status is Status.UNSUPPORTED


def test_figures_of_the_past_stay_and_the_present_counts_once(office: Office, clock: Clock) -> None:
    """Two were counted before; the oracle counts the one now."""
    before, then = count_now(office).classes, clock.on(hours=1)
    clock.on(hours=1)
    merging.merge(office, both(office))
    assert rows_of(figures.coverage(office, "class", then)) == before
    assert rows_of(figures.coverage(office, "class")) == count_now(office).classes


def test_two_different_people_are_remembered_until_asked_again(office: Office) -> None:
    """Then their parents, called alike, may still be one couple: that is asked instead."""
    merging.set_apart(office, both(office))
    assert [one.reason for one in merging.duplicates(office).found] == [Reason.COUPLE] * 2
    assert merging.duplicates(office).answered == 1
    assert merging.ask_again(office).value == 1
    assert len(merging.duplicates(office).found) == 1


def test_what_was_said_of_somebody_holds_for_whom_they_become(office: Office) -> None:
    """A third Hoà told apart from the second is told apart from the first."""
    first, second = both(office)
    third = people.add_pupil(office, class_id(office, "6A1"), HOA).value
    merging.set_apart(office, [second, third])
    merging.merge(office, [first, second])
    assert third not in {one for group in merging.duplicates(office).found for one in group.ids}


def test_parents_of_several_pupils_become_one_each_in_one_step(office: Office) -> None:
    """Same name and phone: united all at once, statuses kept, one undo for all."""
    out = [one for one in everyone(office) if everyone(office)[one].full_name == "Nguyễn Văn Út"]
    known = people.add_relative(office, out[0], Relation.FATHER, "Nguyễn Văn Bá", "0903").value
    marking.mark(office, [known], Status.INSTALLED)
    people.add_relative(office, out[0], Relation.GRANDMOTHER, "Sơn Thị Bảy", "0904")
    before = everyone(office)
    groups = [
        one.ids for one in merging.duplicates(office).found if one.reason is Reason.NAME_PHONE
    ]
    assert len(groups) == 1
    assert merging.merge_all(office, groups).value == 1
    on_record = everyone(office)
    fathers = [one for one in on_record.values() if one.full_name == "Nguyễn Văn Bá"]
    assert [one.status for one in fathers] == [Status.INSTALLED]
    children = {tie.of_id for tie in ties(office) if tie.relative_id == fathers[0].id}
    assert children == {out[0], both(office)[1]}
    assert count_now(office).groups[Group.RELATIVE].total == len(
        [one for one in on_record.values() if one.group is Group.RELATIVE]
    )
    steps.undo(office)
    assert everyone(office) == before


def test_a_person_in_two_groups_is_followed(office: Office) -> None:
    """Of overlapping groups the second goes on with who came out of the first."""
    made = [
        people.add_relative(office, one, Relation.AUNT, "Thạch Sô").value
        for one in [*both(office), both(office)[0]]
    ]
    assert merging.merge_all(office, [made[:2], made[1:], made]).value == 2
    left = [one for one in everyone(office).values() if one.full_name == "Thạch Sô"]
    assert [one.id for one in left] == made[:1]


def test_what_cannot_be_merged_is_said_and_changes_nothing(office: Office) -> None:
    """Somebody gone by now, one alone, people of two kinds; stopped half way."""
    first, second = both(office)
    woman = next(i for i, one in everyone(office).items() if one.full_name == "Lê Thị Tư")
    before = everyone(office)
    for ids, key in (
        ([first, PersonId("x")], "people.error.merge_gone"),
        ([first, first], "people.error.merge_gone"),
        ([first, woman], "people.error.merge_kinds"),
    ):
        for ask in (merging.merge, merging.preview):
            with pytest.raises(KnownError) as caught:
                ask(office, ids)
            assert caught.value.key == key

    def stop(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        merging.merge_all(office, [[first, second], [woman, first]], stop)
    assert everyone(office) == before
