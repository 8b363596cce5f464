"""Sending class sheets out and taking them home, from wherever it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.gui.desk import Desk, Progress

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

EXCEL = "Excel (*.xlsx)"
Written = tuple[tuple[str, Path], ...]


def send_class(
    desk: Desk, class_id: ClassId, name: str, parent: QWidget, password: str | None = None
) -> None:
    """Ask where the sheet of a class goes, and write it."""
    from bluezone_desktop.services import class_sheets

    texts = desk.texts
    proposed = Path.home() / class_sheets.file_name(name, texts)
    path = desk.dialogs.choose_save(texts("exchange.save_title"), proposed, EXCEL, parent)
    if path is None:
        return
    target = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def work(office: Office) -> Outcome[Path]:
        # The system's dialog has asked before it names an existing file.
        return class_sheets.export(
            office, class_id, target, texts, password=password, overwrite=True
        )

    desk.ask(work, lambda _: _tell(desk, texts("exchange.sent_one", name=name), target))


def send_into_folder(
    desk: Desk, only: Collection[ClassId], parent: QWidget, password: str | None = None
) -> None:
    """Ask for a folder, and write the sheets of these classes into it; of all, for none."""
    folder = desk.dialogs.choose_folder(desk.texts("exchange.folder_title"), parent)
    if folder is not None:
        send_to(desk, folder, only, parent, password)


def send_to(
    desk: Desk,
    folder: Path,
    only: Collection[ClassId],
    parent: QWidget,
    password: str | None = None,
    *,
    overwrite: bool = False,
    done: Callable[[Path], str] | None = None,
) -> None:
    """Write sheets into a folder; files in the way are only replaced when the user says so.

    done  the words for the end, where they are others
    """
    texts = desk.texts

    def work(office: Office, progress: Progress) -> Outcome[Written]:
        from bluezone_desktop.services import class_sheets

        return class_sheets.export_all(
            office,
            folder,
            texts,
            only=only,
            password=password,
            overwrite=overwrite,
            progress=progress,
        )

    def written(outcome: Outcome[Written]) -> None:
        number, first = len(outcome.value), outcome.value[0][1]
        words = texts("exchange.sent", number=number, folder=folder)
        _tell(desk, done(folder) if done else words, first)

    def failed(error: Exception) -> None:
        if isinstance(error, KnownError) and error.key == "errors.file_exists" and not overwrite:
            if desk.dialogs.confirm(
                texts("exchange.title"),
                texts("exchange.replace", folder=folder),
                texts("exchange.replace_yes"),
                texts("dialogs.cancel"),
                parent,
            ):
                send_to(desk, folder, only, parent, password, overwrite=True, done=done)
            return
        desk.say_error(error)

    desk.ask_long(work, written, "exchange.writing", failed)


def take_home(desk: Desk, paths: Sequence[Path], parent: QWidget) -> None:
    """Show what files bring home, and take it when told to; without any, ask for files."""
    from bluezone_desktop.gui.exchange.merge_dialog import MergeDialog

    texts = desk.texts
    chosen = list(paths) or desk.dialogs.choose_files(
        texts("exchange.choose_title"), texts("exchange.file_kinds"), parent
    )
    if not chosen:
        return
    dialog = MergeDialog(desk, chosen, parent)
    desk.dialogs.run(dialog)
    dialog.deleteLater()


def _tell(desk: Desk, words: str, file: Path) -> None:
    desk.notify(
        words,
        "done",
        action_text=desk.texts("return_page.show_folder"),
        action=lambda: desk.dialogs.show_file(file),
    )
