"""Coverage by group: managers, teachers, employees, pupils, relatives."""

from collections.abc import Sequence

from bluezone_desktop.charts.bars import draw_bars
from bluezone_desktop.charts.chart import Chart, Size
from bluezone_desktop.charts.figures import Line, Target
from bluezone_desktop.charts.style import LIGHT, ChartStyle
from bluezone_desktop.domain.counting import GroupRow
from bluezone_desktop.texts import Texts


def coverage_by_group(
    groups: Sequence[GroupRow],
    texts: Texts,
    style: ChartStyle = LIGHT,
    *,
    target: Target | None = None,
    title: str | None = None,
    subtitle: str = "",
    size: Size | None = None,
) -> Chart:
    """A bar per group, keyed "manager", "teacher" …, in the order given. ``title`` as by class."""
    lines = [Line(row.group, texts(f"vocabulary.group.{row.group}"), row.figures) for row in groups]
    return draw_bars(
        lines,
        texts,
        style,
        names=texts("charts.group"),
        title=texts("charts.by_group") if title is None else title,
        subtitle=subtitle,
        target=target,
        size=size,
    )
