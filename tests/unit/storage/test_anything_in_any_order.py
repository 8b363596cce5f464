"""Random days at the office, against a plain model: rows, journal, figures, every past moment."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bluezone_desktop.domain.counting import Coverage
from bluezone_desktop.domain.people import ClassId, IsoDate, Person, PersonId, School
from bluezone_desktop.domain.vocabulary import AppStore, Attendance, Group, Relation, Status
from bluezone_desktop.services import figures, marking, people, schools, steps
from bluezone_desktop.services.figures import CUTS, By
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.integrity import check_database, check_journal
from tests.unit.school_office import (
    Clock,
    count,
    everyone,
    father,
    listed,
    mother,
    open_office,
    pupil,
    roster,
    rows_of,
    take,
    ties,
)

NAMES = ("Nguyễn Thị Hoà", "Trần Văn Ân", "Lê Đức Ý", "Phạm Bảo Ngọc")
CLASSES = ("6A1", "6A2", "7A1", "Lá 1")
YEARS = ("2020-2021", "2021-2022")
# Pupils 0 and 1 have both parents in common, 2 shares a father with 3.
PARENTS = (
    (father("Nguyễn Văn Ba", "0901000001"), mother("Lê Thị Tư", "0901000002")),
    (father("Nguyễn Văn Ba", "0901000001"), mother("Lê Thị Tư", "0901000002")),
    (father("Thạch Sên", "0901000003"),),
    (father("Thạch Sên", "0901000003"), mother("Sơn Thị Út", "0901000004")),
)

numbers = st.integers(0, 3)
statuses = st.sampled_from(Status)


@dataclass
class State:
    """What a reader of the screen would write down: people, whose they are, classes, the year."""

    year: str = YEARS[0]
    people: dict[PersonId, Person] = field(default_factory=dict)
    ties: set[tuple[PersonId, PersonId, Relation]] = field(default_factory=set)
    classes: dict[ClassId, tuple[str, str]] = field(default_factory=dict)

    def copy(self) -> "State":
        """The same, to be changed."""
        return State(self.year, dict(self.people), set(self.ties), dict(self.classes))


class Days(RuleBasedStateMachine):
    """Anything that people do, in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.office = open_office(Path(self.folder.name), self.clock)
        schools.set_up(self.office, schools_of(YEARS[0]))
        self.now = State()
        self.past: list[State] = []
        self.undone: list[State] = []
        self.seen: list[tuple[datetime, By, Coverage]] = []

    def did(self, then: State) -> None:
        """A step was taken, unless it changed nothing."""
        if then != self.now:
            self.past.append(self.now)
            self.undone.clear()
        self.now = then

    @rule(which=st.lists(numbers, min_size=1, max_size=4, unique=True), room=numbers)
    def import_list(self, which: list[int], room: int) -> None:
        then = self.now.copy()
        drafts = [pupil(NAMES[n], "2009-03-05", *PARENTS[n], code=f"HS{n}") for n in which]
        take(self.office, roster(listed(CLASSES[room], *drafts)))
        on_record = everyone(self.office)
        codes = {one.code: i for i, one in on_record.items() if one.code}
        phones = {one.phone: i for i, one in on_record.items() if one.group is Group.RELATIVE}
        found = rows.class_named(self.office.file.connection, then.year, CLASSES[room])
        assert found
        then.classes[found.id] = (then.year, CLASSES[room])
        for place, n in enumerate(which, start=1):
            child = codes[f"HS{n}"]
            before = then.people.get(child, Person(child, Group.PUPIL, NAMES[n]))
            then.people[child] = replace(
                before,
                full_name=NAMES[n],
                date_of_birth=IsoDate("2009-03-05"),
                code=f"HS{n}",
                class_id=found.id,
                position=place,
                attendance=Attendance.ATTENDING,
                leaving_reason=None,
            )
            for parent in PARENTS[n]:
                relative = phones[parent.phone]
                known = then.people.get(
                    relative, Person(relative, Group.RELATIVE, None, phone=parent.phone)
                )
                if (relative, child, parent.relation) not in then.ties:
                    # A child who had not named them brings back who was taken off.
                    known = replace(known, attendance=Attendance.ATTENDING, leaving_reason=None)
                    then.ties.add((relative, child, parent.relation))
                then.people[relative] = replace(known, full_name=parent.full_name)
        self.did(then)

    @precondition(lambda self: self.now.people)
    @rule(data=st.data(), status=statuses, day=st.sampled_from((None, "2020-08-20")))
    def mark(self, data: st.DataObject, status: Status, day: str | None) -> None:
        some = st.lists(st.sampled_from(sorted(self.now.people)), min_size=1, max_size=5)
        ids = data.draw(some)
        installed = status is Status.INSTALLED
        store = AppStore.CH_PLAY if installed and day else None
        on = IsoDate(day) if installed and day else None
        marking.mark(self.office, ids, status, store=store, on=on)
        then = self.now.copy()
        for one in ids:
            then.people[one] = self.marked(then.people[one], status, store, on)
        self.did(then)

    @precondition(lambda self: self.now.classes)
    @rule(data=st.data(), status=statuses)
    def mark_rest(self, data: st.DataObject, status: Status) -> None:
        room = data.draw(st.sampled_from(sorted(self.now.classes)))
        marking.mark_not_asked_as(self.office, room, status)
        then = self.now.copy()
        here = {i for i, p in then.people.items() if p.class_id == room and at_school(p)}
        here |= {r for r, of, _ in then.ties if of in here and at_school(then.people[r])}
        for one in here:
            if then.people[one].status is Status.NOT_ASKED:
                then.people[one] = self.marked(then.people[one], status, None, None)
        self.did(then)

    @precondition(lambda self: self.now.classes)
    @rule(data=st.data(), n=numbers)
    def add_pupil(self, data: st.DataObject, n: int) -> None:
        room = data.draw(st.sampled_from(sorted(self.now.classes)))
        added = people.add_pupil(self.office, room, NAMES[n]).value
        then = self.now.copy()
        last = max((p.position for p in then.people.values() if p.class_id == room), default=0)
        then.people[added] = Person(added, Group.PUPIL, NAMES[n], class_id=room, position=last + 1)
        self.did(then)

    @rule(n=numbers, group=st.sampled_from((Group.MANAGER, Group.TEACHER, Group.EMPLOYEE)))
    def add_staff(self, n: int, group: Group) -> None:
        added = people.add_staff(self.office, NAMES[n], group).value
        then = self.now.copy()
        then.people[added] = Person(added, group, NAMES[n])
        self.did(then)

    @precondition(lambda self: self.now.people)
    @rule(data=st.data(), relation=st.sampled_from((Relation.AUNT, Relation.MOTHER)))
    def add_relative(self, data: st.DataObject, relation: Relation) -> None:
        heads = sorted(i for i, p in self.now.people.items() if p.group is not Group.RELATIVE)
        of = data.draw(st.sampled_from(heads))
        added = people.add_relative(self.office, of, relation, phone="0999999999").value
        then = self.now.copy()
        then.people[added] = Person(added, Group.RELATIVE, None, phone="0999999999")
        then.ties.add((added, of, relation))
        self.did(then)

    @precondition(lambda self: self.now.people)
    @rule(data=st.data(), n=numbers)
    def edit(self, data: st.DataObject, n: int) -> None:
        one = data.draw(st.sampled_from(sorted(self.now.people)))
        people.edit_person(self.office, one, note=f"{n}")
        then = self.now.copy()
        then.people[one] = replace(then.people[one], note=f"{n}")
        self.did(then)

    @precondition(lambda self: self.now.people)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(sorted(self.now.people)))
        people.mark_left(self.office, one, "chuyển trường")
        then = self.now.copy()
        then.people[one] = replace(
            then.people[one], attendance=Attendance.LEFT, leaving_reason="chuyển trường"
        )
        self.did(then)

    @rule(year=st.sampled_from(YEARS))
    def mend_the_year(self, year: str) -> None:
        """The classes come along: they are the same classes."""
        schools.edit(self.office, schools_of(year))
        then = self.now.copy()
        then.year = year
        then.classes = {one: (year, name) for one, (_, name) in then.classes.items()}
        self.did(then)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        steps.undo(self.office)
        self.undone.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        steps.redo(self.office)
        self.past.append(self.now)
        self.now = self.undone.pop()

    @rule()
    def reopen(self) -> None:
        self.office.close()
        self.office = open_office(Path(self.folder.name), self.clock)

    @rule(minutes=st.sampled_from((0, 1, 600, 1440, 4000, -3000)))
    def time_passes(self, minutes: int) -> None:
        """Also backwards: an office PC with a flat battery."""
        self.clock.on(minutes=minutes)
        # Figures read by a clock that ran ahead are of a moment that is still to come.
        now = figures.coverage(self.office, "school").as_of
        self.seen = [one for one in self.seen if one[0] <= now]

    @invariant()
    def rows_are_as_in_the_model(self) -> None:
        assert everyone(self.office) == self.now.people
        assert {(t.relative_id, t.of_id, t.relation) for t in ties(self.office)} == self.now.ties
        assert self.office.require_school().school_year == self.now.year
        listed_classes = {
            one.id: (year, one.name)
            for year in YEARS
            for one in rows.read_classes(self.office.file.connection, year)
        }
        assert listed_classes == self.now.classes

    @invariant()
    def undo_and_redo_are_offered_exactly_when_possible(self) -> None:
        assert (steps.next_undo(self.office) is not None) == bool(self.past)
        assert (steps.next_redo(self.office) is not None) == bool(self.undone)

    @invariant()
    def the_journal_agrees(self) -> None:
        assert check_journal(self.office.file.connection) == []

    @invariant()
    def figures_are_what_anyone_would_count(self) -> None:
        year = self.now.year
        classes = rows.read_classes(self.office.file.connection, year)
        counted = count(everyone(self.office), ties(self.office), classes, year)
        by_class = figures.coverage(self.office, "class")
        assert rows_of(by_class) == counted.classes
        assert rows_of(figures.coverage(self.office, "grade")) == counted.grades
        assert {row.group: row.figures for row in by_class.groups} == counted.groups
        assert by_class.staff_relatives == counted.staff_relatives
        assert by_class.households == counted.households
        assert by_class.total.pupils == counted.groups[Group.PUPIL]
        assert by_class.total.relatives == counted.groups[Group.RELATIVE]
        # Frozen now, compared when the days are over.
        for by in CUTS:
            told = figures.coverage(self.office, by)
            self.seen.append((told.as_of, by, told))

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        try:
            assert check_database(self.office.file.connection) == []
            for as_of, by, told in self.seen:
                assert figures.coverage(self.office, by, as_of) == told
        finally:
            self.office.close()
            self.folder.cleanup()

    def marked(
        self, one: Person, status: Status, store: AppStore | None, on: IsoDate | None
    ) -> Person:
        """By the rule of marking: who is installed already keeps store and day unless told."""
        if status is not Status.INSTALLED:
            return replace(one, status=status, store=None, installed_on=None)
        before = one if one.status is Status.INSTALLED else Person(one.id, one.group, None)
        today = IsoDate(self.clock().astimezone().date().isoformat())
        return replace(
            one,
            status=status,
            store=store or before.store,
            installed_on=on or before.installed_on or today,
        )


def at_school(one: Person) -> bool:
    return one.attendance is Attendance.ATTENDING


def schools_of(year: str) -> School:
    return School("Trường THCS Lâm Tân", school_year=year)


TestDays = Days.TestCase
TestDays.settings = settings(
    max_examples=12,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
