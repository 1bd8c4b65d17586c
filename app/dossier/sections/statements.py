"""What the alleged perpetrator and others say against it: statements and what was taken back, whole (D12)."""

from reportlab.platypus import Flowable

from app.domain.incident import EntryKind
from app.domain.period_text import describe
from app.domain.retraction import Retraction
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sections.accounts import accounts
from app.dossier.sections.chronology import Teller
from app.dossier.sections.entry_words import quoted
from app.dossier.sheet import Sheet, anchor_of
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, QUOTE


def statements(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say = sheet.say
    story = accounts(sheet, EntryKind.STATEMENT, say("Statement"))
    if not story:
        words = say(
            "No statement of the alleged perpetrator is in this copy. It is not recorded whether anybody asked for one."
        )
        story.append(sheet.paragraph(words, CELL))
    return [*story, *_taken_back(sheet)]


def _taken_back(sheet: Sheet) -> list[Flowable]:
    """Return the statements that were taken back."""
    say, retractions = sheet.say, sheet.input.snapshot.retractions
    if not retractions:
        return []
    teller = Teller(sheet)
    rows = [
        _retraction(sheet, teller, one) for one in sorted(retractions, key=lambda one: (one.when.sort_key, one.number))
    ]
    return [
        *sheet.subsection(say("Statements taken back"), "retractions"),
        sheet.table(
            (0.09, 0.17, 0.36, 0.18, 0.2),
            rows,
            say("No."),
            say("When"),
            say("What was taken back"),
            say("About"),
            say("Source"),
        ),
        sheet.paragraph(
            say("Taking back does not mean that it did not happen. What was told stays and keeps counting."), CAUTION
        ),
    ]


def _retraction(sheet: Sheet, teller: Teller, one: Retraction) -> Row:
    names = {incident.id: visible_number(incident) for incident in sheet.input.snapshot.incidents}
    told = [sheet.passage(one.what, CELL)]
    if one.quote:
        told.append(sheet.passage(quoted(one.quote), QUOTE, before=1))
    numbers = [names[incident] for incident in one.incidents if incident in names]
    about = [Passage(*sheet.numbers(numbers, CELL))] if numbers else sheet.cell("—")
    number = visible_number(one)
    return Row(
        [
            sheet.cell(number, CELL_STRONG),
            sheet.cell(describe(one.when, sheet.say)),
            told,
            about,
            *teller.cited(one.sources),
        ],
        anchor=anchor_of(number),
    )
