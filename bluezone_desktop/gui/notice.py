"""The window's one notice line: what was just done, or what went wrong, with one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.theme import GROUP, ICON_SIZE, INSIDE, TOGETHER, scheme_of

SHOWN_MS = 8000
"""How long good news stay. Errors stay until they are closed or something else is said."""

_ICONS = {"info": "info", "done": "done", "error": "warning"}


class NoticeLine(QFrame):
    """Hidden until something is said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._notice: Notice | None = None
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.setProperty("role", "link")
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setIcon(icons.icon("close"))
        self._close.setToolTip(desk.texts("window.close_notice"))
        self._close.setAccessibleName(desk.texts("window.close_notice"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, INSIDE, TOGETHER, INSIDE)
        row.setSpacing(TOGETHER)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()
        desk.noticed.connect(self.say)

    @property
    def text(self) -> str:
        """What is being said; "" while hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def is_passing(self) -> bool:
        """Whether what is said will leave by itself."""
        return self._timer.isActive()

    def press_action(self) -> None:
        """Does the one thing that is offered."""
        self._action.click()

    def say(self, notice: Notice) -> None:
        """Shows ``notice`` in place of whatever was said before."""
        self._notice = notice
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._action.setText(notice.action_text)
        self._action.setVisible(notice.action is not None)
        self._dress()
        self.show()
        self._timer.stop()
        if notice.kind != "error":
            self._timer.start()

    def _act(self) -> None:
        notice, self._notice = self._notice, None
        self.hide()
        if notice is not None and notice.action is not None:
            notice.action()

    def _time_is_up(self) -> None:
        # Somebody about to press the button must not find it gone.
        if self.underMouse() or self._action.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _dress(self) -> None:
        if self._notice is None:
            return
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        if self._notice.kind == "error":
            colour = QColor(scheme_of(self.palette()).trouble)
        size = QSize(ICON_SIZE, ICON_SIZE)
        name = _ICONS[self._notice.kind]
        self._icon.setPixmap(icons.pixmap(name, size, colour, self.devicePixelRatioF()))
