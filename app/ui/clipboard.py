"""Words that were copied here do not stay on the clipboard: they go after half a minute, at a lock and at the end."""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

STAY_MS = 30_000
# What programs that keep a history of the clipboard look at: Klipper of KDE, and Windows for its history.
HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
}
_MARK = "x-kde-passwordManagerHint"
Owns = Callable[[QClipboard.Mode], bool]


class OwnWords(QObject):
    """Watches the clipboard and, where there is one, the selection of X11; takes only our own words off.

    Not every system tells whose words those are. Where it does not, they came from here when one of our windows was
    active. What was copied is remembered as a fingerprint only.
    """

    def __init__(self, parent: QObject | None = None, *, owns: Owns | None = None) -> None:
        """Watch from now on; ``owns`` tells whether a clipboard is ours, instead of the system."""
        super().__init__(parent)
        self._owns = owns or _owned
        self._board = QGuiApplication.clipboard()
        self._modes = [QClipboard.Mode.Clipboard]
        if self._board.supportsSelection():
            self._modes.append(QClipboard.Mode.Selection)
        self._ours: dict[QClipboard.Mode, str] = {}
        self._timers = {mode: self._make_timer(mode) for mode in self._modes}
        self._board.changed.connect(self._changed)

    def clear(self) -> None:
        """Take our words off now."""
        for mode in self._modes:
            self._clear(mode)

    def stop(self) -> None:
        """Take our words off and watch no more."""
        self.clear()
        self._board.changed.disconnect(self._changed)

    def _make_timer(self, mode: QClipboard.Mode) -> QTimer:
        """Return the timer after which the words go."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(STAY_MS)
        timer.timeout.connect(self._clear_selection if mode is QClipboard.Mode.Selection else self._clear_board)
        return timer

    def _changed(self, mode: QClipboard.Mode) -> None:
        """Remember words that came from here, and ask others to keep no history of them."""
        if mode not in self._timers:
            return
        if not (self._owns(mode) or QApplication.activeWindow() is not None):
            self._forget(mode)
            return
        text = self._board.text(mode)
        if not text:
            self._forget(mode)
            return
        self._ours[mode] = _print(text)
        self._timers[mode].start()
        if self._owns(mode) and not self._board.mimeData(mode).hasFormat(_MARK):
            self._board.setMimeData(_marked(text), mode)

    def _clear_board(self) -> None:
        """Half a minute passed since words were copied."""
        self._clear(QClipboard.Mode.Clipboard)

    def _clear_selection(self) -> None:
        """Half a minute passed since words were marked."""
        self._clear(QClipboard.Mode.Selection)

    def _clear(self, mode: QClipboard.Mode) -> None:
        """Take the words off when they are still ours."""
        if mode in self._ours and _print(self._board.text(mode)) == self._ours[mode]:
            self._forget(mode)
            self._board.clear(mode)
        self._forget(mode)

    def _forget(self, mode: QClipboard.Mode) -> None:
        """What is there now is not ours."""
        self._ours.pop(mode, None)
        self._timers[mode].stop()


def _owned(mode: QClipboard.Mode) -> bool:
    """Whether the system says that it is ours."""
    board = QGuiApplication.clipboard()
    return board.ownsSelection() if mode is QClipboard.Mode.Selection else board.ownsClipboard()


def _marked(text: str) -> QMimeData:
    """Return words with the request to keep no history of them."""
    data = QMimeData()
    data.setText(text)
    for name, value in HINTS.items():
        data.setData(name, value)
    return data


def _print(text: str) -> str:
    """Return the fingerprint of words."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
