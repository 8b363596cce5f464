"""Jumping to a name by typing: without accents, by given name first, UniKey-safe.

UniKey writes by sending Backspace and letters ("hoa" + f arrives as h, o, a, Backspace, à), so a
Backspace takes back the last letter and an accented letter counts as its plain one.
"""

from collections.abc import Sequence

from bluezone_desktop.domain.text import fold


class TypeAhead:
    """The letters typed so far and the names they are looked up in."""

    def __init__(self) -> None:
        self._typed = ""
        self._anchor = 0
        self._words: list[list[str]] = []

    @property
    def typed(self) -> str:
        """The letters typed so far, folded."""
        return self._typed

    def set_names(self, names: Sequence[str]) -> None:
        """The names of the rows in view, in their order."""
        self._words = [fold(name).split() for name in names]

    def reset(self) -> None:
        """Forgets what was typed: the next letter begins a new search."""
        self._typed = ""

    def add(self, text: str, row: int) -> int | None:
        """Takes ``text`` typed while ``row`` has the focus; gives the row to jump to, or None.

        The search begins below the row where the first letter was typed and comes round to it last,
        so that typing the same name again goes on to the next person of that name.
        """
        letters = "".join(char for char in fold(text) if char.isalpha())
        if not letters:
            return None
        if not self._typed:
            self._anchor = row
        self._typed += letters
        found = self._find(self._typed, self._anchor)
        if found is None and len(set(self._typed)) == 1:
            # The same letter again and again walks through the names that begin with it.
            found = self._find(self._typed[0], row)
        return found

    def take_back(self) -> int | None:
        """Backspace: one letter less. Gives the row to jump to, or None where nothing is left."""
        self._typed = self._typed[:-1]
        return self._find(self._typed, self._anchor) if self._typed else None

    def _find(self, letters: str, anchor: int) -> int | None:
        count = len(self._words)
        order = [(anchor + 1 + step) % count for step in range(count)]
        for row in order:
            if self._words[row] and self._words[row][-1].startswith(letters):
                return row
        for row in order:
            words = self._words[row]
            if any("".join(words[first:]).startswith(letters) for first in range(len(words))):
                return row
        return None
