"""The backups of the data folder as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.backups import Backup

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

SORT = int(Qt.ItemDataRole.UserRole) + 1
OBJECT = int(Qt.ItemDataRole.UserRole) + 2

_COLUMNS = ("settings.backup_at", "settings.backup_why", "settings.backup_size")


class BackupModel(QAbstractTableModel):
    """Newest first: when, why, how large."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._backups: tuple[Backup, ...] = ()

    def load(self, backups: Sequence[Backup]) -> None:
        """Other backups in place of these."""
        self.beginResetModel()
        self._backups = tuple(backups)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._texts(_COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        backup, column = self._backups[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(backup, column)
            case Qt.ItemDataRole.ToolTipRole:
                return str(backup.path)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _:
                return {SORT: _sort_keys(backup)[column], OBJECT: backup}.get(role)

    def _words(self, backup: Backup, column: int) -> str:
        if column == 0:
            at = backup.at.astimezone()
            return f"{at:%H:%M} {format_date(at.date().isoformat())}"
        if column == 1:
            key = f"settings.reason.{backup.reason.replace('-', '_')}"
            return self._texts(key) if self._texts.has(key) else backup.reason
        return _size(backup.size, self._texts.language)


def _sort_keys(backup: Backup) -> tuple[str | int, ...]:
    return (backup.at.isoformat(), backup.reason, backup.size)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _size(size: int, language: str) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    words = f"{size / 1_000_000:.1f} MB"
    return words.replace(".", ",") if language == "vi" else words
