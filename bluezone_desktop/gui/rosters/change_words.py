"""What an import changes of somebody, in words: "Ngày sinh: 05/03/2009 → 06/03/2009"."""

from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import Difference

_WORDS = {
    "sex": "vocabulary.sex",
    "grp": "vocabulary.group",
    "attendance": "vocabulary.attendance",
}
"""Fields whose stored value is the name of a word."""


class ChangeWords:
    """The words of changes in one language."""

    def __init__(self, wording: Wording) -> None:
        self._texts = wording.texts

    def of(self, one: Difference) -> str:
        """One change, from what to what."""
        before, after = self._value(one, one.before), self._value(one, one.after)
        words = self._texts("matching.change", field=self._field(one), before=before, after=after)
        return words[:1].upper() + words[1:]

    def _field(self, one: Difference) -> str:
        if one.relation is None:
            return self._texts(f"matching.field.{one.field}")
        relation = self._texts(f"vocabulary.relation_inline.{one.relation}")
        if one.field == "relative":
            return relation
        field = self._texts(f"matching.field.{one.field}")
        return self._texts("matching.change_of", field=field, relation=relation)

    def _value(self, one: Difference, value: object) -> str:
        if value is None or value == "":
            return self._texts("matching.nothing")
        if one.field in _WORDS:
            return self._texts(f"{_WORDS[one.field]}.{value}")
        return format_date(str(value)) if one.field == "date_of_birth" else str(value)
