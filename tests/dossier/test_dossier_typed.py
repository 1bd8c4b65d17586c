"""Whatever is typed, in every text of every kind of record: it prints as typed and breaks nothing."""

import pytest
from dossier_copies import squeezed
from msgspec.structs import replace
from typed_case import typed_copy

from app.dossier.render import render
from app.dossier.text import Typesetter
from app.jobs import Job

TYPED = {
    "an open tag": "<b>unclosed",
    "a picture": "<img src=http://voorbeeld.example/x.png onerror=x>",
    "a link": '<a href="javascript:app.alert(1)">klik</a>',
    "signs of markup": "R&D &amp; &lt; a < b > c ]]> <!-- \"'",
    "signs of a file": "(((\\) >> endobj stream endstream %PDF /JS \\101",
    "signs of a sentence": "{recipient} %s %(x)s {0} {} {{",
    "signs that cannot be seen": "a\x00b\x1b\x7f\u202eqr\u2066s\u200bt\ufeffu\uffffv\U000e0041w",
    "lines": "een\ntwee\r\ndrie\u2028vier\n\n\nvijf",
    "a long word": "w" * 3_000,
    "scripts": "Łucja سلام (12) שלום ሰላም 王小明 👩\u200d👧 𓀀",
}


@pytest.mark.parametrize("words", TYPED.values(), ids=TYPED)
def test_what_is_typed_in_every_field_prints_as_typed(words: str) -> None:
    shown = squeezed(render(typed_copy(words), Job()))
    missing = [part for part in Typesetter().clean(words).split() if part not in shown]
    assert missing == []


@pytest.mark.slow
def test_a_hundred_thousand_characters_without_a_space_are_printed_in_a_record_of_every_kind() -> None:
    long = "<" * 100_000
    made = typed_copy("kort")
    seen = made.snapshot
    told = {
        "incidents": {"facts": long},
        "sources": {"label": long},
        "exhibits": {"title": long, "made_by": long},
        "measures": {"label": long},
        "events": {"note": long},
        "persons": {"name": long},
        "fears": {"words": long},
    }
    changed = {
        kind: tuple(replace(record, **fields) for record in getattr(seen, kind)) for kind, fields in told.items()
    }
    pdf = render(replace(made, snapshot=replace(seen, **changed), request=replace(made.request, ground=long)), Job())
    assert squeezed(pdf).count("<") >= 500_000
