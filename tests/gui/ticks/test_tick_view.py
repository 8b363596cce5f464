"""Ticking by keys: real events, a real Office, the database asked afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId, PersonId
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import marking, people, steps
from tests.gui.stage import Ask
from tests.gui.ticks.hands import (
    CTRL,
    FATHER,
    NAME,
    NAMES,
    NOTE,
    OTHER,
    OWN,
    SHIFT,
    at,
    press,
    shown,
)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_1, Status.INSTALLED),
        (Qt.Key.Key_2, Status.NOT_INSTALLED),
        (Qt.Key.Key_3, Status.NO_SMARTPHONE),
        (Qt.Key.Key_4, Status.UNSUPPORTED),
    ],
)
def test_one_key_sets_one_status_on_disk(
    view: TickView, stored: Callable[[], dict[str, Status]], key: Qt.Key, status: Status
) -> None:
    """The digits of the legend, and nobody else changes."""
    press(view, key)
    found = stored()
    assert found.pop("Trần Văn An") is status
    assert set(found.values()) == {Status.NOT_ASKED}


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_Delete])
def test_zero_and_delete_take_a_status_away(
    view: TickView, stored: Callable[[], dict[str, Status]], key: Qt.Key
) -> None:
    """A wrong tick is taken off the way it was put on."""
    press(view, Qt.Key.Key_1, key)
    assert stored()["Trần Văn An"] is Status.NOT_ASKED


def test_two_quick_spaces_are_two_steps_of_the_cycle(
    view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """The second Space goes on from the first, though that is still on its way to the disk."""
    press(view, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert stored()["Trần Văn An"] is Status.NOT_INSTALLED


def test_space_goes_through_all_and_shift_space_back(
    view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """In the order of the keys 1 2 3 4 0, and round."""
    seen = []
    for _ in range(5):
        press(view, Qt.Key.Key_Space)
        seen.append(stored()["Trần Văn An"])
    assert seen == [
        Status.INSTALLED,
        Status.NOT_INSTALLED,
        Status.NO_SMARTPHONE,
        Status.UNSUPPORTED,
        Status.NOT_ASKED,
    ]
    press(view, Qt.Key.Key_Space, modifiers=SHIFT)
    assert stored()["Trần Văn An"] is Status.UNSUPPORTED


def test_a_tick_shows_only_when_it_is_on_disk(
    qtbot: QtBot, desk: Desk, view: TickView, class_id: ClassId, ask: Ask
) -> None:
    """While the disk is slow the cell keeps its old status, and says that it waits."""
    gate = threading.Event()
    desk.ask(lambda _: gate.wait(20), lambda _: None)
    press(view, Qt.Key.Key_1, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.sheet.is_late(view.sheet.row_at(0).household.person))
    assert shown(view, 0, OWN) is Status.NOT_ASKED
    gate.set()
    qtbot.waitUntil(lambda: shown(view, 0, OWN) is Status.NOT_INSTALLED)
    assert not view.sheet.is_late(view.sheet.row_at(0).household.person)
    sheet = ask(desk, lambda office: people.tick_sheet(office, class_id))
    assert sheet.rows[0].person.status is Status.NOT_INSTALLED


def test_typing_runs_ahead_of_a_slow_disk_and_loses_nothing(
    desk: Desk, view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """A whole column typed while the disk stands still arrives in order, every key of it."""
    gate = threading.Event()
    desk.ask(lambda _: gate.wait(20), lambda _: None)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1):
        press(view, key, Qt.Key.Key_Return)
    press(view, Qt.Key.Key_2)  # the last row once more
    gate.set()
    found = stored()
    assert [found[name] for name in NAMES] == [
        Status.INSTALLED,
        Status.NOT_INSTALLED,
        Status.NO_SMARTPHONE,
        Status.UNSUPPORTED,
        Status.NOT_INSTALLED,
    ]


def test_a_range_and_one_key_are_one_step(
    desk: Desk,
    view: TickView,
    ask: Ask,
    stored: Callable[[], dict[str, Status]],
    step_count: Callable[[], int],
) -> None:
    """Shift+arrows, one digit, one undo."""
    before = step_count()
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, modifiers=SHIFT)
    press(view, Qt.Key.Key_1)
    found = stored()
    set_now = {name for name, status in found.items() if status is Status.INSTALLED}
    assert set_now == {*NAMES[:3], *(f"Cha {name}" for name in NAMES[:3])}
    assert step_count() == before + 1
    ask(desk, steps.undo)
    assert set(stored().values()) == {Status.NOT_ASKED}


def test_an_undo_shows_in_the_cells(
    qtbot: QtBot, desk: Desk, screen: ClassesScreen, view: TickView, ask: Ask
) -> None:
    """Whoever takes a step back, the sheet follows without moving the focus."""
    press(view, Qt.Key.Key_Down, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: shown(view, 1, OWN) is Status.INSTALLED)
    desk.changed.connect(screen.note)
    outcome = ask(desk, steps.undo)
    desk.changed.emit(outcome.changes)
    qtbot.waitUntil(lambda: shown(view, 1, OWN) is Status.NOT_ASKED)
    assert at(view) == (1, OWN)


def test_a_column_is_selected_with_ctrl_a(
    view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """All installed but three: Ctrl+A, 1, and the three."""
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_A, modifiers=CTRL)
    press(view, Qt.Key.Key_1)
    found = stored()
    fathers = [status for name, status in found.items() if name.startswith("Cha")]
    others = [status for name, status in found.items() if not name.startswith("Cha")]
    assert set(fathers) == {Status.INSTALLED}
    assert set(others) == {Status.NOT_ASKED}


def test_a_key_where_nobody_stands_changes_nothing_and_says_so(
    view: TickView, screen: ClassesScreen, qtbot: QtBot, step_count: Callable[[], int]
) -> None:
    """An empty cell is not an error; the line below says how to fill it."""
    before = step_count()
    view.go(3, OTHER)
    with qtbot.waitSignal(view.nobody_here):
        press(view, Qt.Key.Key_1)
    assert "F2" in screen.panel.detail.text()
    assert step_count() == before


def test_a_parent_whom_no_list_named_is_ticked_at_once(
    view: TickView, screen: ClassesScreen, qtbot: QtBot, step_count: Callable[[], int], ask: Ask
) -> None:
    """Most lists have no parents: a digit makes the father known by the tie, a second one typed
    before the first is on disk mends it, and one undo takes both his status and himself away.
    """
    before = step_count()
    view.go(3, FATHER)
    press(view, Qt.Key.Key_0)
    press(view, Qt.Key.Key_1, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: view.sheet.person_at(view.currentIndex()) is not None)
    qtbot.waitUntil(lambda: shown(view, 3, FATHER) is Status.NOT_INSTALLED)
    assert at(view) == (3, FATHER)
    assert len(screen.model.row_at(3).household.relatives) == 1
    assert step_count() == before + 2
    ask(screen.desk, steps.undo)
    ask(screen.desk, steps.undo)
    screen.reload()
    qtbot.waitUntil(lambda: view.sheet.person_at(view.currentIndex()) is None)


def test_a_whole_column_makes_nobody_up(
    view: TickView, screen: ClassesScreen, stored: Callable[[], dict[str, Status]]
) -> None:
    """Only a digit on the very cell does: a column marked at once is about those who are there."""
    before = len(stored())
    view.select_column(FATHER)
    press(view, Qt.Key.Key_1)
    assert len(stored()) == before


def test_a_key_held_down_ticks_once(view: TickView, step_count: Callable[[], int]) -> None:
    """Auto-repeat of Space would run round the cycle faster than anybody can look."""
    before = step_count()
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Space,
            Qt.KeyboardModifier.NoModifier,
            " ",
            repeated,
        )
        QApplication.sendEvent(view, event)
        assert event.isAccepted()
    assert step_count() == before + 1


def test_the_numeric_keypad_sets_statuses_too(
    view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """Many office keyboards are worked with the right hand on the keypad."""
    press(view, Qt.Key.Key_3, modifiers=Qt.KeyboardModifier.KeypadModifier)
    assert stored()["Trần Văn An"] is Status.NO_SMARTPHONE


def test_a_failed_mark_leaves_the_cell_as_it_is_on_disk(
    qtbot: QtBot, desk: Desk, screen: ClassesScreen, view: TickView
) -> None:
    """Someone unknown to the database: a sentence on the notice line, and nothing shown as done."""
    with qtbot.waitSignal(desk.noticed), qtbot.waitSignal(screen.marker.failed):
        screen.marker.mark([PersonId("không có")], Status.INSTALLED)
    assert screen.marker.idle
    assert shown(view, 0, OWN) is Status.NOT_ASKED


def test_the_cell_says_what_happened_elsewhere(
    view: TickView, screen: ClassesScreen, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """The line below the grid follows the cell with the focus, also when it changes by itself."""
    first = view.sheet.row_at(0).id
    ask(desk, lambda office: marking.mark(office, [first], Status.INSTALLED))
    screen.reload()
    qtbot.waitUntil(lambda: "Đã cài" in screen.panel.detail.text())
    assert "05/09/2020" in screen.panel.detail.text()


def test_kinds_of_columns(view: TickView) -> None:
    """The numbers that these tests use stand for what they say."""
    kinds = [column.kind for column in view.sheet.columns]
    assert kinds[NAME] is ColumnKind.NAME
    assert kinds[OWN] is ColumnKind.OWN
    assert kinds[OTHER] is ColumnKind.OTHER
    assert kinds[NOTE] is ColumnKind.NOTE
    assert view.currentIndex() != QModelIndex()
