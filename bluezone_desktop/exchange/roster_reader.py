"""Any class list to one roster: the entrance of this room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
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
from bluezone_desktop.exchange.roster_content import header_by_content
from bluezone_desktop.exchange.roster_duplicates import back_in_class, put_together
from bluezone_desktop.exchange.roster_halves import halves
from bluezone_desktop.exchange.roster_picture import Pictures, SheetPicture
from bluezone_desktop.exchange.roster_results import PlacedPupil, SheetResult
from bluezone_desktop.exchange.roster_rows import read_rows
from bluezone_desktop.exchange.roster_teachers import teachers_by_class
from bluezone_desktop.exchange.roster_text import Reading
from bluezone_desktop.exchange.tables import read_workbook


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user says of a list beforehand.

    class_name      the class of pupils whom the list itself does not place
    corrections     what columns mean, by layout
    without_header  where no sheet has a header, they are read by what their columns hold
    """

    class_name: str | None = None
    corrections: Corrections = field(default_factory=dict)
    without_header: bool = False


NO_WISHES = Wishes()


def read_roster(
    path: Path,
    *,
    password: str | None = None,
    class_name: str | None = None,
    corrections: Corrections = NO_CORRECTIONS,
) -> Roster:
    """Read a class list or a staff list, in whatever layout and format it came.

    password     of an encrypted workbook
    class_name   the class of pupils whom the list itself does not place; the file's name comes last
    corrections  what a user has said of columns, by layout

    Raises KnownError (``files.*``) for a file that cannot be read, or holds no list.
    """
    return look_into(path, Wishes(class_name, corrections), password=password)[0]


def look_into(
    path: Path, wishes: Wishes = NO_WISHES, *, password: str | None = None
) -> tuple[Roster, Pictures]:
    """``read_roster``, and beside it a picture of each sheet as it stands in the file."""
    workbook = read_workbook(path, password=password)
    class_name = wishes.class_name or titles.class_of_file(path.stem)
    return roster_of(workbook, path.name, replace(wishes, class_name=class_name))


def roster_of(workbook: Workbook, file: str, wishes: Wishes = NO_WISHES) -> tuple[Roster, Pictures]:
    """The roster that a workbook holds, and the pictures of its sheets.

    file  its name, for messages

    Raises KnownError ``files.no_header`` where no sheet has a header.
    """
    reader = _WorkbookReader(workbook, file, wishes)
    return reader.read(), reader.pictures


class _WorkbookReader:
    """Goes through the sheets of one workbook."""

    def __init__(self, workbook: Workbook, file: str, wishes: Wishes) -> None:
        self._file, self._wishes = file, wishes
        self._sheets = [
            sheet if sheet.name else replace(sheet, name=Path(file).stem)
            for sheet in workbook.sheets
        ]
        self._results: list[SheetResult] = []
        self._encodings: dict[str, Encoding] = {}
        self._problems: list[Problem] = []
        self._teachers: dict[str, str] = {}
        self.pictures: dict[str, SheetPicture] = {}

    def read(self) -> Roster:
        """Everything that the workbook holds."""
        for sheet, reading in self._read_shown():
            # A hidden list is what somebody put away; it counts only where nothing else is there.
            if any(result.pupils or result.staff for result in self._results) and reading.header:
                row = reading.header.first + 1
                self._problems.append(_about_sheet(sheet, row, "sheet_hidden"))
            else:
                self._read_sheet(sheet, reading)
        if not self._results and self._wishes.without_header:
            self._read_by_content()
        if not self._results:
            raise KnownError("files.no_header", file=self._file)
        return self._put_together()

    def _read_by_content(self) -> None:
        for sheet in self._sheets:
            reading = Reading(sheet, self._wishes.corrections)
            reading.header = header_by_content(reading.rows, self._wishes.corrections)
            if reading.header is not None:
                self._read_sheet(sheet, reading)

    def _readable(self) -> Iterator[tuple[Sheet, Reading]]:
        """The readable sheets with a header, whether Excel shows them or not."""
        for sheet in self._sheets:
            if not sheet.readable:
                self._problems.append(_about_sheet(sheet, 1, "sheet_unreadable"))
                continue
            reading = Reading(sheet, self._wishes.corrections)
            self.pictures[sheet.name] = SheetPicture(sheet, reading.rows)
            if reading.header is not None:
                yield sheet, reading
                continue
            self._teachers = teachers_by_class(reading.rows) | self._teachers
            if titles.class_alone(sheet.name) and any(any(row) for row in sheet.rows):
                self._problems.append(_about_sheet(sheet, 1, "sheet_no_header"))

    def _read_shown(self) -> list[tuple[Sheet, Reading]]:
        """Read the sheets that Excel shows; gives the others."""
        hidden: list[tuple[Sheet, Reading]] = []
        for sheet, reading in self._readable():
            if sheet.hidden and len(self._sheets) > 1:
                hidden.append((sheet, reading))
            else:
                self._read_sheet(sheet, reading)
        return hidden

    def _read_sheet(self, sheet: Sheet, reading: Reading) -> None:
        if reading.header is None:
            raise ValueError("a sheet without a header is not read")
        self._encodings[sheet.name] = reading.encoding
        self._tell_what_is_missing(sheet)
        # A sheet's name is in the old encoding too where its cells are.
        fallback = (
            titles.class_of_sheet(sheet.name)
            or titles.class_of_sheet(decode(sheet.name, reading.encoding))
            or self._wishes.class_name
        )
        corrections = self._wishes.corrections
        for rows, header in halves(reading.rows, sheet.merges, reading.header, corrections):
            result = read_rows(sheet.name, rows, sheet.merges, header, fallback, corrections)
            result.layouts = [replace(one, encodings=reading.columns) for one in result.layouts]
            self._results.append(result)

    def _tell_what_is_missing(self, sheet: Sheet) -> None:
        """Cells that the file has and the list has not."""
        for count, reason in (
            (sheet.cut, "cells_cut"),
            (sheet.lost, "cells_lost"),
            (sheet.uncalculated, "formulas_empty"),
        ):
            if count:
                self._problems.append(_about_sheet(sheet, 1, reason, value=str(count)))

    def _put_together(self) -> Roster:
        results = self._results
        pupils, gone = back_in_class(
            [pupil for result in results for pupil in result.pupils],
            [one for result in results for one in result.not_counted],
        )
        placed, doubles = put_together(pupils)
        problems = [
            *self._problems,
            *(problem for result in results for problem in result.problems),
            *doubles,
        ]
        order = {sheet.name: place for place, sheet in enumerate(self._sheets)}
        problems.sort(key=lambda problem: (order.get(problem.sheet, 0), problem.row))
        teachers: dict[str, str] = {}
        for result in results:
            for key, teacher in result.teachers.items():
                teachers.setdefault(key, teacher)
        teachers = self._teachers | teachers
        return Roster(
            file=self._file,
            classes=_classes(placed, teachers),
            staff=tuple(person for result in results for person in result.staff),
            encodings=self._encodings,
            problems=tuple(problems),
            not_counted=tuple(gone),
            layouts=tuple(layout for result in results for layout in result.layouts),
        )


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
