"""The sentences of an import, made of numbers and file names."""

from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.layouts import has_header
from bluezone_desktop.domain.roster import Encoding, Roster, Severity, SheetLayout
from bluezone_desktop.gui.rosters.roster_files import RosterFile, State
from bluezone_desktop.gui.rosters.sheet_model import FONTS
from bluezone_desktop.services.rosters import ImportPlan, ImportResult
from bluezone_desktop.texts import Texts


class Wording:
    """The words of one import."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def number(self, count: int) -> str:
        """1680 is "1.680" in Vietnamese."""
        return format_count(count, self.texts.language)

    def state(self, file: RosterFile) -> str:
        """How far a file has come, or what is wrong with it and what to do."""
        if file.state is State.READING:
            return self.texts("import.state.reading")
        if file.roster is not None:
            holds = self.holds(file.roster)
            return f"{holds}. {self.texts('import.class_wanted')}" if file.lacks_class else holds
        if file.error is not None:
            return self.texts(file.error.key, **file.error.values)
        return self.texts("import.fault")

    def holds(self, roster: Roster) -> str:
        """What a file holds: "45 học sinh, 88 người thân · 3 dòng cần xem"."""
        pupils = [pupil for one in roster.classes for pupil in one.pupils]
        relatives = sum(len(pupil.relatives) for pupil in pupils)
        counts = (
            ("pupils", len(pupils)),
            ("relatives", relatives),
            ("staff", len(roster.staff)),
        )
        people = self._list(counts) or self.texts("import.holds.nobody")
        rejected = sum(p.severity is Severity.REJECTED for p in roster.problems)
        rest = self._list(
            (
                ("rejected", rejected),
                ("warnings", len(roster.problems) - rejected),
                ("not_counted", len(roster.not_counted)),
            )
        )
        return f"{people} · {rest}" if rest else people

    def encoding(self, encoding: Encoding) -> str:
        """What was done to old letters; "" where there were none."""
        if encoding is Encoding.UNICODE:
            return ""
        return self.texts("import.converted", encoding=FONTS[encoding])

    def hint(self, layout: SheetLayout) -> str:
        """What can be done about the columns, or that it was done."""
        if not layout.said:
            return self.texts("import.columns_hint")
        kept = has_header(layout.key)
        return self.texts("import.columns_said" if kept else "import.columns_said_once")

    def result(self, result: ImportResult) -> str:
        """What an import would do: "Thêm 1.680 người, đổi 12"."""
        parts = self._list(
            (
                ("added", result.added),
                ("changed", result.changed),
                ("moved", result.moved),
                ("unchanged", result.unchanged),
            )
        )
        return parts[:1].upper() + parts[1:]

    def questions(self, plan: ImportPlan, *, taken: bool = False) -> str:
        """What becomes, or has become, of the questions that nobody has answered."""
        number = len(plan.open_questions)
        if not number:
            answered = self.number(len(plan.questions))
            return self.texts("matching.open.answered", number=answered)
        new = sum(one.is_new for one in plan.open_questions)
        which = "new" if new == number else "known" if not new else "both"
        counts = {"number": number, "new": new, "known": number - new}
        values = {name: self.number(count) for name, count in counts.items()}
        return self.texts(f"matching.{'taken' if taken else 'open'}.{which}", **values)

    def taken(self, result: ImportResult) -> str:
        """What was done, once it is done."""
        parts = self._list(
            (("added", result.added), ("changed", result.changed), ("moved", result.moved))
        )
        if not parts:
            return self.texts("import.taken_nobody")
        return self.texts("import.taken", people=parts)

    def button(self, plan: ImportPlan | None) -> str:
        """What the one primary button says."""
        number = touched(plan.result) if plan is not None else 0
        if not number:
            return self.texts("import.take_none")
        return self.texts("import.take", number=self.number(number))

    def _list(self, counts: tuple[tuple[str, int], ...]) -> str:
        return ", ".join(
            self.texts(f"import.holds.{name}", number=self.number(count))
            for name, count in counts
            if count
        )


def touched(result: ImportResult) -> int:
    """The people an import brings or changes."""
    return result.added + result.changed + result.moved
