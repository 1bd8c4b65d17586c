"""Make a dossier: read and select (data lane), render and look for leaks (heavy lane), write and log (data lane)."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec

from app import __version__
from app.domain.change import Change
from app.domain.dossier import CopyGiven, DossierRequest, LeftOut, LookAt
from app.domain.person import Person, Role
from app.domain.profile import Profile, sections_of
from app.domain.revision import AuditEntry, RecordKind
from app.domain.snapshot import CaseSnapshot
from app.domain.whole_text import whole
from app.dossier.access import only_about
from app.dossier.leakcheck import check_leaks
from app.dossier.look import look_at, with_rows
from app.dossier.model import DossierInput
from app.dossier.pseudonyms import pseudonymised, shift_of
from app.dossier.render import render as print_copy
from app.dossier.render import text_width
from app.dossier.seal import sealed
from app.dossier.secrets import Secrets, secrets_of
from app.dossier.select import select
from app.dossier.undrawn import undrawn
from app.errors import DossierError, LeakFoundError
from app.i18n import Translator, sentences
from app.jobs import Job
from app.risk.knowledge import who_knew_what
from app.risk.profiles import load_profiles
from app.risk.rulebook import load_rulebook
from app.services.dossier_drawings import drawings
from app.services.dossier_words import checklists, findings, knowledge, labels
from app.services.exhibit_copies import bytes_of, exhibits_to_read, looked_at
from app.services.files import read_file
from app.services.leaving import Leaving, let_leave, not_written
from app.services.names import names_somebody
from app.storage.reading import Reader
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

_EXAMPLES = ("Bijvoorbeeld", "For example")
_MOST_CERTIFICATE = 1024 * 1024
_EXPORTED = "dossier.exported"
_DAY = re.compile(r"\b\d{1,2} [A-Za-z]{3,9} \d{4}\b")


class PreparedCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One copy, ready to render; ``secrets`` is what it may hold nowhere and never reaches the layout."""

    input: DossierInput
    secrets: Secrets

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what the recipient does not see."""
        return self.input.left_out

    @property
    def look_at(self) -> tuple[LookAt, ...]:
        """Return the rows to look at before the copy leaves."""
        return self.input.look_at

    @property
    def file_name(self) -> str:
        """Return a file name that names nobody."""
        return self.input.file_name


def prepare(store: Store, case_id: UUID, request: DossierRequest) -> PreparedCopy:
    """Return one copy, ready to render: only what its recipient may see, and what the rules see in that.

    Raises ``DossierError`` with the first question that was not answered.
    """
    profile = _profile(request)
    for sentence in request.unanswered(outside=profile.outside).values():
        raise DossierError(reason=sentence)
    if request.extent == "overview" and "D1" not in sections_of(profile, request.choice.sections):
        raise DossierError(reason="This kind of copy has no overview of one page. Make the whole copy.")
    request = whole(request)
    with store.read() as reader:
        snapshot = reader.snapshot(case_id)
        gone = tuple(one.record for one in reader.withdrawn(case_id))
        last = reader.last_entry()
        number = len(_copies(reader, case_id)) + 1
    say = Translator(request.language)
    chosen = select(snapshot, profile=profile, say=say, choice=request.choice)
    to_check: tuple[LookAt, ...] = ()
    if profile.about is not None:
        access = only_about(chosen, _person(snapshot, profile.about, request.person), snapshot, say)
        chosen, to_check = access.selection, access.look_at
    seen = chosen.snapshot
    if profile.pseudonymised:
        seen = pseudonymised(seen, snapshot, say)
        request = msgspec.structs.replace(request, at=request.at + shift_of(snapshot), author="—")
    exhibits = exhibits_to_read(snapshot, seen, profile, request)
    with store.read() as reader:
        files = bytes_of(reader, exhibits)
    rulebook = load_rulebook()
    lists = checklists(snapshot, seen, say)
    known = who_knew_what(seen, at=request.at, window=request.window)
    # Which lists were used and which were not is told by no copy that does not show them.
    shows_lists = not {"D7", "D8"}.isdisjoint(sections_of(profile, request.choice.sections))
    made = DossierInput(
        request=request,
        profile=profile,
        copy_number=number,
        snapshot=seen,
        left_out=chosen.left_out,
        labels=labels(say),
        findings=findings(seen, request, say),
        closing=say.label(rulebook.closing),
        checklists=lists,
        **drawings(seen, request, known, say, width=text_width(request.paper)),
        made_at=store.clock.now(),
        chain_number=last.number if last else 0,
        chain_head=last.hash if last else "",
        program_version=__version__,
        data_sets=(
            (say("Rules"), say("version {version}", version=rulebook.version)),
            *((one.name, say("version {version}", version=one.version)) for one in lists if shows_lists),
        ),
        safe_reference="" if profile.pseudonymised else _safe_reference(snapshot),
        knowledge=knowledge(known, seen, say),
        exhibit_bytes=files,
    )
    secrets = secrets_of(snapshot, seen, profile=profile, request=request, own=_own_words(made), say=say, gone=gone)
    rows = look_at(snapshot, seen, secrets, profile=profile, say=say)
    to_check = (*to_check, *rows, *undrawn(seen, request, say=say), *looked_at(exhibits, files, request.exhibits, say))
    made = msgspec.structs.replace(made, look_at=to_check)
    return PreparedCopy(input=made, secrets=secrets)


def render(copy: PreparedCopy, job: Job) -> bytes:
    """Return the PDF of a copy; raise ``LeakFoundError`` when the finished file holds hidden words."""
    pdf = print_copy(copy.input, job)
    try:
        check_leaks(pdf, copy.secrets, job)
    except LeakFoundError as error:
        say = Translator(copy.input.request.language)
        raise LeakFoundError(with_rows(error.leaks, copy.input.snapshot, copy.secrets, say)) from error
    return pdf


def _person(snapshot: CaseSnapshot, role: Role, chosen: UUID | None) -> Person:
    """Return about whom a copy for one person is; with several in the role somebody has to choose."""
    people = snapshot.in_role(role)
    if chosen is not None:
        # A child or a witness has the same right; an alleged perpetrator has it in the narrower kind of copy only.
        fits = {role} if role is Role.PERPETRATOR else set(Role) - {Role.PERPETRATOR}
        people = tuple(one for one in snapshot.persons if one.id == chosen and one.role in fits)
    if not people:
        raise DossierError(reason="There is nobody in this case whom this kind of copy is about.")
    if len(people) > 1:
        raise DossierError(reason="Choose the person whom this copy is about.")
    return people[0]


def deliver(store: Store, copy: PreparedCopy, pdf: bytes, target: Path) -> Change:
    """Write a rendered copy where the user wants it, and log it; there is no file without its entry in the log.

    What cannot be logged is not written: an older file of this name stays. A copy that was logged and could not be put
    in its place keeps its number, and no copy has it.
    """
    made = copy.input
    case_id = made.snapshot.case.id

    def checked(uow: UnitOfWork) -> Leaving:
        if names_somebody(target.name, uow.snapshot(case_id).persons):
            raise DossierError(reason="The file name holds the name of somebody in this case. Choose another name.")
        if len(_copies(uow, case_id)) + 1 != made.copy_number:
            raise DossierError(reason="Another copy of this case was given in the meantime. Make the pages again.")
        return Leaving(pdf, _EXPORTED, str(case_id), _logged(made, pdf))

    let_leave(store, target, checked)
    return Change(case_id, RecordKind.CASE, case_id)


def copies_given(store: Store, case_id: UUID) -> tuple[CopyGiven, ...]:
    """Return every copy of a case that was given, the newest first."""
    with store.read() as reader:
        entries = _copies(reader, case_id)
        missing = not_written(reader, str(case_id))
    given = (_given(number, entry) for number, entry in enumerate(entries, start=1) if entry.number not in missing)
    return tuple(given)[::-1]


def _own_words(made: DossierInput) -> str:
    """Return what the program prints by itself; examples beside a field are not printed."""
    named = made.labels
    tables = (
        named.behaviours,
        named.contexts,
        named.effects,
        named.protections,
        named.instruments,
        named.rules,
        named.kinds,
    )
    parts = {one for one in sentences(made.request.language) if not one.startswith(_EXAMPLES)}
    parts.update(label for table in tables for label in table.values())
    parts.update(item.label for used in made.checklists for item in used.items)
    parts.update(group.label for used in made.checklists for group in used.groups)
    parts.update(used.name for used in made.checklists)
    parts.update(told for used in made.checklists for told in used.referrals)
    parts.update(words for one in made.findings for words in (one.title, one.caution))
    parts.update(day for one in made.findings for day in _DAY.findall(one.sentence))
    say = Translator(made.request.language)
    parts.update(say.label(label) for label in (made.profile.label, made.profile.intro))
    return "\n".join(sorted(parts))


def seal(pdf: bytes, certificate: Path, passphrase: str, *, key: Path | None = None) -> bytes:
    """Return a copy signed with the certificate of a PKCS#12 or PEM file; the passphrase is kept nowhere.

    ``key`` is the PEM file of the key where that is not in the file of the certificate.

    This comes before ``deliver``: the log holds the hash of what leaves.
    """
    files = (certificate,) if key is None else (certificate, key)
    return sealed(pdf, b"\n".join(read_file(one, most=_MOST_CERTIFICATE) for one in files), passphrase)


def copy_with_hash(reader: Reader, sha256: str) -> CopyGiven | None:
    """Return the copy that was given with these bytes, of any case that the user may see."""
    numbers: Counter[str] = Counter()
    for entry in reader.entries_of(_EXPORTED):
        numbers[entry.subject] += 1
        given = _given(numbers[entry.subject], entry)
        if given.sha256 == sha256:
            return given
    return None


def _profile(request: DossierRequest) -> Profile:
    """Return the kind of copy that was asked for."""
    profile = load_profiles().get(request.profile)
    if profile is None:
        raise DossierError(reason="There is no kind of copy with this name. Choose one of the list.")
    return profile


def _copies(reader: Reader, case_id: UUID) -> Sequence[AuditEntry]:
    """Return the entries of the copies of a case, the oldest first."""
    return reader.entries_of(_EXPORTED, str(case_id))


def _given(number: int, entry: AuditEntry) -> CopyGiven:
    """Return a copy as the log tells it; what an older program did not log stays empty."""
    told: dict[str, object] = msgspec.json.decode(entry.detail, type=dict[str, object])
    known = {name: told[name] for name in CopyGiven.__struct_fields__ if name in told}
    if told.get("internal") is True:
        known["profile"] = "intern"
    return msgspec.convert(known | {"number": number, "at": entry.at, "by": entry.by}, CopyGiven)


def _logged(made: DossierInput, pdf: bytes) -> str:
    """Return what the log keeps of a copy (domain reference 5.5)."""
    request = made.request
    told = {
        "dossier": made.dossier_id,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "number": made.copy_number,
        "profile": request.profile,
        "classes": made.profile.classes,
        "recipient": request.recipient,
        "purpose": request.purpose,
        "ground": request.ground,
        "reason": request.reason,
        "informed": request.informed,
        "not_informed": request.not_informed,
        "method": request.method,
        "review_on": request.review_on,
        "exhibits": request.exhibits,
        "archive": request.archive,
    }
    return msgspec.json.encode(told, order="sorted").decode()


def _safe_reference(snapshot: CaseSnapshot) -> str:
    """Return the case number for a file name, or nothing when it names somebody."""
    reference = snapshot.case.reference
    if names_somebody(reference, snapshot.persons):
        return ""
    return re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")
