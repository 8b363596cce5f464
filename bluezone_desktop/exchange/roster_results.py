"""What one sheet of a roster holds, before the sheets are put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bluezone_desktop.domain.roster import NotCounted, Problem, PupilDraft, SheetLayout, StaffDraft
from bluezone_desktop.exchange.grid import Cell


@dataclass(frozen=True, slots=True)
class PlacedPupil:
    """A pupil with the class and the sheet where the list has them, and the row as it stands."""

    class_name: str
    sheet: str
    pupil: PupilDraft
    row: Sequence[Cell] = ()


@dataclass(slots=True)
class SheetResult:
    """Everything one sheet holds. ``teachers`` is by ``class_match_key``."""

    pupils: list[PlacedPupil] = field(default_factory=list)
    staff: list[StaffDraft] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    teachers: dict[str, str] = field(default_factory=dict)
    layouts: list[SheetLayout] = field(default_factory=list)
