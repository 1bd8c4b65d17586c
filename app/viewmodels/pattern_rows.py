"""Findings that are shown in rows or as a table: what is recorded per stage, what lies ahead, and both directions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.domain.assessment import AnswerValue
from app.domain.finding import Figure, Finding, Outcome
from app.domain.person import Role
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.checklist import Item
from app.risk.explain import Explanation
from app.risk.protective import load_protective
from app.risk.rulebook import load_rulebook
from app.risk.shelf import checklists_of, list_as_used
from app.viewmodels.pattern_state import FindingRow, Link
from app.viewmodels.roles import role_name

_MANY = 12
_ENDS = 3
_ROLES = {Role.PERPETRATOR.value: Role.PERPETRATOR, Role.VICTIM.value: Role.VICTIM}


def finding_rows(finding: Finding, snapshot: CaseSnapshot, say: Translator) -> tuple[FindingRow, ...]:
    """Return the rows of a finding that has them; the links lead to records."""
    if finding.outcome is Outcome.INSUFFICIENT:
        return ()
    if finding.rule == "R09":
        return tuple(_Rows(snapshot, say).stages(finding))
    return tuple(_Rows(snapshot, say).ahead(finding)) if finding.rule == "R10" else ()


def unplaced_rows(told: Explanation, snapshot: CaseSnapshot, say: Translator) -> tuple[FindingRow, ...]:
    """Return what a rule could not count, a row for every reason (domain reference 4.0); the links lead there."""
    return tuple(_Rows(snapshot, say).unplaced(told))


def direction_grid(finding: Finding, say: Translator) -> tuple[tuple[str, ...], ...]:
    """Return both directions side by side, the head first; there is no order of guilt and no sum."""
    matrix = list(_dicts(finding.figures.get("matrix")))
    if finding.rule != "R17" or not matrix:
        return ()
    fears = {str(side["role"]): side["fear"] for side in _dicts(finding.figures.get("sides"))}
    heads = [
        say("{actor} against {target}", actor=_who(row["actor"], say), target=_who(row["target"], say))
        for row in matrix
    ]
    labels = (
        ("count", say("Incidents")),
        ("highest", say("Highest severity")),
        ("injuries", say("Injuries")),
        ("defence", say("Told as defence")),
        ("first", say("Told as first move")),
    )
    rows = [(label, *(_value(row[name]) for row in matrix)) for name, label in labels]
    domains = load_catalogue().domains
    control = [
        say.series([say.label(domains[one].label) for one in kinds if one in domains])
        if isinstance(kinds := row["control"], Mapping) and kinds
        else "–"
        for row in matrix
    ]
    rows.append((say("Kinds of control"), *control))
    rows.append((say("Fear of whom it was against"), *(_value(fears.get(str(row["target"]))) for row in matrix)))
    return (("", *heads), *rows)


class _Rows:
    """Writes the rows of one case."""

    def __init__(self, snapshot: CaseSnapshot, say: Translator) -> None:
        self.say, self.snapshot = say, snapshot
        placed = (*snapshot.incidents, *snapshot.events, *snapshot.measures, *snapshot.protections)
        self.keys = {visible_number(one): str(one.id) for one in placed}

    def stages(self, finding: Finding) -> Iterator[FindingRow]:
        """Return what is recorded per stage (domain reference 4.2); an empty stage is named as such."""
        say, words = self.say, load_rulebook().rule("R09").words
        items = self._items()
        names = {text.id: text.name for text in load_rulebook().rules}
        for row in _dicts(finding.figures.get("stages")):
            stage = row["stage"]
            links = self._links([*_texts(row["incidents"]), *_texts(row["events"])])
            told = [say.label(items[one].label) for one in _texts(row["items"]) if one in items]
            told += [f"{one} · {say.label(names[one])}" for one in _texts(row["rules"]) if one in names]
            label = say("Stage {n}, {label}", n=stage, label=say.label(words[f"stage_{stage}"]))
            yield FindingRow(label, "; ".join(told) if told or links else say("nothing recorded"), links)

    def _items(self) -> dict[str, Item]:
        """Return every question by its id; one that was answered yes keeps the words in which it was asked."""
        items = {item.id: item for one in checklists_of(self.snapshot).values() for item in one.items}
        for use in sorted(self.snapshot.assessments, key=lambda use: (use.started_on, use.number)):
            used = list_as_used(self.snapshot, use)
            asked = used.items if used else ()
            items |= {item.id: item for item in asked if use.answer(item.id).value is AnswerValue.YES}
        return items

    def ahead(self, finding: Finding) -> Iterator[FindingRow]:
        """Return the moments ahead with what was recorded around earlier ones of the same kind."""
        say, contexts = self.say, load_catalogue().contexts
        for row in _dicts(finding.figures.get("moments")):
            kind = contexts.get(str(row["type"]))
            label = f"{self._day(row['date'])} · {say.label(kind.label) if kind else row['type']}"
            earlier = [one for before in _dicts(row["earlier"]) for one in _texts(before["incidents"])]
            words = say("around earlier ones of this kind:") if earlier else ""
            yield FindingRow(label, words, self._links([str(row["event"]), *dict.fromkeys(earlier)]))
        for row in _dicts(finding.figures.get("ends")):
            fact = load_protective().get(str(row.get("fact", "")))
            words = say.label(fact.label) if fact else str(row.get("label", ""))
            label = say("{day} · ends", day=self._day(row["date"]))
            yield FindingRow(label, words, self._links([str(row["record"])]))

    def unplaced(self, told: Explanation) -> Iterator[FindingRow]:
        """Return what could not be counted and why."""
        names = {one.id: visible_number(one) for one in self.snapshot.incidents}
        for one in told.unplaced:
            links = self._links([names[incident] for incident in one.incidents if incident in names])
            yield FindingRow(self.say("Could not be placed ({reason}):", reason=one.reason), "", links)

    def _links(self, numbers: Sequence[str]) -> tuple[Link, ...]:
        """Return links; of a long row the first and the last."""
        known = [Link(number, self.keys[number]) for number in numbers if number in self.keys]
        if len(known) <= _MANY:
            return tuple(known)
        gap = Link(self.say("… {n} more …", n=len(known) - 2 * _ENDS), "")
        return (*known[:_ENDS], gap, *known[-_ENDS:])

    def _day(self, told: Figure) -> str:
        """Return a day in words; what is no known day stays as it was told."""
        try:
            return self.say.day(date.fromisoformat(str(told)))
        except ValueError:
            return str(told)


def _dicts(figure: Figure) -> Iterator[Mapping[str, Figure]]:
    if isinstance(figure, Sequence) and not isinstance(figure, str):
        yield from (one for one in figure if isinstance(one, Mapping))


def _texts(figure: Figure) -> list[str]:
    return [str(one) for one in figure] if isinstance(figure, Sequence) and not isinstance(figure, str) else []


def _who(role: Figure, say: Translator) -> str:
    return role_name(_ROLES.get(str(role), Role.OTHER), say)


def _value(figure: Figure) -> str:
    return "–" if figure is None else str(figure)
