"""The manifest: hashes, the head of the audit chain, versions, and characters that could not be drawn (D16)."""

import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec
from reportlab.platypus import Flowable

from app.domain.anchor import anchor_code
from app.domain.record import Record
from app.domain.snapshot import shown_number
from app.dossier.flow import Passage, Row
from app.dossier.sections.exhibit_pages import files_inside
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, MONO, SMALL

FILES_INSIDE: Final = "Files inside this document"
"""What the manifest calls the number of files in it; read back by the check of a dossier that comes back."""


def manifest(sheet: Sheet) -> list[Flowable]:
    """Return the section; it comes last, when every text has been looked at."""
    say, made = sheet.say, sheet.input
    facts = [
        (say("Dossier id"), made.dossier_id),
        (say("Made with"), f"Patroonzicht {made.program_version}"),
        (say("Entry in the log"), say("{n}, the last one when this copy was made", n=made.chain_number)),
        (say("Head of the chain"), made.chain_head),
        (say("Code of that entry"), anchor_code(made.chain_number, made.chain_head) if made.chain_head else "—"),
        *(
            [(say("Versions"), "; ".join(f"{name}: {version}" for name, version in made.data_sets))]
            if made.data_sets
            else []
        ),
        (say("Files inside this document"), str(files_inside(sheet))),
        (say("Characters without a glyph"), _missing(sheet)),
    ]
    snapshot = made.snapshot
    parts: list[tuple[str, Sequence[Record]]] = [
        (say("Incidents"), snapshot.incidents),
        (say("Events"), snapshot.events),
        (say("Measures"), snapshot.measures),
        (say("Sources"), snapshot.sources),
        (say("Persons"), snapshot.persons),
        (say("Exhibits"), snapshot.exhibits),
        (say("Checklists"), snapshot.assessments),
        (say("Fear"), snapshot.fears),
        (say("What protects"), snapshot.protections),
        (say("Outcomes of instruments"), snapshot.outcomes),
        (say("Statements taken back"), snapshot.retractions),
        (say("Weighings"), snapshot.reviews),
        (say("Steps of the reporting code"), snapshot.steps),
    ]
    parts = [(name, records) for name, records in parts if records]
    rows = [
        Row([sheet.cell(name), sheet.cell(str(len(records))), sheet.cell(_hash(records), MONO)])
        for name, records in parts
    ]
    rows.append(Row([sheet.cell(say("All selected data")), sheet.cell("—"), sheet.cell(made.data_hash, MONO)]))
    return [
        sheet.pairs(facts, CELL),
        sheet.table((0.24, 0.1, 0.66), rows, say("Part"), say("Number"), "SHA-256"),
        *_files(sheet),
        sheet.paragraph(
            say(
                "A hash shows that the data are the same as when this copy was made. It says nothing about their truth "
                "or about who made them. The hash of this file itself stands in the log of the vault, with "
                "the recipient and the purpose."
            ),
            SMALL,
        ),
    ]


def _files(sheet: Sheet) -> list[Flowable]:
    """Return the files that the file of the case holds, each with its hash."""
    say, exhibits = sheet.say, sheet.input.snapshot.exhibits
    if not exhibits:
        return []
    rows = [
        Row(
            [
                [Passage(*sheet.number(shown_number(one, say), CELL))],
                sheet.cell(say.number(one.size, 0)),
                sheet.cell(one.sha256 or "—", MONO),
            ]
        )
        for one in exhibits
    ]
    return [sheet.table((0.24, 0.1, 0.66), rows, say("File"), say("Bytes"), "SHA-256")]


def _hash(records: Sequence[Record]) -> str:
    """Return the SHA-256 of records as canonical JSON."""
    return hashlib.sha256(msgspec.json.encode(records, order="sorted")).hexdigest()


def _missing(sheet: Sheet) -> str:
    """Name the characters that no embedded font has; in the text they stand as U+ marks."""
    if not sheet.typesetter.missing:
        return sheet.say("none")
    return ", ".join(f"U+{ord(char):04X} ({count}×)" for char, count in sorted(sheet.typesetter.missing.items()))
