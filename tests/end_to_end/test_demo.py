"""The made-up school does the whole main job: lists in, ticks, figures, charts, two returns out."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.made_up import make_school
from bluezone_desktop.domain.plain import return_from_plain
from bluezone_desktop.domain.returns import ReturnFigures
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.services import checks, demo, figures, people, returns, rosters
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, made once."""
    folder = tmp_path_factory.mktemp("trường mẫu") / "demo"
    demo.make(folder, Texts())
    return folder


def test_the_lists_bring_the_school_that_was_made_up(made: Path) -> None:
    """What was written as Excel lists in three layouts is what stands in the database."""
    school = make_school(demo.SEED)
    with Office.open(made / "du-lieu") as office:
        total = figures.coverage(office).total
        summaries = people.class_list(office)
        staff = people.staff_sheet(office)
        relatives = people.find(office, group=Group.RELATIVE)
    assert (len(summaries), total.pupils.total, total.staff.total) == (18, 560, 40)
    assert {s.school_class.name: s.school_class.homeroom_teacher for s in summaries} == {
        c.name: c.homeroom_teacher for c in school.classes
    }
    distinct = {r for c in school.classes for p in c.pupils for r in p.relatives}
    assert len(relatives) == len({(r.full_name, r.phone) for r in distinct})
    assert [h.person.group for h in staff] == [m.group for m in school.staff]


def test_every_list_is_read_without_a_problem(made: Path) -> None:
    """A made-up list that our own reader stumbled over would be no example to follow."""
    files = sorted((made / "danh-sach").iterdir())
    assert len(files) == 7
    for file in files:
        roster = rosters.inspect(file)
        assert not roster.problems, file.name
        assert roster.people > 0


def test_two_rounds_are_frozen_with_the_figures_of_their_moment(made: Path) -> None:
    """An issued return reports what the journal says of its as-of moment, and round 2 is ahead."""
    with Office.open(made / "du-lieu") as office:
        issued = returns.issued(office)
        assert [one.round_name for one in issued] == ["1", "2"]
        for one in issued:
            then = ReturnFigures.from_coverage(figures.coverage(office, "class", one.as_of))
            assert return_from_plain(one.figures) == then
            kept = returns.issued_file(office, one)
            assert (made / "bao-cao" / one.file_name).read_bytes() == kept
        first, second = (return_from_plain(one.figures).total for one in issued)
    assert 0 < first.pupils.installed < second.pupils.installed < second.pupils.total


def test_charts_are_drawn(made: Path) -> None:
    """Each chart is a picture and not an empty file."""
    charts = sorted((made / "bieu-do").iterdir())
    assert [chart.stem for chart in charts] == ["theo-khoi", "theo-lop", "theo-ngay"]
    assert all(chart.read_bytes().startswith(b"\x89PNG") for chart in charts)


def test_what_the_demo_stored_is_sound(made: Path) -> None:
    """Four weeks of steps replay to the rows as they stand."""
    with Office.open(made / "du-lieu") as office:
        assert checks.check(office).is_sound


def test_the_same_seed_gives_the_same_school_again(made: Path, tmp_path: Path) -> None:
    """Reproducible: lists byte for byte, and the figures of every round."""
    demo.make(tmp_path / "again", Texts())
    for file in (made / "danh-sach").iterdir():
        assert (tmp_path / "again" / "danh-sach" / file.name).read_bytes() == file.read_bytes()
    with Office.open(made / "du-lieu") as one, Office.open(tmp_path / "again/du-lieu") as other:
        assert [r.figures for r in returns.issued(one)] == [
            r.figures for r in returns.issued(other)
        ]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    """The demo never writes among somebody's files."""
    precious = tmp_path / "luận văn.docx"
    precious.write_text("không được mất", "utf-8")
    with pytest.raises(KnownError) as caught:
        demo.make(tmp_path, Texts())
    assert caught.value.key == "errors.demo_in_the_way"
    assert [one.name for one in tmp_path.iterdir()] == [precious.name]


def test_an_earlier_demo_is_made_anew(made: Path, tmp_path: Path) -> None:
    """Running it twice into the same folder is no mistake."""
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "bluezone-demo.txt").write_text("x", "utf-8")
    (folder / "du-lieu").mkdir()
    (folder / "du-lieu" / "school.db").write_bytes(b"old")
    demo.make(folder, Texts("en"))
    with Office.open(folder / "du-lieu") as office:
        assert figures.coverage(office).total.pupils.total == 560
