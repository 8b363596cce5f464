"""Text from before Unicode: finding out that a column is TCVN3 or VNI, and reading it.

Both encodings show Vietnamese by drawing other characters with a special font, so nothing in a file
says which is meant but the font's name. Where that is unknown, the words decide: decoded rightly,
nearly all of them are Vietnamese syllables. A whole column is judged, never one cell.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from bluezone_desktop.domain.legacy_tables import CP1258, TCVN3, TCVN3_TONED, VNI
from bluezone_desktop.domain.roster import Encoding
from bluezone_desktop.domain.syllables import is_syllable

# No code page of the time has these letters: text that holds one was never legacy.
_UNICODE_ONLY = re.compile("[ĨĩŨũ\u1ea0-\u1ef9]")
# Of these, cp1258 alone could have made legacy text; far more often they are what they look like.
_UNICODE_LOOK = re.compile(f"[{''.join(CP1258)}]")
_TCVN3_CODES = str.maketrans(TCVN3)
_VNI_CODES = re.compile("[AaEeOoUuYyÔôÖö][ÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜËùøûõïâáàåãäêéèúüë]|[^\x00-\x7f]")
_CP1258_CODES = str.maketrans(CP1258)
_RUNS = re.compile("[^\x00-@\\[-`{-\xa0\u2000-\u206f]+")

_WORDS = re.compile(r"[^\W\d_]+")

_ENOUGH_WORDS = 500
_MOST = 0.7
"""The part of a column's marked words that must be syllables once decoded."""


def decode(text: str, encoding: Encoding, *, upper_case: bool = False) -> str:
    """Text of a legacy column as Unicode (NFC).

    encoding    what `detect` said of the column; UNICODE gives the text back as it is
    upper_case  the font draws capitals only (`is_upper_case_font`)

    A cell that holds letters only Unicode has is given back as it is. TCVN3 has no capitals with
    tones: a word otherwise in capitals gets them.
    """
    if encoding is Encoding.UNICODE or _UNICODE_ONLY.search(text):
        return text
    text = text.translate(_CP1258_CODES)
    decoded = _from_tcvn3(text) if encoding is Encoding.TCVN3 else _from_vni(text)
    return decoded.upper() if upper_case else decoded


def decode_name(text: str, encoding: Encoding, *, upper_case: bool = False) -> str:
    """Like `decode`, for a column of names: a word that begins with a toned vowel gets its capital.

    TCVN3 writes Ánh and ánh alike. Where other words of the name begin small, so does this one.
    """
    decoded = decode(text, encoding, upper_case=upper_case)
    if encoding is not Encoding.TCVN3 or upper_case or _UNICODE_ONLY.search(text):
        return decoded
    unsure = [code in TCVN3_TONED for code in text.translate(_CP1258_CODES)]
    starts = [word.start() for word in _WORDS.finditer(decoded)]
    if any(decoded[at].islower() and not unsure[at] for at in starts):
        return decoded
    letters = list(decoded)
    for at in starts:
        letters[at] = letters[at].upper()
    return "".join(letters)


def _from_tcvn3(text: str) -> str:
    decoded = text.translate(_TCVN3_CODES)
    result = list(decoded)
    # Per word, the letters whose case is known: those that TCVN3 has in both cases.
    words = [
        (word.span(), [at for at in range(*word.span()) if text[at] not in TCVN3_TONED])
        for word in _WORDS.finditer(decoded)
    ]
    small = any(decoded[at].islower() for _, known in words for at in known)
    # A capital that does not begin its word shows that the whole word is in capitals.
    inner = [any(decoded[at].isupper() for at in known if at > span[0]) for span, known in words]
    for (span, known), has_inner in zip(words, inner, strict=True):
        capitals = known and all(decoded[at].isupper() for at in known)
        if (any(inner) and not small) or (capitals and has_inner):
            result[slice(*span)] = decoded[slice(*span)].upper()
    return "".join(result)


def _from_vni(text: str) -> str:
    return _VNI_CODES.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    code = found[0]
    if len(code) == 1:
        return VNI.get(code, code)
    # The mark takes the case of its letter; some keyboards wrote it the other way.
    for mark in (code[1], code[1].swapcase()):
        if letter := VNI.get(code[0] + mark):
            return letter
    return VNI.get(code[0], code[0]) + VNI.get(code[1], code[1])


def encoding_of_font(font: str) -> Encoding | None:
    """The encoding that a font's name gives away (".VnTime", "VNI-Times"); None for others."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    if name.startswith(("vni-", "vni ")):
        return Encoding.VNI
    return None


def is_upper_case_font(font: str) -> bool:
    """True for the TCVN3 fonts that draw capitals only (".VnTimeH", ".VnArialH")."""
    name = font.strip()
    return encoding_of_font(name) is Encoding.TCVN3 and name.endswith("H")


def detect(
    texts: Iterable[str],
    fonts: Iterable[str] = (),
    *,
    likely: Encoding = Encoding.UNICODE,
    headed: bool = False,
) -> Encoding:
    """How a column is written.

    texts   the cells of the column, undecoded, with its header; one text alone will do
    fonts   the names of the cells' fonts, where the file tells
    likely  what the sheet's other columns are; decides only where the words allow both
    headed  the sheet's header is in the likely encoding too, so that looks alone do not count

    A legacy font decides, unless the words are rather Unicode Vietnamese that was typed over it.
    Without one the words decide, and doubt means UNICODE: French or English with a few accents is
    left alone.
    """
    words = _marked_words(texts)
    valid = {encoding: _valid(words, encoding) for encoding in Encoding}
    told = [kind for kind in map(encoding_of_font, fonts) if kind is not None]
    if told:
        font = max((Encoding.TCVN3, Encoding.VNI), key=told.count)
        return font if valid[font] >= valid[Encoding.UNICODE] else Encoding.UNICODE
    best = max((Encoding.TCVN3, Encoding.VNI), key=lambda one: (valid[one], one is likely))
    if valid[best] > valid[Encoding.UNICODE] and valid[best] >= _MOST * len(words):
        return best
    looks = not headed and any(map(_UNICODE_LOOK.search, words))
    could_be_either = valid[likely] == len(words) and not looks
    return likely if words and could_be_either else Encoding.UNICODE


def _marked_words(texts: Iterable[str]) -> list[str]:
    """The different words that are not plain ASCII, up to a number that is plenty for judging."""
    marked = (text for text in texts if not text.isascii())
    words = (word for text in marked for word in _RUNS.findall(text) if not word.isascii())
    return list(islice(dict.fromkeys(words), _ENOUGH_WORDS))


def _valid(words: Iterable[str], encoding: Encoding) -> int:
    """How many of the words are Vietnamese when read in the encoding."""
    if encoding is Encoding.UNICODE:
        read = [unicodedata.normalize("NFC", word) for word in words]
    else:
        read = [decode(word, encoding) for word in words if _is_written_in(encoding, word)]
    return sum(1 for word in read if is_syllable(word) or _is_abbreviation(word))


def _is_written_in(encoding: Encoding, word: str) -> bool:
    """True where the encoding has a letter for every character of the word."""
    word = word.translate(_CP1258_CODES)
    if encoding is Encoding.TCVN3:
        return all(char.isascii() or char in TCVN3 for char in word)
    return all(code.lower() in VNI for code in _VNI_CODES.findall(word))


def _is_abbreviation(word: str) -> bool:
    """ĐT, SĐT, ĐTTM …: capitals without a vowel that need Vietnamese's own letter."""
    return "Đ" in word and re.fullmatch("[BCDGHKLMNPQRSTVXĐ]+", word) is not None
