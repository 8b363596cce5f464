"""Returns: written, issued, listed."""

from typing import Any

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.services import returns
from bluezone_desktop.services.district_forms import FilledForm
from bluezone_desktop.services.returns import IssuedReturn


def return_export(request: Request) -> int:
    """Write the return; with a round it is issued."""
    asked = request.options
    password = request.password()
    with request.office() as office:
        done = returns.export(
            office,
            asked.out,
            request.texts,
            round_name=asked.round,
            as_of=asked.as_of,
            password=password,
            overwrite=asked.overwrite,
            form=asked.form,
            email=asked.email,
            to=asked.to or "",
        ).value
    if asked.as_of and done.content.as_of < asked.as_of:
        request.console.note("cli.coverage.future", as_of=request.moment(done.content.as_of))
    if done.filled:
        _tell_of_form(request, done.filled)
    if done.issued:
        name = round_words(done.issued.round_name, request.texts)
        request.console.say("cli.return.issued", round=name, file=done.path)
    else:
        request.console.say("cli.return.draft", file=done.path)
    if asked.email:
        request.console.say("cli.return.emailed", file=asked.email, to=asked.to)
    return DONE


def _tell_of_form(request: Request, filled: FilledForm) -> None:
    """What was done to the district's form, and whether its totals agree."""
    say, note = request.console.say, request.console.note
    for one in filled.notes:
        note(f"forms.note.{one.key}", sheet=one.sheet, **one.values)
    unknown = [one for one in filled.totals if one.found is None]
    for total in unknown:
        note("forms.total_unknown", sheet=total.sheet, heading=total.heading)
    say("forms.filled", cells=filled.cells, totals=len(filled.totals) - len(unknown))


def return_list(request: Request) -> int:
    """The returns issued so far."""
    with request.office() as office:
        issued = returns.issued(office)
    if request.options.json:
        request.console.data([_plain(one) for one in issued])
        return DONE
    for one in issued:
        request.console.say(
            "cli.return.line",
            round=round_words(one.round_name, request.texts),
            as_of=request.moment(one.as_of),
            file=one.file_name,
        )
    request.console.say("cli.return.number", number=len(issued))
    return DONE


def _plain(one: IssuedReturn) -> dict[str, Any]:
    return {
        "id": one.id,
        "round": one.round_name,
        "as_of": _local(one.as_of),
        "issued_at": _local(one.issued_at),
        "by": one.actor,
        "recipient": one.recipient,
        "file": one.file_name,
        "sha256": one.sha256,
        "figures": one.figures,
    }


def _local(moment: Any) -> str:
    text: str = moment.astimezone().replace(tzinfo=None).isoformat(timespec="milliseconds")
    return text.removesuffix(":00.000")
