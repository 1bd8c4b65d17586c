"""The dossier page without a screen: what it asks, when it makes pages, and when it writes."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

import builders
from app.domain.change import Change
from app.domain.dossier import CopyGiven, DossierRequest, ExhibitsShown, LeftOut, LookAt
from app.domain.person import Role
from app.domain.profile import NARROWEST
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError, DossierError, Leak, LeakFoundError
from app.i18n import Translator
from app.jobs import Job
from app.viewmodels.desk import InlineDesk
from app.viewmodels.dossier import Dossier, DossierServices, PagePicture
from app.viewmodels.dossier_words import incident_rows

SAY = Translator("nl")
NOW = datetime(2026, 3, 24, 14, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Copy:
    """A prepared copy that only remembers what was asked."""

    request: DossierRequest
    file_name: str = "dossier-Z-2026-001-7F3A-91C2.pdf"
    left_out: tuple[LeftOut, ...] = (
        LeftOut(
            reason="Protected sources: their name only leaves in a sealed annex for police or prosecutor.",
            count=1,
            numbers=("B-2",),
        ),
    )
    look_at: tuple[LookAt, ...] = (
        LookAt(
            reason="Marked R2 and in this copy: only for a partner with a ground for this purpose.",
            rows=("I-22", "G-4"),
        ),
    )


@dataclass
class Press:
    """Services that do their work in memory and remember it."""

    snapshot: CaseSnapshot
    prepared: list[DossierRequest] = field(default_factory=list)
    rendered: int = 0
    written: list[tuple[bytes, Path]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    refusal: AppError | None = None
    drafts: dict[str, dict[str, object]] = field(default_factory=dict)
    copies: tuple[CopyGiven, ...] = ()

    def keep_draft(self, key: str, _case: UUID, content: dict[str, object]) -> datetime:
        """Keep what was typed."""
        self.drafts[key] = content
        return NOW

    def prepare(self, _case: UUID, request: DossierRequest) -> Copy:
        """Prepare, or refuse."""
        if self.refusal is not None:
            raise self.refusal
        self.prepared.append(request)
        return Copy(request)

    def render(self, copy: Copy, _job: Job) -> bytes:
        """Render the name of the recipient."""
        self.rendered += 1
        return copy.request.recipient.encode()

    def seal(self, pdf: bytes, certificate: Path, password: str) -> bytes:
        """Sign with a word; of another one it is no certificate."""
        if password != "woord":
            raise DossierError(reason="The certificate does not fit.")
        return pdf + f" signed with {certificate.name}".encode()

    def deliver(self, _copy: Copy, pdf: bytes, target: Path) -> Change:
        """Remember what was written where."""
        self.written.append((pdf, target))
        return Change(self.snapshot.case.id, RecordKind.CASE, self.snapshot.case.id)

    def picture(self, _pdf: bytes, index: int, width: int, _job: Job) -> PagePicture:
        """Paint one dot."""
        self.widths.append(width)
        return PagePicture(index=index, pages=3, width=1, height=1, pixels=b"\0\0\0\0")


@pytest.fixture
def press() -> Press:
    return Press(
        builders.snapshot(builders.incident(number=4), case=builders.case(reference_date=date(2026, 3, 1), window=60))
    )


@pytest.fixture
def desk() -> InlineDesk:
    return InlineDesk()


@pytest.fixture
def model(press: Press, desk: InlineDesk) -> Dossier[Copy]:
    services = DossierServices[Copy](
        author="S. de Boer",
        read_case=lambda _case: press.snapshot,
        copies=lambda _case: press.copies,
        prepare=press.prepare,
        render=press.render,
        seal=press.seal,
        deliver=press.deliver,
        picture=press.picture,
        keep_draft=press.keep_draft,
        read_draft=press.drafts.get,
    )
    made = Dossier(press.snapshot.case.id, services, desk, SAY, lambda: NOW)
    made.load()
    return made


def _fill(model: Dossier[Copy]) -> None:
    model.edit(recipient=" Openbaar Ministerie ", purpose="vervolging", ground="Wpg 16", reason="nodig", informed=True)


def test_reference_date_and_window_come_from_the_case(model: Dossier[Copy]) -> None:
    assert (model.state.at, model.state.window) == (date(2026, 3, 1), 60)


def test_a_case_without_a_reference_date_is_seen_today(press: Press, desk: InlineDesk, model: Dossier[Copy]) -> None:
    press.snapshot = builders.snapshot()
    fresh = Dossier(press.snapshot.case.id, model._services, desk, SAY, lambda: NOW)
    fresh.load()
    assert fresh.state.at == date(2026, 3, 24)


def test_the_narrowest_copy_is_the_default(model: Dossier[Copy]) -> None:
    assert model.state.profile == NARROWEST


def test_empty_fields_are_asked_at_their_own_place(model: Dossier[Copy], press: Press) -> None:
    model.edit(recipient="  ", purpose="vervolging")
    model.save(Path("x.pdf"))
    assert model.state.asked == {
        "recipient": "Vul in wie dit exemplaar krijgt.",
        "ground": "Vul in op welke grond het mag worden gedeeld.",
        "reason": "Vul in waarom delen nodig is en waarom het niet met minder kan.",
        "not_informed": "Geef aan of de betrokkene het weet; zo niet, vul in waarom.",
    }
    assert press.written == []


def test_a_question_goes_away_as_soon_as_it_is_answered(model: Dossier[Copy]) -> None:
    model.check()
    model.edit(recipient="politie")
    assert set(model.state.asked) == {"purpose", "ground", "reason", "not_informed"}


def test_a_copy_for_inside_needs_no_ground(model: Dossier[Copy], press: Press) -> None:
    model.edit(recipient="dossierhouder", purpose="eigen dossier")
    assert not model.check()
    model.choose_profile("intern")
    assert model.state.asked == {}
    model.save(Path("x.pdf"))
    assert len(press.written) == 1


def test_the_rows_to_look_at_are_named_with_the_pages(model: Dossier[Copy]) -> None:
    before = model.state.look_at
    _fill(model)
    model.preview()
    (words,) = model.state.look_at
    assert before == ()
    assert words.startswith("Gemerkt als R2")
    assert words.endswith("I-22, G-4")


def test_the_windows_are_those_of_the_rules(model: Dossier[Copy]) -> None:
    assert [choice.key for choice in model.state.windows] == ["30", "60", "90", "180"]


def test_no_pages_are_made_before_everything_is_filled_in(model: Dossier[Copy], press: Press) -> None:
    model.edit(recipient="politie")
    model.preview()
    assert press.rendered == 0
    assert model.state.asked == {}


def test_a_preview_shows_a_real_page_and_what_is_left_out_and_writes_nothing(
    model: Dossier[Copy], press: Press
) -> None:
    _fill(model)
    model.preview()
    assert press.prepared[0].recipient == "Openbaar Ministerie"
    assert press.prepared[0].author == "S. de Boer"
    assert model.state.page_words == "pagina 1 van 3"
    assert model.state.left_out == (
        (
            "1",
            "Beschermde bronnen: hun naam gaat alleen in een verzegelde bijlage voor politie of OM naar buiten. B-2",
        ),
    )
    assert press.written == []
    assert not model.state.busy


def test_turning_pages_stays_inside_the_dossier(model: Dossier[Copy]) -> None:
    _fill(model)
    model.preview()
    model.show_page(2)
    assert model.state.page_words == "pagina 3 van 3"
    model.show_page(3)
    model.show_page(-1)
    assert model.state.page_words == "pagina 3 van 3"


def test_a_new_width_paints_the_same_page_again(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    model.preview()
    model.show_page(1)
    model.fit(500)
    assert press.widths[-1] == 500
    assert model.state.page_words == "pagina 2 van 3"
    assert press.rendered == 1


def test_saving_writes_the_pages_that_were_shown(model: Dossier[Copy], press: Press, desk: InlineDesk) -> None:
    _fill(model)
    model.preview()
    model.save(Path("map/dossier.pdf"))
    assert press.rendered == 1
    assert press.written == [(b"Openbaar Ministerie", Path("map/dossier.pdf"))]
    assert model.state.saved == "Bewaard als dossier.pdf. Het exemplaar staat in het logboek."
    assert desk.done == [model.state.saved]
    assert not model.state.stale


def test_saving_after_a_change_makes_new_pages_first(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    model.preview()
    model.edit(recipient="politie")
    assert model.state.stale
    model.save(Path("dossier.pdf"))
    assert press.written == [(b"politie", Path("dossier.pdf"))]


def test_a_change_in_the_case_makes_the_pages_old(model: Dossier[Copy], press: Press, desk: InlineDesk) -> None:
    _fill(model)
    model.preview()
    case = press.snapshot.case.id
    desk.do(lambda: Change(case, RecordKind.INCIDENT, case))
    assert model.state.stale
    model.save(Path("dossier.pdf"))
    assert press.rendered == 2


def test_a_refusal_is_told_and_keeps_what_was_typed(model: Dossier[Copy], press: Press, desk: InlineDesk) -> None:
    press.refusal = DossierError(reason="The file name holds the name of somebody in this case. Choose another name.")
    _fill(model)
    model.preview()
    assert desk.told == [press.refusal]
    assert model.state.purpose == "vervolging"
    assert not model.state.busy


def test_stopping_drops_the_pages_that_were_on_their_way(press: Press, desk: InlineDesk) -> None:
    def stop_while_rendering(copy: Copy, _job: Job) -> bytes:
        stopping.cancel()
        return copy.request.recipient.encode()

    services = DossierServices[Copy](
        author="S. de Boer",
        read_case=lambda _case: press.snapshot,
        copies=lambda _case: press.copies,
        prepare=press.prepare,
        render=stop_while_rendering,
        seal=press.seal,
        deliver=press.deliver,
        picture=press.picture,
        keep_draft=press.keep_draft,
        read_draft=press.drafts.get,
    )
    stopping = Dossier(press.snapshot.case.id, services, desk, SAY, lambda: NOW)
    stopping.load()
    _fill(stopping)
    stopping.save(Path("dossier.pdf"))
    assert press.written == []
    assert stopping.state.picture is None
    assert not stopping.state.busy
    assert (stopping.state.stale, stopping.state.stopped, stopping.state.waiting) == (True, True, False)
    stopping.edit(purpose="onderzoek")
    assert stopping.state.waiting


def test_what_was_half_typed_comes_back_after_a_lock(press: Press, desk: InlineDesk, model: Dossier[Copy]) -> None:
    model.edit(recipient="Openbaar Mini", purpose="vervolging")
    model.keep()
    again = Dossier(press.snapshot.case.id, model._services, desk, Translator("en"), lambda: NOW)
    again.edit(recipient="te vroeg")
    again.load()
    assert (again.state.recipient, again.state.purpose, again.state.ground) == ("Openbaar Mini", "vervolging", "")
    assert again.state.profile == NARROWEST


def test_nothing_is_kept_when_nothing_was_typed(press: Press, model: Dossier[Copy]) -> None:
    model.edit(window=30)
    model.keep()
    assert press.drafts == {}


def test_nothing_is_told_when_nothing_changed(model: Dossier[Copy]) -> None:
    told: list[int] = []
    model.changed.connect(lambda: told.append(1))
    model.edit(window=60)
    assert told == []


def test_a_leak_is_told_by_place_and_row_and_nothing_can_be_saved(model: Dossier[Copy], press: Press) -> None:
    leaks = (Leak("the text", "I-4", 3), Leak("a bookmark", "B-2"), Leak("the text", "I-5", 1, ("I-9",)))
    press.refusal = LeakFoundError(leaks)
    _fill(model)
    model.preview()
    assert model.state.leaks == (
        "de tekst op pagina 3: woorden van I-4",
        "een bladwijzer: woorden van B-2",
        "de tekst op pagina 1: woorden van I-5; ook in I-9: verbeter of markeer ze daar",
    )
    assert (model.state.picture, model.state.checked, model.state.stopped) == (None, "", True)
    model.save(Path("x.pdf"))
    assert press.written == []


def test_clean_pages_take_the_place_of_the_refusal_that_stood_there(
    model: Dossier[Copy], press: Press, desk: InlineDesk
) -> None:
    press.refusal = LeakFoundError((Leak("the text", "I-4", 3),))
    _fill(model)
    model.preview()
    press.refusal = None
    model.edit(without="I-4")
    model.preview()
    assert [words for words in desk.done if words.startswith("In de gemaakte pagina")] == [model.state.checked]


def test_a_clean_copy_says_that_it_was_looked_through(model: Dossier[Copy]) -> None:
    _fill(model)
    model.preview()
    assert model.state.checked.startswith("In de gemaakte pagina")


def test_another_kind_of_copy_keeps_what_was_typed_and_gets_back_what_was_kept_for_it(
    model: Dossier[Copy], press: Press
) -> None:
    _fill(model)
    model.edit(without="I-4", first="1 maart 2026")
    model.choose_profile("intern")
    assert (model.state.purpose, model.state.without, model.state.first) == ("vervolging", "", "")
    model.edit(purpose="werkbegeleiding")
    model.choose_profile(NARROWEST)
    assert (model.state.purpose, model.state.first) == ("vervolging", "1 maart 2026")
    model.choose_profile("intern")
    assert model.state.purpose == "werkbegeleiding"
    assert len(press.drafts) == 2


def test_numbers_and_days_that_cannot_be_read_are_asked_again(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    model.edit(without="I-99", review_on="ooit")
    assert not model.check()
    assert set(model.state.asked) == {"without", "review_on"}
    known = press.snapshot.incidents[0]
    model.edit(without=f"I-{known.number}", review_on="24-4-2026", first="1 maart 2026", last="31-3-2026")
    model.preview()
    asked = press.prepared[-1]
    assert (asked.choice.without, asked.review_on) == ((known.id,), date(2026, 4, 24))
    assert (asked.choice.first, asked.choice.last) == (date(2026, 3, 1), date(2026, 3, 31))


def test_sections_can_be_left_out_but_not_the_account(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    model.show_sections([part.key for part in model.state.parts if part.key not in {"D5", "D16"}])
    model.preview()
    assert press.prepared[-1].choice.sections == ("D5",)


def test_copies_that_were_given_are_listed_newest_first(model: Dossier[Copy], press: Press, desk: InlineDesk) -> None:
    press.copies = (CopyGiven(number=1, at=NOW, by="S. de Boer", profile="intern", recipient="eigen dossier"),)
    fresh = Dossier(press.snapshot.case.id, model._services, desk, SAY, lambda: NOW)
    fresh.load()
    assert fresh.state.copies == ("Exemplaar 1 · 24 mrt 2026 14:02 · eigen dossier · Intern · door S. de Boer",)


def _with_people(press: Press, desk: InlineDesk, model: Dossier[Copy]) -> Dossier[Copy]:
    """Return the page of a case with one alleged victim, two alleged perpetrators and a child."""
    people = (
        builders.person(name="Sanne Proef"),
        builders.person(name="Daan Proef", role=Role.PERPETRATOR),
        builders.person(name="Bram Proef", role=Role.PERPETRATOR),
        builders.person(name="Mila Schuil", role=Role.CHILD, sensitivity=Sensitivity.R0),
    )
    press.snapshot = builders.snapshot(persons=people)
    fresh = Dossier(press.snapshot.case.id, model._services, desk, SAY, lambda: NOW)
    fresh.load()
    _fill(fresh)
    return fresh


def test_a_copy_about_one_person_asks_which_one_when_several_have_the_role(
    press: Press, desk: InlineDesk, model: Dossier[Copy]
) -> None:
    page = _with_people(press, desk, model)
    nobody = page.state.persons
    page.choose_profile("inzage_pleger")
    assert [one.label for one in page.state.persons] == [
        "Daan Proef · vermoedelijke pleger",
        "Bram Proef · vermoedelijke pleger",
    ]
    assert not page.check()
    assert nobody == ()
    assert page.state.asked == {"person": "Kies over wie dit exemplaar gaat."}
    bram = press.snapshot.persons[2]
    page.edit(person=str(bram.id))
    page.preview()
    assert press.prepared[-1].person == bram.id


def test_the_only_one_in_the_role_is_chosen_and_a_child_can_be(
    press: Press, desk: InlineDesk, model: Dossier[Copy]
) -> None:
    page = _with_people(press, desk, model)
    sanne, mila = press.snapshot.persons[0], press.snapshot.persons[3]
    page.choose_profile("inzage_slachtoffer")
    assert page.state.person == str(sanne.id)
    assert [one.label for one in page.state.persons] == [
        "Sanne Proef · vermoedelijk slachtoffer",
        "Verborgen (R0) · persoon 4 · kind",
    ]
    page.edit(person=str(mila.id))
    page.choose_profile("inzage_pleger")
    assert page.state.person == ""
    page.choose_profile("inzage_slachtoffer")
    assert page.state.person == str(mila.id)
    page.choose_profile("intern")
    page.preview()
    assert press.prepared[-1].person is None


def test_a_copy_about_nobody_is_not_made(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    model.choose_profile("inzage_slachtoffer")
    assert not model.check()
    assert "person" in model.state.asked
    model.preview()
    assert press.prepared == []


def test_a_copy_is_signed_before_it_is_written_and_its_pages_stay(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    model.preview()
    model.edit(certificate=Path("proef.p12"))
    assert not model.state.stale
    model.save(Path("uit.pdf"), "woord")
    assert press.rendered == 1
    assert press.written == [(b"Openbaar Ministerie signed with proef.p12", Path("uit.pdf"))]


def test_a_wrong_password_writes_nothing_and_keeps_everything_else(
    model: Dossier[Copy], press: Press, desk: InlineDesk
) -> None:
    _fill(model)
    model.edit(certificate=Path("proef.p12"))
    model.save(Path("uit.pdf"), "fout")
    assert press.written == []
    assert len(desk.told) == 1
    assert (model.state.recipient, model.state.stale) == (" Openbaar Ministerie ", False)
    model.save(Path("uit.pdf"), "woord")
    assert len(press.written) == 1


def test_how_the_file_is_made_is_kept_with_what_was_typed_but_never_the_certificate(
    press: Press, desk: InlineDesk, model: Dossier[Copy]
) -> None:
    _fill(model)
    model.edit(exhibits=ExhibitsShown.PAGES, paper="Letter", grey=True, archive="2a", certificate=Path("proef.p12"))
    model.keep()
    assert "proef" not in str(press.drafts)
    again = Dossier(press.snapshot.case.id, model._services, desk, SAY, lambda: NOW)
    again.load()
    state = again.state
    assert (state.exhibits, state.paper, state.grey, state.archive) == (ExhibitsShown.PAGES, "Letter", True, "2a")
    assert state.certificate is None


def test_incidents_are_left_out_one_by_one(model: Dossier[Copy], press: Press) -> None:
    _fill(model)
    assert [key for key, _ in model.state.rows] == ["4"]
    model.leave_out("4", True)
    model.preview()
    assert press.prepared[-1].choice.without == (press.snapshot.incidents[0].id,)
    model.leave_out("4", False)
    assert model.state.without == ""


def test_the_words_of_a_hidden_incident_are_not_in_the_list() -> None:
    hidden = builders.incident(number=7, facts="Vijverlaan 12", sensitivity=Sensitivity.R0)
    rows = incident_rows(builders.snapshot(hidden), SAY)
    assert rows[0][0] == "7"
    assert "Vijverlaan" not in rows[0][1]


def test_a_copy_that_only_lists_the_exhibits_asks_for_no_files(model: Dossier[Copy]) -> None:
    model.edit(exhibits=ExhibitsShown.EMBEDDED)
    model.choose_profile("training_anoniem")
    assert model.state.lists_only
    assert model.state.request("").exhibits is ExhibitsShown.LIST
    model.choose_profile("intern")
    assert model.state.request("").exhibits is ExhibitsShown.EMBEDDED
