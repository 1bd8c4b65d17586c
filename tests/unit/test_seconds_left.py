"""How long a job still takes: told once it can be known, in steps that do not flicker."""

import pytest

from app.jobs import seconds_left


@pytest.mark.parametrize(
    ("fraction", "seconds", "left"),
    [
        (0.5, 20.0, 20),
        (0.25, 10.0, 30),
        (0.1, 61.0, 550),
        (0.5, 1.0, None),
        (0.01, 30.0, None),
        (0.99, 30.0, None),
        (1.0, 30.0, None),
        (0.0, 30.0, None),
    ],
)
def test_what_is_left_follows_from_what_was_done(fraction: float, seconds: float, left: int | None) -> None:
    assert seconds_left(fraction, seconds) == left
