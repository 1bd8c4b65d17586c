"""How a dossier becomes a file: its exhibits, language, print, standard for the archive, and signature."""

from pathlib import Path
from typing import Any, cast, get_args

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.dossier import Archive, ExhibitsShown, Extent, Paper
from app.i18n import LANGUAGES, Language, Translator
from app.ui.files import choose_file
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Text
from app.viewmodels.dossier import Dossier


class DossierFile(Card):
    """Shows what ``Dossier`` knows of the file; the password of a certificate is asked when the copy is saved."""

    def __init__(self, model: Dossier[Any], say: Translator) -> None:
        super().__init__(say("The file"))
        self._model, self._say = model, say
        names: dict[str, str] = {"nl": say("Dutch"), "en": say("English")}
        ways = {
            ExhibitsShown.LIST: say("List only"),
            ExhibitsShown.PAGES: say("On pages"),
            ExhibitsShown.EMBEDDED: say("As files"),
        }
        self.exhibits = Segmented(
            [(way.value, words) for way, words in ways.items()], say("How the exhibits are given")
        )
        self.language = Segmented([(key, names[key]) for key in LANGUAGES], say("Language"))
        self.extent = Segmented([("whole", say("Whole dossier")), ("overview", say("One page"))], say("How much"))
        self.ink = Segmented([("colour", say("Colour")), ("grey", say("Black and white"))], say("Printing"))
        self.letters = Segmented([("normal", say("Ordinary")), ("large", say("Large"))], say("Letters"))
        self.paper = Segmented([(size, size) for size in get_args(Paper)], say("Paper"))
        self.archive = Segmented(
            [(part, f"PDF/A-{part}") for part in get_args(Archive)], say("Standard for the archive")
        )
        self.exhibits.chosen.connect(self._exhibits)
        self.language.chosen.connect(self._language)
        self.extent.chosen.connect(self._extent)
        self.ink.chosen.connect(self._ink)
        self.letters.chosen.connect(self._letters)
        self.paper.chosen.connect(self._paper)
        self.archive.chosen.connect(self._archive)
        self.exhibits_field = Field(say("How the exhibits are given"), self.exhibits)
        self.archive_field = Field(say("Standard for the archive"), self.archive)
        for field in (
            self.exhibits_field,
            Field(say("Language"), self.language),
            Field(say("How much"), self.extent),
            Field(say("Printing"), self.ink),
            Field(say("Letters"), self.letters),
            Field(say("Paper"), self.paper),
            self.archive_field,
            self._make_signature(),
        ):
            self.body.addWidget(field)

    def refresh(self) -> None:
        """Show what is chosen."""
        state, say = self._model.state, self._say
        self.exhibits_field.setVisible(not state.lists_only)
        self.exhibits.choose(state.exhibits.value)
        self.language.choose(state.language)
        self.extent.choose(state.extent)
        self.ink.choose("grey" if state.grey else "colour")
        self.letters.choose("large" if state.large_print else "normal")
        self.paper.choose(state.paper)
        self.archive.choose(state.archive)
        wrong = state.unanswered.get("archive", "")
        hint = say(wrong) if wrong else say("PDF/A-2a is for archives that take no files inside a file.")
        self.archive_field.set_hint(hint, wrong=bool(wrong))
        signed = state.certificate is not None
        self.signed_with.setText(state.certificate.name if state.certificate else say("No signature"))
        self.unsigned.setVisible(signed)
        self.signature.set_hint(
            say("Its password is asked when the copy is saved, and kept nowhere.") if signed else ""
        )

    def _make_signature(self) -> Field:
        """Build the choice of a certificate."""
        say = self._say
        place = QWidget()
        row = FlowLayout(place, gap=8)
        self.signed_with = Text("", wrap=False)
        self.certificate = QPushButton(say("Choose a certificate …"))
        self.certificate.clicked.connect(self._ask_certificate)
        self.unsigned = QPushButton(say("No signature"))
        self.unsigned.clicked.connect(self._unsign)
        for widget in (self.signed_with, self.certificate, self.unsigned):
            row.addWidget(widget)
        self.signature = Field(say("Signature"), place)
        return self.signature

    def _ask_certificate(self) -> None:
        """Ask which certificate."""
        kinds = self._say("Certificate with its key (*.p12 *.pfx *.pem)")
        choose_file(self, self._say("Choose a certificate"), kinds, self.sign_with)

    def sign_with(self, path: str) -> None:
        """Sign the copy with a certificate when it is saved."""
        self._model.edit(certificate=Path(path))

    def _unsign(self) -> None:
        """Save the copy without a signature."""
        self._model.edit(certificate=None)

    def _exhibits(self, key: str) -> None:
        """Give the exhibits in another way."""
        self._model.edit(exhibits=ExhibitsShown(key))

    def _language(self, key: str) -> None:
        """Write in another language."""
        self._model.edit(language=cast("Language", key))

    def _extent(self, key: str) -> None:
        """Print all of it, or one page."""
        self._model.edit(extent=cast("Extent", key))

    def _ink(self, key: str) -> None:
        """Print with or without colour."""
        self._model.edit(grey=key == "grey")

    def _letters(self, key: str) -> None:
        """Print in ordinary or in large letters."""
        self._model.edit(large_print=key == "large")

    def _paper(self, key: str) -> None:
        """Print on another size of paper."""
        self._model.edit(paper=cast("Paper", key))

    def _archive(self, key: str) -> None:
        """Keep another part of the standard."""
        self._model.edit(archive=cast("Archive", key))
