"""Formulas follow rows that come or go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.exchange.row_shift import RowShift

ADDED, REMOVED = RowShift("Biểu 1", 15, 3), RowShift("Biểu 1", 12, -3)


@pytest.mark.parametrize(
    ("shift", "before", "after"),
    [
        (ADDED, "=SUM(C10:C15)", "=SUM(C10:C18)"),
        (ADDED, "=SUM($C$10:$C$15)/C16", "=SUM($C$10:$C$18)/C19"),
        (ADDED, "=SUM(C10:C14)", "=SUM(C10:C14)"),
        (ADDED, "=C15+C16", "=C15+C19"),
        (ADDED, "='Biểu 1'!C16", "='Biểu 1'!C19"),
        (ADDED, "=Khác!C16", "=Khác!C16"),
        (ADDED, '=IF(C16=0,"C16",E16/C16)', '=IF(C19=0,"C16",E19/C19)'),
        (ADDED, "=SUM(C:C)+SUM(15:15)", "=SUM(C:C)+SUM(15:18)"),
        (REMOVED, "=SUM(C10:C15)", "=SUM(C10:C12)"),
        (REMOVED, "=SUM(C10:C16)", "=SUM(C10:C13)"),
        (REMOVED, "=C16", "=C13"),
        (REMOVED, "=C14", "=#REF!"),
    ],
)
def test_a_formula_follows(shift: RowShift, before: str, after: str) -> None:
    """As Excel has it; and a sum that ends with the body's last row goes on ending there."""
    assert shift.formula(before, "Biểu 1") == after
    assert shift.loses(before, "Biểu 1") is ("#REF!" in after)


def test_a_formula_of_another_sheet_follows_only_where_it_names_the_sheet() -> None:
    """``C16`` elsewhere is another cell."""
    assert ADDED.formula("=C16+'Biểu 1'!C16", "Khác") == "=C16+'Biểu 1'!C19"


@given(st.integers(1, 60), st.integers(1, 20), st.integers(1, 90))
def test_adding_and_taking_away_again_is_nothing(after: int, number: int, row: int) -> None:
    """Every row lies where it lay."""
    added, removed = RowShift("x", after, number), RowShift("x", after, -number)
    moved = added.row(row)
    assert moved is not None
    assert removed.row(moved) == row


@given(st.integers(1, 60), st.integers(-20, 20), st.integers(1, 90), st.integers(0, 30))
def test_a_sum_keeps_every_cell_that_stays(after: int, number: int, first: int, more: int) -> None:
    """Whatever stays of a range is within it afterwards, wherever the rows come or go."""
    shift = RowShift("x", after, number)
    stay = [moved for row in range(first, first + more + 1) if (moved := shift.row(row))]
    span = shift.span(first, first + more)
    if not stay:
        assert span is None
    else:
        assert span is not None
        assert span[0] <= min(stay)
        assert span[1] >= max(stay)
