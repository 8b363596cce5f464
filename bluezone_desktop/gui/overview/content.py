"""What the start screen shows, read in one go on the database's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluezone_desktop.domain.counting import (
    Coverage,
    Figures,
    Ratio,
    format_count,
)
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.returns import ReturnFigures
from bluezone_desktop.gui.classes.class_list import progress_words
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.people import ClassSummary
    from bluezone_desktop.services.returns import IssuedReturn

MOST_CLASSES = 5
"""Classes named in the list of things to do; the rest are a number."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything on the start screen.

    last    the return issued last, None before the first
    before  the figures of that return, against which changes are shown
    """

    school: School
    coverage: Coverage
    classes: tuple[ClassSummary, ...]
    last: IssuedReturn | None
    before: ReturnFigures | None

    @property
    def is_empty(self) -> bool:
        """Whether nobody is on any list yet."""
        total = self.coverage.total
        return not (self.classes or total.pupils.total or total.staff.total)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One of the four big figures.

    part, whole  what is written large: part of whole
    rates        each with its words: "55,7%", "tổng số"
    points       change of the first rate in tenths of a point since the last return, None for none
    not_asked    people still to be asked; None where the figure has no such thing
    """

    key: str
    part: int
    whole: int
    rates: tuple[tuple[Ratio, str], ...]
    points: int | None
    not_asked: int | None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and where it is done. ``screen`` "" means: import a list."""

    text: str
    detail: str
    screen: str
    target: object = None


def read(office: Office) -> Content | None:
    """The content of the start screen as of now; None where no school is set up."""
    from bluezone_desktop.domain.plain import return_from_plain
    from bluezone_desktop.services import figures, people, returns

    school = office.school
    if school is None:
        return None
    issued = returns.issued(office)
    last = max(issued, key=lambda one: one.as_of, default=None)
    return Content(
        school,
        figures.coverage(office, "class"),
        people.class_list(office),
        last,
        return_from_plain(last.figures) if last else None,
    )


def figure_lines(content: Content) -> tuple[FigureLine, ...]:
    """Pupils, relatives, staff, households."""
    now, before = content.coverage.total, content.before
    then = before.total if before else None
    households = content.coverage.households
    return (
        _line("pupils", now.pupils, then.pupils if then else None),
        _line("relatives", now.relatives, then.relatives if then else None),
        _line("staff", now.staff, then.staff if then else None),
        FigureLine(
            "households",
            households.part,
            households.whole,
            ((households, "of_pupils"),),
            _points(households, before.households if before else None),
            None,
        ),
    )


def tasks(content: Content, texts: Texts) -> tuple[Task, ...]:
    """What is to be done next, the most useful first."""
    found: list[Task] = []
    open_classes = [
        (one.pupils.not_asked + one.relatives.not_asked, one)
        for one in content.classes
        if one.pupils.not_asked or one.relatives.not_asked
    ]
    for left, one in sorted(open_classes, key=lambda pair: -pair[0])[:MOST_CLASSES]:
        found.append(
            Task(
                texts(
                    "overview.task_class",
                    name=one.school_class.name,
                    progress=progress_words(texts, one.pupils),
                ),
                texts(
                    "overview.task_left"
                    if one.pupils.not_asked
                    else "overview.task_left_relatives",
                    number=format_count(left, texts.language),
                ),
                "classes",
                one.school_class.id,
            )
        )
    if len(open_classes) > MOST_CLASSES:
        more = len(open_classes) - MOST_CLASSES
        found.append(Task(texts("overview.task_more_classes", number=more), "", "classes"))
    if not content.classes:
        found.append(Task(texts("overview.task_no_classes"), "", ""))
    nameless = [one for one in content.classes if not one.school_class.homeroom_teacher]
    if nameless:
        found.append(
            Task(
                texts("overview.task_no_teacher", number=len(nameless)),
                "",
                "classes",
                nameless[0].school_class.id,
            )
        )
    staff = content.coverage.total.staff
    if not staff.total:
        found.append(Task(texts("overview.task_no_staff"), "", ""))
    elif staff.not_asked:
        number = format_count(staff.not_asked, texts.language)
        detail = texts("overview.task_left", number=number)
        found.append(Task(texts("overview.task_staff"), detail, "staff"))
    if content.last is None and content.classes:
        found.append(Task(texts("overview.task_no_return"), "", "returns"))
    return tuple(found)


def _line(key: str, now: Figures, then: Figures | None) -> FigureLine:
    return FigureLine(
        key,
        now.installed,
        now.total,
        ((now.rate_of_total, "of_total"), (now.rate_of_smartphones, "of_smartphones")),
        _points(now.rate_of_total, then.rate_of_total if then else None),
        now.not_asked,
    )


def _points(now: Ratio, then: Ratio | None) -> int | None:
    if then is None or now.tenths_of_percent is None or then.tenths_of_percent is None:
        return None
    return now.tenths_of_percent - then.tenths_of_percent
