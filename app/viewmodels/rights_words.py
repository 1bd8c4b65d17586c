"""Requests of people about whom a case is, in words."""

from app.domain.rights import Decision, RequestKind
from app.i18n import Translator


def request_words(kind: RequestKind, say: Translator) -> str:
    """Return what somebody asks for."""
    match kind:
        case RequestKind.ACCESS:
            return say("to see what is in the file")
        case RequestKind.CORRECTION:
            return say("to have something corrected")
        case RequestKind.DESTRUCTION:
            return say("to have data destroyed")


def decision_words(decision: Decision, say: Translator) -> str:
    """Return what was decided."""
    match decision:
        case Decision.OPEN:
            return say("asked, not decided yet")
        case Decision.GRANTED:
            return say("allowed")
        case Decision.REFUSED:
            return say("refused")


def logged_request(kind: object, decision: object, say: Translator) -> str:
    """Return a request and its decision as the log has them; words of a later version stay as they are."""
    try:
        return f"{request_words(RequestKind(str(kind)), say)}: {decision_words(Decision(str(decision)), say)}"
    except ValueError:
        return f"{kind}: {decision}"
