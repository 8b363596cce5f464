"""Recognising people again: who is meant, who is new, and nobody twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.doubts import Known, Line, Signs
from bluezone_desktop.domain.likeness import better_date, dates_agree
from bluezone_desktop.domain.matching import Recogniser
from bluezone_desktop.domain.people import IsoDate, PersonId

BORN, OTHER = "2009-03-05", "2009-11-20"


def known(
    who: str,
    name: str = "Nguyễn Thị Hoà",
    born: str | None = None,
    code: str | None = None,
    place: str = "6 a1",
    *,
    position: int = 0,
) -> Known:
    return Known(PersonId(who), name, IsoDate(born) if born else None, code, place, position)


def line(
    name: str = "Nguyễn Thị Hoà",
    born: str | None = None,
    code: str | None = None,
    place: str = "6 a1",
    signs: tuple[str, ...] = (),
) -> Line:
    day = IsoDate(born) if born else None
    return Line(name, day, code, place, lambda: frozenset(signs))


def meant(
    on_record: list[Known], *lines: Line, signs: dict[str, set[str]] | None = None
) -> list[str | None]:
    def signs_of(who: PersonId) -> Signs:
        return frozenset((signs or {}).get(who, ()))

    recogniser = Recogniser(signs_of)
    recogniser.learn(on_record)
    return [None if one is None else str(one) for one in recogniser.recognise(lines).found]


def test_a_code_decides_over_name_class_and_a_missing_date() -> None:
    """A name was mended, a child moved: the code says who it is."""
    on_record = [known("a", born=BORN, code="1"), known("b", "Trần Văn Ân", BORN, "2")]
    assert meant(on_record, line("Trần Văn An", code="1", place="7 a5")) == ["a"]
    assert meant(on_record, line(code="2")) == ["b"]


def test_of_two_with_one_code_the_name_decides() -> None:
    """A code typed twice does not make two children one."""
    on_record = [known("a", "Trần Văn Ân", code="1"), known("b", code="1")]
    assert meant(on_record, line(code="1"), line("Trần Văn Ân", code="1")) == ["b", "a"]


def test_a_code_given_out_again_does_not_swap_children() -> None:
    """Codes that begin anew in each class: another name and another birthday is another child."""
    on_record = [known("a", "Trần Văn Ân", BORN, "01")]
    assert meant(on_record, line(born=OTHER, code="01", place="6 a2")) == [None]
    assert meant(on_record, line(born=BORN, code="01", place="6 a2")) == ["a"]


def test_another_code_is_another_person() -> None:
    """Same name, same day, same class, and still two."""
    on_record = [known("a", born=BORN, code="1")]
    assert meant(on_record, line(born=BORN, code="2")) == [None]
    assert meant(on_record, line(born=BORN)) == ["a"]
    assert meant([known("a", born=BORN)], line(born=BORN, code="2")) == ["a"]


def test_name_and_full_date_find_a_child_in_any_class() -> None:
    """However the name is spelt; but only where exactly one is meant."""
    on_record = [known("a", "NGUYỄN THỊ HÒA", BORN)]
    assert meant(on_record, line(born=BORN, place="6 a2")) == ["a"]
    twins = [*on_record, known("b", born=BORN, place="6 a3")]
    assert meant(twins, line(born=BORN, place="6 a2")) == [None]
    assert meant(twins, line(born=BORN, place="6 a3")) == ["b"]


def test_a_year_alone_is_no_proof_in_another_class() -> None:
    """A whole grade is born in one year."""
    on_record = [known("a", born=BORN)]
    assert meant(on_record, line(born="2009", place="6 a2")) == [None]
    assert meant(on_record, line(born="2009")) == ["a"]
    assert meant(on_record, line(born="2010")) == [None]


def test_a_name_alone_says_enough_only_within_one_class() -> None:
    """Names repeat; a class list does not leave its class."""
    on_record = [known("a", born=BORN)]
    assert meant(on_record, line()) == ["a"]
    assert meant(on_record, line(place="6 a2")) == [None]


def test_a_new_namesake_further_up_does_not_take_the_place_of_the_old_one() -> None:
    """6A1 comes before 6A2 in the file; the child of 6A2 stays the child of 6A2."""
    on_record = [known("a", born=BORN, place="6 a2")]
    lines = [line(born=BORN, place="6 a1"), line(born=BORN, place="6 a2")]
    assert meant(on_record, *lines) == [None, "a"]


def test_nobody_is_meant_by_two_lines() -> None:
    """The second line of the same name is a second child."""
    assert meant([known("a", born=BORN)], line(born=BORN), line(born=BORN)) == ["a", None]


def test_namesakes_listed_together_stay_themselves() -> None:
    """Two of one name without dates, listed again: nobody is new, and the order holds."""
    on_record = [known("b", position=2), known("a", position=1)]
    assert meant(on_record, line(), line()) == ["a", "b"]
    assert meant(on_record, line(), line(), line()) == ["a", "b", None]


def test_one_of_two_namesakes_is_not_guessed() -> None:
    """Which family is meant cannot be known, and a tick must not go to the wrong child."""
    on_record = [known("a", position=1), known("b", position=2)]
    signs = {"a": {"0901"}, "b": {"0902"}}
    assert meant(on_record, line(), signs=signs) == [None]
    assert meant(on_record, line(signs=("0903",)), signs=signs) == [None]
    assert meant(on_record, line(), line(), signs=signs) == ["a", "b"]
    newcomer = known("c", position=3)  # made by the first of these lines
    assert meant([*on_record, newcomer], line(), signs=signs) == ["c"]


def test_namesakes_whom_nothing_tells_apart_are_not_multiplied() -> None:
    """Where even the record knows no difference, one of two is as good as the other."""
    on_record = [known("b", position=2), known("a", position=1)]
    assert meant(on_record, line()) == ["a"]
    assert meant(on_record, line(signs=("0901",))) == ["a"]


def test_family_and_phone_tell_namesakes_apart() -> None:
    """Whatever the order, and when only one of them is listed."""
    on_record = [known("a", position=1), known("b", position=2)]
    signs = {"a": {"0901"}, "b": {"0902", "le thi tu"}}
    assert meant(on_record, line(signs=("0902",)), signs=signs) == ["b"]
    lines = [line(signs=("le thi tu",)), line(signs=("0901",))]
    assert meant(on_record, *lines, signs=signs) == ["b", "a"]
    assert meant(on_record, line(), line(signs=("0901",)), signs=signs) == ["b", "a"]


def test_known_anew_is_found_by_the_new_name_and_code_only() -> None:
    """After one file has mended a name, the next file knows it."""
    recogniser = Recogniser(lambda _: frozenset())
    recogniser.learn([known("a", "Sơn Thị Bảy", BORN, "1")])
    recogniser.learn([known("a", "Nguyễn Thị Hoà", BORN, "2")])
    assert recogniser.recognise([line("Sơn Thị Bảy", BORN)]).found == [None]
    assert recogniser.recognise([line("Ai Đó", code="1")]).found == [None]
    assert recogniser.recognise([line(code="2", place="7 b")]).found == ["a"]


names = st.sampled_from(["Nguyễn Thị Hoà", "Trần Văn Ân", "Lê Ý"])
days = st.sampled_from([None, BORN, OTHER, "2009", "2010"])
codes = st.sampled_from([None, None, "1", "2"])
places = st.sampled_from(["6 a1", "6 a2"])


def each_code_once(
    rows: list[tuple[str, str | None, str | None, str]],
) -> list[tuple[str, str | None, str | None, str]]:
    """As readers see to it; two at most, for three that contradict are another system's codes."""
    seen: set[str | None] = {None}
    found = []
    for name, born, code, place in rows:
        found.append((name, born, None if code in seen else code, place))
        seen.add(code)
    return found


people = st.lists(st.tuples(names, days, codes, places), max_size=9).map(each_code_once)


@settings(max_examples=300, deadline=None)
@given(people, people)
def test_whatever_the_lists_the_rules_hold(
    before: list[tuple[str, str | None, str | None, str]],
    after: list[tuple[str, str | None, str | None, str]],
) -> None:
    """Nobody twice; a code, where it is free, is never passed over; no name without its class."""
    on_record = [known(f"{n}", *one, position=n + 1) for n, one in enumerate(before)]
    by_id = {str(one.id): one for one in on_record}
    lines = [line(*one) for one in after]
    found = meant(on_record, *lines)
    taken = [one for one in found if one]
    assert len(taken) == len(set(taken))
    for asked, who in zip(lines, found, strict=True):
        if who is None:
            same = [
                k for k in on_record
                if str(k.id) not in taken and k.code and k.code == asked.code
                and k.full_name == asked.full_name
            ]  # fmt: skip
            assert same == []
            continue
        one = by_id[who]
        if not (one.code and one.code == asked.code):
            assert one.full_name == asked.full_name
            assert not (one.code and asked.code)
            assert dates_agree(one.date_of_birth, asked.date_of_birth)
            if one.place != asked.place:
                assert one.date_of_birth == asked.date_of_birth in (BORN, OTHER)


@settings(max_examples=300, deadline=None)
@given(people)
def test_the_same_list_again_means_the_same_people_in_the_same_order(
    rows: list[tuple[str, str | None, str | None, str]],
) -> None:
    """Importing a file twice makes nobody new, whatever it leaves out."""
    on_record = [known(f"{n}", *one, position=n + 1) for n, one in enumerate(rows)]
    again = meant(on_record, *(line(*one) for one in rows))
    assert None not in again
    assert len(set(again)) == len(again)


def test_half_a_date_never_replaces_a_whole_one() -> None:
    """And an empty cell replaces nothing."""
    day = IsoDate(BORN)
    assert better_date(day, None) == day
    assert better_date(day, IsoDate("2009")) == day
    assert better_date(IsoDate("2009"), day) == day
    assert better_date(day, IsoDate(OTHER)) == OTHER
    assert better_date(day, IsoDate("2010")) == "2010"
    assert better_date(None, IsoDate("2010")) == "2010"
