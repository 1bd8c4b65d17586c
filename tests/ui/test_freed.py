"""What stands around the pages of a case dies when it is closed, just as those pages do."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.clock import SystemClock
from app.domain.strength import Strength
from app.i18n import Translator
from app.main import begin
from app.services import cases, vault
from app.settings import Settings
from app.storage.keyring import Cost
from app.ui.case_dialog import CaseDialog
from app.ui.case_head import CaseHead
from app.ui.history_dialog import HistoryDialog
from app.ui.pages.cases import CasesPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.unlock import UnlockPage
from app.ui.rail import Rail
from app.ui.runner import LaneDesk, Lanes
from app.ui.session import Session
from app.ui.theme import Theme
from app.ui.workspace import Workspace
from app.viewmodels.backups import Backups
from app.viewmodels.case_form import CaseForm
from app.viewmodels.case_history import CaseHistory
from app.viewmodels.cases import Cases
from app.viewmodels.desk import InlineDesk
from app.viewmodels.frame import Frame
from app.viewmodels.members import Members
from app.viewmodels.own_lists import OwnLists
from app.viewmodels.retention import Retention
from app.viewmodels.settings import About, SettingsModel
from app.viewmodels.soundness import Soundness
from app.viewmodels.unlock import Unlock, UnlockServices

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
NOW = SystemClock().now
AssertFreed = Callable[[Callable[[], QWidget]], None]
Opened = tuple[Session, UUID]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Return the session of a vault and the one case in it."""
    place = tmp_path / "Team.vault"
    with vault.create_vault(place, user="S.", passphrase="vier rode bussen", clock=SystemClock(), cost=CHEAP) as store:
        yield begin(store), cases.open_case(store, builders.case(), [builders.person()]).case


def _settings(say: Translator) -> SettingsModel:
    return SettingsModel(Settings(), About(version="1", rules="1", python="3", qt="6"), say, lambda _settings: None)


def test_the_list_of_cases_is_freed(opened: Opened, assert_freed: AssertFreed, say: Translator, theme: Theme) -> None:
    def make() -> QWidget:
        model = Cases(opened[0].cases, InlineDesk(), say, NOW)
        page = CasesPage(model, say, theme)
        model.load()
        return page

    assert_freed(make)


def test_the_settings_are_freed(opened: Opened, assert_freed: AssertFreed, say: Translator, theme: Theme) -> None:
    def make() -> QWidget:
        own = OwnLists(opened[0].own, InlineDesk(), say)
        members = Members(opened[0].members, InlineDesk(), say)
        backups = Backups(opened[0].backups, InlineDesk(), say)
        retention = Retention(opened[0].retention, InlineDesk(), say)
        soundness = Soundness(opened[0].soundness, InlineDesk(), say)
        page = SettingsPage(_settings(say), own, members, backups, soundness, retention, say, theme)
        soundness.begin()
        retention.load()
        backups.begin()
        own.load()
        members.load()
        return page

    assert_freed(make)


def test_the_door_is_freed(assert_freed: AssertFreed, say: Translator, theme: Theme) -> None:
    services = UnlockServices(
        create=lambda *_: None,
        unlock=lambda *_: None,
        strength=lambda *_: Strength(long_enough=False, guesses=3.0, meter=1),
        names=lambda *_: (),
        recover=lambda *_: None,
    )
    assert_freed(lambda: UnlockPage(Unlock(services, InlineDesk(), say, lambda _vault: None), say, theme))


def test_the_rail_is_freed(assert_freed: AssertFreed, say: Translator, theme: Theme) -> None:
    def make() -> QWidget:
        rail = Rail("S. de Boer", say, theme)
        rail.set_case("Z-2026-014", [("incidents", "Incidenten")])
        rail.set_case("", [])
        return rail

    assert_freed(make)


def test_the_head_of_a_case_is_freed(opened: Opened, assert_freed: AssertFreed, say: Translator, theme: Theme) -> None:
    def make() -> QWidget:
        model = Frame(opened[1], opened[0].frame, InlineDesk(), say, NOW)
        head = CaseHead(model, say, theme)
        model.load()
        return head

    assert_freed(make)


def test_the_form_of_a_case_is_freed(
    opened: Opened, assert_freed: AssertFreed, say: Translator, theme: Theme, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def make() -> QWidget:
        form = CaseForm(opened[0].cases, InlineDesk(), say, NOW, lambda _case: None)
        form.begin_from(opened[0].cases.read_case(opened[1]), frozenset())
        dialog = CaseDialog(parent, form, say, theme)
        dialog.add_child.click()
        return dialog

    assert_freed(make)


def test_the_workspace_with_an_open_case_is_freed(
    opened: Opened, assert_freed: AssertFreed, say: Translator, theme: Theme, qtbot: QtBot
) -> None:
    lanes = Lanes()

    def make() -> QWidget:
        desk = LaneDesk(lanes)
        room = Workspace(opened[0], desk, _settings(say), say, theme, NOW)
        room.open_case(opened[1])
        for name in opened[0].pages:
            room.show_page(name)
        qtbot.waitUntil(lambda: not desk.busy, timeout=20000)
        room.leave()
        desk.retire()
        return room

    assert_freed(make)
    lanes.close()


def test_the_history_of_a_case_is_freed(
    opened: Opened, assert_freed: AssertFreed, say: Translator, theme: Theme, qtbot: QtBot
) -> None:
    over = QWidget()
    qtbot.addWidget(over)

    def make() -> QWidget:
        model = CaseHistory(opened[1], opened[0].history, InlineDesk(), say)
        dialog = HistoryDialog(over, model, say, theme)
        model.load()
        return dialog

    assert_freed(make)
