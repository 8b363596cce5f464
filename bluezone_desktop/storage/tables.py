"""The four journaled tables: their fields, and what is derived from them.

Derived columns (order and search keys) are not journaled: they follow from the fields, so undo
recomputes them instead of remembering them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bluezone_desktop.domain.class_names import class_match_key, class_order_key
from bluezone_desktop.domain.names import order_key
from bluezone_desktop.domain.text import fold

Value = str | int | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class JournaledTable:
    """A table whose every change is in the journal.

    fields   the columns that are journaled, without ``id``
    derived  per derived column: how it follows from the fields
    sources  the fields that the derived columns look at
    """

    name: str
    fields: tuple[str, ...]
    derived: Mapping[str, Callable[[Row], Value]]
    sources: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        """The fields, for asking whether there is one of a name."""
        return frozenset(self.fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, ``id`` first and the derived ones last."""
        return ("id", *self.fields, *self.derived)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _person_order(row: Row) -> str:
    return order_key(_text(row["full_name"]), _text(row["date_of_birth"]), _text(row["code"]))


def _person_search(row: Row) -> str:
    words = (row["full_name"], row["code"], row["phone"])
    return "\n".join(fold(str(word)) for word in words if word)


PERSON = JournaledTable(
    "person",
    (
        "grp",
        "full_name",
        "sex",
        "date_of_birth",
        "code",
        "phone",
        "class_id",
        "position",
        "job",
        "status",
        "store",
        "installed_on",
        "attendance",
        "leaving_reason",
        "note",
    ),
    {"order_key": _person_order, "search": _person_search},
    frozenset({"full_name", "date_of_birth", "code", "phone"}),
)
CLASS = JournaledTable(
    "class",
    ("school_year", "name", "grade", "homeroom_teacher"),
    {
        "match_key": lambda row: class_match_key(str(row["name"])),
        "order_key": lambda row: class_order_key(str(row["name"])),
    },
    frozenset({"name"}),
)
KINSHIP = JournaledTable("kinship", ("relative_id", "of_id", "relation"), {}, frozenset())
SCHOOL = JournaledTable(
    "school",
    ("name", "level", "superior", "place", "code", "head", "preparer", "school_year"),
    {},
    frozenset(),
)
TABLES = {table.name: table for table in (PERSON, CLASS, KINSHIP, SCHOOL)}
