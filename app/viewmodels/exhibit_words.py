"""Words about exhibits that the list, the form and the viewer share."""

from app.domain.exhibit import Exhibit, ExhibitForm, ExhibitKind
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.viewmodels.choice import Choice

_STEP = 1000


def exhibit_kinds(say: Translator) -> tuple[Choice, ...]:
    """Return what an exhibit can be, in words."""
    words = {
        ExhibitKind.PHOTO: say("photograph"),
        ExhibitKind.SCREENSHOT: say("screenshot"),
        ExhibitKind.DOCUMENT: say("document"),
        ExhibitKind.CHAT: say("chat export"),
        ExhibitKind.AUDIO: say("sound"),
        ExhibitKind.VIDEO: say("film"),
        ExhibitKind.MEDICAL: say("medical record"),
        ExhibitKind.OTHER: say("something else"),
    }
    return tuple(Choice(kind.value, text) for kind, text in words.items())


def exhibit_forms(say: Translator) -> tuple[Choice, ...]:
    """Return whether it is the thing itself, in words; what was not recorded is no answer."""
    words = {
        ExhibitForm.ORIGINAL: say("original"),
        ExhibitForm.COPY: say("copy"),
        ExhibitForm.SCREENSHOT: say("screenshot of something else"),
    }
    return (Choice("", say("not recorded")), *(Choice(form.value, text) for form, text in words.items()))


def kind_words(exhibit: Exhibit, say: Translator) -> str:
    """Return what kind of exhibit it is."""
    return next(choice.label for choice in exhibit_kinds(say) if choice.key == exhibit.kind)


def form_words(exhibit: Exhibit, say: Translator) -> str:
    """Return whether it is the original, and of what it is a copy."""
    words = next(choice.label for choice in exhibit_forms(say) if choice.key == (exhibit.form or ""))
    return say("{form} of {what}", form=words, what=exhibit.form_of) if exhibit.form_of else words


def size_words(size: int, say: Translator) -> str:
    """Return a number of bytes as people read it."""
    if size < _STEP:
        return say.n("{n} byte", "{n} bytes", size)
    if size < _STEP**2:
        return f"{say.number(size / _STEP, 0)} kB"
    return f"{say.number(size / _STEP**2)} MB"


def exhibit_facts(exhibit: Exhibit, snapshot: CaseSnapshot, say: Translator) -> tuple[tuple[str, str], ...]:
    """Return what is known of an exhibit as (name, words); what was not recorded says so."""
    unknown = say("not recorded")
    source = next((one for one in snapshot.sources if one.id == exhibit.source), None)
    shown = [visible_number(one) for one in snapshot.incidents if exhibit.id in one.exhibits]
    made_on = exhibit.made_on
    received = (say.day(exhibit.received_on) if exhibit.received_on else "", exhibit.received_from, exhibit.received_by)
    return (
        (say("Kind"), kind_words(exhibit, say)),
        (say("Original or copy"), form_words(exhibit, say)),
        (say("Shows"), say.series(shown) if shown else say("no incident yet")),
        (say("File as received"), exhibit.file_name),
        (say("Size"), size_words(exhibit.size, say)),
        ("SHA-256", exhibit.sha256),
        (say("Who made it"), exhibit.made_by or unknown),
        (
            say("When it was made"),
            made_on.words or (describe(made_on, say) if made_on.first or made_on.last else unknown),
        ),
        (say("Device"), exhibit.device or unknown),
        (say("Time zone"), exhibit.time_zone or unknown),
        (say("Received"), " · ".join(part for part in received if part) or unknown),
        (say("Kept where"), exhibit.kept_where or unknown),
        (say("Who may release it"), exhibit.release_by or unknown),
        (say("Source"), f"{visible_number(source)} · {source.label}" if source else unknown),
        *((say("Handed over"), transfer) for transfer in custody_words(exhibit, say)),
    )


def custody_words(exhibit: Exhibit, say: Translator) -> tuple[str, ...]:
    """Return a line per transfer: when, from whom to whom, and what was noted."""
    lines = []
    for one in exhibit.custody:
        when = one.when.words or (describe(one.when, say) if one.when.first or one.when.last else "")
        hands = say("from {giver} to {receiver}", giver=one.giver or "?", receiver=one.receiver or "?")
        lines.append(" · ".join(part for part in (when, hands, one.note) if part))
    return tuple(lines)
