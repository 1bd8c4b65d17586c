"""The people of a case and their roles; roles, never labels (domain reference 0.2, rule 8)."""

from enum import StrEnum

from app.domain.record import Record


class Role(StrEnum):
    """What somebody is in this case. Victim and perpetrator are always shown as alleged ("vermoedelijk")."""

    VICTIM = "slachtoffer"
    PERPETRATOR = "pleger"
    CHILD = "kind"
    RELATIVE = "familie"
    WITNESS = "getuige"
    PROFESSIONAL = "professional"
    OTHER = "overig"


class Person(Record, frozen=True, kw_only=True):
    """Somebody in a case."""

    name: str
    role: Role
    relation: str = ""
    birth_year: int | None = None
    note: str = ""
