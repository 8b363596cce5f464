"""Who is on record more than once: finding them, and making one person of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.duplicates import Lookalikes, Pair, Reason, lookalikes
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.merging import Choices, Merge, Part, Union, may_be_one, plan_merge
from bluezone_desktop.domain.people import ClassId, Kinship, Person, PersonId, SchoolClass
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage import preferences
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import KINSHIP, PERSON

__all__ = [
    "Choices",
    "Duplicates",
    "Lookalikes",
    "MergePreview",
    "Part",
    "Reason",
    "Side",
    "Tie",
    "Union",
    "ask_again",
    "duplicates",
    "merge",
    "merge_all",
    "preview",
    "set_apart",
]

_APART = "apart."
_NO_CHOICES: Choices = {}


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as it is told: the other person, and what the relative of the two is to them."""

    person: Person
    relation: Relation
    class_name: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a comparison.

    relatives  of a pupil or member of staff
    of         of a relative: whose, and as what
    """

    person: Person
    school_class: SchoolClass | None
    relatives: tuple[Tie, ...]
    of: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What making several records one would give: the records, and what is kept from which."""

    sides: tuple[Side, ...]
    union: Union
    parents: tuple[Union, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Those to be asked about, the people named in it, and how many pairs were answered before."""

    found: tuple[Lookalikes, ...]
    people: Mapping[PersonId, Person]
    answered: int


def duplicates(office: Office) -> Duplicates:
    """Who may be on record more than once, the plainest reasons first."""
    with office.file.reading() as connection:
        people = rows.all_people(connection)
        apart = _apart(connection)
        found = lookalikes(people, rows.all_ties(connection), apart)
    named = {one for group in found for one in group.ids}
    return Duplicates(tuple(found), {one.id: one for one in people if one.id in named}, len(apart))


def preview(
    office: Office, ids: Sequence[PersonId], choices: Choices = _NO_CHOICES
) -> MergePreview:
    """What ``merge`` would give; nothing is stored. Raises KnownError as it does."""
    with office.file.reading() as connection:
        people, ties, plan = _planned(office, connection, ids, choices)
        rooms = {one.id: one for one in rows.all_classes(connection)}
        wanted = [people[one] for one in dict.fromkeys(ids)]
        others = {i for tie in ties for i in (tie.relative_id, tie.of_id)}
        people |= rows.read_people(connection, [one for one in others if one not in people])
    sides = tuple(_side(one, people, ties, rooms) for one in wanted)
    return MergePreview(sides, plan.unions[0], plan.unions[1:])


def merge(
    office: Office, ids: Sequence[PersonId], choices: Choices = _NO_CHOICES
) -> Outcome[PersonId]:
    """Make several records one person, as one undo step. Returns who stays.

    choices  per part whose value to keep; a value that is known is never given up for none

    The relatives of all are united, the history of those who go is found under the one who stays.
    Raises KnownError where one of them is gone by now, or they cannot be one person.
    """
    with office.journal.step("steps.merge_people", number=len(set(ids))) as writer:
        plan = _planned(office, writer.connection, ids, choices)[2]
        merged = _write(writer, plan)
        writer.describe("steps.merge_people", {"number": len(set(ids)), "merged": merged})
    return Outcome(plan.unions[0].person.id, Change.PEOPLE | Change.CLASSES)


def merge_all(
    office: Office,
    groups: Sequence[Sequence[PersonId]],
    progress: Callable[[int, int], None] | None = None,
) -> Outcome[int]:
    """Make each group one person, all of them as one undo step. Returns how many groups there were.

    A group that an earlier one has made one already is passed over. Raises KnownError as ``merge``,
    Cancelled where ``progress`` asks for it; nothing is stored then.
    """
    merged: dict[str, str] = {}
    done = 0
    with office.journal.step("steps.merge_parents", number=0) as writer:
        for place, group in enumerate(groups):
            if progress is not None:
                progress(place, len(groups))
            ids = list(dict.fromkeys(_stays(one, merged) for one in group))
            if len(ids) > 1:
                merged |= _write(writer, _planned(office, writer.connection, ids, {})[2])
                done += 1
        writer.describe("steps.merge_parents", {"number": done, "merged": merged})
    return Outcome(done, Change.PEOPLE if done else Change.NOTHING)


def set_apart(office: Office, ids: Sequence[PersonId]) -> Outcome[None]:
    """Remember that these are different people: they are not asked about again."""
    with office.file.atomic() as connection:
        for one, other in combinations(ids, 2):
            preferences.set_preference(connection, _apart_name(one, other), "yes")
    return Outcome(None, Change.NOTHING)


def ask_again(office: Office, ids: Sequence[PersonId] | None = None) -> Outcome[int]:
    """Forget who was said to be different people, of ``ids`` or of all. Returns how many pairs."""
    with office.file.atomic() as connection:
        known = _apart(connection)
        pairs = [pair for pair in known if ids is None or pair <= set(ids)]
        for pair in pairs:
            preferences.forget_preference(connection, _apart_name(*pair))
    return Outcome(len(pairs), Change.NOTHING)


def _planned(
    office: Office, connection: Connection, ids: Sequence[PersonId], choices: Choices
) -> tuple[dict[PersonId, Person], list[Kinship], Merge]:
    found = rows.read_people(connection, list(dict.fromkeys(ids)))
    if len(found) < len(set(ids)) or len(found) < 2:
        raise KnownError("people.error.merge_gone")
    if not may_be_one(list(found.values())):
        raise KnownError("people.error.merge_kinds")
    near = rows.ties_touching(connection, found)
    others = {i for tie in near for i in (tie.relative_id, tie.of_id)}
    people = rows.read_people(connection, list(others | found.keys()))
    # Parents who become one bring their other children along.
    ties = rows.ties_touching(connection, people)
    told = office.journal.last_set(list(people), "status")
    numbers = {PersonId(one): seq for one, seq in told.items()}
    return people, ties, plan_merge(people, ties, list(found), numbers, choices)


def _write(writer: StepWriter, plan: Merge) -> dict[str, str]:
    """Writes what was planned; gives who went, and into whom."""
    merged: dict[str, str] = {}
    for union in plan.unions:
        row = rows.person_row(union.person)
        del row["id"]
        writer.update(PERSON, {union.person.id: row})
        merged |= dict.fromkeys(union.gone, union.person.id)
    changed = {}
    for tie in plan.ties:
        changed[tie.id] = rows.kinship_row(tie)
        del changed[tie.id]["id"]
    writer.delete(KINSHIP, plan.ties_gone)
    writer.update(KINSHIP, changed)
    writer.delete(PERSON, list(merged))
    for pair in _apart(writer.connection):
        # What was said of somebody holds for whom they have become.
        now = {_stays(one, merged) for one in pair}
        if now != pair and len(now) == 2:
            preferences.set_preference(writer.connection, _apart_name(*now), "yes")
    return merged


def _stays(one: PersonId, merged: Mapping[str, str]) -> PersonId:
    while one in merged:
        one = PersonId(merged[one])
    return one


def _side(
    person: Person,
    people: Mapping[PersonId, Person],
    ties: Sequence[Kinship],
    rooms: Mapping[ClassId, SchoolClass],
) -> Side:
    def told(other: PersonId, relation: Relation) -> Tie:
        who = people[other]
        room = rooms.get(who.class_id) if who.class_id else None
        return Tie(who, relation, room.name if room else None)

    order = list(Relation)
    relatives = [told(t.relative_id, t.relation) for t in ties if t.of_id == person.id]
    return Side(
        person,
        rooms.get(person.class_id) if person.class_id else None,
        tuple(sorted(relatives, key=lambda tie: order.index(tie.relation))),
        tuple(told(tie.of_id, tie.relation) for tie in ties if tie.relative_id == person.id),
    )


def _apart_name(*pair: PersonId) -> str:
    return _APART + ".".join(sorted(pair))


def _apart(connection: Connection) -> frozenset[Pair]:
    return frozenset(
        frozenset(map(PersonId, name.split(".")))
        for name in preferences.preferences(connection, _APART)
    )
