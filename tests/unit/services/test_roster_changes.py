"""What a preview says of changes: each field from what to what, and rows that contradict others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bluezone_desktop.domain.people import IsoDate, School
from bluezone_desktop.domain.roster import ClassDraft, Severity, StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Level, Relation, Sex, Status
from bluezone_desktop.services import marking, rosters, schools
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.rosters import Difference
from tests.unit.school_office import (
    everyone,
    father,
    listed,
    mother,
    named,
    open_office,
    pupil,
    roster,
    school_office,
    take,
)
from tests.unit.services.listed_school import BA, BORN, HOA, LIST, TU, family, group


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with school_office(tmp_path / "data") as opened:
        yield opened


# What changes, from what to what


def test_every_change_of_a_pupil_is_told_with_both_values(office: Office) -> None:
    """Name, birth, sex, code; what only moves in the list is no change."""
    take(office, LIST)
    read = replace(
        HOA, full_name="Nguyễn Thị Hoàn", date_of_birth=IsoDate("2009-03-06"), sex=Sex.FEMALE
    )
    plan = rosters.plan(office, [roster(listed("6A1", pupil("Trần Văn Ân"), read))])
    (changes,) = group(plan, "6A1").changed_how
    assert group(plan, "6A1").changed == ["Nguyễn Thị Hoàn"]
    assert changes == (
        Difference("full_name", "Nguyễn Thị Hoà", "Nguyễn Thị Hoàn"),
        Difference("date_of_birth", BORN, "2009-03-06"),
        Difference("sex", None, "female"),
    )


def test_changes_of_the_family_are_told_beneath_the_child(office: Office) -> None:
    """A phone, a spelling, a relative who was not known."""
    take(office, LIST)
    other = replace(BA, phone="0901000007")
    grandmother = replace(TU, relation=Relation.GRANDMOTHER, full_name="Lê Thị Út")
    read = replace(HOA, relatives=(other, replace(TU, full_name="Lê Thị Từ"), grandmother))
    plan = rosters.plan(office, [roster(listed("6A1", read))])
    assert group(plan, "6A1").changed_how == [
        (
            Difference("phone", "0901000001", "0901000007", Relation.FATHER),
            Difference("full_name", "Lê Thị Tư", "Lê Thị Từ", Relation.MOTHER),
            Difference("relative", None, "Lê Thị Út", Relation.GRANDMOTHER),
        )
    ]


def test_another_father_is_told_as_such(office: Office) -> None:
    """The siblings' father stays who he is; for this child somebody else is named."""
    one, two = pupil("Em Một", BORN, BA), pupil("Em Hai", BORN, BA)
    take(office, roster(listed("6A1", one, two)))
    read = replace(one, relatives=(father("Kim Chín", "0909"),))
    plan = rosters.plan(office, [roster(listed("6A1", read, two))])
    assert group(plan, "6A1").changed_how == [
        (Difference("relative", "Nguyễn Văn Ba", "Kim Chín", Relation.FATHER),)
    ]


def test_who_moves_is_told_where_from(office: Office) -> None:
    """With whatever else changes of them."""
    take(office, LIST)
    plan = rosters.plan(office, [roster(listed("6A2", replace(HOA, phone="0901000010")))])
    assert group(plan, "6A2").moved_how == [
        (Difference("phone", HOA.phone, "0901000010"), Difference("class", "6A1", "6A2"))
    ]


def test_a_new_homeroom_teacher_and_changes_of_staff_are_told(office: Office) -> None:
    """Before they were changed in silence."""
    take(office, LIST)
    staff = [StaffDraft(4, "Sơn Bảy", Group.MANAGER, "Phó hiệu trưởng")]
    plan = rosters.plan(office, [roster(listed("6A1", HOA, teacher="Thạch Mười"), staff=staff)])
    assert group(plan, "6A1").teacher == Difference(
        "homeroom_teacher", "Thạch Thị Sáu", "Thạch Mười"
    )
    assert plan.staff.changed_how == [(Difference("job", "Hiệu trưởng", "Phó hiệu trưởng"),)]


# Rows that contradict one another, or the school


def test_a_shared_parent_with_two_phones_keeps_the_first_and_says_so(office: Office) -> None:
    """On record one father of two; the list gives him two numbers, in rows 12 and 20."""
    one, two = pupil("Em Một", BORN, BA), pupil("Em Hai", BORN, BA)
    take(office, roster(listed("6A1", one, two)))
    read = roster(
        listed(
            "6A1",
            replace(one, row=12, relatives=(replace(BA, phone="0901000007"),)),
            replace(two, row=20, relatives=(replace(BA, phone="0901000008"),)),
        )
    )
    plan = rosters.plan(office, [read])
    (problem,) = plan.problems
    assert (problem.sheet, problem.row, problem.value) == ("Sheet1", 20, "0901000008")
    assert (problem.severity, problem.reason) == (Severity.WARNING, "matching.problem.two_phones")
    assert problem.values["kept"] == "0901000007"
    assert (problem.values["other_row"], problem.values["phone"]) == (12, "0901000008")
    # The list is newer than the record, so its first number replaces the one known: a change.
    assert (
        group(plan, "6A1").changed_how
        == [(Difference("phone", "0901000001", "0901000007", Relation.FATHER),)] * 2
    )
    rosters.take(office, plan)
    assert named(office, "Nguyễn Văn Ba").phone == "0901000007"
    again = rosters.plan(office, [read])
    assert again.changes_nothing
    assert len(again.problems) == 1


def test_two_files_that_contradict_each_other_name_the_file(office: Office) -> None:
    """The row alone would be looked for in the wrong list."""
    one, two = pupil("Em Một", BORN, BA), pupil("Em Hai", BORN, BA)
    take(office, roster(listed("6A1", one), listed("6A2", two)))
    other = replace(two, row=20, relatives=(replace(BA, phone="0901000008"),))
    lists = [
        roster(listed("6A1", one), file="6A1.xlsx"),
        roster(listed("6A2", other), file="6A2.xlsx"),
    ]
    plan = rosters.plan(office, lists)
    assert plan.problems_of(0) == ()
    (problem,) = plan.problems_of(1)
    assert problem.reason == "matching.problem.two_phones_files"
    assert (problem.values["other_file"], problem.values["other_row"]) == ("6A1.xlsx", 2)
    assert plan.changes_nothing


def test_two_fathers_of_one_name_are_no_contradiction(office: Office) -> None:
    """Not on record as one man: half the fathers of a class are called so."""
    one = pupil("Em Một", BORN, father("Nguyễn Văn Ba", "0901000001"))
    two = pupil("Em Hai", BORN, father("Nguyễn Văn Ba", "0901000002"))
    plan = rosters.plan(office, [roster(listed("6A1", one, two))])
    assert plan.problems == ()
    assert plan.result.added == 4


def test_a_number_that_two_fathers_share_does_not_rename_one_into_the_other(
    office: Office,
) -> None:
    """On record one man is the father of both; the list has two names, on his one number."""
    one, two = pupil("Em Một", BORN, BA), pupil("Em Hai", BORN, BA)
    take(office, roster(listed("6A1", one, two)))
    read = roster(listed("6A1", one, replace(two, relatives=(replace(BA, full_name="Kim Chín"),))))
    take(office, read)
    assert family(office, "Em Một") == {(Relation.FATHER, "Nguyễn Văn Ba", "0901000001")}
    assert family(office, "Em Hai") == {(Relation.FATHER, "Kim Chín", "0901000001")}
    assert rosters.plan(office, [read]).changes_nothing


def test_a_list_without_accents_takes_no_accents_away(office: Office) -> None:
    """Of pupils or of parents; and the ticks stay with their people."""
    take(office, LIST)
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    before = everyone(office)
    plain = replace(
        HOA,
        full_name="NGUYEN THI HOA",
        relatives=(father("NGUYEN VAN BA", "0901000001"), mother("LE THI TU", "0901000002")),
    )
    result = take(office, roster(listed("6A1", plain, pupil("TRAN VAN AN", "2009-11-20"))))
    assert (result.added, result.changed) == (0, 0)
    assert everyone(office) == before


@pytest.mark.parametrize(
    ("level", "name", "told"),
    [
        (Level.PRIMARY, "6A1", True),
        (Level.PRIMARY, "5A1", False),
        (Level.LOWER_SECONDARY, "5A", True),
        (Level.LOWER_SECONDARY, "10C3", True),
        (Level.UPPER_SECONDARY, "9A1", True),
        (Level.CONTINUING, "6A1", False),
        (Level.PRESCHOOL, "Lá 1", False),
        (Level.PRESCHOOL, "5 tuổi A", False),
        (Level.PRESCHOOL, "6A1", True),
        (None, "6A1", False),
    ],
)
def test_a_class_of_another_level_is_taken_and_told(
    tmp_path: Path, level: Level | None, name: str, *, told: bool
) -> None:
    """A list of another school, perhaps; but schools of two levels exist, so nothing is refused."""
    with open_office(tmp_path) as office:
        schools.set_up(office, School("Trường Lâm Tân", level, school_year="2020-2021"))
        one = ClassDraft(name, "Trang 2", (replace(HOA, row=7), pupil("Lê Ý")))
        plan = rosters.plan(office, [roster(one)])
        assert [(p.sheet, p.row, p.value) for p in plan.problems] == [("Trang 2", 7, name)] * told
        assert rosters.take(office, plan).value.added == 4


def test_children_of_one_name_and_birthday_stay_two_in_a_first_import(office: Office) -> None:
    """In two classes, of two families, however the files come: any school of thousands has them."""
    one = pupil("Nguyễn Thị Hoà", BORN, BA, TU)
    other = pupil("Nguyễn Thị Hoà", BORN, father("Kim Chín", "0901000007"))
    files = [roster(listed("6A1", one), file="a.xlsx"), roster(listed("6A2", other), file="b.xlsx")]
    assert take(office, *files).added == 5
    plan = rosters.plan(office, files)
    assert (plan.changes_nothing, plan.questions) == (True, ())
