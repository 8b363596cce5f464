"""Putting a backup back: after a look inside, and as the way back from a broken database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.app import Session
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.settings.restore_dialog import RestoreDialog
from bluezone_desktop.gui.settings.restoring import offer_way_back
from bluezone_desktop.gui.settings.screen import SettingsScreen
from bluezone_desktop.services import backups, marking, people
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.database import FILE_NAME
from bluezone_desktop.texts import Texts
from tests.gui.stage import Ask, RecordingDialogs

Settled = Callable[[Desk], None]
LEFT = Qt.MouseButton.LeftButton


def class_names(office: Office) -> list[str]:
    return [one.school_class.name for one in people.class_list(office)]


@pytest.fixture
def screen(window: MainWindow, desk: Desk, settled: Settled, ask: Ask) -> SettingsScreen:
    """A backup of a class of one pupil, who was marked since, and a class that came since."""

    def make(office: Office) -> None:
        one = people.add_class(office, "6A1").value.id
        pupil = people.add_pupil(office, one, "Trần Văn An").value
        backups.create(office)
        marking.mark(office, [pupil], Status.INSTALLED)
        people.add_class(office, "6A2")

    ask(desk, make)
    window.go_to("settings")
    settled(desk)
    made = window.screen_named("settings")
    assert isinstance(made, SettingsScreen)
    return made


def rows(dialog: RestoreDialog) -> dict[str, tuple[str, str]]:
    return {name: (backup, now) for name, backup, now in dialog.rows}


def test_a_look_inside_says_what_differs_and_changes_nothing(
    screen: SettingsScreen, dialogs: RecordingDialogs, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """Figures of then and now beside each other, and how many steps would go."""

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, RestoreDialog)
        found = rows(dialog)
        assert found["Số lớp"] == ("1", "2")
        assert found["Học sinh"] == ("0/1 đã cài", "1/1 đã cài")
        assert len(set(found["Trường"])) == 1
        assert "đã có 2 thao tác" in dialog.lost.text()
        return False

    assert not screen.form.restore.isEnabled()
    screen.form.backups.selectRow(0)
    dialogs.answer("run", look)
    QTest.mouseClick(screen.form.restore, LEFT)
    settled(desk)
    assert ask(desk, class_names) == ["6A1", "6A2"]


def test_it_is_put_back_with_a_backup_before(
    screen: SettingsScreen, dialogs: RecordingDialogs, desk: Desk, ask: Ask, settled: Settled
) -> None:
    """The school is as it was then; the newest backup holds what was there; that goes back too."""
    screen.form.backups.selectRow(0)
    dialogs.answer("run", lambda _: True, lambda _: True)
    QTest.mouseClick(screen.form.restore, LEFT)
    settled(desk)
    assert ask(desk, class_names) == ["6A1"]
    assert screen.backups.rowCount() == 2
    assert screen.backups.index(0, 1).data() == desk.texts("settings.reason.before_restore")
    screen.form.backups.selectRow(0)
    QTest.mouseClick(screen.form.restore, LEFT)
    settled(desk)
    assert ask(desk, class_names) == ["6A1", "6A2"]


def test_a_file_that_is_no_backup_is_told_and_nothing_is_asked(
    screen: SettingsScreen, dialogs: RecordingDialogs, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    """From a stick anything may be chosen."""
    said: list[str] = []
    desk.noticed.connect(lambda notice: said.append(notice.text))
    stranger = tmp_path / "a.db"
    stranger.write_bytes(b"PK" * 4000)
    dialogs.answer("choose_files", [stranger])
    QTest.mouseClick(screen.form.restore_file, LEFT)
    settled(desk)
    assert "a.db" in said[-1]


def test_the_backup_of_another_school_says_so(
    screen: SettingsScreen,
    dialogs: RecordingDialogs,
    desk: Desk,
    settled: Settled,
    tmp_path: Path,
    ask: Ask,
) -> None:
    """It can be put back all the same: a new computer, an old backup."""
    from bluezone_desktop.domain.people import School
    from bluezone_desktop.services import schools

    with Office.open(tmp_path / "other") as office:
        schools.set_up(office, School("Trường TH Vĩnh Quới", school_year="2019-2020"))
        people.add_class(office, "1A")
        backups.create(office, tmp_path / "khac.db")

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, RestoreDialog)
        assert dialog.lost.text() == desk.texts("restore.another")
        assert rows(dialog)["Trường"][0] == "Trường TH Vĩnh Quới"
        return True

    dialogs.answer("choose_files", [tmp_path / "khac.db"])
    dialogs.answer("run", look)
    QTest.mouseClick(screen.form.restore_file, LEFT)
    settled(desk)
    assert ask(desk, class_names) == ["1A"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A data folder with two backups, the newer one damaged, whose database is overwritten."""
    from bluezone_desktop.domain.people import School
    from bluezone_desktop.services import schools

    folder = tmp_path / "data"
    with Office.open(folder) as office:
        schools.set_up(office, School("Trường THCS Lâm Tân", school_year="2020-2021"))
        people.add_class(office, "6A1")
        backups.create(office)
        people.add_class(office, "6A2")
        newer = backups.create(office).value
    newer.write_bytes(newer.read_bytes()[:5000])
    (folder / FILE_NAME).write_bytes(b"gone" * 3000)
    return folder


def test_a_broken_database_has_its_way_back_at_the_start(broken: Path, qapp: QApplication) -> None:
    """One question with the newest sound backup; the window opens anew on what was put back."""
    dialogs = RecordingDialogs()
    dialogs.answer("confirm", True)
    session = Session(qapp, broken, dialogs, "vi")
    assert session.run() == 0
    session.close()
    assert session.next_folder == broken
    (_, (_, text, *_)) = dialogs.asked[0]
    assert "Trường THCS Lâm Tân" in str(text)
    with Office.open(broken) as office:
        assert class_names(office) == ["6A1"]
    assert list(broken.glob(f"{FILE_NAME}.damaged-*"))


def test_who_refuses_is_told_and_nothing_is_touched(broken: Path, qapp: QApplication) -> None:
    """An IT teacher may want to look first."""
    before = (broken / FILE_NAME).read_bytes()
    dialogs = RecordingDialogs()
    dialogs.answer("confirm", False)
    session = Session(qapp, broken, dialogs, "vi")
    assert session.run() == 1
    session.close()
    assert session.next_folder is None
    assert [method for method, _ in dialogs.asked] == ["confirm", "inform"]
    assert (broken / FILE_NAME).read_bytes() == before


def test_without_a_sound_backup_nothing_is_offered(broken: Path) -> None:
    """A promise that cannot be kept is not made; nor for another trouble than a broken file."""
    dialogs: Any = RecordingDialogs()
    locked = KnownError("errors.folder_in_use", who="Thư", since="8:00")
    assert not offer_way_back(broken, locked, dialogs, Texts())
    for one in (broken / "backups").glob("*.db"):
        one.write_bytes(b"")
    damaged = KnownError("errors.database_damaged", path=broken)
    assert not offer_way_back(broken, damaged, dialogs, Texts())
    assert not dialogs.asked
