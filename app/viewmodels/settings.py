"""The program's own settings, and what it says about itself."""

from collections.abc import Callable
from dataclasses import dataclass

from app.i18n import LANGUAGES, Language, Translator
from app.observable import Signal
from app.settings import Settings, Theme

TEXT_SIZES = (100, 110, 125, 150, 175, 200)
LOCK_MINUTES = (1, 2, 5, 10, 15, 30)
_LANGUAGE_NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}
_THEMES: tuple[Theme, ...] = ("system", "light", "dark", "contrast")
Option = tuple[str, str]


@dataclass(frozen=True)
class About:
    """Facts about the program."""

    version: str
    rules: str
    python: str
    qt: str


@dataclass(frozen=True)
class SettingsState:
    """The choices in words, with the key that is chosen."""

    languages: tuple[Option, ...]
    language: str
    themes: tuple[Option, ...]
    theme: str
    text_sizes: tuple[Option, ...]
    text_size: str
    lock_times: tuple[Option, ...]
    lock_time: str
    about: tuple[tuple[str, str], ...]
    licences: tuple[tuple[str, str], ...]


_LICENCES: tuple[tuple[str, str], ...] = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("argon2-cffi", "MIT"),
    ("ReportLab", "BSD-3-Clause"),
    ("pikepdf", "MPL-2.0"),
    ("pypdfium2, PDFium", "Apache-2.0 / BSD-3-Clause"),
    ("python-bidi", "LGPL-3.0"),
    ("uharfbuzz", "Apache-2.0"),
    ("Pillow", "MIT-CMU"),
    ("pyHanko", "MIT"),
    ("segno", "BSD-3-Clause"),
    ("msgspec, Babel", "BSD-3-Clause"),
    ("platformdirs, mnemonic, zxcvbn", "MIT"),
    ("Noto Sans, Noto Emoji", "OFL-1.1"),
)


class SettingsModel:
    """Shows the settings and passes changes on at once; there is no button to apply them."""

    def __init__(self, settings: Settings, about: About, say: Translator, apply: Callable[[Settings], None]) -> None:
        self._settings, self._about, self._say, self._apply = settings, about, say, apply
        self.changed = Signal()
        self.state = self._make()

    def choose_language(self, key: str) -> None:
        """Speak another language from now on."""
        self._change(language=next(language for language in LANGUAGES if language == key))

    def choose_theme(self, key: str) -> None:
        """Wear another theme from now on."""
        self._change(theme=next(theme for theme in _THEMES if theme == key))

    def choose_text_size(self, key: str) -> None:
        """Write larger or smaller from now on."""
        self._change(text_percent=int(key))

    def choose_lock_time(self, key: str) -> None:
        """Lock later or sooner from now on."""
        self._change(lock_after_minutes=int(key))

    def _change(
        self,
        *,
        language: Language | None = None,
        theme: Theme | None = None,
        text_percent: int | None = None,
        lock_after_minutes: int | None = None,
    ) -> None:
        """Take a changed setting and pass the whole on."""
        old = self._settings
        fresh = Settings(
            language=language or old.language,
            theme=theme or old.theme,
            text_percent=text_percent or old.text_percent,
            lock_after_minutes=lock_after_minutes or old.lock_after_minutes,
        )
        if fresh != old:
            self._settings = fresh
            self.state = self._make()
            self.changed.emit()
            self._apply(fresh)

    def _make(self) -> SettingsState:
        """Put the settings into words."""
        say, settings = self._say, self._settings
        return SettingsState(
            languages=tuple((language, _LANGUAGE_NAMES[language]) for language in LANGUAGES),
            language=settings.language,
            themes=(
                ("system", say("Like the system")),
                ("light", say("Light")),
                ("dark", say("Dark")),
                ("contrast", say("High contrast")),
            ),
            theme=settings.theme,
            text_sizes=tuple((str(size), f"{size} %") for size in TEXT_SIZES),
            text_size=str(min(TEXT_SIZES, key=lambda size: abs(size - settings.text_percent))),
            lock_times=tuple((str(n), say.n("{n} minute", "{n} minutes", n)) for n in LOCK_MINUTES),
            lock_time=str(min(LOCK_MINUTES, key=lambda n: abs(n - settings.lock_after_minutes))),
            about=(
                (say("Version"), self._about.version),
                (say("Rule set"), self._about.rules),
                (say("Licence"), "EUPL-1.2"),
                ("Python, Qt", f"{self._about.python}, {self._about.qt}"),
                (say("Network"), say("0 network connections; this program makes none")),
            ),
            licences=_LICENCES,
        )
