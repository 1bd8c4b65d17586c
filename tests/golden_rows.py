"""The tables that the domain was published with, kept apart from the data files that must equal them."""

import csv
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def golden(table: str, kind: str) -> list[list[str]]:
    """Return the rows of one kind of a table, without the kind."""
    with (GOLDEN / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return [row[1:] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0] == kind]
