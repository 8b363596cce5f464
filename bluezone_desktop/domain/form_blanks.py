"""The places of a form where a name, a day or a round is to be written over dots.

"TRƯỜNG ……", "Đơn vị: ....", "(Tính đến ngày … tháng … năm 2020)", "đợt …", "…, ngày … tháng … năm".
What is not understood stays as it is: it is the clerk's. Source: how blank forms of district
offices look (domain notes), days and months as Nghị định 30/2020/NĐ-CP writes them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bluezone_desktop.domain.text import fold

_DOTS = r"(?:[.…_](?:\s?[.…_])*)"
_MANY = r"(?:[.…_](?:\s?[.…_])+|…)"
_HOUR = re.compile(
    rf"{_DOTS}\s*(?P<word>giờ|h)\b(?P<minutes>\s*{_DOTS})?(?P<named>\s*phút)?", re.IGNORECASE
)
_DAY = re.compile(
    rf"(?P<word>ngày)\s*{_DOTS}\s*(?:(?P<month>tháng)\s*{_DOTS}|[/-]\s*{_DOTS})"
    rf"(?:\s*(?P<year>năm)?\s*[/-]?\s*(?:20\d\d(?!\d)|(?:20)?{_DOTS}))?",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(rf"(?P<word>ngày)\s*{_MANY}$", re.IGNORECASE)
_AS_OF = re.compile(r"tinh den|den ngay|den thoi diem|den het ngay|so lieu den")
_PLACE = re.compile(rf"^\s*{_MANY}\s*(?=,)")
_ROUND = re.compile(rf"(?P<word>\b(?:đợt|lần)\b(?:\s*(?:thứ|số))?\s*:?)\s*{_MANY}", re.IGNORECASE)
_YEAR = re.compile(
    rf"(?P<word>\bnăm học\b\s*:?)\s*(?:20)?{_MANY}(?:\s*[-–]\s*(?:20)?{_DOTS})?", re.IGNORECASE
)
_SCHOOL = re.compile(
    rf"^(?P<label>\s*(?:tên\s+)?(?:trường|đơn\s+vị|cơ\s+sở\s+giáo\s+dục|cơ\s+sở)\b"
    rf"(?P<more>[^:.…_]{{0,40}}))(?P<colon>\s*:)?\s*(?P<dots>{_MANY})?\s*(?P<rest>(?<=[.…_]{{2}})\s+\S.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form may ask for beside its figures.

    as_of        in the school's own time
    dated        the day on which the paper is signed
    round_words  "2" or "đợt bổ sung"; "" for a draft, whose blank stays
    """

    school: str
    place: str
    school_year: str
    as_of: datetime
    dated: date
    round_words: str = ""


def fill_blanks(text: str, facts: FormFacts) -> str | None:
    """The text with its blanks filled; None where there is nothing to fill."""
    filled = _with_days(text, facts)
    if facts.place:
        filled = _PLACE.sub(facts.place, filled) if "ngày" in filled.lower() else filled
    if facts.round_words:
        filled = _ROUND.sub(lambda found: f"{found['word'].strip()} {facts.round_words}", filled)
    if facts.school_year:
        filled = _YEAR.sub(lambda found: f"{found['word'].strip()} {facts.school_year}", filled)
    filled = _with_school(filled, facts.school)
    return None if filled == text else filled


def _with_days(text: str, facts: FormFacts) -> str:
    if not re.search(r"ngày|giờ", text, re.IGNORECASE):
        return text
    # Days below 10 and months below 3 take a zero, so that nothing can be written before them.
    reports = bool(_AS_OF.search(fold(text)))
    day = facts.as_of.date() if reports else facts.dated
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)

    def hour(found: re.Match[str]) -> str:
        minutes = ""
        if found["minutes"] or found["named"] or facts.as_of.minute:
            minutes = f" {facts.as_of.minute:02d}"
        return f"{facts.as_of.hour} {found['word']}{minutes}{found['named'] or ''}"

    def whole(found: re.Match[str]) -> str:
        if found["month"]:
            year = found["year"] or "năm"
            return f"{found['word']} {day.day:02d} {found['month']} {month} {year} {day.year}"
        return f"{found['word']} {day.day:02d}/{month}/{day.year}"

    if reports:
        text = _HOUR.sub(hour, text)
    text = _DAY.sub(whole, text)
    return _ONE_DAY.sub(lambda found: f"{found['word']} {day.day:02d}/{month}/{day.year}", text)


def _with_school(text: str, school: str) -> str:
    found = _SCHOOL.match(text)
    if found is None or not (found["dots"] or found["colon"]):
        return text
    label = " ".join(found["label"].split())
    loud = label.isupper()
    name = school.upper() if loud else school
    rest = f"   {found['rest'].strip()}" if found["rest"] else ""
    if found["colon"]:
        if fold(label) == "truong" and fold(name).startswith("truong "):
            name = name[len("trường ") :]
        return f"{label}: {name}{rest}"
    if fold(name).startswith(fold(label)):
        return f"{name}{rest}"
    # "TRƯỜNG …" before a name that does not say of itself what kind of school it is
    return f"{label} {name}{rest}"
