"""To whom a source told it, in which language and through whom: typed, kept, told in the history, and on paper."""

from datetime import date
from typing import Any

import msgspec
import pytest
from dossier_copies import copy_of, squeezed
from incident_bench import Bench

import builders
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Citation, Interpreter
from app.dossier.render import render
from app.i18n import Translator
from app.jobs import Job
from app.viewmodels.incident_fields import fields_of
from app.viewmodels.source_fields import SourceFields, source_fields

SISTER = builders.source("zus", number=1)
SPOKEN: dict[str, Any] = {"told_to": "wijkagent", "language": "Tigrinya", "interpreter": Interpreter.ACQUAINTED}
TOLD = builders.citation(SISTER, told_on=date(2026, 3, 15), **SPOKEN)
NL = Translator("nl")


def test_language_and_interpreter_go_from_the_form_to_the_vault_and_back() -> None:
    bench = Bench()
    form = bench.new(when="14-3-2026", facts="Hij stond voor de deur.")
    form.edit_source(0, name="zus", knowledge="zelf_gezien", told_to=" wijkagent ", language="Tigrinya")
    form.edit_source(0, interpreter="bekende")
    form.save()
    (cited,) = bench.saved.sources
    assert (cited.told_to, cited.language, cited.interpreter) == ("wijkagent", "Tigrinya", Interpreter.ACQUAINTED)
    (row,) = fields_of(bench.saved, NL).sources
    assert (row.told_to, row.language, row.interpreter) == ("wijkagent", "Tigrinya", "bekende")


def test_a_line_with_only_a_language_is_not_empty_so_that_it_is_not_lost() -> None:
    assert not SourceFields(language="Tigrinya").empty
    (line,) = source_fields((TOLD,), NL)
    assert (line.told_to, line.language, line.interpreter) == ("wijkagent", "Tigrinya", "bekende")


def test_a_citation_of_an_older_program_says_that_nobody_recorded_it() -> None:
    older = msgspec.json.encode({"source": str(SISTER.id), "knowledge": "zelf_gezien"})
    read = msgspec.json.decode(older, type=Citation)
    assert (read.told_to, read.language, read.interpreter) == ("", "", None)


def test_the_dossier_says_to_whom_it_was_told_in_which_language_and_through_whom() -> None:
    text = squeezed(render(copy_of(_case(TOLD), profile="intern"), Job()))
    told = "zelf gezien, verteld op 15 mrt 2026, verteld aan wijkagent, taal: Tigrinya, vertaald door een bekende"
    assert told.replace(" ", "") in text


def test_the_dossier_says_nothing_of_a_language_that_nobody_recorded() -> None:
    text = squeezed(render(copy_of(_case(builders.citation(SISTER)), profile="intern"), Job()))
    assert "tolkvanberoep" not in text
    assert "zondertolk" not in text
    assert "dan is die niet vastgelegd".replace(" ", "") in text


@pytest.mark.parametrize("profile", ["om_processtuk", "zorg_straf_overleg"])
def test_the_language_of_a_source_that_may_not_be_named_is_in_no_copy(profile: str) -> None:
    hidden = msgspec.structs.replace(SISTER, sensitivity=Sensitivity.R1)
    case = builders.snapshot(builders.incident(number=1, sources=(TOLD,)), sources=(hidden,))
    text = squeezed(render(copy_of(case, profile=profile), Job()))
    assert "Tigrinya" not in text
    assert "wijkagent" not in text


def _case(cited: Citation) -> CaseSnapshot:
    return builders.snapshot(builders.incident(number=1, sources=(cited,)), sources=(SISTER,))
