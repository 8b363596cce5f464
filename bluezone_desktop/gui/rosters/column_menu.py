"""The drop-down over a column of a list: what it means, chosen by the user."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bluezone_desktop.domain.layouts import (
    ABOUT_RELATIVES,
    ABOUT_THE_PERSON,
    ABOUT_THE_PLACE,
    NOT_TAKEN,
)
from bluezone_desktop.texts import Texts

# What nearly every list has stands in the menu itself, the rest one step further.
_USUAL = (
    "full_name",
    "surname",
    "given_name",
    "date_of_birth",
    "sex",
    "female_mark",
    "class",
    "code",
    "phone",
    "status",
    "note",
    "job",
)
_USUAL_RELATIVES = ("father", "mother", "guardian")


class ColumnMenu(QMenu):
    """Everything that a column can mean, the present meaning ticked.

    chosen  the key of the meaning that the user chose
    """

    chosen = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._choices: dict[str, QAction] = {}
        self._add(self, NOT_TAKEN)
        self.addSeparator()
        for key in _USUAL:
            self._add(self, key)
        self.addSeparator()
        for relation in _USUAL_RELATIVES:
            self._add_all(f"vocabulary.relation.{relation}", *ABOUT_RELATIVES[relation])
        self._add_all(
            "import.meaning.relatives",
            *(
                key
                for relation, keys in ABOUT_RELATIVES.items()
                if relation not in _USUAL_RELATIVES
                for key in keys
            ),
        )
        rest = [key for key in (*ABOUT_THE_PERSON, *ABOUT_THE_PLACE) if key not in _USUAL]
        self._add_all("import.meaning.others", *rest)
        # A choice in a menu of this menu comes here as well.
        self.triggered.connect(self._take)

    @property
    def choices(self) -> Mapping[str, QAction]:
        """Everything on offer, by the key of the meaning."""
        return self._choices

    def tick(self, meaning: str) -> None:
        """Shows which meaning is the present one."""
        for key, action in self._choices.items():
            action.setChecked(key == meaning)

    def _take(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

    def _add_all(self, title_key: str, *keys: str) -> None:
        menu = self.addMenu(self._texts(title_key))
        for key in keys:
            self._add(menu, key)

    def _add(self, menu: QMenu, key: str) -> None:
        action = menu.addAction(self._texts(f"roster.field.{key}"))
        action.setCheckable(True)
        action.setData(key)
        self._choices[key] = action
