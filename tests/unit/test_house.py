"""The house rules that a machine can watch: the import law, small files, no network, no utils."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bluezone_desktop"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE / "gui" / "forms")
ROOMS = {"charts", "cli", "domain", "exchange", "gui", "services", "storage"}


def _imported(path: Path) -> set[str]:
    """Every dotted name that a file imports, ``from a import b`` as both ``a`` and ``a.b``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_imports_follow_the_law() -> None:
    """Arrows go only down: the contracts of pyproject.toml hold."""
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", script, "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_no_room_that_the_design_does_not_have() -> None:
    """A new room is a decision; it is drawn in CONTRIBUTING.md before it is built."""
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= ROOMS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_grows_past_500_lines(path: Path) -> None:
    """A file that no longer fits in the head is two files."""
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_nothing_collects_everything() -> None:
    """No utils, helpers, common or misc: code lies with what it is about."""
    vague = re.compile(r"^(utils?|helpers?|common|misc|tools|stuff)$")
    assert [str(p) for p in PACKAGE.rglob("*") if vague.match(p.stem)] == []


@pytest.mark.parametrize(
    "forbidden",
    ["matplotlib.pyplot", "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "urllib.request"],
)
def test_some_modules_are_never_imported(forbidden: str) -> None:
    """pyplot keeps figures alive for ever; the others speak to the network."""
    guilty = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if any(name == forbidden or name.startswith(f"{forbidden}.") for name in _imported(path))
    ]
    assert guilty == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    """What costs tenths of a second to import is imported when needed, not at the door."""
    script = (
        "import sys, bluezone_desktop.__main__, bluezone_desktop.cli\n"
        "heavy = {'PySide6', 'matplotlib', 'numpy', 'openpyxl', 'sqlite_utils', 'xlsxwriter',"
        " 'msoffcrypto', 'cryptography'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "[]"


def test_locks_name_no_address_and_hash_everything() -> None:
    """The pinned versions come from whatever index the reader uses, and are what we tried."""
    locks = sorted((ROOT / ".ci" / "locks").glob("*.txt"))
    assert [lock.name for lock in locks] == ["below-gui.txt", "dev.txt", "installer.txt", "run.txt"]
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "file:" not in text
        entries = re.split(r"\n(?=\S)", text.strip())
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), lock.name


def test_locks_agree_with_one_another_and_with_the_project() -> None:
    """The tests run with the very versions that a user gets, and no dependency is left out."""
    import tomllib

    def pins(name: str) -> set[str]:
        lines = (ROOT / ".ci" / "locks" / f"{name}.txt").read_text("utf-8").splitlines()
        return {
            line.split(" ;")[0].rstrip(" \\")
            for line in lines
            if "==" in line[:60] and line[0] != " "
        }

    run, dev, below = pins("run"), pins("dev"), pins("below-gui")
    assert run <= dev
    assert below <= dev
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=!~\[; ]", line)[0] for line in project["dependencies"]}
    assert wanted <= {pin.split("==")[0] for pin in run}
    assert not any(pin.startswith(("pyside6", "shiboken6", "pytest-qt")) for pin in below)


def test_every_third_party_import_is_a_dependency_and_the_other_way_round() -> None:
    """What is imported is declared, and what is declared is imported."""
    import tomllib

    imports = (
        {name.split(".")[0] for path in PACKAGE.rglob("*.py") for name in _imported(path)}
        - set(sys.stdlib_module_names)
        - {"bluezone_desktop"}
    )
    names = {"msoffcrypto": "msoffcrypto-tool", "PySide6": "pyside6-essentials"}
    used = {names.get(name, name.replace("_", "-")) for name in imports} - {"shiboken6"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~\[; ]", line)[0] for line in project["dependencies"]}
    assert used == declared


def test_the_map_of_the_house_shows_rooms_that_are_there() -> None:
    """Every file that CONTRIBUTING.md names by its path exists."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[a-z_.]+/)+[a-z_]*(?:\.[a-z]+)?)`", text))
    places = (ROOT, PACKAGE)
    assert len(named) > 20
    assert [name for name in sorted(named) if not any((p / name).exists() for p in places)] == []
