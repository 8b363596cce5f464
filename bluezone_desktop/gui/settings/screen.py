"""The screen "Cài đặt"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.forms.ui_settings import Ui_Settings
from bluezone_desktop.gui.school_form import (
    chosen_level,
    fill_levels,
    fill_school_years,
    fill_superiors,
)
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.gui.settings.backup_model import OBJECT, BackupModel
from bluezone_desktop.gui.settings.restoring import Restoring, name_of
from bluezone_desktop.gui.theme import APPEARANCES, ROW_HEIGHT
from bluezone_desktop.texts import LANGUAGES

if TYPE_CHECKING:
    from bluezone_desktop.services.backups import Backup
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.second_place import SecondPlace


@dataclass(frozen=True, slots=True)
class _Content:
    school: School | None
    folder: Path
    actor: str
    today: date
    backups: tuple[Backup, ...]
    second: SecondPlace | None


def _read(office: Office) -> _Content:
    from bluezone_desktop.services import backups
    from bluezone_desktop.services.second_place import second_place

    return _Content(
        office.school,
        office.folder,
        office.journal.actor,
        office.clock().astimezone().date(),
        tuple(backups.list_backups(office)),
        second_place(office),
    )


class SettingsScreen(Screen):
    """The school's data are stored by a button; everything else at once."""

    name = "settings"
    title_key = "settings.title"
    concerns = Change.SCHOOL | Change.BACKUPS | Change.PEOPLE

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._content: _Content | None = None
        self._filling = False
        self._saving = False
        self._after_saving: Callable[[], object] | None = None
        self.form = Ui_Settings()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]  # compiled by uic
        self.backups = BackupModel(self.texts, self)
        self.restoring = Restoring(desk, self)
        self._dress()
        self._connect()

    def refresh(self, changes: Change) -> None:
        self.desk.ask(_read, self._show)

    def may_leave(self, then: Callable[[], object]) -> bool:
        """What was changed and not stored is stored; a mistake in it keeps the screen in view."""
        if not self._is_changed():
            return True
        self._after_saving = then
        if not self._saving:
            self.save()
        return False

    def save(self) -> None:
        """Stores the school's data as one step that can be taken back."""
        from bluezone_desktop.services import schools

        school = self._entered()
        self._saving = True

        def done(outcome: Outcome[School]) -> None:
            self._saving = False
            if self._content is not None:
                self._content = replace(self._content, school=outcome.value)
            self._fill_school(outcome.value)
            self.desk.notify(self.texts("settings.saved"), "done")
            then, self._after_saving = self._after_saving, None
            if then is not None:
                then()

        self.desk.ask(lambda office: schools.edit(office, school), done, self._not_saved)

    def back_up(self) -> None:
        """Makes a backup now."""
        from bluezone_desktop.services import backups

        def done(outcome: Outcome[Path]) -> None:
            words = self.texts("settings.backed_up", file=outcome.value.name)
            self.desk.notify(words, "done")

        self.desk.ask(backups.create, done)
        self._send_across()

    def choose_second_place(self) -> None:
        """Asks for the folder, and copies the newest backup there at once."""
        from bluezone_desktop.services import second_place

        folder = self.desk.dialogs.choose_folder(self.texts("settings.second_title"), self)
        if folder is None:
            return

        def done(_outcome: Outcome[None]) -> None:
            self.desk.notify(self.texts("settings.second_chosen"), "done")
            self._send_across()

        self.desk.ask(lambda office: second_place.choose(office, folder), done)

    def forget_second_place(self) -> None:
        """No copies go there any more."""
        from bluezone_desktop.services import second_place

        self.desk.ask(second_place.forget, lambda _outcome: None)

    def _send_across(self) -> None:
        from bluezone_desktop.services import second_place

        self.desk.ask(second_place.send, lambda _outcome: None)

    def _second_words(self, place: SecondPlace | None) -> str:
        if place is None:
            return self.texts("settings.second_none")
        if not place.there:
            return self.texts("settings.second_away", path=place.chosen)
        if place.newest is None:
            return self.texts("settings.second_empty", path=place.chosen)
        moment = moment_words(place.newest.at.astimezone(), self.texts.language)
        return self.texts("settings.second_there", path=place.chosen, moment=moment)

    def _backup_chosen(self) -> None:
        self.form.restore.setEnabled(self.form.backups.selectionModel().hasSelection())

    def _restore(self) -> None:
        chosen = self.form.backups.selectionModel().selectedRows()
        if chosen:
            backup: Backup = chosen[0].data(OBJECT)
            self.restoring.look(backup.path, name_of(backup, self.texts))

    def _dress(self) -> None:
        form = self.form
        for level_box, keys in (
            (form.language, [(f"settings.languages.{one}", one) for one in LANGUAGES]),
            (form.appearance, [(f"settings.appearances.{one}", one) for one in APPEARANCES]),
        ):
            for key, value in keys:
                level_box.addItem(self.texts(key), value)
        form.language.setCurrentIndex(form.language.findData(self.texts.language))
        form.appearance.setCurrentIndex(form.appearance.findData(self.desk.memory.appearance))
        form.open_folder.setIcon(icons.icon("folder"))
        form.back_up.setIcon(icons.icon("backup"))
        form.restore.setEnabled(False)
        form.problem.hide()
        table = form.backups
        table.setModel(self.backups)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        form = self.form
        form.level.currentIndexChanged.connect(self._level_changed)
        for line in (form.name, form.place, form.code, form.head, form.preparer):
            line.textChanged.connect(self._show_whether_changed)
        for box in (form.level, form.superior, form.school_year):
            box.currentTextChanged.connect(self._show_whether_changed)
        form.save.clicked.connect(self.save)
        form.discard.clicked.connect(self._discard)
        form.language.activated.connect(self._choose_language)
        form.appearance.activated.connect(self._choose_appearance)
        form.actor.editingFinished.connect(self._store_actor)
        form.open_folder.clicked.connect(self._open_folder)
        form.back_up.clicked.connect(self.back_up)
        form.second_choose.clicked.connect(self.choose_second_place)
        form.second_forget.clicked.connect(self.forget_second_place)
        form.restore.clicked.connect(self._restore)
        form.restore_file.clicked.connect(self.restoring.choose)
        form.backups.doubleClicked.connect(self._restore)
        form.backups.selectionModel().selectionChanged.connect(self._backup_chosen)

    def _show(self, content: _Content) -> None:
        changed = self._is_changed()
        self._content = content
        self.form.folder.setText(str(content.folder))
        self.backups.load(content.backups)
        self._backup_chosen()
        self.form.second_place.setText(self._second_words(content.second))
        self.form.second_forget.setVisible(content.second is not None)
        self.form.backups.setVisible(bool(content.backups))
        self.form.no_backups.setVisible(not content.backups)
        if not self.form.actor.hasFocus():
            self.form.actor.setText(content.actor)
        # Somebody writing here while another command writes must not lose their words.
        if content.school is not None and not changed:
            self._fill_school(content.school)
        self.settled.emit()

    def _fill_school(self, school: School) -> None:
        form, content = self.form, self._content
        if content is None:
            return
        self._filling = True
        fill_levels(form.level, self.texts, school.level)
        fill_superiors(form.superior, self.texts, school.level)
        form.superior.setEditText(school.superior)
        fill_school_years(form.school_year, content.today, school.school_year)
        for line, value in (
            (form.name, school.name),
            (form.place, school.place),
            (form.code, school.code),
            (form.head, school.head),
            (form.preparer, school.preparer),
        ):
            line.setText(value)
            line.setCursorPosition(0)  # of a long name its beginning
        if (edited := form.superior.lineEdit()) is not None:
            edited.setCursorPosition(0)
        self._filling = False
        form.problem.hide()
        self._show_whether_changed()

    def _entered(self) -> School:
        form = self.form
        return School(
            name=form.name.text().strip(),
            level=chosen_level(form.level),
            superior=form.superior.currentText().strip(),
            place=form.place.text().strip(),
            code=form.code.text().strip(),
            head=form.head.text().strip(),
            preparer=form.preparer.text().strip(),
            school_year=form.school_year.currentText().strip(),
        )

    def _is_changed(self) -> bool:
        if self._content is None or self._content.school is None:
            return False
        return self._entered() != self._content.school

    def _show_whether_changed(self) -> None:
        if self._filling:
            return
        changed = self._is_changed()
        self.form.save.setEnabled(changed)
        self.form.discard.setEnabled(changed)

    def _discard(self) -> None:
        if self._content is not None and self._content.school is not None:
            self._fill_school(self._content.school)

    def _not_saved(self, error: Exception) -> None:
        # Whoever wanted to leave stays with what was refused, and why.
        self._saving, self._after_saving = False, None
        if isinstance(error, KnownError):
            self.form.problem.setText(self.desk.words_of(error))
            self.form.problem.show()

    def _level_changed(self) -> None:
        if not self._filling:
            fill_superiors(self.form.superior, self.texts, chosen_level(self.form.level))

    def _choose_language(self) -> None:
        chosen = self.form.language.currentData()
        for language in LANGUAGES:
            if language != chosen:
                continue
            # After this event: the whole window, this screen too, is then built anew.
            switch = partial(QTimer.singleShot, 0, partial(self.desk.set_language, language))
            if self.may_leave(switch):
                switch()

    def _choose_appearance(self) -> None:
        chosen = self.form.appearance.currentData()
        for appearance in APPEARANCES:
            if appearance == chosen:
                self.desk.memory.keep("appearance", appearance)
                if self.desk.theme is not None:
                    self.desk.theme.choose(appearance)

    def _store_actor(self) -> None:
        from bluezone_desktop.services import schools

        name = self.form.actor.text().strip()
        if self._content is None or name == self._content.actor:
            return
        self._content = replace(self._content, actor=name)

        def done(_nothing: None) -> None:
            self.desk.notify(self.texts("settings.actor_saved"), "done")

        self.desk.ask(lambda office: schools.set_preference(office, "actor", name), done)

    def _open_folder(self) -> None:
        if self._content is not None:
            self.desk.dialogs.show_folder(self._content.folder)
