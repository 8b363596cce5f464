"""Planning an import: what class lists would change, worked out before anything is stored.

Nothing known is ever blanked by an empty cell, statuses are never touched, and people who are no
longer on the list stay where they are: they are named, for the user to decide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypedDict

from bluezone_desktop.domain.class_names import class_match_key, grade_of
from bluezone_desktop.domain.matching import (
    Known,
    Line,
    Recogniser,
    Signs,
    better_date,
    place_of_class,
)
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import (
    ClassId,
    IsoDate,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    SchoolClass,
)
from bluezone_desktop.domain.roster import (
    ClassDraft,
    NotCounted,
    PupilDraft,
    RelativeDraft,
    Roster,
    StaffDraft,
)
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex
from bluezone_desktop.services.roster_plan import GroupPlan, ImportPlan
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.tables import Value

_STAFF_PLACE = "staff"
_name_key = lru_cache(maxsize=65_536)(match_key)  # a parent's name is asked for again and again


def plan_import(
    connection: Connection, rosters: Sequence[Roster], school_year: str, base: int
) -> ImportPlan:
    """Work out what taking these rosters would do to the school as it stands."""
    planner = _Planner(connection, ImportPlan(tuple(rosters), base), school_year)
    for roster in rosters:
        planner.take_roster(roster)
    return planner.finished()


class _Planner:
    """Walks the drafts once; keeps people on record and people just planned in one view."""

    def __init__(self, connection: Connection, plan: ImportPlan, school_year: str) -> None:
        self._plan = plan
        self._year = school_year
        self._on_record = {p.id: p for p in rows.all_people(connection)}
        self._people = dict(self._on_record)
        self._classes_on_record = {
            class_match_key(c.name): c for c in rows.read_classes(connection, school_year)
        }
        self._classes = dict(self._classes_on_record)
        self._keys = {one.id: key for key, one in self._classes.items()}
        self._ties_on_record = {tie.id: tie for tie in rows.all_ties(connection)}
        self._ties: dict[KinshipId, Kinship] = {}
        self._ties_of: dict[PersonId, dict[KinshipId, None]] = {}
        self._ties_by: dict[PersonId, dict[KinshipId, None]] = {}
        for tie in self._ties_on_record.values():
            self._note_tie(tie)
        self._pupils, self._staff = Recogniser(self._signs), Recogniser(self._signs)
        for person in self._on_record.values():
            self._learn(person)
        # One parent of several pupils is one person: the same name and phone say so.
        self._parents: dict[tuple[str, str], PersonId] = {}
        for person in self._on_record.values():
            if person.group is Group.RELATIVE:
                self._remember_parent(person)
        self._listed: dict[str, dict[PersonId, str]] = {}
        self._listed_staff: dict[PersonId, str] = {}
        self._at_school: set[PersonId] = set()

    def take_roster(self, roster: Roster) -> None:
        """Take one file: who is meant is settled for the whole of it first."""
        pupils = [(one.name, pupil) for one in roster.classes for pupil in one.pupils]
        pupils += [(left.class_name or "", left.pupil) for left in roster.not_counted]
        lines = [self._pupil_line(name, pupil) for name, pupil in pupils]
        meant = iter(self._pupils.recognise(lines))
        for one in roster.classes:
            self._take_class(one, [next(meant) for _ in one.pupils])
        for left in roster.not_counted:
            self._take_not_counted(left, next(meant))
        staff = [self._staff_line(member) for member in roster.staff]
        for member, person_id in zip(roster.staff, self._staff.recognise(staff), strict=True):
            self._take_member(member, person_id)

    def finished(self) -> ImportPlan:
        """The plan, reduced to what differs from what is on record."""
        plan = self._plan
        for person_id, person in self._people.items():
            before = self._on_record.get(person_id)
            if before is None:
                plan.new_people[person_id] = person
            elif person is not before and (changes := _differences(before, person)):
                plan.changes[person_id] = changes
        for key, one in self._classes.items():
            known = self._classes_on_record.get(key)
            if known is None:
                plan.new_classes.append(one)
            elif known != one:
                plan.class_changes[one.id] = {"homeroom_teacher": one.homeroom_teacher}
        for tie_id, tie in self._ties.items():
            earlier = self._ties_on_record.get(tie_id)
            if earlier is None:
                plan.new_ties.append(tie)
            elif earlier != tie:
                plan.tie_changes[tie_id] = {"relative_id": tie.relative_id}
        for key, listed in self._listed.items():
            self._sort_out(plan.classes[key], listed, self._classes[key].id)
        self._sort_out(plan.staff, self._listed_staff, None)
        self._note_who_is_gone()
        return plan

    def _sort_out(
        self, group: GroupPlan, listed: dict[PersonId, str], class_id: ClassId | None
    ) -> None:
        plan = self._plan
        for person_id, name in listed.items():
            before, now = self._on_record.get(person_id), self._people[person_id]
            if now.class_id != class_id:
                continue  # a later list of the same import has them in another class
            if before is None:
                group.new.append(name)
            elif before.class_id != class_id:
                group.moved.append(name)
                plan.moved.add(person_id)
            elif plan.is_changed(person_id) or self._family_changes(person_id):
                group.changed.append(name)
            else:
                group.unchanged.append(name)

    def _family_changes(self, person_id: PersonId) -> bool:
        """Whether the person gets a relative, or one of theirs changes."""
        ties = [self._ties[tie_id] for tie_id in self._ties_of.get(person_id, ())]
        return any(
            self._ties_on_record.get(tie.id) != tie or self._plan.is_changed(tie.relative_id)
            for tie in ties
        )

    def _note_who_is_gone(self) -> None:
        """Name the pupils on record of the listed classes whom no line means."""
        by_class: dict[ClassId, list[Person]] = {}
        for person in self._people.values():
            if person.class_id and person.attendance is Attendance.ATTENDING:
                by_class.setdefault(person.class_id, []).append(person)
        for key in self._listed:
            for person in by_class.get(self._classes[key].id, ()):
                if person.id not in self._plan.seen:
                    self._plan.classes[key].gone.append(person.full_name or "")

    # Classes and pupils

    def _take_class(self, draft: ClassDraft, meant: Sequence[PersonId | None]) -> None:
        key = class_match_key(draft.name)
        one = self._classes.get(key)
        if one is None:
            one = SchoolClass(ClassId(new_id()), self._year, draft.name, grade_of(draft.name))
        if draft.homeroom_teacher:
            one = replace(one, homeroom_teacher=draft.homeroom_teacher)
        self._classes[key] = one
        self._keys[one.id] = key
        group = self._plan.classes.setdefault(key, GroupPlan(one.name))
        listed = self._listed.setdefault(key, {})
        for place, (pupil, person_id) in enumerate(zip(draft.pupils, meant, strict=True), start=1):
            person = self._take_pupil(pupil, person_id, one.id, place)
            listed[person.id] = pupil.full_name
            self._take_relatives(person, pupil.relatives, group)

    def _take_pupil(
        self, draft: PupilDraft, person_id: PersonId | None, class_id: ClassId, place: int
    ) -> Person:
        person = self._people[person_id] if person_id else _new(Group.PUPIL, draft)
        person = replace(
            person,
            **_values(person, draft),
            class_id=class_id,
            position=place,
            attendance=Attendance.ATTENDING,
            leaving_reason=None,
        )
        self._keep(person)
        self._at_school.add(person.id)
        return person

    def _take_not_counted(self, left: NotCounted, person_id: PersonId | None) -> None:
        if person_id in self._at_school:
            return  # another list of the same import has them at school: that line counts
        if person_id is None:
            school_class = self._classes.get(class_match_key(left.class_name or ""))
            person = _new(Group.PUPIL, left.pupil)
            person = replace(
                person,
                **_values(person, left.pupil),
                class_id=school_class.id if school_class else None,
            )
        else:
            person = self._people[person_id]
            if person.attendance is not Attendance.ATTENDING:
                self._plan.gone_before.add(person.id)
        self._keep(replace(person, attendance=left.attendance, leaving_reason=left.reason or None))

    def _pupil_line(self, class_name: str, draft: PupilDraft) -> Line:
        def signs() -> Signs:
            family = [(one.full_name, one.phone) for one in draft.relatives]
            return _signs([(None, draft.phone), *family])

        return Line(
            draft.full_name,
            draft.date_of_birth,
            draft.code,
            place_of_class(class_name) if class_name else "",
            signs,
        )

    # Relatives

    def _take_relatives(
        self, pupil: Person, drafts: Sequence[RelativeDraft], group: GroupPlan
    ) -> None:
        taken: set[KinshipId] = set()
        for draft in drafts:
            tie = self._same_relative(pupil, draft, taken)
            if tie is None or self._is_somebody_else(tie, draft):
                relative = self._shared_parent(draft) or self._new_relative(draft, group)
                tie_id = tie.id if tie else KinshipId(new_id())
                tie = Kinship(tie_id, relative.id, pupil.id, draft.relation)
                self._note_tie(tie)
            person = self._people[tie.relative_id]
            name, phone = draft.full_name or person.full_name, draft.phone or person.phone
            if (name, phone) != (person.full_name, person.phone):
                person = replace(person, full_name=name, phone=phone)
            self._keep(person)
            self._remember_parent(person)
            taken.add(tie.id)

    def _same_relative(
        self, pupil: Person, draft: RelativeDraft, taken: set[KinshipId]
    ) -> Kinship | None:
        """The tie a line means: by the relative's name, by phone, of a parent by itself."""
        ties = [
            self._ties[tie_id]
            for tie_id in self._ties_of.get(pupil.id, ())
            if tie_id not in taken and self._ties[tie_id].relation is draft.relation
        ]
        name = fold(draft.full_name or "")
        for tie in ties:
            if name and fold(self._people[tie.relative_id].full_name or "") == name:
                return tie
        for tie in ties:
            if draft.phone and self._people[tie.relative_id].phone == draft.phone:
                return tie
        for tie in ties:
            person = self._people[tie.relative_id]
            has_no_name = not name or not person.full_name
            if has_no_name and not (draft.phone and person.phone):
                return tie
        one_only = draft.relation in (Relation.FATHER, Relation.MOTHER) and len(ties) == 1
        return ties[0] if one_only else None

    def _is_somebody_else(self, tie: Kinship, draft: RelativeDraft) -> bool:
        """Whether a father or mother found by the tie alone must not be renamed.

        The person on record is somebody else's parent too, or stands in another column of the same
        child, and nothing of name or phone agrees.
        """
        person = self._people[tie.relative_id]
        others = [
            other
            for other in self._ties_by.get(person.id, ())
            if other != tie.id and self._ties[other].relative_id == person.id
        ]
        names = fold(person.full_name or ""), fold(draft.full_name or "")
        phones = person.phone or "", draft.phone or ""
        agrees = any(one and one == other for one, other in (names, phones))
        contradicts = all(names) or all(phones)
        return bool(others) and contradicts and not agrees

    def _new_relative(self, draft: RelativeDraft, group: GroupPlan) -> Person:
        relative = Person(PersonId(new_id()), Group.RELATIVE, draft.full_name, phone=draft.phone)
        self._keep(relative)
        group.new_relatives += 1
        return relative

    def _shared_parent(self, draft: RelativeDraft) -> Person | None:
        if not (draft.full_name and draft.phone):
            return None
        return self._parent_called(_name_key(draft.full_name), draft.phone)

    def _remember_parent(self, person: Person) -> None:
        if person.full_name and person.phone:
            key = _name_key(person.full_name), person.phone
            if not self._parent_called(*key):
                self._parents[key] = person.id

    def _parent_called(self, name: str, phone: str) -> Person | None:
        """Who has that name and phone, and has not got others in this import."""
        found = self._people.get(self._parents.get((name, phone), PersonId("")))
        if found and found.phone == phone and _name_key(found.full_name or "") == name:
            return found
        return None

    # Staff

    def _take_member(self, draft: StaffDraft, person_id: PersonId | None) -> None:
        if person_id is None:
            person = replace(_new(draft.group, draft), position=len(self._listed_staff) + 1)
        else:
            person = self._people[person_id]
        person = replace(
            person,
            **_values(person, draft),
            group=draft.group,
            job=draft.job or person.job,
            attendance=Attendance.ATTENDING,
            leaving_reason=None,
        )
        self._keep(person)
        self._listed_staff[person.id] = draft.full_name

    def _staff_line(self, draft: StaffDraft) -> Line:
        def signs() -> Signs:
            return _signs([(draft.job, draft.phone)])

        return Line(draft.full_name, draft.date_of_birth, draft.code, _STAFF_PLACE, signs)

    # The one view of people on record and people just planned

    def _keep(self, person: Person) -> None:
        before = self._people.get(person.id)
        if before != person:
            self._people[person.id] = person
            self._learn(person)
        self._plan.seen.add(person.id)

    def _learn(self, person: Person) -> None:
        if person.group is Group.RELATIVE:
            return
        if person.group.is_staff:
            self._staff.learn([_known(person, _STAFF_PLACE)])
        else:
            place = self._keys.get(person.class_id, "") if person.class_id else ""
            self._pupils.learn([_known(person, place)])

    def _note_tie(self, tie: Kinship) -> None:
        self._ties[tie.id] = tie
        self._ties_of.setdefault(tie.of_id, {})[tie.id] = None
        self._ties_by.setdefault(tie.relative_id, {})[tie.id] = None

    def _signs(self, person_id: PersonId) -> Signs:
        person = self._people[person_id]
        family = [
            self._people[self._ties[tie_id].relative_id]
            for tie_id in self._ties_of.get(person_id, ())
        ]
        return _signs([(person.job, person.phone), *((one.full_name, one.phone) for one in family)])


def _known(person: Person, place: str) -> Known:
    return Known(
        person.id,
        person.full_name or "",
        person.date_of_birth,
        person.code,
        place,
        person.position,
    )


def _signs(of: Iterable[tuple[str | None, str | None]]) -> Signs:
    """Names (or words) and phones, as what tells namesakes apart."""
    found = {_name_key(words) for words, _ in of if words}
    return frozenset(found | {phone for _, phone in of if phone})


def _new(group: Group, draft: PupilDraft | StaffDraft) -> Person:
    return Person(PersonId(new_id()), group, draft.full_name)


class _Values(TypedDict):
    full_name: str | None
    sex: Sex | None
    date_of_birth: IsoDate | None
    code: str | None
    phone: str | None


def _values(person: Person, draft: PupilDraft | StaffDraft) -> _Values:
    """What a line says of a person; an empty cell changes nothing."""
    return {
        "full_name": draft.full_name or person.full_name,
        "sex": draft.sex or person.sex,
        "date_of_birth": better_date(person.date_of_birth, draft.date_of_birth),
        "code": draft.code or person.code,
        "phone": draft.phone or person.phone,
    }


def _differences(before: Person, after: Person) -> dict[str, Value]:
    earlier = rows.person_row(before)
    return {name: value for name, value in rows.person_row(after).items() if value != earlier[name]}
