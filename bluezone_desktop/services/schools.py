"""The school itself: setting it up, mending its data, and this installation's preferences."""

from dataclasses import replace
from datetime import datetime

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.dates import is_school_year, school_year_of
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.text import clean
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage import preferences
from bluezone_desktop.storage.tables import CLASS, SCHOOL


def set_up(office: Office, school: School) -> Outcome[School]:
    """Enter the school of a new data folder. Without a school year, today's is taken.

    Raises KnownError where the folder has a school already, or the data are not usable.
    """
    ready = tidy(school, office.clock())
    with office.journal.event("steps.set_up", name=ready.name) as writer:
        if rows.read_school(writer.connection):
            raise KnownError("errors.school_exists", path=office.folder)
        writer.insert(SCHOOL, [rows.school_row(ready)])
    return Outcome(ready, Change.EVERYTHING)


def edit(office: Office, school: School) -> Outcome[School]:
    """Mend the school's data, as one undo step.

    A school year that is mended takes the classes along: they are the same classes. Raises
    KnownError as ``set_up`` does, and for a year that has classes of its own.
    """
    ready = tidy(school, office.clock())
    row = rows.school_row(ready)
    del row["id"]
    with office.journal.step("steps.edit_school") as writer:
        present = rows.read_school(writer.connection)
        if present is None:
            raise KnownError("errors.no_school", path=office.folder)
        if present.school_year != ready.school_year:
            if rows.read_classes(writer.connection, ready.school_year):
                raise KnownError("errors.school_year_taken", value=ready.school_year)
            along = [one.id for one in rows.read_classes(writer.connection, present.school_year)]
            writer.set_all(CLASS, along, {"school_year": ready.school_year})
        writer.update(SCHOOL, {rows.SCHOOL_ID: row})
    return Outcome(ready, Change.SCHOOL | Change.CLASSES)


def preference(office: Office, name: str, default: str | None = None) -> str | None:
    """A remembered choice of this installation, such as the language."""
    with office.file.reading() as connection:
        found = preferences.preference(connection, name)
    return default if found is None else found


def set_preference(office: Office, name: str, value: str) -> None:
    """Remember a choice of this installation. Not part of the journal: it is no school's data."""
    with office.file.atomic() as connection:
        preferences.set_preference(connection, name, value)
    if name == "actor":
        office.journal.actor = value


def forget_preference(office: Office, name: str) -> None:
    """Back to what holds where nobody chose."""
    with office.file.atomic() as connection:
        preferences.forget_preference(connection, name)


def tidy(school: School, now: datetime) -> School:
    """The school's data as they would be stored; without a school year, that of today.

    Raises KnownError where they are not usable.
    """
    ready = replace(
        school,
        name=clean(school.name),
        superior=clean(school.superior),
        place=clean(school.place),
        code=clean(school.code),
        head=clean(school.head),
        preparer=clean(school.preparer),
        school_year=clean(school.school_year) or school_year_of(now.astimezone().date()),
    )
    if not ready.name:
        raise KnownError("errors.school_without_name")
    if not is_school_year(ready.school_year):
        raise KnownError("errors.bad_school_year", value=ready.school_year)
    return ready
