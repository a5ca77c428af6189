"""How much a text reads like an order to the agent, and the words that weigh most."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from callsheet.validation.content.model.features import blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS_FILE = "weights.npz"
_MOST_WORDS = 3


class Model(NamedTuple):
    """What training found.

    Args:
        weights: int8, of each feature, in steps of `step`.
        step: what one step of a weight adds.
        bias: added to every score.
    """

    weights: NDArray[np.int8]
    step: float
    bias: float


class FirstPass(NamedTuple):
    """What training found for the first look at columns.

    Args:
        weights: int8, of each feature.
        least: score of the best stretch, in steps of a weight, from which on a cell is read in full.
    """

    weights: NDArray[np.int8]
    least: float


@cache
def model() -> Model:
    """The model in the package."""
    with (files(__package__) / WEIGHTS_FILE).open("rb") as file, np.load(file) as saved:
        return Model(saved["weights"], float(saved["step"]), float(saved["bias"]))


@cache
def first_pass() -> FirstPass:
    """The first look in the package."""
    with (files(__package__) / WEIGHTS_FILE).open("rb") as file, np.load(file) as saved:
        return FirstPass(saved["first_weights"], float(saved["first_least"]))


def scores(text: pa.StringArray, trained: Model | None = None) -> NDArray[np.float32]:
    """Return how much each text reads like an order: above 0 rather than not.

    Args:
        text: n cells without nulls.
        trained: None: the model in the package.
    """
    weights, step, bias = trained or model()
    total, count = np.zeros(len(text), np.int64), np.zeros(len(text), np.int64)
    for features, starts, ends in blocks(text):
        sums = np.zeros(len(features) + 1, np.int32)
        np.cumsum(weights[features], out=sums[1:])
        total += sums[ends] - sums[starts]
        count += ends - starts
    return (bias + step * total / np.sqrt(np.maximum(count, 1))).astype(np.float32)


def weighty_words(text: str, most: int = _MOST_WORDS) -> list[str]:
    """Return the words that make a text read like an order, those that weigh most first.

    A word weighs what the score loses without it.

    Args:
        text: as written.
        most: at most so many words.
    """
    words = re.findall(r"\w[\w\u0300-\u036f\u0900-\u0dff]*", text)
    without = [" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))]
    whole, *rest = scores(pa.array([" ".join(words), *without], pa.string()))
    weight = whole - np.array(rest, np.float32)
    order = np.argsort(-weight, kind="stable")
    return list(dict.fromkeys(words[at] for at in order.tolist() if weight[at] > 0))[:most]
