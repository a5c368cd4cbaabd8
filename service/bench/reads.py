"""How fast a running service answers those who read, many at once: the share of answers within which time, per route."""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx

from extractors.model import Frozen
from service.client import Client
from service.errors import NothingToScore

_MOST_DOCUMENTS = 50


class Reads(Frozen):
    """Answers of one route, seconds. `failed`: answers that were no answer."""

    route: str
    seconds: tuple[float, ...]
    failed: int = 0

    def within(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def measure(server: str, token: str | None, seconds: float, readers: int) -> list[Reads]:
    """Let so many readers ask for so long. Raises NothingToScore where the service has no document to read."""
    with Client(server, token) as client:
        documents = [one.id for one in itertools.islice(client.documents(state="done"), _MOST_DOCUMENTS)]
    if not documents:
        raise NothingToScore(folder=server, detail="no document there has been read")
    gate = threading.Barrier(readers)

    def read(number: int) -> list[tuple[str, float, bool]]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with httpx.Client(base_url=server, headers=headers, timeout=60) as http:
            gate.wait()
            until = time.monotonic() + seconds
            asked = itertools.takewhile(lambda _: time.monotonic() < until, _paths(documents, number))
            return [_asked(http, route, path) for route, path in asked]

    with ThreadPoolExecutor(readers) as pool:
        return _summed([each for some in pool.map(read, range(readers)) for each in some])


def _paths(documents: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
    """What readers ask for, over and over: lists, a document, its figures, statements, findings and report."""
    for turn in itertools.count(number):
        document = documents[turn % len(documents)]
        yield "documents", "/api/documents?limit=50"
        yield "one document", f"/api/documents/{document}"
        yield "figures", f"/api/documents/{document}/facts?limit=200"
        yield "statements", f"/api/documents/{document}/claims?limit=200"
        yield "findings", f"/api/documents/{document}/findings"
        yield "report page", f"/api/documents/{document}/report"
        yield "review queue", "/api/review?limit=20"
        yield "batches", "/api/batches?limit=20"


def _asked(http: httpx.Client, route: str, path: str) -> tuple[str, float, bool]:
    started = time.perf_counter()
    try:
        fine = http.get(path).is_success
    except httpx.HTTPError:
        fine = False
    return route, time.perf_counter() - started, fine


def _summed(found: Sequence[tuple[str, float, bool]]) -> list[Reads]:
    routes = dict.fromkeys(route for route, _, _ in found)
    made = [
        Reads(
            route=route,
            seconds=tuple(seconds for each, seconds, fine in found if each == route and fine),
            failed=sum(each == route and not fine for each, _, fine in found),
        )
        for route in routes
    ]
    every = Reads(
        route="all", seconds=tuple(each for one in made for each in one.seconds), failed=sum(one.failed for one in made)
    )
    return [*made, every]
