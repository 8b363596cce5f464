"""The counting rules: sums, the two rates, and how they are written."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.counting import (
    Figures,
    Ratio,
    format_count,
    format_points,
    format_rate,
)
from bluezone_desktop.domain.vocabulary import Status

STATUSES = st.lists(st.sampled_from(Status), max_size=40)
COUNTS = st.integers(0, 23_000_000)
WHOLES = st.integers(1, 23_000_000)


@given(STATUSES)
def test_each_figure_counts_what_the_order_asked_for(statuses: list[Status]) -> None:
    figures = Figures.of(statuses)
    unknown, none = statuses.count(Status.NOT_ASKED), statuses.count(Status.NO_SMARTPHONE)
    assert figures.total == len(statuses)
    assert figures.not_asked == unknown
    assert figures.asked == len(statuses) - unknown
    assert figures.with_smartphone == len(statuses) - unknown - none
    assert figures.installed == statuses.count(Status.INSTALLED)


@given(STATUSES)
def test_a_tally_counts_as_the_people_do(statuses: list[Status]) -> None:
    tally = {status: statuses.count(status) for status in Status}
    assert Figures.from_tally(tally) == Figures.of(statuses)


@given(STATUSES, STATUSES)
def test_figures_of_two_sets_add_up(one: list[Status], other: list[Status]) -> None:
    assert Figures.of(one) + Figures.of(other) == Figures.of(one + other)


@given(STATUSES)
def test_an_empty_set_adds_nothing(statuses: list[Status]) -> None:
    assert Figures() + Figures.of(statuses) == Figures.of(statuses)


@given(STATUSES)
def test_both_rates_share_the_installed_and_differ_in_the_whole(statuses: list[Status]) -> None:
    figures = Figures.of(statuses)
    assert figures.rate_of_total == Ratio(figures.installed, figures.total)
    assert figures.rate_of_smartphones == Ratio(figures.installed, figures.with_smartphone)


def test_a_phone_that_cannot_run_the_app_is_still_a_smartphone() -> None:
    assert Figures.of([Status.UNSUPPORTED]) == Figures(1, 1, 1, 0)


@given(COUNTS, WHOLES)
def test_rates_round_half_up_exactly(part: int, whole: int) -> None:
    exact = Fraction(1000 * part, whole)
    tenths = Ratio(part, whole).tenths_of_percent
    assert tenths is not None
    assert Fraction(-1, 2) < tenths - exact <= Fraction(1, 2)


@given(st.integers(0, 2000))
def test_an_exact_half_goes_up_where_floats_would_not(part: int) -> None:
    expected = (Decimal(part) / 2).quantize(Decimal(1), ROUND_HALF_UP)
    assert Ratio(part, 2000).tenths_of_percent == expected


@pytest.mark.parametrize("part", [0, 1, 500])
def test_without_a_denominator_there_is_no_rate(part: int) -> None:
    ratio = Ratio(part, 0)
    assert ratio.value is None
    assert ratio.tenths_of_percent is None
    assert format_rate(ratio, "vi") == format_rate(ratio, "en") == "–"


@pytest.mark.parametrize(
    ("part", "whole", "vi", "en"),
    [
        (433, 500, "86,6%", "86.6%"),
        (1, 3, "33,3%", "33.3%"),
        (2, 3, "66,7%", "66.7%"),
        (1, 2000, "0,1%", "0.1%"),
        (0, 35, "0,0%", "0.0%"),
        (35, 35, "100,0%", "100.0%"),
        (1999, 2000, "100,0%", "100.0%"),
    ],
)
def test_rates_are_written_with_one_decimal(part: int, whole: int, vi: str, en: str) -> None:
    assert format_rate(Ratio(part, whole)) == vi
    assert format_rate(Ratio(part, whole), "en") == en


@given(COUNTS, WHOLES)
def test_both_languages_write_the_same_rate(part: int, whole: int) -> None:
    ratio = Ratio(part, whole)
    written = format_rate(ratio, "vi")
    assert written.replace(",", ".") == format_rate(ratio, "en")
    assert Decimal(written.rstrip("%").replace(",", ".")) * 10 == ratio.tenths_of_percent


@given(COUNTS)
def test_counts_set_thousands_apart_by_language(number: int) -> None:
    assert format_count(number, "vi").replace(".", "") == str(number)
    assert format_count(number, "en").replace(",", "") == str(number)
    assert all(len(group) == 3 for group in format_count(number).split(".")[1:])


def test_counts_by_example() -> None:
    assert format_count(1120) == "1.120"
    assert format_count(1120, "en") == "1,120"
    assert format_count(999) == "999"


@pytest.mark.parametrize(
    ("tenths", "vi"),
    [(41, "4,1"), (-41, "-4,1"), (0, "0,0"), (5, "0,5"), (-5, "-0,5"), (1000, "100,0")],
)
def test_a_change_keeps_its_sign_and_one_decimal(tenths: int, vi: str) -> None:
    assert format_points(tenths) == vi
    assert format_points(tenths, "en") == vi.replace(",", ".")
