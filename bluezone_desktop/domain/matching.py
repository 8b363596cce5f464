"""Recognising people again: which person on record a line of a list means.

A code decides. Without one, name and date of birth do, and the class decides between namesakes.
Two people are never made one because a cell is empty: where a line could mean several, it is a new
person, and shown as such. Source: how school lists come back from other systems (domain notes).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import IsoDate, PersonId


@dataclass(frozen=True, slots=True)
class Known:
    """What recognising needs of a person on record. ``place`` is a class's match key or a group."""

    id: PersonId
    full_name: str
    date_of_birth: IsoDate | None
    code: str | None
    place: str


@dataclass
class Recogniser:
    """Finds people on record; each may be meant by one line of a file only."""

    _by_code: dict[str, list[Known]] = field(default_factory=dict)
    _by_name: dict[str, list[Known]] = field(default_factory=dict)
    _claimed: set[PersonId] = field(default_factory=set)

    @classmethod
    def of(cls, people: Iterable[Known]) -> "Recogniser":
        """A recogniser that knows these people."""
        recogniser = cls()
        for one in people:
            recogniser.add(one)
        return recogniser

    def add(self, known: Known) -> None:
        """Make a person known, for instance one that this import has just brought."""
        if known.code:
            self._by_code.setdefault(known.code, []).append(known)
        self._by_name.setdefault(match_key(known.full_name), []).append(known)

    def next_file(self) -> None:
        """A new file begins: it may mean the same people again."""
        self._claimed.clear()

    def find(
        self, full_name: str, date_of_birth: IsoDate | None, code: str | None, place: str
    ) -> PersonId | None:
        """Who is meant, or None for somebody new. Who is found is claimed for this file."""
        found = self._find(full_name, date_of_birth, code, place)
        if found:
            self._claimed.add(found)
        return found

    def claim(self, person_id: PersonId) -> None:
        """Take a person as meant by the current file, so that no other line of it can mean them."""
        self._claimed.add(person_id)

    def _find(
        self, full_name: str, date_of_birth: IsoDate | None, code: str | None, place: str
    ) -> PersonId | None:
        if code:
            same_code = self._free(self._by_code.get(code, ()))
            if same_code:
                same_name = [k for k in same_code if match_key(k.full_name) == match_key(full_name)]
                return (same_name or same_code)[0].id
        namesakes = [
            k
            for k in self._free(self._by_name.get(match_key(full_name), ()))
            if not (code and k.code and k.code != code)
        ]
        born_alike = [k for k in namesakes if dates_agree(k.date_of_birth, date_of_birth)]
        certain = [k for k in born_alike if k.date_of_birth and date_of_birth]
        here = [k for k in certain if k.place == place]
        if here:
            return here[0].id
        if len(certain) == 1:
            return certain[0].id
        # Without a date on both sides a name alone says enough only within one class.
        vague = [k for k in born_alike if k not in certain and k.place == place]
        return vague[0].id if len(vague) == 1 and not certain else None

    def _free(self, known: Iterable[Known]) -> list[Known]:
        return [k for k in known if k.id not in self._claimed]


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates of birth can be the same: equal, one unknown, or a year and a day in it."""
    if not one or not other:
        return True
    return one == other or (min(len(one), len(other)) == 4 and one[:4] == other[:4])


def better_date(known: IsoDate | None, read: IsoDate | None) -> IsoDate | None:
    """The date to keep: what was read, unless it is empty or only the year of what is known."""
    if not read or (known and len(read) == 4 and known[:4] == read):
        return known
    return read


def place_of_class(name: str) -> str:
    """The place of a pupil, for recognising: the class however it is written."""
    return class_match_key(name)
