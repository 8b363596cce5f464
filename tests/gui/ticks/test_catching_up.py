"""What another program wrote shows on the sheet when the window gets the focus back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from tests.gui.stage import Small
from tests.gui.ticks.hands import OWN, at, shown


def opened(window: MainWindow, small: Small, qtbot: QtBot) -> ClassesScreen:
    """The class 6A2 of the small school on the screen, the focus on its pupil's status."""
    window.go_to("classes", small.classes[1])
    screen = window.screen_named("classes")
    assert isinstance(screen, ClassesScreen)
    qtbot.waitUntil(lambda: screen.panel.title.text() == "6A2" and not window.desk.busy)
    screen.view.go(0, OWN)
    return screen


def come_back() -> None:
    """The system says that the program is in front again."""
    program = QGuiApplication.instance()
    assert isinstance(program, QGuiApplication)
    program.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_a_tick_of_the_command_line_shows(
    small: Small, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    """A real command in a process of its own, beside the open window: grid, figures and the list of
    classes say it, and the hands stay where they are.
    """
    screen = opened(window, small, qtbot)
    command = ("mark", "--status", "installed", small.pupils[1], small.mother)
    subprocess.run(
        [sys.executable, "-m", "bluezone_desktop", "--data", str(folder), *command],
        check=True,
        capture_output=True,
    )
    assert shown(screen.view, 0, OWN) is Status.NOT_ASKED
    come_back()
    qtbot.waitUntil(lambda: shown(screen.view, 0, OWN) is Status.INSTALLED)
    assert screen.classes.summary(1).pupils.asked == 1
    assert screen.panel.heads[-1].text() == "đã hỏi hết"
    assert at(screen.view) == (0, OWN)


def test_a_pupil_who_came_from_elsewhere_shows(
    small: Small,
    window: MainWindow,
    folder: Path,
    desk: Desk,
    qtbot: QtBot,
    settled: Callable[[Desk], None],
) -> None:
    """An import or a merge beside the window brings rows and classes; the focus stays with its
    pupil, also where the new one stands above.
    """
    screen = opened(window, small, qtbot)
    with Office.open(folder) as office:
        people.add_pupil(office, small.classes[1], "Trần Văn Ánh")
        people.add_class(office, "6A3")
    come_back()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 2)
    settled(desk)
    assert screen.view.names() == ["Trần Văn Ánh", "Nguyễn Thị Hoà"]
    assert at(screen.view) == (1, OWN)
    assert screen.classes.rowCount() == 3
