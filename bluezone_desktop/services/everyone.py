"""Everybody on record, each with where they belong: what the school's list and the search show."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from bluezone_desktop.domain.finding import Finder, Ready, make_ready
from bluezone_desktop.domain.people import ClassId, IsoDate, PersonId
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import AppStore, Attendance, Group, Relation, Status
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.everyone import EveryoneRows, read_everyone, read_some


class Place(NamedTuple):
    """A class as people are in it; ``is_present`` where it is of the running school year."""

    id: ClassId
    name: str
    order_key: str
    folded: str
    school_year: str
    homeroom_teacher: str | None
    is_present: bool


class Tie(NamedTuple):
    """Whose relative someone is, and as what. ``place`` is None for relatives of staff."""

    relation: Relation
    of: PersonId
    name: str
    place: Place | None
    is_at_school: bool


class Someone(NamedTuple):
    """One person. A tuple, because there are tens of thousands of them.

    words         what they are found by, a line each and folded: name, code, phone
    place         the class of a pupil
    ties          of relatives: first those to whoever is at school
    is_at_school  whether they count: not left, and of relatives that whoever they belong to has not
    """

    id: PersonId
    group: Group
    full_name: str | None
    order_key: str
    words: str
    date_of_birth: IsoDate | None
    code: str | None
    phone: str | None
    place: Place | None
    job: str | None
    attendance: Attendance
    status: Status
    store: AppStore | None
    installed_on: IsoDate | None
    ties: tuple[Tie, ...]
    is_at_school: bool

    @property
    def places(self) -> tuple[Place, ...]:
        """A pupil's class, or the classes of those whose relative they are."""
        if self.place:
            return (self.place,)
        return tuple(dict.fromkeys(tie.place for tie in self.ties if tie.place))


class Everyone(NamedTuple):
    """People in name order; what finds them, its rows being their places in that order."""

    people: tuple[Someone, ...]
    finder: Finder


def read(office: Office) -> Everyone:
    """Everybody on record, those who left included."""
    with undisturbed():
        with office.file.reading() as connection:
            rows = read_everyone(connection)
        people = _compose(rows)
        return Everyone(people, Finder(map(_ready, people)))


@contextmanager
def undisturbed() -> Iterator[None]:
    """While very many tuples are made, none of them in a circle.

    Python's collector would look through all of them again and again, holding up every other thread
    meanwhile: the window as well.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def some(office: Office, ids: Sequence[PersonId]) -> tuple[Someone, ...]:
    """Some people, in the order of ``ids``; who is not on record any more is left out."""
    with office.file.reading() as connection:
        rows = read_some(connection, ids)
    found = {one.id: one for one in _compose(rows)}
    return tuple(found[each] for each in ids if each in found)


def _ready(one: Someone) -> Ready:
    classes = [place.folded for place in one.places]
    return make_ready(one.words, classes, has_name=one.full_name is not None)


def _compose(rows: EveryoneRows) -> tuple[Someone, ...]:
    classes = {
        key: Place(ClassId(key), name, order, fold(name), year, teacher, year == rows.school_year)
        for key, year, name, order, teacher in rows.classes
    }
    heads = {row[0]: row for row in rows.people if row[1] != "relative"}
    ties: dict[str, list[Tie]] = {}
    for relative, of, relation in rows.ties:
        head = heads.get(of)
        if head is not None:
            place = classes.get(head[8])
            ties.setdefault(relative, []).append(
                Tie(_RELATIONS[relation], PersonId(of), head[2] or "", place, _counts(head, place))
            )
    for found in ties.values():
        if len(found) > 1:
            found.sort(key=lambda tie: (not tie.is_at_school, _ORDER[tie.relation]))
    return tuple(_someone(row, classes, ties) for row in rows.people)


def _someone(
    row: tuple[Any, ...], classes: Mapping[str, Place], ties: Mapping[str, list[Tie]]
) -> Someone:
    person_id, group, name, order_key, words, born, code, phone, class_id, job = row[:10]
    attendance, status, store, installed_on = row[10:]
    place = classes.get(class_id)
    mine: tuple[Tie, ...] = ()
    if group == "relative":
        mine = tuple(ties.get(person_id, ()))
        counts = attendance == "attending" and any(tie.is_at_school for tie in mine)
    else:
        counts = _counts(row, place)
    return Someone(
        person_id,
        _GROUPS[group],
        name,
        order_key,
        words,
        born,
        code,
        phone,
        place,
        job,
        _ATTENDANCES[attendance],
        _STATUSES[status],
        _STORES[store],
        installed_on,
        mine,
        counts,
    )


def _counts(row: tuple[Any, ...], place: Place | None) -> bool:
    """Whether a pupil or member of staff is at school."""
    if row[10] != "attending":
        return False
    return row[1] != "pupil" or (place is not None and place.is_present)


_GROUPS: Mapping[str, Group] = {one.value: one for one in Group}
_STATUSES: Mapping[str, Status] = {one.value: one for one in Status}
_STORES: Mapping[str | None, AppStore | None] = {None: None, **{one.value: one for one in AppStore}}
_ATTENDANCES: Mapping[str, Attendance] = {one.value: one for one in Attendance}
_RELATIONS: Mapping[str, Relation] = {one.value: one for one in Relation}
_ORDER = {relation: place for place, relation in enumerate(Relation)}
