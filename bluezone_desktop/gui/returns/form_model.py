"""A district's blank form as a table: its cells, and what each of its columns asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication

from bluezone_desktop.domain.district_form import FormColumn, FormTable
from bluezone_desktop.domain.form_meanings import Asked, Key, Meaning
from bluezone_desktop.domain.layouts import NOT_TAKEN
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.rosters.sheet_model import OBJECT
from bluezone_desktop.gui.rosters.sheet_pages import NOWHERE, SheetColumn
from bluezone_desktop.services.district_forms import SheetPicture
from bluezone_desktop.texts import Texts

Index = QModelIndex | QPersistentModelIndex
Blanks = Mapping[tuple[int, int], str]
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_BACK = int(Qt.ItemDataRole.BackgroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


def meaning_words(meaning: Meaning | None, texts: Texts) -> str:
    """What a column asks for, in words: "Học sinh: đã cài"."""
    match meaning:
        case None:
            return texts("forms.meaning.none")
        case Key():
            return texts(f"forms.meaning.key.{meaning}")
        case Asked(count, None, whom):
            what = texts(f"forms.meaning.count.{count}")
        case Asked(count, among, whom):
            what = texts(f"forms.meaning.rate.{count}_of_{among}")
    return texts("forms.meaning.of", whom=texts(f"forms.meaning.whom.{whom or 'row'}"), what=what)


class FormModel(QAbstractTableModel):
    """One table of a form on its sheet. Rows and columns are counted from 0."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._table: FormTable | None = None
        self._picture: SheetPicture | None = None
        self._columns: dict[int, FormColumn] = {}
        self._blanks: Blanks = {}

    def show(self, table: FormTable, picture: SheetPicture, blanks: Blanks) -> None:
        """Shows another table, or the same understood in another way; its blanks filled."""
        self.beginResetModel()
        self._table, self._picture, self._blanks = table, picture, blanks
        self._columns = {one.index - 1: one for one in table.columns}
        self.endResetModel()

    def column(self, at: int) -> FormColumn | None:
        """The column of the table that stands there; None beside the table."""
        return self._columns.get(at)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._picture is None else self._picture.rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or self._picture is None:
            return 0
        return max(self._picture.columns, max(self._columns, default=-1) + 1)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or self._picture is None or self._table is None:
            return None
        row, at = index.row(), index.column()
        if (filled := self._blanks.get((row + 1, at + 1))) is not None:
            return self._of_blank(filled, self._picture.text(row + 1, at), role)
        if role == _DISPLAY:
            return self._picture.text(row + 1, at)
        heads = self._table.first_row <= row + 1 <= self._table.last_row
        if role == _BACK and heads and self._asks(at):
            return QColor(theme.scheme_of(QGuiApplication.palette()).tint)
        if role == _FONT and heads:
            bold = QFont(theme.font())
            bold.setBold(True)
            return bold
        return None

    def _of_blank(self, filled: str, before: str, role: int) -> Any:
        """Of a cell whose dots are written over: what will stand there, marked as ours."""
        if role == _TOOL_TIP:
            return self._texts("forms.blank", text=before)
        if role == _BACK:
            return QColor(theme.scheme_of(QGuiApplication.palette()).tint)
        return filled if role == _DISPLAY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == _DISPLAY else None
        if not 0 <= section < self.columnCount():
            return None
        column = self._columns.get(section)
        shown = SheetColumn(
            str(column.meaning) if column and column.meaning else NOT_TAKEN,
            section if column else NOWHERE,
            column.heading if column else "",
        )
        if role == OBJECT:
            return shown
        if role in (_DISPLAY, _SPOKEN):
            return self.meaning(shown)
        return f"{self.meaning(shown)}\n{self.source(shown)}" if role == _TOOL_TIP else None

    def meaning(self, column: SheetColumn) -> str:
        """What the column asks for; with a question mark where somebody should look."""
        known = self._columns.get(column.at)
        if known is None:
            return ""
        words = meaning_words(known.meaning, self._texts)
        return self._texts("forms.meaning.unsure", meaning=words) if known.unsure else words

    def source(self, column: SheetColumn) -> str:
        """Excel's letter, and the words of the form's own header."""
        return " · ".join(part for part in (column.letter, column.header) if part)

    def _asks(self, at: int) -> bool:
        column = self._columns.get(at)
        return column is not None and column.meaning is not None
