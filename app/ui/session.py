"""What an open vault gives to the screen: services to hand to view-models, and makers of the pages of a case.

The door needs these shapes but none of what they hold, so that is not imported before a vault opens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.i18n import Translator
from app.ui.cursor import NOWHERE, Spot
from app.ui.pages.page import Page
from app.ui.theme import Theme
from app.viewmodels.desk import Desk

if TYPE_CHECKING:
    from app.errors import AppError
    from app.viewmodels.backups import BackupsServices
    from app.viewmodels.case_history import HistoryServices
    from app.viewmodels.cases import CasesServices
    from app.viewmodels.frame import FrameServices
    from app.viewmodels.log import LogServices
    from app.viewmodels.loose_words import LooseServices
    from app.viewmodels.members import MembersServices
    from app.viewmodels.own_lists import OwnListsServices
    from app.viewmodels.retention import RetentionServices
    from app.viewmodels.search import SearchServices
    from app.viewmodels.soundness import SoundnessServices

PageMaker = Callable[[UUID, Desk, Translator, Theme], Page]


@dataclass(frozen=True)
class Session:
    """An open vault, without anything of the vault itself.

    ``pages`` holds a maker per page of a case, in the order of the rail. ``settle`` writes drafts that waited in
    memory, ``finish`` makes a last backup and ``close`` lets go of the vault; these run in the data lane. ``damage`` is
    what was found wrong with the vault since it was opened; ``soundness`` looks for that (``None`` when nothing can be
    written anyway). ``outside`` takes away what a stopped program left outside the vault, in the data lane, and returns
    what may still be there; after ``let_go`` of that, with a reason, it is not named any more. Without ``may_record``
    nothing new is offered; the services refuse it as well. Without ``sees_cases`` the list of cases is always empty.
    """

    user: str
    cases: "CasesServices"
    frame: "FrameServices"
    history: "HistoryServices"
    own: "OwnListsServices"
    log: "LogServices"
    members: "MembersServices"
    backups: "BackupsServices"
    retention: "RetentionServices[Any]"
    search: "SearchServices"
    soundness: "SoundnessServices | None"
    damage: "Callable[[], AppError | None]"
    outside: "Callable[[], tuple[Path, ...]]"
    let_go: "Callable[[tuple[Path, ...], str], object]"
    loose: "LooseServices"
    pages: Mapping[str, PageMaker]
    settle: Callable[[], object]
    finish: Callable[[], object]
    close: Callable[[], None]
    may_record: bool = True
    sees_cases: bool = True


@dataclass(frozen=True)
class Place:
    """Where the user is: which case, which page, which record and which field, and whether its form was open.

    ``form`` is "new" or "case" while the form of a new case or of the open one stands over the page, "search" while
    somebody looks for words. ``asked`` is what was being asked there of ``user``, the lowest question first. ``back``
    tells a place to come back to from the first place of all.
    """

    case: UUID | None = None
    page: str = "cases"
    record: str = ""
    spot: Spot = NOWHERE
    form: str = ""
    asked: tuple[str, ...] = ()
    user: str = ""
    back: bool = False


def page_name(name: str, say: Translator) -> str:
    """Return how a page is called in the rail."""
    return {
        "incidents": say("Incidents"),
        "events": say("Events and measures"),
        "circumstances": say("Fear and protection"),
        "sources": say("Sources and evidence"),
        "checklists": say("Checklists"),
        "pattern": say("Pattern"),
        "weighings": say("Weighing"),
        "dossier": say("Dossier"),
    }[name]
