"""Coverage by class and by grade: a bar per row, in the order given, both rates in view."""

from collections.abc import Sequence

from bluezone_desktop.charts.bars import draw_bars
from bluezone_desktop.charts.chart import Chart, Size
from bluezone_desktop.charts.figures import Line, Target, Who
from bluezone_desktop.charts.style import LIGHT, ChartStyle
from bluezone_desktop.domain.counting import CoverageRow
from bluezone_desktop.texts import Texts


def coverage_by_class(
    rows: Sequence[CoverageRow],
    texts: Texts,
    style: ChartStyle = LIGHT,
    *,
    who: Who = Who.PUPILS,
    target: Target | None = None,
    title: str | None = None,
    subtitle: str = "",
    size: Size | None = None,
) -> Chart:
    """A bar per class, keyed by the row's key.

    title  None takes the catalogue's, "" leaves it out (a window has a heading of its own)
    size   inches; None takes one that suits the number of rows. Names stay readable whatever the
           size: rows go into several columns first, and only then type gets smaller.
    """
    lines = [Line(row.key, row.key, who.of(row.figures)) for row in rows]
    names = texts("vocabulary.term.class")
    words = _title("charts.by_class", title, who, texts)
    return draw_bars(
        lines, texts, style, names=names, title=words, subtitle=subtitle, target=target, size=size
    )


def coverage_by_grade(
    rows: Sequence[CoverageRow],
    texts: Texts,
    style: ChartStyle = LIGHT,
    *,
    who: Who = Who.PUPILS,
    target: Target | None = None,
    title: str | None = None,
    subtitle: str = "",
    size: Size | None = None,
) -> Chart:
    """A bar per grade; a row with an empty key holds the classes without one, as in preschool."""
    lines = [Line(row.key, _grade(row.key, texts), who.of(row.figures)) for row in rows]
    names = texts("vocabulary.term.grade")
    words = _title("charts.by_grade", title, who, texts)
    return draw_bars(
        lines, texts, style, names=names, title=words, subtitle=subtitle, target=target, size=size
    )


def _grade(key: str, texts: Texts) -> str:
    if not key:
        return texts("charts.no_grade")
    return texts("vocabulary.term.grade_named", grade=key)


def _title(key: str, title: str | None, who: Who, texts: Texts) -> str:
    return texts(key, who=texts(f"charts.who.{who}")) if title is None else title
