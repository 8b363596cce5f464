"""Identities that survive a merge."""


def new_id() -> str:
    """A UUIDv7 as text: unique over all installations, and sorted by the moment it was made."""
    import uuid_utils  # late: reading a school makes no ids

    return str(uuid_utils.uuid7())
