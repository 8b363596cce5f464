"""A return as a document: letterhead, table, notes and signatures, in the order they are read.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, for what stands where. Sizes and rules are the business
of whoever prints it.
"""

from dataclasses import dataclass
from datetime import date

from bluezone_desktop.domain.counting import Figures, format_count, format_rate
from bluezone_desktop.domain.dates import moment_words, official_date
from bluezone_desktop.domain.return_columns import without
from bluezone_desktop.domain.return_table import (
    NOTE,
    TEACHER,
    Table,
    Words,
    build_table,
    round_words,
)
from bluezone_desktop.domain.returns import Omissible, ReturnContent
from bluezone_desktop.domain.vocabulary import Level


@dataclass(frozen=True, slots=True)
class ReturnDocument:
    """Everything that stands on the paper, from top to bottom, as text; and the table.

    superior, issuer  upper left, in capitals; the issuer carries a rule
    nation, motto     upper right; the motto carries a rule
    number, place_and_date
    title, subject, as_of, recipient, basis  ``basis`` may be ""
    notes             below the table, a line each
    distribution      "Nơi nhận:" and its lines
    preparer, head    title and name of the two who sign
    """

    superior: str
    issuer: str
    nation: str
    motto: str
    number: str
    place_and_date: str
    title: str
    subject: str
    as_of: str
    recipient: str
    basis: str
    table: Table
    notes: tuple[str, ...]
    distribution: tuple[str, ...]
    preparer: tuple[str, str]
    head: tuple[str, str]

    @property
    def name(self) -> str:
        """What the document is called: its title and its subject."""
        return f"{self.title} {self.subject}"


def build_document(content: ReturnContent, words: Words) -> ReturnDocument:
    """The return as it prints, in the language of ``words``."""
    school, wording = content.school, content.wording

    def preset(chosen: str | None, key: str, **values: object) -> str:
        return words(f"returns.{key}", **values) if chosen is None else chosen

    lines = wording.distribution
    if lines is None:
        lines = (words("returns.signature.as_above"), words("returns.signature.archive"))
    head = "head_continuing" if school.level is Level.CONTINUING else "head"
    as_of = words(
        "returns.letterhead.as_of",
        round=_capital(round_words(content.round_name, words)),
        moment=moment_words(content.as_of, words.language),
    )
    recipient = content.recipient or words("returns.letterhead.recipient_unknown")
    return ReturnDocument(
        superior=school.superior.upper(),
        issuer=school.name.upper(),
        nation=words("returns.letterhead.nation"),
        motto=words("returns.letterhead.motto"),
        number=words(
            "returns.letterhead.number", number=content.number or " " * 8, sign=content.sign
        ),
        place_and_date=_place_and_date(
            content.dated_from or words("returns.letterhead.place_unknown"), content.dated, words
        ),
        title=preset(wording.title, "letterhead.title"),
        subject=preset(wording.subject, "letterhead.subject"),
        as_of=as_of,
        recipient=words("returns.letterhead.recipient", recipient=recipient),
        basis=preset(wording.basis, "letterhead.basis", school=school.name),
        table=_table(content, words),
        notes=_notes(content, words),
        distribution=(
            words("returns.signature.distribution"),
            *(f"- {line}{'.' if n == len(lines) else ';'}" for n, line in enumerate(lines, 1)),
        ),
        preparer=(preset(wording.preparer_title, "signature.preparer"), school.preparer),
        head=(preset(wording.head_title, f"signature.{head}"), school.head),
    )


def _table(content: ReturnContent, words: Words) -> Table:
    columns = {Omissible.NOTE: NOTE}
    if content.by_class:
        columns[Omissible.TEACHER] = TEACHER
    omitted = [columns[one] for one in content.wording.omitted if one in columns]
    return without(build_table(content, words), omitted)


def _place_and_date(place: str, dated: date, words: Words) -> str:
    if words.language == "vi":
        return official_date(place, dated)
    return f"{place}, {dated.day}/{dated.month}/{dated.year}"


def _notes(content: ReturnContent, words: Words) -> tuple[str, ...]:
    figures, language = content.figures, words.language
    notes = [words("returns.note.terms")]
    if content.previous is not None:
        notes.append(
            words(
                "returns.note.change",
                round=round_words(content.previous.round_name, words),
                moment=moment_words(content.previous.as_of, words.language),
            )
        )
    if figures.counted_again != Figures():
        everybody = format_count(figures.total.relatives.total, language)
        notes.append(words("returns.note.counted_again", relatives=everybody))
    total = figures.total
    if total.pupils.not_asked or total.relatives.not_asked or total.staff.not_asked:
        notes.append(
            words(
                "returns.note.not_asked",
                pupils=format_count(total.pupils.not_asked, language),
                relatives=format_count(total.relatives.not_asked, language),
                staff=format_count(total.staff.not_asked, language),
            )
        )
    if figures.households.whole:
        notes.append(
            words(
                "returns.note.households",
                reached=format_count(figures.households.part, language),
                total=format_count(figures.households.whole, language),
                rate=format_rate(figures.households, language),
            )
        )
    return (*notes, *content.wording.notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
