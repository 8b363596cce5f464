"""The returns that went out: open one, or save its file again as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.plain import return_from_plain
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.returns.check_list import HEADING_HEIGHT
from bluezone_desktop.services.returns import IssuedReturn
from bluezone_desktop.texts import Texts

_ISSUED = int(Qt.ItemDataRole.UserRole)


class IssuedList(QFrame):
    """A card with a line for every issued return, the newest first.

    open_wanted, save_wanted, compare_wanted  the IssuedReturn meant
    """

    open_wanted = Signal(object)
    save_wanted = Signal(object)
    compare_wanted = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setProperty("role", "card")
        heading = QLabel(texts("return_page.issued.title"))
        heading.setProperty("role", "heading")
        self.open_button = QPushButton(texts("return_page.issued.open"))
        self.save_button = QPushButton(texts("return_page.issued.save"))
        self.compare_button = QPushButton(texts("return_page.issued.compare"))
        self._buttons = (self.open_button, self.compare_button, self.save_button)
        self.list = QListWidget()
        self.list.setAccessibleName(texts("return_page.issued.title"))
        self.list.setUniformItemSizes(True)
        self.list.setStyleSheet(
            f"QListWidget::item {{ min-height: {theme.ROW_HEIGHT}px;"
            f" padding-left: {theme.INSIDE}px; }}"
        )
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        nothing = QLabel(texts("return_page.issued.none"))
        nothing.setProperty("role", "hint")
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        nothing.setContentsMargins(theme.INSIDE, 0, 0, 0)
        nothing.setWordWrap(True)

        top = QHBoxLayout()
        top.setSpacing(theme.INSIDE)
        top.addWidget(heading, 1)
        for button in self._buttons:
            button.setProperty("role", "quiet")
            button.setEnabled(False)
            button.hide()
            top.addWidget(button)
        heading.setContentsMargins(theme.INSIDE, 0, 0, 0)
        heading.setFixedHeight(HEADING_HEIGHT)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.TOGETHER, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(theme.INSIDE)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        # In its place first: a stack that is nowhere shows its first page as a window of its own.
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.list)

        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemActivated.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.save_button.clicked.connect(self._save)
        self.compare_button.clicked.connect(self._compare)

    def show_issued(self, issued: Sequence[IssuedReturn]) -> None:
        """Shows ``issued`` in the order given; the one selected stays selected."""
        before = self._current()
        self.list.clear()
        for one in issued:
            item = QListWidgetItem(self._words(one))
            item.setToolTip(self._hint(one))
            item.setData(_ISSUED, one)
            self.list.addItem(item)
            if before is None or one.id == before.id:
                self.list.setCurrentItem(item)
                before = before or one
        self._stack.setCurrentIndex(1 if issued else 0)
        for button in self._buttons:
            button.setVisible(bool(issued))

    def _words(self, one: IssuedReturn) -> str:
        pupils = return_from_plain(one.figures).total.pupils
        texts, day = self._texts, one.as_of.astimezone()
        name = round_words(one.round_name, texts)
        return texts(
            "return_page.issued.line",
            round=name[:1].upper() + name[1:],
            day=f"{day.day}/{day.month}/{day.year}",
            installed=format_count(pupils.installed, texts.language),
            total=format_count(pupils.total, texts.language),
        )

    def _hint(self, one: IssuedReturn) -> str:
        return self._texts(
            "return_page.issued.hint",
            as_of=moment_words(one.as_of.astimezone(), self._texts.language),
            issued_at=moment_words(one.issued_at.astimezone(), self._texts.language),
            actor=one.actor,
            file=one.file_name,
        )

    def _current(self) -> IssuedReturn | None:
        items = self.list.selectedItems()
        one = items[0].data(_ISSUED) if items else None
        return one if isinstance(one, IssuedReturn) else None

    def _selected(self) -> None:
        for button in self._buttons:
            button.setEnabled(self._current() is not None)

    def _open(self) -> None:
        if (one := self._current()) is not None:
            self.open_wanted.emit(one)

    def _save(self) -> None:
        if (one := self._current()) is not None:
            self.save_wanted.emit(one)

    def _compare(self) -> None:
        if (one := self._current()) is not None:
            self.compare_wanted.emit(one)
