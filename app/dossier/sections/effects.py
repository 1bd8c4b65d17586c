"""What it does to the alleged victim: recorded effects with their incidents, and fear in own words (D6)."""

from collections import defaultdict
from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.domain.duplicates import effects_told
from app.domain.exhibit import ExhibitKind
from app.domain.fear import FearScore
from app.domain.incident import EntryKind, Incident
from app.domain.snapshot import shown_number, visible_number
from app.dossier.flow import Paragraph, Passage, Row
from app.dossier.sections.accounts import accounts
from app.dossier.sections.chronology import Teller
from app.dossier.sections.entry_words import quoted
from app.dossier.sections.persons import role_words
from app.dossier.sections.sources import consent_words
from app.dossier.sheet import Sheet, anchor_of
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, QUOTE, SMALL

ON_CHILDREN = "eff-child"
"""What it does to a child: told with the children, and no effect on the alleged victim."""


def effects(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot = sheet.say, sheet.input.snapshot
    by_effect: defaultdict[str, list[str]] = defaultdict(list)
    new = effects_told(snapshot.incidents)
    for incident in sorted(snapshot.incidents, key=lambda one: (one.when.sort_key, one.number)):
        for effect in new.get(incident.id, ()):
            by_effect[effect].append(visible_number(incident))
    names = sheet.input.labels.effects
    rows = [
        Row([sheet.cell(names.get(effect, effect)), [Passage(*sheet.numbers(numbers, CELL))]])
        for effect, numbers in sorted(
            by_effect.items(), key=lambda pair: list(names).index(pair[0]) if pair[0] in names else 99
        )
        if effect != ON_CHILDREN
    ]
    missing = [label for effect, label in names.items() if effect not in by_effect and effect != ON_CHILDREN]
    story: list[Flowable] = []
    if rows:
        story.append(sheet.table((0.4, 0.6), rows, say("Effect"), say("Told at")))
    else:
        story.append(sheet.paragraph(say("No effects are in this copy."), CELL))
    if missing:
        words = say("This copy tells nothing about: {what}. That is not a no.", what="; ".join(missing))
        story.append(sheet.paragraph(words, CAUTION))
    return [*story, *_accounts(sheet), *_fears(sheet)]


def _accounts(sheet: Sheet) -> list[Flowable]:
    """Return what was told as an effect of its own, whole and with who told it, and the medical exhibits.

    A doctor or a therapist who says where complaints come from is told here (domain reference 5.3, D6).
    """
    say, snapshot = sheet.say, sheet.input.snapshot
    story = accounts(sheet, EntryKind.EFFECT, say("What was told as an effect"), more=lambda one: _consents(sheet, one))
    medical = [shown_number(one, say) for one in snapshot.exhibits if one.kind is ExhibitKind.MEDICAL]
    if medical:
        before = sheet.span(say("Medical exhibits:") + " ", CELL)
        story.append(Paragraph(Passage(before, *sheet.numbers(medical, CELL))))
    if not (story or sheet.is_access):
        words = say("No account of a doctor or a therapist is in this copy. It was not shown that anybody asked.")
        story.append(sheet.paragraph(words, CELL))
    return story


def _consents(sheet: Sheet, one: Incident) -> Iterator[Passage]:
    """Yield whether the person concerned consented to each source of an effect (domain reference 5.2, rule 10)."""
    cited = {citation.source for citation in one.sources} if sheet.shows_sources else set()
    told = [source for source in sheet.input.snapshot.sources if source.id in cited]
    for source in told:
        name = f"{visible_number(source)}: " if len(told) > 1 and source.number else ""
        yield sheet.passage(f"{name}{consent_words(source, sheet.say)}", SMALL, before=1)


def _fears(sheet: Sheet) -> list[Flowable]:
    """Return the fear scores, oldest first."""
    say, fears = sheet.say, sheet.input.snapshot.fears
    if not fears:
        return []
    teller = Teller(sheet)
    rows = [_fear(sheet, teller, one) for one in sorted(fears, key=lambda one: (one.given_on, one.number))]
    return [
        *sheet.subsection(say("Fear"), "fear"),
        sheet.table(
            (0.08, 0.14, 0.17, 0.11, 0.3, 0.2),
            rows,
            say("No."),
            say("Date"),
            say("Who"),
            say("Fear"),
            say("Own words"),
            say("Source"),
        ),
        sheet.paragraph(
            say("High fear is a reason to ask. Little fear takes nothing away from what is recorded."), CAUTION
        ),
    ]


def _fear(sheet: Sheet, teller: Teller, one: FearScore) -> Row:
    say = sheet.say
    number = visible_number(one)
    return Row(
        [
            sheet.cell(number, CELL_STRONG),
            sheet.cell(say.day(one.given_on)),
            sheet.cell(role_words(say)[one.role]),
            sheet.cell(say("{number} of 10", number=one.score)),
            [sheet.passage(quoted(one.words), QUOTE)] if one.words.strip() else sheet.cell("—"),
            *teller.cited(one.sources),
        ],
        anchor=anchor_of(number),
    )
