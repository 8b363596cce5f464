"""One sheet from top to bottom: which rows are people, in which class, and what the others are.

A row's class is, in this order of trust: the cell of its own class column; the class last named
above it, in a title or in a row of its own ("LỚP 1B"); the sheet's name; what the caller says; the
file's name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.roster import (
    NotCounted,
    Problem,
    PupilDraft,
    Severity,
    SheetLayout,
    StaffDraft,
)
from bluezone_desktop.domain.vocabulary import Attendance, Group
from bluezone_desktop.exchange import roster_titles as titles
from bluezone_desktop.exchange.grid import Cell, Merge, as_written, at, is_blank
from bluezone_desktop.exchange.roster_classes import ClassColumn
from bluezone_desktop.exchange.roster_fields import BIRTH_FIELDS, RELATIVE_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import (
    Header,
    Rows,
    header_at,
    is_repeated_header,
    parts_headings,
    says_header_again,
)
from bluezone_desktop.exchange.roster_lines import (
    Line,
    is_number,
    is_row_of_hints,
    is_row_of_labels,
    line_kind,
    looks_like_a_name,
    speaks_of_others,
)
from bluezone_desktop.exchange.roster_notes import cell_text
from bluezone_desktop.exchange.roster_people import Cells
from bluezone_desktop.exchange.roster_places import Places
from bluezone_desktop.exchange.roster_results import PlacedPupil, SheetResult
from bluezone_desktop.exchange.roster_staff import (
    StaffGroups,
    lists_staff,
    turns_to_others,
)
from bluezone_desktop.exchange.roster_standing import (
    announces_list,
    list_of_leavers,
    without_remark,
)

_FEW = 4
"""A class row has few cells with anything in them; a label of a column has few letters."""


_SECTION = re.compile(r"(?:[IVX]{1,4}|[A-H])\s*[.):–-]?\s")
_NO_LINE = (
    BIRTH_FIELDS | RELATIVE_FIELDS | {Field.JOB, Field.UNIT, Field.NOTE, Field.STATUS, Field.SEX}
)
"""Columns whose cells, beside a name, never tell that the row is a line of its own."""


def read_rows(
    sheet: str,
    rows: Rows,
    merges: Sequence[Merge],
    header: Header,
    fallback_class: str | None,
    corrections: Corrections = NO_CORRECTIONS,
) -> SheetResult:
    """Read a sheet whose header was found.

    rows            the whole sheet, in Unicode
    fallback_class  the class for rows that neither a column nor a line above them places
    corrections     what a user has said of layouts, for headers further down
    """
    return _SheetReader(sheet, rows, merges, header, fallback_class, corrections).read()


class _SheetReader:
    """Goes down the rows and remembers what was said above."""

    def __init__(
        self,
        sheet: str,
        rows: Rows,
        merges: Sequence[Merge],
        header: Header,
        fallback_class: str | None,
        corrections: Corrections,
    ) -> None:
        self._sheet = sheet
        self._corrections = corrections
        self._rows = rows
        self._merges = merges
        self._fallback = fallback_class
        self._result = SheetResult()
        self._places = Places()
        self._titles: list[str] = []
        self._groups = StaffGroups([], sheet)
        self._blank_before = False
        self._last_was_pupil = False
        # Why nobody below counts, where a title says that they have gone.
        self._gone: tuple[Attendance, str] | None = None
        if left := list_of_leavers(sheet):
            self._gone = left, sheet
        self._teacher_signs: int | None = None
        # The title of others than pupils; what is left out below it is told once.
        self._others = sheet if speaks_of_others(sheet, below_pupils=False) else ""
        self._others_told = False
        for row in rows[: header.first]:
            texts = titles.row_texts(row)
            self._take_titles(texts)
            if not self._places.read_line(texts) and (name := titles.class_of_line(row)):
                self._places.name_class(name)
        self._begin_table(header)

    def read(self) -> SheetResult:
        """The sheet's people and problems."""
        number = self._header.last + 1
        while number < len(self._rows):
            row = self._rows[number]
            if any(row):
                number = self._read_row(number, row)
                self._blank_before = False
            else:
                self._blank_before = True
                number += 1
        self._places.settle()
        self._result.teachers = self._places.teachers
        self._result.problems.extend(self._cells.notes.problems)
        return self._result

    def _take_titles(self, texts: Sequence[str]) -> None:
        """Remember what a line announces of the list below it."""
        for text in filter(None, texts):
            self._titles.append(text)
            if left := list_of_leavers(text):
                self._gone = left, text
            elif announces_list(text):
                self._gone = None
            if speaks_of_others(text, below_pupils=bool(self._result.pupils)):
                self._others, self._others_told = text, False
            elif announces_list(text):
                self._others = ""

    # -- tables ------------------------------------------------------------------------------

    def _begin_table(self, header: Header) -> None:
        """A header: from here on, columns mean what it says."""
        self._header = header
        below = self._rows[header.last + 1 :]
        if below and parts_headings(below[0], header, self._merges):
            below = below[1:]
        if below and is_row_of_labels(below[0]):
            # They stand below the header on every page then.
            below = [row for row in below if not is_row_of_labels(row)]
        self._cells = Cells(self._sheet, header, below)
        self._ordinal = header.columns(Field.ORDINAL)
        names = (
            *header.columns(Field.NAME),
            *header.columns(Field.SURNAME),
            *header.columns(Field.GIVEN),
        )
        self._name_end = max(names, default=-1) + 1
        self._told = frozenset(
            place for place, one in enumerate(header.meanings) if one and one.field in _NO_LINE
        )
        self._class_column = ClassColumn(header, self._rows, self._merges, self._cells)
        self._groups = self._groups.continued(self._titles)
        self._titles = []
        announced = [*self._groups.titles, self._sheet]
        self._is_staff = lists_staff(header, self._cells, announced, below)
        self._closed: Line | None = None
        self._numbered = False
        self._result.layouts.append(
            SheetLayout(
                self._sheet,
                tuple(range(header.first + 1, header.last + 2)),
                tuple(meaning.key if meaning else None for meaning in header.meanings),
                header.words,
                header.key,
                header.said,
            )
        )

    def _continue_table(self, header: Header) -> int:
        """A header again: the same one is a mere repetition, another begins a new table."""
        self._closed = None
        turned = turns_to_others(self._titles, is_staff=self._is_staff)
        if header.meanings == self._header.meanings and not turned:
            last = self._result.layouts[-1]
            rows = (*last.header_rows, *range(header.first + 1, header.last + 2))
            self._result.layouts[-1] = replace(last, header_rows=rows)
        else:
            self._result.problems.extend(self._cells.notes.problems)
            self._begin_table(header)
        self._titles = []
        return header.last + 1

    # -- rows --------------------------------------------------------------------------------

    def _read_row(self, number: int, row: Sequence[Cell]) -> int:
        """Read one row with something in it; gives the number of the next to read."""
        name = self._cells.name(row)
        below_header = number == self._header.last + 1
        if (len(name) <= _FEW and is_row_of_labels(row)) or (
            below_header and self._explains_header(row)
        ):
            return number + 1
        numbered = bool(self._ordinal) and is_number(at(row, self._ordinal[0]))
        if name and numbered:
            self._numbered = True
            self._closed = None
            self._read_person(number, row, name)
            return number + 1
        if is_repeated_header(row, self._header):
            header = header_at(self._rows, self._merges, number, self._corrections)
            if header:
                return self._continue_table(header)
        filled = [cell for cell in row if not is_blank(cell)]
        if filled:
            self._read_other(number, row, name, filled, numbered=numbered)
        return number + 1

    def _explains_header(self, row: Sequence[Cell]) -> bool:
        """Whether the row below a header says it again, or how to fill its columns."""
        hints = is_row_of_hints(row) and not self._cells.evidence(row)
        parts = parts_headings(row, self._header, self._merges)
        return hints or parts or says_header_again(row, self._header)

    def _read_other(
        self,
        number: int,
        row: Sequence[Cell],
        name: str,
        filled: Sequence[Cell],
        *,
        numbered: bool,
    ) -> None:
        """A row that is not plainly a numbered person."""
        evidence = self._cells.evidence(row)
        # "Hiệu trưởng" or "ngày 5 tháng 3" beside a name is what its column says; alone it is where
        # somebody signs.
        kind = line_kind([cell for p, cell in enumerate(row) if not name or p not in self._told])
        least = 3 if kind in {Line.TOTAL, Line.SIGNATURE} else 2
        if name and evidence >= least:
            self._closed = None
            self._read_person(number, row, name)
        elif self._is_line(row, filled, kind, evidence, named=bool(name)):
            self._last_was_pupil = False
        elif self._is_below_the_list(name, evidence):
            self._read_signers(row)
        elif not name:
            self._read_nameless(number, row, evidence, numbered=numbered)
        elif evidence or (not (self._blank_before and self._numbered) and looks_like_a_name(name)):
            # A name without a number: one of the list, unless it stands apart from it.
            self._read_person(number, row, name)
        else:
            self._reject(number, row, "row_unclear", value=name)

    def _is_line(
        self,
        row: Sequence[Cell],
        filled: Sequence[Cell],
        kind: Line | None,
        evidence: int,
        *,
        named: bool,
    ) -> bool:
        """Whether a row is a line of its own: of a class, a title, a total, a signature."""
        may_be_class = kind is not Line.NUMBERS and evidence < 2
        if may_be_class and self._is_line_of_a_class(row, filled, named=named):
            return True
        if kind is Line.SIGNATURE and self._is_staff and not evidence:
            # "I. BAN GIÁM HIỆU" heads the managers; without its number somebody signs there.
            words = " ".join(titles.row_texts(filled))
            if _SECTION.match(words) and self._groups.begin_section(filled):
                return True
        if kind:
            if kind is Line.TITLE:
                self._take_titles(titles.row_texts(row))
            elif kind in {Line.TOTAL, Line.SIGNATURE} and self._closed is not Line.SIGNATURE:
                self._closed = kind
            if kind is Line.SIGNATURE:
                texts = titles.row_texts(row)
                labels = [p for p, text in enumerate(texts) if titles.is_teacher_label(text)]
                self._teacher_signs = labels[0] if labels else self._teacher_signs
            return True
        if len(filled) == 1 and not evidence and list_of_leavers(as_written(filled[0])):
            # "HỌC SINH CHUYỂN TRƯỜNG" over the last ones; at the side it is a remark.
            first = next(place for place, cell in enumerate(row) if not is_blank(cell))
            if first < self._name_end:
                self._take_titles(titles.row_texts(row))
                return True
        if self._is_staff and len(filled) <= 2 and not evidence:
            return self._groups.begin_section(filled)
        return False

    def _is_line_of_a_class(
        self, row: Sequence[Cell], filled: Sequence[Cell], *, named: bool
    ) -> bool:
        """Whether a row names the class of those below it, or the homeroom teacher."""
        if len(filled) > _FEW:
            return False
        texts = titles.row_texts(row)
        alone = filled[0] if len(filled) == 1 and not self._is_staff else None
        # "1B" by itself where names stand is no name.
        bare = isinstance(alone, str) and titles.is_bare_class(alone)
        if named and not bare and not titles.names_place(texts[: self._name_end]):
            # A person with "Lớp 6A1" in their class column, or "chuyển từ lớp 6A2" in a remark.
            return False
        before = self._places.current
        found = self._places.read_line(texts)
        if not found and isinstance(alone, str) and (name := titles.class_alone(alone)):
            self._places.name_class(name)
            found = True
        if found:
            self._take_titles(texts)
        if self._places.current != before:
            self._closed, self._others = None, ""
            self._class_column.forget()
        return found

    def _is_below_the_list(self, name: str, evidence: int) -> bool:
        """Below a total or a signature, bare names are those of who signed."""
        if not self._closed or (name and evidence):
            return False
        return self._closed is Line.SIGNATURE or not name or self._numbered

    def _read_signers(self, row: Sequence[Cell]) -> None:
        """The homeroom teacher's name, a few rows below the "GVCN" under which it is signed."""
        if self._teacher_signs is None or self._closed is not Line.SIGNATURE:
            return
        near = range(max(self._teacher_signs - 1, 0), self._teacher_signs + 2)
        for place in sorted(near, key=lambda one: abs(one - (self._teacher_signs or 0))):
            text = cell_text(row, place)
            if len(text.split()) > 1 and looks_like_a_name(text):
                self._places.name_teacher(text)
                self._teacher_signs = None
                return

    def _read_nameless(
        self, number: int, row: Sequence[Cell], evidence: int, *, numbered: bool
    ) -> None:
        """A row of the table without a name: numbers written ahead, more relatives, or a fault."""
        ordinal = self._ordinal[0] if self._ordinal else -1
        others = [cell for p, cell in enumerate(row) if p != ordinal and not is_blank(cell)]
        if numbered and not others:
            return
        if not numbered and others and self._are_sums(others):
            self._closed = Line.TOTAL
            return
        if self._last_was_pupil and not self._blank_before and self._cells.has_relatives_only(row):
            more = self._cells.relatives(row, number)
            if more:
                placed = self._result.pupils[-1]
                pupil = replace(placed.pupil, relatives=(*placed.pupil.relatives, *more))
                self._result.pupils[-1] = replace(placed, pupil=pupil)
                return
        if evidence or numbered:
            self._reject(number, row, "no_name")
        else:
            self._reject(number, row, "row_unclear", value=as_written(next(iter(others), None)))

    def _are_sums(self, cells: Sequence[Cell]) -> bool:
        """Whether numbers alone, none above how many people were read, sum up the list."""
        read = len(self._result.pupils) + len(self._result.staff) + len(self._result.not_counted)
        return all(is_number(cell) and float(as_written(cell)) <= read for cell in cells)

    # -- people ------------------------------------------------------------------------------

    def _read_person(self, number: int, row: Sequence[Cell], name: str) -> None:
        if self._others:
            self._leave_out(number)
        elif not any(letter.isalpha() for letter in name):
            self._reject(number, row, "name_not_text", value=name)
        elif self._is_staff:
            self._read_staff(number, row, name)
        else:
            self._read_pupil(number, row, name)

    def _leave_out(self, number: int) -> None:
        """Somebody of a list of others: told once for all of them."""
        self._last_was_pupil = False
        if not self._others_told:
            self._others_told = True
            self._cells.notes.warn(number, None, self._others, "others")

    def _read_pupil(self, number: int, row: Sequence[Cell], name: str) -> None:
        try:
            class_name = self._class_of(number, row)
        except ValueError as error:
            self._reject(number, row, "class_unreadable", value=str(error), at_field=Field.CLASS)
            return
        if class_name is None and not self._gone:
            self._reject(number, row, "class_unknown", value=name)
            return
        cells = self._cells
        before = len(cells.notes.problems)
        standing, words = cells.standing(row, number)
        if name.endswith(")"):
            name, standing, words = without_remark(name, standing, words)
        if self._gone and standing is Attendance.ATTENDING:
            standing, words = self._gone
        pupil = PupilDraft(
            row=number + 1,
            full_name=name,
            date_of_birth=cells.birth(row, number),
            sex=cells.sex(row, number),
            code=cells.code(row, number),
            phone=cells.phone(row, number),
            relatives=cells.relatives(row, number),
        )
        self._last_was_pupil = standing is Attendance.ATTENDING
        if standing is Attendance.ATTENDING and class_name:
            self._result.pupils.append(PlacedPupil(class_name, self._sheet, pupil, row))
            self._places.note_pupil(class_name, cells.teacher(row))
            return
        self._result.not_counted.append(
            NotCounted(self._sheet, number + 1, name, words, standing, class_name, pupil)
        )
        # What is unclear about someone who is not counted needs nobody's time.
        del cells.notes.problems[before:]

    def _class_of(self, number: int, row: Sequence[Cell]) -> str | None:
        """The row's class by the order of trust; ValueError for a cell that can be no class."""
        named = self._places.current or self._fallback
        return self._class_column.class_of(number, row, named) or named

    def _read_staff(self, number: int, row: Sequence[Cell], name: str) -> None:
        cells = self._cells
        job = cells.job(row)
        standing, words = cells.standing(row, number)
        birth, sex = cells.birth(row, number), cells.sex(row, number)
        code, phone = cells.code(row, number), cells.phone(row, number)
        is_here = standing is Attendance.ATTENDING
        group = self._groups.group_of(job, cells.unit(row))
        if group is None and is_here:
            column = next(iter(self._header.columns(Field.JOB)), None)
            cells.notes.warn(number, column, job or name, "job_unknown")
        member = StaffDraft(
            row=number + 1,
            full_name=name,
            group=group or (Group.EMPLOYEE if job else Group.TEACHER),
            job=job,
            date_of_birth=birth,
            sex=sex,
            code=code,
            phone=phone,
            sheet=self._sheet,
        )
        if is_here:
            self._result.staff.append(member)
        else:
            gone = NotCounted(self._sheet, number + 1, name, words, standing, None, member)
            self._result.not_counted.append(gone)

    def _reject(
        self,
        number: int,
        row: Sequence[Cell],
        reason: str,
        *,
        value: str = "",
        at_field: Field | None = None,
    ) -> None:
        """Note a row that is not taken, whole, with the class it would have had."""
        if self._others:
            self._leave_out(number)
            return
        known = "" if self._is_staff else self._places.current or self._fallback or ""
        self._result.problems.append(
            Problem(
                self._sheet,
                number + 1,
                self._header.words[self._header.columns(at_field)[0]] if at_field else "",
                value,
                Severity.REJECTED,
                f"roster.problem.{reason}",
                {"class_name": known, "staff": self._is_staff},
                tuple(as_written(cell) for cell in row),
            )
        )
        self._last_was_pupil = False
