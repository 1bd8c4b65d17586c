"""The door: what it refuses, what it hands on, and that it keeps no passphrase."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.strength import Strength
from app.errors import AppError, DiskFullError, WrongPassphraseError, WrongWordsError
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

    def strength(self, passphrase: str, user: str, vault: str) -> Strength:
        """Weigh a passphrase."""
        self.asked.append(("strength", passphrase, user, vault))
        return Strength(long_enough=True, guesses=9.0, meter=2)

    def names(self, folder: Path, words: str) -> tuple[str, ...]:
        """Return the members."""
        self.asked.append(("names", folder.as_posix(), words))
        self._answer()
        return ("S. de Boer", "A. Kaya")

    def recover(self, folder: Path, words: str, user: str, passphrase: str) -> str:
        """Open one with words."""
        self.asked.append(("recover", folder.as_posix(), words, user, passphrase))
        return self._answer()

    def _answer(self) -> str:
        if self.failure is not None:
            raise self.failure
        return "open"


def _door(vaults: Vaults) -> tuple[Unlock[str], list[str]]:
    opened: list[str] = []
    return Unlock(_services(vaults), InlineDesk(), Translator("en"), opened.append), opened


def _services(vaults: Vaults) -> UnlockServices[str]:
    return UnlockServices(
        create=vaults.create,
        unlock=vaults.unlock,
        strength=vaults.strength,
        names=vaults.names,
        recover=vaults.recover,
    )


def test_a_new_vault_gets_its_ending_and_is_handed_on() -> None:
    vaults = Vaults()
    door, opened = _door(vaults)
    door.choose_create()
    door.place("/home/s", " Team West ")
    assert (door.state.door, door.state.vault_name) == (Door.WHO, "Team West")
    door.create(" S. de Boer ", GOOD, GOOD)
    assert vaults.asked == [("create", "/home/s/Team West.vault", "S. de Boer", GOOD)]
    assert (opened, door.made) == (["open"], True)


@pytest.mark.parametrize(
    ("place", "name", "field"),
    [("", "Team", "place"), ("/h", " ", "name"), ("/h", "../Team", "name"), ("/h", ".Team", "name")],
)
def test_a_place_or_a_name_that_is_no_good_is_told_at_its_field(place: str, name: str, field: str) -> None:
    door, _ = _door(Vaults())
    door.choose_create()
    door.place(place, name)
    assert (door.state.door, door.state.wrong_field) == (Door.PLACE, field)
    assert door.state.error


@pytest.mark.parametrize(
    ("typed", "field"),
    [(("", GOOD, GOOD), "user"), (("S", "kort", "kort"), "new_passphrase"), (("S", GOOD, GOOD + "s"), "again")],
)
def test_a_vault_is_not_made_while_something_is_missing(typed: tuple[str, str, str], field: str) -> None:
    vaults = Vaults()
    door, opened = _door(vaults)
    door.choose_create()
    door.place("/h", "Team")
    door.create(*typed)
    assert (vaults.asked, opened, door.state.wrong_field) == ([], [], field)
    assert door.state.error


def test_a_passphrase_is_weighed_against_the_names_around_it_and_never_refused_for_it() -> None:
    vaults = Vaults()
    door, opened = _door(vaults)
    door.choose_create()
    door.place("/h", "Team")
    door.weigh(GOOD, "S. de Boer")
    assert vaults.asked == [("strength", GOOD, "S. de Boer", "Team")]
    assert door.state.strength == Strength(long_enough=True, guesses=9.0, meter=2)
    door.create("S. de Boer", GOOD, GOOD)
    assert opened == ["open"]


def test_going_back_leads_through_the_steps() -> None:
    door, _ = _door(Vaults())
    door.choose_create()
    door.place("/h", "Team")
    seen = []
    for _ in range(2):
        door.back()
        seen.append(door.state.door)
    assert seen == [Door.PLACE, Door.CHOOSE]


def test_the_words_on_paper_lead_to_a_new_passphrase_for_one_of_the_members() -> None:
    vaults = Vaults()
    door, opened = _door(vaults)
    door.choose_open(Path("/h/Team.vault"))
    door.choose_words()
    door.read_words("")
    assert door.state.wrong_field == "words"
    door.read_words("een twee")
    assert (door.state.door, door.state.names) == (Door.RENEW, ("S. de Boer", "A. Kaya"))
    door.recover("een twee", "A. Kaya", GOOD, GOOD)
    assert vaults.asked[-1] == ("recover", "/h/Team.vault", "een twee", "A. Kaya", GOOD)
    assert (opened, door.made) == (["open"], False)
    assert "twee" not in repr(vars(door))


def test_words_that_open_nothing_are_told_and_can_be_typed_again() -> None:
    door, _ = _door(Vaults(WrongWordsError()))
    door.choose_open(Path("/h/Team.vault"))
    door.choose_words()
    door.read_words("een twee")
    assert (door.state.door, door.state.busy) == (Door.WORDS, False)
    assert "do not open this vault" in door.state.error


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
    services = replace(_services(vaults), wait=lambda _folder: next(waits))
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
