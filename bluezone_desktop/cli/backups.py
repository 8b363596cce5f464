"""Backups: made, listed, looked into, put back."""

from typing import Any

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.services import backups
from bluezone_desktop.services.backups import Backup, BackupContents


def backup_create(request: Request) -> int:
    """Back up now."""
    with request.office() as office:
        made = backups.create(
            office, request.options.out, overwrite=request.options.overwrite
        ).value
    request.console.say("cli.backup.created", file=made)
    return DONE


def backup_list(request: Request) -> int:
    """The backups in the data folder, newest first."""
    with request.office() as office:
        listed = backups.list_backups(office)
    if request.options.json:
        request.console.data([_plain(one) for one in listed])
        return DONE
    for one in listed:
        key = f"settings.reason.{one.reason.replace('-', '_')}"
        request.console.say(
            "cli.backup.line",
            at=request.moment(one.at),
            reason=request.texts(key) if request.texts.has(key) else one.reason,
            size=one.size,
            file=one.path,
        )
    request.console.say("cli.backup.number", number=len(listed))
    return DONE


def _plain(one: Backup) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "at": one.at.replace(tzinfo=None).isoformat(timespec="milliseconds"),
        "reason": one.reason,
        "size": one.size,
    }


def backup_verify(request: Request) -> int:
    """Check a backup in full and say what it holds."""
    contents = backups.verify(request.options.file)
    request.console.say("cli.backup.sound", file=request.options.file)
    _show(request, contents)
    return DONE


def backup_restore(request: Request) -> int:
    """Put a backup back; the present is backed up first."""
    contents = backups.restore_folder(request.folder, request.options.file).value
    request.console.say("cli.backup.restored", file=request.options.file)
    _show(request, contents)
    return DONE


def _show(request: Request, contents: BackupContents) -> None:
    request.console.say(
        "cli.backup.contents",
        school=contents.school.name if contents.school else "–",
        classes=contents.classes,
        people=contents.people,
        returns=contents.issued_returns,
        steps=contents.steps,
    )
