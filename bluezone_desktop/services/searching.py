"""Searching for people and classes from anywhere, between two keystrokes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.finding import (
    Asked,
    Finder,
    Ready,
    accents_missed,
    make_ready,
    sought_form,
    understand,
)
from bluezone_desktop.domain.people import ClassId, PersonId, SchoolClass
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.services import everyone
from bluezone_desktop.services.everyone import Someone
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.everyone import (
    WordRows,
    newest_step,
    pupils_by_status,
    read_names,
    read_words,
    school_year,
    words_changed,
)
from bluezone_desktop.storage.people import read_classes

MOST = 200
MOST_CLASSES = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, the likeliest first.

    pupils  of each of these classes, for how far it is
    people  as many as were to be read at once
    others  whoever comes behind them; ``everyone.some`` reads them
    is_all  False where there are more people than were wanted; :meth:`Searcher.count` counts them
    """

    asked: Asked
    classes: tuple[SchoolClass, ...]
    people: tuple[Someone, ...]
    others: tuple[PersonId, ...]
    is_all: bool
    pupils: Mapping[ClassId, Figures] = field(default_factory=dict)


class Searcher:
    """Everybody's words made ready in memory, some 150 bytes each, on the thread of the Office.

    Before each answer it looks into the journal, so that it is true whoever changed something: this
    window, a command beside it, or a backup that was put back.
    """

    def __init__(self) -> None:
        self.finder = Finder(())
        self._ids: tuple[PersonId, ...] = ()
        self._classes: tuple[tuple[str, SchoolClass], ...] = ()
        self._newest: tuple[int, int] | None = None

    def make_ready(self, office: Office) -> None:
        """Make ready what is not yet, or not any more, so that the first answer comes at once."""
        with office.file.reading() as connection:
            newest = newest_step(connection)
            if newest == self._newest:
                return
            if self._newest is None or words_changed(connection, self._newest):
                with everyone.undisturbed():
                    self._take(read_words(connection))
                classes = read_classes(connection, school_year(connection))
                self._classes = tuple((sought_form(fold(one.name)), one) for one in classes)
        self._newest = newest

    def find(self, office: Office, text: str, limit: int = MOST, at_once: int = MOST) -> Found:
        """Classes that begin with ``text``, and up to ``limit`` people it finds.

        Of equally likely ones first who has the accents that were typed, then who is at school.

        at_once  so many of them are read, the others only named: what is in view comes sooner
        """
        self.make_ready(office)
        asked = understand(text)
        rows = self.finder.first(asked, limit + 1)
        ids = _in_order(office, [self._ids[row] for row in rows[:limit]], asked, text)
        begun = (one for sought, one in self._classes if asked.begins(sought))
        classes = tuple(islice(begun, MOST_CLASSES))
        return Found(
            asked,
            classes,
            everyone.some(office, ids[:at_once]),
            tuple(ids[at_once:]),
            len(rows) <= limit,
            _pupils(office, [one.id for one in classes]),
        )

    def count(self, office: Office, text: str) -> int:
        """How many people ``text`` finds."""
        self.make_ready(office)
        return len(self.finder.every(understand(text)))

    def _take(self, rows: WordRows) -> None:
        ready = _readied(rows)
        self._ids = tuple(person_id for person_id, _ in ready)
        self.finder = Finder(one for _, one in ready)


def _readied(rows: WordRows) -> list[tuple[PersonId, Ready]]:
    """Everybody in name order, those who count first."""
    names = {class_id: fold(name) for class_id, name, _ in rows.classes}
    present = {class_id for class_id, _, year in rows.classes if year == rows.school_year}
    class_of = {row[0]: row[4] for row in rows.people}
    at_school = {
        person_id
        for person_id, group, _, _, class_id, attends in rows.people
        if attends and group != "relative" and (group != "pupil" or class_id in present)
    }
    classes: dict[str, set[str]] = {}
    of_school = set[str]()
    for relative, of in rows.ties:
        class_id = class_of.get(of)
        if class_id is not None:
            classes.setdefault(relative, set()).add(names[class_id])
        if of in at_school:
            of_school.add(relative)
    counting: list[tuple[PersonId, Ready]] = []
    others: list[tuple[PersonId, Ready]] = []
    for person_id, group, has_name, search, class_id, attends in rows.people:
        mine = [names[class_id]] if class_id else classes.get(person_id, ())
        counts = person_id in at_school or (
            group == "relative" and attends and person_id in of_school
        )
        (counting if counts else others).append(
            (PersonId(person_id), make_ready(search, mine, has_name=bool(has_name)))
        )
    return counting + others


def _pupils(office: Office, class_ids: Sequence[ClassId]) -> dict[ClassId, Figures]:
    if not class_ids:
        return {}
    with office.file.reading() as connection:
        tallies = pupils_by_status(connection, class_ids)
    return {one: Figures.from_tally(tally) for one, tally in tallies.items()}


def _in_order(
    office: Office, ids: Sequence[PersonId], asked: Asked, text: str
) -> Sequence[PersonId]:
    """First who is called just so, then by the accents."""
    # "lớp" is no part of a name.
    typed = " ".join(word for word in clean(text).split() if fold(word) in asked.words)
    if typed.isascii() and len(asked.words) < 2:
        return ids  # nothing tells them apart
    with office.file.reading() as connection:
        names = read_names(connection, ids)

    def key(person_id: PersonId) -> tuple[bool, int]:
        name = names.get(person_id) or ""
        return fold(name) != asked.name, accents_missed(typed, name)

    return sorted(ids, key=key)
