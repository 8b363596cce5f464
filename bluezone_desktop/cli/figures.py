"""Figures: coverage and its chart."""

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.counting import Coverage, Figures, format_count, format_rate
from bluezone_desktop.domain.plain import coverage_to_plain
from bluezone_desktop.services import figures


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
        request.console.note("cli.coverage.future", as_of=request.moment(counted.as_of))
    if asked.json:
        request.console.data(coverage_to_plain(counted, by_group=asked.by == "group"))
    else:
        _show(request, counted)
    if asked.chart:
        request.console.note("cli.coverage.chart", file=asked.chart)
    return DONE


def _show(request: Request, counted: Coverage) -> None:
    texts = request.texts
    request.console.say("cli.coverage.as_of", as_of=request.moment(counted.as_of))
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
