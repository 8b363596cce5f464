"""What tests of the window are given: a real Office on a real folder, and dialogs that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.gui.memory import Memory
from bluezone_desktop.gui.theme import Theme
from bluezone_desktop.services.office import Office

SCHOOL = School(
    name="Trường THCS Lâm Tân",
    level=Level.LOWER_SECONDARY,
    superior="Phòng GD&ĐT thị xã Ngã Năm",
    place="Ngã Năm",
    head="Trần Văn Hiệu",
    preparer="Lê Thị Thư",
    school_year="2020-2021",
)
NOW = datetime(2020, 9, 5, 1, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class _Bar:
    def __init__(self, told: list[tuple[int, int]]) -> None:
        self._told = told

    def tell(self, done: int, of: int) -> None:
        self._told.append((done, of))

    def finish(self) -> None:
        self._told.append((-1, -1))


class RecordingDialogs(Dialogs):
    """Answers in the user's place and remembers what was asked.

    Hand it the answers in order: ``dialogs.answer("choose_files", [path])``. For a dialog of a
    screen's own, the answer is a function that gets the dialog, works it and returns whether it was
    accepted. A question without an answer fails the test.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, tuple[object, ...]]] = []
        self.bugs: list[BaseException] = []
        self.progress_told: list[tuple[int, int]] = []
        self._answers: dict[str, list[Any]] = {}

    def answer(self, method: str, *answers: object) -> None:
        """What ``method`` will return, in order."""
        self._answers.setdefault(method, []).extend(answers)

    def _next(self, method: str, *said: object) -> Any:
        self.asked.append((method, said))
        assert self._answers.get(method), f"nobody expected {method}{said!r}"
        return self._answers[method].pop(0)

    def choose_files(self, title: str, filters: str, parent: QWidget | None = None) -> list[Path]:
        return list(self._next("choose_files", title, filters))

    def choose_file(self, title: str, filters: str, parent: QWidget | None = None) -> Path | None:
        found: Path | None = self._next("choose_file", title, filters)
        return found

    def choose_save(
        self, title: str, suggested: Path, filters: str, parent: QWidget | None = None
    ) -> Path | None:
        found: Path | None = self._next("choose_save", title, suggested, filters)
        return found

    def choose_folder(self, title: str, parent: QWidget | None = None) -> Path | None:
        found: Path | None = self._next("choose_folder", title)
        return found

    def confirm(
        self, title: str, text: str, yes: str, no: str, parent: QWidget | None = None
    ) -> bool:
        return bool(self._next("confirm", title, text, yes, no))

    def inform(self, title: str, text: str, parent: QWidget | None = None) -> None:
        self.asked.append(("inform", (title, text)))

    def ask_text(
        self, title: str, label: str, value: str = "", parent: QWidget | None = None
    ) -> str | None:
        found: str | None = self._next("ask_text", title, label, value)
        return found

    def ask_password(self, title: str, label: str, parent: QWidget | None = None) -> str | None:
        found: str | None = self._next("ask_password", title, label)
        return found

    def run(self, dialog: QDialog) -> bool:
        work: Callable[[QDialog], bool] = self._next("run", type(dialog).__name__)
        return work(dialog)

    def progress(self, title: str, cancel: Callable[[], None]) -> Any:
        self.asked.append(("progress", (title,)))
        return _Bar(self.progress_told)

    def show_folder(self, folder: Path) -> None:
        self.asked.append(("show_folder", (folder,)))

    def bug(self, error: BaseException) -> None:
        self.bugs.append(error)


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
    for desk in desks:
        qtbot.waitUntil(lambda desk=desk: not desk.busy)  # type: ignore[misc]
        desk.close()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not dialogs.bugs, dialogs.bugs


@pytest.fixture
def desk(make_desk: Callable[[Path], Desk], folder: Path) -> Desk:
    """The desk of a school that is set up, in Vietnamese."""
    return make_desk(folder)


@pytest.fixture
def ask(qtbot: QtBot) -> Callable[[Desk, Callable[[Office], Any]], Any]:
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
