"""What tests of the service share."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from service.access import passwords


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """Hashing a password takes a tenth of a second by design; tests need not wait for it."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
