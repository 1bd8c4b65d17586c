"""Looking for words in the whole vault: what was found, by case, while somebody types."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from app.domain.revision import RecordKind
from app.domain.search import Found, Hit, terms_of
from app.domain.snapshot import number_in
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.desk import Desk

_PAGES = {
    RecordKind.CASE: "",
    RecordKind.PERSON: "",
    RecordKind.INCIDENT: "incidents",
    RecordKind.EVENT: "events",
    RecordKind.MEASURE: "events",
    RecordKind.FEAR: "circumstances",
    RecordKind.PROTECTION: "circumstances",
    RecordKind.OUTCOME: "circumstances",
    RecordKind.REVIEW: "weighings",
    RecordKind.RETRACTION: "circumstances",
    RecordKind.STEP: "weighings",
    RecordKind.SOURCE: "sources",
    RecordKind.EXHIBIT: "sources",
    RecordKind.ASSESSMENT: "checklists",
}


class FindWords(Protocol):
    """Looks for words, in one case or in all."""

    def __call__(self, text: str, /, *, case: UUID | None = ...) -> Found:
        """Return what was found."""


@dataclass(frozen=True)
class SearchServices:
    """What looking for words needs; ``reveal`` shows a hit that is hidden."""

    find: FindWords
    reveal: Callable[[str, Hit], Hit]


@dataclass(frozen=True)
class HitRow:
    """A hit in words: what it is, its text in (words, marked) pieces, and its day. ``key`` names it in the list."""

    key: str
    title: str
    pieces: tuple[tuple[str, bool], ...]
    day: str
    hidden: bool


@dataclass(frozen=True)
class Group:
    """The hits of one case."""

    title: str
    rows: tuple[HitRow, ...]


@dataclass(frozen=True)
class SearchState:
    """What is looked for and what was found; ``message`` says why there is nothing, ``note`` what is left out."""

    text: str = ""
    only_case: bool = False
    can_narrow: bool = False
    groups: tuple[Group, ...] = ()
    message: str = ""
    note: str = ""


@dataclass(frozen=True)
class Goal:
    """Where a hit leads: a case, a page of it ("" for its first) and a record ("" for none)."""

    case: UUID
    page: str
    record: str


class Search:
    """Looks for what is typed; an answer to something that was typed before is not shown."""

    def __init__(self, case: UUID | None, services: SearchServices, desk: Desk, say: Translator) -> None:
        """Look in the whole vault, or in the open ``case`` when that is asked for."""
        self.changed = Signal()
        self._case, self._services, self._desk, self._say = case, services, desk, say
        self._found = Found()
        self.state = SearchState(can_narrow=case is not None, message=self._nothing_typed())

    def look_for(self, text: str) -> None:
        """Look for other words."""
        self.state = replace(self.state, text=text)
        self._ask()

    def narrow(self, *, only_case: bool) -> None:
        """Look in the open case only, or in every case."""
        self.state = replace(self.state, only_case=only_case)
        self._ask()

    def reveal(self, key: str) -> None:
        """Show the words of a hit that is hidden, because somebody asked for them."""
        hit = self._hit(key)
        if hit is not None and hit.hidden:
            text = self.state.text
            self._desk.ask(lambda: self._services.reveal(text, hit), self._revealed)

    def goal(self, key: str) -> Goal | None:
        """Return where a hit leads."""
        hit = self._hit(key)
        if hit is None:
            return None
        page = _PAGES[hit.kind]
        return Goal(hit.case, page, str(hit.record) if page else "")

    def _ask(self) -> None:
        wanted = (self.state.text, self.state.only_case)
        if not terms_of(wanted[0]):
            self._show(Found())
            return
        case = self._case if wanted[1] else None

        def found(result: Found) -> None:
            if (self.state.text, self.state.only_case) == wanted:
                self._show(result)

        self._desk.ask(lambda: self._services.find(wanted[0], case=case), found)

    def _revealed(self, shown: Hit) -> None:
        hits = tuple(shown if one.record == shown.record else one for one in self._found.hits)
        if hits != self._found.hits:
            self._show(Found(hits, self._found.more))

    def _hit(self, key: str) -> Hit | None:
        return next((hit for hit in self._found.hits if str(hit.record) == key), None)

    def _show(self, found: Found) -> None:
        self._found = found
        say = self._say
        typed = bool(terms_of(self.state.text))
        message = "" if found.hits else say("Nothing holds all these words.") if typed else self._nothing_typed()
        note = say("More was found than is shown here. Type more words.") if found.more else ""
        self.state = replace(self.state, groups=self._groups(found), message=message, note=note)
        self.changed.emit()

    def _nothing_typed(self) -> str:
        return self._say(
            "Type what you look for: words, or a sentence between quotation marks. What was half typed in a form is "
            "not searched."
        )

    def _groups(self, found: Found) -> tuple[Group, ...]:
        """Put the hits under their cases, in the order of their best hit; closed cases come last."""
        cases: dict[tuple[bool, UUID], list[Hit]] = {}
        for hit in sorted(found.hits, key=lambda one: one.closed):
            cases.setdefault((hit.closed, hit.case), []).append(hit)
        return tuple(Group(self._heading(hits[0]), tuple(self._row(hit) for hit in hits)) for hits in cases.values())

    def _heading(self, hit: Hit) -> str:
        say = self._say
        known = [part for part in (hit.reference, hit.name) if part] or [say("Hidden (R0)")]
        return " · ".join([*known, *([say("closed case")] if hit.closed else [])])

    def _row(self, hit: Hit) -> HitRow:
        say = self._say
        name = kind_name(hit.kind, say)
        own = "" if hit.kind in {RecordKind.CASE, RecordKind.PERSON} else number_in(hit.number, say)
        pieces = tuple((piece.text, piece.marked) for piece in hit.pieces)
        if hit.closed:
            pieces = ((say("Open the case to read this; that is kept in the log."), False),)
        elif hit.hidden:
            pieces = ((say("Hidden (R0) · show with Ctrl+Enter"), False),)
        return HitRow(
            key=str(hit.record),
            title=" ".join(part for part in (name, own) if part),
            pieces=pieces,
            day=say.day(hit.day) if hit.day is not None else "",
            hidden=hit.hidden,
        )


def kind_name(kind: RecordKind, say: Translator) -> str:
    """Return what a record is called in the list of hits."""
    return {
        RecordKind.CASE: say("Case"),
        RecordKind.PERSON: say("Person"),
        RecordKind.SOURCE: say("Source"),
        RecordKind.INCIDENT: say("Incident"),
        RecordKind.EVENT: say("Event"),
        RecordKind.MEASURE: say("Measure"),
        RecordKind.ASSESSMENT: say("Checklist"),
        RecordKind.FEAR: say("Fear"),
        RecordKind.PROTECTION: say("Protection"),
        RecordKind.OUTCOME: say("Outcome"),
        RecordKind.REVIEW: say("Weighing"),
        RecordKind.RETRACTION: say("Taken back"),
        RecordKind.EXHIBIT: say("Exhibit"),
        RecordKind.STEP: say("Step of the reporting code"),
    }[kind]
