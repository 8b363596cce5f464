"""Where an app came from and on which day: asked only when somebody wants to say so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.dates import format_date, read_date
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.vocabulary import AppStore
from bluezone_desktop.gui.ticks.person_dialogs import FormDialog
from bluezone_desktop.texts import Texts


class InstallDialog(FormDialog):
    """Installed: the store and the day, for one person or everyone selected."""

    def __init__(
        self,
        texts: Texts,
        who: str,
        store: AppStore | None,
        day: IsoDate | None,
        parent: QWidget | None = None,
    ) -> None:
        """``who`` is shown in the title; ``store`` and ``day`` are what is known already."""
        super().__init__(
            texts,
            texts("ticks.install.title", who=who),
            texts("ticks.install.accept"),
            texts("ticks.install.cancel"),
            parent,
        )
        stores = {each.value: texts(f"vocabulary.store.{each}") for each in AppStore}
        self.stores = self.choice(
            texts("ticks.install.store"),
            {"": texts("ticks.install.store_unknown"), **stores},
            store.value if store else "",
        )
        self.written_day = self.field(
            texts("ticks.install.day"), format_date(day), texts("ticks.install.day_hint")
        )

    @property
    def store(self) -> AppStore | None:
        """The store chosen; None where it is not known."""
        chosen = self.stores.currentData()
        return AppStore(chosen) if chosen else None

    @property
    def day(self) -> IsoDate | None:
        """The day written; None where the field is empty. Raises ValueError for no day."""
        return read_date(self.written_day.text())

    def problem(self) -> tuple[str, QWidget] | None:
        """A day has to be one, with day, month and year."""
        wrong = self.texts("ticks.install.day_wrong"), self.written_day
        try:
            day = self.day
        except ValueError:
            return wrong
        return None if day is None or len(day) == len("2020-09-05") else wrong
