"""Bring a case file in, whole or not at all, and write one."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from app.domain.case_file import ExhibitFile, case_file, write_case_file
from app.domain.case_reading import KnownIds, Told, read_case_file
from app.domain.change import Change
from app.domain.kinds import kind_of, series_of
from app.domain.own_text import OwnKind, OwnList
from app.domain.revision import RecordKind, RevisionAction
from app.domain.whole_text import whole
from app.errors import CaseFileError, OwnFileError, RefusedError
from app.risk.catalogue import load_catalogue
from app.risk.checklist import published
from app.risk.instruments import load_instruments
from app.risk.protective import load_protective
from app.risk.shelf import own_checklist
from app.risk.windows import WINDOWS
from app.services.leaving import Leaving, let_leave, needed
from app.services.own_texts import find, print_of
from app.services.versions import refuse_saved, version
from app.storage.reading import Reader
from app.storage.store import Store
from app.storage.unit_of_work import NewRecord, UnitOfWork

MOST_TRAVELLING: Final = 150 * 1024 * 1024
"""The most bytes of exhibits in one case file; in base64 they stay below the largest file that is read."""


def export_case(store: Store, case_id: UUID, target: Path, reason: str) -> None:
    """Write the case file of a case where the user wants it; the log keeps why, and the hash of it.

    There is no file without its entry in the log: what cannot be written is not logged, and what cannot be logged is
    not written.
    """
    why = whole(needed(reason).strip())

    def made(uow: UnitOfWork) -> Leaving:
        files = exhibit_files(uow, case_id)
        data = write_case_file(case_file(uow.snapshot(case_id), uow.case_history(case_id), files))
        told = {"sha256": hashlib.sha256(data).hexdigest(), "reason": why}
        return Leaving(data, "case.exported", str(case_id), msgspec.json.encode(told, order="sorted").decode())

    let_leave(store, target, made)


def import_case(store: Store, data: bytes, *, name: str, reason: str = "") -> Change:
    """Add the case of a case file to the vault; the log keeps the ``name`` of the file, its hash and why.

    Raises ``CaseFileError`` with the place of the first fault, or ``RefusedError`` when the vault has the case already.
    """
    file, told = read_case_file(data, known_ids(), _questions)
    with store.write() as uow:
        if uow.stored(file.case.id) is not None:
            raise RefusedError(reason="This case is in the vault already.")
        refuse_saved(uow, [one.record.id for one in told])
        uow.insert(file.case.id, _first_told(uow, told))
        for one in file.files:
            uow.take_in(one.exhibit, (one.data,))
        lists = [_bring_list(uow, own) for own in file.lists]
        detail = " ".join((name, f"sha256:{hashlib.sha256(data).hexdigest()}", *lists))
        why = f" · {whole(reason.strip())}" if reason.strip() else ""
        uow.commit("case.imported", str(file.case.id), f"{detail}{why}")
    return Change(file.case.id, RecordKind.CASE, file.case.id)


def exhibit_files(reader: Reader, case_id: UUID) -> list[ExhibitFile]:
    """Return the bytes of every exhibit of a case, also of the withdrawn ones; refuse when they are too many."""
    exhibits = reader.exhibits(case_id)
    if sum(one.size for one in exhibits) > MOST_TRAVELLING:
        raise RefusedError(
            reason="The exhibits of this case hold more than 150 MB together, and a case file cannot carry that. "
            "Hand over a copy of the vault folder instead. Nothing was written."
        )
    return [ExhibitFile(exhibit=one.id, data=b"".join(reader.exhibit_bytes(one))) for one in exhibits]


def _questions(own: OwnList, place: str) -> frozenset[str]:
    """Return the ids of the questions of an own list in a case file."""
    try:
        checklist = own_checklist(own)
    except OwnFileError as error:
        raise CaseFileError(place=f"{place}.text", reason=error.fields["reason"]) from error
    if (checklist.id, checklist.version) != (own.id, own.version):
        raise CaseFileError(place=f"{place}.id", reason="This is not the id and the version in the text of the list.")
    return frozenset(item.id for item in checklist.items)


def _bring_list(uow: UnitOfWork, own: OwnList) -> str:
    """Keep an own list that came with a case, without offering it to other cases; return what the log keeps of it."""
    found = find(uow, OwnKind.CHECKLIST, own.id, own.version)
    if found is None or found.text != own.text:
        if found is not None:
            raise RefusedError(reason="The vault has an own list with this id and version, but with other words.")
        # The name of the file may tell whom the case is about, and everybody sees the lists: none is kept with a list.
        uow.own.put(OwnKind.CHECKLIST, own.id, own.version, file="", text=own.text, offered=False)
    return f"{own.id} {own.version} {print_of(own.text)}"


@cache
def known_ids() -> KnownIds:
    """Return the ids that the catalogues of this program know."""
    catalogue = load_catalogue()
    return KnownIds(
        behaviours=frozenset(catalogue.behaviours),
        effects=frozenset(catalogue.effects),
        contexts=frozenset(catalogue.contexts),
        windows=frozenset(WINDOWS),
        items={
            published_as: frozenset(item.id for item in checklist.items)
            for published_as, checklist in published().items()
        },
        protections=frozenset(load_protective()),
        instruments=frozenset(load_instruments()),
    )


def _first_told(uow: UnitOfWork, told: tuple[Told, ...]) -> list[NewRecord]:
    """Return the records of a file for writing; one without history gets its number and its first version here."""
    highest: dict[str, int] = {}
    for one in told:
        series = series_of(kind_of(one.record))
        highest[series] = max(highest.get(series, 0), one.record.number)
    news = []
    for one in told:
        if one.revisions:
            news.append(NewRecord(one.record, one.revisions, withdrawn=one.withdrawn))
            continue
        series = series_of(kind_of(one.record))
        number = one.record.number
        if not number:
            highest[series] += 1
            number = highest[series]
        record = msgspec.structs.replace(
            one.record,
            number=number,
            recorded_at=one.record.recorded_at or uow.now,
            recorded_by=one.record.recorded_by or uow.user,
        )
        first = version(record, 1, RevisionAction.RECORDED, at=uow.now, by=uow.user)
        news.append(NewRecord(record, (first,)))
    return news
