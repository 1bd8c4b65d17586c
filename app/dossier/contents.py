"""What a copy consists of: its sections by their ids, in the order of its profile (domain reference 5.3)."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from reportlab.platypus import Flowable

from app.dossier.sections.account import account
from app.dossier.sections.anchors import anchors
from app.dossier.sections.children import children
from app.dossier.sections.chronology import chronology
from app.dossier.sections.contacts import contacts
from app.dossier.sections.effects import effects
from app.dossier.sections.evidence import evidence
from app.dossier.sections.flags import flags
from app.dossier.sections.manifest import manifest
from app.dossier.sections.measures import measures
from app.dossier.sections.pattern import pattern
from app.dossier.sections.persons import persons
from app.dossier.sections.reports import reports
from app.dossier.sections.statements import statements
from app.dossier.sections.summary import summary
from app.dossier.sections.weighing import weighing
from app.dossier.sheet import Sheet
from app.i18n import Translator

Make: TypeAlias = Callable[[Sheet], list[Flowable]]


class Part(NamedTuple):
    """A section of a copy: its title, and what makes all that stands below it."""

    title: str
    make: Make


def parts_of(sheet: Sheet) -> list[Part]:
    """Return the sections of a copy after its cover, in the order in which they are printed."""
    known = _sections(sheet.say)
    return [known[name] for name in sheet.input.sections if name in known]


def _sections(say: Translator) -> Mapping[str, Part]:
    return {
        "D1": Part(say("Summary of the pattern"), summary),
        "D2": Part(say("Persons and relation"), persons),
        "D3": Part(say("Four anchor incidents"), anchors),
        "D4": Part(say("Chronology"), chronology),
        "D5": Part(say("The pattern in pictures and figures"), pattern),
        "D6": Part(say("Effects on the alleged victim"), effects),
        "D7": Part(say("Children"), children),
        "D8": Part(say("Red flags and what they rest on"), flags),
        "D9": Part(say("Evidence"), evidence),
        "D10": Part(say("Earlier reports and decisions"), reports),
        "D11": Part(say("Measures and breaches"), measures),
        "D12": Part(say("Statements and what speaks against"), statements),
        "D13": Part(say("Help and contacts"), contacts),
        "D14": Part(say("Weighing by the professional"), weighing),
        "D15": Part(say("Account of this copy"), account),
        "D16": Part(say("Manifest"), manifest),
    }
