"""The rows of a tick sheet for Qt: cells change one by one, filtered rows stay where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from bluezone_desktop.domain.names import order_key
from bluezone_desktop.domain.people import Household, Person, PersonId
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.ticks.marker import Mark
from bluezone_desktop.gui.ticks.sheet import Column, ColumnKind, Row, Show, lay_out
from bluezone_desktop.gui.ticks.wording import Wording

Index = QModelIndex | QPersistentModelIndex

# Plain integers: comparing Qt's enumerations costs more than all the rest of data().
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
EDIT = int(Qt.ItemDataRole.EditRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
SORT = int(Qt.ItemDataRole.UserRole) + 1
"""A key to sort by; comparable within its column."""
OBJECT = int(Qt.ItemDataRole.UserRole) + 2
"""The Person in the cell, or None."""

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STATUS_ORDER = {status: place for place, status in enumerate(Status)}
_EDITED_FIELDS = {ColumnKind.NAME: "full_name", ColumnKind.NOTE: "note"}
_SELECTABLE = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_EDITABLE = _SELECTABLE | Qt.ItemFlag.ItemIsEditable
_NOWHERE = QModelIndex()

ColumnsFor = Callable[[Iterable[Household]], tuple[Column, ...]]


class TickModel(QAbstractTableModel):
    """One sheet: households as rows, statuses as cells.

    figures_changed  some status is another one now, or other rows are loaded
    edited           row's Person, "full_name" or "note", and the text typed: it is on disk, and
                     shown, only when the screen has stored it
    """

    figures_changed = Signal()
    edited = Signal(object, str, str)

    def __init__(
        self,
        wording: Wording,
        columns_for: ColumnsFor,
        *,
        sorted_by: ColumnKind = ColumnKind.NAME,
        parent: QObject | None = None,
    ) -> None:
        """``sorted_by``: the column in whose order the rows are loaded, and shown at first."""
        super().__init__(parent)
        self._wording = wording
        self._columns_for = columns_for
        self._columns: tuple[Column, ...] = columns_for(())
        self._rows: list[Row] = []
        self._order: list[int] = []  # every row, as sorted
        self._shown: list[int] = []  # of these the ones that the filter lets through
        self._numbers: list[int] = []  # place of each row in the sorted list, from 1
        self._show = Show.ALL
        self._given_order = sorted_by
        self._sorted_by = (self.place_of(sorted_by), Qt.SortOrder.AscendingOrder)
        self._late: frozenset[PersonId] = frozenset()
        # Qt asks for some ten roles per cell and paint: most are answered by not being here.
        self._readers: dict[int, Callable[[int, int], Any]] = {
            DISPLAY: self._display,
            EDIT: self._editable,
            ALIGNMENT: self._alignment,
            TOOL_TIP: lambda row, at: wording.hover(self._rows[row], at, self._columns[at]),
            SPOKEN: lambda row, at: wording.spoken(
                self._rows[row], at, self._columns[at], self._numbers[row]
            ),
            OBJECT: lambda row, at: self._rows[row].cells[at],
            SORT: self._sort_key,
        }

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows in view."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns of the sheet."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Words, alignment, and the object and sort roles. Signs are painted by the delegate."""
        read = self._readers.get(role)
        if read is None or not index.isValid():
            return None
        return read(self._shown[index.row()], index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Heads of the columns; rows are named by their pupil for a screen reader."""
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < (len(self._columns) if across else len(self._shown)):
            return None
        if role in (DISPLAY, SPOKEN):
            if across:
                return self._head(section, shown=role == DISPLAY)
            return self._wording.name(self._rows[self._shown[section]].household.person)
        if across and role == TOOL_TIP:
            return self._wording.header_help(self._columns[section]) or None
        if across and role == ALIGNMENT:
            return self._alignment(0, section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected; the view keeps the focus off the running number."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self._columns[index.column()].kind in _EDITED_FIELDS
        return _EDITABLE if editable else _SELECTABLE

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts the rows; equals keep the Vietnamese name order in which they came."""
        self._sorted_by = (column, order)
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Hands what was typed on to be stored; the cell changes when it is."""
        if role != EDIT or not index.isValid():
            return False
        field = _EDITED_FIELDS.get(self._columns[index.column()].kind)
        if field is None:
            return False
        text = str(value)
        if text != self.data(index, EDIT):
            self.edited.emit(self.row_at(index.row()).household.person, field, text)
        return True

    # What the sheet asks

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return self._columns

    @property
    def wording(self) -> Wording:
        """The words of this sheet."""
        return self._wording

    @property
    def show(self) -> Show:
        """The filter."""
        return self._show

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """Column and direction of the sorting."""
        return self._sorted_by

    @property
    def given_order(self) -> ColumnKind:
        """The column in whose order the rows are loaded."""
        return self._given_order

    def place_of(self, kind: ColumnKind) -> int:
        """The first column of ``kind``."""
        return next(place for place, column in enumerate(self._columns) if column.kind is kind)

    @property
    def total_rows(self) -> int:
        """Rows in all, also those that the filter hides."""
        return len(self._rows)

    def households(self) -> list[Household]:
        """All households as they are on disk, also those that the filter hides."""
        return [row.household for row in self._rows]

    def people(self) -> list[Person]:
        """Everyone on the sheet once, also those that the filter hides."""
        found: dict[PersonId, Person] = {}
        for row in self._rows:
            found[row.id] = row.household.person
            found.update((each.person.id, each.person) for each in row.household.relatives)
        return list(found.values())

    def all_rows(self) -> list[Row]:
        """Every laid-out household as sorted, also those that the filter hides."""
        return [self._rows[number] for number in self._order]

    def copied(self, index: Index) -> str:
        """What a cell says on the clipboard: the words that drop-downs of class sheets have."""
        row, place = self._shown[index.row()], index.column()
        return self._wording.copied(
            self._rows[row], place, self._columns[place], self._numbers[row]
        )

    def row_at(self, row: int) -> Row:
        """The laid-out household in view at ``row``."""
        return self._rows[self._shown[row]]

    def person_at(self, index: Index) -> Person | None:
        """Who stands in the cell; the name stands for the row's own person."""
        if not index.isValid():
            return None
        return self._rows[self._shown[index.row()]].cells[index.column()]

    def person_in(self, row: int, place: int) -> Person | None:
        """Who stands in the cell, for painting, which asks often."""
        return self._rows[self._shown[row]].cells[place]

    def words(self, row: int, place: int) -> str:
        """What the cell shows, for painting, which asks often."""
        return self._display(self._shown[row], place)

    def is_late(self, person: Person) -> bool:
        """Whether a mark of ``person`` is waiting for a slow disk."""
        return person.id in self._late

    def row_of(self, person_id: PersonId) -> int:
        """The row in view of a pupil, of a member of staff or of a relative of theirs; else -1."""
        for place, number in enumerate(self._shown):
            row = self._rows[number]
            if row.id == person_id or any(
                each.person.id == person_id for each in row.household.relatives
            ):
                return place
        return -1

    def load(self, households: Sequence[Household]) -> None:
        """Takes the sheet as it is on disk now; where rows are the same, only cells change."""
        columns, rows = lay_out(households, self._columns_for)
        known = [row.id for row in self._rows]
        if columns == self._columns and known == [row.id for row in rows]:
            self._replace_rows(rows)
        else:
            self.beginResetModel()
            self._columns, self._rows = columns, list(rows)
            self._arrange()
            self.endResetModel()
        self.figures_changed.emit()

    def settle(self, mark: Mark) -> None:
        """Shows a mark that is on disk. Only the cells of its people are painted again."""
        changed: list[Row] = []
        for row in self._rows:
            household = row.household
            if household.person.id in mark.statuses or any(
                each.person.id in mark.statuses for each in household.relatives
            ):
                household = _marked(household, mark)
            changed.append(row if household is row.household else self._lay_out_one(household))
        self._replace_rows(changed)
        self.figures_changed.emit()

    def set_late(self, late: frozenset[PersonId]) -> None:
        """People whose mark takes long: their cells say so until it is on disk."""
        touched = self._late ^ late
        self._late = late
        if touched:
            self._tell(
                (place, column)
                for place, number in enumerate(self._shown)
                for column, person in enumerate(self._rows[number].cells)
                if person is not None and person.id in touched and self._columns[column].is_tick
            )

    def set_show(self, show: Show) -> None:
        """Filters anew, also where ``show`` is the filter already set."""
        self._show = show
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    # Inside

    def _display(self, row: int, place: int) -> str:
        column = self._columns[place]
        return self._wording.cell(self._rows[row], place, column, self._numbers[row])

    def _head(self, section: int, *, shown: bool) -> str:
        """The head of a column; with an arrow where the rows stand in an order of its own."""
        words = self._wording.header(self._columns[section])
        usual = (self.place_of(self._given_order), Qt.SortOrder.AscendingOrder)
        if not shown or self._sorted_by[0] != section or self._sorted_by == usual:
            return words
        return f"{words} {'↑' if self._sorted_by[1] == Qt.SortOrder.AscendingOrder else '↓'}"

    def _editable(self, row: int, place: int) -> str:
        person = self._rows[row].household.person
        if self._columns[place].kind is ColumnKind.NAME:
            return person.full_name or ""
        return person.note

    def _alignment(self, row: int, place: int) -> int:
        return _RIGHT if self._columns[place].kind is ColumnKind.NUMBER else _LEFT

    def _lay_out_one(self, household: Household) -> Row:
        return lay_out((household,), lambda _: self._columns)[1][0]

    def _replace_rows(self, rows: Sequence[Row]) -> None:
        """Same people in the same rows: finds the cells that differ."""
        before, self._rows = self._rows, list(rows)
        missing = set(self._order) - set(self._shown)
        if any(self._passes(self._rows[number]) for number in missing):
            # Who no longer matches stays in view: a row that vanishes under the hand makes the next
            # key hit the wrong person. Who matches again (an undo) comes back.
            kept = set(self._shown)
            self.beginResetModel()
            self._shown = [
                number
                for number in self._order
                if number in kept or self._passes(self._rows[number])
            ]
            self.endResetModel()
            return
        self._tell(
            (place, column)
            for place, number in enumerate(self._shown)
            if before[number] is not self._rows[number]
            for column in self._differing(before[number], self._rows[number])
        )

    def _differing(self, before: Row, now: Row) -> Iterator[int]:
        own_changed = before.household.person != now.household.person
        for place, column in enumerate(self._columns):
            if column.is_tick:
                if (before.cells[place], before.relations[place]) != (
                    now.cells[place],
                    now.relations[place],
                ):
                    yield place
            elif own_changed and self._said(before, place) != self._said(now, place):
                yield place

    def _said(self, row: Row, place: int) -> str:
        return self._wording.cell(row, place, self._columns[place], 0)

    def _tell(self, cells: Iterable[tuple[int, int]]) -> None:
        """Emits dataChanged for ``cells``, cells below each other together."""
        by_column: dict[int, list[int]] = {}
        for row, column in cells:
            by_column.setdefault(column, []).append(row)
        for column, rows in by_column.items():
            first = last = rows[0]
            for row in [*rows[1:], -1]:
                if row == last + 1:
                    last = row
                    continue
                self.dataChanged.emit(self.index(first, column), self.index(last, column))
                first = last = row

    def _arrange(self) -> None:
        column, direction = self._sorted_by
        if column >= len(self._columns):
            column, direction = self.place_of(self._given_order), Qt.SortOrder.AscendingOrder
            self._sorted_by = (column, direction)
        self._order = sorted(
            range(len(self._rows)),
            key=lambda number: self._sort_key(number, column),
            reverse=direction == Qt.SortOrder.DescendingOrder,
        )
        self._numbers = [0] * len(self._rows)
        for place, number in enumerate(self._order):
            self._numbers[number] = place + 1
        self._shown = [number for number in self._order if self._passes(self._rows[number])]

    def _passes(self, row: Row) -> bool:
        if self._show is Show.ALL:
            return True
        return self._show.takes(row.household.person.status) or any(
            self._show.takes(each.person.status) for each in row.household.relatives
        )

    def _sort_key(self, number: int, place: int) -> Any:
        """The order in which the rows were loaded decides between equals."""
        row, column = self._rows[number], self._columns[place]
        person = row.household.person
        if column.kind is self._given_order:
            return number
        if column.kind is ColumnKind.NUMBER:
            return (person.position, number)
        if column.kind is ColumnKind.NAME:
            return (order_key(person.full_name, person.date_of_birth, person.code), number)
        if column.is_tick:
            there = row.cells[place]
            return (_STATUS_ORDER[there.status] if there else len(_STATUS_ORDER), number)
        return (self._wording.cell(row, place, column, 0).casefold(), number)


def _marked(household: Household, mark: Mark) -> Household:
    """The household after a mark. Day and store that storage adds come with the next reading."""

    def marked(person: Person) -> Person:
        status = mark.statuses.get(person.id)
        if status is None:
            return person
        if status is not Status.INSTALLED:
            return replace(person, status=status, store=None, installed_on=None)
        return replace(person, status=status, store=mark.store or person.store)

    relatives = tuple(
        replace(each, person=marked(each.person)) if each.person.id in mark.statuses else each
        for each in household.relatives
    )
    return Household(marked(household.person), relatives)
