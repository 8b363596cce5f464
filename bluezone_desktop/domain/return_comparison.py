"""Two returns side by side: what grew, and which classes did not."""

from collections.abc import Iterator
from dataclasses import dataclass

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures


@dataclass(frozen=True, slots=True)
class ClassChange:
    """One class in two returns; None where a return does not have it."""

    name: str
    before: ClassLine | None
    now: ClassLine | None

    @property
    def gains(self) -> tuple[int, int] | None:
        """How many more pupils and relatives have it installed; None for a class of one return."""
        if self.before is None or self.now is None:
            return None
        return (
            self.now.pupils.installed - self.before.pupils.installed,
            self.now.relatives.installed - self.before.relatives.installed,
        )

    @property
    def stands_still(self) -> bool:
        """Whether it is in both returns, has not all of them, and nobody was added."""
        gains = self.gains
        if gains is None or self.now is None or sum(gains) > 0:
            return False
        people = self.now.pupils + self.now.relatives
        return sum(gains) < 0 or people.installed < people.total


def compare(before: ReturnFigures, now: ReturnFigures) -> tuple[ClassChange, ...]:
    """The classes of both returns, in the order of the later one, those that are gone last."""
    return tuple(_changes(before, now))


def _changes(before: ReturnFigures, now: ReturnFigures) -> Iterator[ClassChange]:
    earlier = {class_match_key(line.name): line for line in before.classes}
    for line in now.classes:
        yield ClassChange(line.name, earlier.pop(class_match_key(line.name), None), line)
    for line in earlier.values():
        yield ClassChange(line.name, line, None)
