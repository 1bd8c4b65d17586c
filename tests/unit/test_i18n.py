"""Words that are made and not translated."""

from app.i18n import Translator


def test_a_language_is_called_by_its_name_with_its_tag() -> None:
    say = Translator("nl")
    assert [say.tongue(tag) for tag in ("pl", "tr", "pt-BR")] == ["Pools (pl)", "Turks (tr)", "Portugees (pt-BR)"]
    assert Translator("en").tongue("ar") == "Arabic (ar)"


def test_a_language_that_nobody_named_keeps_its_tag() -> None:
    assert Translator("nl").tongue("qqq-x") == "qqq-x"
