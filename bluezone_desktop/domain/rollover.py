"""From one school year to the next: what becomes of each class.

Grades go up by one and keep their section ("6A1" is 7A1, "12.6" has no next). In preschool the
stages do, by their names (Mầm, Chồi, Lá; bé, nhỡ, lớn) and by the ages that stand in a class's name
(13-24 tháng, 25-36 tháng, 3-4 tuổi, 4-5 tuổi, 5-6 tuổi). The last grade of a level, Lá, lớn and the
ages up to 6 leave. Of a name that tells none of these nothing is guessed.

Last grades: tiểu học 5, THCS 9, THPT and GDTX 12; a school that teaches higher grades than its
level (liên cấp) goes on to the end of that one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bluezone_desktop.domain.class_names import grade_of, next_class_name
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Level

_LAST_GRADES = {
    Level.PRIMARY: 5,
    Level.LOWER_SECONDARY: 9,
    Level.UPPER_SECONDARY: 12,
    Level.CONTINUING: 12,
}
_STAGES = (("mầm", "chồi", "lá"), ("bé", "nhỡ", "lớn"))
_STAGE = re.compile(r"(?<!\w)(mầm|mam|chồi|choi|lá|la)(?!\w)(?! non)", re.IGNORECASE)
_SIZE = re.compile(
    r"(?<=mẫu giáo )(bé|nhỡ|lớn)(?!\w)|(?<=mg )(bé|nhỡ|lớn)(?!\w)|(?<=mgiáo )(bé|nhỡ|lớn)(?!\w)",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"(\d{1,2})( ?[-–] ?)(\d{1,2})( ?th[aá]ng(?: tu[oổ]i)?)", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)([2-6])(?:( ?[-–] ?)([2-6]))?( ?tu[oổ]i)", re.IGNORECASE)
_LAST_AGE = 5
"""A class of five-year-olds, "5 tuổi" or "5-6 tuổi", is the last before grade 1."""


class Fate(StrEnum):
    """What becomes of a class."""

    GOES_UP = "goes_up"
    LEAVES = "leaves"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Future:
    """What a class's name says becomes of it; ``name`` is next year's where it goes up."""

    fate: Fate
    name: str | None = None


_UNCLEAR, _LEAVES = Future(Fate.UNCLEAR), Future(Fate.LEAVES)


def futures(names: Iterable[str], level: Level | None) -> list[Future]:
    """What becomes of each class of one school.

    level  the school's; None where nobody has said: then the grades it has tell
    """
    classes = list(names)
    last = last_grade((grade_of(name) for name in classes), level)
    first_stage = _first_stage(classes)
    return [_future(name, level, last, first_stage) for name in classes]


def last_grade(grades: Iterable[int | None], level: Level | None) -> int:
    """The grade after which pupils leave the school."""
    highest = max((grade for grade in grades if grade is not None), default=0)
    reaching = next(end for end in (0, 5, 9, 12) if highest <= end)
    return max(reaching, _LAST_GRADES.get(level, 0) if level else 0)


def next_school_year(year: str) -> str:
    """The school year after one: of "2020-2021" it is "2021-2022"."""
    first, second = year.split("-")
    return f"{int(first) + 1}-{int(second) + 1}"


def _future(name: str, level: Level | None, last: int, first_stage: str) -> Future:
    grade = None if level is Level.PRESCHOOL else grade_of(name)
    if grade is not None:
        following = next_class_name(name)
        return _LEAVES if grade >= last or following is None else Future(Fate.GOES_UP, following)
    if months := _MONTHS.search(name):
        return _after_months(name, months, first_stage)
    moved, known = name, False
    for pattern, ladder in zip((_STAGE, _SIZE), _STAGES, strict=True):
        if found := pattern.search(moved):
            place = [fold(stage) for stage in ladder].index(fold(found[0]))
            if place + 1 == len(ladder):
                return _LEAVES
            moved = _put(moved, found, _dressed(ladder[place + 1], found[0]))
            known = True
    if years := _YEARS.search(moved):
        if int(years[1]) >= _LAST_AGE:
            return _LEAVES
        older = str(int(years[1]) + 1)
        if years[3]:
            older += f"{years[2]}{int(years[3]) + 1}"
        moved = _put(moved, years, older + years[4])
        known = True
    return Future(Fate.GOES_UP, moved) if known else _UNCLEAR


def _after_months(name: str, months: re.Match[str], first_stage: str) -> Future:
    """A nursery class: the next range of months, or after three years the first stage."""
    low, high = int(months[1]), int(months[3])
    if not low < high <= 36:
        return _UNCLEAR
    if high > 24:
        section = name[months.end() :].lstrip(") ")
        return Future(Fate.GOES_UP, f"{first_stage} {section}".strip())
    begins = low % 12 == 0 and low > 0  # "12-24" goes on as "24-36", "13-24" as "25-36"
    end = 24 if high <= 12 else 36
    return Future(
        Fate.GOES_UP,
        _put(name, months, f"{end - 12 if begins else end - 11}{months[2]}{end}{months[4]}"),
    )


def _first_stage(names: Iterable[str]) -> str:
    """What this school calls its class of three-year-olds."""
    for name in names:
        if found := re.search(r"(?<!\d)3 ?[-–] ?4 ?tu[oổ]i|(?<!\d)3 ?tu[oổ]i", name, re.IGNORECASE):
            return "Mầm" if _STAGE.search(name) else found[0]
        if found := re.search(r"(?:mẫu giáo|mg) bé", name, re.IGNORECASE):
            return found[0]
    return "Mầm"


def _put(name: str, found: re.Match[str], instead: str) -> str:
    return name[: found.start()] + instead + name[found.end() :]


def _dressed(word: str, like: str) -> str:
    """A word with the capitals, and without the accents, that another one has not."""
    plain = fold(word) if like.isascii() and fold(like) != "la" else word
    if like.isupper() and len(like) > 1:
        return plain.upper()
    return plain.capitalize() if like[0].isupper() else plain
