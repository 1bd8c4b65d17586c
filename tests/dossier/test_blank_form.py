"""A blank form has every question of its list, boxes for the four answers, and nothing of any case."""

from datetime import UTC, datetime

import pytest
from dossier_copies import page_texts, squeezed
from reportlab.platypus import Spacer

from app.domain.dossier import Paper
from app.dossier.blank_form import WritingLines
from app.i18n import LANGUAGES, Language, Translator
from app.jobs import Job
from app.risk.checklist import Checklist, load_checklists
from app.risk.own_checklist import read_own_checklist
from app.services.blank_form import blank_form, render_blank_form

NOW = datetime(2026, 3, 24, 14, 2, tzinfo=UTC)


def form_of(checklist: Checklist, language: Language = "nl", paper: Paper = "A4") -> bytes:
    return render_blank_form(blank_form(checklist, language, paper=paper, made_at=NOW), language, Job())


@pytest.mark.parametrize("key", list(load_checklists()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_stands_on_it_with_a_box_for_each_answer(key: str, language: Language) -> None:
    checklist, label = load_checklists()[key], Translator(language).label
    text = squeezed(form_of(checklist, language))
    for item in checklist.items:
        assert "".join(label(item.label).split()) in text
    for rule in checklist.stop_rules:
        assert "".join(label(rule).split()) in text
    for line in checklist.evidence:
        assert "".join(label(line.what).split()) in text
    assert text.count("□") == 4 * len(checklist.items) + len(checklist.evidence) + 4


def test_a_lost_sheet_is_noticed_and_every_sheet_repeats_the_answers() -> None:
    pages = page_texts(form_of(load_checklists()["nfs"]))
    for number, text in enumerate(pages, start=1):
        assert f"pagina {number} van {len(pages)}" in text
        assert "VERTROUWELIJK zodra het is ingevuld" in text
    assert all("Niet gevraagd" in " ".join(text.split()) for text in pages if "Kritiek" in text)


def test_it_fits_both_sizes_of_paper_and_is_the_same_each_time() -> None:
    one = load_checklists()["stk"]
    assert form_of(one, paper="Letter") != form_of(one)
    assert form_of(one) == form_of(one)


def test_an_own_list_has_a_form_too() -> None:
    text = """
id = "own-proef"
version = "1"
name = { nl = "Proeflijst", en = "Trial list" }
author = "Anke Proef"

[[groups]]
id = "own-proef.groep"
label = { nl = "Groep", en = "Group" }

[[items]]
id = "own-proef.een"
group = "own-proef.groep"
label = { nl = "Is er een sleutel?", en = "Is there a key?" }
guidance = { nl = "Vraag wie er een heeft.", en = "Ask who has one." }
cls = "high"
"""
    words = squeezed(form_of(read_own_checklist(text.encode(), "proef.toml")))
    assert "Isereensleutel?" in words
    assert "Vraagwieereenheeft." in words


@pytest.mark.parametrize("key", list(load_checklists()))
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_weighing_is_signed_and_dated_on_the_page_of_its_heading(key: str, paper: Paper) -> None:
    last = page_texts(form_of(load_checklists()[key], paper=paper))[-1]
    assert last.index("Weging van de professional") < last.index("Naam en handtekening") < last.index("Datum dag –")


@pytest.mark.parametrize(("room", "lines"), [(260, 7), (400, 13), (700, 20)])
def test_there_are_as_many_lines_to_write_on_as_the_page_has_room_for(room: float, lines: int) -> None:
    writing = WritingLines(7, Spacer(0, 80))
    assert writing.least(500) == 7 * 24 + 8 + 80
    assert writing.wrap(500, room)[1] == lines * 24 + 8
    assert writing.wrap(500, writing.least(500) - 1)[1] > writing.least(500) - 1
