"""The guide inside the program, as somebody reads it and looks things up."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.i18n import LANGUAGES, Translator
from app.ui.pages.guide import GuidePage
from app.ui.source_links import SourceDialog
from app.ui.theme import Theme
from app.viewmodels.guide import CHAPTERS, Guide, hits, load_guide
from probes.guide_probe import GuideProbe

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(say: Translator, theme: Theme, chapter: str = "incidents") -> GuidePage:
    model = Guide(say)
    model.open_at(chapter)
    return GuidePage(model, say, theme)


@pytest.fixture
def guide(qtbot: QtBot, say: Translator, theme: Theme) -> GuideProbe:
    """Return the guide at the chapter about incidents."""
    page = opened(say, theme)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    return GuideProbe(page)


def test_the_guide_opens_with_all_chapters_and_the_chosen_one(guide: GuideProbe) -> None:
    assert len(guide.chapters) == len(CHAPTERS)
    assert guide.title == "Incidenten vastleggen"
    assert guide.page.chapters.currentRow() == CHAPTERS.index("incidents")
    assert guide.page.place() == "incidents"
    assert guide.page.text.accessibleName() == "Incidenten vastleggen"


def test_no_sign_of_markdown_is_to_be_read(guide: GuideProbe) -> None:
    for row in range(len(CHAPTERS)):
        guide.choose(row)
        assert not re.search(r"\*|`|\]\(|^#|\|", guide.text, re.MULTILINE), guide.title


def test_a_link_leads_to_its_chapter_and_no_other_address_is_opened(guide: GuideProbe) -> None:
    page = guide.page.text
    page.anchorClicked.emit(QUrl("dates.md"))
    assert guide.title == "Datums die niet zeker zijn"
    for address in ("https://example.org/start.md", "file:///start.md", "nothing.md", "start"):
        page.anchorClicked.emit(QUrl(address))
        assert guide.title == "Datums die niet zeker zijn"
    assert page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///picture.png")) is None
    assert not page.openLinks()
    assert not page.openExternalLinks()


def test_a_source_in_the_guide_is_opened_and_one_that_is_not_in_the_register_is_not(guide: GuideProbe) -> None:
    guide.choose(CHAPTERS.index("limits"))
    for address in ("source:nowhere", "source:", "source:a/b"):
        guide.page.text.anchorClicked.emit(QUrl(address))
    assert not guide.page.findChildren(SourceDialog)
    guide.page.text.anchorClicked.emit(QUrl("source:BLAND15"))
    (dialog,) = guide.page.window().findChildren(SourceDialog)
    assert "Bland & Ariel 2015" in dialog.words.text()
    dialog.accept()


def test_found_words_are_marked_and_enter_goes_to_the_next_place(guide: GuideProbe) -> None:
    guide.look_for("reden")
    assert set(guide.marked) == {"reden"}
    assert guide.here.startswith("reden")
    assert any(chapter.endswith(")") for chapter in guide.chapters)
    first = guide.page.text.textCursor().position()
    guide.press(Qt.Key.Key_Return)
    assert guide.page.text.textCursor().position() > first
    guide.press(Qt.Key.Key_F3, SHIFT)
    assert guide.page.text.textCursor().position() == first
    assert guide.page.sought.text() == "reden"


def test_going_on_reaches_the_next_chapter_that_holds_the_words(guide: GuideProbe) -> None:
    holding = [chapter for chapter in load_guide("nl") if hits(chapter.text, "wachtzin")]
    later = [chapter for chapter in holding if CHAPTERS.index(chapter.key) > CHAPTERS.index("incidents")]
    guide.look_for("wachtzin")
    assert guide.title == "Incidenten vastleggen"
    assert guide.marked == []
    for chapter in (*later, holding[0]):
        guide.press(Qt.Key.Key_F3)
        while guide.page.text.textCursor().position() and guide.title != chapter.title:
            guide.press(Qt.Key.Key_F3)
        assert guide.title == chapter.title
        assert guide.here.lower().startswith("wachtzin")


def test_words_that_stand_nowhere_are_told(guide: GuideProbe) -> None:
    guide.look_for("zonnebloem")
    assert guide.page.found.isVisible()
    assert guide.page.found.text() == "Deze woorden staan niet in de handleiding."
    assert not guide.page.next.isVisible()
    guide.page.sought.clear()
    assert not guide.page.found.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_places_are_marked_as_are_counted(language: str, qtbot: QtBot, theme: Theme) -> None:
    page = opened(Translator("nl" if language == "nl" else "en"), theme)
    qtbot.addWidget(page)
    for chapter in load_guide("nl" if language == "nl" else "en"):
        page.text.show_chapter(chapter.text, chapter.title)
        for words in ("de", "niet", "not asked", "en", "2015", "M-2", "vermoedelijke pleger"):
            assert page.text.mark(words, 0) == hits(chapter.text, words), (chapter.key, words)


def test_keys_scroll_the_text_at_once_and_ctrl_f_goes_to_the_field(guide: GuideProbe) -> None:
    guide.page.focus_first()
    bar = guide.page.text.verticalScrollBar()
    QTest.keyClick(guide.page.text, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(guide.page.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.page.window().focusWidget() is guide.page.sought


def test_another_chapter_begins_at_its_beginning(guide: GuideProbe) -> None:
    bar = guide.page.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    guide.choose(CHAPTERS.index("limits"))
    assert bar.value() == 0


def test_chapters_stay_within_reach_in_a_narrow_window(guide: GuideProbe) -> None:
    assert (guide.page.chapters.isVisible(), guide.page.choice.isVisible()) == (True, False)
    guide.page.resize(560, 600)
    assert (guide.page.chapters.isVisible(), guide.page.choice.isVisible()) == (False, True)
    guide.page.choice.setCurrentIndex(CHAPTERS.index("words"))
    guide.page.choice.activated.emit(CHAPTERS.index("words"))
    assert guide.title == "Begrippen en tekens"


def test_a_closed_guide_is_freed(
    assert_freed: Callable[[Callable[[], QWidget]], None], say: Translator, theme: Theme
) -> None:
    assert_freed(lambda: opened(say, theme))
