"""Every dialog of the program goes through here, so that tests can answer in the user's place.

No other module calls ``exec()``. Screens reach it as ``desk.dialogs``; tests hand the desk a
recording stand-in with the same methods.
"""

from __future__ import annotations

import logging
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QWidget,
)

from bluezone_desktop.gui import icons
from bluezone_desktop.gui.theme import scheme_of
from bluezone_desktop.texts import Texts
from bluezone_desktop.traces import trace_of

log = logging.getLogger(__name__)


def details_of(error: BaseException) -> str:
    """What a supporter needs to know of a fault: versions, system, and where it was; no names."""
    from bluezone_desktop import __version__

    trace = trace_of(error)
    system = f"Python {platform.python_version()} · {platform.platform()}"
    return f"Bluezone Desktop {__version__} · {system}\n\n{trace}"


class ProgressBar:
    """A progress dialog while it is open."""

    def __init__(self, dialog: QProgressDialog) -> None:
        self._dialog = dialog

    def tell(self, done: int, of: int) -> None:
        """``done`` of ``of`` steps; ``of`` 0 where nobody knows."""
        self._dialog.setRange(0, of)
        self._dialog.setValue(min(done, of))

    def finish(self) -> None:
        """Takes the dialog away."""
        self._dialog.reset()
        self._dialog.deleteLater()


class Dialogs:
    """The real dialogs. ``parent`` None means the window the user is in."""

    def __init__(self) -> None:
        self.texts = Texts()

    def choose_files(self, title: str, filters: str, parent: QWidget | None = None) -> list[Path]:
        """Files to open; none where the user thought better of it.

        ``filters`` is Qt's: ``"Excel (*.xlsx *.xls);;CSV (*.csv)"``.
        """
        names, _ = QFileDialog.getOpenFileNames(_over(parent), title, _documents(), filters)
        return [Path(name) for name in names]

    def choose_save(
        self, title: str, suggested: Path, filters: str, parent: QWidget | None = None
    ) -> Path | None:
        """Where to save. The system's dialog has asked before it names an existing file."""
        name, _ = QFileDialog.getSaveFileName(_over(parent), title, str(suggested), filters)
        return Path(name) if name else None

    def choose_folder(self, title: str, parent: QWidget | None = None) -> Path | None:
        """A folder that is there; None where the user thought better of it."""
        name = QFileDialog.getExistingDirectory(_over(parent), title, _documents())
        return Path(name) if name else None

    def confirm(
        self, title: str, text: str, yes: str, no: str, parent: QWidget | None = None
    ) -> bool:
        """A question for what cannot be undone. ``yes`` and ``no`` are the verbs on the buttons."""
        box = QMessageBox(_over(parent))
        box.setWindowTitle(title)
        box.setText(text)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def inform(self, title: str, text: str, parent: QWidget | None = None) -> None:
        """One sentence that must be read before going on."""
        box = QMessageBox(_over(parent))
        box.setWindowTitle(title)
        box.setText(text)
        box.addButton(self.texts("dialogs.close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask_password(self, title: str, label: str, parent: QWidget | None = None) -> str | None:
        """A password, never shown."""
        dialog = QInputDialog(_over(parent))
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setMinimumWidth(360)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.textValue() if accepted else None

    def run(self, dialog: QDialog) -> bool:
        """Shows a dialog of a screen's own and waits for it: True where it was accepted."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def progress(self, title: str, cancel: Callable[[], None]) -> ProgressBar:
        """Opens a progress dialog without waiting; ``cancel`` is called when the user stops it."""
        dialog = QProgressDialog(title, self.texts("dialogs.stop"), 0, 0, _over(None))
        dialog.setWindowTitle(self.texts("dialogs.working"))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumWidth(360)
        dialog.canceled.connect(cancel)
        dialog.show()
        return ProgressBar(dialog)

    def show_folder(self, folder: Path) -> None:
        """Opens a folder in the system's own file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_file(self, path: Path) -> None:
        """Opens the folder of a file; where the system can, with the file selected in it."""
        if sys.platform == "win32":
            QProcess.startDetached("explorer.exe", ["/select,", str(path)])
        else:
            self.show_folder(path.parent)

    def bug(self, error: BaseException) -> None:
        """Says that the program made a mistake, that the data are safe, and offers the details."""
        details = details_of(error)
        box = QMessageBox(_over(None))
        colour = QColor(scheme_of(box.palette()).trouble)
        sign = icons.pixmap("warning", QSize(32, 32), colour, box.devicePixelRatioF())
        box.setIconPixmap(sign)
        box.setWindowTitle(self.texts("dialogs.bug_title"))
        box.setText(self.texts("dialogs.bug_text"))
        box.setInformativeText(self.texts("dialogs.bug_next"))
        copy = box.addButton(self.texts("dialogs.copy_details"), QMessageBox.ButtonRole.ActionRole)
        close = box.addButton(self.texts("dialogs.close"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(details)


def _over(parent: QWidget | None) -> QWidget | None:
    return parent if parent is not None else QApplication.activeWindow()


def _documents() -> str:
    from PySide6.QtCore import QStandardPaths

    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
