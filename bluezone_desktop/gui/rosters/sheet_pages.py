"""A class list as it was understood, row by row under the columns it came in; no Qt in here."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.domain.names import surname_first_split
from bluezone_desktop.domain.roster import (
    Encoding,
    PupilDraft,
    Roster,
    Severity,
    SheetLayout,
    StaffDraft,
)
from bluezone_desktop.domain.vocabulary import Attendance, Relation, Sex
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.rosters import SheetPicture

_NOT_SHOWN = frozenset({"ignored", "ordinal"})
_CLASS = "class"
NOWHERE = -1


class Fate(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    NO_PERSON = "no_person"
    NOT_COUNTED = "not_counted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column that was recognised.

    field   what it means, a key under ``roster.field``
    at      which column of the sheet, from 0; NOWHERE where the value stands in a title
    header  the words of the header
    """

    field: str
    at: int
    header: str

    @property
    def letter(self) -> str:
        """The column as Excel names it: 0 is "A", 26 is "AA"; "" for none."""
        letters, rest = "", self.at + 1
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as Excel numbers it, with a value for every column of its page.

    reason  why it is not taken or not counted, or what of it was left empty; else ""
    """

    number: int
    values: tuple[str, ...]
    fate: Fate = Fate.TAKEN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The rows under one header. A sheet with two tables is two pages.

    layout    what was recognised; ``columns`` are those of it that are taken
    rows      the people, and what could have been one
    encoding  of the sheet's text
    picture   the sheet as it stands in the file, None where nobody asked for it
    top_row   the first row of the sheet that belongs to this page, titles above it included
    last_row  the last one
    filled    the columns of the picture that hold anything, counted from 0
    """

    layout: SheetLayout
    columns: tuple[SheetColumn, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    encoding: Encoding = Encoding.UNICODE
    picture: SheetPicture | None = None
    top_row: int = 1
    last_row: int = sys.maxsize
    filled: tuple[int, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.layout.sheet

    @property
    def first_row(self) -> int:
        """Where the table begins, as Excel numbers its rows."""
        return self.layout.first_row

    def place_of(self, row: int) -> int | None:
        """Where the row that Excel numbers ``row`` stands on this page."""
        return next((at for at, one in enumerate(self.rows) if one.number == row), None)


def pages_of(
    roster: Roster, texts: Texts, pictures: Mapping[str, SheetPicture] | None = None
) -> tuple[SheetPage, ...]:
    """Everything of ``roster`` that has a row, in the order of its sheets.

    pictures  of the sheets, by name
    """
    return tuple(_Pages(roster, texts, pictures or {}).build())


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row before it is laid under columns: its ``values`` by field, or ``cells`` as written."""

    number: int
    values: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    fate: Fate = Fate.TAKEN
    reason: str = ""

    def under(self, columns: Sequence[SheetColumn]) -> SheetRow:
        if self.cells:
            values = [self.cells[c.at] if 0 <= c.at < len(self.cells) else "" for c in columns]
        else:
            values = [self.values.get(column.field, "") for column in columns]
        return SheetRow(self.number, tuple(values), self.fate, self.reason)


class _Pages:
    def __init__(self, roster: Roster, texts: Texts, pictures: Mapping[str, SheetPicture]) -> None:
        self._roster, self._texts, self._pictures = roster, texts, pictures
        self._sex = {sex: texts(f"vocabulary.sex.{sex}") for sex in Sex}
        self._relation = {each: texts(f"vocabulary.relation.{each}") for each in Relation}
        self._warnings: dict[tuple[str, int], list[str]] = {}
        for problem in roster.problems:
            if problem.severity is Severity.WARNING:
                reasons = self._warnings.setdefault((problem.sheet, problem.row), [])
                reasons.append(texts(problem.reason, **problem.values))

    def build(self) -> Iterator[SheetPage]:
        layouts = self._roster.layouts
        entries = {sheet: self._entries(sheet) for sheet in {one.sheet for one in layouts}}
        for at, layout in enumerate(layouts):
            first = layout.first_row
            others = [
                other.first_row
                for place, other in enumerate(layouts)
                if place != at and other.sheet == layout.sheet
            ]
            # Two halves side by side share their rows; a table below begins where it begins.
            end = min((row for row in others if row > first), default=sys.maxsize)
            above = any(row < first for row in others)
            yield self._page(
                layout,
                [e for e in entries[layout.sheet] if first <= e.number < end],
                first if above else 1,
                end - 1,
            )

    def _page(
        self, layout: SheetLayout, entries: Sequence[_Entry], top_row: int, last_row: int
    ) -> SheetPage:
        columns = [
            SheetColumn(meaning, at, header)
            for at, (meaning, header) in enumerate(
                zip(layout.columns, layout.headers, strict=False)
            )
            if meaning and meaning not in _NOT_SHOWN
        ]
        has_class = any(column.field == _CLASS for column in columns)
        if not has_class and any(entry.values.get(_CLASS) for entry in entries):
            # The class stands in a title, a block's heading or the sheet's name: still it counts.
            columns.insert(0, SheetColumn(_CLASS, NOWHERE, self._texts("import.class_elsewhere")))
        picture = self._pictures.get(layout.sheet)
        return SheetPage(
            layout,
            tuple(columns),
            tuple(entry.under(columns) for entry in entries),
            self._roster.encodings.get(layout.sheet, Encoding.UNICODE),
            picture,
            top_row,
            last_row,
            picture.filled(top_row, last_row) if picture else (),
        )

    def _entries(self, sheet: str) -> list[_Entry]:
        found = [*self._taken(sheet), *self._not_counted(sheet), *self._rejected(sheet)]
        return sorted(found, key=lambda entry: entry.number)

    def _taken(self, sheet: str) -> Iterator[_Entry]:
        at_school = self._texts(f"vocabulary.attendance.{Attendance.ATTENDING}")
        for one in self._roster.classes:
            if one.sheet == sheet:
                for pupil in one.pupils:
                    values = {**self._of_pupil(pupil), _CLASS: one.name, "status": at_school}
                    yield _Entry(pupil.row, values, reason=self._warned(sheet, pupil.row))
        for member in self._roster.staff:
            if member.sheet == sheet:
                reason = self._warned(sheet, member.row)
                yield _Entry(member.row, self._of_member(member), reason=reason)

    def _not_counted(self, sheet: str) -> Iterator[_Entry]:
        for left in self._roster.not_counted:
            if left.sheet == sheet:
                one = left.draft
                values = (
                    self._of_member(one) if isinstance(one, StaffDraft) else self._of_pupil(one)
                )
                values |= {_CLASS: left.class_name or "", "status": left.reason}
                reason = self._texts("import.not_counted_because", reason=left.reason)
                yield _Entry(left.row, values, fate=Fate.NOT_COUNTED, reason=reason)

    def _rejected(self, sheet: str) -> Iterator[_Entry]:
        for problem in self._roster.problems:
            if problem.sheet == sheet and problem.severity is Severity.REJECTED and problem.cells:
                reason = self._texts(problem.reason, **problem.values)
                yield _Entry(problem.row, cells=problem.cells, fate=Fate.REJECTED, reason=reason)

    def _warned(self, sheet: str, row: int) -> str:
        return "\n".join(self._warnings.get((sheet, row), ()))

    def _of_member(self, member: StaffDraft) -> dict[str, str]:
        group = self._texts(f"vocabulary.group.{member.group}")
        job = f"{member.job} ({group})" if member.job else group
        return {**self._of_anyone(member), "job": job}

    def _of_pupil(self, pupil: PupilDraft) -> dict[str, str]:
        values = self._of_anyone(pupil)
        for relative in pupil.relatives:
            name, phone = relative.full_name or "", relative.phone or ""
            both = " ".join(part for part in (name, phone) if part)
            for who in (relative.relation.value, "relative"):
                _add(values, f"{who}_name", name)
                _add(values, f"{who}_phone", phone)
                _add(values, f"{who}_name_and_phone", both)
            _add(values, "relation", self._relation[relative.relation])
        return values

    def _of_anyone(self, person: PupilDraft | StaffDraft) -> dict[str, str]:
        born = person.date_of_birth or ""
        year, _, rest = born.partition("-")
        month, _, day = rest.partition("-")
        surname, given = surname_first_split(person.full_name)
        sex = self._sex[person.sex] if person.sex else ""
        return {
            "full_name": person.full_name,
            "surname": surname,
            "given_name": given,
            "date_of_birth": format_date(born),
            "birth_day": day,
            "birth_month": month,
            "birth_year": year,
            "sex": sex,
            "female_mark": sex,
            "male_mark": sex,
            "code": person.code or "",
            "phone": person.phone or "",
        }


def _add(values: dict[str, str], key: str, words: str) -> None:
    """Two relatives under one heading stand in one cell."""
    if words:
        values[key] = f"{values[key]}; {words}" if values.get(key) else words


def counted(roster: Roster) -> Mapping[str, int]:
    """Numbers of a file for its line in the list: pupils, relatives, staff, rejected, warnings."""
    pupils = [pupil for one in roster.classes for pupil in one.pupils]
    return {
        "pupils": len(pupils),
        "relatives": sum(len(pupil.relatives) for pupil in pupils),
        "staff": len(roster.staff),
        "rejected": sum(p.severity is Severity.REJECTED for p in roster.problems),
        "warnings": sum(p.severity is Severity.WARNING for p in roster.problems),
    }
