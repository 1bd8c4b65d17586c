"""The list on non-fatal strangulation: published words never change, and everything in it points somewhere."""

import re

import msgspec
import pytest
from golden_rows import golden

from app.errors import ResourceError
from app.i18n import Label
from app.risk.catalogue import load_catalogue
from app.risk.checklist import check, load_checklists

NFS = load_checklists()["nfs"]


def texts() -> list[Label]:
    return [
        NFS.name,
        *NFS.stop_rules,
        *(fact.text for fact in NFS.facts),
        *(group.label for group in NFS.groups),
        *(item.label for item in NFS.items),
        *(item.guidance for item in NFS.items),
        *(text for referral in NFS.referrals for text in (referral.when, referral.route, referral.within)),
        *(text for line in NFS.evidence for text in (line.what, line.how)),
    ]


def test_the_items_are_what_they_were_published_as() -> None:
    assert len(NFS.items) == 27
    assert golden("catalogue", "item") == [
        [item.id, item.label.nl, item.label.en, " ".join(item.supports), item.cls.value, " ".join(item.sources)]
        for item in NFS.items
    ]


def test_routes_and_evidence_are_complete() -> None:
    assert [[referral.id] for referral in NFS.referrals] == golden("catalogue", "referral")
    assert [[line.id] for line in NFS.evidence] == golden("catalogue", "evidence")
    assert (len(NFS.referrals), len(NFS.evidence), len(NFS.stop_rules), len(NFS.groups)) == (7, 9, 4, 4)


def test_an_item_stands_in_the_group_that_its_id_names() -> None:
    assert all(item.id.split(".")[:2] == ["nfs", item.group] for item in NFS.items)


def test_every_text_is_there_in_both_languages_and_calm() -> None:
    for label in texts():
        assert label.nl.strip()
        assert label.en.strip()
        assert label.nl != label.en
        assert "!" not in label.nl + label.en


def test_no_text_is_a_verdict_of_safety() -> None:
    words = " ".join(f"{label.nl} {label.en}" for label in texts()).replace("Veilig Thuis", "")
    assert not re.search(r"(?i)\b(laag|veilig|low|safe)\b", words)


def test_guidance_is_more_than_the_label() -> None:
    assert all(len(item.guidance.nl) > 20 and item.guidance.nl != item.label.nl for item in NFS.items)


def test_every_referral_is_called_for_by_an_item_and_says_how_it_was_verified() -> None:
    assert all(referral.items and referral.mark for referral in NFS.referrals)


def test_every_act_leads_to_the_forensic_doctor_and_to_the_four_weeks() -> None:
    acts = {item.id for item in NFS.items if item.group == "act"}
    routes = {referral.id: set(referral.items) for referral in NFS.referrals}
    assert acts <= routes["nfs.ref.forensic"]
    assert acts <= routes["nfs.ref.window"]
    assert "nfs.sign.none" in routes["nfs.ref.forensic"]


def test_what_cannot_wait_calls_for_112() -> None:
    urgent = next(referral for referral in NFS.referrals if referral.id == "nfs.ref.112")
    assert NFS.referrals[0] == urgent
    assert set(urgent.items) == {
        "nfs.sym.breath",
        "nfs.sym.swallow",
        "nfs.sym.neuro",
        "nfs.sym.mind",
        "nfs.sign.swelling",
    }


def test_general_knowledge_is_marked_as_such() -> None:
    assert {line.mark for line in NFS.evidence} == {"G", "SKIPR25, G", "S1, OMHG"}
    assert next(fact for fact in NFS.facts if fact.id == "nfs.fact.seconds").mark == "G"


def test_the_odds_are_told_with_their_source_and_their_limit() -> None:
    fact = next(fact for fact in NFS.facts if fact.id == "nfs.fact.odds")
    assert fact.sources == "GLASS08"
    assert all(number in fact.text.nl for number in ("6,70", "7,48", "3,91", "11,49", "4,53", "12,35"))
    assert "niet de kans" in fact.text.nl


def test_an_item_is_found_by_its_id() -> None:
    assert NFS.item("nfs.act.hands").label.nl == "Handen om of tegen de hals"
    with pytest.raises(KeyError):
        NFS.item("nfs.act.none")


@pytest.mark.parametrize("field", ["supports", "sources", "group"])
def test_a_list_that_names_something_unknown_is_refused_with_its_place(field: str) -> None:
    wrong = {"group": "elsewhere"} if field == "group" else {field: ("nowhere",)}
    broken = msgspec.structs.replace(NFS, items=(msgspec.structs.replace(NFS.items[0], **wrong), *NFS.items[1:]))
    with pytest.raises(ResourceError, match=r"nfs\.act\.hands names"):
        check(broken, load_catalogue(), "broken.toml")


def test_an_item_that_is_there_twice_is_refused() -> None:
    broken = msgspec.structs.replace(NFS, items=(*NFS.items, NFS.items[0]))
    with pytest.raises(ResourceError, match="twice"):
        check(broken, load_catalogue(), "broken.toml")
