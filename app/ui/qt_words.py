"""The words that Qt itself shows, in file dialogs and in the menus of fields, in the language of the program."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from app.i18n import Language


class QtWords:
    """Lets Qt speak one language at a time; English is its own."""

    def __init__(self, application: QApplication) -> None:
        """Speak for ``application``."""
        self._application = application
        self._words: QTranslator | None = None

    def speak(self, language: Language) -> None:
        """Speak another language from the next dialog or menu on."""
        self.be_silent()
        words = QTranslator()
        if words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._application.installTranslator(words)
            self._words = words

    def be_silent(self) -> None:
        """Leave Qt as it was found."""
        if self._words is not None:
            self._application.removeTranslator(self._words)
            self._words = None
