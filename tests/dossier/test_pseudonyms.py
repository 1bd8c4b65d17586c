"""A training copy: the same invented name everywhere, the time between days as it was, and no real name left."""

from itertools import pairwise

import msgspec
import pytest
from dossier_copies import copy_of, request, secrets_for
from training_cases import training_case

import builders
from app.domain.person import Role
from app.domain.snapshot import CaseSnapshot
from app.dossier.leakcheck import check_leaks
from app.dossier.pseudonyms import pseudonymised, shift_of
from app.dossier.render import render
from app.dossier.select import select
from app.i18n import Language, Translator
from app.jobs import Job
from app.risk.profiles import load_profiles

SAY = Translator("nl")
TRAINING = load_profiles()["training_anoniem"]


def _covered(case: CaseSnapshot) -> CaseSnapshot:
    return pseudonymised(select(case, profile=TRAINING, say=SAY).snapshot, case, SAY)


def _case() -> CaseSnapshot:
    told = "Bram belde Sanne Proef op 14-3-2026 vanaf 06-12345678 bij Kwarteldorp."
    return builders.snapshot(
        builders.incident("2026-03-14", number=1, facts=told, where="Vijverlaan 12, Kwarteldorp"),
        builders.incident(builders.month("2026-04"), number=2, facts="BRAM stond weer bij Sanne."),
        persons=(
            builders.person(name="Sanne Proef"),
            builders.person(name="Bram Toets", role=Role.PERPETRATOR, number=2),
        ),
    )


def test_somebody_has_one_invented_name_in_the_whole_copy() -> None:
    copy = _covered(_case())
    sanne, bram = (one.name for one in sorted(copy.persons, key=lambda one: one.number))
    first, second = (one.facts for one in copy.incidents)
    assert first.startswith(f"{bram} belde {sanne} op [dag] vanaf [weggelaten] bij plaats 1")
    assert second == f"{bram} stond weer bij {sanne}."
    assert sanne != bram


def test_nothing_real_is_left_and_the_same_case_gives_the_same_copy() -> None:
    case = _case()
    told = msgspec.json.encode(_covered(case)).decode()
    assert [word for word in ("Sanne", "Bram", "Kwartel", "Vijver", "12345", "2026") if word in told] == []
    assert _covered(case) == _covered(case)


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
def test_the_time_between_days_and_the_day_of_the_week_stay(name: str) -> None:
    case = training_case(name)
    seen = select(case, profile=TRAINING, say=SAY).snapshot
    before = [one.when.first for one in seen.incidents if one.when.first]
    after = [one.when.first for one in _covered(case).incidents if one.when.first]
    assert [b - a for a, b in pairwise(before)] == [b - a for a, b in pairwise(after)]
    assert [one.weekday() for one in before] == [one.weekday() for one in after]
    assert shift_of(case).days % 7 == 0


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_training_copy_of_a_practice_case_holds_no_real_name(name: str, language: Language) -> None:
    case = training_case(name)
    asked = request(profile="training_anoniem", language=language, author="—")
    copy = copy_of(case, request=asked)
    check_leaks(render(copy, Job()), secrets_for(case, copy.snapshot, asked), Job())


def _told(facts: str) -> str:
    seen = builders.incident(number=1, facts=facts)
    case = builders.snapshot(seen, persons=_named().persons, sources=(_HOUSE, _AUNT, _SISTER))
    return _covered(case).incidents[0].facts


_HOUSE = builders.source("huisarts", number=1, organisation="politie")
_SISTER = builders.source("zus", number=3)
_AUNT = builders.source("Tante Truus", number=2)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hij kwam van het werk, de deur stond open.", "Hij kwam van het werk, de deur stond open."),
        ("Zoe belde, ZOË ook.", "{0} belde, {0} ook."),
        ("Sems fiets en Zoë's tas.", "{2}s fiets en {0}'s tas."),
        ("M. stond er.", "{1} stond er."),
        ("S. stond er.", "[weggelaten] stond er."),
        ("Dat was van 02.10 tot 03.00 uur.", "Dat was van 02.10 tot 03.00 uur."),
        ("Om 9.30 uur, 3-5 keer, op 3-5.", "Om 9.30 uur, 3-5 keer, op [dag]."),
        ("In 2019 veroordeeld.", "In [jaar] veroordeeld."),
        ("Zij ging naar de politie.", "Zij ging naar de politie."),
        ("De zus van Mark belde.", "De zus van {1} belde."),
        ("Truus zag het.", "bron B-2 zag het."),
    ],
)
def test_what_tells_who_where_or_when_goes_and_the_rest_of_the_sentence_stays(typed: str, printed: str) -> None:
    first, second, third, _ = (one.name for one in _covered(_named()).persons)
    assert _told(typed) == printed.format(first, second, third)


def _named() -> CaseSnapshot:
    people = [("Zoë van den Berg", Role.VICTIM), ("Mark de Wit", Role.PERPETRATOR), ("Sem van den Berg", Role.CHILD)]
    several = [builders.person(name=name, role=role, number=n) for n, (name, role) in enumerate(people, start=1)]
    witness = builders.person(name="Saar Kuiper", role=Role.WITNESS, number=4)
    return builders.snapshot(builders.incident(number=1), persons=(*several, witness))
