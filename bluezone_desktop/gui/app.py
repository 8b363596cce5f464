"""Bringing the window up and taking it down again."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bluezone_desktop import __version__
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.crash_hook import CrashHook
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.memory import Memory
from bluezone_desktop.gui.start_clock import ms_since_start
from bluezone_desktop.gui.theme import Theme
from bluezone_desktop.texts import Language, Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

PAINTED_AT_LAST_MS = 1000
FIRST_BACKUP_MS = 3_000
BACKUP_EVERY_MS = 30 * 60 * 1000


def run(
    folder: Path,
    *,
    language: Language | None = None,
    measure_start: bool = False,
    dialogs: Dialogs | None = None,
) -> int:
    """Opens the window on ``folder`` and returns the exit status when it is closed.

    language       the words of the window; None for those chosen last
    measure_start  prints when the window and the school's figures were painted, and ends
    """
    if _has_no_display():
        words = Texts(language or "vi")("window.no_display")
        sys.stderr.write(words + "\n")
        return 1
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Bluezone Desktop")
    app.setOrganizationName("Bluezone Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("bluezone-desktop")
    app.setWindowIcon(icons.app_icon())
    place: Path | None = folder
    status = 0
    while place is not None:
        home = None if place == folder else folder
        session = Session(app, place, dialogs or Dialogs(), language, home)
        try:
            if measure_start:
                session.measure_start()
            status = session.run()
        finally:
            session.close()
        place = session.next_folder
    return status


class Session:
    """One folder in the window: everything that lives from its opening to its closing.

    home  where the way back from the made-up school leads; None for a school's own folder
    """

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        dialogs: Dialogs,
        language: Language | None = None,
        home: Path | None = None,
    ) -> None:
        self._app = app
        self.folder = folder
        self.status = 0
        self.next_folder: Path | None = None
        self._measurement: Measurement | None = None
        self._asked = False
        # The made-up school looks and speaks as the window did that opened it.
        self.memory = Memory(home or folder)
        self.hook = CrashHook(dialogs)
        self.theme = Theme(app, self.memory.appearance)
        self.desk = Desk(
            lambda: _open(folder),
            dialogs,
            self.memory,
            language=language,
            theme=self.theme,
            parent=app,
        )
        self.desk.folder_wanted.connect(self._go_to_folder)
        self.window = MainWindow(self.desk, home)
        # Qt's own way posts an event that may come after the loop has ended, and end the next one.
        app.setQuitOnLastWindowClosed(False)
        self.window.closed.connect(lambda: self.finish(0))
        self._backups = QTimer(self.window)
        self._backups.setInterval(BACKUP_EVERY_MS)
        self._backups.timeout.connect(lambda: self._back_up("timer"))

    def run(self) -> int:
        """Shows the window and stays until it is closed."""
        # The window first, then the folder: opening it takes as long again.
        self.window.painted.connect(self._open_folder)
        self.window.show()
        QTimer.singleShot(PAINTED_AT_LAST_MS, self._open_folder)  # a window may come up minimised
        self._app.exec()
        return self.status

    def close(self) -> None:
        """Finishes what is under way and lets the folder go."""
        self._asked = True
        gc.unfreeze()
        self.desk.close()
        self.window.remember_place()
        self.window.hide()
        self.memory.flush()
        self.window.deleteLater()
        self.hook.remove()

    def measure_start(self) -> None:
        """Prints the two times as JSON on standard output when both are known, and ends."""
        self._measurement = Measurement(self)

    def finish(self, status: int) -> None:
        """Ends the program with ``status``."""
        self.status = status
        self._app.exit()

    def _open_folder(self) -> None:
        if not self._asked:
            self._asked = True
            self.desk.ask(lambda office: office.school, self._opened, self._not_opened)

    def _go_to_folder(self, folder: Path) -> None:
        self.next_folder = folder
        self._app.exit()

    def _opened(self, school: School | None) -> None:
        from bluezone_desktop import logs  # late: its handlers cost the first paint 10 ms

        self.hook.write_faults_to(logs.start(self.folder).parent)
        self.window.show_school(school)
        # After the figures: whoever opens the program wants to see them first.
        QTimer.singleShot(FIRST_BACKUP_MS, self.window, lambda: self._back_up("start"))
        # What is loaded by then stays. Python's collector would look through all of it whenever a
        # large list is read, and the window waits meanwhile: 185 ms of a school of 15,000.
        QTimer.singleShot(FIRST_BACKUP_MS, self.window, gc.freeze)
        self._backups.start()

    def _back_up(self, reason: str) -> None:
        """Backs up what was done since the newest backup; the desk says aloud where that fails."""
        from bluezone_desktop.services import second_place
        from bluezone_desktop.services.backups import if_changed

        self.desk.ask(lambda office: if_changed(office, reason), lambda _done: None)
        self.desk.ask(second_place.send, lambda _done: None)

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            try:
                if self._is_put_back(error):
                    return
            except KnownError as other:
                error = other
            words = self.desk.words_of(error)
            self.desk.dialogs.inform(self.desk.texts("window.cannot_open"), words)
        self.finish(1)

    def _is_put_back(self, error: KnownError) -> bool:
        """Whether a backup took the place of a broken database; the window then opens anew."""
        from bluezone_desktop.gui.settings.restoring import offer_way_back

        if not offer_way_back(self.folder, error, self.desk.dialogs, self.desk.texts):
            return False
        self._go_to_folder(self.folder)
        return True


class Measurement:
    """Waits for the window's first paint and for the figures', then prints and ends."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._window_ms: int | None = None
        session.window.painted.connect(self._window_painted)
        session.window.figures_painted.connect(self._figures_painted)

    def _window_painted(self) -> None:
        self._window_ms = ms_since_start()

    def _figures_painted(self) -> None:
        times = {"window_ms": self._window_ms, "figures_ms": ms_since_start()}
        sys.stdout.write(json.dumps(times) + "\n")
        sys.stdout.flush()
        QTimer.singleShot(0, lambda: self._session.finish(0))


def _has_no_display() -> bool:
    """Whether Qt would abort for want of a screen, with words that are none of the user's."""
    if sys.platform in {"win32", "darwin"}:
        return False
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not any(os.environ.get(name) for name in named)


def _open(folder: Path) -> Office:
    from bluezone_desktop.services.office import Office

    return Office.open(folder, for_window=True)
