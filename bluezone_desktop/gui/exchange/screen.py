"""The screen "Trao đổi": class sheets out to the teachers at the left, home at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.drop_hint import dropped_files, holds_files
from bluezone_desktop.gui.empty_page import EmptyPage
from bluezone_desktop.gui.exchange import flows
from bluezone_desktop.gui.exchange.merge_words import short_moment
from bluezone_desktop.gui.exchange.tables import Line, LinesModel, LinesView
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.gui.theme import EDGE, GROUP, TITLE_PT, TOGETHER, font
from bluezone_desktop.services import delivery
from bluezone_desktop.services.delivery import Stick

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.people import ClassSummary

_WIDTHS = (70, 180, 80, 130)
_TEACHER = 1
_HOME_WIDTH = 340


class ExchangeScreen(Screen):
    """Classes chosen in the list go out, all of them where none is chosen. Files dropped come home.

    sticks  finds the USB sticks of this moment
    """

    name = "exchange"
    title_key = "exchange.title"
    concerns = Change.SCHOOL | Change.CLASSES | Change.PEOPLE

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sticks: Callable[[], list[Stick]] = delivery.sticks
        self._classes: tuple[ClassSummary, ...] = ()
        texts = self.texts
        heads = [texts(f"exchange.class_head.{one}") for one in _CLASS_HEADS]
        self.model = LinesModel(heads, (2,), self)
        self.view = LinesView(self.model, _WIDTHS, _TEACHER, several=True)
        self.view.setAccessibleName(texts("exchange.out"))
        self.with_password = QCheckBox(texts("exchange.with_password"))
        self.send = QPushButton(texts("exchange.send_all"))
        self.send.setProperty("role", "primary")
        self.stick_out = QPushButton(icon("usb"), texts("exchange.to_stick"))
        self.files = QPushButton(icon("import"), texts("exchange.choose_files"))
        self.folder = QPushButton(icon("folder"), texts("exchange.choose_folder"))
        self.stick_home = QPushButton(icon("usb"), texts("exchange.from_stick"))
        self.empty = EmptyPage()
        self._pages = QStackedWidget()
        self.setAcceptDrops(True)
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.view)

    # Reading

    def refresh(self, changes: Change) -> None:
        """Reads the classes, and when a sheet of each came home last."""
        self.desk.ask(_read, self._came)

    def _came(self, found: tuple[tuple[ClassSummary, ...], dict[ClassId, datetime]]) -> None:
        self._classes, home = found
        language = self.texts.language
        self.model.load(
            [
                Line(
                    (
                        one.school_class.name,
                        one.school_class.homeroom_teacher or "–",
                        format_count(one.pupils.total, language),
                        short_moment(home.get(one.school_class.id)),
                    )
                )
                for one in self._classes
            ]
        )
        self._pages.setCurrentIndex(0 if self._classes else 1)
        self._show_chosen()
        self.settled.emit()

    def open_at(self, target: object) -> None:
        """A list of files that came home."""
        if isinstance(target, list):
            self.take_home([Path(one) for one in target])

    # Doing

    def take_home(self, paths: list[Path]) -> None:
        """Shows what files bring home; without any, asks for them."""
        flows.take_home(self.desk, paths, self)

    @property
    def chosen(self) -> list[ClassId]:
        """The classes that are chosen; none for all."""
        return [self._classes[row].school_class.id for row in self.view.chosen]

    def _send(self) -> None:
        chosen = self.view.chosen
        password = self._password()
        if password is _NEVER_MIND:
            return
        if len(chosen) == 1:
            one = self._classes[chosen[0]].school_class
            flows.send_class(self.desk, one.id, one.name, self, password)
        else:
            flows.send_into_folder(self.desk, self.chosen, self, password)

    def _send_to(self, stick: Stick) -> None:
        password = self._password()
        if password is _NEVER_MIND:
            return
        folder = _free(stick.path / self.texts("exchange.stick_folder"))
        flows.send_to(
            self.desk,
            folder,
            self.chosen,
            self,
            password,
            done=lambda place: self.texts("exchange.on_stick", folder=place.name, stick=stick.name),
        )

    def _password(self) -> str | None:
        """The password wished for, None for none; asked for twice, because it cannot be seen."""
        if not self.with_password.isChecked():
            return None
        texts, dialogs = self.texts, self.desk.dialogs
        title = texts("exchange.title")
        first = dialogs.ask_password(title, texts("exchange.password_new"), self)
        if not first:
            return _NEVER_MIND
        if dialogs.ask_password(title, texts("exchange.password_again"), self) != first:
            self.desk.notify(texts("exchange.password_differs"), "error")
            return _NEVER_MIND
        return first

    def _choose_folder(self) -> None:
        folder = self.desk.dialogs.choose_folder(self.texts("exchange.choose_title"), self)
        if folder is not None:
            self.take_home([folder])

    def _offer_sticks(self, menu: QMenu, act: Callable[[Stick], None]) -> None:
        menu.clear()
        found = self.sticks()
        for stick in found:
            action = menu.addAction(icon("usb"), stick.name)
            action.triggered.connect(lambda _=False, one=stick: act(one))
        if not found:
            menu.addAction(icon("usb"), self.texts("delivery.no_stick")).setEnabled(False)

    def _show_chosen(self) -> None:
        number = len(self.view.chosen)
        key = "send_one" if number == 1 else "send_some" if number else "send_all"
        self.send.setText(self.texts(f"exchange.{key}", number=number))

    # What happens

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        holds_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_home(dropped_files(event))

    # Building

    def _connect(self) -> None:
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.send.clicked.connect(self._send)
        self.files.clicked.connect(lambda: self.take_home([]))
        self.folder.clicked.connect(self._choose_folder)
        for button, act in (
            (self.stick_out, self._send_to),
            (self.stick_home, lambda stick: self.take_home([stick.path])),
        ):
            menu = QMenu(button)
            menu.aboutToShow.connect(lambda m=menu, a=act: self._offer_sticks(m, a))
            button.setMenu(menu)

    def _lay_out(self) -> None:
        texts = self.texts
        self.empty.set(
            texts("classes.empty.no_class"),
            texts("classes.empty.no_class_hint"),
            texts("classes.empty.import"),
            self.desk.bring_in,
        )
        out = self._half("exchange.out", "exchange.out_hint")
        out.addWidget(self.view, 1)
        out.addWidget(self.with_password)
        row = QHBoxLayout()
        row.setSpacing(TOGETHER)
        row.addWidget(self.send)
        row.addWidget(self.stick_out)
        row.addStretch(1)
        out.addLayout(row)
        home = self._half("exchange.home", "exchange.home_hint")
        for button in (self.files, self.folder, self.stick_home):
            home.addWidget(button)
        drop = QLabel(texts("exchange.drop"))
        drop.setWordWrap(True)
        drop.setProperty("role", "secondary")
        home.addSpacing(GROUP)
        home.addWidget(drop)
        home.addStretch(1)
        right = QWidget()
        right.setLayout(home)
        right.setFixedWidth(_HOME_WIDTH)
        both = QWidget()
        sides = QHBoxLayout(both)
        sides.setContentsMargins(EDGE, GROUP, EDGE, GROUP)
        sides.setSpacing(2 * EDGE)
        sides.addLayout(out, 1)
        sides.addWidget(right)
        self._pages.addWidget(both)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _half(self, title_key: str, hint_key: str) -> QVBoxLayout:
        title = QLabel(self.texts(title_key))
        title.setFont(font(TITLE_PT, semibold=True))
        hint = QLabel(self.texts(hint_key))
        hint.setWordWrap(True)
        hint.setProperty("role", "secondary")
        hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOGETHER)
        column.addWidget(title)
        column.addWidget(hint)
        return column


_CLASS_HEADS = ("class", "teacher", "pupils", "home")
_NEVER_MIND = ""
"""Stands for a password that was asked for and not given."""


def _read(office: Office) -> tuple[tuple[ClassSummary, ...], dict[ClassId, datetime]]:
    from bluezone_desktop.services import people, sheet_merging

    return people.class_list(office), sheet_merging.last_home(office)


def _free(wanted: Path) -> Path:
    """A folder that is not there yet: sheets of earlier weeks stay as they are."""
    folder, number = wanted, 1
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder
