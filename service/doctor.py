"""What is installed, what is configured, what is missing and how to get it; and whether extraction works here."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.errors import MingzhangError
from service.examined import Examined, State
from service.golden.cases import find_cases
from service.golden.compare import compare_case
from service.model.desk import endpoint_of
from service.piles import Order, Outcome, work
from service.serving_doctor import examine_serving
from service.settings import Settings

if TYPE_CHECKING:
    from extractors.pipeline import Config

_REMEDIES = {"chat": "check OPENAI_BASE_URL, OPENAI_API_KEY and MINGZHANG_MODEL, and that the server runs"}
_OFFLINE = "only a model reader needs it; figures and the rules reader work offline"
_ADDRESS = "write it whole, like http://127.0.0.1:8090/v1"
_LACKING = {
    "OPENAI_BASE_URL": "no model is asked: set where it is served (or OPENAI_API_KEY alone for OpenAI itself)",
    "OPENAI_API_KEY": "no model is asked: set the provider's key (or OPENAI_BASE_URL alone for a server that wants none)",
    "MINGZHANG_MODEL": "no model is asked: set the name under which the provider serves it",
}
_SERVING = ("fastapi", "uvicorn", "python-multipart", "sqlalchemy", "alembic", "fsspec", "argon2-cffi", "prometheus-client")
_NEEDED = ("pymupdf", "camelot-py", "pydantic", "typer", "rich", "psutil", "jinja2", "pyyaml", "openai", "instructor", *_SERVING)
_OPTIONAL = {
    "rapidocr": "without it pages and tables that are pictures are not read: pip install rapidocr",
    "pdfplumber": "only `mingzhang bench` uses it: pip install pdfplumber",
}


def examine(settings: Settings, golden: Path, out: Path, config: Config) -> Iterator[Examined]:
    """Everything, cheapest first."""
    yield _python()
    for name in _NEEDED:
        yield _package(name, f"pip install '{name}'", "missing")
    for name, remedy in _OPTIONAL.items():
        yield _package(name, remedy, "optional")
    yield from _model(settings)
    yield from examine_serving(settings.serving)
    for what, folder in (("temporary files", Path(tempfile.gettempdir())), ("results", out)):
        yield _writable(what, folder)
    yield _self_test(golden, config)


def _python() -> Examined:
    version = platform.python_version()
    good = sys.version_info >= (3, 11)
    return Examined(
        what="Python", state="ok" if good else "missing", detail=version, remedy="" if good else "install Python 3.11 or newer"
    )


def _package(name: str, remedy: str, otherwise: State) -> Examined:
    try:
        return Examined(what=name, state="ok", detail=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Examined(what=name, state=otherwise, detail="not installed", remedy=remedy)


def _model(settings: Settings) -> Iterator[Examined]:
    given = {
        "OPENAI_BASE_URL": settings.base_url,
        "OPENAI_API_KEY": "set" if settings.api_key else None,
        "MINGZHANG_MODEL": settings.model,
    }
    for name, value in given.items():
        yield _setting(name, value, settings)
    if settings.model_configured and _is_address(settings.base_url):
        yield from _endpoint(settings)


def _setting(name: str, value: str | None, settings: Settings) -> Examined:
    """Half a configuration asks nobody: what is lacking says so."""
    if name == "OPENAI_BASE_URL" and not _is_address(value):
        return Examined(what=name, state="missing", detail=f"{value} is no web address", remedy=_ADDRESS)
    if value:
        return Examined(what=name, state="ok", detail=value)
    begun = any((settings.base_url, settings.api_key, settings.model))
    lacking = begun and not settings.model_configured and (name == "MINGZHANG_MODEL") != bool(settings.model)
    return Examined(what=name, state="optional", detail="not set", remedy=_LACKING[name] if lacking else _OFFLINE)


def _is_address(url: str | None) -> bool:
    """True where none is given: the provider's own is used."""
    parts = urlsplit(url or "https://unset")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _endpoint(settings: Settings) -> Iterator[Examined]:
    """The model is asked a made-up question in each way; what fails here would fail with every document."""
    from extractors.narrative.llm import try_endpoint  # heavy: only where a model is configured

    tried = try_endpoint(endpoint_of(settings, settings.asking), settings.asking.timeout)
    for each in tried:
        used = each.what in ("chat", settings.asking.mode)
        yield Examined(
            what=f"model: {each.what}",
            state="ok" if each.works else ("missing" if used else "optional"),
            detail=f"{each.seconds:.2f} s, {each.detail}",
            remedy="" if each.works else _REMEDIES.get(each.what, "set MINGZHANG_MODEL_MODE to a mode that works"),
        )


def _writable(what: str, folder: Path) -> Examined:
    nearest = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Examined(what=what, state="ok", detail=f"{nearest} can be written")
    except OSError as error:
        return Examined(what=what, state="missing", detail=f"{nearest}: {error.strerror}", remedy="choose another folder")


def _self_test(golden: Path, config: Config) -> Examined:
    """Extract the smallest golden document in the sandbox and compare its figures."""
    what = "self-test"
    try:
        case = min(find_cases(golden), key=lambda each: each.source.stat().st_size)
    except MingzhangError:
        remedy = "give --golden with the golden folder of a checkout"
        return Examined(what=what, state="optional", detail=f"no golden case in {golden}", remedy=remedy)
    with tempfile.TemporaryDirectory() as folder:
        outcome = work([case.source], config, Order(out=Path(folder), report=False), _silent)[0]
        if outcome.folder is None:
            return Examined(what=what, state="missing", detail=f"{case.name}: {outcome.message}", remedy="reinstall mingzhang")
        counts = compare_case(case, outcome.folder).counts
    agree = counts["equal"] == sum(counts.values())
    detail = f"{case.name}: {counts['equal']} of {sum(counts.values())} figures as checked, {outcome.seconds:.1f} s"
    return Examined(
        what=what, state="ok" if agree else "missing", detail=detail, remedy="" if agree else "run `mingzhang golden diff`"
    )


def _silent(_: Outcome) -> None:
    """Nobody watches a self-test."""
