"""Coverage: every cut, now and at any past moment."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.counting import Coverage, Figures, Ratio
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.roster import RelativeDraft, StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.services import figures, marking, people, schools, steps
from bluezone_desktop.services.figures import CUTS, By
from bluezone_desktop.services.office import Office
from tests.unit.school_office import (
    BEGIN,
    Clock,
    class_id,
    count_now,
    everyone,
    father,
    left,
    listed,
    mother,
    named,
    open_office,
    pupil,
    roster,
    rows_of,
    school_office,
    take,
)

BA = father("Nguyễn Văn Ba", "0901000001")
LIST = roster(
    listed("6A1", pupil("Em Một", None, BA, mother("Lê Thị Tư")), pupil("Em Hai", None)),
    listed("6A2", pupil("Em Ba", None, BA), pupil("Em Bốn", None, mother("Kim Năm"))),
    listed(
        "7A1",
        pupil("Em Sáu", None, RelativeDraft(Relation.UNCLE, *("Nguyễn Văn Ba", "0901000001"))),
    ),
    listed("Lá 1", pupil("Em Bảy", None)),
    staff=[
        StaffDraft(1, "Sơn Tám", Group.MANAGER),
        StaffDraft(2, "Lý Chín", Group.TEACHER),
        StaffDraft(3, "Đỗ Mười", Group.EMPLOYEE),
    ],
)


@pytest.fixture
def office(office: Office, clock: Clock) -> Office:
    take(office, LIST)
    clock.on(days=1)
    return office


def mark(office: Office, status: Status, *names: str) -> None:
    marking.mark(office, [named(office, name).id for name in names], status)


def by_key(coverage: Coverage) -> dict[str, tuple[int, int, int]]:
    """Per row: installed pupils, relatives and staff."""
    return {
        row.key: (
            row.figures.pupils.installed,
            row.figures.relatives.installed,
            row.figures.staff.installed,
        )
        for row in coverage.rows
    }


def test_a_parent_counts_once_for_the_school_and_once_in_each_class(office: Office) -> None:
    """The rule of the order, over classes, grades and the school."""
    mark(office, Status.INSTALLED, "Nguyễn Văn Ba")
    assert by_key(figures.coverage(office, "class")) == {
        "6A1": (0, 1, 0), "6A2": (0, 1, 0), "7A1": (0, 1, 0), "Lá 1": (0, 0, 0),
    }  # fmt: skip
    assert by_key(figures.coverage(office, "grade")) == {
        "6": (0, 1, 0), "7": (0, 1, 0), "": (0, 0, 0),
    }  # fmt: skip
    assert by_key(figures.coverage(office, "school")) == {"Trường THCS Lâm Tân": (0, 1, 0)}
    assert figures.coverage(office).households == Ratio(3, 6)


def test_every_status_counts_where_the_order_says(office: Office) -> None:
    """Asked, with smartphone, installed, for each of the five."""
    mark(office, Status.NO_SMARTPHONE, "Em Một")
    mark(office, Status.UNSUPPORTED, "Em Hai")
    mark(office, Status.NOT_INSTALLED, "Em Ba")
    mark(office, Status.INSTALLED, "Em Bốn", "Em Sáu")
    assert figures.coverage(office).total.pupils == Figures(6, 5, 4, 2)


def test_the_groups_are_told_apart_and_staff_have_relatives_too(office: Office) -> None:
    """A relative of a teacher counts with the relatives, once, and in the staff table."""
    who = people.add_relative(
        office, named(office, "Lý Chín").id, Relation.OTHER, "Thạch Sên"
    ).value
    marking.mark(office, [who, named(office, "Sơn Tám").id], Status.INSTALLED)
    counted = figures.coverage(office, "group")
    assert [(row.group, row.figures.total, row.figures.installed) for row in counted.groups] == [
        (Group.MANAGER, 1, 1), (Group.TEACHER, 1, 0), (Group.EMPLOYEE, 1, 0),
        (Group.PUPIL, 6, 0), (Group.RELATIVE, 4, 1),
    ]  # fmt: skip
    assert counted.rows == ()
    assert counted.staff_relatives == Figures(1, 1, 1, 1)
    assert (counted.total.staff.total, counted.total.relatives.total) == (3, 4)


def test_who_left_counts_nowhere_and_neither_does_their_family(office: Office) -> None:
    """Unless the family is tied to somebody else at school."""
    mark(office, Status.INSTALLED, "Lê Thị Tư", "Nguyễn Văn Ba", "Em Một", "Lý Chín")
    people.mark_left(office, named(office, "Em Một").id)
    people.mark_left(office, named(office, "Lý Chín").id)
    counted = figures.coverage(office)
    assert (counted.total.pupils.total, counted.total.pupils.installed) == (5, 0)
    assert (counted.total.relatives.total, counted.total.relatives.installed) == (2, 1)
    assert counted.total.staff == Figures(2)
    assert counted.households == Ratio(2, 5)


def test_a_relative_who_was_taken_out_counts_nowhere(office: Office) -> None:
    """Also not for the reach of the household."""
    mark(office, Status.INSTALLED, "Kim Năm")
    people.mark_left(office, named(office, "Kim Năm").id)
    counted = figures.coverage(office)
    assert counted.total.relatives.total == 2
    assert counted.households.part == 0


def test_an_empty_class_has_a_row_and_no_rate(office: Office) -> None:
    """Zero of zero is no percentage."""
    people.add_class(office, "9A1")
    row = next(row for row in figures.coverage(office).rows if row.key == "9A1")
    assert row.figures.pupils == Figures()
    assert row.figures.pupils.rate_of_total.value is None


def test_figures_of_a_past_moment_are_those_of_then(office: Office, clock: Clock) -> None:
    """Whatever was marked, added, moved, left, undone or restored since."""
    moments: list[tuple[datetime, dict[By, Coverage]]] = []

    def note() -> None:
        clock.on(hours=1)
        told = {by: figures.coverage(office, by) for by in CUTS}
        assert rows_of(told["class"]) == count_now(office).classes
        moments.append((clock(), told))
        clock.on(hours=1)

    note()
    mark(office, Status.INSTALLED, "Em Một", "Nguyễn Văn Ba")
    note()
    mark(office, Status.NO_SMARTPHONE, "Em Một")
    people.add_pupil(office, class_id(office, "6A2"), "Em Mới")
    note()
    take(office, roster(listed("7A1", pupil("Em Một", "2009-03-05"), pupil("Em Sáu", None))))
    people.edit_class(office, class_id(office, "7A1"), homeroom_teacher="Cô Lan")
    note()
    take(office, roster(listed("6A1"), not_counted=[left(pupil("Em Hai"), "6A1")]))
    note()
    for _ in range(4):
        steps.undo(office)
        note()
    schools.edit(office, School("Trường khác", school_year="2021-2022"))
    note()
    for moment, told in moments:
        assert {by: figures.coverage(office, by, moment) for by in CUTS} == told
    assert [row.key for row in figures.coverage(office, "school", moments[0][0]).rows] == [
        "Trường THCS Lâm Tân"
    ]


def test_before_the_first_step_there_is_nobody(office: Office) -> None:
    """Not an error: figures of nobody."""
    counted = figures.coverage(office, "class", BEGIN - timedelta(days=400))
    assert (counted.rows, counted.total.pupils, counted.households) == ((), Figures(), Ratio(0, 0))
    assert figures.coverage(office, "day", BEGIN - timedelta(days=400)).rows == ()


def test_a_moment_to_come_is_now(office: Office, clock: Clock) -> None:
    """Figures of the future are nobody's; the answer says which moment was counted."""
    now = figures.coverage(office)
    assert now.as_of == clock()
    assert figures.coverage(office, as_of=clock() + timedelta(days=3)) == now


def test_right_after_a_step_now_includes_it(office: Office) -> None:
    """Also within the same millisecond, and with a clock that was set back."""
    mark(office, Status.INSTALLED, "Em Một")
    counted = figures.coverage(office)
    assert counted.total.pupils.installed == 1
    assert figures.coverage(office, as_of=counted.as_of) == counted


def test_a_clock_set_back_hides_nothing(office: Office, clock: Clock) -> None:
    """Steps of "tomorrow" count now; the past stays the past."""
    mark(office, Status.INSTALLED, "Em Một")
    told = figures.coverage(office)
    clock.on(days=-30)
    assert figures.coverage(office) == told
    mark(office, Status.INSTALLED, "Em Hai")
    assert figures.coverage(office).total.pupils.installed == 2
    assert figures.coverage(office, as_of=told.as_of) == told


def test_by_day_there_is_a_row_for_every_day(office: Office, clock: Clock) -> None:
    """From the first step to now, days without work included; each as of its end."""
    mark(office, Status.INSTALLED, "Em Một")
    clock.on(days=3)
    mark(office, Status.INSTALLED, "Em Hai", "Sơn Tám")
    counted = figures.coverage(office, "day")
    start = BEGIN.astimezone().date()
    days = [(start + timedelta(days=n)).isoformat() for n in range(5)]
    assert by_key(counted) == dict(
        zip(days, [(0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 0, 0), (2, 0, 1)], strict=True)
    )
    assert counted.total == figures.coverage(office).total
    assert counted.households == Ratio(2, 6)
    earlier = figures.coverage(office, "day", BEGIN + timedelta(days=2))
    assert by_key(earlier) == dict(list(by_key(counted).items())[:3])


def test_without_a_school_there_are_no_figures(tmp_path: Path) -> None:
    """A sentence, not a table of zeros."""
    with open_office(tmp_path) as office, pytest.raises(KnownError) as caught:
        figures.coverage(office)
    assert caught.value.key == "errors.no_school"


def test_counting_leaves_no_trace(office: Office) -> None:
    """Looking at the past writes nothing, and leaves no temporary table behind."""
    mark(office, Status.INSTALLED, "Em Một")
    for by in CUTS:
        figures.coverage(office, by, BEGIN + timedelta(hours=1))
    left_over = office.file.connection.execute("SELECT name FROM sqlite_temp_master").fetchall()
    assert left_over == []
    with open_office(office.folder) as other:
        assert everyone(other) == everyone(office)


PUPIL = st.tuples(
    st.sampled_from(["6A1", "6A2", "7A1", "Lá 1"]),
    st.sampled_from(list(Status)),
    st.lists(st.integers(0, 3), max_size=3, unique=True),
    st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(
    pupils=st.lists(PUPIL, max_size=10),
    parents=st.lists(st.sampled_from(list(Status)), min_size=4, max_size=4),
    staff=st.lists(
        st.tuples(st.sampled_from(list(Status)), st.lists(st.integers(0, 3), max_size=2)),
        max_size=3,
    ),
)
def test_any_school_is_counted_as_by_hand(
    tmp_path_factory: pytest.TempPathFactory,
    pupils: list[tuple[str, Status, list[int], bool]],
    parents: list[Status],
    staff: list[tuple[Status, list[int]]],
) -> None:
    """Any families, any statuses, some of them gone: every figure is the oracle's."""
    phones = [f"090{n}" for n in range(4)]
    rooms: dict[str, list[object]] = {}
    for number, (room, _, kin, _) in enumerate(pupils):
        relatives = [RelativeDraft(Relation.OTHER, f"Cha {n}", phones[n]) for n in kin]
        rooms.setdefault(room, []).append(pupil(f"Em {number}", None, *relatives))
    with school_office(tmp_path_factory.mktemp("data")) as office:
        take(office, roster(*(listed(room, *some) for room, some in rooms.items())))  # type: ignore[arg-type]  # drafts, as the line above put them in
        for number, (status, kin) in enumerate(staff):
            group = (Group.MANAGER, Group.TEACHER, Group.EMPLOYEE)[number]
            member = people.add_staff(office, f"Thầy {number}", group).value
            marking.mark(office, [member], status)
            for n in set(kin):
                people.add_relative(office, member, Relation.OTHER, f"Vợ {number}.{n}", "1")
        by_name = {one.full_name: one.id for one in everyone(office).values()}
        for number, (_, status, _, is_gone) in enumerate(pupils):
            marking.mark(office, [by_name[f"Em {number}"]], status)
            if is_gone:
                people.mark_left(office, by_name[f"Em {number}"])
        for n, status in enumerate(parents):
            if f"Cha {n}" in by_name:
                marking.mark(office, [by_name[f"Cha {n}"]], status)
        counted, oracle = figures.coverage(office), count_now(office)
        assert rows_of(counted) == oracle.classes
        assert rows_of(figures.coverage(office, "grade")) == oracle.grades
        assert {row.group: row.figures for row in counted.groups} == oracle.groups
        assert counted.staff_relatives == oracle.staff_relatives
        assert counted.households == oracle.households
