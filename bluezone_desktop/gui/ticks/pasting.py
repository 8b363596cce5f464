"""A block from a spreadsheet onto the sheet: which cell gets what, before anything is stored.

A block that carries names is laid on by name, wherever those pupils stand here: the sender may have
sorted otherwise, and a status on the wrong child is worse than none. Any other block is laid on by
place, from the first selected cell on.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QItemSelectionRange

from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.status_words import read_status
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.ticks.sheet import Column, ColumnKind, Row
from bluezone_desktop.gui.ticks.tick_model import TickModel

Block = Sequence[Sequence[str]]
_HEADS_OF_NAMES = frozenset({"ho va ten", "ho ten", "ho va ten hoc sinh", "full name", "name"})


@dataclass(slots=True)
class PastePlan:
    """What a block would do.

    statuses   whom it sets to what
    by_name    it had names, and went to them wherever they stand
    nobody     cells with a word where nobody stands, or beyond the sheet
    unread     words that mean no status: their cells stay as they are
    strangers  names of the block that nobody here has, or that do not say who of several is meant
    heading    the words of a first line that holds no status at all: with these nothing is stored,
               because each line below it would come one row too low
    """

    statuses: dict[PersonId, Status] = field(default_factory=dict)
    by_name: bool = False
    nobody: int = 0
    unread: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every word of the block found its cell."""
        return not (self.nobody or self.unread or self.strangers or self.heading)


def read_block(text: str) -> list[list[str]]:
    """The cells of a block as spreadsheets put it on the clipboard: tabs, line ends, quotes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        if text.count('"') % 2:
            raise csv.Error  # a quote that never ends is a character like any other
        lines = list(csv.reader(io.StringIO(text), dialect=csv.excel_tab))
    except csv.Error:
        lines = [line.split("\t") for line in text.split("\n")]
    return [[" ".join(cell.split()).strip('" ') for cell in line or [""]] for line in lines]


def write_block(block: Block) -> str:
    """Cells as spreadsheets take them from the clipboard."""
    written = io.StringIO()
    csv.writer(written, dialect=csv.excel_tab, lineterminator="\n").writerows(block)
    return written.getvalue()


def plan_paste(model: TickModel, block: Block, at: QItemSelectionRange) -> PastePlan:
    """Lays ``block`` onto the sheet, by name where it has names, else from ``at`` on.

    Empty cells say nothing: what is known stays. Words over names and notes are left out. A block
    of a single cell fills ``at``.
    """
    plan = PastePlan()
    named = _column_of_names(model, block)
    if named is not None:
        plan.by_name = True
        _lay_by_name(plan, model, block, named)
        return plan
    if len(block) == 1 and len(block[0]) == 1:
        block = [[block[0][0]] * at.width() for _ in range(at.height())]
    elif heading := _heading(model, block, at):
        plan.heading = heading
        return plan
    for down, line in enumerate(block):
        number = at.top() + down
        row = model.row_at(number) if number < model.rowCount() else None
        for right, words in enumerate(line):
            _lay(plan, model.columns, row, at.left() + right, words)
    return plan


def _lay(
    plan: PastePlan, columns: Sequence[Column], row: Row | None, column: int, words: str
) -> None:
    beyond = column >= len(columns)
    if not words or (not beyond and not columns[column].is_tick):
        return
    try:
        status = read_status(words)
    except ValueError:
        plan.unread.append(words)
        return
    person = None if beyond or row is None else row.cells[column]
    if person is None:
        plan.nobody += 1
    elif status is not None:
        plan.statuses[person.id] = status


def _heading(model: TickModel, block: Block, at: QItemSelectionRange) -> list[str]:
    """The words of the first line where there are several lines and it has not one status."""
    if len(block) < 2:
        return []
    ticks = range(at.left(), model.columnCount())
    words = [
        word
        for column, word in zip(ticks, block[0], strict=False)
        if word and model.columns[column].is_tick
    ]
    return [] if any(_is_status(word) for word in words) else words


def _is_status(word: str) -> bool:
    try:
        read_status(word)
    except ValueError:
        return False
    return True


# By name


def _column_of_names(model: TickModel, block: Block) -> int | None:
    """The column of ``block`` of whose words at least half are names of this sheet."""
    names = {fold(name) for name in _names(model)}
    found: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for line in block:
        for column, words in enumerate(line):
            filled[column] += bool(words) and fold(words) not in _HEADS_OF_NAMES
            found[column] += fold(words) in names
    best = max(found, key=lambda column: found[column], default=None)
    return best if best is not None and found[best] * 2 >= max(1, filled[best]) else None


def _names(model: TickModel) -> Iterator[str]:
    for row in model.all_rows():
        if row.household.person.full_name:
            yield row.household.person.full_name


def _lay_by_name(plan: PastePlan, model: TickModel, block: Block, named: int) -> None:
    rows: dict[str, list[Row]] = {}
    for row in model.all_rows():
        rows.setdefault(fold(row.household.person.full_name or ""), []).append(row)
    asked = Counter(fold(line[named]) for line in block if named < len(line))
    first = model.place_of(ColumnKind.NAME)
    for place, line in enumerate(block):
        name = line[named] if named < len(line) else ""
        words = line[named + 1 :]
        if not any(words) or (not place and fold(name) in _HEADS_OF_NAMES):
            continue
        meant = rows.get(fold(name), []) if name else []
        # Namesakes are told apart by their order, and only where the block has each of them once.
        if len(meant) != asked[fold(name)]:
            plan.strangers.append(name or words[0])
            continue
        row = meant[_seen_before(block, place, named)]
        for right, word in enumerate(words, 1):
            _lay(plan, model.columns, row, first + right, word)


def _seen_before(block: Block, place: int, named: int) -> int:
    """How many lines above this one have the same name."""
    name = fold(block[place][named])
    return sum(named < len(line) and fold(line[named]) == name for line in block[:place])
