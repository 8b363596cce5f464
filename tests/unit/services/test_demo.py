"""The made-up school for looking around: made whole or not at all, and never over another."""

import sqlite3
from pathlib import Path

import pytest

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.errors import Cancelled, KnownError
from bluezone_desktop.services import demo, people
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.database import FILE_NAME
from bluezone_desktop.texts import Texts
from tests.unit.school_office import Clock, school_office


def test_a_made_up_school_that_cannot_be_opened_is_left_alone(tmp_path: Path) -> None:
    """A newer program's folder is refused, with every file that lies in it."""
    folder = tmp_path / "truong-mau"
    with school_office(folder, Clock()):
        pass
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('bluezone_desktop', 'm999_from_the_future', '2030')"
    )
    connection.commit()
    connection.close()
    (folder / "returns").mkdir(exist_ok=True)
    issued = folder / "returns" / "bao-cao.xlsx"
    issued.write_bytes(b"issued")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(KnownError) as caught:
        demo.open_or_make(folder, Texts())
    assert caught.value.key == "errors.database_too_new"
    assert (folder / FILE_NAME).read_bytes() == before
    assert issued.read_bytes() == b"issued"


def test_a_school_that_is_there_is_opened_as_it_is(tmp_path: Path) -> None:
    """What was tried out in it yesterday is there today."""
    folder = tmp_path / "truong-mau"
    with school_office(folder, Clock()) as office:
        people.add_class(office, "6A1")
    outcome = demo.open_or_make(folder, Texts())
    assert (outcome.value, outcome.changes) == (folder, Change.NOTHING)
    with Office.open(folder) as office:
        assert len(people.class_list(office)) == 1


@pytest.mark.parametrize("name", ["ghi-chu.txt", FILE_NAME])
def test_anything_else_in_its_place_is_kept_and_said(tmp_path: Path, name: str) -> None:
    """A note of the user's, or a database in which no school was ever set up."""
    folder = tmp_path / "truong-mau"
    folder.mkdir()
    if name == FILE_NAME:
        Office.open(folder).close()
    else:
        (folder / name).write_text("của tôi", "utf-8")
    with pytest.raises(KnownError) as caught:
        demo.open_or_make(folder, Texts())
    assert caught.value.key == "errors.demo_in_the_way"
    assert (folder / name).exists()


def test_stopping_half_way_leaves_nothing(tmp_path: Path) -> None:
    """Neither half a school nor the folder it was made in; an empty folder stays empty."""
    folder = tmp_path / "truong-mau"
    folder.mkdir()

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        demo.open_or_make(folder, Texts(), progress=stop)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []
