"""What Prometheus asks for: requests of this process as they come, the ledger as it stands when asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.store.database import Database
from service.store.runs import RunState
from service.store.tallies import tallies

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)


class Metrics:
    """One set of figures a process."""

    def __init__(self, database: Database) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "mingzhang_requests", "Requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "mingzhang_request_seconds", "Time until a request was answered", ["route"], buckets=_BUCKETS, registry=self._registry
        )
        self._registry.register(_Ledger(database))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request. `route`: the pattern of its path, so that there are few."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self._registry)


class _Ledger(Collector):
    """Read anew whenever it is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[Metric]:
        """Nothing is read at registration."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The ledger's figures."""
        with self._database.reading() as connection:
            now = tallies(connection)
        runs = GaugeMetricFamily("mingzhang_runs", "Runs by state", labels=["state"])
        for state in get_args(RunState):
            runs.add_metric([state], now.runs.get(state, 0))
        yield runs
        yield GaugeMetricFamily("mingzhang_documents", "Documents uploaded", now.documents)
        yield GaugeMetricFamily("mingzhang_queue_length", "Runs that wait", now.runs.get("queued", 0))
        yield GaugeMetricFamily("mingzhang_queue_seconds", "How long the oldest waiting run has waited", now.waiting_seconds)
        yield GaugeMetricFamily("mingzhang_review_open", "Items that wait for a person", now.open_items)
        yield CounterMetricFamily("mingzhang_runs_read", "Runs whose document was read", now.read)
        yield CounterMetricFamily("mingzhang_read_seconds", "Seconds spent reading documents", now.read_seconds)
