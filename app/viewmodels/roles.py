"""The roles of people, in words: always as alleged, never as a verdict."""

from collections.abc import Sequence
from uuid import UUID

from app.domain.hidden import hides_field
from app.domain.person import Person, Role
from app.i18n import Translator
from app.viewmodels.sensitivity import hidden_words


def role_name(role: Role, say: Translator) -> str:
    """Return a role as it is shown; victim and perpetrator are alleged (domain reference 0.2, rule 8)."""
    return {
        Role.VICTIM: say("alleged victim"),
        Role.PERPETRATOR: say("alleged perpetrator"),
        Role.CHILD: say("child"),
        Role.RELATIVE: say("relative"),
        Role.WITNESS: say("witness"),
        Role.PROFESSIONAL: say("professional"),
        Role.OTHER: say("somebody else"),
    }[role]


def people_called(persons: Sequence[Person], say: Translator) -> dict[UUID, str]:
    """Return by what people are chosen: name and role, or of somebody hidden (R0) the place in the form of the case.

    Two hidden children would otherwise be the same words, and a copy could be made about the wrong one. ``persons`` are
    those of the case in their order, whole or hidden.
    """
    word = hidden_words(say)
    return {
        one.id: say("{name} · person {n} · {role}", name=word, n=place, role=role_name(one.role, say))
        if hides_field(one, "name")
        else f"{one.name} · {role_name(one.role, say)}"
        for place, one in enumerate(persons, start=1)
    }
