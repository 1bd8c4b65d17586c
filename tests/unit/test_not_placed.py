"""What a rule could not place is named with the reason, and extra figures are told beside the finding."""

from datetime import date

from pattern_case import Shelf, training_case

import builders
from app.domain.finding import Finding
from app.domain.incident import Actor
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.engine import Pattern, evaluate
from app.risk.explain import Explanation, explain
from app.risk.listing import finding_list
from app.viewmodels.pattern_state import FindingCard

NL, EN = Translator("nl"), Translator("en")
AT = date(2025, 3, 20)


def case() -> CaseSnapshot:
    """Return a case with a range across the border of the window, an act by nobody known, and known days."""
    return builders.snapshot(
        *(builders.incident(f"2025-02-{day:02}", number=day) for day in (1, 2, 3)),
        builders.incident("2024-12-01", number=4),
        builders.incident(builders.between("2024-12-10", "2024-12-30"), number=5),
        builders.incident("2025-02-20", number=6, actor=Actor.UNKNOWN),
        case=builders.case(reference_date=AT, coverage_from=date(2024, 1, 1)),
    )


def found(snapshot: CaseSnapshot, rule: str) -> Finding:
    return next(one for one in evaluate(snapshot, at=AT, window=90) if one.rule == rule)


def told(snapshot: CaseSnapshot, rule: str, say: Translator = NL) -> Explanation:
    return explain(found(snapshot, rule), snapshot, say)


def test_what_could_not_be_placed_is_named_with_the_reason() -> None:
    assert [one.words for one in told(case(), "R01").unplaced] == [
        "Niet te plaatsen (de datum is te onzeker voor deze periode): I-5.",
        "Niet te plaatsen (wie het deed is onbekend): I-6.",
    ]
    assert [one.words for one in told(case(), "R01", EN).unplaced] == [
        "Could not be placed (the date is too uncertain for this period): I-5.",
        "Could not be placed (it is not known who did it): I-6.",
    ]


def test_every_reason_has_words_in_both_languages() -> None:
    snapshot = case()
    findings = evaluate(snapshot, at=AT, window=90)
    for entry in finding_list(Pattern(snapshot, AT, 90, findings), EN):
        assert isinstance(entry, dict)
        for one in entry["unplaced"]:
            assert one["why"]


def test_the_pattern_page_leads_to_what_could_not_be_placed() -> None:
    state = Shelf(case()).model(NL).state
    card: FindingCard = next(
        one for one in (*state.seen, *state.facts, *state.not_seen, *state.too_little) if one.rule == "R03"
    )
    assert [(row.label, [link.text for link in row.links]) for row in card.unplaced] == [
        ("Niet te plaatsen (de dag is niet precies bekend):", ["I-5"]),
        ("Niet te plaatsen (wie het deed is onbekend):", ["I-6"]),
    ]


def test_trend_tests_are_told_beside_the_finding_and_never_in_its_sentence() -> None:
    snapshot = training_case()
    at = date(2025, 3, 14)
    findings = {one.rule: explain(one, snapshot, NL) for one in evaluate(snapshot, at=at, window=90)}
    laplace, handbook = findings["R03"].beside
    assert laplace.startswith("Extra cijfer, nooit de uitkomst: de toets van Laplace over 19 dagen")
    assert handbook.startswith("Extra cijfer, nooit de uitkomst: de toets van MIL-HDBK-189 over 19 dagen")
    assert handbook.endswith("geeft chi-kwadraat 11,775 bij 38 vrijheidsgraden, p < 0,0001.")
    assert findings["R02"].beside[0].endswith("in 14 maanden geeft S = 35, p = 0,044.")
    assert "Laplace" not in findings["R03"].sentence
    assert all(not told.beside for rule, told in findings.items() if rule not in {"R02", "R03"})


def test_the_sources_of_the_trend_tests_can_be_opened_beside_them() -> None:
    state = Shelf(training_case()).model(NL).state
    cards = {one.rule: one for one in (*state.seen, *state.facts, *state.not_seen, *state.too_little)}
    assert (cards["R02"].beside_sources, cards["R03"].beside_sources) == (("GILBERT87",), ("TRENTEST",))
    assert cards["R01"].beside_sources == ()
