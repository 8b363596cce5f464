"""The drop-down over a column of a district's form: what it asks for, chosen by the clerk."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bluezone_desktop.domain.form_meanings import RATES, Asked, Count, Key, Meaning, Whom
from bluezone_desktop.gui.returns.form_model import meaning_words
from bluezone_desktop.texts import Texts

# What forms mostly ask of whom; the others one step further.
_USUAL = (Whom.PUPILS, Whom.RELATIVES, Whom.STAFF)


class FormMenu(QMenu):
    """Everything that a column can ask for, the present meaning ticked.

    chosen  the name of the meaning, "" to leave the column to the clerk
    """

    chosen = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._choices: dict[str, QAction] = {}
        self._add(self, None)
        self.addSeparator()
        keys = self.addMenu(texts("forms.meaning.about_the_row"))
        for key in Key:
            self._add(keys, key)
        self.addSeparator()
        for whom in _USUAL:
            self._add_all(self, whom)
        others = self.addMenu(texts("forms.meaning.others"))
        for whom in (None, *Whom):
            if whom not in _USUAL:
                self._add_all(others, whom)
        self.triggered.connect(lambda action: self.chosen.emit(str(action.data())))

    @property
    def choices(self) -> Mapping[str, QAction]:
        """Everything on offer, by the name of the meaning."""
        return self._choices

    def tick(self, meaning: Meaning | None) -> None:
        """Shows which meaning is the present one."""
        name = str(meaning) if meaning else ""
        for key, action in self._choices.items():
            action.setChecked(key == name)

    def _add_all(self, menu: QMenu, whom: Whom | None) -> None:
        inside = menu.addMenu(self._texts(f"forms.meaning.whom.{whom or 'row'}"))
        for count in Count:
            self._add(inside, Asked(count, None, whom))
        inside.addSeparator()
        for count, among in RATES:
            self._add(inside, Asked(count, among, whom))

    def _add(self, menu: QMenu, meaning: Meaning | None) -> None:
        if isinstance(meaning, Asked):
            rate = f"rate.{meaning.count}_of_{meaning.among}"
            words = self._texts(
                f"forms.meaning.{rate if meaning.among else f'count.{meaning.count}'}"
            )
        else:
            words = meaning_words(meaning, self._texts)
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setData(str(meaning) if meaning else "")
        self._choices[str(meaning) if meaning else ""] = action
