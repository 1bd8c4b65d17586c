"""The check of a large vault tells how it stands, calmly, and what to do when it finds damage."""

from collections.abc import Iterator
from datetime import UTC, datetime

from app.domain.vault_settings import Checked
from app.errors import AppError, ChainBrokenError, DatabaseDamagedError, DiskFaultError
from app.i18n import Translator
from app.jobs import Job
from app.viewmodels.desk import InlineDesk
from app.viewmodels.soundness import Soundness, SoundnessServices

NL = Translator("nl")
BEFORE, NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC), datetime(2026, 3, 14, 14, 2, tzinfo=UTC)


def soundness(*steps: float | AppError, at: datetime | None = None) -> tuple[Soundness, list[str]]:
    """Return the view-model of a vault whose check goes these steps, and what was shown and told on the way."""
    left: Iterator[float | AppError] = iter(steps)
    told: list[str] = []

    def check_on(_job: Job) -> float:
        step = next(left)
        if isinstance(step, AppError):
            raise step
        return step

    services = SoundnessServices(
        checked=lambda: Checked(at=at, under_way=bool(steps)), check_on=check_on, note=lambda: Checked(at=NOW)
    )
    model = Soundness(services, InlineDesk(), NL)
    model.changed.connect(lambda: told.append(model.state.words))
    model.sound.connect(lambda: told.append("sound"))
    model.begin()
    return model, told


def test_a_vault_that_was_checked_at_the_door_says_when() -> None:
    model, told = soundness(at=NOW)
    assert "14 mrt 2026" in model.state.words
    assert "sound" not in told


def test_a_large_vault_is_checked_to_its_end_and_then_the_backup_of_the_day_may_be_made() -> None:
    model, told = soundness(0.2, 0.7, 1.0, at=BEFORE)
    assert "terwijl u werkt" in told[0]
    assert "1 mrt 2026" in told[0]
    assert told[-1] == "sound"
    assert "14 mrt 2026" in model.state.words
    assert model.state.damage == ""


def test_damage_is_told_above_every_page_with_what_to_do() -> None:
    for error in (DatabaseDamagedError(), ChainBrokenError(number=3)):
        model, told = soundness(0.2, error)
        assert "Vergrendel de kluis" in model.state.damage
        assert "sound" not in told


def test_a_disk_that_fails_is_not_called_damage() -> None:
    model, told = soundness(0.2, DiskFaultError(folder="/kluizen"))
    assert model.state.damage == ""
    assert "niet worden afgemaakt" in model.state.words
    assert "sound" not in told


def test_a_vault_that_is_only_read_says_nothing() -> None:
    model = Soundness(None, InlineDesk(), NL)
    model.begin()
    assert model.state.words == model.state.damage == ""
