"""The dialogs beside the paper: its wording, and two rounds compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.plain import return_from_plain
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.domain.returns import ReturnContent, Wording
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.returns.compare_dialog import CompareDialog, Reported
from bluezone_desktop.gui.returns.wording_dialog import WordingDialog
from bluezone_desktop.services import return_wording
from bluezone_desktop.services.return_wording import ReturnWording
from bluezone_desktop.services.returns import IssuedReturn


def change_wording(
    desk: Desk,
    content: ReturnContent,
    parent: QWidget,
    *,
    recipient: Callable[[str], None],
    changed: Callable[[], None],
) -> None:
    """Let the words of the return be set.

    recipient  takes whom a preset addresses
    changed    is told when they were
    """
    usual = build_document(replace(content, wording=Wording()), desk.texts)
    chosen = ReturnWording(content.number, content.wording)
    dialog = WordingDialog(desk.texts, chosen, usual, parent)
    addressed: list[str] = []
    dialog.recipient_chosen.connect(addressed.append)
    if desk.dialogs.run(dialog):
        wanted = dialog.chosen
        if addressed:
            recipient(addressed[-1])
        desk.ask(lambda office: return_wording.set_wording(office, wanted), lambda _: changed())
    dialog.deleteLater()


def compare_rounds(
    desk: Desk,
    issued: Sequence[IssuedReturn],
    one: IssuedReturn,
    draft: ReturnContent,
    parent: QWidget,
) -> None:
    """Compare a round with what came after it: the next round, or the school as it stands.

    issued  the newest first
    """
    texts = desk.texts
    names = [round_words(each.round_name, texts) for each in reversed(issued)]
    reported = [
        Reported(name[:1].upper() + name[1:], return_from_plain(each.figures))
        for name, each in zip(names, reversed(issued), strict=True)
    ]
    reported.append(Reported(texts("compare.present"), draft.figures))
    at = next(place for place, each in enumerate(reversed(issued)) if each.id == one.id)
    dialog = CompareDialog(texts, reported, at, at + 1, parent)
    desk.dialogs.run(dialog)
    dialog.deleteLater()
