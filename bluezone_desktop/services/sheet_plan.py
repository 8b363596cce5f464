"""What merging class sheets would do, told before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bluezone_desktop.domain.class_sheet import FilledSheet, Trouble
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, Kinship, Person, PersonId
from bluezone_desktop.domain.sheet_merge import Kept, Outcome, Seen
from bluezone_desktop.storage.tables import Value


class Rule(StrEnum):
    """How conflicts are settled that nobody settles by hand."""

    OURS = "ours"
    THEIRS = "theirs"
    NEWEST = "newest"


ConflictId = tuple[str, str, str, str]
"""Sheet, copy, record, field."""

Decisions = Mapping[ConflictId, Kept]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came: what is in it, or why it cannot be read."""

    path: Path
    filled: FilledSheet | None = None
    error: KnownError | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that both sides changed, each otherwise.

    name       of the person; with ``relation`` and ``of`` where it is a relative
    *_at, *_by when and by whom each side's value was set, as far as is known
    kept       None where nobody has decided: ours holds then
    """

    id: ConflictId
    person: PersonId
    name: str
    field: str
    ours: str
    theirs: str
    base: str
    ours_at: datetime | None
    ours_by: str
    theirs_at: datetime
    theirs_by: str
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class FileResult:
    """What becomes of one file.

    taken      people of whom something is taken; unchanged  the others of the sheet
    reason     why it is refused
    """

    path: Path
    outcome: Outcome
    filled: FilledSheet | None = None
    reason: KnownError | None = None
    taken: int = 0
    unchanged: int = 0
    added: int = 0
    disputes: tuple[Dispute, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def class_name(self) -> str | None:
        """The class of the sheet, where the file could be read."""
        return self.filled.sheet.class_name if self.filled else None


@dataclass(slots=True)
class MergePlan:
    """Files that came home, and what taking them changes. ``base`` is the newest step it knows."""

    arrived: tuple[Arrived, ...]
    rule: Rule | None
    decisions: Decisions
    base: int
    files: tuple[FileResult, ...] = ()
    new_people: dict[PersonId, Person] = field(default_factory=dict)
    new_ties: list[Kinship] = field(default_factory=list)
    changes: dict[PersonId, dict[str, Value]] = field(default_factory=dict)
    copies: list[tuple[ClassId, Seen]] = field(default_factory=list)

    @property
    def changes_people(self) -> bool:
        """Whether anything is stored of people."""
        return bool(self.new_people or self.new_ties or self.changes)

    @property
    def disputes(self) -> list[Dispute]:
        """The conflicts of all files."""
        return [one for file in self.files for one in file.disputes]

    @property
    def open_disputes(self) -> list[Dispute]:
        """Those that nobody has decided."""
        return [one for one in self.disputes if one.kept is None]

    @property
    def refused(self) -> list[FileResult]:
        """The files that are not taken at all."""
        return [one for one in self.files if one.outcome is Outcome.REFUSED]
