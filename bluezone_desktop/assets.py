"""The one place that knows where ``ui/`` and ``resources/`` lie.

In a wheel and in a packed program they travel inside the package as ``_bundled/``; in a checkout
they lie beside it. The inner paths are the same, so nobody else asks how it was installed.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder at ``parts``, for example ``path("resources", "icons", "plus.svg")``.

    Raises FileNotFoundError where neither place has it: the program is incomplete.
    """
    # A checkout is asked first where it is one: an editable install may leave a stale copy behind.
    beside = _PACKAGE.parent
    root = (
        beside
        if (beside / "pyproject.toml").is_file() and (beside / "ui").is_dir()
        else _PACKAGE / "_bundled"
    )
    found = root.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(found)
    return found
