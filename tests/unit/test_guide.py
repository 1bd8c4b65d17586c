"""The user guide: whole in both languages, true to the program, and easy to search."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from app.errors import ResourceError
from app.i18n import LANGUAGES, Language, Translator
from app.resources import resource
from app.risk.catalogue import load_catalogue
from app.viewmodels.guide import CHAPTERS, Chapter, Guide, hits, load_guide, read_lines

HOUSE = Path(app.__file__).parent.parent
HELP = HOUSE / "docs" / "help"
LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
FIGURE = re.compile(r"\d+")
PAGES = (
    "cases",
    "incidents",
    "events",
    "circumstances",
    "sources",
    "checklists",
    "pattern",
    "weighings",
    "dossier",
    "knowledge",
    "settings",
)


def shape(chapter: Chapter) -> list[str]:
    """Return the kind of every heading, item and row of a chapter, in order."""
    kinds = [re.match(r"(#+|-|\d\.|\|)", line) for line in chapter.text.splitlines()]
    return [kind.group() for kind in kinds if kind]


def opened(language: Language = "nl") -> Guide:
    guide = Guide(Translator(language))
    guide.open_at("cases")
    return guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_there_and_no_other(language: Language) -> None:
    assert {path.name for path in (HELP / language).iterdir()} == {f"{key}.md" for key in CHAPTERS}


@pytest.mark.parametrize("key", CHAPTERS)
def test_a_chapter_has_the_same_headings_items_and_rows_in_both_languages(key: str) -> None:
    dutch, english = (next(each for each in load_guide(language) if each.key == key) for language in LANGUAGES)
    assert shape(dutch) == shape(english)


def test_the_limits_name_the_same_figures_in_both_languages() -> None:
    dutch, english = (load_guide(language)[CHAPTERS.index("limits")].text for language in LANGUAGES)
    assert sorted(FIGURE.findall(dutch)) == sorted(FIGURE.findall(english))
    assert {"76", "727", "412", "246"} <= set(FIGURE.findall(dutch))


def test_the_limits_cite_only_what_their_list_of_sources_holds() -> None:
    for language in LANGUAGES:
        text, _, listed = load_guide(language)[CHAPTERS.index("limits")].text.rpartition("\n## ")
        flat = " ".join(text.split())
        rows = [row.split("|")[1].strip() for row in listed.splitlines() if row.startswith("| ")][1:]
        assert all(re.fullmatch(r"\[[^\]]+\]\(source:\w+\)", row) for row in rows)
        named = [row[1 : row.index("]")] for row in rows]
        assert len(named) >= 10
        assert [name for name in named if name not in flat] == []
        cited = re.findall(r"[A-Z][a-z]+ (?:(?:en|and) \w+ )?\d{4}(?=[),;])", flat)
        assert [name for name in cited if not any(name in each for each in named)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_chapters_and_to_sources_of_the_register_only(language: Language) -> None:
    known = {f"{key}.md" for key in CHAPTERS} | {f"source:{key}" for key in load_catalogue().sources}
    for chapter in load_guide(language):
        assert set(LINK.findall(chapter.text)) <= known, chapter.key
        assert "://" not in chapter.text, chapter.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_calls_a_button_or_a_field_is_called_so_on_the_screen(language: Language) -> None:
    say = Translator(language)
    named = {
        "start": [say("Make a new vault …")],
        "cases": [say("New case"), say("Case and people"), say("Export case file …"), say("History asked from")],
        "incidents": [
            say("Same as"),
            say("Against"),
            say("Against whom"),
            say("Who began / defence"),
            say("This incident touches"),
            say("Ask now"),
            say("Shown"),
        ],
        "events": [say("Versions"), say("Withdrawn")],
        "circumstances": [say("Outcomes of instruments"), say("Statements taken back"), say("What protects")],
        "sources": [say("Sources"), say("Pattern")],
        "knowledge": [say("Rules of the pattern"), say("Cautions"), say("Search in this part")],
        "checklists": [
            say("Basis, note and sources"),
            say("Write to a file …"),
            say("Finish and lock"),
            say("Lock for good"),
        ],
        "pattern": [
            say("Today"),
            say("Single incidents"),
            say("How it was counted"),
            say("Not asked yet"),
            say("Who knew what, and when"),
        ],
        "dossier": [say("Save as PDF …")],
        "settings": [say("Language"), say("Lock after"), say("Own lists and translations"), say("Add a file …")],
    }
    for chapter in load_guide(language):
        flat = " ".join(chapter.text.split()).lower()
        assert [words for words in named.get(chapter.key, []) if words.lower() not in flat] == [], chapter.key


def test_a_page_opens_its_own_chapter_and_any_other_the_first() -> None:
    guide = opened()
    for page in PAGES:
        guide.open_at(page)
        assert guide.state.chosen == page
    guide.open_at("something else")
    assert guide.state.chosen == CHAPTERS[0]
    assert guide.state.title == "De eerste keer"


def test_a_key_that_is_no_chapter_changes_nothing() -> None:
    guide = opened()
    before = guide.state
    guide.show("no such chapter")
    assert guide.state == before


def test_a_guide_that_was_not_opened_shows_nothing_and_finds_nothing() -> None:
    guide = Guide(Translator("nl"))
    guide.show("start")
    guide.look_for("kluis")
    guide.step(1)
    assert (guide.state.text, guide.state.chapters, guide.state.place) == ("", (), -1)


def test_words_are_found_in_all_chapters_without_leaving_the_one_that_is_read() -> None:
    guide = opened()
    guide.look_for("wachtzin")
    state = guide.state
    assert state.chosen == "cases"
    assert state.place == -1
    assert {line.key for line in state.chapters if line.hits} == {"log", "settings", "start"}
    guide.step(1)
    assert (guide.state.chosen, guide.state.place) == ("log", 0)


def test_going_along_the_places_comes_around_and_goes_back() -> None:
    guide = opened()
    guide.look_for("niet gevraagd")
    total = sum(line.hits for line in guide.state.chapters)
    assert guide.state.found == f"{total} plaatsen in de handleiding"
    guide.step(1)
    first = (guide.state.chosen, guide.state.place)
    seen = [first]
    for _ in range(total):
        guide.step(1)
        seen.append((guide.state.chosen, guide.state.place))
    assert seen[-1] == first
    assert len(set(seen)) == total
    guide.step(-1)
    assert (guide.state.chosen, guide.state.place) == seen[-2]


def test_what_is_typed_stays_as_it_was_typed() -> None:
    guide = opened()
    guide.look_for("half ")
    assert (guide.state.sought, guide.state.marked) == ("half ", "half")


def test_one_letter_is_not_looked_for_and_unknown_words_are_told() -> None:
    guide = opened()
    guide.look_for("k")
    assert (guide.state.found, guide.state.marked) == ("", "")
    guide.look_for("zonnebloem")
    assert guide.state.found == "Deze woorden staan niet in de handleiding."
    assert guide.state.place == -1


def test_reading_joins_wrapped_lines_and_drops_the_signs() -> None:
    text = (
        "# Kop\n\nEen *zin* die\ndoorloopt, zie [Datums](dates.md).\n- punt\n\n| a | `b` |\n|---|---|\n| c | **d** |\n"
    )
    lines = ["Kop", "Een zin die doorloopt, zie Datums.", "punt", "a", "b", "c", "d"]
    assert list(read_lines(text)) == lines
    assert hits(text, "DIE DOOR") == 1


def test_an_example_of_a_file_is_read_line_by_line_without_its_fence() -> None:
    text = "Zo:\n\n```toml\nid = 1\n\n[[items]]\n- geen punt\n```\n\nEn verder\nzo.\n"
    assert [line for line in read_lines(text) if line] == ["Zo:", "id = 1", "[[items]]", "- geen punt", "En verder zo."]


@given(st.text(alphabet="abc *|#-\n[]()`1.", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all("*" not in line and "`" not in line for line in read_lines(text))


def test_a_guide_that_is_missing_is_told() -> None:
    with pytest.raises(ResourceError):
        resource("help/nl/nothing.md")


@pytest.mark.slow
def test_a_wheel_carries_the_guide_and_finds_what_travels_with_it(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(HOUSE / name, sources)
    for name in ("app", "resources", "docs"):
        shutil.copytree(HOUSE / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheel")]
    subprocess.run(build, cwd=sources, check=True, capture_output=True)  # noqa: S603  our own build
    installed = tmp_path / "installed"
    with ZipFile(next((tmp_path / "wheel").glob("*.whl"))) as wheel:
        wheel.extractall(installed)
    script = (
        "from app.resources import resource\n"
        "from app.risk.rulebook import load_rulebook\n"
        "from app.viewmodels.guide import load_guide\n"
        "print(resource('rules.toml'), load_rulebook().version > 0, *(len(load_guide(x)) for x in ('nl', 'en')))\n"
    )
    run = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    found = str(installed / "app" / "_resources" / "rules.toml")
    assert run.stdout.split() == [found, "True", str(len(CHAPTERS)), str(len(CHAPTERS))]
