"""Everything around the grid: head line, tools, legend, and the lines below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import status_icon
from bluezone_desktop.gui.theme import GROUP, INSIDE, TOGETHER
from bluezone_desktop.gui.ticks.labels import FittingLabel, ShrinkingLabel
from bluezone_desktop.gui.ticks.legend import Legend
from bluezone_desktop.gui.ticks.sheet import Show
from bluezone_desktop.gui.ticks.tick_keys import CYCLE
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.texts import Texts

# Keeps the buttons left while the legend, which fills the line, is not there.
_GAP = {
    True: (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed),
    False: (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed),
}


class SheetPanel(QWidget):
    """The grid with its head, tools and foot. What it shows is set by the screen.

    rest_wanted  a Status: everyone not asked yet is to get it
    show_wanted  a Show: the filter
    """

    rest_wanted = Signal(object)
    show_wanted = Signal(object)

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
        self.head = QHBoxLayout()
        self.tools = QHBoxLayout()
        self.mark_rest_button = QPushButton(texts(f"{section}.mark_all"))
        self.filter_button = QPushButton(texts(f"{section}.filter"))
        self._filters: dict[Show, QAction] = {}
        self.empty = EmptyPage()
        self._foot = QFrame()
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
            self.head.addWidget(label)
        for label, (words, hint) in zip(self.heads, heads, strict=False):
            label.setText(words)
            label.setToolTip(hint)
            label.setAccessibleName(f"{hint}: {words}")
        for place, label in enumerate(self.heads):
            label.setVisible(place < len(heads))

    def set_filter(self, show: Show) -> None:
        """Says on the button which filter is on."""
        self._filters[show].setChecked(True)
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
        self._foot.setVisible(filtered)
        self.tools_gap.changeSize(0, 0, *_GAP[filled])
        self.tools.invalidate()

    @property
    def is_empty(self) -> bool:
        """Whether words stand in the place of the grid."""
        return self._stack.currentWidget() is self.empty

    def _lay_out(self) -> None:
        self.head.setContentsMargins(GROUP, TOGETHER, GROUP, 0)
        self.head.setSpacing(GROUP)
        named = QHBoxLayout()
        named.setSpacing(TOGETHER)
        named.addWidget(self.title)
        named.addWidget(self.subtitle, 1)
        self.head.addLayout(named, 1)
        self.tools.setContentsMargins(GROUP, TOGETHER, TOGETHER, TOGETHER)
        self.tools.setSpacing(TOGETHER)
        self.legend = Legend(self._texts)
        self.legend.chosen.connect(self.view.set_status)
        for button in (self.mark_rest_button, self.filter_button):
            button.setProperty("menu", True)
            self.tools.addWidget(button)
        self.tools.addWidget(self.legend, 1)
        self.tools_gap = QSpacerItem(0, 0, *_GAP[True])
        self.tools.addItem(self.tools_gap)
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
        whole.addLayout(self.head)
        whole.addLayout(self.tools)
        whole.addWidget(self._stack, 1)
        whole.addWidget(foot)

    def add_tool(self, button: QPushButton) -> None:
        """Puts a button behind the ones that every sheet has."""
        self.tools.insertWidget(self.tools.count() - 2, button)

    def _build_menus(self) -> None:
        rest = QMenu(self)
        rest.addAction(self._texts(f"{self._section}.mark_all_title")).setEnabled(False)
        for status in CYCLE:
            if status is not Status.NOT_ASKED:
                words = self._texts(f"vocabulary.status.{status}")
                action = rest.addAction(status_icon(status), words)
                action.triggered.connect(
                    lambda _=False, chosen=status: self.rest_wanted.emit(chosen)
                )
        self.mark_rest_button.setMenu(rest)
        filters = QMenu(self)
        group = QActionGroup(filters)
        for show in Show:
            action = filters.addAction(self._texts(f"{self._section}.filters.{show.value}"))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, chosen=show: self.show_wanted.emit(chosen))
            self._filters[show] = action
        self._filters[Show.ALL].setChecked(True)
        self.filter_button.setMenu(filters)


class EmptyPage(QWidget):
    """What stands where nothing is to be shown: a sentence, a hint, and one thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setProperty("role", "empty")
        self.hint = QLabel()
        self.hint.setProperty("role", "secondary")
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._clicked)
        self._act: Callable[[], None] | None = None
        self.other = QPushButton()
        self.other.setProperty("role", "quiet")
        self.other.hide()
        column = QVBoxLayout(self)
        column.setSpacing(TOGETHER)
        column.addStretch(2)
        for label in (self.words, self.hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(TOGETHER)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set(self, words: str, hint: str, button: str, act: Callable[[], None] | None) -> None:
        """``button`` empty: nothing can be done from here."""
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._act = act

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
