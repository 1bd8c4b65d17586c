"""What the sections of a dossier are called (domain reference 5.3), the same on the screen and on paper."""

from app.domain.profile import SectionId
from app.i18n import Translator


def section_titles(say: Translator) -> dict[SectionId, str]:
    """Return the title of every section in one language."""
    return {
        "D0": say("Cover and purpose"),
        "D1": say("Summary of the pattern"),
        "D2": say("Persons and their relation"),
        "D3": say("Four anchor incidents"),
        "D4": say("Chronology"),
        "D5": say("View of the pattern"),
        "D6": say("Effects on the alleged victim"),
        "D7": say("Children"),
        "D8": say("Red flags and what was not asked"),
        "D9": say("Evidence"),
        "D10": say("Earlier reports and decisions"),
        "D11": say("Measures now and when they end"),
        "D12": say("Statement of the alleged perpetrator and counter-statements"),
        "D13": say("Help and contacts"),
        "D14": say("Weighing by the professional"),
        "D15": say("Account"),
        "D16": say("Manifest"),
    }
