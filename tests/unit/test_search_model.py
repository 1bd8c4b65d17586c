"""What the search shows while somebody types."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from app.domain.revision import RecordKind
from app.domain.search import Found, Hit, Piece
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.search import Search, SearchServices

CASE, OTHER = uuid4(), uuid4()


def hit(case: UUID = CASE, **fields: Any) -> Hit:  # noqa: ANN401  any field of a hit
    """Return a hit in an incident."""
    known = {
        "reference": "Z-2026-001",
        "name": "Proefzaak",
        "closed": False,
        "record": uuid4(),
        "kind": RecordKind.INCIDENT,
        "number": "I-3",
        "field": "facts",
        "pieces": (Piece("bij de "), Piece("school", marked=True)),
        "day": date(2026, 3, 14),
        "hidden": False,
    }
    return Hit(case=case, **{**known, **fields})


def searching(*hits: Hit, more: bool = False, case: UUID | None = CASE) -> tuple[Search, list[tuple[str, UUID | None]]]:
    """Return a search that always finds the same, and what it asked."""
    asked: list[tuple[str, UUID | None]] = []

    def find(text: str, /, *, case: UUID | None = None) -> Found:
        asked.append((text, case))
        return Found(hits, more)

    def reveal(_text: str, one: Hit) -> Hit:
        shown = (Piece("Geheimstraat", marked=True),)
        return Hit(**{name: getattr(one, name) for name in one.__struct_fields__} | {"pieces": shown, "hidden": False})

    services = SearchServices(find=find, reveal=reveal)
    return Search(case, services, InlineDesk(), Translator("en")), asked


def test_nothing_is_asked_before_a_word_is_typed() -> None:
    model, asked = searching()

    model.look_for(' "* ')

    assert asked == []
    assert model.state.message.startswith("Type what you look for")


def test_hits_stand_under_their_case_and_closed_cases_come_last() -> None:
    model, _ = searching(
        hit(OTHER, closed=True, reference="Z-2020-002", pieces=()), hit(), hit(OTHER, reference="Z-2026-009")
    )
    model.look_for("school")

    titles = [group.title for group in model.state.groups]
    assert titles == ["Z-2026-001 · Proefzaak", "Z-2026-009 · Proefzaak", "Z-2020-002 · Proefzaak · closed case"]
    first = model.state.groups[0].rows[0]
    assert (first.title, first.day) == ("Incident I-3", "14 Mar 2026")
    assert first.pieces == (("bij de ", False), ("school", True))
    assert "kept in the log" in model.state.groups[2].rows[0].pieces[0][0]


def test_hidden_words_come_when_they_are_asked_for_and_go_with_the_next_search() -> None:
    one = hit(hidden=True, pieces=(), field="where")
    model, _ = searching(one)
    model.look_for("geheim")
    assert "Geheimstraat" not in repr(model.state)

    model.reveal(str(one.record))
    assert model.state.groups[0].rows[0].pieces == (("Geheimstraat", True),)

    model.look_for("geheims")
    assert "Geheimstraat" not in repr(model.state)


def test_a_hit_leads_to_its_page_and_a_person_to_the_case() -> None:
    incident, person = hit(), hit(kind=RecordKind.PERSON)
    model, _ = searching(incident, person)
    model.look_for("school")

    there, front = model.goal(str(incident.record)), model.goal(str(person.record))
    assert there is not None
    assert front is not None
    assert (there.case, there.page, there.record) == (CASE, "incidents", str(incident.record))
    assert (front.page, front.record) == ("", "")
    assert model.goal("") is None


def test_the_open_case_alone_can_be_searched() -> None:
    model, asked = searching(hit())
    model.look_for("school")
    model.narrow(only_case=True)

    assert asked == [("school", None), ("school", CASE)]
    assert not searching(case=None)[0].state.can_narrow


def test_an_answer_to_what_was_typed_before_is_not_shown() -> None:
    waiting: list[Callable[[], None]] = []

    class SlowDesk(InlineDesk):
        def ask(self, work: Any, then: Any, failed: Any = None) -> None:  # noqa: ANN401  as the desk it stands for
            waiting.append(lambda: InlineDesk.ask(self, work, then, failed))

    answers = {"school": Found((hit(),)), "schooltas": Found()}
    services = SearchServices(find=lambda text, /, *, case=None: answers[text], reveal=lambda _text, one: one)  # noqa: ARG005
    model = Search(None, services, SlowDesk(), Translator("en"))
    model.look_for("school")
    model.look_for("schooltas")
    for one in reversed(waiting):
        one()

    assert model.state.groups == ()
    assert model.state.message == "Nothing holds all these words."


def test_more_than_is_shown_is_told() -> None:
    model, _ = searching(hit(), more=True)
    model.look_for("school")

    assert model.state.note == "More was found than is shown here. Type more words."
