"""Binds the services to an open vault and hands them to the view-models of every page.

``main`` imports this once the door is shown: it is the only way from the screen to the database.
"""

from functools import partial
from pathlib import Path
from uuid import UUID

from app.domain.case import Case
from app.domain.change import Change
from app.domain.person import Person
from app.i18n import Translator
from app.services import assessments, cases, drafts, exchange, records
from app.services.files import read_file, write_file
from app.storage.store import Store
from app.ui.pages.checklists import ChecklistsPage
from app.ui.pages.events import EventsPage
from app.ui.session import PageMaker, Session
from app.ui.theme import Theme
from app.viewmodels.cases import CasesServices
from app.viewmodels.checklist import ChecklistServices
from app.viewmodels.checklists import Checklists
from app.viewmodels.desk import Desk
from app.viewmodels.events import Events
from app.viewmodels.frame import FrameServices
from app.viewmodels.record_form import EventsServices


def session_of(store: Store) -> Session:
    """Return the session of an open vault."""
    return Session(
        user=store.user,
        cases=_cases(store),
        frame=FrameServices(read_case=partial(cases.read_case, store)),
        pages=_pages(store),
        close=store.close,
    )


def _cases(store: Store) -> CasesServices:
    """Bind what can be done with cases."""
    return CasesServices(
        list_cases=partial(cases.list_cases, store),
        read_case=partial(cases.read_case, store),
        open_case=partial(_open_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        withdraw=partial(records.withdraw, store),
        import_file=partial(_import_file, store),
        export_file=partial(_export_file, store),
    )


def _pages(store: Store) -> dict[str, PageMaker]:
    """Return the maker of every page of a case, in the order of the rail."""
    clock = store.clock
    events = EventsServices(
        read_case=partial(cases.read_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        withdraw=partial(records.withdraw, store),
        history=partial(records.history, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        drop_draft=partial(drafts.drop_draft, store),
    )
    checklists = ChecklistServices(
        author=store.user,
        read_case=partial(cases.read_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        sign=partial(assessments.sign, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
    )

    def events_page(case: UUID, desk: Desk, say: Translator, theme: Theme) -> EventsPage:
        return EventsPage(Events(case, events, desk, say, clock.now), say, theme)

    def checklists_page(case: UUID, desk: Desk, say: Translator, theme: Theme) -> ChecklistsPage:
        return ChecklistsPage(Checklists(case, checklists, desk, say, clock.now), say, theme)

    return {"events": events_page, "checklists": checklists_page}


def _open_case(store: Store, case: Case, persons: tuple[Person, ...]) -> Change:
    """Open a new case with its people."""
    return cases.open_case(store, case, persons)


def _import_file(store: Store, path: Path) -> Change:
    """Bring a case file in."""
    return exchange.import_case(store, read_file(path), name=path.name)


def _export_file(store: Store, case: UUID, path: Path) -> None:
    """Write a case file."""
    write_file(path, exchange.export_case(store, case))
