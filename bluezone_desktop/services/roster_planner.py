"""Planning an import: what class lists would change, worked out before anything is stored.

Nothing known is ever blanked by an empty cell, statuses are never touched, and people who are no
longer on the list stay where they are: they are named, for the user to decide.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TypedDict

from bluezone_desktop.domain.class_names import class_match_key, grade_of
from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.doubts import Known, Line, Signs
from bluezone_desktop.domain.likeness import better_date, better_name
from bluezone_desktop.domain.matching import Recogniser, place_of_class
from bluezone_desktop.domain.people import (
    ClassId,
    IsoDate,
    Person,
    PersonId,
    School,
    SchoolClass,
)
from bluezone_desktop.domain.roster import (
    ClassDraft,
    NotCounted,
    Problem,
    PupilDraft,
    Roster,
    Severity,
    StaffDraft,
)
from bluezone_desktop.domain.vocabulary import Attendance, Group, Level, Sex, Status
from bluezone_desktop.services.roster_asking import Asking
from bluezone_desktop.services.roster_differences import Differences, changed_fields
from bluezone_desktop.services.roster_families import Families, Row, signs, signs_of_draft
from bluezone_desktop.services.roster_leavers import Leavers
from bluezone_desktop.services.roster_plan import Difference, GroupPlan, ImportPlan
from bluezone_desktop.services.roster_questions import Answers, ListedLine
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.ids import new_id

_STAFF_PLACE = "staff"
_GRADES = {
    Level.PRESCHOOL: range(6),  # ages, for classes that are called by them
    Level.PRIMARY: range(1, 6),
    Level.LOWER_SECONDARY: range(6, 10),
    Level.UPPER_SECONDARY: range(10, 13),
}


def plan_import(
    connection: Connection,
    rosters: Sequence[Roster],
    school: School,
    base: int,
    answers: Answers,
) -> ImportPlan:
    """Work out what taking these rosters would do to the school as it stands."""
    kept = MappingProxyType(dict(answers))
    planner = _Planner(connection, ImportPlan(tuple(rosters), base, kept), school)
    planner.look_over()
    for place, roster in enumerate(rosters):
        planner.take_roster(place, roster)
    return planner.finished()


class _Planner:
    """Walks the drafts once; keeps people on record and people just planned in one view."""

    def __init__(self, connection: Connection, plan: ImportPlan, school: School) -> None:
        self._plan, self._school = plan, school
        self._on_record = {p.id: p for p in rows.all_people(connection)}
        self._people = dict(self._on_record)
        self._classes_on_record = {
            class_match_key(c.name): c for c in rows.read_classes(connection, school.school_year)
        }
        self._classes = dict(self._classes_on_record)
        self._statuses: dict[ClassId, list[Status]] = {}
        for one in self._on_record.values():
            if one.class_id and one.attendance is Attendance.ATTENDING:
                self._statuses.setdefault(one.class_id, []).append(one.status)
        self._keys = {one.id: key for key, one in self._classes.items()}
        self._families = Families(self._people, rows.all_ties(connection), self._keep)
        signs_of = self._families.signs_of
        self._pupils, self._staff = Recogniser(signs_of), Recogniser(signs_of, staff=True)
        for person in self._on_record.values():
            self._learn(person)
        names = {one.id: one.name for one in self._classes.values()}
        self._asking = Asking(connection, plan.answers, self._on_record, names, self._families)
        self._gone: list[list[tuple[NotCounted, PupilDraft]]] = []
        self._certain: list[set[PersonId]] = []
        self._claims: dict[PersonId, str] = {}
        self._pupil_lines: list[list[tuple[ListedLine, Line]]] = []
        self._staff_lines: list[list[tuple[ListedLine, Line]]] = []
        self._passed_over: list[PersonId] = []
        self._listed: dict[str, dict[PersonId, str]] = {}
        self._listed_staff: dict[PersonId, str] = {}
        self._at_school: set[PersonId] = set()

    def look_over(self) -> None:
        """Look at all files before any is taken: what one of them says may be about another."""
        rosters = self._plan.rosters
        for draft in (draft for roster in rosters for draft in roster.classes):
            key = class_match_key(draft.name)
            if key not in self._classes:
                year, grade = self._school.school_year, grade_of(draft.name)
                self._classes[key] = one = SchoolClass(ClassId(new_id()), year, draft.name, grade)
                self._keys[one.id] = key
        leavers = Leavers(rosters)
        self._gone = leavers.gone
        self._plan.remarks |= leavers.remarks
        for number, roster in enumerate(rosters):
            self._pupil_lines.append(self._lines_of_pupils(number, roster))
            self._staff_lines.append(_lines_of_staff(number, roster))
        if len(rosters) > 1 and self._on_record:
            for lines in self._pupil_lines:
                self._claims |= self._pupils.claims([line for _, line in lines])

    def take_roster(self, number: int, roster: Roster) -> None:
        """Take one file: who is meant is settled for the whole of it first."""
        meant, _ = self._settle(self._pupils, number, self._pupil_lines[number])
        found = iter(meant)
        for one in roster.classes:
            self._take_class(one, [next(found) for _ in one.pupils], number)
        for left, pupil in self._gone[number]:
            self._take_not_counted(left, pupil, Group.PUPIL, next(found))
        meant, asked = self._settle(self._staff, number, self._staff_lines[number])
        found = iter(meant)
        for place, member in enumerate(roster.staff):
            self._take_member(member, next(found), placed=place in asked)
        for left, member in _staff_gone(roster):
            self._take_not_counted(left, member, member.group, next(found))

    def finished(self) -> ImportPlan:
        """The plan, reduced to what differs from what is on record."""
        plan = self._plan
        plan.questions = tuple(self._asking.questions)
        for problems in self._families.remarks.values():
            problems.sort(key=lambda one: one.row)
        for number, problems in self._families.remarks.items():
            plan.remarks.setdefault(number, []).extend(problems)
        self._pass_over()
        for person_id, person in self._people.items():
            before = self._on_record.get(person_id)
            if before is None:
                plan.new_people[person_id] = person
            elif person is not before and (changes := changed_fields(before, person)):
                plan.changes[person_id] = changes
        for key, one in self._classes.items():
            known = self._classes_on_record.get(key)
            if known is None:
                plan.new_classes.append(one)
            elif known != one:
                plan.class_changes[one.id] = {"homeroom_teacher": one.homeroom_teacher}
                plan.classes[key].teacher = Difference(
                    "homeroom_teacher", known.homeroom_teacher, one.homeroom_teacher
                )
        plan.new_ties, plan.tie_changes = self._families.changes()
        for key, listed in self._listed.items():
            self._sort_out(plan.classes[key], listed, self._classes[key].id)
        self._sort_out(plan.staff, self._listed_staff, None)
        self._note_who_is_gone()
        return plan

    def _sort_out(
        self, group: GroupPlan, listed: dict[PersonId, str], class_id: ClassId | None
    ) -> None:
        plan = self._plan
        told = Differences(self._on_record, self._people, self._families, self._class_name)
        for person_id, name in listed.items():
            before, now = self._on_record.get(person_id), self._people[person_id]
            if now.class_id != class_id:
                continue  # a later list of the same import has them in another class
            if before is None:
                group.new.append(name)
            elif before.class_id != class_id:
                group.moved.append(name)
                group.moved_how.append(told.of(person_id))
                plan.moved.add(person_id)
            elif differences := told.of(person_id):
                group.changed.append(name)
                group.changed_how.append(differences)
            else:
                group.unchanged.append(name)

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

    # Who is meant

    def _settle(
        self, people: Recogniser, number: int, listed: Sequence[tuple[ListedLine, Line]]
    ) -> tuple[list[PersonId | None], set[int]]:
        """Who is meant by the lines of a file, and which of them were not certain."""
        asked = self._asking.lines([one for one, _ in listed])
        recognition = people.recognise(
            [line for _, line in listed],
            askable=lambda person_id: self._is_askable(person_id, number),
            answer=asked.answer,
            claimed=self._claims,
        )
        self._asking.note(asked, recognition.doubts)
        for doubt in recognition.doubts:
            self._passed_over += doubt.alike
        return recognition.found, {doubt.line for doubt in recognition.doubts}

    def _is_askable(self, person_id: PersonId, number: int) -> bool:
        """Whether somebody is on record, meant by no file before, nor for certain by one after."""
        if person_id not in self._on_record or person_id in self._plan.seen:
            return False
        files = len(self._plan.rosters)
        if number + 1 < files and not self._certain:
            for other in range(files):
                pupils = self._pupils.certain([line for _, line in self._pupil_lines[other]])
                staff = self._staff.certain([line for _, line in self._staff_lines[other]])
                self._certain.append(pupils | staff)
        return not any(person_id in certain for certain in self._certain[number + 1 :])

    def _pass_over(self) -> None:
        """Let who could have been meant, and was not, stand in no list: the next list knows it."""
        for person_id in self._passed_over:
            person = self._people[person_id]
            if person_id not in self._plan.seen and person.position:
                self._people[person_id] = replace(person, position=0)

    def _lines_of_pupils(self, number: int, roster: Roster) -> list[tuple[ListedLine, Line]]:
        found: list[tuple[ListedLine, Line]] = []
        for one in roster.classes:
            place = place_of_class(one.name)
            for draft in one.pupils:
                listed = ListedLine(number, roster.file, one.sheet, one.name, draft)
                found.append((listed, _pupil_line(draft, place)))
        for left, pupil in self._gone[number]:
            name = left.class_name
            listed = ListedLine(number, roster.file, left.sheet, name, pupil, left=True)
            place = place_of_class(name) if name else ""
            # Nobody is made a class for who has left; then they are in none, on record as well.
            line = _pupil_line(pupil, place if place in self._classes else "", left=True)
            found.append((listed, line))
        return found

    # Classes and pupils

    def _take_class(self, draft: ClassDraft, meant: Sequence[PersonId | None], number: int) -> None:
        key = class_match_key(draft.name)
        one = self._classes[key]
        if draft.homeroom_teacher:
            one = self._classes[key] = replace(one, homeroom_teacher=draft.homeroom_teacher)
        if key not in self._plan.classes:
            self._plan.classes[key] = GroupPlan(one.name, progress=self._progress(key))
            self._look_at_level(draft, number)
        group = self._plan.classes[key]
        listed = self._listed.setdefault(key, {})
        file = self._plan.rosters[number].file
        for place, (pupil, person_id) in enumerate(zip(draft.pupils, meant, strict=True), start=1):
            person = self._take_pupil(pupil, person_id, one.id, place)
            listed[person.id] = pupil.full_name
            if pupil.relatives:
                row = Row(number, file, draft.sheet, pupil.row)
                group.new_relatives += self._families.take(person, pupil.relatives, row)

    def _progress(self, key: str) -> Figures | None:
        """How far a class on record has been asked, before this import."""
        known = self._classes_on_record.get(key)
        return Figures.of(self._statuses.get(known.id, ())) if known else None

    def _look_at_level(self, draft: ClassDraft, number: int) -> None:
        """A class that a school of this level does not have is taken, and told."""
        level, grade = self._school.level, grade_of(draft.name)
        if level and grade is not None and grade not in _GRADES.get(level, (grade,)):
            row = draft.pupils[0].row if draft.pupils else 1
            remark = Problem(
                draft.sheet,
                row,
                "",
                draft.name,
                Severity.WARNING,
                f"matching.problem.foreign_class.{level}",
            )
            self._plan.remarks.setdefault(number, []).append(remark)

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

    def _take_not_counted(
        self,
        left: NotCounted,
        draft: PupilDraft | StaffDraft,
        group: Group,
        person_id: PersonId | None,
    ) -> None:
        if person_id in self._at_school:
            return  # another list of the same import has them at school: that line counts
        person = self._people[person_id] if person_id else _new(group, draft)
        if person_id and person.attendance is not Attendance.ATTENDING:
            self._plan.gone_before.add(person_id)
        school_class = self._classes.get(class_match_key(left.class_name or ""))
        person = replace(
            person,
            **_values(person, draft),
            class_id=school_class.id if school_class else person.class_id,
            attendance=left.attendance,
            leaving_reason=left.reason or None,
        )
        self._keep(person)

    def _take_member(self, draft: StaffDraft, person_id: PersonId | None, *, placed: bool) -> None:
        """``placed``: their place in the list tells them from a namesake from now on."""
        place = len(self._listed_staff) + 1
        if person_id is None:
            person = replace(_new(draft.group, draft), position=place)
        else:
            person = self._people[person_id]
            if placed:
                person = replace(person, position=place)
        person = replace(
            person,
            **_values(person, draft),
            group=draft.group,
            attendance=Attendance.ATTENDING,
            leaving_reason=None,
        )
        self._keep(person)
        self._at_school.add(person.id)
        self._listed_staff[person.id] = draft.full_name

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
            # A class of another year is no place that a line could name.
            place = self._keys.get(person.class_id, person.class_id) if person.class_id else ""
            self._pupils.learn([_known(person, place)])

    def _class_name(self, class_id: ClassId | None) -> str | None:
        key = self._keys.get(class_id) if class_id else None
        return self._classes[key].name if key else self._asking.class_name(class_id)


def _pupil_line(draft: PupilDraft, place: str, *, left: bool = False) -> Line:
    family = partial(signs_of_draft, draft)
    return Line(draft.full_name, draft.date_of_birth, draft.code, place, family, left)


def _staff_line(draft: StaffDraft, *, left: bool = False) -> Line:
    def of_line() -> Signs:
        return signs([(draft.job, draft.phone)])

    return Line(draft.full_name, draft.date_of_birth, draft.code, _STAFF_PLACE, of_line, left)


def _lines_of_staff(number: int, roster: Roster) -> list[tuple[ListedLine, Line]]:
    here = [
        (ListedLine(number, roster.file, one.sheet, None, one), _staff_line(one))
        for one in roster.staff
    ]
    gone = [
        (
            ListedLine(number, roster.file, one.sheet, None, one, left=True),
            _staff_line(one, left=True),
        )
        for _, one in _staff_gone(roster)
    ]
    return here + gone


def _staff_gone(roster: Roster) -> list[tuple[NotCounted, StaffDraft]]:
    """The members of staff whom a list itself calls gone."""
    return [(one, one.draft) for one in roster.not_counted if isinstance(one.draft, StaffDraft)]


def _known(person: Person, place: str) -> Known:
    return Known(
        person.id,
        person.full_name or "",
        person.date_of_birth,
        person.code,
        place,
        person.position,
        person.attendance is Attendance.ATTENDING,
    )


def _new(group: Group, draft: PupilDraft | StaffDraft) -> Person:
    return Person(PersonId(new_id()), group, draft.full_name)


class _Values(TypedDict):
    full_name: str | None
    sex: Sex | None
    date_of_birth: IsoDate | None
    code: str | None
    phone: str | None
    job: str | None


def _values(person: Person, draft: PupilDraft | StaffDraft) -> _Values:
    """What a line says of a person; an empty cell changes nothing."""
    return {
        "full_name": better_name(person.full_name, draft.full_name),
        "sex": draft.sex or person.sex,
        "date_of_birth": better_date(person.date_of_birth, draft.date_of_birth),
        "code": draft.code or person.code,
        "phone": draft.phone or person.phone,
        "job": (draft.job if isinstance(draft, StaffDraft) else None) or person.job,
    }
