"""The words for the steps of the reporting code."""

from collections.abc import Mapping

from app.domain.code_step import Standing, Step
from app.i18n import Translator


def step_words(say: Translator) -> Mapping[Step, str]:
    """Return the words for the five steps, in their order."""
    return {
        Step.SIGNALS: say("1 Signals mapped"),
        Step.CONSULT: say("2 Colleague or Veilig Thuis consulted"),
        Step.TALK: say("3 Spoken with those concerned"),
        Step.WEIGH: say("4 Violence weighed"),
        Step.DECIDE: say("5 Decided on reporting and on help"),
    }


def standing_words(say: Translator) -> Mapping[Standing, str]:
    """Return the words for whether a step was taken."""
    return {
        Standing.TAKEN: say("taken"),
        Standing.SKIPPED: say("left out"),
        Standing.UNSAFE: say("left out, because it was not safe"),
    }
