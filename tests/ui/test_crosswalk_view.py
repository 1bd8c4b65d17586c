"""A case along the lists of others, as it is shown."""

from datetime import datetime

from case_keeper import NOW, CaseKeeper
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import builders
from app.i18n import Language, Translator
from app.risk.crosswalk import load_crosswalks
from app.ui.pages.checklists import ChecklistsPage
from app.ui.theme import Theme
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import InlineDesk


def now() -> datetime:
    return NOW


def signals(qtbot: QtBot, theme: Theme, language: Language) -> str:
    """Return everything that can be read along the signals of the decree."""
    keeper, say = CaseKeeper(builders.snapshot()), Translator(language)
    model = Checklists(keeper.case, keeper.checklist_services(), InlineDesk(), say, now)
    model.load()
    page = ChecklistsPage(model, say, theme)
    qtbot.addWidget(page)
    page.show_record("signals")
    assert page.walk is not None
    return "\n".join(label.text() for label in page.walk.findChildren(QLabel))


def test_the_words_of_the_decree_stand_in_dutch_with_english_below_them_on_an_english_screen(
    qtbot: QtBot, theme: Theme
) -> None:
    shown = signals(qtbot, theme, "en")
    crosswalks = load_crosswalks()
    labels = [*(block.label for block in crosswalks.blocks), *(one.label for one in crosswalks.signals)]
    labels += [fact for one in crosswalks.signals for fact in one.facts]
    assert len(labels) == 102
    assert [label.en for label in labels if label.nl not in shown or label.en not in shown] == []


def test_on_a_dutch_screen_the_decree_stands_alone(qtbot: QtBot, theme: Theme) -> None:
    shown = signals(qtbot, theme, "nl")
    assert not [one.label.en for one in load_crosswalks().signals if one.label.en in shown]
