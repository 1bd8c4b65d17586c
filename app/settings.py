"""The user's own settings of the program; nothing about cases, vault places or people is kept here."""

from pathlib import Path
from typing import Literal

import msgspec
from platformdirs import user_config_path

from app.i18n import Language

Theme = Literal["system", "light", "dark", "contrast"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Language, looks and lock time; unknown keys of a newer version are ignored."""

    language: Language = "nl"
    theme: Theme = "system"
    text_percent: int = 100
    lock_after_minutes: int = 5


def settings_file() -> Path:
    """Return where the settings of this user live."""
    return user_config_path("patroonzicht", appauthor=False) / "settings.json"


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing or damaged file gives the defaults."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(settings))
    fresh.replace(path)
