"""The assessment at hand while somebody works on it."""

from dataclasses import dataclass, field

import msgspec

from app.domain.assessment import Assessment
from app.domain.snapshot import CaseSnapshot
from app.viewmodels.kept_draft import RunningSave


@dataclass
class Work:
    """The assessment at hand: what is stored, what is on the screen, and how the two differ."""

    on_screen: Assessment
    stored: bool = False
    answered: bool = False
    typed: bool = False
    run: RunningSave | None = None
    signing: bool = False
    edits: int = 0
    days: dict[str, str] = field(default_factory=dict)

    @property
    def pending(self) -> bool:
        """Whether the screen holds something that the record does not hold yet."""
        return self.answered or self.typed or self.run is not None


def typed_over(stored: Assessment, typed: Assessment) -> Assessment:
    """Return an assessment with what was typed and chosen in it since."""
    return msgspec.structs.replace(
        stored,
        answers=typed.answers,
        judgement=typed.judgement,
        sensitivity=typed.sensitivity,
        field_sensitivity=typed.field_sensitivity,
    )


def letting_go(assessment: Assessment, snapshot: CaseSnapshot) -> tuple[Assessment, int]:
    """Return an assessment without the incidents that were withdrawn meanwhile, and how often it named one.

    What was not signed lets go of an incident that is withdrawn, and so does what was typed in it: the answers stay.
    """
    known = {incident.id for incident in snapshot.incidents}
    gone = sum(1 for answer in assessment.answers for one in answer.incidents if one not in known)
    if not gone:
        return assessment, 0
    answers = tuple(
        msgspec.structs.replace(answer, incidents=tuple(one for one in answer.incidents if one in known))
        for answer in assessment.answers
    )
    return msgspec.structs.replace(assessment, answers=answers), gone
