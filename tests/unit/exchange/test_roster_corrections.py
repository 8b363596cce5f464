"""What a user says of columns goes before what their headers say."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bluezone_desktop.domain.layouts import COLUMN_MEANINGS, NOT_TAKEN, corrected, layout_key
from bluezone_desktop.domain.roster import Roster
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.roster_fields import meaning_of_key
from bluezone_desktop.exchange.roster_reader import Wishes, look_into, read_roster
from bluezone_desktop.texts import Texts
from tests.unit.exchange.table_writers import Grid, Value, write_text, write_xlsx

HEAD: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Người đưa đón", "Số máy"]
ROW: list[Value] = [1, "Lê Thị Hoa", "05/03/2009", "Trần Thị Bảy", "0901234567"]
KEY = layout_key([str(words) for words in HEAD])


def read(folder: Path, said: Mapping[int, str], *rows: list[Value]) -> Roster:
    """A list of one class, read with what was said of its columns."""
    path = write_xlsx(folder / "a.xlsx", [Grid("6A1", [["DANH SÁCH"], HEAD, *(rows or (ROW,))])])
    return read_roster(path, corrections={KEY: said})


def test_a_column_our_words_do_not_know_becomes_what_the_user_says(tmp_path: Path) -> None:
    """The relative stands in two columns that no word of ours covers."""
    [pupil] = read(tmp_path, {3: "mother_name", 4: "mother_phone"}).classes[0].pupils
    [mother] = pupil.relatives
    assert (mother.relation, mother.full_name) == (Relation.MOTHER, "Trần Thị Bảy")
    assert mother.phone == "0901234567"


def test_a_column_that_is_not_wanted_is_left_out(tmp_path: Path) -> None:
    """Without its meaning the date is nobody's; the rest stays."""
    roster = read(tmp_path, {2: NOT_TAKEN})
    assert roster.classes[0].pupils[0].date_of_birth is None
    [layout] = roster.layouts
    assert (layout.key, layout.said) == (KEY, True)
    assert layout.columns[:3] == ("ordinal", "full_name", NOT_TAKEN)


def test_a_list_without_a_column_of_names_loses_no_row(tmp_path: Path) -> None:
    """Every row is told as rejected, none is dropped."""
    roster = read(tmp_path, {1: NOT_TAKEN}, ROW, [2, "Võ Văn An", "06/04/2009"])
    assert [problem.row for problem in roster.problems] == [3, 4]
    assert not roster.people


def test_what_was_said_holds_below_a_repeated_header(tmp_path: Path) -> None:
    """A header again is the same layout."""
    roster = read(tmp_path, {3: "father_name"}, ROW, HEAD, [2, "Võ Văn An", "06/04/2009", "Võ Tám"])
    assert [p.relatives[0].full_name for p in roster.classes[0].pupils] == [
        "Trần Thị Bảy",
        "Võ Tám",
    ]
    assert [layout.header_rows for layout in roster.layouts] == [(2, 4)]


def test_what_was_said_of_one_layout_leaves_others_alone(tmp_path: Path) -> None:
    """Other words in the header are another system's list."""
    grid = Grid("6A1", [["STT", "Họ và tên", "Ngày sinh"], ROW[:3]])
    roster = read_roster(write_xlsx(tmp_path / "a.xlsx", [grid]), corrections={KEY: {2: NOT_TAKEN}})
    assert roster.classes[0].pupils[0].date_of_birth == "2009-03-05"


def test_a_layout_is_known_by_its_words_alone() -> None:
    """Case, accents, blanks and empty columns at the end are no other layout."""
    assert layout_key(["STT", " HỌ VÀ TÊN", "ngày  sinh", "", ""]) == "stt|ho va ten|ngay sinh"


@pytest.mark.parametrize("key", COLUMN_MEANINGS)
def test_every_meaning_on_offer_can_be_read_and_has_words(key: str) -> None:
    """A choice in the drop-down that the reader does not know would be a dead one."""
    assert meaning_of_key(key).key == key
    for language in ("vi", "en"):
        assert Texts(language)(f"roster.field.{key}")


def test_a_meaning_moves_to_its_new_column() -> None:
    """Two columns of one meaning would leave it open which is read."""
    assert corrected({}, ["ordinal", "full_name", None], 2, "full_name") == {
        1: NOT_TAKEN,
        2: "full_name",
    }
    assert corrected({2: "full_name"}, [None, NOT_TAKEN, "full_name"], 2, NOT_TAKEN) == {
        2: NOT_TAKEN
    }


def test_a_picture_shows_old_letters_before_and_after(tmp_path: Path) -> None:
    """What is converted can be held against what the file has."""
    path = tmp_path / "a.csv"
    rows = "STT;Hä vµ tªn;Líp\n1;NguyÔn ThÞ Hoµ;6A1\n2;TrÇn V¨n ¢n;6A1\n"
    path.write_bytes(rows.encode("cp1252"))
    roster, pictures = look_into(path)
    [picture] = pictures.values()
    assert picture.is_converted
    assert picture.before(2, 1).startswith("NguyÔn ")
    assert picture.text(2, 1) == "Nguyễn Thị Hoà"
    assert (picture.rows, picture.columns, picture.text(9, 9)) == (3, 3, "")
    assert roster.layouts[0].encodings[1] == "tcvn3"


def test_a_unicode_sheet_has_nothing_converted(tmp_path: Path) -> None:
    """No before and after where they would be the same."""
    _, pictures = look_into(write_text(tmp_path / "a.csv", Grid("6A1", [HEAD, ROW])))
    assert not any(picture.is_converted for picture in pictures.values())


def test_a_file_without_a_header_is_read_by_its_columns_if_the_user_wants(tmp_path: Path) -> None:
    """By itself it is refused; the user can still say what its columns are."""
    grid = Grid("Sheet1", [ROW, [2, "Võ Văn An", "06/04/2009", "Võ Văn Tám", "0907654321"]])
    path = write_xlsx(tmp_path / "a.xlsx", [grid])
    roster, _ = look_into(path, Wishes("6A1", without_header=True))
    assert [pupil.full_name for pupil in roster.classes[0].pupils] == ["Lê Thị Hoa", "Võ Văn An"]
    assert roster.layouts[0].columns == ("ordinal", "full_name", "date_of_birth", None, None)
    said = {roster.layouts[0].key: {3: "father_name", 4: "father_phone"}}
    again, _ = look_into(path, Wishes("6A1", said, without_header=True))
    assert again.classes[0].pupils[0].relatives[0].phone == "0901234567"
