"""Where a checklist stands, in words: counts, what is open, what changed, routes, evidence and background."""

from dataclasses import dataclass

from app.domain.assessment import AnswerValue, Assessment
from app.i18n import Translator
from app.risk.checklist import Checklist, Referral
from app.risk.own_translation import Translation
from app.risk.standing import changes_since, referrals_due, standing
from app.viewmodels.checklist_rows import answer_word, spoken
from app.viewmodels.source_words import known_keys, to_check


@dataclass(frozen=True)
class StandLine:
    """How many questions got one of the four answers; ``critical`` tells how many of them are critical and open."""

    answer: AnswerValue
    word: str
    count: str
    critical: str


@dataclass(frozen=True)
class OpenItem:
    """A critical question without an answer, by name."""

    id: str
    text: str


@dataclass(frozen=True)
class ChangeLine:
    """An answer that differs from the one in the assessment before."""

    item: str
    word: str
    before: str
    after: str


@dataclass(frozen=True)
class RouteLine:
    """A medical route that the answers call for; ``check`` marks what no page was read for, ``keys`` its sources."""

    when: str
    route: str
    within: str
    because: str
    check: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextLine:
    """A piece of knowledge or of evidence to secure, with where it comes from and whether it must still be checked."""

    text: str
    detail: str
    keys: tuple[str, ...]
    check: str


def stand_lines(checklist: Checklist, assessment: Assessment, say: Translator) -> tuple[StandLine, ...]:
    """Return the count of each answer, with the critical questions that are open told apart."""
    stand = standing(checklist, assessment)
    counts = {
        AnswerValue.YES: stand.yes,
        AnswerValue.NO: stand.no,
        AnswerValue.UNKNOWN: stand.unknown,
        AnswerValue.NOT_ASKED: stand.not_asked,
    }
    open_: dict[AnswerValue, int] = {}
    for item in stand.critical_open:
        value = assessment.answer(item.id).value
        open_[value] = open_.get(value, 0) + 1
    return tuple(
        StandLine(
            value,
            _capital(answer_word(value, say)),
            str(count),
            say("{n} of them critical", n=open_[value]) if open_.get(value) else "",
        )
        for value, count in counts.items()
    )


def open_items(checklist: Checklist, assessment: Assessment, say: Translator) -> tuple[OpenItem, ...]:
    """Return the critical questions without an answer by name, those never asked first."""
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    open_ = sorted(
        standing(checklist, assessment).critical_open,
        key=lambda item: (assessment.answer(item.id).value is not AnswerValue.NOT_ASKED, numbers[item.id]),
    )
    return tuple(
        OpenItem(
            item.id,
            f"{numbers[item.id]}. {say.label(item.label)} ({answer_word(assessment.answer(item.id).value, say)})",
        )
        for item in open_
    )


def change_lines(
    checklist: Checklist, before: Assessment, after: Assessment, say: Translator
) -> tuple[ChangeLine, ...]:
    """Return what was answered differently in the assessment before this one."""
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    changes = [change for change in changes_since(before, after) if change.item in numbers]
    return tuple(
        ChangeLine(
            change.item,
            say("question {number}", number=numbers[change.item]),
            answer_word(change.before, say),
            answer_word(change.after, say),
        )
        for change in sorted(changes, key=lambda change: numbers[change.item])
    )


def route_lines(
    checklist: Checklist, assessment: Assessment, say: Translator, other: Translation | None = None
) -> tuple[RouteLine, ...]:
    """Return the medical routes that the answers call for."""
    numbers = {item.id: number for number, item in enumerate(checklist.items, start=1)}
    return tuple(_route(referral, numbers, assessment, say, other) for referral in referrals_due(checklist, assessment))


def _route(
    referral: Referral, numbers: dict[str, int], assessment: Assessment, say: Translator, other: Translation | None
) -> RouteLine:
    """Return one route with the questions that call for it."""
    because = [
        str(numbers[item])
        for item in referral.items
        if item in numbers and assessment.answer(item).value is AnswerValue.YES
    ]
    own = [say.label(words) for words in (referral.when, referral.route, referral.within)]
    when, route, within = spoken(referral.id, own, other)
    return RouteLine(
        when=when,
        route=route,
        within=within,
        because=say.n(
            "because of question {which}", "because of questions {which}", len(because), which=say.series(because)
        )
        if because
        else "",
        check=to_check(referral.mark, say),
        keys=known_keys((referral.mark,)),
    )


def _capital(word: str) -> str:
    """Return a word with a capital."""
    return word[:1].upper() + word[1:]


def evidence_lines(checklist: Checklist, say: Translator, other: Translation | None = None) -> tuple[TextLine, ...]:
    """Return the evidence to secure."""
    return tuple(
        _line(line.id, (say.label(line.what), say.label(line.how)), (line.mark,), to_check(line.mark, say), other)
        for line in checklist.evidence
    )


def fact_lines(checklist: Checklist, say: Translator, other: Translation | None = None) -> tuple[TextLine, ...]:
    """Return the background of the list with its sources."""
    return tuple(
        _line(fact.id, (say.label(fact.text),), (fact.sources,), to_check(fact.mark, say), other)
        for fact in checklist.facts
    )


def element_lines(checklist: Checklist, say: Translator, other: Translation | None = None) -> tuple[TextLine, ...]:
    """Return the elements of the provision beside the list, with what shows each (domain reference 2.2)."""
    return tuple(
        _line(element.id, (say.label(element.label), say.label(element.shows)), element.sources, "", other)
        for element in checklist.elements
    )


def _line(
    entry: str, own: tuple[str, ...], sources: tuple[str, ...], check: str, other: Translation | None
) -> TextLine:
    """Return a text and its detail, each with its translation below it."""
    text, detail, *_ = (*spoken(entry, own, other), "")
    return TextLine(text, detail, known_keys(sources), check)
