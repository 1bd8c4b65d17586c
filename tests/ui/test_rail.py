"""The rail on the left."""

from pytestqt.qtbot import QtBot

from app.i18n import Translator
from app.ui.rail import Rail
from app.ui.theme import Theme


def test_pages_count_and_follow_each_other_from_the_top_down(qtbot: QtBot, theme: Theme, say: Translator) -> None:
    rail = Rail("Anna", say, theme)
    qtbot.addWidget(rail)
    rail.set_case("Z-2026-001", [("incidents", "Incidenten"), ("dossier", "Dossier")])
    assert rail.names() == ("cases", "incidents", "dossier", "knowledge", "log", "settings", "guide")
    place, reached = rail.button("cases").nextInFocusChain(), []
    while place is not None and place is not rail.button("settings"):
        reached += [place.accessibleName()] if place.accessibleName() else []
        place = place.nextInFocusChain()
    assert reached == ["Incidenten", "Dossier", "Kennis", "Logboek"]
