"""A second place for the backups: another disk, or a stick that is plugged in now and then."""

import re
from dataclasses import dataclass
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.text import fold
from bluezone_desktop.services import schools
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import backups as files
from bluezone_desktop.storage.backups import Backup

__all__ = ["SecondPlace", "choose", "copies", "forget", "second_place", "send"]

_NAME = "backup.second_place"


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Where copies of the backups go.

    chosen  the folder that the user chose
    folder  the one in it that belongs to this school: several may share a stick
    there   whether the chosen folder is to be seen now
    newest  the newest copy; None for none, and while the place is away
    """

    chosen: Path
    folder: Path
    there: bool
    newest: Backup | None


def second_place(office: Office) -> SecondPlace | None:
    """The place chosen; None where nobody has."""
    kept = schools.preference(office, _NAME)
    if not kept:
        return None
    chosen = Path(kept)
    folder = chosen / _folder_name(office)
    return SecondPlace(
        chosen, folder, chosen.is_dir(), next(iter(files.list_backups(folder)), None)
    )


def choose(office: Office, folder: Path) -> Outcome[None]:
    """From now on copies go there. Raises KnownError for a folder that is no second place."""
    if not folder.is_dir():
        raise KnownError("errors.folder_missing", path=folder)
    if folder.resolve().is_relative_to(office.folder.resolve()):
        raise KnownError("errors.second_place_inside", path=folder)
    schools.set_preference(office, _NAME, str(folder.resolve()))
    return Outcome(None, Change.BACKUPS)


def forget(office: Office) -> Outcome[None]:
    """No copies any more; those that are there stay."""
    schools.forget_preference(office, _NAME)
    return Outcome(None, Change.BACKUPS)


def send(office: Office) -> Outcome[Path | None]:
    """Copy the newest backup there, checked, and thin what lies there.

    Nothing is done while the place is away, or has it already: the next time brings what is newest
    then. Returns the copy made. Raises KnownError where it cannot be written.
    """
    place, newest = (
        second_place(office),
        next(iter(files.list_backups(office.backups_folder)), None),
    )
    if place is None or not place.there or newest is None:
        return Outcome(None, Change.NOTHING)
    made = files.copy_backup(newest.path, place.folder, office.clock().astimezone())
    return Outcome(made, Change.BACKUPS if made else Change.NOTHING)


def copies(office: Office) -> list[Backup]:
    """All copies there, for erasing people from them too.

    Raises KnownError where a place is chosen and away: nobody could say what is left in it.
    """
    place = second_place(office)
    if place is None:
        return []
    if not place.there:
        raise KnownError("errors.second_place_away", path=place.chosen)
    return files.list_backups(place.folder)


def _folder_name(office: Office) -> str:
    """Plain letters, because sticks and shares are particular about names."""
    school = office.school.name if office.school else ""
    words = re.sub(r"[^a-z0-9]+", "-", fold(school)).strip("-")
    return f"bluezone-{words}" if words else "bluezone"
