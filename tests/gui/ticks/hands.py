"""Hands on a tick sheet: real keys and the mouse, and what stands where."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.ticks.tick_delegate import SIGN_AREA
from bluezone_desktop.gui.ticks.tick_view import TickView

NAMES = ("Trần Văn An", "Lê Hoà Bình", "Phạm Đức", "Nguyễn Thị Hoà", "Võ Thị Yến")
NAME, OWN, FATHER, MOTHER, OTHER, NOTE = range(1, 7)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(view: TickView, *keys: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        QTest.keyClick(view, key, modifiers or Qt.KeyboardModifier.NoModifier)


def type_in(view: TickView, text: str) -> None:
    """Letters as UniKey sends them: the text counts, the key code says nothing."""
    plain = Qt.KeyboardModifier.NoModifier
    for char in text:
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, ord(char), plain, char))


def at(view: TickView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def shown(view: TickView, row: int, column: int) -> Status:
    there = view.sheet.person_at(view.sheet.index(row, column))
    assert there is not None
    return there.status


def middle(view: TickView, row: int, column: int) -> QPoint:
    return view.visualRect(view.sheet.index(row, column)).center()


def sign(view: TickView, row: int, column: int) -> QPoint:
    where = view.visualRect(view.sheet.index(row, column))
    return QPoint(where.left() + SIGN_AREA // 2, where.center().y())
