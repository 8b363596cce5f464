"""The pages of a return on a printer or in a PDF: the same ones that the screen shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.gui.returns.paper_layout import Page
from bluezone_desktop.gui.returns.paper_view import paint_page

_DOTS_PER_INCH = 600
_POINTS_PER_INCH = 72


def page_layout(pages: Sequence[Page] = ()) -> QPageLayout:
    """A4 as the pages lie, up to the edge: they have their margins themselves."""
    upright = any(page.height > page.width for page in pages)
    lies = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), lies, QMarginsF(0, 0, 0, 0))


def pdf_bytes(pages: Sequence[Page], title: str) -> bytes:
    """The pages as a PDF, its letters as letters. Raises KnownError where Qt cannot make it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(page_layout(pages))
    _paint(writer, pages)
    return bytes(buffer.data().data())


def printer_for(pages: Sequence[Page], title: str) -> QPrinter:
    """The usual printer, set to these pages, for a dialog to ask about."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(pages))
    printer.setFromTo(1, len(pages))
    return printer


def print_pages(printer: QPrinter, pages: Sequence[Page]) -> int:
    """Print what was chosen in the dialog; returns how many pages. Raises KnownError."""
    chosen = list(pages)
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        chosen = chosen[max(printer.fromPage(), 1) - 1 : printer.toPage()]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    _paint(printer, chosen * copies)
    return len(chosen)


def _paint(device: QPagedPaintDevice, pages: Sequence[Page]) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise KnownError("paper.failed")
    try:
        for number, page in enumerate(pages):
            if number and not device.newPage():
                raise KnownError("paper.failed")
            paint_page(painter, page, device.logicalDpiX() / _POINTS_PER_INCH)
    finally:
        painter.end()
