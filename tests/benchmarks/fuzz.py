"""Mutated workbooks of every format: ``python -m tests.benchmarks.fuzz [NUMBER] [SEED]``.

Good lists of every layout are written in every format, then spoilt: bytes, parts of containers,
elements and attributes of XML, records of xls and xlsb. Each is read in a process that is watched:
what it gives must be rows or one sentence, within ten seconds and a gigabyte. Whatever else happens
is a find; its file is kept in ``build/finds``.
"""

import io
import json
import os
import random
import re
import select
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bluezone_desktop.domain.text import fold
from tests.benchmarks.one_file import Cost, Reading
from tests.unit.exchange import made_up_school as made_up
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.roster_layouts import LAYOUTS
from tests.unit.exchange.xls_writer import write_xls

MOST_SECONDS = 10.0
MOST_MEGABYTES = 1000.0
NUMBER = 5_000
PASSWORD = "mật khẩu"
FINDS = Path("build/finds")

_LAYOUTS = ("smas", "vnedu_class", "blocks", "two_levels")
_TAG = re.compile(rb"<[^!?/][^>]*>")
_VALUE = re.compile(rb'="[^"]*"')
_SPITEFUL = (
    b'="-1"', b'="4294967296"', b'="XFD1048576"', b'="A1:XFD1048576"', b'="1e308"', b'=""',
    b'="NaN"', b'="\xff\xfe"', b'="' + b"9" * 400 + b'"', b'="&#0;"', b'="&a;"',
)  # fmt: skip

Write = Callable[[Path], object]
Mutation = Callable[[random.Random, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Good:
    """A list that can be read: its format and its bytes."""

    kind: str
    ending: str
    data: bytes


def good_files(folder: Path) -> list[Good]:
    """A list of each layout in each format."""
    found = []
    for name in _LAYOUTS:
        grids = LAYOUTS[name](made_up.school(7, ("6A1",), 5)).grids
        for kind, ending, write in _formats(grids):
            path = folder / f"good.{ending}"
            write(path)
            found.append(Good(kind, ending, path.read_bytes()))
    return found


def _formats(grids: list[writers.Grid]) -> Iterator[tuple[str, str, Write]]:
    grid, plain = grids[0], [_without_accents(one) for one in grids]
    yield "xlsx", "xlsx", partial(writers.write_xlsx, grids=grids)
    yield "xlsm", "xlsm", partial(writers.write_xlsx, grids=grids)
    yield "xlsb", "xlsb", partial(writers.write_xlsb, grids=grids)
    yield "ods", "ods", partial(writers.write_ods, grids=grids)
    yield "xls (BIFF8)", "xls", partial(write_xls, grids=grids)
    yield "xls (BIFF5)", "xls", partial(write_xls, grids=plain, biff=5)
    yield "HTML", "xls", partial(writers.write_html, grid=grid)
    yield "SpreadsheetML", "xls", partial(writers.write_spreadsheet_xml, grids=grids)
    yield "text (UTF-8)", "csv", partial(writers.write_text, grid=grid)
    yield "text (UTF-16)", "txt", partial(writers.write_text, grid=grid, encoding="utf-16")
    tabs = partial(writers.write_text, grid=plain[0], encoding="cp1258", delimiter="\t")
    yield "text (cp1258)", "tsv", tabs
    yield "encrypted", "xlsx", partial(_encrypted, grids=grids)


def _without_accents(grid: writers.Grid) -> writers.Grid:
    """For encodings that have no letters of Vietnamese ready made."""
    rows = [[fold(one) if isinstance(one, str) else one for one in row] for row in grid.rows]
    return replace(grid, rows=rows)


def _encrypted(path: Path, grids: list[writers.Grid]) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = io.BytesIO(writers.write_xlsx(path, grids).read_bytes())
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(PASSWORD, file)


# Spoiling


def flipped(rng: random.Random, data: bytes) -> bytes:
    """Some bytes are others."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def cut(rng: random.Random, data: bytes) -> bytes:
    """The end is missing, or a piece of the middle."""
    if len(data) < 2:
        return data
    one, other = sorted(rng.randrange(len(data)) for _ in range(2))
    return data[:one] if rng.random() < 0.5 else data[:one] + data[other:]


def doubled(rng: random.Random, data: bytes) -> bytes:
    """A piece stands several times, perhaps elsewhere."""
    if len(data) < 2:
        return data
    one, other = sorted(rng.randrange(len(data)) for _ in range(2))
    place = rng.randrange(len(data))
    piece = data[one : min(other, one + 4096)]
    return data[:place] + piece * rng.choice((1, 2, 300)) + data[place:]


def blanked(rng: random.Random, data: bytes) -> bytes:
    """A piece is zeros, or noise."""
    if len(data) < 2:
        return data
    start = rng.randrange(len(data))
    length = min(rng.choice((4, 64, 1024)), len(data) - start)
    filler = bytes(length) if rng.random() < 0.5 else rng.randbytes(length)
    return data[:start] + filler + data[start + length :]


def with_spiteful_values(rng: random.Random, data: bytes) -> bytes:
    """An attribute says something that nobody would write."""
    places = list(_VALUE.finditer(data))
    for found in rng.sample(places, min(len(places), rng.choice((1, 1, 5)))):
        value = rng.choice(_SPITEFUL)
        data = data[: found.start()] + value + data[found.end() :]
    return data


def with_other_tags(rng: random.Random, data: bytes) -> bytes:
    """An element is dropped, opened a thousand times, or left open."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    found = rng.choice(tags)
    instead = rng.choice(
        (b"", found[0] * 1000, b"<a>" * 300, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"]]>")
    )
    return data[: found.start()] + instead + data[found.end() :]


def with_other_records(rng: random.Random, data: bytes) -> bytes:
    """A record of an xls is dropped, doubled, renamed, or lies about its length."""
    start = data.find(b"\x09\x08")
    records = []
    place = start
    while 0 <= place < len(data) - 4:
        number, length = struct.unpack_from("<HH", data, place)
        if number == 0 and length == 0:
            break
        records.append((place, length))
        place += 4 + length
    if not records:
        return flipped(rng, data)
    place, length = rng.choice(records)
    number = struct.unpack_from("<H", data, place)[0]
    body = data[place + 4 : place + 4 + length]
    match rng.randrange(5):
        case 0:
            new = b""
        case 1:
            new = (struct.pack("<HH", number, length) + body) * 2
        case 2:
            new = struct.pack("<HH", rng.randrange(0x0900), length) + body
        case 3:
            new = struct.pack("<HH", number, rng.choice((0, 1, length // 2, 0xFFFF))) + body
        case _:
            new = struct.pack("<HH", number, length) + flipped(rng, body)
    spoilt = data[:place] + new + data[place + 4 + length :]
    # The container goes on saying where everything lies: the file keeps its length.
    return spoilt[: len(data)].ljust(len(data), b"\0")


BYTES: tuple[Mutation, ...] = (flipped, cut, doubled, blanked)
MARKUP: tuple[Mutation, ...] = (*BYTES, with_spiteful_values, with_other_tags)


def spoilt(rng: random.Random, good: Good) -> bytes:
    """A list that somebody, or something, has made worse."""
    data = good.data
    for _ in range(rng.choice((1, 1, 2))):
        if data.startswith(b"PK") and rng.random() < 0.8:
            data = _with_spoilt_part(rng, data)
        elif good.kind.startswith("xls (") and rng.random() < 0.7:
            data = with_other_records(rng, data)
        else:
            markup = good.kind in ("HTML", "SpreadsheetML")
            data = rng.choice(MARKUP if markup else BYTES)(rng, data)
    return data


def _with_spoilt_part(rng: random.Random, data: bytes) -> bytes:
    """One part of a container is spoilt, missing, or another; the container itself is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = {name: container.read(name) for name in container.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        # Spoilt once already; its bytes can still be.
        return rng.choice(BYTES)(rng, data)
    if not parts:
        return data
    name = rng.choice(list(parts))
    match rng.randrange(12):
        case 0:
            del parts[name]
        case 1:
            parts[rng.choice(list(parts))] = parts[name]
        case _:
            mutations = BYTES if name.endswith(".bin") else MARKUP
            parts[name] = rng.choice(mutations)(rng, parts[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        for each, content in parts.items():
            container.writestr(each, content)
    return packed.getvalue()


# Reading


class Reader:
    """A process that reads one file after the other, until it comes to harm."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> Reading:
        """What becomes of a file. A process that dies or hangs is replaced."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        began = time.perf_counter()
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], MOST_SECONDS)
        took = Cost(time.perf_counter() - began, 0.0)
        if not ready:
            self.close()
            return Reading("hangs", "", 0, took)
        line = process.stdout.readline()
        if not line:
            status = process.wait()
            self._process = None
            return Reading(f"ends with {status}", "", 0, took)
        said = json.loads(line)
        return Reading(**{**said, "cost": Cost(**said["cost"])})

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.benchmarks.one_file", "--many", PASSWORD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        return self._process


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of a run.

    outcomes  per format how many files were read, refused, or worse
    finds     the files kept, with what became of them
    """

    outcomes: dict[str, Counter[str]]
    finds: tuple[tuple[Path, Reading], ...]
    slowest: Reading
    largest: Reading

    def lines(self) -> Iterator[str]:
        """The run as text."""
        for kind, outcomes in sorted(self.outcomes.items()):
            counts = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
            yield f"{kind:<18}{counts}"
        slowest, largest = self.slowest.cost.seconds, self.largest.cost.peak
        yield f"slowest {slowest:.1f} s, most memory {largest:.0f} MB"
        for path, reading in self.finds:
            yield f"FIND {path}: {reading.outcome} {reading.told} {reading.cost}"


def fuzz(number: int = NUMBER, seed: int = 0) -> Fuzzed:
    """Read so many spoilt files."""
    outcomes: dict[str, Counter[str]] = {}
    finds: list[tuple[Path, Reading]] = []
    slowest = largest = Reading("read", "", 0, Cost(0.0, 0.0))
    reader = Reader()
    with tempfile.TemporaryDirectory(prefix="bluezone-fuzz-") as name:
        folder = Path(name)
        good = good_files(folder)
        for turn in range(number):
            rng = random.Random(f"{seed} {turn}")
            one = good[turn % len(good)]
            path = folder / f"{os.getpid()}.{one.ending}"
            path.write_bytes(spoilt(rng, one))
            reading = reader.read(path)
            outcomes.setdefault(one.kind, Counter())[reading.outcome] += 1
            slowest = max(slowest, reading, key=lambda each: each.cost.seconds)
            largest = max(largest, reading, key=lambda each: each.cost.peak)
            if reading.outcome not in ("read", "refused") or reading.cost.peak > MOST_MEGABYTES:
                FINDS.mkdir(parents=True, exist_ok=True)
                kept = FINDS / f"{seed}-{turn}.{one.ending}"
                kept.write_bytes(path.read_bytes())
                finds.append((kept, reading))
    reader.close()
    return Fuzzed(outcomes, tuple(finds), slowest, largest)


def main() -> int:
    """Fuzz, print, fail where anything was found."""
    arguments = [int(one) for one in sys.argv[1:3]]
    found = fuzz(*arguments)
    sys.stdout.write("\n".join(found.lines()) + "\n")
    return 1 if found.finds else 0


if __name__ == "__main__":
    sys.exit(main())
