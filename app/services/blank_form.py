"""A blank checklist for pen and paper. It needs no case and holds nothing of one, so nothing of it is logged."""

from datetime import datetime

from app import __version__
from app.domain.dossier import Paper
from app.dossier.blank_form import BlankForm, BlankGroup, BlankItem, print_blank_form
from app.i18n import Language, Translator
from app.jobs import Job
from app.risk.checklist import Checklist, how_to_ask


def blank_form(checklist: Checklist, language: Language, *, paper: Paper, made_at: datetime) -> BlankForm:
    """Return what stands on the paper of a list."""
    say = Translator(language)
    label = say.label
    return BlankForm(
        name=label(checklist.name),
        version=checklist.version,
        before=(how_to_ask(say), *(label(rule) for rule in checklist.stop_rules)),
        groups=tuple(
            BlankGroup(
                label(group.label),
                tuple(
                    BlankItem(label(item.label), label(item.guidance), item.weight)
                    for item in checklist.items
                    if item.group == group.id
                ),
            )
            for group in checklist.groups
        ),
        routes=tuple((label(one.when), label(one.route), label(one.within)) for one in checklist.referrals),
        evidence=tuple((label(one.what), label(one.how)) for one in checklist.evidence),
        paper=paper,
        made_at=made_at,
        program_version=__version__,
    )


def render_blank_form(form: BlankForm, language: Language, job: Job) -> bytes:
    """Return the form as a PDF; heavy work."""
    return print_blank_form(form, Translator(language), job)
