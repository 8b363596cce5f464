"""What leaves the school when something goes wrong: where and what, and nobody's name."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bluezone_desktop import logs
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.traces import trace_of, without_names

NAME, PHONE, BORN = "Nguyễn Thị Hoà", "0912345678", "2009-03-05"


def name_in_a_key() -> object:
    people: dict[str, int] = {}
    return people[NAME]


def phone_in_words() -> object:
    raise ValueError(f"{NAME} has the phone {PHONE}")


def file_called_after_somebody() -> object:
    return Path(f"/nowhere/{NAME}.xlsx").read_bytes()


def known() -> object:
    raise KnownError("errors.person_unknown", id=NAME, detail=PHONE)


def of_the_database() -> object:
    return sqlite3.connect(":memory:").execute(f"SELECT {PHONE}x FROM nothing")


def one_after_another() -> object:
    try:
        return name_in_a_key()
    except KeyError as error:
        raise RuntimeError(BORN) from error


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (name_in_a_key, "KeyError"),
        (phone_in_words, "ValueError"),
        (file_called_after_somebody, "FileNotFoundError: errno 2"),
        (known, "KnownError: key errors.person_unknown"),
        (of_the_database, "sqlite3.OperationalError"),
        (one_after_another, "RuntimeError"),
    ],
)
def test_a_trace_says_where_and_what_but_not_of_whom(
    fault: Callable[[], object], told: str, tmp_path: Path
) -> None:
    """In what is copied for a supporter, and in the log."""
    logs.start(tmp_path)
    (handler,) = logging.getLogger("bluezone_desktop").handlers
    with pytest.raises(Exception, match=r"[\s\S]*") as caught:
        fault()
    error = caught.value
    trace = trace_of(error)
    told_of = (type(error), error, error.__traceback__)
    handler.handle(
        logging.LogRecord("bluezone_desktop", logging.ERROR, "", 1, "a fault", None, told_of)
    )
    handler.close()
    logging.getLogger("bluezone_desktop").removeHandler(handler)
    written = logs.file_in(tmp_path).read_text("utf-8")
    for text in (trace, written):
        assert told in text
        assert fault.__name__ in text
        for secret in (NAME, "Hoà", PHONE, BORN):
            assert secret not in text
    if fault is one_after_another:
        assert "KeyError" in trace


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cannot open '/home/Hoà/6A1.xlsx' now", "cannot open … now"),
        ("Nguyễn Thị Hoa is listed twice", "… … Hoa is listed twice"),
        ("call 0912 345 678 or 0912345678", "call 0912 345 678 or …"),
        ("QFont::setPointSize: Point size <= 0", "QFont::setPointSize: Point size <= 0"),
        ("born 2009-03-05", "born …"),
    ],
)
def test_words_of_others_are_thinned(text: str, told: str) -> None:
    """Qt and libraries write what they like; a name without accents is all that may pass."""
    assert without_names(text) == told
