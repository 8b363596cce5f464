"""The worker's threads: what becomes of what they say when nobody is there any more."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from bluezone_desktop.gui.worker import Answer, Worker
from bluezone_desktop.services.office import Office


def _no_office() -> Office:
    raise AssertionError("nothing here needs an office")


def _asides() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "aside"]


def test_a_job_beside_the_office_tells_what_it_found(qtbot: QtBot) -> None:
    """The ordinary case, which the next tests differ from."""
    worker = Worker(_no_office)
    said: list[Answer] = []
    worker.answered.connect(said.append)
    ticket = worker.run_aside(lambda: "found")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [Answer(ticket, "found")]
    worker.close()


@pytest.mark.usefixtures("qapp")
def test_a_thread_that_outlasts_the_window_says_nothing() -> None:
    """A library may load for longer than the window lives; the end must not be an error."""
    owner = QObject()
    worker = Worker(_no_office, owner)
    said: list[Answer] = []
    worker.answered.connect(said.append)
    gate = threading.Event()
    worker.run_aside(gate.wait)
    [thread] = _asides()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    thread.join()  # what it raises fails the test: pytest looks at the errors of threads
    QCoreApplication.processEvents()
    assert said == []


@pytest.mark.allow_log
@pytest.mark.usefixtures("qapp")
def test_a_closed_worker_runs_nothing_more() -> None:
    """Nobody would wait for a thread that begins after the end."""
    worker = Worker(_no_office)
    worker.close()
    ran: list[str] = []
    worker.run_aside(lambda: ran.append("aside"))
    worker.submit(lambda _office: ran.append("job"))
    assert (ran, _asides()) == ([], [])
