"""What somebody about whom a case is may ask for, and what was decided about it (domain reference 5.7)."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What somebody asks for."""

    ACCESS = "inzage"
    CORRECTION = "verbetering"
    DESTRUCTION = "vernietiging"


class Decision(StrEnum):
    """What was decided."""

    OPEN = "open"
    GRANTED = "toegestaan"
    REFUSED = "geweigerd"
