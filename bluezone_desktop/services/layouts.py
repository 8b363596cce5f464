"""What users have said of the columns of their lists, kept for the next list of that layout."""

import json
from collections.abc import Mapping

from bluezone_desktop.domain.layouts import COLUMN_MEANINGS, Corrections, has_header
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import preferences

_PREFIX = "layout:"


def remembered(office: Office) -> Corrections:
    """What was said of every layout."""
    with office.file.reading() as connection:
        kept = preferences.preferences(connection, _PREFIX)
    return {key: said for key, value in kept.items() if (said := _said(value))}


def remember(office: Office, key: str, said: Mapping[int, str]) -> None:
    """Keep what was said of a layout; nothing said forgets it.

    key  of a layout that has a header; another could not be recognised again, and is not kept
    """
    if not has_header(key):
        return
    with office.file.atomic() as connection:
        if said:
            preferences.set_preference(connection, _PREFIX + key, json.dumps(dict(said)))
        else:
            preferences.forget_preference(connection, _PREFIX + key)


def _said(value: str) -> dict[int, str]:
    """A kept layout, without what another version of the program may have known more."""
    kept = json.loads(value)
    return {int(column): meaning for column, meaning in kept.items() if meaning in COLUMN_MEANINGS}
