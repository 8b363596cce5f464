"""What other programs rely on: every JSON document, to the letter."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli import shapes
from tests.unit.cli.terminal import Terminal, class_list, staff_list

ROOT = Path(__file__).resolve().parents[3]
BAD_DATE = (4, "HS04", "Lê Thị Sáng", "31/02/2009", "Nữ", "6A1")
NO_NAME = (5, "HS05", None, "01/02/2009", "Nam", "6A1")


def person(full: Terminal, name: str) -> dict[str, Any]:
    """The one person of that name, as JSON tells them."""
    found = [one for one in full("people", "--json").json if one["full_name"] == name]
    assert len(found) == 1
    one: dict[str, Any] = found[0]
    return one


def test_inspect_tells_what_an_import_would_take(empty: Terminal, tmp_path: Path) -> None:
    """Without a school, and nothing is made."""
    file = class_list(tmp_path, BAD_DATE)
    answer = empty("roster", "inspect", file, "--json").json
    shapes.ROSTER(answer, "inspect")
    first = answer["classes"][0]
    assert [one["name"] for one in answer["classes"]] == ["6A1", "6A2"]
    assert first["pupils"][0] == {
        "row": 2, "full_name": "Nguyễn Thị Hoà", "date_of_birth": "2009-03-05", "sex": "female",
        "code": "HS01", "phone": None,
        "relatives": [
            {"relation": "father", "full_name": "Nguyễn Văn Ba", "phone": "0901000001"},
            {"relation": "mother", "full_name": "Lê Thị Tư", "phone": "0901000002"},
        ],
    }  # fmt: skip
    assert answer["classes"][1]["pupils"][0]["date_of_birth"] == "2009"
    problem = answer["problems"][0]
    assert (problem["sheet"], problem["row"], problem["value"], problem["severity"]) == (
        "DS", 5, "31/02/2009", "warning",
    )  # fmt: skip
    assert answer["encodings"] == {"DS": "unicode"}
    assert not empty.data.exists()
    assert Path(answer["file"]).name == file.name


def test_staff_have_the_shape_of_staff(empty: Terminal, tmp_path: Path) -> None:
    """Group by their chức vụ."""
    answer = empty("roster", "inspect", staff_list(tmp_path), "--json").json
    shapes.ROSTER(answer, "inspect")
    assert [(one["full_name"], one["group"]) for one in answer["staff"]] == [
        ("Thạch Sáu", "manager"), ("Kim Tám", "teacher"), ("Lý Chín", "employee"),
    ]  # fmt: skip


def test_a_dry_run_tells_the_same_and_stores_nothing(school: Terminal, tmp_path: Path) -> None:
    """Also before the school is set up."""
    file = class_list(tmp_path)
    inspected = school("roster", "inspect", file, "--json").json
    assert school("roster", "import", file, "--dry-run", "--json").json == inspected
    assert school("people", "--json").json == []
    assert not (school.data / "backups").exists()


def test_an_import_adds_the_numbers_of_people(school: Terminal, tmp_path: Path) -> None:
    """Added, changed, moved, unchanged, over everybody; and again, all unchanged."""
    file = class_list(tmp_path)
    answer = school("roster", "import", file, "--json").json
    shapes.IMPORTED(answer, "import")
    numbers = {key: answer[key] for key in ("added", "changed", "moved", "unchanged")}
    assert numbers == {"added": 6, "changed": 0, "moved": 0, "unchanged": 0}
    again = school("roster", "import", file, "--json").json
    assert {key: again[key] for key in numbers} == {
        "added": 0, "changed": 0, "moved": 0, "unchanged": 6,
    }  # fmt: skip


def test_several_files_are_told_one_by_one(school: Terminal, tmp_path: Path) -> None:
    """One step, one set of numbers."""
    lists = class_list(tmp_path), staff_list(tmp_path)
    answer = school("roster", "import", *lists, "--json").json
    shapes.IMPORTED_MANY(answer, "import")
    assert answer["added"] == 9
    school("undo")
    assert school("people", "--json").json == []


def test_people_are_told_with_class_or_family(full: Terminal) -> None:
    """Class and relation are null where they mean nothing; *of* is empty for everyone else."""
    everybody = full("people", "--json").json
    shapes.PEOPLE(everybody, "people")
    assert len(everybody) == 9
    ids = {one["id"] for one in everybody}
    assert len(ids) == 9
    for one in everybody:
        is_relative = one["group"] == "relative"
        assert bool(one["of"]) == is_relative
        assert (one["relation"] is not None) == is_relative
        assert (one["class"] is not None) == (one["group"] == "pupil")
        assert set(one["of"]) <= ids
    ba, hoa = person(full, "Nguyễn Văn Ba"), person(full, "Nguyễn Thị Hoà")
    assert set(ba["of"]) == {hoa["id"], person(full, "Nguyễn Văn Bảy")["id"]}
    assert ba["relation"] == "father"
    assert (hoa["class"], hoa["sex"], hoa["code"], hoa["date_of_birth"]) == (
        "6A1", "female", "HS01", "2009-03-05",
    )  # fmt: skip
    assert (hoa["status"], hoa["store"], hoa["installed_on"]) == ("not_asked", None, None)


def test_people_come_in_vietnamese_order_and_can_be_asked_for(full: Terminal) -> None:
    """By class, group, status and text, alone and together."""

    def names(*asked: str) -> list[str]:
        return [one["full_name"] for one in full("people", *asked, "--json").json]

    assert names("--group", "pupil") == ["Trần Văn Ân", "Nguyễn Văn Bảy", "Nguyễn Thị Hoà"]
    assert names("--class", "6a2") == ["Nguyễn Văn Ba", "Nguyễn Văn Bảy"]
    assert names("--find", "nguyen thi hoa") == ["Nguyễn Thị Hoà"]
    assert names("--find", "0901000009") == ["Trần Văn Ân"]
    full("mark", person(full, "Kim Tám")["id"], "--status", "unsupported")
    assert names("--status", "unsupported") == ["Kim Tám"]
    assert names("--status", "unsupported", "--group", "pupil") == []


def test_marking_is_seen_in_people(full: Terminal) -> None:
    """Status, store and day; the day is today where none is given."""
    hoa, an = person(full, "Nguyễn Thị Hoà")["id"], person(full, "Trần Văn Ân")["id"]
    answer = full(
        "mark", hoa, "--status", "installed", "--store", "ch-play", "--on", "2020-08-20", "--json"
    ).json
    assert answer == {"status": "installed", "marked": 1, "changed": 1}
    one = person(full, "Nguyễn Thị Hoà")
    assert (one["status"], one["store"], one["installed_on"]) == (
        "installed", "ch-play", "2020-08-20",
    )  # fmt: skip
    assert full("mark", hoa, an, an, "--status", "installed", "--json").json == {
        "status": "installed", "marked": 2, "changed": 1,
    }  # fmt: skip
    shapes.PEOPLE(full("people", "--json").json, "people")
    assert person(full, "Trần Văn Ân")["installed_on"] == datetime.now().date().isoformat()  # noqa: DTZ005 - the office's own day


def test_coverage_has_its_shape_in_every_cut(full: Terminal) -> None:
    """Rows by key; by group another row; rates in 0–1 or null."""
    full("mark", person(full, "Nguyễn Thị Hoà")["id"], "--status", "installed")
    full("mark", person(full, "Trần Văn Ân")["id"], "--status", "no_smartphone")
    keys: dict[str, list[str]] = {}
    for by in ("school", "grade", "class", "day"):
        answer = full("coverage", "--by", by, "--json").json
        shapes.COVERAGE(answer, by)
        keys[by] = [row["key"] for row in answer["rows"]]
        assert answer["total"]["pupils"] == {
            "total": 3, "asked": 2, "with_smartphone": 1, "installed": 1,
            "rate_of_total": pytest.approx(1 / 3), "rate_of_smartphones": 1.0,
        }  # fmt: skip
        assert answer["total"]["relatives"]["rate_of_smartphones"] is None
        assert answer["households"] == {"reached": 1, "total": 3}
    assert keys == {
        "school": ["Trường THCS Lâm Tân"],
        "grade": ["6"],
        "class": ["6A1", "6A2"],
        "day": [datetime.now().date().isoformat()],  # noqa: DTZ005 - the office's own day
    }
    assert (
        full("coverage", "--json").json["rows"]
        == full("coverage", "--by", "class", "--json").json["rows"]
    )
    by_group = full("coverage", "--by", "group", "--json").json
    shapes.COVERAGE_BY_GROUP(by_group, "group")
    assert [row["key"] for row in by_group["rows"]] == [
        "manager", "teacher", "employee", "pupil", "relative",
    ]  # fmt: skip


def test_figures_can_be_asked_for_again_by_the_moment_they_told(full: Terminal) -> None:
    """as_of goes back in as it came out, and gives the same for ever."""
    told = full("coverage", "--json").json
    full("mark", person(full, "Nguyễn Thị Hoà")["id"], "--status", "installed")
    assert full("coverage", "--as-of", told["as_of"], "--json").json == told
    now = full("coverage", "--json").json
    assert now["total"]["pupils"]["installed"] == 1
    assert full("coverage", "--as-of", now["as_of"], "--json").json == now


def test_a_moment_to_come_is_told_as_now_with_a_note(full: Terminal) -> None:
    """On standard error, so that the document stays a document."""
    answer = full("coverage", "--as-of", "2999-01-01T08:00", "--json")
    moment = datetime.fromisoformat(answer.json["as_of"])
    assert abs(moment - datetime.now()) < timedelta(minutes=5)  # noqa: DTZ005 - the school's own time
    assert answer.err.count("\n") == 1
    assert full("coverage", "--json").err == ""


def test_returns_backups_history_and_checks_are_documents_too(
    full: Terminal, tmp_path: Path
) -> None:
    """No shape is promised for them, but JSON is, with what a script needs."""
    assert full("return", "list", "--json").json == []
    full("return", "export", "--out", tmp_path / "1.xlsx", "--round", "Đợt 1")
    issued = full("return", "list", "--json").json
    assert [(one["round"], one["figures"]["total"]["pupils"]["total"]) for one in issued] == [
        ("Đợt 1", 3)
    ]
    shapes.moment(issued[0]["as_of"], "as_of")
    full("backup", "create")
    made = full("backup", "list", "--json").json
    assert [one["reason"] for one in made] == ["manual", "before-import"]
    assert all(Path(one["file"]).is_file() for one in made)
    report = full("check", "--json").json
    assert (report["sound"], report["journal"], report["backups_checked"]) == (True, [], 2)
    hoa = person(full, "Nguyễn Thị Hoà")["id"]
    full("mark", hoa, "--status", "unsupported")
    entries = full("history", "--person", hoa, "--json").json
    assert [(one["field"], one["before"], one["after"]) for one in entries[:1]] == [
        ("status", "not_asked", "unsupported")
    ]
    assert entries[-1]["after"]["full_name"] == "Nguyễn Thị Hoà"
    assert len(full("history", "--json").json) > len(entries)


@pytest.mark.parametrize(
    "command",
    [
        ("people", "--json"),
        ("coverage", "--json"),
        ("coverage", "--by", "group", "--json"),
        ("history", "--json"),
        ("check", "--json"),
        ("return", "list", "--json"),
        ("backup", "list", "--json"),
    ],
)
def test_documents_are_utf_8_whatever_the_system_speaks(
    full: Terminal, command: tuple[str, ...]
) -> None:
    """A Windows console in cp1252 must not spoil a name, and nothing else is on standard output."""
    run = subprocess.run(
        [sys.executable, "-m", "bluezone_desktop", "--data", str(full.data), *command],
        cwd=ROOT, capture_output=True, check=True,
        env={"PYTHONIOENCODING": "cp1252", "PATH": "", "LC_ALL": "C"},
    )  # fmt: skip
    document = json.loads(run.stdout.decode("utf-8"))
    if command[0] != "coverage":  # whose as_of is another moment
        assert document == full(*command).json
    assert run.stderr == b""
