"""From the cells of one row to what is known of a person, with what could not be read told."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from bluezone_desktop.domain.class_names import HIGHEST_GRADE, read_class_name
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.roster import RelativeDraft
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Sex
from bluezone_desktop.exchange.grid import Cell, as_written, at, is_blank
from bluezone_desktop.exchange.roster_births import Births
from bluezone_desktop.exchange.roster_fields import Field
from bluezone_desktop.exchange.roster_headers import Header
from bluezone_desktop.exchange.roster_jobs import staff_group
from bluezone_desktop.exchange.roster_notes import Notes, Row, cell_text
from bluezone_desktop.exchange.roster_relatives import Relatives
from bluezone_desktop.exchange.roster_sexes import Sexes
from bluezone_desktop.exchange.roster_standing import leaving_remark, standing
from bluezone_desktop.exchange.roster_titles import teacher_in
from bluezone_desktop.exchange.roster_words import UNSURE_CODE

_SAMPLE = 60
_MAY_BE_WHOLE = re.compile(r"(?!.*\b(?:dem|lot)\b).*\bten\b.*")
# An identity number has twelve digits; Excel eats its first zero.
_IDENTITY_DIGITS = (11, 12)
_LOSSY = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_POINT_ZERO = re.compile(r"(\d+)[.,]0+")


class Cells:
    """Reads the cells of one table by its header. Warnings go to ``notes``.

    sheet   the sheet's name, for problems
    below   the rows under the header: some columns can only be understood as a whole
    """

    def __init__(self, sheet: str, header: Header, below: Sequence[Row]) -> None:
        self.notes = Notes(sheet, header.words)
        self._header = header
        self._name = header.columns(Field.NAME)
        self._surname = tuple(sorted(header.columns(Field.SURNAME)))
        self._given = header.columns(Field.GIVEN)
        self._standings: dict[Cell, tuple[Attendance | None, str]] = {}
        self._class_names: dict[tuple[type, Cell], str] = {}
        self._settle_names(below[:_SAMPLE])
        self._classes_are_sections = self._tells_sections(below)
        self._births = Births(header, below, self.notes)
        self._sexes = Sexes(header, below, self.notes, self._is_girl)
        self._relatives = Relatives(header, self.notes)

    def _settle_names(self, sample: Sequence[Row]) -> None:
        """Where họ đệm and tên stand, as far as only the rows can tell."""
        if self._name and not self._given:
            # A column without words right of "Họ và tên" that holds single words is the tên.
            name, beside = self._name[0], self._name[0] + 1
            words = self._header.words
            pairs = [(cell_text(row, name), at(row, beside)) for row in sample]
            given = [
                cell.split() for full, cell in pairs if full and isinstance(cell, str) and cell
            ]
            unnamed = any(words) and (beside >= len(words) or not words[beside])
            most = 2 * len(given) > sum(1 for full, _ in pairs if full)
            if unnamed and most and all(len(one) == 1 for one in given):
                self._surname, self._given, self._name = (name,), (beside,), ()
        elif self._given and len(self._surname) == 1:
            first, last = self._surname[0], self._given[0]
            pairs = [(cell_text(row, first), cell_text(row, last)) for row in sample]
            whole = [full.split()[-1:] == [given] for full, given in pairs if full and given]
            # "Họ và tên | Tên", where the first holds the whole name already. "Họ đệm" never does:
            # there, "Nguyễn Thị Mỹ | Mỹ" is Nguyễn Thị Mỹ Mỹ; nor does one heading over both.
            words = self._header.words
            may_be_whole = words[first] != words[last] and _MAY_BE_WHOLE.fullmatch(
                fold(words[first])
            )
            if may_be_whole and whole and 10 * sum(whole) >= 9 * len(whole):
                self._name, self._surname, self._given = (first,), (), ()
        elif self._given and not self._surname and not self._name:
            self._name, self._given = self._given, ()

    def _tells_sections(self, below: Sequence[Row]) -> bool:
        """Whether classes are mere numbers within the grade beside them: 6 and 1 are 6/1."""
        grades, classes = self._header.columns(Field.GRADE), self._header.columns(Field.CLASS)
        if not grades or not classes:
            return False
        pairs = [
            (as_written(at(row, grades[0])).strip(), as_written(at(row, classes[0])).strip())
            for row in below
            if not is_blank(at(row, grades[0])) and not is_blank(at(row, classes[0]))
        ]
        numbers = all(grade.isdigit() and len(name) < 3 and name.isdigit() for grade, name in pairs)
        # "6" beside "6", "61" beside "6": the class says its grade itself.
        whole = sum(1 for grade, name in pairs if name.startswith(grade))
        return bool(pairs) and numbers and 2 * whole < len(pairs)

    def _is_girl(self, row: Row) -> bool:
        """Whether the name has Thị in its middle, which only women's names have."""
        ordinal = self._header.columns(Field.ORDINAL)
        counted = not ordinal or not is_blank(at(row, ordinal[0]))
        return counted and " thị " in f" {self.name(row).lower()} "

    def name(self, row: Row) -> str:
        """The person's name in a row, joined from its columns; "" where there is none."""
        if self._name:
            return cell_text(row, self._name[0])
        parts = [cell_text(row, column) for column in (*self._surname, *self._given[:1])]
        return " ".join(filter(None, parts))

    def birth(self, row: Row, number: int) -> IsoDate | None:
        """The date of birth; an unreadable one is a warning."""
        return self._births.birth(row, number)

    def known_birth(self, row: Row) -> IsoDate | None:
        """The date of birth where it can be read; nothing is told where it cannot."""
        try:
            return self._births.read(row)
        except ValueError:
            return None

    def sex(self, row: Row, number: int) -> Sex | None:
        """The person's sex; what cannot be read is a warning."""
        return self._sexes.sex(row, number)

    def code(self, row: Row, number: int) -> str | None:
        """The person's code; one that Excel has rounded is a warning."""
        for column in self._header.columns(Field.CODE):
            cell = at(row, column)
            if cell is None or cell == "":
                continue
            try:
                found = code_text(cell)
            except ValueError:
                self.notes.warn(number, column, as_written(cell), "code_unreadable")
                return None
            if found and not self._is_identity(found, column):
                return found
        return None

    def _is_identity(self, code: str, column: int) -> bool:
        """Whether it is an identity number, never to be taken: "Mã định danh" may hold either."""
        meaning = self._header.meanings[column]
        unsure = meaning is not None and meaning.rank == UNSURE_CODE
        return unsure and code.isdigit() and len(code) in _IDENTITY_DIGITS

    def phone(self, row: Row, number: int) -> str | None:
        """The person's own phone; what is no phone, and a second one, are warnings."""
        kept: tuple[str, int] | None = None
        for column in self._header.columns(Field.PHONE):
            meaning = self._header.meanings[column]
            rank = meaning.rank if meaning else 0
            if kept and rank != kept[1]:
                # The school knows a landline only for want of anything better.
                break
            phones = self.notes.phones(row, column, number)
            more = [phone for phone in phones if not kept or phone != kept[0]]
            if more and not kept:
                kept = more.pop(0), rank
            self.notes.warn_of_more(more, number, column)
        return kept[0] if kept else None

    def relatives(self, row: Row, number: int) -> tuple[RelativeDraft, ...]:
        """The relatives that a row names, by name, by phone, or both."""
        return self._relatives.relatives(row, number)

    def has_relatives_only(self, row: Row) -> bool:
        """Whether a row holds relatives and nothing of a pupil: more of the pupil above it."""
        return self._relatives.has_nothing_else(row)

    def standing(self, row: Row, number: int) -> tuple[Attendance, str]:
        """Whether the person is at the school, and the list's words for why not."""
        for column in self._header.columns(Field.STATUS):
            cell = at(row, column)
            if cell is None or cell == "":
                continue
            if cell not in self._standings:
                text = cell_text(row, column)
                self._standings[cell] = (standing(text), text)
            found, text = self._standings[cell]
            if found is None and text:
                self.notes.warn(number, column, text, "status_unknown")
            elif found and found is not Attendance.ATTENDING:
                return found, text
        for column in self._header.columns(Field.NOTE):
            text = cell_text(row, column)
            gone = leaving_remark(text) if text else None
            if gone:
                return gone, text
        return Attendance.ATTENDING, ""

    def job(self, row: Row) -> str | None:
        """The chức vụ as written: of several columns, the one that tells most."""
        texts = [cell_text(row, column) for column in self._header.columns(Field.JOB)]
        telling = [text for text in texts if text and staff_group(text)]
        managing = [text for text in telling if staff_group(text) is Group.MANAGER]
        return next(filter(None, managing + telling + texts), None)

    def unit(self, row: Row) -> str:
        """The unit of a member of staff, "" where the list has none."""
        columns = self._header.columns(Field.UNIT)
        return cell_text(row, columns[0]) if columns else ""

    def class_name(self, cell: Cell, row: Row) -> str:
        """A class as its cell means it, "" for none; beside the grade 6, "A1" is 6A1 and 1 is 6/1.

        Raises ValueError for a cell that can be no class.
        """
        key = (type(cell), cell)
        if key not in self._class_names:
            self._class_names[key] = read_class_name(cell)
        name = self._class_names[key]
        grades = self._header.columns(Field.GRADE)
        within = not name[:1].isdigit() or self._classes_are_sections
        if grades and name and within and len(name) <= 3:
            grade = as_written(at(row, grades[0])).strip()
            if grade.isdigit() and 1 <= int(grade) <= HIGHEST_GRADE:
                between = "/" if name[0].isdigit() else ""
                return read_class_name(f"{int(grade)}{between}{name}")
        return name

    def teacher(self, row: Row) -> str | None:
        """The homeroom teacher that a row's own column names."""
        columns = self._header.columns(Field.TEACHER)
        text = cell_text(row, columns[0]) if columns else ""
        return teacher_in([f"GVCN: {text}"]) if text else None

    def evidence(self, row: Row) -> int:
        """How many cells only a person has: a day (counts twice), a code, a phone, a sex, a job."""
        header = self._header
        phones = (*header.columns(Field.PHONE), *self._relatives.phone_columns)
        codes = [as_written(at(row, column)) for column in header.columns(Field.CODE)]
        states = [cell_text(row, column) for column in header.columns(Field.STATUS)]
        return sum(
            (
                2 * _holds(partial(self._births.read, row)),
                any(re.search(r"\d{3}", code) for code in codes),
                self._sexes.has_word(row),
                any(state and standing(state) for state in states),
                bool(staff_group(self.job(row) or "")),
                *(_holds(partial(read_phones, at(row, column))) for column in phones),
            )
        )


def code_text(cell: Cell) -> str | None:
    """A code as text, without what Excel added; None for an empty one.

    Raises ValueError where Excel has rounded it (8,15443E+09): its digits are lost.
    """
    if isinstance(cell, str) and cell.isalnum() and cell.isascii() and cell.strip("0"):
        return cell
    text = clean(as_written(cell)).removeprefix("'").strip()
    if _LOSSY.fullmatch(text):
        raise ValueError(f"digits lost: {text}")
    if found := _POINT_ZERO.fullmatch(text):
        text = found[1]
    return text if text.strip("-–.0 ") else None


def _holds(read: Callable[[], object]) -> bool:
    """Whether a cell can be read as what its column says, and has something in it."""
    try:
        return bool(read())
    except ValueError:
        return False
