"""Search from anywhere (Ctrl+F): anybody by name, class, phone or code, any class by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.everyone.target import Filtered
from bluezone_desktop.gui.search.hits import HitModel
from bluezone_desktop.gui.search.popup import MOST_ROWS, Popup
from bluezone_desktop.gui.theme import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from bluezone_desktop.services.everyone import Someone
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.searching import Found, Searcher

T = TypeVar("T")
AT_ONCE = 2 * MOST_ROWS
"""Who is in view comes first, and a page more."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """The field in the window's head. It never changes its text while it is being typed.

    A search begins when every key that has come is taken: UniKey sends a letter, takes it back and
    sends another in one go. One search is on its way at a time, and always the newest next.

    answered   the first hits for what is written now are in the model
    completed  all of them are, and how many there would be is told
    """

    answered = Signal()
    completed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = HitModel(desk.texts, self)
        self._searchers: list[Searcher] = []  # one at most, and the Office's thread alone asks it
        self._asking = False
        self._answer_to = ""
        self._found: Found | None = None
        self._total: int | None = None
        self._open_when_there = False
        self._came_from: QWidget | None = None
        self._popup: Popup | None = None
        self.setProperty("role", "search")
        self.setPlaceholderText(desk.texts("search.field"))
        self.setAccessibleName(desk.texts("search.field_spoken"))
        self.setAccessibleDescription(desk.texts("search.help"))
        self.setMinimumWidth(180)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._search)
        self.textEdited.connect(self._edited)
        desk.changed.connect(self._search_again)
        program = QApplication.instance()
        if isinstance(program, QApplication):  # it is, where there is a window
            program.focusChanged.connect(self._focus_changed)

    @property
    def popup(self) -> Popup:
        """The list of hits under the field."""
        if self._popup is None:
            self._popup = Popup(self, self.model, self.desk.texts)
            self._popup.chosen.connect(self._open)
            self._popup.all_wanted.connect(self._show_all)
        return self._popup

    @property
    def wanted(self) -> str:
        """What is asked for."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        listed = self._popup is not None and self._popup.isVisible() and self.model.rowCount() > 0
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: self.popup.list.height() // ROW_HEIGHT,
            Qt.Key.Key_PageUp: -(self.popup.list.height() // ROW_HEIGHT),
        }
        if key in steps and listed:
            self._step(steps[Qt.Key(key)])
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._show_all()
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._leave()
            self._go_back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return  # nobody came here: the window did
        self.desk.ask(self._by(_make_ready), lambda _: None)
        self._timer.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_popup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._popup is not None and self._popup.isVisible():
            self._popup.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._popup = None

    # Asking

    def _edited(self) -> None:
        self._open_when_there = False
        self._timer.start()

    def _search_again(self) -> None:
        """Somebody changed something while the hits are in view."""
        if self._popup is not None and self._popup.isVisible() and self.wanted:
            self._ask()

    def _search(self) -> None:
        if not self.wanted:
            self._answer_to = ""
            if self.hasFocus():
                self.popup.show_help()
        elif self.wanted == self._answer_to:
            self._show()
        else:
            self._ask()

    def _ask(self) -> None:
        if self._asking:
            return  # the newest is asked for when the answer comes
        self._asking = True
        text = self.wanted

        def find(searcher: Searcher, office: Office) -> tuple[str, Found]:
            return text, searcher.find(office, text, at_once=AT_ONCE)

        self.desk.ask(self._by(find), self._came, self._went_wrong)

    def _came(self, answer: tuple[str, Found]) -> None:
        self._asking = False
        text, found = answer
        if text != self.wanted:
            self._search()
            return
        row = self.popup.list.currentIndex().row() if text == self._answer_to else 0
        self._answer_to, self._found, self._total = text, found, None
        self.model.load(found)
        self.popup.list.setCurrentIndex(self.model.index(max(0, row)))
        self._show()
        self.answered.emit()
        if self._open_when_there:
            self._open(self.model.index(0))
        elif found.others or not found.is_all:
            self._ask_for_others(text, found)
        else:
            self.completed.emit()

    def _went_wrong(self, error: Exception) -> None:
        self._asking = False
        self.desk.say_error(error)

    def _ask_for_others(self, text: str, found: Found) -> None:
        """Who is not in view yet, and how many there are in all."""

        def read(searcher: Searcher, office: Office) -> tuple[tuple[Someone, ...], int]:
            from bluezone_desktop.services import everyone

            people = everyone.some(office, found.others)
            shown = len(found.people) + len(people)
            return people, shown if found.is_all else searcher.count(office, text)

        def add(answer: tuple[tuple[Someone, ...], int]) -> None:
            if found is self._found:
                people, self._total = answer
                self.model.add(people)
                self._show()
                self.completed.emit()

        self.desk.ask(self._by(read), add, lambda _: None)

    def _by(self, work: Callable[[Searcher, Office], T]) -> Callable[[Office], T]:
        """Work for the searcher, which is made by the first."""
        searchers = self._searchers

        def job(office: Office) -> T:
            if not searchers:
                from bluezone_desktop.services.searching import Searcher

                searchers.append(Searcher())
            return work(searchers[0], office)

        return job

    # Showing

    def _show(self) -> None:
        if not self.hasFocus() or self._found is None:
            return
        rows, texts = self.model.rowCount(), self.desk.texts
        shown = len(self._found.people) + len(self._found.others)
        if self._found.is_all:
            words = texts("search.found", number=shown) if shown else ""
            self.popup.show_hits(rows, words)
        elif self._total is None:
            self.popup.show_first(rows, texts("search.first", shown=shown))
        else:
            total = format_count(self._total, texts.language)
            words = texts("search.first_of", shown=shown, total=total)
            self.popup.show_first(rows, words, texts("search.show_all"))

    def _step(self, by: int) -> None:
        last = self.model.rowCount() - 1
        row = self.popup.list.currentIndex().row()
        around = abs(by) == 1
        row = (row + by) % (last + 1) if around else min(max(row + by, 0), last)
        self.popup.list.setCurrentIndex(self.model.index(row))

    # Going

    def _enter(self) -> None:
        if not self.wanted:
            return
        if self.wanted == self._answer_to:
            self._open(self.popup.list.currentIndex())
        else:  # quicker than the answer
            self._open_when_there = True

    def _open(self, index: QModelIndex) -> None:
        self._open_when_there = False
        if index.isValid():
            hit = self.model.hit(index.row())
            self._leave()
            self.desk.go_to(hit.screen, hit.target)

    def _show_all(self) -> None:
        text = self.wanted
        self._leave()
        self.desk.go_to("everyone", Filtered(text))

    def _leave(self) -> None:
        self._timer.stop()
        self._answer_to, self._found = "", None
        self._open_when_there = False
        self._hide_popup()
        self.clear()

    def _go_back(self) -> None:
        """The hands go back to where they were when the search began."""
        came_from = self._came_from
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus()
        else:
            self.clearFocus()

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is self and old is not None:
            self._came_from = old

    def _hide_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()


def _make_ready(searcher: Searcher, office: Office) -> None:
    searcher.make_ready(office)
