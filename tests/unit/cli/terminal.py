"""A terminal for the tests of the command line: commands in process, and lists to import."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bluezone_desktop.__main__ import main


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document and nothing else."""
        assert self.status == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one sentence of a command that could not do what was asked."""
        assert self.status == 1, (self.status, self.out, self.err)
        assert self.out == ""
        assert self.err.endswith(".\n"), self.err
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err


@dataclass
class Terminal:
    """Runs commands on one data folder."""

    data: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object) -> Answer:
        """One command, as typed after ``bluezone-desktop --data DIR``."""
        return self.bare("--data", self.data, *arguments)

    def bare(self, *arguments: object) -> Answer:
        """One command, as typed after ``bluezone-desktop``."""
        self.capsys.readouterr()
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as end:
            status = int(str(end.code or 0))
        out, err = self.capsys.readouterr()
        return Answer(status, out, err)


HEADER = (
    "STT", "Mã học sinh", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp", "Điện thoại",
    "Họ tên cha", "SĐT cha", "Họ tên mẹ", "SĐT mẹ",
)  # fmt: skip
PUPILS: tuple[tuple[object, ...], ...] = (
    (1, "HS01", "Nguyễn Thị Hoà", "05/03/2009", "Nữ", "6A1", None,
     "Nguyễn Văn Ba", "0901000001", "Lê Thị Tư", "0901000002"),
    (2, "HS02", "Trần Văn Ân", "20/11/2009", "Nam", "6A1", "0901000009", None, None,
     "Sơn Thị Út", "0901000003"),
    (3, "HS03", "Nguyễn Văn Bảy", "2009", "Nam", "6A2", None,
     "Nguyễn Văn Ba", "0901000001", None, None),
)  # fmt: skip


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook with these rows, all as text."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("DS")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
    return path


def class_list(folder: Path, *more: Sequence[object], name: str = "danh-sach.xlsx") -> Path:
    """A list of two classes; more rows may be given."""
    return write(folder / name, [HEADER, *PUPILS, *more])


def staff_list(folder: Path) -> Path:
    """A list of a manager, a teacher and an employee."""
    return write(
        folder / "can-bo.xlsx",
        [
            ("STT", "Họ và tên", "Chức vụ", "Số điện thoại"),
            (1, "Thạch Sáu", "Hiệu trưởng", "0901000006"),
            (2, "Kim Tám", "Giáo viên", None),
            (3, "Lý Chín", "Kế toán", None),
        ],
    )


def listing(folder: Path) -> set[str]:
    """Everything under a folder, by its path from there."""
    return {str(one.relative_to(folder)) for one in folder.rglob("*")}


def ids(full: Terminal, *asked: str) -> list[str]:
    """The ids of people found."""
    return [one["id"] for one in full("people", *asked, "--json").json]
