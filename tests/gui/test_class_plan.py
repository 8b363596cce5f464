"""What the preview says of a class itself."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.rosters.class_plan_model import DETAIL
from bluezone_desktop.services import marking, people
from bluezone_desktop.services.office import Office
from tests.gui.import_stage import AN, BINH, CHI, Case, Open, click, wait, write_list


def test_a_class_on_record_says_how_far_it_is(
    open_dialog: Open, tmp_path: Path, case: Case, qtbot: QtBot
) -> None:
    """As in the list of classes; a class that is new has nothing to say."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN))
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.take_button)

    def mark(office: Office) -> None:
        (one,) = people.class_list(office)
        (row,) = people.tick_sheet(office, one.school_class.id).rows
        marking.mark(office, [row.person.id], Status.INSTALLED)

    case.ask(case.desk, mark)
    dialog = open_dialog(write_list(tmp_path / "khoi6.xlsx", AN, BINH, CHI))
    wait(qtbot, dialog)
    model = dialog.area.classes.plan
    said = {
        model.index(row, 0).data(): model.index(row, 0).data(DETAIL)
        for row in range(model.rowCount(QModelIndex()))
    }
    assert said == {"6A1": case.desk.texts("classes.progress", asked=1, total=1), "6A2": None}
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"6A1, {said['6A1']}"
