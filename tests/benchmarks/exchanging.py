"""Class sheets of 125 classes: written, and merged home from one folder."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from bluezone_desktop.services import class_sheets, sheet_merging, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts
from tests.benchmarks.harness import Measured, compare
from tests.benchmarks.school import full_school

_PUPIL = 5
"""The column that a teacher fills in, as Excel counts."""


def exchanging(folder: Path) -> Iterator[Measured]:
    """Out and home, of a school of 5,000 pupils with two parents each."""
    out = folder / "out"
    with full_school(folder / "school") as office:
        yield _out(office, out, Texts("vi"))
        yield _home(office, _filled(out))


def _out(office: Office, out: Path, texts: Texts) -> Measured:
    """Against XlsxWriter writing the same words into plain cells; ours are read back as well."""
    import xlsxwriter

    written = class_sheets.export_all(office, out, texts).value
    cells = [
        [[[c.value for c in row] for row in page.iter_rows()] for page in load_workbook(path)]
        for _, path in written
    ]
    floor = out.with_name("floor")
    floor.mkdir()

    def ours() -> None:
        class_sheets.export_all(office, out, texts, overwrite=True)

    def least() -> None:
        for number, pages in enumerate(cells):
            with xlsxwriter.Workbook(str(floor / f"{number}.xlsx")) as book:
                look = book.add_format({"border": 1})
                for rows in pages:
                    page = book.add_worksheet()
                    for place, row in enumerate(rows):
                        page.write_row(place, 0, ["" if v is None else v for v in row], look)

    return compare("125 class sheets, written and read back", ours, least, goal=3.0, rounds=3)


def _filled(out: Path) -> Path:
    """Every pupil of every sheet answered, as teachers would."""
    for path in sorted(out.glob("*.xlsx")):
        book = load_workbook(path)
        page = book.worksheets[0]
        for row in range(8, 48):
            page.cell(row, _PUPIL).value = "x" if row % 2 else "Chưa cài"
        book.save(path)
    return out


def _home(office: Office, folder: Path) -> Measured:
    """Read, planned, backed up, taken and taken back; the floor only reads the same files."""
    from python_calamine import CalamineWorkbook

    def ours() -> None:
        arrived = sheet_merging.read([folder])
        done = sheet_merging.take(office, sheet_merging.plan(office, arrived)).value
        assert sum(one.taken for one in done.files) == 5_000
        steps.undo(office)

    def least() -> None:
        for path in folder.glob("*.xlsx"):
            with CalamineWorkbook.from_path(path) as book:
                for name in book.sheet_names:
                    book.get_sheet_by_name(name).to_python()

    return compare("125 class sheets home: 5,000 ticks merged", ours, least, goal=10.0, rounds=3)
