"""Filling a district's own form, and reading it back to see that its totals agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bluezone_desktop.domain.class_names import grade_of
from bluezone_desktop.domain.counting import Figures, Ratio
from bluezone_desktop.domain.district_form import (
    DistrictForm,
    FormColumn,
    FormTable,
    RowsAre,
)
from bluezone_desktop.domain.form_blanks import FormFacts, fill_blanks
from bluezone_desktop.domain.form_meanings import Asked, Count, Key, Whom
from bluezone_desktop.domain.returns import ReturnFigures
from bluezone_desktop.exchange.form_cells import SheetCells, column_letters
from bluezone_desktop.exchange.form_package import CellFormat, FormPackage
from bluezone_desktop.exchange.form_reader import tables_of
from bluezone_desktop.exchange.form_rows import Filling, RowPlan, plan_rows
from bluezone_desktop.exchange.formula_values import FormulaValues, NotWorkedOutError, Result
from bluezone_desktop.exchange.row_shift import RowShift

NO_RATE = "–"


@dataclass(frozen=True, slots=True)
class FormNote:
    """Something the clerk should know: a key below ``forms.note`` of the catalogue, and values."""

    key: str
    sheet: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A sum of the form, read back from what was written.

    found  what the form comes to; None where a formula could not be worked out here
    """

    sheet: str
    heading: str
    expected: int
    found: float | str | None

    @property
    def agrees(self) -> bool:
        """Whether the form says what our figures say."""
        return self.found == self.expected


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that was filled: the file, how many cells were written, what to know, its totals."""

    content: bytes
    cells: int
    notes: tuple[FormNote, ...]
    totals: tuple[TotalCheck, ...]


def open_form(data: bytes) -> FormPackage:
    """A form's workbook, to be recognised and then filled. Raises BadTable where it is damaged."""
    return FormPackage(data)


def read_form(source: bytes | FormPackage, file: str) -> DistrictForm:
    """Recognise a form. Raises BadTable for a file that cannot be read."""
    package = FormPackage(source) if isinstance(source, bytes) else source
    tables = tuple(table for title in package.titles for table in tables_of(package, title))
    return DistrictForm(file, tables, ("macros",) if package.has_macros() else ())


def fill_form(
    source: bytes | FormPackage, form: DistrictForm, figures: ReturnFigures, facts: FormFacts
) -> FilledForm:
    """Fill a form that was recognised, with what users said of its columns.

    source  the file, or the workbook opened from it, which is used up

    Raises BadTable for a file that cannot be read.
    """
    package = FormPackage(source) if isinstance(source, bytes) else source
    filler = _Filler(package, figures, facts)
    for title, tables in groupby(form.tables, key=lambda table: table.sheet):
        filler.fill_sheet(title, [table for table in tables if table.understood])
    filler.work_out()
    content = package.to_bytes()
    return FilledForm(content, filler.cells, tuple(filler.notes), tuple(filler.check(content)))


def blanks_of(
    sheet: SheetCells, tables: Sequence[FormTable], facts: FormFacts
) -> dict[tuple[int, int], str]:
    """What is written over the dots of a sheet: per row and column, from 1, the text it becomes."""
    inside = {row for one in tables for row in range(one.first_row, one.last_row + 1)}
    found: dict[tuple[int, int], str] = {}
    columns = range(1, min(sheet.max_column, 60) + 1)
    for row in range(1, min(sheet.max_row, 400) + 1):
        for column in columns if row not in inside else ():
            text = sheet.value(row, column)
            if isinstance(text, str) and not sheet.formula(row, column):
                filled = fill_blanks(text, facts)
                if filled is not None:
                    found[row, column] = filled
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    """A table as it lies in the filled form, for reading it back.

    others  rows that are not ours, where another office may have written figures already
    sums    rows that add up, with what they add up; the one that adds up all is ``sum_row``
    """

    table: FormTable
    fillings: tuple[Filling, ...]
    others: tuple[int, ...]
    sum_row: int | None
    sums: tuple[tuple[int, tuple[Filling, ...]], ...]


class _Filler:
    def __init__(self, package: FormPackage, figures: ReturnFigures, facts: FormFacts) -> None:
        self._package, self._figures, self._facts = package, figures, facts
        self.notes: list[FormNote] = []
        self._written: list[_Written] = []
        self._numbers: list[tuple[str, int, int, float]] = []

    @property
    def cells(self) -> int:
        """How many figures were written."""
        return len(self._numbers)

    def fill_sheet(self, title: str, tables: list[FormTable]) -> None:
        """Fill the tables of a sheet, the lowest first, so that rows above keep their numbers."""
        self._fill_blanks(title, tables)
        done: list[_Written] = []
        for table in reversed(tables):
            plan = plan_rows(table, self._figures, self._facts.school, self._may_go)
            sum_row = table.sum_row
            for shift in reversed(plan.shifts):
                self._package.change_rows(shift)
                done = [_moved(one, shift) for one in done]
            ours = {one.row for one in plan.fillings} | {row for row, _ in plan.sums}
            stay = [plan.now(one.row) for one in table.rows if plan.stays(one.row)]
            others = tuple(row for row in stay if row not in ours)
            sums = [(row, tuple(fillings)) for row, fillings in plan.sums]
            whole = sum_row and plan.now(sum_row)
            if whole:
                counted = tuple(one for one in plan.fillings if one.counts)
                sums.append((whole, counted))
            written = _Written(table, tuple(plan.fillings), others, whole, tuple(sums))
            self._tell(table, plan)
            done.append(written)
        for written in done:
            self._fill_table(written)
        self._written += done

    def _may_go(self, shift: RowShift) -> bool:
        return not self._package.needs_rows(shift)

    def _fill_blanks(self, title: str, tables: list[FormTable]) -> None:
        sheet = self._package.sheet(title)
        for (row, column), filled in blanks_of(sheet, tables, self._facts).items():
            sheet.put(row, column, filled)

    # A table

    def _fill_table(self, written: _Written) -> None:
        sheet = self._package.sheet(written.table.sheet)
        for filling in written.fillings:
            for column in written.table.columns:
                self._fill_cell(sheet, filling, column)
        for row, fillings in written.sums:
            self._fill_sums(sheet, written.table, row, fillings)

    def _fill_cell(self, sheet: SheetCells, filling: Filling, column: FormColumn) -> None:
        row, at = filling.row, column.index
        if sheet.formula(row, at) or sheet.is_covered(row, at):
            return
        if isinstance(column.meaning, Asked):
            answer = _answer(filling, column.meaning)
            if answer is not None:
                self._put_figure(sheet, row, at, answer)
        else:
            value = self._words(filling, column.meaning, empty=sheet.value(row, at) is None)
            if value is not None:
                sheet.put(row, at, value)

    def _words(self, filling: Filling, key: Key | None, *, empty: bool) -> str | float | None:
        """What a column that counts nobody gets; None for nothing. ``empty``: so is the cell."""
        line = filling.line
        match key:
            case Key.ORDINAL if filling.place and (filling.name or line):
                return float(filling.place)
            case Key.GRADE | Key.UNIT if line:
                own = self._facts.school if key is Key.UNIT else grade_of(line.name)
                return own if empty else None
            case Key.CLASS | Key.UNIT | Key.GRADE:
                return filling.name or None
            case Key.TEACHER if line:
                return line.teacher or None
            case Key.NOTE if line and line.note:
                return line.note
        return None

    def _put_figure(self, sheet: SheetCells, row: int, column: int, answer: int | Ratio) -> None:
        if isinstance(answer, int):
            value: float | None = float(answer)
        else:
            value = rate_for(answer, self._package.format(sheet, row, column))
        if value is None:
            sheet.put(row, column, NO_RATE)
        else:
            sheet.put(row, column, value)
            self._numbers.append((sheet.title, row, column, value))

    def _fill_sums(
        self, sheet: SheetCells, table: FormTable, row: int, fillings: Sequence[Filling]
    ) -> None:
        """Sums where the form has left them empty; its own formulas stay."""
        rows = sorted(one.row for one in fillings)
        for column in table.columns:
            asked = column.meaning
            empty = sheet.formula(row, column.index) is None and not sheet.value(row, column.index)
            if not isinstance(asked, Asked) or not empty or not rows:
                continue
            if sheet.is_covered(row, column.index) or row in rows:
                continue
            if asked.is_rate:
                total = _total(fillings, asked.whom)
                self._put_rate_of_sums(sheet, table, (row, column.index), asked, total)
            else:
                areas = ",".join(_runs(rows, column_letters(column.index)))
                sheet.put_formula(row, column.index, f"=SUM({areas})")

    def _put_rate_of_sums(
        self,
        sheet: SheetCells,
        table: FormTable,
        place: tuple[int, int],
        asked: Asked,
        total: Figures,
    ) -> None:
        """A rate: of the sums beside it, where the form has both; else of our own figures."""
        row, column = place
        form = self._package.format(sheet, row, column)
        if asked.among is not None:
            parts = [
                table.column_of(Asked(count, None, asked.whom))
                for count in (asked.count, asked.among)
            ]
            if all(parts):
                one, other = (f"{column_letters(part or 0)}{row}" for part in parts)
                places = max(form.decimals or 0, 1)
                rate = f"{one}/{other}" if form.percent else f"ROUND({one}/{other}*100,{places})"
                sheet.put_formula(row, column, f'=IF({other}=0,"{NO_RATE}",{rate})')
                return
        self._put_figure(sheet, row, column, asked.answer(total))

    # What to tell

    def _tell(self, table: FormTable, plan: RowPlan) -> None:
        def note(key: str, **values: object) -> None:
            self.notes.append(FormNote(key, table.sheet, values))

        if plan.added > 0:
            note("rows_added", number=plan.added)
        if plan.added < 0:
            note("rows_removed", number=-plan.added)
        if plan.unknown:
            note("unknown_rows", names=", ".join(plan.unknown))
        if plan.homeless:
            note("no_row_for", names=", ".join(plan.homeless))
        left = [one.heading for one in table.columns if one.meaning is None]
        if left:
            note("columns_left", names=", ".join(left))
        again = self._figures.sum_of_relatives.total - self._figures.total.relatives.total
        asks = any(
            isinstance(one.meaning, Asked) and one.meaning.whom is Whom.RELATIVES
            for one in table.columns
        )
        if table.rows_are is RowsAre.CLASSES and asks and again > 0:
            note("counted_again", number=again)

    # Reading back

    def work_out(self) -> None:
        """Keep in every formula of a filled sheet what it comes to, for programs that only read."""
        values = FormulaValues(self._package.sheet)
        filled = {one.table.sheet for one in self._written}
        needing = {one.title: one for title in filled for one in self._package.sheets_naming(title)}
        for title, sheet in needing.items():
            for row, column, _ in list(sheet.formulas()):
                try:
                    found = values.value(title, row, column)
                except NotWorkedOutError:
                    found = None
                sheet.remember(row, column, found if not isinstance(found, bool) else float(found))

    def check(self, content: bytes) -> Iterator[TotalCheck]:
        """Open the filled form again and compare what it says with our figures."""
        again = FormPackage(content)
        values = FormulaValues(again.sheet)
        for title, row, at, number in self._numbers:
            if again.sheet(title).value(row, at) != number:
                yield TotalCheck(title, f"{column_letters(at)}{row}", round(number), None)
        for written in self._written:
            for row, fillings in written.sums:
                if fillings:
                    yield from _checked(again, values, written, row, fillings)


def _checked(
    again: FormPackage,
    values: FormulaValues,
    written: _Written,
    row: int,
    fillings: Sequence[Filling],
) -> Iterator[TotalCheck]:
    """The figures of a row of sums, as the form works them out, beside ours."""
    title = written.table.sheet
    others = written.others if row == written.sum_row else ()
    for column in written.table.columns:
        asked = column.meaning
        if isinstance(asked, Asked) and not asked.is_rate:
            expected = asked.count.of(_total(fillings, asked.whom))
            sheet = again.sheet(title)
            expected += sum(_standing(sheet, other, column.index) for other in others)
            found: Result
            try:
                found = values.value(title, row, column.index)
            except NotWorkedOutError:
                found = None
            yield TotalCheck(title, column.heading, expected, found)


def rate_for(rate: Ratio, form: CellFormat) -> float | None:
    """A rate as a cell of that format wants it: 0.8664… or 86.6; None where there is no rate."""
    if not rate.whole:
        return None
    if form.percent:
        return rate.part / rate.whole
    scale: int = 10 ** max(form.decimals or 0, 1)
    return (200 * scale * rate.part + rate.whole) // (2 * rate.whole) / scale


def _standing(sheet: SheetCells, row: int, column: int) -> int:
    value = sheet.value(row, column)
    return int(value) if isinstance(value, float) and not sheet.formula(row, column) else 0


def _runs(rows: Sequence[int], letters: str) -> Iterator[str]:
    """The areas of a column that hold these rows, as few as there can be."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield f"{letters}{found[0]}:{letters}{found[-1]}"


def _answer(filling: Filling, asked: Asked) -> int | Ratio | None:
    """What a cell gets by its row and its column, either of which may say what is counted."""
    if filling.asked:
        if asked.is_rate or asked.count is not Count.TOTAL:
            return None
        asked = replace(filling.asked, whom=filling.asked.whom or asked.whom)
    return filling.scope.answer(asked, filling.whom)


def _total(fillings: Sequence[Filling], whom: Whom | None) -> Figures:
    """All of them together."""
    figures = [_figures(one, whom) for one in fillings]
    return sum((one for one in figures if one is not None), Figures())


def _figures(filling: Filling, whom: Whom | None) -> Figures | None:
    chosen = whom or filling.whom
    return filling.scope.known.get(chosen) if chosen else None


def _moved(written: _Written, shift: RowShift) -> _Written:
    """The table where it lies once rows above it have come or gone."""

    def now(row: int) -> int:
        return shift.row(row) or row

    return _Written(
        written.table,
        tuple(replace(one, row=now(one.row)) for one in written.fillings),
        tuple(map(now, written.others)),
        now(written.sum_row) if written.sum_row else None,
        tuple(
            (now(row), tuple(replace(one, row=now(one.row)) for one in fillings))
            for row, fillings in written.sums
        ),
    )
