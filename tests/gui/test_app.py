"""The program as a process: it starts, measures itself, says who has the folder, and ends."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.gui import app as gui_app
from bluezone_desktop.gui.crash_hook import CrashHook
from bluezone_desktop.gui.start_clock import ms_since_start
from bluezone_desktop.services.office import Office
from tests.gui.stage import RecordingDialogs, Small

ROOT = Path(__file__).resolve().parents[2]


def _window(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bluezone_desktop", *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_start_is_measured_and_the_program_ends(small: Small, folder: Path) -> None:
    """Window first, figures later; the numbers are those of a whole process."""
    run = _window("--data", str(folder), "--measure-start")
    assert run.returncode == 0, run.stderr
    times = json.loads(run.stdout)
    assert list(times) == ["window_ms", "figures_ms"]
    assert 0 < times["window_ms"] < times["figures_ms"]


def test_the_first_start_is_measured_too(tmp_path: Path) -> None:
    """Where there is no school yet, the first page is what the user waits for."""
    run = _window("--data", str(tmp_path / "new"), "--measure-start")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["figures_ms"] > 0


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a display")
def test_without_a_display_one_sentence_says_so(tmp_path: Path) -> None:
    """Qt itself would abort with a page of plugin names."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    run = subprocess.run(
        [sys.executable, "-m", "bluezone_desktop", "--data", str(tmp_path)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "màn hình" in run.stderr


def test_heavy_libraries_wait_for_the_first_paint() -> None:
    """The window must not wait for what it does not need to show itself."""
    script = (
        "import sys; import bluezone_desktop.gui.app, bluezone_desktop.gui.overview.screen;"
        "print([n for n in ('sqlite3', 'sqlite_utils', 'openpyxl', 'matplotlib', 'numpy')"
        " if n in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_time_since_the_start_of_the_process_only_grows() -> None:
    """It counts from the process's beginning, not from an import."""
    first = ms_since_start()
    assert 0 < first <= ms_since_start()


@pytest.fixture
def session(
    qapp: QApplication, qtbot: QtBot, folder: Path, dialogs: RecordingDialogs
) -> "Callable[[], gui_app.Session]":
    """Makes sessions on ``folder``, as the program itself does."""
    return lambda: gui_app.Session(qapp, folder, dialogs)


def test_a_second_window_says_who_has_the_folder(
    session: "Callable[[], gui_app.Session]", folder: Path, dialogs: RecordingDialogs
) -> None:
    """One sentence, and the program ends with status 1."""
    with Office.open(folder, for_window=True):
        second = session()
        assert second.run() == 1
        second.close()
    ((kind, (title, words)),) = dialogs.asked
    assert (kind, title) == ("inform", "Chưa mở được dữ liệu")
    assert str(folder) in str(words)


def test_closing_the_window_ends_the_session_and_frees_the_folder(
    session: "Callable[[], gui_app.Session]", folder: Path
) -> None:
    """The next window must find nothing in its way."""
    one = session()
    one.window.figures_painted.connect(lambda: QTimer.singleShot(0, one.window.close))
    assert one.run() == 0
    one.close()
    Office.open(folder, for_window=True).close()


def test_the_way_to_another_folder_ends_the_session(
    session: "Callable[[], gui_app.Session]", tmp_path: Path
) -> None:
    """The made-up school is shown by another session in the same program."""
    one = session()
    one.window.figures_painted.connect(lambda: one.desk.folder_wanted.emit(tmp_path / "sample"))
    assert one.run() == 0
    one.close()
    assert one.next_folder == tmp_path / "sample"


@pytest.mark.allow_log
def test_a_fault_nobody_caught_is_logged_first_and_then_told(
    dialogs: RecordingDialogs, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    """Log, dialog, and on with the work; what was there before comes back afterwards."""
    before = sys.excepthook
    hook = CrashHook(dialogs)
    try:
        error = ValueError("the impossible")
        sys.excepthook(ValueError, error, None)
        assert dialogs.bugs == [error]
        assert "the impossible" in caplog.text
    finally:
        hook.remove()
    assert sys.excepthook is before
