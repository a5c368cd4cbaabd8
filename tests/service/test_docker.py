"""What can be said of the image without building it; tests/acceptance runs its steps."""

import os
import subprocess
import tomllib

import yaml

from tests.conftest import ROOT

DOCKER = ROOT / "docker"


def instructions(word: str) -> list[str]:
    text = (DOCKER / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.removeprefix(word).strip() for line in text.splitlines() if line.startswith(f"{word} ")]


def test_the_image_has_two_stages_and_no_root() -> None:
    assert len(instructions("FROM")) == 2 and instructions("FROM")[0].endswith("AS build")
    assert instructions("USER") == ["10001:10001"]


def test_what_is_copied_is_there_and_is_all_that_the_package_holds() -> None:
    sources = [word for line in instructions("COPY") if not line.startswith("--from") for word in line.split()[:-1]]
    assert all((ROOT / source).exists() for source in sources)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    held = {*wheel["packages"], *(name.split("/")[0] for name in wheel["force-include"])}
    assert held <= set(sources)
    ignored = (DOCKER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert not held & set(ignored)


def test_the_steps_are_a_script_that_refuses_what_it_does_not_know() -> None:
    script = DOCKER / "build-steps.sh"
    assert os.access(script, os.X_OK)
    done = subprocess.run([script, "fly"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "no step fly" in done.stderr


def test_the_services_depend_on_each_other_in_order() -> None:
    services = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"postgres", "setup", "api", "worker"}
    for name in ("api", "worker"):
        assert services[name]["depends_on"] == {"setup": {"condition": "service_completed_successfully"}}
        assert services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in services["api"]["ports"])
    assert "PASSWORD" not in str(services["api"]["command"])
