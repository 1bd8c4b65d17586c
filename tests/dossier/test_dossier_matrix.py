"""Every kind of copy of every kind of case, as the program makes it from a vault, read by the outside validators.

``python3 dev.py torture`` passes it; with 2,000 incidents in each of them it takes more than an hour.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image
from typed_case import typed_case
from verapdf import needs_validator, refused, unread

import vaults
from app.clock import SystemClock
from app.domain.dossier import DossierRequest, ExhibitsShown
from app.domain.exhibit import Exhibit
from app.domain.profile import sections_of
from app.domain.snapshot import CaseSnapshot
from app.dossier.render import render as print_copy
from app.i18n import LANGUAGES, Language
from app.jobs import Job
from app.resources import resource
from app.risk.profiles import load_profiles
from app.services import dossier
from app.services.cases import open_case
from app.services.exchange import import_case
from app.services.exhibits import attach_file
from app.services.records import record
from app.storage.store import Store
from bench.bench_vault import open_bench_case
from bench.generated import LAST_DAY
from bench.generated import case as generated
from torture import wanted

NAMES = (
    "Łucja Ñandú-Ørsted é̂ q̇ Ελληνικά Кирилица السلام عليكم (12) שלום עולם ሰላም ለዓለም 王小明 渡辺さくら 김민준 "
    "😀 👩\u200d👧 ❤\ufe0f 👍🏽 🇪🇹 1\ufe0f\u20e3 𓀀 \u202e → ● <b>unclosed &lt; ]]> \\ (( a\x00\ufeff\uffff"
)
TRAINING = ("tc1", "tc2", "tc3")
CASES = (*TRAINING, "names", "1", "2000")
LARGE = 2_000

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(not wanted(), reason="hundreds of copies are validated under `dev.py torture`"),
]


def _opened(store: Store, name: str) -> UUID:
    """Open one of the cases in a vault."""
    if name in TRAINING:
        return import_case(store, resource(f"training/{name}.json").read_bytes(), name=f"{name}.json").case
    if name == "names":
        return _recorded(store, typed_case(NAMES))
    snapshot = generated(int(name))
    case = open_bench_case(store, snapshot)
    people = [replace(person, number=0) for person in snapshot.persons]
    record(store, case, people[-1], along=people[:-1])
    return case


def _recorded(store: Store, snapshot: CaseSnapshot) -> UUID:
    """Record a case with torture in every text; its exhibits come as files."""
    change = open_case(store, replace(snapshot.case, reference="Z-2026-012"))
    bare = replace(snapshot, exhibits=(), assessments=())
    rows = [replace(one, number=0) for one in bare.records() if one.id != snapshot.case.id]
    rows = [replace(one, exhibits=()) if hasattr(one, "exhibits") else one for one in rows]
    record(store, change.case, rows[-1], along=rows[:-1])
    return change.case


def _attached(store: Store, case: UUID, folder: Path) -> None:
    """Take in a photograph, a see-through picture, a document, a text and a film."""
    photograph, drawing, document = BytesIO(), BytesIO(), BytesIO()
    Image.effect_noise((900, 600), 40).convert("RGB").save(photograph, "JPEG")
    Image.new("RGBA", (40, 20), (200, 30, 30, 90)).save(drawing, "PNG")
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(300, 400))
        made.add_blank_page(page_size=(400, 300))
        made.save(document)
    files = {
        "foto.jpg": photograph.getvalue(),
        "tekening.png": drawing.getvalue(),
        "brief.pdf": document.getvalue(),
        "app.txt": NAMES.encode("utf-8", "replace"),
        "film.mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
        attach_file(store, case, folder / name, Exhibit(title=f"{name} {NAMES}", file_name=name))


def _request(snapshot: CaseSnapshot, profile: str, language: Language, shown: ExhibitsShown) -> DossierRequest:
    """Ask for a copy."""
    about = load_profiles()[profile].about
    person = next((one.id for one in snapshot.persons if one.role is about), None) if about else None
    return DossierRequest(
        recipient="Openbaar Ministerie",
        purpose="Beoordeling",
        ground="art. 5.1.6 Wmo 2015",
        author="S. de Boer",
        language=language,
        at=snapshot.case.reference_date or LAST_DAY,
        window=90,
        profile=profile,
        person=person,
        reason="Zonder dit patroon is niet te beslissen.",
        informed=True,
        method="persoonlijk",
        review_on=date(2026, 6, 1),
        exhibits=shown,
    )


def _asked(snapshot: CaseSnapshot, *, some: bool) -> Iterator[DossierRequest]:
    """Yield every kind of copy, in every language and every way to give exhibits, and then every look."""
    for index, (profile, language) in enumerate(product(load_profiles(), LANGUAGES)):
        known = load_profiles()[profile]
        gives = not known.lists_exhibits_only and "D9" in sections_of(known)
        if known.about is not None and not any(one.role is known.about for one in snapshot.persons):
            continue
        ways = [shown for shown in ExhibitsShown if shown is ExhibitsShown.LIST or gives]
        for shown in [ways[index % len(ways)]] if some else ways:
            yield _request(snapshot, profile, language, shown)
    for language in LANGUAGES:
        plain = _request(snapshot, "zorg_straf_overleg", language, ExhibitsShown.LIST)
        yield replace(plain, archive="2a")
        yield replace(plain, archive="2a", exhibits=ExhibitsShown.PAGES)
        yield replace(plain, extent="overview")
        if not some:
            yield replace(plain, paper="Letter")
            yield replace(plain, grey=True)
            yield replace(plain, large_print=True, paper="Letter", grey=True)
            yield replace(plain, large_print=True, exhibits=ExhibitsShown.EMBEDDED)


def _name(asked: DossierRequest) -> str:
    """Return what tells one copy from the others."""
    looks = [name for name in ("grey", "large_print") if getattr(asked, name)]
    parts = (asked.profile, asked.language, asked.exhibits, asked.archive, asked.paper, asked.extent, *looks)
    return "-".join(parts) + ".pdf"


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_copy_of_every_kind_of_case_keeps_the_standards(name: str, tmp_path: Path) -> None:
    needs_validator()
    some = name == str(LARGE) and wanted() < LARGE
    with vaults.new(tmp_path / "proef.vault", SystemClock()) as store:
        case = _opened(store, name)
        _attached(store, case, tmp_path)
        with store.read() as reader:
            snapshot = reader.snapshot(case)
        files = []
        for asked in _asked(snapshot, some=some):
            files.append(tmp_path / _name(asked))
            made = dossier.prepare(store, case, asked)
            # With the same words in every row no copy is free of what it may not show; that is not looked at here.
            files[-1].write_bytes(print_copy(made.input, Job()) if name == "names" else dossier.render(made, Job()))
    assert len(set(files)) == len(files)
    assert unread(files) == []
    assert refused(files, large=True) == []
