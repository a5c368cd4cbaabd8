import hashlib
import uuid
from pathlib import Path

import pytest

from service.errors import FileGone
from service.store.files import FileStore
from tests.store.together import together


@pytest.fixture(params=["folder", "objects"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """A folder, and a store of objects without folders and without moving."""
    return FileStore(str(tmp_path / "files") if request.param == "folder" else f"memory://{uuid.uuid4().hex}/files")


def test_bytes_are_kept_by_their_digest(files: FileStore) -> None:
    digest = files.put(b"one")
    assert digest == hashlib.sha256(b"one").hexdigest()
    assert files.get(digest) == b"one" and files.has(digest) and not files.has("0" * 64)


def test_a_file_is_kept_under_its_known_digest(files: FileStore, tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(b"two")
    digest = hashlib.sha256(b"two").hexdigest()
    files.put_file(tmp_path / "given", digest)
    assert files.get(digest) == b"two"


def test_the_same_content_at_once_is_one_whole_file(files: FileStore) -> None:
    content = bytes(range(256)) * 4096
    assert len(set(together(8, lambda _: files.put(content)))) == 1
    assert files.get(hashlib.sha256(content).hexdigest()) == content


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    files = FileStore(str(tmp_path / "files"))
    with pytest.raises(OSError):
        files.put_file(tmp_path / "absent", "0" * 64)
    assert not files.has("0" * 64)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_a_lost_file_is_named(files: FileStore) -> None:
    with pytest.raises(FileGone, match="0000"):
        files.get("0" * 64)
