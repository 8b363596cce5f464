"""Mending what is known of people: all their data at once, their class, and who had left."""

from collections.abc import Sequence
from dataclasses import dataclass

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, IsoDate, Person, PersonId
from bluezone_desktop.domain.text import clean
from bluezone_desktop.domain.vocabulary import Attendance, Group, Sex
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.people import name_given, person_there
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import PERSON, Value

__all__ = ["Details", "edit_details", "move_pupils", "take_back_in"]


@dataclass(frozen=True, slots=True)
class Details:
    """Everything of a person that is written by hand, as a form gives it.

    Of relatives only name, phone, sex and note count; group and job only of staff, the class only
    of pupils: None leaves them where they are.
    """

    full_name: str
    date_of_birth: IsoDate | None = None
    sex: Sex | None = None
    code: str = ""
    phone: str = ""
    group: Group | None = None
    job: str = ""
    class_id: ClassId | None = None
    note: str = ""


def edit_details(office: Office, person_id: PersonId, details: Details) -> Outcome[bool]:
    """Set all of a person's data, as one undo step. Returns whether anything changed.

    Raises KnownError for an unknown id, an empty name of anyone but a relative, a birth still to
    come, a code that another one of the same kind has, a pupil who is to join the staff.
    """
    changes: dict[str, Value] = {
        "full_name": clean(details.full_name) or None,
        "phone": clean(details.phone) or None,
        "sex": details.sex and details.sex.value,
        "note": clean(details.note),
    }
    today = office.clock().astimezone().date().isoformat()
    if details.date_of_birth and details.date_of_birth > today:
        raise KnownError("people.error.birth_to_come", day=format_date(details.date_of_birth))
    with office.journal.step("steps.edit_person") as writer:
        person = person_there(writer, person_id)
        if person.group is not Group.RELATIVE:
            name_given(details.full_name)
            changes["date_of_birth"] = details.date_of_birth
            changes["code"] = clean(details.code) or None
            _require_own_code(writer, person, changes["code"])
        if person.group.is_staff:
            changes["job"] = clean(details.job) or None
            if details.group is not None and details.group.is_staff:
                changes["grp"] = details.group.value
        changed = writer.update(PERSON, {person_id: changes})
        if person.group is Group.PUPIL and details.class_id is not None:
            changed += move_pupils(office, [person_id], details.class_id).value
    both = Change.PEOPLE | Change.CLASSES
    return Outcome(bool(changed), both if changed else Change.NOTHING)


def move_pupils(office: Office, ids: Sequence[PersonId], class_id: ClassId) -> Outcome[int]:
    """Move pupils to another class, at the end of its list, as one undo step.

    Returns how many were in another class before. Raises KnownError where the class or one of them
    is gone, or one of them is no pupil.
    """
    with office.file.reading() as connection:
        room = rows.read_class(connection, class_id)
    if room is None:
        raise KnownError("errors.class_gone")
    number = len(set(ids))
    with office.journal.step("steps.move_pupils", number=number, name=room.name) as writer:
        found = rows.read_people(writer.connection, ids)
        for one in ids:
            if one not in found:
                raise KnownError("errors.person_unknown", id=one)
            if found[one].group is not Group.PUPIL:
                raise KnownError("people.error.no_pupil", name=found[one].full_name)
        coming = [one for one in dict.fromkeys(ids) if found[one].class_id != class_id]
        last = rows.last_position(writer.connection, class_id)
        writer.update(
            PERSON,
            {
                one: {"class_id": class_id, "position": last + place}
                for place, one in enumerate(coming, start=1)
            },
        )
    return Outcome(len(coming), Change.PEOPLE | Change.CLASSES if coming else Change.NOTHING)


def take_back_in(
    office: Office, person_id: PersonId, class_id: ClassId | None = None
) -> Outcome[None]:
    """Count somebody again who had left: with the status they had, in the class they were in.

    class_id  of a pupil: the class they come to, where the old one is of another year

    Raises KnownError for an unknown id, or a pupil without a class of this year.
    """
    school = office.require_school()
    with office.journal.step("steps.take_back_in") as writer:
        person = person_there(writer, person_id)
        changes: dict[str, Value] = {
            "attendance": Attendance.ATTENDING.value,
            "leaving_reason": None,
        }
        if person.group is Group.PUPIL:
            wanted = class_id or person.class_id
            room = rows.read_class(writer.connection, wanted) if wanted else None
            if room is None or room.school_year != school.school_year:
                raise KnownError("people.error.class_of_past", name=person.full_name)
            if room.id != person.class_id:
                changes["class_id"] = room.id
                changes["position"] = rows.last_position(writer.connection, room.id) + 1
        changed = writer.update(PERSON, {person_id: changes})
    return Outcome(None, Change.PEOPLE | Change.CLASSES if changed else Change.NOTHING)


def _require_own_code(writer: StepWriter, person: Person, code: Value) -> None:
    if code is None or code == person.code:
        return
    for other in rows.with_code(writer.connection, str(code)):
        if other.id != person.id and other.group.is_staff == person.group.is_staff:
            raise KnownError("people.error.code_taken", code=code, name=other.full_name)
