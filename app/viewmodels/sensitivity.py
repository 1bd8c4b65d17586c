"""What of a case is shown on one page: class R0 is hidden until somebody asks for that record, and only there.

Showing is not written in the log. Who may open the case may read what is in it; a closed case is logged when it is
opened (``services.cases.enter_case``). A log line per look would bury the lines that matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec

from app.domain.hidden import hide, hide_in, hides
from app.domain.record import Record, Sensitivity
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, shown_number
from app.i18n import Translator
from app.viewmodels.choice import Choice


def hidden_words(say: Translator) -> str:
    """Return what stands in the place of a text of class R0."""
    return say("Hidden (R0)")


NEW: Final = "new"
"""Stands for a record that was half typed and never saved, where the id of a record is told."""

_NEW_ID: Final = UUID(int=0)


@dataclass(frozen=True)
class Gate:
    """A record that was asked for and is hidden; it stands where its form would stand. ``record`` may be ``NEW``."""

    record: str
    title: str
    words: str
    means: str
    show: str


class Screen:
    """Remembers which hidden records somebody asked for on a page, until the page is left."""

    def __init__(self, say: Translator) -> None:
        """Hide everything of class R0."""
        self._say = say
        self._shown: set[UUID] = set()
        self.word = hidden_words(say)

    def show(self, record: UUID) -> None:
        """Show one record."""
        self._shown.add(record)

    def show_named(self, record: str) -> None:
        """Show the record with an id as text, or what was half typed as a ``NEW`` one."""
        self._shown.add(_NEW_ID if record == NEW else UUID(record))

    def shows(self, record: Record | None) -> bool:
        """Whether a record, or what was half typed as a new one, was asked for."""
        return (record.id if record is not None else _NEW_ID) in self._shown

    def hide_again(self) -> None:
        """Hide every record again."""
        self._shown.clear()

    def covers(self, record: Record) -> bool:
        """Whether a record, or a part of it, is hidden now."""
        return hides(record) and record.id not in self._shown

    def covers_all(self, record: Record) -> bool:
        """Whether the whole record is hidden now, and not a field of it alone."""
        return record.sensitivity is Sensitivity.R0 and record.id not in self._shown

    def case(self, snapshot: CaseSnapshot) -> CaseSnapshot:
        """Return a case as it may be shown now; only to be shown, never to be saved."""
        return hide_in(snapshot, self.word, shown=self._shown)

    def gone(self, withdrawn: Iterable[Withdrawn]) -> tuple[Withdrawn, ...]:
        """Return withdrawn records as they may be shown; why they were withdrawn is hidden with them."""
        return tuple(
            msgspec.structs.replace(one, record=hide(one.record, self.word), reason=self.word)
            if self.covers(one.record)
            else one
            for one in withdrawn
        )

    def gate(self, record: Record | None, title: str = "") -> Gate:
        """Return what stands in the place of the form of a hidden record, or of a half-typed new one by its title."""
        say = self._say
        return Gate(
            str(record.id) if record is not None else NEW,
            shown_number(record, say) if record is not None else title,
            self.word,
            say("It is shown until you leave this page. Look who can see the screen first."),
            say("Show"),
        )


def sensitivity_choices(say: Translator) -> tuple[Choice, ...]:
    """Return how far a record may travel (domain reference 5.4), the least restricted first."""
    words = {
        Sensitivity.R3: say("R3 · may become a process document"),
        Sensitivity.R2: say("R2 · partners with a ground for this purpose"),
        Sensitivity.R1: say("R1 · police or prosecutor only, sealed"),
        Sensitivity.R0: say("R0 · never leaves this program"),
    }
    return tuple(Choice(mark.value, text) for mark, text in words.items())


def sensitivity_means(mark: str, say: Translator) -> str:
    """Return what belongs to a class, with the examples of domain reference 5.4; "" for no class."""
    return {
        Sensitivity.R3.value: say("Facts, quotes and incidents that may be read by everybody in a case at court."),
        Sensitivity.R2.value: say("Such as details of care and data about a child, for partners with a ground."),
        Sensitivity.R1.value: say("Such as who a frightened witness is, or medical detail beyond what is needed."),
        Sensitivity.R0.value: say(
            "Such as a shelter or hiding address, a new phone number, a number plate, the school of a hidden child, a "
            "plan to leave. In no copy, and hidden on the screen until you ask for it."
        ),
    }.get(mark, "")
