"""What became of files that came home, in the words of the window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.sheet_merge import Outcome
from bluezone_desktop.gui.exchange.tables import Line
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.sheet_plan import Dispute, FileResult

FILE_HEADS = ("file", "class", "teacher", "left", "saved", "result", "new", "changed", "same",
              "different")  # fmt: skip
DISPUTE_HEADS = ("class", "person", "field", "ours", "theirs", "base", "kept")
PASSWORDS = ("files.password_needed", "files.password_wrong")
_KEYS = {Outcome.ALREADY: "already", Outcome.OLDER: "older", Outcome.REFUSED: "refused"}


def file_line(texts: Texts, one: FileResult) -> Line:
    """A file in the list of files."""
    sheet = one.filled.sheet if one.filled else None
    left = datetime.fromtimestamp(sheet.left / 1000, UTC) if sheet else None
    saved = one.filled.modified if one.filled else None
    numbers: tuple[str, ...] = ("", "", "", "")
    if one.outcome is not Outcome.REFUSED:
        counts = (one.added, one.taken - one.added, one.unchanged, len(one.disputes))
        numbers = tuple(format_count(number, texts.language) for number in counts)
    cells = (
        one.path.name,
        sheet.class_name if sheet else "–",
        (sheet.teacher if sheet else "") or "–",
        short_moment(left),
        short_moment(saved),
        texts(f"exchange.result.{result_key(one)}"),
        *numbers,
    )
    return Line(
        cells,
        "\n".join((str(one.path), *details(texts, one))),
        one.outcome is Outcome.REFUSED or bool(one.troubles),
    )


def result_key(one: FileResult) -> str:
    """What became of a file: the name of its words."""
    if one.reason and one.reason.key in PASSWORDS:
        return "password"
    if one.outcome is Outcome.MERGED:
        if one.disputes:
            return "differs"
        return "new" if one.taken else "same"
    return _KEYS[one.outcome]


def details(texts: Texts, one: FileResult) -> list[str]:
    """The sentences about a file: why it is refused, or what of it is not taken."""
    found = [texts(one.reason.key, **one.reason.values)] if one.reason else []
    return found + [texts(trouble.reason, **trouble.values) for trouble in one.troubles]


def dispute_line(texts: Texts, one: Dispute, class_name: str) -> Line:
    """A conflict in the list of conflicts."""
    ours = _side(texts, one.field, one.ours, one.ours_at, one.ours_by)
    theirs = _side(texts, one.field, one.theirs, one.theirs_at, one.theirs_by)
    base = value_words(texts, one.field, one.base)
    kept = texts(f"exchange.kept.{one.kept or 'open'}")
    field = texts(f"sheets.field.{one.field}")
    hint = texts("exchange.dispute_hint", name=one.name, ours=ours, theirs=theirs, base=base)
    cells = (class_name, one.name, field, ours, theirs, base, kept)
    return Line(cells, hint)


def value_words(texts: Texts, field: str, value: str) -> str:
    """A value of a field as people say it."""
    if field == "status":
        return texts(f"vocabulary.status.{value}")
    return value or "–"


def short_moment(moment: datetime | None) -> str:
    """A moment where there is little room: "08:30 5/9/2020"."""
    if moment is None:
        return "–"
    local = moment.astimezone()
    return f"{local:%H:%M} {local.day}/{local.month}/{local.year}"


def _side(texts: Texts, field: str, value: str, at: datetime | None, by: str) -> str:
    words = value_words(texts, field, value)
    when = short_moment(at) if at else ""
    more = ", ".join(part for part in (when, by) if part)
    return f"{words} ({more})" if more else words
