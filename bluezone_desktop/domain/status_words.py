"""Reading a status from what people write by hand: a pasted block, a filled-in class sheet.

Source: how class sheets are filled in schools. x, X, v, ✓, 1, có mean "đã cài"; 0, không mean "chưa
cài"; the words of the drop-down mean themselves, with or without accents, in either language.
"""

from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Status

_WORDS: dict[Status, tuple[str, ...]] = {
    Status.INSTALLED: (
        "x", "v", "✓", "✔", "☑", "√", "1", "co", "roi", "da cai", "da cai dat", "yes", "y",
        "true", "installed",
    ),
    Status.NOT_INSTALLED: (
        "0", "khong", "chua", "chua cai", "chua cai dat", "○", "no", "n", "false", "not installed",
    ),
    Status.NO_SMARTPHONE: (
        "khong co dttm", "khong dttm", "khong co dien thoai", "khong co dien thoai thong minh", "–",
        "-", "no smartphone", "no phone",
    ),
    Status.UNSUPPORTED: (
        "may khong cai duoc", "khong cai duoc", "⌀", "phone cannot run it", "cannot run",
        "unsupported",
    ),
    Status.NOT_ASKED: ("chua hoi", "·", "not asked"),
}  # fmt: skip
_STATUSES = {word: status for status, words in _WORDS.items() for word in words}


def read_status(text: str) -> Status | None:
    """The status that ``text`` means; None for an empty cell, which says nothing.

    A tie before it, as this program copies it ("Bà: Đã cài"), is left out. Raises ValueError for
    words that mean no status: they are never guessed at.
    """
    word = fold(text).rpartition(": ")[2].rstrip(".")
    if not word:
        return None
    try:
        return _STATUSES[word]
    except KeyError:
        raise ValueError(text) from None
