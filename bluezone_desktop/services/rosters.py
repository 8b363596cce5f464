"""Class lists: reading a file, planning what it would change, and taking it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.matching import NEW
from bluezone_desktop.domain.roster import Roster, Severity
from bluezone_desktop.services import backups
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.roster_plan import Difference, GroupPlan, ImportPlan, ImportResult
from bluezone_desktop.services.roster_planner import plan_import
from bluezone_desktop.services.roster_questions import Answers, Candidate, MatchQuestion
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.tables import CLASS, KINSHIP, PERSON
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.exchange.roster_picture import Pictures, SheetPicture

__all__ = [
    "NEW",
    "Answers",
    "Candidate",
    "Difference",
    "GroupPlan",
    "ImportPlan",
    "ImportResult",
    "Look",
    "MatchQuestion",
    "Progress",
    "SheetPicture",
    "inspect",
    "look_into",
    "look_into_pasted",
    "plan",
    "take",
    "with_rejected",
    "write_rejected",
]

Progress = Callable[[int, int], None]
"""Called with what is done and of how much; may raise Cancelled, which rolls everything back."""

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds, and by sheet the picture of it to show beside that."""

    roster: Roster
    pictures: "Pictures"


def inspect(
    path: Path,
    *,
    password: str | None = None,
    class_name: str | None = None,
    corrections: Corrections = NO_CORRECTIONS,
) -> Roster:
    """Everything that a class list holds; nothing is stored, no school is needed.

    class_name   the class of pupils for whom the file itself names none
    corrections  what a user has said of columns, by layout

    Raises KnownError for a file that cannot be read as a list.
    """
    from bluezone_desktop.exchange.roster_reader import read_roster  # late: readers are heavy

    _refuse_class_sheet(path)
    return read_roster(path, password=password, class_name=class_name, corrections=corrections)


def look_into(
    path: Path,
    *,
    password: str | None = None,
    class_name: str | None = None,
    corrections: Corrections = NO_CORRECTIONS,
    without_header: bool = False,
) -> Look:
    """``inspect``, with the pictures of the sheets.

    without_header  read sheets that have no header by what their columns hold
    """
    from bluezone_desktop.exchange import roster_reader as reader

    _refuse_class_sheet(path)
    wishes = reader.Wishes(class_name, corrections, without_header)
    return Look(*reader.look_into(path, wishes, password=password))


def look_into_pasted(
    text: str,
    name: str,
    *,
    class_name: str | None = None,
    corrections: Corrections = NO_CORRECTIONS,
) -> Look:
    """What rows copied out of a list hold; they need no header.

    text  as Excel puts it on the clipboard: columns parted by tabs
    name  what to call it, in place of a file's name

    Raises KnownError for a text that holds nobody.
    """
    from bluezone_desktop.exchange import roster_reader as reader
    from bluezone_desktop.exchange.tables import read_pasted

    wishes = reader.Wishes(class_name, corrections, without_header=True)
    return Look(*reader.roster_of(read_pasted(text, name), name, wishes))


def _refuse_class_sheet(path: Path) -> None:
    """A class sheet that comes home is no list: its answers would be taken for parents' names."""
    from bluezone_desktop.exchange.class_sheet_reader import is_class_sheet_file

    if is_class_sheet_file(path):
        raise KnownError("sheets.is_class_sheet", file=path.name)


def _rejected_in(rosters: Sequence[Roster]) -> int:
    """How many rows the lists hold that are not taken."""
    return sum(p.severity is Severity.REJECTED for one in rosters for p in one.problems)


def write_rejected(path: Path, rosters: Sequence[Roster], texts: Texts, *, overwrite: bool) -> int:
    """A workbook of the rejected rows, the reason beside each, ready to be mended and imported.

    Returns the number of rows; without any, no file is written. Raises KnownError.
    """
    with with_rejected(path, rosters, texts, overwrite=overwrite) as number:
        return number


@contextmanager
def with_rejected(
    path: Path, rosters: Sequence[Roster], texts: Texts, *, overwrite: bool
) -> Iterator[int]:
    """``write_rejected`` beside an import: where that fails, ``path`` is as it was before."""
    from bluezone_desktop.exchange import rejected_rows
    from bluezone_desktop.exchange.safe_files import provisional, require_ending

    require_ending(path, ".xlsx")
    number = _rejected_in(rosters)
    if not number:
        yield 0
        return

    def write(part: Path) -> None:
        rejected_rows.write_rejected(part, rosters, texts)

    with provisional(path, write, overwrite=overwrite):
        yield number


def plan(office: Office, rosters: Sequence[Roster], answers: Answers | None = None) -> ImportPlan:
    """What taking these lists would do, per class; nothing is stored.

    answers  what the user said to questions of an earlier plan: the id of who is meant, or NEW. An
             answer that fits no question any more, or names somebody meant by another line, is as
             if nobody had answered: the safe default holds

    Raises KnownError where no school is set up.
    """
    school = office.require_school()
    with office.file.reading() as connection:
        return plan_import(connection, rosters, school, office.journal.last_seq(), answers or {})


def take(
    office: Office, import_plan: ImportPlan, progress: Progress | None = None
) -> Outcome[ImportResult]:
    """Take what was planned: one transaction, one undo step, a backup before it.

    If something was written since the plan was made, it is planned anew on what is there. Raises
    KnownError where the backup or the writing fails, Cancelled where ``progress`` asks for it;
    nothing is stored then.
    """
    school = office.require_school()
    if import_plan.base != office.journal.last_seq():
        import_plan = plan(office, import_plan.rosters, import_plan.answers)
    if import_plan.changes_nothing:
        return Outcome(import_plan.result, Change.NOTHING)
    backups.before(office, "import")
    tick = progress or _silent
    files = ", ".join(Path(roster.file).name for roster in import_plan.rosters)
    with office.journal.step("steps.import", files=files) as writer:
        if import_plan.base != writer.seq - 1:  # another program wrote while the backup was made
            import_plan = plan_import(
                writer.connection,
                import_plan.rosters,
                school,
                writer.seq - 1,
                import_plan.answers,
            )
        people = list(import_plan.new_people.values())
        of = len(people) + len(import_plan.changes) + len(import_plan.new_ties)
        writer.insert(CLASS, [rows.class_row(one) for one in import_plan.new_classes])
        writer.update(CLASS, import_plan.class_changes)
        for start in range(0, len(people), _BATCH):
            tick(start, of)
            part = people[start : start + _BATCH]
            writer.insert(PERSON, [rows.person_row(person) for person in part])
        tick(len(people), of)
        writer.update(PERSON, import_plan.changes)
        tick(len(people) + len(import_plan.changes), of)
        writer.update(KINSHIP, import_plan.tie_changes)
        for start in range(0, len(import_plan.new_ties), _BATCH):
            tick(len(people) + len(import_plan.changes) + start, of)
            ties = import_plan.new_ties[start : start + _BATCH]
            writer.insert(KINSHIP, [rows.kinship_row(tie) for tie in ties])
        tick(of, of)  # the last moment to cancel: after it everything is stored
    return Outcome(import_plan.result, Change.PEOPLE | Change.CLASSES)


def _silent(_done: int, _of: int) -> None:
    """Nobody is watching."""
