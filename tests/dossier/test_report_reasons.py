"""Earlier reports and decisions stand with the complaint or the reason, and it is said where none was noted."""

from datetime import date

import pytest
from dossier_copies import copy_of, squeezed

import builders
from app.domain.event import ContextEvent
from app.domain.measure import Measure
from app.dossier.render import render
from app.jobs import Job


def _text(*events: ContextEvent, profile: str = "om_processtuk", measures: tuple[Measure, ...] = ()) -> str:
    """Return the text of a copy with these events, without spaces; a process document unless said otherwise."""
    case = builders.snapshot(builders.incident(number=1), events=events, measures=measures)
    return squeezed(render(copy_of(case, profile=profile), Job()))


def test_a_decision_stands_with_its_reason_and_a_report_with_its_complaint() -> None:
    text = _text(
        builders.event("ctx-court-date", "2026-02-01", number=1, note="Sepot wegens te weinig bewijs."),
        builders.event("ctx-police-report", "2026-01-05", number=2, note="Klacht gedaan op 5 januari 2026."),
    )
    assert "Beslissingenreden,zoalsgenoteerd:Sepotwegensteweinigbewijs." in text
    assert "Klachtenafloop,zoalsgenoteerd:Klachtgedaanop5januari2026." in text
    assert "nietgenoteerd" not in text


def test_a_report_or_a_decision_without_a_note_says_so_and_what_is_planned_does_not() -> None:
    silent = _text(
        builders.event("ctx-court-date", "2026-02-01", number=1, note=""),
        builders.event("ctx-police-report", "2026-01-05", number=2, note=""),
    )
    assert "Debeslissingendereden:nietgenoteerd" in silent
    assert "Ofenwanneerereenklachtisgedaan" in silent
    assert "nietgenoteerd" not in _text(builders.event("ctx-court-date", "2026-05-01", number=1, note="", planned=True))


def test_the_day_of_the_complaint_the_decision_and_its_reason_are_printed_each_by_its_name() -> None:
    text = _text(
        builders.event(
            "ctx-police-report", "2026-01-05", number=2, complaint_on=date(2026, 1, 6), decision="Sepot.",
            decision_reason="Te weinig bewijs.", note="Aangifte op het bureau.",
        ),
        builders.event("ctx-court-date", "2026-02-01", number=3, decision="Straatverbod van een jaar."),
    )  # fmt: skip
    assert "Klachtgedaanop:6jan2026Watermeegebeurde:Sepot.Redenvandebeslissing:Teweinigbewijs." in text
    assert "Notitie:Aangifteophetbureau." in text
    assert "Beslissing:Straatverbodvaneenjaar.Deredenvandebeslissing:nietgenoteerd,ofnietinditexemplaar." in text


def test_a_decision_without_the_day_of_a_complaint_says_that_it_is_not_noted() -> None:
    text = _text(builders.event("ctx-police-report", "2026-01-05", number=2, decision="Sepot."))
    assert "Ofenwanneereenklachtisgedaan:nietgenoteerd,ofnietinditexemplaar." in text


@pytest.mark.parametrize("profile", ["inzage_slachtoffer", "training_anoniem"])
def test_where_no_section_tells_of_decisions_the_chronology_does(profile: str) -> None:
    sepot = builders.event(
        "ctx-police-report", "2026-01-05", number=2, complaint_on=date(2026, 1, 6), decision="Geseponeerd.",
        decision_reason="Te weinig bewijs.",
    )  # fmt: skip
    text = _text(sepot, profile=profile)
    assert "Watermeegebeurde:Geseponeerd.Redenvandebeslissing:Teweinigbewijs." in text
    assert "Klachtgedaanop:" in text


def test_a_decision_with_an_event_of_another_type_is_not_lost() -> None:
    text = _text(builders.event("ctx-victim-left", "2026-01-05", number=2, decision="Straatverbod van een jaar."))
    assert text.count("Beslissing:Straatverbodvaneenjaar.") == 1


def test_reports_and_measures_stand_in_the_order_of_their_days() -> None:
    text = _text(
        builders.event("ctx-police-report", "2025-11-03", number=2, note="aangifte", decision="Derde dag."),
        builders.event("ctx-court-date", "2025-11-21", number=3, decision="Laatste dag."),
        measures=(builders.measure("2025-11-20", "2026-01-20", number=1, label="Huisverbod van tien dagen"),),
    )
    reports = text[text.index("Watenmetwelkereden") :]
    places = [reports.index(words) for words in ("Derdedag.", "Huisverbodvantiendagen", "Laatstedag.")]
    assert places == sorted(places)
