"""The list of cases: filter, order, attention, and files in and out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

import builders
from app.domain.case import Case, CaseSummary
from app.domain.change import Change
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.errors import RefusedError
from app.i18n import Translator
from app.viewmodels import cases
from app.viewmodels.cases import Cases, CasesServices, Column, proposed_reference
from app.viewmodels.desk import InlineDesk

NOW = datetime(2026, 3, 24, 14, 2).astimezone()


def _never(*_arguments: object, **_fields: object) -> Change:
    raise AssertionError


def _services(
    summaries: list[CaseSummary],
    *,
    import_file: Callable[[Path, str], Change] = _never,
    export_file: Callable[[UUID, Path, str], None] = lambda _case, _path, _reason: None,
) -> CasesServices:
    found = {summary.case.id: CaseSnapshot(case=summary.case) for summary in summaries}
    return CasesServices(
        list_cases=lambda: tuple(summaries),
        read_case=found.__getitem__,
        open_case=_never,
        record=_never,
        correct=_never,
        withdraw=_never,
        keep_draft=lambda _key, _case, _content: NOW,
        read_draft=lambda _key: None,
        drop_draft=lambda _key: None,
        import_file=import_file,
        export_file=export_file,
    )


def _summary(case: Case, incidents: int = 0, last: date | None = None, drafts: int = 0) -> CaseSummary:
    return CaseSummary(case=case, incidents=incidents, last_incident=last, drafts=drafts)


def _model(summaries: list[CaseSummary], services: CasesServices | None = None) -> tuple[Cases, InlineDesk]:
    desk = InlineDesk()
    model = Cases(services or _services(summaries), desk, Translator("nl"), lambda: NOW)
    model.load()
    return model, desk


THREE = [
    _summary(builders.case(reference="Z-2026-002", name="Çelik", holder="S. de Boer"), 3, date(2026, 3, 1)),
    _summary(builders.case(reference="Z-2026-001", name="Amin"), 12, drafts=1),
    _summary(builders.case(reference="Z-2025-009", name="Boer", closed_on=date(2026, 1, 1)), 40),
]


def test_closed_cases_stand_apart() -> None:
    model, _ = _model(THREE)
    assert [row.reference for row in model.state.rows] == ["Z-2026-002", "Z-2026-001"]
    model.show_closed(closed=True)
    assert [row.reference for row in model.state.rows] == ["Z-2025-009"]
    assert (model.state.open_count, model.state.closed_count) == (2, 1)


@pytest.mark.parametrize(("words", "found"), [("celik", 1), ("BOER z-2026", 1), ("amin boer", 0), ("", 2)])
def test_the_filter_looks_in_every_column_without_minding_accents(words: str, found: int) -> None:
    model, _ = _model(THREE)
    model.look_for(words)
    assert len(model.state.rows) == found


def test_a_column_sorts_both_ways() -> None:
    model, _ = _model(THREE)
    model.sort_by(Column.INCIDENTS)
    first = [row.incidents for row in model.state.rows]
    model.sort_by(Column.INCIDENTS)
    assert [row.incidents for row in model.state.rows] == first[::-1]


def test_a_case_tells_what_asks_attention_and_that_a_draft_waits() -> None:
    model, _ = _model(THREE)
    amin = next(row for row in model.state.rows if row.name == "Amin")
    assert "nooit gesteld" in amin.attention
    assert "1 concept" in amin.attention
    assert amin.last == "–"


def test_an_imported_file_leads_to_its_case() -> None:
    change = Change(builders.case().id, RecordKind.CASE, builders.case().id)
    model, desk = _model([], _services([], import_file=lambda _path, _reason: change))
    gone_to: list[UUID] = []
    model.import_file(Path("zaak.json"), "overdracht", gone_to.append)
    assert gone_to == [change.case]
    assert desk.done == ["Het zaakbestand is ingelezen."]


def test_a_refused_file_is_told_and_nothing_changes() -> None:
    def refuse(_path: Path, _reason: str) -> Change:
        raise RefusedError(reason="Give a reason.")

    model, desk = _model([], _services([], import_file=refuse))
    gone_to: list[UUID] = []
    model.import_file(Path("zaak.json"), "overdracht", gone_to.append)
    assert gone_to == []
    assert len(desk.told) == 1


def test_an_exported_file_is_confirmed_by_its_name() -> None:
    model, desk = _model(THREE)
    model.export_file(THREE[0].case.id, Path("/h/zaak.json"), "voor het Openbaar Ministerie")
    assert desk.done == ["Het zaakbestand is weggeschreven als zaak.json."]


def test_the_next_number_follows_the_highest_of_the_year() -> None:
    taken = frozenset({"Z-2026-002", "Z-2026-014", "Z-2025-099", "TC1-2025", "Z-2026-x"})
    assert proposed_reference(taken, 2026) == "Z-2026-015"
    assert proposed_reference(frozenset(), 2027) == "Z-2027-001"


def test_of_very_many_cases_the_first_are_shown_and_the_filter_finds_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cases, "SHOWN", 2)
    many = [_summary(builders.case(reference=f"Z-2026-00{number}")) for number in range(1, 6)]
    read: list[UUID] = []
    services = _services(many)

    def read_case(case: UUID) -> CaseSnapshot:
        read.append(case)
        return services.read_case(case)

    model, _ = _model(many, replace(services, read_case=read_case))

    assert [row.reference for row in model.state.rows] == ["Z-2026-005", "Z-2026-004"]
    assert model.state.summary == "de eerste 2 van 5 zaken; het filter vindt de andere"
    assert read == [many[4].case.id, many[3].case.id]
    model.look_for("001")
    assert [row.reference for row in model.state.rows] == ["Z-2026-001"]
    assert read[2:] == [many[0].case.id]
