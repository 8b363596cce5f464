"""The ties of a family: as what, whose first, no more, and one person taken apart again."""

from collections.abc import Sequence
from dataclasses import replace

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import Kinship, KinshipId, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Relation
from bluezone_desktop.services import merging
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import KINSHIP, PERSON

__all__ = ["change_relation", "remove_relative", "split", "swap_relatives"]


def change_relation(office: Office, tie_id: KinshipId, relation: Relation) -> Outcome[bool]:
    """Say as what somebody is a relative. Returns whether anything changed.

    Raises KnownError where the tie is gone.
    """
    with office.journal.step("steps.change_relation") as writer:
        _tie_there(writer, tie_id)
        changed = writer.update(KINSHIP, {tie_id: {"relation": relation.value}})
    return Outcome(bool(changed), Change.PEOPLE if changed else Change.NOTHING)


def swap_relatives(office: Office, tie_id: KinshipId, other_id: KinshipId) -> Outcome[None]:
    """Let two relatives of one person change places: who was the father is the mother from now on.

    Of two with the same relation, the second comes first. Raises KnownError where a tie is gone or
    they are of two people.
    """
    with office.journal.step("steps.swap_relatives") as writer:
        one, other = _tie_there(writer, tie_id), _tie_there(writer, other_id)
        if one.of_id != other.of_id:
            raise KnownError("people.error.tie_gone")
        writer.update(
            KINSHIP,
            {
                tie_id: {"relative_id": other.relative_id},
                other_id: {"relative_id": one.relative_id},
            },
        )
    return Outcome(None, Change.PEOPLE)


def remove_relative(office: Office, tie_id: KinshipId) -> Outcome[PersonId]:
    """Take a relative off a pupil or member of staff. Returns who it was. Undoable.

    A relative of others too stays theirs; one of nobody else stays on record with their history, as
    somebody who left. Raises KnownError where the tie is gone.
    """
    with office.journal.step("steps.remove_relative") as writer:
        tie = _tie_there(writer, tie_id)
        all_ties = rows.ties_of(writer.connection, [tie.relative_id])[tie.relative_id]
        writer.delete(KINSHIP, [tie_id])
        if len(all_ties) == 1:
            writer.update(PERSON, {tie.relative_id: {"attendance": Attendance.LEFT.value}})
    return Outcome(tie.relative_id, Change.PEOPLE)


def split(office: Office, relative_id: PersonId, tie_ids: Sequence[KinshipId]) -> Outcome[PersonId]:
    """Take one parent of several pupils apart: the ties named belong to a person of their own.

    The new person begins with the name, phone and status of the one they were taken for; the two
    are remembered as different people. Returns the new one. Raises KnownError where a tie is gone,
    or none would be left.
    """
    with office.journal.step("steps.split_relative") as writer:
        person = rows.read_people(writer.connection, [relative_id]).get(relative_id)
        ties = rows.ties_of(writer.connection, [relative_id]).get(relative_id, [])
        wanted = {tie.id for tie in ties} & set(tie_ids)
        if person is None or not wanted or len(wanted) == len(ties):
            raise KnownError("people.error.tie_gone")
        other = replace(person, id=PersonId(new_id()), code=None)
        writer.insert(PERSON, [rows.person_row(other)])
        writer.set_all(KINSHIP, sorted(wanted), {"relative_id": other.id})
        merging.set_apart(office, [relative_id, other.id])
    return Outcome(other.id, Change.PEOPLE)


def _tie_there(writer: StepWriter, tie_id: KinshipId) -> Kinship:
    tie = rows.read_tie(writer.connection, tie_id)
    if tie is None:
        raise KnownError("people.error.tie_gone")
    return tie
