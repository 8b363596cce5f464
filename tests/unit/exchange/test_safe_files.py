"""Files that appear whole or not at all, also when the work they go with fails."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.exchange.safe_files import provisional_bytes, write_bytes_safely


def _fail_beside(path: Path, *, overwrite: bool) -> None:
    with provisional_bytes(path, b"new", overwrite=overwrite):
        assert path.read_bytes() == b"new"
        raise RuntimeError


def test_a_file_that_went_with_failed_work_was_never_there(tmp_path: Path) -> None:
    """A new file goes again, and nothing is left beside it."""
    with pytest.raises(RuntimeError):
        _fail_beside(tmp_path / "báo cáo.xlsx", overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_an_overwritten_file_comes_back_when_the_work_fails(tmp_path: Path) -> None:
    """The user's old file is worth more than ours."""
    path = tmp_path / "báo cáo.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        _fail_beside(path, overwrite=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_done_work_keeps_its_file(tmp_path: Path) -> None:
    """And leaves no copy of the one it replaced."""
    path = tmp_path / "báo cáo.xlsx"
    path.write_bytes(b"old")
    with provisional_bytes(path, b"new", overwrite=True):
        pass
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """One sentence, and the file as it was."""
    path = tmp_path / "báo cáo.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(KnownError) as caught:
        write_bytes_safely(path, b"new")
    assert caught.value.key == "errors.file_exists"
    assert path.read_bytes() == b"old"
