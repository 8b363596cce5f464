"""Class lists: what a file holds, and taking it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.roster import Problem, PupilDraft, Roster, Severity, StaffDraft
from bluezone_desktop.services import layouts, rosters


def roster_inspect(request: Request) -> int:
    """What an import would take; nothing is stored, no school is needed."""
    roster = rosters.inspect(
        request.options.file, password=request.password(), corrections=_corrections(request)
    )
    _show(request, [roster])
    return DONE


def roster_import(request: Request) -> int:
    """Take class lists: all of the files or none, as one undo step."""
    asked = request.options
    password = request.password()
    corrections = _corrections(request)
    read = [
        rosters.inspect(
            file, password=password, class_name=asked.class_name, corrections=corrections
        )
        for file in asked.file
    ]
    if asked.dry_run:
        with _rejected(request, read):
            pass
        _show(request, read)
        return DONE
    with request.office() as office:
        plan = rosters.plan(office, read)
        with _rejected(request, read):
            result = rosters.take(office, plan, request.console.progress).value
    numbers = {
        "added": result.added,
        "changed": result.changed,
        "moved": result.moved,
        "unchanged": result.unchanged,
    }
    _show(request, read, numbers, [plan.problems_of(place) for place in range(len(read))])
    if not request.options.json:
        _show_uncertain(request, plan)
    return DONE


def _corrections(request: Request) -> Corrections:
    """What was said of columns in the window holds here too; without a school, nothing was."""
    try:
        with request.office() as office:
            return layouts.remembered(office)
    except KnownError as error:
        if error.key != "errors.no_school":
            raise
        return NO_CORRECTIONS


@contextmanager
def _rejected(request: Request, read: list[Roster]) -> Iterator[None]:
    """Write the rejected rows before the import, so that it cannot fail after it.

    Where the import fails instead, the place is as it was before.
    """
    target: Path | None = request.options.rejected
    if target is None:
        yield
        return
    for file in request.options.file:
        if target.exists() and target.samefile(file):
            raise KnownError("errors.output_is_input", file=target)
    with rosters.with_rejected(
        target, read, request.texts, overwrite=request.options.overwrite
    ) as number:
        yield
    if number:
        request.console.note("cli.roster.rejected_written", number=number, file=target)
    else:
        request.console.note("cli.roster.nothing_rejected")


def _show(
    request: Request,
    read: list[Roster],
    numbers: dict[str, int] | None = None,
    problems: Sequence[Sequence[Problem]] | None = None,
) -> None:
    """``problems`` per file, where planning has found more of them than reading."""
    told = problems or [roster.problems for roster in read]
    if request.options.json:
        shapes = [_plain(request, one, found) for one, found in zip(read, told, strict=True)]
        whole: dict[str, Any] = shapes[0] if len(shapes) == 1 else {"files": shapes}
        request.console.data({**whole, **(numbers or {})})
        return
    for roster, found in zip(read, told, strict=True):
        _show_roster(request, roster, found)
    if numbers:
        request.console.say("cli.roster.done", **numbers)
    else:
        request.console.say("cli.roster.not_stored")


def _show_uncertain(request: Request, plan: rosters.ImportPlan) -> None:
    """Which rows may mean somebody on record, and what was made of them: nobody can be asked."""
    say, texts = request.console.say, request.texts
    for taken_as, wanted in (("new", True), ("known", False)):
        found = [one for one in plan.open_questions if one.is_new is wanted]
        if not found:
            continue
        say(f"matching.command.{taken_as}", number=len(found))
        for one in found:
            staff = texts("matching.command.staff")
            place = texts("matching.class", name=one.class_name) if one.class_name else ""
            say(
                "matching.command.line",
                sheet=one.sheet,
                row=one.row,
                name=one.full_name,
                place=place or (staff if one.group.is_staff else texts("matching.no_class")),
                why=texts(one.why),
            )


def _show_roster(request: Request, roster: Roster, problems: Sequence[Problem]) -> None:
    say = request.console.say
    say("cli.roster.file", file=roster.file)
    for one in roster.classes:
        relatives = sum(len(pupil.relatives) for pupil in one.pupils)
        say(
            "cli.roster.class",
            name=one.name,
            pupils=len(one.pupils),
            relatives=relatives,
            teacher=one.homeroom_teacher or "–",
        )
    if roster.staff:
        say("cli.roster.staff", number=len(roster.staff))
    for left in roster.not_counted:
        say("cli.roster.not_counted", row=left.row, name=left.full_name, reason=left.reason)
    for problem in problems:
        rejected = problem.severity is Severity.REJECTED
        say(
            "cli.roster.rejected" if rejected else "cli.roster.warning",
            place=_place(request, problem),
            reason=request.texts(problem.reason, **problem.values),
        )


def _plain(request: Request, roster: Roster, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "file": roster.file,
        "classes": [
            {
                "name": one.name,
                "sheet": one.sheet,
                "homeroom_teacher": one.homeroom_teacher,
                "pupils": [_pupil(pupil) for pupil in one.pupils],
            }
            for one in roster.classes
        ],
        "staff": [_member(member) for member in roster.staff],
        "encodings": dict(roster.encodings),
        "problems": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "severity": p.severity,
                "reason": request.texts(p.reason, **p.values),
            }
            for p in problems
        ],
        "not_counted": [
            {"sheet": n.sheet, "row": n.row, "full_name": n.full_name, "reason": n.reason}
            for n in roster.not_counted
        ],
    }


def _place(request: Request, problem: Problem) -> str:
    """Where it is, and what stands there: no more than is known."""
    parts = {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
    }
    return ", ".join(
        request.texts(f"cli.roster.place.{name}", **{name: part})
        for name, part in parts.items()
        if part
    )


def _pupil(pupil: PupilDraft) -> dict[str, Any]:
    return {
        "row": pupil.row,
        "full_name": pupil.full_name,
        "date_of_birth": pupil.date_of_birth,
        "sex": pupil.sex,
        "code": pupil.code,
        "phone": pupil.phone,
        "relatives": [
            {"relation": r.relation, "full_name": r.full_name, "phone": r.phone}
            for r in pupil.relatives
        ],
    }


def _member(member: StaffDraft) -> dict[str, Any]:
    return {
        "row": member.row,
        "full_name": member.full_name,
        "group": member.group,
        "date_of_birth": member.date_of_birth,
        "sex": member.sex,
        "code": member.code,
        "phone": member.phone,
    }
