"""Short ways to write a small list and to read it back, for tests of single turns of a list."""

from collections.abc import Sequence
from pathlib import Path

from bluezone_desktop.domain.roster import PupilDraft, Roster
from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.table_writers import Grid, Value

Rows = list[list[Value]]
Merges = list[tuple[int, int, int, int]]
HEAD: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]
PUPIL: list[Value] = [1, "Lê Thị Hoa", "05/03/2009", "Nữ"]


def read(folder: Path, rows: Rows, merges: Merges | None = None, sheet: str = "6A1") -> Roster:
    """What a workbook of one sheet holds."""
    grid = Grid(sheet, rows, merges or [])
    return read_roster(writers.write_xlsx(folder / "danh sach.xlsx", [grid]))


def one_pupil(folder: Path, heads: Sequence[Value], cells: Sequence[Value]) -> PupilDraft:
    """The pupil of a list with these columns after the usual ones; no problems are expected."""
    roster = read(folder, [[*HEAD, *heads], [*PUPIL, *cells]])
    assert not roster.problems
    return roster.classes[0].pupils[0]


def names(roster: Roster) -> dict[str, list[str]]:
    """The pupils' names by class."""
    return {one.name: [pupil.full_name for pupil in one.pupils] for one in roster.classes}


def relatives(pupil: PupilDraft) -> list[tuple[str, str | None, str | None]]:
    """Relation, name and phone of a pupil's relatives."""
    return [(str(one.relation), one.full_name, one.phone) for one in pupil.relatives]
