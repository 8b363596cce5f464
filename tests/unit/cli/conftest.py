"""Terminals on an empty folder, on a school without anybody, and on a school with people."""

from pathlib import Path

import pytest

from tests.unit.cli.terminal import Terminal, class_list, staff_list


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal whose data folder is not there yet."""
    return Terminal(tmp_path / "dữ liệu", capsys)


@pytest.fixture
def school(empty: Terminal) -> Terminal:
    """A terminal on a school without anybody."""
    assert empty("init", "--school", "Trường THCS Lâm Tân", "--year", "2020-2021").status == 0
    return empty


@pytest.fixture
def full(school: Terminal, tmp_path: Path) -> Terminal:
    """A terminal on a school with two classes, their families and three of staff."""
    lists = class_list(tmp_path), staff_list(tmp_path)
    assert school("roster", "import", *lists).status == 0
    return school
