"""The first start: two pages, and the made-up school in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.wizard.wizard import Wizard
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask, RecordingDialogs, drop

Settled = Callable[[Desk], None]


@pytest.fixture
def fresh(make_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    """The desk of a folder where nothing is set up."""
    return make_desk(tmp_path / "fresh")


@pytest.fixture
def wizard(fresh: Desk, qtbot: QtBot, settled: Settled) -> Wizard:
    """The first start, shown."""
    made = Wizard(fresh)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted):
        made.show()
    settled(fresh)
    return made


def test_only_the_name_is_needed(wizard: Wizard, fresh: Desk, ask: Ask, settled: Settled) -> None:
    """The school year is this year's; everything else can come later."""
    wizard.school_page.form.name.setText("  Trường  THCS Lâm Tân ")
    wizard.school_page.form.go_on.click()
    settled(fresh)
    assert wizard.lists_page.isVisible()
    assert ask(fresh, lambda office: office.school) == School(
        "Trường THCS Lâm Tân", school_year="2020-2021"
    )


def test_a_missing_name_is_said_and_the_page_stays(
    wizard: Wizard, fresh: Desk, ask: Ask, settled: Settled
) -> None:
    """Nothing is stored; the sentence stands below the fields."""
    wizard.school_page.form.go_on.click()
    settled(fresh)
    assert wizard.school_page.isVisible()
    problem = wizard.school_page.form.problem
    assert problem.isVisible()
    assert problem.text() == fresh.texts("errors.school_without_name")
    assert ask(fresh, lambda office: office.school) is None


def test_presets_of_the_superior_body_follow_the_level(wizard: Wizard, fresh: Desk) -> None:
    """A lower school reports to the district or commune, an upper one to the province; or to
    anybody else: what is written stays."""
    form = wizard.school_page.form

    def presets() -> list[str]:
        return [form.superior.itemText(row) for row in range(form.superior.count())]

    form.level.setCurrentIndex(form.level.findData(Level.PRIMARY.value))
    assert fresh.texts("wizard.superiors.commune") in presets()
    form.superior.setEditText("Phòng Văn hóa - Xã hội xã Lâm Tân")
    form.level.setCurrentIndex(form.level.findData(Level.UPPER_SECONDARY.value))
    assert presets() == [
        fresh.texts("wizard.superiors.province"),
        fresh.texts("wizard.superiors.province_city"),
    ]
    assert form.superior.currentText() == "Phòng Văn hóa - Xã hội xã Lâm Tân"


def _to_lists(wizard: Wizard, desk: Desk, settled: Settled) -> None:
    wizard.school_page.form.name.setText("Trường THCS Lâm Tân")
    wizard.school_page.form.go_on.click()
    settled(desk)


def test_one_may_go_back_and_mend_the_school(
    wizard: Wizard, fresh: Desk, ask: Ask, settled: Settled
) -> None:
    """What was entered is still there, and going on again stores what was mended."""
    _to_lists(wizard, fresh, settled)
    wizard.lists_page.form.back.click()
    form = wizard.school_page.form
    assert wizard.school_page.isVisible()
    assert form.name.text() == "Trường THCS Lâm Tân"
    assert form.name.hasFocus()
    assert not form.language.isVisible()
    form.name.setText("Trường THCS Lâm Tân 2")
    form.place.setText("Ngã Năm")
    form.go_on.click()
    settled(fresh)
    assert wizard.lists_page.isVisible()
    mended = School("Trường THCS Lâm Tân 2", place="Ngã Năm", school_year="2020-2021")
    assert ask(fresh, lambda office: office.school) == mended
    ended: list[object] = []
    wizard.finished.connect(lambda school, _paths: ended.append(school))
    wizard.lists_page.form.later.click()
    assert ended == [mended]


def test_chosen_or_dropped_files_go_on_to_the_import(
    wizard: Wizard, fresh: Desk, dialogs: RecordingDialogs, settled: Settled, tmp_path: Path
) -> None:
    """Both ways lead to the same place."""
    _to_lists(wizard, fresh, settled)
    ended: list[object] = []
    wizard.finished.connect(lambda _school, paths: ended.append(paths))
    paths = [tmp_path / "6A1.xlsx"]
    dialogs.answer("choose_files", [], paths)
    wizard.lists_page.form.choose.click()
    assert ended == []
    wizard.lists_page.form.choose.click()
    assert drop(wizard.lists_page, paths)
    assert ended == [paths, paths]


def test_the_window_begins_with_the_wizard_and_goes_on_to_the_screens(
    fresh: Desk, qtbot: QtBot, settled: Settled
) -> None:
    """No dead buttons beside the first start; then the whole window."""
    window = MainWindow(fresh)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.figures_painted):
        window.show()
        fresh.ask(lambda office: office.school, window.show_school)
    assert not window.rail.isVisible()
    wizard = window.findChild(Wizard)
    assert wizard is not None
    settled(fresh)
    _to_lists(wizard, fresh, settled)
    wizard.lists_page.form.later.click()
    settled(fresh)
    assert window.rail.isVisible()
    assert window.present == "overview"
    assert window.header.school.toolTip().startswith("Trường THCS Lâm Tân")


def test_the_language_can_be_changed_before_anything_else(
    fresh: Desk, qtbot: QtBot, settled: Settled
) -> None:
    """Whoever does not read Vietnamese cannot find the settings in it."""
    window = MainWindow(fresh)
    qtbot.addWidget(window)
    window.show()
    fresh.ask(lambda office: office.school, window.show_school)
    settled(fresh)
    wizard = window.findChild(Wizard)
    assert wizard is not None
    with qtbot.waitSignal(fresh.language_changed):
        wizard.school_page.form.language.click()
    settled(fresh)
    assert window.wizard is not None
    assert window.wizard.school_page.form.title.text() == fresh.texts("wizard.school_title")
    assert fresh.texts.language == "en"


def test_the_made_up_school_lies_in_a_folder_of_its_own(
    wizard: Wizard, fresh: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """Looking around must not leave made-up children among the real ones."""
    _to_lists(wizard, fresh, settled)
    with qtbot.waitSignal(fresh.folder_wanted, timeout=120_000) as wanted:
        wizard.lists_page.form.sample.click()
    assert wanted.args is not None
    place = wanted.args[0]
    assert ask(fresh, people.class_list) == ()
    with Office.open(place) as sample:
        assert len(people.class_list(sample)) == 18


def test_a_teacher_begins_with_her_class_sheet(
    wizard: Wizard, fresh: Desk, ask: Ask, settled: Settled, dialogs: RecordingDialogs,
    tmp_path: Path,
) -> None:  # fmt: skip
    """The sheet tells school and class; its password is asked for."""
    from bluezone_desktop.services import class_sheets, schools

    path = tmp_path / "6A1.xlsx"
    with Office.open(tmp_path / "office") as office:
        schools.set_up(office, School("Trường THCS Lâm Tân", school_year="2020-2021"))
        room = people.add_class(office, "6A1").value
        people.add_pupil(office, room.id, "Trần Văn An")
        class_sheets.export(office, room.id, path, fresh.texts, password="bí mật")
    found: list[School] = []
    wizard.finished.connect(lambda school, _: found.append(school))
    dialogs.answer("choose_files", [tmp_path / "none.xlsx"], [path])
    dialogs.answer("ask_password", "bí mật")
    wizard.school_page.open_sheet.click()
    settled(fresh)
    assert "none.xlsx" in wizard.school_page.form.problem.text()
    wizard.school_page.open_sheet.click()
    settled(fresh)
    assert [school.name for school in found] == ["Trường THCS Lâm Tân"]
    [one] = ask(fresh, people.class_list)
    assert (one.school_class.name, one.pupils.total) == ("6A1", 1)
