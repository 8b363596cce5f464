"""Files dragged onto a window: which ones, how they are taken, what is said while they are held."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bluezone_desktop.gui.theme import EDGE, TITLE_PT, TOGETHER, font, scheme_of


def holds_files(event: QDragEnterEvent) -> bool:
    """Accepts a drag that holds local files or folders, to be read where they are; whether it does.

    Always as a copy: taken as a move, the file manager would remove them.
    """
    if not local_files(event.mimeData()):
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


def dropped_files(event: QDropEvent) -> list[Path]:
    """Accepts the drop of a drag that was accepted; the local files and folders it held."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return local_files(event.mimeData())


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders that a drag holds, as far as they lie on this computer."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropHint(QWidget):
    """A veil over the window with one sentence. It takes no mouse, so the window gets the drop."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, window: QWidget) -> None:
        """Lies over all of ``window``."""
        self.setParent(window)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        scheme = scheme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(scheme.page)
        veil.setAlphaF(0.86)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(scheme.accent), 2, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        painter.drawRoundedRect(frame, TOGETHER, TOGETHER)
        painter.setPen(QColor(scheme.text))
        painter.setFont(font(TITLE_PT, semibold=True))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._words)
