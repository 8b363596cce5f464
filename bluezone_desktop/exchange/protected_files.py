"""Protecting a workbook with a password, by the standard encryption of Office.

Excel, LibreOffice and WPS ask for the password themselves; nothing here is home-made.
"""

import io

from bluezone_desktop.domain.errors import KnownError


def protect(content: bytes, password: str) -> bytes:
    """An xlsx, encrypted (ECMA-376 agile). Opened again before it is given back.

    Raises KnownError for an empty password.
    """
    if not password:
        raise KnownError("errors.password_empty")
    from msoffcrypto import OfficeFile
    from msoffcrypto.format.ooxml import OOXMLFile

    locked, opened = io.BytesIO(), io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, locked)
    file = OfficeFile(io.BytesIO(locked.getvalue()))
    file.load_key(password=password)
    file.decrypt(opened)
    if opened.getvalue() != content:
        raise KnownError("errors.protection_failed")
    return locked.getvalue()
