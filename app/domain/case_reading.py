"""Read a case file, whole or not at all: every fault is refused with the place where it stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

import msgspec

from app.domain.assessment import Assessment
from app.domain.case import Case
from app.domain.case_file import FORMAT, VERSION, CaseFile, used_lists, version_content
from app.domain.day_limits import FAR_AWAY, far_days
from app.domain.duplicates import refuse_wrong_duplicate
from app.domain.event import ContextEvent
from app.domain.exhibit import is_other_bytes
from app.domain.exhibit_files import check_files
from app.domain.incident import Incident
from app.domain.instrument import InstrumentOutcome
from app.domain.kinds import kind_of, series_of, target_kind
from app.domain.named_twice import named_twice
from app.domain.own_text import OwnList
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.revision import RecordKind, Revision, RevisionAction
from app.domain.signing import is_signed
from app.domain.snapshot import references
from app.errors import CaseFileError, RefusedError

_LISTS = (
    "persons",
    "sources",
    "incidents",
    "events",
    "measures",
    "assessments",
    "fears",
    "protections",
    "outcomes",
    "reviews",
    "retractions",
    "exhibits",
    "steps",
)
_HIGHEST_NUMBER = 1_000_000
_PLACE = re.compile(r"^(?P<said>.*?)(?: - at `\$\.?(?P<path>.*)`)?$", re.DOTALL)
_SENTENCES = (
    (re.compile(r"Object missing required field `(?P<more>\w+)`"), "A required field is missing."),
    (re.compile(r"Object contains unknown field `(?P<more>.+)`"), "This field is not known."),
    (re.compile(r"Expected `datetime` with a timezone component"), "This moment needs its offset from UTC."),
    (re.compile(r"Expected .*, got .*"), "A value of another type belongs here."),
    (re.compile(r"Invalid (?:enum|literal) value.*"), "This value is not one of the known values."),
    (re.compile(r"Invalid RFC3339.*"), "This is not a date or time in the form that is asked."),
    (re.compile(r"Invalid (?:UUID|uuid).*"), "This is not a valid id."),
)


class KnownIds(msgspec.Struct, frozen=True, kw_only=True):
    """The ids and windows that this program knows; ``items`` by checklist id and version."""

    behaviours: frozenset[str]
    effects: frozenset[str]
    contexts: frozenset[str]
    windows: frozenset[int]
    items: Mapping[tuple[str, str], frozenset[str]]
    protections: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()


class _Head(msgspec.Struct, frozen=True):
    """What a case file of any version begins with."""

    format: str = ""
    version: int = 0


class Told(msgspec.Struct, frozen=True):
    """A record of a case file with the versions that the file tells; ``withdrawn`` when the last one took it out."""

    record: Record
    revisions: tuple[Revision, ...]
    withdrawn: bool


Questions = Callable[[OwnList, str], frozenset[str]]


def read_case_file(
    data: bytes, known: KnownIds, questions: Questions | None = None
) -> tuple[CaseFile, tuple[Told, ...]]:
    """Return a case file and its records with their versions, the case first; raise ``CaseFileError``.

    ``questions`` reads the ids of the questions of an own list that the file carries; it gets the place of that list.
    Without it no such list is known.
    """
    file = _decode(data)
    known = msgspec.structs.replace(known, items={**known.items, **_own_items(file, questions)})
    current = dict(_placed(file))
    _check_records(current, known)
    versions = _versions(file)
    told = [_told(place, record, versions.pop(record.id, ())) for place, record in current.items()]
    told += [_gone(revisions) for revisions in versions.values()]
    _check_numbers(told)
    check_files(file, [one.record for one in told])
    return file, tuple(told)


def _decode(data: bytes) -> CaseFile:
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format != FORMAT:
            raise CaseFileError(place="format", reason="This is not a case file of Patroonzicht.")
        if head.version > VERSION:
            raise CaseFileError(place="version", reason="The file was made by a newer version of Patroonzicht.")
        return msgspec.json.decode(data, type=CaseFile)
    except msgspec.ValidationError as error:
        raise _refused(error) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        place = re.search(r"byte \d+", str(error))
        raise CaseFileError(place=place[0] if place else "byte 0", reason="This is not valid JSON.") from error


def _own_items(file: CaseFile, questions: Questions | None) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the questions of the own lists in a file; one that nothing uses or that is there twice is refused."""
    used = used_lists(file.assessments, file.history)
    found: dict[tuple[str, str], frozenset[str]] = {}
    for index, own in enumerate(file.lists):
        place = f"lists[{index}]"
        if (own.id, own.version) in found:
            raise CaseFileError(place=f"{place}.id", reason="This id occurs twice.")
        if (own.id, own.version) not in used:
            raise CaseFileError(place=f"{place}.id", reason="No assessment in the file uses this list.")
        if questions is None:
            raise CaseFileError(place=place, reason="This version of the checklist is not known.")
        found[own.id, own.version] = questions(own, place)
    return found


def _refused(error: msgspec.ValidationError, start: str = "") -> CaseFileError:
    """Say where a value does not fit and why."""
    found = _PLACE.match(str(error))
    said, path = (found["said"], found["path"] or "") if found else (str(error), "")
    parts = [start, path]
    reason = f"{said[:1].upper()}{said[1:]}."
    for pattern, sentence in _SENTENCES:
        if match := pattern.fullmatch(said):
            parts.append(match.groupdict().get("more") or "")
            reason = sentence
            break
    return CaseFileError(place=".".join(filter(None, parts)) or "$", reason=reason)


def _placed(file: CaseFile) -> Iterator[tuple[str, Record]]:
    """Yield every current record with its place in the file."""
    yield "case", file.case
    for name in _LISTS:
        for index, record in enumerate(getattr(file, name)):
            yield f"{name}[{index}]", record


def _check_records(current: Mapping[str, Record], known: KnownIds) -> None:
    """Refuse an id that occurs twice, a reference that leads nowhere, and an id that no catalogue knows."""
    by_id: dict[UUID, Record] = {}
    for place, record in current.items():
        _refuse_far(place, record)
        if record.id in by_id:
            raise CaseFileError(place=f"{place}.id", reason="This id occurs twice.")
        by_id[record.id] = record
    doubled = {one.duplicate_of for one in by_id.values() if isinstance(one, Incident)}
    for place, record in current.items():
        for field, target in references(record):
            found = by_id.get(target)
            if found is None or kind_of(found) is not target_kind(field):
                raise CaseFileError(
                    place=f"{place}.{field}", reason="This points to something that is not in the file."
                )
        if isinstance(record, Incident) and record.duplicate_of is not None:
            original = by_id[record.duplicate_of]
            try:
                refuse_wrong_duplicate(
                    record, original if isinstance(original, Incident) else None, has_duplicates=record.id in doubled
                )
            except RefusedError as error:
                raise CaseFileError(place=f"{place}.duplicate_of", reason=error.fields["reason"]) from error
        for field, reason in _unknown(record, known):
            raise CaseFileError(place=f"{place}.{field}", reason=reason)
        for field in named_twice(record):
            raise CaseFileError(place=f"{place}.{field}", reason="This is named twice.")


def _refuse_far(place: str, record: Record | Revision) -> None:
    """Refuse a day with which no rule can count."""
    for field in far_days(record):
        raise CaseFileError(place=f"{place}.{field}", reason=FAR_AWAY)


def _unknown(record: Record, known: KnownIds) -> Iterator[tuple[str, str]]:
    """Yield (field, reason) for everything in a record that this program does not know.

    A mark on a field that does not exist would protect nothing.
    """
    for name in record.field_sensitivity:
        if name not in record.__struct_fields__:
            yield f"field_sensitivity.{name}", "This field is not known."
    match record:
        case Case() if record.window not in known.windows:
            yield "window", "This value is not one of the known values."
        case Incident():
            yield from _unknown_of_incident(record, known)
        case ContextEvent() if record.type not in known.contexts:
            yield "type", "This kind of event is not in the catalogue."
        case Protection() if record.fact not in known.protections:
            yield "fact", "This protective fact is not in the catalogue."
        case InstrumentOutcome() if record.instrument not in known.instruments:
            yield "instrument", "This instrument is not in the catalogue."
        case Assessment():
            yield from _unknown_items(record, known.items.get((record.checklist, record.version)))


def _unknown_of_incident(incident: Incident, known: KnownIds) -> Iterator[tuple[str, str]]:
    for index, behaviour in enumerate(incident.behaviours):
        if behaviour not in known.behaviours:
            yield f"behaviours[{index}]", "This behaviour is not in the catalogue."
    for index, effect in enumerate(incident.effects):
        if effect not in known.effects:
            yield f"effects[{index}]", "This effect is not in the catalogue."


def _unknown_items(assessment: Assessment, items: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    if items is None:
        yield "checklist", "This version of the checklist is not known."
        return
    for index, answer in enumerate(assessment.answers):
        if answer.item not in items:
            yield f"answers[{index}].item", "This question is not in the checklist."


def _versions(file: CaseFile) -> dict[UUID, tuple[tuple[str, Revision, Record], ...]]:
    """Return (place, version, record as it was) of every record, in order, after checking that they follow."""
    found: dict[UUID, tuple[tuple[str, Revision, Record], ...]] = {}
    for index, revision in enumerate(file.history):
        place = f"history[{index}]"
        try:
            record = version_content(revision)
        except msgspec.ValidationError as error:
            raise _refused(error, f"{place}.content") from error
        _refuse_far(place, revision)
        _refuse_far(f"{place}.content", record)
        earlier = found.get(revision.record, ())
        if record.id != revision.record:
            raise CaseFileError(place=f"{place}.content.id", reason="This version belongs to another record.")
        if revision.number != len(earlier) + 1:
            raise CaseFileError(place=f"{place}.number", reason="The versions do not follow one another.")
        if (revision.action is RevisionAction.RECORDED) != (not earlier):
            raise CaseFileError(place=f"{place}.action", reason="The versions do not follow one another.")
        if earlier and earlier[-1][1].kind is not revision.kind:
            raise CaseFileError(place=f"{place}.kind", reason="This version belongs to another record.")
        if earlier and is_signed(earlier[-1][2]):
            raise CaseFileError(place=place, reason="What was signed has no later version.")
        if earlier and is_other_bytes(earlier[-1][2], record):
            raise CaseFileError(place=place, reason="The bytes of an exhibit never change.")
        found[revision.record] = (*earlier, (place, revision, record))
    return found


def _told(place: str, record: Record, versions: tuple[tuple[str, Revision, Record], ...]) -> Told:
    """Return a current record with its versions; the last one must be the record itself."""
    if versions:
        last_place, last, content = versions[-1]
        if last.action is RevisionAction.WITHDRAWN:
            raise CaseFileError(place=place, reason="The history says that this was withdrawn.")
        if content != record:
            raise CaseFileError(place=last_place, reason="The history does not end in the record as it is now.")
    return Told(record, _normal(versions), withdrawn=False)


def _gone(versions: tuple[tuple[str, Revision, Record], ...]) -> Told:
    """Return a record that only the history knows; it must have been withdrawn."""
    place, last, content = versions[-1]
    if last.action is not RevisionAction.WITHDRAWN or last.kind is RecordKind.CASE:
        raise CaseFileError(place=place, reason="The history tells of a record that is not in the file.")
    return Told(content, _normal(versions), withdrawn=True)


def _normal(versions: tuple[tuple[str, Revision, Record], ...]) -> tuple[Revision, ...]:
    """Return versions with every field of their content filled in, also those that the file left out."""
    return tuple(
        msgspec.structs.replace(revision, content=msgspec.json.decode(msgspec.json.encode(content)))
        for _, revision, content in versions
    )


def _check_numbers(told: list[Told]) -> None:
    """Refuse a visible number that occurs twice; only a record without history may leave its number open (0)."""
    seen: set[tuple[str, int]] = set()
    for one in told:
        kind = kind_of(one.record)
        lowest = 1 if one.revisions else 0
        if not lowest <= one.record.number <= _HIGHEST_NUMBER:
            raise CaseFileError(place=f"{kind} {one.record.id}", reason="The visible number is not valid.")
        key = (series_of(kind), one.record.number)
        if key in seen and one.record.number:
            raise CaseFileError(place=f"{kind} {one.record.number}", reason="This visible number occurs twice.")
        seen.add(key)
