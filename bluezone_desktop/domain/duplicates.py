"""Who may be on record more than once: reasons enough to ask, never to decide.

Pupils by name, birth and parents; staff by name; relatives by name and phone, or by being a couple
whose two names are the same for several children. Two pupils whose families contradict each other
are not asked about, and neither are two with dates of birth that cannot be the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from bluezone_desktop.domain.likeness import dates_agree, dates_mistyped, plain_key, slip_between
from bluezone_desktop.domain.merging import names_alike
from bluezone_desktop.domain.people import Kinship, Person, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation

_PARENTS = (Relation.FATHER, Relation.MOTHER)


class Reason(StrEnum):
    """Why records may be of one person. The plainest first."""

    SAME_CODE = "same_code"
    NAME_BIRTH = "name_birth"
    NAME_PARENT = "name_parent"
    SPELLING = "spelling"
    NAME_PHONE = "name_phone"
    COUPLE = "couple"
    SAME_CHILD = "same_child"
    STAFF_NAME = "staff_name"


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Records that may be of one person: all pupils, all staff or all relatives."""

    ids: tuple[PersonId, ...]
    reason: Reason


Pair = frozenset[PersonId]


def lookalikes(
    people: Iterable[Person], ties: Iterable[Kinship], apart: frozenset[Pair] = frozenset()
) -> list[Lookalikes]:
    """Who may be on record more than once, the plainest reasons first.

    people  everyone on record; who has left is looked at beside somebody who attends only
    apart   pairs of whom a user has said that they are two people
    """
    on_record = {person.id: person for person in people}
    families = _Families(on_record, ties)
    found: dict[frozenset[PersonId], Lookalikes] = {}

    def keep(groups: Iterable[Lookalikes]) -> None:
        for group in groups:
            said = (frozenset(pair) in apart for pair in combinations(group.ids, 2))
            if not all(said):
                found.setdefault(frozenset(group.ids), group)

    keep(_pupils(on_record.values(), families))
    twice = frozenset(found)
    keep(_staff(on_record.values()))
    # Making one pupil of two unites the parents: they need no question of their own.
    keep(_relatives(on_record.values(), families, twice))
    order = {reason: place for place, reason in enumerate(Reason)}
    return sorted(found.values(), key=lambda one: (order[one.reason], one.ids))


class _Families:
    """Whose relatives are who, and what they are called."""

    def __init__(self, people: Mapping[PersonId, Person], ties: Iterable[Kinship]) -> None:
        self.people = people
        self._of: dict[PersonId, list[tuple[Relation, Person]]] = {}
        self.children: dict[PersonId, set[PersonId]] = {}
        for tie in ties:
            self._of.setdefault(tie.of_id, []).append((tie.relation, people[tie.relative_id]))
            self.children.setdefault(tie.relative_id, set()).add(tie.of_id)

    def of(self, one: PersonId) -> Sequence[tuple[Relation, Person]]:
        return self._of.get(one, ())

    def agree(self, one: PersonId, other: PersonId) -> bool:
        """Whether a relative of both has the same name, or the same phone."""
        return bool(self._signs(one) & self._signs(other))

    def contradict(self, one: PersonId, other: PersonId) -> bool:
        """Whether a parent is named for both, and nothing of the two families is alike."""
        if self.agree(one, other):
            return False
        named = [
            {r: p.full_name for r, p in self.of(each) if r in _PARENTS and p.full_name}
            for each in (one, other)
        ]
        both = named[0].keys() & named[1].keys()
        return bool(both) and not any(names_alike(named[0][r], named[1][r]) for r in both)

    def couple(self, one: PersonId) -> tuple[Person, Person] | None:
        """The one father and one mother of a child, where both are named."""
        found = []
        for relation in _PARENTS:
            parents = [p for r, p in self.of(one) if r is relation]
            if len(parents) != 1 or not parents[0].full_name:
                return None
            found.append(parents[0])
        return found[0], found[1]

    def _signs(self, one: PersonId) -> set[str]:
        family = [person for _, person in self.of(one)]
        names = {plain_key(person.full_name) for person in family if person.full_name}
        return names | {person.phone for person in family if person.phone}


def _pupils(people: Iterable[Person], families: _Families) -> Iterator[Lookalikes]:
    pupils = [one for one in people if one.group is Group.PUPIL and one.full_name]
    for alike in _by(pupils, lambda one: one.code):
        for pair in _pairs(alike):
            yield _of(pair, Reason.SAME_CODE)
    for alike in _by(pupils, lambda one: plain_key(one.full_name or "")):
        for pair in _pairs(alike):
            reason = _same_name(*pair, families)
            if reason is not None:
                yield _of(pair, reason)
    for alike in _by(pupils, lambda one: one.date_of_birth if _whole(one) else None):
        for one, other in _pairs(alike):
            family = families.agree(one.id, other.id)
            if family and _a_slip_apart(one, other) and not _other_codes(one, other):
                yield _of((one, other), Reason.SPELLING)


def _same_name(one: Person, other: Person, families: _Families) -> Reason | None:
    if families.contradict(one.id, other.id):
        return None
    family = families.agree(one.id, other.id)
    births = one.date_of_birth, other.date_of_birth
    if _other_codes(one, other) and not family:
        return None
    if births[0] == births[1] and _whole(one):
        return Reason.NAME_BIRTH
    near = dates_agree(*births) or dates_mistyped(*births)
    if near and (family or (one.class_id == other.class_id and dates_agree(*births))):
        return Reason.NAME_PARENT if family else Reason.NAME_BIRTH
    return None


def _staff(people: Iterable[Person]) -> Iterator[Lookalikes]:
    staff = [one for one in people if one.group.is_staff and one.full_name]
    for alike in _by(staff, lambda one: plain_key(one.full_name or "")):
        for one, other in _pairs(alike):
            births = dates_agree(one.date_of_birth, other.date_of_birth)
            phones = not (one.phone and other.phone) or one.phone == other.phone
            if births and phones and not _other_codes(one, other):
                yield _of((one, other), Reason.STAFF_NAME)


def _relatives(
    people: Iterable[Person], families: _Families, twice: AbstractSet[Pair]
) -> Iterator[Lookalikes]:
    relatives = [
        one
        for one in people
        if one.group is Group.RELATIVE and one.attendance is Attendance.ATTENDING
    ]
    named = [one for one in relatives if one.full_name]
    together: list[list[Person]] = []
    for alike in _by(named, lambda one: one.phone):
        together += _alike_in_name(alike)
    for group in together:
        yield _of(group, Reason.NAME_PHONE)
    for fathers_and_mothers in _couples(families, twice):
        for parents in fathers_and_mothers:
            if len(parents) > 1 and len({one.phone for one in parents if one.phone}) < 2:
                yield _of(parents, Reason.COUPLE)
    here = {one.id for one in named}
    heads = {of for one in named for of in families.children.get(one.id, ())}
    for head in sorted(heads):
        for relation in _PARENTS:
            both = {p.id: p for r, p in families.of(head) if r is relation and p.id in here}
            for group in _alike_in_name(list(both.values())):
                yield _of(group, Reason.SAME_CHILD)


def _couples(
    families: _Families, twice: AbstractSet[Pair]
) -> Iterator[tuple[list[Person], list[Person]]]:
    """Fathers and mothers of children whose parents are both called the same."""
    couples: dict[tuple[str, str], list[PersonId]] = {}
    for child in sorted({of for each in families.children.values() for of in each}):
        couple = families.couple(child)
        if couple is None or families.people[child].attendance is not Attendance.ATTENDING:
            continue
        father, mother = (plain_key(parent.full_name or "") for parent in couple)
        children = couples.setdefault((father, mother), [])
        if not any(frozenset({child, other}) in twice for other in children):
            children.append(child)
    for children in couples.values():
        pairs = [pair for pair in map(families.couple, children) if pair is not None]
        fathers = {father.id: father for father, _ in pairs}
        mothers = {mother.id: mother for _, mother in pairs}
        yield list(fathers.values()), list(mothers.values())


def _alike_in_name(people: Sequence[Person]) -> Iterator[list[Person]]:
    """Those of ``people`` whose names are one, or a slip apart from the first's."""
    left = sorted(people, key=lambda one: one.id)
    while left:
        first = left[0].full_name or ""
        alike = [one for one in left if names_alike(first, one.full_name or "")]
        left = [one for one in left if one not in alike]
        if len(alike) > 1:
            yield alike


def _by(people: Iterable[Person], key: Callable[[Person], str | None]) -> Iterator[list[Person]]:
    """Those who have the same key, where several do; an empty key is nobody's."""
    found: dict[str, list[Person]] = {}
    for one in people:
        what = key(one)
        if what:
            found.setdefault(what, []).append(one)
    return (alike for alike in found.values() if len(alike) > 1)


def _pairs(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    for one, other in combinations(sorted(people, key=lambda each: each.id), 2):
        if Attendance.ATTENDING in (one.attendance, other.attendance):
            yield one, other


def _whole(person: Person) -> bool:
    return len(person.date_of_birth or "") == 10


def _other_codes(one: Person, other: Person) -> bool:
    return bool(one.code and other.code and one.code != other.code)


def _a_slip_apart(one: Person, other: Person) -> bool:
    return slip_between(one.full_name or "", other.full_name or "") is not None


def _of(people: Iterable[Person], reason: Reason) -> Lookalikes:
    return Lookalikes(tuple(sorted(one.id for one in people)), reason)
