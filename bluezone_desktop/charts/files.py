"""Turns a chart into pixels for a window, or into a file: picture, drawing or page."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluezone_desktop.charts.chart import Chart
from bluezone_desktop.domain.errors import KnownError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg", ".pdf")
_DOTS_PER_INCH = 160


@dataclass(frozen=True, slots=True)
class Pixels:
    """A drawn chart as rows of red, green, blue, alpha, from the top; four bytes a pixel."""

    width: int
    height: int
    rgba: bytes


def pixels(chart: Chart, dots_per_inch: float = 96.0) -> Pixels:
    """Draw ``chart`` for a screen. May run on any thread, but on one at a time.

    matplotlib shares its fonts between all figures; a window gives this to its one worker.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with _settings():
        chart.figure.set_dpi(dots_per_inch)
        canvas: Any = FigureCanvasAgg(chart.figure)  # untyped in matplotlib
        canvas.draw()
        width, height = canvas.get_width_height(physical=True)
        return Pixels(width, height, bytes(canvas.buffer_rgba()))


def save(chart: "Chart | Figure", path: Path, *, ending: str | None = None) -> None:
    """Save ``chart`` to ``path``, which is replaced.

    ending  ".png", ".svg" or ".pdf", where the path's own is that of a temporary file

    Raises KnownError for any other ending, OSError where the disk refuses. The same chart gives
    the same file: no date is written into it.
    """
    kind = (ending or path.suffix).lower()
    require_known_ending(path.with_suffix(kind))
    figure = chart.figure if isinstance(chart, Chart) else chart
    metadata: dict[str, str | None] = {"Creator": "Bluezone Desktop"}
    match kind:
        case ".svg":
            metadata["Date"] = None
        case ".pdf":
            metadata["CreationDate"] = None
        case _:
            metadata = {"Software": "Bluezone Desktop"}
    with _settings():
        figure.savefig(
            path,
            format=kind.removeprefix("."),
            dpi=_DOTS_PER_INCH,
            facecolor=figure.get_facecolor(),
            metadata=metadata,
        )


def _settings() -> AbstractContextManager[None]:
    """How everything is drawn, whatever a matplotlibrc of this computer says."""
    import matplotlib as mpl

    return mpl.rc_context(
        {
            # Words stay words: they can be searched, copied and read aloud.
            "svg.fonttype": "none",
            "svg.hashsalt": "bluezone",
            "pdf.fonttype": 42,
            # Hinting doubles the time that a word takes, and moves letters about.
            "text.hinting": "none",
        }
    )


def require_known_ending(path: Path) -> None:
    """Raise KnownError for a name whose ending is none of ``ENDINGS``."""
    if path.suffix.lower() not in ENDINGS:
        raise KnownError("charts.unknown_ending", file=path.name, endings=", ".join(ENDINGS))
