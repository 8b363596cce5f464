"""What exactly an import changes of a person and their family, for the user to read."""

from collections.abc import Callable, Iterator, Mapping

from bluezone_desktop.domain.people import ClassId, Kinship, Person, PersonId
from bluezone_desktop.services.roster_families import Families
from bluezone_desktop.services.roster_plan import Difference
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.tables import Value

_TOLD = (
    "full_name",
    "date_of_birth",
    "sex",
    "code",
    "phone",
    "job",
    "grp",
    "class_id",
    "attendance",
    "leaving_reason",
)


def changed_fields(before: Person, after: Person) -> dict[str, Value]:
    """The fields that get another value, as the journal writes them."""
    earlier = rows.person_row(before)
    return {name: value for name, value in rows.person_row(after).items() if value != earlier[name]}


class Differences:
    """Tells what changes, from people as they stand to people as planned."""

    def __init__(
        self,
        on_record: Mapping[PersonId, Person],
        people: Mapping[PersonId, Person],
        families: Families,
        class_name: Callable[[ClassId | None], str | None],
    ) -> None:
        self._on_record, self._people = on_record, people
        self._families, self._class_name = families, class_name

    def of(self, person_id: PersonId) -> tuple[Difference, ...]:
        """What changes of somebody on record, and of their relatives."""
        before, now = self._on_record[person_id], self._people[person_id]
        found = [] if before is now else list(self._of_person(before, now))
        for tie in self._families.of(person_id):
            found += self._of_tie(tie)
        return tuple(found)

    def _of_person(self, before: Person, now: Person) -> Iterator[Difference]:
        changed, earlier = changed_fields(before, now), rows.person_row(before)
        for name in _TOLD:
            if name == "class_id" and name in changed:
                classes = self._class_name(before.class_id), self._class_name(now.class_id)
                yield Difference("class", *classes)
            elif name in changed:
                yield Difference(name, earlier[name], changed[name])

    def _of_tie(self, tie: Kinship) -> Iterator[Difference]:
        now, earlier = self._people[tie.relative_id], self._families.on_record(tie.id)
        if earlier is None or earlier.relative_id != tie.relative_id:
            before = self._on_record[earlier.relative_id] if earlier else None
            known_as = (before.full_name or before.phone) if before else None
            yield Difference("relative", known_as, now.full_name or now.phone, tie.relation)
            return
        before = self._on_record[tie.relative_id]
        if before.full_name != now.full_name:
            yield Difference("full_name", before.full_name, now.full_name, tie.relation)
        if before.phone != now.phone:
            yield Difference("phone", before.phone, now.phone, tie.relation)
