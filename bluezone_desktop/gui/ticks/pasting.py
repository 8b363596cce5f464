"""A block from a spreadsheet onto the sheet: which cell gets what, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QItemSelectionRange

from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.status_words import read_status
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.ticks.tick_model import TickModel


@dataclass(slots=True)
class PastePlan:
    """What a block would do.

    statuses  whom it sets to what
    nobody    cells with a word where nobody stands, or beyond the sheet
    unread    words that mean no status: with any of these nothing is stored
    """

    statuses: dict[PersonId, Status] = field(default_factory=dict)
    nobody: int = 0
    unread: list[str] = field(default_factory=list)


def read_block(text: str) -> list[list[str]]:
    """The cells of a block as spreadsheets put it on the clipboard: tabs and line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [[cell.strip().strip('"') for cell in line.split("\t")] for line in lines]


def plan_paste(model: TickModel, block: list[list[str]], at: QItemSelectionRange) -> PastePlan:
    """Lays ``block`` onto the sheet from the first cell of ``at`` on.

    Empty cells say nothing: what is known stays. Words over names and notes are left out. A block
    of a single cell fills ``at``.
    """
    if len(block) == 1 and len(block[0]) == 1:
        block = [block[0] * at.width() for _ in range(at.height())]
    plan = PastePlan()
    for down, line in enumerate(block):
        for right, words in enumerate(line):
            row, column = at.top() + down, at.left() + right
            beyond = row >= model.rowCount() or column >= model.columnCount()
            if not words or (not beyond and not model.columns[column].is_tick):
                continue
            try:
                status = read_status(words)
            except ValueError:
                plan.unread.append(words)
                continue
            person = None if beyond else model.row_at(row).cells[column]
            if person is None:
                plan.nobody += 1
            elif status is not None:
                plan.statuses[person.id] = status
    return plan
