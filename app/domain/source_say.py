"""How a source knows what it says, in words."""

from collections.abc import Mapping

from app.domain.source import Knowledge
from app.i18n import Translator


def knowledge_words(say: Translator) -> Mapping[Knowledge, str]:
    """Return the words for how a source knows what it says."""
    return {
        Knowledge.SEEN: say("saw it"),
        Knowledge.HEARD: say("heard it"),
        Knowledge.TOLD: say("heard it from others"),
        Knowledge.DOCUMENT: say("document"),
        Knowledge.OWN_STATEMENT: say("own statement"),
    }
