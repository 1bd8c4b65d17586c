"""What the data files say beside the catalogue and the lists, as rows that are held to ``golden/reference.tsv``."""

from collections.abc import Iterator

from app.i18n import Label
from app.risk.catalogue import load_catalogue
from app.risk.cautions import load_cautions
from app.risk.crosswalk import Pointers, load_crosswalks
from app.risk.glossary import load_glossary
from app.risk.instruments import load_instruments
from app.risk.protective import load_protective
from app.risk.rulebook import load_rulebook


def reference_rows() -> Iterator[list[str]]:
    """Yield one row per entry: its kind, its id, and what may not change unseen."""
    yield from _catalogue()
    yield from _crosswalks()
    yield from _texts()


def _catalogue() -> Iterator[list[str]]:
    catalogue = load_catalogue()
    for anchor in catalogue.severities:
        yield ["severity", str(anchor.level), *_both(anchor.meaning), *_both(anchor.anchor)]
    for effect in catalogue.effects.values():
        yield ["effect", effect.id, *_both(effect.label)]
    for hook in catalogue.law.values():
        for version in hook.versions():
            days = f"{version.valid_from or ''}/{version.valid_until or ''}"
            yield ["law", version.id, version.mark, days, *_both(version.subject), *_both(version.check)]


def _crosswalks() -> Iterator[list[str]]:
    crosswalks = load_crosswalks()
    for flag in crosswalks.flags:
        yield ["flag", flag.id, flag.label.nl, *_own(flag)]
    for signal in crosswalks.signals:
        yield ["signal", signal.id, *_own(signal)]
    for element in crosswalks.elements:
        yield ["element", element.id, *_own(element)]


def _texts() -> Iterator[list[str]]:
    for fact in load_protective().values():
        marks = (fact.sensitivity.value, " ".join(fact.sources), fact.mark)
        yield ["protective", fact.id, *marks, *_both(fact.label), *_both(fact.note)]
    for one in load_instruments().values():
        marks = (one.licence.value, " ".join(one.sources), one.mark)
        yield ["instrument", one.id, *marks, *_both(one.name), *_both(one.owner)]
    for caution in load_cautions():
        yield [
            "caution",
            caution.id,
            " ".join(caution.sources),
            caution.mark,
            *_both(caution.title),
            *_both(caution.text),
        ]
    for rule in load_rulebook().rules:
        yield ["rule", rule.id, rule.weight.value, " ".join(rule.sources)]
    for term in load_glossary():
        yield ["term", *_both(term.term), *_both(term.note)]


def _both(label: Label) -> tuple[str, str]:
    return label.nl, label.en


def _own(pointers: Pointers) -> tuple[str, ...]:
    """Return what of our own is pointed at."""
    parts = (pointers.items, pointers.lists, pointers.behaviours, pointers.contexts, pointers.rules)
    severity = "" if pointers.severity is None else str(pointers.severity)
    return (*(" ".join(part) for part in parts), severity, pointers.note.nl if pointers.note else "")
