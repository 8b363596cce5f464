"""Lying bars, one per row, in as many columns of rows as it takes to keep every name readable."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bluezone_desktop.charts.chart import POINTS, Chart, Sheet, Size, Spot
from bluezone_desktop.charts.figures import Line, Target, table_of, told
from bluezone_desktop.charts.head import EDGE, draw_head, rates
from bluezone_desktop.charts.style import ChartStyle
from bluezone_desktop.domain.counting import Figures, format_count, format_rate
from bluezone_desktop.texts import Texts

_GUTTER = 22.0
_FOOT = 16.0
_APART = 7.0
_SHORT_BAR, _SHORTEST_BAR = 56.0, 28.0
_LEAST_PITCH = 8.0
_PITCH = (12.0, 17.0, 26.0)
"""Height of a row: enough for easy reading, the usual, the most; ``_LEAST_PITCH`` is legible."""

_MOST_COLUMNS = 8
_SMALLEST_TYPE = 6.0


@dataclass(frozen=True, slots=True)
class _Value:
    """A column of figures at the right of the bars."""

    words: Callable[[Figures], str]
    bold: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the rows are laid out, in points.

    name            the room for names; ``longest`` and ``usual`` are what they would like
    """

    columns: int
    rows: int
    pitch: float
    panel: float
    name: float
    longest: float
    usual: float
    values: tuple[tuple[_Value, float], ...]
    size: float

    @property
    def bar(self) -> float:
        """The room for a bar of 100 %."""
        return self.panel - self.name - 6 - sum(width + _APART for _, width in self.values)


def draw_bars(
    lines: Sequence[Line],
    texts: Texts,
    style: ChartStyle,
    *,
    names: str,
    title: str,
    subtitle: str,
    target: Target | None,
    size: Size | None,
) -> Chart:
    """A chart of bars. ``names`` heads the first column of its table; ``size`` None suits it."""
    table = table_of(names, lines, texts)
    if not lines:
        return empty(texts, style, title=title, subtitle=subtitle, size=size, table=table)
    sheet = Sheet(size or _natural_size(len(lines), style), style)
    top = draw_head(sheet, title, subtitle, rates(texts, target))
    plan = _plan(sheet, lines, texts, top - EDGE - _FOOT)
    spots: list[Spot] = []
    for column in range(plan.columns):
        part = lines[column * plan.rows : (column + 1) * plan.rows]
        corner = (EDGE + column * (plan.panel + _GUTTER), top)
        if target is not None:
            _draw_target(sheet, plan, len(part), corner, target)
        spots += _panel(sheet, plan, part, corner, texts)
    return Chart(sheet.figure, tuple(spots), table)


def empty(
    texts: Texts,
    style: ChartStyle,
    *,
    title: str,
    subtitle: str,
    size: Size | None,
    table: tuple[tuple[str, ...], ...],
) -> Chart:
    """A chart without data, which says so instead of showing bare axes."""
    sheet = Sheet(size or (6.5, 2.6), style)
    top = draw_head(sheet, title, subtitle, ())
    words = sheet.fit(texts("charts.empty"), sheet.width - 2 * EDGE)
    sheet.write(sheet.width / 2, (top + EDGE) / 2, words, color=style.secondary, align="center")
    return Chart(sheet.figure, (), table)


def _natural_size(rows: int, style: ChartStyle) -> Size:
    """A size that suits ``rows`` on a page that lies: 10 inches wide at most."""
    columns = 1 if rows <= 24 else 2 if rows <= 64 else 3
    width = 7.5 if columns == 1 else 10.0
    head = style.title_size * 1.4 + style.size * 4.5
    height = math.ceil(rows / columns) * _PITCH[1] + head + _FOOT + 2 * EDGE
    return (width, max(height / POINTS, 1.7))


def _plan(sheet: Sheet, lines: Sequence[Line], texts: Texts, height: float) -> _Plan:
    """The fewest columns in which everything reads easily; else what suits most of it best."""
    plans = [
        plan
        for columns in range(1, min(_MOST_COLUMNS, len(lines)) + 1)
        if (plan := _plan_of(sheet, lines, texts, height, columns)) is not None
    ]
    for plan in plans:
        if plan.name >= plan.longest and plan.pitch >= _PITCH[0] and plan.bar >= _SHORT_BAR:
            return plan
    # Rather smaller type or shorter bars than half a name; rather one half name than many.
    for good in (
        [p for p in plans if p.name >= p.longest and p.pitch >= _LEAST_PITCH],
        [p for p in plans if p.name >= p.usual and p.values and p.pitch >= _LEAST_PITCH],
        [p for p in plans if p.name >= p.usual],
    ):
        if good:
            return max(good, key=lambda plan: plan.pitch)
    return plans[0]


def _plan_of(
    sheet: Sheet, lines: Sequence[Line], texts: Texts, height: float, columns: int
) -> _Plan | None:
    rows = math.ceil(len(lines) / columns)
    if math.ceil(len(lines) / rows) < columns:
        return None  # one column would stay empty
    pitch = min(max(height, 1.0) / rows, _PITCH[2])
    size = max(min(sheet.style.size, pitch * 0.78), _SMALLEST_TYPE)
    panel = (sheet.width - 2 * EDGE - (columns - 1) * _GUTTER) / columns
    # Length in letters tells the wide from the narrow, and spares measuring every name.
    names = sorted((line.name for line in lines), key=len)
    longest = max(sheet.measure(name, size) for name in set(names[-4:])) + 2
    usual = min(sheet.measure(names[(len(names) - 1) * 9 // 10], size) + 2, longest)
    values: list[tuple[_Value, float]] = []
    used = 6.0
    for value in _values(texts):
        texts_of = sorted({value.words(line.figures) for line in lines}, key=len)[-3:]
        width = max(sheet.measure(words, size, bold=value.bold) for words in texts_of)
        least = _SHORT_BAR + longest if values else _SHORTEST_BAR + usual
        if panel - used - width - _APART < least:
            break
        values.append((value, width))
        used += width + _APART
    return _Plan(
        columns=columns,
        rows=rows,
        pitch=pitch,
        panel=panel,
        name=max(min(longest, panel - used - _SHORTEST_BAR), 12.0),
        longest=longest,
        usual=usual,
        values=tuple(values),
        size=size,
    )


def _values(texts: Texts) -> tuple[_Value, ...]:
    """What stands at the right of a bar, the more important first."""
    language = texts.language
    return (
        _Value(lambda f: format_rate(f.rate_of_total, language), bold=True),
        _Value(lambda f: format_rate(f.rate_of_smartphones, language), bold=False),
        _Value(
            lambda f: f"{format_count(f.installed, language)}/{format_count(f.total, language)}",
            bold=False,
        ),
    )


def _panel(
    sheet: Sheet,
    plan: _Plan,
    lines: Sequence[Line],
    corner: tuple[float, float],
    texts: Texts,
) -> list[Spot]:
    """One column of rows, from its upper left corner down."""
    style, (left, top) = sheet.style, corner
    start, bottom = left + plan.name + 6, top - len(lines) * plan.pitch
    marks = [start + plan.bar * part for part in (0.0, 0.25, 0.5, 0.75, 1.0)]
    sheet.lines([[(x, bottom), (x, top)] for x in marks], color=style.line, width=0.7)
    few = (0, 4) if plan.bar < 90 else (0, 2, 4)
    for number in few:
        words, at = f"{number * 25}%", marks[number]
        size = max(plan.size - 1.5, _SMALLEST_TYPE)
        if number == 4:  # without figures beside it, half of the last mark would leave the chart
            at = min(at, left + plan.panel + EDGE - 2 - sheet.measure(words, size) / 2)
        sheet.write(at, bottom - 8, words, size=size, color=style.secondary, align="center")
    full: list[tuple[float, float, float, float]] = []
    pale: list[tuple[float, float, float, float]] = []
    spots: list[Spot] = []
    half = min(plan.pitch * 0.31, 6.5)
    # Where rows are lower than any type, only some are named; hovering and the table name all.
    every = math.ceil(plan.size * 1.15 / plan.pitch)
    for number, line in enumerate(lines):
        y = top - (number + 0.5) * plan.pitch
        figures = line.figures
        for ratio, boxes in ((figures.rate_of_smartphones, pale), (figures.rate_of_total, full)):
            if ratio.part:
                boxes.append((start, y - half, start + plan.bar * (ratio.value or 0.0), y + half))
        low, right = y - plan.pitch / 2, left + plan.panel
        spots.append(Spot(line.key, left, low, right, low + plan.pitch, told(line, texts)))
        if number % every:
            continue
        name = sheet.fit(line.name, plan.name, plan.size)
        sheet.write(start - 6, y, name, size=plan.size, align="right")
        at = right
        for value, width in reversed(plan.values):
            color = style.text if value.bold else style.secondary
            words = value.words(figures)
            sheet.write(at, y, words, size=plan.size, bold=value.bold, color=color, align="right")
            at -= width + _APART
    sheet.boxes(pale, fill=style.pale, edge=style.full)
    sheet.boxes(full, fill=style.full, order=3)
    return spots


def _draw_target(
    sheet: Sheet, plan: _Plan, rows: int, corner: tuple[float, float], target: Target
) -> None:
    left, top = corner
    x = left + plan.name + 6 + plan.bar * min(max(target.rate, 0.0), 1.0)
    line = [(x, top - rows * plan.pitch), (x, top)]
    sheet.lines([line], color=sheet.style.target, width=1.4, dashed=True, order=5)
