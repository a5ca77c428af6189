"""Train the model and write its weights into the package; the same cells give the same file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

import callsheet.validation.content.model
from callsheet.validation.content.model.scores import WEIGHTS_FILE
from tests.validation.content.training.cells import harmless, steering
from tests.validation.content.training.fit import fit, fit_first_pass

PATH = Path(callsheet.validation.content.model.__path__[0]) / WEIGHTS_FILE


def cells_hash() -> str:
    """The SHA-256 of the cells that the model is trained with."""
    return hashlib.sha256("\n".join([*steering(), "", *harmless()]).encode()).hexdigest()


def main() -> None:
    """Train, write, and print what was trained with."""
    orders, plain = steering(), harmless()
    weights, step, bias = fit(orders, plain)
    first = fit_first_pass(orders, plain)
    np.savez_compressed(
        PATH,
        weights=weights,
        step=step,
        bias=bias,
        first_weights=first.weights,
        first_least=first.least,
        cells=np.array(cells_hash()),
    )
    print(f"{len(orders):,} orders and {len(plain):,} harmless cells; {PATH.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
