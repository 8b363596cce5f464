"""A letter with a file, as an .eml that a mail program opens as a draft of its user's own."""

import re
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath

from bluezone_desktop.domain.errors import KnownError

_ADDRESS = re.compile(r"[!-;=?A-Z\[-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_PLACE = "subject-to-be-put-in"
_WORKBOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def require_addresses(to: str) -> str:
    """``to`` as one line of addresses with commas. Raises KnownError for what is no address."""
    parts = [part.strip() for part in re.split("[,;]", to)]
    for part in parts:
        if not _ADDRESS.fullmatch(part):
            raise KnownError("delivery.address_wrong", address=part or to)
    return ", ".join(parts)


def letter(subject: str, body: str, file_name: str, content: bytes, *, to: str = "") -> bytes:
    """An .eml with a workbook attached, unsent and without a sender.

    to  addresses with commas or semicolons between them; "" leaves the line for the user to fill

    Raises KnownError for what is no address.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _PLACE  # put in below
    if to:
        message["To"] = require_addresses(to)
    message["X-Unsent"] = "1"  # Outlook then opens it for writing, not for reading
    message.set_content(body, charset="utf-8", cte="base64")
    message.add_attachment(
        content, maintype="application", subtype=_WORKBOOK, filename=PurePath(file_name).name
    )
    # Some versions of Python's own folding lose the blank between words with and without accents.
    head = Header(" ".join(subject.split()), "utf-8", header_name="Subject").encode(linesep="\r\n")
    return message.as_bytes().replace(_PLACE.encode(), head.encode("ascii"), 1)
