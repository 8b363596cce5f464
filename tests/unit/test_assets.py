"""Where ui/ and resources/ lie: beside the package in a checkout, inside it in a wheel."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bluezone_desktop import assets

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_reads_its_own_folders() -> None:
    """In a checkout an edit shows at once: the files beside the package are the ones read."""
    found = assets.path("resources", "translations", "vi", "vocabulary.toml")
    assert found == ROOT / "resources" / "translations" / "vi" / "vocabulary.toml"
    assert assets.path("ui") == ROOT / "ui"


def test_a_missing_file_is_named() -> None:
    """An incomplete program says which file it lacks."""
    with pytest.raises(FileNotFoundError, match=r"nowhere\.svg"):
        assets.path("resources", "nowhere.svg")


def test_an_installed_program_reads_what_travels_inside_it(tmp_path: Path) -> None:
    """Without a checkout around it, the package finds ``_bundled`` at the same inner paths."""
    package = tmp_path / "bluezone_desktop"
    words = package / "_bundled" / "resources" / "translations" / "vi" / "greeting.toml"
    words.parent.mkdir(parents=True)
    words.write_text('hello = "Xin chào {name}"', encoding="utf-8")
    for name in ("__init__.py", "assets.py", "texts.py"):
        shutil.copy(ROOT / "bluezone_desktop" / name, package / name)
    script = (
        "from bluezone_desktop.texts import Texts; print(Texts()('greeting.hello', name='Hoà'))"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "Xin chào Hoà"
