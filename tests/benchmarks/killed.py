"""What is to be killed: ``python -m tests.benchmarks.killed FOLDER JOB SEED``.

Does one kind of work on a school's folder again and again, and says on its output, a JSON line
each, what it begins and what is done. A line "done" is a promise: the program would show it now.
"""

import json
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.services import backups, erasing, marking, returns
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.database import FILE_NAME
from bluezone_desktop.texts import Texts
from tests.unit.school_office import father, listed, mother, pupil, roster, take

CLASS_SIZE = 30
OLDEST = Path(__file__).parents[1] / "data" / "databases" / "0.1.0.db"
Act = tuple[object, Callable[[], object]]


def pupil_ids(office: Office) -> list[str]:
    """All pupils on record, in a fixed order."""
    rows = office.file.connection.execute("SELECT id FROM person WHERE grp = 'pupil' ORDER BY id")
    return [str(row[0]) for row in rows]


def class_list(number: int) -> str:
    """The class that the import of that number brings."""
    return f"{6 + number % 4}K{number}"


def ticking(office: Office, draw: random.Random) -> Iterator[Act]:
    """One status after another."""
    ids = pupil_ids(office)
    while True:
        who, status = draw.choice(ids), draw.choice(list(Status))
        yield [who, status.value], partial(marking.mark, office, [PersonId(who)], status)


def importing(office: Office, draw: random.Random) -> Iterator[Act]:
    """A class after another, with its parents."""
    while True:
        number = draw.randrange(10**9)
        drafts = [
            pupil(
                f"Nguyễn Thị Hoà {number} {n}",
                "2009-03-05",
                father(f"Nguyễn Văn {number} {n}", f"09{n:08d}"),
                mother(f"Lê Thị {number} {n}"),
            )
            for n in range(CLASS_SIZE)
        ]
        name = class_list(number)
        yield name, partial(take, office, roster(listed(name, *drafts)))


def issuing(office: Office, draw: random.Random) -> Iterator[Act]:
    """A round after another, with its file."""
    while True:
        name = f"{draw.randrange(10**9)}"
        path = office.folder.parent / f"bc-{name}.xlsx"
        yield name, partial(returns.export, office, path, Texts("vi"), round_name=name)


def backing_up(office: Office, draw: random.Random) -> Iterator[Act]:
    """A change, then a backup of it."""
    ids = pupil_ids(office)
    while True:
        marking.mark(office, [PersonId(draw.choice(ids))], draw.choice(list(Status)))
        yield "", lambda: str(backups.create(office).value.name)


def restoring(office: Office, draw: random.Random) -> Iterator[Act]:
    """One of two backups in place of the other."""
    while True:
        name = draw.choice(("a", "b"))
        yield name, partial(backups.restore, office, office.folder.parent / f"{name}.db")


def erasing_people(office: Office, draw: random.Random) -> Iterator[Act]:
    """One person after another, backups included."""
    ids = pupil_ids(office)
    draw.shuffle(ids)
    for who in ids:
        yield who, partial(erasing.erase_person, office, PersonId(who))


def migrating(office: Office, _draw: random.Random) -> Iterator[Act]:
    """The database of the first version climbs to today's, in one folder after another."""
    for number in count():
        folder = office.folder.parent / f"old-{number}"
        folder.mkdir()
        shutil.copyfile(OLDEST, folder / FILE_NAME)
        yield folder.name, partial(_open_and_close, folder)


def _open_and_close(folder: Path) -> None:
    with Office.open(folder):
        pass


JOBS = {
    "tick": ticking,
    "import": importing,
    "issue": issuing,
    "back up": backing_up,
    "restore": restoring,
    "erase": erasing_people,
    "migrate": migrating,
}


def say(word: str, what: object = None, gave: object = None) -> None:
    """A line on the output, there when this returns."""
    sys.stdout.write(json.dumps([word, what, gave if isinstance(gave, str) else None]) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Works until it is killed."""
    folder, job, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with Office.open(folder, actor="Cô Lan") as office:
        acts = JOBS[job](office, random.Random(seed))
        say("ready")
        for what, act in acts:
            say("begin", what)
            say("done", what, act())
    return 0


if __name__ == "__main__":
    sys.exit(main())
