"""Figures as plain JSON values, and back: for the command line and for the record of a round."""

from typing import Any

from bluezone_desktop.domain.counting import (
    Coverage,
    Figures,
    GroupRow,
    Ratio,
    ThreeFigures,
)
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures
from bluezone_desktop.domain.vocabulary import Group

Plain = dict[str, Any]


def figures_to_plain(figures: Figures) -> Plain:
    """FIGURES of the command line: counts, and rates in 0–1 or None for a zero denominator."""
    return {
        "total": figures.total,
        "asked": figures.asked,
        "with_smartphone": figures.with_smartphone,
        "installed": figures.installed,
        "rate_of_total": figures.rate_of_total.value,
        "rate_of_smartphones": figures.rate_of_smartphones.value,
    }


def figures_from_plain(plain: Plain) -> Figures:
    """The figures that ``figures_to_plain`` wrote. Raises KeyError for anything else."""
    return Figures(plain["total"], plain["asked"], plain["with_smartphone"], plain["installed"])


def three_to_plain(three: ThreeFigures) -> Plain:
    """Pupils, relatives and staff, side by side."""
    return {
        "pupils": figures_to_plain(three.pupils),
        "relatives": figures_to_plain(three.relatives),
        "staff": figures_to_plain(three.staff),
    }


def coverage_to_plain(coverage: Coverage, *, by_group: bool = False) -> Plain:
    """``coverage --json`` of the command line. The moment is told in the school's own time."""
    rows: list[Plain]
    if by_group:
        rows = [
            {"key": row.group.value, "figures": figures_to_plain(row.figures)}
            for row in coverage.groups
        ]
    else:
        rows = [{"key": row.key, **three_to_plain(row.figures)} for row in coverage.rows]
    return {
        "as_of": moment_text(coverage),
        "rows": rows,
        "total": three_to_plain(coverage.total),
        "households": {"reached": coverage.households.part, "total": coverage.households.whole},
    }


def moment_text(coverage: Coverage) -> str:
    """The as-of moment, exact enough that asking for it again gives the same figures for ever."""
    local = coverage.as_of.astimezone().replace(tzinfo=None)
    whole = local.second == 0 and local.microsecond == 0
    return local.isoformat(timespec="minutes" if whole else "milliseconds")


def return_to_plain(figures: ReturnFigures) -> Plain:
    """The record of a round: every count of its return."""
    return {
        "classes": [
            {
                "name": line.name,
                "teacher": line.teacher,
                "note": line.note,
                "pupils": figures_to_plain(line.pupils),
                "relatives": figures_to_plain(line.relatives),
            }
            for line in figures.classes
        ],
        "staff": [
            {"group": row.group.value, "figures": figures_to_plain(row.figures)}
            for row in figures.staff
        ],
        "staff_relatives": figures_to_plain(figures.staff_relatives),
        "total": three_to_plain(figures.total),
        "households": {"reached": figures.households.part, "total": figures.households.whole},
    }


def return_from_plain(plain: Plain) -> ReturnFigures:
    """The figures that ``return_to_plain`` wrote. Raises KeyError for anything else."""
    total = plain["total"]
    return ReturnFigures(
        classes=tuple(
            ClassLine(
                line["name"],
                line["teacher"],
                figures_from_plain(line["pupils"]),
                figures_from_plain(line["relatives"]),
                line["note"],
            )
            for line in plain["classes"]
        ),
        staff=tuple(
            GroupRow(Group(row["group"]), figures_from_plain(row["figures"]))
            for row in plain["staff"]
        ),
        staff_relatives=figures_from_plain(plain["staff_relatives"]),
        total=ThreeFigures(
            figures_from_plain(total["pupils"]),
            figures_from_plain(total["relatives"]),
            figures_from_plain(total["staff"]),
        ),
        households=Ratio(plain["households"]["reached"], plain["households"]["total"]),
    )
