"""To which class pupils move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from bluezone_desktop.domain.people import ClassId, SchoolClass
from bluezone_desktop.gui.ticks.person_dialogs import FormDialog
from bluezone_desktop.texts import Texts

_NAMED = 5
"""So many are called by name; of more, the number of the others is told."""


class MoveDialog(FormDialog):
    """One or several pupils, and the class they come to."""

    def __init__(
        self,
        texts: Texts,
        names: Sequence[str],
        classes: Sequence[SchoolClass],
        parent: QWidget | None = None,
    ) -> None:
        one = len(names) == 1
        title = (
            texts("people.move.title_one", name=names[0])
            if one
            else texts("people.move.title", number=len(names))
        )
        accept, cancel = texts("people.move.accept"), texts("people.move.cancel")
        super().__init__(texts, title, accept, cancel, parent)
        if not one:
            words = ", ".join(names[:_NAMED])
            if len(names) > _NAMED:
                words = texts("people.move.and_more", names=words, number=len(names) - _NAMED)
            who = QLabel(words)
            who.setWordWrap(True)
            self.form.addRow(who)
        rooms: dict[str, str] = {each.id: each.name for each in classes}
        self.rooms = self.choice(texts("people.move.to"), rooms, classes[0].id)
        self.rooms.setMaxVisibleItems(16)

    def problem(self) -> None:
        """Whatever is chosen is right."""

    @property
    def class_id(self) -> ClassId:
        """The class chosen."""
        return ClassId(self.rooms.currentData())

    @property
    def class_name(self) -> str:
        """What it is called."""
        return self.rooms.currentText()
