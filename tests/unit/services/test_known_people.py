"""The next list of a school: who is the same, changed, moved, gone, and who is kept apart."""

from dataclasses import replace

import pytest

from bluezone_desktop.domain.roster import NotCounted, RelativeDraft, StaffDraft
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex, Status
from bluezone_desktop.services import marking, people, rosters, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.roster_plan import ImportResult
from tests.unit.school_office import (
    class_id,
    count_now,
    everyone,
    father,
    left,
    listed,
    mother,
    named,
    pupil,
    roster,
    take,
    ties,
)
from tests.unit.services.listed_school import (
    AN,
    BA,
    BORN,
    HOA,
    LIST,
    TU,
    family,
    group,
    names,
)

# The next list


def test_an_empty_cell_blanks_nothing(office: Office) -> None:
    """The second list knows less; what is known stays."""
    take(office, LIST)
    before = {i: replace(p, position=0) for i, p in everyone(office).items()}
    bare = roster(
        listed(
            "6A1", pupil("Nguyễn Thị Hoà"), pupil("Trần Văn Ân", "2009", father("Trần Văn Năm"))
        ),
        staff=[StaffDraft(1, "Kim Tám", Group.TEACHER)],
    )
    assert take(office, bare) == ImportResult(added=0, changed=0, moved=0, unchanged=4)
    empty = replace(HOA, code="", phone="", full_name="Nguyễn Thị Hoà", relatives=(father("", ""),))
    take(office, roster(listed("6A1", empty)))
    assert {i: replace(p, position=0) for i, p in everyone(office).items()} == before
    assert people.class_list(office)[0].school_class.homeroom_teacher == "Thạch Thị Sáu"


def test_what_a_list_fills_in_or_mends_is_taken(office: Office) -> None:
    """A fuller date, a code, a phone, a spelling, a new homeroom teacher."""
    take(office, LIST)
    before = named(office, "Lê Ý").id
    mended = roster(
        listed("6A2", replace(pupil("LÊ Ý", BORN, mother("Sơn Út")), sex=Sex.FEMALE, code="7")),
        listed("6A1", pupil("Nguyễn Thị Hòa Bình", code="1"), teacher="Thạch Mười"),
    )
    result = take(office, mended)
    assert result == ImportResult(added=1, changed=2, moved=0, unchanged=0)
    one = everyone(office)[before]
    assert (one.full_name, one.date_of_birth, one.code, one.sex) == ("LÊ Ý", BORN, "7", Sex.FEMALE)
    assert named(office, "Nguyễn Thị Hòa Bình").phone == "0901000009"
    assert people.class_list(office)[0].school_class.homeroom_teacher == "Thạch Mười"


def test_a_class_is_the_same_however_it_is_written(office: Office) -> None:
    """ "Lớp 6 a1" is 6A1; a second class would show every child as moved."""
    take(office, LIST)
    again = roster(listed("Lớp 6 a1", HOA, AN))
    assert take(office, again) == ImportResult(added=0, changed=0, moved=0, unchanged=5)
    assert len(people.class_list(office)) == 2


def test_a_child_in_another_class_has_moved_with_ticks_and_history(office: Office) -> None:
    """Shown as moved, told once, the tick kept, and gone from nowhere."""
    take(office, LIST)
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    plan = rosters.plan(office, [roster(listed("6A2", HOA))])
    assert group(plan, "6A2").moved == ["Nguyễn Thị Hoà"]
    assert group(plan, "6A2").gone == ["Lê Ý"]
    assert [one.name for one in plan.classes.values()] == ["6A2"]
    result = rosters.take(office, plan).value
    assert (result.added, result.moved, result.unchanged) == (0, 1, 2)
    assert names(office, "6A1") == ["Trần Văn Ân"]
    moved = everyone(office)[hoa]
    assert (moved.status, moved.class_id) == (Status.INSTALLED, class_id(office, "6A2"))
    assert {e.field for e in steps.history(office, hoa)} >= {"class_id", "status", ""}


def test_who_is_no_longer_listed_stays_and_is_named(office: Office) -> None:
    """Nobody leaves a school because a row is missing; the user decides."""
    take(office, LIST)
    plan = rosters.plan(office, [roster(listed("6A1", AN))])
    assert group(plan, "6A1").gone == ["Nguyễn Thị Hoà"]
    assert [one.name for one in plan.classes.values()] == ["6A1"]
    rosters.take(office, plan)
    assert named(office, "Nguyễn Thị Hoà").attendance is Attendance.ATTENDING


def test_whom_the_list_calls_gone_is_out_of_the_count_with_all_history(office: Office) -> None:
    """Known or not: on record, with the list's own words, and not in the class's rows."""
    take(office, LIST)
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    unknown = pupil("Kim Thị Chín", code="9")
    gone = roster(listed("6A1", AN), not_counted=[left(HOA, "6A1"), left(unknown, "6A1", "bỏ học")])
    plan = rosters.plan(office, [gone])
    assert group(plan, "6A1").gone == []
    assert [one.full_name for one in plan.not_counted] == ["Nguyễn Thị Hoà", "Kim Thị Chín"]
    result = rosters.take(office, plan).value
    assert result == ImportResult(added=0, changed=1, moved=0, unchanged=2)
    one = everyone(office)[hoa]
    assert (one.attendance, one.leaving_reason) == (Attendance.MOVED, "chuyển trường")
    assert one.status is Status.INSTALLED
    assert named(office, "Kim Thị Chín").leaving_reason == "bỏ học"
    assert names(office, "6A1") == ["Trần Văn Ân"]
    counted = count_now(office)
    assert counted.groups[Group.PUPIL].total == 2
    assert take(office, gone) == ImportResult(added=0, changed=0, moved=0, unchanged=2)


def test_a_teacher_whom_the_list_calls_gone_is_out_of_the_staff(office: Office) -> None:
    """Retired: the person on record, with the tick, and no pupil made of them; known or not."""
    take(office, LIST)
    tam = named(office, "Kim Tám").id
    marking.mark(office, [tam], Status.INSTALLED)
    retired = [
        NotCounted("CBGV", member.row, member.full_name, "nghỉ hưu", Attendance.LEFT, None, member)
        for member in (LIST.staff[1], StaffDraft(7, "Lý Chín", Group.EMPLOYEE, "Bảo vệ"))
    ]
    again = replace(LIST, staff=LIST.staff[:1], not_counted=tuple(retired))
    assert take(office, again).added == 0
    one, other = named(office, "Kim Tám"), named(office, "Lý Chín")
    assert (one.id, one.attendance, one.status) == (tam, Attendance.LEFT, Status.INSTALLED)
    assert (other.group, other.job, other.leaving_reason) == (
        Group.EMPLOYEE, "Bảo vệ", "nghỉ hưu",
    )  # fmt: skip
    assert count_now(office).groups[Group.TEACHER].total == 0
    assert rosters.plan(office, [again]).changes_nothing


def test_who_comes_back_counts_again_with_the_old_tick(office: Office) -> None:
    """The reason goes, the tick stays."""
    take(office, LIST)
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    take(office, roster(listed("6A1", AN), not_counted=[left(HOA, "6A1")]))
    assert take(office, roster(listed("6A1", HOA))).changed == 1
    one = everyone(office)[hoa]
    assert (one.attendance, one.leaving_reason) == (Attendance.ATTENDING, None)
    assert one.status is Status.INSTALLED


def test_a_line_that_only_says_who_left_calls_nobody_else_gone(office: Office) -> None:
    """A list of those who left is no list of the class."""
    take(office, LIST)
    plan = rosters.plan(office, [roster(not_counted=[left(HOA, "6A1")])])
    assert [group.gone for group in plan.classes.values()] == []
    rosters.take(office, plan)
    assert len(people.class_list(office)) == 2


@pytest.mark.parametrize("left_from", ["6A1", "6A2", None])
def test_who_is_called_gone_but_listed_is_one_child_with_one_tick(
    office: Office, left_from: str | None
) -> None:
    """On a sheet of who moved as well, or of a change of class: the tick stays with the child."""
    take(office, LIST)
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    both = roster(listed("6A2", HOA), not_counted=[left(HOA, left_from)])
    plan = rosters.plan(office, [both])
    told = [problem.reason for problem in plan.problems]
    assert told == ([] if left_from == "6A1" else ["matching.problem.left_but_listed"])
    rosters.take(office, plan)
    one = named(office, "Nguyễn Thị Hoà")  # and nobody else of that name
    assert (one.id, one.attendance, one.status) == (hoa, Attendance.ATTENDING, Status.INSTALLED)
    assert "Nguyễn Thị Hoà" in names(office, "6A2")
    assert take(office, both).added == 0


def test_a_namesake_of_another_family_has_left_all_the_same(office: Office) -> None:
    """One name and one birthday, another mother: the child who is listed is somebody else."""
    one, other = pupil("Lê An", BORN, TU), pupil("Lê An", BORN, mother("Võ Thị Sáu"))
    take(office, roster(listed("6A1", one), not_counted=[left(other, "6A1")]))
    assert {p.attendance for p in everyone(office).values() if p.full_name == "Lê An"} == {
        Attendance.ATTENDING, Attendance.MOVED,
    }  # fmt: skip


# Namesakes and families


def test_twins_are_two_and_share_their_parents(office: Office) -> None:
    """Born the same day to the same parents: two children, one father, one mother."""
    one = pupil("Thạch Minh Anh", BORN, BA, TU)
    other = pupil("Thạch Minh Ánh", BORN, BA, TU)
    assert take(office, roster(listed("6A1", one, other))).added == 4
    assert take(office, roster(listed("6A1", other, one))).added == 0
    assert family(office, "Thạch Minh Anh") == family(office, "Thạch Minh Ánh")
    assert people.class_list(office)[0].relatives.total == 2


def test_namesakes_stay_apart_and_keep_their_own_ticks(office: Office) -> None:
    """Two of one name, told apart by their mothers, in whatever order they come next time."""
    one = pupil("Nguyễn Thị Hoà", None, mother("Lê Thị Tư"))
    other = pupil("Nguyễn Thị Hoà", None, mother("Sơn Thị Út"))
    take(office, roster(listed("6A1", one, other)))
    on_record = everyone(office)
    ut = named(office, "Sơn Thị Út").id
    child = next(t.of_id for t in ties(office) if t.relative_id == ut)
    marking.mark(office, [child], Status.INSTALLED)
    assert take(office, roster(listed("6A1", other, one))).added == 0
    assert everyone(office).keys() == on_record.keys()
    assert next(t.of_id for t in ties(office) if t.relative_id == ut) == child
    assert everyone(office)[child].status is Status.INSTALLED


def test_teachers_of_one_name_are_two_however_often_they_are_listed(office: Office) -> None:
    """Common in any staff room, and staff lists carry no dates."""
    staff = [StaffDraft(n, "Nguyễn Thị Hương", Group.TEACHER) for n in (1, 2)]
    for added in (2, 0, 0):
        assert take(office, roster(staff=staff)).added == added
    assert len(people.staff_sheet(office)) == 2


def test_one_parent_of_several_pupils_is_one_person(office: Office) -> None:
    """By name and phone, over classes, files and imports; by name alone never."""
    first = pupil("Em Một", BORN, BA, TU)
    second = pupil("Em Hai", BORN, replace(BA, full_name="NGUYỄN VĂN BA"), mother("Lê Thị Tư"))
    third = pupil("Em Ba", BORN, RelativeDraft(Relation.UNCLE, "Nguyễn Văn Ba", "0901000001"))
    take(office, roster(listed("6A1", first)), roster(listed("6A2", second)))
    take(office, roster(listed("7A1", third)))
    relatives = [p for p in everyone(office).values() if p.group is Group.RELATIVE]
    assert sorted(str(p.full_name) for p in relatives) == [
        "Lê Thị Tư", "Lê Thị Tư", "Nguyễn Văn Ba",
    ]  # fmt: skip
    counted = count_now(office)
    assert counted.groups[Group.RELATIVE].total == 3
    assert [both[1].total for both in counted.classes.values()] == [2, 2, 1]


def test_a_parent_mended_in_one_list_is_mended_not_doubled(office: Office) -> None:
    """A name filled in, a phone filled in, another spelling, another phone: the same father."""
    take(office, roster(listed("6A1", pupil("Em Một", BORN, father(None, "0901000001")))))
    ba = next(p.id for p in everyone(office).values() if p.group is Group.RELATIVE)
    marking.mark(office, [ba], Status.INSTALLED)
    for better in (
        father("Nguyễn Văn Ba", "0901000001"),
        father("Nguyễn Văn Bá", "0901000001"),
        father("nguyễn văn ba", "0901000007"),
        father("Nguyễn Văn Bảy", "0901000008"),
    ):
        take(office, roster(listed("6A1", pupil("Em Một", BORN, better))))
        found = everyone(office)[ba]
        assert (found.full_name, found.phone) == (better.full_name, better.phone)
        assert found.status is Status.INSTALLED
        assert len(ties(office)) == 1


def test_a_shared_parent_is_not_renamed_by_one_of_the_children(office: Office) -> None:
    """One child's list names another father: that child gets him, the sibling keeps theirs."""
    one, two = pupil("Em Một", BORN, BA), pupil("Em Hai", BORN, BA)
    take(office, roster(listed("6A1", one, two)))
    ba = named(office, "Nguyễn Văn Ba").id
    marking.mark(office, [ba], Status.INSTALLED)
    other = roster(listed("6A1", replace(one, relatives=(father("Kim Chín", "0909"),)), two))
    result = take(office, other)
    assert (result.added, result.changed) == (1, 0)
    assert family(office, "Em Một") == {(Relation.FATHER, "Kim Chín", "0909")}
    assert family(office, "Em Hai") == {(Relation.FATHER, "Nguyễn Văn Ba", "0901000001")}
    assert everyone(office)[ba].status is Status.INSTALLED
    assert rosters.plan(office, [other]).changes_nothing
    steps.undo(office)
    assert family(office, "Em Một") == family(office, "Em Hai")


def test_a_guardian_who_is_the_father_too_is_listed_twice_and_counted_once(office: Office) -> None:
    """And importing the list again does not tie them a third time."""
    both = pupil("Em Một", BORN, BA, RelativeDraft(Relation.GUARDIAN, BA.full_name, BA.phone))
    take(office, roster(listed("6A1", both)))
    assert len(ties(office)) == 2
    assert rosters.plan(office, [roster(listed("6A1", both))]).changes_nothing
    assert people.class_list(office)[0].relatives.total == 1


def test_of_two_guardians_of_nearly_one_name_each_cell_means_its_own(office: Office) -> None:
    """ "Hoà" of the list is not the "Hoa" on record: taken again, the list changes nothing."""
    shared = RelativeDraft(Relation.GUARDIAN, "Trần Văn Ân", "0901000002")
    child = pupil("Lê Ý", None, shared, code="1")
    other = pupil("Lý Ba", None, replace(shared, relation=Relation.FATHER))
    take(office, roster(listed("6A1", child), listed("6A2", other)))
    called = RelativeDraft(Relation.GUARDIAN, "Nguyễn Thị Hoà")
    renamed = RelativeDraft(Relation.FATHER, "Nguyễn Thị Hoa", "0901000002")
    read = roster(
        listed("6A2", replace(child, relatives=(called,)), replace(other, relatives=(renamed,)))
    )
    take(office, read)
    assert rosters.plan(office, [read]).changes_nothing


def test_a_parent_taken_off_and_listed_again_is_one_person(office: Office) -> None:
    """Of two children with one father, whose father was taken off before."""
    dad = RelativeDraft(Relation.FATHER, "Kim Văn Chung", "0901000011")
    one, two = pupil("Lê Ý", None, dad, code="1"), pupil("Lý Ba", None, dad, code="2")
    take(office, roster(listed("6A1", one)))
    people.mark_left(office, named(office, "Kim Văn Chung").id)
    take(office, roster(listed("6A1", two, one)))
    assert len({tie.relative_id for tie in ties(office)}) == 1
