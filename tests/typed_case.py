"""A copy of a case in which every text that somebody can type holds the same words, also what is asked for a copy."""

# ruff: noqa: ANN401 -- a value of any field
from typing import Any

from dossier_copies import copy_of, request
from msgspec import Struct
from msgspec.structs import asdict, replace
from planted import SECRET, planted_case

from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.model import DossierInput
from app.dossier.render import text_width
from app.i18n import Language, Translator
from app.risk.knowledge import who_knew_what
from app.services.dossier_drawings import drawings
from app.services.dossier_words import checklists, findings, knowledge, labels


def typed_case(words: str) -> CaseSnapshot:
    """Return a case with every kind of record, all of it free to leave."""
    numbers: dict[str, int] = {}

    def typed(value: Any) -> Any:
        if type(value) is str:
            return words if SECRET in value else value
        if isinstance(value, Sensitivity):
            return Sensitivity.R3
        if isinstance(value, Struct):
            fields = {key: typed(part) for key, part in asdict(value).items()}
            if fields.get("number") == 0:
                kind = type(value).__name__
                fields["number"] = numbers[kind] = numbers.get(kind, 0) + 1
            return replace(value, **fields)
        return tuple(typed(part) for part in value) if isinstance(value, tuple) else value

    case: CaseSnapshot = typed(planted_case())
    return case


def typed_copy(words: str, *, profile: str = "intern", language: Language = "nl") -> DossierInput:
    """Return a copy of such a case."""
    return told_copy(typed_case(words), words, profile=profile, language=language)


def told_copy(case: CaseSnapshot, words: str, *, profile: str = "intern", language: Language = "nl") -> DossierInput:
    """Return a copy of a case, with everything that the program says of it."""
    texts = ("recipient", "purpose", "ground", "author", "reason", "not_informed", "method")
    asked = request(**dict.fromkeys(texts, words), informed=False, profile=profile, language=language)
    say = Translator(language)
    made = copy_of(case, request=asked)
    seen = made.snapshot
    known = who_knew_what(seen, at=asked.at, window=asked.window)
    return replace(
        made,
        labels=labels(say),
        findings=findings(seen, asked, say),
        checklists=checklists(case, seen, say),
        knowledge=knowledge(known, seen, say),
        **drawings(seen, asked, known, say, width=text_width("A4")),
        safe_reference=words,
    )
