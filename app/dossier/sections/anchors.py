"""The four anchor incidents: the first, a typical one, the worst and the last, told whole (D3)."""

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from app.domain.incident import Incident
from app.domain.key_incidents import KeyIncident, Stands, key_incidents
from app.domain.period_text import describe
from app.domain.person import Role
from app.domain.snapshot import visible_number
from app.domain.source import Contact, Knowledge
from app.dossier.flow import Passage, Row
from app.dossier.sections.chronology import Teller
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL_STRONG, NOT_FOUND, SMALL
from app.i18n import Translator

_TWO: Final = (Role.VICTIM, Role.PERPETRATOR)
_CONTACTS: Final = frozenset({Contact.VICTIM, Contact.PERPETRATOR})
_OWN_SENSES: Final = frozenset({Knowledge.SEEN, Knowledge.HEARD})


def anchor_words(say: Translator) -> dict[Stands, str]:
    """Return the words for what an incident stands for."""
    return {
        Stands.FIRST: say("First"),
        Stands.TYPICAL: say("Typical"),
        Stands.WORST: say("Worst"),
        Stands.LAST: say("Last"),
    }


def anchors(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    found = key_incidents(sheet.input.snapshot.incidents)
    intro = sheet.paragraph(
        say("Four incidents carry the story: date, place, words, who was there, injuries and evidence."), SMALL, after=6
    )
    if not found:
        return [sheet.paragraph(say("This copy holds no act of the alleged perpetrator that counts."))]
    teller = Teller(sheet)
    rows = [_row(sheet, teller, one) for one in found]
    return [intro, sheet.table((0.2, 0.6, 0.2), rows, say("Anchor"), say("What was observed"), say("Source"))]


def named_anchors(say: Translator, one: KeyIncident) -> str:
    """Return all that an incident stands for."""
    words = anchor_words(say)
    first, *others = (words[anchor] for anchor in one.anchors)
    return say.series([first, *(name.lower() for name in others)])


def _row(sheet: Sheet, teller: Teller, one: KeyIncident) -> Row:
    about = [
        sheet.passage(named_anchors(sheet.say, one), CELL_STRONG),
        Passage(*sheet.number(visible_number(one.incident), CELL_STRONG)),
        sheet.passage(describe(one.incident.when, sheet.say), SMALL, before=1),
        *(sheet.passage(_reason(sheet.say, anchor, one), SMALL, before=3) for anchor in one.anchors),
    ]
    return Row(
        [about, [*teller.told(one.incident), *_missing(sheet, one.incident)], *teller.cited(one.incident.sources)]
    )


def _missing(sheet: Sheet, incident: Incident) -> Iterator[Passage]:
    """Yield what an anchor incident should tell and does not (domain reference 5.3, D3)."""
    say = sheet.say
    told = {
        say("time"): incident.when.time_of_day is not None,
        say("place"): bool(incident.where.strip()),
        say("verbatim words"): bool(incident.quote.strip()),
        say("witness"): not sheet.shows_sources or _witnessed(sheet, incident),
        say("injury"): "eff-injury" in incident.effects,
        say("evidence"): bool(incident.exhibits),
    }
    missing = [what for what, is_there in told.items() if not is_there]
    if missing:
        words = say("Not recorded, or not in this copy: {what}.", what=say.series(missing))
        yield sheet.passage(words, NOT_FOUND, before=2)


def _witnessed(sheet: Sheet, incident: Incident) -> bool:
    """Whether a child was there, or somebody besides the two tells what he or she saw or heard."""
    snapshot = sheet.input.snapshot
    two = {person.name.strip().casefold() for role in _TWO for person in snapshot.in_role(role)}
    others = {
        one.id for one in snapshot.sources if one.contact not in _CONTACTS and one.label.strip().casefold() not in two
    }
    return bool(incident.children_present) or any(
        cited.source in others and cited.knowledge in _OWN_SENSES for cited in incident.sources
    )


def _reason(say: Translator, anchor: Stands, one: KeyIncident) -> str:
    """Return why this one."""
    if anchor is Stands.FIRST:
        return say("First: the earliest recorded act; ask for earlier ones.")
    if anchor is Stands.LAST:
        return say("Last: the latest recorded act.")
    if anchor is Stands.WORST:
        told = say("Worst: the highest severity that was recorded, {level}.", level=one.incident.severity)
        others = say.n("{n} other is as severe.", "{n} others are as severe.", one.equals)
        return f"{told} {others}" if one.equals else told
    if one.chosen:
        return say("Typical: chosen by a professional.")
    return say("Typical: proposed, for its behaviour comes back most often. Nobody chose one yet.")
