"""A character that no font has is told before the copy is made: in which record, and in which words."""

from dossier_copies import request

import builders
from app.dossier.undrawn import UNDRAWN, undrawn
from app.i18n import Translator

SAY = Translator("nl")
NOT_DRAWN = "𓀀"


def test_the_record_and_the_words_around_the_character_are_told() -> None:
    source = builders.source("buurvrouw", number=2, note=f"zij tekende {NOT_DRAWN} op de deur van het huis")
    (found,) = undrawn(builders.snapshot(sources=(source,)), request(), say=SAY)
    assert found.reason == UNDRAWN
    assert found.rows == ("B-2 (zij tekende [U+13000] op de deur …)",)


def test_what_was_filled_in_for_the_copy_is_looked_at_too() -> None:
    (found,) = undrawn(builders.snapshot(), request(recipient=f"Raad {NOT_DRAWN}"), say=SAY)
    assert found.rows == ("wat voor dit exemplaar is ingevuld (Raad [U+13000])",)


def test_what_can_be_drawn_is_not_told() -> None:
    named = builders.incident(number=1, facts="王小明 😀 سلام ሰላም", quote="e\u0301\u202e")
    assert undrawn(builders.snapshot(named), request(), say=SAY) == ()
