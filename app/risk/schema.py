"""JSON schemas of the data files, made from the types that read them, for editors that check while one types.

``python -m tools.schemas`` writes them; a test holds ``resources/schema`` to them.
"""

from types import MappingProxyType
from typing import Final

from app.domain.everyday_words import EverydayWords
from app.domain.json_schema import json_schema
from app.risk.catalogue import BehaviourFile, ContextFile, EffectFile, LawFile, SourceFile
from app.risk.cautions import CautionFile
from app.risk.checklist import Checklist
from app.risk.crosswalk import Crosswalks
from app.risk.glossary import GlossaryFile
from app.risk.instruments import InstrumentFile
from app.risk.own_checklist import OwnChecklist
from app.risk.own_translation import Translation
from app.risk.profiles import ProfileFile
from app.risk.protective import ProtectiveFile
from app.risk.retention import RetentionFile
from app.risk.rulebook import Rulebook
from app.risk.wording import WordingFile

FORMS: Final = MappingProxyType(
    {
        "behaviours": BehaviourFile,
        "cautions": CautionFile,
        "checklist": Checklist,
        "contexts": ContextFile,
        "crosswalks": Crosswalks,
        "effects": EffectFile,
        "everyday": EverydayWords,
        "glossary": GlossaryFile,
        "instruments": InstrumentFile,
        "law": LawFile,
        "own-checklist": OwnChecklist,
        "own-translation": Translation,
        "profiles": ProfileFile,
        "protective": ProtectiveFile,
        "retention": RetentionFile,
        "rules": Rulebook,
        "sources": SourceFile,
        "wording": WordingFile,
    }
)


def schema_of(name: str) -> bytes:
    """Return the JSON schema of a data file, as ``resources/schema/<name>.schema.json`` holds it."""
    return json_schema(FORMS[name], f"patroonzicht.{name}")
