"""What the column beside the incident form tells."""

import own_texts
from incident_bench import Bench

import builders
from app.domain.assessment import AnswerValue
from app.domain.finding import Weight
from app.domain.own_text import KeptList, OwnList
from app.i18n import Translator
from app.viewmodels.incident_form import IncidentForm
from app.viewmodels.incident_hints import ordinal

ACCOUNT = {"when": "half maart 2026, avond", "facts": "Hij stond voor de deur."}


def asked_now(form: IncidentForm) -> tuple[str, ...]:
    """Return the questions that are asked beside a form."""
    return tuple(question.text for question in form.state.hints.questions)


def test_the_hints_tell_which_mention_this_is_and_skip_what_does_not_count() -> None:
    first = builders.incident("2025-10-04", behaviours=("str-manual",))
    second = builders.incident("2026-01-04", behaviours=("str-manual",))
    bench = Bench(
        first,
        second,
        builders.incident("2026-01-05", behaviours=("str-manual",), set_aside="andere woning"),
        builders.incident("2026-01-06", behaviours=("str-manual",), duplicate_of=second.id),
    )
    form = bench.new(**ACCOUNT, behaviours=("str-manual",))
    touch = form.state.hints.touches[0]
    assert touch.weight is Weight.CRITICAL
    assert touch.lines[0] == "Derde vermelding in deze zaak; de eerste: 4 okt 2025."
    assert [incident for incident, _ in touch.links] == [str(first.id), str(second.id)]


def test_a_breach_and_a_measure_in_force_are_told() -> None:
    measure = builders.measure("2026-01-01", "2026-05-01")
    bench = Bench(measures=(measure,))
    form = bench.new(**ACCOUNT)
    assert [touch.mark for touch in form.state.hints.touches] == ["toen van kracht"]
    form.choose_breaches((str(measure.id),))
    assert [(touch.weight, touch.title) for touch in form.state.hints.touches] == [
        (Weight.HIGH, "In strijd met Contactverbod")
    ]


def test_open_critical_questions_are_asked_but_not_what_the_incident_itself_tells() -> None:
    questions = asked_now(Bench().new(**ACCOUNT, behaviours=("str-manual",)))
    assert questions[0] == "Bewustzijn (bijna) verloren of gat in het geheugen"
    assert "Meer dan één keer gebeurd" in questions
    assert "Handen om of tegen de hals" not in questions
    assert "Ongewild urine of ontlasting verloren" in questions


def test_answered_questions_are_not_asked_again_unless_the_answer_was_unknown() -> None:
    asked = builders.assessment(
        [builders.answer("nfs.act.repeat"), builders.answer("nfs.sym.loc", AnswerValue.UNKNOWN)]
    )
    questions = asked_now(Bench(assessments=(asked,)).new(**ACCOUNT, behaviours=("str-manual",)))
    assert "Meer dan één keer gebeurd" not in questions
    assert questions[0] == "Bewustzijn (bijna) verloren of gat in het geheugen"


def test_nothing_is_asked_about_strangulation_when_nothing_points_to_it() -> None:
    form = Bench().new(**ACCOUNT, behaviours=("deg-humiliate",))
    assert form.state.hints.questions == ()


def test_questions_of_every_list_are_asked_and_lead_to_their_list() -> None:
    questions = Bench().new(**ACCOUNT, behaviours=("stk-watch",)).state.hints.questions
    assert {question.key.partition("/")[0] for question in questions} >= {"stk", "lth", "cc"}
    assert questions[0].key == "stk/stk.escal.severe"


def test_an_own_list_is_supported_and_asked_too() -> None:
    own = KeptList(list=OwnList(id="own-elders", version="1.0", text=own_texts.ELDERS), offered=True)
    hints = Bench(lists=(own,)).new(**ACCOUNT, behaviours=("iso-contact-block", "eco-money-control")).state.hints
    shown = [*(question.key for question in hints.questions), *(line for one in hints.touches for line in one.lines)]
    assert any("own-elders" in one or "op slot" in one for one in shown)


def test_the_law_is_that_of_the_date_of_the_act_and_only_a_pointer() -> None:
    before = Bench().new(when="3 mei 2024", facts="Hij dwong haar.", behaviours=("sex-rape",)).state.hints
    after = Bench().new(when="3 mei 2025", facts="Hij dwong haar.", behaviours=("sex-rape",)).state.hints
    assert [line.reference for line in before.law] == ["art. 242 Sr (tot 1 juli 2024)"]
    assert before.law != after.law
    assert all(line.check == "te controleren" for line in (*before.law, *after.law))
    assert "kwalificeren niet" in before.law_note


def test_without_a_date_the_law_of_before_and_after_is_named() -> None:
    hints = Bench().new(facts="Hij dwong haar.", behaviours=("sex-rape",)).state.hints
    told = " ".join(line.reference for line in hints.law)
    assert "tot 1 juli 2024" in told
    assert "sinds 1 juli 2024" in told
    assert "datum is nog niet bekend" in hints.law_note


def test_mentions_are_numbered_in_words_and_then_in_figures() -> None:
    dutch, english = Translator("nl"), Translator("en")
    assert [ordinal(number, dutch) for number in (2, 10, 11)] == ["Tweede", "Tiende", "11e"]
    assert [ordinal(number, english) for number in (3, 11, 21, 22, 23, 112)] == [
        "Third", "11th", "21st", "22nd", "23rd", "112th",
    ]  # fmt: skip
