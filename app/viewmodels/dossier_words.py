"""The dossier page in words: what a kind of copy shows, which copies were given, and where hidden words were found."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from app.domain.dossier import Choice as Choosing
from app.domain.dossier import CopyGiven
from app.domain.hidden import hide_in
from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.person import Role
from app.domain.profile import FIXED, Naming, Profile
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.domain.section_titles import section_titles
from app.domain.snapshot import CaseSnapshot, visible_number
from app.errors import Leak
from app.i18n import Translator
from app.risk.profiles import load_profiles
from app.viewmodels.choice import Choice
from app.viewmodels.dossier_state import DossierDraft, GroundWords, Part, ProfileWords, Read
from app.viewmodels.known_day import Hint, read_day
from app.viewmodels.roles import people_called
from app.viewmodels.sensitivity import hidden_words
from app.viewmodels.source_words import known_keys

_FIRST_WORDS = 90


def profile_choices(say: Translator) -> tuple[Choice, ...]:
    """Return the kinds of copies to choose from."""
    return tuple(Choice(key, say.label(profile.label)) for key, profile in load_profiles().items())


def profile_words(profile: Profile, say: Translator) -> ProfileWords:
    """Return what a kind of copy shows and leaves out."""
    hidden = [mark.value for mark in Sensitivity if mark not in profile.classes]
    out = [say("what is marked {marks}", marks=say.series(hidden))]
    if profile.naming is Naming.NUMBERED:
        out.append(say("the names of sources"))
    elif Sensitivity.R1 in hidden:
        out.append(say("the names of protected sources"))
    if profile.about is not None:
        out.append(say("data about other people"))
    kinds = {RecordKind.ASSESSMENT: say("checklists"), RecordKind.EXHIBIT: say("evidence")}
    out += [words for kind, words in kinds.items() if kind not in profile.kinds]
    if not profile.shows_weighing:
        out.append(say("weighings"))
    return ProfileWords(
        description=say.label(profile.description),
        shows=say("Shows what is marked {marks}.", marks=say.series(profile.classes)),
        leaves_out=say("Leaves out {parts}.", parts=say.series(out)),
        warnings=tuple(say.label(words) for words in profile.warnings),
        recipients=tuple(say.label(words) for words in profile.recipients),
        grounds=tuple(
            GroundWords(say.label(ground.label), say.label(ground.check), known_keys((ground.mark,)))
            for ground in profile.grounds
        ),
        needs=profile.outside,
    )


def about_whom(
    profile: Profile, case: CaseSnapshot | None, chosen: str, say: Translator
) -> tuple[tuple[Choice, ...], str]:
    """Return about whom a copy for one person can be, and about whom it is.

    That is who was chosen, else the only one in the role. A child or a witness has the same right as an alleged victim;
    an alleged perpetrator has it in the narrower kind of copy only.
    """
    if profile.about is None or case is None:
        return (), ""
    narrow = profile.about is Role.PERPETRATOR
    called = people_called(case.persons, say)
    people = [one for one in case.persons if (one.role is Role.PERPETRATOR) is narrow]
    people.sort(key=lambda one: one.role is not profile.about)
    choices = tuple(Choice(str(one.id), called[one.id]) for one in people)
    if any(one.key == chosen for one in choices):
        return choices, chosen
    own = [one for one in people if one.role is profile.about]
    return choices, str(own[0].id) if len(own) == 1 else ""


def section_parts(profile: Profile, without: Collection[str], say: Translator) -> tuple[Part, ...]:
    """Return the sections of a kind of copy in their order."""
    titles = section_titles(say)
    return tuple(Part(one, titles[one], one in FIXED or one not in without, one in FIXED) for one in profile.sections)


def read_choice(typed: DossierDraft, case: CaseSnapshot, today: date, say: Translator) -> Read:
    """Return what the typed days and numbers of incidents mean in a case."""
    days: dict[str, date | None] = {}
    hints: dict[str, Hint] = {}
    for name, words in (("review_on", typed.review_on), ("first", typed.first), ("last", typed.last)):
        days[name], hints[name] = read_day(words, today, say)
    first, last = days["first"], days["last"]
    if first and last and last < first:
        hints["last"] = Hint(say("This period ends before it starts."), wrong=True)
    known = {incident.number: incident.id for incident in case.incidents}
    numbers = [int(number) for number in re.findall(r"\d+", typed.without)]
    unknown = [f"I-{number}" for number in numbers if number not in known]
    if unknown:
        hints["without"] = Hint(say("{numbers}: not in this case.", numbers=say.series(unknown)), wrong=True)
    choice = Choosing(
        first=first,
        last=last,
        without=tuple(known[number] for number in numbers if number in known),
        sections=typed.sections,
    )
    left_out = tuple(dict.fromkeys(str(number) for number in numbers if number in known))
    return Read(days["review_on"], choice, hints, left_out)


def say_left_out(numbers: Collection[str], say: Translator) -> str:
    """Return which incidents are left out, by their numbers in digits."""
    return say("Left out: {numbers}", numbers=", ".join(f"I-{one}" for one in numbers)) if numbers else ""


def incident_rows(case: CaseSnapshot, say: Translator) -> tuple[tuple[str, str], ...]:
    """Return a line for every incident; of a hidden one only its number and its day."""
    word = hidden_words(say)
    return tuple(
        (str(one.number), " · ".join((visible_number(one), describe(one.when, say), _shortened(one))))
        for one in hide_in(case, word).incidents
    )


def _shortened(incident: Incident) -> str:
    """Return the first words of what happened."""
    words = " ".join((incident.facts or incident.quote).split())
    return words if len(words) <= _FIRST_WORDS else f"{words[: _FIRST_WORDS - 1]}…"


def copy_lines(copies: Iterable[CopyGiven], say: Translator) -> tuple[str, ...]:
    """Return a line for every copy that was given."""
    return tuple(_copy_line(copy, say) for copy in copies)


def leak_lines(leaks: Iterable[Leak], say: Translator) -> tuple[str, ...]:
    """Return where hidden words were found and to which record they belong, each once, never the words themselves."""
    lines = []
    for leak in leaks:
        place = say(leak.place)
        where = say("{place} on page {page}", place=place, page=leak.page) if leak.page else place
        line = say("{where}: words of {record}", where=where, record=leak.record)
        rows = ", ".join(leak.rows)
        lines.append(say("{line}; also in {rows}: correct or mark them there", line=line, rows=rows) if rows else line)
    return tuple(dict.fromkeys(lines))


def _copy_line(copy: CopyGiven, say: Translator) -> str:
    profile = load_profiles().get(copy.profile)
    parts = [
        say("Copy {number}", number=copy.number),
        say.moment(copy.at),
        copy.recipient,
        say.label(profile.label) if profile else "",
        copy.purpose,
        copy.ground,
        say("by {who}", who=copy.by),
        say("looked at again on {day}", day=say.day(copy.review_on)) if copy.review_on else "",
    ]
    return " · ".join(part for part in parts if part)
