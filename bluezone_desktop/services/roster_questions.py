"""Uncertain matches, put to the user: what the list says, who may be meant, what holds so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from bluezone_desktop.domain.matching import NEW
from bluezone_desktop.domain.people import IsoDate, PersonId
from bluezone_desktop.domain.roster import PupilDraft, RelativeDraft, StaffDraft
from bluezone_desktop.domain.vocabulary import Attendance, Group, Status

Answers = Mapping[str, str]
"""Per question, by its key: the id of the person who is meant, or NEW."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on record who may be meant.

    group  pupil, or one of the three of the staff
    """

    id: PersonId
    group: Group
    full_name: str
    class_name: str | None
    date_of_birth: IsoDate | None
    code: str | None
    phone: str | None
    job: str | None
    relatives: tuple[RelativeDraft, ...]
    status: Status
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class MatchQuestion:
    """A line of a list that may mean somebody on record without it being certain.

    key         the same however often the lists are planned, as long as the line stays as it is
    roster      which of the lists, by its place
    candidates  who may be meant, the likeliest first
    why         a key of the catalogue
    default     the answer that holds as long as nobody gives one: a candidate's id, or NEW
    answer      the answer that holds now
    answered    whether somebody gave it
    left        whether the list itself says that they are gone
    """

    key: str
    roster: int
    file: str
    sheet: str
    row: int
    group: Group
    full_name: str
    class_name: str | None
    date_of_birth: IsoDate | None
    code: str | None
    phone: str | None
    job: str | None
    relatives: tuple[RelativeDraft, ...]
    candidates: tuple[Candidate, ...]
    why: str
    default: str
    answer: str
    answered: bool
    left: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the line is taken for somebody new, as things are."""
        return self.answer == NEW


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of a list, and where it stands."""

    roster: int
    file: str
    sheet: str
    class_name: str | None
    draft: PupilDraft | StaffDraft
    left: bool = False

    @property
    def key(self) -> str:
        """What tells the line from others, and from itself once anything decisive is changed."""
        one = self.draft
        parts = (
            self.file,
            self.sheet,
            str(one.row),
            self.class_name or "",
            one.full_name,
            one.date_of_birth or "",
            one.code or "",
        )
        return "\t".join(parts)


class Keys:
    """Gives out keys; lines that nothing tells apart are numbered, in the order of the lists."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def of(self, line: ListedLine) -> str:
        """The key of a line, asked for once per line."""
        number = self._times[line.key] = self._times.get(line.key, 0) + 1
        return line.key if number == 1 else f"{line.key}\t{number}"


def question(
    key: str,
    line: ListedLine,
    why: str,
    candidates: tuple[Candidate, ...],
    *,
    default: PersonId | None,
    meant: PersonId | None,
    answered: bool,
) -> MatchQuestion:
    """The question about a line; None means a new person."""
    one = line.draft
    member = one if isinstance(one, StaffDraft) else None
    return MatchQuestion(
        key,
        line.roster,
        line.file,
        line.sheet,
        one.row,
        member.group if member else Group.PUPIL,
        one.full_name,
        line.class_name,
        one.date_of_birth,
        one.code,
        one.phone,
        member.job if member else None,
        () if isinstance(one, StaffDraft) else one.relatives,
        candidates,
        why,
        default or NEW,
        meant or NEW,
        answered,
        line.left,
    )
