"""Follow a case along the flags, signals and elements of others, and write that down for somebody else."""

from datetime import date
from pathlib import Path
from uuid import UUID

from app.domain.change import Change
from app.domain.hidden import hide_in
from app.domain.profile import NARROWEST
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.dossier.select import select
from app.i18n import Language, Translator
from app.risk.catalogue import load_catalogue
from app.risk.engine import evaluate
from app.risk.profiles import load_profiles
from app.risk.walked import ToldRecord, ToldRow, Walk, follow, walk_source
from app.services.files import written_outside
from app.services.leaving import Leaving, let_leave, needed
from app.services.tables import csv_table
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

_CSV = ".csv"


def followed(
    store: Store, case_id: UUID, walk: Walk, *, at: date, window: int, language: Language, hidden: str
) -> tuple[ToldRow, ...]:
    """Return what the case says about every entry of a list of others; ``hidden`` stands for a text of class R0."""
    with store.read() as reader:
        snapshot = hide_in(reader.snapshot(case_id), hidden)
    return _follow(snapshot, walk, at, window, Translator(language))


def deliver(
    store: Store,
    case_id: UUID,
    walk: Walk,
    target: Path,
    *,
    at: date,
    window: int,
    language: Language,
    reason: str,
) -> Change:
    """Write a list of others with what is recorded, as text or as a table (``.csv``), and log why.

    Only what may become a process document is in it, as in the narrowest dossier.
    """
    say = Translator(language)
    why = needed(reason)

    def made(uow: UnitOfWork) -> Leaving:
        seen = select(uow.snapshot(case_id), profile=load_profiles()[NARROWEST], say=say).snapshot
        rows = _follow(seen, walk, at, window, say)
        table = target.suffix.lower() == _CSV
        data = _table(rows, say) if table else _text(walk, seen, rows, at, window, say)
        detail = written_outside(target, data, why, what=walk.value)
        return Leaving(data, "crosswalk.exported", str(case_id), detail)

    let_leave(store, target, made)
    return Change(case_id, RecordKind.CASE, case_id)


def walk_name(walk: Walk, say: Translator) -> str:
    """Return what a list of others is called."""
    return {
        Walk.FLAGS: say("Dutch red flags for intimate terrorism"),
        Walk.SIGNALS: say("Signals of the Besluit tijdelijk huisverbod"),
        Walk.ELEMENTS: say("Elements of article 285b Sr (belaging)"),
    }[walk]


def _follow(snapshot: CaseSnapshot, walk: Walk, at: date, window: int, say: Translator) -> tuple[ToldRow, ...]:
    return follow(walk, snapshot, evaluate(snapshot, at=at, window=window), say)


def _text(
    walk: Walk, snapshot: CaseSnapshot, rows: tuple[ToldRow, ...], at: date, window: int, say: Translator
) -> bytes:
    """Return the list as text, in the order and the words of its source."""
    lines = [
        walk_name(walk, say),
        say(
            "Case {case}; reference date {at}, window {window} days.",
            case=snapshot.case.reference,
            at=say.day(at),
            window=window,
        ),
        say("Source: {source}", source=say.label(load_catalogue().sources[walk_source(walk)].citation)),
        say("What is recorded is named. No entry is weighed, added up or concluded; not asked is not a no."),
    ]
    block = ""
    for row in rows:
        if row.block != block:
            block = row.block
            lines += ["", block]
        lines += ["", f"{row.letter}. {row.label}" if row.letter else row.label]
        lines += [f"   - {fact}" for fact in row.facts]
        lines += [f"   {label}: {words}" for label, words in recorded(row, say) if words]
        if row.silent:
            lines.append(f"   {say('Nothing recorded points at this; that is not a no.')}")
    return ("\n".join(lines) + "\n").encode()


def _table(rows: tuple[ToldRow, ...], say: Translator) -> bytes:
    """Return the list as a table that a spreadsheet opens, one row per entry."""
    head = [label for label, _ in recorded(rows[0], say)]
    table = [[say("Block"), say("Letter"), say("Entry"), say("Facts and circumstances"), *head]]
    for row in rows:
        told = [words for _, words in recorded(row, say)]
        table.append([row.block, row.letter, row.label, " | ".join(row.facts), *told])
    return csv_table(table)


def recorded(row: ToldRow, say: Translator) -> tuple[tuple[str, str], ...]:
    """Return label and words of everything that is recorded about an entry."""
    return (
        (say("Answers"), "; ".join(answer.text for answer in row.answers)),
        (say("Not asked"), str(row.not_asked) if row.not_asked else ""),
        (say("Confirmed incidents"), _records(row.confirmed)),
        (say("Incidents that point the same way"), _records(row.pointing)),
        (say("Events"), _records(row.events)),
        (say("Signals of the rules"), "; ".join(row.findings)),
        (say("Note"), row.note),
        (say("Sources"), "; ".join(row.sources)),
    )


def _records(records: tuple[ToldRecord, ...]) -> str:
    return "; ".join(f"{one.number} ({one.when})" for one in records)
