"""The trend statistics give the numbers that others published for the same data."""

from itertools import permutations
from math import factorial
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.risk.statistics import (
    chi_square_above,
    days_between,
    handbook_test,
    laplace_test,
    mann_kendall,
    median,
    two_sided,
)

# Six failures of a system watched until 60: M. Rausand, NTNU course TMA4275, with the output of Minitab 16.
RAUSAND = (12.0, 15.0, 27.0, 34.0, 44.0, 53.0)
# L.H. Crow's simulated system 1, watched until 2000 hours (Table B.1 of ReliaWiki, RGA appendix B).
CROW = (1.2, 55.6, 72.7, 111.9, 121.9, 303.6, 326.9, 1568.4, 1913.5)
# Thirty intervals: M. Modarres and others, Reliability Engineering and Risk Analysis, example 5.11, as printed with its
# outcome in the documentation of the Python package reliability (ROCOF).
MODARRES = (
    *(104, 131, 1597, 59, 4, 503, 157, 6, 118, 173, 114, 62, 101, 216, 106),
    *(140, 1, 102, 3, 393, 96, 232, 89, 61, 37, 293, 7, 165, 87, 99),
)
# Twenty-two failures of two systems over 620 hours (weibull.com and ReliaWiki, Crow-AMSAA model, example 1, table 5.1).
TWO_SYSTEMS = (
    *(2.7, 10.3, 12.5, 30.6, 57.0, 61.3, 80.0, 109.5, 125.0, 128.6, 143.8),
    *(167.9, 229.2, 296.7, 320.6, 328.2, 366.2, 396.7, 421.1, 438.2, 501.2, 620.0),
)


def until_last(intervals: tuple[int, ...]) -> tuple[list[float], float]:
    """Return the times before the last event, and its time: the watching stopped with it."""
    times = [float(sum(intervals[: place + 1])) for place in range(len(intervals))]
    return times[:-1], times[-1]


def test_laplace_as_published_by_rausand() -> None:
    found = laplace_test(RAUSAND, 60)
    assert found is not None
    assert (found.events, round(found.u, 2), round(found.p, 3)) == (6, 0.12, 0.906)


def test_laplace_as_published_by_reliawiki() -> None:
    found = laplace_test(CROW, 2000)
    assert found is not None
    assert round(found.u, 4) == -2.6121


def test_laplace_as_published_after_modarres() -> None:
    found = laplace_test(*until_last(MODARRES))
    assert found is not None
    assert round(found.u, 3) == 2.409


def test_handbook_as_published_by_rausand() -> None:
    found = handbook_test(RAUSAND, 60)
    assert found is not None
    assert (round(found.chi_square, 2), found.degrees, round(found.p, 3)) == (9.59, 12, 0.697)


@pytest.mark.parametrize(
    ("times", "end", "failures", "shape"),
    [(*until_last(MODARRES), 30, 1.588), (TWO_SYSTEMS[:-1], 620.0, 22, 0.6142)],
    ids=["Modarres", "two systems"],
)
def test_handbook_gives_the_published_shape_of_a_power_law(
    times: tuple[float, ...], end: float, failures: int, shape: float
) -> None:
    """The estimate of the shape is the number of failures over half the statistic, so it publishes the statistic."""
    found = handbook_test(times, end)
    assert found is not None
    assert 2 * failures / found.chi_square == pytest.approx(shape, abs=5e-4)


@pytest.mark.parametrize(
    ("value", "degrees", "above"),
    [(5.991, 2, 0.05), (18.307, 10, 0.05), (37.566, 20, 0.01), (10.851, 20, 0.95), (43.773, 30, 0.05)],
)
def test_chi_square_as_in_the_tables(value: float, degrees: int, above: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4."""
    assert chi_square_above(value, degrees) == pytest.approx(above, abs=5e-5)


def test_chi_square_takes_an_even_number_of_degrees() -> None:
    with pytest.raises(ValueError, match="even"):
        chi_square_above(1, 3)


def test_mann_kendall_as_worked_out_by_hand() -> None:
    """J. Little, College of the Holy Cross, Montserrat seminar, "A Mann-Kendall example (by hand)"."""
    found = mann_kendall([12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7])
    assert found is not None
    assert (found.s, round(found.z, 4), round(found.p / 2, 4)) == (54, 2.9058, 0.0018)
    assert found.variance * 18 == 14 * 13 * 33 - 2 * 1 * 9


@pytest.mark.parametrize(
    ("count", "s", "chance"),
    [(4, 4, 0.167), (4, 6, 0.042), (5, 6, 0.117), (5, 8, 0.042), (5, 10, 0.0083), (6, 9, 0.068), (6, 11, 0.028)],
)
def test_mann_kendall_has_the_published_distribution_of_small_series(count: int, s: int, chance: float) -> None:
    """R.O. Gilbert (1987), table A18; M. Hollander and D.A. Wolfe (1973): chances of S or more without a trend."""
    reached = sum(1 for series in permutations(range(count)) if (found := mann_kendall(series)) and found.s >= s)
    assert reached / factorial(count) == pytest.approx(chance, abs=5e-4)


def test_mann_kendall_says_nothing_of_one_value_and_zero_of_equal_ones() -> None:
    assert mann_kendall([3]) is None
    level = mann_kendall([4, 4, 4])
    assert level is not None
    assert (level.s, level.z, level.p) == (0, 0.0, 1.0)
    assert not level.variance


@given(st.lists(st.integers(1, 5), min_size=2, max_size=30))
def test_mann_kendall_counts_every_pair(values: list[int]) -> None:
    found = mann_kendall(values)
    assert found is not None
    pairs = [(one, other) for place, one in enumerate(values) for other in values[place + 1 :]]
    assert found.s == sum((other > one) - (other < one) for one, other in pairs)


@given(st.floats(-6, 6))
def test_two_sided_is_that_of_the_normal_distribution(z: float) -> None:
    assert two_sided(z) == pytest.approx(2 * NormalDist().cdf(-abs(z)), abs=1e-12)


@pytest.mark.parametrize("test", [laplace_test, handbook_test])
def test_times_lie_after_the_start_and_not_after_the_end(test: object) -> None:
    assert callable(test)
    assert test((), 10) is None
    for times in ((0.0, 1.0), (5.0, 11.0)):
        with pytest.raises(ValueError, match="after the start"):
            test(times, 10)


def test_the_middle_of_intervals() -> None:
    assert [median([]), median([3]), median([3, 4]), median([1, 3, 9]), median([2, 4])] == [None, 3, 3.5, 3, 3]
    assert days_between([]) == []
