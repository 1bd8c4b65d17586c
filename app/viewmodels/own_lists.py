"""Own checklists and translations of the vault: what is there, and adding, offering and taking away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.own_text import OwnKind, OwnList, OwnText
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.risk.checklist import load_checklists
from app.risk.own_translation import read_own_translation
from app.risk.shelf import own_checklist
from app.viewmodels.desk import Desk

Listed = tuple[OwnText, ...]


@dataclass(frozen=True)
class OwnListsServices:
    """What can be done with own texts, bound to the open vault; without ``may_record`` they can only be read."""

    list_own: Callable[[], Listed]
    add_file: Callable[[Path], Listed]
    offer: Callable[[str, str], Listed]
    remove: Callable[[OwnKind, str, str], Listed]
    may_record: bool = True


@dataclass(frozen=True)
class OwnRow:
    """One own text in words; ``offer`` and ``remove`` are the words of its buttons, "" for none."""

    kind: OwnKind
    key: str
    version: str
    title: str
    mark: str
    note: str
    standing: str
    offer: str
    remove: str
    warning: str
    used: bool = False


@dataclass(frozen=True)
class OwnListsState:
    """The own texts of the vault; ``refused`` says why the last file was not added."""

    rows: tuple[OwnRow, ...] = ()
    nothing: str = ""
    refused: str = ""
    may_change: bool = True


class OwnLists:
    """The view-model of the own texts; ``renewed`` tells of every change, because every case can use them."""

    def __init__(self, services: OwnListsServices, desk: Desk, say: Translator) -> None:
        self.changed = Signal()
        self.renewed = Signal()
        self.state = OwnListsState()
        self._services, self._desk, self._say = services, desk, say

    def load(self) -> None:
        """Read what is there."""
        self._desk.ask(self._services.list_own, self._show)

    def add(self, path: str) -> None:
        """Add a file; a faulty one is refused with its line and changes nothing."""
        say = self._say
        self._desk.ask(
            lambda: self._services.add_file(Path(path)),
            lambda listed: self._done(listed, say("The file was added.")),
            self._refused,
        )

    def offer(self, row: OwnRow) -> None:
        """Offer a checklist for new assessments."""
        said = self._say("The list is offered.")
        self._desk.ask(
            lambda: self._services.offer(row.key, row.version),
            lambda listed: self._done(listed, said),
            self._refused,
        )

    def remove(self, row: OwnRow) -> None:
        """Take a text away, or no longer offer a list that was used."""
        said = self._say("The list is no longer offered.") if row.used else self._say("Removed.")
        self._desk.ask(
            lambda: self._services.remove(row.kind, row.key, row.version),
            lambda listed: self._done(listed, said),
            self._refused,
        )

    def _done(self, listed: Listed, said: str) -> None:
        """Show the change and tell the rest of the program."""
        self._show(listed)
        self._desk.say_done(said)
        self.renewed.emit()

    def _refused(self, error: AppError) -> None:
        """Show why nothing was changed."""
        self.state = replace(self.state, refused=self._say.error(error))
        self.changed.emit()

    def _show(self, listed: Listed) -> None:
        """Put the own texts into words."""
        may_change, rows = self._services.may_record, tuple(self._row(own) for own in listed)
        if not may_change:
            rows = tuple(replace(row, offer="", remove="") for row in rows)
        nothing = "" if rows else self._say("There are no own lists or translations yet.")
        self.state = OwnListsState(rows, nothing, may_change=may_change)
        self.changed.emit()

    def _row(self, own: OwnText) -> OwnRow:
        """Return one own text in words."""
        say = self._say
        told = {"day": say.day(own.added_at.date()), "who": own.added_by}
        brought = say("came with a case file, added {day} by {who}", **told)
        added = say("{file}, added {day} by {who}", file=own.file, **told) if own.file else brought
        if own.kind is OwnKind.TRANSLATION:
            translation = read_own_translation(own.text.encode(), own.file)
            of = load_checklists().get(translation.checklist)
            name = say.label(of.name) if of else translation.checklist
            return OwnRow(
                own.kind,
                own.key,
                own.version,
                say(
                    "{list} in “{language}”: {name}",
                    list=name,
                    language=say.tongue(translation.language),
                    name=translation.name,
                ),
                say("translation"),
                say("version {version}", version=own.version) + f" · {translation.author} · {added}",
                "",
                "",
                say("Remove …"),
                say("The translation is taken out of the vault. Answers stay as they are."),
            )
        checklist = own_checklist(OwnList(id=own.key, version=own.version, text=own.text))
        questions = say.n("{n} question", "{n} questions", len(checklist.items))
        remove, warning = say("Remove …"), say("Nothing uses this list. It is taken out of the vault.")
        if own.used:
            remove = say("No longer offer …") if own.offered else ""
            warning = say("Assessments use this list, so its words stay. It is no longer offered for new ones.")
        return OwnRow(
            own.kind,
            own.key,
            own.version,
            say.label(checklist.name),
            say("own list"),
            say("version {version}", version=own.version) + f" · {questions} · {added}",
            say("Offered in every case") if own.offered else say("Not offered; kept for what was asked with it"),
            "" if own.offered else say("Offer"),
            remove,
            warning,
            own.used,
        )
