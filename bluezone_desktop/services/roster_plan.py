"""What an import would do, worked out before anything is stored, for showing and for taking."""

from dataclasses import dataclass, field

from bluezone_desktop.domain.people import (
    Kinship,
    KinshipId,
    Person,
    PersonId,
    SchoolClass,
)
from bluezone_desktop.domain.roster import NotCounted, Problem, Roster
from bluezone_desktop.domain.vocabulary import Attendance
from bluezone_desktop.storage.tables import Value

_PLACE_ONLY = {"position"}


@dataclass
class GroupPlan:
    """What happens to one class, or to the staff: names of people, as the list writes them.

    gone  pupils on record in the class whom no line means: they stay, for the user to decide
    """

    name: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new_relatives: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Numbers of people: pupils, relatives and staff, each counted once."""

    added: int
    changed: int
    moved: int
    unchanged: int


@dataclass
class ImportPlan:
    """Everything an import would do.

    base         the journal's last step it was planned on
    changes      per person on record: the fields that get another value
    tie_changes  per tie on record: the relative it leads to from now on
    seen         everyone whom a line means, people on record and new ones
    moved        pupils on record who come into another class
    """

    rosters: tuple[Roster, ...]
    base: int
    classes: dict[str, GroupPlan] = field(default_factory=dict)
    staff: GroupPlan = field(default_factory=lambda: GroupPlan(""))
    new_classes: list[SchoolClass] = field(default_factory=list)
    class_changes: dict[str, dict[str, Value]] = field(default_factory=dict)
    new_people: dict[PersonId, Person] = field(default_factory=dict)
    changes: dict[PersonId, dict[str, Value]] = field(default_factory=dict)
    new_ties: list[Kinship] = field(default_factory=list)
    tie_changes: dict[KinshipId, dict[str, Value]] = field(default_factory=dict)
    seen: set[PersonId] = field(default_factory=set)
    moved: set[PersonId] = field(default_factory=set)
    gone_before: set[PersonId] = field(default_factory=set)

    @property
    def result(self) -> ImportResult:
        """The numbers an import of this plan reports. Who is not at school is not among them.

        The exception is a pupil who was at school and whom a list calls moved or left: a change.
        """
        added = {i for i, one in self.new_people.items() if one.attendance is Attendance.ATTENDING}
        changed = {i for i in self.changes if self.is_changed(i)} - self.moved
        unchanged = self.seen - self.new_people.keys() - changed - self.moved - self.gone_before
        return ImportResult(len(added), len(changed), len(self.moved), len(unchanged))

    def is_changed(self, person_id: PersonId) -> bool:
        """Whether more than the place in the list changes of a person on record."""
        return bool(self.changes.get(person_id, {}).keys() - _PLACE_ONLY)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all files, in their order."""
        return tuple(problem for roster in self.rosters for problem in roster.problems)

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Pupils the lists themselves call moved or left."""
        return tuple(one for roster in self.rosters for one in roster.not_counted)

    @property
    def changes_nothing(self) -> bool:
        """True where the import would leave everything as it is."""
        return not (
            self.new_classes
            or self.class_changes
            or self.new_people
            or self.new_ties
            or self.changes
            or self.tie_changes
        )
