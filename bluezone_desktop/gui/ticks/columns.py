"""How a tick sheet is laid out: columns as wide as their words need, or as the user left them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.memory import Memory
from bluezone_desktop.gui.theme import GROUP, INSIDE, SECONDARY_PT, font
from bluezone_desktop.gui.ticks.sheet import Column, ColumnKind
from bluezone_desktop.gui.ticks.tick_delegate import SIGN_AREA
from bluezone_desktop.gui.ticks.tick_model import DISPLAY
from bluezone_desktop.gui.ticks.tick_view import TickView

KEEP_AFTER_MS = 800
"""Dragging an edge tells of every point it passes: only where it comes to rest is kept."""

_SLACK = 3
"""Painted words come out a little wider than measured ones; without it the widest would end in …"""

_ORDERS = {False: Qt.SortOrder.AscendingOrder, True: Qt.SortOrder.DescendingOrder}
_WIDEST = {
    ColumnKind.NAME: 220,
    ColumnKind.JOB: 180,
    ColumnKind.GROUP: 140,
    ColumnKind.OTHER: 220,
    ColumnKind.NOTE: 400,
}
_NARROWEST = {ColumnKind.NUMBER: 44, ColumnKind.NAME: 140}


class Columns(QObject):
    """Widths and sorting of one sheet. What the user chose is remembered under ``section``."""

    def __init__(self, view: TickView, memory: Memory, section: str) -> None:
        super().__init__(view)
        self._view = view
        self._memory = memory
        self._name = f"columns_{section}"
        self._sorting_name = f"sorting_{section}"
        self._drawn = self._recalled()
        self._laying = False
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_AFTER_MS)
        self._keep_timer.timeout.connect(self.keep)
        view.sheet.modelReset.connect(self.lay)
        view.horizontalHeader().sectionResized.connect(self._resized)
        view.viewport().installEventFilter(self)
        self._sort_as_left()
        view.sorted_by_user.connect(self._keep_sorting)
        self.lay()

    def keep(self) -> None:
        """Remembers the widths drawn by the user."""
        self._memory.keep(self._name, json.dumps(self._drawn))

    def lay(self) -> None:
        """Gives every column its width; the notes take what room is left."""
        view = self._view
        columns = view.sheet.columns
        self._laying = True
        for place, column in enumerate(columns):
            view.setColumnWidth(place, self._drawn.get(column.key) or self._needed(place, column))
        self._laying = False
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fill()
        return super().eventFilter(watched, event)

    def _needed(self, place: int, column: Column) -> int:
        sheet, metrics = self._view.sheet, self._view.fontMetrics()
        said = str(sheet.headerData(place, Qt.Orientation.Horizontal))
        head = QFontMetrics(font(SECONDARY_PT)).horizontalAdvance(said) + GROUP
        widest = max(map(metrics.horizontalAdvance, self._words(place, column)), default=0)
        needed = widest + (SIGN_AREA + INSIDE if column.is_tick else GROUP) + _SLACK
        narrowest, most = _NARROWEST.get(column.kind, 0), _WIDEST.get(column.kind, needed)
        return max(head, narrowest, min(needed, most))

    def _words(self, place: int, column: Column) -> set[str]:
        """What may stand in a column. Every status must fit: nothing moves when one changes."""
        sheet = self._view.sheet
        rows = [sheet.row_at(row) for row in range(sheet.rowCount())]
        if column.kind is ColumnKind.OTHER:
            relations = {row.relations[place] for row in rows}
            return {
                sheet.wording.other(relation, status)
                for relation in relations
                if relation is not None
                for status in Status
            }
        if column.is_tick:
            return {sheet.wording.short(status) for status in Status}
        return {str(sheet.index(row, place).data(DISPLAY)) for row in range(len(rows))}

    def _fill(self) -> None:
        view, columns = self._view, self._view.sheet.columns
        last = len(columns) - 1
        if columns[last].kind is not ColumnKind.NOTE or columns[last].key in self._drawn:
            return
        taken = sum(view.columnWidth(place) for place in range(last))
        self._laying = True
        room = view.viewport().width() - taken
        view.setColumnWidth(last, max(self._needed(last, columns[last]), room))
        self._laying = False

    def _resized(self, place: int, _: int, width: int) -> None:
        columns = self._view.sheet.columns
        if not self._laying and width and place < len(columns):
            self._drawn[columns[place].key] = width
            self._keep_timer.start()
            self._fill()

    def _sort_as_left(self) -> None:
        sheet = self._view.sheet
        key, _, direction = self._memory.text(self._sorting_name).partition(" ")
        place = next((i for i, c in enumerate(sheet.columns) if c.key == key), -1)
        if place >= 0:
            down = direction == "descending"
            sheet.sort(place, _ORDERS[down])

    def _keep_sorting(self) -> None:
        place, order = self._view.sheet.sorted_by
        words = "descending" if order == _ORDERS[True] else "ascending"
        self._memory.keep(self._sorting_name, f"{self._view.sheet.columns[place].key} {words}")

    def _recalled(self) -> dict[str, int]:
        try:
            known = json.loads(self._memory.text(self._name, "{}"))
        except ValueError:  # the file was edited by hand: widths are no reason to stop
            return {}
        if not isinstance(known, Mapping):
            return {}
        return {str(key): int(width) for key, width in known.items() if isinstance(width, int)}
