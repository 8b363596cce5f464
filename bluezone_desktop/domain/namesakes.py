"""People on record and lines of a list, found by code and by name.

Two spellings of a name are one where accents agree, wherever the tones stand. A name without any
accent, as old systems wrote them, may be every name that it is without its accents.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from bluezone_desktop.domain.doubts import Known, Line
from bluezone_desktop.domain.likeness import is_plain, plain_key
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import PersonId

Way = Callable[[Known, Line], bool]
"""A way in which a line may mean somebody of its name."""


class People:
    """Everyone whom a line may mean."""

    def __init__(self) -> None:
        self.known: dict[PersonId, Known] = {}
        self.names: dict[PersonId, str] = {}
        self._by_code: dict[str, dict[PersonId, None]] = {}
        self._by_name: dict[str, dict[PersonId, None]] = {}

    def learn(self, people: Iterable[Known]) -> None:
        """Make people known, or known anew with other data."""
        for one in people:
            self.known[one.id] = one
            self.names[one.id] = name = match_key(one.full_name)
            if one.code:
                self._by_code.setdefault(one.code, {})[one.id] = None
            self._by_name.setdefault(name, {})[one.id] = None

    def has_code(self, code: str | None) -> bool:
        """Whether anyone has or had that code."""
        return code in self._by_code

    def of_code(self, code: str) -> list[Known]:
        """Everyone who has that code."""
        found = (self.known[i] for i in self._by_code.get(code, ()))
        return [known for known in found if known.code == code]

    def of_name(self, name: str) -> list[Known]:
        """Everyone whose name has that match key."""
        ids = self._by_name.get(name, ())
        return [self.known[i] for i in ids if self.names[i] == name]


class Search:
    """The lines of one file, and whom they have turned out to mean.

    names        of the lines, as match keys
    codes_speak  whether the list's codes are those on record
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.names = [match_key(line.full_name) for line in lines]
        self.found: list[PersonId | None] = [None] * len(lines)
        self.taken: set[PersonId] = set()
        self.codes_speak = True

    def open(self, places: Iterable[int] | None = None) -> list[int]:
        """The lines, or those of ``places``, of which it is not known yet whom they mean."""
        found = self.found
        return [n for n in (range(len(found)) if places is None else places) if found[n] is None]

    def settle(self, place: int, known: Known | None) -> None:
        """A line means that person, whom no other line can mean then."""
        if known:
            self.found[place] = known.id
            self.taken.add(known.id)

    def excludes(self, known: Known, line: Line) -> bool:
        """Whether the codes say that somebody else is meant."""
        return bool(self.codes_speak and line.code and known.code and known.code != line.code)


class Namesakes(Protocol):
    """Who and what has one name with a line, by one way of reading names."""

    places: list[int]
    """The open lines that have namesakes on record at all."""

    def people(self, place: int) -> list[Known]:
        """The free people of the line's name, those of another code included."""

    def lines(self, place: int) -> list[int]:
        """The open lines of the same name, itself included."""


class SameName:
    """Names that agree, accents and all."""

    def __init__(self, people: People, search: Search) -> None:
        self._people, self._search = people, search
        self._lines: dict[str, list[int]] = {}
        for place in search.open():
            self._lines.setdefault(search.names[place], []).append(place)
        self.places = [
            place
            for name, places in self._lines.items()
            if people.of_name(name)
            for place in places
        ]
        self.places.sort()

    def people(self, place: int) -> list[Known]:
        """See `Namesakes`."""
        found = self._people.of_name(self._search.names[place])
        return [known for known in found if known.id not in self._search.taken]

    def lines(self, place: int) -> list[int]:
        """See `Namesakes`."""
        return self._search.open(self._lines[self._search.names[place]])


class NameWithoutAccents:
    """Names that agree, or would if both lacked the accents that one of them lacks."""

    def __init__(self, people: People, search: Search) -> None:
        self._names, self._search = people.names, search
        self._keys = {place: plain_key(search.lines[place].full_name) for place in search.open()}
        self._lines: dict[str, list[int]] = {}
        for place, key in self._keys.items():
            self._lines.setdefault(key, []).append(place)
        self._people: dict[str, list[Known]] = {}
        for known in people.known.values():
            if known.id not in search.taken and (key := plain_key(known.full_name)) in self._lines:
                self._people.setdefault(key, []).append(known)
        self.places = [place for place, key in self._keys.items() if key in self._people]

    def people(self, place: int) -> list[Known]:
        """See `Namesakes`."""
        found = self._people.get(self._keys[place], ())
        return [k for k in found if k.id not in self._search.taken and self._is_one(k, place)]

    def lines(self, place: int) -> list[int]:
        """See `Namesakes`."""
        return self._search.open(self._lines[self._keys[place]])

    def _is_one(self, known: Known, place: int) -> bool:
        line = self._search.lines[place]
        return (
            self._names[known.id] == self._search.names[place]
            or is_plain(line.full_name)
            or is_plain(known.full_name)
        )
