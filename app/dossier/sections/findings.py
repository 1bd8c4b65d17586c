"""What the rules see in what was recorded, each with its rule, its incidents and its caution."""

from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.platypus import Flowable

from app.domain.finding import Outcome, Weight
from app.dossier.flow import Grid, Passage, Row
from app.dossier.model import ExplainedFinding
from app.dossier.sheet import Sheet
from app.dossier.styles import BODY, CAUTION, CELL, CELL_STRONG, SMALL, STRONG, weight_colour, weight_ground
from app.dossier.text import Span, Style
from app.i18n import Translator

WEIGHTS: Final = tuple(Weight)


def weight_words(say: Translator) -> Mapping[Weight, str]:
    """Return the words for the weights."""
    return {
        Weight.CRITICAL: say("Critical"),
        Weight.HIGH: say("High"),
        Weight.ELEVATED: say("Elevated"),
        Weight.INFORMATION: say("Information"),
    }


def findings(sheet: Sheet) -> list[Flowable]:
    """Return the signals as cards, and the other rules as a table."""
    say = sheet.say
    signals = [finding for finding in sheet.input.findings if finding.outcome is Outcome.SIGNAL]
    others = [finding for finding in sheet.input.findings if finding.outcome is not Outcome.SIGNAL]
    story = sheet.subsection(say("What stands out"), "findings")
    if sheet.input.left_out:
        words = say("The rules looked at this copy only: “not recorded” means here that it is not in this copy.")
        story.append(sheet.paragraph(words, CAUTION))
    if signals:
        story.append(Grid((1.0,), [card(sheet, finding) for finding in signals]))
    else:
        story.append(
            sheet.paragraph(say("None of the rules gives a signal on what was recorded. That is no reassurance."))
        )
    if others:
        story += sheet.subsection(say("Other rules"), "other-rules")
        story.append(_table(sheet, others))
    story.append(sheet.paragraph(sheet.input.closing, CAUTION, before=4))
    return story


def card(sheet: Sheet, finding: ExplainedFinding, *, short: bool = False, most: int = 0) -> Row:
    """Return a finding as a card with the colour and the word of its weight; a short one only says what it saw.

    A sentence of more than ``most`` characters is cut there, and the card says where it stands whole; 0 cuts none.
    """
    say = sheet.say
    colour = weight_colour(finding.weight)
    title = f"{weight_words(say)[finding.weight]} — {finding.title}. "
    sentence = [sheet.span(finding.sentence, BODY)]
    if most and len(finding.sentence) > most:
        sentence = [sheet.span(f"{finding.sentence[: most - 1].rstrip()}… ", BODY), *_whole_at(sheet)]
    passages = [Passage(sheet.span(title, Style(STRONG.face, STRONG.size, colour)), *sentence)]
    if not short:
        passages += [
            *([_incidents(sheet, finding)] if finding.incidents else []),
            *(sheet.passage(say("Missing: {what}", what=text), SMALL, before=2) for text in finding.missing),
            *_unplaced(sheet, finding),
            Passage(
                sheet.span(finding.caution, CAUTION),
                sheet.span(f"  {_rule(sheet, finding)}", SMALL),
                before=2,
            ),
        ]
    return Row([passages], bar=colour, ground=weight_ground(finding.weight), rule=False, gap=3 if short else 5)


def _whole_at(sheet: Sheet) -> list[Span]:
    """Say where a sentence that was cut stands whole."""
    say = sheet.say
    if sheet.input.request.extent != "whole" or "D5" not in sheet.input.sections:
        return [sheet.span(say("(cut; whole in the view of the pattern, which this copy does not have)"), SMALL)]
    before, _, after = say("(cut; whole on p. {page})", page="\n").partition("\n")
    return [sheet.span(before, SMALL, "findings"), sheet.page("findings", SMALL, after)]


def _incidents(sheet: Sheet, finding: ExplainedFinding) -> Passage:
    """Return the numbers of the incidents that a finding rests on."""
    return Passage(sheet.span(sheet.say("Rests on:") + " ", SMALL), *sheet.numbers(finding.incidents, SMALL), before=2)


def _unplaced(sheet: Sheet, finding: ExplainedFinding) -> list[Passage]:
    """Name what the rule could not place, a passage for every reason (domain reference 4.0)."""
    say = sheet.say
    return [
        Passage(
            sheet.span(say("Could not be placed ({reason}):", reason=one.reason) + " ", SMALL),
            *sheet.numbers(one.incidents, SMALL),
            before=2,
        )
        for one in finding.unplaced
    ]


def _rule(sheet: Sheet, finding: ExplainedFinding) -> str:
    """Name the rule and its version."""
    return sheet.say("Rule\u00a0{rule}, version\u00a0{version}", rule=finding.rule, version=finding.version)


def _table(sheet: Sheet, others: Sequence[ExplainedFinding]) -> Grid:
    """Return the rules that gave no signal, could not say, or only tell facts."""
    say = sheet.say
    rows = []
    for finding in others:
        told = [sheet.passage(finding.sentence, CELL)]
        if finding.incidents:
            told.append(_incidents(sheet, finding))
        told += [sheet.passage(say("Missing: {what}", what=text), SMALL, before=2) for text in finding.missing]
        told += _unplaced(sheet, finding)
        told.append(sheet.passage(finding.caution, CAUTION, before=2))
        named = [sheet.passage(finding.title, CELL_STRONG), sheet.passage(_rule(sheet, finding), SMALL, before=1)]
        rows.append(Row([named, sheet.cell(finding.told), told]))
    return sheet.table((0.25, 0.15, 0.6), rows, say("Rule"), say("Outcome"), say("What was seen"))
