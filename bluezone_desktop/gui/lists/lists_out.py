"""The ways a list with names leaves: printed, as PDF, as a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import SchoolClass
from bluezone_desktop.domain.text import fold
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.services import delivery, named_lists
from bluezone_desktop.services.named_lists import ListKind, ListPaper
from bluezone_desktop.texts import Texts


class Way(StrEnum):
    """How a list is wanted."""

    PRINT = "print"
    PDF = "pdf"
    EXCEL = "excel"


_ICONS = {Way.PRINT: "print", Way.PDF: "export", Way.EXCEL: "sheet"}
_ENDINGS = {Way.PDF: (".pdf", "PDF (*.pdf)"), Way.EXCEL: (".xlsx", "Excel (*.xlsx)")}


def offer_ways(menu: QMenu, texts: Texts, chosen: Callable[[Way], object]) -> dict[Way, QAction]:
    """Puts the ways into a menu; gives the action of each."""
    made: dict[Way, QAction] = {}
    for way in Way:
        made[way] = menu.addAction(icon(_ICONS[way]), texts(f"names.way.{way}"))
        made[way].triggered.connect(lambda _=False, way=way: chosen(way))
    return made


class ListsOut:
    """Writes and prints lists for one screen.

    place     the folder that files are proposed for
    printers  the names of the printers there are
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        place: Callable[[], Path],
        printers: Callable[[], Sequence[str]],
    ) -> None:
        self._desk, self._parent, self._place, self._printers = desk, parent, place, printers

    def go(
        self, kind: ListKind, way: Way, *, phones: bool = False, of: SchoolClass | None = None
    ) -> None:
        """Makes a list of every class and the staff, or ``of`` one class, and lets it out."""
        texts, class_id = self._desk.texts, of.id if of else None
        if way is Way.PRINT:
            if not self._printers():
                # Qt would make a PDF somewhere instead, and call it printed.
                self._desk.notify(texts("paper.no_printer"), "error")
                return
            self._desk.ask(
                lambda office: named_lists.on_paper(
                    office, kind, texts, phones=phones, class_id=class_id
                ),
                self._print,
            )
            return
        path = self._ask_for(kind, way, of)
        if path is None:
            return
        if way is Way.EXCEL:
            self._desk.ask(
                lambda office: named_lists.write(
                    office, path, kind, texts, phones=phones, class_id=class_id
                ),
                lambda outcome: self._tell("names.written", path, number=outcome.value),
            )
            return
        self._desk.ask(
            lambda office: named_lists.on_paper(
                office, kind, texts, phones=phones, class_id=class_id
            ),
            lambda paper: self._save_pdf(paper, path),
        )

    def _ask_for(self, kind: ListKind, way: Way, of: SchoolClass | None) -> Path | None:
        texts, (ending, wanted) = self._desk.texts, _ENDINGS[way]
        name = texts(f"names.file.{kind}")
        if of is not None:
            name += "_" + re.sub(r"[^A-Z0-9]+", "-", fold(of.name).upper()).strip("-")
        path = self._desk.dialogs.choose_save(
            texts("names.save_title"), self._place() / f"{name}{ending}", wanted, self._parent
        )
        if path is None or path.suffix.lower() == ending:
            return path
        return path.with_name(path.name + ending)

    def _save_pdf(self, paper: ListPaper, path: Path) -> None:
        from bluezone_desktop.gui.lists.list_layout import lay_out_lists
        from bluezone_desktop.gui.returns.printing import pdf_bytes

        try:
            document = pdf_bytes(lay_out_lists(paper), paper.sheets[0].title)
        except KnownError as error:
            self._desk.say_error(error)
            return
        self._desk.ask(
            lambda _office: delivery.save_document(path, document),
            lambda saved: self._tell("names.written", saved, number=paper.lines),
        )

    def _print(self, paper: ListPaper) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from bluezone_desktop.gui.lists.list_layout import lay_out_lists
        from bluezone_desktop.gui.returns.printing import print_pages, printer_for

        pages = lay_out_lists(paper)
        printer = printer_for(pages, paper.sheets[0].title)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setMinMax(1, len(pages))
        if not self._desk.dialogs.run(dialog):
            return
        try:
            number = print_pages(printer, pages)
        except KnownError as error:
            self._desk.say_error(error)
            return
        self._desk.notify(self._desk.texts("paper.printed", number=number), "done")

    def _tell(self, key: str, path: Path, **values: object) -> None:
        texts = self._desk.texts
        self._desk.notify(
            texts(key, file=path.name, **values),
            "done",
            action_text=texts("return_page.show_folder"),
            action=lambda: self._desk.dialogs.show_file(path),
        )


def printers() -> Sequence[str]:
    """The names of the printers that this computer knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


def documents() -> Path:
    """The folder that people keep their documents in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
