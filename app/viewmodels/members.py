"""The people of a vault and their keys, and how it stands with the recovery words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.backup import Backup
from app.domain.member import Member, MemberRole, Right
from app.domain.strength import MIN_PASSPHRASE, Strength, counted
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.backup_words import backup_line
from app.viewmodels.desk import Desk
from app.viewmodels.recovery import RecoveryModel, RecoveryServices

_NAMED = 6


class Standing(Protocol):
    """How it stands with the recovery words."""

    @property
    def made_at(self) -> datetime | None:
        """Return when they were made, if ever."""

    @property
    def asked_at(self) -> datetime | None:
        """Return when they were last typed back from the paper."""

    @property
    def due(self) -> bool:
        """Return whether they are to be made or to be asked back."""

    @property
    def older(self) -> bool:
        """Return whether words of an older paper open the vault as well."""


@dataclass(frozen=True)
class MembersServices:
    """What can be done with the people of an open vault.

    ``me`` is the member who opened it; every change returns everybody.
    """

    me: Callable[[], Member]
    list_members: Callable[[], tuple[Member, ...]]
    add: Callable[[str, str, tuple[MemberRole, ...]], tuple[Member, ...]]
    remove: Callable[[UUID, str], tuple[Member, ...]]
    opened_by: Callable[[str], tuple[Backup, ...]]
    change_roles: Callable[[UUID, tuple[MemberRole, ...]], tuple[Member, ...]]
    give_passphrase: Callable[[UUID, str], tuple[Member, ...]]
    change_passphrase: Callable[[str, str], object]
    strength: Callable[[str, str], Strength]
    recovery_due: Callable[[], Standing]
    recovery: RecoveryServices


@dataclass(frozen=True)
class MemberRow:
    """A member in words; ``is_me`` is who works here now, ``roles`` are the keys of ``role_names``."""

    slot: UUID
    name: str
    roles: tuple[str, ...]
    what: str
    since: str
    is_me: bool


@dataclass(frozen=True)
class MembersState:
    """Who may come in, what was, and what the recovery words need."""

    rows: tuple[MemberRow, ...] = ()
    former: tuple[str, ...] = ()
    may_manage: bool = False
    recovery: str = ""
    recovery_due: bool = False
    has_words: bool = False
    busy: bool = False
    error: str = ""
    wrong_field: str = ""
    strength: Strength | None = None
    done: int = 0


class Members:
    """Lists the members and changes them; ``state.done`` counts the changes, so that a form knows to close."""

    def __init__(self, services: MembersServices, desk: Desk, say: Translator) -> None:
        self.changed = Signal()
        self.state = MembersState()
        self._services, self._desk, self._say = services, desk, say
        self._weighed = 0

    def load(self) -> None:
        """Read the members and how it stands with the recovery words."""
        services = self._services
        self._desk.ask(lambda: (services.list_members(), services.me(), services.recovery_due()), self._read)

    def role_names(self) -> tuple[tuple[str, str, str], ...]:
        """Return every role with its name and what it may do."""
        say = self._say
        return (
            (MemberRole.CASEWORKER.value, say("caseworker"), say("reads and records every case")),
            (MemberRole.READER.value, say("reader"), say("reads every case, records nothing")),
            (MemberRole.TRAINER.value, say("trainer"), say("works with fictional cases only")),
            (MemberRole.MANAGER.value, say("manager"), say("users, keys, retention and backups; sees no case")),
        )

    def start_form(self) -> None:
        """Forget what was wrong in an earlier form."""
        self._set(replace(self.state, error="", wrong_field="", strength=None, busy=False))

    def weigh(self, passphrase: str, user: str) -> None:
        """Show how well a passphrase withstands guessing."""
        self._weighed += 1
        turn = self._weighed
        if not passphrase:
            self._set(replace(self.state, strength=None))
            return

        def weighed(strength: Strength) -> None:
            if turn == self._weighed:
                self._set(replace(self.state, strength=strength))

        self._desk.ask(lambda: self._services.strength(passphrase, user), weighed)

    def add(self, name: str, roles: tuple[str, ...], passphrase: str, again: str) -> None:
        """Let somebody in with a first passphrase."""
        say, called = self._say, name.strip()
        if not self._objects(
            (not called, "user", say("Fill in the name: it stands with everything that is recorded.")),
            (not roles, "roles", say("Choose at least one role.")),
            *self._against(passphrase, again),
        ):
            given = tuple(MemberRole(role) for role in roles)
            self._change(lambda: self._services.add(called, passphrase, given))

    def change_roles(self, slot: UUID, roles: tuple[str, ...]) -> None:
        """Give a member other roles."""
        if not self._objects((not roles, "roles", self._say("Choose at least one role."))):
            self._change(lambda: self._services.change_roles(slot, tuple(MemberRole(role) for role in roles)))

    def ask_to_remove(self, row: MemberRow, then: Callable[[str], None]) -> None:
        """Look which backups somebody can still open, and give what taking that person out means to ``then``."""
        say = self._say
        means = say(
            "The passphrase opens nothing any more, also no newer backup. What was recorded stays and keeps the name."
        )

        def told(found: tuple[Backup, ...]) -> None:
            lines = [means]
            if found:
                lines.append(say("These backups of before can still be opened with it:"))
                lines += [f"– {backup_line(one, say)} ({one.place.parent})" for one in found[:_NAMED]]
                if len(found) > _NAMED:
                    lines.append(say("– and {n} more", n=len(found) - _NAMED))
            lines.append(say("Copies that lie elsewhere can still be opened with it too."))
            then("\n".join(lines))

        self._desk.ask(lambda: self._services.opened_by(row.name), told)

    def remove(self, slot: UUID, reason: str) -> None:
        """Let a member in no longer."""
        self._change(lambda: self._services.remove(slot, reason))

    def give_passphrase(self, slot: UUID, passphrase: str, again: str) -> None:
        """Give a member who forgot it another passphrase."""
        if not self._objects(*self._against(passphrase, again)):
            self._change(lambda: self._services.give_passphrase(slot, passphrase))

    def change_passphrase(self, old: str, passphrase: str, again: str) -> None:
        """Give oneself another passphrase."""
        services = self._services

        def work() -> tuple[Member, ...]:
            services.change_passphrase(old, passphrase)
            return services.list_members()

        missing = (not old, "passphrase", self._say("Type the passphrase that is used now."))
        if not self._objects(missing, *self._against(passphrase, again)):
            self._change(work)

    def recovery(self, *, drill: bool) -> RecoveryModel:
        """Return the model of new recovery words, or of the yearly drill."""
        return RecoveryModel(self._services.recovery, self._desk, self._say, drill=drill)

    def _against(self, passphrase: str, again: str) -> tuple[tuple[bool, str, str], ...]:
        """Return what can be wrong with a new passphrase."""
        say = self._say
        short = say("Use at least {n} characters; a few words that only you know work well.", n=MIN_PASSPHRASE)
        return (
            (counted(passphrase) < MIN_PASSPHRASE, "new_passphrase", short),
            (passphrase != again, "again", say("The two passphrases are not the same.")),
        )

    def _objects(self, *checks: tuple[bool, str, str]) -> bool:
        """Show the first thing that is wrong; return whether there was any."""
        wrong = next(((field, words) for is_wrong, field, words in checks if is_wrong), None)
        if wrong is not None:
            self._set(replace(self.state, wrong_field=wrong[0], error=wrong[1]))
        return wrong is not None

    def _change(self, work: Callable[[], tuple[Member, ...]]) -> None:
        """Change who may come in, and read what that makes of everything."""
        if self.state.busy:
            return
        services = self._services
        self._set(replace(self.state, busy=True, error="", wrong_field=""))
        self._desk.ask(lambda: (work(), services.me(), services.recovery_due()), self._changed, self._failed)

    def _changed(self, read: tuple[tuple[Member, ...], Member, Standing]) -> None:
        """Show the change and let the form close."""
        self._set(replace(self.state, busy=False, done=self.state.done + 1))
        self._read(read)

    def _failed(self, error: AppError) -> None:
        """Show why it did not work."""
        self._set(replace(self.state, busy=False, error=self._say.error(error), wrong_field=""))

    def _read(self, read: tuple[tuple[Member, ...], Member, Standing]) -> None:
        """Put what was read into words."""
        members, me, standing = read
        say = self._say
        names = {key: name for key, name, _ in self.role_names()}
        rows = tuple(
            MemberRow(
                slot=member.slot,
                name=member.name,
                roles=tuple(role.value for role in member.roles),
                what=say.series([names[role.value] for role in member.roles]),
                since=say("since {day}", day=say.day(member.added_at.date())),
                is_me=member.slot == me.slot,
            )
            for member in members
            if member.removed_at is None
        )
        former = tuple(
            say("{name}, until {day}", name=member.name, day=say.day(member.removed_at.date()))
            for member in members
            if member.removed_at is not None
        )
        self._set(
            replace(
                self.state,
                rows=rows,
                former=former,
                may_manage=me.may(Right.MANAGE),
                recovery=self._standing(standing),
                recovery_due=standing.due,
                has_words=standing.made_at is not None,
            )
        )

    def _standing(self, standing: Standing) -> str:
        """Say how it stands with the recovery words."""
        say = self._say
        if standing.made_at is None:
            return say("There are no recovery words yet. A forgotten passphrase cannot be recovered.")
        made = say.day(standing.made_at.date())
        if standing.older:
            return say("Made on {day}; never typed back from the paper. Until then older words stay good.", day=made)
        if standing.asked_at is None:
            return say("Made on {day}; never typed back from the paper.", day=made)
        asked = say.day(standing.asked_at.date())
        if standing.due:
            return say("Typed back from the paper on {day}: more than a year ago.", day=asked)
        return say("Made on {day}, last typed back from the paper on {asked}.", day=made, asked=asked)

    def _set(self, state: MembersState) -> None:
        """Take a new state and tell."""
        if state != self.state:
            self.state = state
            self.changed.emit()
