"""What the tests of storage, services and command line share: a clock, drafts, and an oracle.

The oracle counts in plain Python by the words of the counting rules, over the people and ties as
they stand, and knows nothing of how the program does it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bluezone_desktop.domain.counting import Coverage, Figures, Ratio
from bluezone_desktop.domain.people import (
    ClassId,
    IsoDate,
    Kinship,
    Person,
    PersonId,
    School,
    SchoolClass,
)
from bluezone_desktop.domain.roster import (
    ClassDraft,
    NotCounted,
    PupilDraft,
    RelativeDraft,
    Roster,
    StaffDraft,
)
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Status
from bluezone_desktop.services import people, rosters, schools
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.roster_plan import ImportResult
from bluezone_desktop.storage import people as rows

BEGIN = datetime(2020, 8, 24, 1, 0, tzinfo=UTC)
"""Monday morning, 8 o'clock in Sóc Trăng."""


class Clock:
    """A clock that goes only when told to."""

    def __init__(self, moment: datetime = BEGIN) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def on(self, **by: float) -> datetime:
        """Let time pass (or go back); returns the new moment."""
        self.moment += timedelta(**by)
        return self.moment


def open_office(folder: Path, clock: Clock | None = None) -> Office:
    """A data folder opened under a clock of the test."""
    return Office.open(folder, clock=clock or Clock(), actor="Cô Lan")


@contextmanager
def school_office(folder: Path, clock: Clock | None = None) -> Iterator[Office]:
    """A data folder with a school in it, but nobody."""
    with open_office(folder, clock) as office:
        schools.set_up(office, School("Trường THCS Lâm Tân", school_year="2020-2021"))
        yield office


# Drafts, as a reader would hand them over


def father(name: str | None = None, phone: str | None = None) -> RelativeDraft:
    """A father as a list names him."""
    return RelativeDraft(Relation.FATHER, name, phone)


def mother(name: str | None = None, phone: str | None = None) -> RelativeDraft:
    """A mother as a list names her."""
    return RelativeDraft(Relation.MOTHER, name, phone)


def pupil(
    name: str,
    born: str | None = None,
    *relatives: RelativeDraft,
    code: str | None = None,
    phone: str | None = None,
) -> PupilDraft:
    """A pupil as a list names them."""
    day = IsoDate(born) if born else None
    return PupilDraft(2, name, day, None, code, phone, tuple(relatives))


def listed(name: str, *pupils: PupilDraft, teacher: str | None = None) -> ClassDraft:
    """A class of a list."""
    return ClassDraft(name, "Sheet1", pupils, teacher)


def left(one: PupilDraft, class_name: str | None, reason: str = "chuyển trường") -> NotCounted:
    """A pupil whom the list itself calls gone."""
    return NotCounted("Sheet1", 9, one.full_name, reason, Attendance.MOVED, class_name, one)


def roster(
    *classes: ClassDraft,
    staff: Iterable[StaffDraft] = (),
    not_counted: Iterable[NotCounted] = (),
    file: str = "danh-sach.xlsx",
) -> Roster:
    """A whole list."""
    return Roster(file, classes, tuple(staff), not_counted=tuple(not_counted))


def take(office: Office, *lists: Roster) -> ImportResult:
    """Plan lists and take them."""
    return rosters.take(office, rosters.plan(office, lists)).value


# What is there


def everyone(office: Office) -> dict[PersonId, Person]:
    """Everyone on record."""
    return {one.id: one for one in rows.all_people(office.file.connection)}


def ties(office: Office) -> list[Kinship]:
    """Every tie on record."""
    return rows.all_ties(office.file.connection)


def named(office: Office, name: str) -> Person:
    """The one person on record of that name."""
    found = [one for one in everyone(office).values() if one.full_name == name]
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0]


def class_id(office: Office, name: str) -> ClassId:
    """The class of that name."""
    return next(
        one.school_class.id for one in people.class_list(office) if one.school_class.name == name
    )


# The oracle


@dataclass(frozen=True)
class Counted:
    """What the oracle counts: the same figures as a Coverage, in plain containers."""

    classes: dict[str, tuple[Figures, Figures]]
    grades: dict[str, tuple[Figures, Figures]]
    groups: dict[Group, Figures]
    staff_relatives: Figures
    households: Ratio


def count(
    on_record: Mapping[PersonId, Person],
    kin: Iterable[Kinship],
    classes: Iterable[SchoolClass],
    school_year: str,
) -> Counted:
    """Count by the rules of the order, one person at a time."""
    rooms = {one.id: one for one in classes if one.school_year == school_year}
    family: dict[PersonId, set[PersonId]] = {}
    for tie in kin:
        if on_record[tie.relative_id].attendance is Attendance.ATTENDING:
            family.setdefault(tie.of_id, set()).add(tie.relative_id)
    here = [one for one in on_record.values() if one.attendance is Attendance.ATTENDING]
    pupils = [one for one in here if one.group is Group.PUPIL and one.class_id in rooms]
    staff = [one for one in here if one.group.is_staff]

    def relatives(of: Iterable[Person]) -> set[PersonId]:
        return {relative for one in of for relative in family.get(one.id, ())}

    def figures(ids: Iterable[PersonId]) -> Figures:
        statuses = [on_record[one].status for one in ids]
        return Figures(
            total=len(statuses),
            asked=sum(1 for s in statuses if s != "not_asked"),
            with_smartphone=sum(
                1 for s in statuses if s in ("unsupported", "not_installed", "installed")
            ),
            installed=sum(1 for s in statuses if s == "installed"),
        )

    def both(of: list[Person]) -> tuple[Figures, Figures]:
        return figures([one.id for one in of]), figures(relatives(of))

    grades: dict[str, list[Person]] = {
        "" if one.grade is None else str(one.grade): [] for one in rooms.values()
    }
    for one in pupils:
        assert one.class_id
        grade = rooms[one.class_id].grade
        grades["" if grade is None else str(grade)].append(one)
    reached = [
        one
        for one in pupils
        if any(
            on_record[i].status is Status.INSTALLED for i in (one.id, *family.get(one.id, set()))
        )
    ]
    return Counted(
        classes={
            room.name: both([one for one in pupils if one.class_id == room.id])
            for room in rooms.values()
        },
        grades={key: both(of) for key, of in grades.items()},
        groups={
            **{
                group: figures([one.id for one in here if one.group is group])
                for group in (Group.MANAGER, Group.TEACHER, Group.EMPLOYEE)
            },
            Group.PUPIL: figures([one.id for one in pupils]),
            Group.RELATIVE: figures(relatives([*pupils, *staff])),
        },
        staff_relatives=figures(relatives(staff)),
        households=Ratio(len(reached), len(pupils)),
    )


def count_now(office: Office) -> Counted:
    """The oracle over what the office has now."""
    school = office.require_school()
    classes = rows.read_classes(office.file.connection, school.school_year)
    return count(everyone(office), ties(office), classes, school.school_year)


def rows_of(coverage: Coverage) -> dict[str, tuple[Figures, Figures]]:
    """The rows of a coverage as the oracle tells them."""
    return {row.key: (row.figures.pupils, row.figures.relatives) for row in coverage.rows}
