"""What the incident form shows, in ready words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.person import Role
from app.domain.snapshot import CaseSnapshot, shown_number, visible_number
from app.i18n import Translator
from app.risk.catalogue import Catalogue
from app.viewmodels.choice import Choice
from app.viewmodels.history import Version
from app.viewmodels.incident_accounts import Accounts
from app.viewmodels.incident_check import Read
from app.viewmodels.incident_direction import Direction
from app.viewmodels.incident_fields import BreachRow, IncidentFields
from app.viewmodels.incident_hints import Hints
from app.viewmodels.incident_words import (
    actor_choices,
    incident_line,
    informed_choices,
    interpreter_choices,
    kind_choices,
    knowledge_choices,
    source_kind_choices,
    wish_choices,
)
from app.viewmodels.sensitivity import sensitivity_choices
from app.viewmodels.source_words import keys_in


@dataclass(frozen=True)
class BehaviourChip:
    """A chosen behaviour: its words, the colour and the name of its lane, why it matters and which sources say so."""

    id: str
    label: str
    colour: str
    lane: str
    about: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the form, in words."""

    actors: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    knowledge: tuple[Choice, ...] = ()
    interpreters: tuple[Choice, ...] = ()
    source_kinds: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    effects: tuple[Choice, ...] = ()
    children: tuple[Choice, ...] = ()
    measures: tuple[Choice, ...] = ()
    incidents: tuple[Choice, ...] = ()
    exhibits: tuple[Choice, ...] = ()
    sensitivities: tuple[Choice, ...] = ()
    levels: tuple[Choice, ...] = ()
    wishes: tuple[Choice, ...] = ()
    informed: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class IncidentFormState:
    """The form on the screen, in ready words; ``told`` are the problems that stopped a save.

    ``many`` new ones can follow each other; a new account of one event stands alone. ``told_again`` offers one.

    ``reading`` until its draft was read, ``reads_only`` for somebody who may not record. While ``held`` it can be read
    but not changed.
    """

    title: str = ""
    note: str = ""
    fields: IncidentFields = field(default_factory=IncidentFields)
    read: Read = field(default_factory=Read)
    chips: tuple[BehaviourChip, ...] = ()
    choices: Choices = field(default_factory=Choices)
    direction: Direction = field(default_factory=Direction)
    hints: Hints = field(default_factory=Hints)
    told: tuple[str, ...] = ()
    accounts: Accounts = field(default_factory=Accounts)
    is_new: bool = True
    many: bool = True
    dirty: bool = False
    saving: bool = False
    reading: bool = False
    withdrawn: bool = False
    versions: tuple[Version, ...] = ()
    reads_only: bool = False

    @property
    def held(self) -> bool:
        """Whether nothing can be changed now."""
        return self.reading or self.withdrawn or self.reads_only

    @property
    def told_again(self) -> bool:
        """Whether a new account of the same event can be begun here."""
        return not (self.is_new or self.held or self.saving)


def chip_of(behaviour: str, catalogue: Catalogue, say: Translator) -> BehaviourChip:
    """Return the chip of a behaviour; an id that the catalogue does not know is shown as it is."""
    if behaviour not in catalogue.behaviours:
        return BehaviourChip(behaviour, behaviour, "#5B6770", "")
    known, lane = catalogue.behaviours[behaviour], catalogue.lane_of(behaviour)
    about = say.label(known.rationale)
    return BehaviourChip(behaviour, say.label(known.label), lane.colour, say.label(lane.label), about, keys_in(about))


def choices_of(
    snapshot: CaseSnapshot,
    own: UUID | None,
    catalogue: Catalogue,
    say: Translator,
    *,
    breached: Sequence[BreachRow] = (),
) -> Choices:
    """Return what can be chosen in the form of the incident ``own``.

    A measure that is ``breached`` there and was withdrawn stays among the measures, so that it can be taken out.
    """
    known = {str(measure.id) for measure in snapshot.measures}
    gone = [row.measure for row in breached if row.measure not in known]
    others = sorted(snapshot.incidents, key=lambda each: each.when.sort_key, reverse=True)
    return Choices(
        actors=actor_choices(say),
        kinds=kind_choices(say),
        knowledge=knowledge_choices(say),
        interpreters=interpreter_choices(say),
        source_kinds=source_kind_choices(say),
        sources=tuple(
            Choice(str(source.id), f"{visible_number(source)} · {source.label}") for source in snapshot.sources
        ),
        effects=tuple(Choice(key, say.label(effect.label)) for key, effect in catalogue.effects.items()),
        children=tuple(Choice(str(child.id), child.name) for child in snapshot.in_role(Role.CHILD)),
        measures=(
            *(Choice(str(measure.id), f"{visible_number(measure)} · {measure.label}") for measure in snapshot.measures),
            *(Choice(measure, say("a measure that was withdrawn")) for measure in gone),
        ),
        incidents=tuple(
            Choice(str(other.id), incident_line(other, say))
            for other in others
            if other.id != own and other.duplicate_of is None
        ),
        exhibits=tuple(Choice(str(one.id), f"{shown_number(one, say)} · {one.title}") for one in snapshot.exhibits),
        sensitivities=sensitivity_choices(say),
        wishes=(
            *wish_choices(say),
            *(Choice(str(one.id), say("the child {name}", name=one.name)) for one in snapshot.in_role(Role.CHILD)),
        ),
        informed=informed_choices(say),
        levels=tuple(
            Choice(str(anchor.level), f"{say.label(anchor.meaning)}: {say.label(anchor.anchor)}")
            for anchor in catalogue.severities
        ),
    )
