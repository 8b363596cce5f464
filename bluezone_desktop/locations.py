"""Where a school's data lie when nobody says otherwise."""

import os
import sys
from pathlib import Path

VARIABLE = "BLUEZONE_DATA"


def data_folder(asked: Path | None = None) -> Path:
    """The folder asked for, else the environment's, else ``data/`` beside a portable program.

    Failing all of these, the user's own data folder.
    """
    if asked is not None:
        return asked
    if named := os.environ.get(VARIABLE):
        return Path(named)
    portable = Path(sys.executable).parent / "data"
    if getattr(sys, "frozen", False) and portable.is_dir():
        return portable
    from platformdirs import user_data_path  # late: an answer is mostly at hand

    return user_data_path("Bluezone Desktop", appauthor=False)
