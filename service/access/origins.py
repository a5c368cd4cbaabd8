"""Where a request comes from and whom it thinks it talks to.

A page of another site can make a browser send requests here (cross-site posts), and can give this machine a name of its own
(DNS rebinding). The first shows in `Origin` and `Sec-Fetch-Site`, the second in `Host`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from service.errors import CrossSite, HostRefused

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def is_loopback(host: str) -> bool:
    """A name or address that only this machine reaches."""
    if host.lower().rstrip(".") == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def name_of(netloc: str) -> str:
    """`name:port`, `[::1]:port` -> the name or address, in lower case."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def check_host(netloc: str, named: Sequence[str], addresses: bool) -> None:
    """Refuse names that are not ours. `named`: those listed; `addresses`: bare addresses are fine, no name was given to us.

    Raises HostRefused.
    """
    name = name_of(netloc)
    ours = is_loopback(name) or name in {each.lower() for each in named} or (addresses and _address(name) is not None)
    if not ours:
        raise HostRefused(host=netloc[:100] or "(none)")


def check_origin(method: str, headers: Mapping[str, str]) -> None:
    """Refuse what a page of another site makes a browser change here. Scripts send no Origin. Raises CrossSite."""
    if method in SAFE:
        return
    origin = headers.get("origin")
    if origin is not None and (not _netloc(origin) or _netloc(origin) != headers.get("host", "").lower()):
        raise CrossSite(origin=origin[:100])
    if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        raise CrossSite(origin="unnamed")


def local_path(wished: str) -> str:
    """A path of this service to go on to; anything else becomes the first page."""
    plain = wished.startswith("/") and not wished.startswith(("//", "/\\")) and wished.isprintable() and "\\" not in wished
    return wished if plain else "/"


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
