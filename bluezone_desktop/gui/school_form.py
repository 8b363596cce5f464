"""What the first start and the settings have in common: the fields that describe a school."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox

from bluezone_desktop.domain.dates import is_school_year, next_school_year, school_year_of
from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.texts import Texts

_UPPER = (Level.UPPER_SECONDARY, Level.CONTINUING)
"""Those that report straight to the province; the others report to the district or commune."""


def fill_levels(box: QComboBox, texts: Texts, chosen: Level | None = None) -> None:
    """The levels by their names, with the Level as data."""
    box.clear()
    for level in Level:
        box.addItem(texts(f"vocabulary.level.{level}"), level.value)
    box.setCurrentIndex(box.findData(chosen.value) if chosen else -1)


def chosen_level(box: QComboBox) -> Level | None:
    """The level chosen; None before one is."""
    return Level(box.currentData()) if box.currentIndex() >= 0 else None


def fill_superiors(box: QComboBox, texts: Texts, level: Level | None) -> None:
    """The beginnings of names of bodies that a school of ``level`` reports to.

    Only presets: who receives a return has changed before and will change again. What is written
    already stays.
    """
    written = box.currentText()
    box.clear()
    keys = ["province", "province_city"]
    if level not in _UPPER:
        keys = ["district", "town", "city", "commune", "ward"]
    box.addItems([texts(f"wizard.superiors.{key}") for key in keys])
    box.setCurrentIndex(-1)
    box.setEditText(written)


def fill_school_years(box: QComboBox, today: date, chosen: str = "") -> None:
    """Last year, this year and the next; any other can be written."""
    present = school_year_of(today)
    first = int(present[:4])
    years = [f"{first - 1}-{first}", present, next_school_year(present)]
    if is_school_year(chosen) and chosen not in years:
        years.insert(0, chosen)
    box.clear()
    box.addItems(years)
    box.setCurrentText(chosen or present)
