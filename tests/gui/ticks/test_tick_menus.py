"""What stands around the grid: its menus, the keys they name, and the legend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import AppStore, Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.theme import scheme_of
from bluezone_desktop.gui.ticks.install_dialog import InstallDialog
from bluezone_desktop.gui.ticks.legend import Dress, Legend
from bluezone_desktop.gui.ticks.person_dialogs import RelativeDialog
from bluezone_desktop.gui.ticks.sheet import ColumnKind, Show
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import people
from bluezone_desktop.texts import LANGUAGES, Texts
from tests.gui.stage import Ask
from tests.gui.ticks.hands import (
    ALT,
    CTRL,
    FATHER,
    MOTHER,
    NAME,
    NAMES,
    NOTE,
    OTHER,
    OWN,
    at,
    press,
    shown,
    sign,
)


def choose(screen: ClassesScreen, letter: Qt.Key, key: Qt.Key) -> None:
    """Alt and a letter open a button's menu, a key chooses in it. Once a test: without a window
    manager nobody gives the window the keys back when the menu closes."""
    button = {
        Qt.Key.Key_T: screen.panel.mark_rest_button,
        Qt.Key.Key_L: screen.panel.filter_button,
    }[letter]
    QTest.keyClick(screen, letter, ALT)
    menu = button.menu()
    assert menu is not None
    assert menu.isVisible()
    QTest.keyClick(menu, key)


def test_f2_on_a_name_writes_there(view: TickView, qtbot: QtBot) -> None:
    """For a letter mended in passing; Enter opens the whole card."""
    view.go(1, NAME)
    press(view, Qt.Key.Key_F2)
    editor = view.upper.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, " Nam")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert at(view) == (1, NAME)
    qtbot.waitUntil(lambda: "Lê Hoà Bình Nam" in view.names())


def test_alt_and_two_keys_mark_the_rest(
    screen: ClassesScreen, view: TickView, stored: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """ "Đánh dấu tất cả" without the mouse, and whoever was asked keeps what they said."""
    press(view, Qt.Key.Key_3)
    choose(screen, Qt.Key.Key_T, Qt.Key.Key_1)
    found = stored()
    assert found.pop(NAMES[0]) is Status.NO_SMARTPHONE
    assert set(found.values()) == {Status.INSTALLED}


def test_the_filter_is_reached_by_keys(screen: ClassesScreen, view: TickView, qtbot: QtBot) -> None:
    """Alt+L and a digit."""
    choose(screen, Qt.Key.Key_L, Qt.Key.Key_2)
    assert screen.model.show is Show.NOT_ASKED
    assert screen.focusWidget() is view


def test_the_order_of_the_list_as_it_came_is_in_the_menu(
    screen: ClassesScreen, view: TickView
) -> None:
    """On request, also without the mouse; the menu says which order it is."""
    names = view.names()
    assert names == list(NAMES)
    view.sort_wanted(NAME)
    assert view.names() == names[::-1]
    choose(screen, Qt.Key.Key_L, Qt.Key.Key_G)
    assert view.names() == names
    assert screen.model.columns[screen.model.sorted_by[0]].kind is ColumnKind.NUMBER
    menu = screen.panel.show_menu
    menu.aboutToShow.emit()
    (ticked,) = (each for each in menu.actions()[len(Show) :] if each.isChecked())
    assert ticked.text() == "Xếp như danh sách &gốc"


def test_ctrl_a_once_more_selects_every_status(view: TickView) -> None:
    """First the column, then the sheet, never the names or notes."""
    press(view, Qt.Key.Key_A, modifiers=CTRL)
    assert {index.column() for index in view.selectionModel().selectedIndexes()} == {OWN}
    press(view, Qt.Key.Key_A, modifiers=CTRL)
    chosen = {index.column() for index in view.selectionModel().selectedIndexes()}
    assert chosen == {OWN, FATHER, MOTHER, OTHER}
    assert NOTE not in chosen


def test_digits_go_down_by_themselves_where_wanted(
    screen: ClassesScreen, view: TickView, stored: Callable[[], dict[str, Status]]
) -> None:
    """A key per pupil: down the column, then on at the top of the next."""
    assert not view.advances
    screen.keys_menu.advance.trigger()
    press(view, *([Qt.Key.Key_1] * 4), Qt.Key.Key_2)
    assert at(view) == (0, FATHER)
    press(view, Qt.Key.Key_Delete)
    assert at(view) == (0, FATHER)
    found = stored()
    assert [found[name] for name in view.names()] == [Status.INSTALLED] * 4 + [Status.NOT_INSTALLED]


def test_going_down_by_itself_is_remembered(
    screen: ClassesScreen, desk: Desk, qtbot: QtBot, class_id: ClassId
) -> None:
    """The next window has it too."""
    screen.keys_menu.advance.trigger()
    again = ClassesScreen(desk)
    qtbot.addWidget(again)
    assert again.view.advances


def test_every_line_of_the_keys_does_what_it_says(screen: ClassesScreen, view: TickView) -> None:
    """The menu teaches the keys; whoever clicks a line gets the same."""
    lines = {each.data(): each for each in screen.keys_menu.actions() if each.data()}
    assert set(lines) == set(screen.key_actions())
    lines["column"].trigger()
    assert len(view.selected_people()) == len(NAMES)
    assert lines["next_class"].text() == "&Lớp sau\tCtrl+PgDown"


def test_a_missing_parent_is_added_at_the_plus(
    screen: ClassesScreen, view: TickView, dialogs: Any, qtbot: QtBot
) -> None:
    """One click on the plus, and the column says whose father it is."""
    view.sort_by(ColumnKind.NUMBER)
    asked: list[Relation] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, RelativeDialog)
        asked.append(dialog.relation)
        return False

    dialogs.answer("run", fill)
    view.go(4, FATHER)
    beside = view.visualRect(view.sheet.index(4, FATHER)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert not asked
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign(view, 4, FATHER))
    assert asked == [Relation.FATHER]


def test_a_press_that_leaves_the_plus_adds_nobody(view: TickView) -> None:
    """As with every button."""
    view.sort_by(ColumnKind.NUMBER)
    start, end = sign(view, 4, FATHER), sign(view, 3, FATHER)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.isVisible()  # a dialog that nobody expected would have failed the test


def test_the_legend_keeps_its_words_where_it_is_narrow(qtbot: QtBot) -> None:
    """1366×768 at 125 % leaves 744 points beside rail and classes."""
    for language in LANGUAGES:
        around = QWidget()
        qtbot.addWidget(around)
        legend = Legend(Texts(language), around)
        assert legend.needed <= 744 - 32
        legend.resize(legend.needed, 28)
        around.show()
        assert {key.dress for key in legend.keys} == {Dress.WORD_AND_SIGN}
        legend.resize(legend.needed - 40, 28)
        assert {key.dress for key in legend.keys} == {Dress.WORD}
        assert all(key.rect().contains(QPoint(1, 1)) for key in legend.keys)


def test_the_sign_is_large_enough_for_a_finger(view: TickView) -> None:
    """What is to be pressed is no smaller than 24 points either way, also between two cells."""
    first, below = sign(view, 0, OWN), sign(view, 1, OWN)
    assert below.y() - first.y() >= 24
    left = view.visualRect(view.sheet.index(0, OWN)).left()
    assert view.indexAt(QPoint(left + 24, first.y())).column() == OWN
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 30, first.y() + 11)
    )
    assert shown(view, 0, OWN) is not None


def test_store_and_day_are_a_key_away(
    screen: ClassesScreen, view: TickView, class_id: ClassId, desk: Desk, dialogs: Any, ask: Ask
) -> None:
    """F4 asks for both; a day that is none is said, and an empty one is today."""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, InstallDialog)
        for wrong in ("hôm nọ", "2020"):
            dialog.written_day.setText(wrong)
            assert dialog.problem() is not None
        dialog.written_day.setText("1/9/2020")
        assert dialog.problem() is None
        dialog.stores.setCurrentIndex(dialog.stores.findData(AppStore.CH_PLAY.value))
        return True

    def leave_empty(dialog: QDialog) -> bool:
        assert isinstance(dialog, InstallDialog)
        dialog.written_day.setText("")
        return dialog.problem() is None

    dialogs.answer("run", fill, leave_empty)
    press(view, Qt.Key.Key_F4, Qt.Key.Key_Down, Qt.Key.Key_F4)
    sheet = ask(desk, lambda office: people.tick_sheet(office, class_id))
    one, other = (row.person for row in sheet.rows[:2])
    assert (one.status, one.store, one.installed_on) == (
        Status.INSTALLED,
        AppStore.CH_PLAY,
        "2020-09-01",
    )
    assert (other.status, other.store, other.installed_on) == (Status.INSTALLED, None, "2020-09-05")


def test_a_day_to_come_is_refused(
    screen: ClassesScreen, view: TickView, dialogs: Any, qtbot: QtBot, desk: Desk
) -> None:
    """Said on the notice line; the cell stays as it is on disk."""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, InstallDialog)
        dialog.written_day.setText("6/9/2020")
        return True

    dialogs.answer("run", fill)
    with qtbot.waitSignal(desk.noticed) as told:
        press(view, Qt.Key.Key_F4)
    assert told.args is not None
    assert "06/09/2020" in told.args[0].text or "2020-09-06" in told.args[0].text
    assert shown(view, 0, OWN) is Status.NOT_ASKED


def test_a_drag_shows_what_it_will_set(view: TickView) -> None:
    """The cells passed over show the sign before the button is let go; nothing is stored yet."""
    view.viewport().repaint()

    def shows_installed() -> bool:
        picture = view.viewport().grab(view.visualRect(view.sheet.index(2, OWN))).toImage()
        ink = scheme_of(view.palette()).status(Status.INSTALLED)
        middle = picture.height() // 2
        return any(picture.pixelColor(x, middle) == ink for x in range(picture.width()))

    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=sign(view, 0, OWN))
    assert not shows_installed()
    QTest.mouseMove(view.viewport(), sign(view, 2, OWN))
    assert shows_installed()
    assert shown(view, 2, OWN) is Status.NOT_ASKED
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=sign(view, 2, OWN))
    assert view.painting is None


def test_figures_give_way_to_the_words_of_the_keys(screen: ClassesScreen) -> None:
    """Where it gets narrow, relatives go first and what is left to do goes last."""
    seen: list[list[str]] = []
    for width in range(1500, 800, -10):
        screen.resize(width, 620)
        words = [label.text() for label in screen.panel.heads if not label.isHidden()]
        if not seen or seen[-1] != words:
            seen.append(words)
    pupils, relatives, left = seen[0]
    assert seen == [[pupils, relatives, left], [pupils, left], [left], []]
