"""A case file is read whole or refused with the place of the fault."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
import case_files
from app.domain.case_file import case_file, case_schema, version_content, write_case_file
from app.domain.case_reading import KnownIds, read_case_file
from app.domain.snapshot import CaseSnapshot
from app.errors import CaseFileError
from app.resources import resource

KNOWN = KnownIds(
    behaviours=frozenset({"stk-watch", "psy-insult"}),
    effects=frozenset({"eff-fear"}),
    contexts=frozenset({"ctx-separation-announced"}),
    windows=frozenset({30, 90}),
    items={("nfs", "1"): frozenset({"nfs-01", "nfs-02"})},
)
SOURCE, CHILD, MEASURE = builders.source(number=1), builders.person(number=1), builders.measure(number=1)
FIRST, GONE = uuid4(), str(uuid4())
WHOLE = CaseSnapshot(
    case=builders.case(number=1),
    persons=(CHILD,),
    sources=(SOURCE,),
    incidents=(
        builders.incident(id=FIRST, number=1, sources=(builders.citation(SOURCE),), children_present=(CHILD.id,)),
        builders.incident(number=2, duplicate_of=FIRST),
    ),
    events=(builders.event(number=3),),
    measures=(MEASURE,),
    assessments=(builders.assessment([builders.answer("nfs-01", incidents=(FIRST,))], number=1),),
)
Change = Callable[[dict[str, Any]], None]


def plain() -> dict[str, Any]:
    """Return a sound case file as plain values."""
    values: dict[str, Any] = msgspec.json.decode(write_case_file(case_file(WHOLE, ())))
    return values


def put(*path: str | int, value: object) -> Change:
    """Return a change that sets one value."""

    def change(values: Any) -> None:  # noqa: ANN401  any JSON
        for step in path[:-1]:
            values = values[step]
        values[path[-1]] = value

    return change


def take(*path: str | int) -> Change:
    """Return a change that removes one value."""

    def change(values: Any) -> None:  # noqa: ANN401  any JSON
        for step in path[:-1]:
            values = values[step]
        del values[path[-1]]

    return change


def version(number: int, action: str, record: str = "", **content: object) -> dict[str, object]:
    """Return a version of the first incident, or of another one with the same content."""
    told = {**plain()["incidents"][0], **({"id": record, "number": 9} if record else {}), **content}
    return {
        "record": record or str(FIRST),
        "kind": "incident",
        "number": number,
        "action": action,
        "at": "2026-03-14T12:00:00Z",
        "by": "An",
        "content": told,
    }


WRONG: dict[str, tuple[Change, str, str]] = {
    "unknown behaviour": (put("incidents", 0, "behaviours", value=["nope"]), "incidents[0].behaviours[0]", "behaviour"),
    "unknown effect": (put("incidents", 1, "effects", value=["nope"]), "incidents[1].effects[0]", "effect"),
    "unknown event": (put("events", 0, "type", value="nope"), "events[0].type", "event"),
    "unknown item": (
        put("assessments", 0, "answers", 0, "item", value="x"),
        "assessments[0].answers[0].item",
        "question",
    ),
    "unknown checklist": (put("assessments", 0, "checklist", value="x"), "assessments[0].checklist", "checklist"),
    "other checklist version": (put("assessments", 0, "version", value="9"), "assessments[0].checklist", "checklist"),
    "two answers to one item": (
        put("assessments", 0, "answers", value=[{"item": "nfs-01", "value": "ja"}] * 2),
        "assessments[0]",
        "answered twice",
    ),
    "ends before it starts": (
        put("incidents", 0, "when", value={"first": "2026-03-02", "last": "2026-03-01", "precision": "range"}),
        "incidents[0].when",
        "ends before it starts",
    ),
    "no whole month": (
        put("incidents", 0, "when", value={"first": "2026-01-05", "last": "2026-07-02", "precision": "month"}),
        "incidents[0].when",
        "first and last day",
    ),
    "another window": (put("case", "window", value=45), "case.window", "known values"),
    "mark on no field": (
        put("incidents", 0, "field_sensitivity", value={"place": "R0"}),
        "incidents[0].field_sensitivity.place",
        "not known",
    ),
    "no such class of a note": (
        put("assessments", 0, "answers", 0, "note_sensitivity", value="R9"),
        "assessments[0].answers[0].note_sensitivity",
        "known values",
    ),
    "mark on an answer itself": (
        put("assessments", 0, "answers", 0, "field_sensitivity", value={"value": "R0"}),
        "assessments[0].answers[0].field_sensitivity",
        "not known",
    ),
    "measure ends before it starts": (put("measures", 0, "end", value="2020-01-01"), "measures[0]", "ends before"),
    "no such day": (put("measures", 0, "start", value="2026-02-30"), "measures[0].start", "date"),
    "wrong type": (put("incidents", 0, "severity", value="4"), "incidents[0].severity", "type"),
    "severity out of range": (put("incidents", 0, "severity", value=6), "incidents[0]", "1 to 5"),
    "no account": (put("incidents", 0, "facts", value=" "), "incidents[0]", "facts"),
    "unknown field": (put("incidents", 0, "colour", value="red"), "incidents[0].colour", "not known"),
    "missing field": (take("persons", 0, "role"), "persons[0].role", "missing"),
    "unknown role": (put("persons", 0, "role", value="dader"), "persons[0].role", "known values"),
    "not an id": (put("sources", 0, "id", value="1"), "sources[0].id", "id"),
    "no source": (
        put("incidents", 0, "sources", 0, "source", value=str(uuid4())),
        "incidents[0].sources[0].source",
        "points to",
    ),
    "no child": (
        put("incidents", 0, "children_present", value=[str(uuid4())]),
        "incidents[0].children_present[0]",
        "points",
    ),
    "no measure": (
        put("incidents", 0, "breaches", value=[{"measure": str(uuid4())}]),
        "incidents[0].breaches[0].measure",
        "points to",
    ),
    "no incident": (
        put("assessments", 0, "answers", 0, "incidents", value=[str(uuid4())]),
        "assessments[0].answers[0].incidents[0]",
        "points to",
    ),
    "another kind": (
        put("incidents", 0, "sources", 0, "source", value=str(CHILD.id)),
        "incidents[0].sources[0].source",
        "points to",
    ),
    "duplicate of itself": (
        put("incidents", 0, "duplicate_of", value=str(FIRST)),
        "incidents[0].duplicate_of",
        "itself",
    ),
    "a ring of duplicates": (
        put("incidents", 0, "duplicate_of", value=str(WHOLE.incidents[1].id)),
        "incidents[0].duplicate_of",
        "duplicate",
    ),
    "a behaviour named twice": (
        put("incidents", 0, "behaviours", value=["stk-watch", "psy-insult", "stk-watch"]),
        "incidents[0].behaviours[2]",
        "twice",
    ),
    "an effect named twice": (
        put("incidents", 1, "effects", value=["eff-fear"] * 2),
        "incidents[1].effects[1]",
        "twice",
    ),
    "a source cited twice": (
        put("incidents", 0, "sources", value=[{"source": str(SOURCE.id), "knowledge": "zelf_gezien"}] * 2),
        "incidents[0].sources[1].source",
        "twice",
    ),
    "a moment without offset": (
        put("incidents", 0, "recorded_at", value="2026-03-14T12:00:00"),
        "incidents[0].recorded_at",
        "offset",
    ),
    "a version without offset": (
        put("history", value=[{**version(1, "recorded"), "at": "2026-03-14T12:00:00"}]),
        "history[0].at",
        "offset",
    ),
    "a day in the year 1": (
        put("incidents", 0, "when", value={"first": "0001-02-03", "last": "0001-02-03", "precision": "day"}),
        "incidents[0].when.first",
        "far away",
    ),
    "a reference date in the year 1": (
        put("case", "reference_date", value="0001-01-01"),
        "case.reference_date",
        "far away",
    ),
    "a separation in the year 9999": (
        put("events", 0, "when", value={"first": "9999-12-31", "precision": "after"}),
        "events[0].when.first",
        "far away",
    ),
    "a day far away in a version": (
        put(
            "history",
            value=[
                version(1, "recorded", sources=[{**plain()["incidents"][0]["sources"][0], "told_on": "1066-10-14"}])
            ],
        ),
        "history[0].content.sources[0].told_on",
        "far away",
    ),
    "one id twice": (put("incidents", 1, "id", value=str(FIRST)), "incidents[1].id", "twice"),
    "one number twice": (put("events", 0, "number", value=2), "event 2", "twice"),
    "a number below zero": (put("events", 0, "number", value=-1), "event", "number"),
    "an endless number": (put("events", 0, "number", value=10**30), "event", "number"),
    "another format": (put("format", value="x"), "format", "not a case file"),
    "no format": (take("format"), "format", "not a case file"),
    "a newer version": (put("version", value=2), "version", "newer"),
    "an older version": (put("version", value=0), "version", "known values"),
    "no case": (take("case"), "case", "missing"),
    "a history that ends elsewhere": (
        put("history", value=[version(1, "recorded", facts="Anders")]),
        "history[0]",
        "does not end",
    ),
    "a history that says withdrawn": (
        put("history", value=[version(1, "recorded"), version(2, "withdrawn")]),
        "incidents[0]",
        "withdrawn",
    ),
    "a gap in the history": (
        put("history", value=[version(1, "recorded"), version(3, "corrected")]),
        "history[1].number",
        "follow",
    ),
    "a history without a first account": (
        put("history", value=[version(1, "corrected")]),
        "history[0].action",
        "follow",
    ),
    "a history of another record": (
        put("history", value=[version(1, "recorded", id=str(uuid4()))]),
        "history[0].content.id",
        "another record",
    ),
    "a version that is no incident": (
        put("history", value=[version(1, "recorded", severity="x")]),
        "history[0].content.severity",
        "type",
    ),
    "a history of something that is not there": (
        put("history", value=[version(1, "recorded", record=GONE)]),
        "history[0]",
        "not in the file",
    ),
}


def test_a_sound_file_is_read_whole() -> None:
    file, told = read_case_file(write_case_file(case_file(WHOLE, ())), KNOWN)

    assert file.snapshot() == WHOLE
    assert [one.record for one in told] == list(WHOLE.records())


@pytest.mark.parametrize("kind", WRONG)
def test_a_fault_is_refused_with_its_place(kind: str) -> None:
    change, place, reason = WRONG[kind]
    values = plain()
    change(values)

    with pytest.raises(CaseFileError) as error:
        read_case_file(msgspec.json.encode(values), KNOWN)

    assert str(error.value.fields["place"]).startswith(place)
    assert reason in str(error.value.fields["reason"])


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"{", b"[]", b"null", b'{"format": "patroonzicht.case", "version": 1', b"\xff\xfe", b"[" * 100_000],
)
def test_what_is_not_a_case_file_is_refused(data: bytes) -> None:
    with pytest.raises(CaseFileError):
        read_case_file(data, KNOWN)


@given(st.data())
def test_a_file_that_is_cut_or_changed_is_refused_or_sound_but_never_breaks(data: st.DataObject) -> None:
    whole = bytearray(write_case_file(case_file(WHOLE, ())))
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        del whole[place:]
    else:
        whole[place] = data.draw(st.integers(0, 255))

    try:
        file, _ = read_case_file(bytes(whole), KNOWN)
    except CaseFileError:
        return
    assert file.format == "patroonzicht.case"


@given(case_files.snapshots(KNOWN))
def test_every_case_comes_back_as_it_was(snapshot: CaseSnapshot) -> None:
    file, _ = read_case_file(write_case_file(case_file(snapshot, (), case_files.files_of(snapshot))), KNOWN)

    assert file.snapshot() == snapshot


def test_a_withdrawn_record_lives_in_the_history_only() -> None:
    values = plain()
    gone = {**values["incidents"][1], "duplicate_of": None}
    values["incidents"] = values["incidents"][:1]
    values["history"] = [
        {**version(1, "recorded"), "record": gone["id"], "content": gone},
        {**version(2, "withdrawn"), "record": gone["id"], "content": gone},
    ]

    file, told = read_case_file(msgspec.json.encode(values), KNOWN)

    withdrawn = [one for one in told if one.withdrawn]
    assert [str(one.record.id) for one in withdrawn] == [gone["id"]]
    assert len(file.incidents) == 1
    assert version_content(file.history[0]) == withdrawn[0].record


def test_the_schema_that_is_shipped_is_the_schema_of_the_type() -> None:
    assert resource("schema/case.schema.json").read_bytes() == case_schema()
