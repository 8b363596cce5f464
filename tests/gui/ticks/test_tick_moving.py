"""Moving about a tick sheet, by keys and letters, and staying where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId, PersonId
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import people
from tests.gui.stage import Ask
from tests.gui.ticks.hands import (
    ALT,
    CTRL,
    FATHER,
    MOTHER,
    NAME,
    NAMES,
    NOTE,
    OWN,
    SHIFT,
    at,
    press,
    shown,
    type_in,
)


@pytest.mark.parametrize(
    ("start", "key", "modifiers", "end"),
    [
        ((0, OWN), Qt.Key.Key_Down, None, (1, OWN)),
        ((0, OWN), Qt.Key.Key_Up, None, (0, OWN)),
        ((0, OWN), Qt.Key.Key_Right, None, (0, FATHER)),
        ((0, OWN), Qt.Key.Key_Left, None, (0, NAME)),
        ((0, NAME), Qt.Key.Key_Left, None, (0, NAME)),  # the number is no place to be
        ((0, OWN), Qt.Key.Key_Return, None, (1, OWN)),
        ((0, OWN), Qt.Key.Key_Enter, None, (1, OWN)),
        ((1, OWN), Qt.Key.Key_Return, SHIFT, (0, OWN)),
        ((4, OWN), Qt.Key.Key_Return, None, (4, OWN)),
        ((2, MOTHER), Qt.Key.Key_Home, None, (2, NAME)),
        ((2, MOTHER), Qt.Key.Key_End, None, (2, NOTE)),
        ((2, MOTHER), Qt.Key.Key_Home, CTRL, (0, NAME)),
        ((2, MOTHER), Qt.Key.Key_End, CTRL, (4, NOTE)),
        ((2, MOTHER), Qt.Key.Key_Down, CTRL, (4, MOTHER)),
        ((2, MOTHER), Qt.Key.Key_Up, CTRL, (0, MOTHER)),
        ((0, OWN), Qt.Key.Key_PageDown, None, (4, OWN)),
        ((4, OWN), Qt.Key.Key_PageUp, None, (0, OWN)),
        ((0, OWN), Qt.Key.Key_Tab, None, (0, FATHER)),
        ((0, NOTE), Qt.Key.Key_Tab, None, (1, OWN)),
        ((1, NAME), Qt.Key.Key_Backtab, SHIFT, (0, NOTE)),
    ],
)
def test_keys_move_the_focus(
    view: TickView,
    start: tuple[int, int],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier | None,
    end: tuple[int, int],
) -> None:
    """As in a spreadsheet, and never off the sheet."""
    view.go(*start)
    press(view, key, modifiers=modifiers)
    assert at(view) == end
    assert [(each.row(), each.column()) for each in view.selectedIndexes()] == [end]


def test_tab_leaves_the_sheet_behind_its_last_cell(view: TickView, qtbot: QtBot) -> None:
    """Everything is reachable by keyboard: nobody is caught in the grid."""
    view.go(4, NOTE)
    press(view, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not view.hasFocus())


@pytest.mark.parametrize(
    ("text", "row"), [("hoa", 3), ("Hoà", 3), ("duc", 2), ("yến", 4), ("lehoa", 1)]
)
def test_letters_jump_to_a_name_and_keep_the_column(view: TickView, text: str, row: int) -> None:
    """Type the name, press the digit: the column under the hand stays."""
    view.go(0, MOTHER)
    type_in(view, text)
    assert at(view) == (row, MOTHER)


def test_unikey_backspace_and_letters_end_at_the_same_name(view: TickView) -> None:
    """UniKey sends h o a, Backspace, à; the Backspace must not be taken for Delete."""
    type_in(view, "hoa")
    press(view, Qt.Key.Key_Backspace)
    type_in(view, "à")
    assert at(view) == (3, OWN)
    assert shown(view, 3, OWN) is Status.NOT_ASKED


def test_a_name_typed_and_not_there_is_said(view: TickView, screen: ClassesScreen) -> None:
    """The line below shows the letters, so that a slip is seen."""
    type_in(view, "q")
    assert "q" in screen.panel.detail.text()
    assert at(view) == (0, OWN)
    press(view, Qt.Key.Key_Down)
    assert "Bình" in screen.panel.detail.text()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Control, CTRL),
        (Qt.Key.Key_Shift, CTRL | SHIFT),
        (Qt.Key.Key_Z, ALT),
        (Qt.Key.Key_F5, CTRL | SHIFT),
        (Qt.Key.Key_F6, CTRL | SHIFT),
        (Qt.Key.Key_F9, CTRL | SHIFT),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Y, CTRL),
        (Qt.Key.Key_F, CTRL),
        (Qt.Key.Key_PageDown, CTRL),
    ],
)
def test_keys_of_unikey_and_of_the_window_go_on(
    view: TickView, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    """UniKey switches with Ctrl+Shift and Alt+Z; undo and search belong to the window."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "")
    view.keyPressEvent(event)
    assert not event.isAccepted()
    assert at(view) == (0, OWN)


def test_copying_gives_a_block_that_a_spreadsheet_takes(view: TickView) -> None:
    """Ctrl+C: tabs between cells, a line per row."""
    view.go(0, NAME)
    view.go(1, OWN, extend=True)
    press(view, Qt.Key.Key_C, modifiers=CTRL)
    assert QGuiApplication.clipboard().text() == ("Trần Văn An\tChưa hỏi\nLê Hoà Bình\tChưa hỏi\n")


def test_name_and_number_stay_when_scrolling_sideways(view: TickView, qtbot: QtBot) -> None:
    """The sticky columns show the same rows, and the cell with the focus is never under them."""
    view.window().resize(560, 400)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    view.go(2, NOTE)
    assert view.horizontalScrollBar().value() > 0
    view.go(2, OWN)
    cell = view.visualRect(view.sheet.index(2, OWN))
    assert cell.left() >= view.sticky_width
    name = view.sheet.index(2, NAME)
    assert view.indexAt(view.visualRect(name).center()) == name
    assert view.upper.visualRect(name).top() == cell.top()


def test_scrolling_down_moves_both_tables(view: TickView, qtbot: QtBot) -> None:
    """A name must never stand beside another one's statuses."""
    view.window().resize(900, 260)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.go(4, MOTHER)
    name, status = view.sheet.index(4, NAME), view.sheet.index(4, MOTHER)
    assert view.upper.visualRect(name).top() == view.visualRect(status).top()


def test_the_focus_stays_with_its_pupil_when_rows_come(
    screen: ClassesScreen, desk: Desk, ask: Ask, class_id: ClassId, qtbot: QtBot
) -> None:
    """An import in another window puts rows above: the key must still hit the same person."""
    view = screen.view
    view.go(2, MOTHER)
    ask(desk, lambda office: people.add_pupil(office, class_id, "Lê Ái"))
    screen.reload()
    qtbot.waitUntil(lambda: view.sheet.rowCount() == len(NAMES) + 1)
    assert at(view) == (view.sheet.row_of(_id_of(view, "Phạm Đức")), MOTHER)


def _id_of(view: TickView, name: str) -> PersonId:
    rows = range(view.sheet.rowCount())
    return next(
        view.sheet.row_at(row).id
        for row in rows
        if view.sheet.row_at(row).household.person.full_name == name
    )
