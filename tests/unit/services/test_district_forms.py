"""A district's own form instead of ours: looked at, corrected once for all, filled, issued."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services import district_forms, people, returns
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts
from tests.unit.exchange.form_maker import lined, saved, sheet_of


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form by class, with one column that nobody can recognise."""
    sheet = sheet_of(("Lớp", "Sĩ số", "Đã cài", "Khác"), (), ("Cộng", "=SUM(B2:B2)", None))
    lined(sheet, "A1:D3")
    path = tmp_path / "mẫu.xlsx"
    path.write_bytes(saved(sheet))
    return path


@pytest.fixture
def school(office: Office) -> Office:
    """Two classes of one pupil each."""
    for name in ("6A1", "6A2"):
        people.add_pupil(office, people.add_class(office, name).value.id, "Trần Văn An")
    return office


def test_what_was_said_of_a_form_is_known_the_next_time(school: Office, form: Path) -> None:
    """For every form of that wording, and until it is taken back."""
    table = district_forms.look_at(school, form).tables[0]
    district_forms.remember(school, table, {4: "pupils.not_asked", 3: ""})
    again = district_forms.look_at(school, form).tables[0]
    assert [str(one.meaning) for one in again.columns[2:]] == ["None", "pupils.not_asked"]
    district_forms.remember(school, table, {})
    assert district_forms.look_at(school, form) == district_forms.look_at(school, form)
    assert district_forms.look_at(school, form).tables[0] == table


def test_a_filled_form_is_issued_like_our_own_return(
    school: Office, form: Path, tmp_path: Path
) -> None:
    """The file as it left is kept, byte for byte."""
    out = tmp_path / "nộp.xlsx"
    done = returns.export(school, out, Texts(), round_name="1", form=form).value
    assert done.issued is not None
    assert done.filled is not None
    assert all(total.agrees for total in done.filled.totals)
    assert returns.issued_file(school, done.issued) == out.read_bytes()
    sheet = load_workbook(BytesIO(out.read_bytes()), data_only=True).active
    assert sheet is not None
    assert [[cell.value for cell in row[:3]] for row in sheet["A2:C4"]] == [
        ["6A1", 1, 0],
        ["6A2", 1, 0],
        ["Cộng", 2, 0],
    ]


def _not_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600)


def _no_table(path: Path) -> None:
    path.write_bytes(saved(sheet_of(("PHIẾU",), ("1. Tổng số học sinh:",))))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def _wrong_sum(path: Path) -> None:
    sheet = sheet_of(("Lớp", "Sĩ số"), (), (), ("Cộng", "=SUM(B2:B3)+1"))
    lined(sheet, "A1:B4")
    path.write_bytes(saved(sheet))


def _other_schools(path: Path) -> None:
    sheet = sheet_of(("Tên đơn vị", "Số HS", "Đã cài"), ("THCS Khác",), ("Cộng",))
    lined(sheet, "A1:C3")
    path.write_bytes(saved(sheet))


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (_not_excel, "forms.not_a_form"),
        (_no_table, "forms.no_table"),
        (_cut, "files.damaged"),
        (_wrong_sum, "forms.totals_differ"),
        (_other_schools, "forms.no_row"),
        (Path.unlink, "files.missing"),
    ],
)
def test_a_form_that_cannot_be_filled_leaves_nothing(
    school: Office, form: Path, tmp_path: Path, spoil: Callable[[Path], None], key: str
) -> None:
    """One sentence; no file, and no round that counts as issued."""
    spoil(form)
    out = tmp_path / "nộp.xlsx"
    with pytest.raises(KnownError) as told:
        returns.export(school, out, Texts(), round_name="1", form=form)
    assert told.value.key == key
    assert Texts()(told.value.key, **told.value.values)
    assert not out.exists()
    assert returns.issued(school) == []
