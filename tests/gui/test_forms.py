"""Designer forms: the compiled code is what uic makes of the source today."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bluezone_desktop import assets

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted(assets.path("ui").glob("*.ui"))


def _comparable(code: str) -> str:
    """Without the line that names uic's version, which is not ours to keep."""
    return re.sub(r"## Created by: .*\n", "", code)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_the_compiled_form_is_fresh(form: Path) -> None:
    """Whoever changes a form must run ``make forms``; nobody may mend the compiled code by hand."""
    uic = Path(sys.executable).with_name("pyside6-uic")
    made = subprocess.run(
        [uic if uic.exists() else "pyside6-uic", form], capture_output=True, check=True
    ).stdout.decode("utf-8")
    kept = ROOT / "bluezone_desktop" / "gui" / "forms" / f"ui_{form.stem}.py"
    assert _comparable(kept.read_text("utf-8")) == _comparable(made)


def test_nothing_is_compiled_from_a_form_that_is_gone() -> None:
    """Dead code would go on being imported."""
    compiled = {
        path.stem.removeprefix("ui_")
        for path in (ROOT / "bluezone_desktop/gui/forms").glob("ui_*.py")
    }
    assert compiled == {form.stem for form in FORMS}
