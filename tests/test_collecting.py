import gc
from collections.abc import Iterator

import pytest

from extractors.collecting import rarely_collected


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_the_threshold_is_raised_for_the_block_only() -> None:
    with rarely_collected():
        assert gc.get_threshold() == (50_000, 10, 10)
    assert gc.get_threshold() == (700, 10, 10)


def test_it_comes_back_after_an_error_too() -> None:
    with pytest.raises(ValueError, match="bad"), rarely_collected():
        raise ValueError("bad")
    assert gc.get_threshold() == (700, 10, 10)


def test_whoever_ends_last_puts_it_back() -> None:
    one, two = rarely_collected(), rarely_collected()
    one.__enter__()
    two.__enter__()
    one.__exit__(None, None, None)
    assert gc.get_threshold()[0] == 50_000
    two.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("threshold", [0, 90_000])
def test_a_collector_that_is_off_or_rarer_is_left_alone(threshold: int) -> None:
    gc.set_threshold(threshold, 10, 10)
    with rarely_collected():
        assert gc.get_threshold()[0] == threshold
    assert gc.get_threshold()[0] == threshold
