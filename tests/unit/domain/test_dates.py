"""Dates as lists write them, school years, and dates on official papers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.dates import (
    date_from_parts,
    find_school_year,
    format_date,
    is_school_year,
    moment_words,
    next_school_year,
    official_date,
    official_moment,
    read_date,
    school_year_of,
)

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))
SERIAL_DAYS = st.dates(min_value=dt.date(1954, 10, 3), max_value=dt.date(2064, 4, 8))
EXCEL_ZERO = dt.date(1899, 12, 30)


@given(DAYS, st.sampled_from(["/", "-", ".", " / ", " - ", " ", "/ ", ",", "\\"]), st.booleans())
def test_day_comes_first_whatever_parts_the_numbers(
    day: dt.date, between: str, padded: bool
) -> None:
    parts = [f"{day.day:02d}", f"{day.month:02d}"] if padded else [str(day.day), str(day.month)]
    assert read_date(between.join([*parts, str(day.year)])) == day.isoformat()


@given(
    DAYS, st.sampled_from(["-", "/", "."]), st.sampled_from(["", " 00:00:00", "T00:00:00", " 7:30"])
)
def test_year_may_come_first_and_a_time_may_follow(day: dt.date, between: str, time: str) -> None:
    text = day.strftime(f"%Y{between}%m{between}%d").zfill(10)
    assert read_date(text + time) == day.isoformat()


@given(DAYS)
def test_real_dates_and_moments_are_taken_as_they_are(day: dt.date) -> None:
    assert read_date(day) == day.isoformat()
    assert read_date(dt.datetime.combine(day, dt.time(23, 59))) == day.isoformat()


@pytest.mark.parametrize(
    "text", ["05-Thg3-2009", "05-thg 3-09", "5/Th3/2009", "5 tháng 3 2009", "05 Tháng 3, 2009"]
)
def test_a_month_as_a_vietnamese_windows_shows_it(text: str) -> None:
    """Excel saves days so into text files."""
    assert read_date(text) == "2009-03-05"


@given(DAYS)
def test_a_day_in_words_is_read(day: dt.date) -> None:
    words = f"ngày {day.day} tháng {day.month:02d} năm {day.year}"
    for text in (words, words.upper(), f"Sinh {words}", words.removeprefix("ngày ")):
        assert read_date(text) == day.isoformat()


@given(DAYS)
def test_digits_run_together_are_read_day_first_or_year_first(day: dt.date) -> None:
    run = f"{day.day:02d}{day.month:02d}{day.year}"
    assert read_date(run) == day.isoformat()
    assert read_date(int(run)) == day.isoformat(), "a number has lost the zero of the day"
    assert read_date(f"{day.year}{day.month:02d}{day.day:02d}") == day.isoformat()


@given(SERIAL_DAYS)
def test_days_as_excel_counts_them_are_restored(day: dt.date) -> None:
    serial = (day - EXCEL_ZERO).days
    for value in (serial, float(serial), serial + 0.75, str(serial), f"{serial}.0"):
        assert read_date(value) == day.isoformat()


@pytest.mark.parametrize("serial", [19999, 60001, 60001.5, 19999.9, "60001", 12, -40138])
def test_numbers_outside_the_range_of_birth_dates_are_no_days(serial: object) -> None:
    with pytest.raises(ValueError, match="not a date"):
        read_date(serial)


@given(DAYS, st.integers(1970, 2100))
def test_two_digit_years_never_lie_in_the_future(day: dt.date, latest: int) -> None:
    """A two-digit year is the last such year up to ``latest``, so within its hundred years."""
    expected = next(
        year for year in range(latest, latest - 100, -1) if year % 100 == day.year % 100
    )
    text = f"1/{day.month}/{day.year % 100:02d}"
    if expected >= 1900:
        assert read_date(text, latest=latest) == f"{expected}-{day.month:02d}-01"
    else:
        with pytest.raises(ValueError, match="year"):
            read_date(text, latest=latest)


@pytest.mark.parametrize(
    ("text", "latest", "day"),
    [
        ("15/3/09", 2020, "2009-03-15"),
        ("15/3/20", 2020, "2020-03-15"),
        ("15/3/21", 2020, "1921-03-15"),
        ("15/3/68", None, "1968-03-15"),
        ("15/3/29", None, "2029-03-15"),
        ("15/3/30", None, "1930-03-15"),
    ],
)
def test_two_digit_years_by_example(text: str, latest: int | None, day: str) -> None:
    assert read_date(text, latest=latest) == day


@pytest.mark.parametrize(
    "value",
    [
        "2009",
        2009,
        2009.0,
        " 2009 ",
        "2009.0",
        "  / /2009",
        "//2009",
        "00/00/2009",
        "0/0/2009",
        "-/-/2009",
        "năm 2009",
        "Năm sinh: 2009",
        "2009-00-00",
    ],
)
def test_a_year_alone_stays_a_year_alone(value: object) -> None:
    assert read_date(value) == "2009"


@pytest.mark.parametrize(
    "value", [None, "", "  ", "\u00a0", "-", "/", "  /  /  ", "--", "....", 0, 0.0, "00/00/0000"]
)
def test_an_empty_cell_has_no_date(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2009",
        "13/25/2009",
        "29/02/2009",
        "32/1/2009",
        "2009-13-01",
        "31/04/09",
        "00/03/2009",
        "5//2009",
        "3/2009",
        "05/03",
        "05/03/009",
        "5/3/20009",
        "mồng 5",
        "chưa rõ",
        "5/3/2009 (?)",
        True,
        False,
        float("nan"),
        float("inf"),
        2009.5,
        b"2009",
        dt.time(0, 0),
        "1/1/0209",
        "١٢/٣/٢٠٠٩",
        "05/03/1899",
        "05/03/2101",
        "5 xyz 2009",
        "99999999",
        dt.date(1776, 7, 4),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused_not_guessed(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_date(value)


def test_seven_digits_have_lost_a_zero_only_in_a_number() -> None:
    """Excel eats the zero of a number; in text it was never typed, and 1/11 may be 11/1."""
    assert read_date(1112009) == "2009-11-01"
    with pytest.raises(ValueError, match="not a date"):
        read_date("1112009")


def test_the_month_never_comes_first() -> None:
    """03/25/2009 is how an American would write it; swapping would be a guess."""
    with pytest.raises(ValueError, match="month"):
        read_date("03/25/2009")


def test_a_birth_after_the_latest_year_is_refused() -> None:
    assert read_date("05/03/2020", latest=2020) == "2020-03-05"
    with pytest.raises(ValueError, match="2021"):
        read_date("05/03/2021", latest=2020)
    with pytest.raises(ValueError, match="2021"):
        read_date(dt.date(2021, 1, 1), latest=2020)


@pytest.mark.parametrize("text", ["5-Mar-2009", "05-mar-09", "5 March 2009", "5/Mar/2009"])
def test_a_month_named_in_english_cannot_be_mistaken(text: str) -> None:
    assert read_date(text) == "2009-03-05"


def test_the_apostrophe_that_marks_text_in_excel_is_no_part_of_the_date() -> None:
    assert read_date("'05/03/2009") == "2009-03-05"


@given(DAYS, st.sampled_from([int, float, str, lambda number: f" {number:02d} "]))
def test_three_columns_make_a_day(
    day: dt.date, written: type[int] | type[float] | type[str]
) -> None:
    parts = [written(number) for number in (day.day, day.month, day.year)]
    assert date_from_parts(*parts) == day.isoformat()


@pytest.mark.parametrize("blank", [None, "", " ", 0, "00", "-"])
def test_three_columns_with_the_year_alone(blank: object) -> None:
    assert date_from_parts(blank, blank, 2009) == "2009"
    assert date_from_parts(blank, blank, blank) is None


@pytest.mark.parametrize(
    "parts",
    [
        (5, 3, None),
        (5, None, 2009),
        (None, 3, 2009),
        (31, 2, 2009),
        (5, "Ba", 2009),
        (5.5, 3, 2009),
        (True, 3, 2009),
        (5, 13, 2009),
    ],
)
def test_three_columns_that_are_no_day_are_refused(parts: tuple[object, object, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        date_from_parts(*parts)


def test_a_two_digit_year_in_its_own_column_may_be_zero() -> None:
    assert date_from_parts("05", "03", "00") == "2000-03-05"
    assert date_from_parts(5, 3, 9, latest=2020) == "2009-03-05"


@given(DAYS)
def test_what_is_shown_can_be_read_again(day: dt.date) -> None:
    shown = format_date(day.isoformat())
    assert shown == f"{day.day:02d}/{day.month:02d}/{day.year}"
    assert read_date(shown) == day.isoformat()


def test_unknown_and_half_known_dates_are_shown_as_they_are() -> None:
    assert format_date(None) == ""
    assert format_date("2009") == "2009"


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2020, 8, 1), "2020-2021"),
        (dt.date(2020, 7, 31), "2019-2020"),
        (dt.datetime(2021, 1, 1, 8, tzinfo=dt.UTC), "2020-2021"),
        ("2020-12-31", "2020-2021"),
    ],
)
def test_the_school_year_begins_in_august(day: dt.date | str, year: str) -> None:
    assert school_year_of(day) == year


@given(DAYS)
def test_school_years_follow_one_another(day: dt.date) -> None:
    year = school_year_of(day)
    assert is_school_year(year)
    if day.year < 2100 and not (day.month == 2 and day.day == 29):
        assert next_school_year(year) == school_year_of(day.replace(year=day.year + 1))


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("DANH SÁCH HỌC SINH NĂM HỌC 2020 - 2021", "2020-2021"),
        ("Năm học: 2020–2021", "2020-2021"),
        ("năm học 2020/2021", "2020-2021"),
        ("2020-21", "2020-2021"),
        ("1999-00", "1999-2000"),
        ("2020-2022", None),
        ("2020", None),
        ("05/2020-2021-06", "2020-2021"),
        ("2020-212", None),
    ],
)
def test_the_school_year_is_found_in_a_title(title: str, year: str | None) -> None:
    assert find_school_year(title) == year


@pytest.mark.parametrize("text", ["2020-2022", "2020", "2020 - 2021", "2020-21", "", "2021-2020"])
def test_only_the_stored_form_is_a_school_year(text: str) -> None:
    assert not is_school_year(text)
    with pytest.raises(ValueError, match="school year"):
        next_school_year(text)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (dt.date(2020, 9, 5), "Sóc Trăng, ngày 05 tháng 9 năm 2020"),
        (dt.date(2020, 1, 15), "Sóc Trăng, ngày 15 tháng 01 năm 2020"),
        (dt.date(2020, 2, 9), "Sóc Trăng, ngày 09 tháng 02 năm 2020"),
        (dt.date(2020, 12, 31), "Sóc Trăng, ngày 31 tháng 12 năm 2020"),
    ],
)
def test_papers_are_dated_as_decree_30_of_2020_has_it(day: dt.date, line: str) -> None:
    assert official_date("Sóc Trăng", day) == line


def test_a_paper_without_a_place_begins_with_the_day() -> None:
    assert official_date(" ", dt.date(2020, 9, 5)) == "Ngày 05 tháng 9 năm 2020"


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        (dt.datetime(2020, 8, 24, 8, 0, tzinfo=dt.UTC), "8 giờ 00 ngày 24/8/2020"),
        (dt.datetime(2020, 2, 5, 16, 5, tzinfo=dt.UTC), "16 giờ 05 ngày 05/02/2020"),
    ],
)
def test_moments_on_papers(moment: dt.datetime, line: str) -> None:
    assert official_moment(moment) == line
    assert moment_words(moment, "vi") == line


def test_moments_in_english_are_days_before_months_too() -> None:
    moment = dt.datetime(2020, 2, 5, 8, 5, tzinfo=dt.UTC)
    assert moment_words(moment, "en") == "08:05 on 5/2/2020"
