"""What an entry of the log says, in words: what was done, about what, and why."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.domain.case import Case
from app.domain.hidden import hides, hides_field
from app.domain.log import LogLine
from app.domain.member import MemberRole
from app.domain.person import Person
from app.domain.revision import AuditEntry
from app.domain.snapshot import shown_number
from app.i18n import Translator
from app.viewmodels.backup_words import logged_backup
from app.viewmodels.rights_words import logged_request
from app.viewmodels.sensitivity import hidden_words

_SHOWN = 10
_VERSIONS = frozenset({"recorded", "corrected", "withdrawn", "restored", "put_back"})
_REASONS = ("reason", "purpose", "recipient")


def things(say: Translator) -> Mapping[str, str]:
    """Return what an action can be about, by the first part of its name."""
    return {
        "vault": say("vault"),
        "unlock": say("unlocking"),
        "case": say("case"),
        "person": say("person"),
        "source": say("source"),
        "incident": say("incident"),
        "event": say("event"),
        "measure": say("measure"),
        "assessment": say("checklist"),
        "checklist": say("own checklist"),
        "translation": say("translation"),
        "fear": say("fear figure"),
        "protection": say("protective fact"),
        "outcome": say("outcome of an instrument"),
        "review": say("weighing"),
        "retraction": say("statement taken back"),
        "exhibit": say("exhibit"),
        "step": say("step of the reporting code"),
        "dossier": say("dossier"),
        "crosswalk": say("list of others"),
        "picture": say("picture of the pattern"),
        "log": say("log"),
        "file": say("file outside the vault"),
        "backup": say("backup"),
        "member": say("member"),
        "members": say("members"),
        "keyring": say("key file"),
        "slot": say("passphrase"),
        "recovery": say("recovery words"),
        "erasure": say("erasing a case"),
        "retention": say("term of keeping"),
        "certificate": say("certificate"),
        "request": say("request of somebody concerned"),
        "settings": say("settings"),
        "setting": say("settings"),
    }


def deeds(say: Translator) -> Mapping[str, str]:
    """Return what can be done, by the last part of the name of an action."""
    return {
        "created": say("made"),
        "made": say("made"),
        "unlocked": say("unlocked"),
        "checked": say("checked as a whole"),
        "salvaged": say("saved out of a damaged one"),
        "failed": say("failed"),
        "opened": say("opened"),
        "read": say("read while closed"),
        "recorded": say("recorded"),
        "corrected": say("corrected"),
        "withdrawn": say("withdrawn"),
        "restored": say("restored"),
        "put_back": say("older version put back"),
        "signed": say("signed"),
        "exported": say("written outside the vault"),
        "printed": say("printed"),
        "not_written": say("not written after all"),
        "let_go": say("not named any more"),
        "copied": say("copied outside the vault"),
        "imported": say("brought in"),
        "added": say("added"),
        "removed": say("removed"),
        "offered": say("offered"),
        "changed": say("changed"),
        "roles": say("roles changed"),
        "adopted": say("taken over from before there were roles"),
        "repaired": say("mended from its copy"),
        "passphrase": say("passphrase changed"),
        "passphrase_given": say("new passphrase given"),
        "recovered": say("new passphrase by the recovery words"),
        "raised": say("made stronger"),
        "asked": say("asked back"),
        "drilled": say("tried out"),
        "proposed": say("proposed"),
        "chosen": say("chosen"),
        "retention": say("own term of keeping"),
        "cancelled": say("not done"),
        "erased": say("erased for good"),
        "swept": say("file cleaned afterwards"),
        "second_place": say("second place chosen"),
    }


def action_words(action: str, say: Translator) -> str:
    """Return an action in words; one of a later version of the program stays as it is named."""
    thing, _, deed = action.partition(".")
    return say("{thing}: {deed}", thing=things(say).get(thing, thing), deed=deeds(say).get(deed, deed))


def subject_words(line: LogLine, say: Translator) -> str:
    """Return what an entry is about: the number of its case, and its own."""
    match line.record:
        case None:
            return ""
        case Case():
            own = ""
        case Person() if hides_field(line.record, "name"):
            own = hidden_words(say)
        case Person():
            own = line.record.name
        case _:
            own = shown_number(line.record, say)
    return " · ".join(part for part in (line.reference or say("case"), own) if part)


def reason_words(line: LogLine, say: Translator) -> str:
    """Return why it was done, and for whom, as far as the entry tells.

    A reason that was typed about something of class R0 may repeat it, and the log has no page to show it on.
    """
    words = _reason(line.entry, say)
    record, deed = line.record, line.entry.action.rpartition(".")[2]
    told = record is None or not hides(record) or (isinstance(record, Case) and deed not in _VERSIONS)
    return words if told or not words else hidden_words(say)


def _reason(entry: AuditEntry, say: Translator) -> str:
    if entry.action in {"backup.made", "backup.drilled", "member.added", "member.roles"}:
        return (_roles if entry.action.startswith("member.") else logged_backup)(entry.detail, say)
    if not entry.detail.startswith("{"):
        return " ".join(word for word in entry.detail.split(" ") if not word.startswith("sha256:"))
    try:
        told = msgspec.json.decode(entry.detail, type=dict[str, object])
    except msgspec.DecodeError:
        return entry.detail
    if entry.action == "unlock.failed":
        return _tries(told, say)
    if entry.action == "vault.restored":
        return _restored(told, say)
    parts = [str(told[name]) for name in _REASONS if told.get(name)]
    if entry.action == "request.recorded":
        parts.insert(0, logged_request(told.get("kind"), told.get("decision"), say))
    if entry.action == "file.not_written":
        parts.append(say("entry {n}", n=told.get("entry")))
    if "version" in told:
        parts.insert(0, say("version {n}", n=told["version"]))
    return " · ".join(parts)


def _roles(detail: str, say: Translator) -> str:
    """Return who got which roles."""
    words: Mapping[str, str] = {
        MemberRole.CASEWORKER: say("caseworker"),
        MemberRole.READER: say("reader"),
        MemberRole.TRAINER: say("trainer"),
        MemberRole.MANAGER: say("manager"),
    }
    name, _, roles = detail.rpartition(": ")
    return f"{name}: {', '.join(words.get(role, role) for role in roles.split(', '))}"


def _restored(told: Mapping[str, object], say: Translator) -> str:
    """Return of which backup the vault was made, and by whom as far as that is known."""
    backup, by = str(told.get("backup", "")), str(told.get("restored_by", ""))
    if by:
        return say("from backup {backup}, by {name}", backup=backup, name=by)
    return say("from backup {backup}, at the door", backup=backup)


def _tries(told: Mapping[str, object], say: Translator) -> str:
    """Return how often a wrong passphrase was typed, and when."""
    if told.get("readable") is False:
        return say("the list of wrong passphrases could not be read")
    count, moments = told.get("count"), told.get("moments")
    words = say.n("{n} wrong passphrase", "{n} wrong passphrases", count if isinstance(count, int) else 0)
    try:
        typed = msgspec.convert(moments, tuple[datetime, ...])
    except msgspec.ValidationError:
        typed = ()
    return f"{words} · {', '.join(say.moment(moment) for moment in typed[-_SHOWN:])}" if typed else words
