"""What tests of the window are given: a real Office on a real folder, and dialogs that answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Group, Relation
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.memory import Memory
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog
from bluezone_desktop.gui.theme import Theme
from bluezone_desktop.services.office import Office
from tests.gui.import_stage import Case, Open, wait
from tests.gui.stage import SCHOOL, Ask, Clock, RecordingDialogs, Small


@pytest.fixture(autouse=True, scope="session")
def quiet_matplotlib() -> None:
    """It scores every font of the computer aloud."""
    logging.getLogger("matplotlib").setLevel(logging.INFO)


@pytest.fixture
def clock() -> Clock:
    """The Office's clock: 8 giờ, 5/9/2020, until the test moves it."""
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """A data folder whose school is set up and has no lists yet."""
    from bluezone_desktop.services import schools

    place = tmp_path / "data"
    with Office.open(place, clock=clock, actor="Thư") as office:
        schools.set_up(office, SCHOOL)
    return place


@pytest.fixture
def small(folder: Path, clock: Clock) -> Small:
    """The small school in ``folder``."""
    from bluezone_desktop.services import people

    with Office.open(folder, clock=clock, actor="Thư") as office:
        first = people.add_class(office, "6A1", "Lý Thị Cẩm Tú").value.id
        second = people.add_class(office, "6A2").value.id
        an = people.add_pupil(office, first, "Trần Văn An").value
        hoa = people.add_pupil(office, second, "Nguyễn Thị Hoà").value
        mother = people.add_relative(office, hoa, Relation.MOTHER, "Đỗ Thị Mai").value
        teacher = people.add_staff(office, "Lâm Quốc Việt", Group.TEACHER).value
    return Small((first, second), (an, hoa), mother, teacher)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    """The whole window on ``folder``, shown, with its start screen. Ask for ``small`` before it."""
    made = MainWindow(desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.figures_painted):
        made.show()
        desk.ask(lambda office: office.school, made.show_school)
    qtbot.waitUntil(lambda: not desk.busy)
    return made


@pytest.fixture
def dialogs() -> RecordingDialogs:
    """Dialogs that answer as told."""
    return RecordingDialogs()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The window's dress, put on for one test."""
    made = Theme(qapp)
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def make_desk(
    qtbot: QtBot, dialogs: RecordingDialogs, clock: Clock, theme: Theme
) -> Iterator[Callable[[Path], Desk]]:
    """Desks on any folder; each is closed after the test, and no fault of ours goes unseen."""
    desks: list[Desk] = []

    def make(place: Path) -> Desk:
        desk = Desk(
            lambda: Office.open(place, clock=clock, actor="Thư"),
            dialogs,
            Memory(place),
            theme=theme,
        )
        desks.append(desk)
        return desk

    yield make
    qtbot.waitUntil(lambda: not any(desk.busy for desk in desks))
    for desk in desks:
        desk.close()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not dialogs.bugs, dialogs.bugs


@pytest.fixture
def desk(make_desk: Callable[[Path], Desk], folder: Path) -> Desk:
    """The desk of a school that is set up, in Vietnamese."""
    return make_desk(folder)


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    """Runs something on the desk's thread and waits for what it returns."""

    def wait(desk: Desk, work: Callable[[Office], Any]) -> Any:
        found: list[Any] = []
        failed: list[Exception] = []
        desk.ask(work, found.append, failed.append)
        qtbot.waitUntil(lambda: bool(found or failed))
        if failed:
            raise failed[0]
        return found[0]

    return wait


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Desk], None]:
    """Waits until every answer is home and shown."""

    def wait(desk: Desk) -> None:
        qtbot.waitUntil(lambda: not desk.busy)

    return wait


@pytest.fixture
def open_dialog(desk: Desk, qtbot: QtBot) -> Open:
    """The dialog on some files, shown, everything read and planned."""

    def make(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(desk, paths)
        qtbot.addWidget(dialog)
        dialog.show()
        wait(qtbot, dialog)
        return dialog

    return make


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    """What the notice line is told."""
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    return told


@pytest.fixture
def case(desk: Desk, ask: Ask, notices: list[Notice]) -> Case:
    return Case(desk, ask, notices)
