"""Class sheets on the command line: out, home, and what other programs rely on."""

from pathlib import Path

import pytest

from tests.unit.cli import shapes
from tests.unit.cli.terminal import Terminal, ids
from tests.unit.services.sheet_hands import Teacher

HOA = "Nguyễn Thị Hoà"
VALUE = shapes.maybe(shapes.text)
MERGED = shapes.shape(
    files=shapes.many(
        shapes.shape(
            file=shapes.text,
            class_=shapes.maybe(shapes.text),
            outcome=shapes.exactly("merged", "already merged", "older copy", "refused"),
            reason=shapes.maybe(shapes.text),
            taken=shapes.count,
            unchanged=shapes.count,
            conflicts=shapes.many(
                shapes.shape(
                    person=shapes.text,
                    field=shapes.text,
                    ours=VALUE,
                    theirs=VALUE,
                    base=VALUE,
                    kept=shapes.exactly("ours", "theirs"),
                )
            ),
        )
    )
)


@pytest.fixture
def sheet(full: Terminal, tmp_path: Path) -> Path:
    """The sheet of 6A1."""
    path = tmp_path / "6A1.xlsx"
    assert full("sheet", "export", "--class", "6a1", "--out", path).status == 0
    return path


def status(full: Terminal, name: str = HOA) -> str:
    """Somebody's status."""
    found = [one["status"] for one in full("people", "--json").json if one["full_name"] == name]
    return str(found[0])


def test_out_and_home(full: Terminal, sheet: Path) -> None:
    """Ticked in Excel, merged, told as JSON; again, it changes nothing; undone in one step."""
    Teacher(sheet).say(HOA, pupil="x", mother="Chưa cài").save()
    answer = full("sheet", "merge", sheet, "--json").json
    shapes_of = answer["files"][0]
    MERGED(answer, "merge")
    assert shapes_of == {
        "file": str(sheet), "class": "6A1", "outcome": "merged", "reason": None, "taken": 2,
        "unchanged": 3, "conflicts": [],
    }  # fmt: skip
    assert status(full) == "installed"
    again = full("sheet", "merge", sheet, "--json").json["files"][0]
    assert (again["outcome"], again["taken"], again["unchanged"]) == ("already merged", 0, 5)
    assert "6A1" in full("undo").out
    assert status(full) == status(full, "Lê Thị Tư") == "not_asked"


def test_a_dry_run_stores_nothing(full: Terminal, sheet: Path) -> None:
    """It tells the same as the merge, without a backup."""
    Teacher(sheet).say(HOA, pupil="x").save()
    before = sorted((full.data / "backups").iterdir())
    preview = full("sheet", "merge", sheet, "--dry-run", "--json").json
    assert "chưa lưu gì" in full("sheet", "merge", sheet, "--dry-run").out
    assert sorted((full.data / "backups").iterdir()) == before
    assert status(full) == "not_asked"
    assert full("sheet", "merge", sheet, "--json").json == preview


def test_conflicts_and_rules(full: Terminal, sheet: Path) -> None:
    """Ours holds and the sentence says how to decide; a rule decides."""
    [hoa] = ids(full, "--find", HOA)
    full("mark", hoa, "--status", "unsupported")
    Teacher(sheet).say(HOA, pupil="x").save(minutes=-9000)
    answer = full("sheet", "merge", sheet, "--json").json
    MERGED(answer, "merge")
    conflict = {
        "person": hoa, "field": "status", "ours": "unsupported", "theirs": "installed",
        "base": "not_asked", "kept": "ours",
    }  # fmt: skip
    assert answer["files"][0]["conflicts"] == [conflict]
    told = full("sheet", "merge", sheet).out
    assert HOA in told
    assert "--prefer" in told
    full("sheet", "merge", sheet, "--prefer", "newest")
    assert status(full) == "unsupported"


def test_theirs(full: Terminal, sheet: Path) -> None:
    """Whatever the school has."""
    [hoa] = ids(full, "--find", HOA)
    full("mark", hoa, "--status", "unsupported")
    Teacher(sheet).say(HOA, pupil="x").save()
    answer = full("sheet", "merge", sheet, "--prefer", "theirs", "--json").json
    assert answer["files"][0]["conflicts"][0]["kept"] == "theirs"
    assert status(full) == "installed"


def test_many_at_once_and_what_is_refused(full: Terminal, tmp_path: Path) -> None:
    """A stick with everything on it: each file is told, the good ones are taken."""
    stick = tmp_path / "usb"
    told = full("sheet", "export", "--all", "--out", stick).out
    assert "2 phiếu lớp" in told
    Teacher(stick / "Phieu-lop-6A1.xlsx").say(HOA, pupil="x").save()
    (stick / "hong.xlsx").write_bytes(b"PK\x03\x04")
    answer = full("sheet", "merge", stick, "--json").json
    MERGED(answer, "merge")
    assert [one["outcome"] for one in answer["files"]] == ["merged", "merged", "refused"]
    assert answer["files"][2]["class"] is None
    assert "hong.xlsx" in answer["files"][2]["reason"]
    assert status(full) == "installed"


def test_nothing_but_refused_files_is_a_failure(full: Terminal, tmp_path: Path) -> None:
    """One plain sentence; with --json the document says it too."""
    bad = tmp_path / "x.xlsx"
    bad.write_bytes(b"x")
    assert "x.xlsx" in full("sheet", "merge", bad).refusal
    answer = full("sheet", "merge", bad, tmp_path / "none.xlsx", "--json")
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert '"refused"' in answer.out


def test_an_existing_file_is_left_alone(full: Terminal, sheet: Path) -> None:
    """Unless it may be overwritten."""
    before = sheet.read_bytes()
    assert "--overwrite" in full("sheet", "export", "--class", "6A1", "--out", sheet).refusal
    assert sheet.read_bytes() == before
    assert full("sheet", "export", "--class", "6A1", "--out", sheet, "--overwrite").status == 0


def test_what_was_asked_wrongly(full: Terminal, tmp_path: Path) -> None:
    """An unknown class, no class, both."""
    assert "6A9" in full("sheet", "export", "--class", "6A9", "--out", tmp_path / "x.xlsx").refusal
    assert full("sheet", "export", "--out", tmp_path / "x.xlsx").status == 2
    both = ("--class", "6A1", "--all")
    assert full("sheet", "export", *both, "--out", tmp_path / "x.xlsx").status == 2


def test_a_password(full: Terminal, tmp_path: Path) -> None:
    """From a file, out and home; without it, a sentence."""
    secret = tmp_path / "mk.txt"
    secret.write_text("bí mật\n", "utf-8")
    path = tmp_path / "a.xlsx"
    word = ("--password-file", secret)
    assert full("sheet", "export", "--class", "6A1", "--out", path, *word).status == 0
    assert "mật khẩu" in full("sheet", "merge", path).refusal
    assert full("sheet", "merge", path, *word).status == 0


def test_a_class_sheet_is_no_list(full: Terminal, sheet: Path, tmp_path: Path) -> None:
    """Brought in as one, its answers would be taken for names; a return is not taken for one."""
    before = full("people", "--json").json
    for words in (("inspect", sheet), ("import", sheet)):
        assert "sheet merge" in full("roster", *words).refusal
    assert full("people", "--json").json == before
    issued = tmp_path / "bc.xlsx"
    assert full("return", "export", "--out", issued).status == 0
    assert "sheet merge" not in full("roster", "inspect", issued).err
