"""The colours that the window and the charts in it share, in light and dark.

They stand on one screen, so a bar and the sign of its status must be of one colour; and the charts
know no window, nor the window matplotlib. Contrast on ``surface``: text at least 4.5 to 1, bars and
signs at least 3 to 1. The two status colours differ for the colour-blind too.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as ``#rrggbb``.

    surface        of cards, which charts lie on
    text           names and figures; ``secondary`` what explains them
    installed      what is counted for: who has installed it
    not_installed  what asks for attention: who could and has not; the target of a chart
    """

    surface: str
    text: str
    secondary: str
    installed: str
    not_installed: str


LIGHT = Colours(
    surface="#FFFFFF",
    text="#1B1F24",
    secondary="#56606D",
    installed="#0B6E4F",
    not_installed="#C25E00",
)
DARK = Colours(
    surface="#23262B",
    text="#E6E8EB",
    secondary="#A6AEB9",
    installed="#4FC3A1",
    not_installed="#FFB25B",
)
