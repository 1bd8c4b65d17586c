"""The settings: every choice is passed on at once, and what the program says about itself."""

from app.i18n import Translator
from app.settings import Settings
from app.viewmodels.settings import About, SettingsModel

ABOUT = About(version="0.1.0", rules="3", python="3.11.7", qt="6.11.3")


def _model(settings: Settings | None = None) -> tuple[SettingsModel, list[Settings]]:
    applied: list[Settings] = []
    return SettingsModel(settings or Settings(), ABOUT, Translator("nl"), applied.append), applied


def test_a_choice_works_at_once_and_leaves_the_others_alone() -> None:
    model, applied = _model(Settings(theme="dark", lock_after_minutes=10))
    model.choose_language("en")
    model.choose_text_size("150")
    assert applied[-1] == Settings(language="en", theme="dark", text_percent=150, lock_after_minutes=10)
    assert (model.state.language, model.state.text_size) == ("en", "150")


def test_choosing_what_is_chosen_already_does_nothing() -> None:
    model, applied = _model()
    model.choose_theme("system")
    model.choose_lock_time("5")
    assert applied == []


def test_a_size_that_is_not_in_the_list_shows_the_nearest() -> None:
    model, _ = _model(Settings(text_percent=160))
    assert model.state.text_size == "150"


def test_it_says_which_rules_it_has_and_that_it_makes_no_connections() -> None:
    model, _ = _model()
    told = dict(model.state.about)
    assert told["Rekenregels, versie"] == "3"
    assert told["Netwerk"].startswith("0 netwerkverbindingen")
