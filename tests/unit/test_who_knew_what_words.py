"""Who knew what on the pattern page, and findings in rows: words, marks and the table twin."""

from datetime import date

from pattern_case import Shelf

import builders
from app.charts.theme import LIGHT
from app.domain.incident import Actor, Move
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.knowledge import who_knew_what
from app.risk.picture_knowledge import knowledge_picture
from app.viewmodels.pattern import PatternModel
from app.viewmodels.pattern_state import FindingCard

AT = date(2025, 3, 20)
NL = Translator("nl")


def case() -> CaseSnapshot:
    police = builders.source("agent", number=1, organisation="Politie", dated=date(2025, 2, 3))
    doctor = builders.source("huisarts", number=2, organisation="Huisarts")
    return builders.snapshot(
        builders.incident("2025-02-01", number=1, sources=(builders.citation(police),)),
        builders.incident("2025-02-10", number=2, sources=(builders.citation(doctor),)),
        builders.incident("2025-03-01", number=3),
        sources=(police, doctor),
        case=builders.case(reference_date=AT, coverage_from=date(2024, 1, 1)),
    )


def model_of(snapshot: CaseSnapshot) -> PatternModel:
    return Shelf(snapshot).model(NL)


def card_of(model: PatternModel, rule: str) -> FindingCard:
    state = model.state
    cards = (*state.seen, *state.facts, *state.not_seen, *state.too_little)
    return next(card for card in cards if card.rule == rule)


def test_each_organisation_stands_beside_all_together() -> None:
    together, police, doctor = model_of(case()).state.sights
    assert (together.name, together.lines[0].startswith("3 incidenten tellen mee")) == ("Alles samen", True)
    assert police.lines[0].startswith("wist iets sinds 3 feb 2025 · 1 incident telt mee")
    assert [link.text for link in police.unseen] == ["I-2", "I-3"]
    assert doctor.lines[0].startswith("dag niet vastgelegd")
    assert doctor.unseen_title == "Kende 2 incidenten niet, voor zover vastgelegd:"
    assert (police.known_title, [link.text for link in police.known]) == (
        "Kende 1 vastlegging, sinds:",
        ["I-1 · 3 feb 2025"],
    )
    assert [link.text for link in doctor.known] == ["I-2 · dag niet vastgelegd"]


def test_a_long_row_of_incidents_says_how_many_more_there_are() -> None:
    police = builders.source("agent", number=1, organisation="Politie")
    days = [date.fromordinal(AT.toordinal() - number).isoformat() for number in range(30)]
    known = [builders.incident(day, number=1, sources=(builders.citation(police),)) for day in days]
    unknown = [builders.incident(day, number=2) for day in days[:25]]
    case = builders.case(reference_date=AT)
    _, card = model_of(builders.snapshot(*known, *unknown, sources=(police,), case=case)).state.sights
    assert (len(card.known), card.known[-1].text, card.known[-1].key) == (25, "… nog 6 …", "")
    assert (len(card.unseen), card.unseen[-1].text) == (25, "… nog 1 …")


def test_without_an_organisation_there_is_nothing_to_set_side_by_side() -> None:
    assert model_of(builders.snapshot(builders.incident())).state.sights == ()


def test_the_picture_has_a_mark_and_a_row_for_everything_that_was_known() -> None:
    snapshot = case()
    seen = who_knew_what(snapshot, at=AT, window=90)
    drawing = knowledge_picture(seen, snapshot, width=700, say=NL, theme=LIGHT)
    first = snapshot.incidents[0]
    assert drawing.table.sentence(f"{first.id}@0") == "I-1 · 1 feb 2025 · Politie · 3 feb 2025 · B-1"
    assert set(drawing.keys()) == {row.key for row in drawing.table.rows}
    assert "Politie kende 1 van 3 incidenten" in drawing.description


def test_many_incidents_stay_inside_the_picture() -> None:
    police = builders.source("agent", number=1, organisation="Politie")
    incidents = [
        builders.incident(f"2024-{1 + n % 12:02}-{1 + n % 28:02}", sources=(builders.citation(police),))
        for n in range(300)
    ]
    snapshot = builders.snapshot(*incidents, sources=(police,))
    seen = who_knew_what(snapshot, at=AT, window=90)
    drawing = knowledge_picture(seen, snapshot, width=500, say=NL, theme=LIGHT)
    assert all(shape.box[0] >= -1 and shape.box[2] <= drawing.width + 1 for shape in drawing.shapes)


def test_stages_are_listed_with_what_is_recorded_and_no_position() -> None:
    card = card_of(model_of(case()), "R09")
    assert card.rows[0].label == "Fase 1, voorgeschiedenis"
    assert card.rows[0].words == "niets vastgelegd"
    assert [link.text for link in card.rows[4].links] == ["I-1", "I-2", "I-3"]
    assert card.lead.startswith("Dit beeld ordent wat is vastgelegd.")
    assert "geen plaatsbepaling" in card.caution


def test_moments_ahead_lead_to_their_event_and_to_what_ends() -> None:
    snapshot = builders.snapshot(
        builders.incident("2025-03-01"),
        events=(builders.event("ctx-court-date", "2025-04-02", planned=True, number=7),),
        measures=(builders.measure("2025-01-01", "2025-04-10", number=1, label="Contactverbod"),),
        case=builders.case(reference_date=AT),
    )
    model = model_of(snapshot)
    moment, end = card_of(model, "R10").rows
    assert (moment.label, moment.links[0].text) == ("2 apr 2025 · Zitting of beschikking", "G-7")
    assert (end.label, end.words) == ("10 apr 2025 · loopt af", "Contactverbod")
    assert model.place_of(moment.links[0].key) == "events"


def test_both_directions_stand_side_by_side_without_a_sum() -> None:
    snapshot = builders.snapshot(
        builders.incident("2025-02-01", number=1),
        builders.incident("2025-02-02", number=2, actor=Actor.VICTIM, move=Move.DEFENCE, severity=2),
        case=builders.case(reference_date=AT),
    )
    grid = card_of(model_of(snapshot), "R17").grid
    assert grid[0] == (
        "",
        "vermoedelijke pleger tegen vermoedelijk slachtoffer",
        "vermoedelijk slachtoffer tegen vermoedelijke pleger",
    )
    assert ("Verteld als verweer", "0", "1") in grid


def test_a_protection_is_found_on_the_page_of_fear_and_protection() -> None:
    fact = builders.protection()
    model = model_of(builders.snapshot(builders.incident(), protections=(fact,)))
    assert model.place_of(str(fact.id)) == "circumstances"
