"""Coverage over the days of the campaign, with the rounds that went out marked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bluezone_desktop.charts.bars import empty
from bluezone_desktop.charts.chart import Chart, Sheet, Size, Spot
from bluezone_desktop.charts.figures import Line, Target, Who, table_of, told
from bluezone_desktop.charts.head import EDGE, draw_head, rates
from bluezone_desktop.charts.style import LIGHT, ChartStyle
from bluezone_desktop.domain.counting import CoverageRow, Ratio, format_rate
from bluezone_desktop.texts import Texts

_FOOT = 18.0
_MOST_DOTS = 45


@dataclass(frozen=True, slots=True)
class RoundMark:
    """A round as it stands on the chart: its name and the day of its figures."""

    name: str
    day: date


def coverage_by_day(
    rows: Sequence[CoverageRow],
    texts: Texts,
    style: ChartStyle = LIGHT,
    *,
    who: Who = Who.PUPILS,
    rounds: Sequence[RoundMark] = (),
    target: Target | None = None,
    title: str | None = None,
    subtitle: str = "",
    size: Size | None = None,
) -> Chart:
    """Both rates from the first day to the last, keyed by ISO date. ``title`` as by class.

    rows  keys are ISO dates, oldest first; days may be missing between them
    """
    days = [(date.fromisoformat(row.key), who.of(row.figures)) for row in rows]
    lines = [Line(day.isoformat(), f"{day:%d/%m/%Y}", figures) for day, figures in days]
    words = texts("charts.by_day", who=texts(f"charts.who.{who}")) if title is None else title
    table = table_of(texts("charts.day"), lines, texts)
    if not lines:
        return empty(texts, style, title=words, subtitle=subtitle, size=size, table=table)
    sheet = Sheet(size or (7.5, 3.6), style)
    top = draw_head(sheet, words, subtitle, rates(texts, target, lines=True))
    plot = _Plot(sheet, days[0][0], days[-1][0], top - (style.size * 1.8 if rounds else 2.0))
    plot.scale()
    plot.rounds(rounds, top)
    if target is not None:
        y = plot.up(target.rate)
        line = [(plot.left, y), (plot.right, y)]
        sheet.lines([line], color=style.target, width=1.4, dashed=True, order=2)
    of_phones = [(day, figures.rate_of_smartphones) for day, figures in days]
    of_total = [(day, figures.rate_of_total) for day, figures in days]
    plot.curve(of_phones, width=1.2, hollow=True)
    plot.curve(of_total, width=2.2, hollow=False)
    plot.last_values(of_total[-1][1], of_phones[-1][1], texts.language)
    return Chart(sheet.figure, tuple(plot.spots(lines, texts)), table)


class _Plot:
    """The field of the curves: days across, 0-100 % up."""

    def __init__(self, sheet: Sheet, first: date, last: date, top: float) -> None:
        self.sheet, self.first, self.last, self.top = sheet, first, last, top
        self.bottom = EDGE + _FOOT
        self.left = EDGE + sheet.measure("100%") + 8
        self.right = sheet.width - EDGE - sheet.measure("100,0%", bold=True) - 10
        self.days = (last - first).days

    def across(self, day: date) -> float:
        """Where ``day`` stands; a single day stands in the middle."""
        if not self.days:
            return (self.left + self.right) / 2
        inset = min(6.0, (self.right - self.left) / 20)
        room = self.right - self.left - 2 * inset
        return self.left + inset + room * (day - self.first).days / self.days

    def up(self, rate: float) -> float:
        return self.bottom + (self.top - self.bottom) * min(max(rate, 0.0), 1.0)

    def scale(self) -> None:
        """Hairlines and words of both directions."""
        sheet, style = self.sheet, self.sheet.style
        steps = (0.0, 0.5, 1.0) if self.top - self.bottom < 90 else (0.0, 0.25, 0.5, 0.75, 1.0)
        levels = [[(self.left, self.up(s)), (self.right, self.up(s))] for s in steps]
        sheet.lines(levels, color=style.line, width=0.7, order=0)
        for s in steps:
            words = f"{s * 100:.0f}%"
            sheet.write(self.left - 6, self.up(s), words, color=style.secondary, align="right")
        width = sheet.measure("00/00")
        room = max(int((self.right - self.left) / (width + 14)), 1)
        every = max(math.ceil((self.days + 1) / room), 1)
        for n in range(0, self.days + 1, every):
            day = self.first + timedelta(days=n)
            x, y = self.across(day), self.bottom - 11
            sheet.write(x, y, f"{day:%d/%m}", color=style.secondary, align="center")

    def rounds(self, rounds: Sequence[RoundMark], top: float) -> None:
        """A line per round, its name above; names that would touch are shortened, then left out."""
        sheet, style = self.sheet, self.sheet.style
        inside = sorted(
            (mark for mark in rounds if self.first <= mark.day <= self.last),
            key=lambda mark: mark.day,
        )
        lines = [
            [(self.across(m.day), self.bottom), (self.across(m.day), self.top)] for m in inside
        ]
        sheet.lines(lines, color=style.secondary, width=0.9, dashed=True, order=2)
        free = self.left
        for number, mark in enumerate(inside):
            x = self.across(mark.day)
            after = self.across(inside[number + 1].day) if number + 1 < len(inside) else math.inf
            edge = min(sheet.width - EDGE, (x + after) / 2 if after != math.inf else math.inf)
            half = sheet.measure(mark.name) / 2
            start = max(x - half, free)
            if start + 2 * half > edge + half and start + 12 > edge:
                continue
            words = sheet.fit(mark.name, max(min(edge + half, sheet.width - EDGE) - start, 0.0))
            y = (self.top + top) / 2
            sheet.write(start, y, words, color=style.secondary)
            free = start + sheet.measure(words) + 6

    def curve(self, values: Sequence[tuple[date, Ratio]], *, width: float, hollow: bool) -> None:
        """One rate; it breaks where there is none."""
        sheet, style = self.sheet, self.sheet.style
        parts: list[list[tuple[float, float]]] = [[]]
        for day, ratio in values:
            if ratio.value is None:
                parts.append([])
            else:
                parts[-1].append((self.across(day), self.up(ratio.value)))
        runs = [part for part in parts if part]
        if not hollow:
            for part in runs:
                feet = [(part[-1][0], self.bottom), (part[0][0], self.bottom)]
                sheet.area([*part, *feet], fill=style.pale, order=0.5)
        sheet.lines(runs, color=style.full, width=width, order=3)
        points = [point for part in runs for point in part]
        if len(points) > _MOST_DOTS:
            points = points[-1:]
        sheet.dots(points, color=style.full, hollow=hollow)

    def last_values(self, of_total: Ratio, of_phones: Ratio, language: str) -> None:
        """The latest figures at the end of their curves, moved apart where they would touch."""
        sheet, style = self.sheet, self.sheet.style
        if of_total.value is None:
            return
        low, step = self.up(of_total.value), style.size * 1.3
        x = self.across(self.last) + 10
        if of_phones.value is not None:
            high = self.up(of_phones.value)
            if high - low < step:
                middle = min(max((high + low) / 2, self.bottom + step / 2), self.top - step / 2)
                low, high = middle - step / 2, middle + step / 2
            sheet.write(x, high, format_rate(of_phones, language), color=style.secondary)
        sheet.write(x, low, format_rate(of_total, language), bold=True)

    def spots(self, lines: Sequence[Line], texts: Texts) -> list[Spot]:
        """A strip per day, from halfway to the day before to halfway to the next."""
        places = [self.across(date.fromisoformat(line.key)) for line in lines]
        edges = [self.left, *((a + b) / 2 for a, b in pairwise(places))]
        edges.append(self.right)
        return [
            Spot(line.key, edges[n], self.bottom, edges[n + 1], self.top, told(line, texts))
            for n, line in enumerate(lines)
        ]
