"""The questions of a dossier: which kind of copy, for whom, what for, on which ground, and what is left out of it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.domain.day_limits import EARLIEST_DAY, LATEST_DAY
from app.i18n import Translator
from app.ui.binding import clear_layout, show_options, show_text
from app.ui.pages.dossier_file import DossierFile
from app.ui.source_links import SourceLinks
from app.ui.widgets.card import Card
from app.ui.widgets.checks import Checks
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.fold_card import FoldCard
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.steady import Combo, DayEdit
from app.ui.widgets.text import Text
from app.ui.widgets.tick_list import TickList
from app.viewmodels.dossier import Dossier
from app.viewmodels.dossier_words import say_left_out

TEXTS: Final = (
    "recipient",
    "purpose",
    "ground",
    "reason",
    "not_informed",
    "method",
    "review_on",
    "first",
    "last",
)
_SHARING: Final = ("ground", "reason", "method", "review_on")


class DossierForm(ScrollColumn):
    """Shows the questions and answers of ``Dossier``; ``typed`` tells that keys were pressed.

    ``wants_rights`` asks for the form of somebody's own words (true) or of a request.
    """

    typed = Signal()
    wants_rights = Signal(bool)

    def __init__(self, model: Dossier[Any], say: Translator) -> None:
        super().__init__()
        self._model, self._say = model, say
        self.edits = {name: QLineEdit() for name in TEXTS}
        self.fields: dict[str, Field] = {}
        self._make_fields()
        for name, edit in self.edits.items():
            edit.textChanged.connect(self._editor(name))
        self.column.addWidget(self._make_kind())
        self.column.addWidget(self._make_questions())
        self.column.addWidget(self._make_choice())
        self.file = DossierFile(model, say)
        self.column.addWidget(self.file)
        self.rights = self._make_rights()
        self.column.addWidget(self.rights)
        self._leak_card = Card(say("Hidden words"))
        self._look_at_card = Card(say("Look at these rows before this copy leaves"))
        self._left_out_card = Card(say("What is not in this copy"))
        self._copies_card = FoldCard(say("Copies that were given"), say("Show"), say("Close"))
        for card in (self._leak_card, self._look_at_card, self._left_out_card, self._copies_card):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the fields and what is asked."""
        state = self._model.state
        words = state.profile_words
        for name in TEXTS:
            show_text(self.edits[name], getattr(state, name))
            self.edits[name].setReadOnly(not state.loaded)
            hint = state.read.hints.get(name)
            told = state.asked.get(name, "") or (hint.words if hint else "")
            self.fields[name].set_hint(told, wrong=name in state.asked or (hint is not None and hint.wrong))
        for name in _SHARING:
            self.fields[name].setVisible(words.needs)
        self.informed_field.setVisible(words.needs)
        self.fields["not_informed"].setVisible(words.needs and state.informed is not True)
        show_options(self.kind, [(choice.key, choice.label) for choice in state.profiles], state.profile)
        self.person_field.setVisible(state.about_one)
        show_options(self.person, [(choice.key, choice.label) for choice in state.persons], state.person)
        self.person_field.set_hint(state.asked.get("person", ""), wrong="person" in state.asked)
        self._about_kind.setText(words.description)
        self._shows.setText(f"{words.shows} {words.leaves_out}")
        self._warnings.setText("\n\n".join(words.warnings))
        self._warnings.setVisible(bool(words.warnings))
        show_options(self._recipients, [(one, one) for one in words.recipients], state.recipient)
        show_options(self._grounds, [(one.words, one.words) for one in words.grounds], state.ground)
        ground = next((one for one in words.grounds if one.words == state.ground), None)
        self._check.setText(ground.check if ground else "")
        self._check.setVisible(bool(ground and ground.check))
        self.ground_sources.show_keys(ground.keys if ground else ())
        self.informed.choose({True: "yes", False: "no", None: ""}[state.informed])
        parts = [(part.key, part.label) for part in state.parts if not part.fixed]
        self.sections.show_choices(parts, [part.key for part in state.parts if part.shown])
        self.without.show_lines(state.rows, state.read.left_out)
        gone = state.read.hints.get("without")
        told = gone.words if gone else say_left_out(state.read.left_out, self._say)
        self.without_field.set_hint(told, wrong=gone is not None)
        self.windows.choose(str(state.window))
        with QSignalBlocker(self.at):
            self.at.setDate(_day(state.at))
        self.file.refresh()
        self._show_results()

    def first_asked(self) -> QWidget:
        """Return the first field in which something is missing."""
        asked = self._model.state.asked
        if "person" in asked:
            return self.person
        wrong = self.file.archive.button(self._model.state.archive) if "archive" in asked else self.edits["recipient"]
        return next((self.edits[name] for name in TEXTS if name in asked), wrong)

    def _show_results(self) -> None:
        """Say what was found in the pages, what to look at and what is left out."""
        state, say = self._model.state, self._say
        self._leak_card.setVisible(bool(state.leaks or state.checked))
        _fill(self._leak_card, state.leaks or (state.checked,), "alert" if state.leaks else "muted")
        self._look_at_card.setVisible(bool(state.look_at))
        _fill(self._look_at_card, state.look_at, "")
        self._left_out_card.setVisible(state.picture is not None)
        out = tuple(f"{count} × {words}" for count, words in state.left_out)
        nothing = say("Nothing was left out of this copy because of its sensitivity.")
        _fill(self._left_out_card, out or (nothing,), "" if out else "muted")
        clear_layout(self._copies_card.inside)
        none = say("No copy of this case was given yet.")
        for line in state.copies or (none,):
            self._copies_card.inside.addWidget(Text(line, "" if state.copies else "muted"))

    def _make_fields(self) -> None:
        """Build the fields that are typed."""
        say = self._say
        labels = {
            "recipient": (say("Recipient"), say("For example: Public Prosecution Service")),
            "purpose": (say("Purpose"), say("For example: deciding on prosecution")),
            "ground": (say("Legal ground"), say("For example: Wmo 2015, art. 5.1.6")),
            "reason": (say("Why this is needed, and why less will not do"), say("Necessity and proportionality")),
            "not_informed": (say("If not told: why"), say("For example: telling now would be dangerous")),
            "method": (say("How it is handed over"), say("For example: by hand, encrypted mail")),
            "review_on": (say("Sharing is looked at again on"), say("For example: 24 March 2026")),
            "first": (say("Rows from"), say("For example: 24 March 2026")),
            "last": (say("Rows up to and including"), say("For example: 24 March 2026")),
        }
        for name, (label, hint) in labels.items():
            self.edits[name].setPlaceholderText(hint)
            self.edits[name].setToolTip(hint)
            self.fields[name] = Field(label, self.edits[name])

    def _make_kind(self) -> Card:
        """Build the choice of a kind of copy, which comes first."""
        say = self._say
        card = Card(say("Kind of copy"))
        self.kind = Combo()
        self.kind.setAccessibleName(say("Kind of copy"))
        self.kind.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(12)
        self.kind.activated.connect(self._kind)
        self._about_kind = Text("")
        self._shows = Text("", "muted")
        self._warnings = Text("", "strong")
        self.person = Combo()
        self.person.setAccessibleName(say("About whom this copy is"))
        self.person.setPlaceholderText(say("Choose …"))
        self.person.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.setMinimumContentsLength(12)
        self.person.activated.connect(self._person)
        self.person_field = Field(say("About whom this copy is"), self.person)
        for widget in (self.kind, self.person_field, self._about_kind, self._shows, self._warnings):
            card.body.addWidget(widget)
        card.body.addWidget(Text(say("Hiding places and the safety plan (R0) are in no kind of copy."), "muted"))
        return card

    def _make_questions(self) -> Card:
        """Build the questions about sharing."""
        say = self._say
        card = Card(say("For whom and what for"))
        self._recipients = self._make_offer("recipient", say("Often given to …"))
        self._recipients.activated.connect(self._take_recipient)
        self._grounds = self._make_offer("ground", say("Often shared on …"))
        self._grounds.activated.connect(self._take_ground)
        self._check = Text("", "hint")
        self.ground_sources = SourceLinks((), say, say("Sources:"))
        told = [("yes", say("yes")), ("no", say("no"))]
        self.informed = Segmented(told, say("Person concerned was told"))
        self.informed.chosen.connect(self._informed)
        self.informed_field = Field(say("Person concerned was told"), self.informed)
        card.body.addWidget(self.fields["recipient"])
        card.body.addWidget(self.fields["purpose"])
        self.fields["ground"].below.addWidget(self._check)
        self.fields["ground"].below.addWidget(self.ground_sources)
        for widget in (self.fields["ground"], self.fields["reason"], self.informed_field, self.fields["not_informed"]):
            card.body.addWidget(widget)
        card.body.addWidget(self.fields["method"])
        card.body.addWidget(self.fields["review_on"])
        self.at = DayEdit()
        self.at.setLocale(QLocale("nl_NL" if say.language == "nl" else "en_GB"))
        self.at.setDisplayFormat("d MMM yyyy")
        self.at.setCalendarPopup(True)
        self.at.setDateRange(_day(EARLIEST_DAY), _day(LATEST_DAY))
        self.at.dateChanged.connect(self._at)
        windows = [(choice.key, choice.label) for choice in self._model.state.windows]
        self.windows = Segmented(windows, say("Compared period (days)"))
        self.windows.chosen.connect(self._window)
        card.body.addWidget(Field(say("Reference date"), self.at))
        card.body.addWidget(Field(say("Compared period (days)"), self.windows))
        return card

    def _make_choice(self) -> FoldCard:
        """Build what can be left out within what the kind of copy allows."""
        say = self._say
        card = FoldCard(say("Leave out more"), say("Show"), say("Close"))
        self.sections = Checks(say("only what no copy goes without"), say("no sections"))
        self.sections.ticked.connect(self._sections)
        fixed = say("Cover, account and manifest are in every copy. What is left out is counted on the cover.")
        card.inside.addWidget(Field(say("Sections"), self.sections, fixed))
        for name in ("first", "last"):
            card.inside.addWidget(self.fields[name])
        self.without = TickList(say("Search by number or words"), say("Incidents left out"))
        self.without.ticked.connect(self._model.leave_out)
        self.without.search.textChanged.connect(partial(_unfold, card.toggle))
        self.without_field = Field(say("Incidents left out"), self.without)
        card.inside.addWidget(self.without_field)
        return card

    def _make_rights(self) -> Card:
        """Build the way to what the people of the case may ask, and to their own words."""
        say = self._say
        card = Card(say("Rights of the people concerned"))
        about = say("A request and its decision stand in the log. Own words stay word for word, with their source.")
        card.body.addWidget(Text(about, "muted"))
        row = FlowLayout(gap=6)
        self.request, self.statement = QPushButton(say("Record a request …")), QPushButton(say("Record own words …"))
        self.request.clicked.connect(self._ask_request)
        self.statement.clicked.connect(self._ask_statement)
        row.addWidget(self.request)
        row.addWidget(self.statement)
        card.body.addLayout(row)
        return card

    def _ask_request(self) -> None:
        self.wants_rights.emit(False)

    def _ask_statement(self) -> None:
        self.wants_rights.emit(True)

    def _make_offer(self, name: str, label: str) -> Combo:
        """Build a list from which the words of a field can be taken over."""
        offer = Combo()
        offer.setAccessibleName(label)
        offer.setPlaceholderText(label)
        offer.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        offer.setMinimumContentsLength(12)
        self.fields[name].below.addWidget(offer)
        return offer

    def _take_recipient(self, row: int) -> None:
        """Take over who often receives such a copy."""
        self._model.edit(recipient=self._recipients.itemText(row))

    def _take_ground(self, row: int) -> None:
        """Take over a ground on which such a copy is often shared."""
        self._model.edit(ground=self._grounds.itemText(row))

    def _editor(self, name: str) -> Callable[[str], None]:
        """Return what takes over the words of one field."""
        model, typed = self._model, self.typed

        def edited(words: str) -> None:
            typed.emit()
            model.edit(**cast("Any", {name: words}))

        return edited

    def _kind(self, row: int) -> None:
        """Make another kind of copy."""
        self._model.choose_profile(self.kind.itemData(row))

    def _person(self, row: int) -> None:
        """Make the copy about somebody else."""
        self._model.edit(person=self.person.itemData(row))

    def _informed(self, key: str) -> None:
        """Take over whether the person concerned was told."""
        self._model.edit(informed=key == "yes")

    def _sections(self) -> None:
        """Leave out what is not ticked."""
        self._model.show_sections(self.sections.keys)

    def _at(self, day: QDate) -> None:
        """Look at the case on another day."""
        self._model.edit(at=cast("Any", day.toPython()))

    def _window(self, days: str) -> None:
        """Look through another window."""
        self._model.edit(window=int(days))


def _unfold(toggle: QPushButton, words: str) -> None:
    """Open a card in which words came back after a lock."""
    if words:
        toggle.setChecked(True)


def _fill(card: Card, lines: Sequence[str], kind: str) -> None:
    """Show lines in a card."""
    clear_layout(card.body)
    for line in lines:
        card.body.addWidget(Text(line, kind))


def _day(day: date) -> QDate:
    """Return a day as Qt holds it."""
    return QDate(day.year, day.month, day.day)
