"""Own checklists and translations: complete and correct, or refused with the line and the reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import OwnFileError
from app.i18n import LANGUAGES, Language, Translator
from app.resources import read_text
from app.risk.catalogue import load_catalogue
from app.risk.checklist import load_checklist, load_checklists
from app.risk.own_checklist import read_own_checklist
from app.risk.own_file import LARGEST
from app.risk.own_translation import read_own_translation
from app.risk.toml_lines import line_of

OWN = """\
id = "own-elders"
version = "1.0"
name = { nl = "Ouderen", en = "Older people" }
author = "Wijkteam Noord"

[[groups]]
id = "money"
label = { nl = "Geld", en = "Money" }

[[items]]
id = "own-elders.card"
group = "money"
label = { nl = "Iemand anders heeft de pas", en = "Somebody else has the card" }
guidance = { nl = "Vraag wie er pint.", en = "Ask who takes out the money." }
cls = "high"
supports = ["eco-money-control"]
sources = ["GK"]

[[items]]
id = "own-elders.visit"
group = "money"
label = { nl = "Bezoek wordt geweigerd", en = "Visits are refused" }
guidance = { nl = "Vraag wie er komt.", en = "Ask who visits." }
cls = "critical"
supports = [
    "iso-contact-block",
    "eff-social",
]
"""


def told(text: str) -> str:
    """Return what is said about a faulty list, in Dutch."""
    with pytest.raises(OwnFileError) as caught:
        read_own_checklist(text.encode(), "ouderen.toml")
    return Translator("nl").error(caught.value)


def test_an_own_list_is_read_with_the_stop_rules_of_the_program() -> None:
    own = read_own_checklist(OWN.encode(), "ouderen.toml")
    assert own.stop_rules == load_checklists()["nfs"].stop_rules
    assert [item.id for item in own.items] == ["own-elders.card", "own-elders.visit"]
    assert own.item("own-elders.card").supports == ("eco-money-control",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('cls = "high"', 'cls = "high', 'Regel 15, cls = "high: Dit is geen TOML.'),
        ('author = "Wijkteam Noord"', "", "Regel 1, author: Dit ontbreekt."),
        ('author = "Wijkteam Noord"', 'author = " "', "Regel 4, author: Deze tekst is leeg."),
        ('author = "Wijkteam Noord"', 'author = "\u200b"', "Regel 4, author: Deze tekst is leeg."),
        ('en = "Ask who visits."', 'en = "\u2060\u200d\u3164"', "items[1].guidance.en: Deze tekst is leeg."),
        ('cls = "critical"', 'cls = "information"', "Regel 24, items[1].cls: Deze waarde is hier niet mogelijk."),
        ('{ nl = "Geld", en = "Money" }', '{ nl = "Geld" }', "Regel 8, groups[0].label.en: Dit ontbreekt."),
        ('en = "Ask who visits."', 'en = ""', "Regel 23, items[1].guidance.en: Deze tekst is leeg."),
        ('"eff-social"', '"eff-sociaal"', 'Regel 25, items[1].supports[1] = "eff-sociaal": Geen gedrag'),
        ('"GK"', '"GX"', 'Regel 17, items[0].sources[0] = "GX": Het bronnenregister'),
        ("own-elders.visit", "own-elders.card", 'Regel 20, items[1].id = "own-elders.card": Dit id staat twee keer'),
        ("own-elders.visit", "nfs.act.hands", 'Regel 20, items[1].id = "nfs.act.hands": Een lijst van het programma'),
        ("own-elders.visit", "elders.visit", 'Regel 20, items[1].id = "elders.visit": Het id van een vraag begint'),
        ("own-elders.visit", "own-elders.Visit", 'Regel 20, items[1].id = "own-elders.Visit": Een id heeft'),
        ('id = "own-elders"', 'id = "stk"', 'Regel 1, id = "stk": Een lijst van het programma'),
        ('id = "own-elders"', 'id = "elders"', 'Regel 1, id = "elders": Het id van een eigen lijst'),
        ('"GK"', '"GK", "GK"', 'Regel 17, items[0].sources[1] = "GK": Dit staat hier twee keer.'),
        ('"eff-social"', '"iso-contact-block"', "Regel 25, items[1].supports[1]"),
        ('author = "Wijkteam Noord"', 'author = "Wijk\\u0007team"', "Regel 4, author: In deze tekst staat een teken"),
        ('nl = "Geld"', 'nl = "Geld\\u0000"', "Regel 8, groups[0].label.nl: In deze tekst staat een teken"),
        (
            "Ask who visits.",
            "Ask\u2028who\u0085visits.",
            "Regel 23, items[1].guidance.en: In deze tekst staat een teken",
        ),
        ('cls = "critical"', 'cls = "critical\u2028"', "Regel 24, items[1].cls: Deze waarde is hier niet mogelijk."),
        ('version = "1.0"', f'version = "{"9" * 5000}"', "Regel 2, version = "),
        ('version = "1.0"', 'version = "\u0661.\u0660"', "Regel 2, version = "),
        ("own-elders.visit", f"own-elders.{'a' * 90}", "Een id heeft hooguit 80 tekens."),
        ('version = "1.0"', 'version = "nieuw"', 'Regel 2, version = "nieuw": Een versie heeft cijfers'),
        ('cls = "critical"', 'cls = "severe"', "Regel 24, items[1].cls: Deze waarde is hier niet mogelijk."),
        ('cls = "critical"', 'cls = "critical"\nscore = 3', "Regel 25, items[1].score: Deze sleutel bestaat"),
        ('cls = "critical"', 'cls = "critical"\nneeds = 0', 'Regel 25, items[1].needs = "0": Er is minstens één'),
        ('version = "1.0"', "version = 1.0", "Regel 2, version: Hier hoort een ander soort waarde."),
        ('id = "money"', 'id = "geld"', 'Regel 12, items[0].group = "money": De lijst heeft geen groep'),
    ],
)
def test_a_faulty_list_is_refused_with_line_place_and_reason(old: str, new: str, said: str) -> None:
    words = told(OWN.replace(old, new))
    assert said in words
    assert words.startswith("Het bestand ouderen.toml is niet toegevoegd. Regel ")
    assert words.endswith("Er is niets gewijzigd.")


def test_a_group_that_is_there_twice_is_refused() -> None:
    again = OWN.replace("[[items]]", '[[groups]]\nid = "money"\nlabel = { nl = "a", en = "b" }\n\n[[items]]', 1)
    assert 'groups[1].id = "money": Dit id staat twee keer' in told(again)


def test_a_list_without_questions_is_refused() -> None:
    assert "De lijst heeft geen vragen." in told(f"items = []\n{OWN.partition('[[items]]')[0]}")


def test_a_file_that_is_no_text_or_far_too_large_is_refused() -> None:
    with pytest.raises(OwnFileError, match=r"Line 2, UTF-8: The text is not UTF-8\."):
        read_own_checklist(b'id = "a"\nname = "\xff"', "a.toml")
    with pytest.raises(OwnFileError, match="larger than a megabyte"):
        read_own_checklist(b" " * (LARGEST + 1), "a.toml")
    with pytest.raises(OwnFileError, match="This is not TOML"):
        read_own_checklist(b"a = " + b"[" * 50_000, "a.toml")
    with pytest.raises(OwnFileError, match="This is missing"):
        read_own_checklist(b"", "a.toml")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    with pytest.raises(OwnFileError) as caught:
        read_own_checklist(data, "a.toml")
    assert isinstance(caught.value.fields["line"], int)


@given(st.integers(0, len(OWN) - 1), st.text("[]{}=\"'.#\nab1", max_size=3))
def test_any_slip_of_the_pen_is_read_or_refused_on_a_line_of_the_file(at: int, typed: str) -> None:
    text = OWN[:at] + typed + OWN[at + 1 :]
    try:
        read_own_checklist(text.encode(), "a.toml")
    except OwnFileError as error:
        line = error.fields["line"]
        assert isinstance(line, int)
        assert 1 <= line <= len(text.splitlines())


def turkish() -> str:
    """Return a complete translation of the list on children; its words are invented."""
    checklist = load_checklist("chd", "1.0")
    rules = ", ".join(f'"kural {number}"' for number in range(1, 5))
    items = "".join(
        f'\n[[items]]\nid = "{item.id}"\nlabel = "soru {number}"\nguidance = "sor {number}"\n'
        for number, item in enumerate(checklist.items)
    )
    head = 'checklist = "chd"\nversion = "1.0"\nlanguage = "tr"\nauthor = "Tolkendienst"\nname = "Çocuklar"\n'
    return f"{head}stop_rules = [{rules}]\n{items}"


def test_a_complete_translation_is_read() -> None:
    translation = read_own_translation(turkish().encode(), "chd-tr.toml")
    assert translation.name == "Çocuklar"
    assert [item.id for item in translation.items] == [item.id for item in load_checklist("chd", "1.0").items]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version = "1.0"', 'version = "7.0"', 'Line 1, checklist = "chd 7.0": The program has no list'),
        ('language = "tr"', 'language = "nl"', 'Line 3, language = "nl": The list itself is in Dutch and English.'),
        ('language = "tr"', 'language = "Turks"', 'Line 3, language = "Turks": A language is a tag'),
        ('"kural 4"', "", "Line 6, stop_rules: Every stop rule needs a translation."),
        ('"kural 4"', '""', "Line 6, stop_rules[3]: This text is empty."),
        ('"kural 4"', '"\u200b"', "Line 6, stop_rules[3]: This text is empty."),
        ('label = "soru 0"', 'label = ""', "Line 10, items[0].label: This text is empty."),
        ('id = "chd.witness"', 'id = "chd.none"', 'Line 9, items[0].id = "chd.none": The list has no question'),
        ('id = "chd.direct"', 'id = "chd.witness"', 'Line 14, items[1].id = "chd.witness": This id is in the file'),
        ('author = "Tolkendienst"', 'author = ""', "Line 4, author: This text is empty."),
    ],
)
def test_a_faulty_translation_is_refused_with_line_place_and_reason(old: str, new: str, said: str) -> None:
    with pytest.raises(OwnFileError, match=re.escape(said)):
        read_own_translation(turkish().replace(old, new).encode(), "chd-tr.toml")


def test_the_other_parts_of_a_list_may_be_translated_and_then_are_whole() -> None:
    listed = load_checklist("chd", "1.0")
    groups = "".join(f'\n[[groups]]\nid = "{one.id}"\nlabel = "baslik {one.id}"\n' for one in listed.groups)
    facts = "".join(f'\n[[facts]]\nid = "{one.id}"\ntext = "bilgi {one.id}"\n' for one in listed.facts)
    translation = read_own_translation((turkish() + groups + facts).encode(), "chd-tr.toml")
    assert [translation.told(one.id) for one in listed.groups] == [(f"baslik {one.id}",) for one in listed.groups]
    assert [translation.told(one.id) for one in listed.facts] == [(f"bilgi {one.id}",) for one in listed.facts]
    assert read_own_translation(turkish().encode(), "chd-tr.toml").told(listed.groups[0].id) == ()
    first = listed.groups[0].id
    for said, text in (
        (f'groups = "{listed.groups[-1].id}": This has no translation.', groups.rpartition("\n[[groups]]")[0]),
        ('"none": This part of the list has no such id.', groups.replace(f'"{first}"', '"none"', 1)),
        ("groups[0].label: This text is empty.", groups.replace(f"baslik {first}", " ", 1)),
    ):
        with pytest.raises(OwnFileError, match=re.escape(said)):
            read_own_translation((turkish() + text + "\n").encode(), "chd-tr.toml")


def test_a_translation_that_leaves_out_a_question_is_refused() -> None:
    text = turkish().rsplit("\n[[items]]", 1)[0] + "\n"
    with pytest.raises(OwnFileError, match=r'items = "chd\.seen": This question has no translation\.'):
        read_own_translation(text.encode(), "chd-tr.toml")


def test_a_line_is_found_in_tables_inside_tables_and_behind_long_texts() -> None:
    text = 'a = """\n[[b]]\nc = 1\n"""\n[[b]]\nc = 1\n[[b.d]]\ne.f = 2\n[[b]]\nc = 3\n[g]\n"h" = 4\n'
    assert line_of(text, ("a",)) == 1
    assert line_of(text, ("b", 0, "c")) == 6
    assert line_of(text, ("b", 0, "d", 0, "e", "f")) == 8
    assert line_of(text, ("b", 1, "c")) == 10
    assert line_of(text, ("b", 1, "missing")) == 9
    assert line_of(text, ("g", "h")) == 12
    assert line_of(text, ("nowhere",)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_in_the_guide_are_read(language: Language) -> None:
    page = read_text(f"help/{language}/own-lists.md")
    own, translated = (part.split("```")[0] for part in page.split("```toml\n")[1:])
    assert read_own_checklist(own.encode(), "own-elders.toml").id == "own-elders"
    with pytest.raises(OwnFileError, match="This question has no translation"):
        read_own_translation(translated.encode(), "chd-tr.toml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_id_that_a_question_can_be_supported_by(language: Language) -> None:
    catalogue = load_catalogue()
    told = re.findall(r"(?m)^\| ((?:ctx|eff)-[a-z-]+) \|", read_text(f"help/{language}/own-lists.md"))
    assert told == [*catalogue.contexts, *catalogue.effects]
