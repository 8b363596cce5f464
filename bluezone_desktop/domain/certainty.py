"""The rules by which a line of a list means somebody on record for certain.

A code decides, unless the name and the date of birth both say otherwise. Without one, name and full
date of birth do, first within the class, then anywhere but in another family; a name with half a
date, or none, says enough only within one class, or within the same family. Namesakes are told
apart by their phone and their family, and where the list has them all, by their order. A name
without any accent is the accented one where only one person can be meant.

Codes speak only where the list's codes are those on record: a list from another system, or one
whose codes begin anew in each class, is recognised as if it had none.

The whole list is looked at before anyone is recognised by less than certain signs, so that a new
namesake in 6A1 does not become the one in 6A2 who stands further down. Source: how school lists
come back from other systems (domain notes).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from bluezone_desktop.domain.doubts import (
    Known,
    Line,
    Signs,
    another_family,
    can_be_one,
    family_says_so,
    in_place,
    is_full,
    same_birth,
)
from bluezone_desktop.domain.likeness import dates_mistyped, slip_between
from bluezone_desktop.domain.namesakes import (
    Namesakes,
    NameWithoutAccents,
    People,
    SameName,
    Search,
    Way,
)
from bluezone_desktop.domain.people import PersonId

SignsOf = Callable[[PersonId], Signs]

_COINCIDENCES = 3
"""So many codes that contradict names and dates are no coincidence: they are other codes."""


def certain(
    people: People, lines: Sequence[Line], signs_of: SignsOf, claimed: Mapping[PersonId, str]
) -> Search:
    """Settle the lines that mean somebody for certain; nobody is meant twice.

    claimed  whom other files of the same import mean by code or day of birth, and in which place:
             a line of another place does not mean them by less
    """
    search = Search(lines)
    if people.known:
        _settle_by_code(people, search)
        for reading in (SameName, NameWithoutAccents):
            if search.open():
                _ByName(reading(people, search), search, signs_of, claimed).settle()
    return search


def claims(people: People, lines: Sequence[Line], signs_of: SignsOf) -> dict[PersonId, str]:
    """Whom lines mean by code, or by name and day of birth, and in which place."""
    search = Search(lines)
    _settle_by_code(people, search)
    _ByName(SameName(people, search), search, signs_of, {}).settle_by_birth()
    return {who: line.place for who, line in zip(search.found, lines, strict=True) if who}


def _settle_by_code(people: People, search: Search) -> None:
    by_code = _ByCode(people, search)
    search.codes_speak = by_code.codes_speak()
    by_code.settle()


class _ByCode:
    def __init__(self, people: People, search: Search) -> None:
        self._people, self._search = people, search

    def codes_speak(self) -> bool:
        """Whether the list's codes are those on record."""
        agree = clash = 0
        for place, line in enumerate(self._search.lines):
            if not line.code:
                continue
            if holders := self._people.of_code(line.code):
                if any(self._is_confirmed(known, place) for known in holders):
                    agree += 1
                else:
                    clash += 1
            elif is_full(line.date_of_birth):
                namesakes = self._people.of_name(self._search.names[place])
                clash += any(known.code and same_birth(known, line) for known in namesakes)
        return clash < _COINCIDENCES or clash <= agree

    def settle(self) -> None:
        """A code and a name mean one person, in the class first; or a code and a like sign."""
        search = self._search

        def anywhere(known: Known, place: int) -> bool:
            return self._people.names[known.id] == search.names[place]

        def here(known: Known, place: int) -> bool:
            return in_place(known, search.lines[place]) and anywhere(known, place)

        ways = [here, anywhere, *([self._is_confirmed] if search.codes_speak else ())]
        coded = [n for n, line in enumerate(search.lines) if self._people.has_code(line.code)]
        for way in ways:
            for place in search.open(coded):
                holders = self._people.of_code(search.lines[place].code or "")
                free = (known for known in holders if known.id not in search.taken)
                search.settle(place, next((one for one in free if way(one, place)), None))

    def _is_confirmed(self, known: Known, place: int) -> bool:
        """Whether the name, but for a slip, or the day of birth says the same as the code."""
        line = self._search.lines[place]
        return (
            self._people.names[known.id] == self._search.names[place]
            or same_birth(known, line)
            or slip_between(known.full_name, line.full_name) is not None
        )


class _ByName:
    def __init__(
        self,
        names: Namesakes,
        search: Search,
        signs_of: SignsOf,
        claimed: Mapping[PersonId, str],
    ) -> None:
        self._names, self._search, self._signs_of = names, search, signs_of
        self._claimed = claimed

        def born_anywhere(known: Known, line: Line) -> bool:
            if not same_birth(known, line):
                return False
            return in_place(known, line) or not another_family(signs_of(known.id), line.signs())

        self._born_anywhere: Way = born_anywhere

    def settle(self) -> None:
        """Settle the lines that can mean but one person, by the surest way first."""
        settled = -1
        while settled != len(self._search.taken):  # who is settled tells others apart
            settled = len(self._search.taken)
            for way in (_born_here, self._born_anywhere, _written_alike_here, named_here):
                for place, candidates in self._open(way):
                    self._search.settle(place, self._told_apart(place, way, candidates))
                if way is not self._born_anywhere:
                    for place, candidates in self._open(way):
                        self._search.settle(place, self._by_order(place, way, candidates))
        self._settle_by_family()

    def settle_by_birth(self) -> None:
        """Settle only what the day of birth says."""
        for way in (_born_here, self._born_anywhere):
            for place, candidates in self._open(way):
                self._search.settle(place, self._told_apart(place, way, candidates))

    def _open(self, way: Way) -> Iterator[tuple[int, list[Known]]]:
        """The open lines that may mean somebody in that way, each with whom."""
        for place in self._names.places:
            if self._search.found[place] is None and (found := self._candidates(place, way)):
                yield place, found

    def _candidates(self, place: int, way: Way) -> list[Known]:
        line, claimed = self._search.lines[place], self._claimed
        found = [
            known
            for known in self._names.people(place)
            if way(known, line) and not self._search.excludes(known, line)
        ]
        if claimed and way not in (_born_here, self._born_anywhere):
            return [known for known in found if claimed.get(known.id, line.place) == line.place]
        return found

    def _contenders(self, place: int, candidates: Sequence[Known], way: Way) -> list[int]:
        """The open lines of that name that may mean one of these people in that way."""
        ids = {known.id for known in candidates}
        return [
            other
            for other in self._names.lines(place)
            if other == place or any(k.id in ids for k in self._candidates(other, way))
        ]

    def _told_apart(self, place: int, way: Way, candidates: Sequence[Known]) -> Known | None:
        """The only one, where no other line wants them; else the one with most signs in common."""
        rivals = self._contenders(place, candidates, way)
        alone = len(candidates) == len(rivals) == 1
        if alone and not self._rival(place, way):
            return candidates[0]
        best = most_alike(candidates, self._search.lines[place].signs(), self._signs_of)
        if len(best) != 1:
            return None
        signs = self._signs_of(best[0].id)
        common = {other: len(signs & self._search.lines[other].signs()) for other in rivals}
        alike = [other for other in rivals if common[other] >= common[place]]
        return best[0] if alike == [place] else None

    def _rival(self, place: int, way: Way) -> bool:
        """Whether the class says one namesake, and the day of birth another."""
        if way is self._born_anywhere:
            return self._rival_here(place)
        return way is named_here and bool(self._candidates(place, self._born_anywhere))

    def _rival_here(self, place: int) -> bool:
        """Whether a namesake in the line's own class may be meant as well as the one elsewhere."""
        line = self._search.lines[place]
        return any(
            in_place(known, line)
            and not self._search.excludes(known, line)
            and (can_be_one(known, line) or dates_mistyped(known.date_of_birth, line.date_of_birth))
            for known in self._names.people(place)
        )

    def _by_order(self, place: int, way: Way, candidates: Sequence[Known]) -> Known | None:
        """The first in the list, where all whom nothing tells apart are listed.

        Who has left the school is not expected there, nor who was passed over the last time.
        """
        if self._rival(place, way):
            return None
        line = self._search.lines[place]
        group = self._contenders(place, candidates, way)
        same_kind = [other for other in group if self._search.lines[other].left is line.left]
        for choose, lines in (
            (partial(_of_kind, line), same_kind),
            (list, group),
            (partial(_listed, line), same_kind),
        ):
            chosen = choose(candidates)
            if len(chosen) == len(lines) and all(
                choose(self._candidates(other, way)) == chosen for other in lines
            ):
                return min(chosen, key=standing)
        return None

    def _settle_by_family(self) -> None:
        """A namesake in another class without a date is the same child in the same family."""

        def kin(known: Known, line: Line) -> bool:
            signs = self._signs_of(known.id)
            return can_be_one(known, line) and family_says_so(signs, line.signs())

        for place, found in self._open(kin):
            alone = len(found) == 1 and len(self._contenders(place, found, kin)) == 1
            if alone and not self._rival_here(place):
                self._search.settle(place, found[0])


def most_alike(candidates: Sequence[Known], signs: Signs, signs_of: SignsOf) -> list[Known]:
    """Those who have most signs in common, and any at all."""
    common = [len(signs & signs_of(known.id)) for known in candidates]
    best = max(common, default=0)
    return [k for k, number in zip(candidates, common, strict=True) if number == best > 0]


def standing(known: Known) -> tuple[bool, int]:
    """The order in which namesakes whom nothing tells apart stood in the last list."""
    return not known.position, known.position


def named_here(known: Known, line: Line) -> bool:
    """In the line's class, and born when the line can mean."""
    return in_place(known, line) and can_be_one(known, line)


def _of_kind(line: Line, people: Sequence[Known]) -> list[Known]:
    """Those who have left for a line that says so, else those who have not."""
    return [known for known in people if known.attending is not line.left]


def _listed(line: Line, people: Sequence[Known]) -> list[Known]:
    """Those who were in the last list, and are expected in this one."""
    return [known for known in _of_kind(line, people) if known.position and not line.left]


def _born_here(known: Known, line: Line) -> bool:
    return in_place(known, line) and same_birth(known, line)


def _written_alike_here(known: Known, line: Line) -> bool:
    expected = line.left or known.position > 0  # who was passed over last time is not
    return expected and in_place(known, line) and known.date_of_birth == line.date_of_birth
