"""A whole list, from the file to the committed database.

The floor is what no program can do without: python-calamine reads the file, bare sqlite3 writes the
same rows and the same journal entries. Ours recognises the list, matches it with the school, and
keeps a backup, as ``roster import`` does.
"""

import gc
import statistics
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from bluezone_desktop.services import rosters
from tests.benchmarks.harness import Measured, compare
from tests.benchmarks.school import open_school, roster

SIZES = (5_000, 20_000, 100_000)
_HEADER = (
    *("STT", "Lớp", "Mã học sinh", "Họ và tên", "Ngày sinh", "Giới tính", "Trạng thái"),
    *("Họ tên cha", "SĐT cha", "Nghề nghiệp cha", "Họ tên mẹ", "SĐT mẹ", "Nghề nghiệp mẹ"),
    *("Dân tộc", "Nơi sinh", "Địa chỉ", "Thôn", "Xã", "Huyện", "Ghi chú"),
)
_TABLES = ("class", "person", "kinship", "entry")


def write_list(path: Path, pupils: int) -> Path:
    """A list of one sheet and twenty columns, each pupil with father and mother."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, _HEADER)
    rest = ("Khmer", "Sóc Trăng", "12 đường 30/4", "Ấp 1", "Lâm Tân", "Thạnh Trị", "")
    row = 0
    for listed in roster(pupils).classes:
        for one in listed.pupils:
            row += 1
            father, mother = one.relatives
            year, month, day = (one.date_of_birth or "2009-1-1").split("-")
            person = (row, listed.name, one.code, one.full_name, f"{day}/{month}/{year}")
            sex = "Nam" if one.sex == "male" else "Nữ"
            parents = (
                *(father.full_name, father.phone, "Làm ruộng"),
                *(mother.full_name, mother.phone, "Buôn bán"),
            )
            sheet.write_row(row, 0, (*person, sex, "Đang học", *parents, *rest))
    book.close()
    return path


def importing_files(folder: Path) -> Iterator[Measured]:
    """5,000 pupils against the floor; then how the time of one row grows with the list."""
    folder.mkdir()
    lists = {pupils: write_list(folder / f"{pupils}.xlsx", pupils) for pupils in SIZES}
    yield _against_floor(folder, lists[SIZES[0]])
    spent = {pupils: _once(folder / f"grown-{pupils}", path) for pupils, path in lists.items()}
    least = spent[SIZES[0]] / SIZES[0] * 1000
    for pupils in SIZES[1:]:
        name = f"import of {pupils:,} pupils, per 1,000, against 5,000"
        yield Measured(name, spent[pupils] / pupils * 1000, least, 1.1)


def _against_floor(folder: Path, path: Path) -> Measured:
    numbers = count()
    with open_school(folder / "filled") as filled:
        rosters.take(filled, rosters.plan(filled, [rosters.inspect(path)]))
        tables = {
            table: filled.file.connection.execute(f"SELECT * FROM {table}").fetchall()
            for table in _TABLES
        }

    def ours() -> None:
        with open_school(folder / f"ours-{next(numbers)}") as office:
            rosters.take(office, rosters.plan(office, [rosters.inspect(path)]))

    def floor() -> None:
        with CalamineWorkbook.from_path(path) as book:
            book.get_sheet_by_index(0).to_python()
        with open_school(folder / f"floor-{next(numbers)}") as office:
            connection = office.file.connection
            connection.execute("BEGIN")
            connection.execute("DELETE FROM entry")
            step = connection.execute("SELECT max(seq) FROM step").fetchone()[0]
            for table, rows in tables.items():
                ready = [(r[0], step, *r[2:]) for r in rows] if table == "entry" else rows
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", ready)
            connection.execute("COMMIT")

    name = "5,000 pupils, 20 columns: file to database"
    return compare(name, ours, floor, goal=5.0, rounds=3)


def _once(folder: Path, path: Path) -> float:
    """Milliseconds for a list of any size; the middle of three for a small one."""
    times = []
    for turn in range(3 if path.stat().st_size < 2_000_000 else 1):
        with open_school(folder.with_name(f"{folder.name}-{turn}")) as office:
            gc.collect()
            began = time.perf_counter()
            rosters.take(office, rosters.plan(office, [rosters.inspect(path)]))
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
