"""Charts of the coverage as matplotlib figures: no pyplot, no Qt, no database.

Every chart function gives a :class:`Chart`: the figure, the same figures as a table, and where each
row lies, so that a window can tell what was clicked. matplotlib is imported when a chart is drawn.
"""

from bluezone_desktop.charts.by_day import RoundMark, coverage_by_day
from bluezone_desktop.charts.by_group import coverage_by_group
from bluezone_desktop.charts.chart import Chart, Spot
from bluezone_desktop.charts.coverage import coverage_by_class, coverage_by_grade
from bluezone_desktop.charts.figures import Target, Who
from bluezone_desktop.charts.files import ENDINGS, Pixels, pixels, save
from bluezone_desktop.charts.style import DARK, LIGHT, PAPER, ChartStyle

__all__ = [
    "DARK",
    "ENDINGS",
    "LIGHT",
    "PAPER",
    "Chart",
    "ChartStyle",
    "Pixels",
    "RoundMark",
    "Spot",
    "Target",
    "Who",
    "coverage_by_class",
    "coverage_by_day",
    "coverage_by_grade",
    "coverage_by_group",
    "pixels",
    "save",
]
