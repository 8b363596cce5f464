"""The queue of marks: a person shows as ticked only once the tick is on disk.

Keys run ahead of a slow disk. Every mark is handed to the database's thread at once and in the
order of the keys; until its commit comes home the person has a *wanted* status, which Space goes on
from, so that two quick presses are two steps and never the same one twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.errors import Cancelled, KnownError
from bluezone_desktop.domain.people import ClassId, IsoDate, Person, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Status
from bluezone_desktop.gui.desk import Desk

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

LATE_AFTER_MS = 250
"""From here on waiting is shown. A quicker commit shows at once and nothing flickers."""

CALM_AFTER_MS = 400
"""After the last commit the sheet is read again: dates and shared parents may have changed too."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One key press, click or paste: who is to get which status.

    store  with *installed* only, where the user named it
    """

    statuses: Mapping[PersonId, Status]
    store: AppStore | None = None

    @classmethod
    def of(cls, ids: Iterable[PersonId], status: Status, store: AppStore | None = None) -> Mark:
        """The same status for everyone. A parent standing in two cells counts once."""
        return cls(dict.fromkeys(ids, status), store)


@dataclass(slots=True)
class _Wish:
    status: Status
    waiting: int = 0


@dataclass(slots=True)
class _Queue:
    marks: deque[Mark] = field(default_factory=deque)
    wishes: dict[PersonId, _Wish] = field(default_factory=dict)


class Marker(QObject):
    """Sends marks on their way and tells when each is on disk.

    settled  a :class:`Mark` that is committed
    failed   a :class:`Mark` that was not stored; the reason is on the notice line
    late     frozenset of PersonIds whose mark takes long enough to say so
    calm     nothing has been on its way for a moment: time to read the sheet again
    """

    settled = Signal(object)
    failed = Signal(object)
    late = Signal(object)
    calm = Signal()

    def __init__(self, desk: Desk, origin: QWidget) -> None:
        """``origin`` is the screen that shows the marks itself, so nobody refreshes it for them."""
        super().__init__(origin)
        self._desk = desk
        self._origin = origin
        self._queue = _Queue()
        self._late_timer = self._timer(LATE_AFTER_MS, self._tell_late)
        self._calm_timer = self._timer(CALM_AFTER_MS, self._tell_calm)
        self._late_shown = False

    @property
    def idle(self) -> bool:
        """Whether every mark has come home."""
        return not self._queue.marks

    def wanted(self, person: Person) -> Status:
        """The status ``person`` will have once everything typed so far is on disk."""
        wish = self._queue.wishes.get(person.id)
        return wish.status if wish else person.status

    def mark(
        self,
        ids: Iterable[PersonId],
        status: Status,
        store: AppStore | None = None,
        day: IsoDate | None = None,
    ) -> None:
        """Sets everyone in ``ids`` as one step; store and day with *installed* only."""
        wanted = Mark.of(ids, status, store)

        def work(office: Office) -> Outcome[int]:
            from bluezone_desktop.services import marking

            return marking.mark(office, tuple(wanted.statuses), status, store=store, on=day)

        self._send(wanted, work)

    def mark_not_asked(self, class_id: ClassId, people: Iterable[Person], status: Status) -> None:
        """Sets those of the class's ``people`` who are not asked yet, and nobody else."""

        def work(office: Office) -> Outcome[int]:
            from bluezone_desktop.services import marking

            return marking.mark_not_asked_as(office, class_id, status)

        self._send(Mark.of(self._not_asked(people), status), work)

    def mark_staff_not_asked(self, people: Iterable[Person], status: Status) -> None:
        """Sets those of the staff and their relatives who are not asked yet, and nobody else."""

        def work(office: Office) -> Outcome[int]:
            from bluezone_desktop.services import marking

            return marking.mark_staff_not_asked_as(office, status)

        self._send(Mark.of(self._not_asked(people), status), work)

    def mark_block(self, statuses: Mapping[PersonId, Status]) -> None:
        """Sets several people to several statuses as one step: a pasted block."""
        wanted = Mark(dict(statuses))

        def work(office: Office) -> Outcome[int]:
            from bluezone_desktop.services import marking

            marks: dict[PersonId, tuple[Status, AppStore | None]] = {
                each: (status, None) for each, status in wanted.statuses.items()
            }
            return marking.mark_many(office, marks, "steps.mark_day")

        self._send(wanted, work)

    def _not_asked(self, people: Iterable[Person]) -> Iterable[PersonId]:
        return (each.id for each in people if self.wanted(each) is Status.NOT_ASKED)

    def _send(self, mark: Mark, work: Callable[[Office], Outcome[int]]) -> None:
        if not mark.statuses:
            return
        for person_id, status in mark.statuses.items():
            wish = self._queue.wishes.setdefault(person_id, _Wish(status))
            wish.status = status
            wish.waiting += 1
        self._queue.marks.append(mark)
        self._calm_timer.stop()
        if not self._late_timer.isActive():
            self._late_timer.start()
        self._desk.ask(work, self._came_home, self._went_wrong, origin=self._origin)

    # Answers come in the order of the questions: the first mark in the queue is always theirs.

    def _came_home(self, outcome: Outcome[int]) -> None:
        mark = self._take_first()
        self.settled.emit(mark)
        self._after()

    def _went_wrong(self, error: Exception) -> None:
        mark = self._take_first()
        if isinstance(error, (KnownError, Cancelled)):
            self._desk.say_error(error)
        self.failed.emit(mark)
        self._after()

    def _take_first(self) -> Mark:
        mark = self._queue.marks.popleft()
        for person_id in mark.statuses:
            wish = self._queue.wishes[person_id]
            wish.waiting -= 1
            if not wish.waiting:
                del self._queue.wishes[person_id]
        return mark

    def _after(self) -> None:
        if self._late_shown:
            self._tell_late()
        self._late_timer.stop()
        if self.idle:
            self._calm_timer.start()
        else:
            self._late_timer.start()

    def _tell_late(self) -> None:
        self._late_shown = bool(self._queue.wishes)
        self.late.emit(frozenset(self._queue.wishes))

    def _tell_calm(self) -> None:
        if self.idle:
            self.calm.emit()

    def _timer(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer
