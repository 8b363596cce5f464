"""Whether a table lists staff, and the group of each of them."""

import re
from collections.abc import Sequence

from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.exchange.grid import Cell, as_written
from bluezone_desktop.exchange.roster_fields import RELATIVE_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import Header
from bluezone_desktop.exchange.roster_jobs import (
    group_in_unit,
    is_pupils_office,
    staff_group,
    unit_group,
)
from bluezone_desktop.exchange.roster_lines import speaks_of_pupils, speaks_of_staff
from bluezone_desktop.exchange.roster_people import Cells

# "II. GIÁO VIÊN", "1. Tổ Toán - Tin".
_NUMBERING = re.compile(r"\s*(?:[IVX]{1,4}|\d{1,2}|[a-zA-Z])\s*[.)/:–-]\s*")
_SAMPLE = 200
"""Rows whose jobs are looked at."""


def lists_staff(
    header: Header, cells: Cells, announced: Sequence[str], below: Sequence[Sequence[Cell]]
) -> bool:
    """Whether a table lists staff: its words say so, or its titles, or most of its jobs.

    announced  the titles above the table and the sheet's name
    below      the rows under the header
    """
    meanings = [meaning for meaning in header.meanings if meaning]
    if any(meaning.staff for meaning in meanings):
        return True
    if any(meaning.field in RELATIVE_FIELDS for meaning in meanings):
        return False
    if speaks_of_staff(announced):
        return True
    if header.has(Field.CLASS) and not header.has(Field.JOB):
        return False
    jobs = [cells.job(row) for row in below[:_SAMPLE] if cells.name(row)]
    told = [job for job in jobs if job]
    if any(map(is_pupils_office, told)):
        return False
    known = sum(1 for job in told if staff_group(job))
    return bool(told) and 2 * known > len(told)


def turns_to_others(titles: Sequence[str], *, is_staff: bool) -> bool:
    """Whether titles below a table turn from staff to pupils, to staff, or to other staff."""
    return speaks_of_staff(titles) or (is_staff and speaks_of_pupils(titles))


class StaffGroups:
    """Tells the group of each member of staff.

    titles   those above the table; one that announces a single group decides for all
    sheet    its sheet's name, which is asked after the titles
    section  the group that a heading inside the list has told, if the list goes on
    """

    def __init__(self, titles: Sequence[str], sheet: str, section: Group | None = None) -> None:
        self.titles = tuple(titles)
        self._sheet = sheet
        self._announced = _announced_group(titles) or _announced_group([sheet])
        self._section = section

    def continued(self, titles: Sequence[str]) -> "StaffGroups":
        """For the next table of a sheet: titles above it that say whose list it is end this one.

        titles  those between the two tables
        """
        if speaks_of_staff(titles) or speaks_of_pupils(titles):
            return StaffGroups(titles, self._sheet)
        return StaffGroups([*self.titles, *titles], self._sheet, self._section)

    def begin_section(self, filled: Sequence[Cell]) -> bool:
        """Take a heading inside the list ("I. BAN GIÁM HIỆU", "TỔ VĂN PHÒNG"), if it is one."""
        text = _NUMBERING.sub("", " ".join(as_written(cell) for cell in filled))
        group = staff_group(text)
        if group is None and (text.lower().startswith("tổ") or text.isupper()):
            group = unit_group(text)
        if group is not None:
            self._section = group
        return group is not None

    def group_of(self, job: str | None, unit: str) -> Group | None:
        """The group by the job, else by the unit, the section or the title; None if unknown."""
        if job:
            return group_in_unit(job, unit)
        return unit_group(unit) or self._section or self._announced


def _announced_group(titles_above: Sequence[str]) -> Group | None:
    """A list of one group says so in its title ("DANH SÁCH GIÁO VIÊN")."""
    lists = [text for text in titles_above if speaks_of_staff([text])]
    if any("," in text or "cbgv" in text.lower() for text in lists):
        return None
    told = {group for text in lists if (group := staff_group(text))}
    return told.pop() if len(told) == 1 else None
