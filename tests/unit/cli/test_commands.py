"""Commands: how they are typed, people and ticks, figures and returns."""

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bluezone_desktop.services.office import Office
from tests.unit.cli.terminal import Terminal, ids, listing

SAMPLE_FORM = Path(__file__).parents[2] / "data" / "forms" / "district-form-by-class.xlsx"

# Beginning


def test_version_and_help_end_well(empty: Terminal) -> None:
    """Also of every command, in both languages."""
    assert empty.bare("--version").out.startswith("bluezone-desktop ")
    for language in ("vi", "en"):
        for command in ((), ("init",), ("roster",), ("return", "export"), ("backup", "restore")):
            answer = empty.bare("--language", language, *command, "--help")
            assert (answer.status, answer.err) == (0, "")
            assert answer.out
    assert empty.bare("--language", "en", "--help").out != empty.bare("--help").out
    assert not empty.data.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("roster",),
        ("roster", "bogus"),
        ("init",),
        ("init", "--school"),
        ("init", "--school", "x", "--level", "university"),
        ("roster", "import"),
        ("people", "--group", "parents"),
        ("people", "--status", "yes"),
        ("people", "extra"),
        ("mark", "--status", "installed"),
        ("mark", "x"),
        ("mark", "x", "--status", "Installed"),
        ("mark", "x", "--status", "installed", "--store", "amazon"),
        ("mark", "x", "--status", "installed", "--on", "24/08/2020"),
        ("mark", "x", "--status", "installed", "--on", "20200824"),
        ("mark", "x", "--status", "installed", "--on", "2020-W35-1"),
        ("mark", "x", "--status", "installed", "--on", "2020-02-30"),
        ("coverage", "--by", "village"),
        ("coverage", "--as-of", "2020-08-24"),
        ("coverage", "--as-of", "yesterday"),
        ("coverage", "--as-of", "2020-08-24T25:00"),
        ("coverage", "--cha", "x.png"),
        ("return", "export"),
        ("backup", "verify"),
        ("sheet", "merge", "x", "--prefer", "mine"),
        ("people", "--data", "elsewhere"),
        ("--language", "fr", "people"),
    ],
)
def test_a_mistyped_command_ends_with_2_and_makes_nothing(
    empty: Terminal, words: tuple[str, ...]
) -> None:
    """Before anything is opened; one line says what and where help is."""
    answer = empty(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "--help" in answer.err
    assert not empty.data.exists()


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00Z"])
def test_the_ends_of_time_are_no_crash(full: Terminal, moment: str) -> None:
    """A moment that no clock has is mistyped, or it is simply long ago or to come."""
    answer = full("coverage", "--as-of", moment, "--json")
    assert answer.status in (0, 2)
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("people",),
        ("people", "--json"),
        ("coverage",),
        ("coverage", "--chart", "x.png"),
        ("mark", "x", "--status", "installed"),
        ("return", "export", "--out", "x.xlsx"),
        ("return", "list"),
        ("backup", "create"),
        ("backup", "list"),
        ("check",),
        ("history",),
        ("undo",),
    ],
)
@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_without_a_school_a_command_says_so_and_makes_nothing(
    empty: Terminal, words: tuple[str, ...], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder stays empty; a missing one is not made."""
    monkeypatch.chdir(empty.data.parent)
    if folder == "empty":
        empty.data.mkdir()
    before = listing(empty.data.parent)
    assert str(empty.data) in empty(*words).refusal
    assert listing(empty.data.parent) == before


def test_a_folder_whose_school_was_never_entered_says_so(empty: Terminal, tmp_path: Path) -> None:
    """The window was opened and closed again before the first page was done."""
    Office.open(empty.data).close()
    before = listing(empty.data.parent)
    for words in (("people",), ("coverage",), ("return", "export", "--out", tmp_path / "x.xlsx")):
        assert str(empty.data) in empty(*words).refusal
    assert empty("mark", "x", "--status", "installed").refusal
    assert empty("undo").refusal
    assert empty("check").status == 0
    assert listing(empty.data.parent) == before


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("return", "consolidate", "x", "--out", "y.xlsx", "--json"), "return consolidate"),
    ],
)
def test_what_comes_later_says_so(
    full: Terminal, words: tuple[str, ...], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, exit 1, nothing done."""
    monkeypatch.chdir(full.data.parent)
    before = listing(full.data.parent)
    assert command in full(*words).refusal
    assert command in full.bare("--language", "en", "--data", full.data, *words).refusal
    assert listing(full.data.parent) == before


def test_a_return_goes_out_with_a_letter(full: Terminal, tmp_path: Path) -> None:
    """Both files, or a mistyped command where one half is missing."""
    out, mail = tmp_path / "bc.xlsx", tmp_path / "bc.eml"
    words = ("return", "export", "--out", out)
    assert full(*words, "--email", mail, "--to", "phong@edu.vn").status == 0
    assert b"phong@edu.vn" in mail.read_bytes()
    assert out.is_file()
    for half in (("--email", mail), ("--to", "phong@edu.vn")):
        answer = full(*words, *half)
        assert answer.status == 2
        assert "--to" in answer.err or "--email" in answer.err


# People and ticks


def test_lists_for_reading_are_in_columns(full: Terminal) -> None:
    """A table with a header and the number of people."""
    lines = full("people").out.splitlines()
    assert len(lines) == 1 + 9 + 1
    assert len(full("people", "--find", "hoà").out.splitlines()) == 3
    for words in ("9A9", "  "):
        assert full("people", "--class", words).refusal


def test_marking_is_all_or_nothing(full: Terminal) -> None:
    """An unknown id, a store without an install: nobody is marked."""
    one = ids(full, "--find", "hoà")[0]
    assert "nobody" in full("mark", one, "nobody", "--status", "installed").refusal
    assert full("mark", one, "--status", "unsupported", "--store", "ch-play").refusal
    assert ids(full, "--status", "not_asked") == ids(full)


def test_undo_takes_back_one_step_at_a_time_and_says_which(full: Terminal) -> None:
    """Also what another command or the window did; then there is nothing left."""
    everybody = ids(full)
    full("mark", *everybody, "--status", "installed")
    assert "9" in full("undo").out
    assert ids(full, "--status", "installed") == []
    assert full("undo").status == 0
    assert full("people", "--json").json == []
    assert full("undo").refusal


def test_history_tells_who_when_and_what(full: Terminal) -> None:
    """For everybody or one person; an unknown id is no empty history."""
    one = ids(full, "--find", "hoà")[0]
    full("mark", one, "--status", "no_smartphone")
    newest = full("history", "--person", one).out.splitlines()[0]
    assert "tình trạng: Chưa hỏi → Không có ĐTTM" in newest
    assert len(full("history").out.splitlines()) > 10
    assert full("history", "--person", "nobody").refusal


# Counting and reporting


def test_coverage_reads_as_a_table_with_both_rates(full: Terminal) -> None:
    """In the writing of the language: 33,3% and 33.3%; "–" for no rate."""
    full("mark", ids(full, "--find", "hoà")[0], "--status", "installed")
    vi = full("coverage").out
    assert "33,3%" in vi
    assert "100,0%" in vi
    assert "–" in vi
    assert "33.3%" in full.bare("--language", "en", "--data", full.data, "coverage").out
    for by in ("school", "grade", "class", "group", "day"):
        assert full("coverage", "--by", by).status == 0


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_chart_is_drawn_into_a_file(full: Terminal, tmp_path: Path, ending: str) -> None:
    """Never over another one unasked; beside the figures, which stay on standard output."""
    chart = tmp_path / f"chart.{ending}"
    answer = full("coverage", "--chart", chart, "--json")
    assert answer.json["rows"]
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[ending]
    assert chart.read_bytes().startswith(start)
    before = chart.read_bytes()
    assert full("coverage", "--chart", chart).refusal
    assert chart.read_bytes() == before
    assert full("coverage", "--chart", chart, "--overwrite").status == 0
    assert listing(tmp_path) >= {chart.name}
    assert not any(".part" in name for name in listing(tmp_path))


@pytest.mark.parametrize("name", ["chart.jpg", "chart", "no/chart.png", "."])
def test_a_chart_that_cannot_be_is_said(full: Terminal, tmp_path: Path, name: str) -> None:
    """Another ending, a missing folder: no figures are printed as if all were well."""
    before = listing(tmp_path)
    assert full("coverage", "--chart", tmp_path / name).refusal
    assert listing(tmp_path) == before


def test_returns_are_drafted_issued_and_listed(full: Terminal, tmp_path: Path) -> None:
    """A draft is not on record; a round is, once; its copy lies in the data folder."""
    draft, first = tmp_path / "draft.xlsx", tmp_path / "1.xlsx"
    assert full("return", "export", "--out", draft).status == 0
    assert zipfile.is_zipfile(draft)
    assert full("return", "list", "--json").json == []
    assert full("return", "export", "--out", first, "--round", "Đợt 1").status == 0
    assert full("return", "export", "--out", tmp_path / "2.xlsx", "--round", "1").refusal
    assert not (tmp_path / "2.xlsx").exists()
    one = full("return", "list", "--json").json[0]
    assert (full.data / "returns" / one["file"]).read_bytes() == first.read_bytes()
    assert "Đợt 1" in full("return", "list").out


def test_a_return_goes_out_on_the_form_of_the_office_above(full: Terminal, tmp_path: Path) -> None:
    """The form is filled, its totals are worked out and told; a form nobody can read is refused."""
    form, out = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    form.write_bytes(SAMPLE_FORM.read_bytes())
    done = full("return", "export", "--out", out, "--form", form, "--round", "1")
    assert done.status == 0
    assert full("return", "list", "--json").json[0]["round"] == "1"
    figures = full("coverage", "--by", "class", "--json").json
    rows = [row[1:6] for row in CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()]
    for row in figures["rows"]:
        pupils = row["pupils"]
        assert [row["key"], pupils["total"], pupils["with_smartphone"]] in [one[:3] for one in rows]
    form.write_bytes(b"no form")
    assert full("return", "export", "--out", tmp_path / "2.xlsx", "--form", form).refusal
    assert not (tmp_path / "2.xlsx").exists()


@pytest.mark.parametrize("out", ["there.xlsx", "no/x.xlsx", "x.pdf", "x", "."])
def test_a_return_that_cannot_be_written_is_not_issued(
    full: Terminal, tmp_path: Path, out: str
) -> None:
    """Nothing issued, nothing new on the disk, nothing on standard output."""
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    before = listing(tmp_path)
    for more in ((), ("--round", "1")):
        assert full("return", "export", "--out", tmp_path / out, *more).refusal
    assert full("return", "list", "--json").json == []
    assert listing(tmp_path) - before <= {f"{full.data.name}/returns"}
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"


def test_a_return_can_be_protected(full: Terminal, tmp_path: Path) -> None:
    """Excel asks for the password; an empty one is refused."""
    password, out = tmp_path / "password.txt", tmp_path / "out.xlsx"
    password.write_text("", "utf-8")
    export = ("return", "export", "--out", out, "--password-file", password)
    assert full(*export).refusal
    assert not out.exists()
    password.write_text("bí mật\n", "utf-8")
    assert full(*export).status == 0
    assert out.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
