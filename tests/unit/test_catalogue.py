"""The catalogue: ids never change, both languages are complete, and everything it names exists."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from golden_rows import golden
from hypothesis import given
from hypothesis import strategies as st

from app.charts.marks import MarkShape
from app.errors import ResourceError
from app.i18n import Label
from app.resources import decode_toml, resource
from app.risk.catalogue import Effect, load_catalogue

KNOWN = load_catalogue()
SAME_IN_BOTH = {"stalking", "ex-partner"}


def labels() -> Iterator[tuple[str, Label]]:
    yield from ((one.id, one.label) for one in KNOWN.lanes.values())
    yield from ((one.code, one.label) for one in KNOWN.domains.values())
    yield from ((one.id, one.label) for one in KNOWN.behaviours.values())
    yield from ((one.id, one.rationale) for one in KNOWN.behaviours.values())
    yield from ((one.id, one.label) for one in KNOWN.contexts.values())
    yield from ((one.id, one.label) for one in KNOWN.effects.values())
    yield from ((one.id, one.subject) for one in KNOWN.law.values())
    yield from ((str(one.level), one.meaning) for one in KNOWN.severities)
    yield from ((str(one.level), one.anchor) for one in KNOWN.severities)


def test_the_catalogue_is_complete() -> None:
    counts = [len(part) for part in (KNOWN.domains, KNOWN.behaviours, KNOWN.contexts, KNOWN.effects, KNOWN.law)]
    assert counts == [19, 91, 16, 9, 53]
    assert [anchor.level for anchor in KNOWN.severities] == [1, 2, 3, 4, 5]


def test_behaviours_are_what_they_were_published_as() -> None:
    assert golden("catalogue", "behaviour") == [
        [one.id, one.label.nl, one.label.en, str(one.severity), " ".join(one.law)] for one in KNOWN.behaviours.values()
    ]


def test_kinds_of_behaviour_and_their_size_are_what_they_were_published_as() -> None:
    size = Counter(behaviour.domain for behaviour in KNOWN.behaviours.values())
    assert golden("catalogue", "domain") == [
        [one.code, one.label.nl, one.label.en, str(size[one.code])] for one in KNOWN.domains.values()
    ]


def test_a_behaviour_carries_the_code_of_its_kind() -> None:
    assert all(key.startswith(f"{behaviour.domain}-") for key, behaviour in KNOWN.behaviours.items())


def test_events_and_effects_are_what_they_were_published_as() -> None:
    assert golden("catalogue", "context") == [[one.id, one.label.nl, one.label.en] for one in KNOWN.contexts.values()]
    assert golden("catalogue", "effect") == [[one.id, one.label.nl, one.label.en] for one in KNOWN.effects.values()]


def test_law_hooks_and_sources_are_what_they_were_published_as() -> None:
    assert golden("catalogue", "law") == [[hook.id, hook.reference.en] for hook in KNOWN.law.values()]
    assert golden("catalogue", "source") == [[source.key, source.mark] for source in KNOWN.sources.values()]


def test_no_id_names_two_things() -> None:
    ids = [*KNOWN.behaviours, *KNOWN.contexts, *KNOWN.effects, *KNOWN.law, *KNOWN.domains, *KNOWN.lanes]
    assert [one for one, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize(("key", "label"), list(labels()))
def test_every_text_is_there_in_both_languages(key: str, label: Label) -> None:
    assert label.nl.strip()
    assert label.en.strip()
    assert "!" not in label.nl + label.en
    assert label.nl != label.en or key in SAME_IN_BOTH or " " not in label.nl


def test_every_behaviour_is_found_under_its_label_and_its_synonyms() -> None:
    for behaviour in KNOWN.behaviours.values():
        assert behaviour in KNOWN.search(behaviour.label.nl, "nl")
        assert behaviour in KNOWN.search(behaviour.label.en, "en")
        assert behaviour in KNOWN.search(behaviour.id, "nl")
        assert behaviour.synonyms.nl
        assert behaviour.synonyms.en
        assert all(behaviour in KNOWN.search(word, "nl") for word in behaviour.synonyms.nl)
        assert all(behaviour in KNOWN.search(word, "en") for word in behaviour.synonyms.en)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("keel", "str-manual"),
        ("zelfmoord", "thr-suicide"),
        ("airtag", "dig-tracker"),
        ("dreigen dood", "thr-kill-victim"),
        ("voor de deur", "stk-watch"),
        ("choke", "str-manual"),
        ("mon-phone", "mon-phone-inspect"),
    ],
)
def test_a_behaviour_is_found_by_the_words_people_use(typed: str, found: str) -> None:
    assert found in [behaviour.id for behaviour in KNOWN.search(typed, "nl")][:4]


def test_accents_and_capitals_do_not_matter_for_finding() -> None:
    assert KNOWN.search("ZÉLFDODING", "nl") == KNOWN.search("zelfdoding", "nl") != ()


def test_the_own_language_comes_first() -> None:
    assert "stk-follow" in [behaviour.id for behaviour in KNOWN.search("following", "nl")]
    assert KNOWN.search("following", "en")[0].id == "stk-follow"


def test_without_words_everything_is_found_in_order() -> None:
    assert KNOWN.search("  ", "nl") == tuple(KNOWN.behaviours.values())


@given(st.text(max_size=40))
def test_any_text_can_be_searched_and_finds_nothing_twice(text: str) -> None:
    found = [behaviour.id for behaviour in KNOWN.search(text, "nl")]
    assert len(found) == len(set(found))


@given(st.lists(st.sampled_from(sorted(KNOWN.behaviours)), min_size=1, max_size=6))
def test_the_proposed_severity_is_the_highest_and_names_who_gives_it(behaviours: list[str]) -> None:
    proposed = KNOWN.proposed_severity(behaviours)
    assert proposed is not None
    level, behaviour = proposed
    assert level == max(KNOWN.behaviours[key].severity for key in behaviours)
    assert behaviour in behaviours
    assert KNOWN.behaviours[behaviour].severity == level


def test_without_behaviours_no_severity_is_proposed() -> None:
    assert KNOWN.proposed_severity([]) is None
    assert KNOWN.proposed_severity(["long-gone"]) is None


def test_every_behaviour_stands_in_a_lane_of_its_own_colour_and_mark() -> None:
    assert {KNOWN.lane_of(behaviour).id for behaviour in KNOWN.behaviours} == set(KNOWN.lanes)
    assert len({lane.colour for lane in KNOWN.lanes.values()}) == len(KNOWN.lanes)
    assert len({lane.mark for lane in KNOWN.lanes.values()}) == len(KNOWN.lanes)
    assert {lane.mark for lane in KNOWN.lanes.values()} <= set(get_args(MarkShape))
    assert all(re.fullmatch(r"#[0-9A-F]{6}", lane.colour) for lane in KNOWN.lanes.values())


def test_the_law_never_prints_a_penalty() -> None:
    words = " ".join(
        f"{hook.subject.nl} {hook.subject.en} {hook.check.nl} {hook.check.en}"
        for one in KNOWN.law.values()
        for hook in one.versions()
    )
    assert not re.search(
        r"(?i)\bmax|maxim|gevangenis|prison|imprison|hechtenis|detention|\d+ (jaar|years?|months|maanden)", words
    )


PENALTY = re.compile(
    r"(?i)gevangenisstraf|celstraf|\bhechtenis\b|vrijheidsstraf|geldboete|boete van|imprison|custodial|"
    r"prison (term|sent)|jail|\bfine of\b|strafma(ximum|at)|maximum(straf| penalty| sentence)|"
    r"(sentence|straf) (of|van) (\d|ten|at most)|\d+ (jaar|years?|maanden|months) (cel|straf|gevangen|in prison)|"
    r"categorie (één|twee|drie|vier|vijf|\d)"
)


def shown_texts() -> list[Path]:
    """Return every file with words that the program can show."""
    resources, guide = resource("law.toml").parent, resource("help/nl/start.md").parent.parent
    return sorted([*resources.rglob("*.toml"), *resources.rglob("*.po"), *guide.rglob("*.md")])


def test_no_text_of_the_program_prints_a_penalty() -> None:
    """Maxima of penalties change and were read in old texts (domain reference 0.1)."""
    texts = shown_texts()
    assert {path.name for path in texts} >= {"law.toml", "nfs-1.0.toml", "rules.toml", "knowledge.po", "limits.md"}
    told = (
        (path.name, re.sub(r"(?m)^#.*" if path.suffix == ".toml" else "$^", "", path.read_text("utf-8")))
        for path in texts
    )
    assert [(name, found.group()) for name, words in told if (found := PENALTY.search(words))] == []
    assert PENALTY.search("gevangenisstraf van ten hoogste 4 jaar")
    assert PENALTY.search("a maximum sentence of 4 years")


def test_what_was_not_read_is_marked_for_checking() -> None:
    for hook in KNOWN.law.values():
        assert hook.verified == (hook.mark.startswith("V ") and not hook.check.nl)
        assert bool(hook.check.nl) == bool(hook.check.en)
        if not hook.mark.startswith("V "):
            assert hook.check.nl
    assert not KNOWN.law["sr-285d"].verified
    assert KNOWN.law["sr-284"].verified


@pytest.mark.parametrize("hook", ["sr-240", "sr-241", "sr-242", "sr-243", "sr-254ba"])
def test_a_number_that_is_general_knowledge_says_so_beside_the_law_that_was_read(hook: str) -> None:
    law = KNOWN.law[hook]
    assert re.fullmatch(r"V\* STB\w+, G", law.mark)
    assert not law.verified


def test_law_marks_name_sources_of_the_register() -> None:
    for hook in KNOWN.law.values():
        keys = [key for key in re.split(r"[ ,]+", hook.mark)[1:] if key and key != "G"]
        assert set(keys) <= set(KNOWN.sources), hook.id


def test_an_unknown_key_in_a_data_file_is_refused_with_its_place() -> None:
    with pytest.raises(ResourceError, match=r"effects\.toml.*colour"):
        decode_toml(b'id = "eff-x"\nlabel = { nl = "a", en = "b" }\ncolour = "red"\n', Effect, "effects.toml")


@pytest.mark.parametrize("name", ["behaviours", "contexts", "effects", "law", "sources"])
def test_the_data_files_end_with_one_newline_and_hold_no_tab(name: str) -> None:
    text = resource(f"{name}.toml").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\t" not in text


RENUMBERED = date(2024, 7, 1)


def hooks(behaviour: str, on: date, until: date | None = None) -> list[str]:
    return [hook.id for hook in KNOWN.law_for(behaviour, on, until)]


def test_a_sexual_offence_gets_the_article_of_its_own_day() -> None:
    assert hooks("sex-rape", RENUMBERED - timedelta(days=1)) == ["sr-242-old"]
    assert hooks("sex-rape", RENUMBERED) == ["sr-243", "sr-242"]
    assert hooks("sex-images", date(2023, 5, 1)) == ["sr-139h-old", "sr-139f"]
    assert hooks("sex-images", date(2025, 5, 1)) == ["sr-254ba", "sr-139f"]
    assert hooks("sex-images", date(2019, 12, 31)) == ["sr-139f"]
    assert hooks("sex-images", date(2020, 1, 1)) == ["sr-139h-old", "sr-139f"]


def test_an_act_on_an_uncertain_day_gets_both_articles() -> None:
    both = hooks("sex-rape", date(2024, 6, 1), date(2024, 7, 31))
    assert both == ["sr-243", "sr-242-old", "sr-242"]


def test_an_article_that_did_not_exist_yet_is_not_named() -> None:
    assert hooks("dig-doxing", date(2023, 12, 31)) == []
    assert hooks("dig-doxing", date(2024, 1, 1)) == ["sr-285d"]


def test_what_applied_before_is_never_shown_as_verified_without_a_check() -> None:
    old = [hook.earlier for hook in KNOWN.law.values() if hook.earlier is not None]
    assert [hook.id for hook in old] == ["sr-246-old", "sr-242-old", "sr-139h-old"]
    assert not any(hook.verified for hook in old)
    assert {hook.valid_until for hook in old} == {RENUMBERED - timedelta(days=1)}
    assert not {hook.id for hook in old} & set(KNOWN.law)


@given(st.sampled_from(sorted(KNOWN.behaviours)), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_no_old_number_is_shown_for_a_new_act_nor_the_other_way_round(behaviour: str, on: date) -> None:
    for hook in KNOWN.law_for(behaviour, on):
        assert hook.valid_from is None or hook.valid_from <= on
        assert hook.valid_until is None or on <= hook.valid_until


def test_there_is_no_hook_for_the_announced_bill() -> None:
    words = " ".join(f"{hook.id} {hook.reference.nl} {hook.subject.nl}" for hook in KNOWN.law.values())
    assert "dwingende controle" not in words
