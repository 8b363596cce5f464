"""The grid under the hands: focus, selection and setting of statuses on a tick sheet.

What the keys mean is told in ``tick_keys``, what the mouse does in ``tick_mouse``.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Status
from bluezone_desktop.gui.ticks.marker import Marker
from bluezone_desktop.gui.ticks.pasting import plan_paste, read_block, write_block
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.sticky import StickyTable
from bluezone_desktop.gui.ticks.tick_delegate import TickDelegate
from bluezone_desktop.gui.ticks.tick_keys import CYCLE, TickKeys, status_after
from bluezone_desktop.gui.ticks.tick_model import TickModel
from bluezone_desktop.gui.ticks.tick_mouse import TickMouse

STICKY_COLUMNS = 2
ROW_HEIGHT = 28

_SORTABLE = {ColumnKind.NUMBER, ColumnKind.NAME, ColumnKind.JOB, ColumnKind.GROUP}


class TickView(StickyTable):
    """The grid of a tick sheet.

    ``advances``: a digit goes on to the next row.

    moved         the focus is in another cell, or the cell's content changed
    typed         letters typed so far, and whether a name begins with them
    details_wanted  F2, double click or the plus sign: name, note or relative at this index
    card_wanted   Enter on a name, Alt+Enter anywhere: the card of who stands at this index
    menu_wanted   a menu for the selection is wanted at this global point
    sorted_by_user  a head was clicked, and the rows stand in its order
    nobody_here   a status key was pressed where nobody stands
    missing_marked  a Status for the father or mother at this index, whom no list has named
    pasted        a PastePlan: what was stored, and what of the block could not be
    """

    moved = Signal()
    typed = Signal(str, bool)
    details_wanted = Signal(QModelIndex)
    card_wanted = Signal(QModelIndex)
    menu_wanted = Signal(QPoint)
    nobody_here = Signal()
    missing_marked = Signal(QModelIndex, object)
    sorted_by_user = Signal()
    pasted = Signal(object)

    def __init__(self, model: TickModel, marker: Marker, parent: QWidget | None = None) -> None:
        super().__init__(STICKY_COLUMNS, parent)
        self._sheet = model
        self._marker = marker
        self._keys = TickKeys(self)
        self._mouse = TickMouse(self)
        self._anchor = (0, 0)
        self._writing = False
        self.advances = False
        self._kept: tuple[PersonId | None, int, str] = (None, 0, "own")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)  # focusNextPrevChild below knows the sheet better
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Plain letters are wanted for jumping to a name; an input method would hold them back.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setModel(model)
        self.set_row_height(ROW_HEIGHT)
        for table in (self, self.upper):
            # One each: Qt wants an editor to belong to the one table that opened it.
            delegate = TickDelegate(self, model)
            delegate.closeEditor.connect(self._stopped_writing)
            table.setItemDelegate(delegate)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        model.dataChanged.connect(self._cells_changed)
        self._restore_place()

    # Where the focus is

    @property
    def sheet(self) -> TickModel:
        """The sheet shown."""
        return self._sheet

    @property
    def has_hands(self) -> bool:
        """Whether keys come here: the cell in focus is framed and the selection is tinted."""
        return self.hasFocus() or self._writing

    @property
    def painting(self) -> Status | None:
        """What a drag that is under way will set; None while none is."""
        return self._mouse.painting

    def show_painting(self) -> None:
        """A drag begins or ends: the cells passed over show what they will get."""
        for table in (self, self.upper):
            table.viewport().update()

    @property
    def rows_per_page(self) -> int:
        """Rows that Page Down goes by: what is in view, less one to read on from."""
        return max(1, self.viewport().height() // ROW_HEIGHT - 1)

    def names(self) -> list[str]:
        """The pupils' names of the rows in view, in order."""
        rows = range(self._sheet.rowCount())
        return [self._sheet.row_at(row).household.person.full_name or "" for row in rows]

    @property
    def column_of_own(self) -> int:
        """The column of the row's own status, where a sheet begins."""
        return next(i for i, c in enumerate(self._sheet.columns) if c.kind is ColumnKind.OWN)

    @property
    def is_on_name(self) -> bool:
        """Whether the focus is on a name."""
        current = self.currentIndex()
        return current.isValid() and self._sheet.columns[current.column()].kind is ColumnKind.NAME

    def tick_column_after(self, column: int) -> int | None:
        """The next column of statuses; None behind the last."""
        columns = enumerate(self._sheet.columns)
        return next((at for at, each in columns if at > column and each.is_tick), None)

    def selected_people(self) -> list[Person]:
        """Everyone in the selected cells once, from top to bottom."""
        indexes = self.selectionModel().selectedIndexes()
        indexes.sort(key=lambda index: (index.row(), index.column()))
        found = (self._sheet.person_at(index) for index in indexes)
        return list({person.id: person for person in found if person is not None}.values())

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Moves the focus, as far as there are cells; with ``extend`` the selection follows."""
        rows, columns = self._sheet.rowCount(), self._sheet.columnCount()
        if not rows:
            return
        # The running number only counts: the name is the first cell that can have the focus.
        row = max(0, min(rows - 1, row))
        column = max(1, min(columns - 1, column))
        index = self._sheet.index(row, column)
        if extend:
            top, bottom = sorted((self._anchor[0], row))
            left, right = sorted((self._anchor[1], column))
            self._select(top, left, bottom, right)
        else:
            self._anchor = (row, column)
            self._select(row, column, row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def go_to_person(self, person_id: PersonId) -> bool:
        """Puts the focus on a person's status; False where they are not in view."""
        row = self._sheet.row_of(person_id)
        if row < 0:
            return False
        cells = self._sheet.row_at(row).cells
        ticks = [place for place, column in enumerate(self._sheet.columns) if column.is_tick]
        for place in ticks:
            person = cells[place]
            if person is not None and person.id == person_id:
                self.go(row, place)
                return True
        return False

    def select_rows(self, first: int, last: int) -> None:
        """Selects pupils with everyone of theirs; the focus is on the name of the last."""
        self.go(last, 1)
        self._anchor = (first, 1)
        top, bottom = sorted((first, last))
        self._select(top, 1, bottom, self._sheet.columnCount() - 1)

    def toggle(self, index: QModelIndex) -> None:
        """Takes one cell into the selection, or out of it."""
        self._anchor = (index.row(), index.column())
        selection = self.selectionModel()
        selection.select(index, QItemSelectionModel.SelectionFlag.Toggle)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def select_column(self, column: int) -> None:
        """Selects everyone in a column; the focus stays in its row."""
        rows = self._sheet.rowCount()
        if not rows:
            return
        row = max(0, self.currentIndex().row())
        self._anchor = (row, column)
        current = self._sheet.index(row, column)
        self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._select(0, column, rows - 1, column)

    def select_more(self) -> None:
        """Ctrl+A: everyone in the column of the focus; once more, every status of the sheet."""
        column = max(1, self.currentIndex().column())
        ranges = self.selectionModel().selection()
        if ranges.size() == 1:
            block = ranges.first()
            whole = block.height() == self._sheet.rowCount() > 1
            if whole and block.left() == block.right() == column:
                self.select_everyone()
                return
        self.select_column(column)

    def select_everyone(self) -> None:
        """Selects every status of the sheet; the focus stays where it is."""
        ticks = [at for at, each in enumerate(self._sheet.columns) if each.is_tick]
        if self._sheet.rowCount():
            self._select(0, ticks[0], self._sheet.rowCount() - 1, ticks[-1])

    def start_at_top(self) -> None:
        """The next rows to be loaded are another sheet's: begin at its first row, same column."""
        place = self.currentIndex().column()
        columns = self._sheet.columns
        key = columns[place].key if 0 <= place < len(columns) else self._kept[2]
        self._kept = (None, 0, key)
        self.selectionModel().clear()

    def write_in(self, index: QModelIndex) -> None:
        """Opens the editor of a name or note, in the table that is to be seen there."""
        table = self.upper if index.column() < STICKY_COLUMNS else self
        self.scrollTo(index)
        self._writing = True
        table.edit(index)

    def _stopped_writing(self) -> None:
        self._writing = False
        self.setFocus()

    # Setting statuses

    def set_status(self, status: Status, store: AppStore | None = None) -> None:
        """Sets everyone selected, as one step."""
        people = self.selected_people()
        if people:
            self._marker.mark([person.id for person in people], status, store)
        elif self._is_missing_parent and status is not Status.NOT_ASKED:
            self.missing_marked.emit(self.currentIndex(), status)
        else:
            self.nobody_here.emit()

    def step_status(self, steps: int = 1) -> None:
        """Sets everyone selected to what follows the status of the cell with the focus."""
        following = self.status_following(self.currentIndex(), steps)
        if following is None and self._is_missing_parent:
            following = CYCLE[0]
        if following is None:
            self.nobody_here.emit()
        else:
            self.set_status(following)

    @property
    def _is_missing_parent(self) -> bool:
        """Whether one cell is selected, a father's or mother's whom no list has named."""
        current = self.currentIndex()
        return (
            len(self.selectionModel().selectedIndexes()) == 1
            and self._sheet.columns[current.column()].kind is ColumnKind.RELATION
            and self._sheet.person_at(current) is None
        )

    def status_following(self, index: QModelIndex, steps: int = 1) -> Status | None:
        """What Space or a click makes of the cell; None where nobody stands.

        It goes on from what was typed last, also while that is still on its way to the disk.
        """
        person = self._sheet.person_at(index)
        return status_after(self._marker.wanted(person), steps) if person else None

    def paste(self) -> None:
        """Lays a block from a spreadsheet onto the sheet, from the selection's first cell on."""
        ranges = self.selectionModel().selection()
        text = QGuiApplication.clipboard().text()
        if ranges.isEmpty() or not text.strip():
            return
        plan = plan_paste(self._sheet, read_block(text), _around(ranges))
        self._marker.mark_block(plan.statuses)
        self.pasted.emit(plan)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keys.take(event))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        return self._keys.tab(next) or super().focusNextPrevChild(next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keys.forget_letters()
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.drag(event):
            super().mouseMoveEvent(event)  # keeps the cell under the mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_at_focus()
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def menu_at_focus(self) -> None:
        """Opens the menu below the cell with the focus."""
        if self.currentIndex().isValid():
            where = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(where))

    def copy(self) -> None:
        """Puts the selected block on the clipboard as a spreadsheet takes it."""
        chosen = self.selectionModel().selectedIndexes()
        if not chosen:
            return
        rows = [index.row() for index in chosen]
        columns = [index.column() for index in chosen]
        # Cells chosen here and there keep their places: what lies between them is empty.
        block = [[""] * (max(columns) - min(columns) + 1) for _ in range(min(rows), max(rows) + 1)]
        for index in chosen:
            block[index.row() - min(rows)][index.column() - min(columns)] = self._sheet.copied(
                index
            )
        QGuiApplication.clipboard().setText(write_block(block))

    def sort_wanted(self, column: int) -> None:
        """A head of text sorts; a head of statuses selects them all, ready for a key."""
        if self._sheet.columns[column].kind not in _SORTABLE:
            self.select_column(column)
            return
        before, direction = self._sheet.sorted_by
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        order = down if before == column and direction == up else up
        self._sheet.sort(column, order)
        self.sorted_by_user.emit()

    def sort_by(self, kind: ColumnKind) -> None:
        """Puts the rows in the order of the first column of ``kind``."""
        self._sheet.sort(self._sheet.place_of(kind), Qt.SortOrder.AscendingOrder)
        self.sorted_by_user.emit()

    # Keeping the place

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            # The row of the focus is tinted all along.
            for index in (current, previous):
                self._repaint_row(index.row())
        else:
            self.upper.update(current)
            self.upper.update(previous)
        self.moved.emit()

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            for table in (self, self.upper):
                table.viewport().update(0, top, table.viewport().width(), height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for table in (self, self.upper):
                delegate = table.itemDelegate()
                if isinstance(delegate, TickDelegate):
                    delegate.forget_measures()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go(0, self.column_of_own)
        self.upper.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.upper.viewport().update()

    def _cells_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.currentIndex()
        if first.row() <= current.row() <= last.row():
            self.moved.emit()

    def _keep_place(self) -> None:
        current = self.currentIndex()
        if current.isValid():
            row_id = self._sheet.row_at(current.row()).id
            key = self._sheet.columns[current.column()].key
            self._kept = (row_id, current.row(), key)

    def _restore_place(self) -> None:
        self._writing = False  # a reset takes an open editor away without a word
        self._keys.forget_letters()
        row_id, row, key = self._kept
        if row_id is not None and (found := self._sheet.row_of(row_id)) >= 0:
            row = found
        keys = [column.key for column in self._sheet.columns]
        self.go(row, keys.index(key) if key in keys else self.column_of_own)

    def _select(self, top: int, left: int, bottom: int, right: int) -> None:
        block = QItemSelection(self._sheet.index(top, left), self._sheet.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _around(ranges: QItemSelection) -> QItemSelectionRange:
    """The block that a selection of several pieces lies in."""
    pieces = [ranges.at(place) for place in range(ranges.size())]
    top, left = min(each.top() for each in pieces), min(each.left() for each in pieces)
    bottom, right = max(each.bottom() for each in pieces), max(each.right() for each in pieces)
    model = pieces[0].model()
    return QItemSelectionRange(model.index(top, left), model.index(bottom, right))
