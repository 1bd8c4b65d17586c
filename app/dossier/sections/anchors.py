"""The four anchor incidents: the first, a typical one, the worst and the last, told whole (D3)."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.domain.key_incidents import Anchor, KeyIncident, key_incidents
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sections.chronology import Teller
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL_STRONG, SMALL
from app.i18n import Translator


def anchor_words(say: Translator) -> dict[Anchor, str]:
    """Return the words for what an incident stands for."""
    return {
        Anchor.FIRST: say("First"),
        Anchor.TYPICAL: say("Typical"),
        Anchor.WORST: say("Worst"),
        Anchor.LAST: say("Last"),
    }


def anchors(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    found = key_incidents(sheet.input.snapshot.incidents)
    intro = sheet.paragraph(
        say("Four incidents carry the story: date, place, words, who was there, injuries and evidence."), SMALL, after=6
    )
    if not found:
        return [sheet.paragraph(say("No act of the alleged perpetrator was recorded that counts."))]
    teller = Teller(sheet)
    rows = [_row(sheet, teller, one) for one in found]
    return [intro, sheet.table((0.2, 0.6, 0.2), rows, say("Anchor"), say("What was observed"), say("Source"))]


def _row(sheet: Sheet, teller: Teller, one: KeyIncident) -> Row:
    number = visible_number(one.incident)
    about = [
        sheet.passage(anchor_words(sheet.say)[one.anchor], CELL_STRONG),
        Passage(*sheet.number(number, CELL_STRONG)),
        sheet.passage(describe(one.incident.when, sheet.say), SMALL, before=1),
        *(sheet.passage(words, SMALL, before=3) for words in _reason(sheet.say, one)),
    ]
    return Row([about, teller.told(one.incident), teller.cited(one.incident.sources)])


def _reason(say: Translator, one: KeyIncident) -> Iterator[str]:
    """Yield why this one."""
    if one.anchor is Anchor.FIRST:
        yield say("The earliest recorded act; ask for earlier ones.")
    elif one.anchor is Anchor.LAST:
        yield say("The latest recorded act up to this copy.")
    elif one.anchor is Anchor.WORST:
        yield say("The highest severity that was recorded: {level}.", level=one.incident.severity)
        if one.equals:
            yield say.n(
                "{n} other has the same severity; this is the latest.",
                "{n} others have the same severity; this is the latest.",
                one.equals,
            )
    elif one.chosen:
        yield say("Chosen by a professional.")
    else:
        yield say("Proposed: its kind of behaviour comes back most often. Nobody chose a typical incident yet.")
