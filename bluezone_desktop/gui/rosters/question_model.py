"""The questions of an import as a table, and what the user has said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from bluezone_desktop.gui.rosters.question_words import QuestionWords, Side
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import ImportPlan, MatchQuestion

Index = QModelIndex | QPersistentModelIndex

ROW, LIST, RECORD, ANSWER = range(4)
_HEADS = ("row", "list", "record", "answer")

OBJECT = int(Qt.ItemDataRole.UserRole) + 1
"""The Side of a cell; in the first and last column the MatchQuestion of the row."""
ANSWERED = int(Qt.ItemDataRole.UserRole) + 2
"""Whether somebody has answered."""

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_NOWHERE = QModelIndex()


class QuestionModel(QAbstractTableModel):
    """A row per question.

    answered  what was said: per key the id of who is meant, NEW, or None for no answer any more
    """

    answered = Signal(dict)

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = QuestionWords(wording)
        texts = wording.texts
        self._heads = [texts(f"matching.head.{name}") for name in _HEADS]
        self._plan: ImportPlan | None = None
        self._questions: tuple[MatchQuestion, ...] = ()
        self._said: dict[str, str | None] = {}

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Shows the questions of ``plan``; rows that stay keep their place."""
        questions = plan.questions if plan is not None else ()
        same = [one.key for one in questions] == [one.key for one in self._questions]
        if not same:
            self.beginResetModel()
        self._plan, self._questions = plan, questions
        self._said = {one.key: one.answer if one.answered else None for one in questions}
        if not same:
            self.endResetModel()
        elif questions:
            self.dataChanged.emit(self.index(0, 0), self.index(len(questions) - 1, ANSWER))

    @property
    def open(self) -> int:
        """How many nobody has answered."""
        return sum(answer is None for answer in self._said.values())

    def question(self, row: int) -> MatchQuestion:
        """The question of a row."""
        return self._questions[row]

    def row_of(self, key: str) -> int | None:
        """The row of the question with that key."""
        found = (row for row, one in enumerate(self._questions) if one.key == key)
        return next(found, None)

    def answer_of(self, row: int) -> str | None:
        """What was said of a row, also where the plan does not know it yet."""
        return self._said[self._questions[row].key]

    def say(self, answers: Iterable[tuple[int, str | None]]) -> None:
        """Answers rows, each by the id of who is meant, NEW, or None for no answer any more."""
        said: dict[str, str | None] = {}
        for row, answer in answers:
            key = self._questions[row].key
            if self._said[key] != answer:
                said[key] = self._said[key] = answer
                self.dataChanged.emit(self.index(row, 0), self.index(row, ANSWER))
        if said:
            self.answered.emit(said)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._questions)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == ANSWER:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        question, answer = self._questions[index.row()], self.answer_of(index.row())
        if role == ANSWERED:
            return answer is not None
        if role == _EDIT and index.column() == ANSWER:
            return answer or question.default
        if role in (_DISPLAY, _TOOL_TIP):
            return self._words_of(question, answer, index.column())
        return self._object(question, index.column()) if role == OBJECT else None

    def _object(self, question: MatchQuestion, column: int) -> Side | MatchQuestion:
        if column == LIST:
            return self.words.listed(question)
        return self.words.on_record(question) if column == RECORD else question

    def _words_of(self, question: MatchQuestion, answer: str | None, column: int) -> str:
        shown = self._object(question, column)
        if isinstance(shown, Side):
            return shown.plain()
        if column == ANSWER:
            return self.words.answer(question, answer)
        return self.words.where(question, self._plan) if self._plan is not None else ""

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or not index.isValid() or index.column() != ANSWER:
            return False
        self.say([(index.row(), value)])
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        across = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._heads)
        return self._heads[section] if across and role == _DISPLAY else None
