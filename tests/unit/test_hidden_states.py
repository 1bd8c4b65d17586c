"""No page tells a text of class R0 before somebody asks for that record, and none any more once the page is left."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from case_keeper import NOW, CaseKeeper
from exhibit_shelf import exhibit_services
from incident_bench import Ledger
from planted import SECRET, planted_case, planted_fields

import builders
from app.charts.svg import to_svg
from app.charts.theme import PAPER
from app.domain.case import Case, CaseSummary
from app.domain.change import Change
from app.domain.code_step import CodeStep
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.fear import FearScore
from app.domain.finding import Outcome
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.measure import Measure
from app.domain.protection import Protection
from app.domain.record import Record, Sensitivity
from app.domain.retraction import Retraction
from app.domain.review import Review
from app.domain.revision import RecordKind, Revision, RevisionAction, Withdrawn
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.engine import Pattern, evaluate
from app.risk.explain import explain
from app.risk.walked import Walk
from app.viewmodels.cases import Cases, CasesServices
from app.viewmodels.checklists import Checklists
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import InlineDesk
from app.viewmodels.events import Events
from app.viewmodels.frame import Frame, FrameServices
from app.viewmodels.history import versions_of
from app.viewmodels.incidents import Incidents
from app.viewmodels.pattern import PatternModel, PatternServices
from app.viewmodels.pattern_shown import as_shown, knowledge_as_shown
from app.viewmodels.sources import Sources
from app.viewmodels.weighings import Weighings

AT = date(2026, 3, 24)
SAY = Translator("nl")
Opener = Circumstances | Events | Incidents | Sources | Weighings


def now() -> datetime:
    return NOW


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 -- a state is made of anything
    """Yield every text in a state, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(key)
            yield from texts(part)
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, msgspec.Struct):
        yield from texts(msgspec.to_builtins(value))


def told(*states: object) -> list[str]:
    """Return every text with the secret."""
    return [text for text in texts(states) if SECRET in text]


def withdrawn_of(whole: CaseSnapshot) -> list[Withdrawn]:
    return [
        Withdrawn(record=msgspec.structs.replace(one, id=UUID(int=number)), at=NOW, by="S.", reason=f"om {SECRET}")
        for number, one in enumerate(whole.records(), start=1)
        if one.sensitivity is Sensitivity.R0 and not isinstance(one, Case)
    ]


def openers(whole: CaseSnapshot) -> dict[str, Opener]:
    """Return the loaded model of every page on which a record is opened."""
    keeper, ledger = CaseKeeper(whole), Ledger(whole)
    keeper.gone = withdrawn_of(whole)
    ledger.gone = withdrawn_of(whole)
    events, shelf, desk = keeper.events_services(), exhibit_services(keeper), InlineDesk()
    models: dict[str, Opener] = {
        "circumstances": Circumstances(keeper.case, events, desk, SAY, now),
        "events": Events(keeper.case, events, desk, SAY, now),
        "sources": Sources(keeper.case, events, shelf, desk, SAY, now),
        "weighings": Weighings(keeper.case, keeper.weighing_services(), desk, SAY, now),
        "incidents": Incidents(keeper.case, ledger.services(), shelf, desk, SAY, now),
    }
    for model in models.values():
        model.load()
    return models


PLACES: dict[type[Record], str] = {
    FearScore: "circumstances",
    Protection: "circumstances",
    InstrumentOutcome: "circumstances",
    Retraction: "circumstances",
    ContextEvent: "events",
    Measure: "events",
    Source: "sources",
    Exhibit: "sources",
    Review: "weighings",
    CodeStep: "weighings",
    Incident: "incidents",
}


def form_state(model: Opener) -> object:
    return model.form.state if model.form is not None else None


def gated(model: Opener) -> bool:
    return model.gate is not None


@pytest.mark.parametrize("plant", [planted_case, planted_fields])
@pytest.mark.parametrize("page", sorted(set(PLACES.values())))
def test_a_list_tells_no_text_of_a_hidden_record_not_even_of_a_withdrawn_one(
    page: str, plant: Callable[[], CaseSnapshot]
) -> None:
    model = openers(plant())[page]
    assert told(model.state) == []
    assert SAY("Hidden (R0)") in set(texts(model.state))
    if isinstance(model, Incidents):
        model.narrow(withdrawn=True)
        assert told(model.state) == []


@pytest.mark.parametrize("plant", [planted_case, planted_fields])
@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_a_hidden_record_is_asked_for_first_and_hidden_again_when_its_page_is_left(
    kind: type[Record], plant: Callable[[], CaseSnapshot]
) -> None:
    whole = plant()
    record = next(one for one in whole.records() if isinstance(one, kind))
    model = openers(whole)[PLACES[kind]]
    model.open(str(record.id))
    assert (form_state(model), told(model.state, model.gate)) == (None, [])
    assert gated(model)
    model.show(str(record.id))
    assert not gated(model)
    assert told(form_state(model))
    model.hide_again()
    assert (form_state(model), told(model.state, model.gate)) == (None, [])
    assert gated(model)


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_showing_one_record_shows_no_other_one(kind: type[Record]) -> None:
    whole = planted_case()
    record = next(one for one in whole.records() if isinstance(one, kind))
    only = msgspec.structs.replace(unplanted(record), sensitivity=Sensitivity.R3)
    model = openers(planted_case_with(whole, only))[PLACES[kind]]
    model.open(str(only.id))
    assert form_state(model) is not None
    assert told(model.state, form_state(model)) == []


def unplanted(record: Record) -> Record:
    """Return a record with another word in the place of the secret."""
    return msgspec.json.decode(msgspec.json.encode(record).replace(SECRET.encode(), b"elders"), type=type(record))


def planted_case_with(whole: CaseSnapshot, record: Record) -> CaseSnapshot:
    """Return the case with one record in another version."""
    return msgspec.structs.replace(
        whole,
        **{
            name: tuple(record if one.id == record.id else one for one in records)
            for name, records in msgspec.structs.asdict(whole).items()
            if isinstance(records, tuple) and name != "lists"
        },
    )


def test_a_record_that_is_saved_after_it_was_shown_keeps_every_text() -> None:
    whole = planted_case()
    keeper = CaseKeeper(whole)
    model = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), SAY, now)
    model.load()
    (fear,) = whole.fears
    model.show(str(fear.id))
    model.open(str(fear.id))
    assert model.form is not None
    model.form.edit(score="7")
    model.form.save()
    (saved,) = keeper.snapshot.fears
    assert (saved.score, saved.words) == (7, fear.words)
    assert SAY("Hidden (R0)") not in msgspec.json.encode(keeper.snapshot).decode()


def test_a_record_that_becomes_r0_in_its_form_stays_whole_there() -> None:
    fear = builders.fear(words="Hij weet waar ik ben.", sensitivity=Sensitivity.R3)
    keeper = CaseKeeper(builders.snapshot(fears=(fear,)))
    model = Circumstances(keeper.case, keeper.events_services(), InlineDesk(), SAY, now)
    model.load()
    model.open(str(fear.id))
    assert model.form is not None
    for score in ("6", "7"):
        model.form.edit(sensitivity="R0", score=score)
        model.form.save()
    (saved,) = keeper.snapshot.fears
    assert (saved.words, saved.score, saved.sensitivity) == ("Hij weet waar ik ben.", 7, Sensitivity.R0)


def cases_of(whole: CaseSnapshot) -> CasesServices:
    """Return a vault with one case, in which nothing can be written."""

    def never(*_arguments: object, **_fields: object) -> Any:  # noqa: ANN401 -- stands for every verb that writes
        raise AssertionError

    return CasesServices(
        list_cases=lambda: (CaseSummary(case=whole.case),),
        read_case=lambda _case: whole,
        open_case=never,
        record=never,
        correct=never,
        withdraw=never,
        keep_draft=never,
        read_draft=lambda _key: None,
        drop_draft=never,
        import_file=never,
        export_file=never,
    )


@pytest.mark.parametrize("plant", [planted_case, planted_fields])
def test_the_head_and_the_list_of_cases_tell_no_hidden_text(plant: Callable[[], CaseSnapshot]) -> None:
    whole = plant()
    frame = frame_of(whole)
    assert frame.state.ready
    cases = Cases(cases_of(whole), InlineDesk(), SAY, now)
    cases.load()
    (row,) = cases.state.rows
    assert row.reference == whole.case.reference
    assert told(frame.state, cases.state) == []


def pattern_model(whole: CaseSnapshot) -> PatternModel:
    """Return the loaded model of the pattern."""

    def pattern_of(case_id: UUID, *, at: date, window: int) -> Pattern:
        assert case_id == whole.case.id
        return Pattern(whole, at, window, evaluate(whole, at=at, window=window))

    def remember(case_id: UUID, *, at: date, window: int) -> Change:  # noqa: ARG001 -- the form of the service
        return Change(case_id, RecordKind.CASE, case_id)

    services = PatternServices(lambda _case: whole, pattern_of, remember, lambda _path, _data, _reason: None)
    model = PatternModel(whole.case.id, services, InlineDesk(), SAY, now)
    model.load()
    return model


def frame_of(whole: CaseSnapshot) -> Frame:
    """Return the loaded head of a case."""
    frame = Frame(whole.case.id, FrameServices(lambda _case: whole, lambda _case, _why: whole), InlineDesk(), SAY, now)
    frame.load()
    return frame


def test_the_kind_of_a_hidden_plan_is_not_told_either() -> None:
    plan = builders.event("ctx-separation-announced", "2026-04-01", planned=True, sensitivity=Sensitivity.R0)
    label = load_catalogue().contexts[plan.type].label
    model = pattern_model(builders.snapshot(builders.incident(), events=(plan,)))
    drawing = model.timeline(900.0, 12.0, PAPER)
    assert drawing is not None
    frame = frame_of(builders.snapshot(events=(plan,)))
    assert not [text for text in texts((model.state, frame.state)) if SAY.label(label) in text]
    assert SAY.label(label) not in to_svg(drawing)
    assert any(SAY("Hidden (R0)") in fact.words for fact in frame.state.facts)


@pytest.mark.parametrize("plant", [planted_case, planted_fields])
def test_the_pattern_and_its_pictures_tell_no_hidden_text(plant: Callable[[], CaseSnapshot]) -> None:
    model = pattern_model(plant())
    model.show_loose(loose=True)
    assert model.state.ready
    assert model.state.incidents.rows
    drawings = [draw(900.0, 12.0, PAPER) for draw in (model.timeline, model.months, model.knowledge)]
    assert told(model.state, drawings) == []
    assert not any(SECRET in to_svg(drawing) for drawing in drawings if drawing is not None)


def test_checklists_and_lists_of_others_tell_no_text_of_a_hidden_incident() -> None:
    whole = msgspec.structs.replace(planted_case(), assessments=())
    keeper = CaseKeeper(whole)
    model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), SAY, now)
    model.load()
    form = model.open("nfs")
    rows = [row for group in form.state.groups for row in group.items]
    assert any(row.incidents for row in rows)
    assert any(row.against for row in rows)
    walks = [model.follow(walk).state for walk in Walk]
    assert told(model.state, form.state, walks) == []


def test_a_field_of_its_own_is_hidden_in_a_row_that_is_open() -> None:
    incident = builders.incident(
        facts="Hij stond er.", where="Lindelaan 4", field_sensitivity={"where": Sensitivity.R0}
    )
    model = openers(builders.snapshot(incident))["incidents"]
    assert isinstance(model, Incidents)
    (row,) = model.state.rows
    assert row.told == "Hij stond er."
    model.narrow(text="lindelaan")
    assert model.state.rows == ()
    model.narrow(text="")
    model.open(str(incident.id))
    assert (model.form, model.gate is not None) == (None, True)


def test_a_hidden_incident_is_not_found_by_its_words_or_its_behaviour() -> None:
    incident = builders.incident(facts="Kastanjehof", behaviours=("stk-watch",), sensitivity=Sensitivity.R0, number=31)
    model = openers(builders.snapshot(incident))["incidents"]
    assert isinstance(model, Incidents)
    filters: list[tuple[dict[str, str], int]] = [
        ({"text": "kastanje"}, 0),
        ({"behaviour": "stk-watch"}, 0),
        ({"severity": "4"}, 0),
        ({"text": "I-31"}, 1),
    ]
    for chosen, rows in filters:
        model.widen()
        model.narrow(**chosen)
        assert len(model.state.rows) == rows, chosen


def test_versions_from_when_it_was_r0_stay_hidden_in_the_history_of_an_open_record() -> None:
    hidden = builders.fear(words=SECRET, sensitivity=Sensitivity.R0)
    now_open = msgspec.structs.replace(hidden, words="Niet ver weg.", sensitivity=Sensitivity.R3)
    again = msgspec.structs.replace(hidden, words="Toch weer.")
    history = tuple(
        Revision(
            record=one.id,
            kind=RecordKind.FEAR,
            number=number,
            action=RevisionAction.CORRECTED,
            at=NOW,
            by="S.",
            reason=f"om {SECRET}" if number == 1 else "",
            content=msgspec.to_builtins(one),
        )
        for number, one in enumerate((hidden, now_open, again), start=1)
    )
    case = builders.snapshot()
    assert told(versions_of(history[:2], case, SAY)) == []
    assert [one.older for one in versions_of(history[:2], case, SAY)] == [True, False]
    assert told(versions_of(history, case, SAY))


@pytest.mark.parametrize("kind", ["ctx-separation-announced", "ctx-disclosure"])
def test_no_rule_tells_which_hidden_event_is_of_a_kind(kind: str) -> None:
    hidden = builders.event(kind, "2026-01-18", number=31, sensitivity=Sensitivity.R0)
    known = builders.event("ctx-new-partner", "2026-02-02", number=32)
    acts = [builders.incident(f"2026-0{month}-1{day}") for month in (1, 2, 3) for day in (1, 4, 7)]
    whole = builders.snapshot(*acts, events=(hidden, known))
    plain = whole_pattern(whole)
    shown = as_shown(plain, SAY("Hidden (R0)"))
    told = "\n".join(found for one in shown.findings for found in texts(explain(one, shown.snapshot, SAY)))
    assert "G-31" not in told
    assert "18 jan" not in told
    assert "G-32" in told
    assert [one.outcome for one in shown.findings] == [one.outcome for one in plain.findings]
    noted = [one.rule for one in shown.findings if any(missed.key == "hidden_events" for missed in one.missing)]
    assert "R09" in noted
    assert ("R07" in noted) is (kind == "ctx-separation-announced")


def test_who_knew_what_counts_from_a_hidden_separation_as_the_rules_do() -> None:
    police = builders.source("agent", number=1, organisation="Politie")
    left = builders.event("ctx-separation-announced", "2026-01-18", number=31, sensitivity=Sensitivity.R0)
    acts = [builders.incident(f"2026-02-1{day}", sources=(builders.citation(police),)) for day in (1, 4, 7)]
    case = builders.case(coverage_from=date(2025, 1, 1))
    plain = whole_pattern(builders.snapshot(*acts, case=case, events=(left,), sources=(police,)))
    word = SAY("Hidden (R0)")
    known = knowledge_as_shown(plain, word)
    together = {one.rule: one for one in known.together.findings}
    assert together["R07"] == next(one for one in as_shown(plain, word).findings if one.rule == "R07")
    (police_alone,) = known.knowers
    for one in (*known.together.findings, *police_alone.alone.findings):
        if one.rule == "R07":
            assert one.outcome is Outcome.SIGNAL
            assert (one.figures["separation"], one.figures["separation_event"]) == (word, word)


def whole_pattern(whole: CaseSnapshot) -> Pattern:
    """Return what the rules see in a case."""
    return Pattern(snapshot=whole, at=AT, window=90, findings=evaluate(whole, at=AT, window=90))
