"""The card with the fields of an incident, in the order in which a conversation goes."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.i18n import Translator
from app.ui.behaviour_picker import BehaviourPicker
from app.ui.binding import show_options, show_text
from app.ui.pages.incident_accounts import AccountLinks
from app.ui.pages.incident_breaches import BreachRows
from app.ui.pages.incident_exhibits import ExhibitLinks
from app.ui.pages.incident_seldom import SeldomFields
from app.ui.pages.incident_voice import InformedRow, WishField
from app.ui.pages.incident_when import WhenField
from app.ui.widgets.card import Card
from app.ui.widgets.checks import Checks
from app.ui.widgets.field import Field
from app.ui.widgets.field_marks import FieldMarks
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.held import hold
from app.ui.widgets.kind import set_kind
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.source_rows import SourceRows
from app.ui.widgets.steady import Combo
from app.viewmodels.choice import Choice
from app.viewmodels.incident_form import IncidentForm
from app.viewmodels.incident_state import IncidentFormState

_GAP = 12


def _row(*widgets: QWidget) -> QGridLayout:
    """Return widgets side by side in columns of one width."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(_GAP)
    for column, widget in enumerate(widgets):
        grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(column, 80)
    return grid


class IncidentCard(Card):
    """Every field of the form; it forwards what is typed to the view-model and shows its state."""

    def __init__(self, form: IncidentForm, say: Translator) -> None:
        super().__init__()
        self._form, self._say, self._held = form, say, False
        self.body.setSpacing(12)
        self.marks = FieldMarks(self, say)
        self._make_account()
        self._make_weight()
        self._make_sources()
        self._make_more()
        self._order = ReadingOrder(
            self.interpretation,
            self.translation,
            self.wish.words,
            self.not_found,
            self.wish.whose,
            self.typical,
            self.behaviours,
            self.severity,
            self.effects,
            self.breaches,
            self.reason_field,
            self.breach_rows,
            self.kind,
            self.actor,
            self.target,
            self.began,
            self.sources,
            self.exhibits,
            self.informed,
            self.more,
        )
        self._connect()

    def _make_account(self) -> None:
        """When, where, who was there; facts, words, meaning, wish and what was not found, each in its own field."""
        say = self._say
        self.accounts = AccountLinks(say)
        self._marked("changed_because", self.accounts.why_field)
        self.body.addWidget(self.accounts)
        self.when = WhenField(say)
        self.where = QLineEdit()
        self.children_present = Checks(say("no child recorded"), say("no children in this case yet"))
        self.children_field = Field(say("Children"), self.children_present)
        where = self._marked("where", Field(say("Where"), self.where))
        self.marks.add("when", self.when.field)
        self.body.addLayout(_row(self.when, where, self.children_field))
        self.facts = GrowingText(3)
        self.facts_field = Field(
            say("What was observed"), self.facts, aside=say("(facts: who did what, who saw or heard it)")
        )
        self.body.addWidget(self._marked("facts", self.facts_field))
        self.quote = GrowingText(1, 8)
        self.interpretation = GrowingText(1, 8)
        self.quote_field = Field(say("Said word for word"), self.quote)
        self.interpretation_field = Field(
            say("Interpretation by the professional"), self.interpretation, aside=say("(apart from the facts)")
        )
        self.body.addLayout(
            _row(self._marked("quote", self.quote_field), self._marked("interpretation", self.interpretation_field))
        )
        self.translation = GrowingText(1, 8)
        self.translation_field = Field(
            say("Translation of what was said"),
            self.translation,
            aside=say("(the words themselves stay as they were said)"),
        )
        self.body.addWidget(self.translation_field)
        self.wish = WishField(say)
        self.not_found = GrowingText(1, 8)
        sought = Field(say("Looked for and not found"), self.not_found, aside=say("(this is told as well)"))
        self.typical = QCheckBox(say("Typical of the pattern"))
        anchor = Field(say("Anchor incident"), self.typical, say("The dossier tells this one whole, for the others."))
        self.body.addLayout(_row(self._marked("wish", self.wish), self._marked("not_found", sought)))
        self.body.addWidget(anchor)

    def _marked(self, name: str, field: Field) -> Field:
        """Return a field that can be marked on its own."""
        self.marks.add(name, field)
        return field

    def _make_weight(self) -> None:
        """Behaviour, severity, effect and breach; who did it and what kind of entry this is."""
        say, choices = self._say, self._form.state.choices
        self.behaviours = BehaviourPicker(self._form.search, say)
        self.body.addWidget(Field(say("Behaviour"), self.behaviours))
        levels = [(str(level), str(level)) for level in range(1, 6)]
        self.severity = Segmented([("-1", "–"), *levels], say("Severity"))
        self.severity.button("-1").setToolTip(say("no severity given"))
        for choice in choices.levels:
            self.severity.button(choice.key).setToolTip(choice.label)
        self.severity_field = Field(say("Severity"), self.severity)
        self.effects = Checks(say("none noted"), "")
        self.breaches = Checks(say("no measure"), say("no measures in this case yet"))
        self.body.addLayout(
            _row(
                self.severity_field,
                Field(say("Effect on the client"), self.effects),
                self._marked("breaches", Field(say("Against"), self.breaches)),
            )
        )
        self.severity_reason = QLineEdit()
        self.reason_field = Field(say("Why does the severity differ from the proposal?"), self.severity_reason)
        self.body.addWidget(self._marked("severity_reason", self.reason_field))
        self.breach_rows = BreachRows(say)
        self.body.addWidget(self.breach_rows)
        self._make_direction()

    def _make_direction(self) -> None:
        """What kind of entry this is, who did it against whom, and who began; the last is seldom asked."""
        say = self._say
        self.kind, self.actor, self.target, self.began = Combo(), Combo(), Combo(), Combo()
        for combo in (self.actor, self.target, self.began):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self.target_field = Field(say("Against whom"), self.target)
        self.began_field = Field(
            say("Who began / defence"), self.began, say("As it was told; the program draws no conclusion from it.")
        )
        grid = _row(Field(say("Kind of entry"), self.kind), Field(say("Who did it"), self.actor), self.target_field)
        grid.setVerticalSpacing(_GAP)
        grid.addWidget(self.began_field, 1, 1, 1, 2)
        self.body.addLayout(grid)

    def _make_sources(self) -> None:
        self.sources = SourceRows(self._say)
        self.sources.foot.addWidget(self.marks.beside("sources", self._say("Sources"), self.sources))
        self.body.addWidget(self.sources)
        self.exhibits = ExhibitLinks(self._say)
        self.body.addWidget(self.exhibits)
        self.informed = InformedRow(self._say)
        self._marked("informed_note", self.informed.note_field)
        self.body.addWidget(self.informed)

    def _make_more(self) -> None:
        """What is seldom needed, behind a button."""
        say = self._say
        self.more = QPushButton(say("More: same as another, set aside, sensitivity"))
        self.more.setCheckable(True)
        set_kind(self.more, "quiet")
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.body.addLayout(row)
        self.seldom = SeldomFields(say)
        self.seldom.hide()
        self.body.addWidget(self.seldom)
        self.reason = QLineEdit()
        self.correction_field = Field(
            say("Why is this corrected?"),
            self.reason,
            say(
                "Optional. The earlier version is kept. Did somebody tell it differently later? Choose “New account of "
                "the same event”: the first stays as it was told, and what you typed goes along."
            ),
        )
        self.body.addWidget(self.correction_field)

    def _connect(self) -> None:
        self.marks.chosen.connect(self._form.mark)
        self.accounts.edited.connect(self._why)
        self.when.said.connect(self._when)
        self.when.meant.connect(self._meant)
        self.when.unread.connect(self._unread)
        self.where.textEdited.connect(self._where)
        self.facts.textChanged.connect(self._texts)
        self.quote.textChanged.connect(self._texts)
        self.translation.textChanged.connect(self._texts)
        self.interpretation.textChanged.connect(self._texts)
        self.wish.edited.connect(self._wish)
        self.wish.chosen.connect(self._wish_of)
        self.informed.edited.connect(self._informed)
        self.not_found.textChanged.connect(self._texts)
        self.typical.clicked.connect(self._typical)
        self.children_present.ticked.connect(self._ticks)
        self.effects.ticked.connect(self._ticks)
        self.breaches.ticked.connect(self._breaches)
        self.breach_rows.edited.connect(self._breach)
        self.behaviours.added.connect(self._added)
        self.behaviours.removed.connect(self._removed)
        self.severity.chosen.connect(self._severity)
        self.severity_reason.textEdited.connect(self._texts)
        self.seldom.edited.connect(self._seldom)
        self.reason.textEdited.connect(self._texts)
        direction = (self.kind, self.actor, self.target, self.began)
        for combo in direction:
            combo.activated.connect(self._chosen)
        self.sources.edited.connect(self._source)
        self.sources.removed.connect(self._form.remove_source)
        self.sources.asked_for_more.connect(self._form.add_source)
        self.exhibits.linked.connect(self._linked)
        self.exhibits.removed.connect(self._unlinked)
        self.more.toggled.connect(self.seldom.setVisible)

    def show_state(self, state: IncidentFormState) -> None:
        """Show the whole state; what is being typed is not disturbed."""
        fields, choices, hints = state.fields, state.choices, state.read.hints
        self.set_title(state.title, f"· {state.note}" if state.note else "")
        self._show_accounts(state)
        self.when.show_state(state)
        show_text(self.where, fields.where)
        self.children_present.show_choices(_pairs(choices.children), fields.children)
        show_text(self.facts, fields.facts)
        facts = hints.get("facts")
        missing = "facts" in state.read.problems
        self.facts_field.set_hint(
            facts.words if facts and (not missing or state.told) else "", wrong=missing and bool(state.told)
        )
        show_text(self.quote, fields.quote)
        alone = "quote" in state.read.problems
        self.quote_field.set_hint(hints["quote"].words if alone else "", wrong=alone)
        show_text(self.translation, fields.quote_translation)
        self.translation_field.setVisible(bool(fields.quote.strip() or fields.quote_translation.strip()))
        show_text(self.interpretation, fields.interpretation)
        interpretation = hints.get("interpretation")
        self.interpretation_field.set_hint(interpretation.words if interpretation else "")
        self.wish.show_wish(fields.wish, fields.wish_of, choices.wishes)
        show_text(self.not_found, fields.not_found)
        self.typical.setChecked(fields.typical)
        self.behaviours.show_chips(state.chips)
        self.severity.choose(str(state.read.severity or -1))
        severity = hints.get("severity")
        self.severity_field.set_hint(severity.words if severity else "")
        self.reason_field.setVisible(state.read.asks_reason)
        show_text(self.severity_reason, fields.severity_reason)
        unexplained = "severity_reason" in state.read.problems and bool(state.told)
        self.reason_field.set_hint(hints["severity_reason"].words if unexplained else "", wrong=unexplained)
        self.effects.show_choices(_pairs(choices.effects), fields.effects)
        self.breaches.show_choices(_pairs(choices.measures), [row.measure for row in fields.breaches])
        self.breach_rows.show_rows(fields.breaches, choices.measures, state)
        show_options(self.actor, _pairs(choices.actors), fields.actor)
        show_options(self.kind, _pairs(choices.kinds), fields.kind)
        show_options(self.target, _pairs(state.direction.targets), fields.target)
        self.target_field.set_hint(state.direction.target_hint)
        self.target_field.setVisible(state.direction.asks_target)
        show_options(self.began, _pairs(state.direction.moves), fields.move)
        self.began_field.setVisible(state.direction.asks_move)
        self.sources.show_rows(fields.sources, state)
        self.exhibits.show_links(fields.exhibits, choices.exhibits)
        self.informed.show_answer(fields.informed, fields.informed_note, choices.informed)
        self.marks.show_marks(fields.marks, fields.sensitivity)
        self._order.follow()
        self._show_more(state)
        if state.held or self._held:
            self._held = state.held
            hold(self, state.held)
            self.more.setEnabled(True)

    def _show_accounts(self, state: IncidentFormState) -> None:
        """Show the other accounts of the event."""
        problem = state.read.problems.get("changed_because", "") if state.told else ""
        self.accounts.show_accounts(state.accounts, state.fields.changed_because, problem)

    def _show_more(self, state: IncidentFormState) -> None:
        """Show what is behind the button; it opens by itself when there is something in it."""
        fields = state.fields
        self.seldom.show_fields(fields, state.choices)
        if fields.duplicate_of or fields.set_aside or fields.sensitivity != "R3":
            self.more.setChecked(True)
        self.correction_field.setVisible(not state.is_new and state.dirty)
        show_text(self.reason, fields.reason)

    def _why(self, words: str) -> None:
        self._form.edit(changed_because=words)

    def _when(self, words: str) -> None:
        self._form.edit(when=words)

    def _meant(self, meaning: int) -> None:
        self._form.edit(meaning=meaning)

    def _unread(self) -> None:
        self._form.edit(when_unread=not self._form.state.fields.when_unread)

    def _where(self, words: str) -> None:
        self._form.edit(where=words)

    def _texts(self) -> None:
        self._form.edit(
            facts=self.facts.toPlainText(),
            quote=self.quote.toPlainText(),
            quote_translation=self.translation.toPlainText(),
            interpretation=self.interpretation.toPlainText(),
            not_found=self.not_found.toPlainText(),
            severity_reason=self.severity_reason.text(),
            reason=self.reason.text(),
        )

    def _wish(self, words: str) -> None:
        self._form.edit(wish=words)

    def _wish_of(self, whose: str) -> None:
        self._form.edit(wish_of=whose)

    def _informed(self, answer: str, note: str) -> None:
        self._form.edit(informed=answer, informed_note=note)

    def _typical(self, typical: bool) -> None:
        self._form.edit(typical=typical)

    def _ticks(self) -> None:
        self._form.edit(children=self.children_present.keys, effects=self.effects.keys)

    def _breaches(self) -> None:
        self._form.choose_breaches(self.breaches.keys)

    def _breach(self, index: int, changed: dict[str, str]) -> None:
        self._form.edit_breach(index, **changed)

    def _added(self, behaviour: str) -> None:
        self._form.edit(behaviours=(*self._form.state.fields.behaviours, behaviour))

    def _removed(self, behaviour: str) -> None:
        self._form.edit(behaviours=tuple(key for key in self._form.state.fields.behaviours if key != behaviour))

    def _severity(self, level: str) -> None:
        self._form.choose_severity(int(level))

    def _chosen(self) -> None:
        self._form.edit(
            actor=str(self.actor.currentData()),
            target=str(self.target.currentData()),
            move=str(self.began.currentData()),
            kind=str(self.kind.currentData()),
        )

    def _seldom(self, changed: dict[str, str]) -> None:
        self._form.edit(**changed)

    def _linked(self, exhibit: str) -> None:
        self._form.link_exhibit(UUID(exhibit))

    def _unlinked(self, exhibit: str) -> None:
        self._form.edit(exhibits=tuple(key for key in self._form.state.fields.exhibits if key != exhibit))

    def _source(self, index: int, changed: dict[str, str]) -> None:
        self._form.edit_source(index, **changed)


def _pairs(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.key, choice.label) for choice in choices]
