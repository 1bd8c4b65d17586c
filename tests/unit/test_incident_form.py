"""The incident form without a screen: reading, drafts, saving, correcting, withdrawing."""

from datetime import date
from typing import Any

import msgspec
import pytest
from incident_bench import Bench

import builders
from app.domain.incident import Actor, EntryKind
from app.domain.period import Precision
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.source import Knowledge, SourceKind
from app.errors import DiskFullError
from app.viewmodels.incident_fields import IncidentFields, SourceRow
from app.viewmodels.incidents import Incidents

ACCOUNT: dict[str, Any] = {"when": "half maart 2026, avond", "facts": "Hij stond voor de deur."}


def test_an_incident_goes_from_the_fields_to_the_vault() -> None:
    child = builders.person(name="D. (9)", role=Role.CHILD)
    measure = builders.measure("2026-01-01", "2026-05-01")
    bench = Bench(persons=(child,), measures=(measure,))
    form = bench.new(
        **ACCOUNT,
        where=" voordeur ",
        quote="Jij komt hier nooit levend vanaf.",
        interpretation="Past in de opbouw.",
        not_found=" camerabeeld bij de buren ",
        typical=True,
        behaviours=("str-manual", "thr-kill-victim"),
        effects=("eff-fear",),
        children=(str(child.id),),
        marks={"where": "R0"},
    )
    form.choose_breaches((str(measure.id),))
    form.edit_breach(0, reaction="politie kwam", hours="0,5")
    form.edit_source(0, name="gesprek met cliënt", kind="gesprek", knowledge="eigen_verklaring", told="23-3-2026")
    form.save()
    saved, source = bench.saved, bench.ledger.snapshot.sources[0]
    assert (saved.when.first, saved.when.last) == (date(2026, 3, 10), date(2026, 3, 20))
    assert (saved.when.words, saved.when.approximate) == ("half maart 2026, avond", True)
    assert (saved.where, saved.facts, saved.quote) == (
        "voordeur",
        ACCOUNT["facts"],
        "Jij komt hier nooit levend vanaf.",
    )
    assert (saved.severity, saved.severity_reason, saved.actor) == (5, "", Actor.PERPETRATOR)
    assert (saved.not_found, saved.typical) == ("camerabeeld bij de buren", True)
    assert saved.children_present == (child.id,)
    assert (saved.breaches[0].measure, saved.breaches[0].reaction_hours) == (measure.id, 0.5)
    assert saved.field_sensitivity == {"where": Sensitivity.R0}
    assert (source.label, source.kind) == ("gesprek met cliënt", SourceKind.CONVERSATION)
    assert (saved.sources[0].source, saved.sources[0].knowledge) == (source.id, Knowledge.OWN_STATEMENT)
    assert saved.sources[0].told_on == date(2026, 3, 23)
    assert bench.page.form is None
    assert bench.desk.done == ["Het incident is opgeslagen."]


def test_a_correction_keeps_what_was_not_found_and_what_is_typical() -> None:
    told = builders.incident("2026-03-20", not_found="geen camerabeeld", typical=True)
    bench = Bench(told)
    bench.page.open(str(told.id))
    form = bench.page.form
    assert form is not None
    form.edit(where="portiek")
    form.save()
    assert (bench.saved.where, bench.saved.not_found, bench.saved.typical) == ("portiek", "geen camerabeeld", True)


def test_the_form_says_how_it_reads_the_date_while_it_is_typed() -> None:
    form = Bench().new(when="half maart 2026, avond")
    assert form.state.read.hints["when"].words == "gelezen als: ca. 10–20 mrt 2026, 18–24 u"


def test_a_date_with_two_meanings_is_not_saved_until_one_is_chosen() -> None:
    bench = Bench()
    form = bench.new(when="3/4/2025", facts="Hij belde.")
    assert form.state.read.meanings == ("3 apr 2025", "4 mrt 2025")
    form.save()
    assert form.state.told == ("Dit kan meer dan één moment zijn. Kies welk moment.",)
    form.edit(meaning=1)
    form.save()
    assert bench.saved.when.first == date(2025, 3, 4)


def test_typing_another_date_undoes_the_choice_of_a_meaning() -> None:
    form = Bench().new(when="3/4/2025")
    form.edit(meaning=1)
    form.edit(when="3/5/2025")
    assert form.state.fields.meaning == -1


def test_words_without_a_date_are_only_kept_undated_when_the_user_says_so() -> None:
    bench = Bench()
    form = bench.new(when="de week na de verjaardag van Sem", facts="Hij belde.")
    form.save()
    assert form.state.told
    form.edit(when_unread=True)
    form.save()
    assert bench.saved.when.precision is Precision.UNKNOWN
    assert bench.saved.when.words == "de week na de verjaardag van Sem"


def test_a_failed_save_keeps_what_was_typed() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    bench.ledger.full = True
    form.save()
    assert [type(error) for error in bench.desk.told] == [DiskFullError]
    assert (form.state.fields.facts, form.state.dirty, form.state.saving) == (ACCOUNT["facts"], True, False)
    bench.ledger.full = False
    form.save()
    assert bench.saved.facts == ACCOUNT["facts"]


def test_the_form_clears_only_once_the_save_is_acknowledged() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    bench.desk.held = True
    form.save()
    assert (form.state.fields.facts, form.state.saving) == (ACCOUNT["facts"], True)
    bench.desk.let_go()
    assert bench.page.form is None


def test_a_draft_is_kept_and_comes_back_when_the_form_opens() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT, behaviours=("str-manual",))
    form.edit_source(0, name="zus", knowledge="gehoord_van")
    form.keep_draft()
    assert form.state.note == "concept bewaard 14:02:11"
    typed = form.state.fields
    page = bench.again()
    assert page.state.new_draft
    page.new()
    assert bench.form.state.fields == typed
    assert "14:02" in bench.form.state.note


def test_a_draft_of_a_correction_stays_with_its_incident() -> None:
    one, two = builders.incident(), builders.incident("2026-01-01")
    bench = Bench(one, two)
    bench.page.open(str(one.id))
    bench.form.edit(facts="Anders.")
    bench.page.open(str(two.id))
    assert bench.form.state.fields.facts == two.facts
    assert [row.draft for row in bench.page.state.rows] == [True, False]
    page = bench.again()
    assert {row.id: row.draft for row in page.state.rows} == {str(one.id): True, str(two.id): False}
    page.open(str(one.id))
    assert bench.form.state.fields.facts == "Anders."


def test_a_draft_that_cannot_be_kept_is_told() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    bench.ledger.full = True
    form.keep_draft()
    assert form.state.note == "concept niet bewaard"
    bench.ledger.full = False
    form.keep_draft()
    assert form.state.note.startswith("concept bewaard")


def test_a_draft_of_an_older_form_is_left_alone() -> None:
    bench = Bench()
    bench.ledger.drafts[f"incident:{bench.ledger.snapshot.case.id}:new"] = {"fields": {"facts": 3}}
    bench.page.new()
    assert bench.form.state.fields == IncidentFields()


def test_saving_drops_the_draft_and_dropping_what_was_typed_does_too() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    form.keep_draft()
    form.save()
    assert not bench.ledger.drafts
    form = bench.new(facts="Toch niet.")
    form.keep_draft()
    form.discard()
    assert not bench.ledger.drafts
    bench.page.new()
    assert bench.form.state.fields.facts == ""


def test_save_and_next_keeps_the_sources_and_clears_the_rest() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    form.edit_source(0, name="gesprek met cliënt", knowledge="eigen_verklaring", told="gisteren")
    form.save(then_next=True)
    source = bench.ledger.snapshot.sources[0]
    expected = SourceRow(source=str(source.id), knowledge="eigen_verklaring", told="gisteren")
    assert form.state.fields == IncidentFields(sources=(expected,))
    form.edit(**ACCOUNT)
    form.save(then_next=True)
    assert (len(bench.ledger.snapshot.incidents), len(bench.ledger.snapshot.sources)) == (2, 1)


def test_a_typed_name_of_a_known_source_is_that_source_but_of_another_kind_a_new_one() -> None:
    known = builders.source("Zus", number=1)
    bench = Bench(sources=(known,))
    form = bench.new(**ACCOUNT)
    form.edit_source(0, name=" zus", knowledge="zelf_gezien")
    form.add_source()
    form.edit_source(1, name="zus", kind="document", knowledge="document")
    form.save()
    first, second = bench.saved.sources
    assert (first.source, second.source == known.id) == (known.id, False)
    assert len(bench.ledger.snapshot.sources) == 2


def test_two_rows_with_the_same_new_name_are_one_source() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    form.edit_source(0, name="zus", knowledge="zelf_gezien")
    form.add_source()
    form.edit_source(1, name="Zus ", knowledge="zelf_gehoord")
    form.save()
    assert [source.label for source in bench.ledger.snapshot.sources] == ["zus"]
    assert {citation.source for citation in bench.saved.sources} == {bench.ledger.snapshot.sources[0].id}


def test_a_source_without_how_it_knows_is_refused_at_its_field() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    form.edit_source(0, name="zus")
    form.save()
    assert form.state.read.problems == {"knowledge0": "Kies hoe deze bron het weet."}
    assert not bench.ledger.snapshot.incidents


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"name": "zus", "knowledge": "document", "told": "in mei"}, "told0"),
        ({"name": "zus", "knowledge": "document", "told": "1-12-2026"}, "told0"),
        ({"knowledge": "document"}, "source0"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(row: dict[str, str], field: str) -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    form.edit_source(0, **row)
    form.save()
    assert list(form.state.read.problems) == [field]
    assert form.state.fields.facts == ACCOUNT["facts"]
    assert not bench.ledger.snapshot.incidents


def test_an_incident_without_facts_and_words_is_refused() -> None:
    form = Bench().new(when="gisteren")
    form.save()
    assert "facts" in form.state.read.problems


def test_hours_that_are_no_number_are_refused() -> None:
    measure = builders.measure()
    form = Bench(measures=(measure,)).new(**ACCOUNT)
    form.choose_breaches((str(measure.id),))
    for words in ("lang", "nan", "-1"):
        form.edit_breach(0, hours=words)
        assert "hours0" in form.state.read.problems


def test_the_severity_follows_the_proposal_until_it_is_chosen() -> None:
    form = Bench().new(**ACCOUNT, behaviours=("stk-contact",))
    assert (form.state.read.severity, form.state.read.proposed) == (3, 3)
    form.edit(behaviours=("stk-contact", "str-manual"))
    assert form.state.read.severity == 5
    assert form.state.read.hints["severity"].words == "voorstel 5, door handen om of tegen de hals"


def test_a_severity_that_differs_from_the_proposal_needs_a_reason() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT, behaviours=("str-manual",))
    form.choose_severity(3)
    form.save()
    assert list(form.state.read.problems) == ["severity_reason"]
    form.edit(severity_reason="alleen een gebaar")
    form.save()
    assert (bench.saved.severity, bench.saved.severity_reason) == (3, "alleen een gebaar")


def test_choosing_the_proposed_severity_again_asks_no_reason() -> None:
    form = Bench().new(**ACCOUNT, behaviours=("str-manual",))
    form.choose_severity(3)
    form.choose_severity(5)
    assert (form.state.fields.severity, form.state.read.asks_reason) == (0, False)


def test_an_effect_has_no_proposed_severity() -> None:
    form = Bench().new(**ACCOUNT, behaviours=("str-manual",), kind=EntryKind.EFFECT.value)
    assert (form.state.read.proposed, form.state.read.severity) == (None, None)


def test_editing_makes_a_correction_with_its_reason_and_a_readable_history() -> None:
    bench = Bench()
    bench.new(**ACCOUNT).save()
    bench.page.open(str(bench.saved.id))
    bench.form.edit(facts="Hij stond bij de achterdeur.", reason="verkeerd verstaan")
    bench.form.save()
    assert bench.ledger.reasons[-1] == "verkeerd verstaan"
    bench.page.open(str(bench.saved.id))
    first, newest = bench.form.state.versions
    assert newest.changes == ("Wat is waargenomen: Hij stond voor de deur. → Hij stond bij de achterdeur.",)
    assert newest.reason == "verkeerd verstaan"
    assert "Wat is waargenomen: Hij stond voor de deur." in first.changes


def test_saving_without_a_change_makes_no_version() -> None:
    source = builders.source()
    when = msgspec.structs.replace(builders.month("2026-03"), words="ergens rond de verhuizing")
    cited = builders.citation(source, told_on=date(2026, 3, 15))
    incident = builders.incident(when, sources=(cited,), severity=2)
    bench = Bench(incident, sources=(source,))
    bench.page.open(str(incident.id))
    bench.form.save()
    assert bench.ledger.snapshot.incidents == (incident,)
    assert not bench.ledger.revisions


def test_an_incident_whose_severity_differs_without_reason_can_still_be_corrected() -> None:
    bench = Bench(builders.incident(behaviours=("str-manual",), severity=2))
    bench.page.open(str(bench.saved.id))
    bench.form.edit(where="thuis")
    bench.form.save()
    assert (bench.saved.where, bench.saved.severity) == ("thuis", 2)


def test_withdrawing_needs_a_reason_and_can_be_undone() -> None:
    bench = Bench(builders.incident())
    bench.page.open(str(bench.saved.id))
    bench.form.withdraw("  ")
    assert bench.page.state.rows
    bench.form.withdraw("dubbel ingevoerd")
    assert not bench.page.state.rows
    assert bench.form.state.withdrawn
    bench.form.restore("toch niet dubbel")
    assert (len(bench.page.state.rows), bench.form.state.withdrawn) == (1, False)


def test_typing_on_while_it_is_saved_makes_a_correction_of_what_was_saved() -> None:
    bench = Bench()
    form = bench.new(**ACCOUNT)
    bench.desk.held = True
    form.save()
    form.edit(where="voordeur")
    bench.desk.let_go()
    assert (bench.saved.where, form.state.fields.where, form.state.is_new) == ("", "voordeur", False)
    form.save()
    assert (bench.saved.where, len(bench.ledger.snapshot.incidents)) == ("voordeur", 1)


def test_the_search_leaves_out_what_was_chosen() -> None:
    form = Bench().new(behaviours=("str-manual",))
    assert "str-manual" not in [chip.id for chip in form.search("hals")]
    assert form.search("hals")


def test_a_page_that_is_asked_for_an_incident_before_it_is_loaded_opens_it_later() -> None:
    bench = Bench(builders.incident())
    page = Incidents(
        bench.page.case, bench.ledger.services(), bench.shelf.services(), bench.desk, bench.say, bench.ledger.clock.now
    )
    page.open("new")
    assert page.form is None
    page.load()
    assert page.form is not None


def test_nothing_can_be_typed_before_the_draft_was_read() -> None:
    bench = Bench()
    bench.new(facts="Hij belde aan.").keep_draft()
    page = bench.again()
    bench.desk.held = True
    page.new()
    assert (bench.form.state.held, bench.form.state.note) == (True, "concept wordt opgehaald")
    bench.form.edit(facts="Te vroeg.")
    bench.form.keep_draft()
    bench.desk.let_go()
    assert (bench.form.state.held, bench.form.state.fields.facts) == (False, "Hij belde aan.")


def test_a_draft_that_cannot_be_shown_is_kept_apart() -> None:
    bench = Bench()
    old: dict[str, object] = {"fields": {"severity": "zwaar"}, "kept": "2026-03-23T14:00:00+01:00"}
    key = f"incident:{bench.ledger.snapshot.case.id}:new"
    bench.ledger.drafts[key] = old
    bench.new(facts="Hij belde aan.")
    bench.form.keep_draft()
    assert bench.ledger.drafts[key] != old
    (apart,) = (content for name, content in bench.ledger.drafts.items() if name.startswith(f"apart:{key}:"))
    assert apart == old


def test_a_form_whose_draft_could_not_be_read_stays_held() -> None:
    bench = Bench()
    bench.new(facts="Hij belde aan.").keep_draft()
    page = bench.again()
    kept = dict(bench.ledger.drafts)
    bench.ledger.unreadable = True
    page.new()
    bench.form.edit(facts="Iets anders.")
    bench.form.keep_draft()
    assert (bench.form.state.held, len(bench.desk.told), bench.ledger.drafts) == (True, 1, kept)
