"""Charts say what was counted, clip no word, and tell what was clicked."""

import itertools
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from bluezone_desktop.charts import (
    DARK,
    ENDINGS,
    LIGHT,
    PAPER,
    Chart,
    ChartStyle,
    RoundMark,
    Target,
    Who,
    coverage_by_class,
    coverage_by_day,
    coverage_by_grade,
    coverage_by_group,
    pixels,
    save,
)
from bluezone_desktop.domain.counting import CoverageRow, Figures, GroupRow, ThreeFigures
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.texts import Texts

VI, EN = Texts("vi"), Texts("en")
STYLES = [LIGHT, DARK, PAPER]
STACKED = "Lớp ghép Ấ Ầ Ẩ Ẫ Ậ"
PRESCHOOL = "Nhóm trẻ 25-36 tháng"


def class_rows(number: int) -> list[CoverageRow]:
    """Plausible classes, no two alike, the third with a preschool's long name."""
    rows = []
    for n in range(number):
        name = PRESCHOOL if n == 2 else f"{6 + n % 4}A{n + 1}"
        pupils = Figures(40, 38, 30, 5 + n * 7 % 26)
        rows.append(CoverageRow(name, ThreeFigures(pupils, Figures(80, 60, 50, 20))))
    return rows


def day_rows(number: int) -> list[CoverageRow]:
    first = date(2020, 8, 17)
    return [
        CoverageRow(
            (first + timedelta(days=n)).isoformat(),
            ThreeFigures(Figures(100, min(100, 9 * n), min(80, 8 * n), min(60, 3 * n))),
        )
        for n in range(number)
    ]


def words(chart: Chart) -> list[str]:
    """Everything written on the chart."""
    return [text.get_text() for text in chart.figure.findobj(Text) if text.get_text()]


def written(chart: Chart) -> list[Text]:
    return [text for text in chart.figure.findobj(Text) if text.get_text()]


def filled_with(collection: PolyCollection) -> str:
    colors: Any = collection.get_facecolor()
    return to_hex(colors[0]).lower()


def drawn_in(collection: LineCollection) -> str:
    colors: Any = collection.get_colors()
    return to_hex(colors[0]).lower()


def boxes_of(figure: Figure, color: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of every bar filled with ``color``; swatches of the legend too."""
    found = []
    for collection in figure.findobj(PolyCollection):
        if filled_with(collection) != color.lower():
            continue
        for path in collection.get_paths():
            box = path.get_extents()
            found.append((box.x0, box.y0, box.x1, box.y1))
    return found


def bars(chart: Chart, color: str) -> list[tuple[float, float]]:
    """Left end and length of the bars of ``color``, from the first row to the last."""
    found = []
    for spot in chart.spots:
        for left, bottom, right, top in boxes_of(chart.figure, color):
            if spot.bottom <= (bottom + top) / 2 <= spot.top and spot.left <= left <= spot.right:
                found.append((left, right - left))
    return found


def outside(chart: Chart) -> list[str]:
    """Words that do not lie wholly on the chart, as the renderer measures them."""
    pixels(chart)
    figure = chart.figure
    box = figure.bbox
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined] # the Agg canvas has one
    lost = []
    for text in written(chart):
        extent = text.get_window_extent(renderer)
        if extent.x0 < 0 or extent.y0 < 0 or extent.x1 > box.width or extent.y1 > box.height:
            lost.append(text.get_text())
    return lost


def touching(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of words that lie over one another."""
    pixels(chart)
    renderer = chart.figure.canvas.get_renderer()  # type: ignore[attr-defined] # as above
    extents = [(text.get_text(), text.get_window_extent(renderer)) for text in written(chart)]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(extents, 2)
        # Line boxes hold room for accents that these words may not have: allow a breath.
        if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 + 1.5 < b.y1 and b.y0 + 1.5 < a.y1
    ]


@pytest.mark.parametrize("style", STYLES, ids=["light", "dark", "paper"])
@pytest.mark.parametrize("number", [1, 5, 18, 60, 125])
def test_no_word_leaves_the_chart_and_no_two_meet(number: int, style: ChartStyle) -> None:
    """From one class to the largest school, at the size that suits it."""
    chart = coverage_by_class(class_rows(number), VI, style, target=Target(0.8), subtitle=STACKED)
    assert outside(chart) == []
    assert touching(chart) == []
    names = set(words(chart))
    assert all(row.key in names for row in class_rows(number))


@pytest.mark.parametrize("size", [(6.5, 2.6), (6.5, 3.0), (4.0, 6.0), (12.0, 3.0), (3.0, 2.0)])
@pytest.mark.parametrize("number", [1, 18, 60, 125])
def test_a_window_may_be_any_size(number: int, size: tuple[float, float]) -> None:
    """In a small window some names may be left out or shortened, but nothing is clipped."""
    chart = coverage_by_class(class_rows(number), VI, LIGHT, size=size, target=Target(0.5))
    assert outside(chart) == []
    assert len(chart.spots) == number
    assert tuple(chart.figure.get_size_inches()) == size


def test_long_names_are_whole_on_a_natural_chart() -> None:
    """Names with stacked accents and preschool's long ones stay whole at their own size."""
    rows = [CoverageRow(f"{STACKED} {n}", ThreeFigures(Figures(9, 9, 9, n))) for n in range(9)]
    for style in STYLES:
        chart = coverage_by_class(rows, VI, style)
        assert {row.key for row in rows} <= set(words(chart))
        assert outside(chart) == []


def test_bars_are_as_long_as_their_rates() -> None:
    """Both rates of every class, in the order given, on one scale."""
    rows = class_rows(18)
    chart = coverage_by_class(rows, VI, LIGHT)
    full, pale = bars(chart, LIGHT.full), bars(chart, LIGHT.pale)
    hundred = full[0][1] / (rows[0].figures.pupils.rate_of_total.value or 1)
    for row, one, other in zip(rows, full, pale, strict=True):
        pupils = row.figures.pupils
        assert one[1] == pytest.approx(hundred * (pupils.rate_of_total.value or 0))
        assert other[1] == pytest.approx(hundred * (pupils.rate_of_smartphones.value or 0))
        assert one[0] == other[0]
    tops = [spot.top for spot in chart.spots]
    assert tops == sorted(tops, reverse=True)
    assert [spot.key for spot in chart.spots] == [row.key for row in rows]


def test_a_class_of_nobody_has_no_bar_and_a_dash() -> None:
    """A rate of nobody is "–", never 0 %."""
    rows = [CoverageRow("6A1", ThreeFigures()), CoverageRow("6A2", ThreeFigures(Figures(2, 2, 2)))]
    chart = coverage_by_class(rows, VI, LIGHT)
    assert bars(chart, LIGHT.full) == []
    assert {"–", "0,0%"} <= set(words(chart))
    assert chart.table[1][4:] == ("–", "–")


def test_rates_are_written_as_the_language_writes_them() -> None:
    """86,6% in Vietnamese, 86.6% in English."""
    rows = [CoverageRow("6A1", ThreeFigures(Figures(367, 367, 340, 318)))]
    assert "86,6%" in words(coverage_by_class(rows, VI, LIGHT))
    assert "86.6%" in words(coverage_by_class(rows, EN, LIGHT))


def test_who_is_charted() -> None:
    """Pupils, relatives or staff: the figures and the title change together."""
    rows = [
        CoverageRow(
            "6A1",
            ThreeFigures(Figures(4, 4, 4, 1), Figures(4, 4, 4, 2), Figures(4, 4, 4, 3)),
        )
    ]
    shown = {who: coverage_by_class(rows, VI, LIGHT, who=who) for who in Who}
    assert [shown[who].table[1][4] for who in Who] == ["25,0%", "50,0%", "75,0%"]
    assert all(any(VI(f"charts.who.{who}") in word for word in words(shown[who])) for who in Who)


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (Target(0.8), "Mục tiêu 80% tổng số"),
        (Target(0.625, of_smartphones=True), "Mục tiêu 62,5% số có ĐTTM"),
    ],
)
def test_target_stands_at_its_rate_and_says_of_what(target: Target, name: str) -> None:
    """A target is always labelled with the rate it belongs to."""
    rows = class_rows(5)
    chart = coverage_by_class(rows, VI, LIGHT, target=target)
    assert name in words(chart)
    left, length = bars(chart, LIGHT.full)[0]
    hundred = length / (rows[0].figures.pupils.rate_of_total.value or 1)
    lines = [
        segment
        for collection in chart.figure.findobj(LineCollection)
        if drawn_in(collection) == LIGHT.target.lower()
        for segment in collection.get_segments()
        if segment[0][0] == segment[1][0]
    ]
    assert [segment[0][0] for segment in lines] == [pytest.approx(left + hundred * target.rate)]
    assert name not in words(coverage_by_class(rows, VI, LIGHT))


@pytest.mark.parametrize("dots", [72.0, 96.0, 144.0])
def test_a_click_finds_its_class(dots: float) -> None:
    """The middle of every bar opens its own class, on any screen and after a change of size."""
    chart = coverage_by_class(class_rows(60), VI, LIGHT)
    chart.figure.set_dpi(dots)
    for stretched in (1.0, 1.5):
        width, height = chart.figure.get_size_inches()
        chart.figure.set_size_inches(width * stretched, height)
        for spot in chart.spots:
            x = (spot.left + spot.right) / 2 * dots / 72 * stretched
            y = (spot.bottom + spot.top) / 2 * dots / 72
            assert chart.key_at(x, y) == spot.key
        chart.figure.set_size_inches(width, height)
    assert chart.key_at(1, 1) is None
    assert chart.spot_at(-5, 10_000) is None


def test_hovering_tells_the_figures() -> None:
    """One sentence with both rates and the counts."""
    rows = [CoverageRow("6A1", ThreeFigures(Figures(45, 40, 31, 22)))]
    spot = coverage_by_class(rows, VI, LIGHT).spots[0]
    assert spot.told == "6A1: đã cài 22/45 (48,9%), bằng 71,0% số có ĐTTM"


def test_table_beside_the_chart_holds_the_same_figures() -> None:
    """For a screen reader: a header, then every row with its counts and both rates."""
    rows = [CoverageRow("6A1", ThreeFigures(Figures(1450, 1400, 1310, 1220)))]
    table = coverage_by_class(rows, VI, LIGHT).table
    assert table == (
        ("Lớp", "Tổng số", "Có ĐTTM", "Đã cài", "Tỷ lệ đã cài/tổng số", "Tỷ lệ đã cài/có ĐTTM"),
        ("6A1", "1.450", "1.310", "1.220", "84,1%", "93,1%"),
    )


def test_grades_and_groups_are_named() -> None:
    """Grade "6" is Khối 6, preschool has none, groups have their names; keys stay keys."""
    rows = [CoverageRow(key, ThreeFigures(Figures(4, 4, 4, 1))) for key in ("6", "")]
    grades = coverage_by_grade(rows, VI, LIGHT)
    assert {"Khối 6", "Không chia khối"} <= set(words(grades))
    assert [spot.key for spot in grades.spots] == ["6", ""]
    groups = coverage_by_group([GroupRow(g, Figures(4, 4, 4, 1)) for g in Group], VI, LIGHT)
    assert {"Cán bộ quản lý", "Người thân"} <= set(words(groups))
    assert [spot.key for spot in groups.spots] == list(Group)
    assert outside(groups) == []


def test_title_may_be_left_out_or_chosen() -> None:
    """A window has a heading of its own; a file stands alone."""
    rows = class_rows(2)
    assert VI("charts.by_class", who="học sinh") in words(coverage_by_class(rows, VI, LIGHT))
    assert "Tuần 3" in words(coverage_by_class(rows, VI, LIGHT, title="Tuần 3"))
    bare = coverage_by_class(rows, VI, LIGHT, title="")
    assert not any("Bluezone" in word for word in words(bare))


def test_text_is_never_taken_for_a_formula() -> None:
    """Dollar signs in a name are letters to us and mathematics to matplotlib."""
    rows = [CoverageRow("$\\frac{1}{0$ 6A1", ThreeFigures(Figures(1)))]
    chart = coverage_by_class(rows, VI, LIGHT)
    assert rows[0].key in words(chart)
    assert outside(chart) == []


def every_chart(empty: bool) -> Sequence[Chart]:
    groups = [] if empty else [GroupRow(Group.TEACHER, Figures(3, 3, 2, 1))]
    rows, days = ([], []) if empty else (class_rows(3), day_rows(3))
    return (
        coverage_by_class(rows, VI, LIGHT),
        coverage_by_grade(rows, VI, DARK),
        coverage_by_group(groups, VI, PAPER),
        coverage_by_day(days, VI, LIGHT),
    )


def test_without_data_a_chart_says_so() -> None:
    """No bare axes, no crash: one plain sentence."""
    for chart in every_chart(empty=True):
        assert VI("charts.empty") in words(chart)
        assert chart.spots == ()
        assert len(chart.table) == 1
        assert outside(chart) == []
    for chart in every_chart(empty=False):
        assert VI("charts.empty") not in words(chart)


# Over the days


def test_days_show_both_rates_and_the_rounds() -> None:
    """A strip per day to point at, each round named at its day, the latest rates at the end."""
    rows = day_rows(28)
    rounds = [RoundMark("đợt 1", date(2020, 8, 24)), RoundMark("đợt 2", date(2020, 9, 7))]
    chart = coverage_by_day(rows, VI, LIGHT, rounds=rounds, target=Target(0.7))
    assert {"đợt 1", "đợt 2", "60,0%", "75,0%", "17/08"} <= set(words(chart))
    assert [spot.key for spot in chart.spots] == [row.key for row in rows]
    assert all(a.right == b.left for a, b in itertools.pairwise(chart.spots))
    assert outside(chart) == []
    assert touching(chart) == []
    assert chart.table[1][0] == "17/08/2020"


@pytest.mark.parametrize("number", [1, 2, 28, 200])
@pytest.mark.parametrize("size", [None, (3.0, 1.8), (12.0, 3.0)])
def test_days_fit_any_chart(number: int, size: tuple[float, float] | None) -> None:
    """One day or a whole school year: nothing clipped, dates never over one another."""
    rounds = [RoundMark("đợt 1", date(2020, 8, 17)), RoundMark("đợt bổ sung", date(2020, 8, 18))]
    chart = coverage_by_day(day_rows(number), VI, LIGHT, rounds=rounds, size=size)
    assert outside(chart) == []
    dates = [w for w in words(chart) if re.fullmatch(r"\d\d/\d\d", w)]
    assert dates[0] == "17/08"
    assert not [pair for pair in touching(chart) if set(pair) <= set(dates)]


def test_round_outside_the_days_is_not_drawn() -> None:
    """A round from before the first day shown has no place on the chart."""
    chart = coverage_by_day(day_rows(3), VI, LIGHT, rounds=[RoundMark("đợt 0", date(2020, 1, 1))])
    assert "đợt 0" not in words(chart)


def test_days_before_anybody_had_a_smartphone_have_no_rate() -> None:
    """The curve begins where there is a rate; it does not come down from an invented zero."""
    rows = day_rows(4)  # the first day has nobody with a smartphone
    chart = coverage_by_day(rows, VI, LIGHT)
    curves = [
        segment
        for collection in chart.figure.findobj(LineCollection)
        if drawn_in(collection) == LIGHT.full.lower()
        for segment in collection.get_segments()
        if len(segment) > 2
    ]
    assert sorted(len(curve) for curve in curves) == [3, 4]


def test_a_day_without_a_rate_breaks_the_curve() -> None:
    """A day on which nobody counted is a gap, not a bridge between its neighbours."""
    rows = day_rows(7)
    rows[3] = CoverageRow(rows[3].key, ThreeFigures())
    chart = coverage_by_day(rows, VI, LIGHT)
    curves = [
        len(segment)
        for collection in chart.figure.findobj(LineCollection)
        if drawn_in(collection) == LIGHT.full.lower()
        for segment in collection.get_segments()
        if len(segment) > 2
    ]
    assert curves == [3, 3, 3]


# Files and pixels


@pytest.mark.parametrize("ending", ENDINGS)
def test_chart_is_saved_whole_in_every_kind(tmp_path: Path, ending: str) -> None:
    """A picture with the bar's colour in it, a drawing whose words are words, a page."""
    path = tmp_path / f"chart{ending}"
    rows = class_rows(18)
    save(coverage_by_class(rows, VI, DARK, target=Target(0.8)), path)
    match ending:
        case ".png":
            with Image.open(path) as image:
                counted: Any = image.convert("RGB").getcolors(1 << 24)
            hexes = {"#{:02x}{:02x}{:02x}".format(*color) for _, color in counted}
            assert {DARK.background.lower(), DARK.full.lower(), DARK.pale.lower()} <= hexes
        case ".svg":
            drawing = ET.parse(path).getroot()
            texts = {"".join(e.itertext()) for e in drawing.iter() if e.tag.endswith("}text")}
            assert {row.key for row in rows} <= texts
            assert VI("charts.by_class", who="học sinh") in texts
        case _:
            assert path.read_bytes().startswith(b"%PDF-")
            assert b"/FontFile2" in path.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_same_chart_is_the_same_file(tmp_path: Path, ending: str) -> None:
    """No date and no random name is written: files can be compared."""
    files = []
    for name in ("one", "two"):
        path = tmp_path / name
        save(coverage_by_class(class_rows(3), VI, LIGHT), path, ending=ending)
        files.append(path.read_bytes())
    assert files[0] == files[1]


@pytest.mark.parametrize("name", ["chart.xlsx", "chart", "chart.PNG.exe"])
def test_unknown_ending_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    """The sentence names the file and what would do; nothing is written."""
    with pytest.raises(KnownError) as raised:
        save(coverage_by_class(class_rows(1), VI, LIGHT), tmp_path / name)
    sentence = VI(raised.value.key, **raised.value.values)
    assert name in sentence
    assert ".svg" in sentence
    assert list(tmp_path.iterdir()) == []


def test_ending_may_be_in_capitals_and_a_figure_alone_will_do(tmp_path: Path) -> None:
    """CHART.PNG is a picture too."""
    path = tmp_path / "CHART.PNG"
    save(coverage_by_class(class_rows(1), VI, LIGHT).figure, path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_pixels_are_what_a_window_needs() -> None:
    """Four bytes a pixel at the dots the screen has, background first."""
    chart = coverage_by_class(class_rows(5), VI, DARK, size=(5.0, 2.0))
    drawn = pixels(chart, 120.0)
    assert (drawn.width, drawn.height) == (600, 240)
    assert len(drawn.rgba) == 600 * 240 * 4
    red, green, blue = (round(part * 255) for part in to_rgb(DARK.background))
    assert drawn.rgba[:4] == bytes([red, green, blue, 255])
    assert len({drawn.rgba[n : n + 4] for n in range(0, len(drawn.rgba), 4)}) > 20


# The look


def luminance(color: str) -> float:
    """Relative luminance after WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("style", STYLES, ids=["light", "dark", "paper"])
def test_words_and_bars_stand_out(style: ChartStyle) -> None:
    """4.5 for words, 3 for what carries meaning; the two rates differ in lightness, not in hue."""
    assert contrast(style.text, style.background) >= 4.5
    assert contrast(style.secondary, style.background) >= 4.5
    assert contrast(style.full, style.background) >= 3
    assert contrast(style.target, style.background) >= 3
    assert contrast(style.full, style.pale) >= 3


def test_only_fonts_that_are_here_are_asked_for() -> None:
    """Matplotlib writes a warning for every family it lacks; users' logs stay clean."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    for style in (*STYLES, replace(LIGHT, fonts=("No Such Font",))):
        assert style.families
        assert set(style.families) <= known


def test_importing_charts_does_not_import_matplotlib() -> None:
    """The command line starts fast, and the window paints before it draws."""
    code = (
        "import sys, bluezone_desktop.charts;"
        "sys.exit(any(name.split('.')[0] in ('matplotlib', 'numpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
