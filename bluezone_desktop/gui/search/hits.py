"""What a search found, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.finding import Asked, spans
from bluezone_desktop.domain.people import ClassId, SchoolClass
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.class_list import progress_words
from bluezone_desktop.gui.marked_text import Spans
from bluezone_desktop.gui.someone_words import SomeoneWords, place_of
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.everyone import Someone
    from bluezone_desktop.services.searching import Found

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HIT = int(Qt.ItemDataRole.UserRole) + 2


class Hit:
    """One line of the results. Its words are put together when it comes into view.

    screen, target  where it leads to
    status          None for a class
    """

    def __init__(
        self,
        one: SchoolClass | Someone,
        asked: Asked,
        texts: Texts,
        words: SomeoneWords,
        pupils: Figures | None = None,
    ):
        """``pupils`` of a class, for how far it is."""
        self._asked = asked
        if isinstance(one, SchoolClass):
            teacher = one.homeroom_teacher
            self.title = texts("search.class", name=one.name)
            parts = [
                progress_words(texts, pupils) if pupils is not None else "",
                texts("search.homeroom", teacher=teacher) if teacher else "",
            ]
            self.detail = " · ".join(part for part in parts if part)
            self.phone = self.status_words = self._places = ""
            self.status: Status | None = None
            self.is_gone = False
            self.screen: str = "classes"
            self.target: object = one.id
            return
        self.title = words.name(one)
        self.detail, self._places = words.belongs(one), words.places(one)
        self.phone = one.phone or "" if one.full_name else ""
        self.status, self.status_words = one.status, words.status(one)
        self.is_gone = not one.is_at_school
        self.screen, self.target = place_of(one, asked.words)

    @property
    def title_marks(self) -> Spans:
        """What was asked for in the title."""
        return spans(self._asked, self.title)

    @property
    def detail_marks(self) -> Spans:
        """What was asked for in the classes it begins with; the names behind them find nobody."""
        return spans(self._asked, self._places)

    @property
    def phone_marks(self) -> Spans:
        """What was asked for in the phone."""
        return spans(self._asked, self.phone)

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        parts = (self.title, self.detail, self.phone, self.status_words)
        return ", ".join(part for part in parts if part)


class HitModel(QAbstractListModel):
    """Classes, then people, in the order of the answer."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._words = SomeoneWords(texts)
        self._asked = Asked("", ())
        self._found: tuple[SchoolClass | Someone, ...] = ()
        self._pupils: Mapping[ClassId, Figures] = {}
        self._hits: dict[int, Hit] = {}

    def load(self, found: Found) -> None:
        """Other hits in place of these."""
        self.beginResetModel()
        self._asked = found.asked
        self._found = (*found.classes, *found.people)
        self._pupils = found.pupils
        self._hits = {}
        self.endResetModel()

    def add(self, people: Sequence[Someone]) -> None:
        """More hits behind these."""
        if people:
            rows = len(self._found)
            self.beginInsertRows(_NOWHERE, rows, rows + len(people) - 1)
            self._found = (*self._found, *people)
            self.endInsertRows()

    def hit(self, row: int) -> Hit:
        """The hit in ``row``."""
        if row not in self._hits:
            one = self._found[row]
            pupils = self._pupils.get(one.id) if isinstance(one, SchoolClass) else None
            self._hits[row] = Hit(one, self._asked, self._texts, self._words, pupils)
        return self._hits[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.hit(index.row()).title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.hit(index.row()).spoken
            case _:
                return self.hit(index.row()) if role == HIT else None
