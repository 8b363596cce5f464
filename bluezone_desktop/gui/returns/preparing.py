"""What the return screen asks of the school: the draft, what was issued, and writing it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.returns import ReturnContent
from bluezone_desktop.services import people, returns, schools
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.returns import Exported, IssuedReturn
from bluezone_desktop.texts import Language, Texts

RECIPIENT = "return.recipient"
"""The preference under which the services keep to whom returns go."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The state of things at one moment.

    content  the return as it would go out, as a draft
    issued   the returns that went out, newest first
    classes  ids of the classes by name, for going there
    """

    content: ReturnContent
    issued: tuple[IssuedReturn, ...]
    classes: Mapping[str, ClassId]

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to report on."""
        return not self.classes and not self.content.figures.total.staff.total


def prepare(office: Office, as_of: datetime | None) -> Prepared:
    """Read everything the screen shows. Raises KnownError where no school is set up."""
    return Prepared(
        returns.draft(office, as_of=as_of),
        tuple(reversed(returns.issued(office))),
        {one.school_class.name: one.school_class.id for one in people.class_list(office)},
    )


def write(
    office: Office,
    path: Path,
    language: Language,
    *,
    round_name: str | None,
    as_of: datetime | None,
    recipient: str,
    password: str | None,
    form: Path | None = None,
) -> Outcome[Exported]:
    """Remember the recipient and write the return. Raises KnownError as ``returns.export`` does."""
    schools.set_preference(office, RECIPIENT, recipient)
    return returns.export(
        office,
        path,
        Texts(language),
        round_name=round_name,
        as_of=as_of,
        password=password,
        form=form,
        # The system's dialog has asked before it let an existing file be named.
        overwrite=True,
    )


def readable_copy(office: Office, one: IssuedReturn) -> Path:
    """A copy of an issued return beside the data, made anew where there is none as it was issued.

    Raises KnownError where what is kept is damaged, or the copy cannot be written.
    """
    content = returns.issued_file(office, one)
    name = Path(one.file_name)
    for copy in sorted(office.returns_folder.glob(f"{name.stem}*{name.suffix}")):
        if copy.read_bytes() == content:
            return copy
    path = next(
        free
        for number in count(1)
        if not (free := office.returns_folder / _numbered(name, number)).exists()
    )
    office.returns_folder.mkdir(exist_ok=True)
    returns.save_issued(office, one, path)
    return path


def _numbered(name: Path, number: int) -> str:
    return name.name if number == 1 else f"{name.stem}_{number}{name.suffix}"


def save_again(office: Office, one: IssuedReturn, path: Path) -> Path:
    """Write an issued return to ``path`` as it was. Raises KnownError."""
    returns.save_issued(office, one, path, overwrite=True)
    return path


def next_round(issued: Iterable[IssuedReturn]) -> str:
    """The number after the highest one issued: "3" after "1" and "đợt 2"."""
    found = (re.search(r"\d{1,4}", one.round_name) for one in issued)
    return str(max((int(match.group()) for match in found if match), default=0) + 1)


def already_issued(round_name: str, issued: Iterable[IssuedReturn]) -> IssuedReturn | None:
    """The return that has this round's name already; the services compare more loosely still."""
    wanted = round_name.strip().casefold()
    return next((one for one in issued if one.round_name.strip().casefold() == wanted), None)
