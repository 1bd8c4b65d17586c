"""The vault of the pictures: two training cases, one of them with children, a breach and a checklist in progress."""

from datetime import date
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from app.clock import SystemClock
from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.code_step import CodeStep, Standing, Step
from app.domain.fear import FearScore
from app.domain.incident import Breach, Incident
from app.domain.measure import Measure
from app.domain.person import Person, Role
from app.domain.protection import Protection
from app.domain.record import Record
from app.resources import resource
from app.risk.checklist import load_checklists
from app.services import cases, exchange, records, signing, vault
from app.storage.keyring import Cost
from app.storage.store import Store

PASSPHRASE = "alleen voor de plaatjes"  # noqa: S105  opens a vault that exists for a minute
USER = "S. de Boer"
CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
GRAVE = "TC3-2025"
COERCION = "TC1-2025"
_ORGANISATIONS = {
    "politie": "Politie",
    "buren (112)": "Politie",
    "SEH": "Ziekenhuis",
    "verloskundige": "Ziekenhuis",
    "huisarts": "Huisarts",
    "burgemeester": "Gemeente",
    "gemeente": "Gemeente",
    "JGZ": "Jeugdgezondheidszorg",
}
FIRST_ASKED, ASKED = date(2025, 4, 14), date(2025, 6, 3)


def make_vault(folder: Path) -> None:
    """Make the vault, with a key that costs little, and close it."""
    with vault.create_vault(folder, user=USER, passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP) as store:
        for name in ("tc1", "tc3"):
            exchange.import_case(store, resource(f"training/{name}.json").read_bytes(), name=f"{name}.json")
        grave = next(row.case for row in cases.list_cases(store) if row.case.reference == GRAVE)
        records.correct(store, grave.id, replace(grave, holder=USER))
        _add_child(store, grave.id)
        _add_breach(store, grave.id)
        _add_order(store, grave.id)
        _name_organisations(store, grave.id)
        _add_beside(store, grave.id)
        _ask(store, grave.id)


def _add_child(store: Store, case: UUID) -> None:
    """Give the case a child, so that the form can say who was there."""
    _write(store, case, Person(name="Daan", role=Role.CHILD, relation="zoon van Nadia", birth_year=2016))


def _add_breach(store: Store, case: UUID) -> None:
    """Let one call be a breach of the barring order, with what was done about it."""
    snapshot = cases.read_case(store, case)
    order = snapshot.measures[0]
    call = _incident(store, case, 18)
    breach = Breach(measure=order.id, reaction="melding bij de politie; gesprek met Bram", reaction_hours=20)
    records.correct(store, case, replace(call, breaches=(breach,)), reason="In strijd met het huisverbod.")


def _add_order(store: Store, case: UUID) -> None:
    """Add a measure that is still in force at the day of the half-typed incident."""
    order = Measure(
        label="contactverbod",
        start=date(2025, 6, 2),
        end=date(2026, 5, 1),
        issued_by="politierechter",
        terms="geen contact, ook niet via anderen; 200 meter rond de woning",
        verified_on=date(2025, 6, 3),
    )
    _write(store, case, order)


def _name_organisations(store: Store, case: UUID) -> None:
    """Say which organisation keeps what a source told, so that it shows who knew what."""
    for source in cases.read_case(store, case).sources:
        if source.label in _ORGANISATIONS:
            records.correct(store, case, replace(source, organisation=_ORGANISATIONS[source.label]))


def _add_beside(store: Store, case: UUID) -> None:
    """Record fear, something that protects, and two steps of the reporting code."""
    _write(store, case, FearScore(score=9, given_on=ASKED, words="“Ik slaap met de telefoon in mijn hand.”"))
    network = Protection(fact="pf.network", since=date(2025, 4, 1), verified_on=ASKED, verified_by=USER)
    _write(store, case, network)
    advice = "Melden bij Veilig Thuis. Eerst met haar alleen spreken."
    asked = CodeStep(step=Step.CONSULT, taken_on=ASKED, taken_by=USER, with_whom="Veilig Thuis", outcome=advice)
    _write(store, case, asked)
    why = "Hij leest haar telefoon en was in huis."
    _write(store, case, CodeStep(step=Step.TALK, standing=Standing.UNSAFE, taken_by=USER, why=why))


def _ask(store: Store, case: UUID) -> None:
    """Finish one assessment, and answer half of the next one: with support, and with a "no" that is contradicted."""
    list_ = load_checklists()["nfs"]
    known, doubt = AnswerValue.YES, AnswerValue.UNKNOWN
    first = {"nfs.act.hands": known, "nfs.act.repeat": doubt, "nfs.sym.voice": doubt, "nfs.sign.petechiae": known}
    before = Assessment(
        checklist=list_.id,
        version=list_.version,
        started_on=FIRST_ASKED,
        answers=tuple(_answer(item, value, FIRST_ASKED) for item, value in first.items()),
        judgement="Acuut gevaar. Vandaag overleg met politie en forensisch arts.",
    )
    signing.sign(store, case, before)
    now = {
        "nfs.act.hands": known,
        "nfs.act.limb": known,
        "nfs.act.airway": AnswerValue.NO,
        "nfs.act.repeat": AnswerValue.NO,
        "nfs.sym.loc": doubt,
        "nfs.sym.voice": known,
        "nfs.sign.petechiae": known,
        "nfs.ctx.pregnant": known,
        "nfs.ctx.children": doubt,
    }
    support = {
        "nfs.act.hands": (_incident(store, case, 7).id,),
        "nfs.act.limb": (_incident(store, case, 13).id,),
    }
    present = Assessment(
        checklist=list_.id,
        version=list_.version,
        started_on=ASKED,
        answers=tuple(
            replace(_answer(item, value, ASKED), incidents=support.get(item, ())) for item, value in now.items()
        ),
        judgement="Tweemaal verwurging in zes maanden; klachten nemen toe. Vandaag bellen met de forensisch arts.",
    )
    _write(store, case, present)


def _answer(item: str, value: AnswerValue, day: date) -> Answer:
    return Answer(item=item, value=value, asked_on=day, asked_by=USER, basis=Basis.VICTIM)


def _incident(store: Store, case: UUID, number: int) -> Incident:
    return next(each for each in cases.read_case(store, case).incidents if each.number == number)


def _write(store: Store, case: UUID, record: Record) -> None:
    records.record(store, case, record)
