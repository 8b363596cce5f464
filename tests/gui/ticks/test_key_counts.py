"""The two promises about speed, counted in key presses: whatever the hand, no key is wasted.

``python -m tests.keyboard_run`` plays the same keys through a real X server and a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.tick_keys import STATUS_KEYS
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask
from tests.key_flows import (
    EXCEPTIONS,
    PUPILS,
    Flow,
    all_but_three,
    answer,
    every_cell,
    every_cell_going_down,
    make_class,
)

_MODIFIERS = {
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}
Statuses = Callable[[], list[tuple[Status, ...]]]


@pytest.fixture
def screen(folder: Path, desk: Desk, qtbot: QtBot) -> ClassesScreen:
    with Office.open(folder, actor="Thư") as office:
        make_class(office)
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == PUPILS)
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made


@pytest.fixture
def statuses(screen: ClassesScreen, ask: Ask) -> Statuses:
    """Per pupil the statuses of the three as they are on disk, behind everything typed."""

    def read() -> list[tuple[Status, ...]]:
        class_id = ClassId(str(screen.class_id))
        sheet = ask(screen.desk, lambda office: people.tick_sheet(office, class_id))
        return [
            (row.person.status, *(each.person.status for each in row.relatives))
            for row in sheet.rows
        ]

    return read


def play(screen: ClassesScreen, flow: Flow) -> int:
    """Presses the keys of ``flow`` where the focus is. Returns how many presses there were."""
    for name in flow.keys:
        *held, key = name.split("+")
        code = Qt.Key[f"Key_{key.upper() if len(key) == 1 else key}"]
        modifier = _MODIFIERS[held[0]] if held else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.activePopupWidget() or screen.view, code, modifier)
    return len(flow.keys)


def expected(column: int, row: int) -> Status:
    return STATUS_KEYS[Qt.Key[f"Key_{answer(column, row)}"]]


@pytest.mark.parametrize("by_itself", [False, True])
def test_every_cell_of_a_class(screen: ClassesScreen, statuses: Statuses, by_itself: bool) -> None:
    """45 pupils with two parents: 135 answers. Two presses an answer and two between columns; one
    an answer where a digit goes down by itself. A minute then asks for 4.5 or 2.3 keys a second.
    """
    screen.keys_menu.advance.setChecked(by_itself)
    presses = play(screen, every_cell_going_down() if by_itself else every_cell())
    assert presses == (135 if by_itself else 271)
    rows = range(PUPILS)
    assert statuses() == [tuple(expected(column, row) for column in range(3)) for row in rows]


def test_all_installed_but_three(screen: ClassesScreen, statuses: Statuses) -> None:
    """Two presses for everybody, and for each of the three the letters of the name and a digit."""
    assert play(screen, all_but_three()) == 2 + sum(len(name) + 1 for name in EXCEPTIONS) == 15
    names = [str(row.person.full_name) for row in screen.model.households()]
    for name, found in zip(names, statuses(), strict=True):
        own = Status.NOT_INSTALLED if name.endswith(EXCEPTIONS) else Status.INSTALLED
        assert found == (own, Status.INSTALLED, Status.INSTALLED)
