"""The made-up school: in a folder of its own, so that it never mixes with the real one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

FOLDER = "truong-mau"


def open_sample(desk: Desk) -> None:
    """Makes the made-up school where it is not there yet, and shows it in this window."""
    texts = desk.texts
    desk.ask_long(
        lambda office, progress: _make(office, texts, progress),
        desk.folder_wanted.emit,
        "wizard.making_sample",
        desk.say_error,
    )


def _make(office: Office, texts: Texts, progress: Callable[[int, int], None]) -> Path:
    from bluezone_desktop.services import demo
    from bluezone_desktop.services.office import Office

    place = office.folder / FOLDER
    try:
        with Office.open(place) as sample:
            if sample.school is None:
                demo.fill(sample, texts, place / "danh-sach", progress=progress)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)  # half a school helps nobody
        raise
    return place
