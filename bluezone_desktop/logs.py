"""The log: what went wrong, for whoever supports the school. It holds no names, phones or dates."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_SIZE = 1_000_000
_KEPT = 3


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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("bluezone_desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path
