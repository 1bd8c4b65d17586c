"""A data file with a fault is refused when it is read, with the file and the entry that is wrong."""

import msgspec
import pytest

from app.errors import ResourceError
from app.i18n import Label
from app.resources import decode_toml, read_text
from app.risk import catalogue, rulebook
from app.risk.catalogue import BehaviourFile, load_catalogue
from app.risk.checklist import Checklist, check, load_checklists
from app.risk.crosswalk import Crosswalks
from app.risk.references import marked
from app.risk.rulebook import load_rulebook

KNOWN, BOOK = load_catalogue(), load_rulebook()
replace = msgspec.structs.replace


@pytest.mark.parametrize("level", [0, 6, 9, -1])
def test_a_severity_outside_the_scale_is_refused_with_the_id_of_its_behaviour(level: int) -> None:
    text = read_text("behaviours.toml").replace("severity = 3", f"severity = {level}", 1)
    with pytest.raises(ResourceError, match=r"behaviours\.toml.*behaviours\[\d+\]\.severity.*\([a-z]{3}-[a-z-]+\)"):
        decode_toml(text.encode(), BehaviourFile, "behaviours.toml")


def test_a_level_of_a_signal_is_on_the_scale() -> None:
    text = read_text("crosswalks.toml").replace("severity = 4", "severity = 7", 1)
    assert text != read_text("crosswalks.toml")
    with pytest.raises(ResourceError, match=r"crosswalks\.toml"):
        decode_toml(text.encode(), Crosswalks, "crosswalks.toml")


def test_a_fault_without_an_entry_names_the_file_alone() -> None:
    with pytest.raises(ResourceError, match=r"behaviours\.toml"):
        decode_toml(b"lanes = 3", BehaviourFile, "behaviours.toml")
    with pytest.raises(ResourceError, match=r"behaviours\.toml"):
        decode_toml(b"lanes = [", BehaviourFile, "behaviours.toml")


def test_a_behaviour_that_points_to_no_article_is_named() -> None:
    worse = replace(KNOWN.behaviours["iso-house-confine"], law=("sr-none",))
    faulty = catalogue.Catalogue(**{**vars(KNOWN), "behaviours": {**KNOWN.behaviours, worse.id: worse}})
    with pytest.raises(ResourceError, match="iso-house-confine names sr-none"):
        catalogue.check(faulty)


def test_an_article_whose_mark_names_no_source_is_named() -> None:
    worse = replace(KNOWN.law["sr-284"], mark="V SR99")
    faulty = catalogue.Catalogue(**{**vars(KNOWN), "law": {**KNOWN.law, worse.id: worse}})
    with pytest.raises(ResourceError, match=r"law\.toml.*sr-284 names SR99"):
        catalogue.check(faulty)


def test_an_article_that_is_there_twice_is_named() -> None:
    again = replace(KNOWN.law["sr-284"], earlier=KNOWN.law["sr-285"])
    faulty = catalogue.Catalogue(**{**vars(KNOWN), "law": {**KNOWN.law, again.id: again}})
    with pytest.raises(ResourceError, match="sr-285 is in it twice"):
        catalogue.check(faulty)


def test_a_rule_that_is_there_twice_is_named() -> None:
    with pytest.raises(ResourceError, match=r"rules\.toml.*R01 is in it twice"):
        rulebook.check(replace(BOOK, rules=(*BOOK.rules, BOOK.rule("R01"))))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sources": ("NOWHERE",)}, "R01 names NOWHERE"),
        ({"threshold_names": {}}, "R01 names extra_days"),
        ({"threshold_names": {**BOOK.rule("R01").threshold_names, "gone": Label(nl="a", en="b")}}, "R01 names gone"),
    ],
)
def test_a_rule_with_a_fault_is_named(change: dict[str, object], said: str) -> None:
    worse = msgspec.convert({**msgspec.to_builtins(BOOK.rule("R01")), **msgspec.to_builtins(change)}, rulebook.RuleText)
    with pytest.raises(ResourceError, match=said):
        rulebook.check(replace(BOOK, rules=(worse, *BOOK.rules[1:])))


@pytest.mark.parametrize("part", ["referrals", "evidence"])
def test_a_route_or_evidence_whose_mark_names_no_source_is_named(part: str) -> None:
    listed: Checklist = load_checklists()["nfs"]
    first, *others = getattr(listed, part)
    faulty = msgspec.convert(
        {**msgspec.to_builtins(listed), part: msgspec.to_builtins([replace(first, mark="V NOWHERE"), *others])},
        Checklist,
    )
    with pytest.raises(ResourceError, match=f"{first.id} names NOWHERE"):
        check(faulty, KNOWN, "checklists/nfs-1.0.toml")


def test_a_mark_holds_marks_and_keys_only() -> None:
    marked("V* STB19311, G", KNOWN.sources, "law.toml", "sr-139h-old")
    with pytest.raises(ResourceError, match="names X"):
        marked("X", KNOWN.sources, "law.toml", "sr-284")


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_threshold_is_told_in_both_languages(rule: rulebook.RuleText) -> None:
    assert set(rule.threshold_names) == set(rule.thresholds)
    assert all(label.nl.strip() and label.en.strip() for label in rule.threshold_names.values())
