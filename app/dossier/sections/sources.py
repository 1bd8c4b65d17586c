"""Where it comes from: every source, and how many rows rest on it."""

from collections import Counter
from collections.abc import Mapping

from reportlab.platypus import Flowable

from app.domain.source import Source, SourceKind
from app.dossier.flow import Row
from app.dossier.sheet import Sheet, anchor_of, named
from app.dossier.styles import CELL, SMALL
from app.i18n import Translator


def kind_words(say: Translator) -> Mapping[SourceKind, str]:
    """Return the words for the kinds of sources."""
    return {
        SourceKind.PERSON: say("person"),
        SourceKind.CONVERSATION: say("conversation"),
        SourceKind.DOCUMENT: say("document"),
        SourceKind.REPORT: say("report"),
        SourceKind.DIGITAL: say("digital"),
        SourceKind.OBSERVATION: say("observation"),
    }


def consent_words(source: Source, say: Translator) -> str:
    """Return whether the person concerned agreed that a source is used; not recorded is never no."""
    return {
        True: say("The person concerned consented to this source."),
        False: say("The person concerned did not consent to this source."),
        None: say("Whether the person concerned consented to this source: not recorded, or not in this copy."),
    }[source.consent]


def sources(sheet: Sheet) -> list[Flowable]:
    """Return the sources below the rows that rest on them."""
    say = sheet.say
    snapshot = sheet.input.snapshot
    heading = sheet.subsection(say("Sources"), "sources")
    if not snapshot.sources:
        return [*heading, sheet.paragraph(say("No sources are in this copy."))]
    cited = Counter(citation.source for incident in snapshot.incidents for citation in incident.sources)
    cited.update(citation.source for event in snapshot.events for citation in event.sources)
    kinds = kind_words(say)
    rows = []
    for source in snapshot.sources:
        label = [sheet.passage(source.label, CELL)]
        if source.consent is not None:
            label.append(sheet.passage(consent_words(source, say), SMALL, before=1))
        if source.note:
            label.append(sheet.passage(source.note, SMALL, before=1))
        rows.append(
            Row(
                [
                    sheet.cell(named(source)),
                    label,
                    sheet.cell(kinds[source.kind]),
                    sheet.cell(source.organisation or "—"),
                    sheet.cell(say.day(source.dated) if source.dated else "—"),
                    sheet.cell(str(cited[source.id])),
                ],
                anchor=anchor_of(named(source)) if source.number else "",
            )
        )
    titles = say("No."), say("Source"), say("Kind"), say("Kept by"), say("Date"), say("Rows")
    return [*heading, sheet.table((0.08, 0.33, 0.13, 0.24, 0.13, 0.09), rows, *titles)]
