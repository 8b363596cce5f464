"""Charts of the school's figures, saved as files."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bluezone_desktop.domain.counting import Coverage
from bluezone_desktop.services.figures import By, coverage
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.returns import issued
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.charts.chart import Chart

__all__ = ["By", "Chart", "chart", "save_chart", "screen_chart"]


def chart(office: Office, texts: Texts, by: By, as_of: datetime | None = None) -> "Chart":
    """The chart of one cut, as it is printed: by class, grade, day, group or the whole school.

    The whole school is drawn by group, for a single bar says nothing. Raises KnownError where no
    school is set up.
    """
    # Late: matplotlib takes longer to load than most commands take to run.
    from bluezone_desktop.charts.by_day import RoundMark, coverage_by_day
    from bluezone_desktop.charts.by_group import coverage_by_group
    from bluezone_desktop.charts.coverage import coverage_by_class, coverage_by_grade
    from bluezone_desktop.charts.style import PAPER
    from bluezone_desktop.domain.dates import moment_words

    counted = coverage(office, by, as_of)
    school = office.require_school()
    moment = moment_words(counted.as_of.astimezone(), texts.language)
    subtitle = texts("charts.as_of", school=school.name, moment=moment)
    match by:
        case "class":
            return coverage_by_class(counted.rows, texts, PAPER, subtitle=subtitle)
        case "grade":
            return coverage_by_grade(counted.rows, texts, PAPER, subtitle=subtitle)
        case "day":
            rounds = [
                RoundMark(one.round_name, one.as_of.astimezone().date())
                for one in issued(office)
                if one.as_of <= counted.as_of
            ]
            return coverage_by_day(counted.rows, texts, PAPER, rounds=rounds, subtitle=subtitle)
        case _:
            return coverage_by_group(counted.groups, texts, PAPER, subtitle=subtitle)


def screen_chart(
    counted: Coverage, texts: Texts, *, dark: bool, size: tuple[float, float]
) -> "Chart":
    """The chart by class for the window: without a title, in the window's light or dark.

    counted  as of services.figures.coverage
    size     width and height in inches; it is drawn anew for any other
    """
    from bluezone_desktop.charts.coverage import coverage_by_class
    from bluezone_desktop.charts.style import DARK, LIGHT

    style = DARK if dark else LIGHT
    return coverage_by_class(counted.rows, texts, style, title="", size=size)


def save_chart(
    office: Office,
    path: Path,
    texts: Texts,
    by: By,
    as_of: datetime | None = None,
    *,
    overwrite: bool = False,
) -> None:
    """Draw the chart of one cut into ``path`` (.png, .svg or .pdf).

    Raises KnownError for another ending, an existing file, or a place that cannot be written.
    """
    from bluezone_desktop.charts.files import require_known_ending, save
    from bluezone_desktop.exchange.safe_files import write_safely

    require_known_ending(path)
    drawn = chart(office, texts, by, as_of)
    write_safely(path, lambda part: save(drawn, part, ending=path.suffix), overwrite=overwrite)
