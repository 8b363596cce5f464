"""A return without some of its columns says the same in what is left."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.return_columns import without
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.return_layout import Grid
from bluezone_desktop.domain.return_table import COLUMNS, NOTE, TEACHER, CellKind, build_table
from bluezone_desktop.domain.returns import Omissible, ReturnFigures, Wording
from tests.unit.domain.test_returns import VI, content, return_figures

OMITTED = st.lists(st.sampled_from(list(Omissible)), unique=True).map(tuple)


@given(return_figures(), OMITTED)
def test_figures_and_formulas_stay(figures: ReturnFigures, omitted: tuple[Omissible, ...]) -> None:
    """Every formula of the narrower table points to cells of the same values as before."""
    columns = [{Omissible.TEACHER: TEACHER, Omissible.NOTE: NOTE}[one] for one in omitted]
    whole = build_table(content(figures), VI)
    narrow = without(whole, columns)
    assert narrow.kept == tuple(one for one in range(COLUMNS) if one not in columns)
    for row, before in zip(narrow.rows, whole.rows, strict=True):
        assert len(row.cells) == len(narrow.kept)
        for place, column in enumerate(narrow.kept):
            cell, was = row.cells[place], before.cells[column]
            if cell is None or was is None or cell.kind is CellKind.COLUMN_LABEL:
                assert (cell is None) == (was is None)
                continue
            assert (cell.kind, cell.value) == (was.kind, was.value)
            assert (cell.formula is None) == (was.formula is None)
            if cell.formula and was.formula:
                assert [narrow.rows[r].cells[c] and narrow.rows[r].cells[c].value  # type: ignore[union-attr]
                        for r, c in cell.formula.cells] == [
                    whole.rows[r].cells[c] and whole.rows[r].cells[c].value  # type: ignore[union-attr]
                    for r, c in was.formula.cells
                ]  # fmt: skip


@given(OMITTED, st.booleans())
def test_every_row_is_covered_once(omitted: tuple[Omissible, ...], by_class: bool) -> None:
    """No cell reaches over the edge or into another, whatever is left out."""
    paper = replace(content(ReturnFigures()), wording=Wording(omitted=omitted), by_class=by_class)
    table = build_document(paper, VI).table
    tall: dict[int, set[int]] = {}
    for number, row in enumerate(table.rows):
        covered = set(tall.pop(number, set()))
        for place, cell in enumerate(row.cells):
            if cell is not None:
                span = set(range(place, place + cell.columns))
                assert not covered & span
                covered |= span
                for below in range(1, cell.rows):
                    tall.setdefault(number + below, set()).update(span)
        assert covered == set(range(len(table.kept)))


@pytest.mark.parametrize("omitted", [(), (Omissible.TEACHER,), (Omissible.NOTE,), tuple(Omissible)])
def test_the_columns_left_fill_the_paper(omitted: tuple[Omissible, ...]) -> None:
    """What was left out makes room for the rest; both halves of the letterhead keep theirs."""
    table = build_document(replace(content(ReturnFigures()), wording=Wording(omitted=omitted)), VI)
    grid, full = Grid.of(table.table), Grid.of(build_table(content(ReturnFigures()), VI))
    widest = full.points(0, full.last)
    assert widest - 10 < grid.points(0, grid.last) <= widest + 0.01
    for mine, usual in zip(
        (grid.issuer, grid.nation, *grid.signers), (full.issuer, full.nation, *full.signers),
        strict=True,
    ):  # fmt: skip
        assert grid.points(*mine) > 0.8 * full.points(*usual)


def test_letters_below_the_heads_follow_one_another() -> None:
    """A, B, then the figures, then C for the note: no letter is missed."""
    paper = replace(content(ReturnFigures()), wording=Wording(omitted=(Omissible.TEACHER,)))
    labels = [cell.value for cell in build_document(paper, VI).table.rows[2].cells if cell]
    assert (labels[:3], labels[-1]) == (["A", "B", "1"], "C")


def test_notes_of_the_school_stand_below_ours() -> None:
    """Ours say what the figures mean and stay."""
    usual = build_document(content(ReturnFigures()), VI).notes
    paper = replace(content(ReturnFigures()), wording=Wording(notes=("Một", "=Hai")))
    assert build_document(paper, VI).notes == (*usual, "Một", "=Hai")
