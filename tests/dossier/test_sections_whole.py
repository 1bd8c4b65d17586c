"""What a section of the export must tell (domain reference 5.3), sentence by sentence where it was found missing."""

import pytest
from dossier_copies import copy_of, squeezed
from typed_case import told_copy

import builders
from app.domain.exhibit import ExhibitKind
from app.domain.incident import EntryKind
from app.domain.person import Role
from app.domain.source import Knowledge
from app.dossier.render import render
from app.jobs import Job

SANNE = builders.person(name="Sanne", role=Role.VICTIM)


def printed(*incidents: object, **fields: object) -> str:
    """Return a copy for partners as text without spaces."""
    case = builders.snapshot(*incidents, **fields)  # type: ignore[arg-type]  # a builder takes any record
    return squeezed(render(copy_of(case, profile="zorg_straf_overleg"), Job()))


def test_what_a_doctor_says_of_the_complaints_stands_whole_with_the_effects() -> None:
    doctor = builders.source("huisarts", number=4)
    words = "De klachten passen bij maandenlange angst."
    effect = builders.incident(
        kind=EntryKind.EFFECT, facts=words, number=7, effects=("eff-health",), sources=(builders.citation(doctor),)
    )
    report = builders.exhibit("Brief van de huisarts", kind=ExhibitKind.MEDICAL, number=3)
    text = printed(effect, sources=(doctor,), exhibits=(report,), persons=(SANNE,))
    section = text[text.index("Watalsgevolgisverteld") :]
    assert words.replace(" ", "") in section
    assert "B-4huisarts,zelfgezien" in section
    assert "Medischebewijsstukken:Bijlage3(p." in section
    assert "Ofdebetrokkenetoestemminggafvoordezebron:nietvastgelegd,ofnietinditexemplaar." in section


def test_medical_exhibits_have_the_word_of_the_language_of_the_copy() -> None:
    report = builders.exhibit("Brief van de huisarts", kind=ExhibitKind.MEDICAL, number=3)
    case = builders.snapshot(exhibits=(report,))
    text = squeezed(render(copy_of(case, profile="zorg_straf_overleg", language="en"), Job()))
    assert "Medicalexhibits:Exhibit3(p." in text
    assert "Bijlage" not in text


@pytest.mark.parametrize(("consent", "words"), [(True, "gaftoestemming"), (False, "gafgeentoestemming")])
def test_the_consent_for_a_health_source_stands_with_the_effect_and_with_the_source(consent: bool, words: str) -> None:
    doctor = builders.source("huisarts", number=4, consent=consent)
    effect = builders.incident(kind=EntryKind.EFFECT, number=7, sources=(builders.citation(doctor),))
    assert printed(effect, sources=(doctor,)).count(f"Debetrokkene{words}voordezebron.") == 2


def test_without_an_account_of_a_doctor_that_is_said() -> None:
    assert "staatgeenverklaringvaneenartsoftherapeut" in printed(builders.incident(number=1), persons=(SANNE,))


@pytest.mark.parametrize(
    ("label", "knowledge", "witnessed"),
    [
        ("buurvrouw", Knowledge.HEARD, True),
        ("buurvrouw", Knowledge.TOLD, False),
        ("sanne", Knowledge.SEEN, False),
    ],
)
def test_an_anchor_incident_tells_whether_a_witness_was_recorded(
    label: str, knowledge: Knowledge, witnessed: bool
) -> None:
    source = builders.source(label, number=1)
    act = builders.incident(number=1, sources=(builders.citation(source, knowledge=knowledge),))
    text = printed(act, sources=(source,), persons=(SANNE,))
    assert ("letterlijkewoorden,getuige,letsel" in text) is not witnessed


def test_the_pattern_prints_which_domain_was_recorded_in_which_month() -> None:
    acts = [builders.incident("2026-01-05", number=1), builders.incident("2026-02-05", number=2)]
    more = builders.incident("2026-02-09", number=3, behaviours=("stk-follow", "phy-push-grab"))
    text = squeezed(render(told_copy(builders.snapshot(*acts, more), ""), Job()))
    assert "Stalkingenachtervolging3jan2026:1;feb2026:2" in text
    assert text.index("Domeinpermaand") < text.index("Gedragpermaand")
