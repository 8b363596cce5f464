"""Files that appear whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError


def write_safely(
    path: Path,
    write: Callable[[Path], None],
    *,
    overwrite: bool = False,
    check: Callable[[Path], None] | None = None,
) -> None:
    """Write a file beside its place, flush it to disk, read it back, then rename it.

    write  makes the file at the path it is given, which ends like ``path``
    check  reads it back before anyone can see it, and raises where it is not as meant

    Raises KnownError where ``path`` exists and must not be overwritten, or cannot be written.
    """
    # Shorter than the name it will take: where that one fits, this one does.
    part = path.with_name(f".{path.stem[:20]}.{os.getpid()}.part{path.suffix}")
    try:
        if path.is_dir():
            raise KnownError("errors.file_is_folder", file=path)
        if path.exists() and not overwrite:
            raise KnownError("errors.file_exists", file=path)
        if not path.parent.is_dir():
            raise KnownError("errors.folder_missing", path=path.parent)
        write(part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        if check:
            check(part)
        part.replace(path)
    except OSError as error:
        raise KnownError("errors.file_unwritable", file=path, detail=str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def provisional(
    path: Path,
    write: Callable[[Path], None],
    *,
    overwrite: bool = False,
    check: Callable[[Path], None] | None = None,
) -> Iterator[None]:
    """``write_safely`` for a file that goes with other work: where that fails, it was never there.

    A file that was overwritten comes back as it was. Raises KnownError as ``write_safely`` does.
    """
    aside = path.with_name(f".{path.stem[:20]}.{os.getpid()}.old{path.suffix}")
    had = False
    try:
        with suppress(OSError):  # what cannot be looked at or copied, writing will complain about
            if overwrite and path.is_file():
                shutil.copy2(path, aside)
                had = True
        write_safely(path, write, overwrite=overwrite, check=check)
        try:
            yield
        except BaseException:
            with suppress(OSError):
                if had:
                    aside.replace(path)
                else:
                    path.unlink(missing_ok=True)
            raise
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def require_ending(path: Path, ending: str) -> None:
    """Raise KnownError for a name that ends otherwise: programs choose by it how to open a file."""
    if path.suffix.lower() != ending:
        raise KnownError("errors.wrong_ending", file=path, ending=ending)


def write_bytes_safely(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """``write_safely`` for bytes that are ready: read back and compared."""
    write, check = _both(content)
    write_safely(path, write, overwrite=overwrite, check=check)


def provisional_bytes(
    path: Path, content: bytes, *, overwrite: bool = False
) -> AbstractContextManager[None]:
    """``provisional`` for bytes that are ready: read back and compared."""
    write, check = _both(content)
    return provisional(path, write, overwrite=overwrite, check=check)


def _both(content: bytes) -> tuple[Callable[[Path], None], Callable[[Path], None]]:
    def write(part: Path) -> None:
        part.write_bytes(content)

    def check(part: Path) -> None:
        if part.read_bytes() != content:
            raise OSError("read back different from what was written")

    return write, check
