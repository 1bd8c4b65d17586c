"""The roles of people, in words: always as alleged, never as a verdict."""

from app.domain.person import Role
from app.i18n import Translator


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
