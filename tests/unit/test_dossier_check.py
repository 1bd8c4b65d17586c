"""What is told of a dossier that came back: everything that was looked at, and what does not fit is never quiet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from brought_back import KNOWN, UNKNOWN, brought, seal

from app.domain.brought_back import BroughtBack, InVault
from app.errors import DossierError
from app.i18n import Translator
from app.jobs import Cancelled, Job
from app.viewmodels.desk import InlineDesk
from app.viewmodels.dossier_check import CheckServices, DossierCheck

NL = Translator("nl")
FILE = Path("dossier.pdf")


def _checked(file: BroughtBack, known: InVault) -> DossierCheck:
    """Return the check of a file."""
    services = CheckServices(read=lambda _path, _job: file, find=lambda _brought: known)
    model = DossierCheck(services, InlineDesk(), NL)
    model.check(FILE)
    return model


def _wrong(model: DossierCheck) -> list[str]:
    return [finding.words for part in model.state.parts for finding in part.findings if finding.wrong]


def test_a_dossier_as_it_was_given_fits_and_says_which_copy_it_is() -> None:
    model = _checked(brought(seals=(seal(),), listed=(True,)), KNOWN)
    assert model.state.conclusion is not None
    assert not model.state.conclusion.wrong
    assert _wrong(model) == []
    told = [finding.words for part in model.state.parts for finding in part.findings]
    assert any(line.startswith("Gegeven als exemplaar 2 aan Veilig Thuis op ") for line in told)
    assert "De code op de bladzijden hoort bij regel 214: die staat er nog." in told
    assert "bijlage-1.txt: de hash staat zo op de bladzijden." in told
    assert [part.title for part in model.state.parts] == [
        "Het bestand",
        "Handtekening",
        "Bestanden erin",
        "Het logboek van deze kluis",
    ]


def test_no_signature_and_no_files_are_no_fault() -> None:
    model = _checked(brought(), KNOWN)
    assert _wrong(model) == []
    told = [finding.words for part in model.state.parts for finding in part.findings]
    assert {"Er zit geen elektronische handtekening in.", "Er zitten geen bestanden in."} <= set(told)


@pytest.mark.parametrize(
    ("file", "known", "wrong"),
    [
        (brought(seals=(seal(unchanged=False),)), KNOWN, ["Wat is ondertekend, is veranderd."]),
        (brought(seals=(seal(whole=False),)), KNOWN, ["Na het ondertekenen is iets aan het bestand toegevoegd."]),
        (brought(listed=(True, False)), KNOWN, ["bijlage-2.txt: de hash staat niet op de bladzijden."]),
        (
            brought(),
            UNKNOWN,
            [
                "Deze kluis heeft geen exemplaar met deze inhoud gegeven.",
                "De code op de bladzijden staat niet in het logboek van deze kluis.",
            ],
        ),
    ],
)
def test_what_does_not_fit_is_named_and_the_whole_does_not_fit(
    file: BroughtBack, known: InVault, wrong: list[str]
) -> None:
    model = _checked(file, known)
    assert _wrong(model) == wrong
    assert model.state.conclusion is not None
    assert model.state.conclusion.wrong


def test_a_file_that_is_no_dossier_is_told_in_the_dialog() -> None:
    def read(_path: Path, _job: Job) -> BroughtBack:
        raise DossierError(reason="This is no PDF that can be read. Choose the dossier as it was saved.")

    desk = InlineDesk()
    model = DossierCheck(CheckServices(read=read, find=lambda _brought: UNKNOWN), desk, NL)
    model.check(FILE)
    assert "Kies het dossier zoals het is opgeslagen." in model.state.error
    assert model.state.parts == ()
    assert desk.told == []


class _LateDesk(InlineDesk):
    """A desk that delivers heavy work when it is told to."""

    def start(
        self,
        work: Callable[[Job], object],
        then: Callable[..., None],
        failed: Callable[..., None] | None = None,  # noqa: ARG002  as the desk is called
        title: str = "",  # noqa: ARG002  as above
        *,
        quiet: bool = False,  # noqa: ARG002  as above
    ) -> Job:
        """Keep the work."""
        self.job = Job()
        self.work, self.then = work, then
        return self.job

    def deliver(self) -> None:
        """Deliver it, however late."""
        self.then(self.work(self.job))


def test_a_file_that_was_stopped_or_left_shows_nothing_when_it_is_ready_after_all() -> None:
    desk = _LateDesk()
    model = DossierCheck(CheckServices(read=lambda _path, _job: brought(), find=lambda _brought: KNOWN), desk, NL)
    model.check(FILE)
    assert model.state.busy
    desk.job.cancel()
    assert model.state.stopped
    desk.deliver()
    assert model.state.parts == ()
    model.check(FILE)
    model.cancel()
    with pytest.raises(Cancelled):
        desk.job.check()
    desk.deliver()
    assert model.state.parts == ()
