"""The user guide inside the program: its chapters, their words, and where something stands in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from app.i18n import Language, Translator
from app.observable import Signal
from app.resources import read_text

# In the order of reading. A page of the program finds its chapter by its own name.
CHAPTERS: Final = (
    "start",
    "cases",
    "incidents",
    "dates",
    "events",
    "circumstances",
    "sources",
    "checklists",
    "pattern",
    "weighings",
    "dossier",
    "knowledge",
    "log",
    "settings",
    "own-lists",
    "words",
    "limits",
)
SHORTEST: Final = 2
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_RULE: Final = re.compile(r"\|[-|: ]+\|")
_FENCE: Final = "```"
_START: Final = re.compile(r"(#+|-|\d+\.) ")


@dataclass(frozen=True)
class Chapter:
    """One chapter: its title and its text in Markdown."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class ChapterLine:
    """A chapter in the list, with how often the words that are looked for stand in it."""

    key: str
    title: str
    hits: int = 0


@dataclass(frozen=True)
class GuideState:
    """What is shown.

    ``sought`` is as typed; ``marked`` are the words to mark in the text, "" when they stand nowhere. ``place`` counts
    the places in the chosen chapter from 0, -1 for none.
    """

    chapters: tuple[ChapterLine, ...] = ()
    chosen: str = ""
    title: str = ""
    text: str = ""
    sought: str = ""
    marked: str = ""
    found: str = ""
    place: int = -1


class Guide:
    """Opens chapters and finds words in all of them."""

    def __init__(self, say: Translator) -> None:
        self.state = GuideState()
        self.changed = Signal()
        self._say = say
        self._chapters: tuple[Chapter, ...] = ()

    def open_at(self, page: str) -> None:
        """Open the chapter about a page, else the first one; raise ``ResourceError`` when the guide is damaged."""
        self._chapters = load_guide(self._say.language)
        self.show(page if page in CHAPTERS else CHAPTERS[0])

    def show(self, key: str) -> None:
        """Show a chapter, at the first of the places that are looked for; other keys are ignored."""
        if any(chapter.key == key for chapter in self._chapters):
            self._put(key, 0)

    def look_for(self, words: str) -> None:
        """Look for words in all chapters; the chapter that is shown stays."""
        self.state = replace(self.state, sought=words)
        self._put(self.state.chosen, 0)

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), through all chapters and around the end."""
        places = [(line.key, number) for line in self.state.chapters for number in range(line.hits)]
        if not places:
            return
        here = (self.state.chosen, self.state.place)
        if here in places:
            self._put(*places[(places.index(here) + by) % len(places)])
            return
        order = [line.key for line in self.state.chapters]
        after = [place for place in places if order.index(place[0]) > order.index(here[0])]
        before = [place for place in places if order.index(place[0]) < order.index(here[0])]
        self._put(*((after + before)[0] if by > 0 else (after + before)[-1]))

    def _put(self, key: str, place: int) -> None:
        """Show a chapter and one of the places in it."""
        say, words = self._say, " ".join(self.state.sought.split())
        lines = tuple(ChapterLine(each.key, each.title, hits(each.text, words)) for each in self._chapters)
        total = sum(line.hits for line in lines)
        chosen = next((chapter for chapter in self._chapters if chapter.key == key), Chapter("", "", ""))
        here = next((line.hits for line in lines if line.key == key), 0)
        if len(words) < SHORTEST:
            found = ""
        elif total:
            found = say.n("{n} place in the guide", "{n} places in the guide", total)
        else:
            found = say("These words do not stand in the guide.")
        self.state = GuideState(
            chapters=lines,
            chosen=chosen.key,
            title=chosen.title,
            text=chosen.text,
            sought=self.state.sought,
            marked=words if total else "",
            found=found,
            place=place if here else -1,
        )
        self.changed.emit()


@cache
def load_guide(language: Language) -> tuple[Chapter, ...]:
    """Return the chapters in a language."""
    texts = [(key, read_text(f"help/{language}/{key}.md")) for key in CHAPTERS]
    return tuple(Chapter(key, text.partition("\n")[0].removeprefix("# "), text) for key, text in texts)


def hits(text: str, words: str) -> int:
    """Return how often words stand in a chapter as somebody reads it; fewer than two letters are not looked for."""
    if len(words) < SHORTEST:
        return 0
    return sum(line.lower().count(words.lower()) for line in read_lines(text))


def read_lines(text: str) -> Iterator[str]:
    """Yield the paragraphs, items and cells of Markdown as somebody reads them, without its signs."""
    paragraph: list[str] = []
    fenced = False
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        if line.startswith(_FENCE):
            fenced = not fenced
            line = ""
        elif fenced:
            yield _bare(line)
            continue
        if paragraph and (not line or line.startswith("|") or _START.match(line)):
            yield _bare(" ".join(paragraph))
            paragraph = []
        if line.startswith("|"):
            if not _RULE.fullmatch(line):
                yield from (_bare(cell.strip()) for cell in line.strip("|").split("|"))
        elif line:
            paragraph.append(_START.sub("", line, count=1))


def _bare(words: str) -> str:
    """Return words without emphasis, code marks and the targets of links."""
    return _LINK.sub(r"\1", words).replace("*", "").replace("`", "")
