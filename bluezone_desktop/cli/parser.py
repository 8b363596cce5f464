"""The words of the command line, as ``--help`` tells them."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from bluezone_desktop import __version__
from bluezone_desktop.cli.mistyped import in_our_words
from bluezone_desktop.domain.vocabulary import AppStore, Group, Level, Status
from bluezone_desktop.texts import LANGUAGES, Language, Texts

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


class _Help(argparse.HelpFormatter):
    """The help, with our words for the headings too."""

    texts: Texts = Texts()

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        ours = self.texts("cli.word.usage") if prefix is None else prefix
        super().add_usage(usage, actions, groups, ours)

    def start_section(self, heading: str | None) -> None:
        words = {
            "positional arguments": self.texts("cli.word.places"),
            "options": self.texts("cli.word.options"),
        }
        super().start_section(words.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """argparse with our words, and the exit status that other programs rely on."""

    texts: Texts = Texts()

    def error(self, message: str) -> NoReturn:
        """A mistyped command: what is wrong and where help is; exit status 2."""
        words = in_our_words(message, self.texts)
        self.exit(2, self.texts("cli.mistyped", message=words, program=self.prog) + "\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command asked for. Exits with 0 after ``--help`` and ``--version``, 2 when mistyped."""
    parser = _parser(Texts(_language(arguments)))
    options = parser.parse_args(arguments)
    if options.command == "return export" and (options.email is None) != (options.to is None):
        lacking = "--email" if options.email is None else "--to"
        parser.error(f"the following arguments are required: {lacking}")
    return options


def _language(arguments: Sequence[str]) -> Language:
    """The language asked for, looked for ahead so that ``--help`` speaks it too."""
    for before, word in pairwise(arguments):
        if before == "--language":
            return "en" if word == "en" else "vi"
    return "en" if "--language=en" in arguments else "vi"


def _parser(texts: Texts) -> Parser:
    class Help(_Help):
        pass

    class Ours(Parser):
        pass

    Help.texts = Ours.texts = texts
    parser = Ours(
        prog="bluezone-desktop",
        description=texts("cli.about"),
        add_help=False,
        allow_abbrev=False,
        formatter_class=Help,
    )
    parser.add_argument("--help", action="help", help=texts("cli.option.help"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"bluezone-desktop {__version__}",
        help=texts("cli.option.version"),
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help=texts("cli.option.data"))
    parser.add_argument("--language", choices=LANGUAGES, help=texts("cli.option.language"))
    parser.add_argument(
        "--measure-start", action="store_true", help=texts("cli.option.measure_start")
    )
    parser.set_defaults(command=None)
    top = _Adder(parser, texts)
    _school_commands(top)
    _people_commands(top)
    _return_commands(top)
    _sheet_commands(top)
    _safety_commands(top)
    return parser


class _Adder:
    """Adds commands, each with its help from the catalogue."""

    def __init__(self, parser: argparse.ArgumentParser, texts: Texts, path: str = "") -> None:
        self._texts = texts
        self._path = path
        self._formatter = parser.formatter_class
        self._subparsers = parser.add_subparsers(
            metavar=texts("cli.word.command"),
            title=texts("cli.word.commands"),
            required=bool(path),
            dest=f"{path or 'top'}_word",
        )

    def command(self, name: str, *, json: bool = False, overwrite: bool = False) -> "_Options":
        """A command that does something."""
        path = f"{self._path} {name}".strip()
        parser = self._add(name, path)
        parser.set_defaults(command=path)
        options = _Options(parser, self._texts)
        if json:
            options.flag("--json", "json")
        if overwrite:
            options.flag("--overwrite", "overwrite")
        return options

    def group(self, name: str) -> "_Adder":
        """A word that commands follow."""
        return _Adder(self._add(name, name), self._texts, name)

    def _add(self, name: str, path: str) -> argparse.ArgumentParser:
        words = self._texts(f"cli.command.{path.replace(' ', '_')}")
        parser = self._subparsers.add_parser(
            name,
            help=words,
            description=words,
            add_help=False,
            allow_abbrev=False,
            formatter_class=self._formatter,
        )
        parser.add_argument("--help", action="help", help=self._texts("cli.option.help"))
        return parser


class _Options:
    """Adds the options of one command; their help is found by the name they are stored under."""

    def __init__(self, parser: argparse._ActionsContainer, texts: Texts) -> None:
        self._parser = parser
        self._texts = texts

    def either(self) -> "_Options":
        """Options of which exactly one must be given."""
        return _Options(self._parser.add_mutually_exclusive_group(required=True), self._texts)

    def flag(self, name: str, key: str) -> "_Options":
        """An option that is there or not."""
        self._parser.add_argument(
            name, dest=key, action="store_true", help=self._texts(f"cli.option.{key}")
        )
        return self

    def value(self, name: str, key: str, **more: Any) -> "_Options":
        """An option with a value, or a place for one."""
        if name.startswith("-"):
            more["dest"] = key
        self._parser.add_argument(name, help=self._texts(f"cli.option.{key}"), **more)
        return self


def _school_commands(top: _Adder) -> None:
    school = top.command("init")
    school.value("--school", "school", required=True, metavar="NAME")
    for name in ("superior", "place", "code", "head", "preparer"):
        school.value(f"--{name}", name, default="", metavar="TEXT")
    school.value("--level", "level", type=_level, metavar="LEVEL")
    school.value("--year", "year", default="", metavar="2020-2021")

    roster = top.group("roster")
    _password(roster.command("inspect", json=True).value("file", "file", type=Path, metavar="FILE"))
    taking = roster.command("import", json=True, overwrite=True)
    taking.value("file", "file", type=Path, nargs="+", metavar="FILE")
    taking.value("--class", "class_name", metavar="NAME")
    taking.flag("--dry-run", "dry_run")
    taking.value("--rejected", "rejected", type=Path, metavar="FILE.xlsx")
    _password(taking)


def _people_commands(top: _Adder) -> None:
    people = top.command("people", json=True)
    people.value("--class", "class_name", metavar="NAME")
    people.value("--group", "group", type=_word(Group), metavar="GROUP")
    people.value("--status", "status", type=_word(Status), metavar="STATUS")
    people.value("--find", "find", metavar="TEXT")

    mark = top.command("mark", json=True)
    mark.value("id", "id", nargs="+", metavar="ID")
    mark.value("--status", "status", type=_word(Status), required=True, metavar="STATUS")
    mark.value("--store", "store", type=_word(AppStore), metavar="app-store|ch-play")
    mark.value("--on", "on", type=_day, metavar="YYYY-MM-DD")


def _return_commands(top: _Adder) -> None:
    cover = top.command("coverage", json=True, overwrite=True)
    cover.value("--by", "by", choices=("school", "grade", "class", "group", "day"), default="class")
    cover.value("--as-of", "as_of", type=_moment, metavar="YYYY-MM-DDTHH:MM")
    cover.value("--chart", "chart", type=Path, metavar="FILE.png|.svg|.pdf")

    returns = top.group("return")
    out = returns.command("export", overwrite=True)
    out.value("--out", "out", type=Path, required=True, metavar="FILE.xlsx")
    out.value("--form", "form", type=Path, metavar="FORM.xlsx")
    out.value("--round", "round", metavar="TEXT")
    out.value("--as-of", "as_of", type=_moment, metavar="YYYY-MM-DDTHH:MM")
    _password(out)
    out.value("--email", "email", type=Path, metavar="FILE.eml")
    out.value("--to", "to", metavar="ADDRESS")
    returns.command("list", json=True)
    together = returns.command("consolidate", json=True, overwrite=True)
    together.value("file", "file", type=Path, nargs="+", metavar="FILE")
    together.value("--out", "out", type=Path, required=True, metavar="FILE.xlsx")
    together.value("--expected", "expected", type=Path, metavar="UNITS.xlsx")
    together.value("--table", "table", type=Path, metavar="FILE.csv")


def _sheet_commands(top: _Adder) -> None:
    sheet = top.group("sheet")
    leaving = sheet.command("export", overwrite=True)
    which = leaving.either()
    which.value("--class", "class_name", metavar="NAME")
    which.flag("--all", "all")
    leaving.value("--out", "out", type=Path, required=True, metavar="FILE.xlsx|FOLDER")
    _password(leaving)
    home = sheet.command("merge", json=True)
    home.value("file", "file", type=Path, nargs="+", metavar="FILE")
    home.flag("--dry-run", "dry_run")
    home.value("--prefer", "prefer", choices=("ours", "theirs", "newest"))
    _password(home)


def _safety_commands(top: _Adder) -> None:
    backup = top.group("backup")
    backup.command("create", overwrite=True).value("--out", "out", type=Path, metavar="FILE")
    backup.command("list", json=True)
    backup.command("verify").value("file", "file", type=Path, metavar="FILE")
    backup.command("restore").value("file", "file", type=Path, metavar="FILE")

    top.command("check", json=True)
    top.command("history", json=True).value("--person", "person", metavar="ID")
    top.command("undo")
    top.command("demo").value("--out", "out", type=Path, metavar="DIR")
    erase = top.command("erase").flag("--yes", "yes")
    either = erase.either()
    either.value("--person", "person", metavar="ID")
    either.flag("--campaign", "campaign")


def _password(options: _Options) -> None:
    options.value("--password-file", "password_file", type=Path, metavar="FILE")


def _word(kind: type[Group] | type[Status] | type[AppStore]) -> Any:
    def read(text: str) -> Group | Status | AppStore:
        try:
            return kind(text)
        except ValueError:
            names = ", ".join(one.value for one in kind)
            raise argparse.ArgumentTypeError(f"{text!r} (choose from {names})") from None

    return read


def _level(text: str) -> Level:
    from bluezone_desktop.domain.text import fold

    words = {
        "mam non": Level.PRESCHOOL,
        "tieu hoc": Level.PRIMARY,
        "thcs": Level.LOWER_SECONDARY,
        "thpt": Level.UPPER_SECONDARY,
        "gdtx": Level.CONTINUING,
    }
    try:
        return words.get(fold(text)) or Level(text.replace("-", "_"))
    except ValueError:
        names = ", ".join(one.value for one in Level)
        raise argparse.ArgumentTypeError(f"{text!r} (choose from {names})") from None


def _day(text: str) -> str:
    # Python reads more than it should here: weeks, and days without their hyphens.
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    raise argparse.ArgumentTypeError(f"{text!r} (choose from YYYY-MM-DD)")


def _moment(text: str) -> datetime:
    # A day alone is refused: whether its morning or its evening is meant would be guessed.
    with suppress(ValueError, OverflowError):
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone()
    raise argparse.ArgumentTypeError(f"{text!r} (choose from YYYY-MM-DDTHH:MM)")


def utf8_streams() -> None:
    """Speak UTF-8 whatever the console's code page: names must come out as they are."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
