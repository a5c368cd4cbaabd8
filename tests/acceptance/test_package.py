"""The steps that make the image, run without a Docker engine: a wheel, a clean environment, and what is installed there works."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.service.process import serving
from tests.service.test_serving import await_state, upload

STEPS = ROOT / "docker" / "build-steps.sh"


def step(*words: object) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHON": sys.executable}
    command = [str(STEPS), *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_the_image_holds_starts_and_reads(tmp_path: Path) -> None:
    wheels, environment = tmp_path / "wheels", tmp_path / "installed"
    step("wheel", wheels)
    assert [wheel.name.split("-")[0] for wheel in wheels.iterdir()] == ["mingzhang"]
    step("install", wheels, environment)
    told = step("check", environment, ROOT / "golden")
    assert "MISSING" not in told and "database" in told and "figures as checked" in told
    assert not (environment / "bin" / "pytest").exists()
    with serving(tmp_path / "data", python=environment / "bin" / "python") as server:
        with server.client() as client:
            assert client.get("/readyz").json()["ready"] and "明账" in client.get("/login").text
        assert await_state(server, upload(server), "done", "failed", "refused", seconds=180) == "done"
