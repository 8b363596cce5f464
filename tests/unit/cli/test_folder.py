"""The school's folder: made, named, damaged, backed up, checked, brought back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bluezone_desktop.storage.database import FILE_NAME
from tests.unit.cli.terminal import Terminal, ids, listing

# The school and its folder


def test_init_makes_the_school(empty: Terminal) -> None:
    """Everything that a return's head needs; the level in words or by its name."""
    answer = empty(
        "init", "--school", "  Trường THCS  Lâm Tân ", "--superior", "Phòng GDĐT Thạnh Trị",
        "--place", "Thạnh Trị", "--level", "THCS", "--year", "2020-2021", "--code", "94",
        "--head", "Thạch Sáu", "--preparer", "Cô Lan",
    )  # fmt: skip
    assert (answer.status, answer.err) == (0, "")
    assert "Trường THCS Lâm Tân" in answer.out
    assert listing(empty.data) == {FILE_NAME}
    with closing(sqlite3.connect(empty.data / FILE_NAME)) as connection:
        assert connection.execute("SELECT name, level, head FROM school").fetchone() == (
            "Trường THCS Lâm Tân", "lower_secondary", "Thạch Sáu",
        )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("--school", "  "),
        ("--school", "Trường A", "--year", "2020"),
        ("--school", "Trường A", "--year", "2020-2022"),
        ("--school", "Trường \udcff"),
    ],
)
def test_init_that_fails_makes_nothing(empty: Terminal, words: tuple[str, ...]) -> None:
    """Not even the folder."""
    assert empty("init", *words).refusal
    assert not (empty.data / FILE_NAME).exists()
    assert listing(empty.data.parent) <= {empty.data.name}


def test_init_twice_is_refused(school: Terminal) -> None:
    """The first school stays."""
    assert "lạ" not in school("init", "--school", "Trường lạ").refusal
    assert school("coverage", "--by", "school", "--json").json["rows"][0]["key"] == (
        "Trường THCS Lâm Tân"
    )


def test_the_folder_is_named_by_option_else_by_the_environment(
    school: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """--data outweighs BLUEZONE_DATA; without both it is the user's own folder."""
    monkeypatch.setenv("BLUEZONE_DATA", str(school.data))
    assert school.bare("people").status == 0
    assert str(tmp_path / "other") in school.bare("--data", tmp_path / "other", "people").refusal
    monkeypatch.delenv("BLUEZONE_DATA")
    assert os.environ["HOME"] in school.bare("people").refusal


def test_the_language_is_vietnamese_unless_asked_otherwise(school: Terminal) -> None:
    """Results and refusals alike."""
    vi, en = school("people"), school.bare("--language", "en", "--data", school.data, "people")
    assert (vi.status, en.status) == (0, 0)
    assert vi.out.endswith("0 người.\n")
    assert en.out.isascii()
    unknown = ("mark", "x", "--status", "installed")
    assert (
        school(*unknown).refusal
        != school.bare("--language=en", "--data", school.data, *unknown).refusal
    )


@pytest.mark.parametrize("what", ["file", "in a file", "too long", "directory database"])
def test_a_data_folder_that_cannot_be_is_said(empty: Terminal, what: str) -> None:
    """A file in its place, a name the disk does not take."""
    place = empty.data.parent / "place"
    match what:
        case "file":
            place.write_text("a file")
        case "in a file":
            place.write_text("a file")
            place = place / "below"
        case "too long":
            place = empty.data.parent / ("x" * 300)
        case _:
            (place / FILE_NAME).mkdir(parents=True)
    before = listing(empty.data.parent)
    for words in (("people",), ("init", "--school", "Trường A"), ("undo",)):
        assert empty.bare("--data", place, *words).refusal
        assert listing(empty.data.parent) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_said(school: Terminal) -> None:
    """No rights is no bug of ours."""
    school.data.chmod(0)
    try:
        for words in (("people",), ("init", "--school", "Trường A")):
            assert school(*words).refusal
    finally:
        school.data.chmod(0o755)


@pytest.mark.parametrize("damage", ["rubbish", "foreign", "newer", "torn"])
def test_a_database_that_cannot_be_used_is_said(full: Terminal, damage: str) -> None:
    """By every command, with what to do, and the file stays as it was found."""
    path = full.data / FILE_NAME
    match damage:
        case "rubbish":
            path.write_bytes(b"no database" * 1000)
        case "foreign":
            path.unlink()
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE t (x)")
        case "newer":
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("UPDATE _sqlite_migrations SET name = 'm9' WHERE id = 1")
                connection.commit()
        case _:
            whole = path.read_bytes()
            path.write_bytes(whole[: len(whole) // 2])
    found = path.read_bytes()
    for words in (
        ("people", "--json"), ("coverage", "--json"), ("coverage", "--by", "day"),
        ("mark", "x", "--status", "installed"), ("history", "--json"), ("undo",),
        ("return", "list", "--json"), ("backup", "create"), ("init", "--school", "Trường A"),
    ):  # fmt: skip
        answer = full(*words)
        if damage == "torn" and answer.status == 0:
            continue  # what it asked for lies in the half that is there
        assert answer.refusal
    assert path.read_bytes() == found


def test_a_damaged_school_is_brought_back_as_its_sentence_promises(full: Terminal) -> None:
    """Restore works although the present cannot be opened."""
    full("backup", "create", "--out", full.data.parent / "good.db")
    (full.data / FILE_NAME).write_bytes(b"no database" * 1000)
    assert full("people").status == 1
    answer = full("backup", "restore", full.data.parent / "good.db")
    assert (answer.status, answer.err) == (0, "")
    assert len(full("people", "--json").json) == 9


# Backups and checks


def test_backups_go_out_and_come_back(full: Terminal, tmp_path: Path) -> None:
    """Created, listed, looked into, put back, and the present kept."""
    out = tmp_path / "stick" / "lam-tan.db"
    assert full("backup", "create", "--out", out).refusal
    out.parent.mkdir()
    assert str(out) in full("backup", "create", "--out", out).out
    assert full("backup", "create", "--out", out).refusal
    assert full("backup", "create", "--out", out, "--overwrite").status == 0
    assert full("backup", "create", "--out", full.data / FILE_NAME, "--overwrite").refusal
    assert "Trường THCS Lâm Tân" in full("backup", "verify", out).out
    full("mark", *ids(full), "--status", "installed")
    assert full("backup", "restore", out).status == 0
    assert ids(full, "--status", "installed") == []
    newest = full("backup", "list", "--json").json[0]
    assert newest["reason"] == "before-restore"
    assert full("backup", "restore", newest["file"]).status == 0
    assert len(ids(full, "--status", "installed")) == 9
    assert newest["file"] in full("backup", "list").out


def test_a_bad_backup_is_refused_before_anything_is_made(empty: Terminal, tmp_path: Path) -> None:
    """Restoring into a new folder: no folder is left of the attempt."""
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"junk" * 1000)
    for file in (junk, tmp_path / "none.db", tmp_path, tmp_path / ("x" * 300)):
        assert empty("backup", "verify", file).refusal
        assert empty("backup", "restore", file).refusal
    assert not empty.data.exists()


def test_a_backup_restores_into_a_new_folder(full: Terminal, tmp_path: Path) -> None:
    """A new computer."""
    full("backup", "create", "--out", tmp_path / "a.db")
    elsewhere = Terminal(tmp_path / "new" / "data", full.capsys)
    assert elsewhere("backup", "restore", tmp_path / "a.db").status == 0
    assert elsewhere("people", "--json").json == full("people", "--json").json


def test_check_is_sound_or_says_what_is_not(full: Terminal) -> None:
    """Findings on standard output, the sentence on standard error, exit 1."""
    assert (full("check").status, full("check").err) == (0, "")
    with closing(sqlite3.connect(full.data / FILE_NAME)) as connection:
        connection.execute("UPDATE person SET status = 'installed' WHERE grp = 'teacher'")
        connection.commit()
    for words in (("check",), ("check", "--json")):
        answer = full(*words)
        assert answer.status == 1
        assert answer.err.count("\n") == 1
        assert "person" in answer.out
