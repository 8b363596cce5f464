"""The keys of a tick sheet.

Digits set a status because UniKey leaves them alone; letters jump to a name. Keys that UniKey or
the window own (Ctrl+Shift, Alt+Z, Ctrl+Shift+F5, F6, F9, Ctrl+Z …) go on unread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.ticks.typeahead import TypeAhead

if TYPE_CHECKING:
    from bluezone_desktop.gui.ticks.tick_view import TickView

TYPING_PAUSE_MS = 1200
"""A letter after a longer pause begins a new name. Telex takes two keys for many letters."""

CYCLE = (
    Status.INSTALLED,
    Status.NOT_INSTALLED,
    Status.NO_SMARTPHONE,
    Status.UNSUPPORTED,
    Status.NOT_ASKED,
)
"""Where Space goes: in the order of the keys 1 2 3 4 0."""

STATUS_KEYS: dict[int, Status] = {
    Qt.Key.Key_1: Status.INSTALLED,
    Qt.Key.Key_2: Status.NOT_INSTALLED,
    Qt.Key.Key_3: Status.NO_SMARTPHONE,
    Qt.Key.Key_4: Status.UNSUPPORTED,
    Qt.Key.Key_0: Status.NOT_ASKED,
    Qt.Key.Key_Delete: Status.NOT_ASKED,
}

KEY_OF = {status: "12340"[place] for place, status in enumerate(CYCLE)}
"""The digit that sets a status, for the legend and the menu."""

_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_MOVES: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_REPEATING: frozenset[int] = frozenset(
    {*_MOVES, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Action = Callable[[], object]


def status_after(status: Status, steps: int = 1) -> Status:
    """The status that Space leads to from ``status``; ``steps`` −1 goes back."""
    return CYCLE[(CYCLE.index(status) + steps) % len(CYCLE)]


class TickKeys:
    """Turns key presses into what the sheet can do."""

    def __init__(self, view: TickView) -> None:
        self._view = view
        self._ahead = TypeAhead()
        self._since_letter = QElapsedTimer()

    def take(self, event: QKeyEvent) -> bool:
        """Does what the key means here; False where it means nothing and must go on."""
        key = event.key()  # an int: letters such as ơ have no name in Qt.Key
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._type_ahead(key, modifiers, event.text()):
            return True
        action = self._action_for(key, modifiers)
        if action is None:
            return False
        self.forget_letters()
        # A key held down ticks once; only moving repeats.
        if not event.isAutoRepeat() or key in _REPEATING:
            action()
        return True

    def tab(self, forward: bool) -> bool:
        """Right and on to the next row's first status; False where Tab leaves the sheet."""
        view, current = self._view, self._view.currentIndex()
        if not current.isValid():
            return False
        row, column = current.row(), current.column() + (1 if forward else -1)
        last = view.sheet.columnCount() - 1
        if column > last:
            row, column = row + 1, view.column_of_own
        elif column < 1:
            row, column = row - 1, last
        if not 0 <= row < view.sheet.rowCount():
            return False
        self.forget_letters()
        view.go(row, column)
        return True

    def forget_letters(self) -> None:
        """The next letter begins a new name."""
        if self._ahead.typed:
            self._ahead.reset()
            self._view.typed.emit("", True)

    def _set(self, status: Status, *, on: bool) -> None:
        """A digit sets; where the user wants it, it then goes on: down, and to the next column."""
        view, current = self._view, self._view.currentIndex()
        alone = len(view.selectionModel().selectedIndexes()) == 1
        view.set_status(status)
        if not (on and alone and view.advances):
            return
        if current.row() + 1 < view.sheet.rowCount():
            view.go(current.row() + 1, current.column())
        elif (following := view.tick_column_after(current.column())) is not None:
            view.go(0, following)

    def _action_for(self, key: int, modifiers: Qt.KeyboardModifier) -> Action | None:
        view = self._view
        if modifiers in (_PLAIN, _SHIFT, _CTRL, _CTRL | _SHIFT):
            move = self._move_for(key, bool(modifiers & _CTRL), bool(modifiers & _SHIFT))
            if move is not None:
                return move
        actions: dict[int, Action] = {}
        if modifiers == _PLAIN:
            if key in STATUS_KEYS:
                return lambda: self._set(STATUS_KEYS[key], on=key != Qt.Key.Key_Delete)
            actions = {
                Qt.Key.Key_Space: lambda: view.step_status(1),
                Qt.Key.Key_F2: lambda: view.details_wanted.emit(view.currentIndex()),
                Qt.Key.Key_Menu: view.menu_at_focus,
            }
        elif modifiers == _SHIFT:
            actions = {
                Qt.Key.Key_Space: lambda: view.step_status(-1),
                Qt.Key.Key_F10: view.menu_at_focus,
            }
        elif modifiers == _ALT and key in _ENTER:
            return lambda: view.card_wanted.emit(view.currentIndex())
        elif modifiers == _CTRL:
            actions = {
                Qt.Key.Key_A: view.select_more,
                Qt.Key.Key_C: view.copy,
                Qt.Key.Key_V: view.paste,
            }
        return actions.get(key)

    def _move_for(self, key: int, far: bool, extend: bool) -> Action | None:
        view = self._view
        row, column = view.currentIndex().row(), view.currentIndex().column()
        last_row, last_column = view.sheet.rowCount() - 1, view.sheet.columnCount() - 1
        if key in _MOVES:
            down, right = _MOVES[key]
            reach = max(last_row, last_column) + 1 if far else 1
            return lambda: view.go(row + down * reach, column + right * reach, extend=extend)
        actions: dict[int, Action] = {
            Qt.Key.Key_Home: lambda: view.go(0 if far else row, 1, extend=extend),
            Qt.Key.Key_End: lambda: view.go(last_row if far else row, last_column, extend=extend),
        }
        if not far:
            page, line = view.rows_per_page, -1 if extend else 1
            actions |= {
                Qt.Key.Key_PageUp: lambda: view.go(row - page, column, extend=extend),
                Qt.Key.Key_PageDown: lambda: view.go(row + page, column, extend=extend),
                Qt.Key.Key_Return: lambda: view.go(row + line, column),
                Qt.Key.Key_Enter: lambda: view.go(row + line, column),
            }
            if key in _ENTER and not extend and view.is_on_name:
                return lambda: view.card_wanted.emit(view.currentIndex())
        return actions.get(key)

    def _type_ahead(self, key: int, modifiers: Qt.KeyboardModifier, text: str) -> bool:
        """Takes letters and Backspace; True where the key is used up."""
        if modifiers not in (_PLAIN, _SHIFT):
            return False
        view = self._view
        if not self._since_letter.isValid() or self._since_letter.hasExpired(TYPING_PAUSE_MS):
            self._ahead.reset()
        if key == Qt.Key.Key_Backspace:
            row = self._ahead.take_back()
        elif any(char.isalpha() for char in text):
            if not self._ahead.typed:
                self._ahead.set_names(view.names())
            row = self._ahead.add(text, view.currentIndex().row())
        else:
            return False
        self._since_letter.start()
        if row is not None:
            view.go(row, view.currentIndex().column())
        view.typed.emit(self._ahead.typed, row is not None or not self._ahead.typed)
        return True
