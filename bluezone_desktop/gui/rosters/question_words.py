"""What a question shows: the line of a list beside whom it may mean, with what differs set off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bluezone_desktop.domain.class_names import same_class
from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.roster import RelativeDraft
from bluezone_desktop.domain.vocabulary import Attendance, Status
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import NEW, Candidate, ImportPlan, MatchQuestion

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Part:
    """Words about one thing; ``differs`` where the other side says something else."""

    words: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A person in two lines: who they are, and what else tells them from others."""

    who: tuple[Part, ...]
    else_: tuple[Part, ...]
    status: Status | None = None

    def plain(self) -> str:
        """All of it as text, for a tool tip and for a screen reader."""
        lines = (_BETWEEN.join(part.words for part in parts) for parts in (self.who, self.else_))
        return "\n".join(line for line in lines if line)


class QuestionWords:
    """The words of questions in one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording, self._texts = wording, wording.texts

    def shown(self, question: MatchQuestion) -> Candidate:
        """Whom the question shows: who is meant as things are, else the likeliest."""
        chosen = (one for one in question.candidates if one.id == question.answer)
        return next(chosen, question.candidates[0])

    def where(self, question: MatchQuestion, plan: ImportPlan) -> str:
        """The row, with its sheet and file where there are several."""
        names = {one.sheet for one in plan.questions if one.roster == question.roster}
        values = {"file": question.file, "sheet": question.sheet, "row": question.row}
        if len(plan.rosters) > 1:
            return self._texts("matching.file_row", **values)
        return self._texts("matching.sheet_row" if len(names) > 1 else "matching.row", **values)

    def listed(self, question: MatchQuestion) -> Side:
        """What the list says."""
        other = self.shown(question)
        return Side(
            (
                Part(question.full_name, _differ(question.full_name, other.full_name)),
                self._place(question, other),
                *self._birth(question.date_of_birth, other.date_of_birth),
            ),
            (
                *([Part(self._texts("matching.left"))] if question.left else ()),
                *_differing_first(self._rest(question, other)),
            ),
        )

    def on_record(self, question: MatchQuestion) -> Side:
        """What the program has, of the one who is shown."""
        one = self.shown(question)
        more = len(question.candidates) - 1
        away = one.attendance is not Attendance.ATTENDING
        return Side(
            (
                Part(one.full_name, _differ(one.full_name, question.full_name)),
                self._place(one, question),
                *self._birth(one.date_of_birth, question.date_of_birth),
                *([Part(self._texts("matching.more", number=more))] if more else ()),
            ),
            (
                *([Part(self._texts(f"vocabulary.attendance.{one.attendance}"))] if away else ()),
                *_differing_first(self._rest(one, question)),
                Part(self._texts(f"vocabulary.status_inline.{one.status}")),
            ),
            one.status,
        )

    def answers(self, question: MatchQuestion) -> list[tuple[str, str]]:
        """The answers to choose from, each with its words."""
        single = len(question.candidates) == 1
        staff = question.group.is_staff
        known = self._texts("matching.answer.known_staff" if staff else "matching.answer.known")
        found = [(NEW, self._texts("matching.answer.new"))]
        for number, one in enumerate(question.candidates, start=1):
            who = self._who(one, question)
            words = self._texts("matching.answer.chosen", number=number, who=who)
            found.append((one.id, known if single else words))
        return found

    def answer(self, question: MatchQuestion, answer: str | None) -> str:
        """The answer as it stands; None where nobody has given one."""
        words = dict(self.answers(question))
        if answer in words:
            return words[answer]
        return self._texts("matching.answer.unsaid", answer=words[question.default])

    def keys(self, question: MatchQuestion) -> str:
        """Which keys answer it."""
        key = "matching.keys_staff" if question.group.is_staff else "matching.keys"
        number = len(question.candidates)
        return self._texts(f"{key}_several" if number > 1 else key, number=number)

    def _who(self, one: Candidate, question: MatchQuestion) -> str:
        """Somebody in as few words as tell them from the other candidates."""
        parts = (
            one.full_name if _differ(one.full_name, question.full_name) else None,
            one.class_name or one.job,
            format_date(one.date_of_birth),
            *self._relatives(one.relatives[:1]),
        )
        return _BETWEEN.join(part for part in parts if part)

    def _place(self, one: MatchQuestion | Candidate, other: MatchQuestion | Candidate) -> Part:
        if one.group.is_staff:
            return Part(one.job or self._texts(f"vocabulary.group.{one.group}"))
        if not one.class_name:
            return Part(self._texts("matching.no_class"))
        differs = bool(other.class_name) and not same_class(one.class_name, other.class_name or "")
        return Part(one.class_name, differs)

    def _birth(self, one: str | None, other: str | None) -> list[Part]:
        if one:
            return [Part(format_date(one), bool(other) and one != other)]
        return [Part(self._texts("matching.no_birth"))] if other else []

    def _rest(
        self, one: MatchQuestion | Candidate, other: MatchQuestion | Candidate
    ) -> Iterable[Part]:
        if one.code:
            differs = bool(other.code) and one.code != other.code
            yield Part(self._texts("matching.code", code=one.code), differs)
        if one.phone:
            yield Part(one.phone, bool(other.phone) and one.phone != other.phone)
        theirs = {relative.relation: relative for relative in other.relatives}
        for relative, words in zip(one.relatives, self._relatives(one.relatives), strict=True):
            same = theirs.get(relative.relation)
            yield Part(words, same is not None and _is_other(relative, same))

    def _relatives(self, relatives: Sequence[RelativeDraft]) -> list[str]:
        """Each as "mẹ Lê Thị Tư 0901000002"."""
        return [
            " ".join(
                part
                for part in (
                    self._texts(f"vocabulary.relation_inline.{one.relation}"),
                    one.full_name,
                    one.phone,
                )
                if part
            )
            for one in relatives
        ]


def _differing_first(parts: Iterable[Part]) -> list[Part]:
    """What differs is read also where there is not room for all."""
    return sorted(parts, key=lambda part: not part.differs)


def _differ(one: str, other: str) -> bool:
    return match_key(one) != match_key(other)


def _is_other(one: RelativeDraft, other: RelativeDraft) -> bool:
    """Whether two say different things of a relative, as far as both say anything."""
    names = one.full_name and other.full_name and _differ(one.full_name, other.full_name)
    phones = one.phone and other.phone and one.phone != other.phone
    return bool(names or phones)
