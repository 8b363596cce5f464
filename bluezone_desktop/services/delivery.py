"""Handing a return on: as a letter with the file, or onto a stick."""

import errno
import os
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.return_message import summary
from bluezone_desktop.domain.returns import ReturnContent
from bluezone_desktop.exchange.sticks import Stick, sticks
from bluezone_desktop.texts import Texts

__all__ = ["Stick", "copy_to", "letter_about", "save_document", "sticks", "write_letter"]


def letter_about(
    content: ReturnContent, file_name: str, file: bytes, texts: Texts, *, to: str = ""
) -> bytes:
    """A letter with a return attached and its figures in words, as the bytes of an .eml.

    Raises KnownError where ``to`` holds what is no address.
    """
    from bluezone_desktop.exchange.emails import letter

    subject = texts("delivery.subject", school=content.school.name)
    body = texts(
        "delivery.body",
        recipient=content.recipient,
        summary=summary(content, texts),
        file=file_name,
        school=content.school.name,
    )
    return letter(subject, body.strip() + "\n", file_name, file, to=to)


def write_letter(path: Path, file: Path, content: ReturnContent, texts: Texts) -> Path:
    """Write a letter with an exported file attached to ``path``.

    Raises KnownError where the file is gone, or the letter cannot be written.
    """
    from bluezone_desktop.exchange.safe_files import require_ending, write_bytes_safely

    require_ending(path, ".eml")
    letter = letter_about(content, file.name, _read(file), texts)
    write_bytes_safely(path, letter, overwrite=True)
    return path


def copy_to(file: Path, stick: Stick) -> Path:
    """Copy a file onto a stick, read it back, and wait until it is there for good.

    A file of that name that says the same stays; one that differs is kept, the copy gets a number.
    Raises KnownError where the stick is full, write-protected or gone.
    """
    data = _read(file)
    try:
        if len(data) > stick.free_now():
            raise KnownError("delivery.stick_full", stick=stick.name, file=file.name)
        return _copied(data, stick.path / file.name)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise KnownError(
            "delivery.stick_full" if full else "delivery.stick_failed",
            stick=stick.name,
            file=file.name,
            detail=str(error),
        ) from error


def _copied(data: bytes, wanted: Path) -> Path:
    """Where ``data`` lies on the stick. Raises OSError where the stick does not take them."""
    from bluezone_desktop.exchange.safe_files import write_bytes_safely

    target, number = wanted, 1
    while target.exists():
        if target.is_file() and target.read_bytes() == data:
            return target
        number += 1
        target = wanted.with_name(f"{wanted.stem}_{number}{wanted.suffix}")
    try:
        write_bytes_safely(target, data)
    except KnownError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from error
        raise OSError(str(error)) from error
    if hasattr(os, "sync"):
        os.sync()  # the folder's entry too: sticks are pulled out early
    return target


def save_document(path: Path, content: bytes) -> Path:
    """Write a finished document, whole or not at all; an existing one is replaced.

    Raises KnownError where it cannot be written.
    """
    from bluezone_desktop.exchange.safe_files import write_bytes_safely

    write_bytes_safely(path, content, overwrite=True)
    return path


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise KnownError("errors.file_missing", file=file, detail=str(error)) from error
    except OSError as error:
        raise KnownError("errors.system_refused", file=file, detail=str(error)) from error
