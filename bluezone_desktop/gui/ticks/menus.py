"""The menus of a tick sheet's buttons: marking the rest, filter and order, and the keys.

They live as long as their sheet. What was chosen is told by one signal of the menu itself, never by
a function tied to one of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import status_icon
from bluezone_desktop.gui.ticks.sheet import ColumnKind, Show
from bluezone_desktop.gui.ticks.tick_keys import CYCLE, KEY_OF
from bluezone_desktop.texts import Texts


class RestMenu(QMenu):
    """Everyone not asked yet becomes … The digit of a status chooses it here as well.

    chosen  a Status
    """

    chosen = Signal(object)

    def __init__(self, texts: Texts, section: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.addAction(texts(f"{section}.mark_all_title")).setEnabled(False)
        for status in CYCLE:
            if status is not Status.NOT_ASKED:
                words = texts(f"vocabulary.status.{status}")
                self.addAction(status_icon(status), f"&{KEY_OF[status]}  {words}").setData(status)
        self.triggered.connect(self._triggered)

    def _triggered(self, action: QAction) -> None:
        self.chosen.emit(Status(action.data()))


class ShowMenu(QMenu):
    """Which rows are in view, and in which order.

    show_chosen  a Show
    sort_chosen  a ColumnKind: the column whose order the rows are to stand in
    """

    show_chosen = Signal(object)
    sort_chosen = Signal(object)

    def __init__(
        self, texts: Texts, section: str, sortings: Iterable[ColumnKind], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._shows: dict[Show, QAction] = {}
        self._sortings: dict[ColumnKind, QAction] = {}
        group = QActionGroup(self)
        for number, show in enumerate(Show, 1):
            words = texts(f"{section}.filters.{show.value}")
            self._shows[show] = self._choice(f"&{number}  {words}", group)
        self.addSeparator()
        group = QActionGroup(self)
        for kind in sortings:
            self._sortings[kind] = self._choice(texts(f"ticks.sort.{kind.name.lower()}"), group)
        self.triggered.connect(self._triggered)

    def tick_show(self, show: Show) -> None:
        """Says which filter is on."""
        self._shows[show].setChecked(True)

    def tick_sorting(self, kind: ColumnKind | None) -> None:
        """Says in whose order the rows stand; None for an order that has no line here."""
        for each, action in self._sortings.items():
            action.setChecked(each is kind)

    def _choice(self, words: str, group: QActionGroup) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        group.addAction(action)
        return action

    def _triggered(self, action: QAction) -> None:
        for show, each in self._shows.items():
            if each is action:
                action.setChecked(True)  # choosing it again must not take the tick away
                self.show_chosen.emit(show)
        for kind, each in self._sortings.items():
            if each is action:
                action.setChecked(True)
                self.sort_chosen.emit(kind)


class KeysMenu(QMenu):
    """What the keys do; a line that is chosen does it.

    chosen           the name of a line
    advance_changed  whether a digit goes on to the next row
    """

    chosen = Signal(str)
    advance_changed = Signal(bool)

    def __init__(
        self, texts: Texts, jump: str, lines: Iterable[tuple[str, str]], parent: QWidget
    ) -> None:
        """``jump``: the line about typing letters; ``lines``: names and keys, "" a separator."""
        super().__init__(parent)
        self.addAction(texts(f"ticks.keys.{jump}")).setEnabled(False)
        digits = " ".join(KEY_OF[status] for status in CYCLE)
        self.addAction(f"{texts('ticks.keys.status')}\t{digits}").setEnabled(False)
        self.advance = self.addAction(texts("ticks.keys.advance"))
        self.advance.setCheckable(True)
        self.advance.toggled.connect(self.advance_changed)
        for name, keys in lines:
            if not name:
                self.addSeparator()
                continue
            self.addAction(f"{texts(f'ticks.keys.{name}')}\t{keys}").setData(name)
        self.triggered.connect(self._triggered)

    def _triggered(self, action: QAction) -> None:
        name = action.data()
        if isinstance(name, str):
            self.chosen.emit(name)
