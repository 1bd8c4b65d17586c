"""The accounts of one event: the first, which stays as it was told, and later ones that point to it.

A changed account is a new entry with a reason and never overwrites the first (domain reference 5.2, rule 11).
"""

from dataclasses import dataclass, fields, replace
from typing import Final
from uuid import UUID

from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.viewmodels.field_marks import marked
from app.viewmodels.incident_fields import IncidentFields, fields_of

_AGAIN: Final = "again-"
_OWN: Final = frozenset({"duplicate_of", "changed", "changed_because", "reason", "sensitivity", "marks"})


@dataclass(frozen=True)
class Accounts:
    """The other accounts of the event in a form, as (record id, number, words), and what stands above them.

    ``changed`` asks why there is a new account. ``hint`` tells what the rules do with it.
    """

    words: str = ""
    links: tuple[tuple[str, str, str], ...] = ()
    changed: bool = False
    hint: str = ""


def again(first: UUID) -> str:
    """Return the place of the form for a new account of an event."""
    return f"{_AGAIN}{first}"


def told_again(place: str) -> str:
    """Return the id of the first account that a place of a form names, or nothing for any other place."""
    return place.removeprefix(_AGAIN) if place.startswith(_AGAIN) else ""


def first_account(incident: Incident, snapshot: CaseSnapshot) -> Incident | None:
    """Return the first account of the event that an incident tells, itself when it is that one."""
    if incident.duplicate_of is None:
        return incident
    return next((one for one in snapshot.incidents if one.id == incident.duplicate_of), None)


def account_fields(first: Incident, say: Translator) -> IncidentFields:
    """Return the form for a new account: when, where and who are taken over, what was told is asked again.

    The new account travels no further than the first, and nor does any of its fields.
    """
    told = fields_of(first, say)
    return IncidentFields(
        when=told.when,
        where=told.where,
        kind=told.kind,
        actor=told.actor,
        target=told.target,
        children=told.children,
        duplicate_of=str(first.id),
        changed=True,
        sensitivity=told.sensitivity,
        marks=told.marks,
    )


def with_typed(account: IncidentFields, typed: IncidentFields, stored: Incident, say: Translator) -> IncidentFields:
    """Return the form for a new account with what was typed over an earlier one; why it was corrected says why now.

    It travels no further than either of the two.
    """
    before = fields_of(stored, say)
    changed = {
        one.name: getattr(typed, one.name)
        for one in fields(IncidentFields)
        if one.name not in _OWN and getattr(typed, one.name) != getattr(before, one.name)
    }
    marks = {**account.marks, **typed.marks}
    return replace(
        account,
        changed_because=typed.reason,
        sensitivity=min(account.sensitivity, typed.sensitivity),
        marks={name: min(mark, account.marks.get(name) or mark) for name, mark in marks.items() if mark},
        **changed,
    )


def held_back(drafted: IncidentFields, first: Incident, say: Translator) -> IncidentFields:
    """Return a half-typed new account; what it still has of the first account travels no further than it does there.

    The first account may have been marked since the new one was begun.
    """
    told, marks = fields_of(first, say), drafted.marks
    for name in ("when", "where"):
        there = min(told.sensitivity, told.marks.get(name) or told.sensitivity)
        here = min(drafted.sensitivity, marks.get(name) or drafted.sensitivity)
        if there < here and getattr(drafted, name) and getattr(drafted, name) == getattr(told, name):
            marks = marked(marks, name, there)
    return replace(drafted, marks=marks)


def accounts_of(shown: IncidentFields, own: UUID | None, snapshot: CaseSnapshot, say: Translator) -> Accounts:
    """Return the other accounts of the event that a form shows."""
    first = next((one for one in snapshot.incidents if str(one.id) == shown.duplicate_of), None)
    if first is None:
        later = [one for one in snapshot.incidents if one.duplicate_of is not None and one.duplicate_of == own]
        return Accounts(say("Told again later:") if later else "", tuple(_link(one, say) for one in later))
    return Accounts(
        say("Tells the same event as:"),
        (_link(first, say),),
        shown.changed or bool(shown.changed_because),
        say("{number} stays as it was told. The event counts once, as it stands there.", number=visible_number(first)),
    )


def _link(incident: Incident, say: Translator) -> tuple[str, str, str]:
    return str(incident.id), visible_number(incident), describe(incident.when, say)
