"""The log: what went wrong, for whoever supports the school. It holds no names, phones or dates."""

import logging
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from bluezone_desktop.traces import trace_of

_SIZE = 1_000_000
_KEPT = 3


class _Formatter(logging.Formatter):
    """Of errors only what is nobody's: their words may hold a child's name."""

    def format(self, record: logging.LogRecord) -> str:
        # Of its own: the library keeps on the record what the first handler made of the error.
        mine = copy(record)
        mine.exc_text = None
        return super().format(mine)

    def formatException(self, ei: Any) -> str:  # noqa: N802  the library's own name
        # Any: what the library promises is wider than what it hands over.
        return trace_of(ei[1]).rstrip()


def file_in(folder: Path) -> Path:
    """Where the log of a data folder lies."""
    return folder / "log" / "bluezone-desktop.log"


def start(folder: Path) -> Path:
    """Begin to log into a data folder; where it cannot be written, the log is left out."""
    path = file_in(folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return path
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("bluezone_desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path
