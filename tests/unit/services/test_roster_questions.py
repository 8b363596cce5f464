"""Uncertain matches: asked once, answered, and never asked again; certain ones never asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.made_up import MadeUpPupil, make_school
from bluezone_desktop.domain.people import IsoDate, Person
from bluezone_desktop.domain.roster import (
    ClassDraft,
    NotCounted,
    PupilDraft,
    RelativeDraft,
    Roster,
    StaffDraft,
)
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Status
from bluezone_desktop.services import marking, rosters, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.rosters import NEW, ImportPlan, MatchQuestion
from tests.unit.school_office import (
    everyone,
    father,
    left,
    listed,
    mother,
    named,
    open_office,
    pupil,
    roster,
    school_office,
    take,
)
from tests.unit.services.listed_school import group

BORN, SWAPPED = "2009-03-05", "2009-05-03"
TU = mother("Lê Thị Tư", "0901000002")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with school_office(tmp_path / "data") as opened:
        yield opened


def only(plan: ImportPlan) -> MatchQuestion:
    (question,) = plan.questions
    return question


# What is asked


def test_a_question_says_all_that_tells_people_apart(office: Office) -> None:
    """Both sides as the clerk needs them: class, birth, code, parents, tick."""
    take(office, roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN, TU, code="1"))))
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    same = pupil("Nguyễn Thị Hoà", SWAPPED, TU, phone="0901000009")
    question = only(rosters.plan(office, [roster(listed("6A1", same))]))
    assert (question.file, question.sheet, question.row) == ("danh-sach.xlsx", "Sheet1", 2)
    assert (question.full_name, question.class_name) == ("Nguyễn Thị Hoà", "6A1")
    assert (question.date_of_birth, question.phone) == (SWAPPED, "0901000009")
    assert question.relatives == (TU,)
    assert (question.why, question.default, question.answered) == ("matching.why.birth", NEW, False)
    (one,) = question.candidates
    assert (one.id, one.class_name, one.date_of_birth, one.code) == (hoa, "6A1", BORN, "1")
    assert (one.relatives, one.status) == ((TU,), Status.INSTALLED)


@pytest.mark.parametrize("answer", ["known", NEW, None])
def test_an_answer_holds_and_is_not_asked_for_again(office: Office, answer: str | None) -> None:
    """Whichever it is: after it the record agrees with the list, and the tick is where it was."""
    take(office, roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN))))
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    again = roster(listed("6A1", pupil("Nguyễn Thị Hoà", SWAPPED)))
    question = only(rosters.plan(office, [again]))
    answers = {question.key: hoa if answer == "known" else answer} if answer else {}
    plan = rosters.plan(office, [again], answers)
    assert only(plan).key == question.key
    assert len(plan.open_questions) == (0 if answer else 1)
    result = rosters.take(office, plan).value
    assert (result.added, result.changed) == ((0, 1) if answer == "known" else (1, 0))
    assert everyone(office)[hoa].status is Status.INSTALLED
    for said in (answers, {}):
        plan = rosters.plan(office, [again], said)
        assert plan.questions == ()
        assert plan.changes_nothing


def test_a_renaming_in_one_class_is_asked_about(office: Office) -> None:
    """One is gone and one is new, and the names are nearly the same."""
    take(office, roster(listed("6A1", pupil("Nguyễn Thị Hoa"), pupil("Lê Ý"))))
    hoa = named(office, "Nguyễn Thị Hoa").id
    renamed = roster(listed("6A1", pupil("Nguyễn Thị Hoà"), pupil("Lê Ý")))
    plan = rosters.plan(office, [renamed])
    question = only(plan)
    assert question.why == "matching.why.spelling"
    assert group(plan, "6A1").gone == ["Nguyễn Thị Hoa"]
    plan = rosters.plan(office, [renamed], {question.key: hoa})
    assert (group(plan, "6A1").gone, group(plan, "6A1").changed) == ([], ["Nguyễn Thị Hoà"])


def test_who_is_listed_in_another_file_is_not_asked_about(office: Office) -> None:
    """A namesake without a date in 6A2 is meant by the list of 6A2, whichever file comes first."""
    take(office, roster(listed("6A2", pupil("Nguyễn Thị Hoà"))))
    one = roster(listed("6A1", pupil("Nguyễn Thị Hoà")), file="6A1.xlsx")
    two = roster(listed("6A2", pupil("Nguyễn Thị Hoà")), file="6A2.xlsx")
    for files in ([one, two], [two, one]):
        plan = rosters.plan(office, files)
        assert plan.questions == ()
        assert plan.result.added == 1
    assert only(rosters.plan(office, [one])).why == "matching.why.elsewhere"


def test_who_cannot_be_told_apart_is_asked_about_once(office: Office) -> None:
    """Two namesakes, of whom the next list has one: asked which, and then no more."""
    one, other = father("Kim Ba", "0901000001"), father("Sơn Tư", "0901000003")
    twice = [pupil("Nguyễn Thị Hoà", None, one), pupil("Nguyễn Thị Hoà", None, other)]
    take(office, roster(listed("6A1", *twice)))
    fewer = roster(listed("6A1", pupil("Nguyễn Thị Hoà")))
    question = only(rosters.plan(office, [fewer]))
    assert [c.relatives[0].full_name for c in question.candidates] == ["Kim Ba", "Sơn Tư"]
    answers = {question.key: question.candidates[1].id}
    rosters.take(office, rosters.plan(office, [fewer], answers))
    plan = rosters.plan(office, [fewer])
    assert (plan.questions, plan.changes_nothing) == ((), True)
    steps.undo(office)
    assert only(rosters.plan(office, [fewer])).key == question.key
    assert take(office, roster(listed("6A1", *twice))).added == 0


def test_answers_survive_a_plan_made_anew_when_it_is_taken(office: Office) -> None:
    """Another program has ticked in between: the answer still stands."""
    take(office, roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN), pupil("Lê Ý"))))
    hoa = named(office, "Nguyễn Thị Hoà").id
    again = roster(listed("6A1", pupil("Nguyễn Thị Hoà", SWAPPED), pupil("Lê Ý")))
    key = only(rosters.plan(office, [again])).key
    plan = rosters.plan(office, [again], {key: hoa})
    with open_office(office.folder) as other:
        marking.mark(other, [named(other, "Lê Ý").id], Status.INSTALLED)
    assert rosters.take(office, plan).value.added == 0
    assert everyone(office)[hoa].date_of_birth == SWAPPED


def test_an_answer_that_fits_nothing_any_more_is_as_if_nobody_had_answered(office: Office) -> None:
    """Somebody erased meanwhile, a key of another file: the safe default holds."""
    take(office, roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN))))
    again = roster(listed("6A1", pupil("Nguyễn Thị Hoà", SWAPPED)))
    key = only(rosters.plan(office, [again])).key
    plan = rosters.plan(office, [again], {key: "nobody", "another": NEW})
    assert only(plan).is_new
    assert not only(plan).answered


def test_a_leaver_is_asked_about_and_then_out_of_the_count(office: Office) -> None:
    """A list says that Hoà of no class has moved away: is it the one on record?"""
    take(office, roster(listed("6A1", pupil("Nguyễn Thị Hoà", BORN))))
    gone = roster(not_counted=[left(pupil("Nguyễn Thị Hoà"), None)])
    question = only(rosters.plan(office, [gone]))
    assert (question.left, question.default) == (True, NEW)
    answers = {question.key: question.candidates[0].id}
    rosters.take(office, rosters.plan(office, [gone], answers))
    assert named(office, "Nguyễn Thị Hoà").attendance is Attendance.MOVED
    plan = rosters.plan(office, [gone])
    assert (plan.questions, plan.changes_nothing) == ((), True)


def test_leavers_of_a_class_nobody_has_are_not_doubled(office: Office) -> None:
    """Their class is not made for them, and yet they are known again."""
    gone = roster(not_counted=[left(pupil("Nguyễn Thị Hoà"), "9A1")])
    take(office, gone)
    plan = rosters.plan(office, [gone])
    assert (plan.questions, plan.changes_nothing) == ((), True)


NAMES = st.sampled_from(["Nguyễn Thị Hoà", "Nguyễn Thị Hoa", "Trần Văn Ân", "Trần Văn An", "Lê Ý"])
DAYS = st.sampled_from([None, BORN, SWAPPED, "2009-03-06", "2009-11-20", "2009"])
CODES = st.sampled_from([None, None, "1", "2", "3"])
PHONES = st.sampled_from([None, "0901000001", "0901000002"])
RELATIVES = st.lists(
    st.builds(
        RelativeDraft,
        st.sampled_from([Relation.FATHER, Relation.MOTHER, Relation.GUARDIAN]),
        st.one_of(st.none(), NAMES),
        PHONES,
    ).filter(lambda one: one.full_name or one.phone),
    max_size=2,
)
PUPILS = st.builds(
    lambda name, born, code, phone, kin: PupilDraft(2, name, born, None, code, phone, tuple(kin)),
    NAMES,
    DAYS,
    CODES,
    PHONES,
    RELATIVES,
)
# A list knows no family of who has left, and none is kept of them.
LEAVERS = st.builds(
    lambda one, where: left(replace(one, relatives=(), phone=None), where),
    PUPILS,
    st.sampled_from(["6A1", "6A2", None]),
)
STAFF = st.builds(
    StaffDraft,
    st.just(4),
    NAMES,
    st.sampled_from([Group.TEACHER, Group.EMPLOYEE]),
    date_of_birth=DAYS,
    code=CODES,
    phone=PHONES,
)
STAFF_LEAVERS = st.builds(
    lambda one: NotCounted(
        "CBGV", 9, one.full_name, "nghỉ hưu", Attendance.LEFT, None, replace(one, phone=None)
    ),
    STAFF,
)
Draft = TypeVar("Draft", bound=PupilDraft | StaffDraft)


def a_list(
    one: list[PupilDraft], two: list[PupilDraft], staff: list[StaffDraft], gone: list[NotCounted]
) -> Roster:
    """Two classes, the staff and leavers; a code stands once, as readers see to."""
    seen: set[tuple[type, str | None]] = set()

    def once(draft: Draft) -> Draft:
        key = type(draft), draft.code
        known = key in seen
        seen.add(key)
        return replace(draft, code=None) if known else draft

    classes = [listed(name, *map(once, drafts)) for name, drafts in (("6A1", one), ("6A2", two))]
    return roster(
        *(c for c in classes if c.pupils),
        staff=map(once, staff),
        not_counted=[replace(n, draft=once(n.draft)) for n in gone],
    )


def without_accents(read: Roster) -> Roster:
    """The same list from a system that has none."""

    def plain(draft: Draft) -> Draft:
        return replace(draft, full_name=fold(draft.full_name).upper())

    return replace(
        read,
        classes=tuple(replace(c, pupils=tuple(map(plain, c.pupils))) for c in read.classes),
        staff=tuple(map(plain, read.staff)),
        not_counted=tuple(replace(n, draft=plain(n.draft)) for n in read.not_counted),
    )


LISTS = st.builds(
    a_list,
    st.lists(PUPILS, max_size=4),
    st.lists(PUPILS, max_size=3),
    st.lists(STAFF, max_size=3),
    st.lists(st.one_of(LEAVERS, STAFF_LEAVERS), max_size=2),
)


def a_code_names_another(read: Roster, known: Iterable[Person]) -> bool:
    """Whether a line has the code of somebody on record whose name is another."""
    names = {(one.group.is_staff, one.code): fold(one.full_name or "") for one in known if one.code}
    pupils = [one for listed in read.classes for one in listed.pupils]
    lines = [(False, one.code, fold(one.full_name)) for one in pupils]
    lines += [(True, one.code, fold(one.full_name)) for one in read.staff]
    gone = [left.draft for left in read.not_counted]
    lines += [(isinstance(one, StaffDraft), one.code, fold(one.full_name)) for one in gone]
    return any(names.get((staff, code or ""), name) != name for staff, code, name in lines)


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(LISTS, min_size=1, max_size=2),
    read=st.one_of(LISTS, LISTS.map(without_accents)),
    data=st.data(),
)
def test_whatever_is_answered_nothing_is_lost_and_nothing_asked_twice(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Roster],
    read: Roster,
    data: st.DataObject,
) -> None:
    """Nobody is meant twice, nothing blanked, no tick touched; taken again, nothing happens."""
    with school_office(tmp_path_factory.mktemp("data")) as office:
        for one in before:
            take(office, one)
        marking.mark(office, list(everyone(office)), Status.INSTALLED)
        known = everyone(office)
        answers: dict[str, str] = {}
        for _ in range(2):  # an answer may bring up or settle other questions
            for question in rosters.plan(office, [read], answers).questions:
                choices = [None, NEW, *(one.id for one in question.candidates)]
                if answer := data.draw(st.sampled_from(choices)):
                    answers[question.key] = answer
        plan = rosters.plan(office, [read], answers)
        assert len({one.key for one in plan.questions}) == len(plan.questions)
        meant = [one.answer for one in plan.questions if not one.is_new]
        assert len(set(meant)) == len(meant)
        rosters.take(office, plan)
        now = everyone(office)
        for who, person in known.items():
            assert (now[who].status, now[who].installed_on) == (person.status, person.installed_on)
            for name in ("full_name", "code", "phone", "date_of_birth"):
                assert not (getattr(person, name) and not getattr(now[who], name)), name
        if a_code_names_another(read, known.values()):
            return  # what such a list says of whom is not the same after it was taken
        for said in (answers, {}):
            again = rosters.plan(office, [read], said)
            assert again.questions == ()
            assert again.changes_nothing


# What is not asked


def draft(row: int, one: MadeUpPupil, *, code: bool = True) -> PupilDraft:
    relatives = (RelativeDraft(r.relation, r.full_name, r.phone) for r in one.relatives)
    return PupilDraft(
        row,
        one.full_name,
        IsoDate(one.date_of_birth),
        one.sex,
        one.code if code else None,
        None,
        tuple(relatives),
    )


def made_up_school(*, code: bool = True) -> list[ClassDraft]:
    """The demo school as one export of all its classes."""
    return [
        ClassDraft(
            one.name, one.name, tuple(draft(n, p, code=code) for n, p in enumerate(one.pupils, 2))
        )
        for one in make_school(1706).classes
    ]


def edited(classes: list[ClassDraft], random: Random) -> list[ClassDraft]:
    """The same school some weeks later: pupils come, go and move, parents change their phones."""
    sheets = [list(one.pupils) for one in classes]
    for place, sheet in enumerate(sheets):
        sheet.pop(random.randrange(len(sheet)))
        sheets[(place + 1) % len(sheets)].append(sheet.pop(random.randrange(len(sheet))))
        for _ in range(3):
            at = random.randrange(len(sheet))
            kin = sheet[at].relatives
            phone = f"09{random.randrange(10**8):08d}"
            sheet[at] = replace(sheet[at], relatives=(replace(kin[0], phone=phone), *kin[1:]))
        sheet.append(pupil(f"Danh Văn Mới {place}", f"2009-07-{place + 1:02d}"))
        random.shuffle(sheet)
    return [replace(one, pupils=tuple(s)) for one, s in zip(classes, sheets, strict=True)]


def per_class(classes: list[ClassDraft]) -> list[Roster]:
    return [Roster(f"{one.name}.xlsx", (one,)) for one in classes]


@pytest.mark.parametrize("code", [True, False])
def test_a_school_that_comes_back_asks_nothing(office: Office, *, code: bool) -> None:
    """Unchanged, shuffled, edited, as one file or one per class, without this or that column."""
    school = made_up_school(code=code)
    take(office, Roster("a.xlsx", tuple(school)))

    def every(**changed: object) -> list[ClassDraft]:
        return [
            replace(one, pupils=tuple(replace(p, **changed) for p in one.pupils))  # type: ignore[arg-type]
            for one in school
        ]

    capitals = [
        replace(c, pupils=tuple(replace(p, full_name=fold(p.full_name).upper()) for p in c.pupils))
        for c in school
    ]
    later = edited(school, Random(3))
    for name, lists in {
        "unchanged": [Roster("b.xlsx", tuple(school))],
        "no dates": [Roster("b.xlsx", tuple(every(date_of_birth=None)))],
        "names only": [Roster("b.xlsx", tuple(every(date_of_birth=None, code=None, relatives=())))],
        "capitals without accents": [Roster("b.xlsx", tuple(capitals))],
        "edited": [Roster("b.xlsx", tuple(later))],
        "edited, a file per class": per_class(later),
    }.items():
        plan = rosters.plan(office, lists)
        assert plan.questions == (), name
        assert plan.result.added == (len(school) if "edited" in name else 0), name


def test_another_system_s_codes_ask_nothing_and_double_nobody(office: Office) -> None:
    """Every code is another one, and every child the same."""
    school = made_up_school()
    take(office, Roster("a.xlsx", tuple(school)))
    other = [
        replace(c, pupils=tuple(replace(p, code=f"V{p.code}") for p in c.pupils)) for c in school
    ]
    plan = rosters.plan(office, [Roster("b.xlsx", tuple(other))])
    assert (plan.questions, plan.result.added) == ((), 0)
    rosters.take(office, plan)
    assert rosters.plan(office, [Roster("b.xlsx", tuple(other))]).changes_nothing
