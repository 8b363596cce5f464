"""The screen "Toàn trường": everybody in one list, sorted by any column, filtered while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group, Status
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.empty_page import EmptyPage
from bluezone_desktop.gui.everyone.model import EveryoneModel, Filter, Ready, make_ready
from bluezone_desktop.gui.everyone.target import Filtered
from bluezone_desktop.gui.everyone.view import EveryoneView
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.gui.someone_words import place_of
from bluezone_desktop.gui.theme import GROUP, TOGETHER
from bluezone_desktop.gui.ticks.labels import ShrinkingLabel

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

_HEADER = "everyone_header"
"""Under this the widths and the order of the list are remembered."""

_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_GROUPS: tuple[tuple[str, tuple[Group, ...]], ...] = (
    ("everyone.groups.all", ()),
    ("everyone.groups.pupil", (Group.PUPIL,)),
    ("everyone.groups.relative", (Group.RELATIVE,)),
    ("everyone.groups.staff", STAFF_GROUPS),
)
_STATUSES: tuple[Status | None, ...] = (None, *Status)


class EveryoneScreen(Screen):
    """Enter goes to the sheet where somebody is ticked, F2 to their card; letters to the filter.

    ``desk.go_to("everyone", target)`` takes a PersonId, or a Filtered.
    """

    name = "everyone"
    title_key = "everyone.title"
    concerns = Change.SCHOOL | Change.CLASSES | Change.PEOPLE

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.model = EveryoneModel(self.texts, self)
        self.view = EveryoneView(self.model)
        self.view.setAccessibleName(self.texts("everyone.title"))
        self.field = QLineEdit()
        self.groups, self.statuses = QComboBox(), QComboBox()
        self.with_gone = QCheckBox(self.texts("everyone.with_gone"))
        self.count = ShrinkingLabel("secondary")
        self.empty = EmptyPage()
        self._reading = self._again = self._is_there = False
        self._wanted: PersonId | None = None
        self._timer = QTimer(self)
        self._pages = QStackedWidget()
        self._fill()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)

    # Reading

    def refresh(self, changes: Change) -> None:
        """Reads everybody anew; asked for again while reading, once more afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.desk.ask(_read, self._came, self._went_wrong)

    def open_at(self, target: object) -> None:
        """A PersonId to put the hand on, or a Filtered."""
        if isinstance(target, Filtered):
            self._show_filter(Filter(target.text))
        elif isinstance(target, str):
            self._wanted = PersonId(target)
            if self._is_there:
                self._go_to_wanted()

    def _came(self, ready: Ready) -> None:
        current = self._current()
        self.model.load(ready)
        self._is_there = True
        self._show_rows(current)
        if self._wanted is not None:
            self._go_to_wanted()
        self._read_again()
        self.settled.emit()

    def _went_wrong(self, error: Exception) -> None:
        self.desk.say_error(error)
        self._read_again()

    def _read_again(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh(Change.EVERYTHING)

    # Showing

    def _current(self) -> PersonId | None:
        index = self.view.currentIndex()
        return self.model.someone(index.row()).id if index.isValid() else None

    def _show_rows(self, current: PersonId | None) -> None:
        """The list with the hand where it was, or what to do where it is empty."""
        rows = self.model.rowCount()
        language = self.texts.language
        shown, total = format_count(rows, language), format_count(self.model.total, language)
        key = "everyone.count" if rows == self.model.total else "everyone.count_of"
        self.count.setText(self.texts(key, shown=shown, total=total))
        if rows:
            row = self.model.row_of(current) if current else 0
            self.view.go(max(0, row))
            self._pages.setCurrentWidget(self.view)
            return
        had_hands = self.view.hasFocus()
        if self._is_unfiltered:
            words, hint = self.texts("everyone.empty"), self.texts("everyone.empty_hint")
            self.empty.set(words, hint, self.texts("everyone.import"), self.desk.bring_in)
        else:
            words, hint = self.texts("everyone.nobody"), self.texts("everyone.nobody_hint")
            self.empty.set(words, hint, self.texts("everyone.show_all"), self.show_all)
        self._pages.setCurrentWidget(self.empty)
        if had_hands:
            self.empty.button.setFocus()

    @property
    def _is_unfiltered(self) -> bool:
        wanted = self.model.filter
        return not (wanted.text or wanted.groups or wanted.status)

    def show_all(self) -> None:
        """Takes the filter away."""
        self._show_filter(Filter(with_gone=self.with_gone.isChecked()))
        self.view.setFocus()

    def _show_filter(self, wanted: Filter) -> None:
        """Sets what is written and chosen above the list."""
        self.field.setText(wanted.text)
        self.groups.setCurrentIndex([groups for _, groups in _GROUPS].index(wanted.groups))
        self.statuses.setCurrentIndex(_STATUSES.index(wanted.status))
        self.with_gone.setChecked(wanted.with_gone)
        self._filter()

    def _filter(self) -> None:
        self._timer.stop()
        current = self._current()
        self.model.set_filter(
            Filter(
                self.field.text().strip(),
                _GROUPS[self.groups.currentIndex()][1],
                _STATUSES[self.statuses.currentIndex()],
                self.with_gone.isChecked(),
            )
        )
        if self._is_there:
            self._show_rows(current)

    def _written(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or not self.model.is_known(wanted):
            return
        if self.model.row_of(wanted) < 0:
            self._show_filter(Filter())
        if self.model.row_of(wanted) < 0:
            self._show_filter(Filter(with_gone=True))
        self.view.go(self.model.row_of(wanted))

    # Doing

    def open_row(self, row: int) -> None:
        """Goes where the person of a row is ticked; who stands on no sheet has a card at least."""
        screen, target = place_of(self.model.someone(row))
        if screen == self.name:
            self.open_card(row)
        else:
            self.desk.go_to(screen, target)

    def open_card(self, row: int) -> None:
        """Shows the card of the person in a row."""
        from bluezone_desktop.gui.people.card import CardOpener

        CardOpener(self.desk, self).open(self.model.someone(row).id, self.view.setFocus)

    def _open_menu(self, place: QPoint) -> None:
        row = self.view.indexAt(place).row()
        if row < 0:
            return
        menu = QMenu(self)
        for key, keys, act in (
            ("everyone.menu.open", "Enter", lambda: self.open_row(row)),
            ("people.menu.card", "F2", lambda: self.open_card(row)),
            ("everyone.menu.copy", "Ctrl+C", self.view.copy),
        ):
            menu.addAction(f"{self.texts(key)}\t{keys}").triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _type(self, event: QKeyEvent) -> None:
        """A letter meant for the filter; also what UniKey makes of it afterwards."""
        self.field.setFocus()
        self.field.end(False)
        QApplication.sendEvent(self.field, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and not self._is_unfiltered:
            self.show_all()
        elif self.field.hasFocus() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.view.setFocus()
        elif self.field.hasFocus() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._filter()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    # How it is built

    def _fill(self) -> None:
        texts = self.texts
        self.field.setPlaceholderText(texts("everyone.filter"))
        self.field.setAccessibleName(texts("everyone.filter"))
        self._clear = self.field.addAction(
            icons.icon("close"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.setToolTip(texts("everyone.clear"))
        self._clear.setVisible(False)
        self.field.addAction(icons.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setProperty("role", "search")
        self.field.setMinimumWidth(150)
        self.groups.setAccessibleName(texts("everyone.groups.title"))
        for key, _ in _GROUPS:
            self.groups.addItem(texts(key))
        self.statuses.setAccessibleName(texts("everyone.column.status"))
        self.statuses.addItem(texts("everyone.any_status"))
        for status in Status:
            words = texts(f"vocabulary.status_short.{status}")
            self.statuses.addItem(icons.status_icon(status), words)
        self.with_gone.setToolTip(texts("everyone.with_gone_hint"))
        for box in (self.groups, self.statuses):
            box.setSizeAdjustPolicy(_SHORT)
            box.setMinimumContentsLength(9 if box is self.groups else 12)

    def _lay_out(self) -> None:
        title = QLabel(self.texts("everyone.title"))
        title.setProperty("role", "title")
        line = QHBoxLayout()
        line.setContentsMargins(GROUP, TOGETHER, GROUP, TOGETHER)
        line.setSpacing(TOGETHER)
        line.addWidget(title)
        line.addWidget(self.count, 1)
        line.addWidget(self.field, 2)
        for widget in (self.groups, self.statuses, self.with_gone):
            line.addWidget(widget)
        self._pages.addWidget(QWidget())  # nothing is known yet
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)  # when every key that has come is taken
        self._timer.timeout.connect(self._filter)
        self.field.textChanged.connect(self._written)
        self._clear.triggered.connect(self.field.clear)
        self.groups.activated.connect(lambda _: self._filter())
        self.statuses.activated.connect(lambda _: self._filter())
        self.with_gone.toggled.connect(lambda _: self._filter())
        self.view.opened.connect(self.open_row)
        self.view.typed.connect(self._type)
        self.view.card_wanted.connect(self.open_card)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        head = self.view.horizontalHeader()
        kept = self.desk.memory.data(_HEADER)
        if not kept.isEmpty():
            head.restoreState(kept)
            self.model.sort(head.sortIndicatorSection(), head.sortIndicatorOrder())
        head.sortIndicatorChanged.connect(lambda *_: self._sorted())
        head.sectionResized.connect(lambda *_: self._remember())
        find = QShortcut(QKeySequence("F3"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.field.setFocus)

    def _sorted(self) -> None:
        self._remember()
        if self.model.rowCount():
            self.view.go(0)

    def _remember(self) -> None:
        self.desk.memory.keep(_HEADER, self.view.horizontalHeader().saveState())


def _read(office: Office) -> Ready:
    from bluezone_desktop.services import everyone

    return make_ready(everyone.read(office))
