"""Terms of keeping and erasures in words, for the screen and for the command line."""

from datetime import date

from app.domain.erasure import Erasure
from app.domain.erasure_say import ground_words
from app.domain.retention import Children, CountsFrom, Due, Term
from app.i18n import Translator


def term_words(term: Term, say: Translator) -> str:
    """Return a term in words."""
    years = say.n("{n} year", "{n} years", term.years)
    told = say("{years}, {since}", years=years, since=counts_from_words(term.counts_from, say))
    if term.children is Children.NOTHING:
        return told
    return say("{term}; {children}", term=told, children=children_words(term.children, say))


def counts_from_words(counts_from: CountsFrom, say: Translator) -> str:
    """Return from when a term counts."""
    match counts_from:
        case CountsFrom.RECEIVED:
            return say("from the day the case was opened")
        case CountsFrom.CLOSED:
            return say("from the day the case was closed")
        case CountsFrom.LAST:
            return say("from the day something was last recorded")


def children_words(children: Children, say: Translator) -> str:
    """Return what the youngest child does to a term."""
    match children:
        case Children.NOTHING:
            return say("children make no difference")
        case Children.UNTIL_ADULT:
            return say("at least until the youngest child is 18")
        case Children.FROM_ADULT:
            return say("counted from the day the youngest child is 18")


def due_words(one: Due, today: date, say: Translator) -> str:
    """Return when somebody has to decide about a case, and why then."""
    if one.day is None or one.term is None:
        return say(one.problem)
    own = say("own term") if one.own else say("term of the vault")
    why = f"{own}: {term_words(one.term, say)}"
    if one.day <= today:
        return say("Due since {day} ({why})", day=say.day(one.day), why=why)
    return say("{day} ({why})", day=say.day(one.day), why=why)


def erasure_words(one: Erasure, say: Translator) -> str:
    """Return what became of a proposal."""
    proposed = say("proposed {day} by {who}", day=say.day(one.proposed_at.date()), who=one.proposed_by)
    if one.erased_at is not None:
        done = say("erased {day} by {who}", day=say.day(one.erased_at.date()), who=one.second)
        return f"{done} · {proposed} · {ground_words(one.ground, say)}"
    if one.cancelled_at is not None:
        kept = say("stays, decided {day} by {who}", day=say.day(one.cancelled_at.date()), who=one.second)
        return f"{kept}: {one.second_reason} · {proposed}"
    return f"{proposed} · {ground_words(one.ground, say)}: {one.reason}"
