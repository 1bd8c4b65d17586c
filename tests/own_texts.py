"""Own checklists and a translation for tests; the people and the words are invented."""

from app.risk.checklist import load_checklists

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
