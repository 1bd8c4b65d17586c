"""Everything that goes on paper, ready and frozen: what was selected, what was found, and where it came from."""

import hashlib
from datetime import date, datetime
from uuid import UUID

import msgspec

from app.charts.drawing import Drawing
from app.domain.assessment import AnswerValue, Basis
from app.domain.dossier import DossierRequest, LeftOut, LookAt
from app.domain.finding import Outcome, Weight
from app.domain.profile import Profile, SectionId, sections_of
from app.domain.snapshot import CaseSnapshot


class NotCounted(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents, by their visible numbers, that a rule could not place for one reason."""

    reason: str
    incidents: tuple[str, ...]


class ExplainedFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule saw, in words; ``incidents`` are visible numbers, oldest first, ``told`` is the outcome in words."""

    rule: str
    version: int
    weight: Weight
    outcome: Outcome
    told: str
    title: str
    sentence: str
    caution: str
    missing: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    unplaced: tuple[NotCounted, ...] = ()


class AnsweredItem(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a checklist; ``contradicted`` when its answer does not fit what was recorded.

    All incidents are visible numbers: ``incidents`` were confirmed by whoever answered, ``proposed`` point the same way
    and wait for that, ``against`` speak against the answer or were taken back.
    """

    label: str
    weight: Weight
    value: AnswerValue
    asked_on: date | None = None
    asked_by: str = ""
    basis: Basis | None = None
    note: str = ""
    incidents: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    contradicted: bool = False


class AnsweredGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The questions under one heading of a checklist."""

    label: str
    items: tuple[AnsweredItem, ...]


class AnsweredChecklist(msgspec.Struct, frozen=True, kw_only=True):
    """The newest use of a checklist; without ``started_on`` it was never used and nothing in it was asked.

    ``referrals`` are the medical routes that its answers call for, in words. ``key`` is its id.
    """

    name: str
    version: str
    started_on: date | None
    signed_at: datetime | None
    signed_by: str
    judgement: str
    groups: tuple[AnsweredGroup, ...]
    referrals: tuple[str, ...] = ()
    key: str = ""

    @property
    def items(self) -> tuple[AnsweredItem, ...]:
        """Return all questions in order."""
        return tuple(item for group in self.groups for item in group.items)


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the catalogue, by id, in the language of the dossier.

    ``kinds`` are the kinds of behaviour under which the behaviours fall, by the id of the behaviour.
    """

    behaviours: dict[str, str]
    contexts: dict[str, str]
    effects: dict[str, str]
    protections: dict[str, str] = {}
    instruments: dict[str, str] = {}
    rules: dict[str, str] = {}
    kinds: dict[str, str] = {}


class KnowledgeRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one organisation knew, or all together; ``known`` are (day in words, visible numbers), oldest first.

    ``counts`` says in words what its incidents alone amount to and ``kinds`` of which behaviour they are; ``signals``
    are the rules that give a signal on them.
    """

    organisation: str
    known: tuple[tuple[str, tuple[str, ...]], ...]
    counts: str
    signals: tuple[str, ...]
    kinds: str = ""


class DossierInput(msgspec.Struct, frozen=True, kw_only=True):
    """All that is needed to print one copy; ``snapshot`` holds only what its recipient may see.

    ``closing`` stands below the findings, whatever they are.
    ``chain_number`` and ``chain_head`` are the last entry of the audit chain when the data were read. ``data_sets``
    are (name, version) of the rules and lists that were used. ``safe_reference`` is the case number, "" when it names
    somebody. ``copy_number`` counts the copies of the case from 1. ``look_at`` is for whoever makes the copy and is not
    printed. ``exhibit_bytes`` holds the files of exhibits that are printed or put into the copy. ``months``,
    ``matrix``, ``domains`` and ``knowers`` are drawings beside the timeline: how many and how severe per month, which
    behaviour and which domain in which month, who knew what.
    """

    request: DossierRequest
    profile: Profile
    snapshot: CaseSnapshot
    left_out: tuple[LeftOut, ...]
    labels: Labels
    findings: tuple[ExplainedFinding, ...]
    closing: str
    checklists: tuple[AnsweredChecklist, ...]
    picture: Drawing
    made_at: datetime
    chain_number: int
    chain_head: str
    program_version: str
    data_sets: tuple[tuple[str, str], ...] = ()
    safe_reference: str = ""
    copy_number: int = 1
    knowledge: tuple[KnowledgeRow, ...] = ()
    look_at: tuple[LookAt, ...] = ()
    exhibit_bytes: dict[UUID, bytes] = {}
    months: Drawing | None = None
    matrix: Drawing | None = None
    domains: Drawing | None = None
    knowers: Drawing | None = None

    @property
    def sections(self) -> tuple[SectionId, ...]:
        """Return the sections of this copy, in the order in which they are printed."""
        return sections_of(self.profile, self.request.choice.sections)

    @property
    def dossier_id(self) -> str:
        """Return the short id of this copy: the same input at the same moment gives the same id."""
        told = msgspec.json.encode((self.request, self.made_at, self.chain_head, self.data_hash), order="sorted")
        digest = hashlib.sha256(told).hexdigest().upper()
        return f"{digest[:4]}-{digest[4:8]}"

    @property
    def data_hash(self) -> str:
        """Return the SHA-256 of the selected data as canonical JSON."""
        return hashlib.sha256(msgspec.json.encode(self.snapshot, order="sorted")).hexdigest()

    @property
    def file_name(self) -> str:
        """Return a file name that holds the case number where that names nobody, and never a person."""
        middle = f"{self.safe_reference}-" if self.safe_reference else ""
        return f"dossier-{middle}{self.dossier_id}.pdf"
