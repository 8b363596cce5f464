"""What is said after a paste: how many were set, and what of the block found no cell."""

from __future__ import annotations

from collections.abc import Sequence

from bluezone_desktop.gui.ticks.pasting import PastePlan
from bluezone_desktop.texts import Texts

_NAMED = 3
"""So many words of a kind are repeated; the rest is counted."""


def paste_words(texts: Texts, plan: PastePlan) -> str:
    """One sentence for what was done and one for each kind of trouble."""
    if plan.heading:
        return texts("ticks.paste.heading", words=_listed(plan.heading))
    done = texts(
        "ticks.paste.done_by_name" if plan.by_name else "ticks.paste.done",
        number=len(plan.statuses),
    )
    said = [done if plan.statuses else texts("ticks.paste.nothing")]
    for key, words in (("unread", plan.unread), ("strangers", plan.strangers)):
        if words:
            said.append(texts(f"ticks.paste.{key}", number=len(words), words=_listed(words)))
    if plan.nobody:
        said.append(texts("ticks.paste.nobody", number=plan.nobody))
    return " ".join(said)


def _listed(words: Sequence[str]) -> str:
    known = list(dict.fromkeys(words))
    listed = ", ".join(f"“{each}”" for each in known[:_NAMED])
    return f"{listed}…" if len(known) > _NAMED else listed
