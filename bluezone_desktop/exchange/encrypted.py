"""Workbooks with a password: Office encryption of xlsx, xlsm, xlsb and xls."""

import io
import re

from bluezone_desktop.exchange.grid import BadTable

# The password Excel itself sets on workbooks that are only write-protected.
_EVERYBODYS = "VelvetSweatshop"
_SPINS = re.compile(rb'spinCount="(\d+)"')
_MOST_SPINS = 1_000_000
"""Rounds of key making: Excel takes 100,000; ten times as many take seconds, more is an attack."""


def decrypt(data: bytes, password: str | None) -> bytes:
    """The workbook inside an encrypted one.

    password  None where the user gave none; Excel's own is tried then

    Raises BadTable where a password is needed, or wrong, or the encryption is unknown.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    for spins in _SPINS.findall(data):
        if len(spins) > 9 or int(spins) > _MOST_SPINS:
            raise BadTable("files.damaged", detail="key making would take for ever")
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        data_is_package = office.format == "ooxml"
        # The old format checks the password by itself, and does not know the word for it.
        checks = {"verify_password": True} if data_is_package else {}
        office.load_key(password=password or _EVERYBODYS, **checks)
        office.decrypt(opened)
    except InvalidKeyError as error:
        wanted = "files.password_wrong" if password else "files.password_needed"
        raise BadTable(wanted) from error
    except (DecryptionError, FileFormatError, ParseError) as error:
        raise BadTable("files.damaged", detail=str(error)) from error
    except Exception as error:  # the library lets out whatever a damaged header causes
        raise BadTable("files.damaged", detail=repr(error)) from error
    return opened.getvalue()
