"""Work on a vault, step by step, and what must be in it after the steps that were acknowledged."""

import hashlib
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

import builders
import vaults
from app.clock import SystemClock
from app.errors import NoMemberError, WrongPassphraseError
from app.services import backups, cases, drafts, exhibits, members, records, signing, vault
from app.storage.backups import check_files
from app.storage.keyring import read_keyring, ways_in
from app.storage.store import Store

CASE = UUID(int=7)
DRAFT = "incident:new"
_KINDS = {
    "record": 40,
    "draft": 30,
    "correct": 12,
    "withdraw": 4,
    "sign": 4,
    "exhibit": 4,
    "passphrase": 3,
    "words": 1,
    "backup": 2,
}


class Step(msgspec.Struct, frozen=True):
    """One thing to do, to the record ``target`` when it changes one."""

    kind: str
    number: int
    target: UUID = CASE

    @property
    def made(self) -> UUID:
        """Return the id of the record that this step makes."""
        return uuid5(CASE, str(self.number))

    @property
    def words(self) -> str:
        """Return what this step has somebody tell."""
        return f"verteld in stap {self.number}"

    @property
    def photo(self) -> bytes:
        """Return the bytes of the exhibit that this step adds."""
        return random.Random(self.number).randbytes(1 + 7_919 * self.number % 400_000)  # noqa: S311  nothing secret


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What must be in the vault.

    ``way`` is the step that gave the passphrase, 0 for the first one; ``backup`` how many entries of the log the newest
    backup holds.
    """

    facts: dict[UUID, str] = {}
    signed: frozenset[UUID] = frozenset()
    exhibits: dict[UUID, str] = {}
    draft: str = ""
    versions: int = 1
    way: int = 0
    backup: int = 0


def passphrase(way: int) -> str:
    """Return the passphrase after the change in a step; 0 for the first."""
    return f"een proefzin met nummer {way}"


def founded(folder: Path) -> None:
    """Make the vault to work in, with one case."""
    with vaults.new(folder, SystemClock(), passphrase=passphrase(0)) as store:
        cases.open_case(store, builders.case(id=CASE))


def next_step(number: int, ledger: Ledger) -> Step:
    """Return what to do as step ``number``."""
    chance = random.Random(number)  # noqa: S311  what to do next, nothing secret
    (kind,) = chance.choices(list(_KINDS), list(_KINDS.values()))
    if kind in {"correct", "withdraw"}:
        if not ledger.facts:
            return Step("record", number)
        return Step(kind, number, chance.choice(list(ledger.facts)))
    return Step(kind, number)


def do(store: Store, step: Step, ledger: Ledger) -> int:
    """Do a step through the services, as the program does; return how many entries a backup holds that was made."""
    if step.kind == "record":
        records.record(store, CASE, builders.incident(id=step.made, facts=step.words), draft=DRAFT)
    elif step.kind == "draft":
        drafts.keep_draft(store, DRAFT, CASE, {"facts": step.words})
    elif step.kind == "correct":
        old = next(one for one in cases.read_case(store, CASE).incidents if one.id == step.target)
        records.correct(store, CASE, replace(old, facts=step.words), reason="Verbeterd")
    elif step.kind == "withdraw":
        records.withdraw(store, CASE, step.target, reason="Dubbel")
    elif step.kind == "sign":
        signing.sign(store, CASE, builders.assessment(id=step.made))
    elif step.kind == "exhibit":
        exhibits.attach(store, CASE, builders.exhibit(id=step.made), [step.photo])
    elif step.kind == "passphrase":
        members.change_passphrase(store, passphrase(ledger.way), passphrase(step.number), cost=vaults.CHEAP)
    elif step.kind == "words":
        members.new_recovery_words(store)
    else:
        made = backups.back_up(store).made
        return made.label.entries if made and made.label else 0
    return 0


def after(ledger: Ledger, step: Step, told: int = 0) -> Ledger:
    """Return what must be there after a step; ``told`` is what ``do`` returned."""
    facts, changed = ledger.facts, {"versions": ledger.versions + 1}
    change: Mapping[str, object]
    match step.kind:
        case "record":
            change = {"facts": {**facts, step.made: step.words}, "draft": "", **changed}
        case "draft":
            change = {"draft": step.words}
        case "correct":
            change = {"facts": {**facts, step.target: step.words}, **changed}
        case "withdraw":
            change = {"facts": {one: words for one, words in facts.items() if one != step.target}, **changed}
        case "sign":
            change = {"signed": ledger.signed | {step.made}, **changed}
        case "exhibit":
            sha256 = hashlib.sha256(step.photo).hexdigest()
            change = {"exhibits": {**ledger.exhibits, step.made: sha256}, **changed}
        case "passphrase":
            change = {"way": step.number}
        case _:
            change = {"backup": told or ledger.backup}
    return replace(ledger, **change)


def opened(folder: Path, ways: Iterable[int]) -> tuple[Store, int]:
    """Open a vault with the one of some passphrases that it has; raise ``AssertionError`` when it has two of them."""
    found = None
    for way in dict.fromkeys(ways):
        try:
            found = vault.unlock_vault(folder, passphrase(way), SystemClock()), way
        except (WrongPassphraseError, NoMemberError):
            continue
        break
    if found is None:
        raise AssertionError("no passphrase opens the vault")
    keys = read_keyring(folder / "keyring.json")
    if any(any(ways_in(keys, passphrase(way))) for way in ways if way != found[1]):
        raise AssertionError("two passphrases open the vault")
    return found


def seen_in(store: Store, way: int) -> Ledger:
    """Return what is in a vault that opened with the passphrase ``way``."""
    case, draft = cases.read_case(store, CASE), drafts.read_draft(store, DRAFT)
    kept = [check_files(one) for one in backups.list_backups(store).here]
    with store.inspect() as reader:
        versions = sum(len(list(some)) for _, some in reader.inspection().versions())
    return Ledger(
        facts={one.id: one.facts for one in case.incidents},
        signed=frozenset(one.id for one in case.assessments if one.signed_at),
        exhibits={one.id: one.sha256 for one in case.exhibits},
        draft=str(draft["facts"]) if draft else "",
        versions=versions,
        way=way,
        backup=max((label.entries for label in kept), default=0),
    )


def checked(store: Store, way: int, ledger: Ledger, pending: Step | None) -> bool:
    """Compare a vault with what was acknowledged; return whether the step under way was done as well.

    Raises ``AssertionError`` when it is neither the one nor the other.
    """
    seen = seen_in(store, way)
    told = (ledger, after(ledger, pending)) if pending is not None else (ledger,)
    for done, one in enumerate(told):
        if seen.backup >= one.backup and replace(seen, backup=one.backup) == one:
            return bool(done)
    raise AssertionError(f"not what was acknowledged\nseen {seen}\ntold {ledger}\nunder way {pending}")
