"""Files by the SHA-256 of their content, through fsspec: a folder by default, S3-compatible storage by its URL.

A file is written aside and moved into place, so what stands under a digest is whole. Writing the same content twice is one file.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from service.errors import FileGone

_WITHOUT_FOLDERS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs"})
_DIGEST = re.compile("[0-9a-f]{64}")


class FileStore:
    """`url`: a folder or any URL that fsspec knows (`s3://bucket/prefix` needs the package s3fs)."""

    def __init__(self, url: str) -> None:
        self._fs: Any
        self._fs, root = fsspec.url_to_fs(url)
        self._root = root.rstrip("/")
        self._local = isinstance(self._fs, LocalFileSystem)

    def put(self, content: bytes) -> str:
        """Keep these bytes; their digest."""
        digest = hashlib.sha256(content).hexdigest()
        if not self.has(digest):
            with self._aside(digest) as aside:
                self._fs.pipe_file(aside.path, content)
        return digest

    def put_file(self, path: Path, digest: str) -> None:
        """Keep a local file whose digest is known."""
        if not self.has(digest):
            with self._aside(digest) as aside:
                self._fs.put_file(str(path), aside.path)

    def get(self, digest: str) -> bytes:
        """The bytes of a digest. Raises FileGone."""
        try:
            content: bytes = self._fs.cat_file(self._place(digest))
        except (FileNotFoundError, OSError) as error:
            raise FileGone(digest=digest, detail=type(error).__name__) from error
        return content

    def has(self, digest: str) -> bool:
        """Whether a file of this digest is kept."""
        return bool(self._fs.exists(self._place(digest)))

    def made(self, name: str) -> bytes | None:
        """What was kept under a name; None where nothing was."""
        try:
            content: bytes = self._fs.cat_file(self._made_place(name))
        except (FileNotFoundError, OSError):
            return None
        return content

    def keep_made(self, name: str, content: bytes) -> None:
        """Keep what can be made again at any time: no backup holds it."""
        with _Aside(self._fs, self._made_place(name), self._local) as aside:
            self._fs.pipe_file(aside.path, content)

    def digests(self) -> Iterator[str]:
        """The digests of all files kept, in no order."""
        for path in self._fs.find(self._root):
            name = str(path).rsplit("/", 1)[-1]
            if _DIGEST.fullmatch(name):
                yield name

    def check(self) -> None:
        """Write and read a few bytes. Raises whatever the storage raises."""
        self.keep_made("check", b"mingzhang")
        if self.made("check") is None:
            raise FileGone(digest="check", detail="it was written, and is not there")

    def _place(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}"

    def _made_place(self, name: str) -> str:
        return f"{self._root}/made/{name[:2]}/{name}"

    def _aside(self, digest: str) -> _Aside:
        return _Aside(self._fs, self._place(digest), self._local)


class _Aside:
    """Where a file is written before it is in place. Object stores put whole objects, so there it is the place itself."""

    def __init__(self, fs: Any, place: str, local: bool) -> None:
        self._fs, self._place = fs, place
        self.path = f"{place}.{uuid.uuid4().hex[:8]}.part" if local else place

    def __enter__(self) -> _Aside:
        if _has_folders(self._fs):
            self._fs.makedirs(self._place.rsplit("/", 1)[0], exist_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.path == self._place:
            return
        if kind is None:
            Path(self.path).replace(self._place)
        else:
            Path(self.path).unlink(missing_ok=True)


def _has_folders(fs: Any) -> bool:
    """Folders that must be there before a file is; asking an object store for one would be asking for a bucket."""
    protocols = (fs.protocol,) if isinstance(fs.protocol, str) else fs.protocol
    return not _WITHOUT_FOLDERS.intersection(protocols)
