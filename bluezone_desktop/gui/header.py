"""The head of the window: whose school it is, search, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
)

from bluezone_desktop.domain.people import School
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.search.field import SearchField
from bluezone_desktop.gui.theme import GROUP, ICON_SIZE, INSIDE, TOGETHER

HEIGHT = 44


class Header(QFrame):
    """One line; the school's name gives way first where it is narrow."""

    def __init__(self, desk: Desk, actions: Sequence[QAction], menu: Sequence[QAction]) -> None:
        """``actions`` stand as buttons; ``menu`` behind the button with three dots, None a line."""
        super().__init__()
        self._texts = desk.texts
        self.setProperty("role", "header")
        self.setFixedHeight(HEIGHT)
        self.school = ElidedLabel()
        self.search = SearchField(desk)
        self.search.setMaximumWidth(320)
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, 0, TOGETHER, 0)
        row.setSpacing(INSIDE)
        self._row = row
        row.addWidget(self.school, 1)
        row.addWidget(self.search, 1)
        row.addSpacing(INSIDE)
        for action in actions:
            row.addWidget(_button(action))
        more = QToolButton()
        more.setIcon(icons.icon("more"))
        more.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        more.setToolTip(desk.texts("window.more"))
        more.setAccessibleName(desk.texts("window.more"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(more)
        self.menu.addActions(list(menu))
        more.setMenu(self.menu)
        row.addWidget(more)

    def add_way_back(self, act: Callable[[], None]) -> None:
        """Beside the name of the made-up school: the button that leads home."""
        button = QPushButton(icons.icon("back"), self._texts("wizard.leave_sample"))
        button.setToolTip(self._texts("wizard.in_sample"))
        button.clicked.connect(act)
        self._row.insertWidget(0, button)
        self._row.insertSpacing(1, TOGETHER)

    def show_school(self, school: School | None) -> None:
        """Name and school year."""
        words = f"{school.name} · {school.school_year}" if school else ""
        self.school.show_text(words)


class ElidedLabel(QLabel):
    """A label that may be narrower than its words: what does not fit is cut with an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(80)

    def show_text(self, words: str) -> None:
        """Shows ``words``, whole on hovering."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        room = max(self.width(), self.minimumWidth())
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    return button
