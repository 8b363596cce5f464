"""What a column or a row of a district's own form can ask for, and the figure that answers it.

A district office sends a blank form in wording of its own. Each of its columns asks for one thing:
what the row is about (a class, a unit, its number …), a count of some people, or a rate. Source:
the counting rules (`counting`), and how such forms are laid out (domain notes on returns).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bluezone_desktop.domain.counting import Figures, Ratio
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS


class Whom(StrEnum):
    """The people that a column or a row counts."""

    PUPILS = "pupils"
    RELATIVES = "relatives"
    STAFF = "staff"
    MANAGERS = "managers"
    TEACHERS = "teachers"
    EMPLOYEES = "employees"
    STAFF_RELATIVES = "staff_relatives"
    REQUIRED = "required"  # pupils and staff: those of whom the order requires it
    EVERYBODY = "everybody"


class Count(StrEnum):
    """What is counted of them."""

    TOTAL = "total"
    WITH_SMARTPHONE = "with_smartphone"
    INSTALLED = "installed"
    NOT_INSTALLED = "not_installed"  # of those with a smartphone
    WITHOUT_APP = "without_app"  # of all
    NO_SMARTPHONE = "no_smartphone"
    ASKED = "asked"
    NOT_ASKED = "not_asked"

    def of(self, figures: Figures) -> int:
        """The number of people."""
        return {
            Count.TOTAL: figures.total,
            Count.WITH_SMARTPHONE: figures.with_smartphone,
            Count.INSTALLED: figures.installed,
            Count.NOT_INSTALLED: figures.with_smartphone - figures.installed,
            Count.WITHOUT_APP: figures.total - figures.installed,
            Count.NO_SMARTPHONE: figures.asked - figures.with_smartphone,
            Count.ASKED: figures.asked,
            Count.NOT_ASKED: figures.not_asked,
        }[self]


class Key(StrEnum):
    """What a column says of its row."""

    ORDINAL = "ordinal"
    CLASS = "class"
    GRADE = "grade"
    TEACHER = "teacher"
    UNIT = "unit"
    GROUP = "group"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Asked:
    """A count, or with ``among`` the rate of it among another count.

    whom  None where the row says whom
    """

    count: Count
    among: Count | None = None
    whom: Whom | None = None

    @property
    def is_rate(self) -> bool:
        """Whether the answer is a percentage."""
        return self.among is not None

    def answer(self, figures: Figures) -> int | Ratio:
        """The figure that is asked for."""
        number = self.count.of(figures)
        return number if self.among is None else Ratio(number, self.among.of(figures))

    def __str__(self) -> str:
        """The name of this meaning on disk, for example ``pupils.installed/total``."""
        rate = f"/{self.among}" if self.among else ""
        return f"{self.whom or 'row'}.{self.count}{rate}"


Meaning = Key | Asked

RATES: Final = (
    (Count.INSTALLED, Count.TOTAL),
    (Count.INSTALLED, Count.WITH_SMARTPHONE),
    (Count.WITH_SMARTPHONE, Count.TOTAL),
    (Count.WITHOUT_APP, Count.TOTAL),
    (Count.NOT_INSTALLED, Count.WITH_SMARTPHONE),
)
"""The rates that forms ask for."""


def _meanings() -> Iterator[Meaning]:
    yield from Key
    for whom in (None, *Whom):
        for count in Count:
            yield Asked(count, None, whom)
        for count, among in RATES:
            yield Asked(count, among, whom)


MEANINGS: Final[Mapping[str, Meaning]] = MappingProxyType({str(one): one for one in _meanings()})
"""Every meaning by its name on disk."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who a row of a form is about.

    known  the figures by whom; what is missing cannot be told for such a row
    """

    known: Mapping[Whom, Figures]

    def answer(self, asked: Asked, row: Whom | None = None) -> int | Ratio | None:
        """What a cell gets, where the row says ``row`` if the column does not say whom."""
        whom = asked.whom or row
        figures = self.known.get(whom) if whom else None
        return None if figures is None else asked.answer(figures)


def scope_of_class(line: ClassLine) -> Scope:
    """A class: its pupils and their relatives; nobody else belongs to one class."""
    return Scope(
        {
            Whom.PUPILS: line.pupils,
            Whom.RELATIVES: line.relatives,
            Whom.REQUIRED: line.pupils,
            Whom.EVERYBODY: line.pupils + line.relatives,
        }
    )


def scope_of_school(figures: ReturnFigures) -> Scope:
    """The whole school, each person once."""
    total = figures.total
    of_group = {
        whom: figures.of_group(group)
        for whom, group in zip(
            (Whom.MANAGERS, Whom.TEACHERS, Whom.EMPLOYEES), STAFF_GROUPS, strict=True
        )
    }
    return Scope(
        {
            Whom.PUPILS: total.pupils,
            Whom.RELATIVES: total.relatives,
            Whom.STAFF: total.staff,
            Whom.STAFF_RELATIVES: figures.staff_relatives,
            Whom.REQUIRED: figures.people,
            Whom.EVERYBODY: figures.people + total.relatives,
            **of_group,
        }
    )
