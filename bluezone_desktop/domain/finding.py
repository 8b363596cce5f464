"""Finding people by what somebody types: beginnings of words in any order, parts of phones.

Accents, case, đ and the place of a tone do not matter, as :func:`fold` has it. Everybody's words
stand in one long text, a line each, because a computer looks through four million characters in
the time between two frames of a screen.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from bluezone_desktop.domain.names import given_name, match_key
from bluezone_desktop.domain.text import fold


class Asked(NamedTuple):
    """What was typed, understood.

    name   all of it folded, to be compared with whole names
    words  each to be found in the same person, as a word of its own
    """

    name: str
    words: tuple[str, ...]

    def begins(self, sought: str) -> bool:
        """Whether a name (of a class) in its :func:`sought_form` begins so: "6a" and "6A1"."""
        return bool(self.words) and sought.startswith(" ".join(self.words))


class Ready(NamedTuple):
    """Somebody made ready to be found: the folded tên, and a line of all that finds them."""

    given_name: str
    line: str


_PARTING = str.maketrans(dict.fromkeys('()[]{},;:"“”|?!*_.-–/\\\n', " "))
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.\-–/](?=\d)")
_JOINT = "\x01"  # stands for what parts the digits of "6/1", "6.1" and "6-1"; nobody types it
_PLAIN = re.compile(r"[a-z0-9 \n]*")
_LETTERS = re.compile(r"[a-z ]*")
_PHONE = re.compile(r"\+?[\d .\-–()/]+")
_COUNTRY = re.compile(r"\A(?:(?:\+|00)84|84(?=\d{9}\Z))0?")
_DIGIT = re.compile(r"\d")
_CLASS = re.compile(r"\d{1,2}[a-z\x01].{0,3}")
_PHONE_DIGITS = 5
"""From so many digits on, blanks and dots between them are those of a phone."""
_INSIDE_DIGITS = 3
"""From so many letters on, a word with a digit is also found inside of phones and codes."""
_CLASS_WORD = "lop"
_MOST_WORDS = 12
_SAMPLED = 100_000


def understand(text: str) -> Asked:
    """What ``text`` asks for; no words where it asks for nothing.

    "+84 901 234", "0901.234" and "901 234" ask for the same phones; "lớp 6A1" for 6A1; "6.1" and
    "6-1" for the class 6/1.
    """
    name = fold(text)
    if _PHONE.fullmatch(name):
        digits = re.sub(r"[^\d+]", "", name)
        if len(digits) >= _PHONE_DIGITS or digits.startswith("+"):
            return Asked(name, tuple(filter(None, [_national(digits)])))
    words = [_national(word) for word in _words(name)]
    if len(words) > 1 and words[0] == _CLASS_WORD:
        del words[0]
    return Asked(name, tuple(filter(None, words[:_MOST_WORDS])))


def make_ready(folded: str, classes: Iterable[str] = (), *, has_name: bool = True) -> Ready:
    """Somebody who is found by ``folded`` lines (full name, code, phone) and by their classes.

    classes   folded names
    has_name  whether the first line is a name
    """
    words = _words(folded)
    for name in classes:
        words += _words(name)
    if not has_name:
        return Ready("", " ".join(words))
    name = folded.partition("\n")[0]
    given = name.rpartition(" ")[2] if _LETTERS.fullmatch(name) else given_name(name)
    return Ready(given, " ".join(words))


def sought_form(folded: str) -> str:
    """A folded name as :meth:`Asked.begins` compares it."""
    return " ".join(_words(folded))


def _words(folded: str) -> list[str]:
    if _PLAIN.fullmatch(folded):
        return folded.split()
    text = _BETWEEN_DIGITS.sub(_JOINT, folded).translate(_PARTING)
    if "'" in text:  # H'Hen is found as "h'hen", "hhen" and "hen"
        text = " ".join((text.replace("'", ""), text.replace("'", " ")))
    return text.split()


def _national(word: str) -> str:
    """A phone without its country, as it is stored; other words as they are."""
    if word.startswith("+") and "+84".startswith(word):
        return "0"  # the country is being typed
    if not word.lstrip("+").isdigit():
        return word
    return _COUNTRY.sub("0", word).lstrip("+")


class Finder:
    """People made ready to be found. Built once, never changed: any thread may ask it.

    A row is somebody's place in the order they are listed in.
    """

    def __init__(self, people: Iterable[Ready]) -> None:
        """``people`` in the order of their rows."""
        self._starts = array("L")
        self._given: dict[str, array[int]] = {}
        lines, place = list[str](), 0
        for row, (given, line) in enumerate(people):
            self._starts.append(place)
            lines.append(line)
            place += len(line) + 3
            if given not in self._given:
                self._given[given] = array("L")
            self._given[given].append(row)
        self._text = "".join([f" {line} \n" for line in lines])
        self._starts.append(place)
        self._given_names = sorted(self._given)

    def first(self, asked: Asked, limit: int) -> list[int]:
        """Up to ``limit`` rows, the likeliest first.

        Who bears a word as their tên; whose tên begins so, the first of the alphabet where there
        are too many; who is of just that class (6A1 before 6A10); everybody else.
        """
        found: dict[int, None] = {}
        if not asked.words:
            return []
        wanted = self._wanted(asked)
        for rows in (self._named(asked.words), self._beginning(asked.words)):
            better = self._having(rows, wanted)
            found.update(dict.fromkeys(sorted(islice(better, limit - len(found)))))
        others = self._all(wanted)
        if classes := [(f" {word} ", 1) for word in asked.words if _CLASS.fullmatch(word)]:
            just_that = self._having(self._with(classes[0][0]), [*wanted, *classes])
            others = chain(just_that, others)
        for row in others:
            if len(found) >= limit:
                break
            found[row] = None
        return list(found)

    def every(self, asked: Asked) -> list[int]:
        """Every row, in order: line by line, which is quicker where there are very many."""
        if not asked.words:
            return []
        (part, times), *others = self._wanted(asked)
        lines = self._lines
        rows = [row for row, line in enumerate(lines) if part in line]
        if times > 1:
            rows = [row for row in rows if lines[row].count(part) >= times]
        for part, times in others:
            rows = [row for row in rows if part in lines[row]]
            if times > 1:
                rows = [row for row in rows if lines[row].count(part) >= times]
        return rows

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")[:-1]

    def _named(self, words: Sequence[str]) -> Iterator[int]:
        for word in dict.fromkeys(words):
            yield from self._given.get(word, ())

    def _beginning(self, words: Sequence[str]) -> Iterator[int]:
        for word in dict.fromkeys(words):
            first = bisect_left(self._given_names, word)
            for name in islice(self._given_names, first, None):
                if not name.startswith(word):
                    break
                if name not in words:
                    yield from self._given[name]

    def _all(self, wanted: Sequence[tuple[str, int]]) -> Iterator[int]:
        """Rows with all that is wanted, the seldomest sought first."""
        return self._having(self._with(wanted[0][0]), wanted)

    def _with(self, part: str) -> Iterator[int]:
        """Rows whose line has this in it."""
        text, starts = self._text, self._starts
        place = text.find(part)
        while place >= 0:
            row = bisect_right(starts, place) - 1
            yield row
            place = text.find(part, starts[row + 1])

    def _having(self, rows: Iterator[int], wanted: Sequence[tuple[str, int]]) -> Iterator[int]:
        """Those of ``rows`` whose line has every part as often as it is wanted."""
        text, starts = self._text, self._starts
        for row in rows:
            start, end = starts[row], starts[row + 1]
            for part, times in wanted:
                if text.find(part, start, end) < 0:
                    break
                if times > 1 and text.count(part, start, end) < times:
                    break
            else:
                yield row

    def _wanted(self, asked: Asked) -> list[tuple[str, int]]:
        """Parts of a line and how often each, the seldomest first.

        "nguyen n" wants one word that begins with "nguyen", and two that begin with "n".
        """
        words = asked.words
        parts = {_part(word): sum(other.startswith(word) for other in words) for word in words}
        inside = {part: 1 for part in parts if not part.startswith(" ")}
        return sorted((parts | inside).items(), key=lambda part: self._frequency(part[0]))

    def _frequency(self, part: str) -> int:
        """How often a part occurs, as far as its place in the order of seeking needs it."""
        return self._text.count(part, 0, _SAMPLED)


def _part(word: str) -> str:
    """What a line has where it has this word: a beginning, or digits anywhere."""
    return word if len(word) >= _INSIDE_DIGITS and _DIGIT.search(word) else f" {word}"


def accents_missed(asked: str, name: str) -> int:
    """How many words typed with accents the name has only without them, or with others.

    "hòa" is had by "Hoà" and missed by "Hoa"; a word without accents misses nothing.
    """
    if asked.isascii():
        return 0
    have = [_shape(word) for word in name.split()]
    missed = 0
    for word in asked.split():
        if word.isascii():
            continue
        letters, tones = _shape(word)
        missed += not any(
            each.startswith(letters) and (not tones or tones == other) for each, other in have
        )
    return missed


def _shape(word: str) -> tuple[str, str]:
    """Letters with their marks of shape, and the tones."""
    key = match_key(word)
    letters = key.rstrip("23456")
    return letters, key[len(letters) :]


def _folded_in_place(text: str) -> tuple[str, Sequence[int]]:
    """A text folded, and per letter of that its place in the text; the end as well."""
    folded = fold(text)
    if len(folded) == len(text):  # as good as always: a letter a letter
        return folded, range(len(text) + 1)
    letters, places = list[str](), list[int]()
    for place, char in enumerate(text):
        for plain in fold(char) or " " * char.isspace():
            letters.append(plain)
            places.append(place)
    return "".join(letters), [*places, len(text)]


def spans(asked: Asked, text: str) -> list[tuple[int, int]]:
    """Where in ``text`` the words asked for stand, as (start, end), in order, none overlapping."""
    folded, places = _folded_in_place(text)
    line = _BETWEEN_DIGITS.sub(_JOINT, folded)
    taken: list[tuple[int, int]] = []
    for word in sorted(asked.words, key=len, reverse=True):
        begins = "" if _part(word) == word else r"(?<![a-z0-9])"
        for found in re.finditer(begins + re.escape(word), line):
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                taken.append(found.span())
                break
    return sorted((places[start], places[end]) for start, end in taken)
