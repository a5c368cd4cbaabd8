"""Uploads by somebody who means harm, and how much memory a server takes meanwhile."""

from __future__ import annotations

import select
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.service.process import Serving

_BOUNDARY = "mz"
_CHUNK = 1 << 18
_HEAD = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'.encode() + b"%PDF-1.7\n"


class Watch:
    """The most memory seen since it began, beyond what there was."""

    def __init__(self, server: Serving) -> None:
        self._server, self._ending = server, threading.Event()
        self._before = self.most = server.resident_mb()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._ending.wait(0.02):
            self.most = max(self.most, self._server.resident_mb())

    def grown_mb(self) -> float:
        self._ending.set()
        self._thread.join()
        return self.most - self._before


@contextmanager
def watching(server: Serving, most_mb: float, most_seconds: float) -> Iterator[None]:
    """What happens inside takes no more memory of the server, and no longer."""
    watch, began = Watch(server), time.monotonic()
    try:
        yield
    finally:
        grown, took = watch.grown_mb(), time.monotonic() - began
    assert grown < most_mb, f"the server grew by {grown:.0f} MB"
    assert took < most_seconds, f"it took {took:.1f} s"


def stream(server: Serving, size: int, announced: bool) -> tuple[int, int]:
    """Send an upload of this size without end in sight: status of the answer, and bytes sent until it came."""
    parts = urlsplit(server.url)
    assert parts.hostname and parts.port
    length = f"Content-Length: {len(_HEAD) + size}" if announced else "Transfer-Encoding: chunked"
    lines = [
        "POST /api/documents HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Content-Type: multipart/form-data; boundary={_BOUNDARY}",
        length,
    ]
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        sent = _send(line, size, announced)
        line.settimeout(60)
        return _status(line), sent


def _send(line: socket.socket, size: int, announced: bool) -> int:
    """Send until all is sent or an answer is there."""
    sent, piece = 0, _HEAD
    while sent < size:
        readable, _, _ = select.select([line], [], [], 0)
        if readable:
            break
        try:
            line.sendall(piece if announced else b"%x\r\n%s\r\n" % (len(piece), piece))
        except (BrokenPipeError, ConnectionResetError):
            break
        sent, piece = sent + len(piece), b"\0" * _CHUNK
    return sent


def _status(line: socket.socket) -> int:
    answer = b""
    while b"\r\n" not in answer and (more := line.recv(4096)):
        answer += more
    assert answer.startswith(b"HTTP/1.1 "), answer[:80]
    return int(answer.split()[1])


def bomb(megabytes: int) -> bytes:
    """A PDF of one page whose content unpacks to so many MB of drawing."""
    squeeze = zlib.compressobj(9)
    paint = b"0 0 1 1 re f\n" * 80_660  # about a megabyte
    packed = b"".join(squeeze.compress(paint) for _ in range(megabytes)) + squeeze.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    return _pdf(objects)


def nested_bomb(layers: int) -> bytes:
    """A PDF whose content is compressed again and again: a few kilobytes that unpack to gigabytes."""
    packed = zlib.compress(b"\0" * (100 << 20), 9)
    for _ in range(layers - 1):
        packed = zlib.compress(packed * 40, 9)
    filters = b"/FlateDecode " * layers
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed),
    ]
    return _pdf(objects)


def _pdf(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    ending = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return made + ending % (count, table, count, len(made))
