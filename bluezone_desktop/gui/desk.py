"""What every screen is given: the way to the school's data, the words, and the notice line."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import Cancelled, KnownError
from bluezone_desktop.gui import translator
from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.gui.memory import Memory
from bluezone_desktop.gui.theme import Theme
from bluezone_desktop.gui.worker import Answer, Opener, Worker
from bluezone_desktop.texts import Language, Texts
from bluezone_desktop.traces import without_names

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

log = logging.getLogger(__name__)

T = TypeVar("T")
Progress = Callable[[int, int], None]
NoticeKind = Literal["info", "done", "error"]

PROGRESS_AFTER_MS = 500
_PROGRESS_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the notice line, with at most one thing to do about it."""

    text: str
    kind: NoticeKind = "info"
    action_text: str = ""
    action: Callable[[], None] | None = None


@dataclass(slots=True)
class _Waiting:
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    origin: QWidget | None
    cancel: threading.Event | None = None
    progress: ProgressView | None = None


class ProgressView(QObject):
    """Shows how far a long job is, half a second after it began; asks it to stop when told to."""

    def __init__(
        self, dialogs: Dialogs, title: str, cancel: threading.Event, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._dialogs, self._title, self._cancel = dialogs, title, cancel
        self._bar: Any = None
        self._latest = (0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self._timer.start(PROGRESS_AFTER_MS)

    def tell(self, done: int, of: int) -> None:
        """``done`` of ``of`` steps; ``of`` 0 where nobody knows."""
        self._latest = (done, of)
        if self._bar is not None:
            self._bar.tell(done, of)

    def finish(self) -> None:
        """Takes the dialog away."""
        self._timer.stop()
        if self._bar is not None:
            self._bar.finish()
        self.deleteLater()

    def _show(self) -> None:
        self._bar = self._dialogs.progress(self._title, self._cancel.set)
        self._bar.tell(*self._latest)


class Desk(QObject):
    """The one object that every screen is given. Lives on the window's thread.

    changed           Change flags after any write; the window refreshes what is in view
    noticed           a :class:`Notice` for the notice line
    language_changed  the words are others now: the window builds its screens anew
    place_wanted      name of a screen ("classes", "staff" …) and what to show there, or None
    import_wanted     list of Paths to bring in; empty where the user should choose
    rows_wanted       text of copied rows to bring in, and the class they go to
    folder_wanted     Path of another data folder: the made-up school, or back from it
    """

    changed = Signal(object)
    noticed = Signal(object)
    language_changed = Signal()
    place_wanted = Signal(str, object)
    import_wanted = Signal(object)
    rows_wanted = Signal(str, str)
    folder_wanted = Signal(object)

    def __init__(
        self,
        opener: Opener,
        dialogs: Dialogs,
        memory: Memory,
        *,
        language: Language | None = None,
        theme: Theme | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``opener`` opens the Office; it is called once, on the worker's thread.

        memory    what this window remembers: widths, sorting, language
        language  the words to begin with; None for those chosen last
        theme     light and dark; None where nobody may choose
        """
        super().__init__(parent)
        self.memory = memory
        self.theme = theme
        self.texts = Texts(language or memory.language)
        self._translator = translator.install(self.texts)
        self.dialogs = dialogs
        self.dialogs.texts = self.texts
        self.origin: QWidget | None = None
        """While ``changed`` is emitted: the screen that made the change and already shows it."""
        self._waiting: dict[int, _Waiting] = {}
        self._closed = False
        self._worker = Worker(opener, self)
        self._worker.answered.connect(self._answered)
        self._worker.progressed.connect(self._progressed)

    def ask(
        self,
        work: Callable[[Office], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        origin: QWidget | None = None,
    ) -> None:
        """Runs ``work`` on the database's thread and hands what it returns to ``then`` here.

        then    gets exactly what ``work`` returned: of a writing service the Outcome, whose changes
                are emitted as ``changed`` afterwards. Not called when its widget is gone by then.
        failed  gets the error. Without it a KnownError goes to the notice line. An error of our own
                is logged and shown in any case; ``failed`` is told as well, to end its waiting.
        origin  the screen that made the change: it is not refreshed for it
        """
        ticket = self._worker.submit(work)
        self._waiting[ticket] = _Waiting(then, failed, origin)

    def ask_long(
        self,
        work: Callable[[Office, Progress], T],
        then: Callable[[T], None],
        title_key: str,
        failed: Callable[[Exception], None] | None = None,
        *,
        origin: QWidget | None = None,
    ) -> None:
        """Like :meth:`ask`, with a progress dialog after half a second and a way to stop.

        Stopping raises Cancelled inside ``work`` at its next word of progress, so the service rolls
        back; nothing is said about it, but ``failed`` is told.
        """
        cancel = threading.Event()
        ticket_box: list[int] = []
        known = threading.Event()
        worker = self._worker

        def job(office: Office) -> T:
            known.wait()
            ticket = ticket_box[0]
            last_said = 0.0

            def progress(done: int, of: int) -> None:
                nonlocal last_said
                if cancel.is_set():
                    raise Cancelled
                now = time.monotonic()
                if now - last_said >= _PROGRESS_EVERY_S or done >= of:
                    last_said = now
                    worker.say_progress(ticket, done, of)

            return work(office, progress)

        ticket = self._worker.submit(job)
        view = ProgressView(self.dialogs, self.texts(title_key), cancel, self)
        self._waiting[ticket] = _Waiting(then, failed, origin, cancel, view)
        ticket_box.append(ticket)
        known.set()

    def prepare(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Like :meth:`ask`, beside the database's thread: for loading a large library."""
        ticket = self._worker.run_aside(work)
        self._waiting[ticket] = _Waiting(then, None, None)

    def notify(
        self,
        text: str,
        kind: NoticeKind = "info",
        *,
        action_text: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        """Says ``text`` (already in the user's language) on the window's one notice line."""
        self.noticed.emit(Notice(text, kind, action_text, action))

    def say_error(self, error: Exception) -> None:
        """A KnownError in the user's words on the notice line; anything else is a fault of ours."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, KnownError):
            self.notify(self.words_of(error), "error")
        else:
            self.report_bug(error)

    def sentence(self, error: Exception) -> str:
        """The sentence of a KnownError, for a dialog that says itself what went wrong; else ""."""
        return self.words_of(error) if isinstance(error, KnownError) else ""

    def words_of(self, error: KnownError) -> str:
        """The sentence of ``error`` in the language of the window."""
        if error.detail:
            log.info("%s: %s", error.key, without_names(error.detail))
        return self.texts(error.key, **error.values)

    def report_bug(self, error: BaseException) -> None:
        """Logs a fault of ours with everything, then says so in a small dialog."""
        log.error("a fault of the program", exc_info=error)
        self.dialogs.bug(error)

    def go_to(self, screen: str, target: object = None) -> None:
        """Shows another screen: ``go_to("classes", class_id)``."""
        self.place_wanted.emit(screen, target)

    def bring_in(self) -> None:
        """Starts an import: lets the user choose the files."""
        self.import_wanted.emit([])

    def bring_in_files(self, paths: Sequence[Path]) -> None:
        """Starts the import of ``paths``."""
        self.import_wanted.emit(list(paths))

    def bring_in_rows(self, text: str, class_name: str) -> None:
        """Starts the import of rows that were copied in a spreadsheet, into a class."""
        self.rows_wanted.emit(text, class_name)

    def set_language(self, language: Language) -> None:
        """Switches the words of the whole window and remembers it."""
        self.memory.keep("language", language)
        if language == self.texts.language:
            return
        self.texts = Texts(language)
        self._translator = translator.install(self.texts, self._translator)
        self.dialogs.texts = self.texts
        self.language_changed.emit()

    @property
    def busy(self) -> bool:
        """Whether any answer is still on its way."""
        return bool(self._waiting)

    def close(self) -> None:
        """Lets queued jobs finish, closes the Office, waits for the thread. Answers are dropped."""
        if self._closed:
            return
        self._closed = True
        translator.remove(self._translator)
        self._worker.close()
        for waiting in self._waiting.values():
            if waiting.progress is not None:
                waiting.progress.finish()
        self._waiting.clear()

    def _answered(self, answer: Answer) -> None:
        waiting = self._waiting.pop(answer.ticket, None)
        if waiting is None:
            return
        if waiting.progress is not None:
            waiting.progress.finish()
        if answer.error is not None:
            self._failed(answer.error, waiting)
            return
        try:
            if _is_there(waiting.then):
                waiting.then(answer.value)
        finally:
            if isinstance(answer.value, Outcome) and answer.value.changes:
                self._emit_changed(answer.value.changes, waiting.origin)

    def _emit_changed(self, changes: Change, origin: QWidget | None) -> None:
        self.origin = origin
        try:
            self.changed.emit(changes)
        finally:
            self.origin = None

    def _failed(self, error: Exception, waiting: _Waiting) -> None:
        ours = not isinstance(error, (KnownError, Cancelled))
        if ours:
            self.report_bug(error)
        if waiting.failed is not None:
            if _is_there(waiting.failed):
                waiting.failed(error)
        elif not ours:
            self.say_error(error)

    def _progressed(self, ticket: int, done: int, of: int) -> None:
        waiting = self._waiting.get(ticket)
        if waiting is not None and waiting.progress is not None:
            waiting.progress.tell(done, of)


def _is_there(callback: Callable[..., object]) -> bool:
    """Whether the widget whose method this is still exists; answers may outlive their screen."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
