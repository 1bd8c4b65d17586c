"""Exhibits in a copy: as a list, on pages without what a camera wrote, or as the files themselves."""

from io import BytesIO

import pikepdf
import pytest
from dossier_copies import copy_of, page_texts, request
from msgspec.structs import replace
from pdf_tree import tree
from PIL import Image

import builders
from app.domain.dossier import Choice, DossierRequest, ExhibitsShown
from app.domain.exhibit import Exhibit
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.model import DossierInput
from app.dossier.photo import photo_of
from app.dossier.pieces import pieces_of
from app.dossier.render import render
from app.errors import DossierError
from app.jobs import Cancelled, Job
from app.risk.profiles import load_profiles
from app.services.exhibit_copies import exhibits_to_read

PLACE = b"52.0907N"


def _photograph(wide: int = 900, high: int = 600) -> bytes:
    """Return a photograph that lies on its side and in which the camera wrote where it was taken."""
    picture = Image.effect_noise((wide, high), 40).convert("RGB")
    told = picture.getexif()
    told[0x010E] = PLACE.decode()
    told[0x0112] = 6
    kept = BytesIO()
    picture.save(kept, "JPEG", exif=told)
    assert PLACE in kept.getvalue()
    return kept.getvalue()


def _document(pages: int) -> bytes:
    kept = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(300, 400))
        made.save(kept)
    return kept.getvalue()


def _copy(shown: ExhibitsShown, *files: tuple[str, bytes, str]) -> DossierInput:
    exhibits = tuple(
        builders.exhibit(number=number, title=f"Ding {number}", file_name=name, media_type=kind, size=len(data))
        for number, (name, data, kind) in zip((3, 12, 14), files, strict=False)
    )
    made = copy_of(
        builders.snapshot(builders.incident(number=1), exhibits=exhibits),
        request=request(exhibits=shown, profile="intern"),
    )
    return replace(made, exhibit_bytes={one.id: file[1] for one, file in zip(exhibits, files, strict=True)})


def _images(pdf: bytes) -> list[tuple[int, int, bytes]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            (int(thing.Width), int(thing.Height), thing.read_raw_bytes())
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]


def test_a_photograph_is_printed_upright_and_without_what_the_camera_wrote() -> None:
    pdf = render(_copy(ExhibitsShown.PAGES, ("op bezoek bij Sanne.jpg", _photograph(), "image/jpeg")), Job())
    ((wide, high, data),) = _images(pdf)
    assert (wide, high) == (600, 900)
    assert PLACE not in data
    assert not Image.open(BytesIO(data)).getexif()
    (figure,) = [part for part in tree(pdf).every("Figure") if "Bijlage" in part.entries["/Alt"]]
    assert figure.entries["/Alt"] == "Bijlage 3: Ding 3"
    assert "Sanne" not in " ".join(page_texts(pdf))


def test_a_large_photograph_has_no_more_dots_than_a_page_shows() -> None:
    pdf = render(_copy(ExhibitsShown.PAGES, ("a.jpg", _photograph(3000, 4000), "image/jpeg")), Job())
    assert _images(pdf)[0][:2] == (1400, 1050)


class _Impatient(Job):
    """A job that somebody stops when it has asked so many times whether to go on."""

    def __init__(self, patience: int) -> None:
        super().__init__()
        self.asked, self._patience = 0, patience

    def check(self) -> None:
        """Stop when it was asked too often."""
        self.asked += 1
        if self.asked > self._patience:
            self.cancel()
        super().check()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_the_reading_of_one_large_picture_stops_in_its_middle(kind: str) -> None:
    kept = BytesIO()
    Image.effect_noise((1500, 1000), 80).convert("RGB").save(kept, kind)
    whole = _Impatient(10_000)
    photo_of(kept.getvalue(), f"image/{kind.lower()}", whole)
    assert whole.asked > 10
    for patience in (1, whole.asked // 2, whole.asked - 1):
        with pytest.raises(Cancelled):
            photo_of(kept.getvalue(), f"image/{kind.lower()}", _Impatient(patience))


def test_a_photograph_of_many_dots_is_read_no_finer_than_a_page_shows_it() -> None:
    colours = Image.new("RGB", (6000, 4000), "#336699")
    colours.paste("#993333", (0, 0, 3000, 4000))
    kept = BytesIO()
    colours.save(kept, "JPEG")
    seen = Image.open(BytesIO(photo_of(kept.getvalue(), "image/jpeg", Job()).jpeg))
    assert seen.size == (1400, 933)
    halves = [seen.crop(box).resize((1, 1)).tobytes() for box in ((0, 0, 600, 900), (800, 0, 1400, 900))]
    for half, colour in zip(halves, (b"\x99\x33\x33", b"\x33\x66\x99"), strict=True):
        assert max(abs(one - other) for one, other in zip(half, colour, strict=True)) < 5


def test_every_page_of_a_document_becomes_a_picture_and_a_text_is_set_as_text() -> None:
    files = (("a.pdf", _document(3), "application/pdf"), ("b.txt", "Ik kom <b>eraan</b> سلام".encode(), "text/plain"))
    pdf = render(_copy(ExhibitsShown.PAGES, *files), Job())
    told = [part.entries["/Alt"] for part in tree(pdf).every("Figure") if "Bijlage" in part.entries["/Alt"]]
    assert told == [f"Bijlage 3, bladzijde {page} van 3: Ding 3" for page in (1, 2, 3)]
    assert "Ik kom <b>eraan</b>" in " ".join(page_texts(pdf))


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\nbroken", "Dit beeld is beschadigd of niet compleet."),
        ("application/pdf", b"%PDF-1.7 broken", "Dit document is beschadigd"),
        ("video/mp4", b"film", "Een bestand van deze soort is niet af te drukken"),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_place(kind: str, data: bytes, words: str) -> None:
    assert words in " ".join(page_texts(render(_copy(ExhibitsShown.PAGES, ("x", data, kind)), Job())))


def test_the_files_themselves_are_attached_under_their_numbers_not_their_names() -> None:
    photograph = _photograph()
    made = _copy(
        ExhibitsShown.EMBEDDED,
        ("Sanne thuis.JPG", photograph, "image/jpeg"),
        ("brief van Sanne", b"tekst", "text/plain"),
    )
    with pikepdf.open(BytesIO(render(made, Job()))) as opened:
        assert sorted(opened.attachments) == ["bijlage-12", "bijlage-3.jpg"]
        assert opened.attachments["bijlage-3.jpg"].get_file().read_bytes() == photograph


def test_an_english_copy_calls_an_exhibit_so_everywhere_and_keeps_its_number() -> None:
    files = ("a.jpg", _photograph(), "image/jpeg"), ("stuk.pdf", _document(2), "application/pdf")
    pages = _copy(ExhibitsShown.PAGES, *files)
    incident = builders.incident(number=1, exhibits=tuple(one.id for one in pages.snapshot.exhibits))
    snapshot = replace(pages.snapshot, incidents=(incident,))
    for shown in (ExhibitsShown.PAGES, ExhibitsShown.EMBEDDED):
        made = replace(pages, snapshot=snapshot, request=replace(pages.request, exhibits=shown, language="en"))
        pdf = render(made, Job())
        everywhere = "\n".join(piece.text for piece in pieces_of(pdf, Job()))
        assert "Bijlage" not in everywhere
        assert "bijlage" not in everywhere
        assert "Exhibit 3 (p." in everywhere
        with pikepdf.open(BytesIO(pdf)) as opened:
            names = [] if shown is ExhibitsShown.PAGES else ["exhibit-12.pdf", "exhibit-3.jpg"]
            assert sorted(opened.attachments) == names
        if shown is ExhibitsShown.PAGES:
            assert "Exhibit 3: Ding 3" in everywhere
            assert "Exhibit 12, page 2 of 2: Ding 12" in everywhere


def test_a_list_holds_no_files() -> None:
    pdf = render(replace(_copy(ExhibitsShown.LIST, ("a.jpg", _photograph(), "image/jpeg")), exhibit_bytes={}), Job())
    assert _images(pdf) == []
    assert "De bestanden zelf zitten niet in dit exemplaar." in " ".join(page_texts(pdf))


def test_an_exhibit_keeps_its_number_when_others_are_left_out() -> None:
    made = _copy(ExhibitsShown.PAGES, ("a.txt", b"een", "text/plain"), ("b.txt", b"twee", "text/plain"))
    later = replace(made.snapshot, exhibits=made.snapshot.exhibits[1:])
    text = " ".join(page_texts(render(replace(made, snapshot=later), Job())))
    assert "Bijlage 12 · Ding 12" in text
    assert "Bijlage 3" not in text


def _read(seen: Exhibit, known: Exhibit, asked: DossierRequest) -> list[int]:
    def case(exhibit: Exhibit) -> CaseSnapshot:
        return builders.snapshot(exhibits=(exhibit,))

    return [one.number for one in exhibits_to_read(case(known), case(seen), load_profiles()[asked.profile], asked)]


def test_an_exhibit_of_which_anything_is_hidden_stays_on_the_list() -> None:
    known = builders.exhibit(number=4, made_by="Sanne", field_sensitivity={"made_by": Sensitivity.R0})
    asked = request(exhibits=ExhibitsShown.PAGES, profile="intern")
    assert _read(replace(known, field_sensitivity={}), known, asked) == [4]
    assert _read(replace(known, field_sensitivity={}, made_by=""), known, asked) == []


def test_a_copy_without_the_evidence_reads_no_files() -> None:
    known = builders.exhibit(number=4)
    asked = request(exhibits=ExhibitsShown.EMBEDDED, profile="intern", choice=Choice(sections=("D9",)))
    assert _read(known, known, asked) == []


@pytest.mark.parametrize("profile", ["inzage_slachtoffer", "inzage_pleger", "training_anoniem"])
def test_a_copy_about_one_person_or_without_names_refuses_files(profile: str) -> None:
    known = builders.exhibit(number=4)
    asked = request(exhibits=ExhibitsShown.PAGES, profile=profile)
    if "D9" in load_profiles()[profile].sections:
        with pytest.raises(DossierError):
            _read(known, known, asked)
    else:
        assert _read(known, known, asked) == []


def test_a_picture_stands_on_the_page_of_its_number_and_hash() -> None:
    files = [(f"{number}.jpg", _photograph(600, 1000 + number), "image/jpeg") for number in range(3)]
    pdf = render(_copy(ExhibitsShown.PAGES, *files), Job())
    pages = page_texts(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        pictured = [index for index, page in enumerate(opened.pages) for _ in page.get_images()]
    headed = [next(at for at, text in enumerate(pages) if f"Bijlage {n} · Ding {n}" in text) for n in (3, 12, 14)]
    assert pictured == headed
