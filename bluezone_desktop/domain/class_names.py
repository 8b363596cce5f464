"""Class names: what a cell meant, the grade, the order of classes, and which names are one class.

Excel spoils class names: it takes 1/1 for a day and 10E1 for a number. What can be told apart is
restored; the rules below say what cannot.

Rules of our own, for want of any in the sources:

- The name is kept as written, without "Lớp" and needless blanks. A single small letter after the
  grade becomes a capital ("6a1" is 6A1), because lists mix both for one class.
- A day is read day first, as Vietnamese Windows made it: 3 April was 3/4. Where the day is above
  12 it can only have been the other way round: 15 March was 3/15.
- A whole number from 20 on was grade, E, section: 60 was 6E1, 120 was 12E1, 10000 was 10E3. 100
  may have been 10E1 or 1E2 and is taken for 10E1, as primary schools hardly get as far as E.
  10 is 10.
- Numbers do not tell 12.1 from 12.10; they give 12.1.
"""

import re
from datetime import date, timedelta

from bluezone_desktop.domain.names import match_key, word_key
from bluezone_desktop.domain.text import clean, fold

HIGHEST_GRADE = 12

_PREFIX = re.compile(r"\A(?:tên )?lớp(?: học)?(?: ?[:.–-] ?| |(?=\d)|$)", re.IGNORECASE)
# What a list says of a pupil whose class nobody knows yet.
_NO_CLASS = re.compile(r"(?:chua|cho|khong|ko) ?(?:xep|phan|co|ro|biet|xac dinh)?(?: lop)?\??")
_SIMPLE = re.compile(r"([0-9]{1,2}) ?([^\W\d_]) ?([0-9]*)")
_PARTED = re.compile(r"(\d{1,2}) ?([/.-]) ?(?=\d{1,2}(?!\d))")
_ISO_DAY = re.compile(r"\d{4}-(\d{2})-(\d{2})(?:[ T]0?0:00(?::00(?:\.0+)?)?)?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}(?: 0?0:00(?::00)?)?")
_NAMED_DAY = re.compile(r"(?P<day>\d{1,2})[- ](?P<month>[a-z]{3})")
_MONTH_AND_DAY = re.compile(r"(?P<month>[a-z]{3})[- ](?P<day>\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER = re.compile(r"\d+[.,]0+|\d(?:[.,]\d+)?e\+\d{1,3}")
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")

_SERIAL_ZERO = date(1899, 12, 30)
# 1/1/2000 to 31/12/2049: a class typed as 1/1 becomes a day of the year it was typed in.
_FIRST_SERIAL, _LAST_SERIAL = 36526, 54788

# Preschool, youngest first; its names carry no grade, and what numbers lead them are ages.
_PRESCHOOL = re.compile(r"(nhom tre|nha tre)|(mam)|(choi)|(la)\b")
_AGES = re.compile(r"\b(tuoi|thang)\b")


def read_class_name(value: object) -> str:
    """The class name that a cell held before Excel changed it; "" for an empty cell.

    value  text, number or date as the cell gives it
    Raises ValueError for a cell that can be no class: a truth value, a time, a number below 1, "?",
    "chưa xếp lớp".
    """
    match value:
        case None:
            return ""
        case date():
            return _from_day(value.day, value.month)
        case int() | float() if not isinstance(value, bool):
            return _from_number(value)
        case str():
            return _restored(_known(value))
    raise ValueError(f"not a class name: {value!r}")


def _known(name: str) -> str:
    """A name without "Lớp" before it; "" for a mere dash."""
    bare = _bare(name)
    if not bare.strip("-–—_. /"):
        return ""
    if not any(map(str.isalnum, bare)) or _NO_CLASS.fullmatch(fold(name)):
        raise ValueError(f"not a class name: {name!r}")
    return bare


def _bare(name: str) -> str:
    """A name as written, without "Lớp" before it."""
    return _PREFIX.sub("", clean(name).removeprefix("'"), count=1).strip()


def _restored(text: str) -> str:
    """A name from text, with what Excel or a typist made of it put right."""
    if found := _ISO_DAY.fullmatch(text):
        return _from_day(int(found[2]), int(found[1]))
    if found := _DAY.fullmatch(text):
        return _from_day(int(found[1]), int(found[2]))
    small = text.lower()
    found = _NAMED_DAY.fullmatch(small) or _MONTH_AND_DAY.fullmatch(small)
    if found and found["month"] in _MONTHS:
        return _from_day(int(found["day"]), _MONTHS.index(found["month"]) + 1)
    if _NUMBER.fullmatch(small):
        number = float(small.replace(",", "."))
        return "1E1" if "e" in small and number == 10 else _from_number(number)
    if found := _SIMPLE.fullmatch(text):
        return found[1] + found[2].upper() + found[3]
    return text if _AGES.search(fold(text)) else _PARTED.sub(r"\1\2", text, count=1)


def _from_day(day: int, month: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(f"not a class name: {day}/{month}")
    return f"{day}/{month}" if day <= HIGHEST_GRADE else f"{month}/{day}"


def _from_number(number: float) -> str:
    if not 1 <= number < 1e15:
        raise ValueError(f"not a class name: {number!r}")
    if number != int(number):
        return f"{number:.2f}".rstrip("0").rstrip(".")
    whole = int(number)
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL and whole % 10000:
        day = _SERIAL_ZERO + timedelta(days=whole)
        return _from_day(day.day, day.month)
    digits = str(whole)
    grade = digits.rstrip("0")
    zeros = len(digits) - len(grade)
    if grade == "1":
        grade, zeros = "10", zeros - 1
    if whole >= 20 and zeros > 0 and int(grade) <= HIGHEST_GRADE:
        return f"{grade}E{zeros}"
    return digits


def grade_of(name: str) -> int | None:
    """The grade (khối) 1–12 by the leading digits of a class name; None in preschool."""
    found = re.match(r"[0-9]{1,2}(?![0-9])", _bare(name))
    if not found or _AGES.search(fold(name)):
        return None
    grade = int(found[0])
    return grade if 1 <= grade <= HIGHEST_GRADE else None


def class_match_key(name: str) -> str:
    """Equal for two spellings of one class.

    Case, "Lớp", blanks, tone placement, zeros before a number and the mark between two numbers do
    not count: "6 a1", "LỚP 6A01" and "6A1" are one class, and so are 1/2, 1.2 and 1-2. Accents
    count: 6D and 6Đ are two classes.
    """
    parts = _PARTS.findall(_bare(name).lower())
    return " ".join(
        part.lstrip("0") or "0" if _is_number(part) else match_key(part) for part in parts
    )


def same_class(one: str, other: str) -> bool:
    """True where two names mean the same class; see `class_match_key`."""
    return class_match_key(one) == class_match_key(other)


def class_order_key(name: str) -> str:
    """The key whose plain ``str`` order is the order of classes.

    By grade, then by section with numbers as numbers (6A2, 6A10, 10A1); then preschool from the
    youngest (nhóm trẻ, mầm, chồi, lá), then whatever else there is. Two names of one class have
    the same key.
    """
    bare = _bare(name)
    keys = [_part_key(part) for part in _PARTS.findall(bare.lower())]
    if grade_of(bare) is not None:
        room = 0
    else:
        stage = _PRESCHOOL.match(fold(bare))
        room = stage.lastindex or 9 if stage else 9
    return f"{room} {''.join(keys)}"


def _part_key(part: str) -> str:
    if not _is_number(part):
        return word_key(part)
    digits = part.lstrip("0")
    return f"{len(digits):02d}{digits} "  # longer is more


def _is_number(part: str) -> bool:
    return part[0].isascii() and part[0].isdigit()


def next_class_name(name: str) -> str | None:
    """The name one grade up ("6A1" gives "7A1", "06A1" gives "07A1").

    None after grade 12 and without a grade.
    """
    grade = grade_of(name)
    if grade is None or grade == HIGHEST_GRADE:
        return None
    return re.sub(r"^[0-9]+", lambda found: str(grade + 1).zfill(len(found[0])), _bare(name))
