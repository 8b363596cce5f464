"""Handing a return on: letters and sticks."""

import email
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.exchange.emails import letter, require_addresses
from bluezone_desktop.exchange.sticks import sticks
from bluezone_desktop.services import delivery, returns, schools
from bluezone_desktop.services.delivery import Stick
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts

VI = Texts("vi")


def read(data: bytes) -> EmailMessage:
    """A letter as a mail program reads it."""
    return email.message_from_bytes(data, policy=default)


def attached(message: EmailMessage) -> tuple[str | None, bytes]:
    """Name and content of its one attachment."""
    (part,) = message.iter_attachments()
    return part.get_filename(), cast("bytes", part.get_content())


def test_a_letter_carries_the_return_and_its_figures(office: Office, tmp_path: Path) -> None:
    """Unsent, in UTF-8, byte for byte what was exported; the school's name in the subject."""
    out, mail = tmp_path / "báo cáo.xlsx", tmp_path / "thư.eml"
    returns.export(office, out, VI, email=mail, to="phong@soctrang.edu.vn; b@x.vn")
    message = read(mail.read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["To"] == "phong@soctrang.edu.vn, b@x.vn"
    assert message["Subject"] == "Báo cáo kết quả cài đặt Bluezone - Trường THCS Lâm Tân"
    body = message.get_body(("plain",))
    assert body is not None
    assert "chưa có ai trong danh sách" in body.get_content()
    assert attached(message) == ("báo cáo.xlsx", out.read_bytes())


@pytest.mark.parametrize("to", ["", "x", "a b@x.vn", "a@x.vn\nBcc: b@x.vn", "a@x.vn,", "ạ@x.vn"])
def test_what_is_no_address_writes_nothing(office: Office, tmp_path: Path, to: str) -> None:
    """Neither letter nor return, and no round that counts as issued."""
    with pytest.raises(KnownError, match=r"delivery\.address_wrong"):
        require_addresses(to)
    if to:
        with pytest.raises(KnownError, match=r"delivery\.address_wrong"):
            returns.export(
                office, tmp_path / "a.xlsx", VI, round_name="1", email=tmp_path / "a.eml", to=to
            )
        assert list(tmp_path.glob("a.*")) == []
        assert returns.issued(office) == []


def test_a_letter_that_cannot_be_written_takes_the_return_with_it(
    office: Office, tmp_path: Path
) -> None:
    """Both files or none: the round can be issued again."""
    (tmp_path / "a.eml").mkdir()
    with pytest.raises(KnownError):
        returns.export(
            office,
            tmp_path / "a.xlsx",
            VI,
            round_name="1",
            email=tmp_path / "a.eml",
            to="a@x.vn",
            overwrite=True,
        )
    assert not (tmp_path / "a.xlsx").exists()
    assert returns.issued(office) == []


@given(st.text(), st.text(), st.binary(max_size=2000))
def test_any_words_come_through_whole(subject: str, body: str, content: bytes) -> None:
    """No subject ends the head of a letter, and the attachment is the same to the byte."""
    try:
        body.encode()
        subject.encode()
    except UnicodeEncodeError:
        return
    message = read(letter(subject, body, "a.xlsx", content, to="a@x.vn"))
    assert message["To"] == "a@x.vn"
    printable = "".join(one if one.isprintable() else " " for one in subject)
    if printable == subject:
        assert message["Subject"].split() == subject.split()
    assert attached(message) == ("a.xlsx", content)


def test_a_copy_on_a_stick_is_read_back_and_never_written_over(tmp_path: Path) -> None:
    """The same file twice stays one; another of that name is kept."""
    file = tmp_path / "bc.xlsx"
    file.write_bytes(b"one")
    stick = Stick(tmp_path / "stick", "KINGSTON", 10_000)
    stick.path.mkdir()
    first = delivery.copy_to(file, stick)
    assert delivery.copy_to(file, stick) == first
    file.write_bytes(b"two")
    second = delivery.copy_to(file, stick)
    assert (first.read_bytes(), second.read_bytes(), second.name) == (b"one", b"two", "bc_2.xlsx")


def test_a_stick_in_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Full, pulled out; the exported file gone."""
    file = tmp_path / "bc.xlsx"
    file.write_bytes(b"one")
    for stick, key in (
        (Stick(tmp_path, "FULL", 2), "delivery.stick_full"),
        (Stick(tmp_path / "gone", "GONE", 100), "delivery.stick_failed"),
    ):
        with pytest.raises(KnownError) as told:
            delivery.copy_to(file, stick)
        assert told.value.key == key
        assert stick.name in VI(told.value.key, **told.value.values)
    file.unlink()
    with pytest.raises(KnownError, match=r"errors\.file_missing"):
        delivery.copy_to(file, Stick(tmp_path, "X", 100))


def test_a_folder_left_by_a_stick_is_no_stick(tmp_path: Path) -> None:
    """Pulled out after it was listed: nothing goes onto the disk below, and nothing is claimed."""
    file, place = tmp_path / "bc.xlsx", tmp_path / "KINGSTON"
    file.write_bytes(b"one")
    place.mkdir()
    here = place.stat().st_dev
    with pytest.raises(KnownError, match=r"delivery\.stick_failed"):
        delivery.copy_to(file, Stick(place, "KINGSTON", 10_000, here + 1))
    assert list(place.iterdir()) == []
    assert delivery.copy_to(file, Stick(place, "KINGSTON", 10_000, here)) == place / "bc.xlsx"


def test_a_stick_that_cannot_be_looked_at_is_told_in_a_sentence(tmp_path: Path) -> None:
    """The stick's own sentence, not that of a fault of ours."""
    file = tmp_path / "bc.xlsx"
    file.write_bytes(b"one")
    with pytest.raises(KnownError, match=r"delivery\.stick_failed"):
        delivery.copy_to(file, Stick(tmp_path / ("a" * 300), "K", 10_000))


def test_only_what_is_mounted_is_a_stick(tmp_path: Path) -> None:
    """A folder that is no drive of its own, and one that is not there, are none."""
    (tmp_path / "lan" / "KINGSTON").mkdir(parents=True)
    assert sticks([tmp_path, tmp_path / "nowhere"]) == []
    assert [one.path for one in sticks([Path("/")]) if one.path == Path("/proc")] == [Path("/proc")]


def test_the_recipient_is_addressed(office: Office) -> None:
    """The letter opens with whom it goes to."""
    schools.set_preference(office, "return.recipient", "UBND phường 1")
    content = replace(returns.draft(office), round_name="1")
    message = read(delivery.letter_about(content, "a.xlsx", b"x", VI))
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Kính gửi UBND phường 1,")
    assert message["To"] is None
