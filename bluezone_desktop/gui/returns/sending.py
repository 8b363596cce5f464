"""What the buttons below "Xuất báo cáo" do: print, PDF, message, stick, e-mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.return_message import summary
from bluezone_desktop.domain.returns import ReturnContent
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.lists.lists_out import ListsOut, Way, printers
from bluezone_desktop.gui.returns.paper_layout import Page, lay_out
from bluezone_desktop.gui.returns.ways_out import WaysOut
from bluezone_desktop.services import delivery, returns
from bluezone_desktop.services.delivery import Stick
from bluezone_desktop.services.named_lists import ListKind

_PDF, _LETTER = "PDF (*.pdf)", "E-mail (*.eml)"


class Sending:
    """Works the ways out of one screen.

    content    the return as shown; None before the figures are there
    place      the folder that files are proposed for
    printers   the names of the printers there are
    open_file  shows a file in another program, False where none can
    """

    def __init__(
        self,
        desk: Desk,
        ways: WaysOut,
        parent: QWidget,
        *,
        content: Callable[[], ReturnContent | None],
        place: Callable[[], Path],
        open_file: Callable[[Path], bool],
        sticks: Callable[[], list[Stick]] = delivery.sticks,
    ) -> None:
        self._desk, self._ways, self._parent = desk, ways, parent
        self._content, self._place, self._open_file = content, place, open_file
        self._sticks = sticks
        self.printers: Callable[[], Sequence[str]] = printers
        self._sent: tuple[Path, ReturnContent] | None = None
        ways.pdf.triggered.connect(self._save_pdf)
        ways.print.triggered.connect(self._print)
        ways.message.clicked.connect(self._copy_message)
        self._lists = ListsOut(desk, parent, place=place, printers=self._known_printers)
        ways.list_wanted.connect(self._let_out)
        ways.email.triggered.connect(self._write_letter)
        ways.about_to_send.connect(lambda: ways.offer_sticks(self._sticks()))
        ways.stick_wanted.connect(self._copy_to)

    def exported(self, path: Path, content: ReturnContent) -> None:
        """A file was written: this is what is sent from now on."""
        self._sent = path, content
        self._ways.let_send(True)

    # Paper

    def _pages(self, content: ReturnContent) -> tuple[Page, ...]:
        texts = self._desk.texts
        return lay_out(build_document(content, texts), texts.language)

    def _save_pdf(self) -> None:
        from bluezone_desktop.gui.returns.printing import pdf_bytes

        content, texts = self._content(), self._desk.texts
        if content is None:
            return
        proposed = self._place() / Path(returns.file_name(content)).with_suffix(".pdf")
        path = self._desk.dialogs.choose_save(
            texts("paper.pdf_title"), proposed, _PDF, self._parent
        )
        if path is None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            document = pdf_bytes(self._pages(content), texts("returns.letterhead.subject"))
        except KnownError as error:
            self._desk.say_error(error)
            return
        self._desk.ask(lambda _office: delivery.save_document(target, document), self._pdf_saved)

    def _pdf_saved(self, path: Path) -> None:
        self._tell("paper.pdf_saved", path, file=path.name)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from bluezone_desktop.gui.returns.printing import print_pages, printer_for

        content, texts = self._content(), self._desk.texts
        if content is None:
            return
        if not self.printers():
            # Qt would make a PDF somewhere instead, and call it printed.
            self._desk.notify(texts("paper.no_printer"), "error")
            return
        pages = self._pages(content)
        printer = printer_for(pages, texts("returns.letterhead.subject"))
        dialog = QPrintDialog(printer, self._parent)
        dialog.setMinMax(1, len(pages))
        if not self._desk.dialogs.run(dialog):
            return
        try:
            number = print_pages(printer, pages)
        except KnownError as error:
            self._desk.say_error(error)
            return
        self._desk.notify(texts("paper.printed", number=number), "done")

    # Words

    def _copy_message(self) -> None:
        content = self._content()
        if content is not None:
            QGuiApplication.clipboard().setText(summary(content, self._desk.texts))
            self._desk.notify(self._desk.texts("paper.message_copied"), "done")

    def _let_out(self, kind: ListKind, way: Way) -> None:
        phones = self._ways.phones.isChecked()
        self._ways.phones.setChecked(False)  # asked for anew each time
        self._lists.go(kind, way, phones=phones)

    def _known_printers(self) -> Sequence[str]:
        return self.printers()

    # The exported file

    def _write_letter(self) -> None:
        if self._sent is None:
            return
        file, content = self._sent
        texts = self._desk.texts
        path = self._desk.dialogs.choose_save(
            texts("delivery.email_title"), file.with_suffix(".eml"), _LETTER, self._parent
        )
        if path is None:
            return
        target = path if path.suffix.lower() == ".eml" else path.with_name(f"{path.name}.eml")
        self._desk.ask(
            lambda _office: delivery.write_letter(target, file, content, texts),
            self._letter_written,
        )

    def _letter_written(self, path: Path) -> None:
        opened = self._open_file(path)
        self._tell("delivery.email_opened" if opened else "delivery.email_saved", path)

    def _copy_to(self, stick: Stick) -> None:
        if self._sent is not None:
            file = self._sent[0]
            self._desk.ask(lambda _office: delivery.copy_to(file, stick), self._copied)

    def _copied(self, path: Path) -> None:
        self._tell("delivery.copied", path)

    def _tell(self, key: str, path: Path, **values: object) -> None:
        texts = self._desk.texts
        self._desk.notify(
            texts(key, **({"file": path.name, "folder": path.parent} | values)),
            "done",
            action_text=texts("return_page.show_folder"),
            action=lambda: self._desk.dialogs.show_file(path),
        )
