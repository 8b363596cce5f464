"""Ticking: setting the status of people. Durable when a function here returns."""

from collections.abc import Sequence

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, Household, IsoDate, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Relation, Status
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import PERSON, Row

_NO_DAY = IsoDate("")
"""Stands for today where nobody is going to ask for it."""


def mark(
    office: Office,
    ids: Sequence[PersonId],
    status: Status,
    *,
    store: AppStore | None = None,
    on: IsoDate | None = None,
) -> Outcome[int]:
    """Set the status of people, as one undo step. Returns how many changed.

    store, on  with *installed* only: where from, and the day (by default today). Someone already
               marked installed keeps store and day where none is given.

    Raises KnownError for an unknown id, a day still to come, or a store or day with another status;
    nothing is changed.
    """
    if status is not Status.INSTALLED and (store or on):
        raise KnownError("errors.store_without_install", status=status.value)
    # Asking the system for its time zone costs as much as a statement: only where a day is needed.
    today = _today(office) if status is Status.INSTALLED else _NO_DAY
    if on and on > today:
        raise KnownError("errors.day_to_come", day=on)
    with office.journal.step(f"steps.mark.{status}", number=len(set(ids))) as writer:
        found = _require_marks(writer.connection, ids)
        changed = writer.update(
            PERSON,
            {i: _marked(now, status, store, on, today) for i, now in found.items()},
            found,
        )
    return Outcome(changed, Change.PEOPLE if changed else Change.NOTHING)


def mark_not_asked_as(office: Office, class_id: ClassId, status: Status) -> Outcome[int]:
    """Set everyone of a class who is *not asked*, pupils and relatives alike ("tất cả").

    Whoever has a known status keeps it. One undo step. Returns how many changed. Raises KnownError
    where the class is gone.
    """
    today = _today(office)
    with office.file.reading() as connection:
        one = rows.read_class(connection, class_id)
    if one is None:
        raise KnownError("errors.class_gone")
    with office.journal.step(f"steps.mark_rest.{status}", name=one.name) as writer:
        households = rows.households_of_class(writer.connection, class_id)
        changed = _mark_rest(writer, households, status, today)
    return Outcome(changed, Change.PEOPLE if changed else Change.NOTHING)


def mark_staff_not_asked_as(office: Office, status: Status) -> Outcome[int]:
    """Set everyone of the staff who is *not asked*, and their relatives alike ("tất cả").

    Whoever has a known status keeps it, however shortly before it was stored. One undo step.
    Returns how many changed.
    """
    today = _today(office)
    with office.journal.step(f"steps.mark_staff.{status}") as writer:
        changed = _mark_rest(writer, rows.households_of_staff(writer.connection), status, today)
    return Outcome(changed, Change.PEOPLE if changed else Change.NOTHING)


def _mark_rest(
    writer: StepWriter, households: Sequence[Household], status: Status, today: IsoDate
) -> int:
    everyone = {h.person.id: h.person for h in households}
    everyone.update({r.person.id: r.person for h in households for r in h.relatives})
    rest = [one.id for one in everyone.values() if one.status is Status.NOT_ASKED]
    found = _require_marks(writer.connection, rest)
    return writer.update(
        PERSON,
        {i: _marked(now, status, None, None, today) for i, now in found.items()},
        found,
    )


def mark_many(
    office: Office, marks: dict[PersonId, tuple[Status, AppStore | None]], label: str
) -> Outcome[int]:
    """Set several people to several statuses as one undo step: a pasted block, a day's ticking.

    label  catalogue key of the step

    Returns how many changed. Raises KnownError for an unknown id; nothing is changed then.
    """
    today = _today(office)
    with office.journal.step(label, number=len(marks)) as writer:
        found = _require_marks(writer.connection, list(marks))
        changed = writer.update(
            PERSON,
            {
                person_id: _marked(found[person_id], status, store, None, today)
                for person_id, (status, store) in marks.items()
            },
            found,
        )
    return Outcome(changed, Change.PEOPLE if changed else Change.NOTHING)


def mark_missing(
    office: Office, of_id: PersonId, relation: Relation, status: Status
) -> Outcome[PersonId]:
    """Set the status of a relative whom no list has named: known by the tie alone, one undo step.

    Most lists of schools have no parents. Whoever is asked about one is there from then on, and the
    next list with the name gives it. Where ``of_id`` has a relative by that tie, this one is set.
    Returns who it is. Raises KnownError where ``of_id`` is gone.
    """
    with office.journal.step(f"steps.mark.{status}", number=1) as writer:
        household = rows.household(writer.connection, of_id)
        there = household.relatives if household else ()
        found = next((each.person.id for each in there if each.relation is relation), None)
        relative = found or people.add_relative(office, of_id, relation).value
        mark(office, [relative], status)
    return Outcome(relative, Change.PEOPLE)


def _today(office: Office) -> IsoDate:
    return IsoDate(office.clock().astimezone().date().isoformat())


def _require_marks(connection: Connection, ids: Sequence[PersonId]) -> dict[PersonId, Row]:
    found = rows.read_marks(connection, ids)
    for person_id in ids:
        if person_id not in found:
            raise KnownError("errors.person_unknown", id=person_id)
    return found


def _marked(
    now: Row, status: Status, store: AppStore | None, on: IsoDate | None, today: IsoDate
) -> Row:
    if status is not Status.INSTALLED:
        return {"status": status.value, "store": None, "installed_on": None}
    was_installed = now["status"] == status.value
    return {
        "status": status.value,
        "store": store.value if store else (now["store"] if was_installed else None),
        "installed_on": on or (now["installed_on"] if was_installed else None) or today,
    }
