"""File dialogs leave no trace outside the vault, start where the user keeps things and speak the user's language."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import Language, Translator
from app.ui.files import choose_file, choose_folder, choose_target, documents
from app.ui.qt_words import QtWords


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the settings of Qt cannot be put in another place")
def test_no_folder_of_a_client_is_remembered(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    place = tmp_path / "Yvonne Bakker"
    place.mkdir()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = choose_target(parent, "Opslaan", str(place / "dossier.pdf"), "PDF (*.pdf)", _ignore)
    dialog.setDirectory(str(place))
    dialog.accept()
    del dialog
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "config").rglob("*.conf"))
    assert "Yvonne" not in kept


def test_a_file_is_chosen_from_the_folder_for_documents(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    for dialog in (
        choose_target(parent, "Opslaan", "dossier.pdf", "PDF (*.pdf)", _ignore),
        choose_file(parent, "Openen", "Zaakbestand (*.json)", _ignore),
        choose_folder(parent, "Map", "", _ignore),
    ):
        assert dialog.directory().absolutePath() == documents()
        dialog.reject()


@pytest.mark.parametrize(("language", "word"), [("nl", "Annuleren"), ("en", "Cancel")])
def test_qt_speaks_the_language_of_the_program(language: Language, word: str, qapp: QApplication, qtbot: QtBot) -> None:
    words = QtWords(qapp)
    words.speak(Translator("nl"))
    words.speak(Translator(language))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = choose_file(parent, "Openen", "Zaakbestand (*.json)", _ignore)
    buttons = [button.text().replace("&", "") for button in dialog.findChildren(QPushButton)]
    labels = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    dialog.reject()
    words.be_silent()
    assert word in buttons
    if language == "nl":
        assert labels == {"Map", "Bestandsnaam:", "Soort bestand"}


def _ignore(_path: str) -> None:
    """Write nothing."""
