"""How households lie on a tick sheet: which columns there are and who stands in which cell.

Every cell holds one person at most, so that a key, a tooltip and a screen reader always speak of
one. Relatives beyond the first father and the first mother stand under "Người khác", which is
repeated as often as the fullest household needs.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.people import Household, Person, PersonId, RelativeOf
from bluezone_desktop.domain.vocabulary import Group, Relation, Status


class ColumnKind(Enum):
    """What a column of the sheet holds."""

    NUMBER = auto()
    NAME = auto()
    JOB = auto()
    GROUP = auto()
    OWN = auto()
    RELATION = auto()
    OTHER = auto()
    NOTE = auto()


TICK_KINDS = frozenset({ColumnKind.OWN, ColumnKind.RELATION, ColumnKind.OTHER})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    relation  of RELATION: whose column it is
    slot      of OTHER: which of several, from 0
    """

    kind: ColumnKind
    relation: Relation | None = None
    slot: int = 0

    @property
    def is_tick(self) -> bool:
        """True where the cells are statuses."""
        return self.kind in TICK_KINDS

    @property
    def key(self) -> str:
        """A stable name, under which widths and sorting are remembered."""
        parts = [self.kind.name.lower()]
        if self.relation:
            parts.append(self.relation.value)
        if self.slot:
            parts.append(str(self.slot))
        return "_".join(parts)


@dataclass(frozen=True, slots=True)
class Row:
    """A household laid out: ``cells[i]`` is the person under column i, None where there is none."""

    household: Household
    cells: tuple[Person | None, ...]
    relations: tuple[Relation | None, ...]

    @property
    def id(self) -> PersonId:
        """The pupil's or staff member's id, by which the row is found again."""
        return self.household.person.id


class Show(Enum):
    """Which rows are in view: all, or those with somebody still to be asked or to be won over.

    NOT_INSTALLED means the status of that name: people with a fitting phone, whom a reminder can
    help. Those without a smartphone are nobody's work.
    """

    ALL = "all"
    NOT_ASKED = "not_asked"
    NOT_INSTALLED = "not_installed"

    def takes(self, status: Status) -> bool:
        """Whether a person with ``status`` keeps their row in view."""
        return self is Show.ALL or status.value == self.value


def pupil_columns(households: Iterable[Household]) -> tuple[Column, ...]:
    """Columns of a class. Father and mother are always there, so that classes look alike."""
    parents = (Relation.FATHER, Relation.MOTHER)
    return (
        Column(ColumnKind.NUMBER),
        Column(ColumnKind.NAME),
        Column(ColumnKind.OWN),
        *(Column(ColumnKind.RELATION, relation) for relation in parents),
        *_other_columns(households, parents),
        Column(ColumnKind.NOTE),
    )


def staff_columns(households: Iterable[Household]) -> tuple[Column, ...]:
    """Columns of the staff sheet. Their relatives have no usual column: all stand under others."""
    return (
        Column(ColumnKind.NUMBER),
        Column(ColumnKind.NAME),
        Column(ColumnKind.JOB),
        Column(ColumnKind.GROUP),
        Column(ColumnKind.OWN),
        *_other_columns(households, ()),
        Column(ColumnKind.NOTE),
    )


def lay_out(
    households: Sequence[Household],
    columns_for: Callable[[Iterable[Household]], tuple[Column, ...]],
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Columns and rows for ``households``, whose order is kept."""
    columns = columns_for(households)
    return columns, tuple(_row(household, columns) for household in households)


def pupil_figures(households: Iterable[Household]) -> Figures:
    """Figures of the rows' own people: pupils, or staff."""
    return Figures.of(household.person.status for household in households)


def relative_figures(households: Iterable[Household]) -> Figures:
    """Figures of the rows' relatives; one who belongs to several rows counts once."""
    statuses: dict[PersonId, Status] = {}
    for household in households:
        for relative in household.relatives:
            statuses[relative.person.id] = relative.person.status
    return Figures.of(statuses.values())


def group_figures(households: Iterable[Household]) -> dict[Group, Figures]:
    """Figures of the rows' own people by group."""
    statuses: dict[Group, list[Status]] = {}
    for household in households:
        statuses.setdefault(household.person.group, []).append(household.person.status)
    return {group: Figures.of(found) for group, found in statuses.items()}


def _other_columns(
    households: Iterable[Household], own_columns: tuple[Relation, ...]
) -> tuple[Column, ...]:
    most = max((len(_others(each, own_columns)) for each in households), default=0)
    return tuple(Column(ColumnKind.OTHER, slot=slot) for slot in range(max(1, most)))


def _others(household: Household, own_columns: tuple[Relation, ...]) -> list[RelativeOf]:
    """Relatives without a column of their own, a second father or mother among them."""
    seen: set[Relation] = set()
    others: list[RelativeOf] = []
    for relative in household.relatives:
        if relative.relation in own_columns and relative.relation not in seen:
            seen.add(relative.relation)
        else:
            others.append(relative)
    order = list(Relation)
    return sorted(others, key=lambda relative: order.index(relative.relation))


def _row(household: Household, columns: tuple[Column, ...]) -> Row:
    own_columns = tuple(c.relation for c in columns if c.relation is not None)
    others = _others(household, own_columns)
    first: dict[Relation, RelativeOf] = {}
    for relative in household.relatives:
        first.setdefault(relative.relation, relative)
    cells: list[Person | None] = []
    relations: list[Relation | None] = []
    for column in columns:
        found: RelativeOf | None = None
        if column.relation is not None:
            found = first.get(column.relation)
        elif column.kind is ColumnKind.OTHER and column.slot < len(others):
            found = others[column.slot]
        if found is not None:
            cells.append(found.person)
            relations.append(found.relation)
        else:
            # The number and the name stand for the row's own person: a key pressed there is theirs.
            own = column.relation is None and column.kind not in (ColumnKind.OTHER, ColumnKind.NOTE)
            cells.append(household.person if own else None)
            relations.append(None)
    return Row(household, tuple(cells), tuple(relations))
