"""The local numbers of a list, and how well each region and each mixture of two regions explains them."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import take
from callsheet.validation.countries.list_origin.likelihood import (
    Likelihood,
    begin_alike,
    home_likelihood,
    likelihoods,
)
from callsheet.validation.countries.list_origin.national_groups import IN_OWN_WAY, IN_SOME_WAY, WrittenGroups
from callsheet.validation.phones.digits import read_digits
from callsheet.validation.phones.grammar import read_phone_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

# Every constant below was set with benchmarks/bench_countries.py: lists of 48 countries on 12 routes.
_MOST_NUMBERS = 1_000
_SEED = 20_261_128

_DAMAGED = (0.02, 0.1, 0.25, 0.5)
"""Shares of damaged cells that are tried; the one that fits a list best counts."""
_FIRST_DIGITS_ALIKE = -8.0
"""How unlikely it is, as a logarithm, that all mobiles of a list begin with one or two of the digits of their plan."""
_OTHER = (0.1, 0.3, 0.5, 0.8, 0.99)
"""Shares of numbers of another country that are tried."""
_COMPARED = 12
"""Regions whose formats are compared with the groups of a list: those that explain its digits best."""
_FACTORS = 8
"""Probabilities that are multiplied before their logarithm is taken: at least 1e-20 each, they stay far from the
smallest number.
"""
_ROUNDING = 1e-6
"""More than the rounding error of a sum of a thousand logarithms."""


class Mixture(NamedTuple):
    """A region's explanation of a list, beside the region that the list is treated as.

    Args:
        fit: log likelihood of the list.
        share: of the numbers, from the region.
        region: "DE".
    """

    fit: float
    share: float
    region: str


class _Way(NamedTuple):
    """A way in which a list may be written, in one region.

    Args:
        complete: n probabilities of its numbers, as complete numbers.
        truncated: n probabilities as numbers that lost digits.
        prior: logarithm of how likely the way is before a number is seen.
        beside: logarithm of what else speaks for the region.
    """

    complete: NDArray[np.float64]
    truncated: NDArray[np.float64]
    prior: float
    beside: float


class ListedNumbers:
    """Distinct local numbers of a list; of more than a thousand a random sample with a fixed seed.

    Args:
        local: phone cells without a country code, distinct; those that are no digits are ignored.
    """

    def __init__(self, local: pa.StringArray) -> None:
        read = read_digits(read_phone_texts(local).digits)
        rows = np.flatnonzero(read.length > 0)
        if len(rows) > _MOST_NUMBERS:
            rows = rows[np.random.default_rng(_SEED).choice(len(rows), _MOST_NUMBERS, replace=False)]
        self._numbers, self._lengths = read.number[rows], read.length[rows].astype(np.int64)
        self._written = WrittenGroups.of(take(local, rows))
        self._chance = 10.0 ** -self._lengths.astype(np.float64)

    def __len__(self) -> int:
        return len(self._numbers)

    def home_fit(self, region: str | None, beside: float = 0.0) -> tuple[float, _Way]:
        """Return how well a region explains the whole list, and the way of writing that does so best.

        Args:
            region: whose numbers may also begin alike, as those of one town do; None: no region.
            beside: what else speaks for the region, as a logarithm.
        """
        ways = self._home_ways(region, beside)
        fits = [self._fit(way) for way in ways]
        best = int(np.argmax(fits))
        return fits[best], ways[best]

    def first_digits_fit(self, region: str | None, beside: float = 0.0) -> float:
        """Return how well a region explains the whole list if its mobiles begin with one or two of the usual digits.

        Args:
            region: as in `home_fit`.
            beside: as in `home_fit`.
        """
        ways = self._home_ways(region, beside, first_digits=True)
        return max(self._fit(way) for way in ways) + _FIRST_DIGITS_ALIKE

    def _home_ways(self, region: str | None, beside: float, *, first_digits: bool = False) -> list[_Way]:
        own = home_likelihood(self._numbers, self._lengths, region, first_digits=first_digits)
        own = own._replace(truncated=np.maximum(own.truncated, begin_alike(self._numbers, self._lengths) / 2))
        return list(self._ways(own, region, beside))

    def best_mixture(self, home: _Way, region: str | None, beside: Mapping[str, float], least: float) -> Mixture | None:
        """Return the mixture of a region's numbers with another's that explains the list best.

        Args:
            home: the best way of the region that the list is treated as.
            region: that region.
            beside: region → what else speaks for it, as a logarithm.
            least: the fit that counts at all.

        Returns:
            None when no mixture reaches `least`.
        """
        ways: list[tuple[float, str, _Way]] = []
        for other, likelihood in self._nearest(home, region, beside):
            at_best = self._at_best(likelihood, beside.get(other, 0.0))
            if self._bound(home, at_best) > least - _ROUNDING:  # what is below needs no comparison of groups
                own = self._ways(likelihood, other, beside.get(other, 0.0))
                ways += [(bound, other, way) for way in own if (bound := self._bound(home, way)) > least - _ROUNDING]
        best: Mixture | None = None
        for bound, other, way in sorted(ways, key=itemgetter(0), reverse=True):
            if best is not None and bound < best.fit - _ROUNDING:
                break  # no way from here on can fit better
            fits = self._mixture_fits(home, way)
            found = max(Mixture(fit, share, other) for fit, share in zip(fits, _OTHER, strict=True))
            best = found if best is None else max(best, found)
        return best if best is not None and best.fit >= least else None

    @cached_property
    def _regions(self) -> Mapping[str, Likelihood]:
        return dict(likelihoods(self._numbers, self._lengths))

    def _nearest(self, home: _Way, region: str | None, beside: Mapping[str, float]) -> Iterator[tuple[str, Likelihood]]:
        """The other regions that explain the digits best, alone or beside the region of the list."""
        names = [name for name in self._regions if name != region]
        if not names:
            return
        both = np.maximum(np.stack([self._regions[name].spellings.max(axis=0) for name in names]), home.complete)
        truncated = np.maximum(np.stack([self._regions[name].truncated for name in names]), home.truncated)
        bounds = self._log_sums(both, truncated).max(axis=0) + [beside.get(name, 0.0) for name in names]
        for index in np.argsort(-bounds, kind="stable")[:_COMPARED]:
            yield names[index], self._regions[names[index]]

    def _ways(self, likelihood: Likelihood, region: str | None, beside: float) -> Iterator[_Way]:
        """The ways in which the list may be written: with and without national prefix, in which groups."""
        grouped = len(self._written.digits) > 0
        weights = self._written.weights(region) if region and grouped else None
        for spelling in likelihood.spellings:
            yield _Way(spelling, likelihood.truncated, IN_SOME_WAY if grouped else 0.0, beside)
            if weights is not None:
                whole, cut = weights
                yield _Way(spelling * whole, likelihood.truncated * cut, IN_OWN_WAY, beside)

    def _at_best(self, likelihood: Likelihood, beside: float) -> _Way:
        """A way that explains the list at least as well as any of `_ways` of a region."""
        complete, truncated = likelihood.spellings.max(axis=0), likelihood.truncated
        if not len(self._written.digits):
            return _Way(complete, truncated, 0.0, beside)
        factor = np.maximum(self._written.most(), 1.0)
        return _Way(complete * factor, truncated * factor, max(IN_OWN_WAY, IN_SOME_WAY), beside)

    def _fit(self, way: _Way) -> float:
        """Log likelihood with the share of damaged cells that fits best."""
        return way.prior + way.beside + float(self._log_sums(way.complete, way.truncated).max())

    def _bound(self, home: _Way, way: _Way) -> float:
        """At least the fit of any mixture of two ways."""
        complete, truncated = np.maximum(home.complete, way.complete), np.maximum(home.truncated, way.truncated)
        return self._fit(_Way(complete, truncated, way.prior, max(home.beside, way.beside)))

    def _mixture_fits(self, home: _Way, other: _Way) -> list[float]:
        """As `_fit`, of the mixture of two ways with each share of `_OTHER`."""
        share = np.array(_OTHER)[:, np.newaxis]
        complete = (1 - share) * home.complete + share * other.complete
        truncated = (1 - share) * home.truncated + share * other.truncated
        beside = (1 - share[:, 0]) * home.beside + share[:, 0] * other.beside
        fits: list[float] = (other.prior + beside + self._log_sums(complete, truncated).max(axis=0)).tolist()
        return fits

    def _log_sums(self, complete: NDArray[np.float64], truncated: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log likelihood of the list for each share of damaged cells: half of these lost digits, half are anything.

        Args:
            complete: … × n probabilities as complete numbers.
            truncated: … × n as numbers that lost digits.

        Returns:
            Shares × ….
        """
        damaged = np.array(_DAMAGED).reshape(-1, *[1] * complete.ndim)
        return _log_sum((1 - damaged) * complete + damaged * ((truncated + self._chance) / 2))


def _log_sum(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum of the logarithms of the last axis: of products of some values, because a logarithm costs much more."""
    whole = probabilities.shape[-1] // _FACTORS * _FACTORS
    factors = probabilities[..., :whole].reshape(*probabilities.shape[:-1], _FACTORS, whole // _FACTORS)
    sums: NDArray[np.float64] = np.log(factors.prod(axis=-2)).sum(axis=-1)
    sums += np.log(probabilities[..., whole:]).sum(axis=-1)
    return sums
