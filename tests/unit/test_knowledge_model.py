"""The knowledge that can be looked up: complete, marked, searched and with its sources."""

import re

import pytest

from app.i18n import LANGUAGES, Language, Translator
from app.risk.catalogue import load_catalogue
from app.risk.cautions import load_cautions
from app.risk.glossary import load_glossary
from app.risk.instruments import load_instruments
from app.risk.rulebook import load_rulebook
from app.viewmodels.knowledge import Knowledge, KnowledgeState
from app.viewmodels.source_words import known_keys, source_card

NL = Translator("nl")


def opened(part: str, language: Language = "nl") -> KnowledgeState:
    """Return one part."""
    model = Knowledge(Translator(language))
    model.open(part)
    return model.state


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_whole_and_has_a_title_and_words(language: Language) -> None:
    wanted = {
        "glossary": len(load_glossary()),
        "cautions": len(load_cautions()),
        "behaviours": len(load_catalogue().behaviours),
        "rules": len(load_rulebook().rules),
        "instruments": len(load_instruments()),
        "law": len(load_catalogue().law),
        "sources": len(load_catalogue().sources),
    }
    for part, count in wanted.items():
        state = opened(part, language)
        assert len(state.entries) == count
        assert all(entry.title for entry in state.entries)
        assert state.note


def test_every_key_leads_to_a_source() -> None:
    model = Knowledge(NL)
    for part, _ in model.state.parts:
        model.open(part)
        for entry in model.state.entries:
            assert all(source_card(key, NL).citation for key in entry.keys)


def test_every_behaviour_tells_why_it_matters_where_its_severity_starts_and_its_law() -> None:
    entries = {entry.id: entry for entry in opened("behaviours").entries}
    catalogue = load_catalogue()
    for behaviour in catalogue.behaviours.values():
        entry, details = entries[behaviour.id], dict(entries[behaviour.id].details)
        assert entry.text == behaviour.rationale.nl
        assert details["Ernst om mee te beginnen"].startswith(f"{behaviour.severity} · ")
        assert all(catalogue.law[hook].reference.nl in details["Wet"] for hook in behaviour.law)
    assert entries["str-manual"].keys[0] == "GLASS08"
    assert "art. 285d Sr (te controleren)" in dict(entries["dig-doxing"].details)["Wet"]


def test_a_rule_that_rests_on_professional_knowledge_too_is_to_be_checked() -> None:
    for entry in opened("rules").entries:
        general = "G" in load_rulebook().rule(entry.id).sources
        assert (entry.check == "te controleren") == general, entry.id


def test_thresholds_are_told_in_words_of_the_screen() -> None:
    for language in LANGUAGES:
        words = " ".join(
            dict(entry.details)[{"nl": "Drempels", "en": "Thresholds"}[language]]
            for entry in opened("rules", language).entries
        )
        assert "_" not in words
    assert "dagen korter, ten minste 7" in dict(opened("rules").entries[2].details)["Drempels"]


@pytest.mark.parametrize("part", ["sources", "instruments"])
def test_no_english_prose_stands_among_dutch_sources_and_owners(part: str) -> None:
    english = re.compile(
        r"(?i)\b(the|of the|with|abstract|only|text|police|study|review|page|state|and others|published)\b"
    )
    titles = re.compile(r"'[^']*'|College of Policing|Police Scotland|[A-Z][\w-]+ of [A-Z][\w-]+")
    for entry in opened(part).entries:
        told = entry.text if part == "sources" else dict(entry.details)["Eigenaar"]
        assert not english.search(titles.sub("", told)), (entry.id, told)


def test_words_narrow_a_part_without_minding_capitals_or_accents() -> None:
    model = Knowledge(NL)
    model.open("cautions")
    whole = len(model.state.shown)
    model.search("ZÉKERHEID")
    assert 0 < len(model.state.shown) < whole or model.state.count.endswith(f"van {whole}")
    model.search("")
    assert len(model.state.shown) == whole


def test_law_that_nobody_verified_is_to_be_checked_and_what_is_verified_is_not() -> None:
    checks = {entry.id: entry.check for entry in opened("law").entries}
    assert checks["sr-285d"] == "te controleren"
    assert checks["sr-284"] == ""
    assert all(checks[hook.id] == ("" if hook.verified else "te controleren") for hook in load_catalogue().law.values())


def test_the_older_number_of_an_article_stands_beside_the_newer_one() -> None:
    older = [hook for hook in load_catalogue().law.values() if hook.earlier]
    entries = {entry.id: dict(entry.details) for entry in opened("law").entries}
    assert older
    for hook in older:
        assert hook.earlier is not None
        before = entries[hook.id]["Daarvoor"]
        assert hook.earlier.reference.nl in before
        assert hook.earlier.check.nl in before
        assert ("te controleren" in before) == (not hook.earlier.verified)
        assert ("vakkennis, niet in een bron gelezen" in before) == hook.earlier.mark.endswith("G")


def test_the_sources_of_an_article_and_of_the_law_of_a_behaviour_can_be_opened() -> None:
    assert "STB19311" in {entry.id: entry.keys for entry in opened("law").entries}["sr-254ba"]
    assert "STB19311" in {entry.id: entry.keys for entry in opened("behaviours").entries}["sex-images"]


def test_an_instrument_tells_its_licence_and_what_is_stored() -> None:
    for entry in opened("instruments").entries:
        assert entry.pill
        assert dict(entry.details)["Wat wordt bewaard"]


def test_no_text_promises_a_score() -> None:
    model = Knowledge(NL)
    for part in ("rules", "cautions"):
        model.open(part)
        assert "totaalscore:" not in " ".join(entry.text for entry in model.state.entries)


def test_marks_and_commas_between_keys_fall_out() -> None:
    assert known_keys(("V SR17, HR04", "GK,", "nowhere")) == ("SR17", "HR04", "GK")


def test_a_key_that_the_register_lacks_says_so() -> None:
    card = source_card("G", NL)
    assert card.check == "te controleren"
    assert "vakkennis" in card.citation
