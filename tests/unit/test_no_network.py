"""The program speaks to nobody: not a socket is made in a whole school's work."""

import json
import subprocess
import sys
from pathlib import Path

_WORK = """
import json, sys
heard = []
watched = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")
sys.addaudithook(lambda name, _: heard.append(name) if name.startswith(watched) else None)
from pathlib import Path
from bluezone_desktop.__main__ import main
folder = Path(sys.argv[1])
status = [main(arguments) for arguments in (
    ["demo", "--out", str(folder / "demo")],
    ["--data", str(folder / "demo" / "du-lieu"), "coverage", "--json"],
    ["--data", str(folder / "demo" / "du-lieu"), "backup", "create"],
    ["--data", str(folder / "demo" / "du-lieu"), "return", "export", "--out",
     str(folder / "bc.xlsx"), "--email", str(folder / "bc.eml"), "--to", "a@b.vn"],
)]
print(json.dumps([status, heard]), file=sys.stderr)
"""


def test_no_socket_is_made(tmp_path: Path) -> None:
    """From the import of lists to the return and its letter: Python tells of every socket."""
    ran = subprocess.run(
        [sys.executable, "-c", _WORK, str(tmp_path)], capture_output=True, text=True, check=False
    )
    status, heard = json.loads(ran.stderr.splitlines()[-1])
    assert (status, heard) == ([0] * 4, []), ran.stderr
    assert (tmp_path / "bc.eml").is_file()


def test_a_socket_would_be_heard(tmp_path: Path) -> None:
    """The watch is no formality."""
    spoilt = _WORK.replace("folder = ", "import socket; socket.socket().close()\nfolder = ", 1)
    spoilt = spoilt.partition("status =")[0] + "print(json.dumps(heard))"
    ran = subprocess.run(
        [sys.executable, "-c", spoilt, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "socket.__new__" in json.loads(ran.stdout)
