"""The commands about the people of a vault, and about opening it with the words on paper."""

import argparse
import getpass
import sys

from app.cli.opened import new_passphrase, open_vault, passphrase_of, print_json
from app.clock import SystemClock
from app.domain.member import Member, MemberRole
from app.errors import RefusedError
from app.i18n import Translator
from app.services import members, vault
from app.services.files import read_file
from app.storage.store import Store


def change_members(options: argparse.Namespace, say: Translator) -> int:
    """List the members, add or remove one, or change one's own passphrase."""
    if options.doing == "passphrase":
        return _own_passphrase(options, say)
    with open_vault(options, say) as store:
        if options.doing == "add":
            words = new_passphrase(options.new_passphrase_file, say)
            members.add_member(store, options.name, words, [MemberRole(role) for role in options.role])
        elif options.doing == "remove":
            members.remove_member(store, _named(store, options.name).slot, reason=options.reason)
        everybody = members.list_members(store)
    if options.json:
        print_json(everybody)
        return 0
    for member in everybody:
        roles = ", ".join(role_name(role, say) for role in member.roles)
        gone = "" if member.removed_at is None else say("removed on {day}", day=say.day(member.removed_at.date()))
        print(f"{member.name}  ({gone or roles})")
    return 0


def recover(options: argparse.Namespace, say: Translator) -> int:
    """Open a vault with its recovery words and give a member a new passphrase."""
    words = _words(options, say)
    names = vault.names_for_words(options.vault, words, SystemClock())
    if options.user not in names:
        raise RefusedError(reason="There is no member with this name.")
    fresh = new_passphrase(options.new_passphrase_file, say)
    vault.unlock_with_words(options.vault, words, SystemClock(), user=options.user, passphrase=fresh).close()
    if options.json:
        print_json({"vault": str(options.vault), "user": options.user})
    else:
        print(say("{name} has a new passphrase.", name=options.user))
    return 0


def role_name(role: MemberRole, say: Translator) -> str:
    """Return the name of a role."""
    match role:
        case MemberRole.CASEWORKER:
            return say("caseworker")
        case MemberRole.READER:
            return say("reader")
        case MemberRole.TRAINER:
            return say("trainer")
        case MemberRole.MANAGER:
            return say("manager")


def _own_passphrase(options: argparse.Namespace, say: Translator) -> int:
    old = passphrase_of(options, say)
    fresh = new_passphrase(options.new_passphrase_file, say)
    with vault.unlock_vault(options.vault, old, SystemClock()) as store:
        members.change_passphrase(store, old, fresh)
        name = store.user
    if options.json:
        print_json({"vault": str(options.vault), "user": name})
    else:
        print(say("{name} has a new passphrase.", name=name))
    return 0


def _named(store: Store, name: str) -> Member:
    found = [one for one in members.list_members(store) if one.name == name and one.removed_at is None]
    if not found:
        raise RefusedError(reason="There is no member with this name.")
    return found[0]


def _words(options: argparse.Namespace, say: Translator) -> str:
    """Read the words from a file, or ask for them on a terminal."""
    if options.words_file is not None:
        try:
            return read_file(options.words_file, most=64 * 1024).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedError(reason="The file with the words is not UTF-8 text.") from error
    if not sys.stdin.isatty():
        raise RefusedError(reason="Give the recovery words with --words-file.")
    return getpass.getpass(say("The 24 words: "))
