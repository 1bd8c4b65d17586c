"""Against whom an incident was and who began, in the form of an incident."""

from typing import Any

import pytest
from incident_bench import Bench

import builders
from app.domain.incident import Actor, EntryKind, Move
from app.viewmodels.incident_form import IncidentForm

ACCOUNT = {"when": "gisteren", "facts": "Zij duwde hem van zich af."}
BACK = {"actor": Actor.VICTIM.value}


def _asks_move(form: IncidentForm) -> bool:
    return form.state.direction.asks_move


def test_what_was_chosen_is_saved_corrected_and_told_in_the_versions() -> None:
    bench = Bench()
    bench.new(**ACCOUNT, **BACK, target=Actor.PERPETRATOR.value, move=Move.DEFENCE.value).save()
    assert (bench.saved.target, bench.saved.move) == (Actor.PERPETRATOR, Move.DEFENCE)
    bench.page.open(str(bench.saved.id))
    bench.form.edit(target=Actor.THIRD.value, move="")
    bench.form.save()
    assert (bench.saved.target, bench.saved.move) == (Actor.THIRD, None)
    bench.page.open(str(bench.saved.id))
    first, newest = bench.form.state.versions
    assert newest.changes == (
        "Tegen wie: vermoedelijke pleger → iemand anders",
        "Wie begon / verweer: verteld als verweer → –",
    )
    assert {"Tegen wie: vermoedelijke pleger", "Wie begon / verweer: verteld als verweer"} <= set(first.changes)


def test_what_was_left_open_stays_open() -> None:
    bench = Bench()
    bench.new(**ACCOUNT).save()
    assert (bench.saved.target, bench.saved.move) == (None, None)


def test_both_are_kept_in_the_draft() -> None:
    bench = Bench()
    bench.new(**ACCOUNT, **BACK, target=Actor.THIRD.value, move=Move.FIRST.value).keep_draft()
    bench.again().new()
    fields = bench.form.state.fields
    assert (fields.target, fields.move) == (Actor.THIRD, Move.FIRST)


def test_a_draft_from_before_these_fields_is_taken_up() -> None:
    bench = Bench()
    bench.ledger.drafts[f"incident:{bench.ledger.snapshot.case.id}:new"] = {
        "fields": {"facts": "Hij belde."},
        "kept": "2026-03-23T14:00:00+01:00",
    }
    bench.page.new()
    assert (bench.form.state.fields.facts, bench.form.state.fields.target) == ("Hij belde.", "")


@pytest.mark.parametrize(
    ("kind", "actor", "words"),
    [
        (EntryKind.ACT, Actor.PERPETRATOR, "aangenomen: vermoedelijk slachtoffer"),
        (EntryKind.ACT, Actor.VICTIM, "aangenomen: vermoedelijke pleger"),
        (EntryKind.ACT, Actor.THIRD, ""),
        (EntryKind.ACT, Actor.UNKNOWN, ""),
        (EntryKind.EFFECT, Actor.UNKNOWN, "bij een gevolg: wie het trof · aangenomen: vermoedelijk slachtoffer"),
        (EntryKind.STATEMENT, Actor.PERPETRATOR, ""),
    ],
)
def test_the_form_says_how_it_reads_what_is_left_open(kind: EntryKind, actor: Actor, words: str) -> None:
    form = Bench().new(kind=kind.value, actor=actor.value)
    assert form.state.direction.target_hint == words
    form.edit(target=Actor.THIRD.value)
    assert "aangenomen" not in form.state.direction.target_hint


def test_a_statement_is_against_nobody_unless_that_was_noted() -> None:
    form = Bench().new(kind=EntryKind.STATEMENT.value)
    assert not form.state.direction.asks_target
    form.edit(target=Actor.THIRD.value)
    assert form.state.direction.asks_target


def test_who_began_is_asked_once_violence_went_both_ways() -> None:
    form = Bench(builders.incident()).new(**ACCOUNT)
    asked = [_asks_move(form)]
    for edit in (BACK, {"target": Actor.THIRD.value}):
        form.edit(**edit)
        asked.append(_asks_move(form))
    assert asked == [False, True, False]


def test_of_a_case_with_violence_back_who_began_is_asked_of_the_two_only() -> None:
    bench = Bench(builders.incident(actor=Actor.VICTIM))
    assert _asks_move(bench.new(**ACCOUNT))
    assert not _asks_move(bench.new(actor=Actor.THIRD.value))


@pytest.mark.parametrize("row", [{"set_aside": "ander adres"}, {"target": Actor.THIRD}, {"kind": EntryKind.STATEMENT}])
def test_who_began_is_not_asked_for_a_row_that_is_no_violence_back(row: dict[str, Any]) -> None:
    form = Bench(builders.incident(**{"actor": Actor.VICTIM, **row})).new(**ACCOUNT)
    assert not form.state.direction.asks_move


def test_who_began_stays_in_sight_once_it_was_noted() -> None:
    form = Bench().new(**ACCOUNT, move=Move.FIRST.value)
    assert form.state.direction.asks_move
    form.edit(kind=EntryKind.STATEMENT.value)
    assert form.state.direction.asks_move
