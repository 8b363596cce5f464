"""The people, classes and school that the program keeps: frozen, typed, free of any storage."""

from dataclasses import dataclass
from typing import NewType

from bluezone_desktop.domain.vocabulary import (
    AppStore,
    Attendance,
    Group,
    Level,
    Relation,
    Sex,
    Status,
)

PersonId = NewType("PersonId", str)
ClassId = NewType("ClassId", str)
KinshipId = NewType("KinshipId", str)
ReturnId = NewType("ReturnId", str)
StepId = NewType("StepId", int)

IsoDate = NewType("IsoDate", str)
"""A day as ``YYYY-MM-DD``, or a year alone as ``YYYY`` where only that is known of a birth."""


@dataclass(frozen=True, slots=True)
class School:
    """The one school of a data folder, as its returns name it.

    superior  the body above it, upper left of a return ("PHÒNG GD&ĐT HUYỆN KẾ SÁCH")
    place     where a return is dated from ("Kế Sách")
    """

    name: str
    level: Level | None = None
    superior: str = ""
    place: str = ""
    code: str = ""
    head: str = ""
    preparer: str = ""
    school_year: str = ""


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class of one school year. ``grade`` is None in preschool, where names carry no number."""

    id: ClassId
    school_year: str
    name: str
    grade: int | None
    homeroom_teacher: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone the school counts: staff, pupil or relative.

    full_name       None only for a relative known by phone alone
    class_id        of pupils; None for everyone else
    position        place in the list as it came, for handing it back in its sender's order
    job             chức vụ of staff, as written
    leaving_reason  the list's own words ("chuyển trường"), where the person is not attending
    """

    id: PersonId
    group: Group
    full_name: str | None
    sex: Sex | None = None
    date_of_birth: IsoDate | None = None
    code: str | None = None
    phone: str | None = None
    class_id: ClassId | None = None
    position: int = 0
    job: str | None = None
    status: Status = Status.NOT_ASKED
    store: AppStore | None = None
    installed_on: IsoDate | None = None
    attendance: Attendance = Attendance.ATTENDING
    leaving_reason: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kinship:
    """One tie: ``relative_id`` is the ``relation`` of ``of_id`` (a pupil or a member of staff)."""

    id: KinshipId
    relative_id: PersonId
    of_id: PersonId
    relation: Relation


@dataclass(frozen=True, slots=True)
class RelativeOf:
    """A relative as seen from one person of the school: who, and by which tie."""

    kinship_id: KinshipId
    relation: Relation
    person: Person


@dataclass(frozen=True, slots=True)
class Household:
    """A pupil or member of staff with the relatives counted under them: one row of a tick sheet."""

    person: Person
    relatives: tuple[RelativeOf, ...] = ()
