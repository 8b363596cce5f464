"""``erase``: personal data removed for good, from the command line."""

import pytest

from bluezone_desktop.services.office import Office
from tests.unit.cli.terminal import Terminal


def test_one_person_goes_and_is_found_nowhere(full: Terminal) -> None:
    """Not among people, not in the history, and the rest is sound."""
    child = full("people", "--find", "HS01", "--json").json[0]
    answer = full("erase", "--person", child["id"])
    assert answer.status == 0
    assert answer.err == ""
    assert full("people", "--find", "HS01", "--json").json == []
    assert child["id"] in full("history", "--person", child["id"]).refusal
    assert full("check").status == 0


def test_the_campaign_goes_only_when_agreed_to(full: Terminal) -> None:
    """Figures stay as they are; without --yes nothing happens."""
    figures = full("coverage", "--json").json
    people = full("people", "--json").json
    assert "--yes" in full("erase", "--campaign").refusal
    assert full("people", "--json").json == people
    assert full("erase", "--campaign", "--yes").status == 0
    assert full("coverage", "--json").json["total"] == figures["total"]
    assert {one["full_name"] for one in full("people", "--json").json} == {None}
    assert full("check").status == 0


@pytest.mark.parametrize("words", [("--yes",), ("--person", "x", "--campaign")])
def test_who_is_meant_must_be_said(full: Terminal, words: tuple[str, ...]) -> None:
    """Neither or both is a mistyped command, in our words."""
    answer = full("erase", *words)
    assert answer.status == 2
    assert "--campaign" in answer.err
    assert "argument" not in answer.err


def test_an_open_window_is_asked_to_close_first(full: Terminal) -> None:
    """It would go on showing who is gone."""
    child = full("people", "--json").json[0]["id"]
    with Office.open(full.data, for_window=True):
        assert str(full.data) in full("erase", "--person", child).refusal
    assert child in str(full("people", "--json").json)
