"""People, classes and staff: looking them up, adding and mending them."""

from dataclasses import dataclass, replace

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.class_names import grade_of
from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import (
    ClassId,
    Household,
    IsoDate,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    SchoolClass,
)
from bluezone_desktop.domain.text import clean
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex, Status
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.past import present
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import CLASS, KINSHIP, PERSON, Value
from bluezone_desktop.storage.tallies import class_tallies

__all__ = [
    "ClassSummary",
    "FoundPerson",
    "Household",
    "TickSheet",
    "add_class",
    "add_pupil",
    "add_relative",
    "add_staff",
    "class_list",
    "edit_class",
    "edit_person",
    "find",
    "mark_left",
    "name_given",
    "person_there",
    "staff_sheet",
    "tick_sheet",
]


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """A class in a list of classes, with its figures."""

    school_class: SchoolClass
    pupils: Figures
    relatives: Figures


@dataclass(frozen=True, slots=True)
class TickSheet:
    """One class, ready to be ticked: rows in Vietnamese name order."""

    school_class: SchoolClass
    rows: tuple[Household, ...]
    pupils: Figures
    relatives: Figures


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person found, with where they belong.

    class_id, class_name  of a pupil
    of, relations         of a relative: whose, and as what, in the same order
    """

    person: Person
    class_id: ClassId | None
    class_name: str | None
    of: tuple[PersonId, ...]
    relations: tuple[Relation, ...]


def class_list(office: Office) -> tuple[ClassSummary, ...]:
    """The classes of the school year with their figures, in class order."""
    school = office.school
    if school is None:
        return ()
    with office.file.reading() as connection:
        return tuple(
            ClassSummary(
                SchoolClass(t.id, school.school_year, t.name, t.grade, t.teacher),
                t.pupils,
                t.relatives,
            )
            for t in class_tallies(connection, present(connection))
        )


def tick_sheet(office: Office, class_id: ClassId) -> TickSheet:
    """The tick sheet of a class. Raises KnownError where the class is gone."""
    with office.file.reading() as connection:
        school_class = rows.read_class(connection, class_id)
        if school_class is None:
            raise KnownError("errors.class_gone")
        households = rows.households_of_class(connection, class_id)
    relatives = {r.person.id: r.person.status for h in households for r in h.relatives}
    return TickSheet(
        school_class,
        tuple(households),
        Figures.of(h.person.status for h in households),
        Figures.of(relatives.values()),
    )


def staff_sheet(office: Office) -> tuple[Household, ...]:
    """The staff: managers, teachers, employees, each in name order, with their relatives."""
    with office.file.reading() as connection:
        return tuple(rows.households_of_staff(connection))


def find(
    office: Office,
    *,
    text: str | None = None,
    group: Group | None = None,
    status: Status | None = None,
    class_name: str | None = None,
    limit: int | None = None,
) -> tuple[FoundPerson, ...]:
    """People at school who match all that is asked, in Vietnamese name order.

    text        in name, code or phone; accents, case and tone placement do not matter
    class_name  pupils of that class and their relatives

    Raises KnownError for a class that is not there.
    """
    school = office.require_school()
    with office.file.reading() as connection:
        class_id = None
        if class_name is not None:
            school_class = rows.class_named(connection, school.school_year, class_name)
            if school_class is None:
                raise KnownError("errors.class_unknown", name=class_name)
            class_id = school_class.id
        found = rows.find_people(
            connection, text=text, group=group, status=status, class_id=class_id, limit=limit
        )
        relatives = [p.id for p in found if p.group is Group.RELATIVE]
        ties = rows.ties_of(connection, relatives, at_school=True)
        names = {one.id: one.name for one in rows.read_classes(connection, school.school_year)}
    return tuple(
        FoundPerson(
            person,
            person.class_id,
            names.get(person.class_id) if person.class_id else None,
            tuple(tie.of_id for tie in ties.get(person.id, ())),
            tuple(tie.relation for tie in ties.get(person.id, ())),
        )
        for person in found
    )


def add_class(
    office: Office, name: str, homeroom_teacher: str | None = None
) -> Outcome[SchoolClass]:
    """Add an empty class to the school year. Raises KnownError where the name is taken or empty."""
    school = office.require_school()
    wanted = clean(name)
    if not wanted:
        raise KnownError("errors.class_without_name")
    one = SchoolClass(
        ClassId(new_id()),
        school.school_year,
        wanted,
        grade_of(wanted),
        clean(homeroom_teacher or "") or None,
    )
    with office.journal.step("steps.add_class", name=wanted) as writer:
        if rows.class_named(writer.connection, school.school_year, wanted):
            raise KnownError("errors.class_exists", name=wanted)
        writer.insert(CLASS, [rows.class_row(one)])
    return Outcome(one, Change.CLASSES)


def edit_class(
    office: Office, class_id: ClassId, *, homeroom_teacher: str | None
) -> Outcome[SchoolClass]:
    """Set the homeroom teacher of a class. Raises KnownError where the class is gone."""
    teacher = clean(homeroom_teacher or "") or None
    with office.journal.step("steps.edit_class") as writer:
        one = _class_there(writer, class_id)
        writer.update(CLASS, {class_id: {"homeroom_teacher": teacher}})
    return Outcome(replace(one, homeroom_teacher=teacher), Change.CLASSES)


def add_pupil(
    office: Office,
    class_id: ClassId,
    full_name: str,
    *,
    date_of_birth: IsoDate | None = None,
    sex: Sex | None = None,
) -> Outcome[PersonId]:
    """Add a pupil to a class. Raises KnownError for an empty name or a class that is gone."""
    name = name_given(full_name)
    person_id = PersonId(new_id())
    with office.journal.step("steps.add_person") as writer:
        _class_there(writer, class_id)
        pupil = Person(
            person_id,
            Group.PUPIL,
            name,
            sex=sex,
            date_of_birth=date_of_birth,
            class_id=class_id,
            position=rows.last_position(writer.connection, class_id) + 1,
        )
        writer.insert(PERSON, [rows.person_row(pupil)])
    return Outcome(person_id, Change.PEOPLE | Change.CLASSES)


def add_staff(
    office: Office,
    full_name: str,
    group: Group,
    *,
    job: str | None = None,
    phone: str | None = None,
) -> Outcome[PersonId]:
    """Add a member of staff. Raises KnownError for an empty name."""
    name = name_given(full_name)
    person_id = PersonId(new_id())
    with office.journal.step("steps.add_person") as writer:
        writer.insert(
            PERSON, [rows.person_row(Person(person_id, group, name, job=job, phone=phone))]
        )
    return Outcome(person_id, Change.PEOPLE)


def add_relative(
    office: Office,
    of_id: PersonId,
    relation: Relation,
    full_name: str | None = None,
    phone: str | None = None,
) -> Outcome[PersonId]:
    """Add a relative of a pupil or a member of staff. Raises KnownError where they are gone."""
    person_id = PersonId(new_id())
    name = clean(full_name or "") or None
    with office.journal.step("steps.add_person") as writer:
        person_there(writer, of_id)
        writer.insert(
            PERSON, [rows.person_row(Person(person_id, Group.RELATIVE, name, phone=phone))]
        )
        tie = Kinship(KinshipId(new_id()), person_id, of_id, relation)
        writer.insert(KINSHIP, [rows.kinship_row(tie)])
    return Outcome(person_id, Change.PEOPLE)


def edit_person(
    office: Office,
    person_id: PersonId,
    *,
    full_name: str | None = None,
    phone: str | None = None,
    note: str | None = None,
) -> Outcome[bool]:
    """Mend a person's data; what is None stays. Returns whether anything changed.

    Raises KnownError for an unknown id, or an empty name of anyone but a relative.
    """
    changes: dict[str, Value] = {}
    if full_name is not None:
        changes["full_name"] = clean(full_name) or None
    if phone is not None:
        changes["phone"] = clean(phone) or None
    if note is not None:
        changes["note"] = clean(note)
    with office.journal.step("steps.edit_person") as writer:
        person = person_there(writer, person_id)
        if (
            full_name is not None
            and not changes["full_name"]
            and person.group is not Group.RELATIVE
        ):
            raise KnownError("errors.person_without_name")
        changed = writer.update(PERSON, {person_id: changes})
    return Outcome(bool(changed), Change.PEOPLE if changed else Change.NOTHING)


def mark_left(office: Office, person_id: PersonId, reason: str = "") -> Outcome[None]:
    """Take someone out of the count: they stay on record with their history. Undoable."""
    with office.journal.step("steps.mark_left") as writer:
        person_there(writer, person_id)
        writer.update(
            PERSON,
            {
                person_id: {
                    "attendance": Attendance.LEFT.value,
                    "leaving_reason": clean(reason) or None,
                }
            },
        )
    return Outcome(None, Change.PEOPLE | Change.CLASSES)


def name_given(full_name: str) -> str:
    """A name as it is stored. Raises KnownError where there is none."""
    name = clean(full_name)
    if not name:
        raise KnownError("errors.person_without_name")
    return name


def _class_there(writer: StepWriter, class_id: ClassId) -> SchoolClass:
    one = rows.read_class(writer.connection, class_id)
    if one is None:
        raise KnownError("errors.class_gone")
    return one


def person_there(writer: StepWriter, person_id: PersonId) -> Person:
    """A person, inside a step. Raises KnownError for an unknown id."""
    person = rows.read_people(writer.connection, [person_id]).get(person_id)
    if person is None:
        raise KnownError("errors.person_unknown", id=person_id)
    return person
