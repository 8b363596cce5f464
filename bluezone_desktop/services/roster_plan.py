"""What an import would do, worked out before anything is stored, for showing and for taking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.people import (
    Kinship,
    KinshipId,
    Person,
    PersonId,
    SchoolClass,
)
from bluezone_desktop.domain.roster import NotCounted, Problem, Roster
from bluezone_desktop.domain.vocabulary import Attendance, Relation
from bluezone_desktop.services.roster_questions import Answers, MatchQuestion
from bluezone_desktop.storage.tables import Value

_PLACE_ONLY = {"position"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a person, or of a relative of theirs, that gets another value.

    field     a key below ``matching.field``: "relative" where somebody else becomes that relative
    before    as stored, None for nothing; a class by its name, a relative by name or phone
    relation  of the relative it is about; None for the person
    """

    field: str
    before: Value
    after: Value
    relation: Relation | None = None


@dataclass
class GroupPlan:
    """What happens to one class, or to the staff: names of people, as the list writes them.

    gone         pupils on record in the class whom no line means: they stay, for the user to decide
    changed_how  for each of ``changed``, what of them changes; ``moved_how`` likewise
    teacher      the homeroom teacher, where it becomes another one
    progress     the pupils of the class as they are on record; None for a class that is new
    """

    name: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new_relatives: int = 0
    changed_how: list[tuple[Difference, ...]] = field(default_factory=list)
    moved_how: list[tuple[Difference, ...]] = field(default_factory=list)
    teacher: Difference | None = None
    progress: Figures | None = None


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
    answers      what the user said of lines that are not certain, as far as asked
    questions    the lines that are not certain, answered or not, in the order of the lists
    remarks      per roster, by its place: what planning itself has to say of its rows
    changes      per person on record: the fields that get another value
    tie_changes  per tie on record: the relative it leads to from now on
    seen         everyone whom a line means, people on record and new ones
    moved        pupils on record who come into another class
    """

    rosters: tuple[Roster, ...]
    base: int
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    questions: tuple[MatchQuestion, ...] = ()
    remarks: dict[int, list[Problem]] = field(default_factory=dict)
    classes: dict[str, GroupPlan] = field(default_factory=dict)
    staff: GroupPlan = field(default_factory=lambda: GroupPlan(""))
    new_classes: list[SchoolClass] = field(default_factory=list)
    class_changes: dict[str, dict[str, Value]] = field(default_factory=dict)
    new_people: dict[PersonId, Person] = field(default_factory=dict)
    changes: dict[PersonId, dict[str, Value]] = field(default_factory=dict)
    new_ties: list[Kinship] = field(default_factory=list)
    tie_changes: Mapping[KinshipId, dict[str, Value]] = field(default_factory=dict)
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
    def open_questions(self) -> tuple[MatchQuestion, ...]:
        """The questions that nobody has answered: the plan goes by their defaults."""
        return tuple(one for one in self.questions if not one.answered)

    def problems_of(self, place: int) -> tuple[Problem, ...]:
        """The problems of one roster: those of reading it, then those of planning."""
        return (*self.rosters[place].problems, *self.remarks.get(place, ()))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all files, in their order."""
        return tuple(one for place in range(len(self.rosters)) for one in self.problems_of(place))

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
