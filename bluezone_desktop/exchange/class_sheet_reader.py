"""Reading a class sheet that comes home, whichever program saved it last."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bluezone_desktop.domain.class_sheet import (
    BIRTH,
    NAME,
    NOTE,
    STATUS,
    ClassSheet,
    FilledSheet,
    Line,
    Role,
    Trouble,
    parent_key,
)
from bluezone_desktop.domain.dates import read_date
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.status_words import read_status
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.exchange.class_sheet_table import (
    HIDDEN_SHEET,
    NotAClassSheet,
    is_class_sheet,
    sheet_of,
)
from bluezone_desktop.exchange.class_sheet_workbook import (
    BORN,
    FATHER,
    FULL_NAME,
    MOTHER,
    ORDINAL,
    PUPIL,
    REMARK,
)
from bluezone_desktop.exchange.grid import BadTable, Cell, Sheet, as_written, at
from bluezone_desktop.exchange.safe_xml import Ignore, read_xml
from bluezone_desktop.exchange.tables import Workbook, bytes_of, read_our_own
from bluezone_desktop.exchange.zipped import Archive
from bluezone_desktop.texts import LANGUAGES, Texts

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_PROPERTIES = ("docProps/core.xml", "meta.xml")
# What people write beside the words of the drop-down; told with their accents, because "ba" is a
# father and "bà" a grandmother.
_RELATIONS = {
    "bố": Relation.FATHER,
    "ba": Relation.FATHER,
    "tía": Relation.FATHER,
    "má": Relation.MOTHER,
    "dì": Relation.AUNT,
    "cô": Relation.AUNT,
    "chú": Relation.UNCLE,
    "bác": Relation.UNCLE,
    "cậu": Relation.UNCLE,
}


def read_class_sheet(path: Path, *, password: str | None = None) -> FilledSheet:
    """The class sheet in a file: as it left, and what has been filled in since.

    Raises KnownError: ``files.*`` for a file that cannot be read, ``sheets.refused.*`` for one that
    is no class sheet, or a damaged one.
    """
    workbook, archive = read_our_own(path, password=password)
    hidden = _hidden_of(workbook)
    if hidden is None:
        raise KnownError("sheets.refused.not_ours", file=path.name)
    try:
        sheet = sheet_of(hidden.rows)
    except NotAClassSheet as error:
        raise KnownError(str(error), file=path.name) from error
    changed = path.stat().st_mtime_ns
    saved, saved_by = _saved(archive)
    modified = saved or datetime.fromtimestamp(changed / 1_000_000_000, UTC)
    reading = _Reading(sheet)
    for page in workbook.sheets:
        if page is not hidden and reading.page(page):
            break
    else:
        raise KnownError("sheets.refused.damaged", file=path.name)
    return FilledSheet(
        sheet,
        reading.said,
        reading.relations,
        modified,
        saved_by,
        # Two copies saved within a second are told apart by when their files were written.
        f"{int(modified.timestamp() * 1000):015d}.{changed:020d}",
        tuple(reading.troubles),
    )


def is_class_sheet_file(path: Path) -> bool:
    """Whether an xlsx is one of our class sheets; False for what cannot be read at all.

    Cheap for any other file: only its list of sheets is looked at.
    """
    try:
        data = bytes_of(path)
        if not data.startswith(b"PK"):
            return False
        archive = Archive(data)
        book = "xl/workbook.xml"
        if not archive.has(book) or HIDDEN_SHEET.encode() not in archive.part(book):
            return False
        return _hidden_of(read_our_own(path)[0]) is not None
    except (BadTable, KnownError):
        return False


def _hidden_of(workbook: Workbook) -> Sheet | None:
    named = sorted(workbook.sheets, key=lambda one: one.name != HIDDEN_SHEET)
    return next((one for one in named if is_class_sheet(one.rows)), None)


class _Reading:
    """Goes through the rows of the visible sheet."""

    def __init__(self, sheet: ClassSheet) -> None:
        self._sheet = sheet
        self._lines = sheet.by_key
        self._numbers: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self.said: dict[str, dict[str, str]] = {}
        self.relations: dict[str, tuple[str, Relation]] = {}
        self.troubles: list[Trouble] = []

    def page(self, page: Sheet) -> bool:
        """Read a sheet; False for one that has none of our rows."""
        found = dict(self._rows(page.rows))
        if not found:
            return False
        for key, (number, row) in found.items():
            if self._lines[key].role in (Role.PUPIL, Role.NEW_PUPIL):
                self._pupil(self._lines[key], number, row)
        for key, (number, row) in found.items():
            if self._lines[key].role in (Role.OTHER, Role.NEW_RELATIVE):
                self._other(self._lines[key], number, row)
        wanted = {line.key for line in self._sheet.of_role(Role.PUPIL, Role.OTHER)}
        if lost := len(wanted - set(found)):
            self._trouble("rows_lost", number=lost)
        return True

    def _rows(self, rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, tuple[int, list[Cell]]]]:
        """Our rows by their keys, wherever their column has been moved to."""
        place: int | None = None
        taken: set[str] = set()
        for number, row in enumerate(rows, start=1):
            words = [as_written(cell) for cell in row]
            if place is None:
                place = next((n for n, word in enumerate(words) if word in self._lines), None)
            if place is None or place >= len(words) or words[place] not in self._lines:
                continue
            key = words[place]
            if key in taken:
                self._trouble("row_twice", row=number)
                continue
            taken.add(key)
            yield key, (number, list(row[place:]))

    def _pupil(self, line: Line, number: int, row: Sequence[Cell]) -> None:
        name = clean(as_written(at(row, FULL_NAME)))
        if line.known and match_key(name) != match_key(line.was(NAME)):
            self._trouble("other_name", row=number, name=line.was(NAME), found=name or "–")
            return
        self._numbers[clean(as_written(at(row, ORDINAL)))] = line.key
        self._names.setdefault(match_key(name or line.was(NAME)), set()).add(line.key)
        said = self.said.setdefault(line.key, {})
        parents = {
            FATHER: self._lines.get(parent_key(line.key, Relation.FATHER)),
            MOTHER: self._lines.get(parent_key(line.key, Relation.MOTHER)),
        }
        self._status(line, number, at(row, PUPIL))
        for column, parent in parents.items():
            if parent:
                self._status(parent, number, at(row, column))
        note = clean(as_written(at(row, REMARK)))
        if line.known:
            said[NOTE] = note
            return
        keys = (line.key, *(one.key for one in parents.values() if one))
        if not name:
            if note or at(row, BORN) or any(self.said.get(key) for key in keys):
                self._trouble("no_name", row=number)
            for key in keys:
                self.said.pop(key, None)
            return
        said[NAME] = name
        if note:
            said[NOTE] = note
        born = at(row, BORN)
        try:
            day = read_date(born)
        except ValueError:
            self._trouble("bad_date", row=number, name=name, value=as_written(born))
        else:
            if day:
                said[BIRTH] = day

    def _other(self, line: Line, number: int, row: Sequence[Cell]) -> None:
        self._status(line, number, at(row, PUPIL))
        if line.role is Role.OTHER:
            return
        name = clean(as_written(at(row, FULL_NAME)))
        of = clean(as_written(at(row, BORN)))
        tie = clean(as_written(at(row, FATHER)))
        said = self.said.setdefault(line.key, {})
        if not (name or of or tie or said):
            return
        pupil, relation = self._pupil_meant(of), _relation(tie)
        if pupil is None or relation is None:
            self.said.pop(line.key)
            reason = "whose_unknown" if pupil is None else "relation_unknown"
            self._trouble(reason, row=number, name=name or "–", found=(of, tie)[pupil is not None])
            return
        if name:
            said[NAME] = name
        self.relations[line.key] = (pupil, relation)

    def _pupil_meant(self, words: str) -> str | None:
        """A pupil told by name, or by the number before the name where names are not enough."""
        if words in self._numbers:
            return self._numbers[words]
        found = self._names.get(match_key(words), set()) if words else set()
        return next(iter(found)) if len(found) == 1 else None

    def _status(self, line: Line, number: int, cell: Cell) -> None:
        words = as_written(cell)
        try:
            status = read_status(words)
        except ValueError:
            self._trouble("bad_status", row=number, value=clean(words))
            return
        if status not in (None, Status.NOT_ASKED):
            self.said.setdefault(line.key, {})[STATUS] = str(status)

    def _trouble(self, reason: str, **values: object) -> None:
        self.troubles.append(Trouble(f"sheets.trouble.{reason}", values))


def _relation(words: str) -> Relation | None:
    """The relation that the drop-down's words mean, or those people write themselves."""
    wanted = words.lower()
    for language in LANGUAGES:
        texts = Texts(language)
        for relation in Relation:
            told = texts(f"sheets.relation.{relation}").lower()
            if wanted == told or wanted in told.split("/"):
                return relation
    if wanted in _RELATIONS:
        return _RELATIONS[wanted]
    plain = {fold(word): relation for word, relation in _RELATIONS.items() if fold(word) != "ba"}
    ours = Texts("vi")
    plain |= {fold(ours(f"sheets.relation.{one}")): one for one in Relation if one != "grandmother"}
    return plain.get(fold(words))


class _Properties(Ignore):
    """When a document was saved, and by whom."""

    _WANTED: Mapping[str, str] = {
        "modified": "saved",
        "date": "saved",
        "lastModifiedBy": "by",
        "creator": "by",
    }

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  # Handler's
        """Its words follow."""
        self._name = name

    def end(self, name: str) -> None:  # noqa: ARG002  # Handler's
        """What follows are blanks between elements."""
        self._name = ""

    def text(self, data: str) -> None:
        """Keep what is wanted."""
        if self._name in self._WANTED:
            self.found[self._name] = self.found.get(self._name, "") + data

    def value(self, *names: str) -> str:
        """The first of these that the document tells."""
        return next((self.found[name] for name in names if self.found.get(name)), "")


def _saved(archive: Archive | None) -> tuple[datetime | None, str]:
    """When the file was last saved and by whom, as it says itself."""
    part = next((one for one in _PROPERTIES if archive and archive.has(one)), None)
    if archive is None or part is None:
        return None, ""
    properties = _Properties()
    try:
        read_xml(archive.chunks(part), properties)
        # LibreOffice writes its own clock without a zone in meta.xml, and "Z" in core.xml.
        moment = datetime.fromisoformat(properties.value("modified", "date").strip())
        moment = (
            moment.astimezone(UTC)
            if moment.tzinfo or part == "meta.xml"
            else (moment.replace(tzinfo=UTC))
        )
    except (BadTable, ValueError, OverflowError):
        return None, ""
    return moment, clean(properties.value("lastModifiedBy", "creator"))[:80]
