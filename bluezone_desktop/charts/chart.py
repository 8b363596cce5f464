"""What every chart gives back, and the sheet of paper that all of them are drawn on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bluezone_desktop.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

POINTS = 72.0
_HALF_CAPITAL = 0.355
"""Half the height of a capital, in parts of the type size: near the same in every family."""

_RULED_AT = 20.0
"""Words are measured once, at this size, and the width scaled to any other."""

Size = tuple[float, float]
"""Width and height in inches, as matplotlib has it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one row of a chart lies, in points from the lower left; ``told`` says its figures."""

    key: str
    left: float
    bottom: float
    right: float
    top: float
    told: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    figure  at home on any canvas; drawn for its size: draw anew when that changes
    spots   where each row lies; empty where there is nothing to show
    table   the same figures, header first
    """

    figure: "Figure"
    spots: tuple[Spot, ...] = ()
    table: tuple[tuple[str, ...], ...] = field(default=())

    def spot_at(self, x: float, y: float) -> Spot | None:
        """What lies at ``x``, ``y``: pixels of the figure from its lower left.

        These are the ``x`` and ``y`` of matplotlib's own mouse events.
        """
        width, height = self.figure.get_size_inches()
        dpi = self.figure.get_dpi()
        # The drawing stretches with the figure, so a click is scaled to what was drawn.
        drawn = _drawn_size(self.figure)
        across = x / (width * dpi) * drawn[0]
        up = y / (height * dpi) * drawn[1]
        for spot in self.spots:
            if spot.left <= across < spot.right and spot.bottom <= up < spot.top:
                return spot
        return None

    def key_at(self, x: float, y: float) -> str | None:
        """The key of the row at ``x``, ``y`` (pixels from the lower left): a class to open."""
        spot = self.spot_at(x, y)
        return spot.key if spot else None


class Sheet:
    """One sheet of ``size`` inches on which everything is placed in points from the lower left.

    matplotlib's axes, ticks and layout engines cost more than all bars together; a chart that
    measures its own words needs none of them, and nothing can be clipped unseen.
    """

    def __init__(self, size: Size, style: ChartStyle) -> None:
        from matplotlib.backends import backend_agg
        from matplotlib.figure import Figure

        self.style = style
        self.figure = Figure(figsize=size, facecolor=style.background)
        self.width, self.height = size[0] * POINTS, size[1] * POINTS
        self._axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(0, self.height)
        self._axes.set_autoscale_on(False)
        # Measuring at 72 dots per inch gives points.
        make_ruler: Any = backend_agg.RendererAgg  # untyped in matplotlib
        self._ruler = make_ruler(1, 1, POINTS)
        self._widths: dict[tuple[str, bool], float] = {}
        self._fonts: dict[tuple[float, bool], FontProperties] = {}

    def measure(self, text: str, size: float | None = None, *, bold: bool = False) -> float:
        """The width of ``text`` in points."""
        key = (text, bold)
        if key not in self._widths:
            font = self._font(_RULED_AT, bold=bold)
            self._widths[key] = (
                self._ruler.get_text_width_height_descent(text, font, ismath=False)[0] / _RULED_AT
                if text
                else 0.0
            )
        # Hinting differs between the ruler and the finished file by a hair.
        return self._widths[key] * (size or self.style.size) * 1.02 + 0.5

    def fit(self, text: str, room: float, size: float | None = None) -> str:
        """``text``, or as much of it as fits ``room`` points with an ellipsis."""
        if self.measure(text, size) <= room:
            return text
        short = text
        while len(short) > 1 and self.measure(short + "…", size) > room:
            short = short[:-1].rstrip()
        return short + "…"

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        bold: bool = False,
        color: str | None = None,
        align: str = "left",
    ) -> None:
        """Put ``text`` at ``x`` with its capitals centred on ``y``, whatever hangs below or above.

        A dollar sign is a dollar sign, never the start of a formula.
        """
        if text:
            size = size or self.style.size
            self._axes.text(
                x,
                y - size * _HALF_CAPITAL,
                text,
                fontproperties=self._font(size, bold=bold),
                color=color or self.style.text,
                ha=align,
                va="baseline",
                parse_math=False,
            )

    def boxes(
        self,
        boxes: Sequence[tuple[float, float, float, float]],
        *,
        fill: str,
        edge: str | None = None,
        order: float = 2,
    ) -> None:
        """Rectangles as (left, bottom, right, top), all in one go."""
        from matplotlib.collections import PolyCollection

        corners = [[(a, b), (c, b), (c, d), (a, d)] for a, b, c, d in boxes]
        self._axes.add_collection(
            PolyCollection(
                corners,
                facecolors=fill,
                edgecolors=edge or "none",
                linewidths=0.7 if edge else 0.0,
                zorder=order,
            ),
            autolim=False,
        )

    def lines(
        self,
        lines: Sequence[Sequence[tuple[float, float]]],
        *,
        color: str,
        width: float = 0.8,
        dashed: bool = False,
        order: float = 1,
    ) -> None:
        """Polylines, all in one go."""
        from matplotlib.collections import LineCollection

        style: Any = (0, (4, 2.5)) if dashed else "solid"
        self._axes.add_collection(
            LineCollection(
                [list(line) for line in lines],
                colors=color,
                linewidths=width,
                linestyles=[style],
                zorder=order,
                capstyle="butt",
                joinstyle="round",
            ),
            autolim=False,
        )

    def area(self, points: Sequence[tuple[float, float]], *, fill: str, order: float = 1) -> None:
        """A filled shape."""
        from matplotlib.collections import PolyCollection

        shape = PolyCollection([list(points)], facecolors=fill, edgecolors="none", zorder=order)
        self._axes.add_collection(shape, autolim=False)

    def dots(
        self, points: Sequence[tuple[float, float]], *, color: str, hollow: bool = False
    ) -> None:
        """Small round marks."""
        if points:
            self._axes.plot(
                [x for x, _ in points],
                [y for _, y in points],
                linestyle="none",
                marker="o",
                markersize=4,
                markerfacecolor=self.style.background if hollow else color,
                markeredgecolor=color,
                markeredgewidth=1.0,
                zorder=4,
            )

    def _font(self, size: float, *, bold: bool) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        key = (size, bold)
        if key not in self._fonts:
            self._fonts[key] = FontProperties(
                family=self.style.families, size=size, weight="bold" if bold else "normal"
            )
        return self._fonts[key]


def _drawn_size(figure: "Figure") -> tuple[float, float]:
    axes = figure.axes[0]
    return axes.get_xlim()[1], axes.get_ylim()[1]
