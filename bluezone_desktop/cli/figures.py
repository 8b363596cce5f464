"""Figures: coverage, its chart, and the return."""

from typing import Any

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.counting import Coverage, Figures, format_count, format_rate
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.plain import coverage_to_plain, moment_text
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.services import figures, returns


def coverage(request: Request) -> int:
    """The school's figures, in the cut asked for, now or at a past moment."""
    asked = request.options
    with request.office() as office:
        counted = figures.coverage(office, asked.by, asked.as_of)
        if asked.chart:
            from bluezone_desktop.services import pictures

            pictures.save_chart(
                office, asked.chart, request.texts, asked.by, asked.as_of, overwrite=asked.overwrite
            )
    if asked.as_of and counted.as_of < asked.as_of:
        request.console.note("cli.coverage.future", as_of=moment_text(counted))
    if asked.json:
        request.console.data(coverage_to_plain(counted, by_group=asked.by == "group"))
    else:
        _show(request, counted)
    if asked.chart:
        request.console.note("cli.coverage.chart", file=asked.chart)
    return DONE


def return_export(request: Request) -> int:
    """Write the return; with a round it is issued."""
    asked = request.options
    for option, value in (("--form", asked.form), ("--email", asked.email), ("--to", asked.to)):
        if value:
            raise KnownError("errors.option_not_yet", option=option)
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
        ).value
    if asked.as_of and done.content.as_of < asked.as_of:
        moment = done.content.as_of.strftime("%H:%M %d/%m/%Y")
        request.console.note("cli.coverage.future", as_of=moment)
    if done.issued:
        name = round_words(done.issued.round_name, request.texts)
        request.console.say("cli.return.issued", round=name, file=done.path)
    else:
        request.console.say("cli.return.draft", file=done.path)
    return DONE


def return_list(request: Request) -> int:
    """The returns issued so far."""
    with request.office() as office:
        issued = returns.issued(office)
    plain: list[dict[str, Any]] = [
        {
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
        for one in issued
    ]
    if request.options.json:
        request.console.data(plain)
        return DONE
    for one in plain:
        name = round_words(one["round"], request.texts)
        request.console.say("cli.return.line", **{**one, "round": name})
    request.console.say("cli.return.number", number=len(plain))
    return DONE


def _local(moment: Any) -> str:
    text: str = moment.astimezone().replace(tzinfo=None).isoformat(timespec="milliseconds")
    return text.removesuffix(":00.000")


def _show(request: Request, counted: Coverage) -> None:
    texts = request.texts
    request.console.say("cli.coverage.as_of", as_of=moment_text(counted))
    header = [
        texts(f"cli.coverage.{name}")
        for name in ("set", "who", "total", "smartphone", "installed", "of_total", "of_smartphones")
    ]
    rows = [
        row
        for line in counted.rows
        for row in (
            _row(request, line.key or "–", "pupils", line.figures.pupils),
            _row(request, "", "relatives", line.figures.relatives),
            _row(request, "", "staff", line.figures.staff),
        )
        if row[2] != "0"
    ]
    if request.options.by == "group":
        rows += [
            _figures_row(request, texts(f"vocabulary.group.{row.group}"), "", row.figures)
            for row in counted.groups
        ]
    rows += [
        _row(request, texts("cli.coverage.school"), "pupils", counted.total.pupils),
        _row(request, "", "relatives", counted.total.relatives),
        _row(request, "", "staff", counted.total.staff),
    ]
    request.console.table(header, rows, right="2 3 4 5 6")
    request.console.say(
        "cli.coverage.households",
        reached=format_count(counted.households.part, texts.language),
        total=format_count(counted.households.whole, texts.language),
        rate=format_rate(counted.households, texts.language),
    )


def _row(request: Request, key: str, who: str, one: Figures) -> tuple[str, ...]:
    return _figures_row(request, key, request.texts(f"cli.coverage.{who}"), one)


def _figures_row(request: Request, key: str, who: str, one: Figures) -> tuple[str, ...]:
    language = request.texts.language
    return (
        key,
        who,
        format_count(one.total, language),
        format_count(one.with_smartphone, language),
        format_count(one.installed, language),
        format_rate(one.rate_of_total, language),
        format_rate(one.rate_of_smartphones, language),
    )
