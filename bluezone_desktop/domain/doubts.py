"""Why somebody on record may be meant by a line of a list without it being certain.

Such a line is put to the user. Unasked, it is taken for a new person, because a child on record
twice can be put right and a tick with the wrong child is never found; only where a code or the
whole of birth, class and name (but for a slip) say so is it taken for the one on record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bluezone_desktop.domain.likeness import Slip, dates_agree, dates_mistyped, slip_between
from bluezone_desktop.domain.people import IsoDate, PersonId

Signs = frozenset[str]
"""What tells namesakes apart: phones, and names of relatives, as match keys."""

MOST_CANDIDATES = 8
"""How many of those who may be meant are worth being shown, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What recognising needs of a person on record.

    place      a class's match key, or the same word for all staff
    position   the place in the list as it came last; 0 for who was in no list, or passed over
    attending  False for who has left the school
    """

    id: PersonId
    full_name: str
    date_of_birth: IsoDate | None
    code: str | None
    place: str
    position: int = 0
    attending: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a list says about who is meant; ``place`` as in ``Known``.

    left  whether the list itself says that they are gone
    """

    full_name: str
    date_of_birth: IsoDate | None
    code: str | None
    place: str
    signs: Callable[[], Signs] = frozenset
    left: bool = False


class Why(StrEnum):
    """What makes it uncertain, likeliest to be the same person first."""

    SEVERAL = "several"
    CONTENDED = "contended"
    CODE = "code"
    OTHER_CODE = "other_code"
    SPELLING = "spelling"
    BIRTH = "birth"
    ELSEWHERE = "elsewhere"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that may mean somebody on record.

    line         its place among the lines
    candidates   who may be meant, the likeliest first
    default      who is meant if nobody answers; None for a new person
    meant        who is meant as things are; None for a new person
    answered     whether the user said so
    alike        those of them who are namesakes in the same class, whom nothing tells apart
    """

    line: int
    candidates: tuple[PersonId, ...]
    why: Why
    default: PersonId | None
    meant: PersonId | None
    answered: bool
    alike: tuple[PersonId, ...]


def is_full(day: str | None) -> bool:
    """Whether a date of birth is a day, not only a year or nothing."""
    return day is not None and len(day) == 10


def in_place(known: Known, line: Line) -> bool:
    """Whether somebody is in the line's class.

    Of those who have left the class may be unknown, to the list or on record.
    """
    if known.place == line.place:
        return True
    return line.left and not known.attending and not (known.place and line.place)


def same_birth(known: Known, line: Line) -> bool:
    """Whether both have the same full date of birth."""
    return is_full(line.date_of_birth) and line.date_of_birth == known.date_of_birth


def can_be_one(known: Known, line: Line) -> bool:
    """Whether the dates of birth, as far as they are known, do not contradict one another."""
    return dates_agree(known.date_of_birth, line.date_of_birth)


def phones(signs: Signs) -> Signs:
    """The telephones among the signs."""
    return frozenset(sign for sign in signs if sign[:1] in "+0123456789")


def family_says_so(known: Signs, line: Signs) -> bool:
    """Whether two namesakes have a family in common beyond chance: a phone, or two names."""
    shared = known & line
    return len(shared) > 1 or bool(phones(shared))


def why_same_name(
    known: Known, line: Line, signs: Callable[[PersonId], Signs], other_code: bool
) -> Why | None:
    """Why a line may mean a namesake, where no rule has made it certain; None where it may not."""
    here, full = in_place(known, line), same_birth(known, line)
    if other_code:
        return Why.OTHER_CODE if full else None
    if here and can_be_one(known, line):
        return Why.SEVERAL
    if here and known.place:
        return Why.BIRTH
    theirs, its = signs(known.id), line.signs()
    if full:
        return Why.FAMILY if another_family(theirs, its) else Why.SEVERAL
    if can_be_one(known, line):
        return None if another_family(theirs, its) else Why.ELSEWHERE
    mistyped = dates_mistyped(known.date_of_birth, line.date_of_birth)
    shared = theirs & its
    return Why.BIRTH if phones(shared) or (mistyped and shared) else None


def why_alike(
    known: Known, line: Line, signs: Callable[[PersonId], Signs], other_code: bool, *, staff: bool
) -> Why | None:
    """Why a line may mean somebody of nearly the same name; None where it may not."""
    here, full = bool(line.place) and known.place == line.place, same_birth(known, line)
    if not (here or full) or (other_code and not full):
        return None
    slip = slip_between(known.full_name, line.full_name)
    if slip is None:
        return None
    if here and full:
        return Why.SPELLING
    if full:
        return Why.SPELLING if signs(known.id) & line.signs() else None
    agree = can_be_one(known, line)
    if staff or slip is Slip.WORD:
        shared = phones(signs(known.id) & line.signs())
        return Why.SPELLING if agree and shared else None
    mistyped = dates_mistyped(known.date_of_birth, line.date_of_birth)
    return Why.SPELLING if known.attending and (agree or mistyped) else None


def another_family(one: Signs, other: Signs) -> bool:
    """Whether both families are known, and nothing of them agrees."""
    if one & other:
        return False
    numbers, others = phones(one), phones(other)
    return bool((numbers and others) or (one - numbers and other - others))
