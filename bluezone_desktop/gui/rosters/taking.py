"""Taking an import, on the desk's thread, and taking it back from the notice line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.services import rosters, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.rosters import ImportPlan, ImportResult


@dataclass(frozen=True, slots=True)
class Taken:
    """An import that was done. ``step`` is the step it made; None where nothing changed."""

    result: ImportResult
    step: int | None


def take(plan: ImportPlan, office: Office, progress: Callable[[int, int], None]) -> Outcome[Taken]:
    """Take what was planned. Raises KnownError and Cancelled as ``rosters.take`` does."""
    before = steps.next_undo(office)
    outcome = rosters.take(office, plan, progress)
    after = steps.next_undo(office)
    is_new = after is not None and (before is None or after.seq != before.seq)
    step = after.seq if after is not None and is_new else None
    return Outcome(Taken(outcome.value, step), outcome.changes)


class ImportUndo:
    """Takes an import back, as long as nothing was done after it."""

    def __init__(self, desk: Desk, step: int) -> None:
        self._desk, self._step = desk, step

    def take_back(self) -> None:
        """Undo, or say that other work came after it."""
        self._desk.ask(self._undo, self._undone)

    def _undo(self, office: Office) -> Outcome[steps.StepInfo]:
        last = steps.next_undo(office)
        if last is None or last.seq != self._step:
            raise KnownError("import.undo_too_late")
        return steps.undo(office)

    def _undone(self, _outcome: Outcome[steps.StepInfo]) -> None:
        self._desk.notify(self._desk.texts("import.undone"), "done")
