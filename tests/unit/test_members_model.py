"""People and keys: what is listed, what is refused before it is asked, and the recovery words from paper and back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.domain.backup import Backup
from app.domain.member import FOUNDER, Member, MemberRole
from app.domain.strength import Strength
from app.errors import RefusedError, WrongPassphraseError, WrongWordsError
from app.i18n import Translator
from app.jobs import Job
from app.viewmodels.desk import InlineDesk
from app.viewmodels.members import Members, MembersServices
from app.viewmodels.recovery import RecoveryModel, RecoveryServices, Step
from app.viewmodels.strength_words import strength_words

DAY = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
GOOD = "drie groene fietsen"
WORDS = ("een", "twee", "drie")


@dataclass(frozen=True)
class Paper:
    """How it stands with the recovery words."""

    made_at: datetime | None = None
    asked_at: datetime | None = None
    due: bool = True
    older: bool = False


class Vault:
    """A vault with members that remembers what was asked of it."""

    def __init__(self) -> None:
        self.members = [Member(slot=uuid4(), name="S. de Boer", roles=FOUNDER, added_at=DAY, added_by="S. de Boer")]
        self.asked: list[tuple[object, ...]] = []
        self.paper = Paper()
        self.confirmed: list[str] = []
        self.backups: list[Backup] = []

    def services(self) -> MembersServices:
        """Return what can be done."""
        return MembersServices(
            me=lambda: self.members[0],
            list_members=lambda: tuple(self.members),
            add=self.add,
            remove=self.remove,
            opened_by=lambda _user: tuple(self.backups),
            change_roles=lambda slot, roles: self._note("roles", slot, roles),
            give_passphrase=lambda slot, passphrase: self._note("give", slot, passphrase),
            change_passphrase=self.change_passphrase,
            strength=lambda _passphrase, _user: Strength(long_enough=True, guesses=9.0, meter=2),
            recovery_due=lambda: self.paper,
            recovery=RecoveryServices(
                make=lambda: WORDS,
                confirm=self.confirm,
                sheet=self.sheet,
                note_printed=lambda: self.asked.append(("printed",)),
            ),
        )

    def add(self, name: str, passphrase: str, roles: tuple[MemberRole, ...]) -> tuple[Member, ...]:
        """Let somebody in."""
        self.members.append(Member(slot=uuid4(), name=name, roles=roles, added_at=DAY, added_by="S. de Boer"))
        return self._note("add", name, passphrase)

    def remove(self, slot: UUID, reason: str) -> tuple[Member, ...]:
        """Refuse, as with the only manager."""
        self._note("remove", slot, reason)
        raise RefusedError(reason="This is the only manager. Make somebody else a manager first.")

    def change_passphrase(self, old: str, new: str) -> None:
        """Take the right old passphrase only."""
        if old != "de oude":
            raise WrongPassphraseError
        self._note("own", new)

    def confirm(self, typed: str) -> None:
        """Take the right words only."""
        if typed != " ".join(WORDS):
            raise WrongWordsError
        self.confirmed.append(typed)

    def sheet(self, words: tuple[str, ...], language: str, _job: Job) -> bytes:
        """Make the paper."""
        return f"{language}: {' '.join(words)}".encode()

    def _note(self, *asked: object) -> tuple[Member, ...]:
        self.asked.append(asked)
        return tuple(self.members)


def _members(vault: Vault) -> Members:
    model = Members(vault.services(), InlineDesk(), Translator("nl"))
    model.load()
    return model


def test_the_members_are_told_with_their_roles_and_who_works_here_now() -> None:
    vault = Vault()
    gone = Member(slot=uuid4(), name="T. Oud", roles=(MemberRole.READER,), added_at=DAY, added_by="x", removed_at=DAY)
    vault.members.append(gone)
    state = _members(vault).state
    assert [(row.name, row.what, row.is_me) for row in state.rows] == [("S. de Boer", "behandelaar en beheerder", True)]
    assert state.former == ("T. Oud, tot 14 mrt 2026",)
    assert state.may_manage


def test_who_is_no_manager_is_offered_no_changes() -> None:
    vault = Vault()
    vault.members[0] = Member(
        slot=uuid4(), name="A. Kaya", roles=(MemberRole.READER,), added_at=DAY, added_by="S. de Boer"
    )
    assert not _members(vault).state.may_manage


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ((" ", ("reader",), GOOD, GOOD), "user"),
        (("A. Kaya", (), GOOD, GOOD), "roles"),
        (("A. Kaya", ("reader",), "kort", "kort"), "new_passphrase"),
        (("A. Kaya", ("reader",), GOOD, GOOD + "x"), "again"),
    ],
)
def test_nobody_is_let_in_while_something_is_missing(typed: tuple[str, tuple[str, ...], str, str], field: str) -> None:
    vault = Vault()
    model = _members(vault)
    model.add(*typed)
    assert (vault.asked, model.state.wrong_field, model.state.done) == ([], field, 0)
    assert model.state.error


def test_somebody_who_is_let_in_is_listed_and_the_form_may_close() -> None:
    vault = Vault()
    model = _members(vault)
    model.add(" A. Kaya ", ("reader",), GOOD, GOOD)
    assert vault.asked == [("add", "A. Kaya", GOOD)]
    assert [row.name for row in model.state.rows] == ["S. de Boer", "A. Kaya"]
    assert (model.state.done, model.state.busy) == (1, False)


def test_what_the_vault_refuses_is_told_and_nothing_closes() -> None:
    vault = Vault()
    model = _members(vault)
    model.remove(vault.members[0].slot, "weg")
    assert "de enige beheerder" in model.state.error
    model.change_passphrase("iets anders", GOOD, GOOD)
    assert "opent de kluis niet" in model.state.error
    model.start_form()
    assert model.state.error == ""
    model.change_passphrase("de oude", GOOD, GOOD)
    assert (vault.asked[-1], model.state.done) == (("own", GOOD), 1)


def test_no_passphrase_stays_in_the_view_model() -> None:
    model = _members(Vault())
    model.weigh(GOOD, "A. Kaya")
    model.add("A. Kaya", ("reader",), GOOD, GOOD)
    assert GOOD not in repr(vars(model))


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Paper(), "nog geen herstelwoorden"),
        (Paper(DAY), "nog nooit van papier overgetypt"),
        (Paper(DAY, older=True), "blijven oudere woorden geldig"),
        (Paper(DAY, DAY), "meer dan een jaar geleden"),
        (Paper(DAY, DAY, due=False), "voor het laatst van papier overgetypt"),
    ],
)
def test_the_settings_tell_how_it_stands_with_the_recovery_words(paper: Paper, words: str) -> None:
    vault = Vault()
    vault.paper = paper
    state = _members(vault).state
    assert words in state.recovery
    assert (state.recovery_due, state.has_words) == (paper.due, paper.made_at is not None)


def test_new_words_are_shown_put_on_paper_and_asked_back() -> None:
    vault = Vault()
    model = _members(vault).recovery(drill=False)
    model.make()
    assert (model.state.step, model.state.words) == (Step.SHOW, WORDS)
    model.draw_sheet()
    assert model.state.sheet == b"nl: een twee drie"
    seen_at_the_printer: list[object] = []
    model.log_printing(lambda: seen_at_the_printer.extend(vault.asked))
    assert seen_at_the_printer == [("printed",)]
    model.ask_back()
    assert model.state.sheet == b""
    model.confirm("een twee vier")
    assert model.state.step is Step.ASK
    assert model.state.error
    model.confirm("een twee drie")
    assert (model.state.step, model.state.words, vault.confirmed) == (Step.DONE, (), ["een twee drie"])


def test_a_drill_begins_with_the_paper_and_can_show_nothing() -> None:
    model = _members(Vault()).recovery(drill=True)
    model.show_again()
    steps = [model.state.step]
    model.confirm("een twee drie")
    assert [*steps, model.state.step] == [Step.ASK, Step.DONE]


def test_closing_lets_go_of_the_words() -> None:
    model = RecoveryModel(Vault().services().recovery, InlineDesk(), Translator("nl"))
    model.make()
    model.draw_sheet()
    model.forget()
    assert "twee" not in repr(model.state)


def test_the_meter_says_in_words_what_it_shows() -> None:
    say = Translator("nl")
    estimate = Strength(long_enough=True, guesses=5.0, meter=0)
    told = [strength_words(_at(estimate, meter), say).words for meter in range(5)]
    assert len(set(told)) == 5
    assert all(told)
    short = strength_words(Strength(long_enough=False, guesses=20.0, meter=4), say)
    assert (short.meter, short.words) == (0, "te kort: minstens 12 tekens")
    assert strength_words(None, say).words == ""


def _at(estimate: Strength, meter: int) -> Strength:
    """Return an estimate with another meter."""
    return Strength(long_enough=estimate.long_enough, guesses=estimate.guesses, meter=meter)


def test_later_answers_about_an_earlier_passphrase_are_dropped() -> None:
    model = _members(Vault())
    model.weigh(GOOD, "x")
    assert model.state.strength is not None
    model.weigh("", "x")
    assert model.state == replace(model.state, strength=None)


@pytest.mark.parametrize(("backups", "named", "more"), [(0, 0, ""), (2, 2, ""), (9, 6, "en nog 3")])
def test_taking_somebody_out_names_the_backups_that_still_open(backups: int, named: int, more: str) -> None:
    vault = Vault()
    vault.backups = [Backup(place=Path(f"/schijf/kopie-{number}.backup"), label=None) for number in range(backups)]
    model, told = _members(vault), list[str]()
    model.ask_to_remove(model.state.rows[0], told.append)
    assert told[0].count("kopie-") == named
    assert ("gaan er nog wel mee open" in told[0]) is bool(backups)
    assert more in told[0]
    assert "ergens anders" in told[0]
