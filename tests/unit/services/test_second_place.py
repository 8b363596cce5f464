"""The second place of the backups: whole copies, quiet while it is away, erased as well."""

import shutil
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services import backups, erasing, people, second_place
from bluezone_desktop.services.office import Office
from tests.unit.school_office import father, listed, named, pupil, roster, take

HOA = pupil("Nguyễn Thị Hoàn", "2009-03-05", father("Kim Văn Chung", "0901000011"), code="H7")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "Ổ đĩa của cô Thư"
    folder.mkdir()
    return folder


def test_the_newest_backup_is_copied_once(office: Office, stick: Path) -> None:
    """Whole and checked, under a name of plain letters; the same one is not copied again."""
    second_place.choose(office, stick)
    assert second_place.send(office).value is None  # nothing to send yet
    people.add_class(office, "6A1")
    made = backups.create(office).value
    copy = second_place.send(office).value
    assert copy is not None
    assert copy.read_bytes() == made.read_bytes()
    assert copy.parent.parent == stick
    assert copy.parent.name.isascii()
    assert backups.verify(copy).classes == 1
    assert second_place.send(office).value is None
    place = second_place.second_place(office)
    assert place is not None
    assert place.there
    assert place.newest is not None
    assert place.newest.path == copy


def test_a_place_that_is_away_is_waited_for(office: Office, stick: Path) -> None:
    """No complaint every half hour; when it is back, what is newest then goes there."""
    second_place.choose(office, stick)
    stick.rmdir()
    people.add_class(office, "6A1")
    backups.create(office)
    assert second_place.send(office).value is None
    place = second_place.second_place(office)
    assert place is not None
    assert not place.there
    stick.mkdir()
    assert second_place.send(office).value is not None


def test_a_place_that_cannot_be_written_is_told(office: Office, stick: Path) -> None:
    """Nothing is left half written."""
    second_place.choose(office, stick)
    people.add_class(office, "6A1")
    backups.create(office)
    place = second_place.second_place(office)
    assert place is not None
    place.folder.write_text("in the way", "utf-8")
    with pytest.raises(KnownError) as caught:
        second_place.send(office)
    assert caught.value.key == "errors.backup_failed"
    assert [one.name for one in stick.iterdir()] == [place.folder.name]


def test_copies_are_thinned_like_the_backups(office: Office, stick: Path) -> None:
    """A stick does not fill up over the years."""
    second_place.choose(office, stick)
    people.add_class(office, "6A1")
    made = backups.create(office).value
    place = second_place.second_place(office)
    assert place is not None
    place.folder.mkdir()
    for month in range(1, 13):
        for hour in range(10):
            name = f"2018-{month:02d}-01_{hour:02d}0000_000_timer.db"
            shutil.copyfile(made, place.folder / name)
    second_place.send(office)
    assert len(list(place.folder.glob("*.db"))) < 60
    assert (place.folder / made.name).is_file()


@pytest.mark.parametrize("inside", ["", "backups"])
def test_the_data_folder_itself_is_no_second_place(office: Office, inside: str) -> None:
    """It would be lost with the first."""
    folder = office.folder / inside
    folder.mkdir(exist_ok=True)
    with pytest.raises(KnownError) as caught:
        second_place.choose(office, folder)
    assert caught.value.key == "errors.second_place_inside"
    assert second_place.second_place(office) is None


def test_a_folder_that_is_not_there_is_refused(office: Office, tmp_path: Path) -> None:
    """Chosen by hand in a dialog it was there a moment ago."""
    with pytest.raises(KnownError):
        second_place.choose(office, tmp_path / "gone")


def test_who_is_erased_is_erased_there_too(office: Office, stick: Path) -> None:
    """Away, it stops the erasure before anything is done: nobody could say what is left."""
    take(office, roster(listed("6A1", HOA)))
    second_place.choose(office, stick)
    for _ in range(2):  # by a clock that stands still only these two are one after the other
        backups.create(office)
    copy = second_place.send(office).value
    assert copy is not None
    assert "Thị Hoàn".encode() in copy.read_bytes()
    away = stick.rename(stick.with_name("away"))
    who = named(office, "Nguyễn Thị Hoàn").id
    with pytest.raises(KnownError) as caught:
        erasing.erase_person(office, who)
    assert caught.value.key == "errors.second_place_away"
    assert named(office, "Nguyễn Thị Hoàn").code == "H7"
    away.rename(stick)
    assert erasing.erase_person(office, who).value.backups == 3  # two here, one there
    assert "Thị Hoàn".encode() not in copy.read_bytes()


def test_it_is_forgotten_and_the_copies_stay(office: Office, stick: Path) -> None:
    """Nobody's backups are deleted by a setting."""
    second_place.choose(office, stick)
    people.add_class(office, "6A1")
    backups.create(office)
    copy = second_place.send(office).value
    second_place.forget(office)
    assert second_place.second_place(office) is None
    assert copy is not None
    assert copy.is_file()
