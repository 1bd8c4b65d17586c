"""Words that say more than an entry can carry are found, and ordinary facts are left alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_bench import Bench

from app.i18n import Translator
from app.resources import resource
from app.risk.wording import WordingKind, load_wording, loaded_words
from app.viewmodels.wording_hint import wording_hint


def found(text: str) -> tuple[str, ...]:
    return tuple(word for one in loaded_words(text) for word in one.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hij is een Narcist.", ("Narcist",)),
        ("Zij deed paranoide, erg PARANOÏDE.", ("PARANOÏDE",)),
        ("Een parano\u0069\u0308de indruk", ("parano\u0069\u0308de",)),
        ("Hij is schuldig\naan mishandeling", ("is schuldig",)),
        ("De dader liep weg; de vermoedelijke dader kwam terug.", ("dader",)),
        ("She is hysterical and a liar.", ("liar", "hysterical")),
    ],
)
def test_a_loaded_word_is_found_as_it_was_typed(text: str, words: tuple[str, ...]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Hij sloeg haar met de vlakke hand op de wang.",
        "Zij deed aangifte van mishandeling, stalking en verkrachting.",
        "De vermoedelijke dader reed weg. Melding bij de daderhulp.",
        "Blauwe plek in de lies; op de radio was een lied te horen.",
        "Zij voelt zich schuldig en was bang.",
        "The suspect was found guilty of assault on 3 May 2026. She was lying on the floor.",
        "De vervuilde grond; het slachtoffer heeft de rol van moeder.",
    ],
)
def test_ordinary_facts_are_left_alone(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize("quote", ["“{}”", "„{}”", "«{}»", "‘{}’", '"{}"', "'{}'"])
def test_words_between_quotation_marks_are_somebodys_own(quote: str) -> None:
    assert found(f"Hij riep {quote.format('jij liegt, hysterisch wijf')} en liep weg.") == ()
    assert found(f"Hij riep {quote.format('ga weg')} en is een psychopaat.") == ("psychopaat",)


@given(st.text(max_size=60), st.sampled_from([word for entry in load_wording() for word in entry.nl + entry.en]))
def test_any_text_can_be_read_and_a_word_of_the_list_is_found_on_a_line_of_its_own(before: str, word: str) -> None:
    assert any(word in one.words for one in loaded_words(f"{before}\n\n{word}\n"))


def test_the_list_speaks_of_all_three_kinds_in_both_languages() -> None:
    assert {entry.kind for entry in load_wording()} == set(WordingKind)
    for entry in load_wording():
        assert entry.nl
        assert entry.en
        assert entry.instead.nl.strip()
        assert entry.instead.en.strip()
        assert found(" ".join(entry.fine)) == ()


def test_the_training_cases_call_for_no_hint() -> None:
    texts = [
        incident[name]
        for case in ("tc1", "tc2", "tc3")
        for incident in json.loads(resource(f"training/{case}.json").read_bytes())["incidents"]
        for name in ("facts", "interpretation")
    ]
    assert len(texts) > 50
    assert [text for text in texts if loaded_words(text)] == []


def test_the_line_says_how_it_reads_and_what_to_write_instead() -> None:
    hint = wording_hint("De dader liegt.", Translator("nl"))
    assert hint is not None
    assert not hint.wrong
    assert hint.words == (
        "“dader” kan lezen als een oordeel over schuld. Schrijf “vermoedelijke pleger”, zolang niemand is veroordeeld. "
        "“liegt” kan lezen als een oordeel over een persoon. "
        "Schrijf wie wat heeft gezegd, en welk gegeven daar niet mee klopt."
    )


def test_the_form_hints_below_facts_and_interpretation_never_the_quote_and_saves_all_the_same() -> None:
    form = Bench().new(
        when="half maart 2026, avond",
        facts="De dader klopte.",
        quote="Jij liegt.",
        interpretation="Narcistisch gedrag.",
    )
    read = form.state.read
    assert (read.hints["facts"].wrong, read.hints["interpretation"].wrong) == (False, False)
    assert "vermoedelijke pleger" in read.hints["facts"].words
    assert "diagnose" in read.hints["interpretation"].words
    assert "quote" not in read.hints
    assert not {"facts", "interpretation"} & set(read.problems)
