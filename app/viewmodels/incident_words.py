"""The words for the choices of an incident: kind of entry, who did it against whom, kind of source."""

from app.domain.incident import Actor, EntryKind, Incident, Move
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.domain.source import Interpreter, Knowledge, SourceKind
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.incident_fields import NO, YES

_EXCERPT = 70


def actor_choices(say: Translator) -> tuple[Choice, ...]:
    """Return who can have done it: roles, always as alleged."""
    words = {
        Actor.PERPETRATOR: say("alleged perpetrator"),
        Actor.VICTIM: say("alleged victim"),
        Actor.THIRD: say("somebody else"),
        Actor.UNKNOWN: say("not known who"),
    }
    return tuple(Choice(actor.value, text) for actor, text in words.items())


def target_choices(say: Translator) -> tuple[Choice, ...]:
    """Return against whom it can have been: the roles of those who can have done it."""
    return tuple(
        Choice(choice.key, say("not known against whom") if choice.key == Actor.UNKNOWN else choice.label)
        for choice in actor_choices(say)
    )


def move_choices(say: Translator) -> tuple[Choice, ...]:
    """Return what part an act can have had when violence went both ways; told, never concluded."""
    words = {
        Move.FIRST: say("told as first move"),
        Move.DEFENCE: say("told as defence"),
    }
    return tuple(Choice(move.value, text) for move, text in words.items())


def kind_choices(say: Translator) -> tuple[Choice, ...]:
    """Return the kinds of entry; only an act enters the counts."""
    words = {
        EntryKind.ACT: say("act"),
        EntryKind.EFFECT: say("effect"),
        EntryKind.STATEMENT: say("statement"),
    }
    return tuple(Choice(kind.value, text) for kind, text in words.items())


def source_kind_choices(say: Translator) -> tuple[Choice, ...]:
    """Return what a source can be."""
    words = {
        SourceKind.PERSON: say("person"),
        SourceKind.CONVERSATION: say("conversation"),
        SourceKind.DOCUMENT: say("paper or file"),
        SourceKind.REPORT: say("report to the police or Veilig Thuis"),
        SourceKind.DIGITAL: say("digital trace"),
        SourceKind.OBSERVATION: say("own observation"),
    }
    return tuple(Choice(kind.value, text) for kind, text in words.items())


def knowledge_choices(say: Translator) -> tuple[Choice, ...]:
    """Return the ways in which a source can know something."""
    words = {
        Knowledge.SEEN: say("saw it"),
        Knowledge.HEARD: say("heard it"),
        Knowledge.TOLD: say("was told"),
        Knowledge.DOCUMENT: say("document"),
        Knowledge.OWN_STATEMENT: say("own statement"),
    }
    return tuple(Choice(knowledge.value, text) for knowledge, text in words.items())


def interpreter_choices(say: Translator) -> tuple[Choice, ...]:
    """Return through whom a statement can have come; nothing chosen means that nobody recorded it."""
    words = {
        Interpreter.NONE: say("without interpreter"),
        Interpreter.PROFESSIONAL: say("with a professional interpreter"),
        Interpreter.ACQUAINTED: say("translated by somebody they know"),
        Interpreter.PROGRAM: say("with a translation program"),
    }
    return (Choice("", say("not recorded")), *(Choice(one.value, text) for one, text in words.items()))


def wish_choices(say: Translator) -> tuple[Choice, ...]:
    """Return whose an opinion or a wish can be; nothing chosen means that nobody recorded it."""
    return (Choice("", say("whose is not recorded")), *actor_choices(say))


def informed_choices(say: Translator) -> tuple[Choice, ...]:
    """Return whether the person concerned knows of an entry; not recorded is never no."""
    return Choice("", say("not recorded")), Choice(YES, say("yes")), Choice(NO, say("no"))


def incident_line(incident: Incident, say: Translator) -> str:
    """Return an incident in one line: number, when, and the start of what is told."""
    told = " ".join((incident.facts or incident.quote).split())
    excerpt = told if len(told) <= _EXCERPT else f"{told[: _EXCERPT - 1].rstrip()}…"
    return f"{visible_number(incident)} · {describe(incident.when, say)} · {excerpt}"
