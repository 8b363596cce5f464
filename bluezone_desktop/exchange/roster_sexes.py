"""The sex of each person in a table: words, numbers, or marks in a column "Nữ"."""

import re
from collections.abc import Callable, Iterable, Sequence

from bluezone_desktop.domain.dates import read_date
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Sex
from bluezone_desktop.exchange.grid import Cell, as_written, at, is_blank
from bluezone_desktop.exchange.roster_fields import Field
from bluezone_desktop.exchange.roster_headers import Header
from bluezone_desktop.exchange.roster_notes import Notes, Row

_MALE = frozenset({"nam", "m", "male", "trai", "con trai", "nam gioi", "boy"})
_FEMALE = frozenset({"nu", "f", "female", "gai", "con gai", "n", "nu gioi", "girl"})
_MARKS = frozenset(
    {"x", "v", "✓", "✔", "√", "1", "co", "yes", "y", "+", "*", "nu", "n", "true", "ü", "☑", "☒"}
)
_NO_MARKS = frozenset({"", "0", "khong", "-", "no", "false", "ko", "nam", "☐"})
_HINT = re.compile(r"(\d)\s*[:=\-–.]?\s*(?:là\s*)?(nam|nữ|nu)\b")
_USUAL = ({0: Sex.MALE, 1: Sex.FEMALE}, {1: Sex.MALE, 2: Sex.FEMALE})


class Sexes:
    """Reads the sexes of one table.

    below    the rows under the header: numbers and marks are understood only as a whole
    is_girl  whether a row's name has Thị, which only women's names have
    """

    def __init__(
        self, header: Header, below: Sequence[Row], notes: Notes, is_girl: Callable[[Row], bool]
    ) -> None:
        self._notes = notes
        self._columns = header.columns(Field.SEX)
        self._marks = [
            (columns[0], sex)
            for field, sex in ((Field.FEMALE, Sex.FEMALE), (Field.MALE, Sex.MALE))
            if (columns := header.columns(field))
        ]
        self._births = [
            (column, sex)
            for field, sex in ((Field.BIRTH_OF_WOMEN, Sex.FEMALE), (Field.BIRTH_OF_MEN, Sex.MALE))
            for column in header.columns(field)
        ]
        self._coding: dict[int, Sex] | None = None
        self._known: dict[Cell, Sex] = {}
        if self._columns:
            self._settle_words(header.words[self._columns[0]], below, is_girl)
        self._settle_marks(header.last, below, is_girl)

    def _settle_words(
        self, words: str, below: Sequence[Row], is_girl: Callable[[Row], bool]
    ) -> None:
        column = self._columns[0]
        cells = {at(row, column) for row in below}
        if any(sex_number(cell) is not None for cell in cells):
            girls = [at(row, column) for row in below if is_girl(row)]
            self._coding = sex_coding(cells, words, girls)
        elif "nu" in fold(words) and any(fold(as_written(cell)) == "x" for cell in cells):
            # "Giới tính (x là nữ)": marks in a column of sexes.
            self._columns, self._marks = (), [(column, Sex.FEMALE)]

    def _settle_marks(
        self, header_row: int, below: Sequence[Row], is_girl: Callable[[Row], bool]
    ) -> None:
        if len(self._marks) != 1 or self._marks[0][1] is not Sex.FEMALE:
            return
        column = self._marks[0][0]
        if all(is_blank(at(row, column)) for row in below) and any(map(is_girl, below)):
            # Nobody took the trouble to mark: blanks say nothing.
            self._marks = []
            self._notes.warn(header_row, column, "", "sex_column_empty")

    def sex(self, row: Row, number: int) -> Sex | None:
        """The person's sex; what cannot be read is a warning."""
        for column in self._columns:
            cell = at(row, column)
            if not is_blank(cell):
                return self._known.get(cell) or self._learn(cell, column, number)
        for column, sex in self._births:
            if not is_blank(at(row, column)):
                return sex
        return self._marked(row, number) if self._marks else None

    def has_word(self, row: Row) -> bool:
        """Whether a row says a sex in words, which nothing but a person does."""
        return any(sex_word(at(row, column)) is not None for column in self._columns)

    def _learn(self, cell: Cell, column: int, number: int) -> Sex | None:
        coded = sex_number(cell)
        found = sex_word(cell)
        if found is None and coded is not None and self._coding is not None:
            found = self._coding.get(coded)
        if found is None:
            reason = "sex_unreadable" if coded is None else "sex_number_unknown"
            self._notes.warn(number, column, as_written(cell), reason)
        else:
            self._known[cell] = found
        return found

    def _marked(self, row: Row, number: int) -> Sex | None:
        marked: set[Sex] = set()
        for column, sex in self._marks:
            cell = at(row, column)
            plain = fold(as_written(cell)).strip(" .")
            if plain in _MARKS or _is_sign(plain) or _is_day(cell):
                marked.add(sex_word(cell) or sex if plain != "n" else sex)
            elif plain not in _NO_MARKS:
                said = sex_word(cell)
                if said is None:
                    self._notes.warn(number, column, as_written(cell), "sex_unreadable")
                    return None
                marked.add(said)
        if marked:
            return marked.pop() if len(marked) == 1 else None
        # One column of marks: a blank is the other sex. Two, both blank: nobody has said.
        if len(self._marks) > 1:
            return None
        return Sex.MALE if self._marks[0][1] is Sex.FEMALE else Sex.FEMALE


def _is_sign(plain: str) -> bool:
    """Whether a mark is a sign of its own choice: ●, #, ><."""
    return plain not in _NO_MARKS and len(plain) <= 2 and not any(map(str.isalnum, plain))


def _is_day(cell: Cell) -> bool:
    """Whether a day stands where a mark could: the birth is written under the person's sex."""
    try:
        return len(read_date(cell) or "") > 4
    except ValueError:
        return False


def sex_word(cell: Cell) -> Sex | None:
    """Sex by a word (Nam, Nữ, M, F …); None for anything else, numbers included."""
    plain = fold(as_written(cell)).strip(" .")
    if plain in _MALE:
        return Sex.MALE
    if plain in _FEMALE:
        return Sex.FEMALE
    # "01 - Nam", "Nữ (Female)".
    words = re.findall(r"[^\W\d_]+", plain)
    said = {sex_word(word) for word in words} if words and [plain] != words else set()
    return said.pop() if len(said) == 1 else None


def sex_number(cell: Cell) -> int | None:
    """The number in a cell of a column of sexes: 1, "1", "01", 1.0; None for anything else."""
    text = as_written(cell).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def sex_coding(cells: Iterable[Cell], hint: str, girls: Sequence[Cell]) -> dict[int, Sex] | None:
    """What the numbers of a column of sexes stand for, or None where that cannot be known.

    cells  the different cells of the column
    hint   the header's words, which may say it ("0: Nam, 1: Nữ")
    girls  the cells of those whose name has Thị

    Usual are 0 Nam 1 Nữ, and 1 Nam 2 Nữ; a hint or the names overrule that.
    """
    numbers = {number for number in map(sex_number, cells) if number is not None}
    told = {
        int(number): Sex.MALE if word == "nam" else Sex.FEMALE
        for number, word in _HINT.findall(hint.lower())
    }
    if numbers <= told.keys():
        return told
    fitting = [pair for pair in _USUAL if numbers <= pair.keys()]
    of_girls = [number for number in map(sex_number, girls) if number is not None]
    if of_girls:
        girl = max(set(of_girls), key=of_girls.count)
        if of_girls.count(girl) * 10 >= len(of_girls) * 9:
            fitting = [pair for pair in fitting if pair.get(girl) is Sex.FEMALE]
            others = numbers - {girl}
            if not fitting and len(others) <= 1:
                return {girl: Sex.FEMALE, **dict.fromkeys(others, Sex.MALE)}
    return fitting[0] if len(fitting) == 1 else None
