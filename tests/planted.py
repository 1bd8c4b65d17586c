"""A case with one secret in every text of every kind of record, all of class R0."""

# ruff: noqa: ANN401 -- a value of any field
from typing import Any

import msgspec
from msgspec.structs import asdict, replace

import builders
from app.domain.assessment import AnswerValue, Assessment
from app.domain.exhibit import Transfer
from app.domain.incident import Breach
from app.domain.kinds import kind_of
from app.domain.person import Role
from app.domain.record import Record, Sensitivity
from app.domain.review import Action, Ground
from app.domain.snapshot import CaseSnapshot
from app.domain.typed_words import TYPED
from app.viewmodels.field_marks import markable

SECRET = "Kastanjehof"


def planted_case() -> CaseSnapshot:
    """Return a case that holds every kind of record, with the secret in every text that somebody can type."""
    source = builders.source()
    cited = (builders.citation(source, note="x"),)
    measure = builders.measure("2026-01-01", "2026-06-30", issued_by="x", terms="x")
    child = builders.person(name="x", role=Role.CHILD)
    exhibit = builders.exhibit(source=source.id, custody=(Transfer(giver="x", receiver="x", note="x"),))
    first = builders.incident("2026-03-01", sources=cited, children_present=(child.id,), exhibits=(exhibit.id,))
    second = builders.incident(
        builders.month("2026-02"), behaviours=("str-manual",), breaches=(Breach(measure=measure.id, reaction="x"),)
    )
    aside = builders.incident("2026-03-10", behaviours=("str-manual",), set_aside="x")
    answer = builders.answer("nfs.act.hands", AnswerValue.YES, note="x", asked_by="x", incidents=(second.id,))
    review = builders.review(
        grounds=(Ground(words="x", incidents=(first.id,)),), actions=(Action(what="x", owner="x"),)
    )
    whole = CaseSnapshot(
        case=builders.case(),
        persons=(builders.person(), builders.person(name="x", role=Role.PERPETRATOR), child),
        sources=(source,),
        incidents=(first, second, aside),
        events=(builders.event(sources=cited), builders.event("ctx-hearing", "2026-04-10", planned=True)),
        measures=(measure,),
        assessments=(builders.assessment([answer], number=1),),
        fears=(builders.fear(sources=cited),),
        protections=(builders.protection(),),
        outcomes=(builders.outcome(),),
        reviews=(review,),
        retractions=(builders.retraction("2026-03-12", incidents=(first.id,), sources=cited),),
        exhibits=(exhibit,),
        steps=(builders.step(),),
    )
    return plant(whole)


def planted_fields() -> CaseSnapshot:
    """Return the case with the secret in the fields that can be marked one by one alone; only those are R0."""
    whole = planted_case()
    fields = {
        name: tuple(_only_fields(one) for one in records)
        for name, records in asdict(whole).items()
        if isinstance(records, tuple) and name != "lists"
    }
    return replace(whole, case=_only_fields(whole.case), **fields)


def _only_fields(record: Record) -> Record:
    """Return a record of class R3 in which only what can be marked by itself holds the secret, and is R0."""
    marked = markable(kind_of(record))
    plain = msgspec.json.decode(msgspec.json.encode(record).replace(SECRET.encode(), b"elders"), type=type(record))
    texts = {name: getattr(record, name) for name in marked}
    if isinstance(record, Assessment) and isinstance(plain, Assessment):
        kept = {answer.item: answer.note for answer in record.answers}
        texts["answers"] = tuple(
            replace(one, note=kept[one.item], note_sensitivity=Sensitivity.R0) for one in plain.answers
        )
    return replace(plain, sensitivity=Sensitivity.R3, field_sensitivity=dict.fromkeys(marked, Sensitivity.R0), **texts)


def plant(whole: CaseSnapshot) -> CaseSnapshot:
    """Put the secret into every text of every record and mark each record R0."""
    fields = {
        name: tuple(_secret(one) for one in records)
        for name, records in asdict(whole).items()
        if isinstance(records, tuple) and name != "lists"
    }
    return replace(whole, case=_secret(whole.case), **fields)


def _secret(record: Record) -> Record:
    texts = {
        name: _planted(name, getattr(record, name))
        for name in TYPED[type(record)]
        if name not in {"reference", "holder"}
    }
    return replace(record, sensitivity=Sensitivity.R0, **texts)


def _planted(name: str, value: Any) -> Any:
    """Put the secret into a value; an empty text is filled, but one that says what was set aside or why."""
    if isinstance(value, str):
        return value if not value and name == "set_aside" else f"{name} {SECRET}"
    if isinstance(value, msgspec.Struct):
        return replace(value, **{key: _planted(key, getattr(value, key)) for key in TYPED[type(value)]})
    if isinstance(value, tuple):
        return tuple(_planted(name, part) for part in value)
    return value
