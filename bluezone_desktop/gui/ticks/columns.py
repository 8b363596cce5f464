"""How wide the columns of a tick sheet are: as their words need, or as the user drew them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QTimer
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

_WIDEST = {
    ColumnKind.NAME: 220,
    ColumnKind.JOB: 180,
    ColumnKind.GROUP: 140,
    ColumnKind.OTHER: 220,
    ColumnKind.NOTE: 400,
}
_NARROWEST = {ColumnKind.NUMBER: 44, ColumnKind.NAME: 140}


class Columns(QObject):
    """Widths of one sheet's columns. What the user draws is remembered under ``section``."""

    def __init__(self, view: TickView, memory: Memory, section: str) -> None:
        super().__init__(view)
        self._view = view
        self._memory = memory
        self._name = f"columns_{section}"
        self._drawn = self._recalled()
        self._laying = False
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_AFTER_MS)
        self._keep_timer.timeout.connect(self.keep)
        view.sheet.modelReset.connect(self.lay)
        view.horizontalHeader().sectionResized.connect(self._resized)
        view.viewport().installEventFilter(self)
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
        head = QFontMetrics(font(SECONDARY_PT)).horizontalAdvance(sheet.wording.header(column))
        head += GROUP + INSIDE
        if column.is_tick and column.kind is not ColumnKind.OTHER:
            # Every status must fit, so that nothing moves when one changes.
            words = {sheet.wording.short(status) for status in Status}
        else:
            words = {str(sheet.index(row, place).data(DISPLAY)) for row in range(sheet.rowCount())}
        widest = max(map(metrics.horizontalAdvance, words - {""}), default=0)
        around = SIGN_AREA + INSIDE if column.is_tick else GROUP + 2
        most = _WIDEST.get(column.kind, widest + around)
        return max(head, _NARROWEST.get(column.kind, 0), min(widest + around, most))

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

    def _recalled(self) -> dict[str, int]:
        try:
            known = json.loads(self._memory.text(self._name, "{}"))
        except ValueError:  # the file was edited by hand: widths are no reason to stop
            return {}
        if not isinstance(known, Mapping):
            return {}
        return {str(key): int(width) for key, width in known.items() if isinstance(width, int)}
