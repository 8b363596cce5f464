"""A return adds up, says what it counts twice, and is the same on paper and in the preview."""

import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.counting import (
    Coverage,
    CoverageRow,
    Figures,
    GroupRow,
    Ratio,
    ThreeFigures,
)
from bluezone_desktop.domain.errors import BugError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.return_table import (
    COLUMNS,
    INSTALLED,
    NOTE,
    PEOPLE,
    RELATIVES,
    CellKind,
    RowKind,
    Table,
    build_table,
    round_words,
)
from bluezone_desktop.domain.returns import (
    ClassLine,
    PreviousRound,
    ReturnContent,
    ReturnFigures,
    Wording,
    office_initials,
)
from bluezone_desktop.domain.vocabulary import Group, Level
from bluezone_desktop.texts import Texts

VI, EN = Texts("vi"), Texts("en")
AS_OF = datetime(2020, 8, 24, 8, 0, tzinfo=UTC)


@st.composite
def figures(draw: st.DrawFn, most: int = 9000) -> Figures:
    """Any figures that people can have: each count at most the one before it."""
    installed, phones, asked, total = sorted(
        draw(st.tuples(*[st.integers(min_value=0, max_value=most)] * 4))
    )
    return Figures(total, asked, phones, installed)


@st.composite
def return_figures(draw: st.DrawFn) -> ReturnFigures:
    """A school of 0 to 6 classes, some of whose relatives may stand in two places."""
    classes = tuple(
        ClassLine(f"6A{n}", None, pupils, relatives)
        for n, (pupils, relatives) in enumerate(
            draw(st.lists(st.tuples(figures(), figures()), max_size=6))
        )
    )
    groups = (Group.MANAGER, Group.TEACHER, Group.EMPLOYEE)
    staff = tuple(GroupRow(group, draw(figures())) for group in groups)
    of_staff = draw(figures())
    rows = sum((line.relatives for line in classes), of_staff)
    parts = (rows.installed, rows.with_smartphone, rows.asked, rows.total)
    # Once counted, each status has at most as many people as the rows hold together.
    kept = [draw(st.integers(0, b - a)) for a, b in itertools.pairwise((0, *parts))]
    installed, phones, asked, total = itertools.accumulate(kept)
    return ReturnFigures(
        classes,
        staff,
        of_staff,
        ThreeFigures(
            sum((line.pupils for line in classes), Figures()),
            Figures(total, asked, phones, installed),
            sum((row.figures for row in staff), Figures()),
        ),
    )


def content(
    now: ReturnFigures, before: ReturnFigures | None = None, round_name: str | None = "2"
) -> ReturnContent:
    previous = None if before is None else PreviousRound("đợt 1", AS_OF, before)
    school = School("Trường THCS Lâm Tân", Level.LOWER_SECONDARY, place="Thạnh Trị")
    return ReturnContent(school, "Phòng GDĐT", round_name, AS_OF, date(2020, 9, 5), now, previous)


def row_of(table: Table, kind: RowKind, nth: int = 0) -> tuple[str, ...]:
    rows = [n for n, row in enumerate(table.rows) if row.kind is kind]
    return table.texts()[rows[nth]]


@given(return_figures(), st.none() | return_figures())
def test_every_sum_is_the_sum_of_the_rows_above_it(
    now: ReturnFigures, before: ReturnFigures | None
) -> None:
    """A district adds the column up with a pencil: the rows must give the sum below them."""
    table = build_table(content(now, before), VI)
    added: dict[int, int] = dict.fromkeys(range(COLUMNS), 0)
    sums: dict[int, int] = dict.fromkeys(range(COLUMNS), 0)
    for row in table.rows[table.header_rows :]:
        for column, cell in enumerate(row.cells):
            if cell is None or cell.kind is not CellKind.COUNT or not isinstance(cell.value, int):
                continue
            if row.kind is RowKind.LINE:
                added[column] += cell.value
            elif row.kind is RowKind.SUM:
                assert cell.value == added[column]
                added[column] = 0
                sums[column] += cell.value
            elif row.kind is RowKind.LESS:
                sums[column] -= cell.value
            else:
                assert cell.value == sums[column]


@given(return_figures())
def test_last_line_counts_everybody_once(now: ReturnFigures) -> None:
    """What the last line says about relatives is the distinct count, not the sum of classes."""
    table = build_table(content(now), VI)
    last = next(row for row in table.rows if row.kind is RowKind.TOTAL)
    relatives = [cell.value for cell in last.cells[RELATIVES : RELATIVES + 3] if cell]
    total = now.total.relatives
    assert relatives == [total.total, total.with_smartphone, total.installed]


def test_row_of_people_counted_again_stands_only_where_somebody_is() -> None:
    """A school without brothers and sisters gets no puzzling row of zeros."""
    pupils, relatives = Figures(2, 2, 2, 2), Figures(4, 4, 4, 1)
    one = ReturnFigures(
        classes=(ClassLine("6A1", None, pupils, relatives),),
        total=ThreeFigures(pupils, relatives, Figures()),
    )
    two = ReturnFigures(
        classes=(
            ClassLine("6A1", None, pupils, relatives),
            ClassLine("6A2", None, pupils, Figures(2, 2, 2, 1)),
        ),
        total=ThreeFigures(pupils + pupils, Figures(5, 5, 5, 1), Figures()),
    )
    assert not any(row.kind is RowKind.LESS for row in build_table(content(one), VI).rows)
    less = row_of(build_table(content(two), VI), RowKind.LESS)
    assert less[RELATIVES : RELATIVES + 3] == ("1", "1", "1")
    notes = build_document(content(two), VI).notes
    assert any("mỗi người một lần: 5 người thân" in note for note in notes)


def test_figures_that_contradict_one_another_are_refused() -> None:
    """A return whose classes do not add up to its school must never leave."""
    line = ClassLine("6A1", None, Figures(30, 30, 20, 10))
    with pytest.raises(BugError, match="do not add up"):
        ReturnFigures(classes=(line,), total=ThreeFigures(Figures(31, 30, 20, 10)))
    with pytest.raises(BugError, match="do not add up"):
        ReturnFigures(staff=(GroupRow(Group.TEACHER, Figures(1)),))
    with pytest.raises(BugError, match="more relatives"):
        ReturnFigures(total=ThreeFigures(relatives=Figures(1)))
    with pytest.raises(BugError, match="only staff"):
        ReturnFigures(staff=(GroupRow(Group.PUPIL, Figures()),))


def test_coverage_becomes_a_return_with_relatives_of_staff_in_the_last_line() -> None:
    """The total of coverage may leave the relatives of staff out; the return's must not."""
    pupils, relatives = Figures(2, 2, 1, 1), Figures(3, 3, 3, 2)
    everybody = Figures(4, 4, 4, 3)
    coverage = Coverage(
        AS_OF,
        (CoverageRow("6A1", ThreeFigures(pupils, relatives), "Lý Thị Cẩm Tú"),),
        ThreeFigures(pupils, relatives, Figures(1, 1, 1, 1)),
        Ratio(1, 2),
        (
            GroupRow(Group.TEACHER, Figures(1, 1, 1, 1)),
            GroupRow(Group.PUPIL, pupils),
            GroupRow(Group.RELATIVE, everybody),
        ),
        Figures(1, 1, 1, 1),
    )
    now = ReturnFigures.from_coverage(coverage)
    assert now.total.relatives == everybody
    assert now.classes == (ClassLine("6A1", "Lý Thị Cẩm Tú", pupils, relatives),)
    assert [row.group for row in now.staff] == [Group.TEACHER]
    assert now.counted_again == Figures()
    assert now.people == Figures(3, 3, 2, 2)


@given(return_figures(), return_figures())
def test_change_is_the_difference_of_what_is_shown(
    now: ReturnFigures, before: ReturnFigures
) -> None:
    """+4,1 must be what a reader gets who subtracts the two rates as they are printed."""
    table = build_table(content(now, before), VI)
    changes = [row for row in table.rows if row.kind is RowKind.CHANGE]
    assert len(changes) == 3
    grown = now.people.installed - before.people.installed
    cell = changes[-1].cells[PEOPLE + INSTALLED]
    assert cell is not None
    assert cell.value == grown
    assert cell.text() == f"{'+' if grown > 0 else ''}{grown:,}".replace(",", ".")
    points = changes[-1].cells[PEOPLE + 3]
    here = now.people.rate_of_total.tenths_of_percent
    there = before.people.rate_of_total.tenths_of_percent
    assert points is not None
    assert points.value == (None if here is None or there is None else here - there)


def test_first_round_has_nothing_to_compare_with() -> None:
    """No row of changes, and no note about one, where no round went before."""
    document = build_document(content(ReturnFigures()), VI)
    assert not any(row.kind is RowKind.CHANGE for row in document.table.rows)
    assert not any("so với" in note for note in document.notes)


@pytest.mark.parametrize("texts", [VI, EN])
@given(now=return_figures(), before=st.none() | return_figures())
def test_every_row_has_every_column_exactly_once(
    texts: Texts, now: ReturnFigures, before: ReturnFigures | None
) -> None:
    """Spans cover what is None and nothing else: a preview or a workbook may rely on it."""
    table = build_table(content(now, before), texts)
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(table.rows):
        assert len(row.cells) == COLUMNS
        for column, cell in enumerate(row.cells):
            assert (cell is None) == ((at, column) in covered)
            if cell is not None:
                spanned = itertools.product(range(cell.rows), range(cell.columns))
                covered |= {(at + r, column + c) for r, c in spanned} - {(at, column)}


def test_class_rows_carry_the_name_of_their_class() -> None:
    """A click in the preview opens the class."""
    line = ClassLine("Lá 1", "Sơn Thị Hà", note="nghỉ dịch")
    table = build_table(content(ReturnFigures(classes=(line,))), VI)
    rows = [(row, text) for row, text in zip(table.rows, table.texts(), strict=True)]
    row, text = next((row, text) for row, text in rows if row.class_name == "Lá 1")
    assert row.kind is RowKind.LINE
    assert text[:3] == ("1", "Lá 1", "Sơn Thị Hà")
    assert text[PEOPLE : PEOPLE + 5] == ("0", "0", "0", "–", "–")
    assert text[NOTE] == "nghỉ dịch"


def test_numbers_look_as_the_language_writes_them() -> None:
    """86,6% and 1.120 in Vietnamese; 86.6% and 1,120 in English."""
    pupils = Figures(1120, 1120, 1120, 970)
    line = ClassLine("6A1", None, pupils)
    now = ReturnFigures(classes=(line,), total=ThreeFigures(pupils))
    rows = {
        texts.language: build_table(content(now), texts).texts(texts.language)[4]
        for texts in (VI, EN)
    }
    assert rows["vi"][PEOPLE : PEOPLE + 5] == ("1.120", "1.120", "970", "86,6%", "86,6%")
    assert rows["en"][PEOPLE : PEOPLE + 5] == ("1,120", "1,120", "970", "86.6%", "86.6%")


def test_column_labels_say_how_a_rate_is_made() -> None:
    """4=3/1 must name the columns that really are divided."""
    table = build_table(content(ReturnFigures()), VI)
    labels = table.texts()[table.header_rows - 1]
    assert labels == (
        *("A", "B", "C"),
        *("1", "2", "3", "4=3/1", "5=3/2"),
        *("6", "7", "8", "9=8/6", "10=8/7"),
        "D",
    )


def test_letterhead_follows_the_decree() -> None:
    """What stands where, and the moment and the day as an office writes them."""
    school = School(
        "Trường THCS Lâm Tân",
        Level.LOWER_SECONDARY,
        "Phòng GDĐT Thạnh Trị",
        "Thạnh Trị",
        head="Nguyễn Thị Hồng Thắm",
        preparer="Trần Văn Quốc",
    )
    paper = build_document(
        ReturnContent(school, "Phòng GDĐT", "2", AS_OF, date(2020, 9, 5), ReturnFigures()), VI
    )
    assert paper.superior == "PHÒNG GDĐT THẠNH TRỊ"
    assert paper.issuer == "TRƯỜNG THCS LÂM TÂN"
    assert paper.motto == "Độc lập - Tự do - Hạnh phúc"
    assert paper.number.startswith("Số: ")
    assert paper.number.endswith("/BC-THCSLT")
    assert paper.place_and_date == "Thạnh Trị, ngày 05 tháng 9 năm 2020"
    assert paper.as_of == "(Đợt 2, tính đến 8 giờ 00 ngày 24/8/2020)"
    assert paper.recipient == "Kính gửi: Phòng GDĐT"
    assert paper.distribution == ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")
    assert paper.preparer == ("NGƯỜI LẬP BIỂU", "Trần Văn Quốc")
    assert paper.head == ("HIỆU TRƯỞNG", "Nguyễn Thị Hồng Thắm")


def test_draft_says_that_it_is_one() -> None:
    """A draft never counts as issued, so paper must not be mistaken for a return."""
    draft = content(ReturnFigures(), round_name=None)
    assert draft.is_draft
    assert "Bản nháp" in build_document(draft, VI).as_of
    assert "Draft" in build_document(draft, EN).as_of


def test_wording_of_the_school_goes_before_ours() -> None:
    """Every title is a setting; an empty opening paragraph is left out, not replaced."""
    wording = Wording("BIỂU TỔNG HỢP", "Cài Bluezone", "", ("Sở GDĐT",), "KẾ TOÁN", "GIÁM ĐỐC")
    paper = build_document(
        ReturnContent(
            School("TTGDTX Kế Sách"), "", "1", AS_OF, date(2020, 8, 24), ReturnFigures(),
            place="Kế Sách", number="12", wording=wording,
        ),
        VI,
    )  # fmt: skip
    assert (paper.title, paper.subject, paper.basis) == ("BIỂU TỔNG HỢP", "Cài Bluezone", "")
    assert paper.distribution == ("Nơi nhận:", "- Sở GDĐT.")
    assert (paper.preparer[0], paper.head[0]) == ("KẾ TOÁN", "GIÁM ĐỐC")
    assert paper.number == "Số: 12/BC-TTGDTXKS"
    assert paper.recipient.startswith("Kính gửi: …")


def test_continuing_education_is_signed_by_its_director() -> None:
    """A GDTX centre has a giám đốc, not a hiệu trưởng."""
    centre = School("Trung tâm GDTX Sóc Trăng", Level.CONTINUING)
    paper = build_document(
        ReturnContent(centre, "Sở GDĐT", "1", AS_OF, date(2020, 8, 24), ReturnFigures()), VI
    )
    assert paper.head[0] == "GIÁM ĐỐC"


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Trường THCS Lâm Tân", "THCSLT"),
        ("Trường Tiểu học Đại Ân 2", "THĐÂ2"),
        ("Trường Mầm non Hoa Sen", "MNHS"),
        ("trường THPT Trần Đề", "THPTTĐ"),
        ("", ""),
    ],
)
def test_initials_of_an_office(name: str, sign: str) -> None:
    """What an office writes after BC-."""
    assert office_initials(name) == sign


@pytest.mark.parametrize(
    ("name", "words"), [("2", "đợt 2"), ("đợt 2", "đợt 2"), (None, "Bản nháp")]
)
def test_round_is_named_as_people_say_it(name: str | None, words: str) -> None:
    """However the clerk types the round, the sentence reads well."""
    assert round_words(name, VI) == words


def test_people_not_asked_are_said_plainly() -> None:
    """Totals hold people nobody has asked yet: the paper says how many."""
    pupils = Figures(30, 25, 20, 10)
    now = ReturnFigures(
        classes=(ClassLine("6A1", None, pupils),),
        total=ThreeFigures(pupils),
        households=Ratio(12, 30),
    )
    notes = build_document(content(now), VI).notes
    assert any("Chưa hỏi" in note and "5 học sinh" in note for note in notes)
    assert any("12/30 (40,0%)" in note for note in notes)
