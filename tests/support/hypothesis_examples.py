"""How many examples a property test tries: few with every change, many in `make long`."""

from __future__ import annotations

import os


def examples(usual: int, long: int) -> int:
    """The number of examples for the Hypothesis profile in use, for `@settings(max_examples=…)`.

    Args:
        usual: in `make test` and `make quick`.
        long: in `make long`, which sets `HYPOTHESIS_PROFILE=long`.
    """
    return long if os.environ.get("HYPOTHESIS_PROFILE") == "long" else usual
