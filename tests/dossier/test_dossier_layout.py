"""Whatever was recorded, the pages are laid out well: no lonely headings, no torn quotes, heads on every page."""

from dossier_copies import checklist, copy_of, page_texts, stranded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from app.domain.assessment import AnswerValue
from app.domain.dossier import Paper
from app.domain.incident import Incident
from app.dossier.render import render
from app.jobs import Job

_FACT = "Hij riep naar boven en bleef staan tot de buurvrouw naar buiten kwam. "
_SAID = "jij komt hier nooit levend vanaf zolang ik hier ben "


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    """Return a few incidents with long and short accounts; every quote can be told from every other."""
    lengths = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 6)), min_size=1, max_size=10))
    return [
        builders.incident(
            f"2025-{1 + number % 12:02}-{1 + number % 28:02}",
            number=number,
            facts=f"Feit {number}. " + _FACT * facts,
            quote=f"begin{number} {_SAID * words}einde{number}" if words else "",
        )
        for number, (facts, words) in enumerate(lengths, start=1)
    ]


@given(
    told=incidents(),
    paper=st.sampled_from(["A4", "Letter"]),
    profile=st.sampled_from(["om_processtuk", "zorg_straf_overleg", "familierecht"]),
    large=st.booleans(),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_page_is_laid_out_well(told: list[Incident], paper: Paper, profile: str, large: bool) -> None:
    pdf = render(copy_of(builders.snapshot(*told), paper=paper, profile=profile, large_print=large), Job())
    assert stranded(pdf) == []
    pages = page_texts(pdf)
    assert min(len(text) for text in pages) > 190
    for incident in told:
        if incident.quote:
            begin, *_, end = incident.quote.split()
            assert any(begin in text and end in text for text in pages), incident.quote
    for text in pages:
        if "begin" in text:
            assert "Wat is waargenomen" in text


def test_a_chain_of_headings_and_paragraphs_leaves_no_page_half_empty() -> None:
    unused = tuple(checklist(*[AnswerValue.NOT_ASKED] * 20, name=f"Lijst {number}") for number in range(12))
    pages = page_texts(render(copy_of(builders.snapshot(*_few()), checklists=unused), Job()))
    flags = [index for index, text in enumerate(pages) if "Vraag 1 over de hals" in text]
    assert all(len(pages[index]) > 1500 for index in flags[1:-1])
    assert "Lijst 1" in next(text for text in pages if "Rode vlaggen en wat niet is gevraagd Lijst" in text)


def _few() -> list[Incident]:
    """Return a few short incidents."""
    return [builders.incident(f"2025-03-{day:02}", number=day, facts=_FACT) for day in range(1, 6)]
