"""The top of a chart: title, subtitle and legend, broken over lines where the chart is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bluezone_desktop.charts.chart import Sheet
from bluezone_desktop.charts.figures import Target
from bluezone_desktop.texts import Texts

EDGE = 10.0
"""Free space round every chart, in points."""

Mark = Literal["full", "pale", "target", "full_line", "pale_line"]
_SWATCH, _GAP = 14.0, 16.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the legend explains."""

    mark: Mark
    words: str


def rates(texts: Texts, target: Target | None, *, lines: bool = False) -> list[Entry]:
    """The legend of the two rates, and of the target where there is one."""
    entries = [
        Entry("full_line" if lines else "full", texts("vocabulary.figure.rate_of_total")),
        Entry("pale_line" if lines else "pale", texts("vocabulary.figure.rate_of_smartphones")),
    ]
    if target is not None:
        entries.append(Entry("target", target.words(texts)))
    return entries


def draw_head(sheet: Sheet, title: str, subtitle: str, legend: Sequence[Entry]) -> float:
    """Draw the top of the chart. Gives the height below which the chart itself may begin."""
    y, style = sheet.height - EDGE, sheet.style
    room = sheet.width - 2 * EDGE
    if title:
        size = style.title_size
        for line in _broken(sheet, title, room, size, bold=True):
            y -= size * 1.35
            sheet.write(EDGE, y + size * 0.65, line, size=size, bold=True)
    if subtitle:
        for line in _broken(sheet, subtitle, room, style.size):
            y -= style.size * 1.45
            sheet.write(EDGE, y + style.size * 0.7, line, color=style.secondary)
    if title or subtitle:
        y -= 4
    return _legend(sheet, y, legend) - 6


def _legend(sheet: Sheet, top: float, legend: Sequence[Entry]) -> float:
    if not legend:
        return top
    size = sheet.style.size
    step = size * 1.6
    x, y = EDGE, top - step / 2
    for entry in legend:
        width = _SWATCH + 5 + sheet.measure(entry.words)
        if x > EDGE and x + width > sheet.width - EDGE:
            x, y = EDGE, y - step
        _swatch(sheet, entry.mark, x, y)
        room = sheet.width - EDGE - x - _SWATCH - 5
        words = sheet.fit(entry.words, room)
        sheet.write(x + _SWATCH + 5, y, words, color=sheet.style.secondary)
        x += width + _GAP
    return y - step / 2


def _swatch(sheet: Sheet, mark: Mark, x: float, y: float) -> None:
    style = sheet.style
    middle = [[(x, y), (x + _SWATCH, y)]]
    match mark:
        case "full":
            sheet.boxes([(x, y - 3.5, x + _SWATCH, y + 3.5)], fill=style.full)
        case "pale":
            box = (x, y - 3.5, x + _SWATCH, y + 3.5)
            sheet.boxes([box], fill=style.pale, edge=style.full)
        case "target":
            sheet.lines(middle, color=style.target, width=1.4, dashed=True)
        case "full_line":
            sheet.lines(middle, color=style.full, width=2.2)
            sheet.dots([(x + _SWATCH / 2, y)], color=style.full)
        case "pale_line":
            sheet.lines(middle, color=style.full, width=1.2)
            sheet.dots([(x + _SWATCH / 2, y)], color=style.full, hollow=True)


def _broken(sheet: Sheet, text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """``text`` on as many lines as it needs; a single word too long for one is shortened."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sheet.measure(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(sheet.fit(word, room, size))
    return lines
