"""Lists with names: who is not asked, who has not installed; and the tick sheet on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.named_list import ListKind, ListSheet, list_sheet
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts

__all__ = ["ListKind", "ListPaper", "on_paper", "write"]


@dataclass(frozen=True, slots=True)
class ListPaper:
    """Lists ready to be laid out: at least one, each with somebody on it.

    as_of  the moment they are true for, in words
    """

    sheets: tuple[ListSheet, ...]
    school: str
    as_of: str

    @property
    def lines(self) -> int:
        """How many lines they have together."""
        return sum(len(one.rows) for one in self.sheets)


def on_paper(
    office: Office,
    kind: ListKind,
    texts: Texts,
    *,
    phones: bool = False,
    class_id: ClassId | None = None,
) -> ListPaper:
    """The lists of every class and of the staff, or of one class; those with nobody are left out.

    Raises KnownError where nobody would be on any.
    """
    school = office.require_school().name
    made = tuple(_sheets(office, kind, texts, phones=phones, class_id=class_id))
    if not made:
        raise KnownError(f"names.nobody.{kind}")
    as_of = texts("names.as_of", moment=moment_words(office.clock().astimezone(), texts.language))
    return ListPaper(made, school, as_of)


def _sheets(
    office: Office, kind: ListKind, texts: Texts, *, phones: bool, class_id: ClassId | None
) -> Iterator[ListSheet]:
    for one in people.class_list(office):
        room = one.school_class
        if class_id in (None, room.id):
            title = texts(f"names.title.{kind}", name=texts("names.class", name=room.name))
            rows = people.tick_sheet(office, room.id).rows
            if made := list_sheet(kind, room.name, title, rows, texts, phones=phones):
                yield made
    if class_id is None:
        staff = texts("names.staff")
        title = texts(f"names.title.{kind}", name=staff)
        rows = people.staff_sheet(office)
        if made := list_sheet(kind, staff, title, rows, texts, phones=phones):
            yield made


def write(
    office: Office,
    path: Path,
    kind: ListKind,
    texts: Texts,
    *,
    phones: bool = False,
    class_id: ClassId | None = None,
) -> Outcome[int]:
    """Write a list to ``path``, a sheet for each class. Returns how many lines it has.

    An existing file is replaced: the dialog has asked. Raises KnownError where nobody would be on
    it, or the file cannot be written.
    """
    from bluezone_desktop.exchange.named_list_workbook import write_lists
    from bluezone_desktop.exchange.safe_files import require_ending, write_safely

    require_ending(path, ".xlsx")
    paper = on_paper(office, kind, texts, phones=phones, class_id=class_id)

    def put(part: Path) -> None:
        write_lists(part, paper.sheets, paper.school, paper.as_of)

    write_safely(path, put, overwrite=True)
    return Outcome(paper.lines, Change.NOTHING)
