"""The incidents page, as somebody uses it."""

from collections.abc import Callable
from typing import Any

import pytest
from incident_bench import Bench
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.incident import Actor, Incident, Move
from app.domain.person import Role
from app.i18n import LANGUAGES, Language
from app.risk.checklist import load_checklists
from app.ui.ask import ReasonDialog
from app.ui.draft_timer import KEEP_AFTER_MS
from app.ui.pages.incidents import IncidentsPage
from app.ui.theme import Theme
from app.ui.widgets.link import RecordLink
from probes.incident_probe import IncidentProbe

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Shown = Callable[..., tuple[IncidentProbe, Bench]]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Shown:
    def show(*incidents: Incident, language: Language = "nl", **fields: Any) -> tuple[IncidentProbe, Bench]:  # noqa: ANN401
        bench = Bench(*incidents, language=language, **fields)
        page = IncidentsPage(bench.page, bench.say, theme)
        page.resize(1180, 800)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return IncidentProbe(page), bench

    return show


def test_an_incident_is_recorded_with_the_keyboard_alone(shown: Shown) -> None:
    probe, bench = shown()
    probe.page.show_record("new")
    probe.account("half maart 2026, avond", "Hij stond voor de deur.")
    assert probe.reading == "gelezen als: ca. 10–20 mrt 2026, 18–24 u"
    probe.search("hals")
    probe.press(Qt.Key.Key_Return)
    row = probe.form.card.sources.rows[0]
    probe.type_into(row.name_edit, "gesprek op kantoor")
    row.knowledge.setCurrentIndex(row.knowledge.findData("eigen_verklaring"))
    row.knowledge.activated.emit(row.knowledge.currentIndex())
    probe.press(Qt.Key.Key_Return, CTRL)
    assert (bench.saved.facts, len(bench.saved.behaviours)) == ("Hij stond voor de deur.", 1)
    assert [source.label for source in bench.ledger.snapshot.sources] == ["gesprek op kantoor"]
    assert not probe.has_form
    assert probe.rows[0].startswith("I-101 | ca. 10–20 mrt 2026, 18–24 u | Hij stond voor de deur.")


def test_a_loaded_word_gets_a_line_below_its_field_and_is_saved_all_the_same(shown: Shown) -> None:
    probe, bench = shown()
    probe.page.show_record("new")
    probe.account("half maart 2026, avond", "De dader stond voor de deur.")
    hint = probe.form.card.facts_field.hint
    assert hint.isVisible()
    assert "vermoedelijke pleger" in hint.text()
    assert not probe.form.card.interpretation_field.hint.isVisible()
    probe.press(Qt.Key.Key_Return, CTRL)
    assert bench.saved.facts == "De dader stond voor de deur."


@pytest.mark.parametrize("width", [1180, 740])
def test_the_list_never_scrolls_sideways(width: int, shown: Shown, qtbot: QtBot) -> None:
    probe, bench = shown(builders.incident(), builders.incident(set_aside="ander adres"))
    probe.page.resize(width, 500)
    bench.page.new()
    probe.form.form.leave()
    qtbot.waitUntil(lambda: probe.page.width() == width and not probe.has_form)
    assert not probe.scrolls_sideways


def test_behaviour_is_searched_added_and_taken_away_by_keys(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.search("verwurg")
    assert probe.found
    probe.press(Qt.Key.Key_Down)
    second = bench.form.search("verwurg")[1].id
    probe.press(Qt.Key.Key_Return)
    assert probe.chips == (second,)
    assert probe.found == []
    probe.press(Qt.Key.Key_Backspace)
    assert not probe.chips


def test_escape_closes_what_was_found_before_it_leaves_the_form(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.search("slaan")
    probe.press(Qt.Key.Key_Escape)
    assert (probe.found, probe.has_form) == ([], True)


def test_escape_keeps_the_draft_and_goes_back_to_the_list(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.type_into(probe.form.card.where, "voordeur")
    probe.press(Qt.Key.Key_Escape)
    assert not probe.has_form
    assert probe.page.list.draft.isVisible()
    probe.page.list.draft.click()
    assert probe.form.card.where.text() == "voordeur"


def test_a_draft_is_kept_within_a_second_of_the_last_key(shown: Shown, qtbot: QtBot) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.type_into(probe.form.card.where, "voordeur")
    assert KEEP_AFTER_MS < 1000
    qtbot.waitUntil(lambda: bool(bench.ledger.drafts), timeout=1000)
    assert probe.title == "Nieuw incident concept bewaard 14:02:11"


def test_a_failed_save_leaves_every_letter_on_the_screen(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.account("gisteren", "Hij belde.")
    bench.ledger.full = True
    probe.press(Qt.Key.Key_Return, CTRL)
    assert probe.form.card.facts.toPlainText() == "Hij belde."
    assert probe.form.card.when.edit.text() == "gisteren"
    assert bench.desk.told


def test_what_stands_in_the_way_is_said_and_gets_the_focus(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.type_into(probe.form.card.when.edit, "gisteren")
    probe.form.save.click()
    assert probe.told == "Schrijf op wat is waargenomen, of wat letterlijk is gezegd"
    assert probe.form.card.facts.hasFocus()


def test_a_choice_is_offered_where_a_date_can_mean_two_days(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.type_into(probe.form.card.when.edit, "3/4/2025")
    first, second = probe.form.card.when.choices
    assert (first.text(), second.text()) == ("3 apr 2025", "4 mrt 2025")
    second.click()
    assert probe.reading == "gelezen als: 4 mrt 2025"


def test_save_and_next_clears_the_form_and_keeps_the_source(shown: Shown) -> None:
    source = builders.source("zus", number=8)
    probe, bench = shown(sources=(source,))
    bench.page.new()
    probe.account("gisteren", "Hij belde.")
    bench.form.edit_source(0, source=str(source.id), knowledge="gehoord_van")
    probe.form.save_next.click()
    assert probe.form.card.facts.toPlainText() == ""
    assert probe.form.card.sources.rows[0].name_edit.text() == "B-8 · zus"
    assert probe.form.card.when.edit.hasFocus()


def test_keys_lead_to_behaviour_and_sources(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.press(Qt.Key.Key_G, ALT)
    assert probe.form.card.behaviours.edit.hasFocus()
    probe.press(Qt.Key.Key_B, ALT)
    assert probe.form.card.sources.rows[0].source.hasFocus()


def test_ticks_reach_the_form(shown: Shown) -> None:
    child = builders.person(name="D. (9)", role=Role.CHILD)
    measure = builders.measure("2026-01-01", number=2)
    probe, bench = shown(persons=(child,), measures=(measure,))
    bench.page.new()
    probe.form.card.children_present.action(str(child.id)).trigger()
    probe.form.card.breaches.action(str(measure.id)).trigger()
    assert bench.form.state.fields.children == (str(child.id),)
    assert probe.form.card.breach_rows.rows[0].isVisible()
    probe.type_into(probe.form.card.breach_rows.rows[0].reaction, "politie kwam")
    assert bench.form.state.fields.breaches[0].reaction == "politie kwam"


def test_the_reason_is_only_asked_when_the_severity_differs(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    bench.form.edit(behaviours=("str-manual",))
    assert not probe.form.card.reason_field.isVisible()
    probe.form.card.severity.button("3").click()
    assert probe.form.card.reason_field.isVisible()


def test_against_whom_and_who_began_are_chosen_where_they_are_asked(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    assert probe.direction == ["handeling", "vermoedelijke pleger", "niet genoteerd"]
    assert probe.assumed == "aangenomen: vermoedelijk slachtoffer"
    probe.choose(probe.form.card.actor, Actor.VICTIM)
    probe.choose(probe.form.card.began, Move.DEFENCE)
    assert probe.direction[1:] == ["vermoedelijk slachtoffer", "niet genoteerd", "verteld als verweer"]
    assert probe.assumed == "aangenomen: vermoedelijke pleger"
    probe.choose(probe.form.card.target, Actor.PERPETRATOR)
    assert probe.assumed == ""
    probe.account("gisteren", "Zij duwde terug.")
    probe.form.save.click()
    assert (bench.saved.target, bench.saved.move) == (Actor.PERPETRATOR, Move.DEFENCE)


def test_clicking_a_row_opens_it_and_its_neighbour_follows(shown: Shown) -> None:
    old, new = builders.incident("2025-01-01", number=1), builders.incident("2026-01-01", number=2)
    probe, _ = shown(old, new)
    probe.click_row(0)
    assert probe.title == "I-2"
    probe.page.next.click()
    assert probe.title == "I-1"
    probe.page.back.click()
    assert not probe.has_form


def test_filters_narrow_the_list(shown: Shown) -> None:
    one = builders.incident("2025-01-01", number=1, facts="Telefoon afgepakt.")
    two = builders.incident("2026-01-01", number=2, facts="Voor de deur.")
    probe, _ = shown(one, two)
    probe.type_into(probe.page.list.text, "telefoon")
    assert [row[:3] for row in probe.rows] == ["I-1"]
    probe.page.list.wide.click()
    assert len(probe.rows) == 2


def test_an_empty_case_says_what_to_do(shown: Shown) -> None:
    probe, _ = shown()
    assert probe.page.list.empty.isVisible()


def test_hints_lead_to_earlier_incidents_and_to_the_checklist(shown: Shown, qtbot: QtBot) -> None:
    earlier = builders.incident("2025-10-04", number=7, behaviours=("str-manual",))
    probe, bench = shown(earlier)
    bench.page.new()
    bench.form.edit(behaviours=("str-manual",))
    with qtbot.waitSignal(probe.page.goto) as heard:
        probe.form.hints.asked.emit("")
    assert heard.args == ["checklists", ""]
    probe.form.hints.wanted.emit(str(earlier.id))
    assert probe.title == "I-7"


def test_leaving_the_page_keeps_what_was_typed(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    probe.type_into(probe.form.card.where, "voordeur")
    probe.page.leave()
    assert bench.ledger.drafts


def test_every_field_has_a_name_for_a_screen_reader(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    card = probe.form.card
    row = card.sources.rows[0]
    named = (
        card.when.edit, card.where, card.children_present, card.facts, card.quote, card.interpretation,
        card.not_found, card.typical, card.translation, card.wish.words, card.wish.whose,
        card.informed.answer, card.informed.note,
        card.behaviours, card.severity, card.effects, card.breaches, card.kind, card.actor, card.target, card.began,
        row.source, row.knowledge, row.told, row.remove, card.seldom.duplicate,
        card.seldom.set_aside, card.seldom.sensitivity, *card.marks.buttons.values(),
    )  # fmt: skip
    assert [widget for widget in named if not widget.accessibleName()] == []


def test_a_translation_a_wish_and_who_knows_are_taken_over_as_they_are_typed(shown: Shown) -> None:
    probe, bench = shown()
    bench.page.new()
    card = probe.form.card
    assert (card.translation_field.isVisible(), card.wish.whose.isVisible()) == (False, False)
    card.quote.setPlainText("Ab gidan dobet.")
    card.translation.setPlainText("Kom naar huis.")
    card.wish.words.setPlainText("Zij wil rust.")
    assert (card.translation_field.isVisible(), card.wish.whose.isVisible()) == (True, True)
    for combo, key in ((card.wish.whose, "slachtoffer"), (card.informed.answer, "no")):
        combo.setCurrentIndex(combo.findData(key))
        combo.activated.emit(combo.currentIndex())
    probe.type_into(card.informed.note, "eerst het verblijf")
    fields = bench.form.state.fields
    assert (fields.quote_translation, fields.wish, fields.wish_of) == ("Kom naar huis.", "Zij wil rust.", "slachtoffer")
    assert (fields.informed, fields.informed_note) == ("no", "eerst het verblijf")


def test_the_form_ends_where_the_column_beside_it_ends(shown: Shown, qtbot: QtBot) -> None:
    known = builders.incident(number=1, behaviours=("phy-hit-kick",))
    probe, bench = shown(known)
    bench.page.open(str(known.id))
    form = probe.form
    inner, law = form.scrolled.widget(), form.hints.law
    qtbot.waitUntil(law.isVisible)

    def foot() -> int:
        assert inner is not None
        bottoms = [card.mapTo(inner, card.rect().bottomLeft()).y() for card in (law, form.card)]
        return int(inner.height() - max(*bottoms, form.scrolled.viewport().height()))

    qtbot.waitUntil(lambda: foot() <= law.fontMetrics().height() * 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_fits_a_small_window(shown: Shown, language: Language) -> None:
    probe, bench = shown(builders.incident(number=1), language=language)
    bench.page.new()
    assert probe.page.minimumSizeHint().width() <= 760
    assert probe.page.minimumSizeHint().height() <= 560


def test_the_page_is_freed_when_it_closes(assert_freed: Callable[[Callable[[], QWidget]], None], theme: Theme) -> None:
    bench = Bench(builders.incident())

    def make() -> QWidget:
        page = IncidentsPage(bench.page, bench.say, theme)
        bench.page.new()
        bench.form.edit(behaviours=("str-manual",))
        return page

    assert_freed(make)


def test_the_buttons_of_a_withdrawal_stay_within_reach_however_many_answers_lose_support(shown: Shown) -> None:
    incident = builders.incident(number=7)
    items = load_checklists()["lth"].items
    answers = [builders.answer(item.id, incidents=(incident.id,)) for item in items]
    use = builders.assessment(answers, checklist="lth", version=load_checklists()["lth"].version)
    probe, bench = shown(incident, assessments=(use,))
    probe.page.resize(1024, 560)
    bench.page.open(str(incident.id))
    probe.form.withdraw.click()
    (dialog,) = probe.form.findChildren(ReasonDialog)
    QApplication.processEvents()
    assert "verliezen steun" in bench.form.losing
    assert dialog.height() < probe.page.window().height()
    dialog.reject()


def test_a_withdrawn_incident_is_found_read_and_brought_back(shown: Shown) -> None:
    incident = builders.incident(number=7)
    probe, bench = shown(incident)
    bench.page.open(str(incident.id))
    bench.form.withdraw("verkeerde zaak")
    bench.page.close()
    assert probe.rows == []
    shelf = probe.page.list.standing
    shelf.setCurrentIndex(shelf.findData("withdrawn"))
    shelf.activated.emit(shelf.currentIndex())
    assert probe.rows[0].startswith("I-7 |")
    probe.click_row(0)
    card = probe.form.card
    assert (card.facts.isReadOnly(), card.severity.button("3").isEnabled()) == (True, False)
    assert (probe.form.save.isEnabled(), probe.form.restore.isVisible()) == (False, True)
    bench.form.restore("toch hier")
    assert (card.facts.isReadOnly(), card.severity.button("3").isEnabled()) == (False, True)
    assert probe.form.save.isEnabled()


def test_the_fields_are_held_until_the_draft_was_read(shown: Shown) -> None:
    probe, bench = shown()
    bench.desk.held = True
    bench.page.new()
    probe.type_into(probe.form.card.where, "te vroeg")
    assert (probe.form.card.where.text(), probe.title) == ("", "Nieuw incident concept wordt opgehaald")
    bench.desk.let_go()
    probe.type_into(probe.form.card.where, "voordeur")
    assert probe.form.card.where.text() == "voordeur"


def test_a_new_account_is_begun_at_the_first_and_each_leads_to_the_other(shown: Shown) -> None:
    first = builders.incident("2026-03-14", number=31, where="keuken")
    probe, bench = shown(first)
    probe.page.show_record(str(first.id))
    assert probe.form.again.text() == "Nieuwe verklaring over hetzelfde"
    assert not probe.form.card.accounts.isVisible()
    probe.form.again.click()
    assert probe.title == "Nieuwe verklaring over I-31"
    assert (probe.form.card.where.text(), probe.form.card.facts.toPlainText()) == ("keuken", "")
    hidden = (probe.form.again, probe.form.save_next, probe.page.next)
    assert not any(button.isVisible() for button in hidden)
    probe.type_into(probe.form.card.facts, "Hij kneep haar keel dicht.")
    probe.press(Qt.Key.Key_Return, CTRL)
    assert probe.told == "Schrijf op waarom er een nieuwe verklaring is"
    assert QApplication.focusWidget() is probe.form.card.accounts.why
    probe.type_into(probe.form.card.accounts.why, "Zij was nu alleen.")
    probe.press(Qt.Key.Key_Return, CTRL)
    new = bench.saved
    assert (new.duplicate_of, new.changed_because) == (first.id, "Zij was nu alleen.")
    probe.page.show_record(str(first.id))
    links = probe.form.card.accounts.findChildren(RecordLink)
    assert [link.text() for link in links if link.isVisible()] == [f"I-{new.number}"]
    next(link for link in links if link.isVisible()).click()
    assert probe.form.card.accounts.why.text() == "Zij was nu alleen."
