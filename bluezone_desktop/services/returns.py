"""The return: drafted from the figures, exported as a workbook, issued as a round."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ReturnId
from bluezone_desktop.domain.plain import return_from_plain, return_to_plain
from bluezone_desktop.domain.returns import PreviousRound, ReturnContent, ReturnFigures
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.services import district_forms, schools
from bluezone_desktop.services.delivery import letter_about
from bluezone_desktop.services.district_forms import FilledForm
from bluezone_desktop.services.figures import coverage
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.return_wording import forget_number, wording
from bluezone_desktop.storage import issued_returns as kept
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.issued_returns import IssuedReturn
from bluezone_desktop.texts import Texts

__all__ = [
    "Exported",
    "IssuedReturn",
    "by_class",
    "draft",
    "export",
    "file_name",
    "issued",
    "issued_file",
    "save_issued",
    "set_by_class",
]

_BY_GROUP = "return.by_group"


@dataclass(frozen=True, slots=True)
class Exported:
    """A return that was written.

    issued  None for a draft, which never counts as issued
    filled  the district's own form, where it is one that was filled
    """

    path: Path
    content: ReturnContent
    issued: IssuedReturn | None
    filled: FilledForm | None = None


def draft(
    office: Office, *, round_name: str | None = None, as_of: datetime | None = None
) -> ReturnContent:
    """The return as it would go out. Nothing is stored.

    as_of  the moment whose figures it reports, by default now; a moment still to come is now

    Raises KnownError where no school is set up.
    """
    school = office.require_school()
    counted = coverage(office, "class", as_of)
    earlier = [one for one in issued(office) if one.as_of <= counted.as_of]
    last = max(earlier, key=lambda one: one.as_of, default=None)
    chosen = wording(office)
    return ReturnContent(
        school=school,
        recipient=schools.preference(office, "return.recipient") or school.superior,
        round_name=round_name,
        as_of=counted.as_of.astimezone(),
        dated=office.clock().astimezone().date(),
        figures=ReturnFigures.from_coverage(counted),
        previous=_previous(last) if last else None,
        number=chosen.number,
        wording=chosen.words,
        by_class=by_class(office),
    )


def by_class(office: Office) -> bool:
    """Whether returns have a line for every class; else they are by group."""
    return schools.preference(office, _BY_GROUP) is None


def set_by_class(office: Office, wanted: bool) -> None:
    """Keep the layout for this return and those to come."""
    if wanted:
        schools.forget_preference(office, _BY_GROUP)
    else:
        schools.set_preference(office, _BY_GROUP, "yes")


def export(
    office: Office,
    path: Path,
    texts: Texts,
    *,
    round_name: str | None = None,
    as_of: datetime | None = None,
    password: str | None = None,
    overwrite: bool = False,
    form: Path | None = None,
    email: Path | None = None,
    to: str = "",
) -> Outcome[Exported]:
    """Write the return to ``path``; with a round it is issued: frozen with its figures and file.

    form      the district's own form, which is filled instead of ours
    password  protects the file that leaves; what is kept as issued stays readable here
    email     an .eml written beside it, a letter to ``to`` with the file attached

    Raises KnownError where the round has been issued before or the file cannot be written; nothing
    is issued then and what lay at ``path`` lies there still.
    """
    from bluezone_desktop.exchange.safe_files import provisional_bytes, require_ending

    require_ending(path, ".xlsx")
    if email is not None:
        require_ending(email, ".eml")
    if round_name is not None:
        round_name = clean(round_name)
        if not kept.round_key(round_name):
            raise KnownError("errors.round_without_name")
    content = draft(office, round_name=round_name, as_of=as_of)
    if round_name is not None:
        with office.file.reading() as connection:
            if kept.return_of_round(connection, round_name):
                raise KnownError("errors.round_issued", round=round_name)
    filled = district_forms.fill(office, form, content) if form else None
    plain = filled.content if filled else _workbook(content, texts)
    leaving = _protected(plain, password) if password else plain
    files = {path: leaving}
    if email is not None:
        files[email] = letter_about(content, path.name, leaving, texts, to=to)
    if round_name is None:
        with _together(files, overwrite=overwrite):
            return Outcome(Exported(path, content, None, filled), Change.NOTHING)
    record = IssuedReturn(
        ReturnId(new_id()),
        round_name,
        content.as_of,
        office.clock(),
        office.journal.actor,
        content.recipient,
        return_to_plain(content.figures),
        file_name(content),
        hashlib.sha256(plain).hexdigest(),
    )
    # Frozen and written together: if either fails, neither happened.
    copy = _free_copy(office.returns_folder, record.file_name)
    with (
        provisional_bytes(copy, plain),
        _together(files, overwrite=overwrite),
        office.journal.event("steps.issue_return", round=round_name) as writer,
    ):
        kept.keep_return(writer.connection, record, plain)
    forget_number(office)
    return Outcome(Exported(path, content, record, filled), Change.RETURNS)


@contextmanager
def _together(files: Mapping[Path, bytes], *, overwrite: bool) -> Iterator[None]:
    """Files that are written all of them, or none."""
    from bluezone_desktop.exchange.safe_files import provisional_bytes

    with ExitStack() as stack:
        for path, content in files.items():
            stack.enter_context(provisional_bytes(path, content, overwrite=overwrite))
        yield


def issued(office: Office) -> list[IssuedReturn]:
    """The returns issued so far, oldest first."""
    with office.file.reading() as connection:
        return kept.issued_returns(connection)


def issued_file(office: Office, one: IssuedReturn) -> bytes:
    """The file of an issued return, byte for byte. Raises KnownError where it is damaged."""
    with office.file.reading() as connection:
        return kept.return_file(connection, one.id)


def save_issued(office: Office, one: IssuedReturn, path: Path, *, overwrite: bool = False) -> None:
    """Write an issued return's file again, byte for byte. Raises KnownError."""
    from bluezone_desktop.exchange.safe_files import write_bytes_safely

    write_bytes_safely(path, issued_file(office, one), overwrite=overwrite)


def file_name(content: ReturnContent) -> str:
    """A name that sorts and says what it is, without accents.

    For example ``BC-Bluezone_THCS-Lam-Tan_dot-02_2020-08-24.xlsx``.
    """
    school = _slug(content.school.name.removeprefix("Trường ").removeprefix("TRƯỜNG "))
    round_part = "ban-nhap"
    if content.round_name is not None:
        key = kept.round_key(content.round_name)
        round_part = f"dot-{int(key):02d}" if key.isdecimal() else f"dot-{_slug(key)}"
    return f"BC-Bluezone_{school}_{round_part}_{content.as_of:%Y-%m-%d}.xlsx"


def _previous(last: IssuedReturn) -> PreviousRound:
    return PreviousRound(last.round_name, last.as_of.astimezone(), return_from_plain(last.figures))


def _free_copy(folder: Path, name: str) -> Path:
    """Where the readable copy goes: beside, never over, one of another round named alike."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
    copy = folder / name
    for number in count(2):
        if not copy.exists():
            break
        copy = folder / name.replace(".xlsx", f"_{number}.xlsx")
    return copy


def _slug(text: str) -> str:
    words = [
        "".join(c for c in word if c.isalnum() and c.isascii())
        for word in _without_accents(text).split()
    ]
    return "-".join(word for word in words if word)[:60] or "truong"


def _without_accents(text: str) -> str:
    return "".join(fold(c).upper() if c.isupper() else fold(c) or " " for c in text)


def _workbook(content: ReturnContent, texts: Texts) -> bytes:
    # Late: writers are heavy.
    from bluezone_desktop.exchange.return_workbook import check_return, write_return

    with tempfile.TemporaryDirectory(prefix="bluezone-") as folder:
        target = Path(folder) / "return.xlsx"
        write_return(target, content, texts)
        check_return(target, content)
        return target.read_bytes()


def _protected(content: bytes, password: str) -> bytes:
    from bluezone_desktop.exchange.protected_files import protect

    return protect(content, password)
