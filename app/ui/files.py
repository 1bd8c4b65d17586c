"""Choose files and folders without a nested event loop, so that the vault can lock while a dialog is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[str], None]


def documents() -> str:
    """Return the user's folder for documents, or the home folder where there is none."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str(found if found.is_dir() else Path.home())


def choose_folder(parent: QWidget, title: str, start: str, then: Chosen) -> QFileDialog:
    """Ask for an existing folder, from ``start`` if that is there; ``then`` (a bound method) receives its path."""
    dialog = _dialog(parent, title, start if Path(start).is_dir() else documents())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, then)


def choose_file(parent: QWidget, title: str, kinds: str, then: Chosen) -> QFileDialog:
    """Ask for an existing file of a kind such as ``Case file (*.json)``."""
    dialog = _dialog(parent, title, documents(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def choose_files(parent: QWidget, title: str, then: Callable[[list[str]], None]) -> QFileDialog:
    """Ask for one or more existing files; ``then`` (a bound method) receives their paths."""
    dialog = _dialog(parent, title, documents())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(then)
    return _show(dialog)


def choose_target(parent: QWidget, title: str, proposal: str, kinds: str, then: Chosen) -> QFileDialog:
    """Ask where a file is written; an existing one is only replaced after a question."""
    dialog = _dialog(parent, title, documents(), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(proposal)
    return _open(dialog, then)


def _dialog(parent: QWidget, title: str, start: str, kinds: str = "") -> QFileDialog:
    """Return Qt's own dialog.

    The dialogs of Windows and of desktops keep lists of recent files and folders, which would name a dossier.
    """
    dialog = QFileDialog(parent, title, start, kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def _open(dialog: QFileDialog, then: Chosen) -> QFileDialog:
    """Show the dialog and pass on what is chosen."""
    dialog.fileSelected.connect(then)
    return _show(dialog)


def _show(dialog: QFileDialog) -> QFileDialog:
    """Show the dialog; it drops itself when it closes."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.destroyed.connect(forget_places)
    dialog.open()
    return dialog


def forget_places() -> None:
    """Take the folders that were visited out of what Qt remembers of file dialogs: a name there may be a client's."""
    remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in ("history", "lastVisited"):
        remembered.remove(f"FileDialog/{key}")
    remembered.sync()
