"""Erasing personal data for good: one person's, or everybody's at the end of the campaign.

Nothing of it can be taken back, so no backup precedes it: one made then would keep what is to go.
Backups go first and the data last, so that an erasure broken off in the middle can be begun again.
Issued returns stay as they went out: they hold numbers, and the names that stood on them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.services import second_place
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import backups as files
from bluezone_desktop.storage import erasure
from bluezone_desktop.storage.database import FILE_NAME, SchoolFile


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    people     how many were erased, ``relatives`` among them
    relatives  relatives who were nobody else's, gone with the one they belonged to
    backups    how many backups held them, and do not any more
    copies     copies of the whole database from before a migration or a repair, removed
    left       copies that could not be mended: for the user to delete
    """

    people: int
    relatives: int
    backups: int
    copies: int
    left: tuple[Path, ...]


def erase_person(office: Office, person_id: PersonId) -> Outcome[Erased]:
    """Erase one person everywhere, with the relatives that only they have.

    Everywhere is the data folder and the second place of its backups. Raises KnownError for an
    unknown id, and where the database cannot be written.
    """
    with office.file.reading() as connection:
        if not erasure.knows(connection, [person_id]):
            raise KnownError("errors.person_unknown", id=person_id)
        here = erasure.trace_of(connection, [person_id])

    def work(file: SchoolFile) -> bool:
        with file.reading() as connection:
            ids = here.ids | erasure.trace_of(connection, here.records).ids
            if not erasure.knows(connection, ids):
                return False
        with file.atomic() as connection:
            erasure.erase_people(connection, ids)
        return True

    backups, left = _in_backups(office, work)
    with office.journal.event("steps.erase_person") as writer:
        people = erasure.erase_people(writer.connection, here.ids)
    return _finished(office, Erased(people, len(here.relatives), backups, 0, left))


def erase_campaign(office: Office) -> Outcome[Erased]:
    """Erase everybody's personal data and keep the figures, those of past moments too.

    Raises KnownError where there is no school, or the database cannot be written.
    """
    office.require_school()

    def work(file: SchoolFile) -> bool:
        with file.atomic() as connection:
            erasure.erase_campaign(connection)
        return True

    backups, left = _in_backups(office, work)
    with office.journal.event("steps.erase_campaign") as writer:
        people = erasure.erase_campaign(writer.connection)
    return _finished(office, Erased(people, 0, backups, 0, left))


def _in_backups(office: Office, work: Callable[[SchoolFile], bool]) -> tuple[int, tuple[Path, ...]]:
    """Do the work in every backup; how many it concerned, and those it could not be done in.

    Raises KnownError, with nothing done, where the second place of the backups is away.
    """
    done, left = 0, []

    def and_sweep(file: SchoolFile) -> None:
        nonlocal done
        if work(file):
            erasure.leave_no_trace(file)
            done += 1

    for one in [*files.list_backups(office.backups_folder), *second_place.copies(office)]:
        try:
            files.rewrite_backup(one.path, and_sweep)
        except KnownError:
            left.append(one.path)
    return done, tuple(left)


def _finished(office: Office, erased: Erased) -> Outcome[Erased]:
    """Sweep the database, and remove copies of it as a whole: nothing can be taken out of them."""
    erasure.leave_no_trace(office.file)
    copies, left = 0, list(erased.left)
    for path in sorted(office.folder.glob(f"{FILE_NAME}.*")):
        try:
            path.unlink()
            copies += 1
        except OSError:
            left.append(path)
    result = Erased(erased.people, erased.relatives, erased.backups, copies, tuple(left))
    return Outcome(result, Change.EVERYTHING)
