"""Killing the program at random moments: ``python -m tests.benchmarks.kills [NUMBER] [SEED]``.

A child works on a school's folder and says what it begins and what is done; it is killed without
warning. Then everything that was said as done must be there, what was under way be whole or absent,
and the database be sound, its journal agreeing with its rows. For a power cut the log of SQLite is
cut off at a random length besides, as a disk may leave it: what is left must be the school as it
was after some step.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services import backups, people
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import integrity
from bluezone_desktop.storage.database import FILE_NAME
from bluezone_desktop.storage.issued_returns import issued_returns
from tests.benchmarks.killed import CLASS_SIZE, JOBS, pupil_ids
from tests.unit.school_office import listed, pupil, roster, school_office, take

NUMBER = 500
POWER_CUT = "power cut"
KINDS = (*JOBS, POWER_CUT)
_LONGEST = 0.6
"""Seconds from the first act to the kill, at most: many acts, and any moment of one."""


@dataclass
class Story:
    """What a child said before it was killed."""

    done: list[tuple[object, object]] = field(default_factory=list)
    begun: object = None
    is_under_way: bool = False


def make_school(folder: Path) -> None:
    """Two classes; two backups of the school, with the one class and with both."""
    with school_office(folder / "data") as office:
        first = [pupil(f"Trần Văn An {n}", "2009-03-05", code=f"A{n}") for n in range(CLASS_SIZE)]
        take(office, roster(listed("6A1", *first)))
        backups.create(office, folder / "a.db")
        second = [pupil(f"Lê Thị Bé {n}", "2009-03-06", code=f"B{n}") for n in range(CLASS_SIZE)]
        take(office, roster(listed("6A2", *second)))
        backups.create(office, folder / "b.db")


@dataclass
class Finds:
    """What came of killing one kind of work.

    acts      how many were said as done before the kills; ``under_way`` how many were cut short
    wrong     a sentence for each thing that was not as it must be
    """

    kills: int = 0
    acts: int = 0
    under_way: int = 0
    wrong: list[str] = field(default_factory=list)


def kill_once(folder: Path, kind: str, seed: int, finds: Finds) -> None:
    """Work, kill, look. ``folder`` holds what :func:`make_school` made."""
    draw = random.Random(seed)
    job = "tick" if kind == POWER_CUT else kind
    before = snapshot(folder)
    story = _run(folder, job, draw, cut=kind == POWER_CUT)
    try:
        found = look(folder, kind, before, story)
    except KnownError as error:
        found = f"{error}"
    finds.kills += 1
    finds.acts += len(story.done)
    finds.under_way += story.is_under_way
    if found:
        finds.wrong.append(f"{found} (seed {seed})")


def _run(folder: Path, job: str, draw: random.Random, *, cut: bool) -> Story:
    story, data = Story(), folder / "data"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.killed", str(data), job, str(draw.random())[2:11]],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        child.stdout.readline()  # ready
        time.sleep(draw.uniform(0, _LONGEST))
        if cut:
            child.send_signal(signal.SIGSTOP)
            _cut_log(data, draw)
    finally:
        child.kill()
        said = child.stdout.read()
        child.wait()
        child.stdout.close()
    if cut:
        (data / f"{FILE_NAME}.cut").replace(data / FILE_NAME)
        (data / f"{FILE_NAME}.cut-wal").replace(data / f"{FILE_NAME}-wal")
        (data / f"{FILE_NAME}-shm").unlink(missing_ok=True)
    for line in said.splitlines(keepends=True):
        if not line.endswith("\n"):
            break  # killed in the middle of saying it
        word, what, gave = json.loads(line)
        story.is_under_way = word == "begin"
        if word == "begin":
            story.begun = what
        elif word == "done":
            story.done.append((what, gave))
    return story


def _cut_log(data: Path, draw: random.Random) -> None:
    """Copies of the database and its log as a disk may leave them when the power goes."""
    shutil.copyfile(data / FILE_NAME, data / f"{FILE_NAME}.cut")
    log, cut = data / f"{FILE_NAME}-wal", data / f"{FILE_NAME}.cut-wal"
    content = log.read_bytes() if log.exists() else b""
    cut.write_bytes(content[: draw.randrange(len(content) + 1)])


@dataclass(frozen=True)
class Snapshot:
    """What is compared: statuses by pupil, class sizes, rounds."""

    statuses: dict[str, str]
    classes: dict[str, int]
    rounds: frozenset[str]


def snapshot(folder: Path) -> Snapshot:
    """The school before the work."""
    with Office.open(folder / "data") as office:
        return _taken(office)


def _taken(office: Office) -> Snapshot:
    connection = office.file.connection
    with office.file.reading():
        statuses = dict(connection.execute("SELECT id, status FROM person WHERE grp = 'pupil'"))
        rounds = frozenset(one.round_name for one in issued_returns(connection))
    classes = {one.school_class.name: one.pupils.total for one in people.class_list(office)}
    return Snapshot(statuses, classes, rounds)


def look(folder: Path, kind: str, before: Snapshot, story: Story) -> str | None:
    """What is wrong with what the killed program left."""
    with Office.open(folder / "data") as office:
        with office.file.reading() as connection:
            looks = (integrity.check_database, integrity.check_journal, integrity.check_returns)
            for look in looks:
                if found := look(connection):
                    return f"{look.__name__}: {found[0]}"
        now, ids = _taken(office), set(pupil_ids(office))
    under_way = story.begun if story.is_under_way else None
    checks: dict[str, Callable[[], str | None]] = {
        "tick": lambda: _of_ticks(before, now, story, under_way),
        "import": lambda: _of_imports(before, now, story, under_way),
        "issue": lambda: _of_rounds(folder, now, story),
        "back up": lambda: _of_backups(folder, story),
        "restore": lambda: _of_restores(now, story, under_way),
        "erase": lambda: _of_erasures(before, ids, story, under_way),
        "migrate": lambda: _of_migrations(folder, story),
        # Of a cut log the last steps may be gone: that the journal agrees is all there is to ask.
        POWER_CUT: lambda: None,
    }
    return checks[kind]()


def _of_ticks(before: Snapshot, now: Snapshot, story: Story, under_way: object) -> str | None:
    expected = dict(before.statuses)
    expected.update(tuple(what) for what, _ in story.done)  # type: ignore[misc, arg-type]
    differ = {who for who, status in expected.items() if now.statuses.get(who) != status}
    if isinstance(under_way, list) and now.statuses.get(under_way[0]) == under_way[1]:
        differ.discard(under_way[0])
    return f"{len(differ)} ticks are not as they were shown" if differ else None


def _of_imports(before: Snapshot, now: Snapshot, story: Story, under_way: object) -> str | None:
    expected = {**before.classes, **{str(what): CLASS_SIZE for what, _ in story.done}}
    found = dict(now.classes)
    if str(under_way) not in expected and found.get(str(under_way)) == CLASS_SIZE:
        del found[str(under_way)]
    return f"classes {expected} became {found}" if expected != found else None


def _of_rounds(folder: Path, now: Snapshot, story: Story) -> str | None:
    for name, _ in story.done:
        if str(name) not in now.rounds:
            return f"round {name} was issued and is gone"
        if not (folder / f"bc-{name}.xlsx").is_file():
            return f"the file of round {name} is gone"
    for path in folder.glob("bc-*.xlsx"):
        if zipfile.ZipFile(path).testzip():
            return f"{path.name} is half written"
    return None


def _of_backups(folder: Path, story: Story) -> str | None:
    lying = {path.name for path in (folder / "data" / "backups").glob("*.db")}
    # All but the newest may have been thinned away since.
    if story.done and story.done[-1][1] not in lying:
        return f"the backup {story.done[-1][1]} is gone"
    for name in lying:
        backups.verify(folder / "data" / "backups" / name)
    return None


def _of_restores(now: Snapshot, story: Story, under_way: object) -> str | None:
    states = {"a": {"6A1"}, "b": {"6A1", "6A2"}}
    may_be = [states[str(one)] for one in (under_way,) if one]
    if story.done:
        may_be.append(states[str(story.done[-1][0])])
    elif not may_be:
        return None
    else:
        may_be += states.values()
    found = set(now.classes)
    return None if found in may_be else f"classes {found} are of no backup"


def _of_migrations(folder: Path, story: Story) -> str | None:
    # One that was not begun may be half copied: not by the program.
    for name in [*(what for what, _ in story.done), *([story.begun] if story.begun else [])]:
        path = folder / str(name)
        with Office.open(path) as office, office.file.reading() as connection:
            if found := integrity.check_database(connection):
                return f"{path.name}: {found[0]}"
            if not office.school:
                return f"{path.name}: the school is gone"
    return None


def _of_erasures(before: Snapshot, ids: set[str], story: Story, under_way: object) -> str | None:
    gone = {str(what) for what, _ in story.done}
    if back := gone & ids:
        return f"{len(back)} people were erased and are there"
    lost = set(before.statuses) - ids - gone - {str(under_way)}
    return f"{len(lost)} people are gone whom nobody erased" if lost else None


def kills(number: int, seed: int, kinds: Sequence[str] = KINDS) -> dict[str, Finds]:
    """``number`` kills, of all kinds in turn. Gives per kind what was found."""
    draw, finds = random.Random(seed), {kind: Finds() for kind in kinds}
    with tempfile.TemporaryDirectory(prefix="bluezone-kills-") as made:
        template = Path(made) / "template"
        template.mkdir()
        make_school(template)
        for turn in range(number):
            kind = kinds[turn % len(kinds)]
            folder = Path(made) / "school"
            shutil.copytree(template, folder)
            kill_once(folder, kind, draw.randrange(10**9), finds[kind])
            shutil.rmtree(folder)
    return finds


def main() -> int:
    """Kill, and print what was found."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2020
    began = time.monotonic()
    finds = kills(number, seed)
    for kind, one in finds.items():
        sys.stdout.write(
            f"{kind:<10}{one.kills:>5} kills {one.acts:>7} acts done {one.under_way:>5} cut short"
            f" {len(one.wrong):>4} finds\n"
        )
        sys.stdout.writelines(f"    {wrong}\n" for wrong in one.wrong)
    sys.stdout.write(f"{number} kills in {time.monotonic() - began:.0f} s\n")
    return 1 if any(one.wrong for one in finds.values()) else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(main())
