"""What the settings say about backups, and what the door offers when a vault cannot be opened."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from app.domain.read_only import ReadOnly, ReadOnlyReason
from app.domain.salvage import SalvageReport
from app.errors import AppError, DatabaseDamagedError, DiskFaultError, VaultInUseError, WrongPassphraseError
from app.i18n import Translator
from app.viewmodels.backup_words import read_only_words, salvage_lines
from app.viewmodels.desk import InlineDesk
from app.viewmodels.rescue import Rescue, RescueServices

SAY = Translator("nl")
FOLDER = Path("/kluizen/Proef.vault")
SAVED = SalvageReport(
    saved=(), rebuilt=0, made_up=0, lost=(), lost_versions=2, lost_entries=0, damaged_exhibits=0, chain_kept=False
)


def rescue(opened: Callable[[str], None] = lambda _vault: None) -> Rescue[str]:
    """Return what the door offers, with services that always succeed."""
    services = RescueServices[str](
        read=lambda _folder, _passphrase, _name: "read",
        salvage=lambda _folder, _passphrase, _target, _name: SAVED,
        backups=lambda _folder: (),
        restore=lambda _backup, target: target,
    )
    return Rescue(services, InlineDesk(), SAY, opened)


def offered(error: AppError) -> tuple[bool, bool]:
    """Return whether reading and saving are offered after an error."""
    model = rescue()
    model.consider(error, FOLDER)
    return model.state.to_read, model.state.damaged


def test_a_vault_that_is_open_elsewhere_can_be_read() -> None:
    assert offered(VaultInUseError(who="Anke", since="9:00")) == (True, False)


def test_a_damaged_vault_can_be_read_and_saved() -> None:
    assert offered(DatabaseDamagedError()) == (True, True)


def test_a_disk_that_fails_offers_what_damage_does() -> None:
    """It may be one sector that cannot be read, or the whole disk soon."""
    assert offered(DiskFaultError(folder=FOLDER)) == (True, True)


def test_a_wrong_passphrase_offers_nothing() -> None:
    assert offered(WrongPassphraseError()) == (False, False)


def test_reading_hands_the_vault_on() -> None:
    opened: list[str] = []
    model = rescue(opened.append)
    model.consider(DatabaseDamagedError(), FOLDER)
    model.read("zin")
    assert opened == ["read"]


def test_saving_tells_what_was_lost() -> None:
    model = rescue()
    model.consider(DatabaseDamagedError(), FOLDER)
    model.salvage("zin")
    assert "Proef (gered).vault" in model.state.told
    assert "2 eerdere versies" in model.state.told


def test_the_band_says_who_has_the_vault_open_and_that_typing_is_not_kept() -> None:
    words = read_only_words(ReadOnly(reason=ReadOnlyReason.IN_USE, who="Anke, pc", since="2026-03-14 09:00"), SAY)
    assert "Anke, pc" in words
    assert "niets worden gewijzigd" in words


def test_a_report_of_what_was_saved_names_the_small_rows_that_stayed_behind() -> None:
    report = msgspec.structs.replace(SAVED, lost_versions=0, left=(("member", 1), ("draft", 2)))
    assert not report.whole
    assert "Achtergebleven, omdat het niet meer te lezen is: leden van de kluis: 1, concepten: 2." in salvage_lines(
        report, SAY
    )
