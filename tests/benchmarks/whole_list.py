"""The list of the whole school: sorting, filtering and scrolling 20,000 rows in a painted table.

The floor sorts and filters the same rows by keys that are ready, and paints them in a bare table.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import mean
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from bluezone_desktop.domain.text import fold
from bluezone_desktop.gui.everyone.model import Column, EveryoneModel, Filter, make_ready
from bluezone_desktop.gui.everyone.view import EveryoneView
from bluezone_desktop.gui.theme import ROW_HEIGHT, Theme
from bluezone_desktop.services import everyone
from bluezone_desktop.texts import Texts
from tests.benchmarks.crowd import crowded_school
from tests.benchmarks.harness import Measured, compare

TYPED = ("n", "ng", "nguyen", "nguyen t", "thi hoa", "6a", "6a1", "0912", "xyz", "")
AWAITED = 100.0
"""Milliseconds after which waiting is felt."""
FRAME = 1000 / 30
FRAMES = 200
_NOWHERE = QModelIndex()
_SIZE = (1180, 660)


class _BareModel(QAbstractTableModel):
    """Rows of ready strings."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802  Qt's name
        return len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802  Qt's name
        return len(Column)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        return self._rows[index.row()][index.column()] if role == 0 else None


class _Stage:
    """Our list and the bare table, both shown, with the same people."""

    def __init__(self, found: everyone.Everyone) -> None:
        self.model = EveryoneModel(Texts("vi"))
        self.model.load(make_ready(found))
        self.view = EveryoneView(self.model)
        self.rows = [self.model.words(row) for row in range(self.model.rowCount())]
        self.folded = [fold(" ".join(row)) for row in self.rows]
        self.bare_model = _BareModel(self.rows)
        self.bare = QTableView()
        self.bare.setModel(self.bare_model)
        self.bare.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for view in (self.view, self.bare):
            view.resize(*_SIZE)
            view.show()
        QApplication.processEvents()  # else nothing is painted

    def sorting(self) -> Measured:
        """By every column, both ways."""
        ways = [(column, way) for column in Column for way in Qt.SortOrder]
        keys = {column: [row[column] for row in self.rows] for column in Column}

        def ours() -> None:
            for column, way in ways:
                self.model.sort(column, way)
                self.view.viewport().repaint()

        def least() -> None:
            for column, way in ways:
                turned = way == Qt.SortOrder.DescendingOrder
                places = range(len(self.rows))
                order = sorted(places, key=keys[column].__getitem__, reverse=turned)
                self.bare_model.show([self.rows[place] for place in order])
                self.bare.viewport().repaint()

        return compare(f"sorting {len(self.rows):,} rows, {len(ways)} ways", ours, least, goal=2.0)

    def filtering(self) -> Measured:
        """Every keystroke of what people type."""

        def ours() -> None:
            for text in TYPED:
                self.model.set_filter(Filter(text))
                self.view.viewport().repaint()

        def least() -> None:
            for text in TYPED:
                rows = zip(self.rows, self.folded, strict=True)
                self.bare_model.show([row for row, folded in rows if text in folded])
                self.bare.viewport().repaint()

        name = f"filtering {len(self.rows):,} rows, {len(TYPED)} keystrokes"
        return compare(name, ours, least, goal=2.0)

    def slowest(self) -> Measured:
        """The longest that anybody waits for either."""
        times = list[float]()
        for column, text in zip(cycle(Column), TYPED, strict=False):
            for work in (
                partial(self.model.sort, int(column)),
                partial(self.model.set_filter, Filter(text)),
            ):
                began = time.perf_counter()
                work()
                self.view.viewport().repaint()
                times.append((time.perf_counter() - began) * 1000)
        return Measured("the slowest of them, against 100 ms", max(times), AWAITED, 1.0)

    def scrolling(self) -> Measured:
        """Three rows and a bit at a time, then by leaps through all of it."""
        self.model.set_filter(Filter())
        bar, times = self.view.verticalScrollBar(), list[float]()
        leap = bar.maximum() // FRAMES
        for place in (*range(0, 97 * FRAMES, 97), *range(0, bar.maximum(), leap)):
            began = time.perf_counter()
            bar.setValue(place)
            self.view.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)
        return Measured("scrolling it, a frame, against 1/30 s", mean(times), FRAME, 1.0)


def whole_list(folder: Path, people: int = 20_000) -> Iterator[Measured]:
    """The list as it is used, in a window that nobody sees."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        Theme(app)
    with crowded_school(folder, people) as office:
        stage = _Stage(everyone.read(office))
    yield stage.sorting()
    yield stage.filtering()
    yield stage.slowest()
    yield stage.scrolling()
