"""The catalogue as a translator of Qt's, for what Qt looks up by itself.

The texts in Designer forms are keys of the catalogue ("wizard.school_name"); Qt's own words are
those on its buttons and in the menus of its text fields.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from bluezone_desktop.texts import Texts

_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")

_QT_WORDS = {
    "OK": "dialogs.qt.ok",
    "&OK": "dialogs.qt.ok",
    "Cancel": "dialogs.qt.cancel",
    "&Cancel": "dialogs.qt.cancel",
    "Close": "dialogs.qt.close",
    "&Close": "dialogs.qt.close",
    "Save": "dialogs.qt.save",
    "&Save": "dialogs.qt.save",
    "Open": "dialogs.qt.open",
    "&Open": "dialogs.qt.open",
    "&Yes": "dialogs.qt.yes",
    "&No": "dialogs.qt.no",
    "Apply": "dialogs.qt.apply",
    "Reset": "dialogs.qt.reset",
    "&Choose": "dialogs.qt.choose",
    "&Undo": "dialogs.qt.undo",
    "&Redo": "dialogs.qt.redo",
    "Cu&t": "dialogs.qt.cut",
    "&Copy": "dialogs.qt.copy",
    "&Paste": "dialogs.qt.paste",
    "Delete": "dialogs.qt.delete",
    "Select All": "dialogs.qt.select_all",
}


class CatalogueTranslator(QTranslator):
    """Answers Qt from the catalogue. Hold on to it for as long as it is installed."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The words; None is how Qt hears "ask the next one"."""
        if sourceText in _QT_WORDS:
            return self._texts(_QT_WORDS[sourceText])
        if _KEY.fullmatch(sourceText) and self._texts.has(sourceText):
            return self._texts(sourceText)
        return None


def install(texts: Texts, before: CatalogueTranslator | None = None) -> CatalogueTranslator:
    """Makes Qt speak the language of ``texts``, in place of ``before``."""
    if before is not None:
        remove(before)
    translator = CatalogueTranslator(texts, QCoreApplication.instance())
    QCoreApplication.installTranslator(translator)
    return translator


def remove(translator: CatalogueTranslator) -> None:
    """Qt no longer asks ``translator``."""
    QCoreApplication.removeTranslator(translator)
