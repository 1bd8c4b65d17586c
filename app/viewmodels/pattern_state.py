"""What the pattern page shows, in ready words."""

from dataclasses import dataclass

from app.charts.table import Table
from app.viewmodels.choice import Choice

NO_ROWS = Table()


@dataclass(frozen=True)
class Link:
    """Something that can be clicked: its words, its key and what a screen reader says."""

    text: str
    key: str
    name: str = ""


@dataclass(frozen=True)
class FindingRow:
    """One row of a finding, such as a stage; a link without a key leads nowhere."""

    label: str
    words: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class FindingCard:
    """One finding: what was seen, what it rests on, what it must not be taken for, and how it was counted.

    ``lead`` is the first part of ``sentence`` and ``more`` the others; ``rows`` and ``grid`` take their place where
    there are any. ``everything`` leads to all its incidents where there are too many to name. ``rule_line`` names the
    rule. ``sources`` are keys of the source register; ``professional`` is told where
    professional knowledge is among them, and ``check`` that it must still be checked. ``unplaced`` names what could not
    be counted, a reason at a time, and ``beside`` are extra figures on which no outcome rests, with their own
    ``beside_sources``.
    """

    rule: str
    weight: str
    pill: str
    title: str
    sentence: str
    links: tuple[Link, ...]
    everything: str
    caution: str
    missing: tuple[str, ...]
    rule_line: str
    definition: str
    sources: tuple[str, ...]
    professional: str = ""
    check: str = ""
    lead: str = ""
    more: tuple[str, ...] = ()
    rows: tuple[FindingRow, ...] = ()
    grid: tuple[tuple[str, ...], ...] = ()
    unplaced: tuple[FindingRow, ...] = ()
    beside: tuple[str, ...] = ()
    beside_sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenQuestion:
    """A critical question without an answer; ``key`` leads to it and ``standing`` says how it stands."""

    text: str
    key: str
    standing: str
    name: str


@dataclass(frozen=True)
class SightCard:
    """One organisation, or all together: what it knew and since when, what that shows alone, and what it missed."""

    name: str
    together: bool
    lines: tuple[str, ...]
    signals: tuple[str, ...]
    no_signals: str
    known_title: str = ""
    known: tuple[Link, ...] = ()
    unseen_title: str = ""
    unseen: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PatternState:
    """The whole page. ``seen`` are signals; ``facts`` come from rules that only tell and never signal.

    ``loose`` shows single incidents instead of the timeline, ``narrowed`` says which ones.
    """

    ready: bool = False
    reference: str = ""
    reference_hint: str = ""
    reference_wrong: bool = False
    window: str = "90"
    windows: tuple[Choice, ...] = ()
    seen: tuple[FindingCard, ...] = ()
    facts: tuple[FindingCard, ...] = ()
    not_seen: tuple[FindingCard, ...] = ()
    too_little: tuple[FindingCard, ...] = ()
    nothing_seen: str = ""
    closing: str = ""
    questions: tuple[OpenQuestion, ...] = ()
    questions_note: str = ""
    sights: tuple[SightCard, ...] = ()
    loose: bool = False
    incidents: Table = NO_ROWS
    narrowed: str = ""
    incidents_note: str = ""
