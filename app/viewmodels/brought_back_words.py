"""What is told of a dossier that came back, for the window and for the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.brought_back import BroughtBack, InVault, Seal
from app.i18n import Translator

_GROUP = 8


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``wrong`` when it does not fit."""

    words: str
    wrong: bool = False


@dataclass(frozen=True)
class FoundPart:
    """What was found under one heading."""

    title: str
    findings: tuple[Finding, ...]


def file_parts(brought: BroughtBack, say: Translator) -> tuple[FoundPart, ...]:
    """Return what a file tells by itself."""
    about = (
        Finding(say("Dossier id {id}", id=brought.dossier or "—")),
        Finding(say("SHA-256 of the file: {hash}", hash=_in_groups(brought.sha256))),
        Finding(say("Code of the log on its pages: {code}", code=brought.code or "—")),
        Finding(say("Every page bears its number and how many there are."))
        if brought.pages
        else Finding(say("Pages are missing, added or in another order."), wrong=True),
    )
    signatures = tuple(finding for seal in brought.seals for finding in _signature(seal, say))
    files = tuple(_listed(one.name, say, listed=one.listed) for one in brought.files)
    if not brought.has_all_files:
        words = say("The manifest tells of {n} files, there are {found}.", n=brought.files_told, found=len(files))
        files = (*files, Finding(words, wrong=True))
    return (
        FoundPart(say("The file"), about),
        FoundPart(say("Signature"), signatures or (Finding(say("There is no electronic signature in it.")),)),
        FoundPart(say("Files inside it"), files or (Finding(say("There are no files inside it.")),)),
    )


def vault_part(known: InVault, say: Translator) -> FoundPart:
    """Return what the log of a vault knows of a file."""
    return FoundPart(say("The log of this vault"), (_given(known, say), _entry(known, say)))


def conclusion(brought: BroughtBack, known: InVault | None, say: Translator) -> Finding:
    """Return whether everything fits; it promises nothing beyond what was looked at."""
    if brought.is_sound and known is None and not brought.seals:
        return Finding(
            say(
                "What was looked at fits. There is no signature and no vault was asked, so nothing proves that the "
                "words on the pages are unchanged."
            )
        )
    if brought.is_sound and (known is None or known.is_known):
        return Finding(say("Everything that was looked at fits."))
    return Finding(say("Not everything fits. Do not rely on this file before it is known why."), wrong=True)


def told(finding: Finding, say: Translator) -> str:
    """Return a finding as a line that needs no colour to be understood."""
    return say("DOES NOT FIT: {words}", words=finding.words) if finding.wrong else finding.words


def _in_groups(digits: str) -> str:
    """Return a hash as eyes compare it, and as a line can be broken."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def _signature(seal: Seal, say: Translator) -> Iterator[Finding]:
    yield Finding(
        say("Signed with the certificate of {signer}, issued by {issuer}.", signer=seal.signer, issuer=seal.issuer)
    )
    yield Finding(say("Fingerprint of the certificate: {hash}", hash=_in_groups(seal.fingerprint)))
    if seal.unchanged:
        yield Finding(say("The signed bytes are unchanged."))
    else:
        yield Finding(say("The signed bytes were changed."), wrong=True)
    if not seal.whole:
        yield Finding(say("Something was added to the file after it was signed."), wrong=True)
    if seal.moment is not None:
        yield Finding(say("Moment by the computer of who signed: {moment}", moment=say.moment(seal.moment)))
    yield Finding(
        say("Whether this certificate can be trusted is not checked here: compare the fingerprint with its holder.")
    )


def _listed(name: str, say: Translator, *, listed: bool) -> Finding:
    if listed:
        return Finding(say("{file}: its hash is the one on the pages.", file=name))
    return Finding(say("{file}: its hash is not on the pages.", file=name), wrong=True)


def _given(known: InVault, say: Translator) -> Finding:
    if known.given is None:
        return Finding(say("This vault did not give a copy with these bytes."), wrong=True)
    return Finding(
        say(
            "Given as copy {number} to {recipient} on {moment} by {who}.",
            number=known.given.number,
            recipient=known.given.recipient,
            moment=say.moment(known.given.at),
            who=known.given.by,
        )
    )


def _entry(known: InVault, say: Translator) -> Finding:
    if known.entry is None:
        return Finding(say("The code on its pages is not in the log of this vault."), wrong=True)
    return Finding(
        say("The code on its pages belongs to entry {number}: it is still there.", number=known.entry.number)
    )
