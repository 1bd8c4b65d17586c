"""The versions of a record in words: who did what when and why, and what each one changed; the first account first."""

from dataclasses import dataclass

import msgspec

from app.domain.hidden import hide, hides
from app.domain.kinds import RECORD_TYPES
from app.domain.record import Record
from app.domain.revision import Revision, RevisionAction
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.viewmodels.sensitivity import hidden_words
from app.viewmodels.told import Teller, Told


@dataclass(frozen=True)
class Version:
    """One version: its number, its heading, the reason that was given, and a line per field that changed.

    ``older`` says that the record is not like this any more, so that it can be put back to it.
    """

    number: int
    heading: str
    reason: str
    changes: tuple[str, ...]
    older: bool = False


def versions_of(revisions: tuple[Revision, ...], snapshot: CaseSnapshot, say: Translator) -> tuple[Version, ...]:
    """Return the versions of one record; names of people, sources and measures come from the case as it is now.

    A record that is hidden now was asked for before its versions are shown. Of any other one the versions that were R0
    stay hidden: putting one back makes the record R0 again, and then it can be asked for.
    """
    teller, word = Teller(snapshot, say), hidden_words(say)
    ordered = sorted(revisions, key=lambda each: each.number)
    records: list[Record] = [msgspec.convert(each.content, RECORD_TYPES[each.kind]) for each in ordered]
    asked_for = any(hides(record) for record in records[-1:])
    told = [teller.told(record if asked_for else hide(record, word)) for record in records]
    return tuple(
        Version(
            number=revision.number,
            heading=_heading(revision, say),
            reason=word if revision.reason and hides(records[place]) and not asked_for else revision.reason,
            changes=_changes(told[place - 1] if place else None, after, say),
            older=after != told[-1],
        )
        for place, (revision, after) in enumerate(zip(ordered, told, strict=True))
    )


def _heading(revision: Revision, say: Translator) -> str:
    action = {
        RevisionAction.RECORDED: say("recorded"),
        RevisionAction.CORRECTED: say("corrected"),
        RevisionAction.WITHDRAWN: say("withdrawn"),
        RevisionAction.RESTORED: say("restored"),
        RevisionAction.SIGNED: say("signed"),
    }[revision.action]
    return say(
        "{number} · {action} {moment} by {who}",
        number=revision.number,
        action=action,
        moment=say.moment(revision.at),
        who=revision.by,
    )


def _changes(before: Told | None, after: Told, say: Translator) -> tuple[str, ...]:
    """Return a line per field that differs; of the first version every field that was filled in."""
    if before is None:
        return tuple(f"{name}: {words}" for name, words in after.items() if words)
    return tuple(
        say("{field}: {before} → {after}", field=name, before=before.get(name) or "–", after=after.get(name) or "–")
        for name in dict.fromkeys((*after, *before))
        if (after.get(name) or "") != (before.get(name) or "")
    )
