"""Own checklists and a translation for tests; the people and the words are invented."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.domain.own_text import KeptList, OwnKind, OwnList, OwnText
from app.i18n import Translator
from app.risk.checklist import load_checklists
from app.viewmodels.desk import InlineDesk
from app.viewmodels.own_lists import Listed, OwnLists, OwnListsServices

AT = datetime(2026, 3, 14, tzinfo=UTC)

ELDERS = """\
id = "own-elders"
version = "1.0"
name = { nl = "Ouderen", en = "Older people" }
author = "Wijkteam Noord"

[[groups]]
id = "money"
label = { nl = "Geld", en = "Money" }

[[items]]
id = "own-elders.card"
group = "money"
label = { nl = "Iemand anders heeft de pas", en = "Somebody else has the card" }
guidance = { nl = "Vraag wie er pint.", en = "Ask who takes out the money." }
cls = "high"
supports = ["eco-money-control"]
sources = ["GK"]

[[items]]
id = "own-elders.locked"
group = "money"
label = { nl = "De deur gaat van buiten op slot", en = "The door is locked from outside" }
guidance = { nl = "Vraag wie de sleutel heeft.", en = "Ask who has the key." }
cls = "critical"
supports = ["iso-contact-block"]
"""
LATER = ELDERS.replace('version = "1.0"', 'version = "1.1"').replace("heeft de pas", "bewaart de pas")


def turkish() -> str:
    """Return a complete translation of the list about children; its words are the ids, marked."""
    checklist = load_checklists()["chd"]
    head = [
        'checklist = "chd"',
        f'version = "{checklist.version}"',
        'language = "tr"',
        'author = "Proeftolk"',
        'name = "Çocuklar"',
        f"stop_rules = {[f'Önce güvenlik {number}' for number, _ in enumerate(checklist.stop_rules, 1)]}",
    ]
    items = [f'[[items]]\nid = "{item.id}"\nlabel = "{item.id} sorusu"\nguidance = "Sor."' for item in checklist.items]
    return "\n".join((*head, *items)) + "\n"


def own(*, offered: bool = True, used: bool = False) -> OwnText:
    """Return the list about older people as the vault keeps it."""
    return OwnText(
        kind=OwnKind.CHECKLIST, key="own-elders", version="1.0", file="ouderen.toml", text=ELDERS,
        offered=offered, added_at=AT, added_by="Anke", used=used,
    )  # fmt: skip


def model(listed: Listed, add: Callable[[Path], Listed] | None = None) -> tuple[OwnLists, list[str]]:
    """Return the view-model on a vault that holds some texts, and what it renewed."""
    renewed: list[str] = []
    services = OwnListsServices(
        list_own=lambda: listed,
        add_file=add or (lambda _path: listed),
        offer=lambda _key, _version: listed,
        remove=lambda _kind, _key, _version: (),
    )
    made = OwnLists(services, InlineDesk(), Translator("nl"))
    made.renewed.connect(lambda: renewed.append("case"))
    made.load()
    return made, renewed


def kept(words: str = ELDERS, version: str = "1.0", *, offered: bool = True) -> KeptList:
    """Return an own list as a case sees it."""
    return KeptList(list=OwnList(id="own-elders", version=version, text=words), offered=offered)
