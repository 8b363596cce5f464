"""Rows that may mean somebody on record: a command asks nobody, and says what it made of them."""

from pathlib import Path

import pytest

from bluezone_desktop.texts import Texts
from tests.unit.cli.terminal import HEADER, PUPILS, Terminal, class_list, write


@pytest.fixture
def other_birth(tmp_path: Path) -> Path:
    """The same list without codes, and Hoà born on 5 May instead of 3 March."""
    rows = [tuple(None if at == 1 else cell for at, cell in enumerate(row)) for row in PUPILS]
    hoa = (*rows[0][:3], "03/05/2009", *rows[0][4:])
    return write(tmp_path / "again.xlsx", [HEADER, hoa, *rows[1:]])


def test_uncertain_rows_are_taken_as_new_and_named(
    school: Terminal, tmp_path: Path, other_birth: Path
) -> None:
    """With sheet, row and the reason; nobody is made one by a guess."""
    school("roster", "import", class_list(tmp_path))
    answer = school("roster", "import", other_birth)
    assert answer.status == 0
    texts = Texts()
    assert texts("matching.command.new", number=1) in answer.out
    line = answer.out.splitlines()[-1]
    assert "DS" in line
    assert "2: Nguyễn Thị Hoà" in line
    assert texts("matching.why.birth") in line
    pupils = school("people", "--group", "pupil", "--json").json
    assert sorted(p["date_of_birth"] for p in pupils if p["full_name"] == "Nguyễn Thị Hoà") == [
        "2009-03-05", "2009-05-03",
    ]  # fmt: skip
    again = school("roster", "import", other_birth)
    assert texts("matching.command.new", number=1) not in again.out


def test_as_json_nothing_is_added_to_the_shape(
    school: Terminal, tmp_path: Path, other_birth: Path
) -> None:
    """Other programs rely on it."""
    school("roster", "import", class_list(tmp_path))
    whole = school("roster", "import", other_birth, "--json").json
    assert (whole["added"], whole["problems"]) == (1, [])
    assert "questions" not in whole


def test_what_planning_finds_is_told_with_the_problems(school: Terminal, tmp_path: Path) -> None:
    """A father shared on record, with another number in a later row: named with its row."""
    school("roster", "import", class_list(tmp_path))
    changed = (*PUPILS[2][:8], "0901000007", *PUPILS[2][9:])
    path = write(tmp_path / "b.xlsx", [HEADER, PUPILS[0], PUPILS[1], changed])
    whole = school("roster", "import", path, "--json").json
    (problem,) = whole["problems"]
    assert (problem["row"], problem["value"], problem["severity"]) == (4, "0901000007", "warning")
    assert "0901000001" in problem["reason"]
    assert "0901000001" in school("roster", "import", path).out
