"""The form of one fact that protects: what it is, since when, who verified it, and whose cooperation it takes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.person import Role
from app.domain.protection import Protection
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import visible_number
from app.i18n import Translator
from app.risk.protective import ProtectiveType, load_protective
from app.viewmodels.choice import Choice
from app.viewmodels.known_day import Hint
from app.viewmodels.plain_input import Input, InputKind, identity
from app.viewmodels.record_form import Checked, RecordForm
from app.viewmodels.roles import role_name
from app.viewmodels.source_words import known_keys, to_check


@dataclass(frozen=True)
class ProtectionFields:
    """The fields as they are typed; days are words and ``depends_on`` is a role or nothing."""

    fact: str = ""
    since: str = ""
    until: str = ""
    verified: str = ""
    verified_by: str = ""
    depends_on: str = ""
    note: str = ""
    sensitivity: str = Sensitivity.R0.value
    reason: str = ""


class ProtectionForm(RecordForm[ProtectionFields]):
    """The view-model of the form of one fact that protects."""

    kind: ClassVar[str] = "protection"

    def edit(self, **fields: Any) -> None:  # noqa: ANN401  the fields of the form
        """Take over what was typed; another fact brings its own class, and one that is R0 stays R0."""
        known = load_protective().get(fields.get("fact", self._fields.fact))
        if known is not None and fields.get("fact", self._fields.fact) != self._fields.fact:
            fields.setdefault("sensitivity", known.sensitivity.value)
            fields.setdefault("depends_on", Role.PERPETRATOR.value if known.depends_on_perpetrator else "")
        if known is not None and known.sensitivity is Sensitivity.R0:
            fields["sensitivity"] = Sensitivity.R0.value
        super().edit(**fields)

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        facts = tuple(Choice(fact.id, say.label(fact.label)) for fact in load_protective().values())
        return (
            Input("fact", say("What protects"), InputKind.CHOICE, (Choice("", say("choose …")), *facts)),
            Input("since", say("Since"), aside=say("(empty: not known)")),
            Input("until", say("Up to and including"), aside=say("(empty: not known)")),
            Input("verified", say("Last verified on")),
            Input("verified_by", say("Verified by")),
            Input("depends_on", say("Takes the cooperation of"), InputKind.CHOICE, _roles(say)),
            Input("note", say("Note"), InputKind.TEXT),
        )

    @property
    def _protection(self) -> Protection | None:
        """Return the fact that the form is about."""
        return self.record if isinstance(self.record, Protection) else None

    def _title(self) -> str:
        """Return the visible number, or that the fact is new."""
        if self.record is None or not self.record.number:
            return self._say("New protective fact")
        return self._say("Protective fact {number}", number=visible_number(self.record))

    def _stored(self) -> ProtectionFields:
        """Return the fields as they are saved."""
        return _fields(self._protection, self._say)

    def _days(self) -> dict[str, tuple[date | None, Hint]]:
        """Read the days."""
        fields, old = self._fields, self._protection
        return {
            "since": self._day(fields.since, old.since if old else None),
            "until": self._day(fields.until, old.until if old else None),
            "verified": self._day(fields.verified, old.verified_on if old else None),
        }

    def _check(self) -> Checked:
        """Read the fields."""
        say, days = self._say, self._days()
        hints = {name: hint for name, (_, hint) in days.items()}
        known = load_protective().get(self._fields.fact)
        if known is not None:
            hints["fact"] = Hint(self._about(known), keys=known_keys(known.sources), check=to_check(known.mark, say))
        if self._fields.depends_on == Role.PERPETRATOR.value:
            hints["depends_on"] = Hint(say("This falls away when the alleged perpetrator stops cooperating."))
        problems = [] if known else [say("Choose what it is that protects.")]
        problems += [hint.words for hint in hints.values() if hint.wrong]
        since, until = days["since"][0], days["until"][0]
        if since and until and until < since:
            problems.append(say("It ends before it starts."))
        return Checked(hints, (), tuple(dict.fromkeys(problems)))

    def _about(self, known: ProtectiveType) -> str:
        """Return what the catalogue says about a fact."""
        note = self._say.label(known.note).strip("- ")
        fixed = self._say("This is always R0.") if known.sensitivity is Sensitivity.R0 and "R0" not in note else ""
        return " ".join(part for part in (note, fixed) if part)

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the fact."""
        fields, old, days = self._fields, self._protection, self._days()
        protection = Protection(
            **identity(old, fields.sensitivity),
            fact=fields.fact,
            since=days["since"][0],
            until=days["until"][0],
            verified_on=days["verified"][0],
            verified_by=fields.verified_by.strip(),
            depends_on=Role(fields.depends_on) if fields.depends_on else None,
            note=fields.note.strip(),
        )
        return protection, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to a protective fact."""
        return ""


def _roles(say: Translator) -> tuple[Choice, ...]:
    return (Choice("", say("nobody else")), *(Choice(role.value, role_name(role, say)) for role in Role))


def _fields(protection: Protection | None, say: Translator) -> ProtectionFields:
    """Return the fields of a fact as text."""
    if protection is None:
        return ProtectionFields()
    return ProtectionFields(
        fact=protection.fact,
        since=say.day(protection.since) if protection.since else "",
        until=say.day(protection.until) if protection.until else "",
        verified=say.day(protection.verified_on) if protection.verified_on else "",
        verified_by=protection.verified_by,
        depends_on=protection.depends_on.value if protection.depends_on else "",
        note=protection.note,
        sensitivity=protection.sensitivity.value,
    )
