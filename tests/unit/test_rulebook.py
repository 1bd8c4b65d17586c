"""The texts of the rules: complete, calm, and the fixed sentences word for word."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from string import Formatter

import pytest
from msgspec.structs import replace
from training_cases import findings, training_case

import builders
from app.domain.assessment import AnswerValue
from app.domain.finding import Finding, Outcome, Weight
from app.domain.incident import Breach
from app.domain.snapshot import CaseSnapshot
from app.i18n import LANGUAGES, Label, Language, Translator
from app.risk.catalogue import load_catalogue
from app.risk.checklist import load_checklists
from app.risk.engine import evaluate
from app.risk.explain import definition, explain
from app.risk.rule_table import RULES
from app.risk.rulebook import RuleText, load_rulebook

BOOK = load_rulebook()
FIXED = {
    "R01": "In de laatste {W} dagen zijn {e1} dagen met gebeurtenissen vastgelegd, in de {W} dagen daarvoor {e0}. "
    "Minder registraties kan ook betekenen: minder contact, meer angst of verplaatst gedrag.",
    "R02": "Aandeel gebeurtenissen met ernst 4 of 5: {a1} tegen {a0}. Hoogste ernst: {m1} tegen {m0}. "
    "Ernst zegt iets over de handeling, niet over de hele situatie.",
    "R03": "De middelste tussenpoos ging van {medA} naar {medB} dagen. Dit is geen voorspelling van een datum.",
    "R04": "Nieuw in de laatste 90 dagen: {lijst}. Nieuwe middelen kunnen wijzen op opvoeren van controle.",
    "R05": "{k} domeinen komen op twee of meer dagen voor. Kijk naar de combinatie, niet naar losse incidenten.",
    "R06": "Periode {van} tot {tot}, actief in {a} van {b} maanden.",
    "R07": "Voor de breuk {r0} per 30 dagen, erna {r1} per 30 dagen ({n} dagen gevolgd). "
    "Loskomen is vaak een gevaarlijke periode; bereid samen voor.",
    "R08": "{n} schendingen van {maatregel}, eerste na {d} dagen. Reactie vastgelegd: {reactie}.",
    "R09": "Dit beeld ordent wat is vastgelegd. Niet elk traject verloopt zo. De meeste trajecten met deze kenmerken "
    "eindigen niet dodelijk, en een dodelijke afloop kan zonder zichtbare fasen komen.",
    "R10": "Binnen {n} dagen: {lijst}. Welke maatregel staat er op die dag?",
    "R11": "Deze feiten blijven bovenaan, ook als het rustig lijkt.",
    "R12": "{n} kritieke vragen zijn niet gesteld of onbekend. Zonder antwoord geen oordeel.",
    "R13": "{x} van {y} gebeurtenissen rusten op één bron. "
    "Dat is geen zwakte van het slachtoffer, wel werk voor het dossier.",
    "R14": "Stilte van {n} dagen. Vraag wat er toen speelde.",
    "R15": "Angst {f}/10 past niet bij de vastgelegde ernst. Ontbreekt er informatie?",
    "R16": "Bescherming die van de medewerking van de pleger afhangt, kan wegvallen.",
    "R17": "Geweld over en weer is vastgelegd. "
    "Kijk wie controle heeft, wie bang is, wie gewond raakt en wie zich verdedigt.",
    "R18": "Lijkt op hetzelfde voorval. Koppelen?",
    "R19": "Na een bedreiging volgde binnen 30 dagen: {lijst}.",
    "R20": "Laatste weging {n} dagen geleden, sindsdien {k} nieuwe feiten.",
    "R21": "Wat is er veranderd sinds {datum}?",
    "R22": "Intrekken betekent niet dat het niet gebeurd is.",
}


def labels() -> Iterator[tuple[str, Label]]:
    """Yield every text with its place."""
    yield "closing", BOOK.closing
    for table in ("weights", "outcomes", "common", "missing", "unplaced"):
        for key, label in getattr(BOOK, table).items():
            yield f"{table}.{key}", label
    for rule in BOOK.rules:
        for field in ("name", "title", "definition", "sentence", "insufficient", "caution"):
            yield f"{rule.id}.{field}", getattr(rule, field)
        for key, label in rule.words.items():
            yield f"{rule.id}.words.{key}", label


def test_a_rule_that_only_tells_facts_is_for_information() -> None:
    snapshot = builders.snapshot(*(builders.incident(day) for day in ("2026-01-05", "2026-02-14", "2026-03-10")))
    told = {
        finding.rule: (explain(finding, snapshot, Translator("nl")).outcome, finding.outcome)
        for finding in evaluate(snapshot, at=date(2026, 3, 14), window=90)
    }
    assert {rule.id for rule in BOOK.rules if not rule.signals} == {"R05", "R06", "R16", "R20", "R21"}
    assert (told["R06"], told["R20"]) == (("ter informatie", Outcome.NO_SIGNAL),) * 2
    assert told["R11"] == ("geen signaal in wat is vastgelegd", Outcome.NO_SIGNAL)


def test_every_rule_that_runs_is_described_and_no_other() -> None:
    assert [rule.id for rule in BOOK.rules] == sorted(RULES)
    assert sorted(RULES) == [f"R{number:02}" for number in range(1, 23)]


@pytest.mark.parametrize("rule", FIXED)
def test_fixed_sentences_stand_word_for_word(rule: str) -> None:
    assert BOOK.rule(rule).sentence.nl == FIXED[rule]


def test_both_languages_fill_the_same_fields() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [place for place, label in labels() if fields(label.nl) != fields(label.en)] == []


def test_no_text_judges_or_shouts() -> None:
    verdicts = re.compile(r"\b(laag|lage|veilig\w*|low|safe\w*|score|procent|percent)\b|[!%]", re.IGNORECASE)
    assert [place for place, label in labels() if verdicts.search(label.nl) or verdicts.search(label.en)] == []


def test_no_text_addresses_the_reader_formally() -> None:
    assert [place for place, label in labels() if re.search(r"\b(u|uw)\b", label.nl, re.IGNORECASE)] == []


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_source_of_a_rule_can_be_looked_up(rule: RuleText) -> None:
    assert rule.sources
    assert set(rule.sources) - {"G"} <= set(load_catalogue().sources)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_definition_shows_every_threshold(rule: RuleText, language: Language) -> None:
    assert "{" not in definition(rule, Translator(language))
    named = {name for _, name, _, _ in Formatter().parse(rule.definition.nl) if name}
    assert named == set(rule.thresholds)


CASES = {
    "tc1": training_case("tc1"),
    "tc2": training_case("tc2"),
    "tc3": training_case("tc3"),
    "empty": builders.snapshot(case=builders.case(reference_date=date(2026, 3, 31))),
}


@pytest.mark.parametrize("name", CASES)
def test_figures_are_those_that_are_described(name: str) -> None:
    for rule, found in findings(CASES[name]).items():
        assert set(found.figures) == set(BOOK.rule(rule).figures)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_finding_can_be_said(name: str, language: Language) -> None:
    say = Translator(language)
    for found in findings(CASES[name]).values():
        told = explain(found, CASES[name], say)
        assert told.title
        assert told.caution
        for sentence in (told.sentence, told.definition, told.sources, *told.missing):
            assert sentence
            assert not re.search(r"[{}]|None|\bR[0-9]{2}\b|  ", sentence)


@pytest.mark.parametrize("name", CASES)
def test_every_reason_has_words(name: str) -> None:
    for found in findings(CASES[name]).values():
        assert {left.reason for left in found.unplaced} <= set(BOOK.unplaced)
        assert {missing.key for missing in found.missing} <= set(BOOK.missing)


def test_findings_come_in_screen_order_and_only_signals_weigh() -> None:
    seen = evaluate(CASES["tc1"], at=date(2025, 3, 14), window=90)
    assert [found.rule for found in seen] == [
        *("R07", "R03", "R09", "R12", "R19", "R01", "R04", "R10", "R13", "R14"),
        *("R02", "R05", "R06", "R08", "R11", "R15", "R16", "R17", "R18", "R20", "R21", "R22"),
    ]
    for found in seen:
        assert (found.weight is Weight.INFORMATION) or found.outcome is Outcome.SIGNAL


def test_a_window_has_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        evaluate(CASES["tc1"], at=date(2025, 3, 14), window=0)


def said(snapshot: CaseSnapshot, rule: str, language: Language = "nl", **when: object) -> str:
    found: Finding = findings(snapshot, **when)[rule]  # type: ignore[arg-type]  # a day and a window
    return explain(found, snapshot, Translator(language)).sentence


def test_numbers_follow_the_language() -> None:
    assert "van 6,5 naar 9 dagen" in said(CASES["tc2"], "R03")
    assert "from 6.5 to 9 days" in said(CASES["tc2"], "R03", "en")
    assert "erna 4,4 per 30 dagen (55 dagen gevolgd)" in said(CASES["tc1"], "R07")


def test_a_sentence_names_the_incidents_it_rests_on() -> None:
    assert said(CASES["tc2"], "R08").endswith("Zie I-18, I-19 en I-25.")
    assert said(CASES["tc1"], "R03").endswith("Zie I-2 … I-27 (19 gebeurtenissen).")


def test_a_signal_has_a_title_of_its_own() -> None:
    titles = {
        name: explain(findings(CASES[name])["R03"], CASES[name], Translator("nl")).title for name in ("tc1", "tc2")
    }
    assert titles == {"tc1": "Tijd tussen gebeurtenissen wordt korter", "tc2": "Tijd tussen gebeurtenissen"}


def test_one_of_something_is_said_in_the_singular() -> None:
    measure = builders.measure("2026-03-01", label="Huisverbod")
    breach = builders.incident("2026-03-02", breaches=(Breach(measure=measure.id),), number=3)
    snapshot = builders.snapshot(breach, measures=(measure,))
    assert said(snapshot, "R08", at="2026-03-31", window=90).startswith(
        "1 schending van Huisverbod, na 1 dag. Reactie vastgelegd: nee."
    )


def test_some_reactions_are_said_as_some() -> None:
    measure = builders.measure("2026-03-01", label="Huisverbod")
    rows = [
        builders.incident(day, breaches=(Breach(measure=measure.id, reaction=reaction),), number=number)
        for number, (day, reaction) in enumerate((("2026-03-02", "aangifte"), ("2026-03-09", "")), start=1)
    ]
    snapshot = builders.snapshot(*rows, measures=(measure,))
    assert said(snapshot, "R08", at="2026-03-31", window=90).startswith(
        "2 schendingen van Huisverbod, eerste na 1 dag. Reactie vastgelegd: 1 van 2."
    )


def test_a_first_breach_without_a_day_gets_no_number_of_days() -> None:
    measure = builders.measure("2026-03-01", label="Huisverbod")
    breach = builders.incident(builders.month("2026-03"), breaches=(Breach(measure=measure.id),), number=3)
    assert said(builders.snapshot(breach, measures=(measure,)), "R08", at="2026-03-31", window=90).startswith(
        "Schendingen van Huisverbod: 1; van de eerste is de dag niet precies bekend."
    )


@pytest.mark.parametrize(
    ("signed", "sentence"),
    [
        (29, "Laatste weging 2 dagen geleden, sindsdien 0 nieuwe feiten."),
        (30, "Laatste weging 1 dag geleden, sindsdien 0 nieuwe feiten."),
        (27, "Laatste weging 4 dagen geleden, sindsdien 1 nieuw feit."),
    ],
)
def test_the_last_review_is_said_in_days_and_new_facts(signed: int, sentence: str) -> None:
    review = builders.assessment([], "2026-03-01", signed_at=datetime(2026, 3, signed, tzinfo=UTC))
    snapshot = builders.snapshot(builders.incident("2026-03-28"), assessments=(review,))
    assert said(snapshot, "R20", at="2026-03-31", window=90).startswith(sentence)


def test_critical_facts_and_open_questions_are_named() -> None:
    items = load_checklists()["nfs"].items
    answers = [builders.answer(item.id, AnswerValue.NO) for item in items[1:]]
    one_open = builders.snapshot(
        builders.incident("2026-03-28", severity=5, number=4),
        assessments=(builders.assessment(answers), *builders.other_lists_closed()),
    )
    assert said(one_open, "R12", at="2026-03-31", window=90).startswith(
        "1 kritieke vraag is niet gesteld of onbekend. Zonder antwoord geen oordeel. Open: Handen om of tegen de hals."
    )
    answered = replace(one_open, assessments=(builders.assessment([builders.answer("nfs.act.hands")]),))
    assert said(answered, "R11", at="2026-03-31", window=90) == (
        "Deze feiten blijven bovenaan, ook als het rustig lijkt. Gebeurtenissen met ernst 5: I-4 (28 mrt 2026). "
        "Kritieke vragen met het antwoord ja: Handen om of tegen de hals."
    )


def test_uncertain_dates_show_the_least_and_the_most() -> None:
    rows = [builders.incident(day) for day in ("2026-03-01", "2026-03-02", "2026-01-02", "2026-01-20")]
    vague = builders.incident(builders.between("2026-02-20", "2026-03-03"))
    snapshot = builders.snapshot(*rows, vague, case=builders.case(coverage_from=date(2024, 1, 1)))
    assert (
        "Met de gebeurtenissen zonder zekere datum erbij is het aantal dagen 2 tot 3, tegen 2 in de periode daarvoor."
        in said(snapshot, "R01", at="2026-03-31", window=45)
    )


def test_a_behaviour_that_the_catalogue_lost_keeps_its_id_and_its_kind() -> None:
    rows = [builders.incident(f"2026-03-0{day}", behaviours=("stk-vroeger",)) for day in range(1, 6)]
    snapshot = builders.snapshot(*rows)
    assert "stk-vroeger" in said(snapshot, "R04", at="2026-03-31", window=90)
    assert findings(snapshot, "2026-03-31", 90)["R06"].figures["nature"] == {"stk": 5}


def test_what_cannot_be_computed_is_said_and_not_numbered() -> None:
    assert said(CASES["empty"], "R03") == (
        "Er zijn te weinig bekende dagen om tussenpozen te vergelijken: 0 van de 6 tussenpozen."
    )
    found = findings(CASES["tc2"])["R07"]
    told = explain(found, CASES["tc2"], Translator("nl"))
    assert told.missing[0] == (
        "Van voor de breuk is te weinig vastgelegd: de geschiedenis is gevraagd vanaf 30 aug 2024, "
        "nodig is 31 jul 2024 of eerder."
    )
