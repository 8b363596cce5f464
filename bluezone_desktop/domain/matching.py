"""Recognising people again: which person on record each line of a list means.

A code decides. Without one, name and full date of birth do, first within the class, then anywhere;
a name with half a date, or none, says enough only within one class. Namesakes are told apart by
their phone and their family, and where the list has them all, or nothing is known that could tell
them apart, by their order. Otherwise a line that could mean several is a new person, and shown as
such: two people are never made one because a cell is empty.

The whole list is looked at before anyone is recognised by less than certain signs, so that a new
namesake in 6A1 does not become the one in 6A2 who stands further down. Source: how school lists
come back from other systems (domain notes).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import IsoDate, PersonId

Signs = frozenset[str]
"""What tells namesakes apart: phones, and names of relatives, as match keys."""


@dataclass(frozen=True, slots=True)
class Known:
    """What recognising needs of a person on record.

    place     a class's match key, or the same word for all staff
    position  the place in the list as it came last
    """

    id: PersonId
    full_name: str
    date_of_birth: IsoDate | None
    code: str | None
    place: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a list says about who is meant; ``place`` as in ``Known``."""

    full_name: str
    date_of_birth: IsoDate | None
    code: str | None
    place: str
    signs: Callable[[], Signs] = frozenset


Way = Callable[[Known, Line], bool]
"""A way in which a line may mean somebody."""


@dataclass
class Recogniser:
    """Finds the people on record whom lists mean.

    signs_of  what tells a person on record from namesakes; asked for only where there are any
    """

    signs_of: Callable[[PersonId], Signs]
    _known: dict[PersonId, Known] = field(default_factory=dict)
    _by_code: dict[str, dict[PersonId, None]] = field(default_factory=dict)
    _by_name: dict[str, dict[PersonId, None]] = field(default_factory=dict)

    def learn(self, people: Iterable[Known]) -> None:
        """Make people known, or known anew with other data."""
        for one in people:
            self._known[one.id] = one
            if one.code:
                self._by_code.setdefault(one.code, {})[one.id] = None
            self._by_name.setdefault(match_key(one.full_name), {})[one.id] = None

    def recognise(self, lines: Sequence[Line]) -> list[PersonId | None]:
        """Per line of one file who is meant, None for somebody new; nobody is meant twice."""
        search = _Search(lines)
        for way in (_named_in_class, _named, _not_given_out_again):
            for place in search.open():
                search.settle(place, self._by_that_code(search, place, way))
        for way in (_born_here, _born_anywhere, _named_here):
            for by_signs in (True, False):
                for place in search.open():
                    candidates = [k for k in self._namesakes(search, place) if way(k, lines[place])]
                    if by_signs:
                        found = self._by_signs(candidates, search, place)
                    elif len(candidates) > 1 and way is _born_anywhere:
                        found = None
                    else:
                        found = self._by_order(candidates, search, place)
                    search.settle(place, found)
        return search.found

    def _by_that_code(self, search: "_Search", place: int, way: Way) -> Known | None:
        line = search.lines[place]
        same_code = self._free(self._by_code.get(line.code or "", {}), search)
        return next((k for k in same_code if k.code == line.code and way(k, line)), None)

    def _namesakes(self, search: "_Search", place: int) -> list[Known]:
        line, name = search.lines[place], search.names[place]
        return [
            known
            for known in self._free(self._by_name.get(name, {}), search)
            if match_key(known.full_name) == name
            and not (line.code and known.code and known.code != line.code)
        ]

    def _by_signs(self, candidates: list[Known], search: "_Search", place: int) -> Known | None:
        """The candidate with most signs in common; the only one, where no other line wants them."""
        if not candidates:
            return None
        if len(candidates) == 1 and len(search.rivals(place)) == 1:
            return candidates[0]
        best = self._most_alike(candidates, search.lines[place].signs())
        return best[0] if len(best) == 1 else None

    def _by_order(self, candidates: list[Known], search: "_Search", place: int) -> Known | None:
        """The first in the list of those that cannot be told apart, or of all where all are listed.

        Who has a phone or a family on record is not meant by a line that knows of neither, as long
        as other namesakes are about.
        """
        if 1 < len(candidates) > len(search.rivals(place)):
            best = self._most_alike(candidates, search.lines[place].signs())
            candidates = best or [k for k in candidates if not self.signs_of(k.id)]
        return min(candidates, key=lambda known: known.position, default=None)

    def _most_alike(self, candidates: list[Known], signs: Signs) -> list[Known]:
        """Those who have most signs in common, and any at all."""
        common = [len(signs & self.signs_of(known.id)) for known in candidates]
        best = max(common, default=0)
        return [k for k, number in zip(candidates, common, strict=True) if number == best > 0]

    def _free(self, ids: Iterable[PersonId], search: "_Search") -> list[Known]:
        return [self._known[i] for i in ids if i not in search.taken]


class _Search:
    """The lines of one file, and whom they have turned out to mean."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.names = [match_key(line.full_name) for line in lines]
        self.found: list[PersonId | None] = [None] * len(lines)
        self.taken: set[PersonId] = set()
        self._by_name: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            self._by_name.setdefault(name, []).append(place)

    def open(self) -> list[int]:
        """The lines of which it is not known yet whom they mean."""
        return [place for place, found in enumerate(self.found) if found is None]

    def settle(self, place: int, known: Known | None) -> None:
        """A line means that person, whom no other line can mean then."""
        if known:
            self.found[place] = known.id
            self.taken.add(known.id)

    def rivals(self, place: int) -> list[int]:
        """The open lines that could mean the same person as this one, itself included."""
        line = self.lines[place]
        return [
            other
            for other in self._by_name[self.names[place]]
            if self.found[other] is None
            and self.lines[other].place == line.place
            and dates_agree(self.lines[other].date_of_birth, line.date_of_birth)
        ]


def _born_here(known: Known, line: Line) -> bool:
    return known.place == line.place and _born_anywhere(known, line)


def _born_anywhere(known: Known, line: Line) -> bool:
    born = line.date_of_birth
    return bool(born and len(born) == 10 and born == known.date_of_birth)


def _named_here(known: Known, line: Line) -> bool:
    return known.place == line.place and dates_agree(known.date_of_birth, line.date_of_birth)


def _named(known: Known, line: Line) -> bool:
    return match_key(known.full_name) == match_key(line.full_name)


def _named_in_class(known: Known, line: Line) -> bool:
    return known.place == line.place and _named(known, line)


def _not_given_out_again(known: Known, line: Line) -> bool:
    """Not another name *and* another full date of birth: that code has gone to somebody else."""
    one, other = known.date_of_birth, line.date_of_birth
    both = bool(one and other and len(one) == len(other) == 10)
    return not (both and one != other) or _named(known, line)


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
