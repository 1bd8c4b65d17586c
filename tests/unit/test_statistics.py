"""The trend statistics give the numbers that others published for the same data."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, permutations
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

# L.H. Crow's simulated system 1, watched until 2000 hours: ReliaWiki (ReliaSoft, 2012), Template:Laplace trend test
# rsa, RGA reference appendix B, table B.1. https://reliawiki.com/index.php?oldid=11742&title=Template%3ALaplace_trend_test_rsa
CROW = (1.2, 55.6, 72.7, 111.9, 121.9, 303.6, 326.9, 1568.4, 1913.5)
# Thirty intervals: M. Modarres, M. Kaminskiy and V. Krivtsov, Reliability Engineering and Risk Analysis, example 5.11
# (p. 275), as printed with its outcome in M. Reid, reliability, docs/ROCOF.rst.
# https://github.com/MatthewReid854/reliability/blob/master/docs/ROCOF.rst
MODARRES = (
    *(104, 131, 1597, 59, 4, 503, 157, 6, 118, 173, 114, 62, 101, 216, 106),
    *(140, 1, 102, 3, 393, 96, 232, 89, 61, 37, 293, 7, 165, 87, 99),
)
# Twenty-seven failures until 300: MIL-HDBK-189, Reliability Growth Management (1981), appendix C. The handbook itself
# was not read: times and shape (0.7163, and 0.6898 after correction for bias) were read in the tests of another
# program for this model, which name that appendix. The shape after Modarres above was read where it says.
HANDBOOK = (
    *(2.6, 16.5, 16.5, 17.0, 21.4, 29.1, 33.3, 56.5, 63.1, 70.6, 73.0, 77.7, 93.9, 95.5),
    *(98.1, 101.1, 132.0, 142.2, 147.7, 149.0, 167.2, 190.7, 193.0, 198.7, 251.9, 282.5, 286.1),
)
# 272 waiting times (minutes) between eruptions of Old Faithful: data set "faithful" of R, after W. Haerdle, Smoothing
# Techniques (1991); A. Azzalini and A.W. Bowman, Applied Statistics 39 (1990) 357-365. The median of
# 76 was read as output of summary(faithful) in somebody's course notes, a secondary source; a median that was read at
# its own page is that of the times between failures, further on.
# https://stat.ethz.ch/R-manual/R-devel/library/datasets/html/faithful.html
_MINUTES = """
    79 54 74 62 85 55 88 85 51 85 54 84 78 47 83 52 62 84 52 79 51 47 78 69 74 83 55 76 78 79 73 77 66 80 74 52 48 80 59
    90 80 58 84 58 73 83 64 53 82 59 75 90 54 80 54 83 71 64 77 81 59 84 48 82 60 92 78 78 65 73 82 56 79 71 62 76 60 78
    76 83 75 82 70 65 73 88 76 80 48 86 60 90 50 78 63 72 84 75 51 82 62 88 49 83 81 47 84 52 86 81 75 59 89 79 59 81 50
    85 59 87 53 69 77 56 88 81 45 82 55 90 45 83 56 89 46 82 51 86 53 79 81 60 82 77 76 59 80 49 96 53 77 77 65 81 71 70
    81 93 53 89 45 86 58 78 66 76 63 88 52 93 49 57 77 68 81 81 73 50 85 74 55 77 83 83 51 78 84 46 83 55 81 57 76 84 77
    81 87 77 51 78 60 82 91 53 78 46 77 84 49 83 71 80 49 75 64 76 53 94 55 76 50 82 54 75 78 79 78 78 70 79 70 54 86 50
    90 54 54 77 79 64 75 47 86 63 85 82 57 82 67 74 54 83 73 73 88 80 71 83 56 79 78 84 58 83 43 60 75 81 46 90 46 74
"""
GEYSER = [int(minutes) for minutes in _MINUTES.split()]


def until_last(intervals: tuple[int, ...]) -> tuple[list[float], float]:
    """Return the times before the last event, and its time: the watching stopped with it."""
    times = [float(sum(intervals[: place + 1])) for place in range(len(intervals))]
    return times[:-1], times[-1]


def test_laplace_as_published_by_reliawiki() -> None:
    found = laplace_test(CROW, 2000)
    assert found is not None
    assert round(found.u, 4) == -2.6121


def test_laplace_as_published_after_modarres() -> None:
    found = laplace_test(*until_last(MODARRES))
    assert found is not None
    assert round(found.u, 3) == 2.409


@pytest.mark.parametrize(
    ("times", "end", "failures", "shape"),
    [(*until_last(MODARRES), 30, 1.588), (HANDBOOK, 300.0, 27, 0.7163), (HANDBOOK, 300.0, 26, 0.6898)],
    ids=["Modarres", "MIL-HDBK-189", "MIL-HDBK-189 without bias"],
)
def test_handbook_gives_the_published_shape_of_a_power_law(
    times: Sequence[float], end: float, failures: int, shape: float
) -> None:
    """The estimate of the shape is the number of failures over half the statistic, so it publishes the statistic.

    Corrected for bias it is one failure fewer over half the statistic.
    """
    found = handbook_test(times, end)
    assert found is not None
    assert 2 * failures / found.chi_square == pytest.approx(shape, abs=5e-4)


@pytest.mark.parametrize(
    ("value", "degrees", "above"),
    [(5.991, 2, 0.05), (18.307, 10, 0.05), (37.566, 20, 0.01), (10.851, 20, 0.95), (43.773, 30, 0.05)],
)
def test_chi_square_as_in_the_tables(value: float, degrees: int, above: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4.

    https://www.itl.nist.gov/div898/handbook/eda/section3/eda3674.htm
    """
    assert chi_square_above(value, degrees) == pytest.approx(above, abs=5e-5)


def test_chi_square_takes_an_even_number_of_degrees() -> None:
    with pytest.raises(ValueError, match="even"):
        chi_square_above(1, 3)


def test_mann_kendall_as_worked_out_by_hand() -> None:
    """J. Little, College of the Holy Cross, Montserrat seminar, "A Mann-Kendall example (by hand)".

    https://mathcs.holycross.edu/~little/Montserrat/MannKendallByHand.txt
    """
    found = mann_kendall([12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7])
    assert found is not None
    assert (found.s, round(found.z, 4), round(found.p / 2, 4)) == (54, 2.9058, 0.0018)
    assert found.variance * 18 == 14 * 13 * 33 - 2 * 1 * 9


def test_mann_kendall_as_published_by_the_epa() -> None:
    """US EPA, Data Quality Assessment: Statistical Methods for Practitioners, QA/G-9S (EPA/240/B-06/003, 2006), p. 109.

    Two groups of ties. The figures are printed again at https://help.earthsoft.com/mann-kendall-trend-evaluation.htm
    """
    found = mann_kendall([10, 10, 10, 5, 10, 20, 18, 17, 15, 24, 15])
    assert found is not None
    assert found.s == 22
    assert round(float(found.variance), 2) == 155.33
    assert round(found.z, 3) == 1.685


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


def test_the_median_of_intervals_as_printed_for_old_faithful() -> None:
    assert len(GEYSER) == 272
    eruptions = [date(1985, 8, 1) + timedelta(days=days) for days in accumulate(GEYSER, initial=0)]
    assert days_between(eruptions) == GEYSER
    assert median(GEYSER) == 76


@pytest.mark.parametrize(
    ("intervals", "first", "last"),
    [
        ((175, 79, 49, 125, 63, 51, 33, 42, 21, 28, 13, 4, 12, 6, 5, 14, 7, 5), 51, 7),
        ((3, 6, 5, 6, 11, 9, 8, 7, 8, 5, 10, 11, 15, 10, 7, 6), 6.5, 9),
    ],
    ids=["Iris", "Femke"],
)
def test_the_medians_of_intervals_as_printed_in_the_domain_reference(
    intervals: Sequence[int], first: float, last: float
) -> None:
    """Domain reference 7.1 and 7.2, rows R03: an odd and an even number of intervals in each half."""
    half = len(intervals) // 2
    assert (median(intervals[:half]), median(intervals[half:])) == (first, last)


def test_the_median_of_intervals_as_printed_for_times_between_failures() -> None:
    """Forty-nine times between failures of an instrument, in weeks, with their printed median of 45.

    Thoughtful Examinations, "Back to basics" (part 2): https://thoughtfulexaminations.com/back-to-basics-2
    """
    weeks = (
        *(22, 32, 44, 2, 90, 56, 20, 3, 93, 29, 32, 28, 12, 38, 75, 69, 37, 61, 54, 38, 79, 15, 45, 12, 15),
        *(62, 49, 50, 88, 74, 44, 38, 69, 57, 51, 15, 69, 16, 48, 44, 72, 52, 72, 26, 9, 19, 73, 54, 50),
    )
    failures = [date(2020, 1, 1) + timedelta(weeks=passed) for passed in accumulate(weeks, initial=0)]
    days = median(days_between(failures))
    assert days is not None
    assert days / 7 == 45


def test_the_middle_of_few_intervals() -> None:
    assert [median([]), median([3]), median([3, 4]), median([1, 3, 9]), median([2, 4])] == [None, 3, 3.5, 3, 3]
    assert days_between([]) == []
