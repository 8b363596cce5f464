"""The mouse on a tick sheet: signs, drags, numbers, heads, menu and legend."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import AppStore, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import people
from tests.gui.stage import Ask
from tests.gui.ticks.hands import (
    FATHER,
    MOTHER,
    NAME,
    NAMES,
    OWN,
    at,
    middle,
    press,
    sign,
)


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


def test_a_click_on_a_name_head_sorts_and_on_a_status_head_selects(
    view: TickView, qtbot: QtBot
) -> None:
    """Heads of words sort, heads of statuses make a column ready for a key."""
    view.sort_wanted(NAME)
    assert view.sheet.row_at(0).household.person.full_name == "Võ Thị Yến"
    view.sort_wanted(FATHER)
    assert {each.column() for each in view.selectedIndexes()} == {FATHER}
    assert len(view.selectedIndexes()) == len(NAMES)
