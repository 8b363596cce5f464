"""Everybody in the school as rows: in memory, so that sorting and filtering follow the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from bluezone_desktop.domain.finding import Asked, spans, understand
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.gui.marked_text import Spans
from bluezone_desktop.gui.someone_words import SomeoneWords
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.everyone import Everyone, Someone

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

# Integers: a table asks a thousand times a second, and Qt's enumerations are slow to compare.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
SORT = int(Qt.ItemDataRole.UserRole) + 1
OBJECT = int(Qt.ItemDataRole.UserRole) + 2
"""The Someone of the row."""

_LAST = "~"
_NOBODY_ASKED = Asked("", ())


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    CLASS = 1
    ROLE = 2
    PHONE = 3
    STATUS = 4


_UNSOUGHT = frozenset({Column.ROLE, Column.STATUS})  # what is said there finds nobody


@dataclass(frozen=True, slots=True)
class Filter:
    """Who is shown.

    text       what the search understands; "" for everybody
    groups     empty for all
    with_gone  also those who do not count any more
    """

    text: str = ""
    groups: tuple[Group, ...] = ()
    status: Status | None = None
    with_gone: bool = False


Keys = dict[int, list[Any]]


class Ready(NamedTuple):
    """Everybody, and per column by what they are sorted: made where the window need not wait."""

    everyone: Everyone
    keys: Keys


class EveryoneModel(QAbstractTableModel):
    """Everybody who passes the filter, in the order of one column, names within that."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._words = SomeoneWords(texts)
        self._everyone: Everyone | None = None
        self._people: Sequence[Someone] = ()
        self._sorted_by = (int(Column.NAME), False)
        self._order: list[int] = []
        self._chosen: list[int] = []
        self._rows: list[int] = []
        self._keys: Keys = {}
        self._said: dict[int, tuple[str, ...]] = {}
        self._marks: dict[tuple[int, int], Spans] = {}
        self._asked = _NOBODY_ASKED
        self.filter = Filter()

    # What is shown

    def load(self, ready: Ready) -> None:
        """Other people in place of these, under the same filter and in the same order."""
        self.beginResetModel()
        self._everyone, self._people = ready.everyone, ready.everyone.people
        self._keys, self._said = ready.keys, {}
        self._put_in_order()
        self._let_through()
        self.endResetModel()

    def set_filter(self, wanted: Filter) -> None:
        """Shows others of the same people."""
        if wanted != self.filter:
            self.beginResetModel()
            before, self.filter = self.filter, wanted
            if replace(before, text=wanted.text) != wanted:
                self._choose()
            self._let_through()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Puts the rows in the order of a column; equal ones stay in name order."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder)
        if wanted == self._sorted_by:
            return  # a table asks twice
        self._sorted_by = wanted
        self.beginResetModel()
        self._put_in_order()
        self._let_through()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many there are without text, group and status."""
        if self.filter.with_gone:
            return len(self._people)
        return sum([one.is_at_school for one in self._people])

    def someone(self, row: int) -> Someone:
        """Who stands in a row."""
        return self._people[self._rows[row]]

    def row_of(self, person_id: PersonId) -> int:
        """The row of a person, -1 where they are not shown."""
        for row, place in enumerate(self._rows):
            if self._people[place].id == person_id:
                return row
        return -1

    def is_known(self, person_id: PersonId) -> bool:
        """Whether a person is there, shown or not."""
        return any(one.id == person_id for one in self._people)

    def words(self, row: int) -> tuple[str, ...]:
        """What the cells of a row say."""
        place = self._rows[row]
        said = self._said.get(place)
        if said is None:
            one, words = self._people[place], self._words
            gone = words.gone(one)
            role = words.role(one)
            said = self._said[place] = (
                words.name(one),
                words.places(one),
                f"{role} · {gone}" if gone else role,
                one.phone or "",
                words.status(one),
            )
        return said

    def marks(self, row: int, column: int) -> Spans:
        """What the filter asks for in a cell, as (start, end)."""
        if not self._asked.words or column in _UNSOUGHT:
            return ()
        key = (self._rows[row], column)
        found = self._marks.get(key)
        if found is None:
            found = self._marks[key] = spans(self._asked, self.words(row)[column])
        return found

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == DISPLAY:
            return self._texts(f"everyone.column.{Column(section).name.lower()}")
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == DISPLAY:
            return self.words(row)[column]
        if role == SPOKEN:
            return (
                f"{self.headerData(column, Qt.Orientation.Horizontal)}: {self.words(row)[column]}"
            )
        if role == TOOL_TIP:
            return ", ".join(part for part in self.words(row) if part)
        if role == SORT:
            return self._keys[column][self._rows[row]]
        return self.someone(row) if role == OBJECT else None

    # Inside

    def _put_in_order(self) -> None:
        """Everybody in the order of the column; then those of the groups and status chosen."""
        column, descending = self._sorted_by
        places = range(len(self._people))
        if self._people:
            self._order = sorted(places, key=self._keys[column].__getitem__, reverse=descending)
        else:
            self._order = []
        self._choose()

    def _choose(self) -> None:
        wanted, people, rows = self.filter, self._people, self._order
        if not wanted.with_gone:
            rows = [place for place in rows if people[place].is_at_school]
        if wanted.groups:
            groups = frozenset(wanted.groups)
            rows = [place for place in rows if people[place].group in groups]
        if wanted.status is not None:
            rows = [place for place in rows if people[place].status is wanted.status]
        self._chosen = rows

    def _let_through(self) -> None:
        """Of those chosen whom the text finds: what changes with every key."""
        self._asked, self._marks = understand(self.filter.text), {}
        self._rows = self._chosen
        if self._asked.words and self._everyone is not None:
            passes = bytearray(len(self._people))
            for place in self._everyone.finder.every(self._asked):
                passes[place] = 1
            self._rows = [place for place in self._chosen if passes[place]]


def _by_name(people: Sequence[Someone]) -> list[Any]:
    return list(range(len(people)))  # they come in name order


def _by_class(people: Sequence[Someone]) -> list[Any]:
    return [one.places[0].order_key if one.places else _LAST for one in people]


def _by_role(people: Sequence[Someone]) -> list[Any]:
    groups = {group: place * len(Relation) for place, group in enumerate(Group)}
    relations = {relation: place for place, relation in enumerate(Relation)}
    return [
        groups[one.group] + (relations[one.ties[0].relation] if one.ties else 0) for one in people
    ]


def _by_phone(people: Sequence[Someone]) -> list[Any]:
    return [one.phone or _LAST for one in people]


def _by_status(people: Sequence[Someone]) -> list[Any]:
    places = {status: place for place, status in enumerate(Status)}
    return [places[one.status] for one in people]


_KEYS = {
    Column.NAME: _by_name,
    Column.CLASS: _by_class,
    Column.ROLE: _by_role,
    Column.PHONE: _by_phone,
    Column.STATUS: _by_status,
}


def make_ready(everyone: Everyone) -> Ready:
    """Asks nothing of Qt: for any thread."""
    return Ready(everyone, {column: keys(everyone.people) for column, keys in _KEYS.items()})
