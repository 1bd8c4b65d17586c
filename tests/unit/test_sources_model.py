"""The sources of a case: organisation, day and contact, and what rests on them."""

from datetime import date, datetime

from case_keeper import NOW, CaseKeeper
from exhibit_shelf import exhibit_services

import builders
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Contact, SourceKind
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.source_form import SourceForm
from app.viewmodels.sources import Sources


def now() -> datetime:
    return NOW


def opened(snapshot: CaseSnapshot) -> tuple[Sources, CaseKeeper]:
    keeper = CaseKeeper(snapshot)
    model = Sources(
        keeper.case, keeper.events_services(), exhibit_services(keeper), InlineDesk(), Translator("nl"), now
    )
    model.load()
    return model, keeper


def form_of(model: Sources) -> SourceForm:
    assert isinstance(model.form, SourceForm)
    return model.form


def test_a_source_is_recorded_with_its_organisation_its_day_and_its_contact() -> None:
    model, keeper = opened(builders.snapshot())
    model.new("source")
    form_of(model).edit(
        label="wijkagent", kind="gesprek", organisation="Politie", dated="3 maart 2026", contact="slachtoffer"
    )
    form_of(model).save()
    (source,) = keeper.snapshot.sources
    assert (source.kind, source.organisation, source.dated) == (SourceKind.CONVERSATION, "Politie", date(2026, 3, 3))
    assert source.contact is Contact.VICTIM
    assert model.state.lists[0].lines[0].status == "Politie"


def test_a_source_without_a_name_is_not_saved() -> None:
    model, keeper = opened(builders.snapshot())
    model.new("source")
    form_of(model).edit(organisation="Politie")
    form_of(model).save()
    assert form_of(model).state.told == ("Schrijf wie of wat de bron is.",)
    assert not keeper.snapshot.sources


def test_a_source_on_which_something_rests_stays() -> None:
    sister = builders.source("zus", number=3)
    threat = builders.incident(number=8, sources=(builders.citation(sister),))
    model, _ = opened(builders.snapshot(threat, sources=(sister,)))
    model.open(str(sister.id))
    assert form_of(model).state.kept_by == "Deze bron kan niet worden ingetrokken: I-8 rust erop."
    assert [link.text for link in model.state.lists[0].lines[0].links] == ["I-8"]


def test_a_withdrawn_source_is_shown() -> None:
    sister = builders.source("zus", number=3)
    model, keeper = opened(builders.snapshot(sources=(sister,)))
    keeper.withdraw(keeper.case, sister.id, reason="dubbel")
    model.load()
    assert [(line.number, line.title) for line in model.state.withdrawn] == [("B-3", "zus")]
