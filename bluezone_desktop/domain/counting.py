"""The counting rules: what a figure counts, the two rates, and how they are written.

Source: the figures the order of 17/8/2020 asked for. Targets in 2020 used either rate, so both are
always kept and always labelled. A zero denominator has no rate: it is shown as "–", never as 0 %.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bluezone_desktop.domain.vocabulary import Group, Status


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole, kept as the two counts so that rounding is exact.

    part, whole  people; ``whole`` may be zero, and then there is no rate
    """

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The rate in 0–1, or None for a zero denominator."""
        return self.part / self.whole if self.whole else None

    @property
    def tenths_of_percent(self) -> int | None:
        """The rate in tenths of a percent, rounded half up: 866 is 86,6 %."""
        if not self.whole:
            return None
        return (2000 * self.part + self.whole) // (2 * self.whole)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted for one set of people."""

    total: int = 0
    asked: int = 0
    with_smartphone: int = 0
    installed: int = 0

    @classmethod
    def from_tally(cls, tally: Mapping[Status, int]) -> "Figures":
        """Figures of a set told as the number of people per status."""
        return cls(
            total=sum(tally.values()),
            asked=sum(n for status, n in tally.items() if status.is_asked),
            with_smartphone=sum(n for status, n in tally.items() if status.has_smartphone),
            installed=tally.get(Status.INSTALLED, 0),
        )

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> "Figures":
        """Figures of a set told as one status per person."""
        tally: dict[Status, int] = {}
        for status in statuses:
            tally[status] = tally.get(status, 0) + 1
        return cls.from_tally(tally)

    @property
    def not_asked(self) -> int:
        """People about whom nothing is known yet."""
        return self.total - self.asked

    @property
    def rate_of_total(self) -> Ratio:
        """Installed / total."""
        return Ratio(self.installed, self.total)

    @property
    def rate_of_smartphones(self) -> Ratio:
        """Installed / with smartphone."""
        return Ratio(self.installed, self.with_smartphone)

    def __add__(self, other: "Figures") -> "Figures":
        """Figures of two sets that have nobody in common."""
        return Figures(
            self.total + other.total,
            self.asked + other.asked,
            self.with_smartphone + other.with_smartphone,
            self.installed + other.installed,
        )


@dataclass(frozen=True, slots=True)
class ThreeFigures:
    """Pupils, relatives and staff of one set, side by side."""

    pupils: Figures = Figures()
    relatives: Figures = Figures()
    staff: Figures = Figures()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One line of a coverage table.

    key      class name, grade, school name or ISO date
    teacher  homeroom teacher, for a row that is a class
    """

    key: str
    figures: ThreeFigures
    teacher: str | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Figures of one of the five groups."""

    group: Group
    figures: Figures


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures of the school at one moment.

    rows        by class, grade, day or the school as a whole; a parent of two pupils is counted in
                each class row where a child of theirs is, so rows need not add up to ``total``
    total       everyone counted once
    households  pupils in whose household (pupil or any relative) at least one has it / pupils
    staff_groups, staff_relatives  the staff table of a return
    """

    as_of: datetime
    rows: tuple[CoverageRow, ...]
    total: ThreeFigures
    households: Ratio
    groups: tuple[GroupRow, ...] = ()
    staff_relatives: Figures = Figures()


def format_count(number: int, language: str = "vi") -> str:
    """A count with its thousands set apart: 1.120 in Vietnamese, 1,120 in English."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def format_rate(ratio: Ratio, language: str = "vi") -> str:
    """A rate with one decimal, half up: "86,6%" in Vietnamese, "86.6%" in English, "–" for none."""
    tenths = ratio.tenths_of_percent
    if tenths is None:
        return "–"
    mark = "," if language == "vi" else "."
    return f"{tenths // 10}{mark}{tenths % 10}%"


def format_points(tenths: int, language: str = "vi") -> str:
    """A change of a rate in percentage points, from tenths: 41 is "4,1"; the sign is kept."""
    mark = "," if language == "vi" else "."
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}{mark}{abs(tenths) % 10}"
