"""What is to be seen in the pictures: every page, and the states in which a page has most to show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit

from app.domain.incident import Actor
from app.domain.source import Knowledge
from app.ui.case_dialog import CaseDialog
from app.ui.history_dialog import HistoryDialog
from app.ui.pages.checklists import ChecklistsPage
from app.ui.pages.dossier import DossierPage
from app.ui.pages.event_form import EventFormView
from app.ui.pages.events import EventsPage
from app.ui.pages.guide import GuidePage
from app.ui.pages.incidents import IncidentsPage
from app.ui.pages.knowledge import KnowledgePage
from app.ui.pages.page import Page
from app.ui.pages.pattern import PatternPage
from app.ui.pages.record_lists import RecordListsPage
from app.ui.pages.weighings import WeighingsPage
from app.ui.search_dialog import SearchDialog
from app.ui.widgets.link import RecordLink
from app.viewmodels.choice import Choice
from app.viewmodels.incident_fields import SourceRow
from tools.shot_stage import Stage, bring_up, field, scroll_down
from tools.shot_vault import COERCION, GRAVE, PASSPHRASE, USER


@dataclass(frozen=True)
class Scene:
    """One picture; ``main`` ones are also taken small and large, ``plain`` ones are enough for a quick look."""

    name: str
    play: Callable[[Stage], object]
    main: bool = False
    plain: bool = False


def first_time(stage: Stage) -> None:
    """Show the door when nothing was chosen yet."""
    stage.program.open(None)


def make_vault(stage: Stage) -> None:
    """Fill in a new vault."""
    door = stage.door
    door.choose_side.to_create.click()
    door.place_side.folder.setText("/home/deboer/Documenten")
    door.place_side.name.setText("Team Noord")


def make_user(stage: Stage) -> None:
    """Fill in who works there and a passphrase."""
    side = stage.door.who_side
    stage.door.place_side.go_on.click()
    side.user.setText(USER)
    for secret in (side.secret.first, side.secret.again):
        secret.line.setText(PASSPHRASE)
    side.secret.weigh_now()
    stage.until(lambda: not side.secret.meter.isHidden())


def type_words(stage: Stage) -> None:
    """Type some of the recovery words."""
    stage.program.open(stage.folder)
    side = stage.door.open_side
    side.to_words.clicked_key.emit("")
    fields = stage.door.words_side.words
    fields.lines[0].setText("fiets")
    fields.lines[1].setText("kast")


def refused(stage: Stage) -> None:
    """Show a passphrase that does not open the vault."""
    stage.program.open(stage.folder)
    stage.door.open_side.passphrase.setText("een andere zin")
    stage.door.open_side.unlock_button.click()
    stage.until(
        lambda: not stage.door.error.isHidden() or bool(stage.door.open_side.passphrase.accessibleDescription())
    )


def go_in(stage: Stage) -> None:
    """Open the vault and list its cases."""
    stage.program.open(stage.folder)
    stage.door.open_side.passphrase.setText(PASSPHRASE)
    stage.door.open_side.unlock_button.click()
    stage.until(lambda: stage.room.cases.state.rows)


def new_case(stage: Stage) -> None:
    """Half fill in the form of a new case."""
    stage.room.new_case()
    dialog = stage.until(lambda: stage.room.findChild(CaseDialog))
    for edit, words in ((dialog.name, "A. Yılmaz"), (dialog.coverage, _coverage(stage))):
        edit.setText(words)
        edit.textEdited.emit(words)
    dialog.add_child.click()


def case_and_people(stage: Stage) -> None:
    """Show the people of the grave case."""
    stage.case(GRAVE)
    stage.room.edit_case()
    stage.until(lambda: stage.room.findChild(CaseDialog))


def coercion_pattern(stage: Stage) -> None:
    """Show the pattern of the first training case."""
    stage.case(COERCION)
    stage.page("pattern", PatternPage)


def incidents(stage: Stage) -> None:
    """List the incidents."""
    stage.page("incidents", IncidentsPage)


def coercion_incidents(stage: Stage) -> None:
    """List the incidents of the first training case, and open the one with many words."""
    _open_incident(stage, "I-22")


def pattern(stage: Stage) -> None:
    """Show the pattern of the grave case."""
    stage.case(GRAVE)
    stage.page("pattern", PatternPage)


def pattern_below(stage: Stage) -> None:
    """Show the foot of the pattern."""
    scroll_down(stage.page("pattern", PatternPage))


def pattern_loose(stage: Stage) -> None:
    """Show single incidents instead of the timeline, and how a finding was counted."""
    page = stage.page("pattern", PatternPage)
    scroll_down(page, to_top=True)
    page.switch.button("loose").click()
    page.findings[0].more.click()


def who_knew(stage: Stage) -> None:
    """Bring into view who knew what and when."""
    page = stage.page("pattern", PatternPage)
    page.switch.button("pattern").click()
    stage.rest()
    bring_up(page.knowledge)


def sources_per_behaviour(stage: Stage) -> None:
    """Bring into view on which sources each behaviour rests."""
    page = stage.page("pattern", PatternPage)
    page.switch.button("pattern").click()
    stage.rest()
    bring_up(page.sources_card)


def known_incident(stage: Stage) -> None:
    """Open an incident with a strangulation."""
    _open_incident(stage, "I-13")


def known_incident_below(stage: Stage) -> None:
    """Show the foot of its form."""
    scroll_down(stage.page("incidents", IncidentsPage))


def new_account(stage: Stage) -> None:
    """Begin a new account of the event that it tells."""
    _open_incident(stage, "I-13")
    page = stage.page("incidents", IncidentsPage)
    form = stage.until(lambda: page.model.form)
    stage.until(lambda: form.state.told_again)
    page.model.tell_again()
    stage.until(lambda: page.model.form is not form)


def new_incident(stage: Stage) -> None:
    """Half type a new incident, as somebody does during a conversation."""
    page = stage.page("incidents", IncidentsPage)
    page.show_record("new")
    stage.rest()
    form = stage.until(lambda: page.model.form)
    choices = form.state.choices
    dutch = stage.say.language == "nl"
    form.edit(
        when="half maart 2026, avond" if dutch else "mid March 2026, evening",
        where="woning cliënt, voordeur" if dutch else "client's home, front door",
        facts=_FACTS[stage.say.language],
        quote="“Jij komt hier nooit levend vanaf.”" if dutch else "“You will never get out of this alive.”",
        interpretation="Past in de opbouw sinds de zitting." if dutch else "Fits the build-up since the hearing.",
        wish="Zij wil niet dat hij van de aangifte hoort." if dutch else "She does not want him to hear of the report.",
        wish_of=Actor.VICTIM.value,
        behaviours=("str-manual", "thr-kill-victim", "stk-contact"),
        effects=("eff-injury", "eff-fear"),
        children=tuple(choice.key for choice in choices.children[:1]),
        sources=(
            SourceRow(
                source=_key(choices.sources, "Nadia"), knowledge=Knowledge.OWN_STATEMENT.value, told="23 maart 2026"
            ),
            SourceRow(name="buurvrouw" if dutch else "neighbour", knowledge=Knowledge.HEARD.value),
        ),
    )
    form.choose_breaches((_key(choices.measures, "contactverbod"),))
    form.keep_draft()


def events(stage: Stage) -> None:
    """List events and measures."""
    stage.page("events", EventsPage)


def new_event(stage: Stage) -> None:
    """Half type a planned event."""
    page = stage.page("events", EventsPage)
    page.new_event.click()
    stage.rest()
    dutch = stage.say.language == "nl"
    view = stage.until(lambda: page.findChild(EventFormView))
    view.form.edit(
        type="ctx-court-date",
        when="tussen 15 en 18 maart 2027" if dutch else "between 15 and 18 March 2027",
        planned=True,
        note="zitting omgang" if dutch else "hearing about contact",
    )


def measure(stage: Stage) -> None:
    """Open the measure that was breached."""
    page = stage.page("events", EventsPage)
    order = next(link for link in page.findChildren(RecordLink) if link.text() == "M-1")
    order.click()
    stage.rest()


def checklists(stage: Stage) -> None:
    """List the checklists."""
    stage.page("checklists", ChecklistsPage).close_list()


def checklist(stage: Stage) -> None:
    """Open the list that is half answered."""
    stage.page("checklists", ChecklistsPage).show_record("nfs")


def checklist_below(stage: Stage) -> None:
    """Bring the questions about complaints into view."""
    stage.page("checklists", ChecklistsPage).show_record("nfs/nfs.sym.loc")


def lists_of_others(stage: Stage) -> None:
    """Follow the case along the signals of the decree."""
    page = stage.page("checklists", ChecklistsPage)
    page.close_list()
    stage.rest()
    page.follow_walk("signals")


def dossier(stage: Stage) -> None:
    """Show what a dossier asks first."""
    stage.page("dossier", DossierPage)


def dossier_pages(stage: Stage) -> None:
    """Fill in for whom it is, and wait for the real pages."""
    page = stage.page("dossier", DossierPage)
    say = stage.say
    dutch = say.language == "nl"
    for name, words in (
        (say("Recipient"), "Openbaar Ministerie" if dutch else "Public Prosecution Service"),
        (say("Purpose"), "beslissing over vervolging" if dutch else "deciding on prosecution"),
        (say("Legal ground"), "Wmo 2015, art. 5.1.6"),
        (
            say("Why this is needed, and why less will not do"),
            "zonder het patroon is niet te beslissen" if dutch else "no decision without the pattern",
        ),
    ):
        field(page, QLineEdit, name).setText(words)
    page.form.informed.button("yes").click()
    stage.until(lambda: page.paper.isVisible() and bool(page.place_words.text()) and not page.busy.isVisible())


def dossier_later(stage: Stage) -> None:
    """Turn to a later page."""
    page = stage.page("dossier", DossierPage)
    for _ in range(2):
        page.forth.click()
        stage.rest()


def circumstances(stage: Stage) -> None:
    """Show fear and protection, with an empty form."""
    stage.page("circumstances", RecordListsPage).add_buttons["protection"].click()


def sources(stage: Stage) -> None:
    """List the sources."""
    stage.page("sources", RecordListsPage)


def weighing(stage: Stage) -> None:
    """Begin a weighing."""
    stage.page("weighings", WeighingsPage).new.click()


def case_history(stage: Stage) -> None:
    """Show the versions of the case."""
    stage.room.show_history(str(stage.room.case))
    dialog = stage.until(lambda: stage.room.findChild(HistoryDialog))
    stage.until(lambda: dialog.model.state.versions)


def search(stage: Stage) -> None:
    """Look for words in all cases."""
    stage.room.look_for_words()
    dialog = stage.until(lambda: stage.room.findChild(SearchDialog))
    dialog.field.setText("deur")
    stage.until(lambda: dialog.model.state.groups)


def knowledge(stage: Stage) -> None:
    """Look up the words of the field."""
    stage.page("knowledge", KnowledgePage)


def knowledge_rules(stage: Stage) -> None:
    """Look up how the findings are counted."""
    stage.page("knowledge", KnowledgePage).show_record("rules")


def settings(stage: Stage) -> None:
    """Show the settings."""
    stage.page("settings", Page)


def keys(stage: Stage) -> None:
    """Show the sheet with the keys."""
    stage.program.window.show_keys()


def guide(stage: Stage) -> None:
    """Open the guide at the chapter about the incidents."""
    stage.page("incidents", IncidentsPage)
    stage.page("guide", GuidePage)


def guide_found(stage: Stage) -> None:
    """Find words in the guide."""
    page = stage.page("guide", GuidePage)
    page.show_record("limits")
    page.sought.setText(stage.say("not asked"))


SCENES = (
    Scene("01-first-time", first_time),
    Scene("02-make-vault", make_vault, main=True),
    Scene("02b-make-user", make_user, main=True),
    Scene("02c-type-words", type_words, main=True),
    Scene("03-unlock-refused", refused, plain=True),
    Scene("04-cases", go_in, main=True, plain=True),
    Scene("05-new-case", new_case),
    Scene("06-case-and-people", case_and_people, main=True),
    Scene("07-search", search, main=True),
    Scene("10-coercion-pattern", coercion_pattern),
    Scene("11-coercion-incidents", incidents),
    Scene("12-coercion-incident", coercion_incidents),
    Scene("20-pattern", pattern, main=True, plain=True),
    Scene("21-pattern-below", pattern_below),
    Scene("22-pattern-loose", pattern_loose),
    Scene("23-who-knew", who_knew, main=True),
    Scene("24-sources-per-behaviour", sources_per_behaviour),
    Scene("30-incidents", incidents, main=True, plain=True),
    Scene("31-incident", known_incident, main=True),
    Scene("32-incident-below", known_incident_below),
    Scene("33-incident-new", new_incident, main=True),
    Scene("34-incident-new-account", new_account, main=True),
    Scene("40-checklists", checklists, plain=True),
    Scene("41-checklist", checklist, main=True, plain=True),
    Scene("42-checklist-below", checklist_below),
    Scene("43-lists-of-others", lists_of_others, main=True),
    Scene("50-events", events, main=True, plain=True),
    Scene("51-event-new", new_event),
    Scene("52-measure", measure),
    Scene("53-circumstances", circumstances, main=True),
    Scene("54-sources", sources),
    Scene("55-weighing", weighing, main=True),
    Scene("56-history", case_history, main=True),
    Scene("60-dossier", dossier, plain=True),
    Scene("61-dossier-pages", dossier_pages, main=True),
    Scene("62-dossier-later", dossier_later),
    Scene("65-knowledge", knowledge, main=True, plain=True),
    Scene("66-knowledge-rules", knowledge_rules),
    Scene("70-settings", settings, main=True, plain=True),
    Scene("71-keys", keys),
    Scene("72-guide", guide, main=True, plain=True),
    Scene("73-guide-found", guide_found),
)

_FACTS = {
    "nl": (
        "Nadia vertelt dat Bram om ongeveer half acht voor de deur stond, op het raam sloeg en door de brievenbus "
        "riep. Toen zij opendeed duwde hij haar naar binnen en hield hij haar met één hand bij de keel tegen de muur. "
        "Zij kon “een paar tellen” niet ademen. Daarna was zij hees."
    ),
    "en": (
        "Nadia says that Bram stood at the door at about half past seven, hit the window and shouted through the "
        "letter box. When she opened he pushed her inside and held her by the throat against the wall with one hand. "
        "She could not breathe “for a few counts”. Afterwards she was hoarse."
    ),
}


def _coverage(stage: Stage) -> str:
    """Return the start of the history in words."""
    return "januari 2024" if stage.say.language == "nl" else "January 2024"


def _key(choices: Sequence[Choice], words: str) -> str:
    """Return the key of the choice that holds words."""
    return next(choice.key for choice in choices if words in choice.label)


def _open_incident(stage: Stage, number: str) -> None:
    """Open an incident by its number."""
    page = stage.page("incidents", IncidentsPage)
    row = stage.until(lambda: next((row for row in page.model.state.rows if row.number == number), None))
    page.show_record(str(row.id))
    stage.until(lambda: page.model.form)
