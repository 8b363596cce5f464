"""Class sheets out to teachers and home again, with real workbooks."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import IsoDate, School
from bluezone_desktop.domain.sheet_merge import Kept, Outcome
from bluezone_desktop.domain.vocabulary import AppStore, Attendance, Relation, Status
from bluezone_desktop.services import (
    backups,
    class_sheets,
    erasing,
    marking,
    people,
    schools,
    sheet_merging,
    steps,
)
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.sheet_plan import FileResult, MergePlan, Rule
from bluezone_desktop.texts import Texts
from tests.unit.school_office import (
    Clock,
    class_id,
    everyone,
    named,
    open_office,
    school_office,
    take,
    ties,
)
from tests.unit.services.listed_school import LIST, family
from tests.unit.services.sheet_hands import OFFICE, Teacher, saved_by_libreoffice

TEXTS = Texts("vi")
HOA, AN = "Nguyễn Thị Hoà", "Trần Văn Ân"


@pytest.fixture
def listed(office: Office) -> Office:
    """The school with two classes, their families and two of staff."""
    take(office, LIST)
    return office


def out(office: Office, folder: Path, name: str = "6A1", password: str | None = None) -> Path:
    """The sheet of a class, written."""
    path = folder / f"{name}.xlsx"
    while path.exists():
        path = path.with_stem(f"{path.stem}-2")
    return class_sheets.export(office, class_id(office, name), path, TEXTS, password=password).value


def home(
    office: Office, *paths: Path, rule: Rule | None = None, password: str | None = None
) -> MergePlan:
    """Files that come home and are taken."""
    arrived = sheet_merging.read(paths, password=password)
    return sheet_merging.take(office, sheet_merging.plan(office, arrived, rule=rule)).value


def one(office: Office, path: Path, rule: Rule | None = None) -> FileResult:
    """A single file that comes home."""
    [result] = home(office, path, rule=rule).files
    return result


def statuses(office: Office) -> dict[str | None, Status]:
    """Everybody's status by name."""
    return {person.full_name: person.status for person in everyone(office).values()}


def refusal(result: FileResult) -> str:
    """Why a file is refused."""
    assert result.outcome is Outcome.REFUSED
    assert result.reason
    return result.reason.key


def test_what_a_teacher_ticks_comes_home(listed: Office, tmp_path: Path, clock: Clock) -> None:
    """Drop-down words and what people type; a day and no store with *installed*."""
    path = out(listed, tmp_path)
    clock.on(days=1)
    Teacher(path).say(HOA, pupil="Đã cài", father="x", mother=0, note="học chiều").say(
        AN, pupil="không có ĐTTM", father="Máy không cài được"
    ).save()
    result = one(listed, path)
    assert (result.outcome, result.taken, result.disputes) == (Outcome.MERGED, 5, ())
    now = statuses(listed)
    assert now[HOA] is now["Nguyễn Văn Ba"] is Status.INSTALLED
    assert now["Lê Thị Tư"] is Status.NOT_INSTALLED
    assert now[AN] is Status.NO_SMARTPHONE
    assert now["Trần Văn Năm"] is Status.UNSUPPORTED
    assert named(listed, HOA).note == "học chiều"
    assert named(listed, HOA).installed_on == "2020-08-25"


def test_an_untouched_sheet_changes_nothing(listed: Office, tmp_path: Path) -> None:
    """Nor does it leave a backup; it is known as soon as it comes again."""
    path = out(listed, tmp_path)
    before = everyone(listed)
    assert one(listed, path).outcome is Outcome.MERGED
    assert one(listed, path).outcome is Outcome.ALREADY
    assert everyone(listed) == before
    assert [backup.reason for backup in backups.list_backups(listed)] == ["before-import"]


def test_the_same_file_again_changes_nothing(listed: Office, tmp_path: Path) -> None:
    """Also renamed, and after the school has changed its mind."""
    path = Teacher(out(listed, tmp_path)).say(HOA, pupil="x").save()
    one(listed, path)
    marking.mark(listed, [named(listed, HOA).id], Status.NOT_INSTALLED)
    last = listed.journal.last_seq()
    renamed = shutil.copy(path, tmp_path / "lop 6a1 co Sau (2).xlsx")
    result = one(listed, Path(renamed))
    assert (result.outcome, result.taken) == (Outcome.ALREADY, 0)
    assert named(listed, HOA).status is Status.NOT_INSTALLED
    assert listed.journal.last_seq() == last


def test_all_files_are_one_step_with_a_backup_before(listed: Office, tmp_path: Path) -> None:
    """Taken back whole, it can be merged again."""
    first = Teacher(out(listed, tmp_path)).say(HOA, pupil="x").save()
    second = Teacher(out(listed, tmp_path, "6A2")).say("Lê Ý", pupil="x").save()
    before = everyone(listed)
    plan = home(listed, first, second)
    assert [file.taken for file in plan.files] == [1, 1]
    assert "before-merge" in {backup.reason for backup in backups.list_backups(listed)}
    step = steps.undo(listed).value
    assert TEXTS(step.label, **step.values) == "Nhận phiếu lớp 6A1, 6A2"
    assert everyone(listed) == before
    assert [file.taken for file in home(listed, first, second).files] == [1, 1]
    steps.undo(listed)
    steps.redo(listed)
    assert one(listed, first).outcome is Outcome.ALREADY


def test_an_older_copy_undoes_nothing(listed: Office, tmp_path: Path) -> None:
    """Whichever comes first; what only it says is taken all the same."""
    path = out(listed, tmp_path)
    old = Teacher(path).say(HOA, pupil="Chưa cài").say(AN, mother="x").save(tmp_path / "1.xlsx")
    new = Teacher(path).say(HOA, pupil="Đã cài").save(tmp_path / "2.xlsx", minutes=5)
    one(listed, new)
    assert one(listed, old).taken == 1
    assert named(listed, HOA).status is Status.INSTALLED
    assert one(listed, old).outcome is Outcome.OLDER


def test_the_teacher_may_correct_herself(listed: Office, tmp_path: Path) -> None:
    """The newer copy of the sheet is no conflict with what the older one brought."""
    path = out(listed, tmp_path)
    one(listed, Teacher(path).say(HOA, pupil="Chưa cài").save())
    result = one(listed, Teacher(path).say(HOA, pupil="Đã cài").save(minutes=5))
    assert (result.taken, result.disputes) == (1, ())
    assert named(listed, HOA).status is Status.INSTALLED


def test_both_sides_differ(listed: Office, tmp_path: Path, clock: Clock) -> None:
    """Ours holds until somebody decides; both values, times and names are told."""
    path = out(listed, tmp_path)
    clock.on(hours=1)
    marking.mark(listed, [named(listed, HOA).id], Status.UNSUPPORTED)
    Teacher(path).say(HOA, pupil="x").save(minutes=300)
    [dispute] = one(listed, path).disputes
    assert (dispute.name, dispute.field, dispute.kept) == (HOA, "status", None)
    assert (dispute.ours, dispute.theirs, dispute.base) == (
        "unsupported", "installed", "not_asked",
    )  # fmt: skip
    assert dispute.ours_at
    assert dispute.ours_at - clock() < timedelta(seconds=1)
    assert (dispute.ours_by, dispute.theirs_by) == ("Cô Lan", "Thạch Thị Sáu")
    assert named(listed, HOA).status is Status.UNSUPPORTED
    assert one(listed, path).disputes  # nobody has decided: it is asked again


@pytest.mark.parametrize(
    ("rule", "minutes", "expected"),
    [
        (Rule.OURS, 300, Status.UNSUPPORTED),
        (Rule.THEIRS, -9000, Status.INSTALLED),
        (Rule.NEWEST, 300, Status.INSTALLED),
        (Rule.NEWEST, -9000, Status.UNSUPPORTED),
    ],
)
def test_conflicts_by_rule(
    listed: Office, tmp_path: Path, rule: Rule, minutes: int, expected: Status
) -> None:
    """Ours, theirs, or whoever was later; what is decided is not asked again."""
    path = out(listed, tmp_path)
    marking.mark(listed, [named(listed, HOA).id], Status.UNSUPPORTED)
    Teacher(path).say(HOA, pupil="x").save(minutes=minutes)
    [dispute] = one(listed, path, rule).disputes
    assert dispute.kept is (Kept.THEIRS if expected is Status.INSTALLED else Kept.OURS)
    assert named(listed, HOA).status is expected
    again = one(listed, path)
    assert (again.outcome, again.disputes) == (Outcome.ALREADY, ())


def test_a_conflict_by_hand(listed: Office, tmp_path: Path) -> None:
    """One by one: this one theirs, that one ours."""
    path = out(listed, tmp_path)
    marking.mark(listed, [named(listed, HOA).id, named(listed, AN).id], Status.UNSUPPORTED)
    Teacher(path).say(HOA, pupil="x").say(AN, pupil="x").save()
    arrived = sheet_merging.read([path])
    asked = sheet_merging.plan(listed, arrived).open_disputes
    decisions = {each.id: Kept.THEIRS if each.name == HOA else Kept.OURS for each in asked}
    plan = sheet_merging.plan(listed, arrived, decisions=decisions)
    assert plan.open_disputes == []
    sheet_merging.take(listed, plan)
    assert named(listed, HOA).status is Status.INSTALLED
    assert named(listed, AN).status is Status.UNSUPPORTED


def test_added_rows_are_the_same_people_every_time(listed: Office, tmp_path: Path) -> None:
    """A pupil with mother and grandmother, a mother nobody had listed; again, and corrected."""
    path = out(listed, tmp_path)
    Teacher(path).add_pupil("Lý Thị Mới", "3/5/2009", pupil="x", mother="Chưa cài").add_relative(
        "Lý Thị Mới", "Bà", "x", "Lý Thị Bà"
    ).say(AN, mother="x").save()
    result = one(listed, path)
    assert result.added == 4
    assert named(listed, "Lý Thị Mới").date_of_birth == "2009-05-03"
    assert named(listed, "Lý Thị Mới").class_id == class_id(listed, "6A1")
    assert family(listed, "Lý Thị Mới") == {
        (Relation.MOTHER, None, None), (Relation.GRANDMOTHER, "Lý Thị Bà", None),
    }  # fmt: skip
    assert (Relation.MOTHER, None, None) in family(listed, AN)
    number = len(everyone(listed))
    assert one(listed, path).outcome is Outcome.ALREADY
    Teacher(path).say("Lý Thị Mới", pupil="Chưa cài").save(minutes=5)
    assert one(listed, path).taken == 1
    assert len(everyone(listed)) == number
    assert named(listed, "Lý Thị Mới").status is Status.NOT_INSTALLED


def test_two_sheets_that_add_the_same_people(listed: Office, tmp_path: Path) -> None:
    """Sent twice, filled in twice: one pupil, one mother."""
    paths = [out(listed, tmp_path) for _ in range(2)]
    for path in paths:
        Teacher(path).add_pupil("Lý Thị Mới", "3/5/2009", pupil="x").say(AN, mother="x").save()
    home(listed, *paths)
    named(listed, "Lý Thị Mới")
    assert len(family(listed, AN)) == 2
    take(listed, LIST)
    one(listed, paths[0])
    named(listed, "Lý Thị Mới")


def test_a_parent_of_two_has_one_answer(office: Office, tmp_path: Path) -> None:
    """The cell that was filled in speaks for both; two different answers are not taken."""
    from tests.unit.school_office import father, pupil, roster
    from tests.unit.school_office import listed as klass

    ba = father("Nguyễn Văn Ba", "0901000001")
    take(office, roster(klass("6A1", pupil(HOA, "2009", ba), pupil(AN, "2010", ba))))
    assert len(everyone(office)) == 3
    path = out(office, tmp_path)
    torn = Teacher(path).say(HOA, father="x").say(AN, father=0).save(tmp_path / "1.xlsx")
    result = one(office, torn)
    assert [trouble.reason for trouble in result.troubles] == ["sheets.trouble.two_answers"]
    assert named(office, "Nguyễn Văn Ba").status is Status.NOT_ASKED
    one(office, Teacher(path).say(HOA, father="x").save(tmp_path / "2.xlsx", minutes=5))
    assert named(office, "Nguyễn Văn Ba").status is Status.INSTALLED


def test_nothing_known_becomes_not_asked(listed: Office, tmp_path: Path) -> None:
    """Neither a cleared cell nor the word for it takes an answer away."""
    marking.mark(listed, [named(listed, HOA).id], Status.INSTALLED, store=AppStore.CH_PLAY)
    path = out(listed, tmp_path)
    Teacher(path).say(HOA, pupil=None, father="Chưa hỏi").save()
    assert one(listed, path).taken == 0
    known = named(listed, HOA)
    assert (known.status, known.store) == (Status.INSTALLED, AppStore.CH_PLAY)


def test_what_cannot_be_understood_is_told(listed: Office, tmp_path: Path) -> None:
    """Nothing is guessed, and the rest of the sheet is taken."""
    path = out(listed, tmp_path)
    teacher = Teacher(path).say(HOA, pupil="hỏi sau", father="x")
    teacher.page.cell(teacher.row(AN), 3).value = "Trần Văn Khác"
    teacher.add_pupil("Lý Mới", "31/02/2009").add_relative("ai đó", "Bà", "x").add_relative(
        HOA, "láng giềng", "x"
    ).save()
    result = one(listed, path)
    assert {trouble.reason.rpartition(".")[2] for trouble in result.troubles} == {
        "bad_status", "other_name", "bad_date", "whose_unknown", "relation_unknown",
    }  # fmt: skip
    assert named(listed, "Nguyễn Văn Ba").status is Status.INSTALLED
    assert named(listed, "Lý Mới").date_of_birth is None


def test_sorted_and_cut_sheets_still_mean_the_same(listed: Office, tmp_path: Path) -> None:
    """Rows go by who they are about, not by where they stand."""
    path = out(listed, tmp_path)
    teacher = Teacher(path).say(HOA, pupil="x").say(AN, pupil="Chưa cài")
    first, second = sorted((teacher.row(HOA), teacher.row(AN)))
    for column in range(1, 9):
        above, below = teacher.page.cell(first, column), teacher.page.cell(second, column)
        above.value, below.value = below.value, above.value
    teacher.page.delete_rows(1, 3)
    teacher.save()
    one(listed, path)
    assert named(listed, HOA).status is Status.INSTALLED
    assert named(listed, AN).status is Status.NOT_INSTALLED


def test_people_who_left_and_who_were_erased(listed: Office, tmp_path: Path) -> None:
    """Who left keeps the answer on record; who was erased does not come back by an old sheet."""
    path = out(listed, tmp_path)
    people.mark_left(listed, named(listed, HOA).id)
    erasing.erase_person(listed, named(listed, AN).id)
    Teacher(path).say(HOA, pupil="x").say(AN, pupil="x", mother="x").save()
    result = one(listed, path)
    assert (named(listed, HOA).status, named(listed, HOA).attendance) == (
        Status.INSTALLED, Attendance.LEFT,
    )  # fmt: skip
    assert AN not in statuses(listed)
    assert {trouble.reason for trouble in result.troubles} == {"sheets.trouble.gone"}


def test_a_removed_addition_does_not_come_back(listed: Office, tmp_path: Path) -> None:
    """The school erased whom the teacher had added; her next copy still has the row."""
    path = out(listed, tmp_path)
    one(listed, Teacher(path).add_pupil("Lý Thị Mới", pupil="x").save())
    erasing.erase_person(listed, named(listed, "Lý Thị Mới").id)
    result = one(listed, Teacher(path).say("Lý Thị Mới", pupil="Chưa cài").save(minutes=5))
    assert "Lý Thị Mới" not in statuses(listed)
    assert [trouble.reason for trouble in result.troubles] == ["sheets.trouble.gone"]


def test_with_a_password(listed: Office, tmp_path: Path) -> None:
    """Excel asks for it, and so do we, in plain words."""
    path = out(listed, tmp_path, password="bí mật 123")
    assert path.read_bytes()[:2] != b"PK"
    assert refusal(home(listed, path).files[0]) == "files.password_needed"
    assert refusal(home(listed, path, password="sai").files[0]) == "files.password_wrong"
    assert home(listed, path, password="bí mật 123").files[0].outcome is Outcome.MERGED


def test_sheets_of_elsewhere_are_refused(listed: Office, tmp_path: Path) -> None:
    """Another school, another year, a class that is gone, damage, no class sheet at all."""
    with school_office(tmp_path / "other") as other:
        schools.edit(other, School("Trường THCS Kế Sách", school_year="2020-2021"))
        people.add_class(other, "6A1")
        foreign = out(other, tmp_path)
    assert refusal(one(listed, foreign)) == "sheets.refused.other_school"
    with school_office(tmp_path / "same") as again:
        people.add_class(again, "9A9")
        assert refusal(one(listed, out(again, tmp_path, "9A9"))) == "sheets.refused.class_gone"
    path = out(listed, tmp_path)
    teacher = Teacher(path)
    teacher.book.worksheets[1].delete_rows(14)
    assert refusal(one(listed, teacher.save(tmp_path / "x.xlsx"))) == "sheets.refused.damaged"
    teacher.book.remove(teacher.book.worksheets[1])
    assert refusal(one(listed, teacher.save(tmp_path / "y.xlsx"))) == "sheets.refused.not_ours"
    (tmp_path / "z.xlsx").write_bytes(path.read_bytes()[:3000])
    assert refusal(one(listed, tmp_path / "z.xlsx")) == "files.damaged"
    assert refusal(one(listed, tmp_path / "none.xlsx")) == "files.missing"
    schools.edit(listed, School("Trường THCS Lâm Tân", school_year="2021-2022"))
    assert refusal(one(listed, path)) == "sheets.refused.other_year"


def test_a_folder_brings_everything_below_it(listed: Office, tmp_path: Path) -> None:
    """What Excel leaves beside open files is passed over; one bad file does not stop the rest."""
    folder = tmp_path / "usb"
    class_sheets.export_all(listed, folder, TEXTS)
    deep = folder / "cô Sáu"
    deep.mkdir()
    (folder / "Phieu-lop-6A2.xlsx").rename(deep / "6a2.xlsx")
    (folder / "~$Phieu-lop-6A1.xlsx").write_bytes(b"lock")
    (folder / "ghi chú.txt").write_text("x", "utf-8")
    (deep / "khác.xlsx").write_bytes(b"not a workbook")
    plan = home(listed, folder)
    assert [(file.path.name, file.outcome.value) for file in plan.files] == [
        ("Phieu-lop-6A1.xlsx", "merged"), ("6a2.xlsx", "merged"), ("khác.xlsx", "refused"),
    ]  # fmt: skip
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refusal(home(listed, empty).files[0]) == "sheets.refused.nothing"


def test_all_sheets_or_none(listed: Office, tmp_path: Path) -> None:
    """A file in the way: the others are not left behind half done."""
    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "Phieu-lop-6A2.xlsx").write_bytes(b"mine")
    with pytest.raises(KnownError) as caught:
        class_sheets.export_all(listed, folder, TEXTS)
    assert caught.value.key == "errors.file_exists"
    assert [path.name for path in folder.iterdir()] == ["Phieu-lop-6A2.xlsx"]
    files = class_sheets.export_all(listed, folder, TEXTS, overwrite=True).value
    assert [name for name, _ in files] == ["6A1", "6A2"]


def test_names_that_no_file_may_have(office: Office, tmp_path: Path) -> None:
    """Class 1/1 gets a file of a name that Windows takes."""
    people.add_class(office, "1/1")
    [(_, path)] = class_sheets.export_all(office, tmp_path / "usb", TEXTS).value
    assert path.name == "Phieu-lop-1-1.xlsx"
    assert class_sheets.file_name("1-1", TEXTS, {"1-1"}) == "Phieu-lop-1-1 (2).xlsx"


def test_only_what_may_be_filled_in_is_open(listed: Office, tmp_path: Path) -> None:
    """Ticks, notes and the yellow rows; names are locked, and the ids are out of sight."""
    teacher = Teacher(out(listed, tmp_path))
    page = teacher.page
    assert page.protection.sheet
    assert page.protection.autoFilter is False  # False is allowed, in Excel's words
    assert page.column_dimensions["A"].hidden
    assert teacher.book.worksheets[1].sheet_state == "veryHidden"
    row = teacher.row(HOA)
    assert [page.cell(row, column).protection.locked for column in range(2, 9)] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip
    spare = teacher.row("3", 2)
    assert not any(page.cell(spare, column).protection.locked for column in range(3, 9))
    lists = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}
    words = '"Chưa hỏi,Không có ĐTTM,Máy không cài được,Chưa cài,Đã cài"'
    assert words in lists.values()
    assert (page.page_setup.paperSize, page.page_setup.orientation) == ("9", "portrait") or (
        str(page.page_setup.paperSize), page.page_setup.orientation,
    ) == ("9", "portrait")  # fmt: skip


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_by_libreoffice_it_means_the_same(
    listed: Office, tmp_path: Path, ending: str
) -> None:
    """Before and after it is filled in; the copy saved anew says nothing else."""
    path = out(listed, tmp_path)
    Teacher(path).say(HOA, pupil="x", note="học chiều").add_pupil(
        "Lý Thị Mới", "3/5/2009", pupil="x"
    ).save()
    saved = saved_by_libreoffice(path, tmp_path / "office", ending)
    result = one(listed, saved)
    assert (result.outcome, result.taken, result.troubles) == (Outcome.MERGED, 2, ())
    assert named(listed, HOA).status is Status.INSTALLED
    assert named(listed, "Lý Thị Mới").date_of_birth == IsoDate("2009-05-03")
    assert one(listed, path).outcome in (Outcome.ALREADY, Outcome.OLDER)


def test_forty_five_pupils_print_on_two_pages(listed: Office, tmp_path: Path) -> None:
    """At most: the rows are counted by the heights they are given."""
    room = people.add_class(listed, "6A3").value
    for number in range(45):
        people.add_pupil(listed, room.id, f"Trần Văn {number}")
    teacher = Teacher(class_sheets.export(listed, room.id, tmp_path / "x.xlsx", TEXTS).value)
    page = teacher.page
    points = sum(page.row_dimensions[row].height or 15 for row in range(1, page.max_row + 1))
    widths = sum(page.column_dimensions[letter].width for letter in "BCDEFGH")
    paper = (297 / 25.4 - 1.1) * 72
    scale = min(1.0, (210 / 25.4 - 0.9) * 72 / (widths * 5.6))
    assert points * scale <= 2 * paper


def test_another_writer_in_between(listed: Office, tmp_path: Path, clock: Clock) -> None:
    """What was planned is planned anew on what is there by the time it is taken."""
    path = Teacher(out(listed, tmp_path)).say(HOA, pupil="x").say(AN, pupil="x").save()
    plan = sheet_merging.plan(listed, sheet_merging.read([path]))
    with open_office(listed.folder, clock) as other:
        marking.mark(other, [named(other, HOA).id], Status.UNSUPPORTED)
    done = sheet_merging.take(listed, plan).value
    assert len(done.disputes) == 1
    assert named(listed, HOA).status is Status.UNSUPPORTED
    assert named(listed, AN).status is Status.INSTALLED
    assert len({tie.id for tie in ties(listed)}) == len(ties(listed))
