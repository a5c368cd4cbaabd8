"""Which code read a document: the version, the very sources, and the libraries that decide what a page says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

_SOURCES = Path(__file__).parent
_DECIDING = (".py", ".toml", ".csv")
_ENGINES = ("pymupdf", "camelot-py", "rapidocr", "onnxruntime")


@cache
def code_version() -> str:
    """`0.1.0+4f0c2ab91d3e`: what follows the plus changes with any source or data file of this package."""
    return f"{metadata.version('mingzhang')}+{digest_of(_SOURCES)[:12]}"


def digest_of(folder: Path) -> str:
    """Names and contents of all source and data files under a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _DECIDING):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def engines() -> Mapping[str, str]:
    """Versions of the libraries that read pages and find tables; of those that read pictures, where they are installed."""
    return {name: version for name in _ENGINES if (version := _version(name))}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
