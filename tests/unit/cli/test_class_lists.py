"""Class lists on the command line: taken whole or refused whole, and what was rejected."""

import io
import zipfile
from pathlib import Path

import pytest

from bluezone_desktop.domain.layouts import NOT_TAKEN
from bluezone_desktop.services import layouts, rosters
from bluezone_desktop.services.office import Office
from tests.unit.cli.terminal import HEADER, PUPILS, Terminal, class_list, listing, write

UNNAMED = (9, "HS09", None, "01/02/2009", "Nam", "6A1")


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


def test_the_lists_of_these_tests_are_what_they_seem() -> None:
    """A header for every column of a row."""
    assert {len(row) for row in PUPILS} == {len(HEADER)}


def test_what_was_said_of_columns_in_the_window_holds_here(
    school: Terminal, tmp_path: Path
) -> None:
    """The same list means the same, wherever it is read."""
    path = class_list(tmp_path)
    [layout] = rosters.inspect(path).layouts
    with Office.open(school.data) as office:
        layouts.remember(office, layout.key, {layout.columns.index("date_of_birth"): NOT_TAKEN})
    for command in (("inspect", path), ("import", path, "--dry-run"), ("import", path)):
        read = school("roster", *command, "--json").json
        births = [pupil["date_of_birth"] for one in read["classes"] for pupil in one["pupils"]]
        assert births
        assert set(births) == {None}
