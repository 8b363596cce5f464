"""The next school year: looked at class by class before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.people.rollover_model import TARGET, WHAT, RollOverModel
from bluezone_desktop.gui.people.rows import FocusDelegate
from bluezone_desktop.gui.theme import EDGE, GROUP, ROW_HEIGHT, TOGETHER

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.rollover import RolledOver, RollOver

_WIDTH, _HEIGHT = 720, 540
_NAME_WIDTH, _TARGET_WIDTH = 150, 170


def show_roll_over(desk: Desk, parent: QWidget) -> None:
    """Reads what would become of the classes, and shows it."""

    def read(office: Office) -> RollOver:
        from bluezone_desktop.services import rollover

        return rollover.plan(office)

    def show(plan: RollOver) -> None:
        dialog = RollOverDialog(desk, plan, parent)
        desk.dialogs.run(dialog)
        dialog.deleteLater()

    desk.ask(read, show)


class RollOverDialog(QDialog):
    """A table of classes; the names of next year can be written over. Nothing is stored before."""

    def __init__(self, desk: Desk, plan: RollOver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._texts, self._plan = desk, desk.texts, plan
        texts = self._texts
        self.setWindowTitle(texts("rollover.title", year=plan.to_year))
        self.model = RollOverModel(texts, self)
        self.model.load(plan.classes, (plan.from_year, plan.to_year))
        self.view = RollOverView(self.model)
        self.view.setAccessibleName(self.windowTitle())
        self.teachers = QCheckBox(texts("rollover.keep_teachers"))
        self.teachers.setVisible(any(one.school_class.homeroom_teacher for one in plan.classes))
        self.summary = QLabel()
        self.trouble = QLabel()
        self.trouble.setProperty("role", "problem")
        self.buttons = QDialogButtonBox()
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.begin = self.buttons.addButton(texts("rollover.accept", year=plan.to_year), accept)
        self.begin.setProperty("role", "primary")
        self.begin.setAutoDefault(False)
        cancel = self.buttons.addButton(
            texts("dialogs.cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        cancel.setAutoDefault(False)
        self.buttons.accepted.connect(self._begin)
        self.buttons.rejected.connect(self.reject)
        self.model.mended.connect(self._sum_up)
        self._lay_out()
        self._sum_up()
        self.view.setFocus()

    def _sum_up(self) -> None:
        rooms, up, out, unclear = (
            format_count(each, self._texts.language) for each in self.model.numbers
        )
        key = "summary_unclear" if self.model.numbers[3] else "summary"
        self.summary.setText(
            self._texts(f"rollover.{key}", classes=rooms, pupils=up, leavers=out, unclear=unclear)
        )
        self._say("")

    def _begin(self) -> None:
        from_year, targets = self._plan.from_year, self.model.targets
        keep = self.teachers.isChecked()
        reason = self._texts("rollover.reason", year=from_year)

        def work(office: Office) -> Outcome[RolledOver]:
            from bluezone_desktop.services import rollover

            return rollover.take(office, from_year, targets, keep_teachers=keep, reason=reason)

        self.begin.setEnabled(False)
        self._desk.ask(work, self._begun, self._failed)

    def _begun(self, outcome: Outcome[RolledOver]) -> None:
        done = outcome.value
        numbers = (done.classes, done.pupils, done.leavers)
        rooms, up, out = (format_count(each, self._texts.language) for each in numbers)
        words = self._texts("rollover.done", year=done.year, classes=rooms, pupils=up, leavers=out)
        self._desk.notify(words, "done")
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.begin.setEnabled(True)
        self._say(self._desk.sentence(error))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _lay_out(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        intro = QLabel(self._texts("rollover.intro", year=self._plan.to_year))
        for label in (intro, self.summary, self.trouble):
            label.setWordWrap(True)
        safe = QLabel(self._texts("rollover.safe"))
        safe.setWordWrap(True)
        safe.setProperty("role", "secondary")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, GROUP)
        whole.setSpacing(TOGETHER)
        whole.addWidget(intro)
        whole.addWidget(self.view, 1)
        for widget in (self.teachers, self.summary, safe, self.trouble):
            whole.addWidget(widget)
        whole.addSpacing(TOGETHER)
        whole.addWidget(self.buttons)


class RollOverView(QTableView):
    """The table. F2, Enter or typing writes the name of next year's class."""

    def __init__(self, model: RollOverModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setProperty("role", "framed")
        self.setItemDelegate(FocusDelegate(self))
        self.setItemDelegateForColumn(TARGET, _NameDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked
            | trigger.EditKeyPressed
            | trigger.AnyKeyPressed
            | trigger.SelectedClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + 4)  # a field is written in there
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, _NAME_WIDTH)
        self.setColumnWidth(TARGET, _TARGET_WIDTH)
        if model.rowCount():
            self.setCurrentIndex(model.index(model.first_unclear, TARGET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            event.accept()
            current = self.currentIndex()
            if current.isValid():
                self.edit(current.siblingAtColumn(TARGET))
            return
        super().keyPressEvent(event)


class _NameDelegate(FocusDelegate):
    """A field without needless room around it. What was typed counts, also where it is the same."""

    def createEditor(self, parent: QWidget, option: object, index: object) -> QWidget:
        editor = QLineEdit(parent)
        editor.setStyleSheet("QLineEdit { padding: 0 6px; min-height: 0; }")
        return editor

    def setModelData(self, editor: QWidget, model: object, index: object) -> None:
        if (
            isinstance(editor, QLineEdit)
            and isinstance(model, RollOverModel)
            and isinstance(index, QModelIndex)
            and editor.isModified()
        ):
            model.setData(index, editor.text())
