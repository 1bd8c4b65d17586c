"""The door: what it refuses, what it hands on, and that it keeps no passphrase."""

from pathlib import Path

import pytest

from app.errors import AppError, DiskFullError, WrongPassphraseError
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.unlock import Door, Unlock, UnlockServices

GOOD = "drie groene fietsen"


class Vaults:
    """Vaults that remember what was asked of them."""

    def __init__(self, failure: AppError | None = None) -> None:
        self.failure = failure
        self.asked: list[tuple[str, ...]] = []

    def create(self, folder: Path, user: str, passphrase: str) -> str:
        """Make one."""
        self.asked.append(("create", folder.as_posix(), user, passphrase))
        return self._answer()

    def unlock(self, folder: Path, passphrase: str) -> str:
        """Open one."""
        self.asked.append(("unlock", folder.as_posix(), passphrase))
        return self._answer()

    def _answer(self) -> str:
        if self.failure is not None:
            raise self.failure
        return "open"


def _door(vaults: Vaults) -> tuple[Unlock[str], list[str]]:
    opened: list[str] = []
    services = UnlockServices(create=vaults.create, unlock=vaults.unlock)
    return Unlock(services, InlineDesk(), Translator("en"), opened.append), opened


def test_a_new_vault_gets_its_ending_and_is_handed_on() -> None:
    vaults = Vaults()
    door, opened = _door(vaults)
    door.choose_create()
    door.create("/home/s", " Team West ", " S. de Boer ", GOOD, GOOD)
    assert vaults.asked == [("create", "/home/s/Team West.vault", "S. de Boer", GOOD)]
    assert opened == ["open"]
    assert door.state.vault_name == "Team West"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("", "Team", "S", GOOD, GOOD), "place"),
        (("/h", " ", "S", GOOD, GOOD), "name"),
        (("/h", "../Team", "S", GOOD, GOOD), "name"),
        (("/h", ".Team", "S", GOOD, GOOD), "name"),
        (("/h", "Team", "", GOOD, GOOD), "user"),
        (("/h", "Team", "S", "kort", "kort"), "new_passphrase"),
        (("/h", "Team", "S", GOOD, GOOD + "s"), "again"),
    ],
)
def test_a_vault_is_not_made_while_something_is_missing(typed: tuple[str, str, str, str, str], field: str) -> None:
    vaults = Vaults()
    door, opened = _door(vaults)
    door.choose_create()
    door.create(*typed)
    assert (vaults.asked, opened, door.state.wrong_field) == ([], [], field)
    assert door.state.error


def test_a_wrong_passphrase_is_told_and_can_be_typed_again() -> None:
    vaults = Vaults(WrongPassphraseError())
    door, opened = _door(vaults)
    door.choose_open(Path("/h/Team.vault"))
    door.unlock("iets anders dan dat")
    assert "does not open the vault" in door.state.error
    assert (opened, door.state.busy) == ([], False)
    vaults.failure = None
    door.unlock(GOOD)
    assert (opened, door.state.error) == (["open"], "")


def test_an_empty_passphrase_is_not_tried() -> None:
    vaults = Vaults()
    door, _ = _door(vaults)
    door.choose_open(Path("/h/Team.vault"))
    door.unlock("")
    assert (vaults.asked, door.state.wrong_field) == ([], "passphrase")


def test_the_state_never_holds_a_passphrase() -> None:
    door, _ = _door(Vaults(WrongPassphraseError()))
    door.choose_open(Path("/h/Team.vault"))
    door.unlock(GOOD)
    assert GOOD not in repr(door.state)
    assert GOOD not in repr(vars(door))


def test_what_went_wrong_while_locking_is_told_at_the_door() -> None:
    door, _ = _door(Vaults())
    door.choose_open(Path("/h/Team.vault"), locked=True)
    door.refuse(DiskFullError())
    assert "disk is full" in door.state.error
    assert door.state.locked
    door.choose_again()
    assert door.state.door is Door.CHOOSE


def test_a_door_that_stays_shut_counts_down_and_asks_nothing_of_the_vault_until_then() -> None:
    vaults = Vaults(WrongPassphraseError())
    waits = iter((0, 2))
    services = UnlockServices(create=vaults.create, unlock=vaults.unlock, wait=lambda _folder: next(waits))
    door = Unlock(services, InlineDesk(), Translator("en"), lambda _vault: None)
    door.choose_open(Path("/h/Team.vault"))
    door.unlock("mis")
    assert door.state.wait == 2
    door.unlock("mis")
    assert len(vaults.asked) == 1
    door.tick()
    assert (door.state.wait, bool(door.state.error)) == (1, True)
    door.tick()
    assert (door.state.wait, door.state.error) == (0, "")
