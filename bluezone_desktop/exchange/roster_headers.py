"""Finding the header of a class list by its words, wherever it stands and however it is built.

A header has one to four rows; cells may be merged over rows or columns, or say the same twice.
Every run of rows that could be one is read, and the run that says most is taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bluezone_desktop.domain.layouts import (
    NO_CORRECTIONS,
    Corrections,
    layout_key,
    layout_key_without_header,
)
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.exchange.grid import Cell, Merge, as_written, is_blank
from bluezone_desktop.exchange.roster_fields import (
    BIRTH_FIELDS,
    NAME_FIELDS,
    RELATIVE_FIELDS,
    Field,
    Meaning,
    meaning_of_key,
)
from bluezone_desktop.exchange.roster_lines import Line, is_number, line_kind
from bluezone_desktop.exchange.roster_neighbours import settle
from bluezone_desktop.exchange.roster_titles import class_beside_label, class_of_line, is_bare_class
from bluezone_desktop.exchange.roster_words import is_accented, meaning_of, relations_in

SEARCHED_ROWS = 30
"""A list's header stands within the first twenty rows or so."""

_MOST_LEVELS = 4
# More than any header can score: what a user has said is not weighed against a guess.
_CERTAIN = 10_000
# "Lớp: 6A1", "GVCN:" – a line of a title, not of a header. A header may have a few such cells.
_LABEL = re.compile(r":\s*(?:\S|$)")
_LEAST_WITH_LABELS = 5
_LEAST_SAME = 3
_YEARS = re.compile(r"\b20\d\d\b")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_WEIGHTS = {Field.NAME: 6, Field.SURNAME: 3, Field.GIVEN: 3, Field.IGNORED: 1, Field.ORDINAL: 1}
_BESIDE_WEAK_NAME = BIRTH_FIELDS | {Field.SEX, Field.FEMALE, Field.CLASS, Field.STATUS, Field.JOB}

# "Lớp:", "GVCN:" stand above a list, their values beside them.
_OF_A_TITLE = {Field.CLASS, Field.GRADE, Field.TEACHER, Field.UNIT}

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Header:
    """A header as found. Rows and columns are counted from 0.

    rows      first and last row
    words     per column: its words, joined over the rows, as a reader would say them
    meanings  per column: what it means
    score     how much was recognised
    said      a user has said what columns mean
    """

    first: int
    last: int
    words: tuple[str, ...]
    meanings: tuple[Meaning | None, ...]
    score: int
    said: bool = False
    _places: dict[Field, tuple[int, ...]] = field(default_factory=dict, compare=False)

    def columns(self, wanted: Field) -> tuple[int, ...]:
        """The columns of a field, best first."""
        if not self._places:
            for place, meaning in sorted(
                enumerate(self.meanings), key=lambda pair: pair[1].rank if pair[1] else 0
            ):
                if meaning:
                    known = self._places.get(meaning.field, ())
                    self._places[meaning.field] = (*known, place)
        return self._places.get(wanted, ())

    @property
    def key(self) -> str:
        """What tells its layout from others."""
        if any(self.words):
            return layout_key(self.words)
        return layout_key_without_header(len(self.words))

    def has(self, *fields: Field) -> bool:
        """Whether any of the fields has a column."""
        return any(self.columns(one) for one in fields)


def find_header(
    rows: Rows,
    merges: Sequence[Merge] = (),
    *,
    start: int = 0,
    stop: int | None = None,
    skipped: frozenset[int] = frozenset(),
    shunned: frozenset[int] = frozenset(),
    corrections: Corrections = NO_CORRECTIONS,
) -> Header | None:
    """The header that begins in rows ``start`` to ``stop``, or None.

    skipped      hidden rows, which hold a program's own names for the columns
    shunned      hidden columns, taken only where no visible one has the same field
    corrections  what a user has said of layouts; a header of one of these is the one
    """
    best: Header | None = None
    best_rank = (0, 0)
    end = min(len(rows), SEARCHED_ROWS if stop is None else stop)
    for first in range(start, end):
        if best and first > best.last and _has_people(rows[best.last + 1 : first], best):
            # Whatever comes below belongs to this list, or is the next one's header. Without
            # anybody in between, a better one is the true one: programs write their own above it.
            break
        if first in skipped:
            continue
        if best and first > best.last and _is_person(rows[first], best):
            # Somebody of this list, whatever stands beside: another list may begin there.
            break
        could_be = list(_headers_from(rows, merges, first, shunned, corrections))
        reach = _levels_merged(rows, merges, first)
        # Words below a heading that a merged cell beside them reaches down to belong to it.
        for levels, header in [one for one in could_be if one[0] >= reach] or could_be:
            # Of two that say the same the shorter is taken: the other has swallowed a title.
            if (header.score, -levels) > best_rank:
                best, best_rank = header, (header.score, -levels)
    return best


def _has_people(rows: Rows, header: Header) -> bool:
    columns = _name_columns(header)
    return any(
        isinstance(row[column], str) and row[column] and not is_blank(row[column])
        for row in rows
        for column in columns
        if column < len(row)
    )


def _is_person(row: Sequence[Cell], header: Header) -> bool:
    """Whether a row has a number and a name where a header says that they stand."""
    numbers = [row[place] for place in header.columns(Field.ORDINAL) if place < len(row)]
    names = [row[place] for place in header.columns(Field.NAME) if place < len(row)]
    return any(map(is_number, numbers)) and any(
        isinstance(name, str) and not is_blank(name) and meaning_of(name, accented=True) is None
        for name in names
    )


def header_at(
    rows: Rows, merges: Sequence[Merge], first: int, corrections: Corrections = NO_CORRECTIONS
) -> Header | None:
    """The header that begins in just this row, or None: for lists that repeat theirs."""
    return find_header(rows, merges, start=first, stop=first + 1, corrections=corrections)


def _headers_from(
    rows: Rows,
    merges: Sequence[Merge],
    first: int,
    shunned: frozenset[int],
    corrections: Corrections,
) -> Iterator[tuple[int, Header]]:
    """Every header that could begin in a row, of one level and of more, with its levels."""
    if not _could_begin(rows[first]):
        return
    single: Header | None = None
    reach = _levels_merged(rows, merges, first)
    for levels in range(1, _MOST_LEVELS + 1):
        last = first + levels - 1
        if last >= len(rows):
            return
        if levels > 1 and _is_data(rows[last], single):
            return
        # What a merged cell beside it reaches down to is no title, whatever it says.
        if levels > max(reach, 1) and _is_title(rows[last]):
            return
        if levels > 1 and all(is_blank(cell) for cell in rows[last]):
            continue
        header = _read(rows, merges, first, last, shunned, corrections)
        if levels == 1:
            single = header
        if header:
            yield levels, header


def _is_title(row: Sequence[Cell]) -> bool:
    texts = [cell for cell in row if isinstance(cell, str)]
    if sum(bool(relations_in(text, accented=not text.isascii())) for text in texts) > 1:
        # "Thông tin cha" beside "Thông tin mẹ".
        return False
    return line_kind(row) is Line.TITLE or class_of_line(row) is not None


def _levels_merged(rows: Rows, merges: Sequence[Merge], first: int) -> int:
    """How many rows with words in them the merged cells that begin in a row reach over."""
    reach = max((bottom for top, _, bottom, _ in merges if top == first), default=first)
    levels = min(reach - first + 1, _MOST_LEVELS)
    with_words = [n for n in range(levels) if first + n < len(rows) and any(rows[first + n])]
    return with_words[-1] + 1 if with_words else 1


def _could_begin(row: Sequence[Cell]) -> bool:
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    beside = class_beside_label(texts)
    if beside and is_bare_class(beside):
        # "Lớp | 6A1 | GVCN | Trần Thị Mai" stands above a list.
        return False
    labels = sum(map(_is_label, texts))
    if 3 * labels > len(texts) or (labels and len(texts) < _LEAST_WITH_LABELS):
        return False
    if len(texts) >= 2:
        return True
    if len(texts) == 1 and len(texts[0]) < 60:
        meaning = meaning_of(texts[0], not texts[0].isascii())
        return meaning is not None and meaning.field is Field.NAME and meaning.strong
    return False


def _is_label(text: str) -> bool:
    """Whether a text is a label and its value ("Lớp: 6A1"); "Cha: Họ tên" is a header's."""
    bare = _BRACKETS.sub("", text)
    if not _LABEL.search(bare):
        return False
    before, _, after = bare.partition(":")
    accented = not text.isascii()
    meaning = meaning_of(before if not after.strip() else text, accented)
    if not after.strip():
        return meaning is None or meaning.field in _OF_A_TITLE
    explains = meaning is not None and meaning.field is Field.SEX
    return not explains and meaning_of(after, accented) is None


def _is_data(row: Sequence[Cell], above: Header | None) -> bool:
    """Whether a row is below the header: it holds a number, a day, or a name under "Họ và tên"."""
    for cell in row:
        if cell is None or cell == "":
            continue
        if not isinstance(cell, str):
            return True
        text = cell.strip().strip("()[]")
        if text and all(letter.isdigit() or letter in "./-+=" for letter in text):
            return True
    for column in above.columns(Field.NAME) if above else ():
        cell = row[column] if column < len(row) else None
        if isinstance(cell, str) and cell.strip() and meaning_of(cell, accented=True) is None:
            return True
    return False


def _read(
    rows: Rows,
    merges: Sequence[Merge],
    first: int,
    last: int,
    shunned: frozenset[int],
    corrections: Corrections,
) -> Header | None:
    levels, shared = _levels(rows, merges, first, last)
    width = len(levels[0])
    accented = is_accented([text for level in levels for text in level])
    words: list[str] = []
    meanings: list[Meaning | None] = []
    for column in range(width):
        texts = [
            (level[column], flags[column]) for level, flags in zip(levels, shared, strict=True)
        ]
        texts = [(text, flag) for text, flag in texts if text]
        distinct = list(dict.fromkeys(text for text, _ in texts))
        words.append(" ".join(distinct))
        meanings.append(_meaning(texts, accented))
    _take_whole_days(meanings, words)
    settle(meanings, words)
    _leave_past_classes(meanings, words)
    _prefer_visible(meanings, shunned)
    said = corrections.get(layout_key(words)) if corrections else None
    if said:
        take_corrections(meanings, said)
    elif not _is_header(meanings, words):
        return None
    score = _score(meanings) + (_CERTAIN if said else 0)
    last = _last_row(merges, first, last)
    return Header(first, last, tuple(words), tuple(meanings), score, said=bool(said))


def _take_whole_days(meanings: list[Meaning | None], words: Sequence[str]) -> None:
    """Take "Ngày" beside "Nơi" under "Ngày, nơi sinh" for the whole date."""
    births = [place for place, one in enumerate(meanings) if one and one.field in BIRTH_FIELDS]
    if len(births) == 1:
        [place] = births
        meaning = meanings[place]
        if meaning and meaning.field is Field.BIRTH_DAY and "sinh" in fold(words[place]).split():
            meanings[place] = Meaning(Field.BIRTH)


def _leave_past_classes(meanings: list[Meaning | None], words: Sequence[str]) -> None:
    """Of "Lớp 2019-2020" and "Lớp 2020-2021" the last one is the class; "Lớp" alone is today's."""
    classes = [place for place, one in enumerate(meanings) if one and one.field is Field.CLASS]
    years = {
        place: max(map(int, _YEARS.findall(words[place])))
        for place in classes
        if _YEARS.search(words[place])
    }
    has_plain = len(years) < len(classes)
    for place, year in years.items():
        if has_plain or year < max(years.values()):
            meanings[place] = None


def take_corrections(meanings: list[Meaning | None], said: Mapping[int, str]) -> None:
    """What a user said goes before what the words say; whose list it is stays as it was."""
    staff = any(meaning.staff for meaning in meanings if meaning)
    for column, key in said.items():
        if column < len(meanings):
            meanings[column] = replace(meaning_of_key(key), staff=staff)


def _levels(
    rows: Rows, merges: Sequence[Merge], first: int, last: int
) -> tuple[list[list[str]], list[list[bool]]]:
    """The header's texts by row, merged cells filled in; and which stand over several columns."""
    width = max(len(rows[row]) for row in range(first, last + 1))
    levels: list[list[str]] = []
    for number in range(first, last + 1):
        row = rows[number]
        texts = [clean(cell) if isinstance(cell, str) else as_written(cell) for cell in row]
        levels.append(texts + [""] * (width - len(texts)))
    shared = [[False] * width for _ in levels]
    for top, left, bottom, right in merges:
        if not first <= top <= last or right >= width:
            continue
        for level in range(top - first, min(bottom, last) - first + 1):
            for column in range(left, right + 1):
                levels[level][column] = levels[top - first][left]
                shared[level][column] = right > left
    # From below: a heading over headings reaches as far as those do.
    for level in reversed(range(len(levels) - 1)):
        _spread(levels, shared, level)
    return levels, shared


def _spread(levels: list[list[str]], shared: list[list[bool]], level: int) -> None:
    """A heading that is not merged reaches over the blanks to its right that have words below."""
    texts, below = levels[level], levels[level + 1]
    place = 0
    while place < len(texts):
        reach = place + 1
        heads = texts[place] and below[place] and below[place] != texts[place]
        if heads and not shared[level][place]:
            while reach < len(texts) and not texts[reach] and below[reach]:
                reach += 1
            if reach > place + 1:
                for column in range(place, reach):
                    texts[column] = texts[place]
                    shared[level][column] = True
        place = reach


def _meaning(texts: list[tuple[str, bool]], accented: bool) -> Meaning | None:
    """What a column means by its words from top to bottom."""
    if not texts:
        return None
    own = list(dict.fromkeys(text for text, spans in texts if not spans))
    above = _above(list(dict.fromkeys(text for text, spans in texts if spans)), accented)
    if not own:
        # A heading over several columns with nothing of their own below it.
        return meaning_of(texts[-1][0], accented)
    meaning = meaning_of(" ".join(own), accented, above)
    if meaning is None and len(own) > 1:
        meaning = meaning_of(own[-1], accented, above)
    if meaning is None and above and len(own) == 1:
        meaning = meaning_of(f"{above} {own[0]}", accented)
        # "Nơi sinh" over "Tỉnh" must not make "Tỉnh" anything, nor "Kết quả lớp 5" over "Toán".
        taken = RELATIVE_FIELDS | BIRTH_FIELDS | {Field.PHONE, Field.IGNORED}
        if meaning and meaning.field not in taken:
            meaning = None
    return meaning


def _above(headings: list[str], accented: bool) -> str:
    """The headings over a column; of those that speak of relatives only the narrowest counts."""
    of_whom = [bool(relations_in(text, accented=accented)) for text in headings]
    nearest = max((place for place, one in enumerate(of_whom) if one), default=None)
    kept = (text for place, text in enumerate(headings) if place == nearest or not of_whom[place])
    return " ".join(kept)


def _prefer_visible(meanings: list[Meaning | None], shunned: frozenset[int]) -> None:
    visible = {m.key for p, m in enumerate(meanings) if m and p not in shunned}
    for place in shunned:
        meaning = meanings[place] if place < len(meanings) else None
        if meaning and meaning.key in visible:
            meanings[place] = None


def _score(meanings: Sequence[Meaning | None]) -> int:
    # A second column of one field tells nothing new.
    fields = {meaning.key: meaning.field for meaning in meanings if meaning}
    ignored = sum(1 for meaning in meanings if meaning and meaning.field is Field.IGNORED)
    return ignored + sum(_WEIGHTS.get(field, 2) for field in fields.values())


def _is_header(meanings: Sequence[Meaning | None], words: Sequence[str]) -> bool:
    """Whether the words can head people: a name, and something beside it."""
    fields = {meaning.field for meaning in meanings if meaning}
    names = [meaning for meaning in meanings if meaning and meaning.field in NAME_FIELDS]
    if not names:
        return False
    strong = any(meaning.strong for meaning in names if meaning.field is not Field.GIVEN)
    if strong:
        filled = sum(1 for text in words if text)
        return len(fields) >= 2 or filled == len(names)
    return bool(fields & _BESIDE_WEAK_NAME) or any(
        meaning.field in RELATIVE_FIELDS for meaning in meanings if meaning
    )


def _last_row(merges: Sequence[Merge], first: int, last: int) -> int:
    """The header's last row, with the rows its merged cells reach down to."""
    reach = [bottom for top, _, bottom, _ in merges if first <= top <= last]
    return max([last, *[bottom for bottom in reach if bottom <= first + 2 * _MOST_LEVELS]])


def is_repeated_header(row: Sequence[Cell], header: Header) -> bool:
    """A quick look whether a row may be a header again: it says what the first one said."""
    for column in (*header.columns(Field.ORDINAL), *(_name_columns(header))):
        cell = row[column] if column < len(row) else None
        if isinstance(cell, str) and cell:
            plain = fold(cell)
            if plain in _HEADER_STARTS or plain == fold(header.words[column]):
                return True
    return False


def says_header_again(row: Sequence[Cell], header: Header) -> bool:
    """Whether a row right below a header says the same in other words, as in another language."""
    said = [
        (meaning_of(cell, accented=True), meaning)
        for cell, meaning in zip(row, header.meanings, strict=False)
        if isinstance(cell, str) and cell and meaning
    ]
    same = sum(1 for one, meaning in said if one and _plain_field(one) is _plain_field(meaning))
    return same >= _LEAST_SAME and 2 * same > len(said)


def parts_headings(row: Sequence[Cell], header: Header, merges: Sequence[Merge]) -> bool:
    """Whether a row right below a header only parts its merged headings ("Ngày/tháng", "Năm")."""
    merged = {
        place
        for top, left, bottom, right in merges
        if top <= header.last <= bottom and right > left
        for place in range(left, right + 1)
    }.difference(_name_columns(header))
    filled = [place for place, cell in enumerate(row) if not is_blank(cell)]
    words = (isinstance(cell := row[p], str) and not re.search(r"\d", cell) for p in filled)
    return bool(filled) and merged.issuperset(filled) and all(words)


def _plain_field(meaning: Meaning) -> Field:
    """The field without whose it is."""
    of_anybody = {Field.RELATIVE_NAME: Field.NAME, Field.RELATIVE_PHONE: Field.PHONE}
    return of_anybody.get(meaning.field, meaning.field)


def _name_columns(header: Header) -> tuple[int, ...]:
    return (
        *header.columns(Field.NAME),
        *header.columns(Field.SURNAME),
        *header.columns(Field.GIVEN),
    )


_HEADER_STARTS = frozenset(
    {
        "stt",
        "tt",
        "s tt",
        "so tt",
        "so thu tu",
        "ho va ten",
        "ho ten",
        "ho va ten hoc sinh",
        "ho ten hoc sinh",
        "ho va ten hs",
        "ten hoc sinh",
        "ho dem",
        "ho va ten dem",
        "ho va dem",
        "ten",
    }
)
