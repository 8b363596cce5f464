"""What the window itself can do: as buttons in its head, in its menu and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from bluezone_desktop.gui import icons

if TYPE_CHECKING:
    from bluezone_desktop.gui.main_window import MainWindow


class Actions(QObject):
    """The actions of ``window``, in its present language."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        texts = window.desk.texts
        self._texts = texts
        self._window = window
        for old in window.actions():
            window.removeAction(old)
        self.bring_in = self._action("import", "window.import", "Ctrl+O")
        self.bring_in.triggered.connect(window.choose_files)
        self.undo = self._action("undo", "window.undo", "Ctrl+Z")
        self.undo.triggered.connect(window.undo)
        self.redo = self._action("redo", "window.redo", "Ctrl+Y")
        self.redo.triggered.connect(window.redo)
        self.find = self._action("search", "window.find", "Ctrl+F")
        self.find.triggered.connect(window.go_to_search)
        self.refresh = self._action("refresh", "window.refresh", "F5")
        self.refresh.triggered.connect(window.refresh_all)
        self.duplicates = self._action("person", "window.duplicates")
        self.duplicates.triggered.connect(window.show_duplicates)
        self.roll_over = self._action("calendar", "window.roll_over")
        self.roll_over.triggered.connect(window.show_roll_over)
        self.close = self._action("close", "window.quit", "Ctrl+Q")
        self.close.triggered.connect(window.close)
        self.buttons = (self.bring_in, self.undo, self.redo)
        self.menu = (
            *(self.bring_in, self.find, self.undo, self.redo),
            *(self.duplicates, self.roll_over, self.refresh, self.close),
        )
        self.show_steps("", "")

    def show_steps(self, undo: str, redo: str) -> None:
        """Names what would be taken back and done again; "" where there is nothing."""
        for action, key, step in ((self.undo, "undo", undo), (self.redo, "redo", redo)):
            words = self._texts(f"window.{key}_step", step=step) if step else ""
            action.setText(words or self._texts(f"window.{key}"))
            action.setToolTip(f"{action.text()} ({_keys(action)})")
            action.setEnabled(bool(step))

    def set_working(self, working: bool) -> None:
        """Whether there is a school to work with."""
        for action in (self.bring_in, self.find, self.duplicates, self.roll_over, self.refresh):
            action.setEnabled(working)
        if not working:
            self.show_steps("", "")

    def _action(self, icon: str, key: str, *keys: str) -> QAction:
        action = QAction(icons.icon(icon), self._texts(key), self)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if keys:
            action.setToolTip(f"{action.text()} ({_keys(action)})")
        self._window.addAction(action)
        return action


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
