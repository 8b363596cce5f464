"""Rows copied in Excel and pasted into an empty class become pupils, after a look at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog
from bluezone_desktop.services import people
from tests.gui.import_stage import click, pupils, wait
from tests.gui.stage import Ask, RecordingDialogs, Small

ROWS = (
    "1\tTrần Thị Hoà\t06/04/2009\tNữ\tTrần Văn Tư\t0912345678\n"
    "2\tNguyễn Văn An\t05/03/2009\tNam\tNguyễn Văn Ba\t0901234567\n"
)


def open_empty_class(
    window: MainWindow, ask: Ask, settled: Callable[[Desk], None], name: str = "6A3"
) -> None:
    """Adds a class and shows it."""
    made: ClassId = ask(window.desk, lambda office: people.add_class(office, name).value.id)
    window.go_to("classes", made)
    settled(window.desk)


def press_paste(window: MainWindow) -> None:
    """Ctrl+V where the focus is on the screen."""
    screen: Any = window.screen_named("classes")
    QTest.keyClick(screen, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def take(qtbot: QtBot) -> Callable[[QDialog], bool]:
    """Waits until the preview stands, and takes it."""

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, ImportDialog)
        dialog.show()
        wait(qtbot, dialog)
        with qtbot.waitSignal(dialog.accepted):
            click(dialog.take_button)
        return True

    return work


def test_copied_rows_become_pupils_of_the_empty_class(
    small: Small,
    window: MainWindow,
    ask: Ask,
    settled: Callable[[Desk], None],
    dialogs: RecordingDialogs,
    qtbot: QtBot,
) -> None:
    """Copy, Ctrl+V, look, take; the class shows them at once, and Ctrl+Z is one step."""
    open_empty_class(window, ask, settled)
    QGuiApplication.clipboard().setText(ROWS)
    dialogs.answer("run", take(qtbot))
    press_paste(window)
    settled(window.desk)
    assert ask(window.desk, pupils)["6A3"] == ["Nguyễn Văn An", "Trần Thị Hoà"]
    window.undo()
    settled(window.desk)
    assert ask(window.desk, pupils)["6A3"] == []


def test_the_button_pastes_as_well(
    small: Small,
    window: MainWindow,
    ask: Ask,
    settled: Callable[[Desk], None],
    dialogs: RecordingDialogs,
    qtbot: QtBot,
) -> None:
    """Who knows no keys finds it on the screen."""
    open_empty_class(window, ask, settled)
    QGuiApplication.clipboard().setText("Lê Hoa")
    dialogs.answer("run", take(qtbot))
    screen: Any = window.screen_named("classes")
    click(screen.panel.empty.other)
    settled(window.desk)
    assert ask(window.desk, pupils)["6A3"] == ["Lê Hoa"]


def test_an_empty_clipboard_is_told(
    small: Small,
    window: MainWindow,
    ask: Ask,
    settled: Callable[[Desk], None],
    notices: list[Notice],
) -> None:
    """One sentence, no empty preview."""
    open_empty_class(window, ask, settled)
    QGuiApplication.clipboard().setText(" \n")
    press_paste(window)
    assert notices[-1].text == window.desk.texts("classes.paste.nothing")


def test_a_class_with_pupils_is_pasted_statuses_only(
    small: Small,
    window: MainWindow,
    ask: Ask,
    settled: Callable[[Desk], None],
    dialogs: RecordingDialogs,
    qtbot: QtBot,
) -> None:
    """Where people stand, the same keys tick; no preview opens."""
    window.go_to("classes", small.classes[0])
    settled(window.desk)
    screen: Any = window.screen_named("classes")
    qtbot.waitUntil(lambda: screen.class_id == small.classes[0] and not window.desk.busy)
    # By key: Ctrl, as the test before left it, would make setCurrentIndex select nothing.
    QTest.keyClick(screen.view, Qt.Key.Key_Home)
    screen.view.setCurrentIndex(screen.model.index(0, 2))
    assert screen.view.selected_people()
    QGuiApplication.clipboard().setText("x")
    QTest.keyClick(screen.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(window.desk)
    sheet = ask(window.desk, lambda office: people.tick_sheet(office, small.classes[0]))
    assert sheet.rows[0].person.status is Status.INSTALLED
    assert not dialogs.asked
