"""One person at a time: all their data, their family, their class, and what was done to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, IsoDate, KinshipId, Person, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex, Status
from bluezone_desktop.services import marking, mending, merging, people, person_cards, relatives
from bluezone_desktop.services import steps as undoing
from bluezone_desktop.services.mending import Details
from bluezone_desktop.services.office import Office
from tests.unit.school_office import (
    class_id,
    everyone,
    father,
    listed,
    mother,
    named,
    pupil,
    roster,
    take,
    ties,
)

BA, TU = "Nguyễn Văn Ba", "Lê Thị Tư"


@pytest.fixture
def office(office: Office) -> Office:
    """Hoà and Út of one father, Hoà with a mother; Ân alone; a teacher."""
    ba = father(BA, "0901000001")
    take(
        office,
        roster(
            listed(
                "6A1",
                pupil("Nguyễn Thị Hoà", "2009-03-05", ba, mother(TU), code="HS1"),
                pupil("Nguyễn Văn Út", "2009-07-09", ba),
            ),
            listed("6A2", pupil("Trần Văn Ân", "2009-01-01", code="HS3")),
        ),
    )
    people.add_staff(office, "Lâm Quốc Việt", Group.TEACHER)
    return office


def hoa(office: Office) -> Person:
    return named(office, "Nguyễn Thị Hoà")


def tie(office: Office, relative: str, of: str) -> KinshipId:
    ids = named(office, relative).id, named(office, of).id
    return next(one.id for one in ties(office) if (one.relative_id, one.of_id) == ids)


def family(office: Office, name: str) -> list[tuple[Relation, str | None]]:
    shown = person_cards.card(office, named(office, name).id).relatives
    return [(one.tie.relation, one.tie.person.full_name) for one in shown]


# Data


def test_all_data_of_a_pupil_are_one_step(office: Office) -> None:
    """Tidied, stored together, taken back together."""
    before = everyone(office)
    wanted = Details(
        " Nguyễn  Thị Hòa ", IsoDate("2009-05-03"), Sex.FEMALE, "HS9", "0909000009", note=" ở xa "
    )
    assert mending.edit_details(office, hoa(office).id, wanted).value
    now = named(office, "Nguyễn Thị Hòa")
    assert (now.date_of_birth, now.sex, now.code, now.phone, now.note) == (
        "2009-05-03", Sex.FEMALE, "HS9", "0909000009", "ở xa",
    )  # fmt: skip
    assert not mending.edit_details(office, now.id, wanted).value
    undoing.undo(office)
    assert everyone(office) == before


def test_data_that_are_not_a_groups_own_stay_away(office: Office) -> None:
    """A pupil has no job and joins no staff; a teacher may become the head."""
    details = Details("Ai Đó", group=Group.MANAGER, job="Hiệu trưởng", code="X", phone="0909")
    mending.edit_details(office, hoa(office).id, details)
    child = named(office, "Ai Đó")
    assert (child.group, child.job, child.code) == (Group.PUPIL, None, "X")
    mending.edit_details(office, named(office, "Lâm Quốc Việt").id, details)
    teacher = next(one for one in everyone(office).values() if one.group.is_staff)
    assert (teacher.group, teacher.job) == (Group.MANAGER, "Hiệu trưởng")
    mending.edit_details(office, named(office, BA).id, Details("", phone="0909", code="Y"))
    known = next(one for one in everyone(office).values() if one.phone == "0909"
                 and one.group is Group.RELATIVE)  # fmt: skip
    assert (known.full_name, known.code) == (None, None)


@pytest.mark.parametrize(
    ("details", "key"),
    [
        (Details(" "), "errors.person_without_name"),
        (Details("An", IsoDate("2031-01-01")), "people.error.birth_to_come"),
        (Details("An", code="HS3"), "people.error.code_taken"),
    ],
)
def test_data_that_cannot_be_are_refused(office: Office, details: Details, key: str) -> None:
    """In plain words, and nothing is stored."""
    before = everyone(office)
    with pytest.raises(KnownError) as caught:
        mending.edit_details(office, hoa(office).id, details)
    assert caught.value.key == key
    assert everyone(office) == before


# Classes


def test_pupils_move_together_to_the_end_of_the_other_list(office: Office) -> None:
    """One step for all, statuses with them; who is there already stays where they are."""
    room = class_id(office, "6A2")
    ids = [named(office, name).id for name in ("Nguyễn Thị Hoà", "Nguyễn Văn Út", "Trần Văn Ân")]
    marking.mark(office, ids[:1], Status.INSTALLED)
    before = everyone(office)
    assert mending.move_pupils(office, ids, room).value == 2
    on_record = everyone(office)
    assert [on_record[one].class_id for one in ids] == [room] * 3
    assert [on_record[one].position for one in ids] == [2, 3, 1]
    assert on_record[ids[0]].status is Status.INSTALLED
    undoing.undo(office)
    assert everyone(office) == before


def test_nobody_moves_where_somebody_cannot(office: Office) -> None:
    """A class that is gone, a person who is, a teacher."""
    before, room = everyone(office), class_id(office, "6A2")
    teacher = named(office, "Lâm Quốc Việt").id
    for ids, where, key in (
        ([hoa(office).id], ClassId("x"), "errors.class_gone"),
        ([hoa(office).id, PersonId("x")], room, "errors.person_unknown"),
        ([hoa(office).id, teacher], room, "people.error.no_pupil"),
    ):
        with pytest.raises(KnownError) as caught:
            mending.move_pupils(office, ids, where)
        assert caught.value.key == key
    assert everyone(office) == before


def test_who_left_comes_back_as_they_were(office: Office) -> None:
    """With status and class, or into another one; a class of another year is no place."""
    who = hoa(office).id
    marking.mark(office, [who], Status.INSTALLED)
    before = everyone(office)
    people.mark_left(office, who, "chuyển trường")
    mending.take_back_in(office, who)
    assert everyone(office) == before
    people.mark_left(office, who)
    mending.take_back_in(office, who, class_id(office, "6A2"))
    assert (everyone(office)[who].class_id, everyone(office)[who].position) == (
        class_id(office, "6A2"), 2,
    )  # fmt: skip
    with pytest.raises(KnownError) as caught:
        mending.take_back_in(office, who, ClassId("x"))
    assert caught.value.key == "people.error.class_of_past"


# Families


def test_a_relation_is_mended(office: Office) -> None:
    """A guardian who was entered as mother."""
    mended = relatives.change_relation(office, tie(office, TU, "Nguyễn Thị Hoà"), Relation.GUARDIAN)
    assert mended.value
    assert family(office, "Nguyễn Thị Hoà") == [(Relation.FATHER, BA), (Relation.GUARDIAN, TU)]


def test_father_and_mother_change_places(office: Office) -> None:
    """A list had the columns the wrong way round; for this child alone."""
    first, second = (tie(office, name, "Nguyễn Thị Hoà") for name in (BA, TU))
    relatives.swap_relatives(office, first, second)
    assert family(office, "Nguyễn Thị Hoà") == [(Relation.FATHER, TU), (Relation.MOTHER, BA)]
    assert family(office, "Nguyễn Văn Út") == [(Relation.FATHER, BA)]
    with pytest.raises(KnownError):
        relatives.swap_relatives(office, first, tie(office, BA, "Nguyễn Văn Út"))


def test_a_relative_taken_off_stays_with_the_others(office: Office) -> None:
    """Of two children: the tie goes. Of one: they have left, and undo brings them back."""
    relatives.remove_relative(office, tie(office, BA, "Nguyễn Thị Hoà"))
    assert family(office, "Nguyễn Thị Hoà") == [(Relation.MOTHER, TU)]
    assert family(office, "Nguyễn Văn Út") == [(Relation.FATHER, BA)]
    relatives.remove_relative(office, tie(office, TU, "Nguyễn Thị Hoà"))
    assert family(office, "Nguyễn Thị Hoà") == []
    assert named(office, TU).attendance is Attendance.LEFT
    undoing.undo(office)
    assert family(office, "Nguyễn Thị Hoà") == [(Relation.MOTHER, TU)]


def test_a_list_that_names_somebody_taken_off_brings_them_again(office: Office) -> None:
    """Counted, whatever was on record: the list knows better than last month."""
    for child in ("Nguyễn Thị Hoà", "Nguyễn Văn Út"):
        relatives.remove_relative(office, tie(office, BA, child))
    assert family(office, "Nguyễn Văn Út") == []
    out = pupil("Nguyễn Văn Út", "2009-07-09", father(BA, "0901000001"))
    take(office, roster(listed("6A1", out)))
    assert family(office, "Nguyễn Văn Út") == [(Relation.FATHER, BA)]


def test_one_parent_of_two_is_taken_apart_and_made_one_again(office: Office) -> None:
    """The new person knows what the old one did; nobody is asked to unite them at once."""
    known = named(office, BA)
    marking.mark(office, [known.id], Status.INSTALLED)
    part = tie(office, BA, "Nguyễn Văn Út")
    other = relatives.split(office, known.id, [part]).value
    on_record = everyone(office)
    assert (on_record[other].full_name, on_record[other].phone) == (BA, known.phone)
    assert on_record[other].status is Status.INSTALLED
    assert [one.relative_id for one in ties(office) if one.id == part] == [other]
    assert not merging.duplicates(office).found
    merging.ask_again(office, [known.id, other])
    groups = merging.duplicates(office).found
    assert [set(one.ids) for one in groups] == [{known.id, other}]
    merging.merge(office, groups[0].ids)
    assert {one.relative_id for one in ties(office) if one.relative_id != named(office, TU).id} == {
        known.id
    }


@pytest.mark.parametrize("which", ["none", "all", "other"])
def test_taking_apart_leaves_somebody_on_both_sides(office: Office, which: str) -> None:
    """No person without a child comes of it."""
    mine = [tie(office, BA, name) for name in ("Nguyễn Thị Hoà", "Nguyễn Văn Út")]
    wanted = {"none": [], "all": mine, "other": [tie(office, TU, "Nguyễn Thị Hoà")]}[which]
    before = everyone(office)
    with pytest.raises(KnownError) as caught:
        relatives.split(office, named(office, BA).id, wanted)
    assert caught.value.key == "people.error.tie_gone"
    assert everyone(office) == before


def test_a_tie_that_is_gone_is_said(office: Office) -> None:
    """It may have been removed in another window."""
    asks: tuple[Callable[[], object], ...] = (
        lambda: relatives.change_relation(office, KinshipId("x"), Relation.AUNT),
        lambda: relatives.remove_relative(office, KinshipId("x")),
    )
    for ask in asks:
        with pytest.raises(KnownError) as caught:
            ask()
        assert caught.value.key == "people.error.tie_gone"


# The card and its history


def test_a_card_has_everything(office: Office) -> None:
    """Of a pupil the family, whose else they are, and the classes; of a parent the children."""
    mending.move_pupils(office, [hoa(office).id], class_id(office, "6A2"))
    card = person_cards.card(office, hoa(office).id)
    assert card.school_class is not None
    assert card.school_class.name == "6A2"
    assert [one.name for one in card.classes] == ["6A1", "6A2"]
    assert [one.name for one in card.rooms] == ["6A1", "6A2"]
    assert [one.others for one in card.relatives] == [("Nguyễn Văn Út",), ()]
    parent = person_cards.card(office, named(office, BA).id)
    heads = {(one.person.full_name, one.class_name, one.relation) for one in parent.heads}
    assert heads == {
        ("Nguyễn Thị Hoà", "6A2", Relation.FATHER),
        ("Nguyễn Văn Út", "6A1", Relation.FATHER),
    }
    assert parent.relatives == ()
    with pytest.raises(KnownError):
        person_cards.card(office, PersonId("x"))


def told(office: Office, of: PersonId) -> list[tuple[str, object, object, str | None]]:
    """What happened to somebody, oldest first."""
    return [
        (one.what, one.before, one.after, one.who)
        for happening in reversed(person_cards.happenings(office, of))
        for one in happening.altered
        if one.what != "born"
    ]


def test_history_tells_from_what_to_what_by_names(office: Office) -> None:
    """Classes and relatives are called by name; who did it and when is in the step."""
    one = hoa(office).id
    marking.mark(office, [one], Status.NO_SMARTPHONE)
    mending.move_pupils(office, [one], class_id(office, "6A2"))
    aunt = people.add_relative(office, one, Relation.AUNT, phone="0905").value
    relatives.swap_relatives(office, *(tie(office, n, "Nguyễn Thị Hoà") for n in (BA, TU)))
    assert told(office, one)[2:] == [
        ("status", "not_asked", "no_smartphone", None),
        ("class_id", "6A1", "6A2", None),
        ("relative", None, "aunt", "0905"),
        ("relative", None, "father", TU),
        ("relative", None, "mother", BA),
    ]
    assert told(office, aunt) == [("head", None, "aunt", "Nguyễn Thị Hoà")]
    newest = person_cards.happenings(office, one)[0]
    assert (newest.step.actor, newest.step.label) == ("Cô Lan", "steps.swap_relatives")
    with pytest.raises(KnownError):
        person_cards.happenings(office, PersonId("x"))


def test_history_of_those_who_went_is_kept_by_the_one_who_stays(office: Office) -> None:
    """Also over two merges, and not any more when they are taken back."""
    room = class_id(office, "6A2")
    second = people.add_pupil(office, room, "Nguyễn Thị Hoà").value
    third = people.add_pupil(office, room, "Nguyễn Thị Hoà").value
    marking.mark(office, [third], Status.UNSUPPORTED)
    first = next(i for i, one in everyone(office).items() if one.code == "HS1")
    before = told(office, first)
    merging.merge(office, [second, third])
    merging.merge(office, [first, second])
    changes = [(what, after) for what, _, after, _ in told(office, first)]
    assert changes.count(("status", "unsupported")) == 3  # told, taken over, taken over again
    assert [what for what, _ in changes].count("merged") == 2
    undoing.undo(office)
    undoing.undo(office)
    assert [one for one in told(office, first) if one not in before] == [
        ("status", "not_asked", "unsupported", None),
        ("status", "unsupported", "not_asked", None),
    ]


def test_history_follows_a_parent_taken_apart(office: Office) -> None:
    """The old person loses the child by name."""
    known = named(office, BA).id
    relatives.split(office, known, [tie(office, BA, "Nguyễn Văn Út")])
    assert told(office, known)[-1] == ("head", "father", None, "Nguyễn Văn Út")


def test_history_tells_of_a_relative_taken_off(office: Office) -> None:
    """On the card of the child, and on their own."""
    mother_of_hoa = named(office, TU).id
    relatives.remove_relative(office, tie(office, TU, "Nguyễn Thị Hoà"))
    assert told(office, hoa(office).id)[-1] == ("relative", "mother", None, TU)
    assert told(office, mother_of_hoa)[-2:] == [
        ("head", "mother", None, "Nguyễn Thị Hoà"),
        ("attendance", "attending", "left", None),
    ]
