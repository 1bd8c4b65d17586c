"""Published trend statistics, as extra figures beside a rule and never as its outcome.

With the few and uncertain dates of a case they are weak; a p-value says how often chance alone would look like this.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import erfc, exp, fsum, lgamma, log, sqrt
from statistics import median as middle


@dataclass(frozen=True, slots=True)
class LaplaceTest:
    """Laplace's statistic over ``events``; above zero they lie late, below zero early."""

    events: int
    u: float
    p: float


@dataclass(frozen=True, slots=True)
class HandbookTest:
    """The statistic of MIL-HDBK-189 over ``events``; below its degrees of freedom they lie late, above it early."""

    events: int
    chi_square: float
    degrees: int
    p: float


@dataclass(frozen=True, slots=True)
class MannKendall:
    """Kendall's score of a series of ``count`` values; above zero the later values are higher."""

    count: int
    s: int
    variance: Fraction
    z: float
    p: float


def median(values: Sequence[int]) -> int | float | None:
    """Return the middle value, or the mean of the two middle ones; a whole number where it is one.

    Source: NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.5.1 (measures of location).
    """
    if not values:
        return None
    value = middle(values)
    return int(value) if value == int(value) else float(value)


def days_between(days: Sequence[date]) -> list[int]:
    """Return the days between consecutive days, which come oldest first (domain reference 4.1, R03)."""
    return [(later - earlier).days for earlier, later in pairwise(days)]


def laplace_test(times: Sequence[float], end: float) -> LaplaceTest | None:
    """Test events at ``times`` after the start of watching, until ``end``, for a trend in how often they come.

    U = (mean of the times - end / 2) / (end * sqrt(1 / (12 n))), about standard normal without a trend. Source:
    D.R. Cox and P.A.W. Lewis, The Statistical Analysis of Series of Events (1966), section 3.3; H.E. Ascher and
    H. Feingold, Repairable Systems Reliability (1984).
    """
    count = len(times)
    if not count:
        return None
    _refuse_outside(times, end)
    u = (fsum(times) / count - end / 2) / (end * sqrt(1 / (12 * count)))
    return LaplaceTest(events=count, u=u, p=two_sided(u))


def handbook_test(times: Sequence[float], end: float) -> HandbookTest | None:
    """Test events at ``times`` after the start of watching, until ``end``, against a constant rate.

    The statistic 2 * sum of ln(end / time) is chi-square with 2 n degrees of freedom without a trend. Source:
    MIL-HDBK-189, Reliability Growth Management (1981), appendix C; L.H. Crow, Reliability Analysis for Complex,
    Repairable Systems (1974).
    """
    count = len(times)
    if not count:
        return None
    _refuse_outside(times, end)
    chi_square = 2 * fsum(log(end / time) for time in times)
    above = chi_square_above(chi_square, 2 * count)
    return HandbookTest(events=count, chi_square=chi_square, degrees=2 * count, p=min(1.0, 2 * min(above, 1 - above)))


def mann_kendall(values: Sequence[int | float]) -> MannKendall | None:
    """Test a series for a steady rise or fall, whatever its shape.

    S counts the pairs in which the later value is higher, less those in which it is lower. Its variance without a
    trend is (n(n-1)(2n+5) - sum over ties of t(t-1)(2t+5)) / 18 and z = (S - sign of S) / its root. Source: H.B. Mann,
    Nonparametric tests against trend, Econometrica 13 (1945) 245-259; M.G. Kendall, Rank Correlation Methods (1975);
    R.O. Gilbert, Statistical Methods for Environmental Pollution Monitoring (1987), section 16.4.
    """
    count = len(values)
    if count < 2:
        return None
    s = 0
    seen: Counter[int | float] = Counter()
    for value in values:
        s += sum(times if earlier < value else -times for earlier, times in seen.items() if earlier != value)
        seen[value] += 1
    variance = Fraction(_spread(count) - sum(_spread(times) for times in seen.values()), 18)
    z = (s - (s > 0) + (s < 0)) / sqrt(variance) if variance else 0.0
    return MannKendall(count=count, s=s, variance=variance, z=z, p=two_sided(z))


def two_sided(z: float) -> float:
    """Return how often a standard normal value lies at least as far from zero as ``z``."""
    return erfc(abs(z) / sqrt(2))


def chi_square_above(value: float, degrees: int) -> float:
    """Return how often a chi-square with an even number of degrees of freedom lies above a value.

    With 2 n degrees it is the chance of fewer than n events of a Poisson count with mean value / 2 (M. Abramowitz and
    I.A. Stegun, Handbook of Mathematical Functions (1964), 26.4.21).
    """
    if degrees <= 0 or degrees % 2:
        raise ValueError("the degrees of freedom are an even number above zero")
    half = value / 2
    if half <= 0:
        return 1.0
    return min(1.0, fsum(exp(k * log(half) - half - lgamma(k + 1)) for k in range(degrees // 2)))


def _spread(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


def _refuse_outside(times: Sequence[float], end: float) -> None:
    if min(times) <= 0 or max(times) > end:
        raise ValueError("every time lies after the start and not after the end")
