"""Lists with names: who is on them, and what they look like when opened again."""

from pathlib import Path

import openpyxl
import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.roster import RelativeDraft, StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.services import marking, named_lists
from bluezone_desktop.services.named_lists import ListKind
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts
from tests.unit.school_office import everyone, father, listed, mother, named, pupil, roster, take

VI = Texts("vi")
BA = RelativeDraft(Relation.GRANDMOTHER, "Sơn Thị Bảy")
LIST = roster(
    listed("6A1", pupil("Lê Ý", None, father("=1+1", "0901000001"), BA), pupil("Đỗ Ân")),
    listed("6/2", pupil("Lý Ba", None, mother("Kim Tư", "0901000002"))),
    staff=[StaffDraft(1, "Thạch Sáu", Group.TEACHER)],
)


@pytest.fixture
def school(office: Office) -> Office:
    """Two classes and a teacher; of 6A1 everybody but the grandmother is asked."""
    take(office, LIST)
    asked = {"Lê Ý": Status.INSTALLED, "Đỗ Ân": Status.NO_SMARTPHONE, "=1+1": Status.NOT_INSTALLED}
    for name, status in asked.items():
        marking.mark(office, [named(office, name).id], status)
    return office


def write(
    office: Office, path: Path, kind: ListKind, *, phones: bool = False
) -> dict[str, list[list[object]]]:
    """The list as Excel shows it: by sheet, from the header on."""
    number = named_lists.write(office, path, kind, VI, phones=phones).value
    book = openpyxl.load_workbook(path)
    found = {
        sheet.title: [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
        for sheet in book
    }
    assert number == sum(len(rows) - 1 for rows in found.values())
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert all(sheet.page_setup.paperSize == 9 for sheet in book)
    return found


def test_those_not_asked_by_class_with_whose_they_are(school: Office, tmp_path: Path) -> None:
    """Relatives under their pupil; no phones unless wanted; the staff last."""
    found = write(school, tmp_path / "a.xlsx", ListKind.NOT_ASKED)
    assert found["6A1"] == [
        ["STT", "Họ và tên", "Là ai", "Ghi chú"],
        ["1", "Sơn Thị Bảy", "Bà của Lê Ý", ""],
    ]
    assert list(found) == ["6-2", "6A1", "CB, GV, NV"]
    assert "0901000002" not in str(found)
    found = write(school, tmp_path / "a.xlsx", ListKind.NOT_ASKED, phones=True)
    assert found["6-2"][0][3] == "Điện thoại"
    assert "0901000002" in str(found["6-2"])


def test_those_not_installed_are_no_formulas(school: Office, tmp_path: Path) -> None:
    """A name that begins with an equals sign stays a name; classes without anybody are left out."""
    found = write(school, tmp_path / "a.xlsx", ListKind.NOT_INSTALLED)
    assert list(found) == ["6A1"]
    assert found["6A1"][1][:3] == ["1", "=1+1", "Cha của Lê Ý"]


def test_the_tick_sheet_has_a_box_for_everybody(school: Office, tmp_path: Path) -> None:
    """What is known stands in it as the digit of its key, an empty box for who was not asked."""
    found = write(school, tmp_path / "a.xlsx", ListKind.TICK_SHEET)
    assert found["6A1"] == [
        ["STT", "Họ và tên", "Học sinh", "Cha", "Mẹ", "Người thân khác"],
        ["1", "Đỗ Ân", "3", "☐", "☐", ""],
        ["2", "Lê Ý", "1", "2", "☐", "Bà ☐"],
    ]
    assert found["CB, GV, NV"][0][2] == "Bản thân"
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["6A1"]["A3"].value.count("đã cài") == 1


def test_where_nobody_is_left_no_file_is_written(school: Office, tmp_path: Path) -> None:
    """One sentence instead of an empty workbook."""
    marking.mark(school, list(everyone(school)), Status.INSTALLED)
    with pytest.raises(KnownError) as told:
        named_lists.write(school, tmp_path / "a.xlsx", ListKind.NOT_ASKED, VI)
    assert "chưa hỏi" in VI(told.value.key)
    assert not (tmp_path / "a.xlsx").exists()
