"""What stays of a copy when some of its records are gone: nothing points to what is hidden, and nothing tells of it."""

from uuid import UUID

import msgspec

from app.domain.assessment import Answer, Assessment
from app.domain.event import ContextEvent
from app.domain.exhibit import Exhibit
from app.domain.incident import Incident
from app.domain.retraction import Retraction
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation
from app.i18n import Translator


def without_loose_ends(snapshot: CaseSnapshot, masked: set[UUID], say: Translator) -> CaseSnapshot:
    """Take away references to what is hidden, and what citations tell about masked sources."""
    persons = {person.id for person in snapshot.persons}
    sources = {source.id for source in snapshot.sources}
    measures = {measure.id for measure in snapshot.measures}
    incidents = {incident.id for incident in snapshot.incidents}
    exhibits = {exhibit.id for exhibit in snapshot.exhibits}

    def cited(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(
            Citation(source=citation.source, knowledge=citation.knowledge) if citation.source in masked else citation
            for citation in citations
            if citation.source in sources
        )

    def shown(named: tuple[UUID, ...]) -> tuple[UUID, ...]:
        return tuple(exhibit for exhibit in named if exhibit in exhibits)

    def told(incident: Incident) -> Incident:
        repeats_hidden = incident.duplicate_of is not None and incident.duplicate_of not in incidents
        return msgspec.structs.replace(
            incident,
            sources=cited(incident.sources),
            children_present=tuple(child for child in incident.children_present if child in persons),
            breaches=tuple(breach for breach in incident.breaches if breach.measure in measures),
            duplicate_of=None if repeats_hidden else incident.duplicate_of,
            changed_because="" if repeats_hidden else incident.changed_because,
            wish_by=incident.wish_by if incident.wish_by in persons else None,
            exhibits=shown(incident.exhibits),
            set_aside=incident.set_aside
            or (say("Tells an incident again that is not in this copy.") if repeats_hidden else ""),
        )

    def answered(answer: Answer) -> Answer:
        known = tuple(incident for incident in answer.incidents if incident in incidents)
        return msgspec.structs.replace(answer, incidents=known)

    def weighed(assessment: Assessment) -> Assessment:
        return msgspec.structs.replace(assessment, answers=tuple(answered(answer) for answer in assessment.answers))

    def around(event: ContextEvent) -> ContextEvent:
        return msgspec.structs.replace(event, sources=cited(event.sources))

    def taken_back(retraction: Retraction) -> Retraction:
        known = tuple(incident for incident in retraction.incidents if incident in incidents)
        return msgspec.structs.replace(retraction, incidents=known, sources=cited(retraction.sources))

    def sourced(exhibit: Exhibit) -> Exhibit:
        seen = exhibit.source is None or exhibit.source in sources - masked
        return exhibit if seen else _of_masked(exhibit, say, known=exhibit.source in sources)

    return msgspec.structs.replace(
        snapshot,
        sources=tuple(msgspec.structs.replace(one, exhibits=shown(one.exhibits)) for one in snapshot.sources),
        incidents=tuple(told(incident) for incident in snapshot.incidents),
        events=tuple(around(event) for event in snapshot.events),
        assessments=tuple(weighed(assessment) for assessment in snapshot.assessments),
        fears=tuple(msgspec.structs.replace(fear, sources=cited(fear.sources)) for fear in snapshot.fears),
        retractions=tuple(taken_back(retraction) for retraction in snapshot.retractions),
        exhibits=tuple(sourced(one) for one in snapshot.exhibits),
    )


def _of_masked(exhibit: Exhibit, say: Translator, *, known: bool) -> Exhibit:
    """Return an exhibit without anything that could tell which source it came from."""
    return Exhibit(
        id=exhibit.id,
        number=exhibit.number,
        sensitivity=exhibit.sensitivity,
        title=say("Exhibit of a source that is not named"),
        file_name="",
        media_type=exhibit.media_type,
        size=exhibit.size,
        sha256=exhibit.sha256,
        kind=exhibit.kind,
        form=exhibit.form,
        source=exhibit.source if known else None,
    )
