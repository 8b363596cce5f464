"""The import of lists: what the files hold, what would change, and one button that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.roster import Severity
from bluezone_desktop.gui import icons, theme
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.drop_hint import DropHint, dropped_files, holds_files
from bluezone_desktop.gui.header import ElidedLabel
from bluezone_desktop.gui.notice import NoticeLine
from bluezone_desktop.gui.rosters.file_list import FileList
from bluezone_desktop.gui.rosters.file_panel import FilePanel
from bluezone_desktop.gui.rosters.plan_area import PlanArea
from bluezone_desktop.gui.rosters.plan_view import Note
from bluezone_desktop.gui.rosters.roster_files import RosterFiles, State
from bluezone_desktop.gui.rosters.taking import ImportUndo, Taken, take
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services import rosters
from bluezone_desktop.services.rosters import ImportPlan, MatchQuestion
from bluezone_desktop.texts import Texts

_FILES_WIDTH = 264
_SIZE = (1100, 700)


def bring_in(desk: Desk, paths: Sequence[Path] = (), parent: QWidget | None = None) -> None:
    """Show what ``paths`` hold and take it if the user agrees; without any, let files be chosen.

    parent  the window it covers; by default the one the user is in
    """
    window = parent.window() if parent is not None else _window()
    if not paths:
        paths = _choose(desk, window)
    if paths:
        dialog = ImportDialog(desk, paths, window)
        desk.dialogs.run(dialog)
        dialog.deleteLater()


def bring_in_rows(desk: Desk, text: str, class_name: str, parent: QWidget) -> None:
    """Show what rows copied in a spreadsheet hold, and take it into a class if the user agrees."""
    dialog = ImportDialog(desk, parent=parent.window())
    dialog.paste(text, class_name)
    desk.dialogs.run(dialog)
    dialog.deleteLater()


class ImportDialog(QDialog):
    """Files left, the chosen one right, below it what would change."""

    def __init__(
        self, desk: Desk, paths: Sequence[Path] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._texts = desk.texts
        self._wording = Wording(desk.texts)
        self.files = RosterFiles(desk, self)
        texts = self._texts

        self.list = FileList(self.files, self._wording)
        self.add_button = QPushButton(icons.icon("add"), texts("import.add"))
        self.panel = FilePanel(self.files, self._wording)
        self.area = PlanArea(self._wording)
        self.summary = ElidedLabel()
        self.rejected_button = QPushButton(texts("import.save_rejected"))
        self.cancel_button = QPushButton(texts("import.cancel"))
        self.take_button = QPushButton(icons.icon_on_accent("import"), "")
        self._hint = DropHint(texts("import.drop_more"))
        self._build()
        self._connect()
        if (first := self.files.add(paths)) is not None:
            self.list.choose(first)
        self.list.setFocus()
        self._show()

    def paste(self, text: str, class_name: str) -> None:
        """Take in rows that were copied in a spreadsheet, of pupils of one class."""
        self.list.choose(self.files.add_pasted(text, self._texts("import.pasted"), class_name))

    # What is shown

    def _files_changed(self) -> None:
        current = self.list.current
        if current is None and self.files.files:
            self.list.choose(self.files.files[0])
            current = self.list.current
        self.panel.show_file(current)
        self._show()

    def _show(self) -> None:
        plan = self.files.plan
        self.area.show_plan(plan)
        self.area.setVisible(plan is not None or self.files.is_working)
        self._show_footer(plan)

    def _show_footer(self, plan: ImportPlan | None) -> None:
        reason = self._reason(plan)
        words = reason or (self._wording.result(plan.result) if plan is not None else "")
        if plan is not None and plan.questions and not reason:
            words += " · " + self._wording.questions(plan)
        unread = sum(file.state in (State.BAD, State.LOCKED) for file in self.files.files)
        if unread and plan is not None:
            words += " · " + self._texts("import.unread", number=self._wording.number(unread))
        self.summary.show_text(words)
        self.take_button.setText(self._wording.button(plan))
        self.take_button.setEnabled(not reason and not self.files.is_planning_again)
        self.take_button.setToolTip(reason)
        self.rejected_button.setVisible(plan is not None and _has_rejected(plan))

    def _reason(self, plan: ImportPlan | None) -> str:
        """Why there is nothing to take; "" where there is."""
        texts = self._texts
        if not self.files.files:
            return texts("import.reason.no_files")
        if self.files.is_working and not self.files.is_planning_again:
            return texts("import.reason.working")
        if self.files.plan_error is not None:
            return texts(self.files.plan_error.key, **self.files.plan_error.values)
        if plan is None:
            return texts("import.reason.none_read")
        if plan.changes_nothing:
            known = plan.result.unchanged
            return texts("import.reason.all_known" if known else "import.reason.nobody")
        return ""

    def _point(self, told: Note | MatchQuestion) -> None:
        """From a line below to its row above."""
        if self.files.plan is None:
            return
        lists = self.files.plan.rosters
        roster = lists[told.roster] if isinstance(told, MatchQuestion) else told.roster
        file = next((one for one in self.files.files if one.roster is roster), None)
        if file is not None:
            self.list.choose(file)
            self.panel.show_row(told)

    # What the user does

    def _add(self) -> None:
        self._take_in(_choose(self.desk, self))

    def _take_in(self, paths: Sequence[Path]) -> None:
        if (first := self.files.add(paths)) is not None:
            self.list.choose(first)

    def _take(self) -> None:
        plan = self.files.plan
        if plan is None:
            return
        self._let_work(False)

        self.desk.ask_long(partial(take, plan), self._taken, "import.taking", self._not_taken)

    def _taken(self, outcome: Outcome[Taken]) -> None:
        done, texts = outcome.value, self._texts
        words = self._wording.taken(done.result)
        if self.files.plan is not None and self.files.plan.open_questions:
            words += " " + self._wording.questions(self.files.plan, taken=True)
        if done.step is None:
            self.desk.notify(words, "done")
        else:
            undo = ImportUndo(self.desk, done.step)
            self.desk.notify(words, "done", action_text=texts("import.undo"), action=undo.take_back)
        self.accept()

    def _not_taken(self, error: Exception) -> None:
        self._let_work(True)
        if isinstance(error, KnownError):
            self.desk.say_error(error)

    def _let_work(self, working: bool) -> None:
        for part in (self.list, self.add_button, self.panel, self.area, self.rejected_button):
            part.setEnabled(working)
        self.cancel_button.setEnabled(working)
        self.take_button.setEnabled(working)
        self.setAcceptDrops(working)

    def _save_rejected(self) -> None:
        plan, texts = self.files.plan, self._texts
        if plan is None:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        if on_disk := [file for file in self.files.files if file.pasted is None]:
            folder = on_disk[0].path.parent
        path = self.desk.dialogs.choose_save(
            texts("import.save_rejected_title"),
            folder / texts("import.rejected_file"),
            "Excel (*.xlsx)",
            self,
        )
        if path is None:
            return
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        read, language = plan.rosters, texts.language
        self.desk.ask(
            # The system's dialog has asked before it let an existing file be named.
            lambda _office: (
                rosters.write_rejected(path, read, Texts(language), overwrite=True),
                path,
            ),
            self._rejected_saved,
        )

    def _rejected_saved(self, answer: tuple[int, Path]) -> None:
        number, path = answer
        self.desk.notify(
            self._texts(
                "import.rejected_saved", number=self._wording.number(number), file=path.name
            ),
            "done",
            action_text=self._texts("import.show_folder"),
            action=lambda: self.desk.dialogs.show_folder(path.parent),
        )

    def reject(self) -> None:
        # While an import is being taken only its progress can stop it.
        if self.cancel_button.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        self.files.close()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event):
            self._hint.cover(self)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.hide()
        self._take_in(dropped_files(event))

    # How it is built

    def _connect(self) -> None:
        self.files.changed.connect(self._files_changed)
        self.list.chosen.connect(self.panel.show_file)
        self.list.removed.connect(self.files.remove)
        self.panel.choose_wanted.connect(self._add)
        self.area.pointed.connect(self._point)
        self.area.answered.connect(self.files.answer)
        self.add_button.clicked.connect(self._add)
        self.take_button.clicked.connect(self._take)
        self.cancel_button.clicked.connect(self.reject)
        self.rejected_button.clicked.connect(self._save_rejected)
        # Enter in a field must not take the import.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _build(self) -> None:
        self.setWindowTitle(self._texts("import.title"))
        self.setAcceptDrops(True)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(*_SIZE)
        parent = self.parentWidget()
        if parent is not None and parent.isVisible():
            self.setGeometry(parent.geometry())
        body = QHBoxLayout()
        body.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        body.setSpacing(theme.GROUP)
        body.addWidget(self._left())
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.GROUP)
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        split.addWidget(self.panel)
        split.addWidget(self.area)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([420, 210])
        body.addWidget(split, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self._footer())
        column.addWidget(NoticeLine(self.desk))

    def _left(self) -> QWidget:
        left = QFrame()
        left.setFixedWidth(_FILES_WIDTH)
        heading = QLabel(self._texts("import.files"))
        heading.setProperty("role", "heading")
        self.add_button.setProperty("role", "quiet")
        self.list.setAccessibleName(self._texts("import.files"))
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.add_button)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        return left

    def _footer(self) -> QWidget:
        footer = QFrame()
        footer.setProperty("role", "footer")
        self.take_button.setProperty("role", "primary")
        row = QHBoxLayout(footer)
        row.setContentsMargins(theme.GROUP, theme.TOGETHER, theme.GROUP, theme.TOGETHER)
        row.setSpacing(theme.TOGETHER)
        row.addWidget(self.summary, 1)
        for button in (self.rejected_button, self.cancel_button, self.take_button):
            row.addWidget(button)
        return footer


def _has_rejected(plan: ImportPlan) -> bool:
    return any(problem.severity is Severity.REJECTED for problem in plan.problems)


def _choose(desk: Desk, parent: QWidget | None) -> list[Path]:
    texts = desk.texts
    return desk.dialogs.choose_files(texts("import.title"), texts("wizard.file_kinds"), parent)


def _window() -> QWidget | None:
    """The window the user is in, or the program's own where it lies behind another program's."""
    active = QApplication.activeWindow()
    if active is not None:
        return active
    windows = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    return next((one for one in windows if one.isVisible()), None)
