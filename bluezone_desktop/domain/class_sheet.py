"""The class sheet: the tick sheet of one class on its way to a teacher, and what comes home in it.

A sheet is a list of lines, each about one person: those on record as it leaves, and places reserved
for those whom the teacher adds, so that an added row means the same person however often it comes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.sheet_merge import Copy, Key
from bluezone_desktop.domain.vocabulary import Relation, Status

STATUS, NOTE, NAME, BIRTH = "status", "note", "full_name", "date_of_birth"
FIELDS = (NAME, BIRTH, STATUS, NOTE)
SPARE_PUPILS, SPARE_RELATIVES = 6, 6
"""Empty rows for those whom no list has named yet."""


class Role(StrEnum):
    """What a line of the sheet is about."""

    PUPIL = "pupil"
    PARENT = "parent"
    OTHER = "other"
    NEW_PUPIL = "new_pupil"
    NEW_RELATIVE = "new_relative"


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a sheet, or the place for one.

    key       names the line within the sheet; a parent's is "PUPIL/father"
    person    the id of the person, or the one that is reserved for them
    known     whether the person was on record as the sheet left
    of        the key of the pupil whose relative it is; "" where the teacher says it
    base      the fields as they left; what is blank is left out
    """

    key: str
    role: Role
    person: str
    known: bool
    of: str = ""
    relation: Relation | None = None
    base: Mapping[str, str] = field(default_factory=dict)

    @property
    def record(self) -> str:
        """What merging knows the person by: a place keeps its name whoever comes to fill it."""
        return self.key if self.role is Role.PARENT and not self.known else self.person

    def was(self, name: str) -> str:
        """A field as it left; a status nobody had asked for is "not_asked", others are ""."""
        return self.base.get(name) or (Status.NOT_ASKED.value if name == STATUS else "")


@dataclass(frozen=True)
class ClassSheet:
    """One class as it left. ``left`` is the moment, in milliseconds since 1970 UTC."""

    sheet_id: str
    school: str
    school_code: str
    school_year: str
    class_id: ClassId
    class_name: str
    teacher: str
    left: int
    lines: tuple[Line, ...]

    def of_role(self, *roles: Role) -> list[Line]:
        """The lines of these roles, in their order."""
        return [line for line in self.lines if line.role in roles]

    def parent(self, pupil: Line, relation: Relation) -> Line | None:
        """The line of a pupil's father or mother."""
        return self.by_key.get(parent_key(pupil.key, relation))

    @cached_property
    def by_key(self) -> dict[str, Line]:
        """The lines by their keys."""
        return {line.key: line for line in self.lines}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a sheet that is not taken, and why: a key of the catalogue with its values."""

    reason: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A class sheet that has come home.

    said         per line what its fields hold now; what says nothing is left out
    relations    of rows for new relatives: the pupil's line and the relation the teacher gave
    modified     when it was last saved, by the clock of that computer
    modified_by  who saved it, where the file tells
    stamp        orders the copies of one sheet by when they were saved
    """

    sheet: ClassSheet
    said: Mapping[str, Mapping[str, str]]
    relations: Mapping[str, tuple[str, Relation]]
    modified: datetime
    modified_by: str
    stamp: str
    troubles: tuple[Trouble, ...] = ()

    def copy(self) -> tuple[Copy, tuple[Trouble, ...]]:
        """What merging looks at, and the people of whom the sheet says two things at once."""
        base: dict[Key, str] = {}
        said: dict[Key, str] = {}
        torn: dict[Key, Line] = {}
        for line in self.sheet.lines:
            for name, value in self.said.get(line.key, {}).items():
                key = (line.record, name)
                base[key] = line.was(name)
                earlier = said.get(key, base[key])
                # A parent of two children of the class has two cells: the one that was filled in
                # speaks for both.
                if value != base[key] and earlier not in (base[key], value):
                    torn[key] = line
                elif value != base[key] or key not in said:
                    said[key] = value
        for key in torn:
            del said[key]
        troubles = tuple(
            Trouble("sheets.trouble.two_answers", {"name": line.was(NAME) or "–"})
            for line in torn.values()
        )
        return Copy(self.sheet.sheet_id, self.sheet.left, self.stamp, said, base), troubles


def parent_key(pupil_key: str, relation: Relation) -> str:
    """The key of the line of a pupil's father or mother."""
    return f"{pupil_key}/{relation}"


def fingerprint(parts: Iterable[Sequence[str]]) -> str:
    """A short print of rows of text, equal only where they are."""
    found = hashlib.blake2b(digest_size=16)
    for row in parts:
        found.update("\x1f".join(row).encode("utf-8") + b"\x1e")
    return found.hexdigest()
