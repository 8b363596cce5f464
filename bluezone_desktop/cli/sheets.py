"""Class sheets: out to the teachers and home again."""

from typing import Any

from bluezone_desktop.cli.run import DONE, FAILED, Request
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.sheet_merge import Kept, Outcome
from bluezone_desktop.services import class_sheets, sheet_merging
from bluezone_desktop.services.sheet_plan import Dispute, FileResult, Rule

_OUTCOMES = {
    Outcome.MERGED: "merged",
    Outcome.ALREADY: "already",
    Outcome.OLDER: "older",
    Outcome.REFUSED: "refused",
}


def sheet_export(request: Request) -> int:
    """Write the sheet of a class, or those of all classes into a folder."""
    asked, texts = request.options, request.texts
    password = request.password()
    with request.office() as office:
        if asked.all:
            files = class_sheets.export_all(
                office,
                asked.out,
                texts,
                password=password,
                overwrite=asked.overwrite,
                progress=request.console.progress,
            ).value
            for name, file in files:
                request.console.say("sheets.command.exported", name=name, file=file)
            request.console.say("sheets.command.number", number=len(files))
            return DONE
        file = class_sheets.export_named(
            office,
            asked.class_name,
            asked.out,
            texts,
            password=password,
            overwrite=asked.overwrite,
        ).value
    request.console.say("sheets.command.exported", name=asked.class_name, file=file)
    return DONE


def sheet_merge(request: Request) -> int:
    """Merge sheets that came home, as one undo step."""
    asked = request.options
    password = request.password()
    with request.office() as office:
        office.require_school()
        arrived = sheet_merging.read(
            asked.file, password=password, progress=request.console.progress
        )
        rule = Rule(asked.prefer) if asked.prefer else None
        plan = sheet_merging.plan(office, arrived, rule=rule)
        if not asked.dry_run:
            plan = sheet_merging.take(office, plan).value
    if asked.json:
        request.console.data({"files": [_plain(request, one) for one in plan.files]})
    none_taken = len(plan.refused) == len(plan.files)
    if none_taken and len(plan.files) == 1 and plan.files[0].reason:
        raise plan.files[0].reason
    if not asked.json:
        for one in plan.files:
            _tell(request, one)
        if plan.open_disputes:
            request.console.say("sheets.command.open", number=len(plan.open_disputes))
        if asked.dry_run:
            request.console.say("sheets.command.dry_run")
        elif not none_taken:
            merged = sum(one.outcome is Outcome.MERGED for one in plan.files)
            request.console.say("sheets.command.done", number=merged)
    if none_taken:
        request.console.fail(KnownError("sheets.command.all_refused"))
        return FAILED
    return DONE


def _tell(request: Request, one: FileResult) -> None:
    say, texts = request.console.say, request.texts
    if one.reason:
        reason = texts(one.reason.key, **one.reason.values)
        say("sheets.command.refused", file=one.path, reason=reason)
        return
    outcome = texts(f"sheets.outcome.{_OUTCOMES[one.outcome]}")
    say(
        "sheets.command.file",
        file=one.path,
        name=one.class_name,
        outcome=outcome,
        taken=one.taken,
        unchanged=one.unchanged,
    )
    for dispute in one.disputes:
        say(
            "sheets.command.conflict",
            person=dispute.name,
            field=texts(f"sheets.field.{dispute.field}"),
            ours=_value(request, dispute.field, dispute.ours),
            theirs=_value(request, dispute.field, dispute.theirs),
            base=_value(request, dispute.field, dispute.base),
            kept=texts(f"sheets.kept.{dispute.kept or 'open'}"),
        )
    for trouble in one.troubles:
        say("sheets.command.trouble", reason=texts(trouble.reason, **trouble.values))


def _value(request: Request, field: str, value: str) -> str:
    if field == "status":
        return request.texts(f"vocabulary.status.{value}")
    return value or "–"


def _plain(request: Request, one: FileResult) -> dict[str, Any]:
    texts = request.texts
    reasons = [texts(trouble.reason, **trouble.values) for trouble in one.troubles]
    if one.reason:
        reasons.append(texts(one.reason.key, **one.reason.values))
    return {
        "file": str(one.path),
        "class": one.class_name,
        "outcome": one.outcome.value,
        "reason": " ".join(reasons) or None,
        "taken": one.taken,
        "unchanged": one.unchanged,
        "conflicts": [_conflict(dispute) for dispute in one.disputes],
    }


def _conflict(one: Dispute) -> dict[str, Any]:
    return {
        "person": one.person,
        "field": one.field,
        "ours": one.ours,
        "theirs": one.theirs,
        "base": one.base,
        # What nobody has decided stays as the school has it.
        "kept": (one.kept or Kept.OURS).value,
    }
