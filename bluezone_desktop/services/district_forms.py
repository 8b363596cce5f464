"""The district's own form: looked at, corrected once for all, filled, read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bluezone_desktop.domain.district_form import DistrictForm, FormCorrections, FormTable
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.form_blanks import FormFacts
from bluezone_desktop.domain.form_meanings import MEANINGS
from bluezone_desktop.domain.returns import ReturnContent
from bluezone_desktop.exchange.form_filler import FilledForm, FormNote, TotalCheck
from bluezone_desktop.exchange.grid import Merge
from bluezone_desktop.exchange.roster_picture import SheetPicture
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import preferences
from bluezone_desktop.storage.issued_returns import round_key

if TYPE_CHECKING:
    from bluezone_desktop.exchange.form_package import FormPackage

__all__ = [
    "FilledForm",
    "FormNote",
    "FormSight",
    "SheetPicture",
    "TotalCheck",
    "fill",
    "look_at",
    "remember",
    "sight",
]

_PREFIX = "form:"
_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class FormSight:
    """A form as it is understood, and as it looks: its sheets and their merged cells, by name.

    blanks  per sheet what will stand where the form has dots: by row and column, from 1
    """

    path: Path
    form: DistrictForm
    pictures: Mapping[str, SheetPicture]
    merges: Mapping[str, tuple[Merge, ...]]
    blanks: Mapping[str, Mapping[tuple[int, int], str]] = field(default_factory=dict)


def sight(office: Office, path: Path, content: ReturnContent) -> FormSight:
    """``look_at``, and beside it a picture of each sheet that has a table.

    content  what it would be filled with: school, moment and round go over the form's dots

    Raises KnownError as ``look_at`` does.
    """
    from bluezone_desktop.exchange.form_filler import blanks_of, open_form
    from bluezone_desktop.exchange.tables import read_workbook, told_of

    data, facts = _bytes(path), _facts(content)
    with told_of(path.name):
        package = open_form(data)
    form = _looked_at(package, path.name, remembered(office))
    sheets = {one.name: one for one in read_workbook(path).sheets}
    shown = {table.sheet: sheets[table.sheet] for table in form.tables}
    return FormSight(
        path,
        form,
        {name: SheetPicture(sheet, sheet.rows) for name, sheet in shown.items()},
        {name: sheet.merges for name, sheet in shown.items()},
        {
            name: blanks_of(
                package.sheet(name), [one for one in form.tables if one.sheet == name], facts
            )
            for name in shown
        },
    )


def look_at(office: Office, path: Path) -> DistrictForm:
    """What is recognised in a form, with what was said of a form like it before.

    Raises KnownError for a file that cannot be read, or in which no table is recognised.
    """
    return _looked_at(_bytes(path), path.name, remembered(office))


def remembered(office: Office) -> FormCorrections:
    """What was said of the columns of every form."""
    with office.file.reading() as connection:
        kept = preferences.preferences(connection, _PREFIX)
    return {
        key: {
            int(column): meaning
            for column, meaning in json.loads(value).items()
            if not meaning or meaning in MEANINGS
        }
        for key, value in kept.items()
    }


def remember(office: Office, table: FormTable, said: Mapping[int, str]) -> None:
    """Keep what was said of a table's columns, for every form of its wording.

    said  per column the name of a meaning, "" for a column to be left alone; empty forgets all
    """
    with office.file.atomic() as connection:
        if said:
            preferences.set_preference(connection, _PREFIX + table.key, json.dumps(dict(said)))
        else:
            preferences.forget_preference(connection, _PREFIX + table.key)


def fill(office: Office, path: Path, content: ReturnContent) -> FilledForm:
    """The form filled with a return's figures, read back and added up anew. Nothing is stored.

    Raises KnownError for a file that cannot be read, or in which no table is recognised.
    """
    # Late: reading and writing workbooks is heavy.
    from bluezone_desktop.exchange.form_filler import fill_form, open_form
    from bluezone_desktop.exchange.tables import told_of

    data = _bytes(path)
    with told_of(path.name):
        package = open_form(data)
    form = _looked_at(package, path.name, remembered(office))
    if not any(table.understood for table in form.tables):
        raise KnownError("forms.nothing_to_fill", file=path.name)
    with told_of(path.name):
        filled = fill_form(package, form, content.figures, _facts(content))
    if not filled.cells:
        raise KnownError("forms.no_row", file=path.name, school=content.school.name)
    if any(check.found is not None and not check.agrees for check in filled.totals):
        wrong = next(one for one in filled.totals if one.found is not None and not one.agrees)
        raise KnownError(
            "forms.totals_differ",
            file=path.name,
            sheet=wrong.sheet,
            heading=wrong.heading,
            expected=wrong.expected,
            found=wrong.found,
        )
    return filled


def _bytes(path: Path) -> bytes:
    from bluezone_desktop.exchange.tables import bytes_of, told_of

    with told_of(path.name):
        data = bytes_of(path)
    if not data.startswith(_WORKBOOK):
        raise KnownError("forms.not_a_form", file=path.name)
    return data


def _looked_at(
    source: "bytes | FormPackage", file: str, corrections: FormCorrections
) -> DistrictForm:
    from bluezone_desktop.exchange.form_filler import read_form
    from bluezone_desktop.exchange.tables import told_of

    with told_of(file):
        form = read_form(source, file)
    if not form.tables:
        raise KnownError("forms.no_table", file=file)
    return form.corrected(corrections)


def _facts(content: ReturnContent) -> FormFacts:
    school, as_of = content.school, content.as_of
    return FormFacts(
        school.name,
        content.dated_from,
        school.school_year,
        as_of,
        content.dated,
        round_key(content.round_name) if content.round_name else "",
    )
