"""Undo, redo and history: what was done, by whom, and taking it back."""

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.journal import Entry as HistoryEntry
from bluezone_desktop.storage.step_writer import StepInfo

__all__ = [
    "HistoryEntry",
    "StepInfo",
    "history",
    "next_redo",
    "next_undo",
    "redo",
    "steps",
    "undo",
    "undo_only",
]


def undo(office: Office) -> Outcome[StepInfo]:
    """Take back the last step, whichever window or command took it. Survives a restart.

    Raises KnownError where there is nothing to take back.
    """
    step = office.journal.undo()
    if step is None:
        raise KnownError("errors.nothing_to_undo")
    return Outcome(step, Change.EVERYTHING)


def undo_only(office: Office, step: StepInfo | None) -> Outcome[StepInfo]:
    """Take back this very step. Raises KnownError where another one was taken since."""
    newest = next_undo(office)
    if step is None or newest is None or newest.seq != step.seq:
        raise KnownError("errors.not_the_newest_step")
    return undo(office)


def redo(office: Office) -> Outcome[StepInfo]:
    """Do again what was taken back last. Raises KnownError where there is nothing."""
    step = office.journal.redo()
    if step is None:
        raise KnownError("errors.nothing_to_redo")
    return Outcome(step, Change.EVERYTHING)


def next_undo(office: Office) -> StepInfo | None:
    """The step that ``undo`` would take back."""
    return office.journal.next_undo()


def next_redo(office: Office) -> StepInfo | None:
    """The step that ``redo`` would do again."""
    return office.journal.next_redo()


def steps(office: Office, limit: int | None = None) -> list[StepInfo]:
    """The steps taken, newest first."""
    return office.journal.steps(limit)


def history(
    office: Office, person: PersonId | None = None, limit: int | None = None
) -> list[HistoryEntry]:
    """Who changed what, when, from what to what; newest first.

    person  only what concerns this person: their own record and their ties

    Raises KnownError for an unknown id.
    """
    if person is None:
        return office.journal.entries(limit=limit)
    if not office.journal.entries([person], 1):
        raise KnownError("errors.person_unknown", id=person)
    return office.journal.entries([person, *office.journal.ties_of(person)], limit)
