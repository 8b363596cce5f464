"""The stage of the window's tests: a school, a clock that stands still, dialogs that answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from bluezone_desktop.domain.people import ClassId, PersonId, School
from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.services.office import Office

Ask = Callable[[Desk, Callable[[Office], Any]], Any]
"""Runs something on the desk's thread and gives what it returns (the fixture ``ask``)."""

SCHOOL = School(
    name="Trường THCS Lâm Tân",
    level=Level.LOWER_SECONDARY,
    superior="Phòng GD&ĐT thị xã Ngã Năm",
    place="Ngã Năm",
    head="Trần Văn Hiệu",
    preparer="Lê Thị Thư",
    school_year="2020-2021",
)
NOW = datetime(2020, 9, 5, 8, 0).astimezone()


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
        self.stops: list[Callable[[], None]] = []
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

    def ask_password(self, title: str, label: str, parent: QWidget | None = None) -> str | None:
        found: str | None = self._next("ask_password", title, label)
        return found

    def run(self, dialog: QDialog) -> bool:
        work: Callable[[QDialog], bool] = self._next("run", type(dialog).__name__)
        return work(dialog)

    def progress(self, title: str, cancel: Callable[[], None]) -> Any:
        self.asked.append(("progress", (title,)))
        self.stops.append(cancel)
        return _Bar(self.progress_told)

    def show_folder(self, folder: Path) -> None:
        self.asked.append(("show_folder", (folder,)))

    def show_file(self, path: Path) -> None:
        self.asked.append(("show_file", (path,)))

    def bug(self, error: BaseException) -> None:
        self.bugs.append(error)


@dataclass(frozen=True)
class Small:
    """A small school: two classes with a pupil each, a mother, a teacher; nobody asked yet."""

    classes: tuple[ClassId, ClassId]
    pupils: tuple[PersonId, PersonId]
    mother: PersonId
    teacher: PersonId


def drop(widget: QWidget, paths: list[Path]) -> bool:
    """Drags files onto ``widget`` and lets go. Returns whether it would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), act, data, left, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), act, data, left, none))
    return enter.isAccepted()
