"""The words of a return that a school sets itself, kept for its next one."""

import json
from dataclasses import asdict, dataclass, field

from bluezone_desktop.domain.returns import Omissible, Wording
from bluezone_desktop.services import schools
from bluezone_desktop.services.office import Office

__all__ = ["Omissible", "ReturnWording", "Wording", "forget_number", "set_wording", "wording"]

_NAME = "return.wording"


@dataclass(frozen=True, slots=True)
class ReturnWording:
    """The number of the next return, and the words of every one.

    number  between "Số:" and the sign; "" leaves room for the pen. Each return has its own, so it
            is forgotten when one is issued
    """

    number: str = ""
    words: Wording = field(default_factory=Wording)


def wording(office: Office) -> ReturnWording:
    """What was set last; the presets of the catalogue where nothing was."""
    kept = json.loads(schools.preference(office, _NAME) or "{}")
    words = kept.get("words", {})
    if words.get("distribution") is not None:
        words["distribution"] = tuple(words["distribution"])
    words["notes"] = tuple(words.get("notes", ()))
    words["omitted"] = tuple(map(Omissible, words.get("omitted", ())))
    return ReturnWording(kept.get("number", ""), Wording(**words))


def set_wording(office: Office, chosen: ReturnWording) -> None:
    """Keep the words for this return and those to come."""
    schools.set_preference(office, _NAME, json.dumps(asdict(chosen), ensure_ascii=False))


def forget_number(office: Office) -> None:
    """The number was used: the next return has another."""
    chosen = wording(office)
    if chosen.number:
        set_wording(office, ReturnWording("", chosen.words))
