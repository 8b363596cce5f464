"""A teacher's hands on a class sheet: finding cells by what stands there, and filling them in."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = {"pupil": 5, "father": 6, "mother": 7, "note": 8}
"""Where the answers stand, as Excel counts columns."""

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_EPOCH = datetime(2020, 8, 25, tzinfo=UTC)


class Teacher:
    """Fills in a copy of a class sheet, saved ``minutes`` after others."""

    def __init__(self, path: Path) -> None:
        import openpyxl

        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.page: Worksheet = self.book.worksheets[0]

    def row(self, words: str, column: int = 3) -> int:
        """The first row with these words in a column."""
        for row in range(1, self.page.max_row + 1):
            if self.page.cell(row, column).value == words:
                return row
        raise AssertionError(f"nothing says {words!r}")

    def say(self, name: str, **answers: object) -> "Teacher":
        """Answers about a pupil and the family: pupil, father, mother, note."""
        row = self.row(name)
        for what, answer in answers.items():
            self.page.cell(row, COLUMNS[what]).value = answer
        return self

    def add_pupil(self, name: str, born: object = None, **answers: object) -> "Teacher":
        """A pupil in the first empty row of the list."""
        row = self.row("STT", 2) + 1
        while self.page.cell(row, 3).value:
            row += 1
        self.page.cell(row, 3).value = name
        self.page.cell(row, 4).value = born
        return self.say(name, **answers)

    def add_relative(
        self, of: str, relation: str, status: object, name: str | None = None
    ) -> "Teacher":
        """A relative in the first empty row of the table below."""
        row = self.row("Họ và tên người thân") + 1
        while self.page.cell(row, 6).value:
            row += 1
        for column, value in ((3, name), (4, of), (5, status), (6, relation)):
            self.page.cell(row, column).value = value
        return self

    def save(self, path: Path | None = None, *, minutes: float = 0) -> Path:
        """Save, as if so many minutes after the sheet came."""
        target = path or self.path
        self.book.save(target)
        moment = (_EPOCH + timedelta(minutes=minutes)).replace(tzinfo=None)
        _set_modified(target, f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        return target


def _set_modified(path: Path, stamp: str) -> None:
    """Put the moment of saving into the file's properties, as the office program would have."""
    import re
    import zipfile

    with zipfile.ZipFile(path) as old:
        parts: Mapping[str, bytes] = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            is_core = name == "docProps/core.xml"
            said = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), data)
            new.writestr(name, said if is_core else data)


def saved_by_libreoffice(path: Path, folder: Path, ending: str = "xlsx") -> Path:
    """The same file, opened and saved by LibreOffice."""
    assert OFFICE
    folder.mkdir(exist_ok=True)
    environment = os.environ | {"HOME": str(folder)}
    subprocess.run(
        [OFFICE, "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120, env=environment,
    )  # fmt: skip
    return folder / f"{path.stem}.{ending}"
