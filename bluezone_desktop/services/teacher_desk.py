"""A teacher's own computer: her class sheet opened as a school of one class, and sent home again.

What goes home is the sheet that came, with the values it left with: so the office merges it like
one that was filled in with Excel, and copies of it are copies of one sheet.
"""

import json
from dataclasses import replace
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.class_names import grade_of
from bluezone_desktop.domain.class_sheet import (
    BIRTH,
    NAME,
    NOTE,
    STATUS,
    ClassSheet,
    FilledSheet,
    Line,
    Role,
    parent_key,
)
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import (
    ClassId,
    Household,
    IsoDate,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    RelativeOf,
    School,
    SchoolClass,
)
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.services import sheet_merging
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage import preferences
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import CLASS, KINSHIP, PERSON, SCHOOL

__all__ = ["going_home", "open_sheet"]

_OPENED = "class_sheet."
"""Under this and the id of the class the sheet is kept as it came; erasing knows it too."""


def open_sheet(office: Office, path: Path, *, password: str | None = None) -> Outcome[School]:
    """Make a class sheet the school of an empty data folder: its class, pupils and relatives.

    What has been filled in already is taken. Raises KnownError where the folder has a school, or
    the file cannot be read as a class sheet.
    """
    [arrived] = sheet_merging.read([path], password=password)
    if arrived.filled is None:
        raise arrived.error or KnownError("sheets.refused.not_ours", file=path.name)
    sheet = arrived.filled.sheet
    school = School(sheet.school, code=sheet.school_code, school_year=sheet.school_year)
    with office.journal.event("steps.set_up", name=school.name) as writer:
        if rows.read_school(writer.connection):
            raise KnownError("sheets.school_there", path=office.folder)
        writer.insert(SCHOOL, [rows.school_row(school)])
        _enter(writer, sheet)
        preferences.set_preference(writer.connection, _OPENED + sheet.class_id, _kept(sheet))
    sheet_merging.take(office, sheet_merging.plan(office, [arrived]))
    return Outcome(school, Change.EVERYTHING)


def going_home(office: Office, class_id: ClassId) -> FilledSheet | None:
    """The sheet of a class that was opened here, with what is known by now; None for any other."""
    with office.file.reading() as connection:
        kept = preferences.preference(connection, _OPENED + class_id)
        if kept is None:
            return None
        households = rows.households_of_class(connection, class_id)
    from bluezone_desktop.exchange.class_sheet_table import sheet_of

    return _Answers(sheet_of(json.loads(kept)), households).filled(office)


def _kept(sheet: ClassSheet) -> str:
    from bluezone_desktop.exchange.class_sheet_table import table_rows

    return json.dumps([list(row) for row in table_rows(sheet)], ensure_ascii=False)


def _enter(writer: StepWriter, sheet: ClassSheet) -> None:
    """The class and everybody who was on record as the sheet left."""
    room = SchoolClass(
        sheet.class_id,
        sheet.school_year,
        sheet.class_name,
        grade_of(sheet.class_name),
        sheet.teacher or None,
    )
    writer.insert(CLASS, [rows.class_row(room)])
    people: dict[PersonId, Person] = {}
    ties: list[Kinship] = []
    for place, line in enumerate(line for line in sheet.lines if line.known):
        one = PersonId(line.person)
        pupil = line.role is Role.PUPIL
        people.setdefault(
            one,
            Person(
                one,
                Group.PUPIL if pupil else Group.RELATIVE,
                line.base.get(NAME),
                date_of_birth=IsoDate(line.base[BIRTH]) if BIRTH in line.base else None,
                class_id=sheet.class_id if pupil else None,
                position=place if pupil else 0,
                status=Status(line.was(STATUS)),
                note=line.base.get(NOTE, ""),
            ),
        )
        if line.relation:
            tie = KinshipId(line.key if line.role is Role.OTHER else new_id())
            ties.append(Kinship(tie, one, PersonId(line.of), line.relation))
    writer.insert(PERSON, [rows.person_row(one) for one in people.values()])
    writer.insert(KINSHIP, [rows.kinship_row(tie) for tie in ties])


class _Answers:
    """Fills the lines of a sheet with what is known of its people."""

    def __init__(self, sheet: ClassSheet, households: list[Household]) -> None:
        self._sheet = sheet
        self._by_key = dict(sheet.by_key)
        self._pupils = {line.person: line for line in sheet.of_role(Role.PUPIL, Role.NEW_PUPIL)}
        self._added: list[Line] = []
        self.said: dict[str, dict[str, str]] = {}
        self.relations: dict[str, tuple[str, Relation]] = {}
        for household in households:
            self._household(household)

    def filled(self, office: Office) -> FilledSheet:
        """The sheet with its answers; people added here stand before the empty rows."""
        lines = list(self._sheet.lines)
        spare = next((n for n, line in enumerate(lines) if line.role is Role.NEW_PUPIL), len(lines))
        lines[spare:spare] = self._added
        sheet = replace(self._sheet, lines=tuple(lines))
        by = self._sheet.teacher or office.journal.actor
        return FilledSheet(sheet, self.said, self.relations, office.clock(), by, "")

    def _household(self, household: Household) -> None:
        pupil = household.person
        line = self._pupils.get(pupil.id)
        if line is None:
            line = self._add(Line(pupil.id, Role.NEW_PUPIL, pupil.id, known=False))
            for relation in (Relation.FATHER, Relation.MOTHER):
                key = parent_key(pupil.id, relation)
                self._add(Line(key, Role.PARENT, new_id(), False, pupil.id, relation))
        self._say(line, pupil)
        if line.known:
            self.said.setdefault(line.key, {})[NOTE] = pupil.note
        rest = list(household.relatives)
        for relation in (Relation.FATHER, Relation.MOTHER):
            place = self._by_key.get(parent_key(line.key, relation))
            found = place and next((one for one in rest if _fits(one, place)), None)
            if place and found:
                rest.remove(found)
                self._status(place, found.person)
        for one in rest:
            self._other(line, one)

    def _other(self, pupil: Line, one: RelativeOf) -> None:
        line = next(
            (
                line
                for line in self._by_key.values()
                if line.role in (Role.OTHER, Role.NEW_RELATIVE)
                and line.person == one.person.id
                and line.of in ("", pupil.key)
                and self.relations.get(line.key, (pupil.key,))[0] == pupil.key
            ),
            None,
        ) or self._add(Line(one.kinship_id, Role.NEW_RELATIVE, one.person.id, known=False))
        self._say(line, one.person)
        if line.role is Role.NEW_RELATIVE:
            self.relations[line.key] = (pupil.key, one.relation)

    def _say(self, line: Line, person: Person) -> None:
        self._status(line, person)
        if not line.known:
            values = {
                NAME: person.full_name or "",
                BIRTH: person.date_of_birth or "" if person.group is Group.PUPIL else "",
                NOTE: person.note if person.group is Group.PUPIL else "",
            }
            said = self.said.setdefault(line.key, {})
            said.update({name: value for name, value in values.items() if value})

    def _status(self, line: Line, person: Person) -> None:
        if person.status.is_asked:
            self.said.setdefault(line.key, {})[STATUS] = person.status.value

    def _add(self, line: Line) -> Line:
        self._added.append(line)
        self._by_key[line.key] = line
        return line


def _fits(one: RelativeOf, place: Line) -> bool:
    """Whether a parent is the one of a place; in an empty place, whoever has that relation."""
    return one.person.id == place.person if place.known else one.relation is place.relation
