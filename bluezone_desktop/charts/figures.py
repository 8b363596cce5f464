"""What a chart is about: whose figures, against which target, and how they read in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bluezone_desktop.domain.counting import Figures, ThreeFigures, format_count, format_rate
from bluezone_desktop.texts import Texts


class Who(StrEnum):
    """Whose figures a chart shows."""

    PUPILS = "pupils"
    RELATIVES = "relatives"
    STAFF = "staff"

    def of(self, three: ThreeFigures) -> Figures:
        """The figures of these people among ``three``."""
        match self:
            case Who.PUPILS:
                return three.pupils
            case Who.RELATIVES:
                return three.relatives
            case Who.STAFF:
                return three.staff


@dataclass(frozen=True, slots=True)
class Target:
    """A rate in 0-1 to be reached, of everybody or of those with a smartphone."""

    rate: float
    of_smartphones: bool = False

    def words(self, texts: Texts) -> str:
        """How the legend names it: "Mục tiêu 80% tổng số"."""
        key = "charts.target_of_smartphones" if self.of_smartphones else "charts.target_of_total"
        return texts(key, percent=f"{self.rate * 100:g}".replace(".", _mark(texts)))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a chart: its key for whoever asks, its name on paper, its figures."""

    key: str
    name: str
    figures: Figures


def table_of(first: str, lines: Sequence[Line], texts: Texts) -> tuple[tuple[str, ...], ...]:
    """The chart as a table: a header, then a row per line; ``first`` heads the names."""
    header = (
        first,
        *(
            texts(f"vocabulary.figure.{name}")
            for name in (
                "total",
                "with_smartphone",
                "installed",
                "rate_of_total",
                "rate_of_smartphones",
            )
        ),
    )
    language = texts.language
    return (
        header,
        *(
            (
                line.name,
                format_count(line.figures.total, language),
                format_count(line.figures.with_smartphone, language),
                format_count(line.figures.installed, language),
                format_rate(line.figures.rate_of_total, language),
                format_rate(line.figures.rate_of_smartphones, language),
            )
            for line in lines
        ),
    )


def told(line: Line, texts: Texts) -> str:
    """One line in a sentence, for hovering and for a screen reader."""
    figures, language = line.figures, texts.language
    return texts(
        "charts.told",
        name=line.name,
        installed=format_count(figures.installed, language),
        total=format_count(figures.total, language),
        of_total=format_rate(figures.rate_of_total, language),
        of_smartphones=format_rate(figures.rate_of_smartphones, language),
    )


def _mark(texts: Texts) -> str:
    return "," if texts.language == "vi" else "."
