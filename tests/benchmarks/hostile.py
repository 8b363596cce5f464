"""What files made to hurt cost: ``python -m tests.benchmarks.hostile``.

Each is read in a process of its own. Promised are ten seconds and 500 MB at the most.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.hostile_files import Hostile, hostile_files
from tests.benchmarks.one_file import Reading, read_alone

MOST_SECONDS, MOST_MEGABYTES = 10.0, 500.0


@dataclass(frozen=True, slots=True)
class Suffered:
    """A hostile file and what became of it."""

    file: Hostile
    reading: Reading

    @property
    def is_well(self) -> bool:
        """Whether it was read rightly or refused in a sentence, at a price that can be paid."""
        reading, wanted = self.reading, self.file.pupils
        right = reading.outcome == "refused" or (reading.outcome == "read" and reading.pupils > 0)
        cheap = reading.cost.seconds <= MOST_SECONDS and reading.cost.peak <= MOST_MEGABYTES
        return right and cheap and (wanted is None or reading.pupils in (0, wanted))

    def __str__(self) -> str:
        reading = self.reading
        return (
            f"{self.file.name[:48]:<50}{self.file.ending:<6}{reading.outcome:<10}"
            f"{reading.pupils:>4} pupils{reading.cost.seconds:>7.2f} s{reading.cost.peak:>6.0f} MB"
            f"  {reading.told}{'' if self.is_well else '  <- not well'}"
        )


def all_of_them() -> Iterator[Suffered]:
    """Make, read and remove one after the other."""
    with tempfile.TemporaryDirectory(prefix="bluezone-hostile-") as folder:
        for number, one in enumerate(hostile_files()):
            path = Path(folder) / f"{number}.{one.ending}"
            one.write(path)
            yield Suffered(one, read_alone(path))
            path.unlink()


def main() -> int:
    """Read them all, print, fail where one was not well."""
    failed = 0
    for one in all_of_them():
        sys.stdout.write(f"{one}\n")
        sys.stdout.flush()
        failed += not one.is_well
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
