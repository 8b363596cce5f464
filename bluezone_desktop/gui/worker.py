"""The one thread that owns the school's database.

The Office is opened, used and closed here and nowhere else. Jobs run one after the other in the
order they were handed in; each answer goes home through a queued signal of :class:`_Post`, the only
Qt object this thread ever speaks to, and only by emitting (which Qt declares thread-safe) and as
long as it is there, which :class:`_Line` sees to.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

log = logging.getLogger(__name__)

Job = Callable[["Office"], Any]
Opener = Callable[[], "Office"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one job. ``error`` is None where it was done, and then ``value`` counts."""

    ticket: int
    value: Any = None
    error: Exception | None = None


class _Post(QObject):
    """Lives on the window's thread; carries what the worker says over to it."""

    answered = Signal(object)
    progressed = Signal(int, int, int)


class _Line:
    """The way home for what other threads have to say; silent once it is cut.

    A thread may outlast the window (a library is still being loaded when the user is gone, or a
    test is over). What it says then has nobody to hear it, and would be said through a Qt object
    that is being deleted: under the lock it is either said before, or not at all.
    """

    def __init__(self, post: _Post) -> None:
        self._post: _Post | None = post
        self._lock = threading.Lock()

    def answer(self, answer: Answer) -> None:
        with self._lock:
            if self._post is not None:
                self._post.answered.emit(answer)

    def progress(self, ticket: int, done: int, of: int) -> None:
        with self._lock:
            if self._post is not None:
                self._post.progressed.emit(ticket, done, of)

    def cut(self) -> None:
        with self._lock:
            self._post = None


class Worker(QObject):
    """Runs jobs on its own thread. Belongs to the window's thread, like every QObject here.

    answered    an :class:`Answer`, on the window's thread
    progressed  ticket, done, of: what a long job has said of its progress, on the window's thread
    """

    answered = Signal(object)
    progressed = Signal(int, int, int)

    def __init__(self, opener: Opener, parent: QObject | None = None) -> None:
        """``opener`` makes the Office; called on the worker's thread, before the first job."""
        super().__init__(parent)
        self._opener = opener
        self._jobs: queue.SimpleQueue[tuple[int, Job] | None] = queue.SimpleQueue()
        post = _Post(self)
        queued = Qt.ConnectionType.QueuedConnection
        post.answered.connect(self.answered, queued)
        post.progressed.connect(self.progressed, queued)
        self._line = _Line(post)
        # Told before a QObject's children go.
        self.destroyed.connect(self._line.cut)
        self._last_ticket = 0
        self._stopped = False
        # A daemon, so that a window that dies on the way up cannot leave a process behind;
        # close() is what ends it in every ordinary case.
        self._thread = threading.Thread(target=self._run, name="office", daemon=True)
        self._asides: list[threading.Thread] = []

    def submit(self, job: Job) -> int:
        """Queues ``job`` and gives the ticket its answer will carry."""
        self._last_ticket += 1
        if self._stopped:
            log.warning("a job came after the worker was closed; it is not run")
            return self._last_ticket
        if not self._thread.is_alive():
            # Not before: the imports of two threads at once would delay the window's first paint.
            self._thread.start()
        self._jobs.put((self._last_ticket, job))
        return self._last_ticket

    def run_aside(self, job: Callable[[], Any]) -> int:
        """Runs ``job`` on a thread of its own, for what needs no Office: loading a library."""
        self._last_ticket += 1
        ticket = self._last_ticket
        if self._stopped:
            log.warning("a job came after the worker was closed; it is not run")
            return ticket
        line = self._line  # not the worker itself, which may be gone by then
        aside = threading.Thread(
            target=lambda: line.answer(_answer(ticket, job)), name="aside", daemon=True
        )
        self._asides.append(aside)
        aside.start()
        return ticket

    def say_progress(self, ticket: int, done: int, of: int) -> None:
        """For jobs: tells the window how far ``ticket`` is. The one method for the other thread."""
        self._line.progress(ticket, done, of)

    def close(self) -> None:
        """Finishes what is queued, closes the Office and waits for the thread's end."""
        if not self._stopped:
            self._stopped = True
            self._jobs.put(None)
        for thread in (self._thread, *self._asides):
            if thread.is_alive():
                thread.join()

    def _run(self) -> None:
        office: Office | None = None
        trouble: Exception | None = None
        try:
            office = self._opener()
        except Exception as error:  # noqa: BLE001  told to whoever asks, on the window's thread
            trouble = error
        while (item := self._jobs.get()) is not None:
            ticket, job = item
            if office is None:
                answer = Answer(ticket, error=trouble)
            else:
                answer = _answer(ticket, partial(job, office))
            self._line.answer(answer)
        if office is not None:
            try:
                office.close()
            except Exception:
                log.exception("the school's folder did not close cleanly")


def _answer(ticket: int, job: Callable[[], Any]) -> Answer:
    try:
        return Answer(ticket, value=job())
    except Exception as error:  # noqa: BLE001  news for the one who asked
        return Answer(ticket, error=error)
