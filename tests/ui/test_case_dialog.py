"""The form of a case as it stands on the screen."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.change import Change
from app.domain.person import Role
from app.domain.record import Record
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.case_dialog import CaseDialog, PersonLine
from app.ui.theme import Theme
from app.viewmodels.case_form import CaseForm
from app.viewmodels.cases import CasesServices
from app.viewmodels.desk import InlineDesk

NOW = datetime(2026, 3, 24, 14, 2).astimezone()
DONE = Change(UUID(int=0), RecordKind.CASE, UUID(int=0))


def _correct(_case: UUID, _record: Record, *, reason: str = "") -> Change:
    del reason
    return DONE


def _withdraw(_case: UUID, _record: UUID, *, reason: str) -> Change:
    del reason
    return DONE


SERVICES = CasesServices(
    list_cases=tuple,
    read_case=lambda case: CaseSnapshot(case=builders.case(id=case)),
    open_case=lambda _case, _persons: DONE,
    record=lambda _case, _record: DONE,
    correct=_correct,
    withdraw=_withdraw,
    keep_draft=lambda _key, _case, _content: NOW,
    read_draft=lambda _key: None,
    drop_draft=lambda _key: None,
    import_file=lambda _path, _reason: DONE,
    export_file=lambda _case, _path, _reason: None,
)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_form_fits_in_a_narrow_window(percent: int, qtbot: QtBot, theme: Theme, say: Translator) -> None:
    form = CaseForm(SERVICES, InlineDesk(), say, lambda: NOW, lambda _case: None)
    form.begin(frozenset(), "Anna")
    parent = QWidget()
    parent.resize(1024, 700)
    qtbot.addWidget(parent)
    dialog = CaseDialog(parent, form, say, replace(theme, percent=percent))
    dialog.show()
    assert dialog.width() <= parent.width()
    lines = dialog.findChildren(PersonLine)
    assert [line.remove.visibleRegion().isEmpty() for line in lines] == [False, False]


def test_the_tab_key_goes_through_the_people_as_the_eye_does(qtbot: QtBot, theme: Theme, say: Translator) -> None:
    form = CaseForm(SERVICES, InlineDesk(), say, lambda: NOW, lambda _case: None)
    form.begin(frozenset(), "Anna")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CaseDialog(parent, form, say, theme)
    form.add_person(Role.CHILD)
    told: list[str] = []
    place: QWidget | None = dialog.fictional
    while place is not None and place is not dialog.add_child:
        told.append(place.accessibleName())
        place = place.nextInFocusChain()
    line = ["Naam", "Rol", "Relatie", "Geboortejaar", "Deze persoon weghalen"]
    assert [name for name in told if name in line] == line * 3


def test_a_term_is_only_asked_for_when_it_is_offered(qtbot: QtBot, theme: Theme, say: Translator) -> None:
    form = CaseForm(SERVICES, InlineDesk(), say, lambda: NOW, lambda _case: None)
    form.begin_from(CaseSnapshot(case=builders.case()), frozenset())
    parent = QWidget()
    qtbot.addWidget(parent)
    asked: list[str] = []
    dialog = CaseDialog(parent, form, say, theme)
    hidden = dialog.term.isHidden()
    dialog.wants_term.connect(lambda: asked.append("term"))
    dialog.term.setVisible(True)
    dialog.term.click()
    assert (hidden, asked) == (True, ["term"])


@pytest.mark.parametrize("fictional", [False, True])
def test_the_box_of_a_practice_case_cannot_be_ticked_for_a_real_one(
    fictional: bool, qtbot: QtBot, theme: Theme, say: Translator
) -> None:
    form = CaseForm(SERVICES, InlineDesk(), say, lambda: NOW, lambda _case: None)
    form.begin_from(CaseSnapshot(case=builders.case(fictional=fictional)), frozenset())
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CaseDialog(parent, form, say, theme)
    assert (dialog.fictional.isChecked(), dialog.fictional.isEnabled()) == (fictional, fictional)
    assert bool(dialog.fictional.toolTip()) is not fictional
