"""The return (báo cáo): what a school tells the body above it, as figures and never as names.

Source: the order of 17/8/2020 says what is counted and who reports to whom; no official education
form was found, so every wording here is a preset that a school may change.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bluezone_desktop.domain.counting import (
    Coverage,
    Figures,
    GroupRow,
    Ratio,
    ThreeFigures,
)
from bluezone_desktop.domain.errors import BugError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class of a return. Its relatives count a parent in every class where a child is.

    teacher  the homeroom teacher, None where nobody is known yet
    note     the clerk's own words in the last column
    """

    name: str
    teacher: str | None = None
    pupils: Figures = field(default_factory=Figures)
    relatives: Figures = field(default_factory=Figures)
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """Every count of one return: what a round freezes.

    classes          in class order
    staff            managers, teachers, employees; a group that is missing counts nobody
    staff_relatives  relatives of any member of staff, each person once
    total            the whole school, each person once: ``total.relatives`` holds the relatives of
                     pupils and of staff, and somebody who is in two classes or both only once
    households       pupils in whose household somebody has it / pupils

    Raises BugError for figures that contradict one another: such a return must never leave.
    """

    classes: tuple[ClassLine, ...] = ()
    staff: tuple[GroupRow, ...] = ()
    staff_relatives: Figures = field(default_factory=Figures)
    total: ThreeFigures = field(default_factory=ThreeFigures)
    households: Ratio = field(default_factory=lambda: Ratio(0, 0))

    def __post_init__(self) -> None:
        if any(not row.group.is_staff for row in self.staff):
            raise BugError("only staff belong in the staff table of a return")
        if self.sum_of_pupils != self.total.pupils:
            raise BugError(f"classes {self.sum_of_pupils} do not add up to {self.total.pupils}")
        if self.sum_of_staff != self.total.staff:
            raise BugError(f"groups {self.sum_of_staff} do not add up to {self.total.staff}")
        twice = self.counted_again
        if min(twice.total, twice.asked, twice.with_smartphone, twice.installed) < 0:
            raise BugError(f"more relatives once {self.total.relatives} than by class and staff")

    @classmethod
    def from_coverage(cls, coverage: Coverage) -> "ReturnFigures":
        """The figures of a return from ``coverage`` counted by class."""
        # The return's last line is about everybody, so relatives of staff belong to it too.
        everybody = [row.figures for row in coverage.groups if row.group is Group.RELATIVE]
        relatives = _add(everybody) if everybody else coverage.total.relatives
        return cls(
            classes=tuple(
                ClassLine(row.key, row.teacher, row.figures.pupils, row.figures.relatives)
                for row in coverage.rows
            ),
            staff=tuple(row for row in coverage.groups if row.group.is_staff),
            staff_relatives=coverage.staff_relatives,
            total=ThreeFigures(coverage.total.pupils, relatives, coverage.total.staff),
            households=coverage.households,
        )

    @property
    def sum_of_pupils(self) -> Figures:
        """All class rows: equal to ``total.pupils``, for a pupil is in one class."""
        return _add(line.pupils for line in self.classes)

    @property
    def sum_of_relatives(self) -> Figures:
        """All class rows, where a parent of pupils in two classes stands twice."""
        return _add(line.relatives for line in self.classes)

    @property
    def sum_of_staff(self) -> Figures:
        """Managers, teachers and employees together."""
        return _add(row.figures for row in self.staff)

    @property
    def counted_again(self) -> Figures:
        """By how much the rows exceed the people: relatives who stand in two of them."""
        rows, once = self.sum_of_relatives + self.staff_relatives, self.total.relatives
        return Figures(
            rows.total - once.total,
            rows.asked - once.asked,
            rows.with_smartphone - once.with_smartphone,
            rows.installed - once.installed,
        )

    @property
    def people(self) -> Figures:
        """Pupils and staff: those of whom the order requires it."""
        return self.total.pupils + self.total.staff

    def of_group(self, group: Group) -> Figures:
        """One of the three staff groups."""
        return _add(row.figures for row in self.staff if row.group is group)

    @property
    def staff_rows(self) -> tuple[GroupRow, ...]:
        """The staff table: always three rows, in the order of the order."""
        return tuple(GroupRow(group, self.of_group(group)) for group in STAFF_GROUPS)


@dataclass(frozen=True, slots=True)
class PreviousRound:
    """The round that "Tăng so với đợt trước" is measured against."""

    round_name: str
    as_of: datetime
    figures: ReturnFigures


class Omissible(StrEnum):
    """A column of the table that a school may leave out."""

    TEACHER = "teacher"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a return that a school may set; None takes the preset of the catalogue.

    title, subject  "BÁO CÁO" and the line below it
    basis           the opening paragraph; "" leaves it out
    distribution    the lines of "Nơi nhận", without their dashes
    preparer_title, head_title  above the two signatures
    notes           lines of the school's own below those that explain the table
    omitted         columns left out; the homeroom teachers only of a return by class
    """

    title: str | None = None
    subject: str | None = None
    basis: str | None = None
    distribution: tuple[str, ...] | None = None
    preparer_title: str | None = None
    head_title: str | None = None
    notes: tuple[str, ...] = ()
    omitted: tuple[Omissible, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """A school return, complete: who reports to whom, as of when, and the figures.

    recipient   after "Kính gửi:", free text; "" leaves dots to write on
    round_name  "đợt 2", or None for a draft, which never counts as issued
    as_of       aware, in the school's own time
    dated       the day beside the place
    place       where it is dated from; "" takes the school's
    number      between "Số:" and the sign, "" leaves room for the pen
    by_class    a line for every class; False for one line of all pupils
    """

    school: School
    recipient: str
    round_name: str | None
    as_of: datetime
    dated: date
    figures: ReturnFigures
    previous: PreviousRound | None = None
    place: str = ""
    number: str = ""
    wording: Wording = Wording()
    by_class: bool = True

    @property
    def is_draft(self) -> bool:
        """True until a round gives it a name."""
        return self.round_name is None

    @property
    def dated_from(self) -> str:
        """The place of the date line, or ""."""
        return self.place or self.school.place

    @property
    def sign(self) -> str:
        """What stands after "BC-": the initials of the school, as Vietnamese offices write them."""
        return office_initials(self.school.name)


_KINDS = re.compile(r"^\s*trường\s+", re.IGNORECASE)


def office_initials(name: str) -> str:
    """The sign of an office: "Trường THCS Lâm Tân" is "THCSLT", "Trường Mầm non 2/9" is "MN2/9".

    A word in capitals stays whole, of any other only its first letter is taken; "Trường" is left
    out. Only a preset: a school may write its own.
    """
    words = re.findall(r"[^\s\-–.,()]+", _KINDS.sub("", name))
    return "".join(
        word if word.isupper() or word[0].isdigit() else word[0].upper() for word in words
    )


def _add(figures: Iterable[Figures]) -> Figures:
    return sum(figures, start=Figures())
