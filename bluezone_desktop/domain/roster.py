"""A class list as read, before anything is stored: one common draft for every layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex


class Encoding(StrEnum):
    """How the text of a sheet's columns was written."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


class Severity(StrEnum):
    """A warning takes the person without that value; a rejected row is not taken."""

    WARNING = "warning"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RelativeDraft:
    """A relative as a list names them: by name, by phone, or both."""

    relation: Relation
    full_name: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class PupilDraft:
    """A pupil as a list names them. ``row`` is the row as Excel numbers it."""

    row: int
    full_name: str
    date_of_birth: IsoDate | None = None
    sex: Sex | None = None
    code: str | None = None
    phone: str | None = None
    relatives: tuple[RelativeDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """A member of staff as a list names them. ``job`` is the chức vụ as written."""

    row: int
    full_name: str
    group: Group
    job: str | None = None
    date_of_birth: IsoDate | None = None
    sex: Sex | None = None
    code: str | None = None
    phone: str | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """A class as a list shows it. ``sheet`` is where it was found."""

    name: str
    sheet: str
    pupils: tuple[PupilDraft, ...]
    homeroom_teacher: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a row that could not be taken as written.

    row       the row as Excel numbers it
    column    the header's words, or "" where the row as a whole is meant
    value     the cell as written
    reason    a key of the message catalogue, filled from ``values``
    cells     of a rejected row: every cell as written, to hand it back for mending
    """

    sheet: str
    row: int
    column: str
    value: str
    severity: Severity
    reason: str
    values: dict[str, object] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Who the list itself says is no longer at school: kept on record, out of the count."""

    sheet: str
    row: int
    full_name: str
    reason: str
    attendance: Attendance
    class_name: str | None
    draft: PupilDraft | StaffDraft


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """What was recognised on one sheet, for showing it before anything is stored.

    header_rows  the rows of the header as Excel numbers them
    columns      per column of the sheet (from the first): the field recognised, or None
    headers      per column: the header's words, joined over its rows
    key          what tells this layout from others
    said         the user has said what some of the columns mean
    encodings    by column, counted from 0: how its text was written, where it was not Unicode
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[str | None, ...]
    headers: tuple[str, ...]
    key: str = ""
    said: bool = False
    encodings: Mapping[int, Encoding] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """Where the table begins, as Excel numbers its rows."""
        return min(self.header_rows, default=1)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that one file holds, ready to be shown, planned and taken."""

    file: str
    classes: tuple[ClassDraft, ...] = ()
    staff: tuple[StaffDraft, ...] = ()
    encodings: dict[str, Encoding] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    layouts: tuple[SheetLayout, ...] = ()

    @property
    def people(self) -> int:
        """Pupils, relatives and staff that the file would bring."""
        pupils = [pupil for one in self.classes for pupil in one.pupils]
        return len(pupils) + sum(len(p.relatives) for p in pupils) + len(self.staff)
