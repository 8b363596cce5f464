"""What can be shown in the list of everybody, beside a person: those whom some words find."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filtered:
    """``desk.go_to("everyone", Filtered("nguyen 6a1"))``."""

    text: str
