"""Fathers, mothers and everyone else, however a list names them."""

import pytest

from tests.unit.exchange.roster_reading import Reader, only, relatives
from tests.unit.exchange.table_writers import Value


@pytest.mark.parametrize(
    ("headers", "cells", "family"),
    [
        (
            ["Họ tên cha", "Điện thoại", "Họ tên mẹ", "Điện thoại"],
            ["Lê B", "0901234567", "Trần C", "0907654321"],
            [("father", "Lê B", "0901234567"), ("mother", "Trần C", "0907654321")],
        ),
        (
            ["Họ tên phụ huynh", "Điện thoại"],
            ["Lê B", "0901234567"],
            [("guardian", "Lê B", "0901234567")],
        ),
        (
            ["Họ tên phụ huynh", "SĐT"],
            ["Cha: Lê B; Mẹ: Trần C", "0901234567"],
            [("father", "Lê B", "0901234567"), ("mother", "Trần C", None)],
        ),
        (
            ["Họ tên và SĐT phụ huynh"],
            ["Trần Thị C (mẹ) - 0901.234.567"],
            [("mother", "Trần Thị C", "0901234567")],
        ),
        (
            ["Họ tên cha, mẹ", "SĐT cha mẹ"],
            ["Lê B - Trần C", "0901234567 - 0907654321"],
            [("father", "Lê B", "0901234567"), ("mother", "Trần C", "0907654321")],
        ),
        (
            ["Người thân", "Quan hệ", "Số ĐT"],
            ["Lê B", "Ông nội", "0901234567"],
            [("grandfather", "Lê B", "0901234567")],
        ),
        (["Điện thoại bố"], [901234567], [("father", None, "0901234567")]),
        (["Họ tên cha (hoặc người giám hộ)"], ["Lê B"], [("father", "Lê B", None)]),
        (["Tía", "Má"], ["Lê B", "x"], [("father", "Lê B", None)]),
        (["Họ tên người giám hộ"], ["Không có"], []),
    ],
)
def test_relatives_however_they_are_named(
    read: Reader,
    headers: list[str],
    cells: list[Value],
    family: list[tuple[str, str | None, str | None]],
) -> None:
    roster = read([["STT", "Họ và tên", "Lớp", *headers], [1, "Lê An", "6A1", *cells]])
    assert relatives(roster) == [family]
    assert roster.problems == ()


def test_one_phone_after_both_parents_is_the_one_to_call(read: Reader) -> None:
    for phone in ("Điện thoại", "SĐT phụ huynh", "SĐT liên hệ"):
        headers = ["STT", "Họ và tên", "Lớp", "Họ tên cha", "Họ tên mẹ", phone]
        roster = read([headers, [1, "Lê An", "6A1", "Lê B", "Trần C", "0901234567"]])
        assert only(roster).phone == "0901234567"
        assert relatives(roster) == [[("father", "Lê B", None), ("mother", "Trần C", None)]]


def test_a_pupil_with_a_row_for_each_parent(read: Reader) -> None:
    roster = read(
        [
            ["STT", "Họ và tên", "Lớp", "Họ tên người thân", "Quan hệ"],
            [1, "Lê An", "6A1", "Lê B", "Cha"],
            ["", "", "", "Trần C", "Mẹ"],
        ]
    )
    assert relatives(roster) == [[("father", "Lê B", None), ("mother", "Trần C", None)]]
