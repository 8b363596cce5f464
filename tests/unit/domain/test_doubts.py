"""What is not certain: when the user is asked, whom about, and what holds if nobody answers."""

from collections.abc import Mapping, Sequence

import pytest

from bluezone_desktop.domain.doubts import Doubt, Known, Line, Signs, Why
from bluezone_desktop.domain.matching import NEW, Recogniser, Recognition
from bluezone_desktop.domain.people import IsoDate, PersonId

BORN, SWAPPED, OTHER = "2009-03-05", "2009-05-03", "2009-11-20"
HOA = "Nguyễn Thị Hoà"


def known(
    who: str,
    name: str = HOA,
    born: str | None = None,
    code: str | None = None,
    place: str = "6 a1",
    *,
    position: int = 1,
    attending: bool = True,
) -> Known:
    day = IsoDate(born) if born else None
    return Known(PersonId(who), name, day, code, place, position, attending)


def line(
    name: str = HOA,
    born: str | None = None,
    code: str | None = None,
    place: str = "6 a1",
    *signs: str,
    left: bool = False,
) -> Line:
    day = IsoDate(born) if born else None
    return Line(name, day, code, place, lambda: frozenset(signs), left)


def recognise(
    people: Sequence[Known],
    *lines: Line,
    signs: Mapping[str, set[str]] | None = None,
    answers: Mapping[int, str] | None = None,
    staff: bool = False,
    unaskable: str = "",
) -> Recognition:
    def signs_of(who: PersonId) -> Signs:
        return frozenset((signs or {}).get(who, ()))

    recogniser = Recogniser(signs_of, staff=staff)
    recogniser.learn(people)
    return recogniser.recognise(
        lines,
        askable=lambda who: who != unaskable,
        answer=lambda place, _: (answers or {}).get(place),
    )


def only(recognition: Recognition) -> Doubt:
    (doubt,) = recognition.doubts
    return doubt


@pytest.mark.parametrize(
    ("on_record", "listed", "why", "default"),
    [
        (known("a", born=BORN), line(born=SWAPPED), Why.BIRTH, None),
        (known("a", born=BORN), line(born=OTHER), Why.BIRTH, None),
        (known("a", born=BORN), line(place="6 a2"), Why.ELSEWHERE, None),
        (known("a"), line(born=BORN, place="6 a2"), Why.ELSEWHERE, None),
        (known("a", born=BORN, code="1"), line(born=BORN, code="2"), Why.OTHER_CODE, None),
        (known("a", "Sơn Bảy", BORN, "1"), line(born=OTHER, code="1"), Why.CODE, None),
        (known("a", "Sơn Bảy", BORN, "1"), line(code="1"), Why.CODE, "a"),
        (known("a", "Nguyễn Thị Hoa", BORN), line(born=BORN), Why.SPELLING, "a"),
        (known("a", "Nguyễn Hoà", BORN), line(born=BORN), Why.SPELLING, "a"),
        (known("a", "Nguyễn Thị Hoa", BORN), line(), Why.SPELLING, None),
        (known("a", "Nguyễn Thị Hoa", BORN), line(born=SWAPPED), Why.SPELLING, None),
    ],
)
def test_uncertain_lines_are_put_to_the_user(
    on_record: Known, listed: Line, why: Why, default: str | None
) -> None:
    """One sign speaks for the person on record, another against: neither silent way is right."""
    recognition = recognise([on_record], listed)
    doubt = only(recognition)
    assert (doubt.candidates, doubt.why, doubt.default) == (("a",), why, default)
    assert recognition.found == [default]
    for answer, meant in (("a", "a"), (NEW, None), ("nobody", default)):
        recognition = recognise([on_record], listed, answers={0: answer})
        assert recognition.found == [meant]
        assert only(recognition).answered is (answer != "nobody")
        assert only(recognition).default == default


@pytest.mark.parametrize(
    ("on_record", "listed"),
    [
        (known("a", born=BORN), line(born=BORN)),
        (known("a", born=BORN), line(born=BORN, place="6 a2")),
        (known("a", born=BORN), line()),
        (known("a", born=BORN), line("NGUYỄN THỊ HÒA", BORN, place="7 b")),
        (known("a", born=BORN), line("Nguyen Thi Hoa", BORN, place="7 b")),
        (known("a", "NGUYEN THI HOA"), line()),
        (known("a", "Nguyễn Thị Hoa", BORN, "1"), line(born=SWAPPED, code="1", place="7 b")),
        (known("a", "Sơn Bảy", BORN, "1"), line(born=BORN, code="1", place="7 b")),
    ],
)
def test_certain_lines_are_settled_in_silence(on_record: Known, listed: Line) -> None:
    """Nobody answers a hundred questions; what the signs agree on is not asked."""
    recognition = recognise([on_record], listed)
    assert (recognition.found, recognition.doubts) == (["a"], [])


@pytest.mark.parametrize(
    ("on_record", "listed"),
    [
        (known("a", born=BORN), line(born=OTHER, place="6 a2")),
        (known("a", born=BORN, code="1"), line(born=OTHER, code="2")),
        (known("a", born=BORN), line("Trần Văn Ân", BORN)),
        (known("a", "Nguyễn Thị Hoa", BORN), line(place="6 a2")),
        (known("a", "Nguyễn Thị Hoa", BORN), line(born=OTHER)),
        (known("a", "Nguyễn Hoà"), line()),
        (known("a", "Nguyễn Thị Hoa", attending=False), line()),
    ],
)
def test_somebody_else_is_taken_for_new_in_silence(on_record: Known, listed: Line) -> None:
    """Namesakes of other classes and birthdays fill every school."""
    recognition = recognise([on_record], listed)
    assert (recognition.found, recognition.doubts) == ([None], [])


def test_a_typing_slip_is_asked_about_only_where_the_child_is_missing() -> None:
    """Who is on the list under their own date needs no second line."""
    people = [known("a", born=BORN)]
    recognition = recognise(people, line(born=SWAPPED), line(born=BORN))
    assert (recognition.found, recognition.doubts) == ([None, "a"], [])
    twins = [known("a", "Thạch Minh Anh", BORN)]
    recognition = recognise(twins, line("Thạch Minh Ánh", BORN), line("Thạch Minh Anh", BORN))
    assert (recognition.found, recognition.doubts) == ([None, "a"], [])


def test_the_family_says_who_a_namesake_in_another_class_is() -> None:
    """A phone in common is as good as a date; another family is another child; neither asks."""
    people = [known("a", born=BORN)]
    moved = line(HOA, None, None, "6 a2", "0901", "ba")
    assert recognise(people, moved, signs={"a": {"0901"}}).found == ["a"]
    assert recognise(people, moved, signs={"a": {"0901"}}).doubts == []
    other = recognise(people, moved, signs={"a": {"0902", "ba"}})
    assert (other.found, only(other).why) == ([None], Why.ELSEWHERE)
    strangers = recognise(people, moved, signs={"a": {"0902", "nam"}})
    assert (strangers.found, strangers.doubts) == ([None], [])


def test_namesakes_of_one_birthday_and_two_families_are_two() -> None:
    """As any large school has them, in two classes; in one class the parents have changed."""
    people, families = [known("a", born=BORN)], {"a": {"0901", "ba"}}
    elsewhere = line(HOA, BORN, None, "6 a2", "0902", "nam")
    recognition = recognise(people, elsewhere, signs=families)
    assert (recognition.found, only(recognition).why) == ([None], Why.FAMILY)
    planned = recognise(people, elsewhere, signs=families, unaskable="a")
    assert (planned.found, planned.doubts) == ([None], [])
    here = line(HOA, BORN, None, "6 a1", "0902", "nam")
    assert recognise(people, here, signs=families).found == ["a"]


def test_a_shared_phone_makes_even_a_wholly_different_date_a_question() -> None:
    """Brothers and sisters do not share a name: one of the dates is wrong."""
    people = [known("a", born=BORN)]
    listed = line(HOA, OTHER, None, "6 a2", "0901")
    assert only(recognise(people, listed, signs={"a": {"0901"}})).why is Why.BIRTH
    assert recognise(people, listed).doubts == []


def test_several_who_cannot_be_told_apart_are_all_offered() -> None:
    """And whoever is chosen, the other namesake is remembered as not being on the list."""
    people = [known("a", position=1), known("b", position=2)]
    families = {"a": {"0901"}, "b": {"0902"}}
    recognition = recognise(people, line(), signs=families)
    doubt = only(recognition)
    assert (doubt.candidates, doubt.why, doubt.default) == (("a", "b"), Why.SEVERAL, None)
    assert doubt.alike == ("a", "b")
    assert recognise(people, line(), signs=families, answers={0: "b"}).found == ["b"]
    later = [known("a", position=0), known("b", position=1)]
    assert recognise(later, line(), signs=families).doubts == []
    assert recognise(later, line(), signs=families).found == ["b"]


def test_a_namesake_of_the_same_birthday_in_another_class_is_not_moved_past_one_here() -> None:
    """Two may be meant: the one in the class whose date is unknown, and the one who has it."""
    people = [known("a", place="6 a1"), known("b", born=BORN, place="6 a2")]
    doubt = only(recognise(people, line(born=BORN)))
    assert (set(doubt.candidates), doubt.why) == ({"a", "b"}, Why.SEVERAL)
    listed_there = recognise(people, line(born=BORN), line(born=BORN, place="6 a2"))
    assert (listed_there.found, listed_there.doubts) == (["a", "b"], [])


def test_two_lines_that_want_one_person_are_both_asked_about() -> None:
    """Unasked the first in the class gets them; an answer to the second goes before that."""
    recognition = recognise([known("a")], line(), line())
    assert [one.why for one in recognition.doubts] == [Why.CONTENDED, Why.CONTENDED]
    assert recognition.found == ["a", None]
    assert recognise([known("a")], line(), line(), answers={1: "a"}).found == [None, "a"]
    both = recognise([known("a")], line(), line(), answers={0: "a", 1: "a"})
    assert both.found == ["a", None]
    assert [one.answered for one in both.doubts] == [True, False]
    elsewhere = [line(born=BORN, place="6 a2"), line(born=BORN, place="6 a3")]
    assert recognise([known("a", born=BORN)], *elsewhere).found == [None, None]


def test_codes_of_another_system_neither_part_nor_join() -> None:
    """Three contradictions are no coincidence: the codes of that list are left out of account."""
    names = ["Trần Văn Ân", HOA, "Lê Ý", "Kim Tám"]
    people = [known(n, n, BORN, f"8{place}") for place, n in enumerate(names)]
    other_system = [line(n, BORN, f"V{place}", "7 b") for place, n in enumerate(names)]
    recognition = recognise(people, *other_system)
    assert (recognition.found, recognition.doubts) == (names, [])
    anew = [line(n, BORN, f"8{3 - place}") for place, n in enumerate(names)]
    # The day is the same for all here, so a code is confirmed by it: another class, other days.
    anew = [line(f"Em {place}", OTHER, f"8{place}", "6 a2") for place, _ in enumerate(names)]
    recognition = recognise(people, *anew)
    assert (recognition.found, recognition.doubts) == ([None] * 4, [])


def test_staff_are_asked_about_only_where_more_than_a_name_is_alike() -> None:
    """In a staff room Hương and Hường are two people."""
    people = [known("a", "Nguyễn Thị Hương", place="staff")]
    colleague = line("Nguyễn Thị Hường", None, None, "staff", "giáo viên")
    assert recognise(people, colleague, signs={"a": {"giáo viên"}}, staff=True).doubts == []
    same_phone = line("Nguyễn Thị Hường", None, None, "staff", "0901")
    assert (
        only(recognise(people, same_phone, signs={"a": {"0901"}}, staff=True)).why is Why.SPELLING
    )


def test_who_has_left_is_told_from_a_namesake_who_has_not() -> None:
    """A line that says "moved away" means the one gone before; a line of the class the other."""
    people = [known("gone", attending=False), known("here", position=2)]
    assert recognise(people, line()).found == ["here"]
    assert recognise(people, line(left=True)).found == ["gone"]
    both = recognise(people, line(left=True), line())
    assert (both.found, both.doubts) == (["gone", "here"], [])


def test_nobody_is_called_gone_by_the_order_of_a_list() -> None:
    """Which of two has moved away is for the user to say; until then neither has."""
    people = [known("a", position=1), known("b", position=2)]
    recognition = recognise(people, line(left=True))
    assert recognition.found == [None]
    assert only(recognition).candidates == ("a", "b")


def test_a_name_without_accents_that_fits_two_is_not_guessed() -> None:
    """An and Ân are two children, and the list writes both "An"."""
    people = [known("a", "Lê Văn An", position=1), known("b", "Lê Văn Ân", position=2)]
    recognition = recognise(people, line("Le Van An"))
    assert (recognition.found, only(recognition).candidates) == ([None], ("a", "b"))
    assert recognise(people, line("Le Van An"), line("Le Van An")).found == ["a", "b"]
    assert recognise(people, line("Lê Văn Ân")).found == ["b"]


def test_the_user_is_not_asked_about_people_who_are_not_for_asking() -> None:
    """Just planned, or meant elsewhere: no question can name them."""
    recognition = recognise([known("a", born=BORN)], line(born=SWAPPED), unaskable="a")
    assert (recognition.found, recognition.doubts) == ([None], [])
