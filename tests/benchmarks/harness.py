"""Timing one piece of our work beside the least work that any program would have to do."""

import gc
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. Times in milliseconds, medians."""

    name: str
    ours: float
    floor: float
    goal: float

    @property
    def ratio(self) -> float:
        """How many times the floor we take."""
        return self.ours / self.floor


def compare(name: str, ours: Work, floor: Work, *, goal: float, rounds: int = 7) -> Measured:
    """Time both, taking turns so that a busy machine slows both alike."""
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    ours(), floor()  # the first round warms caches and is not counted
    for _ in range(rounds):
        for which, work in (("floor", floor), ("ours", ours)):
            gc.collect()
            began = time.perf_counter()
            work()
            times[which].append((time.perf_counter() - began) * 1000)
    return Measured(name, statistics.median(times["ours"]), statistics.median(times["floor"]), goal)


def report(found: list[Measured], path: Path) -> str:
    """The table as text; the same as JSON at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(one), "ratio": one.ratio} for one in found]
    path.write_text(json.dumps(rows, indent=2), "utf-8")
    lines = [f"{'what':<52}{'ours ms':>10}{'floor ms':>10}{'ratio':>8}{'goal':>7}"]
    lines += [
        f"{one.name:<52}{one.ours:>10.2f}{one.floor:>10.2f}{one.ratio:>8.2f}{one.goal:>7.2f}"
        f"{'' if one.ratio <= one.goal else '  not yet'}"
        for one in found
    ]
    return "\n".join(lines)
