"""Put the figures of a finding into words: fixed texts with the numbers, dates and names filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.finding import Figure, Finding, Missing
from app.domain.incident import Incident
from app.domain.snapshot import visible_number
from app.i18n import Label, Translator
from app.risk.catalogue import Catalogue
from app.risk.checklist import Checklist
from app.risk.protective import load_protective
from app.risk.rulebook import Rulebook, RuleText

_FEW = 6


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything that is needed to tell one finding; ``incidents`` are those of the case, by id."""

    finding: Finding
    text: RuleText
    rulebook: Rulebook
    catalogue: Catalogue
    checklists: Mapping[str, Checklist]
    incidents: Mapping[UUID, Incident]
    say: Translator

    def figure(self, name: str) -> Figure:
        """Return a figure of the finding."""
        return self.finding.figures[name]

    def whole(self, name: str) -> int:
        """Return a figure that is a count."""
        value = self.finding.figures[name]
        return value if isinstance(value, int) else 0

    def rows(self, name: str) -> list[Mapping[str, Figure]]:
        """Return a figure that is a list of rows."""
        return rows_in(self.finding.figures[name])

    def names(self, name: str) -> list[str]:
        """Return a figure that is a list of names."""
        return names_in(self.finding.figures[name])

    def sentence(self, **fields: Figure) -> str:
        """Return the fixed sentence of the rule."""
        return self._fill(self.text.sentence, fields)

    def insufficient(self, **fields: Figure) -> str:
        """Return the sentence for when the rule cannot compare."""
        return self._fill(self.text.insufficient, fields)

    def words(self, key: str, **fields: Figure) -> str:
        """Return a further sentence of the rule."""
        return self._fill(self.text.words[key], fields)

    def common(self, key: str, **fields: Figure) -> str:
        """Return a text that all rules share."""
        return self._fill(self.rulebook.common[key], fields)

    def missing(self, missing: Missing) -> str:
        """Return what was missing as a sentence; a list is named by its id and told by its name."""
        fields = {key: self.checklist(str(one)) if key == "list" else one for key, one in missing.fields.items()}
        return self._fill(self.rulebook.missing[missing.key], fields)

    def span(self, least: int, most: int) -> str:
        """Return ``2 tot 3``, or ``2`` when both are the same."""
        return self.value(least) if least == most else self.common("span", least=least, most=most)

    def bounds(self, *names: str, words: str = "bounds") -> list[str]:
        """Return the sentence with the least and the most of counts, or nothing when no date can change them.

        ``words`` is the sentence of the rule; its fields are the names of the counts.
        """
        told = {name: (self.whole(f"{name}_min"), self.whole(f"{name}_max")) for name in names}
        if all(ends == (self.whole(name), self.whole(name)) for name, ends in told.items()):
            return []
        return [self.words(words, **{name: self.span(*ends) for name, ends in told.items()})]

    def days(self, count: int) -> str:
        """Return ``1 dag`` or ``12 dagen``."""
        return self.common("day_one" if count == 1 else "day_many", n=count)

    def value(self, value: Figure) -> str:
        """Return one figure in the custom of the language; a day written as ISO becomes a date."""
        match value:
            case None:
                return self.common("not_known")
            case bool():
                return self.common("yes" if value else "no")
            case int():
                return self.say.number(value, 0)
            case float():
                return self.say.number(value)
            case str():
                return self._day(value)
            case _:
                return self.say.series([self.value(one) for one in value])

    def exactly(self, value: Figure) -> str:
        """Return a figure with up to four decimals, as a published test gives it."""
        return self.say.number(value, 4) if isinstance(value, int | float) else self.value(value)

    def chance(self, p: Figure) -> str:
        """Return ``= 0,044`` or, of what is too small to print, ``< 0,0001``."""
        return f"= {self.exactly(p)}" if p else f"< {self.exactly(0.0001)}"

    def refs(self, incidents: Iterable[UUID]) -> str:
        """Return visible numbers of incidents: all of a few, else the first, the last and how many."""
        return self.listed([visible_number(self.incidents[key]) for key in incidents if key in self.incidents])

    def listed(self, numbers: Sequence[str]) -> str:
        """Return visible numbers: all of a few, else the first, the last and how many."""
        if len(numbers) <= _FEW:
            return self.say.series(numbers)
        return self.common("range", first=numbers[0], last=numbers[-1], n=len(numbers))

    def see(self) -> str:
        """Return the sentence that names the incidents a finding rests on."""
        refs = self.refs(self.finding.incidents)
        return self.common("see", refs=refs) if refs else ""

    def shortened(self, parts: Sequence[str]) -> str:
        """Return names that may hold commas themselves; of a long list the first six and how many more."""
        if len(parts) <= _FEW:
            return "; ".join(parts)
        return "; ".join([*parts[:_FEW], self.common("and_more", n=len(parts) - _FEW)])

    def behaviour(self, behaviour: str) -> str:
        """Return the name of a behaviour; one that the catalogue lost keeps its id."""
        known = self.catalogue.behaviours.get(behaviour)
        return self.say.label(known.label) if known else behaviour

    def table(self, name: str) -> Mapping[str, Figure]:
        """Return a figure that is a table of counts."""
        value = self.finding.figures[name]
        return value if isinstance(value, Mapping) else {}

    def context(self, kind: str) -> str:
        """Return the name of a kind of event; one that the catalogue lost keeps its id."""
        known = self.catalogue.contexts.get(kind)
        return self.say.label(known.label) if known else kind

    def protection(self, fact: str) -> str:
        """Return the name of a protective fact; one that the catalogue lost keeps its id."""
        known = load_protective().get(fact)
        return self.say.label(known.label) if known else fact

    def rule_name(self, rule: str) -> str:
        """Return the title of the signal of another rule."""
        return self.say.label(self.rulebook.rule(rule).title)

    def domain(self, code: str) -> str:
        """Return the name of a kind of behaviour."""
        known = self.catalogue.domains.get(code)
        return self.say.label(known.label) if known else code

    def checklist(self, checklist: str) -> str:
        """Return the name of a list."""
        known = self.checklists.get(checklist)
        return self.say.label(known.name) if known else checklist

    def item(self, item: str) -> str:
        """Return the words of a question; one that the lists lost keeps its id."""
        for checklist in self.checklists.values():
            for one in checklist.items:
                if one.id == item:
                    return self.say.label(one.label)
        return item

    def _fill(self, label: Label, fields: Mapping[str, Figure]) -> str:
        return self.say.label(label).format(**{key: self.value(value) for key, value in fields.items()})

    def _day(self, text: str) -> str:
        """Return a day in words when the text is one, else the text."""
        try:
            return self.say.day(date.fromisoformat(text)) if len(text) == len("2026-03-14") else text
        except ValueError:
            return text


def rows_in(value: Figure) -> list[Mapping[str, Figure]]:
    """Return the rows of a figure that is a list of rows."""
    return [row for row in _listed(value) if isinstance(row, Mapping)]


def names_in(value: Figure) -> list[str]:
    """Return the names of a figure that is a list of names."""
    return [one for one in _listed(value) if isinstance(one, str)]


def _listed(value: Figure) -> Sequence[Figure]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()
