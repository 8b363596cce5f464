"""Reading one file in a process of its own: how long it takes, how much memory, what comes out.

``python -m tests.benchmarks.one_file FILE [PASSWORD]`` prints that as one line of JSON; with
``--many`` in place of a file it reads names of files from its standard input, one after the other.
"""

import contextlib
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.roster import Roster
from bluezone_desktop.services import rosters
from bluezone_desktop.texts import LANGUAGES, Texts

MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that the reading of a file took, and the peak of memory in MB."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file.

    outcome  "refused", "read", or what went wrong
    told     the key of the refusal, or the problems that were told and how often
    """

    outcome: str
    told: str
    pupils: int
    cost: Cost


def peak_of_memory() -> float:
    """The most memory this process has held, in MB; since ``forget_peak`` where that works."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:  # no Linux: then the most since the process began, or nothing at all
        return _most_since_start()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _most_since_start() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def outcome_of(path: Path, password: str | None) -> Reading:
    """Read a file as the program does; anything but a roster or a sentence raises."""
    began = time.perf_counter()
    try:
        roster = rosters.inspect(path, password=password)
    except KnownError as error:
        took = Cost(time.perf_counter() - began, peak_of_memory())
        for language in LANGUAGES:
            Texts(language)(error.key, **error.values)
        return Reading("refused", error.key, 0, took)
    took = Cost(time.perf_counter() - began, peak_of_memory())
    _require_storable(roster)
    told = Counter(problem.reason.rpartition(".")[2] for problem in roster.problems)
    pupils = sum(len(one.pupils) for one in roster.classes)
    most = ", ".join(f"{n}×{reason}" for reason, n in told.most_common(3))
    return Reading("read", most, pupils, took)


def _require_storable(roster: Roster) -> None:
    """Every word can be written to a database and a workbook, every problem has its sentence."""
    json.dumps(asdict(roster), ensure_ascii=False, default=str).encode("utf-8")
    for texts in map(Texts, LANGUAGES):
        for problem in roster.problems:
            texts(problem.reason, **problem.values)


def read_alone(path: Path, password: str | None = None) -> Reading:
    """Read a file in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.one_file", str(path)]
    try:
        ended = subprocess.run(
            [*command, *([password] if password else [])],
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading("hangs", "", 0, Cost(MOST_SECONDS, 0.0))
    if ended.returncode or ended.stderr:
        last = (ended.stderr.splitlines() or [""])[-1]
        return Reading(f"crashes ({ended.returncode})", last, 0, Cost(0.0, 0.0))
    said = json.loads(ended.stdout)
    return Reading(**{**said, "cost": Cost(**said["cost"])})


def forget_peak() -> None:
    """Let the peak of memory begin anew, where the system can (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def read_many(password: str | None) -> None:
    """Read the files named on standard input; what is no sentence is told as a crash."""
    for line in sys.stdin:
        forget_peak()
        path = Path(line.rstrip("\n"))
        try:
            found = outcome_of(path, password)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
            found = Reading("crashes", f"{type(error).__name__}: {error}", 0, Cost(0.0, 0.0))
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
        sys.stdout.flush()


def main() -> None:
    """Read the file named on the command line, or those named on standard input."""
    first, *more = sys.argv[1:]
    password = more[0] if more else None
    if first == "--many":
        read_many(password)
    else:
        sys.stdout.write(json.dumps(asdict(outcome_of(Path(first), password))) + "\n")


if __name__ == "__main__":
    main()
