"""The made-up school: in a folder of its own, so that it never mixes with the real one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bluezone_desktop.gui.desk import Desk, Progress

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

FOLDER = "truong-mau"


def open_sample(desk: Desk) -> None:
    """Makes the made-up school where it is not there yet, and shows it in this window."""
    texts = desk.texts

    def work(office: Office, progress: Progress) -> Path:
        from bluezone_desktop.services import demo

        return demo.open_or_make(office.folder / FOLDER, texts, progress=progress).value

    desk.ask_long(
        work,
        desk.folder_wanted.emit,
        "wizard.making_sample",
        desk.say_error,
    )
