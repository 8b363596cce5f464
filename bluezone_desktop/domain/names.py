"""Vietnamese names: the order of a list, and when two spellings are the same name.

Order: tên (the last word), then họ đệm from the left, then date of birth, then code. Letters go by
the Vietnamese alphabet, with f j w z in their Latin place; the five tone marks decide only between
words otherwise equal. Where in the syllable a tone is written (hoà, hòa) makes no difference.

The keys are plain strings of few ASCII characters, so that ``sorted`` and SQLite's BINARY collation
agree on every system.
"""

import re
import unicodedata
from functools import lru_cache

# In dictionary order. The digraphs are letters of their own only under ``like_excel``.
_ALPHABET = (
    "a ă â b c ch d đ e ê f g gi h i j k kh l m n ng nh o ô ơ p ph q qu r s t th tr u ư v w x y z"
)
_RANKS = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET.split())}

_SHAPES = {"\u0306": "ă", "\u0302": "âêô", "\u031b": "ơư"}
_SHAPED = {
    (unicodedata.normalize("NFD", letter)[0], mark): letter
    for mark, letters in _SHAPES.items()
    for letter in letters
}
# huyền, hỏi, ngã, sắc, nặng; ngang carries no mark and comes first
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}

_LOOKALIKES = {"ð": "đ", "ɖ": "đ"}

# An apostrophe binds ("H'Hen", "K’Brơi"), other punctuation parts words.
_BINDING = "'‘’ʼ`´\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PARTING = '!"#$%&()*+,-./:;<=>?@[\\]^_{|}~«»·…–—‐‑“”„•'
_WORDS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _BINDING)),
    **dict.fromkeys(map(ord, _PARTING), " "),
}

_BRACKETED = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
# The last word that is neither in brackets nor a number, with such as follow it.
_GIVEN_NAME = re.compile(r"(?<![^ ])[^ (\[{0-9][^ ]*(?: (?:[(\[{].*|[0-9]+))*$")

_LAST = "~"


@lru_cache(maxsize=16384)
def _letters_and_tones(word: str) -> tuple[tuple[str, ...], str]:
    """A word as its letters (marks of shape kept, lower case) and its tones in order."""
    letters: list[str] = []
    tones = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tones += _TONES[char]
        elif char in _SHAPES:
            if letters:
                letters[-1] = _SHAPED.get((letters[-1], char), letters[-1])
        elif not unicodedata.combining(char):
            letters.append(_LOOKALIKES.get(char, char))
    return tuple(letters), tones


@lru_cache(maxsize=16384)
def word_key(word: str, like_excel: bool = False) -> str:
    """The order key of one word: its letters, then its tones. Ends so that no word runs on."""
    letters, tones = _letters_and_tones(word)
    ranks: list[str] = []
    place = 0
    while place < len(letters):
        pair = "".join(letters[place : place + 2])
        step = 2 if like_excel and len(pair) == 2 and pair in _RANKS else 1
        letter = pair if step == 2 else letters[place]
        ranks.append(_RANKS.get(letter, letter))
        place += step
    return f"{''.join(ranks)}!{tones} "


def _split(full_name: str) -> tuple[list[str], list[str]]:
    """The words of a name, and what is only added to it: "(A)", a number at the end."""
    added: list[str] = []
    if "(" in full_name or "[" in full_name or "{" in full_name:
        bare = _BRACKETED.sub(" ", full_name)
        if bare.translate(_WORDS).split():
            added = " ".join(_BRACKETED.findall(full_name)).translate(_WORDS).split()
            full_name = bare
    words = full_name.translate(_WORDS).split()
    while len(words) > 1 and words[-1].isdigit():
        added.insert(0, words.pop())
    return words, added


def order_key(
    full_name: str | None,
    date_of_birth: str | None = None,
    code: str | None = None,
    *,
    like_excel: bool = False,
) -> str:
    """The key whose plain ``str`` order is the order of a Vietnamese list of names.

    full_name      họ đệm and tên; None or empty (a relative known by phone alone) goes last
    date_of_birth  ``YYYY-MM-DD`` or ``YYYY``; unknown goes after known
    code           breaks the last tie
    like_excel     the digraphs CH GI KH NG NH PH QU TH TR are letters after C G K N P Q T

    Case and punctuation do not count; "An (A)" and "An 2" are ordered as An first.
    """
    words, added = _split(full_name or "")
    in_order = [*words[-1:], *words[:-1]]
    name = "".join([word_key(word, like_excel) for word in in_order]) or _LAST
    beside = "".join([word_key(word, like_excel) for word in added])
    return f"{name} {beside} {date_of_birth or _LAST} {code or _LAST}"


def match_key(full_name: str) -> str:
    """Equal for two spellings of one name: case, tone placement, NFC or NFD, blanks, punctuation.

    Accents count: "Hoa" and "Hoà" are two people. The result is for comparing, not for reading.
    """
    parts = (_letters_and_tones(word) for word in full_name.translate(_WORDS).split())
    return " ".join("".join(letters) + tones for letters, tones in parts)


def surname_first_split(full_name: str) -> tuple[str, str]:
    """A name as (họ đệm, tên), the way lists with two name columns show it.

    A name of one word is all tên. What stands after the tên in brackets or as a number stays with
    it: "Nguyễn Văn An (A)" gives ("Nguyễn Văn", "An (A)").
    """
    text = " ".join(full_name.split())
    found = _GIVEN_NAME.search(text)
    return (text[: found.start()].rstrip(), found[0]) if found else ("", text)


def given_name(full_name: str) -> str:
    """The tên: the last word of the name, without what is only added to it."""
    words, _ = _split(full_name)
    return words[-1] if words else ""
