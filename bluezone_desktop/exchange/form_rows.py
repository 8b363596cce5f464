"""Which row of a form gets whom, and how many rows the form has too few or too many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bluezone_desktop.domain.class_names import class_match_key, grade_of
from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.district_form import FormRow, FormTable, RowsAre
from bluezone_desktop.domain.form_meanings import Scope, Whom, scope_of_class, scope_of_school
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
    place    its number among the rows of its kind, from 1
    """

    row: int
    name: str
    scope: Scope
    whom: Whom | None = None
    line: ClassLine | None = None
    counts: bool = True
    place: int = 0


@dataclass(slots=True)
class RowPlan:
    """What becomes of the rows of a table.

    fillings  with the rows as they are numbered once all shifts are done
    shifts    rows that come or go, as the form numbers them, from top to bottom
    unknown   what stands in rows that nobody here belongs to
    homeless  names for which the form has no row and can get none
    """

    fillings: list[Filling] = field(default_factory=list)
    shifts: list[RowShift] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    homeless: list[str] = field(default_factory=list)

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
        case RowsAre.UNIT:
            return _one_unit(table, figures, school)


def _by_class(table: FormTable, figures: ReturnFigures, may_go: MayGo) -> RowPlan:
    lines = {class_match_key(line.name): line for line in figures.classes}
    ours = any(class_match_key(row.words) in lines for row in table.rows)
    plan = RowPlan()
    sections = list(_sections(table))
    grades = {section.grade for section in sections}
    number = 0
    for section in sections:
        if section.heading:
            scope = _scope_of_grade(figures, section.grade) if not table.sum_row else Scope({})
            row = plan.now(section.heading.row)
            plan.fillings.append(Filling(row, "", scope, counts=False))
        mine = {
            key: line
            for key, line in lines.items()
            if section.grade is None or grade_of(line.name) == section.grade
        }
        if section is sections[-1]:  # of a grade that the form does not name
            mine |= {k: line for k, line in lines.items() if grade_of(line.name) not in grades}
        for row, line, named in _listed(table.sheet, section.rows, mine, plan, may_go, ours=ours):
            number += 1
            scope, name = scope_of_class(line), "" if named else line.name
            plan.fillings.append(Filling(row, name, scope, None, line, place=number))
    for group in _groups(table):
        scope = _scope_beside_classes(figures, group.whom)
        plan.fillings.append(Filling(plan.now(group.row), "", scope, group.whom))
    return plan


@dataclass(slots=True)
class _Section:
    """Rows for classes, below the heading of a grade where the form has such."""

    heading: FormRow | None
    rows: list[FormRow] = field(default_factory=list)

    @property
    def grade(self) -> int | None:
        return _grade(self.heading) if self.heading else None


def _sections(table: FormTable) -> Iterator[_Section]:
    section = _Section(None)
    for row in table.rows:
        if _grade(row) is not None:
            if section.heading or section.rows:
                yield section
            section = _Section(row)
        elif row.whom is None:
            section.rows.append(row)
    yield section


def _groups(table: FormTable) -> list[FormRow]:
    return [row for row in table.rows if row.whom is not None and _grade(row) is None]


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


def _grade(row: FormRow) -> int | None:
    words = fold(row.words)
    if not words.startswith("khoi"):
        return None
    return grade_of(words.removeprefix("khoi").removeprefix(" lop").strip(" :."))


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
    found = {grade_of(fold(row.words).removeprefix("khoi").strip()): row for row in table.rows}
    blank = [row for row in table.rows if not row.words]
    for number, grade in enumerate(grades, 1):
        row = found.get(grade) or (blank.pop(0) if blank else None)
        if row is None:
            plan.homeless.append(f"Khối {grade}")
            continue
        scope = _scope_of_grade(figures, grade)
        name = "" if row.words else f"Khối {grade}"
        plan.fillings.append(Filling(row.row, name, scope, place=number))
    return plan


def _by_group(table: FormTable, figures: ReturnFigures) -> RowPlan:
    plan, scope = RowPlan(), scope_of_school(figures)
    for number, row in enumerate(table.rows, 1):
        if row.whom:
            plan.fillings.append(Filling(row.row, "", scope, row.whom, place=number))
        elif row.words:
            plan.unknown.append(row.words)
    return plan


def _one_unit(table: FormTable, figures: ReturnFigures, school: str) -> RowPlan:
    name = _bare(school)
    named = next((one for one in table.rows if one.words and _bare(one.words) == name), None)
    row = named or next((one for one in table.rows if not one.words), None)
    if row is None:
        return RowPlan(unknown=[one.words for one in table.rows], homeless=[school])
    name = "" if row.words else school
    return RowPlan([Filling(row.row, name, scope_of_school(figures), place=1)])


def _bare(school: str) -> str:
    """A school's name without the word that every one of them has."""
    return fold(school).removeprefix("truong ")
