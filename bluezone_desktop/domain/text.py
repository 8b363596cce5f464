"""Tidying and folding text: one form for storing, one for searching.

Both are whole-string table look-ups (``str.translate``), because a school of 15,000 people is
folded in one go when it is opened.
"""

import unicodedata

_ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BLANK_CONTROLS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"
_CONTROLS = [c for c in map(chr, [*range(0x20), *range(0x7F, 0xA0)]) if c not in _BLANK_CONTROLS]

# Letters that look like Đ but are not: Icelandic eth and African d. Old converters wrote them.
_LOOKALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}

_CLEANED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, [*_ZERO_WIDTH, *_DIRECTION_MARKS, *_CONTROLS])),
    **{ord(wrong): right for wrong, right in _LOOKALIKES.items()},
}


def _folding_table() -> dict[int, str | None]:
    """Every lower-case Latin letter with marks to its bare letter; marks alone to nothing."""
    table: dict[int, str | None] = dict(_CLEANED)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            table[code] = base
    table.update(dict.fromkeys(range(0x300, 0x370)))
    extra = {"đ": "d", "ð": "d", "ɖ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"}
    apostrophes = dict.fromkeys("‘’ʼ`´", "'")
    table.update({ord(letter): plain for letter, plain in (extra | apostrophes).items()})
    return table


_FOLDED = _folding_table()


def clean(text: str) -> str:
    """Text as it is stored: NFC, single blanks, nothing invisible, Đ as the Vietnamese letter.

    Takes any Unicode text. Text in a legacy encoding has to be decoded first: in TCVN3 the soft
    hyphen, which is removed here, is ư, and Ð, which becomes Đ here, is é.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_CLEANED)).split())


def fold(text: str) -> str:
    """The search key of a text: lower case, no accents, đ as d, single blanks.

    "Nguyễn Thị Hoà" and "NGUYEN  THI HÒA" both give "nguyen thi hoa". Punctuation stays, with
    every kind of apostrophe written ``'``.
    """
    return " ".join(text.lower().translate(_FOLDED).split())
