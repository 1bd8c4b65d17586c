"""The files of exhibits that go into a copy: only of exhibits that the recipient sees whole."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from app.domain.dossier import DossierRequest, ExhibitsShown, LookAt
from app.domain.exhibit import Exhibit
from app.domain.profile import Profile, sections_of
from app.domain.snapshot import CaseSnapshot, shown_number
from app.dossier.attached import has_place
from app.errors import DossierError
from app.i18n import Translator
from app.storage.reading import Reader

LOOK: Final = "The exhibits themselves are in this copy. No program sees what a picture or a document shows."
FILES: Final = "They are the files as they were taken in, with all that a camera wrote into them, such as the place."
PLACES: Final = (
    "The camera wrote the place into these files. Where somebody is in hiding, print the exhibits on pages: "
    "there it is gone."
)
_MOST_BYTES: Final = 300 * 1024 * 1024


def exhibits_to_read(
    whole: CaseSnapshot, seen: CaseSnapshot, profile: Profile, request: DossierRequest
) -> tuple[Exhibit, ...]:
    """Return the exhibits whose bytes go into a copy.

    One of which anything is hidden from the recipient stays on the list only: its file would tell it. Raises
    ``DossierError`` where the kind of copy has no place for files, and when they are more than 300 MB together.
    """
    if request.exhibits is ExhibitsShown.LIST or "D9" not in sections_of(profile, request.choice.sections):
        return ()
    if profile.lists_exhibits_only:
        raise DossierError(reason="This kind of copy only lists the exhibits; their files may show other people.")
    known = {exhibit.id: exhibit for exhibit in whole.exhibits}
    chosen = tuple(one for one in seen.exhibits if _is_whole(one, known[one.id]))
    if sum(one.size for one in chosen) > _MOST_BYTES:
        raise DossierError(
            reason="The exhibits are too large together for one file. Leave some out, or print the list only."
        )
    return chosen


def bytes_of(reader: Reader, exhibits: tuple[Exhibit, ...]) -> dict[UUID, bytes]:
    """Return the bytes of exhibits, each compared with its hash."""
    return {one.id: b"".join(reader.exhibit_bytes(one)) for one in exhibits}


def looked_at(
    exhibits: tuple[Exhibit, ...], files: Mapping[UUID, bytes], shown: ExhibitsShown, say: Translator
) -> Iterator[LookAt]:
    """Yield what whoever makes the copy should look at."""
    if exhibits:
        rows = tuple(shown_number(one, say) for one in exhibits)
        yield LookAt(reason=LOOK, rows=rows)
        if shown is ExhibitsShown.EMBEDDED:
            yield LookAt(reason=FILES, rows=rows)
            placed = tuple(shown_number(one, say) for one in exhibits if has_place(files[one.id]))
            if placed:
                yield LookAt(reason=PLACES, rows=placed)


def _is_whole(seen: Exhibit, known: Exhibit) -> bool:
    return seen == replace(known, field_sensitivity=seen.field_sensitivity)
