"""Returns: drafts, issued rounds, and what is left when something fails."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.return_table import build_table
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.exchange.return_figures import read_figures
from bluezone_desktop.services import checks, figures, marking, returns, schools, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts
from tests.unit.school_office import (
    Clock,
    everyone,
    listed,
    mother,
    named,
    pupil,
    roster,
    take,
)

VI = Texts("vi")


@pytest.fixture
def office(office: Office, clock: Clock) -> Iterator[Office]:
    em = pupil("Nguyễn Thị Hoà", None, mother("Lê Thị Tư"))
    take(office, roster(listed("6A1", em, pupil("Trần Văn Ân"))))
    clock.on(hours=1)
    yield office
    assert checks.check(office).is_sound


def export(office: Office, path: Path, round_name: str | None = None, **more: object) -> None:
    returns.export(office, path, VI, round_name=round_name, **more)  # type: ignore[arg-type]  # keywords of the test


def refusal(office: Office, path: Path, round_name: str | None = None, **more: object) -> str:
    before = returns.issued(office), steps.steps(office)
    with pytest.raises(KnownError) as caught:
        export(office, path, round_name, **more)
    assert (returns.issued(office), steps.steps(office)) == before
    return caught.value.key


def test_a_draft_is_never_issued(office: Office, tmp_path: Path) -> None:
    """A file, and nothing else: no round, no step, no copy."""
    before = steps.steps(office)
    outcome = returns.export(office, tmp_path / "draft.xlsx", VI)
    assert outcome.changes is Change.NOTHING
    assert outcome.value.issued is None
    assert outcome.value.content.is_draft
    assert zipfile.is_zipfile(tmp_path / "draft.xlsx")
    assert returns.issued(office) == []
    assert steps.steps(office) == before
    assert not office.returns_folder.exists()


def test_a_round_is_frozen_with_its_figures_and_its_file(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    """What went out can be told and written again for ever, whatever changes after it."""
    marking.mark(office, [named(office, "Nguyễn Thị Hoà").id], Status.INSTALLED)
    clock.on(hours=1)
    out = tmp_path / "out.xlsx"
    outcome = returns.export(office, out, VI, round_name="Đợt 1")
    assert outcome.changes is Change.RETURNS
    one = outcome.value.issued
    assert one
    assert (one.round_name, one.as_of, one.actor) == ("Đợt 1", clock(), "Cô Lan")
    assert one.figures["total"]["pupils"]["installed"] == 1
    assert returns.issued_file(office, one) == out.read_bytes()
    copy = office.returns_folder / one.file_name
    assert one.file_name == "BC-Bluezone_THCS-Lam-Tan_dot-01_2020-08-24.xlsx"
    assert copy.read_bytes() == out.read_bytes()
    clock.on(days=7)
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    schools.edit(office, School("Trường khác", school_year="2020-2021"))
    assert returns.issued(office) == [one]
    returns.save_issued(office, one, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == out.read_bytes()
    again = figures.coverage(office, as_of=one.as_of)
    assert again.total.pupils.installed == 1


def test_an_issued_return_cannot_be_taken_back(office: Office, tmp_path: Path) -> None:
    """It has left the house: undo passes it by."""
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    export(office, tmp_path / "out.xlsx", "1")
    assert steps.undo(office).value.label == "steps.mark.installed"
    assert len(returns.issued(office)) == 1


@pytest.mark.parametrize("again", ["Đợt 2", "2", " đợt  02 ", "ĐỢT 2", "DOT 2", "Đợt\u00a02"])
def test_a_round_is_issued_once_however_it_is_written(
    office: Office, tmp_path: Path, again: str
) -> None:
    """The district must not receive two different "đợt 2"."""
    export(office, tmp_path / "one.xlsx", "đợt 2")
    assert refusal(office, tmp_path / "two.xlsx", again) == "errors.round_issued"
    assert not (tmp_path / "two.xlsx").exists()
    export(office, tmp_path / "three.xlsx", "đợt 3")
    assert [one.round_name for one in returns.issued(office)] == ["đợt 2", "đợt 3"]


@pytest.mark.parametrize("name", ["", "  ", "Đợt", "\u200b"])
def test_a_round_needs_a_name(office: Office, tmp_path: Path, name: str) -> None:
    """Without one it would be a draft in disguise."""
    assert refusal(office, tmp_path / "out.xlsx", name) == "errors.round_without_name"
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("name", ["bổ sung ²", "1/2020", 'đợt <một>: "cuối"', "đợt " + "x" * 300])
def test_any_name_of_a_round_makes_a_file_name(office: Office, tmp_path: Path, name: str) -> None:
    """Windows knows fewer characters than a clerk."""
    export(office, tmp_path / "out.xlsx", name)
    copies = list(office.returns_folder.iterdir())
    assert len(copies) == 1
    assert not set(copies[0].name) & set('<>:"/\\|?*²')
    assert len(copies[0].name) < 200


def test_rounds_named_alike_keep_their_own_copies(office: Office, tmp_path: Path) -> None:
    """ "1a!" and "1a?" are two rounds of one file name."""
    export(office, tmp_path / "one.xlsx", "1a!")
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    export(office, tmp_path / "two.xlsx", "1a?")
    copies = {copy.read_bytes() for copy in office.returns_folder.iterdir()}
    assert copies == {(tmp_path / "one.xlsx").read_bytes(), (tmp_path / "two.xlsx").read_bytes()}


def test_what_cannot_be_written_is_not_issued(office: Office, tmp_path: Path) -> None:
    """A full or missing place, a file that is there: nothing issued, nothing left over."""
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"mine")
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    for path, key in (
        (tmp_path / "nowhere" / "out.xlsx", "errors.folder_missing"),
        (there, "errors.file_exists"),
        (folder, "errors.file_is_folder"),
        (tmp_path / "out.xls", "errors.wrong_ending"),
        (tmp_path / ("x" * 300 + ".xlsx"), "errors.file_unwritable"),
    ):
        for round_name in (None, "1"):
            assert refusal(office, path, round_name) == key
    assert there.read_bytes() == b"mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "folder.xlsx", "there.xlsx"]
    assert list(office.returns_folder.iterdir()) == [] if office.returns_folder.exists() else True
    export(office, there, "1", overwrite=True)
    assert zipfile.is_zipfile(there)


def test_a_copy_that_cannot_be_kept_takes_the_file_back(office: Office, tmp_path: Path) -> None:
    """A return that is not on record must not be on the desk."""
    office.returns_folder.write_text("a file where the folder should be")
    assert refusal(office, tmp_path / "out.xlsx", "1") == "errors.folder_unwritable"
    assert not (tmp_path / "out.xlsx").exists()


def test_a_protected_return_opens_with_its_password_and_is_the_kept_one(
    office: Office, tmp_path: Path
) -> None:
    """Standard Office encryption; what is kept here stays readable."""
    import msoffcrypto

    out = tmp_path / "locked.xlsx"
    outcome = returns.export(office, out, VI, round_name="1", password="bí mật 7")
    assert outcome.value.issued
    assert not zipfile.is_zipfile(out)
    with out.open("rb") as handle:
        file = msoffcrypto.OfficeFile(handle)
        assert file.is_encrypted()
        opened = io.BytesIO()
        file.load_key(password="bí mật 7")
        file.decrypt(opened)
    assert opened.getvalue() == returns.issued_file(office, outcome.value.issued)
    copy = office.returns_folder / outcome.value.issued.file_name
    assert copy.read_bytes() == opened.getvalue()


def test_the_next_round_shows_the_change_against_the_one_before(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    """Against the newest that is not later than its own as-of."""
    assert returns.draft(office).previous is None
    export(office, tmp_path / "1.xlsx", "1")
    clock.on(days=7)
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    clock.on(hours=1)
    before_second = clock()
    clock.on(hours=1)
    export(office, tmp_path / "2.xlsx", "2")
    clock.on(days=7)
    last = returns.draft(office).previous
    assert last
    assert (last.round_name, last.figures.total.pupils.installed) == ("2", 2)
    earlier = returns.draft(office, as_of=before_second)
    assert earlier.previous
    assert earlier.previous.round_name == "1"
    assert earlier.figures.total.pupils.installed == 2


def test_a_return_as_of_a_past_moment_reports_that_moment(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    """And a moment still to come is now, because nobody knows its figures."""
    then = clock()
    clock.on(days=1)
    marking.mark(office, list(everyone(office)), Status.INSTALLED)
    content = returns.draft(office, as_of=then)
    assert (content.as_of, content.figures.total.pupils.installed) == (then, 0)
    coming = returns.draft(office, as_of=clock() + timedelta(days=9))
    assert coming.figures.total.pupils.installed == 2
    assert coming.as_of < clock() + timedelta(seconds=1)
    out = returns.export(office, tmp_path / "out.xlsx", VI, round_name="1", as_of=then).value
    assert out.issued
    assert out.issued.as_of == then


def test_the_recipient_is_free_text_with_a_preset(office: Office) -> None:
    """The body above the school, unless the school says otherwise."""
    school = office.require_school()
    assert returns.draft(office).recipient == ""
    schools.edit(office, School(school.name, superior="Phòng GDĐT Kế Sách"))
    assert returns.draft(office).recipient == "Phòng GDĐT Kế Sách"
    schools.set_preference(office, "return.recipient", "Sở GDĐT Sóc Trăng")
    assert returns.draft(office).recipient == "Sở GDĐT Sóc Trăng"


def test_a_kept_file_that_was_tampered_with_is_found(office: Office) -> None:
    """Its fingerprint was taken when it went out."""
    out = office.folder / "out.xlsx"
    export(office, out, "1")
    one = returns.issued(office)[0]
    office.file.connection.execute("UPDATE issued_return SET content = x'00'")
    with pytest.raises(KnownError) as caught:
        returns.issued_file(office, one)
    assert caught.value.key == "errors.return_damaged"
    report = checks.check(office)
    assert report.returns
    office.file.connection.execute("UPDATE issued_return SET content = ?", (out.read_bytes(),))


def test_by_group_the_return_has_one_line_of_pupils(office: Office, tmp_path: Path) -> None:
    """Kept for the next return; no class and no teacher stands on it; the figures are the same."""
    export(office, tmp_path / "a.xlsx", "1")
    returns.set_by_class(office, False)
    content = returns.draft(office)
    assert content.figures.classes
    words = [text for row in build_table(content, VI).texts() for text in row]
    assert "6A1" not in words
    assert "Đối tượng" in words
    assert "Học sinh" in words
    assert any("đợt 1" in text for text in words)
    export(office, tmp_path / "b.xlsx", "2")
    by_class, by_group = (read_figures(tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert by_class == by_group
    returns.set_by_class(office, True)
    assert "6A1" in str(build_table(returns.draft(office), VI).texts())
