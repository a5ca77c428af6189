"""`make bench ONLY=word` finds a benchmark by part of its name, or says which there are."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import ALSO_CALLED, benchmark_names, main, select

NAMES = ["files", "phones", "validation"]


@pytest.mark.parametrize(
    ("words", "selected"),
    [
        ([], NAMES),
        (["phone"], ["phones"]),
        (["bench_files"], ["files"]),
        (["Files", "phones"], ["files", "phones"]),
        (["judging"], ["validation"]),
    ],
)
def test_a_benchmark_is_found_by_part_of_its_name(words: list[str], selected: list[str]) -> None:
    """Without a word all of them are; case and the prefix of the module do not matter."""
    assert select(NAMES, words) == (selected, [])


def test_an_unknown_word_runs_nothing_and_names_the_benchmarks(capsys: pytest.CaptureFixture[str]) -> None:
    """Also beside a word that is known: half a run would look like a whole one."""
    assert main(["phones", "nothing-like-this"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "nothing-like-this" in printed.err
    assert all(name in printed.err for name in benchmark_names())


def test_other_words_name_benchmarks_that_exist() -> None:
    """A benchmark that is renamed takes its other words along."""
    assert set(ALSO_CALLED.values()) <= set(benchmark_names())
