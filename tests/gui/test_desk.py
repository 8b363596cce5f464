"""The desk: one thread for the data, answers on the window's thread, errors in the user's words."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import BugError, Cancelled, KnownError
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.gui.memory import Memory
from bluezone_desktop.services.office import Office
from tests.gui.stage import RecordingDialogs


def _notices(desk: Desk) -> list[Notice]:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    return said


def test_every_job_runs_on_one_thread_and_every_answer_comes_home(desk: Desk, qtbot: QtBot) -> None:
    """A connection belongs to its thread, and widgets to theirs."""
    ran: list[threading.Thread] = []
    answered: list[tuple[int, threading.Thread]] = []
    for number in range(20):

        def work(_office: Office, number: int = number) -> int:
            ran.append(threading.current_thread())
            return number

        desk.ask(work, lambda value: answered.append((value, threading.current_thread())))
    qtbot.waitUntil(lambda: len(answered) == 20)
    assert [number for number, _ in answered] == list(range(20))
    assert {thread for _, thread in answered} == {threading.main_thread()}
    assert len(set(ran)) == 1
    assert ran[0] is not threading.main_thread()


def test_changes_are_told_after_the_answer_and_say_who_made_them(desk: Desk, qtbot: QtBot) -> None:
    """The screen that made a change has shown it already when the others hear of it."""
    screen = QWidget()
    qtbot.addWidget(screen)
    heard: list[object] = []
    desk.changed.connect(lambda changes: heard.append((changes, desk.origin)))
    desk.ask(
        lambda _office: Outcome(7, Change.PEOPLE),
        lambda outcome: heard.append(outcome.value),
        origin=screen,
    )
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [7, (Change.PEOPLE, screen)]
    assert desk.origin is None


def test_an_outcome_that_changed_nothing_tells_nobody(desk: Desk, qtbot: QtBot) -> None:
    """Refreshing everything because of nothing would be felt on a slow computer."""
    heard: list[object] = []
    desk.changed.connect(heard.append)
    desk.ask(lambda _office: Outcome(0, Change.NOTHING), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert [type(one) for one in heard] == [Outcome]


def test_a_known_error_is_said_on_the_notice_line(desk: Desk, qtbot: QtBot) -> None:
    """One sentence in the user's language, and no dialog."""
    said = _notices(desk)

    def work(_office: Office) -> None:
        raise KnownError("errors.class_unknown", name="9Z9")

    desk.ask(work, lambda _: pytest.fail("there was no answer"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [Notice(desk.texts("errors.class_unknown", name="9Z9"), "error")]


def test_whoever_handles_an_error_gets_it_alone(desk: Desk, qtbot: QtBot) -> None:
    """A screen that says it beside the field does not want it said twice."""
    said, got = _notices(desk), list[Exception]()

    def work(_office: Office) -> None:
        raise KnownError("errors.class_gone")

    desk.ask(work, lambda _: None, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], KnownError)
    assert said == []


@pytest.mark.allow_log
def test_a_fault_of_ours_is_logged_and_shown_and_the_desk_goes_on(
    desk: Desk, qtbot: QtBot, dialogs: RecordingDialogs, caplog: pytest.LogCaptureFixture
) -> None:
    """The data are safe: the next job runs as if nothing had happened."""
    bugs = dialogs.bugs
    got: list[object] = []

    def work(_office: Office) -> None:
        raise BugError("the impossible")

    desk.ask(work, got.append, got.append)
    desk.ask(lambda _office: "next", got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert isinstance(got[0], BugError)
    assert got[1] == "next"
    assert [str(bug) for bug in bugs] == ["the impossible"]
    assert "the impossible" in caplog.text
    bugs.clear()


def test_an_answer_to_a_widget_that_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    """A dialog may be closed while its question is still on the way."""

    class Asker(QObject):
        def show_answer(self, _value: object) -> None:
            pytest.fail("the asker is gone")

    from shiboken6 import delete

    asker, done = Asker(), list[object]()
    desk.ask(lambda _office: 1, asker.show_answer)
    delete(asker)
    desk.ask(lambda _office: 2, done.append)
    qtbot.waitUntil(lambda: done == [2])


def test_long_work_shows_progress_and_can_be_stopped(
    desk: Desk, qtbot: QtBot, dialogs: RecordingDialogs
) -> None:
    """The dialog comes by itself; stopping raises Cancelled in the work, and nobody complains."""
    said, got, steps = _notices(desk), list[Exception](), list[int]()
    go_on = threading.Event()

    def work(_office: Office, progress: Callable[[int, int], None]) -> None:
        for step in range(100):
            if step == 1:
                go_on.wait()
            progress(step, 100)
            steps.append(step)

    desk.ask_long(work, lambda _: pytest.fail("it was stopped"), "dialogs.working", got.append)
    qtbot.waitUntil(lambda: bool(dialogs.stops))
    assert dialogs.asked == [("progress", (desk.texts("dialogs.working"),))]
    dialogs.stops[0]()
    go_on.set()
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], Cancelled)
    assert steps == [0]
    assert said == []


def test_quick_work_shows_no_progress(desk: Desk, qtbot: QtBot, dialogs: RecordingDialogs) -> None:
    """A dialog that flashes up is worse than none."""
    done: list[str] = []
    desk.ask_long(lambda _office, _progress: "done", done.append, "dialogs.working")
    qtbot.waitUntil(lambda: done == ["done"])
    assert dialogs.asked == []


def test_closing_finishes_what_is_queued_and_lets_the_folder_go(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """A tick given just before closing must be on disk, and the next window must open."""
    ran: list[int] = []
    desk = Desk(
        lambda: Office.open(tmp_path / "a", for_window=True), Dialogs(), Memory(tmp_path / "a")
    )

    def run(number: int, _office: Office) -> None:
        ran.append(number)

    for number in range(50):
        desk.ask(partial(run, number), lambda _: None)
    desk.close()
    assert ran == list(range(50))
    assert "office" not in {thread.name for thread in threading.enumerate()}
    Office.open(tmp_path / "a", for_window=True).close()
    desk.deleteLater()


def test_a_folder_that_cannot_be_opened_is_told_to_whoever_asks(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """The second window is told who has the folder."""
    place = tmp_path / "a"
    got: list[Exception] = []
    with Office.open(place, for_window=True):
        desk = Desk(lambda: Office.open(place, for_window=True), Dialogs(), Memory(place))
        desk.ask(lambda office: office.school, lambda _: pytest.fail("it is taken"), got.append)
        qtbot.waitUntil(lambda: bool(got))
        desk.close()
    assert isinstance(got[0], KnownError)
    assert got[0].key == "errors.folder_in_use"
    desk.deleteLater()


def test_a_desk_that_was_never_asked_closes(tmp_path: Path, qtbot: QtBot) -> None:
    """Closing before the window was painted: there is no thread yet, and no folder is made."""
    desk = Desk(lambda: Office.open(tmp_path / "a"), Dialogs(), Memory(tmp_path / "a"))
    desk.close()
    assert not (tmp_path / "a").exists()
    desk.deleteLater()
