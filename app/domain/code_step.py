"""Steps of the reporting code on domestic violence, as they were taken or left out (domain reference 1, BVM; D15)."""

from datetime import date
from enum import StrEnum

from app.domain.record import Record, Sensitivity


class Step(StrEnum):
    """The five steps that the decree fixes, in their order."""

    SIGNALS = "signalen"
    CONSULT = "overleg"
    TALK = "gesprek"
    WEIGH = "wegen"
    DECIDE = "beslissen"


class Standing(StrEnum):
    """Whether a step was taken; talking with a partner can be dangerous, and then it is left out for that reason."""

    TAKEN = "gezet"
    SKIPPED = "overgeslagen"
    UNSAFE = "onveilig"


class CodeStep(Record, frozen=True, kw_only=True):
    """One time that a step was taken or left out; shown as S-``number``. A step may be taken more than once.

    ``taken_by`` took it, ``with_whom`` was asked or spoken with. ``outcome`` is what came out or what was decided,
    ``why`` why so. That a step has no record does not mean that it was not taken.
    """

    step: Step
    standing: Standing = Standing.TAKEN
    taken_on: date | None = None
    taken_by: str = ""
    with_whom: str = ""
    outcome: str = ""
    why: str = ""
    sensitivity: Sensitivity = Sensitivity.R2

    def __post_init__(self) -> None:
        """Refuse a step that was left out without a reason."""
        if self.standing is not Standing.TAKEN and not self.why.strip():
            raise ValueError("a step that was left out says why")
