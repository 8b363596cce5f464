"""Two returns side by side, against plain counting."""

from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.counting import Figures, ThreeFigures
from bluezone_desktop.domain.return_comparison import compare
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    total = draw(st.integers(0, 50))
    asked = draw(st.integers(0, total))
    owners = draw(st.integers(0, asked))
    return Figures(total, asked, owners, draw(st.integers(0, owners)))


def returned(classes: dict[str, tuple[Figures, Figures]]) -> ReturnFigures:
    """A return of these classes, nobody in two of them."""
    lines = tuple(ClassLine(name, None, *both) for name, both in classes.items())
    pupils = sum((one.pupils for one in lines), start=Figures())
    relatives = sum((one.relatives for one in lines), start=Figures())
    return ReturnFigures(lines, total=ThreeFigures(pupils, relatives, Figures()))


CLASSES = st.dictionaries(
    st.sampled_from(["6A1", "6A2", "7A1", "8A1"]), st.tuples(figures(), figures())
)


@given(CLASSES, CLASSES)
def test_every_class_stands_once_and_the_gains_add_up(
    before: dict[str, tuple[Figures, Figures]], now: dict[str, tuple[Figures, Figures]]
) -> None:
    """No class is lost; what is gained in classes of both is what their sums gained."""
    changes = compare(returned(before), returned(now))
    names = [one.name for one in changes]
    assert sorted(names) == sorted(before.keys() | now.keys())
    assert names[: len(now)] == list(now)
    both = before.keys() & now.keys()
    gained = sum(one.gains[0] for one in changes if one.gains)
    assert gained == sum(now[n][0].installed - before[n][0].installed for n in both)
    for one in changes:
        assert (one.gains is None) == (one.name not in both)
        if one.stands_still:
            assert one.gains is not None
            assert sum(one.gains) <= 0


def test_a_class_is_the_same_however_it_is_written() -> None:
    """ "6a1" of the last round is 6A1; a class with everybody installed does not stand still."""
    part, whole = Figures(10, 10, 10, 4), Figures(10, 10, 10, 10)
    (one,) = compare(returned({"6a1": (part, part)}), returned({"6A1": (part, part)}))
    assert one.gains == (0, 0)
    assert one.stands_still
    (one,) = compare(returned({"6A1": (whole, whole)}), returned({"6A1": (whole, whole)}))
    assert not one.stands_still
