"""The same case, kind of copy and moment give the same bytes, whatever the process did before and wherever it runs."""

from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from dossier_copies import copy_of
from fresh_process import fresh_process
from PIL import Image
from training_cases import training_case
from typed_case import typed_copy

from app.domain.dossier import ExhibitsShown
from app.dossier.model import DossierInput
from app.dossier.render import render
from app.jobs import Job

NAMES = "Łucja سلام (12) שלום ሰላም 王小明 👩\u200d👧 𓀀"
PROCESS = """
import hashlib, sys, msgspec
from app.dossier.model import DossierInput
from app.dossier.render import render
from app.jobs import Job
made = msgspec.json.decode(open(sys.argv[1], "rb").read(), type=DossierInput)
print(hashlib.sha256(render(made, Job())).hexdigest())
"""
WHOLE = """
import hashlib, sys, msgspec
from app.domain.snapshot import CaseSnapshot
from app.dossier.render import render
from app.jobs import Job
from typed_case import told_copy
case = msgspec.json.decode(open(sys.argv[1], "rb").read(), type=CaseSnapshot)
print(hashlib.sha256(render(told_copy(case, "proef"), Job())).hexdigest())
"""
PLACES = (("0", "UTC"), ("1", "Pacific/Auckland"), ("random", "America/St_Johns"))


def _with_exhibits(shown: ExhibitsShown) -> DossierInput:
    made = typed_copy(NAMES)
    kept = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(kept, "PNG")
    exhibits = tuple(msgspec.structs.replace(one, media_type="image/png") for one in made.snapshot.exhibits)
    return msgspec.structs.replace(
        made,
        request=msgspec.structs.replace(made.request, exhibits=shown),
        snapshot=msgspec.structs.replace(made.snapshot, exhibits=exhibits),
        exhibit_bytes={one.id: kept.getvalue() for one in exhibits},
    )


@pytest.mark.slow
@pytest.mark.parametrize("shown", [ExhibitsShown.PAGES, ExhibitsShown.EMBEDDED])
def test_processes_in_other_zones_and_with_other_hashes_write_the_same_bytes(
    shown: ExhibitsShown, tmp_path: Path
) -> None:
    file = tmp_path / "copy.json"
    file.write_bytes(msgspec.json.encode(_with_exhibits(shown)))
    found = {fresh_process(PROCESS, str(file), PYTHONHASHSEED=seed, TZ=zone) for seed, zone in PLACES}
    assert len(found) == 1


@pytest.mark.slow
def test_selecting_and_telling_give_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(msgspec.json.encode(training_case("tc1")))
    found = {fresh_process(WHOLE, str(file), PYTHONHASHSEED=seed, TZ=zone) for seed, zone in PLACES}
    assert len(found) == 1


def test_what_was_printed_before_does_not_change_the_bytes() -> None:
    made = typed_copy(NAMES)
    first = render(made, Job())
    render(copy_of(training_case("tc1")), Job())
    render(typed_copy("人 💥 سَلَام"), Job())
    assert render(made, Job()) == first
