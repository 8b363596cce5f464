"""What a finished piece of work changed, so that every screen knows whether it shows old news."""

from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Change(Flag):
    """Kinds of things that may have changed; screens out of sight grow dirty by these."""

    NOTHING = 0
    SCHOOL = auto()
    CLASSES = auto()
    PEOPLE = auto()
    RETURNS = auto()
    BACKUPS = auto()
    EVERYTHING = SCHOOL | CLASSES | PEOPLE | RETURNS | BACKUPS


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a service gives back after writing: the answer, and what it changed."""

    value: T
    changes: Change
