"""Weighing a case in own words: reasons, actions, signing, and what changed since."""

from datetime import date, datetime

import msgspec
from case_keeper import NOW, CaseKeeper

import builders
from app.domain.review import Action, Ground, Review
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.weighing_form import WeighingFields, WeighingForm
from app.viewmodels.weighings import Weighings


def now() -> datetime:
    return NOW


def opened(keeper: CaseKeeper) -> Weighings:
    model = Weighings(keeper.case, keeper.weighing_services(), InlineDesk(), Translator("nl"), now)
    model.load()
    return model


def begun(snapshot: CaseSnapshot) -> tuple[Weighings, WeighingForm, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    model = opened(keeper)
    model.begin()
    return model, form_of(model), keeper


def form_of(model: Weighings) -> WeighingForm:
    assert isinstance(model.form, WeighingForm)
    return model.form


def test_a_weighing_has_no_field_for_a_figure() -> None:
    names = {field.name for field in msgspec.structs.fields(Review)} | set(WeighingFields.__dataclass_fields__)
    assert not any(word in name for name in names for word in ("score", "level", "risk", "weight"))


def test_a_weighing_is_kept_as_a_draft_before_it_is_signed() -> None:
    threat = builders.incident("2026-03-01", number=9)
    model, form, keeper = begun(builders.snapshot(threat))
    form.edit(judgement="Hij zoekt haar steeds op.", scenarios="Nieuw treffen bij de zitting.", next="20 april 2026")
    form.edit_ground(0, words="Hij dreigt en houdt zich niet aan het verbod.", incidents=(str(threat.id),))
    form.edit_ground(0, rules=("R11",))
    form.add_action()
    form.edit_action(0, what="Wijkagent bellen", owner="S. de Boer", due="27 maart 2026")
    form.save()
    (review,) = keeper.snapshot.reviews
    assert review.grounds == (
        Ground(words="Hij dreigt en houdt zich niet aan het verbod.", incidents=(threat.id,), rules=("R11",)),
    )
    assert review.actions == (Action(what="Wijkagent bellen", owner="S. de Boer", due=date(2026, 3, 27)),)
    assert (review.reviewed_on, review.next_on) == (NOW.date(), date(2026, 4, 20))
    assert model.state.lines[0].status == "concept, niet ondertekend"
    assert form.links(form.state.fields.grounds[0])[0].text == "I-9"


def test_signing_asks_for_a_concern_and_a_reason_in_own_words() -> None:
    _, form, keeper = begun(builders.snapshot())
    form.sign()
    assert form.state.told == (
        "Schrijf de zorg in eigen woorden voor het ondertekenen.",
        "Schrijf minstens één reden voor het ondertekenen.",
    )
    assert not keeper.snapshot.reviews


def test_incidents_alone_are_no_reason() -> None:
    threat = builders.incident()
    _, form, keeper = begun(builders.snapshot(threat))
    form.edit_ground(0, incidents=(str(threat.id),))
    form.save()
    assert form.state.told == ("Schrijf een reden in eigen woorden; incidenten alleen zijn geen reden.",)
    assert not keeper.snapshot.reviews


def test_what_was_signed_can_only_be_read() -> None:
    model, form, keeper = begun(builders.snapshot())
    form.edit(judgement="Zorg.")
    form.edit_ground(0, words="Dreiging.")
    form.sign()
    (review,) = keeper.snapshot.reviews
    assert review.signed_at == NOW
    assert "ondertekend op 24 mrt 2026" in form.signed
    form.edit(judgement="Toch niet.")
    assert form.state.fields.judgement == "Zorg."
    assert form.state.kept_by
    form.sign()
    assert keeper.saves == 1
    assert model.state.lines[0].signed


def test_everything_that_changed_since_the_last_signed_weighing_is_listed() -> None:
    first, second = builders.incident(number=1), builders.incident(number=2)
    fear = builders.fear(number=1)
    keeper = CaseKeeper(builders.snapshot(first, second, fears=(fear,)))
    keeper.sign(keeper.case, builders.review(number=1))
    model = opened(keeper)
    assert model.state.since_none == "Sindsdien is niets toegevoegd, gewijzigd of ingetrokken."
    keeper.record(keeper.case, builders.event())
    keeper.correct(keeper.case, msgspec.structs.replace(first, facts="Hij belde aan."))
    keeper.withdraw(keeper.case, fear.id, reason="dubbel")
    model.load()
    told = {group.title: [(link.text, link.page) for link in group.links] for group in model.state.since}
    assert told == {
        "Toegevoegd": [("G-502", "events")],
        "Gewijzigd": [("I-1", "incidents")],
        "Ingetrokken": [("A-1", "")],
    }


def test_a_withdrawn_incident_stays_named_in_a_signed_weighing() -> None:
    threat = builders.incident(number=4)
    keeper = CaseKeeper(builders.snapshot(threat))
    review = builders.review(grounds=(Ground(words="Dreiging.", incidents=(threat.id,)),))
    keeper.sign(keeper.case, review)
    keeper.withdraw(keeper.case, threat.id, reason="andere zaak")
    model = opened(keeper)
    model.open(str(review.id))
    form = form_of(model)
    assert [(link.text, link.key) for link in form.links(form.state.fields.grounds[0])] == [("I-4, ingetrokken", "")]


def test_only_the_latest_weighing_asks_to_be_made_again() -> None:
    old = builders.review("2025-12-01", next_on=date(2026, 1, 1))
    keeper = CaseKeeper(builders.snapshot(reviews=(old,)))
    assert opened(keeper).state.lines[0].asks
    keeper.record(keeper.case, builders.review("2026-03-20", next_on=date(2026, 4, 20)))
    assert [line.asks for line in opened(keeper).state.lines] == [False, False]


def test_a_half_typed_weighing_is_taken_up_again() -> None:
    _, form, keeper = begun(builders.snapshot())
    form.edit(judgement="Nog niet af")
    form.keep()
    assert form_of(opened(keeper)).state.fields.judgement == "Nog niet af"
