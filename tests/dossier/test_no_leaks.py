"""Any case, any kind of copy: what is hidden is in no part of the file, and not in what the layout is handed."""

# ruff: noqa: ANN401 -- a record of any kind
import os
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import msgspec
from dossier_copies import copy_of, request, secrets_for
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import builders
from app.domain.assessment import AnswerValue
from app.domain.measure import Measure
from app.domain.record import Sensitivity
from app.domain.review import Action, Review
from app.domain.snapshot import CaseSnapshot
from app.dossier.access import only_about
from app.dossier.leakcheck import check_leaks, leaks_in
from app.dossier.pieces import TEXT, Piece, pieces_of
from app.dossier.render import render
from app.dossier.select import select
from app.dossier.squeeze import squeeze
from app.i18n import Language, Translator
from app.jobs import Job
from app.risk.profiles import load_profiles
from app.services.dossier_words import checklists

MARKS = st.sampled_from(list(Sensitivity))
PROFILES = st.sampled_from(list(load_profiles()))
FILES = int(os.environ.get("PATROONZICHT_LEAK_FILES", "25"))
"""How many whole files are made and read back; more of them take minutes."""
QUICK = (Phase.explicit, Phase.generate)
"""Looking for the smallest faulty case would make thousands of files."""
_SYLLABLES = ("kwar", "zol", "brim", "fex", "jut", "dwal", "mip", "grov", "snee", "vlap", "ther", "quin")


class Planted(msgspec.Struct, frozen=True):
    """A case with a word of its own in every field, and the mark of each word."""

    case: CaseSnapshot
    words: dict[str, Sensitivity]

    def hidden(self, profile: str) -> Iterator[str]:
        """Yield the words that a kind of copy may not hold."""
        classes = load_profiles()[profile].classes
        return (word for word, mark in self.words.items() if mark not in classes)


@st.composite
def planted(draw: Any) -> Planted:
    """Return a small case in which every typed word occurs once, with any marks."""
    words: dict[str, Sensitivity] = {}
    numbers = count()

    def word() -> str:
        number = next(numbers)
        parts = "".join(_SYLLABLES[number // 12**place % 12] for place in range(3))
        # No two in the same street: a street that is hidden once and told elsewhere stops a copy.
        return f"{parts.capitalize()} {parts[::-1]}straat {number + 10}"

    def plant(make: Any, *names: str, **fields: Any) -> Any:
        whole = draw(MARKS)
        marks = draw(st.dictionaries(st.sampled_from(names), MARKS, max_size=2))
        texts = {}
        for name in names:
            texts[name] = word()
        record = make(sensitivity=whole, field_sensitivity=marks, **texts, **fields)
        words.update((texts[name], min(whole, record.mark_of(name))) for name in names)
        return record

    def many(make: Any, *names: str, most: int = 2, **fields: Any) -> tuple[Any, ...]:
        count = draw(st.integers(0, most))
        return tuple(plant(make, *names, number=number, **fields) for number in range(1, count + 1))

    def answered(number: int) -> Any:
        whole, marks = draw(MARKS), [draw(MARKS), draw(MARKS)]
        notes = [word(), word()]
        words.update((note, min(whole, mark)) for note, mark in zip(notes, marks, strict=True))
        answers = [
            builders.answer(item, draw(st.sampled_from(AnswerValue)), note=note, note_sensitivity=mark)
            for item, note, mark in zip(("nfs.act.hands", "nfs.act.limb"), notes, marks, strict=True)
        ]
        return builders.assessment(answers, version="1.0", sensitivity=whole, number=number)

    sources = many(builders.source, "label", "organisation", "note")
    exhibits = many(builders.exhibit, "title", "file_name", "note", "made_by")
    cited = tuple(builders.citation(one) for one in sources)
    incidents = many(
        builders.incident, "facts", "quote", "where", "interpretation", "not_found", "severity_reason", "wish",
        "quote_translation", "informed_note", "changed_because",
        sources=cited, most=3, exhibits=tuple(one.id for one in exhibits),
    )  # fmt: skip
    case = builders.snapshot(
        *incidents,
        sources=sources,
        exhibits=exhibits,
        persons=many(builders.person, "name", "relation", "note"),
        events=many(builders.event, "note", "decision", "decision_reason"),
        measures=many(Measure, "label", "issued_by", "terms", start=date(2026, 1, 1)),
        fears=many(builders.fear, "words"),
        protections=many(builders.protection, "note", "verified_by"),
        outcomes=many(builders.outcome, "outcome", "taken_by"),
        assessments=tuple(map(answered, range(1, 1 + draw(st.integers(0, 2))))),
        retractions=many(builders.retraction, "what", "quote"),
        reviews=many(
            Review,
            "judgement",
            "scenarios",
            "would_change",
            reviewed_on=date(2026, 3, 1),
            actions=(Action(what="bellen"),),
        ),
    )
    return Planted(case, words)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(planted=planted(), profile=PROFILES)
def test_no_hidden_word_reaches_the_layout_and_each_is_searched(planted: Planted, profile: str) -> None:
    asked = request(profile=profile)
    copy = copy_of(planted.case, request=asked)
    handed = squeeze(msgspec.json.encode(copy).decode())
    secrets = secrets_for(planted.case, copy.snapshot, asked)
    for word in planted.hidden(profile):
        assert handed.find(squeeze(word).letters) < 0, word
        assert leaks_in([Piece(TEXT, f"er staat {word.upper()}.", 1)], secrets, Job()), word


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(planted=planted(), profile=st.sampled_from(["inzage_slachtoffer", "inzage_pleger"]))
def test_no_hidden_word_is_handed_to_the_person_whom_a_copy_is_about(planted: Planted, profile: str) -> None:
    say, kind = Translator("nl"), load_profiles()[profile]
    for person in planted.case.persons:
        copy = only_about(select(planted.case, profile=kind, say=say), person, planted.case, say)
        handed = squeeze(msgspec.json.encode(copy.selection.snapshot).decode())
        assert [word for word in planted.hidden(profile) if squeeze(word).letters in handed.letters] == []


@settings(max_examples=FILES, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(planted=planted(), profile=PROFILES, language=st.sampled_from(["nl", "en"]))
def test_no_hidden_word_is_in_any_part_of_the_file(planted: Planted, profile: str, language: Language) -> None:
    asked = request(profile=profile, language=language)
    copy = copy_of(planted.case, request=asked)
    copy = msgspec.structs.replace(copy, checklists=checklists(planted.case, copy.snapshot, Translator(language)))
    pdf = render(copy, Job())
    check_leaks(pdf, secrets_for(planted.case, copy.snapshot, asked), Job())
    read = squeeze("\n".join(piece.text for piece in pieces_of(pdf, Job())))
    assert [word for word in planted.hidden(profile) if squeeze(word).letters in read.letters] == []
