"""What deserves a look before a return goes out. Nothing here forbids: the clerk decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.returns import ClassLine, ReturnContent, ReturnFigures


class Kind(StrEnum):
    """Kinds of checks, in the order they are shown; also the last word of their catalogue key."""

    NOT_ASKED = "not_asked"
    STAFF_NOT_ASKED = "staff_not_asked"
    SMALLER = "smaller"
    STAFF_SMALLER = "staff_smaller"
    GONE = "gone"
    EMPTY = "empty"
    NO_TEACHER = "no_teacher"
    NO_SIGNERS = "no_signers"
    NO_RECIPIENT = "no_recipient"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at.

    classes  the classes meant, in class order; none where it is about staff or the school
    number   people meant, where that is what counts
    """

    kind: Kind
    classes: tuple[str, ...] = ()
    number: int = 0


def checks_of(content: ReturnContent) -> tuple[Check, ...]:
    """Everything about ``content`` that deserves a look, the weightiest first."""
    figures = content.figures
    found = [
        _not_asked(figures.classes),
        Check(
            Kind.STAFF_NOT_ASKED,
            number=figures.total.staff.not_asked + figures.staff_relatives.not_asked,
        ),
        *_against(content.previous.figures if content.previous else None, figures),
        _about(Kind.EMPTY, (line for line in figures.classes if not line.pupils.total)),
        _about(Kind.NO_TEACHER, (line for line in figures.classes if not line.teacher)),
        Check(
            Kind.NO_SIGNERS,
            number=[content.school.head, content.school.preparer].count(""),
        ),
        Check(Kind.NO_RECIPIENT, number=int(not content.recipient.strip())),
    ]
    return tuple(check for check in found if check.classes or check.number)


def _not_asked(lines: Iterable[ClassLine]) -> Check:
    waiting = [(line, line.pupils.not_asked + line.relatives.not_asked) for line in lines]
    return Check(
        Kind.NOT_ASKED,
        tuple(line.name for line, number in waiting if number),
        sum(number for _line, number in waiting),
    )


def _against(before: ReturnFigures | None, now: ReturnFigures) -> list[Check]:
    """What shrank since the last round: people leave, but more often a list was taken wrongly."""
    if before is None:
        return []
    then = {line.name: line for line in before.classes}
    names = {line.name for line in now.classes}
    staff = [(now.sum_of_staff, before.sum_of_staff), (now.staff_relatives, before.staff_relatives)]
    return [
        _about(
            Kind.SMALLER,
            (
                line
                for line in now.classes
                if (old := then.get(line.name)) is not None
                and (_shrank(line.pupils, old.pupils) or _shrank(line.relatives, old.relatives))
            ),
        ),
        Check(Kind.STAFF_SMALLER, number=int(any(_shrank(a, b) for a, b in staff))),
        _about(Kind.GONE, (line for line in before.classes if line.name not in names)),
    ]


def _shrank(now: Figures, before: Figures) -> bool:
    return (
        now.total < before.total
        or now.with_smartphone < before.with_smartphone
        or now.installed < before.installed
    )


def _about(kind: Kind, lines: Iterable[ClassLine]) -> Check:
    return Check(kind, tuple(line.name for line in lines))
