"""Running one command: open the folder, call the services, say the result."""

import argparse
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bluezone_desktop import locations
from bluezone_desktop.cli.console import Console
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Language, Texts

DONE, FAILED = 0, 1


@dataclass(frozen=True, slots=True)
class Request:
    """A command as it was asked for, and what it answers with."""

    options: argparse.Namespace
    console: Console
    folder: Path

    @property
    def texts(self) -> Texts:
        """The catalogue in the language asked for."""
        return self.console.texts

    def office(self, *, make: bool = False) -> Office:
        """The school's folder, opened; only ``init`` makes one."""
        return Office.open(self.folder, make=make)

    def moment(self, moment: datetime) -> str:
        """A moment in words and local time, for people; JSON has it in ISO 8601."""
        return moment_words(moment.astimezone(), self.texts.language)

    def password(self) -> str | None:
        """The first line of the password file, where one is given. Raises KnownError."""
        file: Path | None = self.options.password_file
        if file is None:
            return None
        if file.is_dir():
            raise KnownError("errors.file_is_folder", file=file)
        try:
            lines = file.read_text("utf-8-sig").splitlines()
        except FileNotFoundError as error:
            raise KnownError("errors.file_missing", file=file, detail=str(error)) from error
        except UnicodeDecodeError as error:
            raise KnownError("errors.password_not_text", file=file, detail=str(error)) from error
        if not lines or not lines[0]:
            raise KnownError("errors.password_empty")
        return lines[0]


Command = Callable[[Request], int]

# The room of each command: loaded only when it is asked for, so that a short one stays short.
_ROOMS = {
    "init": "school",
    "check": "school",
    "history": "school",
    "undo": "school",
    "demo": "school",
    "people": "people",
    "mark": "people",
    "roster inspect": "rosters",
    "roster import": "rosters",
    "coverage": "figures",
    "return export": "returns",
    "return list": "returns",
    "backup create": "backups",
    "backup list": "backups",
    "backup verify": "backups",
    "backup restore": "backups",
    "sheet export": "sheets",
    "sheet merge": "sheets",
    "erase": "privacy",
}


def _is_text(options: argparse.Namespace) -> bool:
    """Whether every word of the command is text; paths may be whatever bytes the disk has."""
    words = [
        word
        for value in vars(options).values()
        for word in (value if isinstance(value, list) else [value])
        if isinstance(word, str)
    ]
    return not any("\ud800" <= char <= "\udfff" for word in words for char in word)


def _for_a_command(error: KnownError, options: argparse.Namespace) -> KnownError:
    """The same, with the way out that only a command has: ``--overwrite``, where it takes that."""
    if error.key == "errors.file_exists" and "overwrite" in options:
        return KnownError("cli.file_exists", file=error.values["file"])
    return error


def refused_by_the_system(error: OSError, folder: Path) -> KnownError:
    """The sentence for a file or folder that the system does not let us use."""
    return KnownError("errors.system_refused", file=error.filename or folder, detail=str(error))


def run(options: argparse.Namespace, language: Language) -> int:
    """Do one command. Returns the exit status; a sentence on standard error says what failed."""
    console = Console(Texts(language))
    folder = locations.data_folder(options.data)
    if options.command not in _ROOMS:
        console.fail(KnownError("errors.not_yet", command=options.command))
        return FAILED
    if not _is_text(options):
        console.fail(KnownError("errors.not_text"))
        return FAILED
    try:
        room = importlib.import_module(f"bluezone_desktop.cli.{_ROOMS[options.command]}")
        command: Command = getattr(room, options.command.replace(" ", "_"))
        return command(Request(options, console, folder))
    except KnownError as error:
        console.fail(_for_a_command(error, options))
    except BrokenPipeError:
        raise
    except OSError as error:
        console.fail(refused_by_the_system(error, folder))
    except KeyboardInterrupt:
        console.note("cli.interrupted")
    except Exception:
        # Ours: everything into the log, nothing but a sentence to the user.
        import logging

        from bluezone_desktop import logs

        log = logs.start(folder)
        logging.getLogger(__name__).exception("command %s", options.command)
        console.fail(KnownError("errors.unexpected", log=log))
    return FAILED
