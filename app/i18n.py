"""Words for the screen and for paper, in Dutch and English.

The message id is the English sentence; ``resources/i18n/nl/*.po`` hold the Dutch ones. A ``Translator`` is passed to
whoever needs words; there is no global language. Texts of the domain (behaviours, items) carry both languages
themselves, as a ``Label``.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Literal

import msgspec
from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from app.errors import AppError
from app.resources import resource

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_LOCALES: dict[Language, str] = {"nl": "nl_NL", "en": "en_GB"}


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text of the domain in both languages."""

    nl: str
    en: str


@cache
def _catalogue(language: Language) -> dict[str, str | tuple[str, ...]]:
    """Return message id -> sentence(s) of a language; English is the message id itself."""
    if language == "en":
        return {}
    sentences: dict[str, str | tuple[str, ...]] = {}
    for path in sorted(resource(f"i18n/{language}").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id if isinstance(message.id, str) else message.id[0]
                if key and message.string:
                    sentences[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return sentences


def sentences(language: Language) -> frozenset[str]:
    """Return everything that the program can say in a language by itself, with its {fields}."""
    dutch = _catalogue("nl")
    said = dutch.keys() if language == "en" else [one for form in dutch.values() for one in _forms(form)]
    return frozenset(said)


def _forms(sentence: str | tuple[str, ...]) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else sentence


class Translator:
    """Says things in one language: sentences, dates, numbers and lists."""

    def __init__(self, language: Language) -> None:
        """Speak ``language``."""
        self.language: Language = language
        self._locale = _LOCALES[language]

    def __call__(self, sentence: str, /, **fields: object) -> str:
        """Translate an English sentence and fill its fields."""
        found = _catalogue(self.language).get(sentence, sentence)
        text = found if isinstance(found, str) else found[0]
        return text.format(**fields) if fields else text

    def n(self, one: str, many: str, count: int, /, **fields: object) -> str:
        """Translate a sentence that depends on a count; ``{n}`` is the count."""
        found = _catalogue(self.language).get(one)
        forms = found if isinstance(found, tuple) else (one, many)
        return forms[0 if count == 1 else 1].format(n=count, **fields)

    def error(self, error: AppError) -> str:
        """Return the sentence of an error; a ``reason`` is translated as well."""
        fields = {
            key: self(value) if key == "reason" and isinstance(value, str) else value
            for key, value in error.fields.items()
        }
        return self(error.message, **fields)

    def label(self, label: Label) -> str:
        """Return a domain text in this language."""
        return label.nl if self.language == "nl" else label.en

    def day(self, day: date) -> str:
        """Return a day as ``14 mrt 2026``."""
        return _written(day, "d MMM y", self._locale)

    def month(self, day: date) -> str:
        """Return a month as ``mrt 2026``."""
        return _written(day, "MMM y", self._locale)

    def short_month(self, day: date) -> str:
        """Return a month as ``mrt``."""
        return _written(day.replace(day=1), "LLL", self._locale)

    def moment(self, at: datetime) -> str:
        """Return a day and time as ``14 mrt 2026 14:02``."""
        return f"{self.day(at.date())} {format_time(at, 'HH:mm', locale=self._locale)}"

    def number(self, value: float, decimals: int = 1) -> str:
        """Return a number with at most ``decimals`` decimals in the custom of the language."""
        pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
        return format_decimal(value, pattern, locale=self._locale)

    def tongue(self, tag: str) -> str:
        """Return the name of a language by its tag: ``pl`` is "Pools"; a tag that nobody named stays as it is."""
        base, *_ = tag.split("-")
        names = Locale.parse(self._locale).languages
        name = names.get(tag.replace("-", "_")) or names.get(base)
        return f"{name} ({tag})" if name else tag

    def series(self, parts: Sequence[str]) -> str:
        """Return ``a, b en c``."""
        return format_list(list(parts), locale=self._locale)


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str, locale: str) -> str:
    """Return a day as a pattern of Babel says, without its dots; a case tells the same days again and again."""
    return format_date(day, pattern, locale=locale).replace(".", "")
