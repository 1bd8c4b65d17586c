"""The pattern of a case at a reference date: findings, timeline, months, and what was not asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.charts.drawing import Drawing
from app.charts.svg import to_svg
from app.charts.theme import PAPER, Theme
from app.charts.timeline import BASE_TEXT
from app.domain.change import Change
from app.domain.finding import Finding, Outcome, Weight
from app.domain.period_text import Reading, read_period
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.observable import Signal
from app.risk.engine import Pattern
from app.risk.knowledge import WhoKnewWhat
from app.risk.picture import timeline_picture
from app.risk.picture_knowledge import knowledge_picture
from app.risk.picture_matrix import matrix_incidents, matrix_picture
from app.risk.picture_months import severity_picture
from app.risk.picture_sources import sources_incidents, sources_picture
from app.risk.rulebook import load_rulebook
from app.risk.windows import DEFAULT_WINDOW, WINDOWS
from app.viewmodels.choice import window_choices
from app.viewmodels.desk import Desk
from app.viewmodels.knowledge_words import sight_cards
from app.viewmodels.pattern_shown import as_shown, knowledge_as_shown
from app.viewmodels.pattern_state import FindingCard, PatternState
from app.viewmodels.pattern_words import finding_card, incident_table, open_questions, place_of
from app.viewmodels.sensitivity import hidden_words

_EXPORT_WIDTH = 900.0


class PatternOf(Protocol):
    """Evaluate a case."""

    def __call__(self, case_id: UUID, *, at: date, window: int) -> Pattern:
        """Return what the rules see."""


class RememberReference(Protocol):
    """Keep the reference date and window that were chosen."""

    def __call__(self, case_id: UUID, *, at: date, window: int) -> Change:
        """Write both on the case."""


@dataclass(frozen=True)
class PatternServices:
    """What the page needs from the vault."""

    read_case: Callable[[UUID], CaseSnapshot]
    pattern_of: PatternOf
    remember_reference: RememberReference
    write_file: Callable[[Path, bytes, str], None]


@dataclass(frozen=True)
class _Seen:
    """What was read and evaluated."""

    pattern: Pattern
    knew: WhoKnewWhat


class PatternModel:
    """The view-model of the pattern page; the window between reference date and pictures is the user's choice."""

    def __init__(
        self, case: UUID, services: PatternServices, desk: Desk, say: Translator, now: Callable[[], datetime]
    ) -> None:
        """Show ``case`` once it is loaded."""
        self.case = case
        self.changed = Signal()
        self.state = PatternState(windows=window_choices())
        self._services, self._desk, self._say, self._now = services, desk, say, now
        self._pattern: Pattern | None = None
        self._knew: WhoKnewWhat | None = None
        self._chosen: tuple[date, int] | None = None
        self._only: tuple[str, frozenset[UUID]] | None = None
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read and evaluate the case, at the reference date that was chosen last, or else today."""
        today, chosen = self._now().date(), self._chosen

        def work() -> _Seen:
            if chosen is not None:
                at, window = chosen
            else:
                head = self._services.read_case(self.case).case
                at, window = head.reference_date or today, head.window
            window = window if window in WINDOWS else DEFAULT_WINDOW
            whole, word = self._services.pattern_of(self.case, at=at, window=window), hidden_words(self._say)
            return _Seen(as_shown(whole, word), knowledge_as_shown(whole, word))

        self._desk.ask(work, self._show)

    def choose_reference(self, words: str) -> None:
        """Choose another reference date, as people say it; one that is not a single day is refused with a hint."""
        if self._pattern is None:
            return
        reading = read_period(words, self._now().date(), self._say.language)
        day = reading.period.exact if reading.period else None
        if day is None:
            hint = self._why_not(reading)
            self._set(replace(self.state, reference=words, reference_hint=hint, reference_wrong=True))
        else:
            self._choose(day, self._pattern.window)

    def choose_today(self) -> None:
        """Take today as the reference date."""
        if self._pattern is not None:
            self._choose(self._now().date(), self._pattern.window)

    def choose_window(self, days: str) -> None:
        """Choose how many days are compared."""
        if self._pattern is not None:
            self._choose(self._pattern.at, int(days))

    def show_loose(self, *, loose: bool) -> None:
        """Show single incidents, or the pattern."""
        self._only = None
        self._refresh(loose=loose)

    def show_finding(self, rule: str) -> None:
        """Show the incidents on which a finding rests."""
        card = next((card for card in self._cards() if card.rule == rule), None)
        found = next((found for found in self._findings() if found.rule == rule), None)
        if card is not None and found is not None:
            self._only = card.title, frozenset(found.incidents)
            self._refresh(loose=True)

    def show_month(self, key: str) -> None:
        """Show the incidents that may lie in a month (``month:2025-03``)."""
        if self._pattern is None or not key.startswith("month:"):
            return
        first = date.fromisoformat(f"{key.removeprefix('month:')}-01")
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        inside = frozenset(
            incident.id
            for incident in self._pattern.snapshot.incidents
            if (incident.when.first or incident.when.last) is not None
            and incident.when.possibly_within(first, date.fromordinal(last.toordinal() - 1))
        )
        self._only = self._say.month(first), inside
        self._refresh(loose=True)

    def show_cell(self, key: str) -> None:
        """Show the incidents behind a number of the field of behaviour per month (``matrix:2:5``)."""
        seen = self._pattern
        if seen is not None:
            self._only = matrix_incidents(seen.snapshot, key, at=seen.at, say=self._say)
            self._refresh(loose=True)

    def show_behaviour(self, key: str) -> None:
        """Show the incidents behind a row of the sources per behaviour (``sources:2``)."""
        seen = self._pattern
        if seen is not None:
            self._only = sources_incidents(seen.snapshot, key, at=seen.at, say=self._say)
            self._refresh(loose=True)

    def show_all(self) -> None:
        """Show every incident again."""
        self._only = None
        self._refresh(loose=True)

    def place_of(self, key: str) -> str:
        """Return the page on which a record of the pictures is found, "" for what is not a record."""
        return place_of(self._pattern.snapshot, key) if self._pattern is not None else ""

    def timeline(self, width: float, text: float, theme: Theme) -> Drawing | None:
        """Draw the timeline; nothing before the case is read."""
        seen = self._pattern
        if seen is None:
            return None
        return timeline_picture(
            seen.snapshot, at=seen.at, window=seen.window, width=width, say=self._say, theme=theme, text=text
        )

    def months(self, width: float, text: float, theme: Theme) -> Drawing | None:
        """Draw number and severity per month; nothing before the case is read."""
        seen = self._pattern
        if seen is None:
            return None
        return severity_picture(
            seen.snapshot, at=seen.at, window=seen.window, width=width, say=self._say, theme=theme, text=text
        )

    def matrix(self, width: float, text: float, theme: Theme) -> Drawing | None:
        """Draw which behaviour was recorded in which month; nothing before the case is read."""
        seen = self._pattern
        if seen is None:
            return None
        return matrix_picture(seen.snapshot, at=seen.at, width=width, say=self._say, theme=theme, text=text)

    def sources(self, width: float, text: float, theme: Theme) -> Drawing | None:
        """Draw on which sources each behaviour rests; nothing before the case is read."""
        seen = self._pattern
        if seen is None:
            return None
        return sources_picture(seen.snapshot, at=seen.at, width=width, say=self._say, theme=theme, text=text)

    def knowledge(self, width: float, text: float, theme: Theme) -> Drawing | None:
        """Draw who knew what and when; nothing before the case is read."""
        seen, knew = self._pattern, self._knew
        if seen is None or knew is None:
            return None
        return knowledge_picture(knew, seen.snapshot, width=width, say=self._say, theme=theme, text=text)

    def save_svg(self, which: str, path: Path, reason: str) -> None:
        """Write a picture (``timeline``, ``months``, ``matrix``, ``sources`` or ``knowledge``) as an SVG file."""
        pictures = {
            "timeline": self.timeline,
            "months": self.months,
            "matrix": self.matrix,
            "sources": self.sources,
            "knowledge": self.knowledge,
        }
        drawing = pictures[which](_EXPORT_WIDTH, BASE_TEXT, PAPER)
        if drawing is not None:
            self.save(path, to_svg(drawing).encode(), reason)

    def save(self, path: Path, data: bytes, reason: str) -> None:
        """Write a file that the user asked for; the log keeps why."""
        done = self._say("Saved as {name}.", name=path.name)
        self._desk.ask(lambda: self._services.write_file(path, data, reason), lambda _none: self._desk.say_done(done))

    def _on_change(self, change: Change) -> None:
        """Read again when something in this case changed."""
        if change.case == self.case:
            self.load()

    def _choose(self, at: date, window: int) -> None:
        """Evaluate at another date or window and remember both on the case."""
        self._chosen = at, window
        self._desk.do(lambda: self._services.remember_reference(self.case, at=at, window=window))

    def _show(self, seen: _Seen) -> None:
        """Put what was read into words."""
        self._pattern, self._knew = seen.pattern, seen.knew
        self._refresh(loose=self.state.loose)

    def _refresh(self, *, loose: bool) -> None:
        """Make the whole state."""
        seen = self._pattern
        if seen is None:
            return
        say = self._say
        cards = {found.rule: finding_card(found, seen.snapshot, say) for found in seen.findings}
        groups = {
            group: tuple(cards[found.rule] for found in seen.findings if _group(found) is group) for group in Group
        }
        questions, note = open_questions(seen.snapshot, seen.at, say)
        table = incident_table(seen.snapshot, say, self._only[1] if self._only else None)
        self._set(
            PatternState(
                ready=True,
                reference=say.day(seen.at),
                reference_hint=self._reference_hint(seen.at),
                window=str(seen.window),
                windows=self.state.windows,
                seen=groups[Group.SEEN],
                facts=groups[Group.FACT],
                not_seen=groups[Group.NOT_SEEN],
                too_little=groups[Group.TOO_LITTLE],
                nothing_seen=self._nothing_seen(groups[Group.SEEN]),
                closing=say.label(load_rulebook().closing),
                questions=questions,
                questions_note=note,
                sights=sight_cards(self._knew, seen.snapshot, say) if self._knew is not None else (),
                loose=loose,
                incidents=table,
                narrowed=say("Only: {what}", what=self._only[0]) if self._only else "",
                incidents_note=say.n("{n} incident", "{n} incidents", len(table.rows)),
            )
        )

    def _nothing_seen(self, seen: tuple[FindingCard, ...]) -> str:
        """Say that nothing was seen, and what that does not mean."""
        return "" if seen else self._say("No pattern was seen in what is recorded. That says nothing about safety.")

    def _findings(self) -> tuple[Finding, ...]:
        """Return the findings that are shown."""
        return self._pattern.findings if self._pattern is not None else ()

    def _cards(self) -> tuple[FindingCard, ...]:
        """Return all cards that are shown."""
        return *self.state.seen, *self.state.facts, *self.state.not_seen, *self.state.too_little

    def _why_not(self, reading: Reading) -> str:
        """Say why words are no reference date; what can be read in two ways is not guessed."""
        days = [self._say.day(period.exact) for period in reading.alternatives if period.exact]
        if len(days) > 1:
            return self._say("{first} or {second}? Write the month in words.", first=days[0], second=days[1])
        return self._say(reading.problem or "The reference date is one single day.")

    def _reference_hint(self, at: date) -> str:
        """Say how far the reference date is from today."""
        days = (self._now().date() - at).days
        if days == 0:
            return self._say("today")
        if days > 0:
            return self._say.n("{n} day ago", "{n} days ago", days)
        return self._say.n("in {n} day", "in {n} days", -days)

    def _set(self, state: PatternState) -> None:
        """Show another state."""
        if state != self.state:
            self.state = state
            self.changed.emit()


class Group(Enum):
    """Where a finding stands on the page."""

    SEEN = auto()
    FACT = auto()
    NOT_SEEN = auto()
    TOO_LITTLE = auto()


def _group(finding: Finding) -> Group:
    """Return where a finding stands; a rule without a weight of its own only tells facts."""
    if finding.outcome is Outcome.INSUFFICIENT:
        return Group.TOO_LITTLE
    if load_rulebook().rule(finding.rule).weight is Weight.INFORMATION:
        return Group.FACT
    return Group.SEEN if finding.outcome is Outcome.SIGNAL else Group.NOT_SEEN
