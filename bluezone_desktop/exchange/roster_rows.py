"""One sheet from top to bottom: which rows are people, in which class, and what the others are.

A row's class is, in this order of trust: the cell of its own class column; the class last named
above it, in a title or in a row of its own ("LỚP 1B"); the sheet's name; what the caller says; the
file's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bluezone_desktop.domain.class_names import class_match_key
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
from bluezone_desktop.exchange import roster_values as values
from bluezone_desktop.exchange.grid import Cell, Merge, as_written, is_blank
from bluezone_desktop.exchange.roster_fields import RELATIVE_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import (
    Header,
    Rows,
    header_at,
    is_repeated_header,
)
from bluezone_desktop.exchange.roster_people import Cells
from bluezone_desktop.exchange.roster_titles import Line

_FEW = 4
"""A class row or a title has few cells with anything in them."""


@dataclass(frozen=True, slots=True)
class PlacedPupil:
    """A pupil with the class and the sheet where the list has them."""

    class_name: str
    sheet: str
    pupil: PupilDraft


@dataclass(slots=True)
class SheetResult:
    """Everything one sheet holds. ``teachers`` is by ``class_match_key``."""

    pupils: list[PlacedPupil] = field(default_factory=list)
    staff: list[StaffDraft] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    teachers: dict[str, str] = field(default_factory=dict)
    layouts: list[SheetLayout] = field(default_factory=list)


def read_rows(
    sheet: str, rows: Rows, merges: Sequence[Merge], header: Header, fallback_class: str | None
) -> SheetResult:
    """Read a sheet whose header was found.

    rows            the whole sheet, in Unicode
    fallback_class  the class for rows that neither a column nor a line above them places
    """
    return _SheetReader(sheet, rows, merges, header, fallback_class).read()


class _SheetReader:
    """Goes down the rows and remembers what was said above."""

    def __init__(
        self,
        sheet: str,
        rows: Rows,
        merges: Sequence[Merge],
        header: Header,
        fallback_class: str | None,
    ) -> None:
        self._sheet = sheet
        self._rows = rows
        self._merges = merges
        self._fallback = fallback_class
        self._result = SheetResult()
        self._class: str | None = None
        self._teacher: str | None = None
        self._classes_of_teacher: dict[str, None] = {}
        self._class_keys: dict[str, str] = {}
        self._titles: list[str] = []
        self._closed: Line | None = None
        self._numbered = False
        self._blank_before = False
        self._people_since_title = False
        self._last_was_pupil = False
        self._section: Group | None = None
        self._staff_announced = False
        for row in rows[: header.first]:
            self._read_title(row)
        self._begin_table(header)

    def read(self) -> SheetResult:
        """The sheet's people and problems."""
        number = self._header.last + 1
        while number < len(self._rows):
            row = self._rows[number]
            if not any(row):
                self._blank_before = True
                number += 1
                continue
            number = self._read_row(number, row)
            self._blank_before = False
        self._settle_teacher()
        self._result.problems.extend(self._cells.problems)
        return self._result

    # -- tables ------------------------------------------------------------------------------

    def _begin_table(self, header: Header) -> None:
        """A header: from here on, columns mean what it says."""
        self._header = header
        below = self._rows[header.last + 1 :]
        self._cells = Cells(self._sheet, header, below)
        self._ordinal = header.columns(Field.ORDINAL)
        self._class_column = header.columns(Field.CLASS)
        self._grade_column = header.columns(Field.GRADE)
        self._teacher_column = header.columns(Field.TEACHER)
        self._class_fill = self._merged_classes()
        self._is_staff = self._holds_staff(below)
        self._closed = None
        self._numbered = False
        self._section = None
        self._result.layouts.append(
            SheetLayout(
                self._sheet,
                tuple(range(header.first + 1, header.last + 2)),
                tuple(meaning.key if meaning else None for meaning in header.meanings),
                header.words,
            )
        )

    def _continue_table(self, header: Header) -> int:
        """A header again: the same one is a mere repetition, another begins a new table."""
        same = header.meanings == self._header.meanings
        self._closed = None
        if same:
            last = self._result.layouts[-1]
            rows = (*last.header_rows, *range(header.first + 1, header.last + 2))
            self._result.layouts[-1] = replace(last, header_rows=rows)
        else:
            self._result.problems.extend(self._cells.problems)
            self._begin_table(header)
        self._titles = []
        return header.last + 1

    def _merged_classes(self) -> dict[int, Cell]:
        """Classes whose cell is merged over the rows of its pupils."""
        filled: dict[int, Cell] = {}
        for column in self._class_column[:1]:
            for top, left, bottom, right in self._merges:
                if left <= column <= right and bottom > top > self._header.last:
                    cell = _at(self._rows[top], left) if top < len(self._rows) else None
                    filled.update(dict.fromkeys(range(top, bottom + 1), cell))
        return filled

    def _holds_staff(self, below: Rows) -> bool:
        """Whether the table lists staff: its titles or its words say so, or its jobs do."""
        header = self._header
        if any(meaning.staff for meaning in header.meanings if meaning):
            return True
        if any(m.field in RELATIVE_FIELDS for m in header.meanings if m):
            return False
        if titles.speaks_of_staff([*self._titles, self._sheet]):
            self._staff_announced = True
            return True
        if self._class_column and not self._titles_allow_staff():
            return False
        jobs = [self._cells.job(row) for row in below[:200] if self._cells.name(row)]
        told = [job for job in jobs if job]
        return bool(told) and 2 * sum(values.staff_group(job) is not None for job in told) > len(
            told
        )

    def _titles_allow_staff(self) -> bool:
        return bool(self._header.columns(Field.JOB)) and self._class is None

    # -- rows --------------------------------------------------------------------------------

    def _read_row(self, number: int, row: Sequence[Cell]) -> int:
        """Read one row with something in it; gives the number of the next to read."""
        name = self._cells.name(row)
        numbered = bool(self._ordinal) and _is_number(_at(row, self._ordinal[0]))
        if name and numbered and not (len(name) <= 4 and titles.line_kind(row) is Line.NUMBERS):
            self._numbered = True
            self._closed = None
            self._read_person(number, row, name)
            return number + 1
        if is_repeated_header(row, self._header):
            header = header_at(self._rows, self._merges, number)
            if header:
                return self._continue_table(header)
        self._read_other(number, row, name, numbered=numbered)
        return number + 1

    def _read_other(self, number: int, row: Sequence[Cell], name: str, *, numbered: bool) -> None:
        """A row that is not plainly a numbered person."""
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            return
        evidence = self._cells.evidence(row)
        kind = titles.line_kind(row)
        if name and evidence >= 2 and kind not in {Line.TOTAL, Line.SIGNATURE}:
            self._closed = None
            self._read_person(number, row, name)
            return
        if kind is not Line.NUMBERS and evidence < 2 and self._is_line_of_a_class(row, filled):
            return
        if kind:
            self._note_line(kind, row)
            return
        if self._is_staff and len(filled) <= 2 and not evidence and self._begin_section(filled):
            return
        if self._closed and not (name and evidence):
            # Below a total or a signature, bare names are those of who signed.
            if self._closed is Line.SIGNATURE or not name or self._numbered:
                return
        if name:
            self._read_doubtful(number, row, name, evidence)
        else:
            self._read_nameless(number, row, evidence, numbered=numbered)

    def _read_doubtful(self, number: int, row: Sequence[Cell], name: str, evidence: int) -> None:
        """A name without a number: one of the list, unless it stands apart from it."""
        apart = self._blank_before and self._numbered
        if evidence or (not apart and _looks_like_a_name(name)):
            self._read_person(number, row, name)
        else:
            self._reject(number, row, "row_unclear", value=name)

    def _read_nameless(
        self, number: int, row: Sequence[Cell], evidence: int, *, numbered: bool
    ) -> None:
        """A row of the table without a name: numbers written ahead, more relatives, or a fault."""
        ordinal = self._ordinal[0] if self._ordinal else -1
        others = [p for p, cell in enumerate(row) if p != ordinal and not is_blank(cell)]
        if not others and numbered:
            return
        if self._last_was_pupil and not self._blank_before and self._cells.has_relatives_only(row):
            more = self._cells.relatives(row, number)
            if more:
                placed = self._result.pupils[-1]
                pupil = replace(placed.pupil, relatives=(*placed.pupil.relatives, *more))
                self._result.pupils[-1] = replace(placed, pupil=pupil)
                return
        self._last_was_pupil = False
        reason = "no_name" if evidence or numbered else "row_unclear"
        value = "" if reason == "no_name" else as_written(row[others[0]]) if others else ""
        self._reject(number, row, reason, value=value)

    # -- lines -------------------------------------------------------------------------------

    def _read_title(self, row: Sequence[Cell]) -> None:
        """A row above the first header."""
        texts = _texts(row)
        if not texts:
            return
        self._titles.extend(text for text in texts if text)
        self._read_class_and_teacher(texts)

    def _is_line_of_a_class(self, row: Sequence[Cell], filled: Sequence[Cell]) -> bool:
        """A row that names the class of those below it, or the homeroom teacher."""
        if len(filled) > _FEW:
            return False
        texts = _texts(row)
        found = self._read_class_and_teacher(texts)
        if not found and len(filled) == 1 and isinstance(filled[0], str):
            alone = titles.class_alone(filled[0])
            if alone and not self._is_staff:
                self._place(alone)
                found = True
        if found:
            self._titles.extend(text for text in texts if text)
        return found

    def _read_class_and_teacher(self, texts: Sequence[str]) -> bool:
        name = titles.class_in_row(texts)
        teacher = titles.teacher_in(texts)
        if name:
            self._place(name)
        if teacher:
            if self._people_since_title and not name:
                # Below the pupils of a class, it can only be theirs.
                self._teacher = self._teacher or teacher
            else:
                self._teacher = teacher
        return bool(name or teacher)

    def _place(self, name: str) -> None:
        """From here on, pupils are of this class."""
        if self._people_since_title:
            self._settle_teacher()
            self._people_since_title = False
        self._class = name
        self._closed = None
        self._last_was_pupil = False

    def _note_line(self, kind: Line, row: Sequence[Cell]) -> None:
        self._last_was_pupil = False
        if kind is Line.TITLE:
            self._titles.extend(text for text in _texts(row) if text)
        if kind in {Line.TOTAL, Line.SIGNATURE} and self._closed is not Line.SIGNATURE:
            self._closed = kind

    def _begin_section(self, filled: Sequence[Cell]) -> bool:
        """A heading inside a staff list: "I. BAN GIÁM HIỆU", "TỔ VĂN PHÒNG"."""
        text = " ".join(as_written(cell) for cell in filled)
        group = values.staff_group(text) or (
            values.unit_group(text) if text.lower().startswith("tổ") or text.isupper() else None
        )
        if group is None:
            return False
        self._section = group
        return True

    # -- people ------------------------------------------------------------------------------

    def _read_person(self, number: int, row: Sequence[Cell], name: str) -> None:
        if not any(letter.isalpha() for letter in name):
            self._reject(number, row, "name_not_text", value=name)
            return
        if self._is_staff:
            self._read_staff(number, row, name)
            return
        before = len(self._cells.problems)
        try:
            class_name = self._class_of(number, row)
        except ValueError as error:
            self._reject(number, row, "class_unreadable", value=str(error), at=Field.CLASS)
            return
        if class_name is None:
            self._reject(number, row, "class_unknown", value=name)
            return
        self._people_since_title = True
        cells = self._cells
        standing, words = cells.standing(row, number)
        name, standing, words = _without_remark(name, standing, words)
        pupil = PupilDraft(
            row=number + 1,
            full_name=name,
            date_of_birth=cells.birth(row, number),
            sex=cells.sex(row, number),
            code=cells.code(row, number),
            phone=cells.phone(row, number),
            relatives=cells.relatives(row, number),
        )
        if standing is Attendance.ATTENDING:
            self._result.pupils.append(PlacedPupil(class_name, self._sheet, pupil))
            self._note_teacher(row, class_name)
        else:
            self._result.not_counted.append(
                NotCounted(self._sheet, number + 1, name, words, standing, class_name, pupil)
            )
            # What is unclear about someone who is not counted needs nobody's time.
            del cells.problems[before:]
        self._last_was_pupil = standing is Attendance.ATTENDING

    def _class_of(self, number: int, row: Sequence[Cell]) -> str | None:
        """The row's class by the order of trust; ValueError for a cell that can be no class."""
        for column in self._class_column:
            cell = _at(row, column)
            if is_blank(cell):
                cell = self._class_fill.get(number)
            if is_blank(cell):
                continue
            try:
                name = self._cells.class_name(cell)
            except ValueError as error:
                raise ValueError(as_written(cell)) from error
            if name:
                return self._with_grade(name, row)
        return self._class or self._fallback

    def _with_grade(self, name: str, row: Sequence[Cell]) -> str:
        """ "A1" beside a column that says grade 6 is 6A1."""
        if self._grade_column and not name[0].isdigit() and len(name) <= 3:
            grade = as_written(_at(row, self._grade_column[0])).strip()
            if grade.isdigit() and 1 <= int(grade) <= 12:
                return self._cells.class_name(f"{int(grade)}{name}")
        return name

    def _read_staff(self, number: int, row: Sequence[Cell], name: str) -> None:
        cells = self._cells
        job = cells.job(row)
        group = self._staff_group(number, job, cells.unit(row), name)
        standing, words = cells.standing(row, number)
        date_of_birth = cells.birth(row, number)
        sex = cells.sex(row, number)
        code = cells.code(row, number)
        phone = cells.phone(row, number)
        if standing is not Attendance.ATTENDING:
            gone = PupilDraft(number + 1, name, date_of_birth, sex, code, phone)
            self._result.not_counted.append(
                NotCounted(self._sheet, number + 1, name, words, standing, None, gone)
            )
            return
        self._result.staff.append(
            StaffDraft(
                row=number + 1,
                full_name=name,
                group=group,
                job=job,
                date_of_birth=date_of_birth,
                sex=sex,
                code=code,
                phone=phone,
                sheet=self._sheet,
            )
        )

    def _staff_group(self, number: int, job: str | None, unit: str, name: str) -> Group:
        found = values.staff_group(job) if job else None
        if found is None and not job:
            found = values.unit_group(unit) or self._section or self._announced_group()
        if found:
            return found
        words = " ".join(self._header.words[place] for place in self._header.columns(Field.JOB)[:1])
        self._cells.warn(number, words, job or name, "job_unknown")
        return Group.TEACHER if not job else Group.EMPLOYEE

    def _announced_group(self) -> Group | None:
        """A list of one group says so in its title ("DANH SÁCH GIÁO VIÊN")."""
        told = {values.staff_group(text) for text in self._titles if values.staff_group(text)}
        lists = [text for text in self._titles if titles.speaks_of_staff([text])]
        mixed = any("," in text or "cbgv" in text.lower() for text in lists)
        return told.pop() if len(told) == 1 and not mixed else None

    # -- homeroom teachers -------------------------------------------------------------------

    def _note_teacher(self, row: Sequence[Cell], class_name: str) -> None:
        key = self._class_keys.get(class_name)
        if key is None:
            key = self._class_keys[class_name] = class_match_key(class_name)
        self._classes_of_teacher[key] = None
        for column in self._teacher_column:
            cell = _at(row, column)
            if isinstance(cell, str) and cell.strip():
                named = titles.teacher_in([f"GVCN: {cell}"])
                if named:
                    self._result.teachers.setdefault(key, named)

    def _settle_teacher(self) -> None:
        """The pupils of a line about the homeroom teacher end here."""
        if self._teacher and len(self._classes_of_teacher) == 1:
            self._result.teachers.setdefault(next(iter(self._classes_of_teacher)), self._teacher)
        self._teacher = None
        self._classes_of_teacher = {}

    def _reject(
        self,
        number: int,
        row: Sequence[Cell],
        reason: str,
        *,
        value: str = "",
        at: Field | None = None,
    ) -> None:
        columns = self._header.columns(at) if at else ()
        known = self._class or self._fallback or ""
        self._result.problems.append(
            Problem(
                self._sheet,
                number + 1,
                self._header.words[columns[0]] if columns else "",
                value,
                Severity.REJECTED,
                f"roster.problem.{reason}",
                {"class_name": "" if self._is_staff else known},
                tuple(as_written(cell) for cell in row),
            )
        )
        self._last_was_pupil = False


def _without_remark(name: str, standing: Attendance, words: str) -> tuple[str, Attendance, str]:
    """ "Nguyễn Văn A (chuyển trường)": the remark in brackets is no part of the name."""
    if "(" not in name or not name.endswith(")"):
        return name, standing, words
    before, _, remark = name[:-1].rpartition("(")
    found = values.leaving_note(remark)
    if found and before.strip():
        return before.strip(), found, remark.strip()
    return name, standing, words


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, (int, float)):
        return not isinstance(cell, bool)
    return isinstance(cell, str) and cell.strip().rstrip(".").isdigit()


def _looks_like_a_name(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= 60
        and 1 <= len(words) <= 9
        and all(letter.isalpha() or letter in " '’.()-" for letter in text)
    )


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else "" for cell in row]
