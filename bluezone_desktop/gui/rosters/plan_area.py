"""The lower half of an import: changes by class, questions, problems, and who does not count."""

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
from bluezone_desktop.gui.rosters.questions import QuestionPage
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import ImportPlan

_TABS = ("classes", "questions", "problems", "not_counted")
_ROOM_TO_ANSWER = 284
_PROBLEM_HEADS = {
    "severity": 92, "file": 128, "sheet": 84, "row": 52, "column": 96, "value": 108, "reason": 0,
}  # fmt: skip
_LEFT_HEADS = {"name": 200, "class": 72, "reason": 0, "file": 160, "sheet": 100, "row": 56}
"""Columns and their widths; 0 takes what is left."""


class PlanArea(QFrame):
    """Shows a plan on three pages; a page with nothing on it has no tab.

    pointed   the Note or MatchQuestion chosen, whose row is to be shown
    answered  answers to questions, by their keys; None for one taken back
    """

    pointed = Signal(object)
    answered = Signal(dict)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = wording.texts
        self._wording = wording
        self._plan: ImportPlan | None = None
        self.classes = ClassTree(wording)
        self.questions = QuestionPage(wording)
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
        self.tabs = {name: QToolButton() for name in _TABS}
        self._pages = QStackedWidget()
        self._build()
        self._name_tabs()

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Shows ``plan``; None empties it."""
        if plan is self._plan:
            return
        self._plan = plan
        read = plan.rosters if plan is not None else ()
        asked_before = bool(self.questions.model.rowCount())
        self.classes.show_plan(plan)
        self.questions.show_plan(plan)
        several = len(read) > 1
        self.problems.show_notes(problem_notes(plan, self._wording), with_file=several)
        self.not_counted.show_notes(not_counted_notes(read), with_file=several)
        self._name_tabs()
        if self.questions.model.open and not asked_before:
            self.tabs["questions"].click()

    def _name_tabs(self) -> None:
        texts, questions = self._wording.texts, self.questions.model
        counts = (
            len(self._plan.classes) if self._plan is not None else 0,
            questions.rowCount(),
            self.problems.notes.rowCount(),
            self.not_counted.notes.rowCount(),
        )
        for (name, tab), count in zip(self.tabs.items(), counts, strict=True):
            if name == "questions":
                key = "matching.tab" if questions.open or not count else "matching.tab_answered"
                tab.setText(texts(key, number=questions.open or count))
            else:
                tab.setText(texts(f"import.tab.{name}", number=count))
        for tab, count in list(zip(self.tabs.values(), counts, strict=True))[1:]:
            tab.setVisible(bool(count))
            if tab.isChecked() and not count:
                self.tabs["classes"].click()

    def _show_page(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        # A question takes two lines, and four of them are to be seen.
        self.setMinimumHeight(_ROOM_TO_ANSWER if place == _TABS.index("questions") else 0)

    def _build(self) -> None:
        self.setProperty("role", "card")
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(6, 6, 6, 6)
        tabs.setSpacing(theme.INSIDE)
        pages = (self.classes, self.questions, self.problems, self.not_counted)
        for place, (tab, page) in enumerate(zip(self.tabs.values(), pages, strict=True)):
            tab.setCheckable(True)
            group.addButton(tab, place)
            tabs.addWidget(tab)
            self._pages.addWidget(page)
        tabs.addStretch(1)
        self.tabs["classes"].setChecked(True)
        group.idClicked.connect(self._show_page)
        self.questions.pointed.connect(self.pointed)
        self.questions.answered.connect(self.answered)
        self.questions.model.answered.connect(lambda _said: self._name_tabs())
        self.problems.pointed.connect(self.pointed)
        self.not_counted.pointed.connect(self.pointed)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
