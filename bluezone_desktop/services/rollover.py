"""The roll-over to the next school year: planned, looked at, and done in one step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.class_names import class_match_key, grade_of, read_class_name
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, SchoolClass
from bluezone_desktop.domain.rollover import Fate, futures, next_school_year
from bluezone_desktop.domain.vocabulary import Attendance
from bluezone_desktop.services import backups
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import CLASS, PERSON, SCHOOL, Row

__all__ = ["ClassFuture", "Fate", "RollOver", "RolledOver", "Targets", "plan", "take"]

Targets = Mapping[ClassId, str | None]
"""Per class of this year the name of next year's; None where its pupils leave the school."""


@dataclass(frozen=True, slots=True)
class ClassFuture:
    """A class of this year, how many pupils it has, and what its name says becomes of it.

    target  next year's name; None where the pupils leave. Where the fate is unclear, its own name
    """

    school_class: SchoolClass
    pupils: int
    fate: Fate
    target: str | None


@dataclass(frozen=True, slots=True)
class RollOver:
    """What a roll-over would do, before anybody mended it."""

    from_year: str
    to_year: str
    classes: tuple[ClassFuture, ...]

    @property
    def targets(self) -> dict[ClassId, str | None]:
        """What becomes of each class."""
        return {one.school_class.id: one.target for one in self.classes}


@dataclass(frozen=True, slots=True)
class RolledOver:
    """What a roll-over did: next year's classes, pupils in them, pupils who left."""

    year: str
    classes: int
    pupils: int
    leavers: int


def plan(office: Office) -> RollOver:
    """What becomes of each class next year; nothing is stored.

    Raises KnownError where no school is set up, or it has no classes this year.
    """
    school = office.require_school()
    with office.file.reading() as connection:
        classes = rows.read_classes(connection, school.school_year)
        if not classes:
            raise KnownError("rollover.error.no_classes", year=school.school_year)
        numbers = {one.id: len(rows.pupils_of_class(connection, one.id)) for one in classes}
    ahead = futures([one.name for one in classes], school.level)
    return RollOver(
        school.school_year,
        next_school_year(school.school_year),
        tuple(
            ClassFuture(
                one,
                numbers[one.id],
                future.fate,
                one.name if future.fate is Fate.UNCLEAR else future.name,
            )
            for one, future in zip(classes, ahead, strict=True)
        ),
    )


def take(
    office: Office, from_year: str, targets: Targets, *, keep_teachers: bool, reason: str
) -> Outcome[RolledOver]:
    """Begin the next school year: one transaction, one undo step, a backup before it.

    from_year      the year that ends, as the plan said
    targets        what becomes of every class; two with one name become one class
    keep_teachers  whether homeroom teachers go up with their classes
    reason         what is noted beside pupils who leave the school

    Classes and leavers of the old year stay on record; statuses, families and the order of lists go
    along. Raises KnownError where the classes are others by now, a name is no class's, or the
    backup fails; nothing is changed then.
    """
    to_year = next_school_year(from_year)
    wanted = {one: None if name is None else _class_name(name) for one, name in targets.items()}
    _require_unchanged(office, from_year, targets)
    backups.before(office, "rollover")
    with office.journal.step("steps.roll_over", year=to_year) as writer:
        _require_unchanged(office, from_year, targets)
        rolling = _Rolling(writer, to_year, keep_teachers)
        for one in rows.read_classes(writer.connection, from_year):
            rolling.take(one, wanted[one.id], reason)
        rolling.write()
        writer.update(SCHOOL, {rows.SCHOOL_ID: {"school_year": to_year}})
    return Outcome(
        RolledOver(to_year, len(rolling.rooms), rolling.moved, rolling.leavers), Change.EVERYTHING
    )


class _Rolling:
    """Next year's classes, as they fill."""

    def __init__(self, writer: StepWriter, year: str, keep_teachers: bool) -> None:
        self._writer, self._year, self._keep_teachers = writer, year, keep_teachers
        self.rooms: dict[str, SchoolClass] = {}
        self._new: set[ClassId] = set()
        self._last: dict[ClassId, int] = {}
        self._changes: dict[str, Row] = {}
        self.moved = self.leavers = 0

    def take(self, one: SchoolClass, name: str | None, reason: str) -> None:
        """Leads the pupils of a class to next year's, or out of the school."""
        pupils = rows.pupils_of_class(self._writer.connection, one.id)
        if name is None:
            left: Row = {"attendance": Attendance.LEFT.value, "leaving_reason": reason or None}
            self._changes |= dict.fromkeys(pupils, left)
            self.leavers += len(pupils)
            return
        room = self._room(one, name)
        for pupil in pupils:
            self._last[room.id] += 1
            self._changes[pupil] = {"class_id": room.id, "position": self._last[room.id]}
        self.moved += len(pupils)

    def write(self) -> None:
        """Writes the classes, then the pupils."""
        new = [room for room in self.rooms.values() if room.id in self._new]
        self._writer.insert(CLASS, [rows.class_row(room) for room in new])
        self._writer.update(PERSON, self._changes)

    def _room(self, one: SchoolClass, name: str) -> SchoolClass:
        key = class_match_key(name)
        teacher = one.homeroom_teacher if self._keep_teachers else None
        room = self.rooms.get(key) or rows.class_named(self._writer.connection, self._year, name)
        if room is None:
            room = SchoolClass(ClassId(new_id()), self._year, name, grade_of(name), teacher)
            self._new.add(room.id)
        elif room.id in self._new and room.homeroom_teacher is None and teacher:
            room = replace(room, homeroom_teacher=teacher)  # of two classes that become one
        if key not in self.rooms:
            self._last[room.id] = rows.last_position(self._writer.connection, room.id)
        self.rooms[key] = room
        return room


def _class_name(name: str) -> str:
    try:
        found = read_class_name(name)
    except ValueError:
        found = ""
    if not found:
        raise KnownError("rollover.error.bad_name", name=name)
    return found


def _require_unchanged(office: Office, from_year: str, targets: Targets) -> None:
    """Somebody else may have added a class, or begun the year, since the plan was looked at."""
    school = office.require_school()
    with office.file.reading() as connection:
        present = {one.id for one in rows.read_classes(connection, from_year)}
    if school.school_year != from_year or present != targets.keys():
        raise KnownError("rollover.error.changed", year=from_year)
