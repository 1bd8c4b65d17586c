"""What each organisation saw alone beside what all together show, in words."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.domain.finding import Finding, Outcome
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.explain import explain
from app.risk.knowledge import Knower, Known, Sight, WhoKnewWhat
from app.risk.picture_knowledge import first_day
from app.viewmodels.pattern_state import Link, SightCard

_MANY = 24


def sight_cards(seen: WhoKnewWhat, snapshot: CaseSnapshot, say: Translator) -> tuple[SightCard, ...]:
    """Return what all together show, then every organisation; nothing when no source names an organisation."""
    if not seen.knowers:
        return ()
    whole = _card(say("All together"), seen.together, snapshot, say, together=True)
    return (whole, *(_knower(knower, snapshot, say) for knower in seen.knowers))


def _knower(knower: Knower, snapshot: CaseSnapshot, say: Translator) -> SightCard:
    """Return one organisation."""
    since = first_day(knower)
    return _card(
        knower.organisation,
        knower.alone,
        snapshot,
        say,
        first=say("knew something since {day}", day=say.day(since)) if since else say("day not recorded"),
        known=knower.known,
        unseen=knower.unseen,
    )


def _card(
    name: str,
    sight: Sight,
    snapshot: CaseSnapshot,
    say: Translator,
    *,
    together: bool = False,
    first: str = "",
    known: Sequence[Known] = (),
    unseen: Sequence[UUID] = (),
) -> SightCard:
    numbers = {incident.id: visible_number(incident) for incident in snapshot.incidents}
    counted = say.n("{n} incident counts", "{n} incidents count", len(sight.incidents))
    highest = (
        say("highest severity {n}", n=sight.highest_severity)
        if sight.highest_severity is not None
        else say("no severity recorded")
    )
    severe = say.n("{n} of severity 4 or 5", "{n} of severity 4 or 5", sight.severe)
    domains = load_catalogue().domains
    kinds = [say.label(domains[one].label) for one in sight.domains if one in domains]
    signals = tuple(_signal(found, snapshot, say) for found in sight.findings if found.outcome is Outcome.SIGNAL)
    return SightCard(
        name=name,
        together=together,
        lines=tuple(
            line
            for line in (
                " · ".join(part for part in (first, counted, highest, severe) if part),
                say("Kinds of behaviour: {kinds}", kinds=say.series(kinds)) if kinds else "",
            )
            if line
        ),
        signals=signals,
        no_signals="" if signals else say("These incidents alone give no signal of R01 to R08."),
        known_title=say.n("Knew of {n} record, since:", "Knew of {n} records, since:", len(known)) if known else "",
        known=_shortened([_known(one, numbers, say) for one in known], say),
        unseen_title=say.n(
            "Did not know of {n} incident, as far as is recorded:",
            "Did not know of {n} incidents, as far as is recorded:",
            len(unseen),
        )
        if unseen
        else "",
        unseen=_shortened([Link(numbers[one], str(one)) for one in unseen], say),
    )


def _shortened(links: Sequence[Link], say: Translator) -> tuple[Link, ...]:
    """Return the first links, and how many more there are."""
    if len(links) <= _MANY:
        return tuple(links)
    return (*links[:_MANY], Link(say("… {n} more …", n=len(links) - _MANY), ""))


def _known(one: Known, numbers: Mapping[UUID, str], say: Translator) -> Link:
    """Return what an organisation knew, with the day since when."""
    day = say.day(one.since) if one.since else say("day not recorded")
    return Link(f"{numbers[one.incident]} · {day}", str(one.incident))


def _signal(finding: Finding, snapshot: CaseSnapshot, say: Translator) -> str:
    return f"{finding.rule} · {explain(finding, snapshot, say).title}"
