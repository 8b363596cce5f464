"""What was said of a layout holds for the next file, and for the next start of the program."""

from pathlib import Path

import pytest

from bluezone_desktop.services import layouts
from bluezone_desktop.services.office import Office


def test_what_was_said_is_there_after_a_restart(tmp_path: Path) -> None:
    """Kept in the folder, by the words of the header, and forgotten when taken back."""
    with Office.open(tmp_path) as office:
        layouts.remember(office, "stt|ho va ten", {1: "full_name", 2: "father_phone"})
        layouts.remember(office, "ten|lop", {0: "full_name"})
    with Office.open(tmp_path) as office:
        assert layouts.remembered(office) == {
            "stt|ho va ten": {1: "full_name", 2: "father_phone"},
            "ten|lop": {0: "full_name"},
        }
        layouts.remember(office, "ten|lop", {})
        assert list(layouts.remembered(office)) == ["stt|ho va ten"]


def test_a_table_without_a_header_is_not_remembered(tmp_path: Path) -> None:
    """All that is known of it is its width: the next one that wide may be anything."""
    with Office.open(tmp_path) as office:
        layouts.remember(office, "#4", {1: "full_name"})
        assert not layouts.remembered(office)


@pytest.mark.parametrize("meaning", ["", "blood_group"])
def test_a_meaning_of_a_later_version_is_left_aside(tmp_path: Path, meaning: str) -> None:
    """An older program on the same folder does not fail on it."""
    with Office.open(tmp_path) as office:
        layouts.remember(office, "ten|lop", {0: "full_name", 1: meaning})
        assert layouts.remembered(office) == {"ten|lop": {0: "full_name"}}
