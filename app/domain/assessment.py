"""A checklist put to somebody on a day: the answers, what they rest on, and the professional's own judgement."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.domain.record import Marked, Sensitivity
from app.domain.signing import Signable

SIGNED_NAMES_IT: Final = (
    "A signed assessment names this incident, so it cannot be withdrawn. Set it aside with a reason: then it counts no "
    "longer, and the assessment stays as it was signed."
)


class AnswerValue(StrEnum):
    """The four answers; "not asked" is the default and is never a "no" (domain reference 0.2)."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"
    NOT_ASKED = "niet_gevraagd"


class Basis(StrEnum):
    """What an answer rests on (domain reference 0.2, rule 3)."""

    VICTIM = "verklaring_slachtoffer"
    OBSERVATION = "waarneming_professional"
    THIRD = "derde"
    DOCUMENT = "document"
    PERPETRATOR = "verklaring_pleger"


class Answer(Marked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer; ``incidents`` are the supporting incidents that a human confirmed one by one.

    ``note_sensitivity`` says how far the note alone may travel. The answer itself goes as far as its assessment: a copy
    without it would say that nothing was asked.
    """

    item: str
    value: AnswerValue
    asked_on: date | None = None
    asked_by: str = ""
    basis: Basis | None = None
    note: str = ""
    incidents: tuple[UUID, ...] = ()
    note_sensitivity: Sensitivity = Sensitivity.R3

    def mark_of(self, field: str) -> Sensitivity:
        """Return how far one field may travel by itself: only a note has a mark of its own."""
        return self.note_sensitivity if field == "note" else Sensitivity.R3


class Assessment(Signable, frozen=True, kw_only=True):
    """One use of one version of a checklist; ``number`` counts the uses of all lists in the case.

    Items without an answer were not asked. Once ``signed_at`` is set nothing in it can change any more.
    """

    checklist: str
    version: str
    started_on: date
    answers: tuple[Answer, ...] = ()
    judgement: str = ""

    def __post_init__(self) -> None:
        """Refuse two answers to one item."""
        items = [answer.item for answer in self.answers]
        if len(items) != len(set(items)):
            raise ValueError("an item is answered twice")

    def marks(self) -> Iterator[Sensitivity]:
        """Yield every mark on a part of the assessment, also on the note beside an answer."""
        yield from super().marks()
        yield from (answer.note_sensitivity for answer in self.answers)

    def answer(self, item: str) -> Answer:
        """Return the answer to an item; an item without one was not asked."""
        for answer in self.answers:
            if answer.item == item:
                return answer
        return Answer(item=item, value=AnswerValue.NOT_ASKED)
