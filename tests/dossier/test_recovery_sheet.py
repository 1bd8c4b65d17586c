"""The paper with the recovery words: one page with every word, and nothing of it anywhere else."""

from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdf_tree import tree

from app.dossier.recovery_sheet import recovery_sheet
from app.i18n import Language, Translator

WORDS = tuple(f"woord{number:02d}" for number in range(1, 25))


@pytest.mark.parametrize(("language", "heading"), [("nl", "Herstelwoorden"), ("en", "Recovery words")])
def test_the_page_holds_every_word_with_its_number_the_name_and_what_to_do(language: Language, heading: str) -> None:
    pdf = recovery_sheet(WORDS, vault="Team Oost", made_on=date(2026, 3, 14), say=Translator(language))
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    document.close()
    for expected in (heading, "Team Oost", "2026", *WORDS, *(str(number) for number in range(1, 25))):
        assert expected in text
    with pikepdf.open(BytesIO(pdf)) as read:
        assert not any(word in str(value) for value in read.docinfo.values() for word in (*WORDS, "Team Oost"))


def test_the_page_can_be_read_aloud_with_every_word_behind_its_number() -> None:
    found = tree(recovery_sheet(WORDS, vault="Team Oost", made_on=date(2026, 3, 14), say=Translator("nl")))
    (words,) = found.every("L")
    assert [[kid.role for kid in item.kids] for item in words.every("LI")] == [["Lbl", "LBody"]] * 24
    assert len(found.every("H1")) == 1
    assert len(found.every("H2")) == 4
