"""The last resort: a fault nobody caught is logged first, then told in a small dialog.

The window goes on: what was stored is stored, and what was being stored has been rolled back.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.traces import without_names

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHook:
    """Installed from construction until :meth:`remove`."""

    def __init__(self, dialogs: Dialogs) -> None:
        self._dialogs = dialogs
        self._telling = False
        self._faults: TextIO | None = None
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._raised
        threading.excepthook = self._raised_in_thread
        qInstallMessageHandler(_qt_says)

    def write_faults_to(self, folder: Path) -> None:
        """Where a crash of Python or Qt itself leaves its traces from now on."""
        self._faults = _faults_file(folder)

    def remove(self) -> None:
        """Puts back what was there before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()

    def _raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("nobody caught this", exc_info=(kind, error, trace))
        if self._telling:  # a fault while telling of a fault: the log has both
            return
        self._telling = True
        try:
            self._dialogs.bug(error)
        finally:
            self._telling = False

    def _raised_in_thread(self, what: threading.ExceptHookArgs) -> None:
        # No dialog: widgets belong to the window's thread, and whoever waits is told by the desk.
        log.critical("nobody caught this in %s", what.thread, exc_info=what.exc_value)


def _faults_file(folder: Path) -> TextIO | None:
    """Where a crash of Python or Qt itself leaves its traces; None where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "faults.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", without_names(message))
