"""Putting the doubts of recognising to the user: whom a question is about, what was answered."""

from collections.abc import Iterable, Mapping, Sequence

from bluezone_desktop.domain.doubts import Doubt
from bluezone_desktop.domain.people import ClassId, Person, PersonId
from bluezone_desktop.domain.roster import RelativeDraft
from bluezone_desktop.services.roster_families import Families
from bluezone_desktop.services.roster_questions import (
    Answers,
    Candidate,
    Keys,
    ListedLine,
    MatchQuestion,
    question,
)
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.database import Connection


class Asking:
    """Keeps the questions of one plan.

    on_record  everyone as they stand; ``class_names`` the classes of this year
    """

    def __init__(
        self,
        connection: Connection,
        answers: Answers,
        on_record: Mapping[PersonId, Person],
        class_names: Mapping[ClassId, str],
        families: Families,
    ) -> None:
        self._connection, self._answers = connection, answers
        self._on_record, self._families = on_record, families
        self._class_names = dict(class_names)
        self._keys = Keys()
        self.questions: list[MatchQuestion] = []

    def lines(self, listed: Sequence[ListedLine]) -> "AskedLines":
        """The lines of one file, to be asked about."""
        return AskedLines(listed, self._keys, self._answers)

    def note(self, asked: "AskedLines", doubts: Iterable[Doubt]) -> None:
        """Make questions of the doubts about a file."""
        for doubt in doubts:
            self.questions.append(
                question(
                    asked.key(doubt.line),
                    asked.listed[doubt.line],
                    f"matching.why.{doubt.why}",
                    tuple(self._candidate(one) for one in doubt.candidates),
                    default=doubt.default,
                    meant=doubt.meant,
                    answered=doubt.answered,
                )
            )

    def _candidate(self, person_id: PersonId) -> Candidate:
        person = self._on_record[person_id]
        ties = [self._families.on_record(tie.id) for tie in self._families.of(person_id)]
        relatives = [
            (tie.relation, self._on_record[tie.relative_id]) for tie in ties if tie is not None
        ]
        return Candidate(
            person.id,
            person.group,
            person.full_name or "",
            self.class_name(person.class_id),
            person.date_of_birth,
            person.code,
            person.phone,
            person.job,
            tuple(RelativeDraft(how, one.full_name, one.phone) for how, one in relatives),
            person.status,
            person.attendance,
        )

    def class_name(self, class_id: ClassId | None) -> str | None:
        """The name of a class on record, whatever its year."""
        if class_id is None:
            return None
        if class_id not in self._class_names:  # of another year
            one = rows.read_class(self._connection, class_id)
            self._class_names[class_id] = one.name if one else ""
        return self._class_names[class_id] or None


class AskedLines:
    """The lines of one file, each with its key, made when it is asked for."""

    def __init__(self, listed: Sequence[ListedLine], keys: Keys, answers: Answers) -> None:
        self.listed, self._all_keys, self._answers = listed, keys, answers
        self._keys: dict[int, str] = {}

    def key(self, line: int) -> str:
        """The key of the question about that line."""
        if line not in self._keys:
            self._keys[line] = self._all_keys.of(self.listed[line])
        return self._keys[line]

    def answer(self, line: int, _candidates: Sequence[PersonId]) -> str | None:
        """What was answered about that line."""
        return self._answers.get(self.key(line))
