"""The school as the merging of class sheets sees it: as it stands, and as each file changes it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bluezone_desktop.domain.class_sheet import (
    BIRTH,
    FIELDS,
    NAME,
    NOTE,
    STATUS,
    FilledSheet,
    Line,
    Role,
)
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import (
    ClassId,
    IsoDate,
    Kinship,
    KinshipId,
    Person,
    PersonId,
)
from bluezone_desktop.domain.sheet_merge import Key, Ours
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Status
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.class_sheets import from_millis, last_changes
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.tables import Value

JUST_NOW = 2**62
"""The moment of what this very merge changes: after everything that is on record."""


class World:
    """Everybody on record, and what the files that were merged so far make of them."""

    def __init__(self, connection: Connection, today: IsoDate) -> None:
        self._connection = connection
        self._today = today
        self._people = {one.id: one for one in rows.all_people(connection)}
        self._rooms: dict[ClassId, list[PersonId]] = {}
        for one in self._people.values():
            if one.class_id:
                self._rooms.setdefault(one.class_id, []).append(one.id)
        self._ties: dict[PersonId, list[Kinship]] = {}
        for tie in rows.all_ties(connection):
            self._ties.setdefault(tie.of_id, []).append(tie)
        self._moments: dict[Key, tuple[int, str]] = {}
        self._moved: dict[Key, tuple[int, datetime, str]] = {}
        self.new_people: dict[PersonId, Person] = {}
        self.new_ties: list[Kinship] = []
        self.changes: dict[PersonId, dict[str, Value]] = {}

    def person(self, person_id: PersonId) -> Person | None:
        """Somebody on record, as changed so far."""
        return self._people.get(person_id)

    def find(self, line: Line, filled: FilledSheet) -> PersonId | None:
        """Whom a line means; None for somebody who is not on record (yet, or any more)."""
        person = PersonId(line.person)
        if person in self._people:
            return person
        match line.role:
            case Role.PARENT if not line.known and line.relation:
                pupil = self.find(filled.sheet.by_key[line.of], filled)
                return self._relative(pupil, line.relation, None) if pupil else None
            case Role.NEW_PUPIL:
                return self._pupil(filled, filled.said.get(line.key, {}))
            case Role.NEW_RELATIVE if line.key in filled.relations:
                of, relation = filled.relations[line.key]
                pupil = self.find(filled.sheet.by_key[of], filled)
                name = filled.said.get(line.key, {}).get(NAME, "")
                return self._relative(pupil, relation, name) if pupil else None
        return None

    def ours(self, person_id: PersonId | None, field: str, theirs: str) -> Ours:
        """A field as the school has it. A name or birth that means the same is the same."""
        person = self._people.get(person_id) if person_id else None
        if person is None or person_id is None:
            return Ours(Status.NOT_ASKED.value if field == STATUS else "")
        value = _value(person, field)
        if (field == NAME and value and match_key(value) == match_key(theirs)) or (
            field == BIRTH and value.startswith(theirs)
        ):
            value = theirs
        return Ours(value, self._changed(person_id, field)[0])

    def when(self, person_id: PersonId, field: str) -> tuple[datetime | None, str]:
        """When a field was last set and by whom, as far as is known."""
        if found := self._moved.get((person_id, field)):
            return found[1], found[2]
        at, actor = self._changed(person_id, field)
        return (from_millis(at) if at else None), actor

    def prepare(self, filled: FilledSheet) -> None:
        """Look up at once when everybody of a sheet was last changed."""
        found = {self.find(line, filled) for line in filled.sheet.lines}
        wanted = [one for one in found if one]
        self._moments |= last_changes(self._connection, wanted, FIELDS)

    def take(
        self,
        person_id: PersonId,
        values: Mapping[str, str],
        saved: datetime,
        saved_by: str,
    ) -> None:
        """Set fields of somebody on record."""
        person = self._people[person_id]
        row: dict[str, Value] = {}
        for name, value in values.items():
            self._moved[person_id, name] = JUST_NOW, saved, saved_by
            if name == STATUS:
                row |= self._marked(Status(value))
            else:
                row[name] = value if value or name == NOTE else None
        if person_id in self.new_people:
            self.new_people[person_id] = _with(person, row)
        else:
            self.changes.setdefault(person_id, {}).update(row)
        self._people[person_id] = _with(person, row)

    def add(self, line: Line, filled: FilledSheet) -> PersonId | None:
        """Put the person of a reserved row on record, as yet without data.

        None where the pupil is not there whose relative it would be.
        """
        person_id = PersonId(line.person)
        if line.role is Role.NEW_PUPIL:
            class_id = filled.sheet.class_id
            self._enter(
                Person(
                    person_id,
                    Group.PUPIL,
                    "",
                    class_id=class_id,
                    position=1 + self._last_position(class_id),
                )
            )
            return person_id
        of, relation = line.of, line.relation
        if line.key in filled.relations:
            of, relation = filled.relations[line.key]
        pupil = self.find(filled.sheet.by_key[of], filled) if of else None
        if pupil is None or relation is None:
            return None
        self._enter(Person(person_id, Group.RELATIVE, None))
        tie = Kinship(KinshipId(new_id()), person_id, pupil, relation)
        self.new_ties.append(tie)
        self._ties.setdefault(pupil, []).append(tie)
        return person_id

    def _enter(self, person: Person) -> None:
        self.new_people[person.id] = self._people[person.id] = person
        if person.class_id:
            self._rooms.setdefault(person.class_id, []).append(person.id)

    def _changed(self, person_id: PersonId, field: str) -> tuple[int, str]:
        if found := self._moved.get((person_id, field)):
            return found[0], found[2]
        return self._moments.get((person_id, field), (0, ""))

    def _relative(self, pupil: PersonId, relation: Relation, name: str | None) -> PersonId | None:
        """The relative of a pupil by that tie. ``name`` None for whoever it is."""
        wanted = match_key(name) if name else ""
        for tie in self._ties.get(pupil, ()):
            one = self._people.get(tie.relative_id)
            if one is None or tie.relation is not relation or not _is_here(one):
                continue
            has = match_key(one.full_name or "")
            only_one = relation in (Relation.FATHER, Relation.MOTHER)
            if name is None or has == wanted or (only_one and not (has and wanted)):
                return one.id
        return None

    def _pupil(self, filled: FilledSheet, said: Mapping[str, str]) -> PersonId | None:
        """The pupil whom an added row means, where somebody else has entered them meanwhile."""
        name, born = match_key(said.get(NAME, "")), said.get(BIRTH, "")
        if not name:
            return None
        listed = {line.person for line in filled.sheet.lines if line.known}
        found = [
            one.id
            for one in map(self._people.__getitem__, self._rooms.get(filled.sheet.class_id, ()))
            if one.id not in listed
            and _is_here(one)
            and match_key(one.full_name or "") == name
            and _same_birth(one.date_of_birth or "", born)
        ]
        return found[0] if len(found) == 1 else None

    def _last_position(self, class_id: ClassId) -> int:
        room = self._rooms.get(class_id, ())
        return max((self._people[one].position for one in room), default=0)

    def _marked(self, status: Status) -> dict[str, Value]:
        installed = status is Status.INSTALLED
        return {
            STATUS: status.value,
            "store": None,
            "installed_on": self._today if installed else None,
        }


def _is_here(person: Person) -> bool:
    return person.attendance is Attendance.ATTENDING


def _same_birth(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _value(person: Person, field: str) -> str:
    value: str | None = getattr(person, field)
    return str(value or "")


def _with(person: Person, row: Mapping[str, Value]) -> Person:
    values: dict[str, object] = dict(row)
    if STATUS in values:
        values[STATUS] = Status(str(values[STATUS]))
    return replace(person, **values)  # type: ignore[arg-type]  # the table's columns are its fields
