"""Class names: what a cell meant, the grade, the order of classes, and which names are one class.

Excel spoils class names: it takes 1/1 for a day and 10E1 for a number. What can be told apart is
restored; the rules below say what cannot.

Rules of our own, for want of any in the sources:

- The name is kept as written, without "Lớp" and needless blanks. A single small letter after the
  grade becomes a capital ("6a1" is 6A1), because lists mix both for one class.
- A day is read day first, as Vietnamese Windows made it: 3 April was 3/4. Where the day is above 12,
  it can only have been the other way round: 15 March was 3/15.
- A whole number from 20 on was gradeE… : 60 was 6E1, 120 was 12E1, 10000 was 10E3. 100 may have
  been 10E1 or 1E2 and is taken for 10E1, as primary schools hardly get as far as E. 10 is 10.
- Numbers do not tell 12.1 from 12.10; they give 12.1.
"""

import re
from datetime import date, timedelta

from bluezone_desktop.domain.names import match_key, order_key
from bluezone_desktop.domain.text import clean, fold

HIGHEST_GRADE = 12

_PREFIX = re.compile(r"(?:tên )?l(?:ớ|ớ)p(?:(?: học)?\s*[:.\-–]\s*|\s+|(?=\d))", re.IGNORECASE)
_BARE_PREFIX = re.compile(r"(?:tên )?lớp(?: học)?\s*[:.]?", re.IGNORECASE)
_SIMPLE = re.compile(r"(\d{1,2}) ?([^\W\d_]) ?(\d*)")
_PARTED = re.compile(r"(\d{1,2}) ?([/.\-]) ?(\d{1,2})(?!\d)")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)
_NAMED_DAY = re.compile(r"(\d{1,2})[- ]([a-z]{3})|([a-z]{3})[- ](\d{1,2})", re.ASCII)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+\d{1,3}", re.ASCII)
_NUMBER = re.compile(r"\d+\.0+", re.ASCII)

_SERIAL_ZERO = date(1899, 12, 30)
# 1/1/2000 to 31/12/2049: a class typed as 1/1 becomes a day of the year it was typed in.
_FIRST_SERIAL, _LAST_SERIAL = 36526, 54788

# Preschool, youngest first; their names carry no grade.
_PRESCHOOL = ("nhom tre", "nha tre", "mam", "choi", "la")
_AGES = re.compile(r"\b(tuoi|thang)\b")


def read_class_name(value: object) -> str:
    """The class name that a cell held before Excel changed it; "" for an empty cell.

    value  text, number or date as the cell gives it
    Raises ValueError for a cell that can be no class: a truth value, a time, a number below 1.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return _from_day(value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"not a class name: {value!r}")
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(value)


def _from_text(value: str) -> str:
    text = clean(value).removeprefix("'").strip()
    if _BARE_PREFIX.fullmatch(text):
        return ""
    text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    if found := _ISO_DAY.fullmatch(text):
        return _from_day(int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(text):
        return _from_day(int(found[2]), int(found[1]))
    if found := _NAMED_DAY.fullmatch(text.lower()):
        day, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        if month in _MONTHS:
            return _from_day(_MONTHS.index(month) + 1, int(day))
    if _SCIENTIFIC.fullmatch(text):
        number = float(text.replace(",", "."))
        return "1E1" if number == 10 else _from_number(number)
    if _NUMBER.fullmatch(text):
        return _from_number(float(text))
    if found := _SIMPLE.fullmatch(text):
        return found[1] + found[2].upper() + found[3]
    if not _AGES.search(fold(text)):
        text = _PARTED.sub(r"\1\2\3", text, count=1) if _PARTED.match(text) else text
    return text


def _from_day(month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(f"not a class name: {day}/{month}")
    return f"{day}/{month}" if day <= HIGHEST_GRADE else f"{month}/{day}"


def _from_number(number: int | float) -> str:
    if not 1 <= number < 1e15:
        raise ValueError(f"not a class name: {number!r}")
    if number != int(number):
        return f"{number:.2f}".rstrip("0").rstrip(".")
    whole = int(number)
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL and whole % 10000:
        day = _SERIAL_ZERO + timedelta(days=whole)
        return _from_day(day.month, day.day)
    digits = str(whole)
    significant = digits.rstrip("0")
    zeros = len(digits) - len(significant)
    if significant == "1" and zeros >= 2:
        return f"10E{zeros - 1}"
    if zeros and significant != "1" and int(significant) <= HIGHEST_GRADE:
        return f"{significant}E{zeros}"
    return digits


def grade_of(name: str) -> int | None:
    """The grade (khối) 1–12 by the leading digits of a class name; None in preschool."""
    text = _from_text(name)
    found = re.match(r"\d+", text, re.ASCII)
    if not found or _AGES.search(fold(text)):
        return None
    grade = int(found[0])
    return grade if 1 <= grade <= HIGHEST_GRADE else None


def _numbered(words: str) -> str:
    """Text with its numbers written so that text order is number order: 10 comes after 9."""
    return re.sub(r"\d+", lambda run: f"{len(run[0].lstrip('0')):02d}{run[0].lstrip('0')}", words)


def class_match_key(name: str) -> str:
    """Equal for two spellings of one class.

    Case, "Lớp", blanks, tone placement, zeros before a number and the mark between two numbers do
    not count: "6 a1", "LỚP 6A01" and "6A1" are one class, and so are 1/2, 1.2 and 1-2. Accents
    count: 6D and 6Đ are two classes.
    """
    parts = re.findall(r"\d+|[^\W\d_]+", clean(_from_text(name)).lower())
    words = [str(int(part)) if part.isdigit() else match_key(part) for part in parts]
    return "|".join(words)


def same_class(one: str, other: str) -> bool:
    """True where two names mean the same class; see `class_match_key`."""
    return class_match_key(one) == class_match_key(other)


def class_order_key(name: str) -> str:
    """The key whose plain ``str`` order is the order of classes.

    By grade, then by section with numbers as numbers (6A2, 6A10, 10A1); then preschool from the
    youngest (nhóm trẻ, mầm, chồi, lá), then whatever else there is. Two names of one class have
    the same key.
    """
    parts = re.findall(r"\d+|[^\W\d_]+", clean(_from_text(name)).lower())
    words = [f"{int(p):06d}" if p.isdigit() else order_key(p).strip() for p in parts]
    if grade_of(name) is not None:
        room = "0"
    else:
        plain = fold(_from_text(name))
        ranks = [i for i, word in enumerate(_PRESCHOOL) if re.match(rf"{word}\b", plain)]
        room = str(1 + ranks[0]) if ranks else "9"
    return "|".join([room, *words])


def next_class_name(name: str) -> str | None:
    """The name one grade up ("6A1" gives "7A1"); None after grade 12 and without a grade."""
    grade = grade_of(name)
    if grade is None or grade == HIGHEST_GRADE:
        return None
    text = _from_text(name)
    return re.sub(r"^\d+", str(grade + 1), text)
