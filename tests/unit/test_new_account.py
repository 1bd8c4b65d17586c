"""A changed account is a new entry beside the first: on the form, in the list, in the counts and on paper (5.2.11)."""

# ruff: noqa: ANN401 -- a builder takes any field of its value
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import pikepdf
import pytest
from dossier_copies import copy_of, squeezed
from incident_bench import Bench
from typed_case import told_copy

import builders
from app.domain.duplicates import effects_told
from app.domain.finding import Finding, Weight
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.period import Period, Precision
from app.domain.person import Person, Role
from app.domain.record import Sensitivity
from app.dossier.access import only_about
from app.dossier.render import render
from app.dossier.select import select
from app.i18n import Translator
from app.jobs import Job
from app.risk.engine import evaluate
from app.risk.profiles import load_profiles
from app.viewmodels.incident_form import IncidentForm
from app.viewmodels.record_form import draft_key

NL = Translator("nl")
WHY = "Zij durfde het pas te zeggen toen zij alleen was."


def first(**fields: Any) -> Incident:
    """Return a first account: a push, told in March."""
    told = {"facts": "Hij duwde haar.", "behaviours": ("phy-push-grab",), "severity": 3, **fields}
    return builders.incident("2026-03-14", **told)


def later(of: Incident, **fields: Any) -> Incident:
    """Return a new account of an event."""
    told = {"facts": "Hij duwde haar en kneep haar keel dicht.", "behaviours": ("phy-push-grab", "str-manual")}
    more = {"severity": 5, "duplicate_of": of.id, "changed_because": WHY}
    return builders.incident(of.when, **{**told, **more, **fields})


def begun(bench: Bench, of: Incident) -> IncidentForm:
    """Begin a new account of the event of an entry."""
    bench.page.open(str(of.id))
    bench.page.tell_again()
    return bench.form


def test_a_new_account_takes_over_when_where_and_who_and_asks_again_what_was_told() -> None:
    child = builders.person(name="D. (9)", role=Role.CHILD)
    known = first(
        where="keuken", actor=Actor.PERPETRATOR, target=Actor.THIRD, children_present=(child.id,),
        effects=("eff-fear",), quote="Hou je mond.", sources=(builders.citation(builders.source()),),
    )  # fmt: skip
    form = begun(Bench(known, persons=(child,)), known)
    fields = form.state.fields
    assert (form.state.title, form.state.is_new, form.state.dirty) == (
        f"Nieuwe verklaring over I-{known.number}",
        True,
        False,
    )
    assert (fields.where, fields.actor, fields.target, fields.children) == (
        "keuken",
        "pleger",
        "derde",
        (str(child.id),),
    )
    assert form.state.read.when == known.when
    assert (fields.facts, fields.quote, fields.behaviours, fields.effects) == ("", "", (), ())
    assert all(row.empty for row in fields.sources)


def test_it_is_saved_beside_the_first_with_its_reason_and_the_first_stays_as_it_was() -> None:
    known = first()
    bench = Bench(known)
    form = begun(bench, known)
    form.edit(facts="Hij kneep haar keel dicht.")
    form.save()
    assert form.state.told == ("Schrijf op waarom er een nieuwe verklaring is.",)
    form.edit(changed_because=WHY)
    form.save()
    saved = bench.saved
    assert (saved.duplicate_of, saved.changed_because, saved.when) == (known.id, WHY, known.when)
    assert bench.ledger.snapshot.incidents[0] == known
    assert bench.ledger.drafts == {}


def test_words_for_a_day_keep_the_day_that_the_first_account_was_read_as() -> None:
    when = Period(words="vorige maand", first=date(2025, 2, 1), last=date(2025, 2, 28), precision=Precision.MONTH)
    known = builders.incident(when)
    assert begun(Bench(known), known).state.read.when == when


def test_each_account_leads_to_the_other_on_the_form_and_in_the_list() -> None:
    known = first(number=31)
    new = later(known, number=35)
    bench = Bench(known, new)
    bench.page.open(str(known.id))
    assert (bench.form.state.accounts.words, [link[:2] for link in bench.form.state.accounts.links]) == (
        "Later opnieuw verteld:", [(str(new.id), "I-35")],
    )  # fmt: skip
    bench.page.open(str(new.id))
    accounts = bench.form.state.accounts
    assert [link[:2] for link in accounts.links] == [(str(known.id), "I-31")]
    assert (accounts.changed, bench.form.state.fields.changed_because) == (True, WHY)
    assert {row.number: row.mark for row in bench.page.state.rows} == {
        "I-31": "",
        "I-35": "nieuwe verklaring over I-31",
    }


def test_a_new_account_of_a_later_account_points_to_the_first() -> None:
    known = first()
    new = later(known)
    assert begun(Bench(known, new), new).state.fields.duplicate_of == str(known.id)


def test_what_was_typed_over_the_first_account_goes_along_and_the_first_has_no_draft_left() -> None:
    known = first(where="keuken")
    bench = Bench(known)
    bench.page.open(str(known.id))
    bench.form.edit(facts="Hij kneep haar keel dicht.", where="hal", reason=WHY)
    bench.form.keep_draft()
    bench.page.tell_again()
    fields = bench.form.state.fields
    assert (fields.facts, fields.where, fields.changed_because, fields.behaviours) == (
        "Hij kneep haar keel dicht.", "hal", WHY, (),
    )  # fmt: skip
    assert list(bench.ledger.drafts) == [draft_key("incident", bench.page.case, f"again-{known.id}")]
    bench.page.open(str(known.id))
    assert (bench.form.state.fields.facts, bench.form.state.dirty) == ("Hij duwde haar.", False)


def test_what_was_typed_stays_where_it_was_when_a_new_account_was_begun_before() -> None:
    known = first()
    bench = Bench(known)
    begun(bench, known).edit(facts="Eerder begonnen.")
    bench.page.open(str(known.id))
    assert bench.page.state.account_draft
    bench.form.edit(facts="Later getypt.")
    bench.page.tell_again()
    assert bench.form.state.fields.facts == "Eerder begonnen."
    bench.page.open(str(known.id))
    assert bench.form.state.fields.facts == "Later getypt."


def test_nothing_is_lost_when_the_typed_words_cannot_be_kept() -> None:
    known = first()
    bench = Bench(known)
    bench.page.open(str(known.id))
    bench.form.edit(facts="Hij kneep haar keel dicht.")
    bench.ledger.full = True
    bench.page.tell_again()
    assert (bench.page.opened, bench.form.state.fields.facts) == (str(known.id), "Hij kneep haar keel dicht.")
    bench.ledger.full = False
    bench.form.keep_draft()
    assert len(bench.ledger.drafts) == 1


def test_a_half_typed_account_waits_at_the_first_and_opens_again_at_its_place() -> None:
    known = first()
    bench = Bench(known)
    begun(bench, known).edit(facts="Hij kneep haar keel dicht.")
    place = bench.page.opened
    bench.page.close()
    assert [row.draft for row in bench.page.state.rows] == [True]
    page = bench.again()
    page.open(place)
    assert bench.form.state.fields.facts == "Hij kneep haar keel dicht."
    assert bench.form.state.fields.duplicate_of == str(known.id)


def test_a_new_account_never_takes_the_place_of_the_draft_of_another_incident() -> None:
    known = first()
    bench = Bench(known)
    bench.new(facts="Iets anders.")
    form = begun(bench, known)
    form.edit(facts="Hij kneep haar keel dicht.", changed_because=WHY)
    form.save(then_next=True)
    assert bench.page.form is None
    bench.page.new()
    assert bench.form.state.fields.facts == "Iets anders."


def test_a_new_account_travels_no_further_than_the_first() -> None:
    known = first(where="Kade 4", sensitivity=Sensitivity.R2, field_sensitivity={"where": Sensitivity.R1})
    bench = Bench(known)
    form = begun(bench, known)
    form.edit(facts="Hij kneep haar keel dicht.", changed_because=WHY)
    form.save()
    assert (bench.saved.sensitivity, bench.saved.mark_of("where")) == (Sensitivity.R2, Sensitivity.R1)


def test_a_hidden_place_that_was_taken_over_is_hidden_again_when_the_page_is_left() -> None:
    known = first(where="Kade 4", field_sensitivity={"where": Sensitivity.R0})
    bench = Bench(known)
    bench.page.open(str(known.id))
    bench.page.show(str(known.id))
    bench.page.tell_again()
    assert bench.form.state.fields.where == "Kade 4"
    bench.page.hide_again()
    assert bench.page.form is None
    bench.page.open(f"again-{known.id}")
    assert (bench.page.form, bench.page.opened) == (None, str(known.id))


@pytest.mark.parametrize(
    ("hidden", "typed"),
    [
        ({"sensitivity": Sensitivity.R0}, {"facts": "Zij zit nu aan de Kade 4."}),
        ({"where": "Kade 4", "field_sensitivity": {"where": Sensitivity.R0}}, {"where": "Kade 5"}),
    ],
)
def test_what_was_typed_over_a_hidden_later_account_stays_hidden_in_the_new_one(
    hidden: dict[str, Any], typed: dict[str, str]
) -> None:
    known = first(field_sensitivity={"where": Sensitivity.R2})
    bench = Bench(known, new := later(known, **hidden))
    bench.page.open(str(new.id))
    bench.page.show(str(new.id))
    bench.form.edit(**typed)
    bench.page.tell_again()
    assert bench.page.form is None, "what is hidden is asked for at the first account too"
    bench.page.show(str(known.id))
    assert bench.page.opened == f"again-{known.id}", "asked for, the account itself is shown"
    fields = bench.form.state.fields
    assert fields.sensitivity == hidden.get("sensitivity", Sensitivity.R3)
    assert fields.marks["where"] == hidden.get("field_sensitivity", {}).get("where", Sensitivity.R2)
    assert all(getattr(fields, name) == words for name, words in typed.items())


def test_a_half_typed_account_hides_what_it_took_over_when_the_first_is_hidden_meanwhile() -> None:
    known = first(where="Kade 4")
    bench = Bench(known)
    begun(bench, known).edit(facts="Hij kneep haar keel dicht.")
    bench.page.close()
    bench.page.open(str(known.id))
    bench.form.mark("where", Sensitivity.R0.value)
    bench.form.save()
    page = bench.again()
    page.open(str(known.id))
    page.show(str(known.id))
    page.tell_again()
    fields = bench.form.state.fields
    assert (fields.where, fields.marks) == ("Kade 4", {"where": "R0"})
    assert fields.facts == "Hij kneep haar keel dicht."


def test_the_form_tells_what_only_the_new_account_holds_and_that_it_does_not_count() -> None:
    known = first()
    new = later(known, effects=("eff-fear",))
    bench = Bench(known, new)
    bench.page.open(str(new.id))
    touch = next(one for one in bench.form.state.hints.touches if one.mark == "telt niet mee")
    assert (touch.weight, touch.links) == (Weight.CRITICAL, ((str(known.id), f"I-{known.number}"),))
    assert len(touch.lines) == 3
    mentions = [one.lines[0] for one in bench.form.state.hints.touches if one.mark != "telt niet mee"]
    assert mentions == ["Eerste vermelding in deze zaak."] * 2


def figures(*incidents: Incident) -> dict[str, tuple[Any, ...]]:
    """Return what the rules that count make of a case, by rule."""
    sources = (builders.source("Sanne", number=1),)
    cited = tuple(msgspec.structs.replace(one, sources=(builders.citation(sources[0]),)) for one in incidents)
    found = evaluate(builders.snapshot(*cited, sources=sources), at=date(2026, 4, 1), window=90)

    def told(finding: Finding) -> tuple[Any, ...]:
        return finding.outcome, finding.figures, finding.incidents

    return {finding.rule: told(finding) for finding in found}


def test_no_rule_counts_the_event_twice() -> None:
    known = first(number=1)
    others = [builders.incident(f"2026-0{month}-10", number=month + 1, severity=3) for month in (1, 2, 3)]
    alone = figures(known, *others)
    assert figures(known, *others, later(known, number=9, facts="Hij duwde haar opnieuw.")) == alone
    twice = figures(known, *others, later(known, number=9, duplicate_of=None))
    assert {rule for rule in alone if alone[rule] != twice[rule]} >= {"R02", "R06", "R11", "R18"}


def test_an_effect_that_only_a_later_account_tells_is_told() -> None:
    known = first(effects=("eff-fear",))
    new = later(known, effects=("eff-fear", "eff-injury"))
    assert effects_told((known, new)) == {known.id: ("eff-fear",), new.id: ("eff-injury",)}
    text = squeezed(render(copy_of(builders.snapshot(known, new), profile="intern"), Job()))
    assert "vertelt niets over: letsel".replace(" ", "") not in text


def test_both_accounts_are_printed_and_each_names_the_page_and_leads_to_the_other() -> None:
    known = first(number=31)
    new = later(known, number=35)
    made = render(copy_of(builders.snapshot(known, new), profile="om_processtuk"), Job())
    text = squeezed(made)
    assert "Hetzelfdevoorvalisopnieuwverteld:zieookI-35(p." in text
    assert "NieuweverklaringoverI-31(p." in text
    assert WHY.replace(" ", "") in text
    assert text.rindex("Hijduwdehaar.") < text.rindex("Hijduwdehaarenkneephaarkeeldicht.")
    with pikepdf.open(BytesIO(made)) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link]
    assert len(links) >= 2


def test_a_copy_without_the_first_account_tells_nothing_of_it() -> None:
    known = first(sensitivity=Sensitivity.R1)
    case = builders.snapshot(known, later(known))
    (seen,) = select(case, profile=load_profiles()["om_processtuk"], say=NL).snapshot.incidents
    assert (seen.duplicate_of, seen.changed_because, bool(seen.set_aside)) == (None, "", True)


@pytest.mark.parametrize("kind", list(EntryKind))
def test_the_copy_of_the_alleged_perpetrator_holds_no_reason_of_a_new_account(kind: EntryKind) -> None:
    known = first(kind=kind)
    people = (Person(name="Sanne Dijkgraaf", role=Role.VICTIM), Person(name="Daan Vermeer", role=Role.PERPETRATOR))
    case = builders.snapshot(known, later(known, kind=kind), persons=people)
    chosen = select(case, profile=load_profiles()["inzage_pleger"], say=NL)
    rows = only_about(chosen, people[1], case, NL).selection.snapshot.incidents
    assert all(not row.changed_because for row in rows)


def test_what_only_a_later_account_tells_stands_on_the_first_page_and_in_its_row_as_not_counted() -> None:
    known = first(number=31)
    text = squeezed(
        render(told_copy(builders.snapshot(known, later(known, number=35)), "", profile="om_processtuk"), Job())
    )
    assert "nietmeegeteld:Handenomoftegendehals(I-35)." in text
    assert "Alleenindezeverklaring,ennietmeegeteld:Handenomoftegendehals" in text
    same = later(known, number=35, behaviours=("phy-push-grab",))
    plain = squeezed(render(told_copy(builders.snapshot(known, same), "", profile="om_processtuk"), Job()))
    assert "nietmeegeteld:" not in plain
