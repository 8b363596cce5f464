"""Searching a hundred thousand people, against a bare LIKE on a folded column."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bluezone_desktop.domain.text import fold
from bluezone_desktop.services.searching import MOST, Searcher
from tests.benchmarks.crowd import crowded_school, queries
from tests.benchmarks.harness import Measured, compare

FRAME = 1000 / 60
"""Milliseconds between two pictures of a screen."""


def searching(folder: Path, people: int = 100_000) -> Iterator[Measured]:
    """Every keystroke of what people type, with all that the first 200 hits show."""
    texts = [text for text, _ in queries()]
    with crowded_school(folder, people) as office:
        searcher = Searcher()
        connection = office.file.connection

        def ready() -> None:
            Searcher().make_ready(office)

        def read() -> None:
            connection.execute("SELECT * FROM person").fetchall()
            connection.execute("SELECT * FROM kinship").fetchall()

        def ours() -> None:
            for text in texts:
                searcher.find(office, text)

        def least() -> None:
            for text in texts:
                connection.execute(
                    "SELECT * FROM person WHERE search LIKE ? LIMIT ?", (f"%{fold(text)}%", MOST)
                ).fetchall()

        def slowest(text: str) -> float:
            times = list[float]()
            for _ in range(7):
                began = time.perf_counter()
                searcher.find(office, text)
                times.append((time.perf_counter() - began) * 1000)
            return median(times)

        named = f"{people:,} people"
        yield compare(f"search at {named}, {len(texts)} keystrokes", ours, least, goal=1.5)
        worst = max(map(slowest, texts))
        yield Measured("the slowest of them, against a frame", worst, FRAME, 1.0)
        yield compare(f"{named} made ready for it, once", ready, read, goal=4.0, rounds=3)
