"""Class sheets on their way out: one class, or all of them into a folder."""

import re
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.class_sheet import (
    BIRTH,
    NAME,
    NOTE,
    SPARE_PUPILS,
    SPARE_RELATIVES,
    STATUS,
    ClassSheet,
    FilledSheet,
    Line,
    Role,
    parent_key,
)
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, Household, Person, RelativeOf
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.services import teacher_desk
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.class_sheets import to_millis
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.texts import Texts

__all__ = ["class_sheet", "export", "export_all", "export_named", "file_name"]

Progress = Callable[[int, int], None]

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_PARENTS = (Relation.FATHER, Relation.MOTHER)


def class_sheet(office: Office, class_id: ClassId) -> ClassSheet:
    """The sheet of a class as it would leave now. Raises KnownError where the class is gone."""
    school = office.require_school()
    with office.file.reading() as connection:
        one = rows.read_class(connection, class_id)
        if one is None:
            raise KnownError("errors.class_gone")
        households = rows.households_of_class(connection, class_id)
        last = office.journal.last_moment()
    now = office.clock()
    lines: list[Line] = []
    others: list[Line] = []
    for household in households:
        _of_household(household, lines, others)
    for _ in range(SPARE_PUPILS):
        key = new_id()
        lines.append(Line(key, Role.NEW_PUPIL, key, known=False))
        lines += [_place(key, relation) for relation in _PARENTS]
    lines += others
    for _ in range(SPARE_RELATIVES):
        key = new_id()
        lines.append(Line(key, Role.NEW_RELATIVE, key, known=False))
    return ClassSheet(
        new_id(),
        school.name,
        school.code,
        one.school_year,
        class_id,
        one.name,
        one.homeroom_teacher or "",
        # Not before what it holds, for a clock set back.
        to_millis(max(now, last) if last else now),
        tuple(lines),
    )


def export(
    office: Office,
    class_id: ClassId,
    path: Path,
    texts: Texts,
    *,
    password: str | None = None,
    overwrite: bool = False,
) -> Outcome[Path]:
    """Write the sheet of a class to ``path``.

    Raises KnownError where the class is gone, or the file exists or cannot be written.
    """
    with ExitStack() as done:
        _write(done, _outgoing(office, class_id), path, texts, password, overwrite=overwrite)
    return Outcome(path, Change.NOTHING)


def export_named(
    office: Office,
    class_name: str,
    path: Path,
    texts: Texts,
    *,
    password: str | None = None,
    overwrite: bool = False,
) -> Outcome[Path]:
    """``export`` for a class told by its name. Raises KnownError for one that is not there."""
    school = office.require_school()
    with office.file.reading() as connection:
        one = rows.class_named(connection, school.school_year, class_name)
    if one is None:
        raise KnownError("errors.class_unknown", name=class_name)
    return export(office, one.id, path, texts, password=password, overwrite=overwrite)


def export_all(
    office: Office,
    folder: Path,
    texts: Texts,
    *,
    only: Collection[ClassId] = (),
    password: str | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Outcome[tuple[tuple[str, Path], ...]]:
    """Write the sheets of every class into a folder, all of them or none.

    only  these classes alone; none for all

    The folder is made where it is not there. Returns class names and files. Raises KnownError where
    there is no class, or a file exists or cannot be written.
    """
    school = office.require_school()
    with office.file.reading() as connection:
        classes = rows.read_classes(connection, school.school_year)
    if only:
        classes = [one for one in classes if one.id in only]
    if not classes:
        raise KnownError("sheets.no_classes")
    if folder.exists() and not folder.is_dir():
        raise KnownError("errors.folder_is_file", path=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
    files: dict[str, Path] = {}
    with ExitStack() as done:
        taken: set[str] = set()
        for number, one in enumerate(classes):
            if progress:
                progress(number, len(classes))
            path = folder / file_name(one.name, texts, taken)
            _write(done, _outgoing(office, one.id), path, texts, password, overwrite=overwrite)
            files[one.name] = path
        if progress:
            progress(len(classes), len(classes))
    return Outcome(tuple(files.items()), Change.NOTHING)


def file_name(class_name: str, texts: Texts, taken: set[str] | None = None) -> str:
    """What the file of a class is called; never twice the same where ``taken`` is handed on."""
    base = _FORBIDDEN.sub("-", class_name).strip(" .") or "-"
    name, number = base, 1
    while taken is not None and name.casefold() in taken:
        number += 1
        name = f"{base} ({number})"
    if taken is not None:
        taken.add(name.casefold())
    return texts("sheets.file_name", name=name)


def _outgoing(office: Office, class_id: ClassId) -> ClassSheet | FilledSheet:
    """What leaves: a sheet of ours, or the one that was opened here, with its answers."""
    return teacher_desk.going_home(office, class_id) or class_sheet(office, class_id)


def _of_household(household: Household, lines: list[Line], others: list[Line]) -> None:
    pupil = household.person
    lines.append(Line(pupil.id, Role.PUPIL, pupil.id, known=True, base=_base(pupil)))
    rest = list(household.relatives)
    for relation in _PARENTS:
        found = next((one for one in rest if one.relation is relation), None)
        if found is None:
            lines.append(_place(pupil.id, relation))
            continue
        rest.remove(found)
        key = parent_key(pupil.id, relation)
        lines.append(_relative(key, Role.PARENT, pupil.id, found))
    others += [_relative(one.kinship_id, Role.OTHER, pupil.id, one) for one in rest]


def _relative(key: str, role: Role, of: str, one: RelativeOf) -> Line:
    return Line(key, role, one.person.id, True, of, one.relation, _base(one.person))


def _place(pupil_key: str, relation: Relation) -> Line:
    """The place for a parent whom no list has named yet."""
    return Line(parent_key(pupil_key, relation), Role.PARENT, new_id(), False, pupil_key, relation)


def _base(person: Person) -> dict[str, str]:
    values = {
        NAME: person.full_name or "",
        BIRTH: person.date_of_birth or "",
        STATUS: person.status.value,
        NOTE: person.note,
    }
    return {name: value for name, value in values.items() if value}


def _write(
    done: ExitStack,
    outgoing: ClassSheet | FilledSheet,
    path: Path,
    texts: Texts,
    password: str | None,
    *,
    overwrite: bool,
) -> None:
    """Write a sheet, read it back, and leave it there only if ``done`` ends well."""
    from bluezone_desktop.exchange.class_sheet_reader import read_class_sheet
    from bluezone_desktop.exchange.class_sheet_workbook import write_class_sheet
    from bluezone_desktop.exchange.safe_files import provisional, require_ending

    require_ending(path, ".xlsx")
    answers = outgoing if isinstance(outgoing, FilledSheet) else None
    sheet = outgoing if isinstance(outgoing, ClassSheet) else outgoing.sheet
    claims = answers.copy()[0].claims if answers else {}
    relations = dict(answers.relations) if answers else {}

    def write(part: Path) -> None:
        write_class_sheet(part, sheet, texts, answers)
        if password is not None:
            from bluezone_desktop.exchange.protected_files import protect

            part.write_bytes(protect(part.read_bytes(), password))

    def check(part: Path) -> None:
        again = read_class_sheet(part, password=password)
        same = (again.sheet, again.copy()[0].claims, again.relations) == (sheet, claims, relations)
        if not same or again.troubles:
            raise OSError("read back different from what was written")

    done.enter_context(provisional(path, write, overwrite=overwrite, check=check))
