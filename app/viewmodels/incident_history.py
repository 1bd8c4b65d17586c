"""The versions of an incident in words: who wrote what when, and what each version changed."""

from dataclasses import dataclass

import msgspec

from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.revision import Revision, RevisionAction
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import Catalogue
from app.viewmodels.choice import Choice
from app.viewmodels.incident_words import actor_choices, kind_choices, move_choices, target_choices
from app.viewmodels.source_fields import knowledge_choices


@dataclass(frozen=True)
class Version:
    """One version: its heading, the reason that was given, and a line per field that changed."""

    heading: str
    reason: str
    changes: tuple[str, ...]


class HistoryWriter:
    """Writes the versions of one incident; names of people, sources and measures come from the case as it is now."""

    def __init__(self, snapshot: CaseSnapshot, catalogue: Catalogue, say: Translator) -> None:
        """Write against ``snapshot``."""
        self._snapshot, self._catalogue, self._say = snapshot, catalogue, say

    def write(self, revisions: tuple[Revision, ...]) -> tuple[Version, ...]:
        """Return the versions, the newest first."""
        versions: list[Version] = []
        before: dict[str, str] = {}
        for revision in sorted(revisions, key=lambda each: each.number):
            after = self._told(msgspec.convert(revision.content, Incident))
            versions.append(Version(self._heading(revision), revision.reason, self._changes(before, after)))
            before = after
        return tuple(reversed(versions))

    def _heading(self, revision: Revision) -> str:
        say = self._say
        action = {
            RevisionAction.RECORDED: say("recorded"),
            RevisionAction.CORRECTED: say("corrected"),
            RevisionAction.WITHDRAWN: say("withdrawn"),
            RevisionAction.RESTORED: say("restored"),
        }[revision.action]
        return say(
            "{number} · {action} {moment} by {who}",
            number=revision.number,
            action=action,
            moment=say.moment(revision.at),
            who=revision.by,
        )

    def _changes(self, before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
        """Return a line per field that differs; of the first version every field that was filled in."""
        say = self._say
        if not before:
            return tuple(f"{name}: {words}" for name, words in after.items() if words)
        return tuple(
            say("{field}: {before} → {after}", field=name, before=before[name] or "–", after=words or "–")
            for name, words in after.items()
            if words != before[name]
        )

    def _told(self, incident: Incident) -> dict[str, str]:
        """Return every field of an incident in words, by its name."""
        say, behaviours, effects = self._say, self._catalogue.behaviours, self._catalogue.effects
        where = incident.field_sensitivity.get("where")
        when = describe(incident.when, say)
        return {
            say("When"): f"{incident.when.words} ({when})" if incident.when.words not in {"", when} else when,
            say("Where"): incident.where,
            say("What was observed"): incident.facts,
            say("Said word for word"): incident.quote,
            say("Interpretation by the professional"): incident.interpretation,
            say("Behaviour"): ", ".join(
                say.label(behaviours[key].label) if key in behaviours else key for key in incident.behaviours
            ),
            say("Severity"): str(incident.severity or ""),
            say("Why this severity"): incident.severity_reason,
            say("Effect on the client"): ", ".join(
                say.label(effects[key].label) if key in effects else key for key in incident.effects
            ),
            say("Against"): ", ".join(self._breaches(incident)),
            say("Who did it"): _word(actor_choices(say), incident.actor.value),
            say("Against whom"): _word(target_choices(say), incident.target.value) if incident.target else "",
            say("Who began / defence"): _word(move_choices(say), incident.move.value) if incident.move else "",
            say("Kind of entry"): _word(kind_choices(say), incident.kind.value),
            say("Children"): ", ".join(
                person.name for person in self._snapshot.persons if person.id in incident.children_present
            ),
            say("Sources"): ", ".join(self._sources(incident)),
            say("Exhibits"): ", ".join(
                visible_number(one) for one in self._snapshot.exhibits if one.id in incident.exhibits
            ),
            say("Same as"): ", ".join(
                visible_number(other) for other in self._snapshot.incidents if other.id == incident.duplicate_of
            ),
            say("Set aside"): incident.set_aside,
            say("Sensitivity"): incident.sensitivity.value,
            say("Sensitivity of the place"): where.value if where else "",
        }

    def _sources(self, incident: Incident) -> list[str]:
        say = self._say
        labels = {source.id: f"{visible_number(source)} {source.label}" for source in self._snapshot.sources}
        words = knowledge_choices(say)
        return [
            " · ".join(
                part
                for part in (
                    labels.get(citation.source, ""),
                    _word(words, citation.knowledge.value),
                    say.day(citation.told_on) if citation.told_on else "",
                    citation.note,
                )
                if part
            )
            for citation in incident.sources
        ]

    def _breaches(self, incident: Incident) -> list[str]:
        labels = {measure.id: f"{visible_number(measure)} {measure.label}" for measure in self._snapshot.measures}
        say = self._say
        return [
            " · ".join(
                part
                for part in (
                    labels.get(breach.measure, ""),
                    breach.reaction,
                    say("{hours} h later", hours=say.number(breach.reaction_hours))
                    if breach.reaction_hours is not None
                    else "",
                )
                if part
            )
            for breach in incident.breaches
        ]


def _word(choices: tuple[Choice, ...], key: str) -> str:
    return next((choice.label for choice in choices if choice.key == key), key)
