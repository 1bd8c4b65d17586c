"""What protects: recorded with its date and who verified it, never subtracted from danger (domain reference 4.4)."""

from datetime import date

from app.domain.person import Role
from app.domain.record import Record, Sensitivity


class Protection(Record, frozen=True, kw_only=True):
    """Something that protects, with a fact of the catalogue (``pf.…``); shown as P-``number``.

    In force from ``since`` up to and including ``until`` (``None``: not known). ``depends_on`` is whose cooperation it
    takes. It never leaves the program unless somebody decides that it may: an address or a plan is R0.
    """

    fact: str
    since: date | None = None
    until: date | None = None
    verified_on: date | None = None
    verified_by: str = ""
    depends_on: Role | None = None
    note: str = ""
    sensitivity: Sensitivity = Sensitivity.R0

    def __post_init__(self) -> None:
        """Refuse a protection that ends before it starts."""
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ValueError("the protection ends before it starts")
