"""Settings: the school is stored by a button and can be taken back; the rest at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.settings.backup_model import OBJECT, BackupModel
from bluezone_desktop.gui.settings.screen import SettingsScreen
from bluezone_desktop.services import backups
from tests.gui.stage import SCHOOL, Ask, RecordingDialogs

Settled = Callable[[Desk], None]


@pytest.fixture
def screen(window: MainWindow, desk: Desk, settled: Settled) -> SettingsScreen:
    """The settings of the school that is set up."""
    window.go_to("settings")
    settled(desk)
    made = window.screen_named("settings")
    assert isinstance(made, SettingsScreen)
    return made


def test_the_school_is_shown_as_it_is_stored(screen: SettingsScreen) -> None:
    """And nothing can be stored before something is changed."""
    form = screen.form
    assert form.name.text() == SCHOOL.name
    assert form.superior.currentText() == SCHOOL.superior
    assert form.school_year.currentText() == SCHOOL.school_year
    assert form.level.currentData() == Level.LOWER_SECONDARY.value
    assert not form.save.isEnabled()


def test_a_changed_name_is_stored_by_the_button_and_taken_back_by_undo(
    screen: SettingsScreen, window: MainWindow, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """Mending the school is a step like any other."""
    screen.form.name.setText("Trường THCS Vĩnh Quới")
    assert screen.form.save.isEnabled()
    screen.form.save.click()
    settled(desk)
    assert ask(desk, lambda office: office.school).name == "Trường THCS Vĩnh Quới"
    assert "Vĩnh Quới" in window.header.school.toolTip()
    assert window.notice.text == desk.texts("settings.saved")
    window.undo()
    settled(desk)
    assert ask(desk, lambda office: office.school) == SCHOOL
    assert screen.form.name.text() == SCHOOL.name


def test_a_mistake_is_said_below_the_fields_and_nothing_is_stored(
    screen: SettingsScreen, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """The sentence says what is wrong; the words entered stay to be mended."""
    screen.form.school_year.setEditText("2020")
    screen.form.save.click()
    settled(desk)
    assert screen.form.problem.text() == desk.texts("errors.bad_school_year", value="2020")
    assert ask(desk, lambda office: office.school) == SCHOOL
    assert screen.form.school_year.currentText() == "2020"


def test_leaving_the_screen_keeps_what_was_entered(
    screen: SettingsScreen, window: MainWindow, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """Going elsewhere is no reason to lose words; an unusable name holds the screen."""
    screen.form.place.setText("Vĩnh Quới")
    window.go_to("overview")
    settled(desk)
    assert ask(desk, lambda office: office.school).place == "Vĩnh Quới"
    window.go_to("settings")
    settled(desk)
    screen.form.name.clear()
    window.go_to("overview")
    settled(desk)
    assert window.present == "settings"
    assert screen.form.problem.isVisible()
    screen.form.discard.click()
    assert screen.form.name.text() == SCHOOL.name


def test_closing_waits_until_what_was_entered_is_stored(
    screen: SettingsScreen, window: MainWindow, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """The window goes when the words are on disk, however often it was told to; once."""
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(window.isVisible()))
    screen.form.place.setText("Vĩnh Quới")
    assert not window.close()
    assert not window.close()
    qtbot.waitUntil(lambda: bool(closed))
    assert not window.isVisible()
    assert ask(desk, lambda office: office.school).place == "Vĩnh Quới"
    assert len(closed) == 1


@pytest.mark.parametrize("leave", ["close", "go_to"])
def test_a_refused_entry_holds_the_window_and_says_why(
    screen: SettingsScreen, window: MainWindow, desk: Desk, settled: Settled, leave: str
) -> None:
    """The refusal comes from the database's side, after the window was told to close."""
    screen.form.school_year.setEditText("2020")
    if leave == "close":
        window.close()
    else:
        window.go_to("overview")
    settled(desk)
    assert window.isVisible()
    assert window.present == "settings"
    assert screen.form.problem.isVisible()
    assert screen.form.problem.text() == desk.texts("errors.bad_school_year", value="2020")
    screen.form.discard.click()
    assert window.close()


def test_a_backup_is_made_and_listed(
    screen: SettingsScreen, desk: Desk, folder: Path, settled: Settled
) -> None:
    """The list says when and why, and the file is where the folder is."""
    assert screen.form.no_backups.isVisible()
    screen.form.back_up.click()
    settled(desk)
    model = screen.backups
    assert model.rowCount() == 1
    assert model.index(0, 1).data() == desk.texts("settings.reason.manual")
    assert model.index(0, 0).data(OBJECT).path.parent == folder / "backups"
    assert not screen.form.no_backups.isVisible()


def test_the_folder_is_shown_and_opened(
    screen: SettingsScreen, dialogs: RecordingDialogs, folder: Path
) -> None:
    """Where the data lie is no secret: the IT teacher copies that folder."""
    assert screen.form.folder.text() == str(folder)
    screen.form.open_folder.click()
    assert dialogs.asked == [("show_folder", (folder,))]


def test_the_person_at_work_is_remembered(
    screen: SettingsScreen, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """Every later change carries the new name."""
    screen.form.actor.setText("Trần Thị Bình")
    screen.form.actor.editingFinished.emit()
    settled(desk)
    assert ask(desk, lambda office: office.journal.actor) == "Trần Thị Bình"


def test_light_and_dark_are_chosen_and_remembered(screen: SettingsScreen, desk: Desk) -> None:
    """At once, and in the next window too."""
    box = screen.form.appearance
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    assert desk.theme is not None
    assert desk.theme.scheme.name == "dark"
    assert desk.memory.appearance == "dark"
    desk.theme.choose("system")


def test_the_language_is_chosen_here(
    screen: SettingsScreen, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """The whole window speaks it at once."""
    box = screen.form.language
    box.setCurrentIndex(box.findData("en"))
    with qtbot.waitSignal(desk.language_changed):
        box.activated.emit(box.currentIndex())
    assert "Settings" in window.rail.words


def test_the_model_of_backups_keeps_qts_rules(folder: Path, desk: Desk, ask: Ask) -> None:
    """Qt's own tester watches every reset."""
    model = BackupModel(desk.texts)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    ask(desk, backups.create)
    listed = ask(desk, backups.list_backups)
    for some in ((), listed, ()):
        model.load(some)
        assert model.rowCount() == len(some)


def test_a_second_place_is_chosen_and_gets_a_copy(
    screen: SettingsScreen,
    dialogs: RecordingDialogs,
    desk: Desk,
    settled: Settled,
    tmp_path: Path,
) -> None:
    """It says what is there; without it the advice stands in its place."""
    form = screen.form
    assert form.second_place.text() == desk.texts("settings.second_none")
    assert not form.second_forget.isVisible()
    form.back_up.click()
    settled(desk)
    dialogs.answer("choose_folder", tmp_path)
    form.second_choose.click()
    settled(desk)
    assert len(list(tmp_path.glob("bluezone-*/*.db"))) == 1
    assert str(tmp_path) in form.second_place.text()
    form.second_forget.click()
    settled(desk)
    assert form.second_place.text() == desk.texts("settings.second_none")
    assert len(list(tmp_path.glob("bluezone-*/*.db"))) == 1
