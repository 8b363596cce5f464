"""How a chart looks: colours in light, dark and on paper, and the fonts that are there.

One hue for both rates: the full colour is "installed / total", its pale, outlined tint "installed /
with smartphone". They differ in lightness and shape, never in hue, so the colour-blind and a black
and white printer see the same chart.
"""

from dataclasses import dataclass
from functools import lru_cache

from bluezone_desktop import colours

_SCREEN_FONTS = ("Segoe UI", "Noto Sans", "Liberation Sans")
_PAPER_FONTS = ("Times New Roman", "Liberation Serif", "Tinos")
_ALWAYS = "DejaVu Sans"


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Colours as ``#rrggbb``, fonts in the order they are tried, sizes in points.

    background  behind the chart
    text        names and the first rate; ``secondary`` everything that explains
    line        hairlines behind the bars
    full        the bar of installed / total; ``pale`` that of installed / with smartphone
    target      the target line and the marks of rounds
    fonts       families, the best first
    """

    background: str
    text: str
    secondary: str
    line: str
    full: str
    pale: str
    target: str
    fonts: tuple[str, ...] = _SCREEN_FONTS
    size: float = 9.0
    title_size: float = 12.0

    @property
    def families(self) -> list[str]:
        """The first of ``fonts`` that this computer has, and one to step in for rare letters."""
        return list(_installed(self.fonts))


LIGHT = ChartStyle(
    background=colours.LIGHT.surface,
    text=colours.LIGHT.text,
    secondary=colours.LIGHT.secondary,
    line="#E2E5EA",
    full=colours.LIGHT.installed,
    pale="#CFE5DC",
    target=colours.LIGHT.not_installed,
)
DARK = ChartStyle(
    background=colours.DARK.surface,
    text=colours.DARK.text,
    secondary=colours.DARK.secondary,
    line="#3B4048",
    full=colours.DARK.installed,
    pale="#2C4C45",
    target=colours.DARK.not_installed,
)
PAPER = ChartStyle(
    background="#FFFFFF",
    text="#000000",
    secondary="#333333",
    line="#D0D0D0",
    full=colours.LIGHT.installed,
    pale=LIGHT.pale,
    target="#A34E00",
    fonts=_PAPER_FONTS,
    size=10.5,
    title_size=14.0,
)


@lru_cache(maxsize=8)
def _installed(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """Those on this computer: about every family it lacks, matplotlib complains aloud."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    # DejaVu Sans comes with matplotlib and has every Vietnamese letter. Every further family costs
    # a look-up per word drawn.
    first = next((font for font in fonts if font in known), _ALWAYS)
    return (first,) if first == _ALWAYS else (first, _ALWAYS)
