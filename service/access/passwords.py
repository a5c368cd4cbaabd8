"""Passwords as argon2id hashes. Hashing is slow and takes memory by design: few are hashed at once."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.errors import TooManyGuesses, Unusable

SHORTEST, LONGEST = 10, 1000
_hasher = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
_seats = threading.BoundedSemaphore(2)
_waiting_room = threading.BoundedSemaphore(8)  # a storm of guesses must not hold all threads that answer requests
_nobody = ""


def hashed(password: str) -> str:
    """The hash to keep. Raises Unusable where the password is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Unusable(what="password", detail=f"it needs {SHORTEST} to {LONGEST} characters")
    with _seats:
        return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password. Without a hash to compare (no such user) it takes as long and is wrong.

    Raises TooManyGuesses where many are being looked at already.
    """
    if not _waiting_room.acquire(blocking=False):
        raise TooManyGuesses(minutes=1)
    try:
        with _seats:
            return _hasher.verify(kept or _hash_of_nobody(), password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _waiting_room.release()


def _hash_of_nobody() -> str:
    global _nobody
    _nobody = _nobody or _hasher.hash("nobody's password")
    return _nobody
