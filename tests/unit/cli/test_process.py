"""The program as a process: pipes, full disks, its status, what nobody foresaw."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bluezone_desktop.__main__ import main
from bluezone_desktop.storage.database import FILE_NAME
from tests.unit.cli.terminal import Terminal, class_list

ROOT = Path(__file__).resolve().parents[3]


def program(*arguments: object, **more: Any) -> "subprocess.CompletedProcess[str]":
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bluezone_desktop", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, **more,
    )  # fmt: skip


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
def test_what_nobody_foresaw_is_one_sentence_and_a_log(full: Terminal) -> None:
    """No traceback for the user; where and what for whoever supports the school, nobody's data."""
    with closing(sqlite3.connect(full.data / FILE_NAME)) as connection:
        connection.execute("UPDATE person SET status = 'no word of ours'")
        connection.commit()
    assert str(full.data / "log") in full("people").refusal
    log = next((full.data / "log").iterdir()).read_text("utf-8")
    assert "Traceback" in log
    assert log.splitlines()[-1] == "KeyError"
    assert "no word of ours" not in log


def test_main_gives_back_the_status(school: Terminal) -> None:
    """For the entry points that pip makes."""
    assert main(["--data", str(school.data), "undo"]) == 1
    assert main(["--data", str(school.data), "people"]) == 0
