"""Which row of a form gets whom, and how many rows the form has too few or too many."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bluezone_desktop.domain.class_names import class_match_key, grade_of
from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.district_form import FormRow, FormTable, RowsAre
from bluezone_desktop.domain.form_meanings import (
    Asked,
    Scope,
    Whom,
    scope_of_class,
    scope_of_school,
)
from bluezone_desktop.domain.form_words import grade_said, is_sum
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.row_shift import RowShift

MayGo = Callable[[RowShift], bool]

_STAFF = (Whom.STAFF, Whom.MANAGERS, Whom.TEACHERS, Whom.EMPLOYEES)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a row gets.

    name     what its first column gets; "" where the form says it already
    counts   whether it is part of what the sums add up
    asked    what the row itself asks for
    place    its number among the rows of its kind, from 1
    """

    row: int
    name: str
    scope: Scope
    whom: Whom | None = None
    line: ClassLine | None = None
    counts: bool = True
    place: int = 0
    asked: Asked | None = None


@dataclass(slots=True)
class RowPlan:
    """What becomes of the rows of a table.

    fillings  with the rows as they are numbered once all shifts are done
    shifts    rows that come or go, as the form numbers them, from top to bottom
    unknown   what stands in rows that nobody here belongs to
    sums      rows that add up some of the others, with what they add up
    homeless  names for which the form has no row and can get none
    """

    fillings: list[Filling] = field(default_factory=list)
    shifts: list[RowShift] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    homeless: list[str] = field(default_factory=list)
    sums: list[tuple[int, list[Filling]]] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many rows come; negative for rows that go."""
        return sum(shift.number for shift in self.shifts)

    def now(self, row: int) -> int:
        """Where a row of the form that stays lies once all shifts are done."""
        return row + sum(shift.number for shift in self.shifts if row > shift.after)

    def stays(self, row: int) -> bool:
        """Whether a row of the form is not removed."""
        return all(shift.row(row) for shift in self.shifts)


def plan_rows(table: FormTable, figures: ReturnFigures, school: str, may_go: MayGo) -> RowPlan:
    """Work out which row gets whom.

    may_go  whether rows may be removed: no formula elsewhere reads them
    """
    match table.rows_are:
        case RowsAre.CLASSES:
            return _by_class(table, figures, may_go)
        case RowsAre.GRADES:
            return _by_grade(table, figures)
        case RowsAre.GROUPS:
            return _by_group(table, figures)
        case RowsAre.COUNTS:
            return _by_count(table, figures)
        case RowsAre.UNIT:
            return _one_unit(table, figures, school)


def _by_class(table: FormTable, figures: ReturnFigures, may_go: MayGo) -> RowPlan:
    left = {class_match_key(line.name): line for line in figures.classes}
    ours = any(class_match_key(row.words) in left for row in table.rows)
    plan = RowPlan()
    sections = list(_sections(table))
    grades = {section.grade for section in sections}
    number = 0
    for section in sections:
        mine = {
            key: line
            for key, line in left.items()
            if section.grade is None or grade_of(line.name) == section.grade
        }
        if section is sections[-1]:  # of a grade that the form does not name
            mine |= {k: line for k, line in left.items() if grade_of(line.name) not in grades}
        left = {key: line for key, line in left.items() if key not in mine}
        heading = section.heading
        if heading and not heading.sums:
            blank = _is_blank(table, heading, section.rows)
            scope = Scope({}) if blank else _scope_of(figures, section)
            row = plan.now(heading.row)
            plan.fillings.append(Filling(row, "", scope, heading.whom or Whom.PUPILS, counts=False))
        listed: list[Filling] = []
        for row, line, named in _listed(table.sheet, section.rows, mine, plan, may_go, ours=ours):
            number += 1
            scope, name = scope_of_class(line), "" if named else line.name
            listed.append(Filling(row, name, scope, Whom.PUPILS, line, place=number))
        plan.fillings += listed
        for sums in (heading, section.foot):
            if sums and sums.sums:
                plan.sums.append((plan.now(sums.row), listed))
    _add_groups(plan, table, lambda whom: _scope_beside_classes(figures, whom))
    return plan


@dataclass(slots=True)
class _Section:
    """Rows for classes, below the heading of a grade or above its sums where the form has such."""

    heading: FormRow | None = None
    rows: list[FormRow] = field(default_factory=list)
    foot: FormRow | None = None

    @property
    def grade(self) -> int | None:
        named = [grade_said(one.words) for one in (self.heading, self.foot) if one]
        named += [one.grade for one in self.rows[:1]]
        return next((grade for grade in named if grade is not None), None)


def _sections(table: FormTable) -> Iterator[_Section]:
    """The rows of a table as they belong together; at least one section."""
    section, some = _Section(), False
    for row, below in zip(table.rows, (*table.rows[1:], None), strict=True):
        closes = row.sums and is_sum(row.words)
        if closes and section.rows:
            section.foot = row
            yield section
            section, some = _Section(), True
        elif _is_heading(row, below):
            if section.heading or section.rows:
                yield section
            section, some = _Section(row), True
        elif _is_of_classes(row):
            if section.rows and row.grade != section.rows[-1].grade and row.grade is not None:
                yield section
                section, some = _Section(), True
            section.rows.append(row)
    if section.heading or section.rows or not some:
        yield section


def _is_of_classes(row: FormRow) -> bool:
    """Whether a row is one class's, or may become it."""
    return row.whom is None and not row.sums and grade_said(row.words) is None


def _is_heading(row: FormRow, below: FormRow | None) -> bool:
    """Whether a row stands above the classes that belong to it: a grade's, or all pupils'."""
    if is_sum(row.words):
        return False
    if grade_said(row.words) is not None:
        return True
    above_classes = below is not None and (
        _is_of_classes(below) or grade_said(below.words) is not None
    )
    return above_classes and (row.sums or row.whom is Whom.PUPILS)


def _is_blank(table: FormTable, heading: FormRow, rows: Sequence[FormRow]) -> bool:
    """Whether a heading's own figures would be added up together with those of its classes."""
    if table.sum_row is None:
        return False
    both = any(row.row in table.taken for row in rows)
    return both or heading.row not in table.taken


def _scope_of(figures: ReturnFigures, section: _Section) -> Scope:
    whole = section.grade is None
    return scope_of_school(figures) if whole else _scope_of_grade(figures, section.grade)


def _add_groups(plan: RowPlan, table: FormTable, scope_of: Callable[[Whom], Scope]) -> None:
    """The rows of groups, and the sums of some of them above or below.

    "CB, GV, NV" above "CBQL", "GV" and "NV" is one or the other: only one of them is added up.
    """
    since: list[Filling] = []
    parts: list[Filling] = []  # of the heading above
    title: Filling | None = None
    for number, (row, below) in enumerate(zip(table.rows, (*table.rows[1:], None), strict=True), 1):
        whom = row.whom
        if row.sums and is_sum(row.words):
            if since:
                plan.sums.append((plan.now(row.row), since))
            since = []
            continue
        if whom is None or grade_said(row.words) is not None or _opens_classes(table, row, below):
            continue
        filling = Filling(plan.now(row.row), "", scope_of(whom), whom, place=number)
        if whom is Whom.STAFF and below is not None and below.whom in _STAFF[1:]:
            parts, since = [], []
            if row.sums:
                plan.sums.append((filling.row, parts))
                title = None
                continue
            rows = [one.row for one in table.rows if one.whom in _STAFF[1:]]
            if row.row in table.taken and any(one in table.taken for one in rows):
                filling, title = replace(filling, scope=Scope({}), counts=False), None
            else:
                title = filling
        elif whom in _STAFF[1:]:
            filling = replace(filling, counts=title is None)
            parts.append(filling)
        elif row.sums:  # formulas, of rows that nobody here belongs to
            plan.sums.append((filling.row, [filling]))
            continue
        plan.fillings.append(filling)
        since.append(filling)


def _opens_classes(table: FormTable, row: FormRow, below: FormRow | None) -> bool:
    return table.rows_are is RowsAre.CLASSES and _is_heading(row, below)


def _listed(
    sheet: str,
    rows: Sequence[FormRow],
    lines: Mapping[str, ClassLine],
    plan: RowPlan,
    may_go: MayGo,
    *,
    ours: bool,
) -> list[tuple[int, ClassLine, bool]]:
    """The rows that classes get, with whether they are named there already.

    Rows are added below the last one where there are too few.

    ours  whether the form names classes of this school; otherwise names in it are but examples
    """
    taken = {key: row for row in rows if (key := class_match_key(row.words)) in lines}
    blank = [row for row in rows if not row.words or (not ours and row not in taken.values())]
    plan.unknown += [row.words for row in rows if row not in taken.values() and row not in blank]
    left = [line for key, line in lines.items() if key not in taken]
    if not rows:
        plan.homeless += [line.name for line in left]
        return []
    last, short = rows[-1].row, len(left) - len(blank)
    if short < 0:
        spare = _spare(blank[len(left) :], last, keep=len(rows) == len(blank) and not left)
        shift = RowShift(sheet, last - spare, -spare)
        if spare and may_go(shift):
            plan.shifts.append(shift)
    listed = [(plan.now(row.row), lines[key], True) for key, row in taken.items()]
    listed += [(plan.now(row.row), line, False) for row, line in zip(blank, left, strict=False)]
    if short > 0:
        below = plan.now(last)
        plan.shifts.append(RowShift(sheet, last, short))
        listed += [(below + n, line, False) for n, line in enumerate(left[len(blank) :], 1)]
    return sorted(listed, key=lambda one: one[0])


def _spare(rows: Sequence[FormRow], last: int, *, keep: bool) -> int:
    """How many rows at the very end are not needed; one stays in a table that stays empty."""
    spare = 0
    while spare < len(rows) - keep and rows[len(rows) - 1 - spare].row == last - spare:
        spare += 1
    return spare


def _scope_of_grade(figures: ReturnFigures, grade: int | None) -> Scope:
    lines = [line for line in figures.classes if grade_of(line.name) == grade]
    pupils = sum((line.pupils for line in lines), Figures())
    relatives = sum((line.relatives for line in lines), Figures())
    return scope_of_class(ClassLine(str(grade), None, pupils, relatives))


def _scope_beside_classes(figures: ReturnFigures, whom: Whom | None) -> Scope:
    """A row of staff below the classes: its figures stand where the classes have their pupils'."""
    whole = scope_of_school(figures)
    if whom not in _STAFF or whom is None:
        return whole
    known = {Whom.PUPILS: whole.known[whom], whom: whole.known[whom]}
    if whom is Whom.STAFF:
        known[Whom.RELATIVES] = figures.staff_relatives
    return Scope(known)


def _by_grade(table: FormTable, figures: ReturnFigures) -> RowPlan:
    plan = RowPlan()
    grades = sorted({grade for line in figures.classes if (grade := grade_of(line.name))})
    rows = [row for row in table.rows if not row.sums and row.whom is None]
    found = {grade_of(fold(row.words).removeprefix("khoi").strip(" :.")): row for row in rows}
    found |= {grade_said(row.words): row for row in rows if row.words}
    blank = [row for row in rows if not row.words]
    for number, grade in enumerate(grades, 1):
        row = found.get(grade) or (blank.pop(0) if blank else None)
        if row is None:
            plan.homeless.append(f"Khối {grade}")
            continue
        scope = _scope_of_grade(figures, grade)
        name = "" if row.words else f"Khối {grade}"
        plan.fillings.append(Filling(row.row, name, scope, place=number))
    _add_groups(plan, table, lambda whom: _scope_beside_classes(figures, whom))
    return plan


def _by_group(table: FormTable, figures: ReturnFigures) -> RowPlan:
    plan, scope = RowPlan(), scope_of_school(figures)
    _add_groups(plan, table, lambda _: scope)
    plan.unknown += [row.words for row in table.rows if not row.whom and not row.sums and row.words]
    return plan


def _by_count(table: FormTable, figures: ReturnFigures) -> RowPlan:
    plan, scope = RowPlan(), scope_of_school(figures)
    for row in table.rows:
        if row.asked:
            plan.fillings.append(Filling(row.row, "", scope, counts=False, asked=row.asked))
        elif row.words:
            plan.unknown.append(row.words)
    return plan


def _one_unit(table: FormTable, figures: ReturnFigures, school: str) -> RowPlan:
    name = _bare(school)
    rows = [one for one in table.rows if not one.sums]
    named = next((one for one in rows if one.words and _bare(one.words) == name), None)
    row = named or next((one for one in rows if not one.words), None)
    if row is None:
        return RowPlan(unknown=[one.words for one in rows], homeless=[school])
    name = "" if row.words else school
    return RowPlan([Filling(row.row, name, scope_of_school(figures), place=1)])


_KINDS = (
    ("trung hoc co so", "thcs"),
    ("trung hoc pho thong", "thpt"),
    ("tieu hoc", "th"),
    ("mam non", "mn"),
    ("mau giao", "mg"),
)


def _bare(school: str) -> str:
    """A school's name without the word that every one of them has, its kind as short as it gets."""
    name = " ".join(fold(school).split()).removeprefix("truong ")
    for kind, short in _KINDS:
        name = re.sub(rf"^{kind}\b", short, name)
    return name
