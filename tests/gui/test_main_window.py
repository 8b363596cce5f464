"""The window: its screens, its keys, undo by name, search, files dropped, place remembered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.notice import NoticeLine
from bluezone_desktop.gui.screens import SCREENS
from bluezone_desktop.services import marking, people
from bluezone_desktop.services.office import Office
from tests.gui.stage import SCHOOL, Ask, Small, drop

Settled = Callable[[Desk], None]


def _mark(small: Small) -> Callable[[Office], object]:
    return lambda office: marking.mark(office, [small.pupils[0]], Status.INSTALLED)


def test_keys_lead_to_every_screen(small: Small, window: MainWindow, qtbot: QtBot) -> None:
    """Everything is reachable by keyboard: Ctrl+1 to Ctrl+5 in the order of the rail."""
    for number, entry in enumerate(SCREENS, 1):
        QTest.keyClick(
            window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier
        )
        assert window.present == entry.name
        assert window.screen_named(entry.name).isVisible()


def test_the_school_is_named_in_head_and_title(window: MainWindow) -> None:
    """Two windows, or a made-up school, must not be taken for one another."""
    assert SCHOOL.name in window.windowTitle()
    assert window.header.school.toolTip() == f"{SCHOOL.name} · {SCHOOL.school_year}"


def test_undo_and_redo_say_what_they_would_do(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """The step is named before it is taken back, and can be taken back and forth by two keys."""
    desk.ask(_mark(small), lambda _: None)
    settled(desk)
    step = desk.texts("steps.mark.installed", number=1)
    assert window.actions_.undo.text() == desk.texts("window.undo_step", step=step)
    assert not window.actions_.redo.isEnabled()

    window.actions_.undo.trigger()
    settled(desk)
    found = ask(desk, lambda office: people.tick_sheet(office, small.classes[0]))
    assert found.rows[0].person.status is Status.NOT_ASKED
    assert window.notice.text == desk.texts("window.undone", step=step)
    assert window.actions_.redo.text() == desk.texts("window.redo_step", step=step)

    window.actions_.redo.trigger()
    settled(desk)
    found = ask(desk, lambda office: people.tick_sheet(office, small.classes[0]))
    assert found.rows[0].person.status is Status.INSTALLED


def test_the_notice_never_takes_back_a_later_step(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """An offer that still stands after other work must not undo that work."""
    desk.ask(_mark(small), lambda _: None)
    settled(desk)
    window.actions_.undo.trigger()
    settled(desk)
    window.actions_.redo.trigger()
    settled(desk)
    later = small.pupils[1]
    ask(desk, lambda office: marking.mark(office, [later], Status.UNSUPPORTED))
    window.notice.press_action()
    settled(desk)
    found = ask(desk, lambda office: people.find(office, status=Status.UNSUPPORTED))
    assert [one.person.id for one in found] == [later]
    assert window.notice.text == desk.texts("errors.not_the_newest_step")


def test_the_notice_of_an_undo_offers_the_way_back(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """One click on the notice line does it again."""
    ask(desk, _mark(small))
    window.undo()
    settled(desk)
    window.notice.press_action()
    settled(desk)
    found = ask(desk, lambda office: people.tick_sheet(office, small.classes[0]))
    assert found.rows[0].person.status is Status.INSTALLED


def test_good_news_leave_and_errors_stay(desk: Desk, qtbot: QtBot) -> None:
    """An error that vanished before it was read never happened, as far as the user can tell."""
    line = NoticeLine(desk)
    qtbot.addWidget(line)
    passing = []
    for notice in (Notice("xong", "done"), Notice("lỗi", "error")):
        line.say(notice)
        passing.append(line.is_passing)
    assert passing == [True, False]
    assert line.text == "lỗi"


def test_files_dropped_anywhere_start_an_import(
    window: MainWindow, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """The shortest way in: the lists as they lie on the desktop."""
    desk.import_wanted.disconnect(window.bring_in)
    wanted: list[object] = []
    desk.import_wanted.connect(wanted.append)
    paths = [tmp_path / "6A1.xlsx", tmp_path / "6A2.xls"]
    assert drop(window, paths)
    assert wanted == [paths]
    assert not drop(window, [])


def test_a_change_from_outside_shows_when_the_window_comes_back(
    small: Small, window: MainWindow, desk: Desk, folder: Path, settled: Settled
) -> None:
    """A command may have written meanwhile; the window must not show old figures as new."""
    heard: list[object] = []
    with Office.open(folder) as office:
        marking.mark(office, [small.pupils[0]], Status.INSTALLED)
    desk.changed.connect(heard.append)
    window.catch_up()
    settled(desk)
    assert len(heard) == 1
    window.catch_up()
    settled(desk)
    assert len(heard) == 1


def test_place_and_size_are_remembered(
    window: MainWindow, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    """The next window is where this one was."""
    window.setGeometry(QRect(30, 40, 900, 543))
    window.close()
    second = MainWindow(desk)
    qtbot.addWidget(second)
    assert second.size() == window.size()


def test_a_place_outside_the_screen_is_mended(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """The second screen may be gone, or the projector with its other resolution."""
    window.setGeometry(QRect(9000, 7000, 930, 560))
    window.close()
    second = MainWindow(desk)
    qtbot.addWidget(second)
    second.show()
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(second.frameGeometry().center())
    assert room.contains(second.geometry().topLeft())


def test_the_language_switches_the_whole_window(
    window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """No restart, no half-translated screen, and the choice is remembered."""
    window.go_to("settings")
    settled(desk)
    desk.set_language("en")
    settled(desk)
    assert window.present == "settings"
    assert window.rail.words == [desk.texts(entry.short_key) for entry in SCREENS]
    assert "Overview" in window.rail.words
    assert desk.memory.language == "en"


@pytest.mark.parametrize("name", [entry.name for entry in SCREENS])
def test_every_screen_opens_on_an_empty_school(
    name: str, window: MainWindow, desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    """The first minute of every user: no lists yet, and every screen says what to do."""
    window.go_to(name)
    settled(desk)
    assert window.screen_named(name).isVisible()
