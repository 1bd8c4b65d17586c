"""What an incident holds up: the answers that rest on it, and what is left of them when it goes."""

from uuid import UUID

from app.domain.assessment import SIGNED_NAMES_IT, Assessment
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.backing import Left, LosingAnswer, answers_losing
from app.risk.checklist import Checklist
from app.risk.shelf import list_as_used
from app.viewmodels.checklist_rows import answer_word

_MOST = 12


def resting(incident: UUID | None, snapshot: CaseSnapshot, say: Translator) -> tuple[str, ...]:
    """Return the answers that a human confirmed an incident for, each with its list, its use and what was answered."""
    found = answers_losing(incident, snapshot) if incident else ()
    return _shortened([_named(one, snapshot, say) for one in found], say)


def losing(incident: UUID | None, snapshot: CaseSnapshot, say: Translator) -> str:
    """Return which answers lose support when an incident is withdrawn, and on what each rests then; "" for none."""
    found = answers_losing(incident, snapshot) if incident else ()
    if not found:
        return ""
    numbers = {row.id: visible_number(row) for row in snapshot.incidents}
    lines = []
    for one in found:
        rest = {
            Left.INCIDENTS: say("still rests on {refs}", refs=say.series([numbers[row] for row in one.incidents])),
            Left.BASIS: say("rests on its own basis only"),
            Left.NOTHING: say("rests on nothing any more"),
        }[one.left]
        signed = say("signed, so it stays as it is") if one.signed else ""
        lines.append("• " + " · ".join(part for part in (_named(one, snapshot, say), rest, signed) if part))
    head = say.n("{n} answer loses support:", "{n} answers lose support:", len(found))
    stands = (say(SIGNED_NAMES_IT),) if any(one.signed for one in found) else ()
    return "\n".join((*stands, head, *_shortened(lines, say)))


def _named(one: LosingAnswer, snapshot: CaseSnapshot, say: Translator) -> str:
    """Return a question in the words in which it was asked, with its list, the day of the use and the answer."""
    use = next(each for each in snapshot.assessments if each.id == one.assessment)
    asked = list_as_used(snapshot, use)
    words = _question(asked, one.item, say)
    listed = say.label(asked.name) if asked else use.checklist
    return say(
        "{question} ({list}, {day}): {answer}",
        question=words,
        list=listed,
        day=_day(use, say),
        answer=answer_word(one.answer, say),
    )


def _question(asked: Checklist | None, item: str, say: Translator) -> str:
    return next((say.label(one.label) for one in asked.items if one.id == item), item) if asked else item


def _day(use: Assessment, say: Translator) -> str:
    return say.day(use.started_on)


def _shortened(lines: list[str], say: Translator) -> tuple[str, ...]:
    """Return the first lines, and how many more there are."""
    if len(lines) <= _MOST:
        return tuple(lines)
    return (*lines[:_MOST], say.n("and {n} more answer", "and {n} more answers", len(lines) - _MOST))
