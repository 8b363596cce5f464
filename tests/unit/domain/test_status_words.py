"""Reading a status from what people write by hand."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.status_words import read_status
from bluezone_desktop.domain.vocabulary import Status

CATALOGUE = Path(__file__).resolve().parents[3] / "resources" / "translations"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("table", ["status", "status_short", "status_sign"])
@pytest.mark.parametrize("status", list(Status))
def test_every_word_that_the_program_shows_is_understood(
    language: str, table: str, status: Status
) -> None:
    """What is copied out of the sheet can be pasted back, in either language."""
    words = tomllib.loads((CATALOGUE / language / "vocabulary.toml").read_text("utf-8"))
    assert read_status(words[table][status.value]) is status


@pytest.mark.parametrize("text", ["x", "X", "v", "✓", "1", "có", "Có", "CO", " đã cài ", "Đã cài."])
def test_the_usual_ticks_mean_installed(text: str) -> None:
    """As teachers fill in a printed or an Excel sheet."""
    assert read_status(text) is Status.INSTALLED


@pytest.mark.parametrize("text", ["0", "không", "KHONG", "chưa", "Chưa cài"])
def test_a_no_means_not_installed(text: str) -> None:
    """Who says no was asked, and has a phone as far as anybody knows."""
    assert read_status(text) is Status.NOT_INSTALLED


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_an_empty_cell_says_nothing(text: str) -> None:
    """It must not be taken for "chưa hỏi": what is known stays."""
    assert read_status(text) is None


def test_a_tie_before_the_status_is_left_out() -> None:
    """The column "Người khác" copies as "Bà: Đã cài"."""
    assert read_status("Bà: Đã cài") is Status.INSTALLED


@pytest.mark.parametrize("text", ["2", "có lẽ", "đã", "Trần Văn An", "xx"])
def test_anything_else_is_refused(text: str) -> None:
    """Never guessed at."""
    with pytest.raises(ValueError, match=text):
        read_status(text)


@given(st.text(max_size=12))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    """No text brings the reader down in another way."""
    try:
        found = read_status(text)
    except ValueError:
        return
    assert found is None or found in Status
