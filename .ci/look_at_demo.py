"""Looks at what the demo left: lists, data, two returns, charts; run with the installed program.

python look_at_demo.py FOLDER: exit status 0 and one line each, or an AssertionError.
"""

import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

FOLDER = Path(sys.argv[1])


def found(pattern: str, least: int) -> list[Path]:
    """The files that match, of which there must be at least so many, none of them empty."""
    files = sorted(FOLDER.glob(pattern))
    assert len(files) >= least, f"{pattern}: {len(files)} files, {least} expected"
    assert all(file.stat().st_size > 1000 for file in files), f"{pattern}: an empty file"
    print(f"{pattern}: {len(files)}")
    return files


for workbook in found("danh-sach/*.xlsx", 3) + found("bao-cao/*.xlsx", 2):
    with zipfile.ZipFile(workbook) as parts:
        assert parts.testzip() is None, workbook
        assert "xl/workbook.xml" in parts.namelist(), workbook
for chart in found("bieu-do/*.png", 3):
    assert chart.read_bytes().startswith(b"\x89PNG"), chart

[database] = found("du-lieu/*.db", 1)
with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    [people] = connection.execute("SELECT count(*) FROM person").fetchone()
assert people > 1000, people
print(f"people: {people}")

command = [sys.executable, "-m", "bluezone_desktop", "--data", str(database.parent), "check"]
subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
