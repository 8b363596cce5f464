"""A list as it was understood: every row under the column its value came from."""

from dataclasses import replace

from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.roster import (
    ClassDraft,
    Encoding,
    NotCounted,
    Problem,
    PupilDraft,
    RelativeDraft,
    Roster,
    Severity,
    SheetLayout,
    StaffDraft,
)
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex
from bluezone_desktop.gui.rosters.sheet_pages import Fate, SheetColumn, pages_of
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.texts import Texts

TEXTS = Texts("vi")
AN = PupilDraft(
    5,
    "Trần Văn An",
    IsoDate("2009-03-05"),
    Sex.MALE,
    "0812",
    relatives=(
        RelativeDraft(Relation.FATHER, "Trần Văn Ba", "0912345678"),
        RelativeDraft(Relation.GUARDIAN, "Lê Thị Tư"),
    ),
)
HOA = PupilDraft(6, "Nguyễn Thị Hoà", IsoDate("2009"))


def layout(
    *fields: str | None, sheet: str = "6A1", header_rows: tuple[int, ...] = (4,)
) -> SheetLayout:
    return SheetLayout(sheet, header_rows, fields, tuple(f"cột {n}" for n in range(len(fields))))


def roster(*layouts: SheetLayout) -> Roster:
    return Roster("6A1.xlsx", (ClassDraft("6A1", "6A1", (AN, HOA)),), layouts=layouts)


def test_values_stand_under_the_columns_they_came_from() -> None:
    """Names in two columns, dates in three, relatives by relation: as the sheet has them."""
    fields = (
        "ordinal",
        "class",
        "surname",
        "given_name",
        "birth_day",
        "birth_year",
        "father_phone",
    )
    (page,) = pages_of(roster(layout(*fields, None)), TEXTS)
    assert [column.field for column in page.columns] == list(fields[1:])
    assert [column.letter for column in page.columns] == ["B", "C", "D", "E", "F", "G"]
    assert page.rows[0].values == ("6A1", "Trần Văn", "An", "05", "2009", "0912345678")
    assert page.rows[1].values == ("6A1", "Nguyễn Thị", "Hoà", "", "2009", "")


def test_several_relatives_share_a_column_for_relatives() -> None:
    """ "Họ tên phụ huynh" may hold two people; both are shown."""
    (page,) = pages_of(roster(layout("full_name", "class", "relative_name_and_phone")), TEXTS)
    assert page.rows[0].values[2] == "Trần Văn Ba 0912345678; Lê Thị Tư"


def test_a_class_that_stands_elsewhere_gets_a_column() -> None:
    """The class of a title or a sheet's name decides where pupils go: the clerk must see it."""
    (page,) = pages_of(roster(layout(None, "full_name")), TEXTS)
    assert page.columns[0].field == "class"
    assert page.columns[0].letter == ""
    assert [row.values for row in page.rows] == [("6A1", AN.full_name), ("6A1", HOA.full_name)]


def test_two_tables_on_one_sheet_are_two_pages() -> None:
    """Staff above pupils on one sheet: each row is shown under its own header."""
    teacher = StaffDraft(2, "Lý Thị Tú", Group.TEACHER, "Tổ trưởng", sheet="6A1")
    both = replace(
        roster(
            layout("full_name", "job", header_rows=(1,)),
            layout("full_name", "class", header_rows=(4,)),
        ),
        staff=(teacher,),
    )
    staff, pupils = pages_of(both, TEXTS)
    assert [row.values for row in staff.rows] == [("Lý Thị Tú", "Tổ trưởng (Giáo viên)")]
    assert [row.number for row in pupils.rows] == [5, 6]
    assert (staff.first_row, pupils.first_row) == (1, 4)


def test_what_is_not_taken_stands_where_it_was_with_the_reason() -> None:
    """A rejected row shows its cells as written; a pupil who moved is there, and does not count."""
    nameless = Problem(
        "6A1", 7, "Họ tên", "", Severity.REJECTED, "roster.problem.no_name", cells=("3", "", "6A1")
    )
    odd = Problem("6A1", 6, "Ngày sinh", "?", Severity.WARNING, "roster.problem.date_unreadable")
    moved = NotCounted(
        "6A1", 8, "Võ Chi", "Chuyển đi", Attendance.MOVED, "6A1", PupilDraft(8, "Võ Chi")
    )
    mixed = replace(
        roster(layout("ordinal", "full_name", "class")),
        problems=(nameless, odd),
        not_counted=(moved,),
    )
    (page,) = pages_of(mixed, TEXTS)
    fates = [(row.number, row.fate) for row in page.rows]
    assert fates == [
        (5, Fate.TAKEN), (6, Fate.TAKEN), (7, Fate.REJECTED), (8, Fate.NOT_COUNTED),
    ]  # fmt: skip
    assert page.rows[2].values == ("", "6A1")
    assert [bool(row.reason) for row in page.rows] == [False, True, True, True]
    assert page.place_of(8) == 3
    assert page.place_of(99) is None


def test_columns_are_lettered_as_excel_does() -> None:
    """After Z comes AA."""
    letters = [SheetColumn("code", at, "").letter for at in (0, 25, 26, 51, 52, 701, 702)]
    assert letters == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_old_letters_are_told_before_they_are_taken() -> None:
    """The clerk is told that the file was in TCVN3 or VNI; of Unicode nobody needs to hear."""
    old = replace(roster(layout("full_name")), encodings={"6A1": Encoding.TCVN3})
    (page,) = pages_of(old, TEXTS)
    wording = Wording(TEXTS)
    assert "TCVN3" in wording.encoding(page.encoding)
    assert wording.encoding(Encoding.UNICODE) == ""
