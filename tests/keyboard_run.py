"""The promises about the keyboard, by the clock: ``python -m tests.keyboard_run``.

Opens the real program at 1366×768 under Xvfb on a class of 45 pupils with two parents each, presses
keys through the X server (xdotool) at the pace of a hand, and looks in the database when the last
answer is on disk. Prints presses, pace and seconds, and ends with 1 where a promise is not kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bluezone_desktop.domain.people import ClassId, School
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.services import people, schools
from bluezone_desktop.services.office import Office
from tests.key_flows import (
    EXCEPTIONS,
    GIVEN,
    PUPILS,
    Flow,
    all_but_three,
    answer,
    every_cell,
    every_cell_going_down,
    make_class,
)
from tests.screenshots import ROOT, SIZE, display

DIGITS = {
    "1": Status.INSTALLED,
    "2": Status.NOT_INSTALLED,
    "3": Status.NO_SMARTPHONE,
    "4": Status.UNSUPPORTED,
}
Answers = list[tuple[Status, ...]]


class Hands:
    """One program under one X server, and the keys pressed in it."""

    def __init__(self, screen: Mapping[str, str], folder: Path) -> None:
        self._environment = {
            **os.environ,
            **screen,
            "QT_SCALE_FACTOR": "1",
            "XDG_CONFIG_HOME": str(folder),
        }
        self._program = subprocess.Popen(
            [sys.executable, "-m", "bluezone_desktop", "--data", str(folder / "data")],
            cwd=ROOT,
            env=self._environment,
        )
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", "Trường THCS")
        self._window = found.split()[0]
        width, height = SIZE
        self._xdotool("windowsize", self._window, str(width), str(height))
        self._xdotool("windowfocus", "--sync", self._window)

    def press(self, *keys: str, per_second: float) -> float:
        """Presses ``keys`` one after the other at that pace. Returns the seconds it took."""
        began = time.perf_counter()
        for number, key in enumerate(keys):
            wait = began + number / per_second - time.perf_counter()
            time.sleep(max(0.0, wait))
            self._xdotool("key", "--delay", "0", key)
        return time.perf_counter() - began

    def close(self) -> None:
        """Ctrl+Q, as a user would."""
        self._xdotool("key", "ctrl+q")
        self._program.wait(20)

    def end(self) -> None:
        """Ends the program also where a key went astray."""
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait()

    def _xdotool(self, *arguments: str) -> str:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def main() -> int:
    """Plays every flow on a fresh class, at a pace that a hand keeps up."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        sys.stderr.write("Xvfb and xdotool are needed.\n")
        return 2
    everywhere = wanted_everywhere()
    but_three = [
        (Status.NOT_INSTALLED if given in EXCEPTIONS else Status.INSTALLED, *[Status.INSTALLED] * 2)
        for given in GIVEN
    ]
    kept = [
        play(every_cell(), 5.0, everywhere),
        play(every_cell_going_down(), 3.0, everywhere, "alt+p", "x"),
        play(all_but_three(), 3.0, but_three),
    ]
    return 0 if all(kept) else 1


def play(flow: Flow, per_second: float, wanted: Answers, *before: str) -> bool:
    """One flow in a program of its own. Prints the line of it; True where it was in time."""
    with tempfile.TemporaryDirectory(prefix="bluezone-keys-") as made, display() as screen:
        folder = Path(made)
        with Office.open(folder / "data") as office:
            schools.set_up(office, School("Trường THCS Lâm Tân", school_year="2020-2021"))
            class_id = make_class(office)
        hands = Hands(screen, folder)
        try:
            with Office.open(folder / "data") as watcher:
                go_to_the_first_pupil(hands, watcher, class_id)
                hands.press(*before, per_second=2)
                began = time.perf_counter()
                hands.press(*flow.keys, per_second=per_second)
                stored = wait_for(lambda: answers(watcher, class_id) == wanted)
                seconds = time.perf_counter() - began
                found = answers(watcher, class_id)
                wrong = sum(a != b for a, b in zip(found, wanted, strict=True))
            hands.close()
        finally:
            hands.end()
    in_time = stored and seconds < flow.most_seconds
    sys.stdout.write(
        f"{flow.name}: {len(flow.keys)} presses at {per_second:g} a second, {seconds:.1f} s until "
        f"the last was on disk (promised: {flow.most_seconds:g} s)"
        f"{'' if in_time else '  NOT KEPT' if stored else f'  {wrong} WRONG ANSWERS'}\n"
    )
    return in_time


def go_to_the_first_pupil(hands: Hands, office: Office, class_id: ClassId) -> None:
    """Opens the class and tries a digit; again where the program was not yet up to take keys."""
    for _ in range(5):
        hands.press("ctrl+2", "ctrl+Home", "Right", "3", per_second=2)
        if wait_for(lambda: answers(office, class_id)[0][0] is Status.NO_SMARTPHONE, 2):
            break
    hands.press("0", per_second=2)
    if not wait_for(lambda: answers(office, class_id)[0][0] is Status.NOT_ASKED):
        raise RuntimeError("the program does not take keys")


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Looks every few milliseconds; False where it never becomes true."""
    until = time.perf_counter() + seconds
    while not condition():
        if time.perf_counter() > until:
            return False
        time.sleep(0.005)
    return True


def answers(office: Office, class_id: ClassId) -> Answers:
    """What is on disk: per pupil the statuses of pupil, father and mother."""
    rows = people.tick_sheet(office, class_id).rows
    return [(row.person.status, *(each.person.status for each in row.relatives)) for row in rows]


def wanted_everywhere() -> Answers:
    """What is to be on disk when every cell has its answer."""
    return [tuple(DIGITS[answer(column, row)] for column in range(3)) for row in range(PUPILS)]


if __name__ == "__main__":
    sys.exit(main())
