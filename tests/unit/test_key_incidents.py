"""The four anchor incidents: what follows from what was recorded, and what a professional chooses."""

import builders
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.key_incidents import Stands, key_incidents


def told(*incidents: Incident) -> dict[int, tuple[Stands, ...]]:
    """Return what each incident stands for, by its number."""
    found = key_incidents(incidents)
    return {one.incident.number: one.anchors for one in found}


def test_the_first_the_worst_and_the_last_follow_from_what_was_recorded() -> None:
    rows = [
        builders.incident("2025-01-05", number=1, severity=2),
        builders.incident("2025-03-05", number=2, severity=5, behaviours=("phy-push",)),
        builders.incident("2025-04-05", number=3, severity=2),
        builders.incident("2025-05-05", number=4, severity=3),
    ]
    assert told(*rows) == {1: (Stands.FIRST,), 3: (Stands.TYPICAL,), 2: (Stands.WORST,), 4: (Stands.LAST,)}


def test_the_typical_one_is_the_choice_of_a_professional() -> None:
    rows = [builders.incident(f"2025-0{month}-05", number=month, typical=month == 2) for month in range(1, 6)]
    found = {anchor: one for one in key_incidents(rows) for anchor in one.anchors}
    assert found[Stands.TYPICAL].incident.number == 2
    assert found[Stands.TYPICAL].chosen


def test_one_incident_may_stand_for_everything() -> None:
    assert told(builders.incident(number=1)) == {1: (Stands.FIRST, Stands.TYPICAL, Stands.WORST, Stands.LAST)}


def test_what_does_not_count_stands_for_nothing() -> None:
    assert (
        told(
            builders.incident(number=1, set_aside="ander adres"),
            builders.incident(number=2, kind=EntryKind.STATEMENT),
            builders.incident(number=3, actor=Actor.VICTIM),
        )
        == {}
    )
