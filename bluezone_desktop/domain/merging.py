"""Several records of one person become one record: what is kept, and from which of them.

Rules of our own, for want of any in the sources:

- Nothing known is given up for nothing: a value that one record has and another lacks is kept,
  whatever was chosen. So a known status never becomes *not asked*.
- Where nobody has chosen, a name with accents goes before one without, a whole date of birth before
  a year, the status that was set last before earlier ones, and else the record that stays.
- Notes are kept all, one after the other. Whoever attends in one record attends.
- The relatives of all are relatives of the one who stays. Two fathers, or two mothers, who may be
  one (same name or a slip apart, same phone, or one of them without a name) become one as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bluezone_desktop.domain.likeness import better_date, better_name, plain_key, slip_between
from bluezone_desktop.domain.people import Kinship, KinshipId, Person, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation


class Part(StrEnum):
    """What of a person is kept as one piece. Order of the rows in a comparison."""

    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    CODE = "code"
    PHONE = "phone"
    CLASS = "class"
    JOB = "job"
    STATUS = "status"
    NOTE = "note"


_FIELDS: Mapping[Part, tuple[str, ...]] = {
    Part.NAME: ("full_name",),
    Part.BIRTH: ("date_of_birth",),
    Part.SEX: ("sex",),
    Part.CODE: ("code",),
    Part.PHONE: ("phone",),
    Part.CLASS: ("class_id", "position"),
    Part.JOB: ("group", "job"),
    Part.STATUS: ("status", "store", "installed_on"),
}

Choices = Mapping[Part, PersonId]
"""Per part whose value is wanted; what is not in it goes by the rules."""

Told = Mapping[PersonId, int]
"""Per person a number that grows with the time at which their status was last set."""

_VAGUE = (Relation.GUARDIAN, Relation.OTHER)
_PARENTS = (Relation.FATHER, Relation.MOTHER)


@dataclass(frozen=True, slots=True)
class Union:
    """Records that become one.

    person  as they will be; ``person.id`` is the record that stays
    gone    the records that go
    taken   whose value each part is; a part that nobody has is not in it
    """

    person: Person
    gone: tuple[PersonId, ...]
    taken: Mapping[Part, PersonId]


@dataclass(frozen=True, slots=True)
class Merge:
    """All that making several records one does.

    unions     the people themselves first, then parents who become one by it
    ties       ties that lead elsewhere from now on
    ties_gone  ties that another one says already
    """

    unions: tuple[Union, ...]
    ties: tuple[Kinship, ...]
    ties_gone: tuple[KinshipId, ...]


def may_be_one(people: Sequence[Person]) -> bool:
    """Whether records can be of one person at all: all pupils, all staff, or all relatives."""
    return len({_kind(person.group) for person in people}) == 1


def plan_merge(
    people: Mapping[PersonId, Person],
    ties: Iterable[Kinship],
    ids: Sequence[PersonId],
    told: Told,
    choices: Choices,
) -> Merge:
    """What making ``ids`` one person does.

    people  they, and whoever has a tie with them
    ties    every tie of theirs, and of the relatives among ``people``

    The one who stays is the first who attends, of those the oldest record.
    """
    members = sorted(
        (people[one] for one in dict.fromkeys(ids)),
        key=lambda one: (one.attendance is not Attendance.ATTENDING, one.id),
    )
    unions = [_united(members, told, choices)]
    kin = _Kin(ties)
    kin.lead(unions[0])
    for parents in kin.parents_alike(unions[0].person.id, people):
        union = _united(parents, told, {})
        unions.append(union)
        kin.lead(union)
    return Merge(tuple(unions), kin.changed(), kin.gone)


def _united(members: Sequence[Person], told: Told, choices: Choices) -> Union:
    stays = members[0]
    taken: dict[Part, PersonId] = {}
    values: dict[str, object] = {}
    for part, fields in _FIELDS.items():
        having = [one for one in members if _has(one, part)]
        if having:
            best = _chosen(having, part, told, choices)
            taken[part] = best.id
            values |= {name: getattr(best, name) for name in fields}
    notes = list(dict.fromkeys(one.note for one in members if one.note))
    if notes:
        values["note"] = " · ".join(notes)
        taken[Part.NOTE] = next(one.id for one in members if one.note)
    return Union(
        replace(stays, **values),  # type: ignore[arg-type]  # each value comes from its own field
        tuple(one.id for one in members[1:]),
        taken,
    )


def _has(person: Person, part: Part) -> bool:
    if part is Part.STATUS:
        return person.status.is_asked
    if part is Part.JOB:
        return person.group.is_staff
    return bool(getattr(person, _FIELDS[part][0]))


def _chosen(having: Sequence[Person], part: Part, told: Told, choices: Choices) -> Person:
    wanted = next((one for one in having if one.id == choices.get(part)), None)
    if wanted is not None:
        return wanted
    best = having[0]
    for one in having[1:]:
        if part is Part.STATUS:
            better = told.get(one.id, 0) > told.get(best.id, 0)
        elif part is Part.NAME:
            # Of two names that differ in more than accents, the one who stays keeps theirs.
            same = plain_key(best.full_name or "") == plain_key(one.full_name or "")
            better = same and better_name(one.full_name, best.full_name) == one.full_name
        elif part is Part.BIRTH:
            better = better_date(one.date_of_birth, best.date_of_birth) == one.date_of_birth
        elif part is Part.JOB:
            better = not best.job and bool(one.job)
        else:
            better = False
        best = one if better else best
    return best


class _Kin:
    """The ties, as they come to lead from one union to the next."""

    def __init__(self, ties: Iterable[Kinship]) -> None:
        self._before = {tie.id: tie for tie in ties}
        self._now = dict(sorted(self._before.items()))

    @property
    def gone(self) -> tuple[KinshipId, ...]:
        return tuple(one for one in self._before if one not in self._now)

    def changed(self) -> tuple[Kinship, ...]:
        return tuple(tie for one, tie in self._now.items() if tie != self._before[one])

    def lead(self, union: Union) -> None:
        """Leads the ties of all who go to the one who stays; one tie a pair is left."""
        stays = union.person.id
        moved = dict.fromkeys(union.gone, stays)
        kept: dict[tuple[PersonId, PersonId], Kinship] = {}
        for tie in self._now.values():
            led = replace(
                tie,
                relative_id=moved.get(tie.relative_id, tie.relative_id),
                of_id=moved.get(tie.of_id, tie.of_id),
            )
            pair = led.relative_id, led.of_id
            if pair in kept and (kept[pair].relation not in _VAGUE or led.relation in _VAGUE):
                continue  # said already, and no less plainly
            kept[pair] = led
        self._now = {tie.id: tie for tie in kept.values()}

    def parents_alike(
        self, of: PersonId, people: Mapping[PersonId, Person]
    ) -> list[tuple[Person, ...]]:
        """Fathers of one child who may be one, and mothers; each in the order of their records."""
        found: list[tuple[Person, ...]] = []
        for relation in _PARENTS:
            parents = sorted(
                (
                    people[tie.relative_id]
                    for tie in self._now.values()
                    if tie.of_id == of and tie.relation is relation
                ),
                key=lambda one: (one.attendance is not Attendance.ATTENDING, one.id),
            )
            while parents:
                first = parents[0]
                alike = [first, *(one for one in parents[1:] if parents_may_be_one(first, one))]
                parents = [one for one in parents if one not in alike]
                if len(alike) > 1:
                    found.append(tuple(alike))
        return found


def parents_may_be_one(one: Person, other: Person) -> bool:
    """Whether two people on record as the same parent of one child can be one person."""
    if one.full_name and other.full_name:
        return names_alike(one.full_name, other.full_name)
    return not (one.phone and other.phone) or one.phone == other.phone


def names_alike(one: str, other: str) -> bool:
    """Whether two names are one, or a slip of typing apart."""
    return plain_key(one) == plain_key(other) or slip_between(one, other) is not None


def _kind(group: Group) -> str:
    return "staff" if group.is_staff else group.value
