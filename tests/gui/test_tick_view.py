"""Keys and mouse on a tick sheet: real events, a real Office, the database asked afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId, Person, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.tick_delegate import SIGN_AREA
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import marking, people, steps
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask

NAMES = ("Trần Văn An", "Lê Hoà Bình", "Phạm Đức", "Nguyễn Thị Hoà", "Võ Thị Yến")
NAME, OWN, FATHER, MOTHER, OTHER, NOTE = range(1, 7)

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def class_id(folder: Path) -> ClassId:
    """Class 6A1 of five pupils; the first three have a father and a mother."""
    with Office.open(folder, actor="Thư") as office:
        made = people.add_class(office, "6A1", "Lý Thị Cẩm Tú").value
        for place, name in enumerate(NAMES):
            pupil = people.add_pupil(office, made.id, name).value
            if place < 3:
                people.add_relative(office, pupil, Relation.FATHER, f"Cha {name}")
                people.add_relative(office, pupil, Relation.MOTHER, f"Mẹ {name}")
    return made.id


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, class_id: ClassId) -> ClassesScreen:
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=made.model
    )
    made.resize(1100, 620)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == len(NAMES))
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made


@pytest.fixture
def view(screen: ClassesScreen) -> TickView:
    return screen.view


@pytest.fixture
def stored(ask: Ask, desk: Desk, class_id: ClassId) -> Callable[[], dict[str, Status]]:
    """Statuses by name as the database has them, behind everything that was typed."""

    def read() -> dict[str, Status]:
        sheet = ask(desk, lambda office: people.tick_sheet(office, class_id))
        everyone: list[Person] = []
        for row in sheet.rows:
            everyone.append(row.person)
            everyone.extend(each.person for each in row.relatives)
        return {str(each.full_name): each.status for each in everyone}

    return read


@pytest.fixture
def step_count(ask: Ask, desk: Desk) -> Callable[[], int]:
    return lambda: len(ask(desk, steps.steps))


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


# Setting statuses


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
    press(view, Qt.Key.Key_Space, modifiers=_SHIFT)
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
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, modifiers=_SHIFT)
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
    press(view, Qt.Key.Key_A, modifiers=_CTRL)
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
    view.go(3, FATHER)
    with qtbot.waitSignal(view.nobody_here):
        press(view, Qt.Key.Key_1)
    assert "F2" in screen.panel.detail.text()
    assert step_count() == before


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


# Moving


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
        ((1, OWN), Qt.Key.Key_Return, _SHIFT, (0, OWN)),
        ((4, OWN), Qt.Key.Key_Return, None, (4, OWN)),
        ((2, MOTHER), Qt.Key.Key_Home, None, (2, NAME)),
        ((2, MOTHER), Qt.Key.Key_End, None, (2, NOTE)),
        ((2, MOTHER), Qt.Key.Key_Home, _CTRL, (0, NAME)),
        ((2, MOTHER), Qt.Key.Key_End, _CTRL, (4, NOTE)),
        ((2, MOTHER), Qt.Key.Key_Down, _CTRL, (4, MOTHER)),
        ((2, MOTHER), Qt.Key.Key_Up, _CTRL, (0, MOTHER)),
        ((0, OWN), Qt.Key.Key_PageDown, None, (4, OWN)),
        ((4, OWN), Qt.Key.Key_PageUp, None, (0, OWN)),
        ((0, OWN), Qt.Key.Key_Tab, None, (0, FATHER)),
        ((0, NOTE), Qt.Key.Key_Tab, None, (1, OWN)),
        ((1, NAME), Qt.Key.Key_Backtab, _SHIFT, (0, NOTE)),
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
        (Qt.Key.Key_Control, _CTRL),
        (Qt.Key.Key_Shift, _CTRL | _SHIFT),
        (Qt.Key.Key_Z, _ALT),
        (Qt.Key.Key_F5, _CTRL | _SHIFT),
        (Qt.Key.Key_F6, _CTRL | _SHIFT),
        (Qt.Key.Key_F9, _CTRL | _SHIFT),
        (Qt.Key.Key_Z, _CTRL),
        (Qt.Key.Key_Y, _CTRL),
        (Qt.Key.Key_F, _CTRL),
        (Qt.Key.Key_PageDown, _CTRL),
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
    press(view, Qt.Key.Key_C, modifiers=_CTRL)
    assert QGuiApplication.clipboard().text() == ("Trần Văn An\tChưa hỏi\nLê Hoà Bình\tChưa hỏi\n")


# Mouse


def test_a_click_beside_the_sign_only_selects(
    view: TickView, step_count: Callable[[], int]
) -> None:
    """Looking never changes anything."""
    before = step_count()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2, MOTHER) + QPoint(20, 0)
    )
    assert at(view) == (2, MOTHER)
    assert step_count() == before


def test_a_click_on_the_sign_ticks(view: TickView, stored: Callable[[], dict[str, Status]]) -> None:
    """As a pencil in a box would: once is ticked, twice is the next status."""
    where = sign(view, 2, MOTHER)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert stored()["Mẹ Phạm Đức"] is Status.INSTALLED
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert stored()["Mẹ Phạm Đức"] is Status.NOT_INSTALLED


def test_a_double_click_on_the_word_ticks_once(
    view: TickView, stored: Callable[[], dict[str, Status]], step_count: Callable[[], int]
) -> None:
    """The first click selects, the second ticks."""
    before = step_count()
    where = middle(view, 1, OWN) + QPoint(20, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert stored()["Lê Hoà Bình"] is Status.INSTALLED
    assert step_count() == before + 1


def drag(view: TickView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_a_drag_from_a_sign_paints_as_one_step(
    view: TickView, stored: Callable[[], dict[str, Status]], step_count: Callable[[], int]
) -> None:
    """Press on a sign, draw down the column: everyone passed over gets the same."""
    before = step_count()
    drag(view, sign(view, 0, OWN), sign(view, 3, OWN))
    found = stored()
    assert [found[name] for name in NAMES] == [Status.INSTALLED] * 4 + [Status.NOT_ASKED]
    assert step_count() == before + 1


def test_a_drag_beside_the_signs_only_selects(
    view: TickView, step_count: Callable[[], int]
) -> None:
    """Select a block first, then press a key."""
    before = step_count()
    aside = QPoint(20, 0)
    drag(view, middle(view, 0, OWN) + aside, middle(view, 2, FATHER) + aside)
    assert len(view.selectedIndexes()) == 6
    assert step_count() == before


def test_the_number_selects_everyone_of_a_row(
    view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """One click and one key for a whole household."""
    QTest.mouseClick(view.upper.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 1, 0))
    press(view, Qt.Key.Key_1)
    ticked = {name for name, status in stored().items() if status is Status.INSTALLED}
    assert ticked == {"Lê Hoà Bình", "Cha Lê Hoà Bình", "Mẹ Lê Hoà Bình"}


def test_the_menu_sets_the_store_with_the_status(
    view: TickView, screen: ClassesScreen, class_id: ClassId, desk: Desk, ask: Ask
) -> None:
    """Right click: "Đã cài – CH Play"."""
    view.go(0, FATHER)
    menu = screen.people.menu()
    action = next(each for each in menu.actions() if "CH Play" in each.text())
    action.trigger()
    sheet = ask(desk, lambda office: people.tick_sheet(office, class_id))
    father = sheet.rows[0].relatives[0].person
    assert (father.status, father.store) == (Status.INSTALLED, AppStore.CH_PLAY)


def test_the_legend_does_what_its_key_does(
    view: TickView, screen: ClassesScreen, stored: Callable[[], dict[str, Status]]
) -> None:
    """For the mouse, and for a screen without a keyboard."""
    QTest.mouseClick(screen.panel.legend.keys[3], Qt.MouseButton.LeftButton)
    assert stored()["Trần Văn An"] is Status.UNSUPPORTED


# Staying put


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


def test_a_click_on_a_name_head_sorts_and_on_a_status_head_selects(
    view: TickView, qtbot: QtBot
) -> None:
    """Heads of words sort, heads of statuses make a column ready for a key."""
    view.sort_wanted(NAME)
    assert view.sheet.row_at(0).household.person.full_name == "Võ Thị Yến"
    view.sort_wanted(FATHER)
    assert {each.column() for each in view.selectedIndexes()} == {FATHER}
    assert len(view.selectedIndexes()) == len(NAMES)


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
