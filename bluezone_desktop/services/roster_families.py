"""The relatives that lists name: whose tie a cell means, who is shared, and what that changes.

One parent of several pupils is one person: the same name and phone say so. Of what two rows of one
import say differently of one person the first holds, and the second is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bluezone_desktop.domain.doubts import Signs
from bluezone_desktop.domain.likeness import better_name, slip_between
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import Kinship, KinshipId, Person, PersonId
from bluezone_desktop.domain.roster import Problem, PupilDraft, RelativeDraft, Severity
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.tables import Value

_name_key = lru_cache(maxsize=65_536)(match_key)  # a parent's name is asked for again and again


@dataclass(frozen=True, slots=True)
class Row:
    """Where a pupil's line stands."""

    roster: int
    file: str
    sheet: str
    number: int


class Families:
    """The ties on record and those just planned, in one view.

    people   everyone, on record and just planned; ``keep`` writes into it
    remarks  per roster: rows that contradict an earlier one
    """

    def __init__(
        self,
        people: dict[PersonId, Person],
        ties: Iterable[Kinship],
        keep: Callable[[Person], None],
    ) -> None:
        self._people, self._keep = people, keep
        self.remarks: dict[int, list[Problem]] = {}
        self._on_record = {tie.id: tie for tie in ties}
        self._ties: dict[KinshipId, Kinship] = {}
        self._ties_of: dict[PersonId, dict[KinshipId, None]] = {}
        self._ties_by: dict[PersonId, dict[KinshipId, None]] = {}
        for tie in self._on_record.values():
            self._note_tie(tie)
        self._parents: dict[tuple[str, str], PersonId] = {}
        relatives = [one for one in people.values() if one.group is Group.RELATIVE]
        # Of two with the same name and phone the one who is there goes before one taken off.
        for person in sorted(relatives, key=_has_left):
            self._remember_parent(person)
        # Which row of this import has said first how a relative is called, and their phone.
        self._named: dict[PersonId, Row] = {}
        self._phoned: dict[PersonId, Row] = {}

    def of(self, person_id: PersonId) -> list[Kinship]:
        """The ties to a pupil or member of staff, as planned."""
        return [self._ties[tie_id] for tie_id in self._ties_of.get(person_id, ())]

    def on_record(self, tie_id: KinshipId) -> Kinship | None:
        """A tie as it stands; None for one just planned."""
        return self._on_record.get(tie_id)

    def signs_of(self, person_id: PersonId) -> Signs:
        """What tells a person from namesakes: phones, the job, the family."""
        person = self._people[person_id]
        family = (self._people[tie.relative_id] for tie in self.of(person_id))
        return signs([(person.job, person.phone), *((one.full_name, one.phone) for one in family)])

    def changes(self) -> tuple[list[Kinship], dict[KinshipId, dict[str, Value]]]:
        """The ties that come, and those on record that lead to another relative from now on."""
        new: list[Kinship] = []
        changed: dict[KinshipId, dict[str, Value]] = {}
        for tie_id, tie in self._ties.items():
            earlier = self._on_record.get(tie_id)
            if earlier is None:
                new.append(tie)
            elif earlier != tie:
                changed[tie_id] = {"relative_id": tie.relative_id}
        return new, changed

    def take(self, pupil: Person, drafts: Sequence[RelativeDraft], row: Row) -> int:
        """Take what a row says of a pupil's relatives; gives how many are new, or there again.

        Who was taken off comes back as the parent of a child who had not named them before. Where
        the child has, the list tells nothing new: whoever took them off knew better.
        """
        taken: set[KinshipId] = set()
        new = 0
        for draft in drafts:
            tie = self._same_relative(pupil, draft, taken)
            if tie is None or self._is_somebody_else(tie, draft):
                relative = self._shared_parent(draft)
                if relative is None:
                    relative = self._new_relative(draft)
                    new += 1
                elif _has_left(relative):
                    relative = self._back_again(relative)
                    new += 1
                tie_id = tie.id if tie else KinshipId(new_id())
                tie = Kinship(tie_id, relative.id, pupil.id, draft.relation)
                self._note_tie(tie)
            person = self._told(self._people[tie.relative_id], draft, row)
            self._keep(person)
            self._remember_parent(person)
            taken.add(tie.id)
        return new

    def _told(self, person: Person, draft: RelativeDraft, row: Row) -> Person:
        """A relative as the first row that tells of them has it."""
        name, phone = person.full_name, person.phone
        if draft.full_name and person.id not in self._named:
            name, self._named[person.id] = better_name(name, draft.full_name), row
        if draft.phone and person.id not in self._phoned:
            phone, self._phoned[person.id] = draft.phone, row
        elif draft.phone and draft.phone != phone:
            self._tell_of_phone(person, draft.phone, row, self._phoned[person.id])
        if (name, phone) == (person.full_name, person.phone):
            return person
        return replace(person, full_name=name, phone=phone)

    def _tell_of_phone(self, person: Person, phone: str, row: Row, first: Row) -> None:
        same_file = row.roster == first.roster
        reason = "matching.problem.two_phones" if same_file else "matching.problem.two_phones_files"
        values = {
            "name": person.full_name or "",
            "phone": phone,
            "kept": person.phone or "",
            "other_row": first.number,
            "other_sheet": first.sheet,
            "other_file": first.file,
        }
        self.remarks.setdefault(row.roster, []).append(
            Problem(row.sheet, row.number, "", phone, Severity.WARNING, reason, values)
        )

    def _same_relative(
        self, pupil: Person, draft: RelativeDraft, taken: set[KinshipId]
    ) -> Kinship | None:
        """The tie a line means: by the relative's name, by phone, of a parent by itself."""
        ties = [
            self._ties[tie_id]
            for tie_id in self._ties_of.get(pupil.id, ())
            if tie_id not in taken and self._ties[tie_id].relation is draft.relation
        ]
        if not ties:
            return None
        name = fold(draft.full_name or "")
        called = [tie for tie in ties if name and self._folded_name(tie) == name]
        if called:
            return max(called, key=lambda tie: self._agreement(tie, draft))
        for tie in ties:
            if draft.phone and self._people[tie.relative_id].phone == draft.phone:
                return tie
        for tie in ties:
            person = self._people[tie.relative_id]
            has_no_name = not name or not person.full_name
            if has_no_name and not (draft.phone and person.phone):
                return tie
        one_only = draft.relation in (Relation.FATHER, Relation.MOTHER) and len(ties) == 1
        return ties[0] if one_only else None

    def _folded_name(self, tie: Kinship) -> str:
        return fold(self._people[tie.relative_id].full_name or "")

    def _agreement(self, tie: Kinship, draft: RelativeDraft) -> tuple[bool, bool]:
        """How well one of several relatives of one folded name fits a line.

        Without it a list with "Hoà" beside "Hoa" would not mean the same two the second time.
        """
        person = self._people[tie.relative_id]
        return person.full_name == draft.full_name, person.phone == draft.phone

    def _is_somebody_else(self, tie: Kinship, draft: RelativeDraft) -> bool:
        """Whether a father or mother found by the tie alone must not be renamed.

        The person on record is somebody else's parent too, or stands in another column of the same
        child, and nothing of name or phone agrees; or an earlier row has given them another name.
        """
        person = self._people[tie.relative_id]
        if person.id in self._named and draft.full_name and person.full_name:
            another = fold(person.full_name) != fold(draft.full_name)
            if another and slip_between(person.full_name, draft.full_name) is None:
                return True
        others = [
            other
            for other in self._ties_by.get(person.id, ())
            if other != tie.id and self._ties[other].relative_id == person.id
        ]
        names = fold(person.full_name or ""), fold(draft.full_name or "")
        phones = person.phone or "", draft.phone or ""
        agrees = any(one and one == other for one, other in (names, phones))
        contradicts = all(names) or all(phones)
        return bool(others) and contradicts and not agrees

    def _new_relative(self, draft: RelativeDraft) -> Person:
        relative = Person(PersonId(new_id()), Group.RELATIVE, draft.full_name, phone=draft.phone)
        self._keep(relative)
        return relative

    def _back_again(self, relative: Person) -> Person:
        back = replace(relative, attendance=Attendance.ATTENDING, leaving_reason=None)
        self._keep(back)
        return back

    def _shared_parent(self, draft: RelativeDraft) -> Person | None:
        if not (draft.full_name and draft.phone):
            return None
        return self._parent_called(_name_key(draft.full_name), draft.phone)

    def _remember_parent(self, person: Person) -> None:
        if person.full_name and person.phone:
            key = _name_key(person.full_name), person.phone
            if not self._parent_called(*key):
                self._parents[key] = person.id

    def _parent_called(self, name: str, phone: str) -> Person | None:
        """Who has that name and phone, and has not got others in this import."""
        found = self._people.get(self._parents.get((name, phone), PersonId("")))
        if found and found.phone == phone and _name_key(found.full_name or "") == name:
            return found
        return None

    def _note_tie(self, tie: Kinship) -> None:
        self._ties[tie.id] = tie
        self._ties_of.setdefault(tie.of_id, {})[tie.id] = None
        self._ties_by.setdefault(tie.relative_id, {})[tie.id] = None


def _has_left(person: Person) -> bool:
    return person.attendance is not Attendance.ATTENDING


def signs_of_draft(draft: PupilDraft) -> Signs:
    """What tells a pupil of a list from namesakes: phones, the family."""
    return signs([(None, draft.phone), *((one.full_name, one.phone) for one in draft.relatives)])


def signs(of: Iterable[tuple[str | None, str | None]]) -> Signs:
    """Names (or words) and phones, as what tells namesakes apart."""
    found = {_name_key(words) for words, _ in of if words}
    return frozenset(found | {phone for _, phone in of if phone})
