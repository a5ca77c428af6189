"""The text that Prometheus reads: what this process counted, or all workers together, and what was looked up now."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from callsheet.web.metrics.definitions import LOOKED_UP, REGISTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Variable of the library: the folder in which several workers count together. Set before the library is loaded."""


class Sample(NamedTuple):
    """A value that was looked up.

    Args:
        name: of `LOOKED_UP`.
        value: now.
        labels: in the order of its definition.
    """

    name: str
    value: float
    labels: tuple[str, ...] = ()


class _LookedUp:
    def __init__(self, samples: Iterable[Sample]) -> None:
        self._samples = samples

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one family a name."""
        by_name: defaultdict[str, list[Sample]] = defaultdict(list)
        for sample in self._samples:
            by_name[sample.name].append(sample)
        for name, samples in by_name.items():
            known = LOOKED_UP[name]
            family = GaugeMetricFamily(name, known.help, labels=known.labels)
            for sample in samples:
                family.add_metric(sample.labels, sample.value)
            yield family


def metrics_text(samples: Iterable[Sample]) -> bytes:
    """Write all metrics in Prometheus' text format.

    Args:
        samples: what was looked up now.
    """
    counted: Collector = REGISTRY
    folder = os.environ.get(SHARED_FOLDER)
    if folder:
        _forget_dead_workers(Path(folder))
        together = CollectorRegistry()
        MultiProcessCollector(together, folder)
        counted = together
    looked_up = CollectorRegistry()
    looked_up.register(_LookedUp(samples))
    return b"".join(generate_latest(registry) for registry in (counted, looked_up))


def _forget_dead_workers(folder: Path) -> None:
    """Drop what workers that ended had under way; what they counted stays."""
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not Path("/proc", str(pid)).exists():
            mark_process_dead(pid, str(folder))
