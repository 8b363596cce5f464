"""Dates as class lists write them, school years, and dates as official papers write them.

Vietnamese lists write day, month, year; the month never comes first. Nothing is guessed: a date
that no calendar has raises, and a birth of which only the year is known stays a year alone.
"""

import math
import re
from datetime import date, datetime, timedelta

from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.text import clean, fold

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
DEFAULT_PIVOT = 2029
"""The last two-digit year where the caller does not say: 29 is 2029, 30 is 1930."""

# The range in which a bare number is taken for a day as Excel counts it: 4/10/1954 to 8/4/2064.
_FIRST_SERIAL, _LAST_SERIAL = 20000, 60000
_SERIAL_ZERO = date(1899, 12, 30)

_BETWEEN = r" ?[/\-.,\\–— ] ?"
_YEAR = r"([1-9]\d{3}|\d{2})"
_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?", re.ASCII)
_NO_DATE = re.compile(r"0?0[/.-]0?0[/.-]0000")
_YEAR_ALONE = re.compile(r"[/.\-_\\ ]+([1-9]\d{3})", re.ASCII)
_DAY_FIRST = re.compile(rf"(\d{{1,2}}|){_BETWEEN}(\d{{1,2}}|){_BETWEEN}{_YEAR}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})", re.ASCII)
# "05 tháng 3 năm 2009", and "05-Thg3-2009" as a Vietnamese Windows shows and saves it.
_IN_WORDS = re.compile(
    rf"(\d{{1,2}})[ ,./-]{{0,2}}(?:thang|thg|th)[ .]{{0,2}}(\d{{1,2}})"
    rf"(?: ?,? ?nam ?| ?[/,.-] ?| ){_YEAR}",
    re.ASCII,
)
_MONTH_NAMED = re.compile(rf"(\d{{1,2}})[- /]([a-z]{{3}})[a-z]*[- /,]+{_YEAR}", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(am|pm|sa|ch|z))?$")
_LEADING_WORDS = re.compile(r"^(sinh )?(ngay|nam)?( sinh)? ?:? ?(?=\d)")
_SCHOOL_YEAR = re.compile(r"(\d{4}) ?[-–—/] ?(\d{4}|\d{2})(?!\d)")


def read_date(value: object, *, latest: int | None = None) -> IsoDate | None:
    """The day that a cell holds: ``YYYY-MM-DD``, ``YYYY`` for a year alone, None for an empty cell.

    value   what the cell gives: text, a number (an Excel serial, a year, or day-month-year run
            together), a date, None
    latest  the last year a date may lie in, normally this year. A two-digit year is the last one
            that is not after it. Without it, two-digit years end at 2029 and others at 2100

    Day and month left blank or zero ("  /  /2009", "00/00/2009") give the year alone.
    Raises ValueError for anything that is not a day of the calendar, or is out of the years.
    """
    match value:
        case None:
            return None
        case date():
            return _iso(value.year, value.month, value.day, latest)
        case int() | float() if not isinstance(value, bool):
            return _from_number(value, latest)
        case str():
            return _from_text(value, latest)
    raise ValueError(f"not a date: {value!r}")


def date_from_parts(
    day: object, month: object, year: object, *, latest: int | None = None
) -> IsoDate | None:
    """The day that three columns hold; day and month may both be empty or zero.

    Raises ValueError as `read_date` does, and where only some of the three are given.
    """
    day_number, month_number, year_number = (_whole(part) for part in (day, month, year))
    if not (day_number or month_number or year_number):
        return None
    if year_number is None:
        raise ValueError(f"no year: {day!r}, {month!r}, {year!r}")
    return _iso(_full_year(year_number, latest), month_number or 0, day_number or 0, latest)


def format_date(day: str | None) -> str:
    """An ISO day as lists show it: "2009-03-05" is "05/03/2009", "2009" stays, None is ""."""
    if not day:
        return ""
    return "/".join(reversed(day.split("-")))


def school_year_of(day: date | str) -> str:
    """The school year of a day: from August on it is year–year+1, until July year-1–year."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def is_school_year(text: str) -> bool:
    """True for a school year as it is stored: "2020-2021"."""
    return find_school_year(text) == text


def find_school_year(text: str) -> str | None:
    """The school year named in a title ("NĂM HỌC 2020 – 2021", "2020-21"), as it is stored."""
    for first, second in _SCHOOL_YEAR.findall(clean(text)):
        following = int(first) + 1
        if second in (f"{following:04d}", f"{following % 100:02d}"):
            return f"{first}-{following:04d}"
    return None


def next_school_year(school_year: str) -> str:
    """The school year after the given one. Raises ValueError where it is not a school year."""
    if not is_school_year(school_year):
        raise ValueError(f"not a school year: {school_year!r}")
    first = int(school_year[:4]) + 1
    return f"{first:04d}-{first + 1:04d}"


def official_date(place: str, day: date) -> str:
    """Place and date of a paper: "Sóc Trăng, ngày 05 tháng 9 năm 2020".

    Nghị định 30/2020/NĐ-CP, Phụ lục I: days below 10 and months 1 and 2 take a leading zero.
    Without a place the line begins "Ngày".
    """
    words = f"ngày {day.day:02d} tháng {_official_month(day)} năm {day.year}"
    return f"{place.strip()}, {words}" if place.strip() else f"N{words[1:]}"


def official_moment(moment: datetime) -> str:
    """A moment as papers write it: "8 giờ 00 ngày 24/8/2020", with the zeros of `official_date`."""
    day = f"{moment.day:02d}/{_official_month(moment)}/{moment.year}"
    return f"{moment.hour} giờ {moment.minute:02d} ngày {day}"


def moment_words(moment: datetime, language: str) -> str:
    """A moment as a sentence says it: "8 giờ 00 ngày 24/8/2020"; in English "08:00 on 24/8/2020".

    moment    in the time of the one who reads it
    language  "vi" or "en"
    """
    if language == "vi":
        return official_moment(moment)
    return f"{moment:%H:%M} on {moment.day}/{moment.month}/{moment.year}"


def _official_month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def _from_number(number: float, latest: int | None) -> IsoDate | None:
    if number == 0:
        return None  # what a formula shows that points at an empty cell
    if math.isfinite(number):
        whole = int(number)
        if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
            day = _SERIAL_ZERO + timedelta(days=whole)
            return _iso(day.year, day.month, day.day, latest)
        if whole == number and EARLIEST_YEAR <= whole <= LATEST_YEAR:
            return _iso(whole, 0, 0, latest)
        if whole == number and 10**6 <= whole < 10**8:
            # Day, month and year run together; as a number it has lost the first zero of the day.
            return _run_together(f"{whole:08d}", latest)
    raise ValueError(f"not a date: {number!r}")


def _from_text(text: str, latest: int | None) -> IsoDate | None:
    plain = _TIME.sub("", fold(clean(text).lstrip("'")))
    plain = _LEADING_WORDS.sub("", plain).rstrip(".")
    if not plain.strip("-–—/.\\_ ") or _NO_DATE.fullmatch(plain):
        return None
    if found := _YEAR_ALONE.fullmatch(plain):
        return _iso(int(found[1]), 0, 0, latest)
    if found := _NUMBER.fullmatch(plain):
        return _from_digits(found[1], latest)
    if found := _DAY_FIRST.fullmatch(plain) or _IN_WORDS.fullmatch(plain):
        day, month, year = (int(part or 0) for part in found.groups())
        return _iso(_full_year(year, latest), month, day, latest)
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = map(int, found.groups())
        return _iso(year, month, day, latest)
    if (found := _MONTH_NAMED.fullmatch(plain)) and found[2] in _MONTHS:
        month = _MONTHS.index(found[2]) + 1
        return _iso(_full_year(int(found[3]), latest), month, int(found[1]), latest)
    raise ValueError(f"not a date: {text!r}")


def _from_digits(digits: str, latest: int | None) -> IsoDate | None:
    if len(digits) == 8:
        return _run_together(digits, latest)
    if len(digits) > 5:
        raise ValueError(f"not a date: {digits!r}")
    return _from_number(int(digits), latest)


def _run_together(digits: str, latest: int | None) -> IsoDate:
    """Eight digits: day first, or year first. Never both: no year begins with a month and day."""
    if EARLIEST_YEAR <= int(digits[:4]) <= LATEST_YEAR and int(digits[4:6]) <= 12:
        return _iso(int(digits[:4]), int(digits[4:6]), int(digits[6:]), latest)
    return _iso(int(digits[4:]), int(digits[2:4]), int(digits[:2]), latest)


def _full_year(year: int, latest: int | None) -> int:
    """A year as written; of two digits, the last such year that is not after ``latest``."""
    if year >= 100:
        return year
    pivot = DEFAULT_PIVOT if latest is None else latest
    return pivot - (pivot - year) % 100


def _iso(year: int, month: int, day: int, latest: int | None) -> IsoDate:
    """The ISO day, or the year alone where day and month are both zero."""
    last = LATEST_YEAR if latest is None else latest
    if not EARLIEST_YEAR <= year <= last:
        raise ValueError(f"year {year} is not within {EARLIEST_YEAR}–{last}")
    if month == 0 and day == 0:
        return IsoDate(str(year))
    return IsoDate(date(year, month, day).isoformat())


def _whole(part: object) -> int | None:
    """The whole number in one of three columns; None where it is empty."""
    if part is None or (isinstance(part, str) and not part.strip("-–—/. \xa0\t\n")):
        return None
    if isinstance(part, str) and (found := _NUMBER.fullmatch(clean(part).lstrip("'"))):
        return int(found[1])
    if isinstance(part, int | float) and not isinstance(part, bool) and part == part // 1:
        return int(part)
    raise ValueError(f"not a number: {part!r}")
