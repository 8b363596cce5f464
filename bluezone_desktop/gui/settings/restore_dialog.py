"""A look into a backup beside the present, before the one takes the place of the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from bluezone_desktop.domain.counting import Figures, format_count
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group
from bluezone_desktop.gui import theme
from bluezone_desktop.services.backups import Sight, Standing
from bluezone_desktop.texts import Texts

_WIDTH = 560
_RIGHT = Qt.AlignmentFlag.AlignRight
_NOTHING = "–"
_PEOPLE = (("pupils", (Group.PUPIL,)), ("relatives", (Group.RELATIVE,)), ("staff", STAFF_GROUPS))


class RestoreDialog(QDialog):
    """Two columns of numbers: the backup, and the school as it stands."""

    def __init__(
        self, texts: Texts, name: str, sight: Sight, parent: QWidget | None = None
    ) -> None:
        """``name`` says which backup it is."""
        super().__init__(parent)
        self._texts = texts
        self.setWindowTitle(texts("restore.title"))
        lead = _wrapped(name)
        self.rows: list[tuple[str, str, str]] = self._rows(sight)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.EDGE)
        grid.setVerticalSpacing(theme.INSIDE)
        grid.setColumnStretch(0, 1)
        heads = ("", texts("restore.backup"), texts("restore.now"))
        for line, cells in enumerate((heads, *self.rows)):
            for column, text in enumerate(cells):
                label = QLabel(text)
                if column:
                    label.setAlignment(_RIGHT)
                if not line:
                    label.setProperty("role", "heading")
                elif column and cells[1] != cells[2]:
                    # What differs stands out by its weight, not by a colour.
                    label.setFont(_bold())
                elif not column:
                    label.setProperty("role", "secondary")
                grid.addWidget(label, line, column)
        self.lost = _wrapped(self._what_goes(sight))
        self.after = _wrapped(texts("restore.after"))
        self.after.setProperty("role", "hint")
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.accept_button = self.buttons.addButton(texts("restore.accept"), role.AcceptRole)
        self.accept_button.setProperty("role", "primary")
        self.accept_button.setEnabled(sight.backup.school is not None)
        cancel = self.buttons.addButton(texts("dialogs.cancel"), role.RejectRole)
        cancel.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        whole.setSpacing(theme.GROUP)
        whole.addWidget(lead)
        whole.addLayout(grid)
        whole.addWidget(self.lost)
        whole.addWidget(self.after)
        whole.addWidget(self.buttons)
        self.setMinimumSize(_WIDTH, whole.totalHeightForWidth(_WIDTH))

    def _rows(self, sight: Sight) -> list[tuple[str, str, str]]:
        both = (sight.backup, sight.now)
        texts = self._texts

        def row(key: str, *cells: str) -> tuple[str, str, str]:
            one, other = cells
            return texts(f"restore.row.{key}"), one, other

        found = [
            row("school", *(one.school.name if one.school else _NOTHING for one in both)),
            row("year", *(one.school.school_year if one.school else _NOTHING for one in both)),
            row("last", *(self._moment(one) for one in both)),
            row("classes", *(self._count(one.classes) for one in both)),
        ]
        for key, groups in _PEOPLE:
            found.append(row(key, *(self._people(one, groups) for one in both)))
        found.append(row("returns", *(self._count(one.issued_returns) for one in both)))
        return found

    def _what_goes(self, sight: Sight) -> str:
        if sight.backup.school is None:
            return self._texts("restore.empty")
        if sight.steps_since is None:
            return self._texts("restore.another")
        if not sight.steps_since:
            return self._texts("restore.same")
        return self._texts("restore.lost", number=self._count(sight.steps_since))

    def _moment(self, one: Standing) -> str:
        if one.last is None:
            return _NOTHING
        return moment_words(one.last[1].astimezone(), self._texts.language)

    def _people(self, one: Standing, groups: tuple[Group, ...]) -> str:
        if one.figures is None:
            return _NOTHING
        figures = sum((one.figures[group] for group in groups), start=Figures())
        return self._texts(
            "restore.people",
            installed=self._count(figures.installed),
            total=self._count(figures.total),
        )

    def _count(self, number: int) -> str:
        return format_count(number, self._texts.language)


def _bold() -> QFont:
    font = theme.font(tabular=True)
    font.setBold(True)
    return font


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
