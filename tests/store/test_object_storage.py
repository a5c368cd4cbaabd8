"""S3-compatible storage, against a stand-in that speaks its protocol; skipped where s3fs and moto are not installed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.errors import FileGone
from service.store.files import FileStore
from tests.store.together import together


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    pytest.importorskip("s3fs", reason="the package s3fs is not installed: pip install 'mingzhang[s3]'")
    server = pytest.importorskip("moto.server", reason="the package moto is not installed: pip install 'moto[server]'")
    import boto3

    made = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        boto3.client("s3").create_bucket(Bucket="kept")
        yield "s3://kept/mingzhang"
    made.stop()
    assert "AWS_ENDPOINT_URL" not in os.environ


def test_files_are_kept_by_their_digest(bucket: str, tmp_path: Path) -> None:
    files, elsewhere = FileStore(bucket), FileStore(bucket)
    digest = files.put(b"one")
    assert elsewhere.get(digest) == b"one" and elsewhere.has(digest)
    (tmp_path / "given").write_bytes(b"two")
    files.put_file(tmp_path / "given", hashlib.sha256(b"two").hexdigest())
    assert set(elsewhere.digests()) >= {digest, hashlib.sha256(b"two").hexdigest()}
    with pytest.raises(FileGone):
        files.get("0" * 64)


def test_the_same_content_at_once_is_one_whole_file(bucket: str) -> None:
    content = bytes(range(256)) * 1000
    assert len(set(together(4, lambda _: FileStore(bucket).put(content)))) == 1
    assert FileStore(bucket).get(hashlib.sha256(content).hexdigest()) == content


def test_what_can_be_made_again_is_kept_apart(bucket: str) -> None:
    files = FileStore(bucket)
    files.keep_made("0f-1-small.png", b"png")
    assert files.made("0f-1-small.png") == b"png" and files.made("absent") is None
    files.check()
