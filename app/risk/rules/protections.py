"""R16: what protects, listed and never taken off from danger."""

from collections.abc import Mapping
from datetime import date

from app.domain.finding import Figure, Finding, Missing, Outcome
from app.domain.person import Role
from app.domain.protection import Protection
from app.risk.protective import load_protective
from app.risk.telling import Telling
from app.risk.view import View

RULE = "R16"


def find(view: View) -> Finding:
    """List protective facts and measures with their dates and on whom they depend (domain reference 4.1, R16)."""
    protections = sorted(
        (one for one in view.snapshot.protections if one.since is None or one.since <= view.at),
        key=lambda one: (one.since or date.min, one.number, one.id),
    )
    measures = sorted(
        (one for one in view.snapshot.measures if one.start <= view.at),
        key=lambda one: (one.start, one.number, one.id),
    )
    facts = [_fact(view, one) for one in protections]
    rows: list[dict[str, Figure]] = [
        {
            "measure": f"M-{one.number}",
            "label": one.label,
            "since": one.start.isoformat(),
            "until": one.end.isoformat() if one.end else None,
            "verified_on": one.verified_on.isoformat() if one.verified_on else None,
            "issued_by": one.issued_by or None,
            "in_force": one.end is None or view.at <= one.end,
        }
        for one in measures
    ]
    active = [row for row in (*facts, *rows) if row["in_force"]]
    missing = [
        *_named("not_verified", [row for row in active if row["verified_on"] is None]),
        *_named("end_unknown", [row for row in active if row["until"] is None]),
    ]
    return view.finding(
        RULE,
        Outcome.NO_SIGNAL,
        {
            "facts": facts,
            "measures": rows,
            "in_force": [_name(row) for row in active],
            "ended": [_name(row) for row in (*facts, *rows) if not row["in_force"]],
            "on_perpetrator": [_name(row) for row in facts if row["in_force"] and row["depends_on_perpetrator"]],
        },
        missing=missing,
    )


def tell(telling: Telling) -> list[str]:
    """Say what is in force, what ended, and what can fall away."""
    facts = {_name(row): telling.protection(str(row["fact"])) for row in telling.rows("facts")}
    labels = facts | {_name(row): str(row["label"]) for row in telling.rows("measures")}
    sentences = []
    for key in ("in_force", "ended", "on_perpetrator"):
        if names := telling.names(key):
            told = telling.shortened([f"{labels[name]} ({name})" for name in names])
            sentences.append(telling.words(key, lijst=told))
    if telling.names("on_perpetrator"):
        sentences.append(telling.sentence())
    return sentences or [telling.insufficient()]


def _fact(view: View, one: Protection) -> dict[str, Figure]:
    """Return one protective fact; the catalogue knows which ones lean on the alleged perpetrator."""
    known = load_protective().get(one.fact)
    return {
        "protection": f"P-{one.number}",
        "fact": one.fact,
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
        "verified_on": one.verified_on.isoformat() if one.verified_on else None,
        "verified_by": one.verified_by or None,
        "depends_on": one.depends_on.value if one.depends_on else None,
        "depends_on_perpetrator": one.depends_on is Role.PERPETRATOR
        or (one.depends_on is None and known is not None and known.depends_on_perpetrator),
        "in_force": one.until is None or view.at <= one.until,
    }


def _name(row: Mapping[str, Figure]) -> str:
    """Return the visible number of a row."""
    return str(row["protection"] if "protection" in row else row["measure"])


def _named(key: str, rows: list[dict[str, Figure]]) -> list[Missing]:
    """Return one sentence that names rows, or nothing."""
    return [Missing(key=key, fields={"refs": ", ".join(map(_name, rows))})] if rows else []
