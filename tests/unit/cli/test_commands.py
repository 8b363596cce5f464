"""Every command: what it does, how it ends, and what it leaves of one that failed."""

import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bluezone_desktop.__main__ import main
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.database import FILE_NAME
from tests.unit.cli.terminal import HEADER, PUPILS, Terminal, class_list, write

ROOT = Path(__file__).resolve().parents[3]
UNNAMED = (9, "HS09", None, "01/02/2009", "Nam", "6A1")


def listing(folder: Path) -> set[str]:
    """Everything under a folder, by its path from there."""
    return {str(one.relative_to(folder)) for one in folder.rglob("*")}


def ids(full: Terminal, *asked: str) -> list[str]:
    """The ids of people found."""
    return [one["id"] for one in full("people", *asked, "--json").json]


def program(*arguments: object, **more: Any) -> "subprocess.CompletedProcess[str]":
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bluezone_desktop", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, **more,
    )  # fmt: skip


# Beginning


def test_version_and_help_end_well(empty: Terminal) -> None:
    """Also of every command, in both languages."""
    assert empty.bare("--version").out.startswith("bluezone-desktop ")
    for language in ("vi", "en"):
        for command in ((), ("init",), ("roster",), ("return", "export"), ("backup", "restore")):
            answer = empty.bare("--language", language, *command, "--help")
            assert (answer.status, answer.err) == (0, "")
            assert answer.out
    assert empty.bare("--language", "en", "--help").out != empty.bare("--help").out
    assert not empty.data.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("roster",),
        ("roster", "bogus"),
        ("init",),
        ("init", "--school"),
        ("init", "--school", "x", "--level", "university"),
        ("roster", "import"),
        ("people", "--group", "parents"),
        ("people", "--status", "yes"),
        ("people", "extra"),
        ("mark", "--status", "installed"),
        ("mark", "x"),
        ("mark", "x", "--status", "Installed"),
        ("mark", "x", "--status", "installed", "--store", "amazon"),
        ("mark", "x", "--status", "installed", "--on", "24/08/2020"),
        ("mark", "x", "--status", "installed", "--on", "20200824"),
        ("mark", "x", "--status", "installed", "--on", "2020-W35-1"),
        ("mark", "x", "--status", "installed", "--on", "2020-02-30"),
        ("coverage", "--by", "village"),
        ("coverage", "--as-of", "2020-08-24"),
        ("coverage", "--as-of", "yesterday"),
        ("coverage", "--as-of", "2020-08-24T25:00"),
        ("coverage", "--cha", "x.png"),
        ("return", "export"),
        ("backup", "verify"),
        ("sheet", "merge", "x", "--prefer", "mine"),
        ("people", "--data", "elsewhere"),
        ("--language", "fr", "people"),
    ],
)
def test_a_mistyped_command_ends_with_2_and_makes_nothing(
    empty: Terminal, words: tuple[str, ...]
) -> None:
    """Before anything is opened; one line says what and where help is."""
    answer = empty(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "--help" in answer.err
    assert not empty.data.exists()


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00Z"])
def test_the_ends_of_time_are_no_crash(full: Terminal, moment: str) -> None:
    """A moment that no clock has is mistyped, or it is simply long ago or to come."""
    answer = full("coverage", "--as-of", moment, "--json")
    assert answer.status in (0, 2)
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("people",),
        ("people", "--json"),
        ("coverage",),
        ("coverage", "--chart", "x.png"),
        ("mark", "x", "--status", "installed"),
        ("return", "export", "--out", "x.xlsx"),
        ("return", "list"),
        ("backup", "create"),
        ("backup", "list"),
        ("check",),
        ("history",),
        ("undo",),
    ],
)
@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_without_a_school_a_command_says_so_and_makes_nothing(
    empty: Terminal, words: tuple[str, ...], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder stays empty; a missing one is not made."""
    monkeypatch.chdir(empty.data.parent)
    if folder == "empty":
        empty.data.mkdir()
    before = listing(empty.data.parent)
    assert str(empty.data) in empty(*words).refusal
    assert listing(empty.data.parent) == before


def test_a_folder_whose_school_was_never_entered_says_so(empty: Terminal, tmp_path: Path) -> None:
    """The window was opened and closed again before the first page was done."""
    Office.open(empty.data).close()
    before = listing(empty.data.parent)
    for words in (("people",), ("coverage",), ("return", "export", "--out", tmp_path / "x.xlsx")):
        assert str(empty.data) in empty(*words).refusal
    assert empty("mark", "x", "--status", "installed").refusal
    assert empty("undo").refusal
    assert empty("check").status == 0
    assert listing(empty.data.parent) == before


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("sheet", "export", "--class", "6A1", "--out", "x.xlsx"), "sheet export"),
        (("sheet", "export", "--all", "--out", "x"), "sheet export"),
        (("sheet", "merge", "x.xlsx", "--dry-run", "--json"), "sheet merge"),
        (("return", "consolidate", "x", "--out", "y.xlsx", "--json"), "return consolidate"),
        (("erase", "--person", "x", "--yes"), "erase"),
        (("erase", "--campaign", "--yes"), "erase"),
        (("return", "export", "--out", "x.xlsx", "--form", "f.xlsx"), "--form"),
        (("return", "export", "--out", "x.xlsx", "--email", "a.eml", "--to", "a@b"), "--email"),
    ],
)
def test_what_comes_later_says_so(
    full: Terminal, words: tuple[str, ...], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, exit 1, nothing done."""
    monkeypatch.chdir(full.data.parent)
    before = listing(full.data.parent)
    assert command in full(*words).refusal
    assert command in full.bare("--language", "en", "--data", full.data, *words).refusal
    assert listing(full.data.parent) == before


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
                connection.execute("UPDATE _sqlite_migrations SET name = 'm9'")
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


# Class lists


def test_rejected_rows_come_in_a_file_to_mend_and_import_again(
    school: Terminal, tmp_path: Path
) -> None:
    """Written beside the import, with the reason; importable once it is mended."""
    rejected = tmp_path / "mend.xlsx"
    answer = school("roster", "import", class_list(tmp_path, UNNAMED), "--rejected", rejected)
    assert answer.status == 0
    assert str(rejected) in answer.err
    assert len(school("people", "--group", "pupil", "--json").json) == 3
    again = school("roster", "import", rejected, "--dry-run", "--json").json
    assert [p["severity"] for p in again["problems"]] == ["rejected"]


def test_rejected_rows_never_cost_another_file(school: Terminal, tmp_path: Path) -> None:
    """Not one that is there, not the list itself, and none where nothing was rejected."""
    bad = class_list(tmp_path, UNNAMED)
    content, taken = bad.read_bytes(), tmp_path / "taken.xlsx"
    taken.write_bytes(b"mine")
    assert school("roster", "import", bad, "--rejected", taken).refusal
    assert school("roster", "import", bad, "--rejected", bad, "--overwrite").refusal
    assert school("roster", "import", bad, "--rejected", tmp_path / "x.txt").refusal
    assert school("roster", "import", bad, "--rejected", tmp_path / "no" / "x.xlsx").refusal
    assert (bad.read_bytes(), taken.read_bytes()) == (content, b"mine")
    assert school("people", "--json").json == []
    good = class_list(tmp_path, name="good.xlsx")
    assert school("roster", "import", good, "--rejected", tmp_path / "none.xlsx").status == 0
    assert not (tmp_path / "none.xlsx").exists()
    assert school("roster", "import", bad, "--rejected", taken, "--overwrite").status == 0
    assert zipfile.is_zipfile(taken)


def test_an_import_that_fails_leaves_no_rejected_rows_behind(
    school: Terminal, tmp_path: Path
) -> None:
    """Whole or not at all goes for every file of a command."""
    (school.data / "backups").write_text("in the way of the backup before the import")
    before = listing(tmp_path)
    bad = class_list(tmp_path, UNNAMED)
    assert school("roster", "import", bad, "--rejected", tmp_path / "mend.xlsx").refusal
    assert listing(tmp_path) == before | {bad.name}
    assert school("people", "--json").json == []


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "rubbish", "no header", "picture"])
def test_a_list_that_cannot_be_read_is_refused_whole(
    school: Terminal, tmp_path: Path, kind: str
) -> None:
    """Together with the good lists of the same command: all or none."""
    bad = tmp_path / "bad.xlsx"
    match kind:
        case "folder":
            bad.mkdir()
        case "empty":
            bad.write_bytes(b"")
        case "rubbish":
            bad.write_bytes(b"\x00\x01" * 500)
        case "no header":
            write(bad, [("a", "b"), (1, 2)])
        case "picture":
            bad.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 300)
        case _:
            pass
    good = class_list(tmp_path)
    for words in (
        ("roster", "inspect", bad), ("roster", "inspect", bad, "--json"),
        ("roster", "import", good, bad), ("roster", "import", bad, "--dry-run", "--json"),
    ):  # fmt: skip
        assert "bad.xlsx" in school(*words).refusal
    assert school("people", "--json").json == []


def test_a_list_without_classes_takes_the_class_it_is_told(
    school: Terminal, tmp_path: Path
) -> None:
    """--class names it."""
    file = write(tmp_path / "danh sach.xlsx", [("STT", "Họ và tên"), (1, "Nguyễn Thị Hoà")])
    assert school("roster", "import", file, "--class", "6A7").status == 0
    assert [one["class"] for one in school("people", "--json").json] == ["6A7"]


def test_an_encrypted_list_needs_its_password(school: Terminal, tmp_path: Path) -> None:
    """From a file, so that it is in no command history; the right one, and readable."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, locked = class_list(tmp_path), tmp_path / "locked.xlsx"
    with locked.open("wb") as out:
        OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("bí mật", out)
    password = tmp_path / "password.txt"
    assert school("roster", "import", locked).refusal
    for content in ("sai", "", "\nbí mật\n"):
        password.write_text(content, "utf-8")
        assert school("roster", "import", locked, "--password-file", password).refusal
    password.write_bytes("bí mật".encode("utf-16"))
    assert school("roster", "import", locked, "--password-file", password).refusal
    assert school("roster", "import", locked, "--password-file", tmp_path / "none").refusal
    assert school("roster", "import", locked, "--password-file", tmp_path).refusal
    assert school("people", "--json").json == []
    password.write_text("\ufeffbí mật\r\nmore\r\n", "utf-8")
    answer = school("roster", "import", locked, "--password-file", password)
    assert answer.status == 0, answer.err
    assert len(school("people", "--json").json) == 6


def test_an_import_is_told_in_words(school: Terminal, tmp_path: Path) -> None:
    """Classes, problems and numbers, on standard output."""
    answer = school("roster", "import", class_list(tmp_path, UNNAMED))
    assert answer.err == ""
    for words in ("6A1", "6A2", "danh-sach.xlsx"):
        assert words in answer.out
    assert "6" in answer.out.splitlines()[-1]


# People and ticks


def test_lists_for_reading_are_in_columns(full: Terminal) -> None:
    """A table with a header and the number of people."""
    lines = full("people").out.splitlines()
    assert len(lines) == 1 + 9 + 1
    assert len(full("people", "--find", "hoà").out.splitlines()) == 3
    for words in ("9A9", "  "):
        assert full("people", "--class", words).refusal


def test_marking_is_all_or_nothing(full: Terminal) -> None:
    """An unknown id, a store without an install: nobody is marked."""
    one = ids(full, "--find", "hoà")[0]
    assert "nobody" in full("mark", one, "nobody", "--status", "installed").refusal
    assert full("mark", one, "--status", "unsupported", "--store", "ch-play").refusal
    assert ids(full, "--status", "not_asked") == ids(full)


def test_undo_takes_back_one_step_at_a_time_and_says_which(full: Terminal) -> None:
    """Also what another command or the window did; then there is nothing left."""
    everybody = ids(full)
    full("mark", *everybody, "--status", "installed")
    assert "9" in full("undo").out
    assert ids(full, "--status", "installed") == []
    assert full("undo").status == 0
    assert full("people", "--json").json == []
    assert full("undo").refusal


def test_history_tells_who_when_and_what(full: Terminal) -> None:
    """For everybody or one person; an unknown id is no empty history."""
    one = ids(full, "--find", "hoà")[0]
    full("mark", one, "--status", "no_smartphone")
    newest = full("history", "--person", one).out.splitlines()[0]
    assert "tình trạng: Chưa hỏi → Không có ĐTTM" in newest
    assert len(full("history").out.splitlines()) > 10
    assert full("history", "--person", "nobody").refusal


# Counting and reporting


def test_coverage_reads_as_a_table_with_both_rates(full: Terminal) -> None:
    """In the writing of the language: 33,3% and 33.3%; "–" for no rate."""
    full("mark", ids(full, "--find", "hoà")[0], "--status", "installed")
    vi = full("coverage").out
    assert "33,3%" in vi
    assert "100,0%" in vi
    assert "–" in vi
    assert "33.3%" in full.bare("--language", "en", "--data", full.data, "coverage").out
    for by in ("school", "grade", "class", "group", "day"):
        assert full("coverage", "--by", by).status == 0


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_chart_is_drawn_into_a_file(full: Terminal, tmp_path: Path, ending: str) -> None:
    """Never over another one unasked; beside the figures, which stay on standard output."""
    chart = tmp_path / f"chart.{ending}"
    answer = full("coverage", "--chart", chart, "--json")
    assert answer.json["rows"]
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[ending]
    assert chart.read_bytes().startswith(start)
    before = chart.read_bytes()
    assert full("coverage", "--chart", chart).refusal
    assert chart.read_bytes() == before
    assert full("coverage", "--chart", chart, "--overwrite").status == 0
    assert listing(tmp_path) >= {chart.name}
    assert not any(".part" in name for name in listing(tmp_path))


@pytest.mark.parametrize("name", ["chart.jpg", "chart", "no/chart.png", "."])
def test_a_chart_that_cannot_be_is_said(full: Terminal, tmp_path: Path, name: str) -> None:
    """Another ending, a missing folder: no figures are printed as if all were well."""
    before = listing(tmp_path)
    assert full("coverage", "--chart", tmp_path / name).refusal
    assert listing(tmp_path) == before


def test_returns_are_drafted_issued_and_listed(full: Terminal, tmp_path: Path) -> None:
    """A draft is not on record; a round is, once; its copy lies in the data folder."""
    draft, first = tmp_path / "draft.xlsx", tmp_path / "1.xlsx"
    assert full("return", "export", "--out", draft).status == 0
    assert zipfile.is_zipfile(draft)
    assert full("return", "list", "--json").json == []
    assert full("return", "export", "--out", first, "--round", "Đợt 1").status == 0
    assert full("return", "export", "--out", tmp_path / "2.xlsx", "--round", "1").refusal
    assert not (tmp_path / "2.xlsx").exists()
    one = full("return", "list", "--json").json[0]
    assert (full.data / "returns" / one["file"]).read_bytes() == first.read_bytes()
    assert "Đợt 1" in full("return", "list").out


@pytest.mark.parametrize("out", ["there.xlsx", "no/x.xlsx", "x.pdf", "x", "."])
def test_a_return_that_cannot_be_written_is_not_issued(
    full: Terminal, tmp_path: Path, out: str
) -> None:
    """Nothing issued, nothing new on the disk, nothing on standard output."""
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    before = listing(tmp_path)
    for more in ((), ("--round", "1")):
        assert full("return", "export", "--out", tmp_path / out, *more).refusal
    assert full("return", "list", "--json").json == []
    assert listing(tmp_path) - before <= {f"{full.data.name}/returns"}
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"


def test_a_return_can_be_protected(full: Terminal, tmp_path: Path) -> None:
    """Excel asks for the password; an empty one is refused."""
    password, out = tmp_path / "password.txt", tmp_path / "out.xlsx"
    password.write_text("", "utf-8")
    export = ("return", "export", "--out", out, "--password-file", password)
    assert full(*export).refusal
    assert not out.exists()
    password.write_text("bí mật\n", "utf-8")
    assert full(*export).status == 0
    assert out.read_bytes().startswith(b"\xd0\xcf\x11\xe0")


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


# The program as a process


def test_a_closed_pipe_is_no_error(full: Terminal) -> None:
    """`people | head -1`: quiet, and no traceback at the end."""
    for words in (("people", "--json"), ("history",), ("coverage",)):
        run = subprocess.run(
            f'"{sys.executable}" -m bluezone_desktop --data "{full.data}" {" ".join(words)}'
            " | true",
            shell=True, cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert run.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_for_the_output_is_said(full: Terminal) -> None:
    """Exit 1: a script must not take half a document for a whole one."""
    with Path("/dev/full").open("w") as disk:
        run = subprocess.run(
            [sys.executable, "-m", "bluezone_desktop", "--data", str(full.data), "coverage"],
            cwd=ROOT, stdout=disk, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1


def test_the_module_and_main_say_the_same(full: Terminal) -> None:
    """`python -m bluezone_desktop` is the program."""
    run = program("--data", full.data, "people", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == full("people", "--json").out
    refused = program("--data", full.data, "mark", "nobody", "--status", "installed")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == full("mark", "nobody", "--status", "installed").err


def test_progress_stays_off_what_is_redirected(school: Terminal, tmp_path: Path) -> None:
    """Nothing on standard error of a script's log."""
    run = program("--data", school.data, "roster", "import", class_list(tmp_path), "--json")
    assert run.stderr == ""


@pytest.mark.allow_log
def test_a_bug_of_ours_is_one_sentence_and_a_log(
    full: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback for the user; everything for whoever supports the school."""
    from bluezone_desktop.services import people

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(people, "find", broken)
    assert str(full.data / "log") in full("people").refusal
    log = next((full.data / "log").iterdir()).read_text("utf-8")
    assert "ZeroDivisionError: a bug" in log


def test_main_gives_back_the_status(school: Terminal) -> None:
    """For the entry points that pip makes."""
    assert main(["--data", str(school.data), "undo"]) == 1
    assert main(["--data", str(school.data), "people"]) == 0


def test_the_lists_of_these_tests_are_what_they_seem() -> None:
    """A header for every column of a row."""
    assert {len(row) for row in PUPILS} == {len(HEADER)}
