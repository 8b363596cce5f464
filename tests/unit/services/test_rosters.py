"""Importing class lists: the first, the same again, several, broken off, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.errors import Cancelled, KnownError
from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.roster import PupilDraft, RelativeDraft, Roster, StaffDraft
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex, Status
from bluezone_desktop.services import backups, marking, people, rosters, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.roster_plan import ImportResult
from bluezone_desktop.storage.integrity import check_journal
from tests.unit.school_office import (
    class_id,
    count_now,
    everyone,
    father,
    left,
    listed,
    named,
    open_office,
    pupil,
    roster,
    school_office,
    take,
    ties,
)
from tests.unit.services.listed_school import (
    AN,
    BORN,
    HOA,
    LIST,
    TU,
    family,
    group,
    names,
    without_ids,
)

# The first list


def test_a_list_brings_classes_pupils_relatives_and_staff(office: Office) -> None:
    """Everyone once, not asked, in the classes of the year, with their families."""
    assert take(office, LIST) == ImportResult(added=8, changed=0, moved=0, unchanged=0)
    assert [c.school_class.name for c in people.class_list(office)] == ["6A1", "6A2"]
    one = people.class_list(office)[0].school_class
    assert (one.grade, one.school_year, one.homeroom_teacher) == (6, "2020-2021", "Thạch Thị Sáu")
    assert names(office, "6A1") == ["Trần Văn Ân", "Nguyễn Thị Hoà"]  # Vietnamese order of tên
    hoa = named(office, "Nguyễn Thị Hoà")
    assert (hoa.date_of_birth, hoa.code, hoa.phone, hoa.position) == (BORN, "1", "0901000009", 1)
    assert family(office, "Nguyễn Thị Hoà") == {
        (Relation.FATHER, "Nguyễn Văn Ba", "0901000001"),
        (Relation.MOTHER, "Lê Thị Tư", "0901000002"),
    }
    assert [(h.person.full_name, h.person.job) for h in people.staff_sheet(office)] == [
        ("Sơn Bảy", "Hiệu trưởng"), ("Kim Tám", None),
    ]  # fmt: skip
    assert {p.status for p in everyone(office).values()} == {Status.NOT_ASKED}


def test_an_import_is_one_step_and_undo_leaves_nothing(office: Office) -> None:
    """And redo brings the same people back, under the same ids."""
    take(office, LIST)
    before = everyone(office)
    step = steps.next_undo(office)
    assert step
    assert (step.label, step.values) == ("steps.import", {"files": "danh-sach.xlsx"})
    steps.undo(office)
    assert (everyone(office), ties(office), people.class_list(office)) == ({}, [], ())
    steps.redo(office)
    assert everyone(office) == before


def test_planning_stores_nothing(office: Office) -> None:
    """A preview is a preview."""
    plan = rosters.plan(office, [LIST])
    assert group(plan, "6A1").new == ["Nguyễn Thị Hoà", "Trần Văn Ân"]
    assert group(plan, "6A1").new_relatives == 3
    assert plan.staff.new == ["Sơn Bảy", "Kim Tám"]
    assert everyone(office) == {}
    assert steps.next_undo(office) is None
    assert not office.backups_folder.exists()


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    """No step, no backup, everyone unchanged, whatever the ticks are by then."""
    take(office, LIST)
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    before, made = everyone(office), backups.list_backups(office)
    plan = rosters.plan(office, [LIST])
    assert plan.changes_nothing
    assert group(plan, "6A1").unchanged == ["Nguyễn Thị Hoà", "Trần Văn Ân"]
    outcome = rosters.take(office, plan)
    assert outcome.value == ImportResult(added=0, changed=0, moved=0, unchanged=8)
    assert outcome.changes is Change.NOTHING
    assert everyone(office) == before
    assert backups.list_backups(office) == made
    step = steps.next_undo(office)
    assert step
    assert step.label == "steps.mark.installed"


RELATIONS = st.sampled_from([Relation.FATHER, Relation.MOTHER, Relation.GUARDIAN, Relation.AUNT])
SOME_NAMES = st.sampled_from(["Nguyễn Thị Hoà", "Trần Văn Ân", "Lê Ý"])
PHONES = st.sampled_from([None, "0901000001", "0901000002"])
RELATIVES = st.lists(
    st.builds(RelativeDraft, RELATIONS, st.one_of(st.none(), SOME_NAMES), PHONES).filter(
        lambda one: one.full_name or one.phone
    ),
    max_size=3,
)
PUPILS = st.builds(
    lambda name, born, code, phone, kin: PupilDraft(2, name, born, None, code, phone, tuple(kin)),
    SOME_NAMES,
    st.sampled_from([None, BORN, "2009"]),
    st.sampled_from([None, "1", "2"]),
    PHONES,
    RELATIVES,
)
STAFF = st.builds(
    StaffDraft,
    st.just(4),
    SOME_NAMES,
    st.sampled_from([Group.TEACHER, Group.EMPLOYEE]),
    phone=PHONES,
)


def a_list(one: list[PupilDraft], two: list[PupilDraft], staff: list[StaffDraft]) -> Roster:
    """Two classes and the staff; a code stands once in a list, as readers see to."""
    codes: set[str | None] = set()

    def once(drafts: list[PupilDraft]) -> Iterator[PupilDraft]:
        for draft in drafts:
            yield replace(draft, code=None) if draft.code in codes else draft
            codes.add(draft.code)

    return roster(listed("6A1", *once(one)), listed("6A2", *once(two)), staff=staff)


LISTS = st.builds(
    a_list,
    st.lists(PUPILS, max_size=4),
    st.lists(PUPILS, max_size=4),
    st.lists(STAFF, max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(first=LISTS, second=LISTS)
def test_any_list_twice_brings_nobody_new(
    tmp_path_factory: pytest.TempPathFactory, first: Roster, second: Roster
) -> None:
    """However full of namesakes and holes: the second time nobody is added and none is doubled."""
    with school_office(tmp_path_factory.mktemp("data")) as office:
        for one in (first, second):
            take(office, one)
            people_before, ties_before = everyone(office), ties(office)
            again = rosters.plan(office, [one])
            assert again.new_people == {}
            assert again.new_ties == []
            assert again.moved == set()
            take(office, one)
            assert everyone(office).keys() == people_before.keys()
            assert len(ties(office)) == len(ties_before)
        assert check_journal(office.file.connection) == []
        count_now(office)


@settings(max_examples=40, deadline=None)
@given(first=LISTS, second=LISTS)
def test_no_list_ever_touches_a_tick(
    tmp_path_factory: pytest.TempPathFactory, first: Roster, second: Roster
) -> None:
    """Statuses, stores and days of everyone on record stay, whatever is imported after them."""
    with school_office(tmp_path_factory.mktemp("data")) as office:
        take(office, first)
        marking.mark(office, list(everyone(office)), Status.INSTALLED)
        before = everyone(office)
        take(office, second)
        after = everyone(office)
        for who, one in before.items():
            assert (after[who].status, after[who].installed_on) == (one.status, one.installed_on)
            for name in ("full_name", "code", "phone", "date_of_birth"):
                assert not (getattr(one, name) and not getattr(after[who], name)), name
        assert all(after[i].status is Status.NOT_ASKED for i in after.keys() - before.keys())


# Several files, other programs, breaking off


def test_several_files_are_one_step(office: Office) -> None:
    """All of them or none; what two files say of one child is put together."""
    one = roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN)), file="a.xlsx")
    two = roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN, TU, code="1")), file="b.xlsx")
    assert take(office, one, two) == ImportResult(added=2, changed=0, moved=0, unchanged=0)
    assert named(office, "Nguyễn Thị Hoà").code == "1"
    step = steps.next_undo(office)
    assert step
    assert step.values == {"files": "a.xlsx, b.xlsx"}
    steps.undo(office)
    assert everyone(office) == {}


def test_the_later_file_says_in_which_class_a_child_is(office: Office) -> None:
    """Counted as new once, in one class."""
    plan = rosters.plan(office, [roster(listed("6A1", HOA)), roster(listed("6A2", HOA))])
    assert [(group.name, group.new) for group in plan.classes.values()] == [
        ("6A1", []), ("6A2", ["Nguyễn Thị Hoà"]),
    ]  # fmt: skip
    assert rosters.take(office, plan).value.added == 3
    assert names(office, "6A1") == []


@pytest.mark.parametrize("gone_first", [True, False])
def test_a_list_that_has_a_child_at_school_outweighs_one_that_has_not(
    office: Office, gone_first: bool
) -> None:
    """Moved from one school to another and back within one import: here is here."""
    here, gone = roster(listed("6A1", HOA)), roster(not_counted=[left(HOA, "6A1")])
    for known in (False, True):
        lists = [gone, here] if gone_first else [here, gone]
        result = take(office, *lists)
        one = named(office, "Nguyễn Thị Hoà")
        assert (one.attendance, one.leaving_reason) == (Attendance.ATTENDING, None)
        assert result == (
            ImportResult(added=0, changed=0, moved=0, unchanged=3)
            if known
            else ImportResult(added=3, changed=0, moved=0, unchanged=0)
        )


def test_a_stale_plan_is_planned_anew(office: Office, tmp_path: Path) -> None:
    """Between preview and "take" another program worked: nothing is doubled, nothing lost."""
    plan = rosters.plan(office, [LIST])
    with open_office(office.folder) as other:
        take(other, roster(listed("6A1", HOA)))
        marking.mark(other, [named(other, "Nguyễn Thị Hoà").id], Status.INSTALLED)
    result = rosters.take(office, plan).value
    assert result == ImportResult(added=5, changed=0, moved=0, unchanged=3)
    assert named(office, "Nguyễn Thị Hoà").status is Status.INSTALLED


def test_a_plan_that_had_nothing_to_do_may_have_by_now(office: Office) -> None:
    """Planned while everyone was there, taken after an undo."""
    take(office, LIST)
    plan = rosters.plan(office, [LIST])
    assert plan.changes_nothing
    steps.undo(office)
    assert rosters.take(office, plan).value.added == 8
    assert len(everyone(office)) == 8


def test_cancelling_rolls_everything_back(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever moment: no people, no classes, no step; and the import can be done after it."""
    monkeypatch.setattr(rosters, "_BATCH", 10)
    em = [pupil(f"Em {n}", None, father(f"Cha {n}")) for n in range(20)]
    big = roster(listed("6A1", *em))
    ticks: list[tuple[int, int]] = []
    with school_office(office.folder.parent / "rehearsal") as rehearsal:
        plan = rosters.plan(rehearsal, [big])
        rosters.take(rehearsal, plan, lambda done, of: ticks.append((done, of)))
    assert ticks == sorted(ticks)
    assert len(ticks) >= 6
    assert ticks[-1] == (60, 60)
    for last in range(len(ticks)):
        seen: list[int] = []

        def progress(done: int, _of: int, seen: list[int] = seen, last: int = last) -> None:
            seen.append(done)
            if len(seen) > last:
                raise Cancelled

        with pytest.raises(Cancelled):
            rosters.take(office, rosters.plan(office, [big]), progress)
        assert everyone(office) == {}
        assert people.class_list(office) == ()
        assert steps.next_undo(office) is None
    assert take(office, big).added == 40


def test_a_school_must_be_set_up_first(tmp_path: Path) -> None:
    """Its year is needed to make classes."""
    with open_office(tmp_path) as office, pytest.raises(KnownError) as caught:
        rosters.plan(office, [LIST])
    assert caught.value.key == "errors.no_school"


def test_pupils_of_last_year_come_into_the_classes_of_this_one(office: Office) -> None:
    """A row of last year's is found by code, or by name and day of birth, and moves up."""
    take(office, roster(listed("6A1", HOA, AN)))
    take(office, roster(listed("7A1", replace(HOA, relatives=()), AN)))
    assert names(office, "7A1") == ["Trần Văn Ân", "Nguyễn Thị Hoà"]
    assert names(office, "6A1") == []


def test_people_on_record_look_as_they_were_listed(office: Office) -> None:
    """Every field of a draft arrives where it belongs."""
    staff = StaffDraft(4, "Sơn Bảy", Group.EMPLOYEE, "Kế toán", None, Sex.MALE, "NV1", "0901")
    take(office, roster(listed("Lá 1", replace(HOA, sex=Sex.FEMALE)), staff=[staff]))
    one, other = named(office, "Nguyễn Thị Hoà"), named(office, "Sơn Bảy")
    assert one == Person(
        one.id, Group.PUPIL, "Nguyễn Thị Hoà", Sex.FEMALE, one.date_of_birth, "1", "0901000009",
        class_id(office, "Lá 1"), 1,
    )  # fmt: skip
    assert other == Person(
        PersonId(other.id), Group.EMPLOYEE, "Sơn Bảy", Sex.MALE, None, "NV1", "0901", None, 1,
        "Kế toán",
    )  # fmt: skip
    assert without_ids(office)
