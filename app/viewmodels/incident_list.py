"""The list of incidents in words: what a row tells, and which rows are within a filter."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.incident import Incident
from app.domain.key_incidents import Stands, key_incidents
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.viewmodels.incident_accounts import again
from app.viewmodels.incident_state import BehaviourChip, chip_of
from app.viewmodels.record_form import draft_key
from app.viewmodels.sensitivity import Screen


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty fields narrow nothing. ``period`` is read as people say it.

    ``withdrawn`` shows what was taken out of the case instead of what is in it.
    """

    withdrawn: bool = False
    text: str = ""
    behaviour: str = ""
    period: str = ""
    severity: str = ""
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One incident in the list; ``mark`` says why it does not count, ``anchor`` what it stands for ("" for neither)."""

    id: str
    number: str
    when: str
    told: str
    quoted: bool
    behaviours: tuple[BehaviourChip, ...]
    severity: str
    sources: str
    mark: str
    draft: bool
    anchor: str = ""


class ListWriter:
    """Writes the rows of one case as ``screen`` may show it; ``gone`` were withdrawn, ``drafts`` are keys of drafts."""

    def __init__(
        self,
        snapshot: CaseSnapshot,
        gone: Mapping[UUID, Withdrawn],
        drafts: frozenset[str],
        screen: Screen,
        say: Translator,
    ) -> None:
        """Write about ``snapshot``."""
        self._snapshot, self._gone, self._drafts, self._screen, self._say = snapshot, gone, drafts, screen, say
        self._catalogue = load_catalogue()
        self._anchors = anchor_words(snapshot.incidents, say)

    def fits(self, incident: Incident, wanted: Filter, period: Period | None) -> bool:
        """Whether an incident is within the filter; an uncertain date fits when it may lie within the period."""
        if self._screen.covers_all(incident):
            return self._fits_hidden(incident, wanted, period)
        if wanted.behaviour and wanted.behaviour not in incident.behaviours:
            return False
        if wanted.source and all(str(citation.source) != wanted.source for citation in incident.sources):
            return False
        if not _severe(incident, wanted.severity) or not _within(incident, period):
            return False
        return all(word in self._text(incident) for word in _folded(wanted.text).split())

    def _fits_hidden(self, incident: Incident, wanted: Filter, period: Period | None) -> bool:
        """Whether a hidden incident is within the filter, of which only its number and its day may tell."""
        if wanted.behaviour or wanted.source or wanted.severity or not _within(incident, period):
            return False
        told = _folded(f"{visible_number(incident)} {self._screen.word}")
        return all(word in told for word in _folded(wanted.text).split())

    def _text(self, incident: Incident) -> str:
        """Return everything in an incident that can be searched, folded."""
        say, known = self._say, self._catalogue.behaviours
        sources = {citation.source for citation in incident.sources}
        return _folded(
            "\n".join(
                (
                    visible_number(incident),
                    incident.when.words,
                    incident.where,
                    incident.facts,
                    incident.quote,
                    incident.quote_translation,
                    incident.interpretation,
                    incident.wish,
                    incident.not_found,
                    incident.set_aside,
                    *(say.label(known[key].label) if key in known else key for key in incident.behaviours),
                    *(source.label for source in self._snapshot.sources if source.id in sources),
                )
            )
        )

    def _half_typed(self, incident: Incident) -> bool:
        """Whether something was half typed about an incident: a correction of it, or a new account of its event."""
        case = self._snapshot.case.id
        return any(draft_key("incident", case, about) in self._drafts for about in (incident, again(incident.id)))

    def row(self, incident: Incident) -> Row:
        """Return one incident in words; of a hidden one only when it was."""
        say = self._say
        if self._screen.covers_all(incident):
            return Row(
                id=str(incident.id),
                number=visible_number(incident),
                when=describe(incident.when, say),
                told=self._screen.word,
                quoted=False,
                behaviours=(),
                severity="",
                sources="",
                mark="",
                draft=self._half_typed(incident),
            )
        labels = {source.id: source.label for source in self._snapshot.sources}
        mark, gone = "", self._gone.get(incident.id)
        if gone is not None:
            reason = self._screen.word if self._screen.covers(gone.record) else gone.reason
            mark = say("withdrawn {day}: {reason}", day=say.day(gone.at.date()), reason=reason)
        elif incident.set_aside:
            mark = say("set aside")
        elif incident.duplicate_of is not None:
            other = next((each for each in self._snapshot.incidents if each.id == incident.duplicate_of), None)
            if other is not None and incident.changed_because:
                mark = say("new account of {number}", number=visible_number(other))
            elif other is not None:
                mark = say("same as {number}", number=visible_number(other))
        return Row(
            id=str(incident.id),
            number=visible_number(incident),
            when=describe(incident.when, say),
            told=" ".join((incident.facts or incident.quote).split()),
            quoted=not incident.facts.strip(),
            behaviours=tuple(chip_of(key, self._catalogue, say) for key in incident.behaviours),
            severity=str(incident.severity or ""),
            sources=", ".join(labels.get(citation.source, "") for citation in incident.sources),
            mark=mark,
            draft=self._half_typed(incident),
            anchor=self._anchors.get(incident.id, ""),
        )


def anchor_words(incidents: Sequence[Incident], say: Translator) -> dict[UUID, str]:
    """Return what the anchor incidents stand for in words; a typical one only where a professional chose it."""
    words = {
        Stands.FIRST: say("first"),
        Stands.TYPICAL: say("typical"),
        Stands.WORST: say("worst"),
        Stands.LAST: say("last"),
    }
    told = {}
    for key in key_incidents(incidents):
        parts = [words[anchor] for anchor in key.anchors if anchor is not Stands.TYPICAL or key.chosen]
        if parts:
            told[key.incident.id] = say("anchor: {what}", what=", ".join(parts))
    return told


def _severe(incident: Incident, wanted: str) -> bool:
    """Whether an incident is as severe as is wanted: "none", a level and up, or "" for all."""
    if wanted == "none":
        return incident.severity is None
    return not wanted.isdigit() or (incident.severity or 0) >= int(wanted)


def _within(incident: Incident, period: Period | None) -> bool:
    return period is None or incident.when.possibly_within(period.first or date.min, period.last or date.max)


def newest_first(incidents: Sequence[Incident]) -> list[Incident]:
    """Return the newest first; those without any date last."""
    dated = [each for each in incidents if each.when.first or each.when.last]
    undated = [each for each in incidents if not (each.when.first or each.when.last)]
    return [*sorted(dated, key=lambda each: (each.when.sort_key, each.number), reverse=True), *undated]


def _folded(text: str) -> str:
    """Return text in which accents and capitals make no difference."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
