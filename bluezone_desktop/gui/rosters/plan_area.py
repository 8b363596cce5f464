"""The lower half of an import: changes by class, what needs a look, who is not counted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.gui import theme
from bluezone_desktop.gui.rosters.plan_view import (
    ClassTree,
    NoteTable,
    not_counted_notes,
    problem_notes,
)
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import ImportPlan

_TABS = ("classes", "problems", "not_counted")
_PROBLEM_HEADS = {
    "severity": 92, "file": 128, "sheet": 84, "row": 52, "column": 96, "value": 108, "reason": 0,
}  # fmt: skip
_LEFT_HEADS = {"name": 200, "class": 72, "reason": 0, "file": 160, "sheet": 100, "row": 56}
"""Columns and their widths; 0 takes what is left."""


class PlanArea(QFrame):
    """Shows a plan on three pages; a page with nothing on it has no tab.

    pointed  the Note chosen, whose row is to be shown
    """

    pointed = Signal(object)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = wording.texts
        self._wording = wording
        self._plan: ImportPlan | None = None
        self.classes = ClassTree(wording)
        self.problems = NoteTable(
            texts("import.problems"),
            [texts(f"import.head.{name}") for name in _PROBLEM_HEADS],
            _PROBLEM_HEADS,
        )
        self.not_counted = NoteTable(
            texts("import.not_counted"),
            [texts(f"import.head.{name}") for name in _LEFT_HEADS],
            _LEFT_HEADS,
        )
        self.tabs = [QToolButton() for _ in _TABS]
        self._pages = QStackedWidget()
        self._build()
        self._name_tabs()

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Shows ``plan``; None empties it."""
        if plan is self._plan:
            return
        self._plan = plan
        read = plan.rosters if plan is not None else ()
        self.classes.show_plan(plan)
        several = len(read) > 1
        self.problems.show_notes(problem_notes(read, self._wording), with_file=several)
        self.not_counted.show_notes(not_counted_notes(read), with_file=several)
        self._name_tabs()

    def _name_tabs(self) -> None:
        counts = (
            len(self._plan.classes) if self._plan is not None else 0,
            self.problems.notes.rowCount(),
            self.not_counted.notes.rowCount(),
        )
        for tab, name, count in zip(self.tabs, _TABS, counts, strict=True):
            tab.setText(self._wording.texts(f"import.tab.{name}", number=count))
        for tab, count in zip(self.tabs[1:], counts[1:], strict=True):
            tab.setVisible(bool(count))
            if tab.isChecked() and not count:
                self.tabs[0].click()

    def _build(self) -> None:
        self.setProperty("role", "card")
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(6, 6, 6, 6)
        tabs.setSpacing(theme.INSIDE)
        pages = (self.classes, self.problems, self.not_counted)
        for place, (tab, page) in enumerate(zip(self.tabs, pages, strict=True)):
            tab.setCheckable(True)
            group.addButton(tab, place)
            tabs.addWidget(tab)
            self._pages.addWidget(page)
        tabs.addStretch(1)
        self.tabs[0].setChecked(True)
        group.idClicked.connect(self._pages.setCurrentIndex)
        self.problems.pointed.connect(self.pointed)
        self.not_counted.pointed.connect(self.pointed)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
