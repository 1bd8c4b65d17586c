"""File dialogs leave no trace outside the vault."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.files import choose_target


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


def _ignore(_path: str) -> None:
    """Write nothing."""
