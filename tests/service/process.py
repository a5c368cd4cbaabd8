"""`mingzhang serve` as a process of its own, as people run it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import psutil

from tests.conftest import ROOT

_PATIENCE = 60.0


class Serving:
    """A running server. `log`: its standard error."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self.process, self.url, self.log = process, url, log

    def client(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.url, timeout=60, trust_env=False)

    def resident_mb(self) -> float:
        """Of the server alone, without the children that read documents."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def serving(data: Path, *words: str, python: Path | None = None, **settings: str) -> Iterator[Serving]:
    """Serve the folder; killed at the end if it still runs. `python`: of another environment, where Mingzhang is installed."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MINGZHANG_", "OPENAI_"))}
    environment |= {"MINGZHANG_DATA": str(data), "PYTHONPATH": "" if python else str(ROOT), **settings}
    data.mkdir(parents=True, exist_ok=True)
    log = data.with_name(f"{data.name}.log")
    command = [str(python or sys.executable), "-m", "service.cli", "serve", "--port", str(port), *words]
    with log.open("ab") as err:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=err, cwd=data)
    try:
        made = Serving(process, f"http://127.0.0.1:{port}", log)
        _await(made)
        yield made
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _await(made: Serving) -> None:
    until = time.monotonic() + _PATIENCE
    with made.client() as client:
        while time.monotonic() < until:
            assert made.process.poll() is None, made.log.read_text()
            try:
                if client.get("/healthz").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.1)
    raise AssertionError(f"no answer within {_PATIENCE} s: {made.log.read_text()}")
