"""Terms of keeping as sources state them, none of which is a default (domain reference 5.7)."""

from functools import cache

import msgspec

from app.domain.retention import Children, CountsFrom, Term
from app.i18n import Label
from app.resources import read_toml
from app.risk.catalogue import load_catalogue
from app.risk.references import known, marked, once

FILE = "retention.toml"


class RetentionRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was found for one body; without ``years`` it is for information and cannot be chosen."""

    id: str
    body: Label
    period: Label
    note: Label
    sources: tuple[str, ...]
    mark: str
    years: int | None = None
    counts_from: CountsFrom = CountsFrom.RECEIVED
    children: Children = Children.NOTHING

    def term(self, reason: str) -> Term | None:
        """Return it as a term, with the reason for choosing it."""
        if self.years is None:
            return None
        return Term(
            years=self.years, counts_from=self.counts_from, children=self.children, reason=reason, source=self.id
        )


class RetentionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of ``retention.toml``."""

    ask: Label
    rows: tuple[RetentionRow, ...]


@cache
def load_retention() -> RetentionFile:
    """Read what was found about terms of keeping, once."""
    file = read_toml(FILE, RetentionFile)
    once((row.id for row in file.rows), FILE)
    for row in file.rows:
        known(row.sources, load_catalogue().sources, FILE, row.id)
        marked(row.mark, (), FILE, row.id)
    return file
