"""The knowledge that can be looked up: complete, marked, searched and with its sources."""

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
        assert hook.earlier.reference.nl in entries[hook.id]["Daarvoor"]


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
