"""Faults of Qt's binding that would take the program down after some hours of work."""

import importlib.util
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("PySide6") is None, reason="Qt is not installed here"
)


def test_calls_that_return_nothing_may_be_made_for_ever() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None at each such call, then aborts."""
    script = (
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for number in range(20_000):\n"
        "    thing.setObjectName(str(number))\n"
        "print(thing.objectName())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120
    )
    assert (run.returncode, run.stdout.strip()) == (0, "19999"), run.stderr
