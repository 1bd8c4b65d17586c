"""How well a passphrase withstands guessing, with a reason in our own words."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.strength import counted
from app.i18n import Translator
from app.services import vault
from app.storage.strength import NOT_ENOUGH, REASONS

HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        ("wachtwoord123", "zeewier klarinet trapgevel"),
        ("welkom welkom", "ijsvogel welkom trapgevel"),
        ("qwertyuiop12", "qx7#Lm2!vR9t"),
    ],
)
def test_common_dutch_words_and_rows_weigh_little(weak: str, strong: str) -> None:
    assert vault.strength(weak).guesses < vault.strength(strong).guesses
    assert vault.strength(weak).meter <= 2
    assert vault.strength(weak).reason in REASONS.values()


def test_own_name_and_name_of_the_vault_are_no_secret() -> None:
    typed = "Quirijna Zwanestrop"
    known = vault.strength(typed, user="Quirijna Zwanestrop", vault="Team Noord")
    assert known.guesses < vault.strength(typed).guesses
    assert known.reason == REASONS["names"]


def test_no_sign_or_digit_is_asked_for() -> None:
    told = vault.strength("zeewier klarinet trapgevel komeet")
    assert (told.meter, told.reason, told.long_enough) == (4, "", True)


def test_twelve_characters_are_counted_as_the_vault_takes_them() -> None:
    assert counted("e\u0301" * 12) == 12
    assert not vault.strength("e\u0301" * 11).long_enough
    assert vault.strength("elf letters").reason == NOT_ENOUGH
    assert vault.strength("").meter == 0


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_text_can_be_weighed(typed: str) -> None:
    told = vault.strength(typed, user="Anke Proef", vault="Proef")
    assert 0 <= told.meter <= 4
    assert told.guesses >= 0


def test_every_reason_has_dutch_words() -> None:
    say = Translator("nl")
    assert [reason for reason in (NOT_ENOUGH, *REASONS.values()) if say(reason) == reason] == []


def test_the_library_is_loaded_with_the_first_passphrase_only() -> None:
    script = "import sys, app.services.vault; print('zxcvbn' in sys.modules, 'mnemonic' in sys.modules)"
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-B", "-c", script], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
