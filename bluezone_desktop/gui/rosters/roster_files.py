"""The files of one import: reading them one after the other, and planning what they would change.

Everything that touches a file or the database runs on the desk's thread; what comes home is kept
here, for the dialog to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.layouts import corrected, has_header
from bluezone_desktop.domain.roster import Roster, Severity, SheetLayout
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.rosters.sheet_pages import SheetPage, pages_of
from bluezone_desktop.services import layouts, rosters
from bluezone_desktop.services.rosters import ImportPlan
from bluezone_desktop.texts import Language, Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

ENDINGS = (
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm", ".xml",
)  # fmt: skip
"""What is taken out of a folder; a file chosen by itself may be called anything."""

_PASSWORD_NEEDED, _PASSWORD_WRONG = "files.password_needed", "files.password_wrong"
_NO_HEADER = "files.no_header"
_CLASS_UNKNOWN = "roster.problem.class_unknown"


class State(Enum):
    """How far a file has come."""

    READING = auto()
    READY = auto()
    LOCKED = auto()
    BAD = auto()


@dataclass(eq=False)
class RosterFile:
    """One file. Two are the same only if they are the same object.

    pages     its sheets as they were understood, ready to be shown
    error     why it cannot be read, in words for the user; None while nobody knows, and for a
              fault of our own, which has been told already
    password  what it was last tried with
    pasted    the text of rows that were pasted; ``path`` is only what they are called then
    said      what the user said of its columns, where it has no header to remember them by
    """

    path: Path
    state: State = State.READING
    roster: Roster | None = None
    pages: tuple[SheetPage, ...] = ()
    error: KnownError | None = None
    password: str | None = None
    class_name: str | None = None
    without_header: bool = False
    pasted: str | None = None
    said: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def lacks_header(self) -> bool:
        """Whether it was not read because no header was found."""
        return self.error is not None and self.error.key == _NO_HEADER

    @property
    def lacks_class(self) -> bool:
        """Whether pupils were not taken because nothing says which class they are in."""
        return self.roster is not None and any(
            problem.reason == _CLASS_UNKNOWN and problem.severity is Severity.REJECTED
            for problem in self.roster.problems
        )

    @property
    def brings_nobody(self) -> bool:
        """Whether it was read and still holds nobody who could be taken."""
        return self.roster is not None and not self.roster.people and not self.roster.not_counted


class RosterFiles(QObject):
    """The files of one import and the plan of what they would do together.

    changed  a file came, went or has been read, or the plan is another one

    answers            what the user has said to questions of the plans, by their keys
    is_planning_again  whether the plan in view lacks the last of them
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._closed = False
        self._planned_for = 0
        self._on_the_way: dict[RosterFile, int] = {}
        self.files: list[RosterFile] = []
        self.answers: dict[str, str] = {}
        self.is_planning_again = False
        self.plan: ImportPlan | None = None
        self.plan_error: KnownError | None = None

    @property
    def ready(self) -> tuple[Roster, ...]:
        """What the readable files hold."""
        return tuple(file.roster for file in self.files if file.roster is not None)

    @property
    def is_working(self) -> bool:
        """Whether a file is still being read or the plan is still being made."""
        return (
            self._is_reading
            or self.is_planning_again
            or (self.plan is None and self.plan_error is None and bool(self.ready))
        )

    @property
    def _is_reading(self) -> bool:
        return any(self._on_the_way.get(file) for file in self.files)

    def add_pasted(self, text: str, name: str, class_name: str) -> RosterFile:
        """Read rows that were copied in a spreadsheet, of pupils of one class."""
        file = RosterFile(Path(name), class_name=class_name, pasted=text)
        self.files.append(file)
        self._read(file)
        self._say_changed()
        return file

    def add(self, paths: Iterable[Path]) -> RosterFile | None:
        """Read more files; a folder stands for the lists in it. Gives the first one meant."""
        known = {file.path: file for file in self.files}
        meant: list[RosterFile] = []
        for path in _expanded(paths):
            if path not in known:
                known[path] = RosterFile(path)
                self.files.append(known[path])
                self._read(known[path])
            meant.append(known[path])
        self._say_changed()
        return meant[0] if meant else None

    def remove(self, file: RosterFile) -> None:
        """Leave a file out of the import."""
        self.files.remove(file)
        self._plan_if_all_read()
        self._say_changed()

    def open_with(self, file: RosterFile, password: str) -> None:
        """Try a password; it is tried on every other locked file too, as they often share one."""
        locked = [one for one in self.files if one.state is State.LOCKED and one is not file]
        for one in (file, *locked):
            one.password = password
            self._read(one)
        self._say_changed()

    def read_again(self, file: RosterFile) -> None:
        """Try once more: somebody has closed it in Excel, or put the stick back in."""
        self._read(file)
        self._say_changed()

    def name_class(self, file: RosterFile, class_name: str) -> None:
        """Read a file again, its pupils without a class being of ``class_name``."""
        file.class_name = class_name.strip() or None
        self._read(file)
        self._say_changed()

    def read_without_header(self, file: RosterFile) -> None:
        """Read a file that has no header by what its columns hold."""
        file.without_header = True
        self._read(file)
        self._say_changed()

    def say(self, file: RosterFile, layout: SheetLayout, column: int, meaning: str) -> None:
        """A column of a layout means something else; remembered for all lists of that layout.

        Until they are read anew, what was read stays in view.
        """
        key, columns = layout.key, layout.columns
        if has_header(key):

            def remember(office: Office) -> None:
                said = layouts.remembered(office).get(key, {})
                layouts.remember(office, key, corrected(said, columns, column, meaning))

            self._desk.ask(remember, _nothing)
        else:
            file.said[key] = corrected(file.said.get(key, {}), columns, column, meaning)
        self._read_layout(file, key)

    def forget_said(self, file: RosterFile, layout: SheetLayout) -> None:
        """A layout is recognised by its own words again, as if nothing had been said of it."""
        file.said.pop(layout.key, None)
        self._desk.ask(lambda office: layouts.remember(office, layout.key, {}), _nothing)
        self._read_layout(file, layout.key)

    def _read_layout(self, changed: RosterFile, key: str) -> None:
        """Read again whatever has that layout, without taking what is shown out of view."""
        for file in self.files:
            has = file.roster and any(one.key == key for one in file.roster.layouts)
            if file is changed or (has and has_header(key)):
                self._read(file, stay=True)
        self._say_changed()

    def close(self) -> None:
        """Nobody looks any more: answers still to come are dropped."""
        self._closed = True

    # Reading

    def _read(self, file: RosterFile, *, stay: bool = False) -> None:
        if not stay:
            file.state, file.roster, file.pages, file.error = State.READING, None, (), None
        self._on_the_way[file] = self._on_the_way.get(file, 0) + 1
        self._forget_plan()
        self._desk.ask(
            _inspection(file, self._desk.texts.language),
            partial(self._was_read, file),
            partial(self._was_not_read, file),
        )

    def _was_read(self, file: RosterFile, read: tuple[Roster, tuple[SheetPage, ...]]) -> None:
        file.state, file.error, (file.roster, file.pages) = State.READY, None, read
        self._settle(file)

    def _was_not_read(self, file: RosterFile, error: Exception) -> None:
        file.state, file.roster, file.pages = State.BAD, None, ()
        if isinstance(error, KnownError):
            file.error = error
            if error.key in (_PASSWORD_NEEDED, _PASSWORD_WRONG):
                file.state = State.LOCKED
        self._settle(file)

    def _settle(self, file: RosterFile) -> None:
        self._on_the_way[file] -= 1
        if not self._closed:
            self._plan_if_all_read()
            self._say_changed()

    # Planning

    def answer(self, said: Mapping[str, str | None]) -> None:
        """Take answers to questions of the plan, by their keys; None takes one back.

        Until the lists are planned anew, the plan there is stays in view.
        """
        for key, answer in said.items():
            self.answers.pop(key, None)
            if answer is not None:
                self.answers[key] = answer
        if self.plan is not None:
            self._planned_for += 1
            self.is_planning_again = True
            self._plan()
            self._say_changed()

    def _forget_plan(self) -> None:
        self._planned_for += 1
        self.is_planning_again = False
        self.plan, self.plan_error = None, None

    def _plan_if_all_read(self) -> None:
        self._forget_plan()
        if self.ready and not self._is_reading:
            self._plan()

    def _plan(self) -> None:
        ticket, read, answers = self._planned_for, self.ready, dict(self.answers)
        self._desk.ask(
            lambda office: rosters.plan(office, read, answers),
            self._if_still(ticket, self._was_planned),
            self._if_still(ticket, self._was_not_planned),
        )

    def _was_planned(self, plan: ImportPlan) -> None:
        self.plan, self.is_planning_again = plan, False
        self._say_changed()

    def _was_not_planned(self, error: Exception) -> None:
        self._forget_plan()
        self.plan_error = error if isinstance(error, KnownError) else KnownError("import.fault")
        self._say_changed()

    def _if_still(self, ticket: int, then: Callable[..., None]) -> Callable[[object], None]:
        """``then``, unless the files have changed since ``ticket`` was drawn."""

        def take(answer: object) -> None:
            if not self._closed and ticket == self._planned_for:
                then(answer)

        return take

    def _say_changed(self) -> None:
        if not self._closed:
            self.changed.emit()


def _inspection(
    file: RosterFile, language: Language
) -> Callable[[Office], tuple[Roster, tuple[SheetPage, ...]]]:
    """What is to be done off the window's thread to know a file."""
    path, pasted, password, class_name = file.path, file.pasted, file.password, file.class_name
    without_header, said = file.without_header, dict(file.said)

    def inspect(office: Office) -> tuple[Roster, tuple[SheetPage, ...]]:
        corrections = {**layouts.remembered(office), **said}
        if pasted is not None:
            look = rosters.look_into_pasted(
                pasted, path.name, class_name=class_name, corrections=corrections
            )
        else:
            look = rosters.look_into(
                path,
                password=password,
                class_name=class_name,
                corrections=corrections,
                without_header=without_header,
            )
        # Laid out here as well: the window must not stop for a list of five thousand.
        return look.roster, pages_of(look.roster, Texts(language), look.pictures)

    return inspect


def _nothing(_answer: object) -> None:
    """Nothing is to be shown when it is done."""


def _expanded(paths: Iterable[Path]) -> list[Path]:
    """Folders replaced by the lists directly in them; one without any stays, to be told as such."""
    found: list[Path] = []
    for path in paths:
        inside: list[Path] = []
        if path.is_dir():
            with suppress(OSError):  # the reader will say what is wrong with it
                inside = sorted(
                    one
                    for one in path.iterdir()
                    if one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", "."))
                )
        found += inside or [path]
    return found
