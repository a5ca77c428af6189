"""A small run of the fuzzing; `make fuzz` does it at length."""

from callsheet.files import read_table
from tests.files.robustness.fuzzing import fuzz, samples


def test_damaged_files_are_read_or_refused() -> None:
    """No damage reaches whoever asks as anything else, and a good part is still read."""
    outcomes = fuzz(150, "small")
    assert outcomes.bad == []
    assert outcomes.counts["table"] > 30


def test_the_samples_are_whole() -> None:
    """What is damaged was readable before."""
    assert all(len(read_table(name, data).frame) for name, data in samples())
