"""Exhibits without a screen: taking files in, their form, the viewer, and linking them to incidents."""

from datetime import date, datetime
from pathlib import Path

from case_keeper import NOW, CaseKeeper
from exhibit_shelf import ExhibitShelf, shelf_of
from incident_bench import Bench

import builders
from app.domain.exhibit import ExhibitForm, ExhibitKind, Transfer
from app.domain.snapshot import CaseSnapshot
from app.errors import SameExhibitError
from app.i18n import Translator
from app.viewmodels.desk import InlineDesk
from app.viewmodels.exhibit_form import ExhibitFactsForm
from app.viewmodels.exhibit_viewer import ExhibitViewer, Shows, text_of
from app.viewmodels.exhibit_words import size_words
from app.viewmodels.incident_fields import IncidentFields
from app.viewmodels.source_form import SourceForm
from app.viewmodels.sources import Sources

SAY = Translator("nl")


def now() -> datetime:
    return NOW


def opened(snapshot: CaseSnapshot | None = None) -> tuple[Sources, CaseKeeper, ExhibitShelf, InlineDesk]:
    keeper, desk = CaseKeeper(snapshot or builders.snapshot()), InlineDesk()
    shelf = shelf_of(keeper)
    model = Sources(keeper.case, keeper.events_services(), shelf.services(), desk, SAY, now)
    model.load()
    return model, keeper, shelf, desk


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def form_of(model: Sources) -> ExhibitFactsForm:
    assert isinstance(model.form, ExhibitFactsForm)
    return model.form


def viewer_of(model: Sources, number: int = -1) -> ExhibitViewer:
    viewer = model.viewer(model.state.lists[1].lines[number].id)
    assert viewer is not None
    viewer.load()
    return viewer


def test_files_become_exhibits_one_after_another_and_the_last_opens(tmp_path: Path) -> None:
    model, keeper, _, _ = opened()

    model.add([file(tmp_path, "deur.jpg", b"\xff\xd8\xff een"), file(tmp_path, "chat.txt", b"hoi")])

    first, last = keeper.snapshot.exhibits
    assert (first.title, first.file_name, first.kind) == ("deur", "deur.jpg", ExhibitKind.PHOTO)
    assert (last.kind, last.received_on, last.received_by) == (ExhibitKind.CHAT, NOW.date(), "S. de Boer")
    assert form_of(model).record == last
    assert model.intake.words == ""


def test_the_same_file_again_is_told_and_the_one_that_is_there_opens(tmp_path: Path) -> None:
    model, keeper, _, desk = opened()
    door = file(tmp_path, "deur.jpg", b"\xff\xd8\xff een")
    model.add([door])

    model.add([door, file(tmp_path, "raam.jpg", b"\xff\xd8\xff twee")])

    assert [type(error) for error in desk.told] == [SameExhibitError]
    assert [one.title for one in keeper.snapshot.exhibits] == ["deur", "raam"]


def test_what_is_known_of_an_exhibit_is_typed_and_saved_and_its_bytes_stay(tmp_path: Path) -> None:
    model, keeper, _, _ = opened(builders.snapshot(sources=(builders.source("Iris", number=1),)))
    model.add([file(tmp_path, "brief.pdf", b"%PDF-1.4")])
    (before,) = keeper.snapshot.exhibits
    form = form_of(model)
    (source,) = keeper.snapshot.sources

    form.edit(title="Brief van de huisarts", form="kopie", made_on="half maart 2026", source=str(source.id))
    form.add_transfer()
    form.edit_transfer(0, when="14-3-2026", giver="Iris", receiver="S. de Boer", note="op papier")
    form.add_transfer()
    form.save()

    (after,) = keeper.snapshot.exhibits
    assert (after.title, after.form, after.source) == ("Brief van de huisarts", ExhibitForm.COPY, source.id)
    assert after.made_on.words == "half maart 2026"
    (transfer,) = after.custody
    assert isinstance(transfer, Transfer)
    assert (transfer.when.exact, transfer.giver, transfer.note) == (date(2026, 3, 14), "Iris", "op papier")
    assert (after.sha256, after.size, after.file_name) == (before.sha256, before.size, before.file_name)
    form.edit(note="nog iets")
    form.save()
    assert keeper.snapshot.exhibits[0].custody == after.custody


def test_days_that_cannot_be_read_and_a_missing_title_stop_the_save(tmp_path: Path) -> None:
    model, keeper, _, _ = opened()
    model.add([file(tmp_path, "brief.pdf", b"%PDF-1.4")])
    form = form_of(model)
    form.add_transfer()

    form.edit(title=" ", made_on="qqq")
    form.edit_transfer(0, when="qqq")
    form.save()

    assert len(form.state.told) >= 2
    assert keeper.saves == 1
    form.drop_transfer(0)
    assert form.state.fields.custody == ()


def test_the_list_says_what_is_not_recorded_and_what_an_exhibit_shows() -> None:
    photo = builders.exhibit(number=1)
    letter = builders.exhibit("Brief", number=2, form=ExhibitForm.ORIGINAL, sha256="0" * 64)
    source = builders.source("Iris", number=1, exhibits=(letter.id,))
    model, _, _, _ = opened(
        builders.snapshot(
            builders.incident(number=7, exhibits=(photo.id,)), sources=(source,), exhibits=(photo, letter)
        )
    )

    sources, exhibits = (one.lines for one in model.state.lists)
    assert [line.number for line in exhibits] == ["Bijlage 1", "Bijlage 2"]
    assert [link.text for link in exhibits[0].links] == ["I-7"]
    assert (exhibits[0].asks, exhibits[1].asks) == (True, False)
    assert exhibits[1].note == "nog niet aan een incident gekoppeld"
    assert "bewijsstukken: Bijlage 2" in sources[0].told


def test_an_exhibit_that_shows_something_cannot_be_withdrawn_and_says_why() -> None:
    photo = builders.exhibit(number=1)
    model, _, _, _ = opened(builders.snapshot(builders.incident(number=7, exhibits=(photo.id,)), exhibits=(photo,)))
    model.open(str(photo.id))

    assert form_of(model).state.kept_by == "Dit bewijsstuk kan niet worden ingetrokken: I-7 verwijst ernaar."


def test_correcting_a_source_keeps_its_exhibits() -> None:
    photo = builders.exhibit(number=1)
    source = builders.source("Iris", number=1, exhibits=(photo.id,))
    model, keeper, _, _ = opened(builders.snapshot(sources=(source,), exhibits=(photo,)))
    model.open(str(source.id))
    assert isinstance(model.form, SourceForm)

    model.form.edit(label="Iris de Proef")
    model.form.save()

    assert keeper.snapshot.sources[0].exhibits == (photo.id,)


def test_a_picture_is_turned_and_enlarged_on_the_screen_only(tmp_path: Path) -> None:
    model, _, shelf, _ = opened()
    model.add([file(tmp_path, "deur.jpg", b"\xff\xd8\xff een")])
    before = dict(shelf.bytes)
    viewer = viewer_of(model)

    assert (viewer.state.shows, viewer.state.several) == (Shows.PICTURE, False)
    viewer.turn()
    viewer.zoom(1, 0.5)
    assert (viewer.state.turned, viewer.state.zoom) == (90, 0.75)
    viewer.zoom(-1, 0.75)
    assert viewer.state.zoom == 0.5
    viewer.fit()
    for _ in range(3):
        viewer.turn()
    assert (viewer.state.turned, viewer.state.zoom) == (0, 0.0)
    assert shelf.bytes == before


def test_a_document_is_leafed_through(tmp_path: Path) -> None:
    model, _, _, _ = opened()
    model.add([file(tmp_path, "brief.pdf", b"%PDF-1.4")])
    viewer = viewer_of(model)

    viewer.show_page(2)
    assert (viewer.state.page_words, viewer.state.several) == ("pagina 3 van 3", True)
    viewer.show_page(3)
    assert viewer.state.picture is not None
    assert viewer.state.picture.index == 2


def test_what_cannot_be_shown_says_so_and_can_still_be_copied(tmp_path: Path) -> None:
    model, _, _, _ = opened()
    model.add(
        [file(tmp_path, "film.mp4", b"\x00\x00\x00\x18ftypisom"), file(tmp_path, "x.png", b"\x89PNG\r\n\x1a\nbroken")]
    )

    film, broken = viewer_of(model, 0), viewer_of(model, 1)

    assert film.state.shows is broken.state.shows is Shows.WORDS
    assert film.state.words.startswith("Voor dit soort bestand is er geen weergave.")
    assert broken.state.words.startswith("Deze afbeelding is beschadigd")
    assert film.state.can_copy
    assert broken.state.can_copy


def test_a_copy_gets_a_name_that_names_nobody_and_its_reason(tmp_path: Path) -> None:
    model, keeper, shelf, desk = opened()
    model.add([file(tmp_path, "Iris thuis.JPG", b"\xff\xd8\xff een")])
    viewer = viewer_of(model)
    (exhibit,) = keeper.snapshot.exhibits

    assert viewer.proposal == f"bijlage-{exhibit.number}.jpg"
    viewer.save_copy(tmp_path / "bijlage.jpg", "politie vraagt erom")

    assert shelf.copies == [(exhibit.id, tmp_path / "bijlage.jpg", "politie vraagt erom")]
    assert desk.done == ["Er is een kopie buiten de kluis bewaard. De reden staat in het logboek."]


def test_a_closed_viewer_holds_nothing_any_more(tmp_path: Path) -> None:
    model, _, _, _ = opened()
    model.add([file(tmp_path, "chat.txt", "één".encode("cp1252"))])
    viewer = viewer_of(model)
    assert (viewer.state.shows, viewer.state.text) == (Shows.TEXT, "één")

    viewer.close()

    assert (viewer.state.text, viewer.state.picture) == ("", None)


def test_texts_are_read_in_the_usual_ways() -> None:
    assert text_of("één\r\ntwee".encode()) == ("één\ntwee", True)
    assert text_of("één".encode("utf-8-sig")) == ("één", True)
    assert text_of("één".encode("utf-16")) == ("één", True)
    assert text_of("één".encode("utf-16") + b"\x00") == ("één", True)
    assert text_of("“één”".encode("cp1252")) == ("“één”", True)
    assert text_of(b"a\x00b") == ("a\ufffdb", True)
    long, whole = text_of(b"a" + "é".encode() * 600_000)
    assert not whole
    assert set(long) == {"a", "é"}


def test_sizes_are_said_as_people_read_them() -> None:
    assert [size_words(size, SAY) for size in (1, 999, 39_000, 2_400_000)] == ["1 byte", "999 bytes", "39 kB", "2,4 MB"]


def test_a_file_on_the_incident_form_becomes_an_exhibit_of_that_incident(tmp_path: Path) -> None:
    bench = Bench()
    form = bench.new(when="14 maart 2026", facts="Hij stond voor de deur.")
    door = file(tmp_path, "deur.jpg", b"\xff\xd8\xff een")

    bench.page.add_exhibits([door, door])
    bench.page.add_exhibits([door])
    form.save()

    (exhibit,) = bench.ledger.snapshot.exhibits
    assert bench.saved.exhibits == (exhibit.id,)
    viewer = bench.page.viewer(str(exhibit.id))
    assert viewer is not None
    assert ("Hoort bij", "I-101") in viewer.state.facts


def test_a_draft_keeps_the_exhibits_and_the_history_names_them() -> None:
    photo = builders.exhibit(number=3)
    told = builders.incident(number=1, exhibits=(photo.id,))
    bench = Bench(told, exhibits=(photo,))
    bench.page.open(str(told.id))

    assert bench.form.state.fields.exhibits == (str(photo.id),)
    assert [choice.label for choice in bench.form.state.choices.exhibits] == ["Bijlage 3 · Foto van de deur"]
    bench.form.edit(exhibits=())
    bench.form.keep_draft()
    bench.again().open(str(told.id))
    assert bench.form.state.fields.exhibits == IncidentFields().exhibits
    bench.form.save()
    assert bench.ledger.snapshot.incidents[0].exhibits == ()
