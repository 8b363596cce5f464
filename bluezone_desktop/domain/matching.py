"""Recognising people again: which person on record each line of a list means.

What is certain (`certainty`) is settled in silence. What is left may mean nobody on record, or
somebody for reasons that are not enough: a Doubt, for the user to settle. Until then the safe
answer holds: a new person, because a child on record twice can be put right and a tick with the
wrong child is never found. It is somebody on record only where the code says so and no date
contradicts it, where birth and class agree and the name is but a slip away, and where namesakes in
one class cannot be told apart even by what is on record: one of two is as good as the other then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bluezone_desktop.domain.certainty import (
    SignsOf,
    certain,
    claims,
    most_alike,
    named_here,
    standing,
)
from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.doubts import (
    MOST_CANDIDATES,
    Doubt,
    Known,
    Line,
    Why,
    in_place,
    is_full,
    same_birth,
    why_alike,
    why_same_name,
)
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.namesakes import NameWithoutAccents, People, Search
from bluezone_desktop.domain.people import PersonId

NEW: Final = "new"
"""The answer that a line means nobody on record."""

Answer = Callable[[int, Sequence[PersonId]], str | None]
"""What the user said of a line, given who may be meant: an id of these, NEW, or None."""

NOT_CLAIMED: Final[Mapping[PersonId, str]] = MappingProxyType({})
_LIKELIEST = {why: rank for rank, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class Recognition:
    """Per line of a list who is meant, None for somebody new; and what of it is not certain."""

    found: list[PersonId | None]
    doubts: list[Doubt]


class Recogniser:
    """Finds the people on record whom lists mean.

    signs_of  what tells a person on record from namesakes; asked for only where there are any
    staff     whether all are in one place, where a name alone says little
    """

    def __init__(self, signs_of: SignsOf, *, staff: bool = False) -> None:
        self._people, self._signs_of, self._staff = People(), signs_of, staff

    def learn(self, people: Iterable[Known]) -> None:
        """Make people known, or known anew with other data."""
        self._people.learn(people)

    def certain(self, lines: Sequence[Line]) -> set[PersonId]:
        """Everyone whom one of these lines means for certain."""
        return certain(self._people, lines, self._signs_of, {}).taken

    def claims(self, lines: Sequence[Line]) -> dict[PersonId, str]:
        """Whom these lines mean by code, or by name and day of birth, and in which place."""
        return claims(self._people, lines, self._signs_of)

    def recognise(
        self,
        lines: Sequence[Line],
        *,
        askable: Callable[[PersonId], bool] = lambda _: True,
        answer: Answer = lambda _line, _candidates: None,
        claimed: Mapping[PersonId, str] = NOT_CLAIMED,
    ) -> Recognition:
        """Who is meant by each line of one file; nobody is meant twice.

        askable  whether the user may be asked about somebody: on record, and not meant elsewhere
        answer   an answer that names nobody who may be meant, or somebody whom an earlier line
                 means by an answer, is as if nobody had answered
        claimed  the ``claims`` of other files of the same import: whom they mean in another place
                 is not meant here by name alone
        """
        search = certain(self._people, lines, self._signs_of, claimed)
        if not self._people.known or not search.open():
            return Recognition(search.found, [])
        left = _Leftovers(self._people, search, self._signs_of, askable, claimed, staff=self._staff)
        return Recognition(search.found, left.settle(answer))


@dataclass(frozen=True, slots=True)
class _Candidate:
    known: Known
    why: Why


class _Leftovers:
    """The lines that mean nobody for certain: whom they may mean, and who is taken."""

    def __init__(
        self,
        people: People,
        search: Search,
        signs_of: SignsOf,
        askable: Callable[[PersonId], bool],
        claimed: Mapping[PersonId, str],
        *,
        staff: bool,
    ) -> None:
        self._people, self._search, self._signs_of = people, search, signs_of
        self._askable, self._claimed, self._staff = askable, claimed, staff
        self._names = NameWithoutAccents(people, search)
        self._by_place, self._by_birth = self._neighbours()
        found = {place: self._candidates(place) for place in search.open()}
        self._found = {place: candidates for place, candidates in found.items() if candidates}
        self._wanted: dict[PersonId, int] = {}
        for candidates in self._found.values():
            for one in candidates:
                self._wanted[one.known.id] = self._wanted.get(one.known.id, 0) + 1

    def settle(self, answer: Answer) -> list[Doubt]:
        """Settle the lines, as the user said or else as is safe; gives what was not certain."""
        said = self._said(answer)
        defaults = self._meant({})
        meant = self._meant(said) if said else defaults
        for place, known in meant.items():
            self._search.settle(place, known)
        return [
            Doubt(
                place,
                tuple(one.known.id for one in candidates),
                _reason(candidates),
                _id(defaults[place]),
                _id(meant[place]),
                place in said,
                self._alike(place, candidates),
            )
            for place, candidates in self._found.items()
            if self._can_be_asked(candidates)
        ]

    # Who may be meant

    def _neighbours(self) -> tuple[dict[str, list[Known]], dict[str, list[Known]]]:
        """The free people by class and by day of birth, of the open lines' classes and days."""
        lines = [self._search.lines[place] for place in self._search.open()]
        by_place: dict[str, list[Known]] = {line.place: [] for line in lines if line.place}
        by_birth: dict[str, list[Known]] = {
            line.date_of_birth: []
            for line in lines
            if line.date_of_birth and is_full(line.date_of_birth)
        }
        for known in self._people.known.values():
            if known.id not in self._search.taken:
                if (group := by_place.get(known.place)) is not None:
                    group.append(known)
                if (group := by_birth.get(known.date_of_birth or "")) is not None:
                    group.append(known)
        return by_place, by_birth

    def _candidates(self, place: int) -> list[_Candidate]:
        line, signs = self._search.lines[place], self._signs_of
        found: dict[PersonId, _Candidate] = {}
        for known in self._names.people(place):
            if self._claimed.get(known.id, line.place) != line.place:
                continue
            why = why_same_name(known, line, signs, self._search.excludes(known, line))
            if why is Why.SEVERAL or (why and self._askable(known.id)):
                found[known.id] = _Candidate(known, why)
        if line.code and self._search.codes_speak:
            for known in self._people.of_code(line.code):
                if known.id not in found and self._is_free(known):
                    found[known.id] = _Candidate(known, Why.CODE)
        for group in (self._by_place.get(line.place), self._by_birth.get(line.date_of_birth or "")):
            for known in group or ():
                if known.id in found:
                    continue
                other_code = self._search.excludes(known, line)
                why = why_alike(known, line, signs, other_code, staff=self._staff)
                if why and self._askable(known.id):
                    found[known.id] = _Candidate(known, why)
        likeliest = sorted(
            found.values(),
            key=lambda one: (
                _LIKELIEST[one.why],
                not same_birth(one.known, line),
                not in_place(one.known, line),
                standing(one.known),
            ),
        )
        return likeliest[:MOST_CANDIDATES]

    def _is_free(self, known: Known) -> bool:
        return known.id not in self._search.taken and self._askable(known.id)

    def _can_be_asked(self, candidates: Sequence[_Candidate]) -> bool:
        """Whether all of them are on record: of somebody just planned the user knows nothing."""
        return all(self._askable(one.known.id) for one in candidates)

    def _alike(self, place: int, candidates: Sequence[_Candidate]) -> tuple[PersonId, ...]:
        """Who could have been meant as well, so that the next list could not tell them apart."""
        line = self._search.lines[place]
        if line.left:
            return ()
        return tuple(
            one.known.id
            for one in candidates
            if one.why is Why.SEVERAL and named_here(one.known, line)
        )

    # Who is meant

    def _said(self, answer: Answer) -> dict[int, Known | None]:
        """What the user said, as far as it can be; None for a new person."""
        said: dict[int, Known | None] = {}
        claimed: set[PersonId] = set()
        for place, candidates in self._found.items():
            if not self._can_be_asked(candidates):
                continue
            by_id = {one.known.id: one.known for one in candidates}
            choice = answer(place, tuple(by_id))
            if choice == NEW:
                said[place] = None
            elif choice and (known := by_id.get(PersonId(choice))) and known.id not in claimed:
                said[place] = known
                claimed.add(known.id)
        return said

    def _meant(self, said: dict[int, Known | None]) -> dict[int, Known | None]:
        """Per open line who is meant, where what is not said is settled as is safe."""
        meant = dict(said)
        taken = {known.id for known in said.values() if known}
        for place, candidates in self._found.items():
            if place not in meant:
                free = [one for one in candidates if one.known.id not in taken]
                meant[place] = self._safe(place, free, meant)
                if known := meant[place]:
                    taken.add(known.id)
        return meant

    def _safe(
        self, place: int, free: Sequence[_Candidate], settled: dict[int, Known | None]
    ) -> Known | None:
        line = self._search.lines[place]
        alike = [one.known for one in free if one.why is Why.SEVERAL]
        here = [known for known in alike if named_here(known, line)]
        born = [known for known in alike if same_birth(known, line)]
        if here and (not born or here[0] in born):  # born another day, here: nobody can tell
            return self._one_of(place, [k for k in here if k in born] or here, settled)
        if len(free) == 1:
            known, why = free[0].known, free[0].why
            if why is Why.CODE and not (
                is_full(known.date_of_birth) and is_full(line.date_of_birth)
            ):
                return known
            sure = same_birth(known, line) and in_place(known, line)
            if why is Why.SPELLING and sure and self._wanted[known.id] == 1:
                return known
        return None

    def _one_of(
        self, place: int, candidates: Sequence[Known], settled: dict[int, Known | None]
    ) -> Known | None:
        """The first in the list of those who cannot be told apart.

        Who has a phone or a family on record is not meant by a line that knows of neither, nor by
        one that knows of another, as long as other namesakes are about. Nobody is said to have left
        by their order, and of several names that are one without accents none is guessed.
        """
        line = self._search.lines[place]
        rivals = [
            other
            for other in self._names.lines(place)
            if other not in settled and named_here(candidates[0], self._search.lines[other])
        ]
        if 1 < len(candidates) > len(rivals):
            if line.left or len({match_key(known.full_name) for known in candidates}) > 1:
                return None
            best = most_alike(candidates, line.signs(), self._signs_of)
            candidates = best or [k for k in candidates if not self._signs_of(k.id)]
        return min(candidates, key=standing, default=None)


def _reason(candidates: Sequence[_Candidate]) -> Why:
    if len(candidates) > 1:
        return Why.SEVERAL
    return Why.CONTENDED if candidates[0].why is Why.SEVERAL else candidates[0].why


def _id(known: Known | None) -> PersonId | None:
    return known.id if known else None


def place_of_class(name: str) -> str:
    """The place of a pupil, for recognising: the class however it is written."""
    return class_match_key(name)
