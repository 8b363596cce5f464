"""The sample lists read exactly as their expectations say."""

import json
from pathlib import Path
from typing import Any

import pytest

from bluezone_desktop.domain.roster import PupilDraft
from bluezone_desktop.exchange.roster_reader import read_roster

DATA = Path(__file__).parents[2] / "data" / "rosters"
EXPECTED: dict[str, dict[str, Any]] = json.loads((DATA / "expected.json").read_text("utf-8"))


def relatives(one: dict[str, Any] | PupilDraft, fold: bool) -> frozenset[tuple[str | None, ...]]:
    if isinstance(one, PupilDraft):
        triples = [(str(r.relation), r.full_name, r.phone) for r in one.relatives]
    else:
        triples = [(r["relation"], r["full_name"], r["phone"]) for r in one["relatives"]]
    return frozenset((who, folded(name, fold), phone) for who, name, phone in triples)


def folded(name: str | None, fold: bool) -> str | None:
    return name.casefold() if fold and name else name


@pytest.mark.parametrize("file", EXPECTED)
def test_a_sample_reads_exactly(file: str) -> None:
    expected = EXPECTED[file]
    fold = bool(expected.get("name_casefold"))
    roster = read_roster(DATA / file)
    found = {
        one.name: [
            {
                "full_name": folded(pupil.full_name, fold),
                "sex": pupil.sex,
                "date_of_birth": pupil.date_of_birth,
                "code": pupil.code,
                "phone": pupil.phone,
                "relatives": relatives(pupil, fold),
            }
            for pupil in one.pupils
        ]
        for one in roster.classes
    }
    assert found == {
        name: [
            {
                "full_name": folded(pupil["full_name"], fold),
                "sex": pupil["sex"],
                "date_of_birth": pupil["date_of_birth"],
                "code": pupil.get("code"),
                "phone": pupil.get("phone"),
                "relatives": relatives(pupil, fold),
            }
            for pupil in pupils
        ]
        for name, pupils in expected["classes"].items()
    }
    assert [
        {
            "full_name": one.full_name,
            "sex": one.sex,
            "date_of_birth": one.date_of_birth,
            "group": one.group,
            "phone": one.phone,
        }
        for one in roster.staff
    ] == expected["staff"]
    assert [one.full_name for one in roster.not_counted] == expected.get("not_counted", [])
    assert [one.row for one in roster.problems] == expected.get("problem_rows", [])
    teachers = {one.name: one.homeroom_teacher for one in roster.classes if one.homeroom_teacher}
    assert teachers == expected.get("homeroom", {})


def test_what_was_recognised_can_be_shown_before_anything_is_stored() -> None:
    [layout] = read_roster(DATA / "vnedu-class.xls").layouts
    assert layout.header_rows == (6, 7, 8, 9)
    assert layout.columns[1:6] == (
        "code",
        "surname",
        "given_name",
        "date_of_birth",
        "female_mark",
    )
    assert layout.headers[2:4] == ("Họ và tên", "Họ và tên")


def test_an_old_encoding_is_told_by_sheet() -> None:
    assert read_roster(DATA / "legacy-tcvn3.xls").encodings == {"7A2": "tcvn3"}
    assert read_roster(DATA / "smas-class.xlsx").encodings == {"DS": "unicode"}
