"""The check list before issuing: each line opens the place where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.header import ElidedLabel
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.returns.checks import Check, Kind
from bluezone_desktop.texts import Texts

_ABOUT_STAFF = (Kind.STAFF_NOT_ASKED, Kind.STAFF_SMALLER)
_ABOUT_THE_SCHOOL = (Kind.NO_SIGNERS,)
HEADING_HEIGHT = 32
"""Of the cards below the paper, with buttons beside the heading or without."""
_MENU_LENGTH = 40
"""Classes in a menu; a longer one would not fit the screen, and the rest is a click away."""


class CheckList(QFrame):
    """A card with a line for every check.

    place_wanted  a screen of the window, and the name of the class to show there or None
    """

    place_wanted = Signal(str, object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._checks: tuple[Check, ...] | None = None
        self.setProperty("role", "card")
        heading = QLabel(texts("return_page.checks.title"))
        heading.setProperty("role", "heading")
        self._lines = QWidget()
        self._lines.setProperty("role", "page")
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.TOGETHER, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(theme.INSIDE)
        heading.setContentsMargins(theme.INSIDE, 0, 0, 0)
        heading.setFixedHeight(HEADING_HEIGHT)
        column.addWidget(heading)
        column.addWidget(scroll, 1)

    @property
    def lines(self) -> list[CheckLine]:
        """What is shown, from top to bottom."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        return [line for item in items if item and isinstance(line := item.widget(), CheckLine)]

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Shows ``checks``; without any, that nothing is left to look at."""
        if tuple(checks) == self._checks:
            return
        self._checks = tuple(checks)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for check in checks:
            self._column.addWidget(self._line(check))
        if not checks:
            self._column.addWidget(self._all_well())
        self._column.addStretch(1)

    def words(self, check: Check) -> str:
        """The sentence of a check."""
        key = f"return_page.checks.{check.kind}"
        number = len(check.classes)
        language = self._texts.language
        if number == 1 and self._texts.has(f"{key}_one"):
            key = f"{key}_one"
        return self._texts(
            key,
            number=format_count(number, language),
            people=format_count(check.number, language),
            name=check.classes[0] if check.classes else "",
        )

    def _line(self, check: Check) -> CheckLine:
        # Mended on this very screen, or nowhere: such a line only tells.
        leads = check.kind not in (Kind.NO_RECIPIENT, Kind.GONE)
        line = CheckLine(self.words(check), "warning", leads=leads)
        line.setToolTip(self._hint(check) or line.words)
        if leads:
            line.clicked.connect(partial(self._open, line, check))
        return line

    def _open(self, line: CheckLine, check: Check, _checked: bool = False) -> None:
        if len(check.classes) > 1:
            self._menu(line, check).popup(line.mapToGlobal(line.rect().bottomLeft()))
        else:
            self._go(check, None)

    def _menu(self, line: CheckLine, check: Check) -> QMenu:
        menu = QMenu(line)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in check.classes[:_MENU_LENGTH]:
            action = menu.addAction(self._texts("return_page.checks.class", name=name))
            action.triggered.connect(partial(self._go, check, name))
        more = len(check.classes) - _MENU_LENGTH
        if more > 0:
            action = menu.addAction(self._texts("return_page.checks.more", number=more))
            action.triggered.connect(partial(self._go, check, check.classes[_MENU_LENGTH]))
        return menu

    def _go(self, check: Check, name: str | None, _checked: bool = False) -> None:
        if check.kind in _ABOUT_STAFF:
            self.place_wanted.emit("staff", None)
        elif check.kind in _ABOUT_THE_SCHOOL:
            self.place_wanted.emit("settings", None)
        else:
            self.place_wanted.emit("classes", name or check.classes[0])

    def _hint(self, check: Check) -> str:
        if len(check.classes) < 2:
            return ""
        shown = ", ".join(check.classes[:_MENU_LENGTH])
        return shown + (" …" if len(check.classes) > _MENU_LENGTH else "")

    def _all_well(self) -> CheckLine:
        return CheckLine(self._texts("return_page.checks.none"), "tick", leads=False)


class CheckLine(QPushButton):
    """One line: a sign, the words, and an arrow where it leads somewhere."""

    def __init__(self, words: str, sign: str, *, leads: bool) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "task")
        self.setAccessibleName(words)
        # A list, not a row of buttons: as high as a table's row, whatever the style sheet pads.
        height = theme.ROW_HEIGHT - 2
        self.setStyleSheet(f"min-height: {height}px; max-height: {height}px; padding: 0")
        text = ElidedLabel()
        text.show_text(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE, 0, theme.INSIDE, 0)
        row.setSpacing(theme.TOGETHER)
        pictures = [_picture(sign), _picture("forward") if leads else QLabel()]
        for label, stretch in ((pictures[0], 0), (text, 1), (pictures[1], 0)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label, stretch)
        if not leads:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _picture(name: str) -> QLabel:
    label = QLabel()
    label.setPixmap(icon(name).pixmap(QSize(16, 16)))
    return label
