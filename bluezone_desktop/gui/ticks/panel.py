"""Everything around the grid: head line, tools, legend, and the lines below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.gui.empty_page import EmptyPage
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.theme import GROUP, ICON_SIZE, INSIDE, TOGETHER
from bluezone_desktop.gui.ticks.labels import FittingLabel, ShrinkingLabel
from bluezone_desktop.gui.ticks.legend import Legend
from bluezone_desktop.gui.ticks.menus import KeysMenu, RestMenu, ShowMenu
from bluezone_desktop.gui.ticks.sheet import ColumnKind, Show
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.texts import Texts


class SheetPanel(QWidget):
    """The grid with its head, tools and foot. What it shows is set by the screen.

    rest_wanted  a Status: everyone not asked yet is to get it
    show_wanted  a Show: the filter
    sort_wanted  a ColumnKind: the column whose order the rows are to stand in
    """

    rest_wanted = Signal(object)
    show_wanted = Signal(object)
    sort_wanted = Signal(object)

    def __init__(
        self, view: TickView, texts: Texts, section: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts, self._section, self.view = texts, section, view
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitle = ShrinkingLabel("")
        self.detail = ShrinkingLabel("secondary")
        self.aside = QLabel()
        self.aside.setProperty("role", "secondary")
        self.figures = FittingLabel("secondary")
        self.heads: list[QLabel] = []
        self._line = QHBoxLayout()
        self._head = QHBoxLayout()
        self.legend = Legend(texts)
        self.mark_rest_button = QPushButton(texts(f"{section}.mark_all"))
        self.filter_button = QPushButton(texts(f"{section}.filter"))
        self.keys_button = tool_button("keyboard", texts("ticks.keys.title"))
        self.empty = EmptyPage()
        self._foot = QFrame()
        self._below = QVBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(view)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self._build_menus()

    def set_heads(self, *heads: tuple[str, str]) -> None:
        """The figures in the head line: words and what they count, for hovering."""
        while len(self.heads) < len(heads):
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.heads.append(label)
            self._head.addWidget(label)
        nothing = [("", "")] * (len(self.heads) - len(heads))
        for label, (words, hint) in zip(self.heads, [*heads, *nothing], strict=True):
            label.setText(words)
            label.setToolTip(hint)
            label.setAccessibleName(f"{hint}: {words}")
        self._fit_heads()

    def set_filter(self, show: Show) -> None:
        """Says on the button which filter is on."""
        self.show_menu.tick_show(show)
        if show is Show.ALL:
            self.filter_button.setText(self._texts(f"{self._section}.filter"))
        else:
            words = self._texts(f"{self._section}.filters.{show.value}")
            self.filter_button.setText(self._texts(f"{self._section}.filter_on", filter=words))

    def show_grid(self) -> None:
        """Rows are there."""
        self._show_around(filled=True, filtered=True)
        self._stack.setCurrentWidget(self.view)

    def show_empty(
        self, words: str, hint: str = "", button: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Nobody is here yet: says so, and what to do first."""
        self._show_around(filled=False, filtered=False)
        self._show_words(words, hint, button, act)

    def show_filtered_out(self, words: str, button: str, act: Callable[[], None]) -> None:
        """The filter lets nobody through: says so, and offers to show all."""
        self._show_around(filled=False, filtered=True)
        self._show_words(words, "", button, act)

    def _show_words(
        self, words: str, hint: str, button: str, act: Callable[[], None] | None
    ) -> None:
        had_hands = self.view.hasFocus()
        self.empty.set(words, hint, button, act)
        self._stack.setCurrentWidget(self.empty)
        if had_hands and button:
            self.empty.button.setFocus()

    def _show_around(self, *, filled: bool, filtered: bool) -> None:
        """What works on rows is there only while rows are there."""
        self.legend.setVisible(filled)
        self.mark_rest_button.setVisible(filtered)
        self.filter_button.setVisible(filtered)
        self.keys_button.setVisible(filled)
        self._foot.setVisible(filtered)
        self._fit_heads()

    @property
    def is_empty(self) -> bool:
        """Whether words stand in the place of the grid."""
        return self._stack.currentWidget() is self.empty

    def _lay_out(self) -> None:
        # One line says whose sheet it is and what can be done, the next what the keys mean and how
        # far the work is: all else belongs to the list.
        self._line.setContentsMargins(GROUP, TOGETHER, TOGETHER, 0)
        self._line.setSpacing(TOGETHER)
        self._line.addWidget(self.title)
        self._line.addWidget(self.subtitle, 1)
        for button in (self.mark_rest_button, self.filter_button):
            button.setProperty("menu", True)
            self._line.addWidget(button)
        self._line.addWidget(self.keys_button)
        self.legend.chosen.connect(self.view.set_status)
        self._head.setContentsMargins(TOGETHER, INSIDE, GROUP, INSIDE)
        self._head.setSpacing(GROUP)
        self._head.addWidget(self.legend, 1)
        foot = self._foot
        foot.setProperty("role", "footer")
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(GROUP, INSIDE, GROUP, INSIDE)
        lines.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(GROUP)
        first.addWidget(self.detail, 1)
        first.addWidget(self.aside)
        lines.addLayout(first)
        lines.addWidget(self.figures)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._line)
        whole.addLayout(self._head)
        whole.addWidget(self._stack, 1)
        whole.addLayout(self._below)
        whole.addWidget(foot)

    def add_tool(self, button: QPushButton) -> None:
        """Puts a button behind the ones that every sheet has."""
        self._line.insertWidget(self._line.indexOf(self.filter_button) + 1, button)

    def add_line(self, line: QWidget) -> None:
        """Puts a line between the grid and the foot."""
        self._below.addWidget(line)

    def take_hands(self) -> None:
        """Gives the keys to the grid, or to the button in its place."""
        (self.empty.button if self.is_empty else self.view).setFocus()

    def add_steps(self, *buttons: QToolButton) -> None:
        """Buttons that lead to the sheet before and to the next."""
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the hands stay on the sheet
            self._line.insertWidget(self._line.indexOf(self.keys_button), button)

    def set_keys_menu(self, menu: KeysMenu) -> None:
        """What stands behind the button with the keyboard."""
        self.keys_button.setMenu(menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heads()

    def _fit_heads(self) -> None:
        """The words of the keys come first; of the figures stay those that fit.

        What is left to do matters most, then the row's own people, then the others.
        """
        room = self.width() - TOGETHER - GROUP
        if not self.legend.isHidden():
            room -= self.legend.needed
        said = [label for label in self.heads if label.text()]
        for label in said[-1:] + said[:-1]:
            room -= label.sizeHint().width() + GROUP
            label.setVisible(room >= 0)
        for label in self.heads[len(said) :]:
            label.hide()

    def _build_menus(self) -> None:
        rest = RestMenu(self._texts, self._section, self)
        rest.chosen.connect(self.rest_wanted)
        self._hang(rest, self.mark_rest_button)
        kinds = (ColumnKind.NAME, ColumnKind.NUMBER)
        usual = self.view.sheet.given_order
        sortings = kinds if usual in kinds else (usual, *kinds)
        self.show_menu = ShowMenu(self._texts, self._section, sortings, self)
        self.show_menu.tick_show(Show.ALL)
        self.show_menu.show_chosen.connect(self.show_wanted)
        self.show_menu.sort_chosen.connect(self.sort_wanted)
        self.show_menu.aboutToShow.connect(self._tick_sorting)
        self._hang(self.show_menu, self.filter_button)

    def _hang(self, menu: QMenu, button: QPushButton) -> None:
        button.setMenu(menu)
        # Opened by Alt and a letter, Qt leaves the button painted as pressed.
        menu.aboutToHide.connect(button.update)

    def _tick_sorting(self) -> None:
        place, direction = self.view.sheet.sorted_by
        ascending = direction == Qt.SortOrder.AscendingOrder
        kind = self.view.sheet.columns[place].kind
        self.show_menu.tick_sorting(kind if ascending else None)


def tool_button(name: str, words: str) -> QToolButton:
    """A button with an icon alone; ``words`` are told on hovering and to a screen reader.

    An "&" in them gives it a key, which is told as well.
    """
    button = QToolButton()
    button.setText(words)
    keys = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = words.replace("&", "")
    button.setIcon(icon(name))
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    button.setToolTip(f"{words} ({keys})" if keys else words)
    button.setAccessibleName(words)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
