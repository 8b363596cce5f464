"""Everything about one person on one card: data, family, classes, and what was done to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import (
    ClassId,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    RelativeOf,
    SchoolClass,
)
from bluezone_desktop.domain.vocabulary import Group, Relation
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.journal import Entry
from bluezone_desktop.storage.step_writer import ROW, StepInfo

__all__ = ["Altered", "Card", "Family", "Happening", "Head", "StepInfo", "card", "happenings"]


@dataclass(frozen=True, slots=True)
class Family:
    """A relative on a card. ``others`` are the names of those whose relative they are as well."""

    tie: RelativeOf
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Of a relative: whose they are, as what, and in which class that one is."""

    kinship_id: KinshipId
    relation: Relation
    person: Person
    class_name: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One person with everything that is known.

    relatives  of a pupil or member of staff, in the order of a tick sheet
    heads      of a relative: whose they are
    classes    of a pupil: every class they were in, the present one last
    rooms      the classes of this school year, to choose from
    """

    person: Person
    school_class: SchoolClass | None
    relatives: tuple[Family, ...]
    heads: tuple[Head, ...]
    classes: tuple[SchoolClass, ...]
    rooms: tuple[SchoolClass, ...]
    happenings: tuple["Happening", ...]


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing that a step changed of a person, as raw values.

    what    a field of the person; "born" and "gone" for the record itself, "merged" for a record
            that this one took in; "relative" for a tie with a relative of theirs, "head" for one
            with whose relative they are
    before  what was there; None for nothing; of a class its name, of a tie the relation
    who     of a tie: the other one's name, or phone
    """

    what: str
    before: object
    after: object
    who: str | None = None


@dataclass(slots=True)
class Happening:
    """What one step did to a person: when, who and on which computer the step says."""

    step: StepInfo
    altered: list[Altered] = field(default_factory=list)


def card(office: Office, person_id: PersonId) -> Card:
    """Everything about a person, attending or not. Raises KnownError for an unknown id."""
    year = office.require_school().school_year
    with office.file.reading() as connection:
        person = rows.read_people(connection, [person_id]).get(person_id)
        if person is None:
            raise KnownError("errors.person_unknown", id=person_id)
        house = rows.household(connection, person_id)
        relatives = house.relatives if house and person.group is not Group.RELATIVE else ()
        ties = rows.ties_of(connection, [person_id, *(one.person.id for one in relatives)])
        heads = rows.read_people(connection, [tie.of_id for each in ties.values() for tie in each])
        rooms = {one.id: one for one in rows.all_classes(connection)}
        this_year = tuple(rows.read_classes(connection, year))
        records = _records(office, person_id)
        entries = _entries(office, records)
        happened = _happenings(office, records, entries, connection, rooms)
    return Card(
        person,
        rooms.get(person.class_id) if person.class_id else None,
        tuple(_family(one, person_id, ties, heads) for one in relatives),
        tuple(
            Head(tie.id, tie.relation, heads[tie.of_id], _room_name(heads[tie.of_id], rooms))
            for tie in ties.get(person_id, ())
        ),
        _classes_been(entries, person, rooms),
        this_year,
        happened,
    )


def happenings(office: Office, person_id: PersonId) -> tuple[Happening, ...]:
    """What was done to a person, newest first: with the records that became one with theirs.

    Raises KnownError for an unknown id.
    """
    with office.file.reading() as connection:
        rooms = {one.id: one for one in rows.all_classes(connection)}
        records = _records(office, person_id)
        found = _happenings(office, records, _entries(office, records), connection, rooms)
    if not found:
        raise KnownError("errors.person_unknown", id=person_id)
    return found


def _records(office: Office, person_id: PersonId) -> list[PersonId]:
    """A person, and every record that became one with theirs, in that order."""
    into: dict[str, list[str]] = {}
    for step in office.journal.steps_valued("merged"):
        merged = step.values["merged"]
        if isinstance(merged, Mapping):
            for gone, stays in merged.items():
                into.setdefault(str(stays), []).append(str(gone))
    found = [str(person_id)]
    for one in found:  # grows while it is gone through
        found += [gone for gone in into.get(one, ()) if gone not in found]
    return [PersonId(one) for one in found]


def _entries(office: Office, records: Iterable[PersonId]) -> list[Entry]:
    """Everything in the journal about one person's records and ties, newest first."""
    ids: list[str] = []
    for one in records:
        ids += [one, *office.journal.ties_of(one)]
    return office.journal.entries(list(dict.fromkeys(ids)))


def _happenings(
    office: Office,
    records: Sequence[PersonId],
    entries: Sequence[Entry],
    connection: Connection,
    rooms: Mapping[ClassId, SchoolClass],
) -> tuple[Happening, ...]:
    reader = _Reader(records, entries)
    read = [(entry, reader.read(entry)) for entry in entries]
    asked = {one.who for _, one in read if one is not None and one.who}
    names = _names(office, connection, [PersonId(one) for one in asked])
    found: dict[int, Happening] = {}
    for entry, said in read:
        if said is None:
            continue
        altered = said
        if said.who is not None:
            altered = replace(said, who=names.get(PersonId(said.who)))
        elif said.what == "class_id":
            before, after = (_class_name(one, rooms) for one in (said.before, said.after))
            altered = replace(said, before=before, after=after)
        happening = found.setdefault(entry.step.seq, Happening(entry.step))
        happening.altered.insert(0, altered)  # entries come newest first
    return tuple(found.values())


def _class_name(class_id: object, rooms: Mapping[ClassId, SchoolClass]) -> str | None:
    room = rooms.get(ClassId(str(class_id))) if class_id else None
    return room.name if room else None


def _names(
    office: Office, connection: Connection, ids: Sequence[PersonId]
) -> dict[PersonId, str | None]:
    """What people are called; who is no longer on record, as they were last."""
    people = rows.read_people(connection, ids)
    names = {one.id: one.full_name or one.phone for one in people.values()}
    for entry in office.journal.entries([one for one in ids if one not in names]):
        if entry.field == ROW and isinstance(entry.before, Mapping):
            name = entry.before["full_name"] or entry.before["phone"]
            names.setdefault(PersonId(entry.id), name)
    return names


class _Reader:
    """What entries say of one person, who may have been several records."""

    def __init__(self, records: Sequence[PersonId], entries: Iterable[Entry]) -> None:
        self._here, self._records = records[0], set(map(str, records))
        self._ties: dict[str, Mapping[str, object]] = {}
        for entry in entries:
            row = entry.before if entry.after is None else entry.after
            if entry.table == "kinship" and entry.field == ROW and isinstance(row, Mapping):
                self._ties.setdefault(entry.id, row)

    def read(self, entry: Entry) -> Altered | None:
        """What an entry says; None where it says nothing of this person."""
        if entry.table == "kinship":
            return self._of_tie(entry, self._ties.get(entry.id, {}))
        if entry.field != ROW:
            # Where somebody stands in the list is no news of them.
            quiet = entry.field == "position"
            return None if quiet else Altered(entry.field, entry.before, entry.after)
        if entry.before is None:
            return Altered("born", None, entry.after)
        return Altered("gone" if entry.id == self._here else "merged", entry.before, None)

    def _of_tie(self, entry: Entry, tie: Mapping[str, object]) -> Altered | None:
        """A tie that comes, goes, leads elsewhere, or is called otherwise."""
        of_here = str(tie.get("of_id")) in self._records
        what, other = ("relative", "relative_id") if of_here else ("head", "of_id")
        who, relation = str(tie.get(other)), tie.get("relation")
        match entry.field:
            case "":
                born = entry.before is None
                return Altered(what, None if born else relation, relation if born else None, who)
            case "relation":
                return Altered(what, entry.before, entry.after, who)
            case "relative_id" if of_here:
                return Altered("relative", None, relation, str(entry.after))
            case "relative_id":
                came = str(entry.after) in self._records
                if came and str(entry.before) in self._records:
                    return None
                return Altered(what, None if came else relation, relation if came else None, who)
        return None


def _family(
    one: RelativeOf,
    of: PersonId,
    ties: Mapping[PersonId, Sequence[Kinship]],
    heads: Mapping[PersonId, Person],
) -> Family:
    others = (heads[tie.of_id] for tie in ties.get(one.person.id, ()) if tie.of_id != of)
    return Family(one, tuple(other.full_name or "" for other in others))


def _room_name(person: Person, rooms: Mapping[ClassId, SchoolClass]) -> str | None:
    room = rooms.get(person.class_id) if person.class_id else None
    return room.name if room else None


def _classes_been(
    entries: Iterable[Entry], person: Person, rooms: Mapping[ClassId, SchoolClass]
) -> tuple[SchoolClass, ...]:
    """The classes a person was in, each once, the present one last."""
    been: dict[ClassId, None] = {}
    if person.class_id:
        been[person.class_id] = None
    for entry in entries:  # newest first
        if entry.table != "person" or entry.step.undone or entry.step.kind != "do":
            continue
        value: object = entry.after if entry.field == "class_id" else None
        if entry.field == ROW and isinstance(entry.after, Mapping):
            value = entry.after.get("class_id")
        if value:
            been.setdefault(ClassId(str(value)))
    return tuple(rooms[one] for one in reversed(been) if one in rooms)
