"""The critical facts that answers to questions hold over all uses of the lists."""

from dataclasses import dataclass
from datetime import date

from app.domain.assessment import Answer, AnswerValue
from app.domain.finding import Weight
from app.domain.incident import Incident
from app.risk.checklist import Item
from app.risk.view import View, in_order


@dataclass(frozen=True, slots=True)
class CriticalFact:
    """A critical question answered yes: the answer, its day and the confirmed incidents.

    ``contested`` says that it was answered no later, without a written reason.
    """

    item: Item
    answer: Answer
    day: date
    incidents: tuple[Incident, ...]
    contested: bool


def critical_facts(view: View) -> tuple[CriticalFact, ...]:
    """Return the critical questions that stand at yes, newest first.

    "Not asked" and "unknown" change nothing; a yes only lapses through a later no with a written reason (domain
    reference 4.1, R11).
    """
    incidents = {incident.id: incident for incident in view.snapshot.incidents}
    facts = []
    for checklist in view.checklists.values():
        for item in checklist.items:
            if item.cls is not Weight.CRITICAL:
                continue
            standing: tuple[Answer, date] | None = None
            contested = False
            for answer, day in _answers(view, checklist.id, item.id):
                if answer.value is AnswerValue.YES:
                    standing, contested = (answer, day), False
                elif answer.value is AnswerValue.NO and answer.note.strip():
                    standing = None
                elif answer.value is AnswerValue.NO:
                    contested = True
            if standing is not None:
                confirmed = in_order(incidents[one] for one in standing[0].incidents if one in incidents)
                facts.append(CriticalFact(item, *standing, confirmed, contested))
    return tuple(sorted(facts, key=lambda fact: (-fact.day.toordinal(), fact.item.id)))


def _answers(view: View, checklist: str, item: str) -> list[tuple[Answer, date]]:
    """Return the answers to a question, in the order of the assessments, with the day each was asked."""
    return [
        (answer, answer.asked_on or assessment.started_on)
        for assessment in view.assessments
        if assessment.checklist == checklist
        for answer in assessment.answers
        if answer.item == item
    ]
