"""The words with which people say when something happened, in Dutch and English.

All keys are folded: lower case, without accents and without the dots of abbreviations.
"""

import re
import unicodedata
from typing import Final

_MONTHS: Final = (
    "januari january jan",
    "februari february feb",
    "maart march mrt mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
MONTHS: Final = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_WEEKDAYS: Final = (
    "maandag monday ma mon",
    "dinsdag tuesday di tue tues",
    "woensdag wednesday wo wed",
    "donderdag thursday do thu thurs",
    "vrijdag friday vr fri",
    "zaterdag saturday za sat",
    "zondag sunday zo sun",
)
WEEKDAYS: Final = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
FULL_WEEKDAYS: Final = {word: number for word, number in WEEKDAYS.items() if len(word) > 5}

_NUMBERS: Final = (
    "een one a an",
    "twee two",
    "drie three",
    "vier four",
    "vijf five",
    "zes six",
    "zeven seven",
    "acht eight",
    "negen nine",
    "tien ten",
    "elf eleven",
    "twaalf twelve",
)
NUMBERS: Final = {word: number for number, words in enumerate(_NUMBERS, 1) for word in words.split()}

SEASONS: Final = {
    "lente": 1,
    "voorjaar": 1,
    "spring": 1,
    "zomer": 2,
    "summer": 2,
    "herfst": 3,
    "najaar": 3,
    "autumn": 3,
    "fall": 3,
    "winter": 4,
}

UNITS: Final = {
    "dag": "day",
    "dagen": "day",
    "day": "day",
    "days": "day",
    "week": "week",
    "weken": "week",
    "weeks": "week",
    "maand": "month",
    "maanden": "month",
    "month": "month",
    "months": "month",
    "jaar": "year",
    "jaren": "year",
    "year": "year",
    "years": "year",
}

ORDINALS: Final = {
    "eerste": 1,
    "first": 1,
    "1e": 1,
    "1st": 1,
    "tweede": 2,
    "second": 2,
    "2e": 2,
    "2nd": 2,
    "derde": 3,
    "third": 3,
    "3e": 3,
    "3rd": 3,
    "vierde": 4,
    "fourth": 4,
    "4e": 4,
    "4th": 4,
}

DECADES: Final = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
    "nul": 0,
    "tien": 10,
}

LAST: Final = r"(?:vorige|vorig|afgelopen|laatste|last|past|previous)"
THIS: Final = r"(?:deze|dit|this)"
NEXT: Final = r"(?:volgende|volgend|komende|komend|aanstaande|next|coming)"

PARTS: Final = {
    "begin": "begin",
    "start": "begin",
    "beginning": "begin",
    "early": "begin",
    "vroeg": "begin",
    "half": "middle",
    "medio": "middle",
    "midden": "middle",
    "halverwege": "middle",
    "mid": "middle",
    "middle": "middle",
    "eind": "end",
    "einde": "end",
    "end": "end",
    "late": "end",
    "laat": "end",
}

UNKNOWN: Final = frozenset(
    {
        "onbekend",
        "datum onbekend",
        "wanneer onbekend",
        "weet niet",
        "weet ik niet",
        "niet bekend",
        "unknown",
        "date unknown",
        "not known",
        "dont know",
        "?",
    },
)

_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " "})
_TODAY_PARTS: Final = {
    "vanavond": "vandaag 's avonds",
    "vanmiddag": "vandaag 's middags",
    "vanochtend": "vandaag 's ochtends",
    "vanmorgen": "vandaag 's ochtends",
    "vannacht": "vandaag in de nanacht",
    "tonight": "today in the evening",
    "last night": "yesterday at night",
    "last evening": "yesterday in the evening",
    "this morning": "today in the morning",
    "this afternoon": "today in the afternoon",
    "this evening": "today in the evening",
    "a couple of": "a few",
    "couple of": "a few",
    "tot en met": "t/m",
    "up to and including": "t/m",
    "the day before yesterday": "eergisteren",
    "the day after tomorrow": "overmorgen",
}
_COMPOUND: Final = re.compile(
    r"\b(" + "|".join(FULL_WEEKDAYS) + r"|gister|gisteren|eergister|eergisteren)[ -]?"
    r"(avond|ochtend|morgen|middag|nacht)\b",
)


def fold(words: str) -> str:
    """Return words in the form in which they are read: lower case, plain quotes and dashes, no accents."""
    text = unicodedata.normalize("NFKD", words.translate(_QUOTES).lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(_QUOTES)
    text = re.sub(r"(?<=[a-z])\.", "", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;")
    for short, long in _TODAY_PARTS.items():
        text = re.sub(rf"\b{short}\b", long, text)
    return _COMPOUND.sub(lambda found: f"{_whole(found[1])} 's {found[2]}s", text)


def _whole(day: str) -> str:
    return day + "en" if day.endswith("gister") else day


def any_of(words: dict[str, int] | dict[str, str]) -> str:
    """Return a pattern that matches one of the words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
