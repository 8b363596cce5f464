"""The school as a whole: init, check, history, undo, demo."""

from pathlib import Path
from typing import Any

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import PersonId, School
from bluezone_desktop.services import checks, schools, steps
from bluezone_desktop.services.office import system_clock


def init(request: Request) -> int:
    """Set up the school of a data folder."""
    asked = request.options
    school = School(
        asked.school,
        asked.level,
        asked.superior,
        asked.place,
        asked.code,
        asked.head,
        asked.preparer,
        asked.year,
    )
    schools.tidy(school, system_clock())  # refused before a folder is made for it
    with request.office(make=True) as office:
        made = schools.set_up(office, school).value
    request.console.say("cli.init.done", name=made.name, year=made.school_year, path=request.folder)
    return DONE


def check(request: Request) -> int:
    """Prove the database, the journal and the backups; exit status 1 where something is wrong."""
    with request.office() as office:
        report = checks.check(office)
    if request.options.json:
        request.console.data(
            {
                "sound": report.is_sound,
                "database": list(report.database),
                "journal": list(report.journal),
                "returns": list(report.returns),
                "backups": [
                    {"file": str(path), "reason": request.texts(error.key, **error.values)}
                    for path, error in report.backups
                ],
                "backups_checked": report.backups_checked,
            }
        )
        _require_sound(request, report)
        return DONE
    for key, found in (
        ("database", report.database),
        ("journal", report.journal),
        ("returns", report.returns),
    ):
        request.console.say(f"cli.check.{key}.{'wrong' if found else 'sound'}", number=len(found))
        for line in found[:20]:
            request.console.line(f"  {line}")
    for _path, error in report.backups:
        request.console.say(error.key, **error.values)
    request.console.say("cli.check.backups", number=report.backups_checked)
    _require_sound(request, report)
    return DONE


def _require_sound(request: Request, report: checks.CheckReport) -> None:
    if not report.is_sound:
        raise KnownError("errors.check_failed", path=request.folder)


def history(request: Request) -> int:
    """Who changed what, when, from what to what; newest first."""
    person = request.options.person
    with request.office() as office:
        entries = steps.history(office, PersonId(person) if person else None)
    if request.options.json:
        request.console.data([_plain(request, entry) for entry in entries])
        return DONE
    for entry in entries:
        moment, label = request.moment(entry.step.at), _label(request, entry.step)
        change = _change(request, entry) if entry.field else _who(entry)
        request.console.line(f"{moment}  {entry.step.actor}  {label}  {change}".rstrip())
    return DONE


def _plain(request: Request, entry: steps.HistoryEntry) -> dict[str, Any]:
    at = entry.step.at.astimezone().replace(tzinfo=None)
    return {
        "at": at.isoformat(timespec="milliseconds"),
        "actor": entry.step.actor,
        "installation": entry.step.installation,
        "step": entry.step.seq,
        "kind": entry.step.kind,
        "label": _label(request, entry.step),
        "table": entry.table,
        "id": entry.id,
        "field": entry.field or None,
        "before": entry.before,
        "after": entry.after,
    }


def undo(request: Request) -> int:
    """Take back the last step, whichever command or window took it."""
    with request.office() as office:
        step = steps.undo(office).value
    request.console.line(
        request.texts("steps.undone", step=request.texts(step.label, **step.values))
    )
    return DONE


def demo(request: Request) -> int:
    """A made-up school, from Excel lists to ticks, chart and return, in a folder."""
    from bluezone_desktop.services import demo as made_up

    folder: Path = request.options.out or Path("bluezone-demo")
    result = made_up.make(folder, request.texts, progress=request.console.progress)
    request.console.say("cli.demo.done", path=folder.resolve())
    for what, path in result.files:
        request.console.line(f"  {request.texts(what)}: {path}")
    return DONE


def _change(request: Request, entry: steps.HistoryEntry) -> str:
    field = entry.field

    def words(value: object) -> str:
        if value is None:
            return "–"
        key = f"vocabulary.{_SECTIONS.get(field, field)}.{value}"
        return request.texts(key) if request.texts.has(key) else str(value)

    name = request.texts(f"cli.history.{field}")
    return f"{name}: {words(entry.before)} → {words(entry.after)}"


def _who(entry: steps.HistoryEntry) -> str:
    """The name in a row that came or went."""
    whole: Any = entry.after or entry.before or {}
    return str(whole.get("full_name") or whole.get("name") or "")


# Where the vocabulary keeps the words for a field's values.
_SECTIONS = {"grp": "group"}


def _label(request: Request, step: steps.StepInfo) -> str:
    words = request.texts(step.label, **step.values)
    wrapped = {"undo": "steps.undone", "redo": "steps.redone"}.get(step.kind)
    return request.texts(wrapped, step=words) if wrapped else words
