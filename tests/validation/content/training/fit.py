"""Logistic regression over sparse features with NumPy alone; the same cells always give the same weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from callsheet.validation.content.model.features import TABLE_BITS, blocks
from callsheet.validation.content.model.first_pass import TABLE_BITS as FIRST_BITS
from callsheet.validation.content.model.first_pass import cell_features, highest, stretches
from callsheet.validation.content.model.scores import FirstPass, Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS, _BATCH, _RATE, _SHRINK = 8, 2_048, 0.3, 0.03
"""Passes over the cells, cells of a step, size of the first step, and the share of every weight that a pass takes."""

_BIAS, _CAUTION = -2.0, 1.65
"""Score of a text of unknown words, and how far above 0 the score of an order must be. Chosen with the cells for
validation, where 0.4 % of the harmless ones are flagged then, and with the totals of the frozen and independent ones."""

_HARMLESS_COUNTS = 2.0
"""How much worse a false alarm is than an order that is missed."""

_LONGEST_ORDER = 64
"""Letters of an order that the first look is trained with; longer ones hold harmless stretches."""

_MISSED = 0.002
"""Share of the orders that the first look may leave out."""

_LARGEST = 127
_ROUNDING = 2
"""Steps up to which a weight is taken for 0, which makes the file half as large."""


class Sparse(NamedTuple):
    """Features of n cells.

    Args:
        features: of all cells one after the other.
        bounds: where those of each cell begin, and the end of the last (n + 1).
    """

    features: NDArray[np.int32]
    bounds: NDArray[np.intp]


def sparse(texts: list[str]) -> Sparse:
    """Return the features of texts, every feature once for each time it occurs.

    Args:
        texts: n.
    """
    parts = list(blocks(pa.array(texts, pa.string())))
    lengths = np.array([part.ends - part.starts for part in parts])
    bounds = np.concatenate([[0], np.cumsum(lengths.sum(axis=0))])
    features = np.empty(bounds[-1], np.int32)
    at = bounds[:-1].copy()
    for part, length in zip(parts, lengths, strict=True):
        run = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        features[np.repeat(at, length) + run] = part.features[np.repeat(part.starts, length) + run]
        at += length
    return Sparse(features, bounds)


def fit(steering: list[str], harmless: list[str]) -> Model:
    """Train the model that reads cells in full.

    Args:
        steering: orders to the agent.
        harmless: what leads have.
    """
    label = np.repeat(np.array([1, 0], np.float32), (len(steering), len(harmless)))
    weights = _descend(sparse([*steering, *harmless]), label, 1 << TABLE_BITS, _HARMLESS_COUNTS)
    steps, step_size = _rounded(weights)
    return Model(steps, step_size, _BIAS - _CAUTION)


def fit_first_pass(steering: list[str], harmless: list[str]) -> FirstPass:
    """Train the first look at columns: it must miss hardly any order, and leave few harmless cells.

    Args:
        steering: orders to the agent.
        harmless: what leads have.
    """
    orders, others = _of_stretches(steering, longest=_LONGEST_ORDER), _of_stretches(harmless)
    label = np.repeat(np.array([1, 0], np.float32), (len(orders.bounds) - 1, len(others.bounds) - 1))
    cells = Sparse(
        np.concatenate([orders.features, others.features]),
        np.concatenate([orders.bounds, others.bounds[1:] + orders.bounds[-1]]),
    )
    steps, _ = _rounded(_descend(cells, label, 1 << FIRST_BITS, 1.0))
    found = highest(pa.array(steering, pa.string()), steps)
    return FirstPass(steps, float(np.quantile(found, _MISSED)))


def _of_stretches(texts: list[str], longest: int | None = None) -> Sparse:
    """Features of the stretches of texts; with `longest`, of the first stretch of texts up to so many letters."""
    found = cell_features(pa.array(texts, pa.string()))
    begin, end, first = stretches(found.bounds)
    if longest is not None:
        begin, end = begin[first], np.minimum(begin[first] + longest, found.bounds[1:])
        fits = np.diff(found.bounds) <= longest
        begin, end = begin[fits], end[fits]
    word_begin, word_end = np.searchsorted(found.begins, begin), np.searchsorted(found.begins, end)
    letters, words = end - begin, word_end - word_begin
    bounds = np.concatenate([[0], np.cumsum(letters + words)])
    features = np.empty(bounds[-1], np.int32)
    for lengths, at, starts, values in (
        (letters, bounds[:-1], begin, found.letters),
        (words, bounds[:-1] + letters, word_begin, found.words),
    ):
        run = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        features[np.repeat(at, lengths) + run] = values[np.repeat(starts, lengths) + run]
    return Sparse(features, bounds)


def _descend(cells: Sparse, label: NDArray[np.float32], size: int, harmless_counts: float) -> NDArray[np.float32]:
    """The weights of features (size) that tell orders from other cells."""
    orders = float(label.sum())
    importance = np.where(label > 0, (len(label) - orders) / orders, harmless_counts).astype(np.float32)
    scale = (1 / np.sqrt(np.maximum(np.diff(cells.bounds), 1))).astype(np.float32)
    weights = np.zeros(size, np.float32)
    squares = np.full(size, 1e-8, np.float32)
    dice = np.random.default_rng(1)
    for _ in range(_ROUNDS):
        for batch in np.array_split(dice.permutation(len(label)), len(label) // _BATCH + 1):
            lengths = cells.bounds[batch + 1] - cells.bounds[batch]
            row = np.repeat(np.arange(len(batch)), lengths)
            run = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            features = cells.features[cells.bounds[batch][row] + run]
            margin = _BIAS + scale[batch] * np.bincount(row, weights[features], len(batch)).astype(np.float32)
            error = (1 / (1 + np.exp(-margin)) - label[batch]) * importance[batch]
            gradient = np.bincount(features, (error * scale[batch])[row])
            touched = np.flatnonzero(gradient)
            step = gradient[touched].astype(np.float32) / len(batch)
            squares[touched] += step * step
            weights[touched] -= _RATE * step / np.sqrt(squares[touched])
        weights *= 1 - _SHRINK
    return weights


def _rounded(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], float]:
    """Weights in steps, and what one step adds; the lightest are 0."""
    step_size = float(np.abs(weights).max()) / _LARGEST
    steps = np.round(weights / step_size)
    steps[np.abs(steps) < _ROUNDING] = 0
    return steps.astype(np.int8), step_size
