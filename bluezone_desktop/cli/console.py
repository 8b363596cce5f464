"""What a command says: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterable, Sequence

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.texts import Texts


class Console:
    """Speaks one language to one pair of streams."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def say(self, key: str, **values: object) -> None:
        """A line of the result, from the catalogue."""
        self.line(self.texts(key, **values))

    def line(self, text: str = "") -> None:
        """A line of the result, as it is."""
        sys.stdout.write(f"{text}\n")

    def data(self, value: object) -> None:
        """The result as one JSON document."""
        # A line for each entry of the outermost list: readable, and made in one go by the C code of
        # json, which indenting would switch off.
        if isinstance(value, list) and value:
            lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in value)
            sys.stdout.write(f"[{lines}]\n")
        else:
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")

    def note(self, key: str, **values: object) -> None:
        """Something to know beside the result."""
        sys.stderr.write(self.texts(key, **values) + "\n")

    def fail(self, error: KnownError) -> None:
        """What could not be done: one plain sentence."""
        sys.stderr.write(self.texts(error.key, **error.values) + "\n")

    def table(
        self, header: Sequence[str], rows: Iterable[Sequence[object]], right: str = ""
    ) -> None:
        """Columns in line; ``right`` names those that stand at the right, by number from 0."""
        lines = [[str(cell) for cell in row] for row in (header, *rows)]
        widths = [max(len(line[n]) for line in lines) for n in range(len(header))]
        at_right = {int(n) for n in right.split()}
        for line in lines:
            cells = (
                cell.rjust(width) if n in at_right else cell.ljust(width)
                for n, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            self.line("  ".join(cells).rstrip())

    def progress(self, done: int, of: int) -> None:
        """How far long work has come: on a terminal only, never into a file."""
        if sys.stderr.isatty() and of:
            end = "\n" if done >= of else ""
            sys.stderr.write(f"\r{done}/{of}{end}")
            sys.stderr.flush()
