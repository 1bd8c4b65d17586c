"""The facts that answers to questions hold over all uses of the lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.assessment import Answer, AnswerValue
from app.risk.checklist import Item, ItemClass
from app.risk.shelf import list_as_used
from app.risk.view import Row, View


@dataclass(frozen=True, slots=True)
class StandingFact:
    """A question answered yes: the answer, its day and the confirmed incidents.

    ``contested`` says that it was answered no later, without a written reason.
    """

    item: Item
    answer: Answer
    day: date
    incidents: tuple[Row, ...]
    contested: bool


def critical_facts(view: View) -> tuple[StandingFact, ...]:
    """Return the critical questions that stand at yes, newest first (domain reference 4.1, R11)."""
    return standing_facts(view, lambda item: item.cls is ItemClass.CRITICAL)


def standing_facts(view: View, wanted: Callable[[Item], bool]) -> tuple[StandingFact, ...]:
    """Return the wanted questions that stand at yes, newest first.

    "Not asked" and "unknown" change nothing; a yes only lapses through a later no with a written reason.
    """
    answers = _answers(view)
    facts = []
    for checklist, item in _questions(view):
        if not wanted(item):
            continue
        standing: tuple[Answer, date] | None = None
        contested = False
        for answer, day in answers.get((checklist, item.id), ()):
            if answer.value is AnswerValue.YES:
                standing, contested = (answer, day), False
            elif answer.value is AnswerValue.NO and answer.note.strip():
                standing = None
            elif answer.value is AnswerValue.NO:
                contested = True
        if standing is not None:
            facts.append(StandingFact(item, *standing, view.named(standing[0].incidents), contested))
    return tuple(sorted(facts, key=lambda fact: (-fact.day.toordinal(), fact.item.id)))


def _questions(view: View) -> Iterator[tuple[str, Item]]:
    """Yield list and question of everything that is asked now or was asked; a newer version of a list drops no fact."""
    asked = (list_as_used(view.snapshot, assessment) for assessment in view.assessments)
    seen: set[tuple[str, str]] = set()
    for checklist in (*view.checklists.values(), *(one for one in asked if one is not None)):
        for item in checklist.items:
            if (checklist.id, item.id) not in seen:
                seen.add((checklist.id, item.id))
                yield checklist.id, item


def _answers(view: View) -> dict[tuple[str, str], list[tuple[Answer, date]]]:
    """Return the answers per question in the order of the assessments, each with the day it was asked."""
    found: dict[tuple[str, str], list[tuple[Answer, date]]] = {}
    for assessment in view.assessments:
        for answer in assessment.answers:
            day = answer.asked_on or assessment.started_on
            found.setdefault((assessment.checklist, answer.item), []).append((answer, day))
    return found
