"""Lists with names: who is not asked, who has not installed; and the tick sheet on paper."""

from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.named_list import ListKind, ListSheet, list_sheet
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts

__all__ = ["ListKind", "sheets", "write"]


def sheets(
    office: Office, kind: ListKind, texts: Texts, *, phones: bool = False
) -> tuple[ListSheet, ...]:
    """The lists of every class and of the staff; those with nobody on them are left out."""
    office.require_school()
    found: list[ListSheet | None] = []
    for one in people.class_list(office):
        room = one.school_class
        title = texts(f"names.title.{kind}", name=texts("names.class", name=room.name))
        rows = people.tick_sheet(office, room.id).rows
        found.append(list_sheet(kind, room.name, title, rows, texts, phones=phones))
    staff = texts("names.staff")
    title = texts(f"names.title.{kind}", name=staff)
    rows = people.staff_sheet(office)
    found.append(list_sheet(kind, staff, title, rows, texts, phones=phones))
    return tuple(one for one in found if one is not None)


def write(
    office: Office, path: Path, kind: ListKind, texts: Texts, *, phones: bool = False
) -> Outcome[int]:
    """Write a list to ``path``, a sheet for each class. Returns how many lines it has.

    An existing file is replaced: the dialog has asked. Raises KnownError where nobody would be on
    it, or the file cannot be written.
    """
    from bluezone_desktop.exchange.named_list_workbook import write_lists
    from bluezone_desktop.exchange.safe_files import require_ending, write_safely

    require_ending(path, ".xlsx")
    made = sheets(office, kind, texts, phones=phones)
    if not made:
        raise KnownError(f"names.nobody.{kind}")
    as_of = texts("names.as_of", moment=moment_words(office.clock().astimezone(), texts.language))
    school = office.require_school().name
    write_safely(path, lambda part: write_lists(part, made, school, as_of), overwrite=True)
    return Outcome(sum(len(one.rows) for one in made), Change.NOTHING)
