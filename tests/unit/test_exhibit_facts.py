"""What an exhibit is told to be, and the bytes of exhibits in a case file."""

import msgspec
import pytest

import builders
from app.domain.case_file import ExhibitFile, case_file, write_case_file
from app.domain.case_reading import KnownIds, read_case_file
from app.domain.media_type import media_type_of
from app.domain.snapshot import CaseSnapshot, number_in, shown_number, visible_number
from app.errors import CaseFileError
from app.i18n import Translator

NOTHING = KnownIds(behaviours=frozenset(), effects=frozenset(), contexts=frozenset(), windows=frozenset({90}), items={})
PHOTO = builders.exhibit(number=12)
WHOLE = CaseSnapshot(case=builders.case(number=1), exhibits=(PHOTO,))


def read(*files: ExhibitFile) -> CaseSnapshot:
    """Return the case of a case file with these files."""
    return read_case_file(write_case_file(case_file(WHOLE, (), files)), NOTHING)[0].snapshot()


def test_a_case_file_carries_the_bytes_of_its_exhibits() -> None:
    assert read(ExhibitFile(exhibit=PHOTO.id, data=b"foto")) == WHOLE


@pytest.mark.parametrize(
    ("files", "place", "reason"),
    [
        ([], "Bijlage 12", "missing"),
        ([ExhibitFile(exhibit=PHOTO.id, data=b"fota")], "files[0].data", "hash"),
        ([ExhibitFile(exhibit=PHOTO.id, data=b"foto ")], "files[0].data", "hash"),
        ([ExhibitFile(exhibit=PHOTO.id, data=b"foto")] * 2, "files[1].exhibit", "no exhibit"),
        ([ExhibitFile(exhibit=WHOLE.case.id, data=b"foto")], "files[0].exhibit", "no exhibit"),
    ],
)
def test_bytes_that_do_not_fit_their_exhibits_are_refused(files: list[ExhibitFile], place: str, reason: str) -> None:
    with pytest.raises(CaseFileError, match=reason) as error:
        read(*files)

    assert error.value.fields["place"] == place


def test_a_later_version_with_other_bytes_is_refused() -> None:
    file = msgspec.json.decode(write_case_file(case_file(WHOLE, (), [ExhibitFile(exhibit=PHOTO.id, data=b"foto")])))
    now = file["exhibits"][0]
    told = {"record": now["id"], "kind": "exhibit", "at": "2026-03-14T10:00:00Z", "by": "A"}
    file["history"] = [
        {**told, "number": 1, "action": "recorded", "content": {**now, "sha256": "0" * 64}},
        {**told, "number": 2, "action": "corrected", "content": now},
    ]

    with pytest.raises(CaseFileError, match="never change"):
        read_case_file(msgspec.json.encode(file), NOTHING)


def test_an_exhibit_is_called_bijlage_and_needs_a_title_and_a_sound_hash() -> None:
    assert visible_number(PHOTO) == "Bijlage 12"
    assert (shown_number(PHOTO, Translator("nl")), shown_number(PHOTO, Translator("en"))) == (
        "Bijlage 12",
        "Exhibit 12",
    )
    assert (number_in("Bijlage 12", Translator("en")), number_in("I-12", Translator("en"))) == ("Exhibit 12", "I-12")
    for wrong in ({"title": " "}, {"sha256": "abc"}):
        with pytest.raises(ValueError, match=r"an exhibit has a title|a hash has 64"):
            builders.exhibit(**wrong)


@pytest.mark.parametrize(
    ("name", "start", "media_type"),
    [
        ("x", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("brief.exe", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("a.avi", b"RIFF\x00\x00\x00\x00????", "application/octet-stream"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "image/heic"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        ("scan", b"\n%PDF-1.4", "application/pdf"),
        ("brief.docx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("iets.jpg", b"PK\x03\x04", "application/zip"),
        ("chat.txt", b"12-03-2026 14:02 - Wout: hoi\r\n", "text/plain"),
        ("lijst.CSV", b"a;b\n", "text/csv"),
        ("notitie", "\ufeffhoi".encode("utf-16-le"), "text/plain"),
        ("leeg", b"", "application/octet-stream"),
        ("wat", b"\x00\x01\x02", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_how_it_begins(name: str, start: bytes, media_type: str) -> None:
    assert media_type_of(name, start) == media_type
