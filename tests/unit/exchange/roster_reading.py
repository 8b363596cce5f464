"""Rows written as a workbook and read back, and what came of them in plain words."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bluezone_desktop.domain.roster import PupilDraft, Roster
from bluezone_desktop.exchange.roster_reader import read_roster
from bluezone_desktop.texts import Texts
from tests.unit.exchange.table_writers import Grid, Value, write_xlsx

BORN = date(2009, 3, 5)
Rows = Sequence[Sequence[Value]]
PLAIN: Rows = [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", BORN]]


class Reader:
    """Writes rows as a workbook and reads them back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(
        self,
        rows: Rows,
        merges: Sequence[tuple[int, int, int, int]] = (),
        *,
        sheet: str = "Sheet1",
        file: str = "danh sách.xlsx",
        class_name: str | None = None,
    ) -> Roster:
        grid = Grid(sheet, [list(row) for row in rows], list(merges))
        path = write_xlsx(self._folder / file, [grid])
        roster = read_roster(path, class_name=class_name)
        for problem in roster.problems:
            for texts in (Texts("vi"), Texts("en")):
                assert texts(problem.reason, **problem.values)
        return roster


def pupils(roster: Roster) -> dict[str, list[str]]:
    return {one.name: [pupil.full_name for pupil in one.pupils] for one in roster.classes}


def only(roster: Roster) -> PupilDraft:
    [one] = roster.classes
    [pupil] = one.pupils
    return pupil


def told(roster: Roster) -> list[tuple[int, str, str, str]]:
    """Row, header, value and reason of every problem."""
    prefix = "roster.problem."
    return [(p.row, p.column, p.value, p.reason.removeprefix(prefix)) for p in roster.problems]


def relatives(roster: Roster) -> list[list[tuple[str, str | None, str | None]]]:
    return [
        [(str(r.relation), r.full_name, r.phone) for r in pupil.relatives]
        for one in roster.classes
        for pupil in one.pupils
    ]
