"""Any class list to one roster: the entrance of this room."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.legacy import decode
from bluezone_desktop.domain.roster import (
    ClassDraft,
    Encoding,
    Problem,
    PupilDraft,
    Roster,
    Severity,
)
from bluezone_desktop.exchange import roster_titles as titles
from bluezone_desktop.exchange.grid import Sheet, Workbook
from bluezone_desktop.exchange.roster_duplicates import put_together
from bluezone_desktop.exchange.roster_halves import halves
from bluezone_desktop.exchange.roster_rows import PlacedPupil, SheetResult, read_rows
from bluezone_desktop.exchange.roster_text import Reading
from bluezone_desktop.exchange.tables import read_workbook


def read_roster(
    path: Path, *, password: str | None = None, class_name: str | None = None
) -> Roster:
    """Read a class list or a staff list, in whatever layout and format it came.

    password    of an encrypted workbook
    class_name  the class of pupils whom the list itself does not place; the file's name comes last

    Raises KnownError (``files.*``) for a file that cannot be read, or holds no list.
    """
    workbook = read_workbook(path, password=password)
    return roster_of(workbook, path.name, class_name or titles.class_of_file(path.stem))


def roster_of(workbook: Workbook, file: str, fallback_class: str | None = None) -> Roster:
    """The roster that a workbook holds.

    file            its name, for messages
    fallback_class  the class of pupils whom the list itself does not place

    Raises KnownError ``files.no_header`` where no sheet has a header.
    """
    results: list[SheetResult] = []
    encodings: dict[str, Encoding] = {}
    problems: list[Problem] = []
    hidden: list[tuple[Sheet, Reading]] = []
    single = len(workbook.sheets) == 1
    sheets = [
        sheet if sheet.name else replace(sheet, name=Path(file).stem) for sheet in workbook.sheets
    ]
    for sheet in sheets:
        if not sheet.readable:
            problems.append(_about_sheet(sheet, 1, "sheet_unreadable"))
            continue
        reading = Reading(sheet)
        if reading.header is None:
            if titles.class_alone(sheet.name) and any(any(row) for row in sheet.rows):
                problems.append(_about_sheet(sheet, 1, "sheet_no_header"))
        elif sheet.hidden and not single:
            hidden.append((sheet, reading))
        else:
            results += _read(sheet, reading, fallback_class, encodings, problems)
    for sheet, reading in hidden:
        # A hidden list is what somebody put away; it counts only where nothing else is there.
        if any(result.pupils or result.staff for result in results) and reading.header:
            problems.append(_about_sheet(sheet, reading.header.first + 1, "sheet_hidden"))
        else:
            results += _read(sheet, reading, fallback_class, encodings, problems)
    if not results:
        raise KnownError("files.no_header", file=file)
    placed, doubles = put_together([pupil for result in results for pupil in result.pupils])
    problems += [problem for result in results for problem in result.problems] + doubles
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    problems.sort(key=lambda problem: (order.get(problem.sheet, 0), problem.row))
    teachers: dict[str, str] = {}
    for result in results:
        for key, teacher in result.teachers.items():
            teachers.setdefault(key, teacher)
    return Roster(
        file=file,
        classes=_classes(placed, teachers),
        staff=tuple(person for result in results for person in result.staff),
        encodings=encodings,
        problems=tuple(problems),
        not_counted=tuple(one for result in results for one in result.not_counted),
        layouts=tuple(layout for result in results for layout in result.layouts),
    )


def _read(
    sheet: Sheet,
    reading: Reading,
    fallback_class: str | None,
    encodings: dict[str, Encoding],
    problems: list[Problem],
) -> list[SheetResult]:
    if reading.header is None:
        raise ValueError("a sheet without a header is not read")
    encodings[sheet.name] = reading.encoding
    if sheet.cut:
        problems.append(_about_sheet(sheet, 1, "cells_cut", value=str(sheet.cut)))
    # A sheet's name is in the old encoding too where its cells are.
    fallback = (
        titles.class_alone(sheet.name)
        or titles.class_alone(decode(sheet.name, reading.encoding))
        or fallback_class
    )
    return [
        read_rows(sheet.name, rows, sheet.merges, header, fallback)
        for rows, header in halves(reading.rows, sheet.merges, reading.header)
    ]


def _classes(placed: Iterable[PlacedPupil], teachers: dict[str, str]) -> tuple[ClassDraft, ...]:
    """Pupils by class, in the order of first mention; two spellings of a class are one."""
    first: dict[str, PlacedPupil] = {}
    members: dict[str, list[PupilDraft]] = {}
    keys: dict[str, str] = {}
    for one in placed:
        key = keys.get(one.class_name)
        if key is None:
            key = keys[one.class_name] = class_match_key(one.class_name)
        first.setdefault(key, one)
        members.setdefault(key, []).append(one.pupil)
    return tuple(
        ClassDraft(one.class_name, one.sheet, tuple(members[key]), teachers.get(key))
        for key, one in first.items()
    )


def _about_sheet(sheet: Sheet, row: int, reason: str, *, value: str = "") -> Problem:
    return Problem(
        sheet.name,
        row,
        "",
        value or sheet.name,
        Severity.WARNING,
        f"roster.problem.{reason}",
    )
