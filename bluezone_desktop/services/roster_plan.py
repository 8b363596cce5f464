"""Planning an import: what a class list would change, worked out before anything is stored.

Nothing known is ever blanked by an empty cell, statuses are never touched, and people who are no
longer on the list stay where they are: they are named, for the user to decide.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from bluezone_desktop.domain.class_names import class_match_key, grade_of
from bluezone_desktop.domain.matching import Known, Recogniser, better_date, place_of_class
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import (
    ClassId,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    SchoolClass,
)
from bluezone_desktop.domain.roster import (
    ClassDraft,
    NotCounted,
    Problem,
    PupilDraft,
    RelativeDraft,
    Roster,
    StaffDraft,
)
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.tables import Row, Value

_STAFF_PLACE = "staff"


@dataclass
class GroupPlan:
    """What happens to one class, or to the staff: names of people, as the list writes them."""

    name: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new_relatives: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Numbers of people: pupils, relatives and staff, each counted once."""

    added: int
    changed: int
    moved: int
    unchanged: int


@dataclass
class ImportPlan:
    """Everything an import would do. ``base`` is the journal's last step it was planned on."""

    rosters: tuple[Roster, ...]
    base: int
    classes: dict[str, GroupPlan] = field(default_factory=dict)
    staff: GroupPlan = field(default_factory=lambda: GroupPlan(""))
    new_classes: list[SchoolClass] = field(default_factory=list)
    class_changes: dict[str, dict[str, Value]] = field(default_factory=dict)
    new_people: dict[PersonId, Person] = field(default_factory=dict)
    changes: dict[PersonId, dict[str, Value]] = field(default_factory=dict)
    new_ties: list[Kinship] = field(default_factory=list)
    seen: set[PersonId] = field(default_factory=set)
    moved: set[PersonId] = field(default_factory=set)
    marked_left: set[PersonId] = field(default_factory=set)

    @property
    def result(self) -> ImportResult:
        """The numbers an import of this plan reports."""
        added = {i for i in self.new_people if i not in self.marked_left}
        changed = {
            i
            for i, row in self.changes.items()
            if i not in self.moved and i not in self.new_people and set(row) - {"position"}
        }
        return ImportResult(
            added=len(added),
            changed=len(changed),
            moved=len(self.moved),
            unchanged=len(self.seen - added - changed - self.moved - self.marked_left),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all files, in their order."""
        return tuple(problem for roster in self.rosters for problem in roster.problems)

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Pupils the lists themselves call moved or left."""
        return tuple(one for roster in self.rosters for one in roster.not_counted)

    @property
    def changes_nothing(self) -> bool:
        """True where the import would leave everything as it is."""
        return not (
            self.new_classes
            or self.class_changes
            or self.new_people
            or self.new_ties
            or any(self.changes.values())
        )


def plan_import(
    connection: sqlite3.Connection, rosters: Sequence[Roster], school_year: str, base: int
) -> ImportPlan:
    """Work out what taking these rosters would do to the school as it stands."""
    planner = _Planner(connection, ImportPlan(tuple(rosters), base), school_year)
    for roster in rosters:
        planner.take_roster(roster)
    planner.note_who_is_gone()
    return planner.plan


class _Planner:
    """Walks the drafts once; keeps people on record and people just planned in one view."""

    def __init__(self, connection: sqlite3.Connection, plan: ImportPlan, school_year: str) -> None:
        self.plan = plan
        self._year = school_year
        self._people = {p.id: p for p in rows.all_people(connection)}
        self._classes = {
            class_match_key(c.name): c for c in rows.read_classes(connection, school_year)
        }
        names = {c.id: place_of_class(c.name) for c in self._classes.values()}
        pupils = [p for p in self._people.values() if p.group is Group.PUPIL]
        staff = [p for p in self._people.values() if p.group.is_staff]
        self._pupils = Recogniser.of(
            _known(p, names.get(p.class_id, "") if p.class_id else "") for p in pupils
        )
        self._staff = Recogniser.of(_known(p, _STAFF_PLACE) for p in staff)
        self._ties: dict[PersonId, list[Kinship]] = {}
        for tie in rows.all_ties(connection):
            self._ties.setdefault(tie.of_id, []).append(tie)
        # One parent of several pupils is one person: the same name and phone say so.
        self._parents: dict[tuple[str, str], PersonId] = {}
        for p in self._people.values():
            if p.group is Group.RELATIVE and p.full_name and p.phone:
                self._parents.setdefault((match_key(p.full_name), p.phone), p.id)

    def take_roster(self, roster: Roster) -> None:
        self._pupils.next_file()
        self._staff.next_file()
        for one in roster.classes:
            self._take_class(one)
        for left in roster.not_counted:
            self._take_not_counted(left)
        for member in roster.staff:
            self._take_staff(member)

    def note_who_is_gone(self) -> None:
        """Name the pupils on record of the imported classes whom no line of the lists means."""
        by_class: dict[ClassId, list[Person]] = {}
        for person in self._people.values():
            if person.class_id and person.attendance is Attendance.ATTENDING:
                by_class.setdefault(person.class_id, []).append(person)
        for key, group in self.plan.classes.items():
            for person in by_class.get(self._classes[key].id, ()):
                if person.id not in self.plan.seen and person.id not in self.plan.moved:
                    group.gone.append(person.full_name or "")

    def _take_class(self, draft: ClassDraft) -> None:
        school_class, group = self._class(draft.name)
        teacher = draft.homeroom_teacher
        if teacher and teacher != school_class.homeroom_teacher:
            self._set_teacher(school_class, teacher)
        for place, pupil in enumerate(draft.pupils, start=1):
            self._take_pupil(pupil, school_class, group, place)

    def _class(self, name: str) -> tuple[SchoolClass, GroupPlan]:
        key = class_match_key(name)
        if key not in self._classes:
            one = SchoolClass(ClassId(new_id()), self._year, name, grade_of(name))
            self._classes[key] = one
            self.plan.new_classes.append(one)
        if key not in self.plan.classes:
            self.plan.classes[key] = GroupPlan(self._classes[key].name)
        return self._classes[key], self.plan.classes[key]

    def _set_teacher(self, school_class: SchoolClass, teacher: str) -> None:
        key = class_match_key(school_class.name)
        renewed = SchoolClass(
            school_class.id,
            school_class.school_year,
            school_class.name,
            school_class.grade,
            teacher,
        )
        self._classes[key] = renewed
        if school_class in self.plan.new_classes:
            self.plan.new_classes[self.plan.new_classes.index(school_class)] = renewed
        else:
            self.plan.class_changes[school_class.id] = {"homeroom_teacher": teacher}

    def _take_pupil(
        self, draft: PupilDraft, school_class: SchoolClass, group: GroupPlan, place: int
    ) -> None:
        where = place_of_class(school_class.name)
        person_id = self._pupils.find(draft.full_name, draft.date_of_birth, draft.code, where)
        if person_id is None:
            person = Person(
                PersonId(new_id()),
                Group.PUPIL,
                draft.full_name,
                draft.sex,
                draft.date_of_birth,
                draft.code,
                draft.phone,
                school_class.id,
                place,
            )
            self._bring(person)
            self._pupils.add(_known(person, where))
            self._pupils.claim(person.id)
            group.new.append(draft.full_name)
            self._take_relatives(person, draft.relatives, group)
            return
        person = self._people[person_id]
        row: dict[str, Value] = {
            "full_name": draft.full_name,
            "sex": draft.sex.value if draft.sex else None,
            "date_of_birth": better_date(person.date_of_birth, draft.date_of_birth),
            "code": draft.code,
            "phone": draft.phone,
            "class_id": school_class.id,
            "position": place,
        }
        if person.attendance is not Attendance.ATTENDING:
            row["attendance"] = Attendance.ATTENDING.value
        has_moved = person.class_id != school_class.id
        changed = self._change(person, row)
        if person.attendance is not Attendance.ATTENDING:
            self._changes(person_id)["leaving_reason"] = None
        new_relatives, old_changes = group.new_relatives, len(self.plan.changes)
        self._take_relatives(person, draft.relatives, group)
        self.plan.seen.add(person_id)
        touched = group.new_relatives > new_relatives or len(self.plan.changes) > old_changes
        if person_id in self.plan.new_people:
            return
        if has_moved:
            self.plan.moved.add(person_id)
            group.moved.append(draft.full_name)
        elif changed or touched:
            group.changed.append(draft.full_name)
        else:
            group.unchanged.append(draft.full_name)

    def _take_relatives(
        self, pupil: Person, drafts: Sequence[RelativeDraft], group: GroupPlan
    ) -> None:
        taken: set[PersonId] = set()
        for draft in drafts:
            relative = self._same_relative(pupil, draft, taken)
            if relative is None:
                relative = self._shared_parent(draft)
                if relative is None:
                    relative = Person(
                        PersonId(new_id()), Group.RELATIVE, draft.full_name, phone=draft.phone
                    )
                    self._bring(relative)
                    group.new_relatives += 1
                    self._remember_parent(relative)
                tie = Kinship(KinshipId(new_id()), relative.id, pupil.id, draft.relation)
                self._ties.setdefault(pupil.id, []).append(tie)
                self.plan.new_ties.append(tie)
            else:
                self._change(relative, {"full_name": draft.full_name, "phone": draft.phone})
                self._remember_parent(self._people[relative.id])
            taken.add(relative.id)
            self.plan.seen.add(relative.id)

    def _same_relative(
        self, pupil: Person, draft: RelativeDraft, taken: set[PersonId]
    ) -> Person | None:
        """The relative on record whom a line means: by name or phone, a father or mother by the tie."""
        of_that_tie = [
            self._people[tie.relative_id]
            for tie in self._ties.get(pupil.id, ())
            if tie.relation is draft.relation and tie.relative_id not in taken
        ]
        for person in of_that_tie:
            if person.full_name and draft.full_name:
                if fold(person.full_name) == fold(draft.full_name):
                    return person
            elif not draft.full_name or not person.full_name:
                if not (draft.phone and person.phone) or draft.phone == person.phone:
                    return person
        same_phone = [p for p in of_that_tie if draft.phone and p.phone == draft.phone]
        if same_phone:
            return same_phone[0]
        one_only = draft.relation in (Relation.FATHER, Relation.MOTHER)
        return of_that_tie[0] if one_only and len(of_that_tie) == 1 else None

    def _shared_parent(self, draft: RelativeDraft) -> Person | None:
        if not (draft.full_name and draft.phone):
            return None
        found = self._parents.get((match_key(draft.full_name), draft.phone))
        return self._people[found] if found else None

    def _remember_parent(self, person: Person) -> None:
        if person.full_name and person.phone:
            self._parents.setdefault((match_key(person.full_name), person.phone), person.id)

    def _take_not_counted(self, left: NotCounted) -> None:
        draft = left.pupil
        place = place_of_class(left.class_name) if left.class_name else ""
        person_id = self._pupils.find(draft.full_name, draft.date_of_birth, draft.code, place)
        gone: dict[str, Value] = {
            "attendance": left.attendance.value,
            "leaving_reason": left.reason,
        }
        if person_id is not None:
            person = self._people[person_id]
            if person_id in self.plan.new_people:
                return  # another line of the same import has them at school: that line counts
            if self._change(person, gone) and person.attendance is Attendance.ATTENDING:
                self.plan.seen.add(person_id)
            else:
                self.plan.marked_left.add(person_id)
                self.plan.seen.add(person_id)
            return
        class_id = self._class(left.class_name)[0].id if left.class_name else None
        person = Person(
            PersonId(new_id()),
            Group.PUPIL,
            draft.full_name,
            draft.sex,
            draft.date_of_birth,
            draft.code,
            draft.phone,
            class_id,
            attendance=left.attendance,
            leaving_reason=left.reason,
        )
        self._bring(person)
        self._pupils.add(_known(person, place))
        self._pupils.claim(person.id)
        self.plan.marked_left.add(person.id)

    def _take_staff(self, draft: StaffDraft) -> None:
        person_id = self._staff.find(draft.full_name, draft.date_of_birth, draft.code, _STAFF_PLACE)
        place = len(self.plan.staff.new) + len(self.plan.staff.unchanged) + 1
        if person_id is None:
            person = Person(
                PersonId(new_id()),
                draft.group,
                draft.full_name,
                draft.sex,
                draft.date_of_birth,
                draft.code,
                draft.phone,
                None,
                place,
                draft.job,
            )
            self._bring(person)
            self._staff.add(_known(person, _STAFF_PLACE))
            self._staff.claim(person.id)
            self.plan.staff.new.append(draft.full_name)
            return
        person = self._people[person_id]
        row: dict[str, Value] = {
            "full_name": draft.full_name,
            "grp": draft.group.value,
            "sex": draft.sex.value if draft.sex else None,
            "date_of_birth": better_date(person.date_of_birth, draft.date_of_birth),
            "code": draft.code,
            "phone": draft.phone,
            "job": draft.job,
        }
        if person.attendance is not Attendance.ATTENDING:
            row["attendance"] = Attendance.ATTENDING.value
        changed = self._change(person, row)
        self.plan.seen.add(person_id)
        (self.plan.staff.changed if changed else self.plan.staff.unchanged).append(draft.full_name)

    def _bring(self, person: Person) -> None:
        self._people[person.id] = person
        self.plan.new_people[person.id] = person
        self.plan.seen.add(person.id)

    def _change(self, person: Person, row: Row) -> bool:
        """Plan what differs; an empty value changes nothing. True where more than the place differs."""
        current = rows.person_row(person)
        different = {
            name: value
            for name, value in row.items()
            if value is not None and value != current[name]
        }
        if different:
            if person.id in self.plan.new_people:
                updated = rows.person_from_row({**current, **different})
                self.plan.new_people[person.id] = updated
            else:
                self._changes(person.id).update(different)
            self._people[person.id] = rows.person_from_row({**current, **different})
        return bool(set(different) - {"position"})

    def _changes(self, person_id: PersonId) -> dict[str, Value]:
        return self.plan.changes.setdefault(person_id, {})


def _known(person: Person, place: str) -> Known:
    return Known(person.id, person.full_name or "", person.date_of_birth, person.code, place)
