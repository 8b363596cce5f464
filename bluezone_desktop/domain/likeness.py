"""When two writings may be of one person: names a slip apart, dates of birth mistyped.

What is alike here proves nothing; it is reason enough to ask. The slips are those of typing and
copying: a lost accent, đ as d, a letter too many, missing, wrong or changed with its neighbour, two
words run together, a word left out of the middle ("Nguyễn Hoà" for "Nguyễn Thị Hoà"); of dates one
digit, two digits changed over, day for month, a year off by one.
"""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache

from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.text import fold

_TONES = re.compile(r"(?<=[a-z])[2-6]+(?= |$)")
_SHORTEST = 2
"""Letters of a word in which one letter may be a slip; in a shorter one it is another word."""


class Slip(StrEnum):
    """What parts two spellings that may be one name."""

    ACCENTS = "accents"
    LETTER = "letter"
    WORD = "word"


@lru_cache(maxsize=65_536)
def plain_key(full_name: str) -> str:
    """Equal for spellings that differ in accents, đ and d, case and punctuation only."""
    return _TONES.sub("", fold(match_key(full_name)))


def is_plain(full_name: str) -> bool:
    """Whether a name is written without any accent: in capitals of an old system, or in haste."""
    return full_name.isascii()


def slip_between(one: str, other: str) -> Slip | None:
    """What parts two names that may be one; None for the same name, or for two different ones.

    A number or a mark that tells namesakes apart ("An 2", "An (B)") is no slip.
    """
    first, second = plain_key(one), plain_key(other)
    if first == second:
        return None if match_key(one) == match_key(other) else Slip.ACCENTS
    if first[:1] != second[:1] and first[-1:] != second[-1:]:
        return None  # more than one slip; most pairs end here
    if abs(len(first) - len(second)) > 1:
        return Slip.WORD if _word_missing(first.split(), second.split()) else None
    words, others = first.split(), second.split()
    if len(words) != len(others):
        return Slip.LETTER if "".join(words) == "".join(others) else None
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return Slip.LETTER if len(different) == 1 and _a_letter_apart(*different[0]) else None


def _word_missing(one: list[str], other: list[str]) -> bool:
    """Whether one is the other without a word from its middle, and more than one word is left."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) != len(shorter) + 1 or len(shorter) < 2:
        return False
    return any(
        longer[:place] + longer[place + 1 :] == shorter
        for place in range(1, len(longer) - 1)
        if len(longer[place]) >= _SHORTEST and longer[place].isalpha()
    )


def _a_letter_apart(one: str, other: str) -> bool:
    """One letter wrong, missing or too many, or two neighbours changed over."""
    shorter, longer = sorted((one, other), key=len)
    if not (shorter.isalpha() and longer.isalpha()) or len(shorter) < _SHORTEST:
        return False
    place = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), None)
    if len(shorter) < len(longer):
        place = len(shorter) if place is None else place
        return shorter[place:] == longer[place + 1 :]
    if place is None or shorter[place + 1 :] == longer[place + 1 :]:
        return True
    changed_over = shorter[place + 1 : place + 2] + shorter[place]
    return longer[place:] == changed_over + shorter[place + 2 :]


def dates_mistyped(one: str | None, other: str | None) -> bool:
    """Whether two full dates differ, and by no more than a slip of typing."""
    if not (one and other) or len(one) != 10 or len(other) != 10 or one == other:
        return False
    first, second = date.fromisoformat(one), date.fromisoformat(other)
    same_day = (first.month, first.day) == (second.month, second.day)
    if same_day and abs(first.year - second.year) == 1:
        return True
    if (first.year, first.month, first.day) == (second.year, second.day, second.month):
        return True
    # As it is typed: day, month, year.
    typed, again = f"{first:%d%m}{one[:4]}", f"{second:%d%m}{other[:4]}"
    wrong = [place for place, (a, b) in enumerate(zip(typed, again, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    left, right = wrong
    return typed[left] == again[right] and typed[right] == again[left]


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates of birth can be the same: equal, one unknown, or a year and a day in it."""
    if not one or not other:
        return True
    return one == other or (min(len(one), len(other)) == 4 and one[:4] == other[:4])


def better_date(known: IsoDate | None, read: IsoDate | None) -> IsoDate | None:
    """The date to keep: what was read, unless it is empty or only the year of what is known."""
    if not read or (known and len(read) == 4 and known[:4] == read):
        return known
    return read


def better_name(known: str | None, read: str | None) -> str | None:
    """The name to keep: what was read, unless it is empty or what is known without its accents."""
    if not read:
        return known
    if known and read.isascii() and not known.isascii() and plain_key(known) == plain_key(read):
        return known
    return read
