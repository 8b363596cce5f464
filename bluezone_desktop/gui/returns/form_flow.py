"""Filling a district's own form: choose or drop it, look at it, put columns right, save it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.district_form import FormTable
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.domain.returns import ReturnContent
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.returns.form_dialog import FormDialog
from bluezone_desktop.services import district_forms
from bluezone_desktop.services.district_forms import FilledForm, FormSight
from bluezone_desktop.services.office import Office

_EXCEL = "Excel (*.xlsx)"


class FormFlow:
    """Works the button "Điền biểu mẫu của cấp trên" of one screen.

    content  the return as shown, whose figures go into the form
    export   writes the form with them, where the clerk says
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        content: Callable[[], ReturnContent | None],
        export: Callable[[Path], None],
    ) -> None:
        self._desk, self._parent = desk, parent
        self._content, self._export = content, export

    def choose(self) -> None:
        """Asks for the file first."""
        title = self._desk.texts("forms.choose_title")
        chosen = self._desk.dialogs.choose_files(title, _EXCEL, self._parent)
        if chosen:
            self.open(chosen[0])

    def open(self, path: Path) -> None:
        """Looks at a form; what cannot be one is told in a sentence."""
        if (content := self._content()) is not None:
            self._desk.ask(lambda office: district_forms.sight(office, path, content), self._show)

    def drop(self, path: Path) -> None:
        """Looks at a file that was dropped; what asks for no figures is a class list to import."""

        def look(sight: FormSight) -> None:
            if any(table.understood for table in sight.form.tables):
                self._show(sight)
            else:
                self._desk.bring_in_files([path])

        def not_a_form(error: Exception) -> None:
            if isinstance(error, KnownError) and error.key == "forms.no_table":
                self._desk.bring_in_files([path])
            else:
                self._desk.say_error(error)

        if (content := self._content()) is None:
            self._desk.bring_in_files([path])
            return
        self._desk.ask(lambda office: district_forms.sight(office, path, content), look, not_a_form)

    def _show(self, sight: FormSight) -> None:
        content = self._content()
        if content is None:
            return
        texts = self._desk.texts
        figures = texts(
            "forms.figures",
            round=round_words(content.round_name, texts),
            moment=moment_words(content.as_of, texts.language),
            file=sight.form.file,
        )
        dialog = FormDialog(texts, sight, figures, self._parent)

        def correct(table: FormTable, column: int, name: str) -> None:
            self._desk.ask(
                lambda office: _corrected(office, sight.path, content, table, column, name),
                dialog.show_sight,
            )

        dialog.said.connect(correct)
        accepted = self._desk.dialogs.run(dialog)
        dialog.deleteLater()
        if accepted:
            self._export(sight.path)

    def tell(self, filled: FilledForm) -> None:
        """What was done to the form beyond its figures, where there is anything to know."""
        texts = self._desk.texts
        notes = [
            texts(f"forms.note.{one.key}", sheet=one.sheet, **one.values) for one in filled.notes
        ]
        unknown = [one for one in filled.totals if one.found is None]
        notes += [
            texts("forms.total_unknown", sheet=one.sheet, heading=one.heading) for one in unknown
        ]
        done = texts("forms.filled", cells=filled.cells, totals=len(filled.totals) - len(unknown))
        if notes:
            text = "\n\n".join([done, *notes])
            self._desk.dialogs.inform(texts("forms.done_title"), text, self._parent)


def _corrected(
    office: Office, path: Path, content: ReturnContent, table: FormTable, column: int, name: str
) -> FormSight:
    """Remember what a column of a form asks for, and look at the form anew."""
    said = {one.index: str(one.meaning or "") for one in table.columns if one.said}
    district_forms.remember(office, table, said | {column: name})
    return district_forms.sight(office, path, content)
