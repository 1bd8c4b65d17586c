"""The five lists: published words never change, and everything in them points somewhere."""

import hashlib
import re
from collections import Counter

import msgspec
import pytest
from golden_rows import golden

import builders
from app.domain.finding import Weight
from app.errors import ResourceError
from app.i18n import Label
from app.resources import resource
from app.risk.catalogue import load_catalogue
from app.risk.checklist import FILES, Checklist, check, load_checklist, load_checklists, newest, published
from app.risk.shelf import list_as_used

PUBLISHED = {
    "checklists/nfs-1.0.toml": "0ab8890262049e1373817d665ec1628cab80b7e03673387ad6d6fd61192f9949",
    "checklists/stk-1.0.toml": "9c18b382788826e02bdf100b5e8de8a1e664bd10624c534708068ce031b59d9b",
    "checklists/cc-1.0.toml": "8a4f5aed8886964b8246b967488de5b4694819c8d90a61eed2c42ace594197ba",
    "checklists/lth-1.0.toml": "f4e95c31ed28d8c17fe3427f37de71de52d68ca1eedcc8a1c4fb70388c3f2e8c",
    "checklists/chd-1.0.toml": "a16dc5f968101a99482511dcdae7865eb0c25542291639d112ec275d344b12cb",
}
LISTS = load_checklists()


def texts(checklist: Checklist) -> list[Label]:
    return [
        *checklist.stop_rules,
        *(fact.text for fact in checklist.facts),
        *(group.label for group in checklist.groups),
        *(item.label for item in checklist.items),
        *(item.guidance for item in checklist.items),
        *(text for referral in checklist.referrals for text in (referral.when, referral.route, referral.within)),
        *(text for line in checklist.evidence for text in (line.what, line.how)),
        *(text for element in checklist.elements for text in (element.label, element.shows)),
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_published_list_never_changes(name: str) -> None:
    """A change of words is a new version in a new file; add its hash here and leave the old ones."""
    assert hashlib.sha256(resource(name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_no_published_version_ever_leaves() -> None:
    assert set(PUBLISHED) == set(FILES)
    assert {f"checklists/{key}-{version}.toml" for key, version in published()} == set(FILES)


def test_there_are_five_lists_with_117_items_in_the_order_of_the_screen() -> None:
    sizes = {key: len(checklist.items) for key, checklist in LISTS.items()}
    assert list(sizes.items()) == [("nfs", 27), ("stk", 27), ("cc", 30), ("lth", 23), ("chd", 10)]
    assert sum(sizes.values()) == 117


@pytest.mark.parametrize("key", ["stk", "cc", "lth", "chd"])
def test_the_items_are_what_they_were_published_as(key: str) -> None:
    assert golden("checklists", f"item-{key}") == [
        [item.id, item.label.nl, item.label.en, " ".join(item.supports), item.cls.value, " ".join(item.sources)]
        for item in LISTS[key].items
    ]


def test_the_elements_of_belaging_stand_with_the_list_on_stalking() -> None:
    elements = LISTS["stk"].elements
    assert golden("checklists", "element") == [[one.id, one.label.nl, one.label.en] for one in elements]
    assert len(elements) == 6
    assert not re.search(r"(?i)bewezen|proven|proved", " ".join(f"{one.shows.nl} {one.shows.en}" for one in elements))
    assert [key for key, checklist in LISTS.items() if checklist.elements] == ["stk"]


def test_every_list_starts_with_the_same_four_stop_rules() -> None:
    assert {checklist.stop_rules for checklist in LISTS.values()} == {LISTS["nfs"].stop_rules}
    assert len(LISTS["nfs"].stop_rules) == 4


def test_no_id_occurs_twice_in_any_list() -> None:
    ids = []
    for checklist in LISTS.values():
        ids += [item.id for item in checklist.items]
        ids += [fact.id for fact in checklist.facts]
        ids += [referral.id for referral in checklist.referrals]
        ids += [line.id for line in checklist.evidence]
        ids += [element.id for element in checklist.elements]
    ids += [*load_catalogue().behaviours, *load_catalogue().contexts, *load_catalogue().effects]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert all(one.startswith(f"{key}.") for key, checklist in LISTS.items() for one in item_ids(checklist))


def item_ids(checklist: Checklist) -> list[str]:
    return [item.id for item in checklist.items]


@pytest.mark.parametrize("key", list(LISTS))
def test_every_text_is_there_in_both_languages_and_calm(key: str) -> None:
    for label in texts(LISTS[key]):
        assert label.nl.strip()
        assert label.en.strip()
        assert "!" not in label.nl + label.en
        assert label.nl != label.en or " " not in label.nl


@pytest.mark.parametrize("key", list(LISTS))
def test_no_text_is_a_verdict_of_safety(key: str) -> None:
    words = " ".join(f"{label.nl} {label.en}" for label in texts(LISTS[key])).replace("Veilig Thuis", "")
    assert not re.search(r"(?i)\b(laag|lage|veilig|veilige|low|safe)\b", words)


@pytest.mark.parametrize("key", list(LISTS))
def test_guidance_is_more_than_the_label(key: str) -> None:
    for item in LISTS[key].items:
        assert len(item.guidance.nl) > 20
        assert len(item.guidance.en) > 20
        assert item.label.nl not in item.guidance.nl


@pytest.mark.parametrize("key", list(LISTS))
def test_every_group_has_items_that_stand_together(key: str) -> None:
    groups = [item.group for item in LISTS[key].items]
    assert list(dict.fromkeys(groups)) == [group.id for group in LISTS[key].groups]
    assert groups == sorted(groups, key=[group.id for group in LISTS[key].groups].index)


@pytest.mark.parametrize("key", list(LISTS))
def test_a_mark_names_sources_of_the_register(key: str) -> None:
    checklist = LISTS[key]
    marks = [fact.mark for fact in checklist.facts]
    marks += [referral.mark for referral in checklist.referrals]
    marks += [line.mark for line in checklist.evidence]
    words = {word for mark in marks for word in re.split(r"[ ,]+", mark)} - {"V", "V*", "G"}
    assert words <= set(load_catalogue().sources)
    assert all(item.sources for item in checklist.items)


def test_an_item_has_a_class_that_orders_the_screen() -> None:
    classes = Counter(item.weight for checklist in LISTS.values() for item in checklist.items)
    assert Weight.INFORMATION not in classes
    assert classes[Weight.CRITICAL] == 51


def test_more_often_cannot_rest_on_one_incident() -> None:
    several = {item.id for checklist in LISTS.values() for item in checklist.items if item.needs > 1}
    assert several == {"nfs.act.repeat", "stk.course", "stk.escal.freq", "lth.escalation"}


def test_an_older_version_keeps_its_wording_beside_the_newest() -> None:
    first = LISTS["chd"]
    later = [msgspec.structs.replace(first, version=version) for version in ("1.9", "1.10", "1.2")]
    assert newest([first, *later])["chd"].version == "1.10"
    assert load_checklist("chd", "1.0") is published()["chd", "1.0"]
    used = builders.assessment([], checklist="chd", version="1.0")
    assert list_as_used(builders.snapshot(), used) is first
    assert list_as_used(builders.snapshot(), msgspec.structs.replace(used, version="0.9")) is None
    with pytest.raises(KeyError):
        load_checklist("chd", "0.9")


def test_an_element_that_names_an_unknown_source_is_refused_with_its_place() -> None:
    element = msgspec.structs.replace(LISTS["stk"].elements[0], sources=("NOWHERE",))
    broken = msgspec.structs.replace(LISTS["stk"], elements=(element,))
    with pytest.raises(ResourceError, match=r"stk\.el\.wederrechtelijk names NOWHERE"):
        check(broken, load_catalogue(), "broken.toml")
