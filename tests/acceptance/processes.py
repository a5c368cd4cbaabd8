"""A service of real processes: an API, workers, and the hand that kills them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from service.client import Client
from service.errors import ServerAway
from tests.conftest import ROOT

_START_SECONDS = 120


class Site:
    """`database`: a PostgreSQL, with `workers` processes; None: embedded, the API works by itself."""

    def __init__(self, folder: Path, database: str | None = None, workers: int = 0, **more: str) -> None:
        self._folder, self._workers = folder, workers if database else 0
        self._port = _free_port()
        self.server = f"http://127.0.0.1:{self._port}"
        given = {"MINGZHANG_DATA": str(folder / "data"), "MINGZHANG_GOLDEN": "none", "MINGZHANG_STALLED_SECONDS": "4", **more}
        if database:
            given["MINGZHANG_DATABASE"] = database
        self.environment = {**_clean(os.environ), "PYTHONPATH": str(ROOT), **given}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """Everything that does not run."""
        self._run("api", "serve", "--port", str(self._port))
        for number in range(self._workers):
            self._run(f"worker-{number}", "worker", "--jobs", "1")

    def kill(self, name: str) -> None:
        """As a machine that loses its power; then start it anew."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.start()

    def stop(self) -> None:
        """In good order, then the hard way."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()

    def client(self, timeout: float = 60.0) -> Client:
        """A client of it."""
        return Client(self.server, timeout=timeout)

    def ready(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + _START_SECONDS
        with self.client() as client:
            while time.monotonic() < until:
                with suppress(ServerAway):
                    next(client.documents(), None)
                    return
                time.sleep(0.2)
        raise TimeoutError(self.log())

    def log(self) -> str:
        """What the processes said last."""
        return "\n".join(f"{path.name}:\n{path.read_text()[-3000:]}" for path in sorted(self._folder.glob("*.log")))

    def _run(self, name: str, *arguments: str) -> None:
        if name in self.processes and self.processes[name].poll() is None:
            return
        with (self._folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "service.cli", *arguments],
                cwd=self._folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


@contextmanager
def running(folder: Path, database: str | None = None, workers: int = 0, **more: str) -> Iterator[Site]:
    """A service that answers, until the block ends."""
    site = Site(folder, database, workers, **more)
    site.start()
    try:
        site.ready()
        yield site
    finally:
        site.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith(("MINGZHANG_", "OPENAI_"))}
