"""Leaving columns out of the table of a return, where a school wants it narrower."""

from collections.abc import Collection
from dataclasses import replace
from itertools import count
from string import ascii_uppercase

from bluezone_desktop.domain.return_table import Cell, CellKind, Formula, Row, Table


def without(table: Table, columns: Collection[int]) -> Table:
    """``table`` without these of its columns, its formulas pointing to the same cells as before.

    A cell that spans some of them becomes narrower; letters below the heads follow one another.
    Columns that figures stand in must stay: formulas need them.
    """
    dropped = sorted(set(columns) & set(table.kept))
    places = [place for place, column in enumerate(table.kept) if column not in dropped]
    rows = tuple(_narrowed(row, places) for row in table.rows)
    kept = tuple(table.kept[place] for place in places)
    return Table(rows, table.header_rows, kept)


def _narrowed(row: Row, places: list[int]) -> Row:
    now = {place: at for at, place in enumerate(places)}
    cells: list[Cell | None] = [None] * len(places)
    for place, cell in enumerate(row.cells):
        if cell is None:
            continue
        span = [one for one in range(place, place + cell.columns) if one in now]
        if span:
            formula = _moved(cell.formula, now) if cell.formula else None
            cells[now[span[0]]] = replace(cell, columns=len(span), formula=formula)
    return replace(row, cells=_lettered(cells))


def _moved(formula: Formula, now: dict[int, int]) -> Formula:
    cells = tuple((row, now[column]) for row, column in formula.cells)
    return Formula(formula.operation, cells, formula.constant)


def _lettered(cells: list[Cell | None]) -> tuple[Cell | None, ...]:
    """Columns of words carry letters, columns of figures numbers."""
    number = count()
    return tuple(
        replace(cell, value=ascii_uppercase[next(number)])
        if cell and cell.kind is CellKind.COLUMN_LABEL and str(cell.value).isalpha()
        else cell
        for cell in cells
    )
