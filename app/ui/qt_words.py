"""The words that Qt itself shows, in file dialogs and in the menus of fields, in the language of the program."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from app.i18n import Translator


class QtWords:
    """Lets Qt speak one language at a time; English is its own."""

    def __init__(self, application: QApplication) -> None:
        """Speak for ``application``."""
        self._application = application
        self._words: tuple[QTranslator, ...] = ()

    def speak(self, say: Translator) -> None:
        """Speak another language from the next dialog or menu on."""
        self.be_silent()
        words = QTranslator()
        if words.load(f"qtbase_{say.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._words = (words, _Left(say))
        for one in self._words:
            self._application.installTranslator(one)

    def be_silent(self) -> None:
        """Leave Qt as it was found."""
        for one in self._words:
            self._application.removeTranslator(one)
        self._words = ()


class _Left(QTranslator):
    """The words of file dialogs that the Dutch of Qt leaves out."""

    def __init__(self, say: Translator) -> None:
        super().__init__()
        self._left = {"&Look in:": say("Folder"), "Look in:": say("Folder"), "Files of &type:": say("Kind of file")}

    def isEmpty(self) -> bool:
        """Return that there are words."""
        return False

    def translate(self, context: str, source: str, _about: str | None = None, _count: int = -1) -> str | None:
        """Return a word, or nothing when it is not one of these."""
        return self._left.get(source) if context == "QFileDialog" else None
