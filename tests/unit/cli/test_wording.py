"""What a command says to people: whole sentences of one language, moments in words, ways out."""

import re
from pathlib import Path

import pytest

from tests.unit.cli.terminal import Terminal, class_list

# Of argparse's own sentences; one of them in an answer is English that nobody translated.
ENGLISH = re.compile(r"\b(argument|arguments|choice|choose|expected|following|required|usage)\b")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bogus",), "LỆNH không nhận “bogus”, chỉ nhận init, roster, "),
        (("roster",), "còn thiếu LỆNH"),
        (("mark", "x"), "còn thiếu --status"),
        (("init", "--school"), "sau --school cần ghi giá trị"),
        (("mark", "--status", "installed"), "còn thiếu ID"),
        (("people", "extra"), "không có “extra”"),
        (("people", "--json=3"), "--json không đi kèm giá trị"),
        (("coverage", "--by", "village"), "--by không nhận “village”, chỉ nhận school, grade, "),
        (("people", "--group", "parents"), "--group không nhận “parents”, chỉ nhận manager, "),
        (("coverage", "--as-of", "hôm qua"), "không nhận “hôm qua”, chỉ nhận YYYY-MM-DDTHH:MM"),
        (("init", "--school", "x", "--level", "đại học"), "không nhận “đại học”, chỉ nhận "),
        (("mark", "x", "--status", "a\nb"), "không nhận “a\\nb”"),
    ],
)
def test_a_mistyped_command_is_told_in_one_language(
    empty: Terminal, words: tuple[str, ...], told: str
) -> None:
    """What is wrong, in the language asked for and in one line."""
    answer = empty(*words)
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert not ENGLISH.search(answer.err)
    english = empty.bare("--language", "en", *words)
    assert english.err.startswith("The command is not right (")
    assert "cannot be read" not in english.err


def test_the_help_is_in_one_language(empty: Terminal) -> None:
    """Its headings too, which argparse has in English alone."""
    answer = empty.bare("mark", "--help").out
    assert answer.startswith("cách dùng: bluezone-desktop mark ")
    assert not ENGLISH.search(answer.replace("--", ""))
    assert not re.search(r"^(options|positional)", answer, re.MULTILINE)


def test_moments_are_told_in_words_to_people_and_in_iso_to_programs(
    full: Terminal, tmp_path: Path
) -> None:
    """As papers write them."""
    iso = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
    spoken = re.compile(r"\d+ giờ \d\d ngày \d\d/\d+/\d{4}")
    full("return", "export", "--out", tmp_path / "x.xlsx", "--round", "1")
    full("backup", "create")
    for words in (("coverage",), ("return", "list"), ("backup", "list"), ("history",)):
        answer = full(*words).out
        assert spoken.search(answer.splitlines()[0])
        assert not iso.search(answer)
        assert iso.search(full(*words, "--json").out)
    english = full.bare("--language", "en", "--data", full.data, "coverage").out
    assert re.match(r"As of \d\d:\d\d on \d+/\d+/\d{4}\n", english)


def test_a_file_in_the_way_is_told_with_the_switch_that_replaces_it(
    full: Terminal, tmp_path: Path
) -> None:
    """Of every command that takes the switch."""
    chart, paper, copy = (tmp_path / name for name in ("a.png", "a.xlsx", "a.db"))
    for taken, words in (
        (chart, ("coverage", "--chart", chart)),
        (paper, ("return", "export", "--out", paper)),
        (copy, ("backup", "create", "--out", copy)),
    ):
        taken.write_bytes(b"mine")
        refusal = full(*words).refusal
        assert "--overwrite" in refusal
        assert str(taken) in refusal
        assert taken.read_bytes() == b"mine"
        assert full(*words, "--overwrite").status == 0


def test_a_problem_is_told_with_the_places_that_it_has(school: Terminal, tmp_path: Path) -> None:
    """No empty quotation marks, no column that nobody knows."""
    nameless = (9, "HS09", None, "01/02/2009", "Nam", "6A1")
    born = (8, "HS08", "Lê Ái", "31/02/2009", "Nam", "6A1")
    answer = school("roster", "inspect", class_list(tmp_path, nameless, born)).out
    [rejected] = [line for line in answer.splitlines() if "Không nhận" in line]
    assert re.fullmatch(r"  Không nhận, trang \S+, dòng \d+(, cột [^,]+)?: .+", rejected), rejected
    [warning] = [line for line in answer.splitlines() if "Cần xem" in line]
    assert "cột Ngày sinh, “31/02/2009”: " in warning
