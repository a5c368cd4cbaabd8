import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import FileMissing, TooLarge
from extractors.pages import Limits
from service.errors import NotAFile, Unreadable
from service.exports.files import write_result
from service.piles import Order, Outcome, exit_code, folders_for, read_input, work
from tests.service.made import LimitsOnly

QUICK = LimitsOnly(limits=Limits(max_seconds=1.0, max_memory_mb=400, max_bytes=100))


@pytest.mark.parametrize(
    ("statuses", "code"),
    [(["done"], 0), (["done", "no_disclosure"], 3), (["no_disclosure", "refused", "done"], 2), ([], 0)],
)
def test_the_exit_code_of_a_pile(statuses: list[str], code: int) -> None:
    assert exit_code(statuses) == code


def test_inputs_of_the_same_stem_get_folders_of_their_own() -> None:
    sources = [Path("x/a.pdf"), Path("y/a.pdf"), Path("a-2.pdf"), Path("z/A.PDF")]
    assert [folder.name for folder in folders_for(sources, Path("out"))] == ["a", "a-3", "a-2", "A-4"]


def test_a_name_of_dots_gets_a_folder_below_out() -> None:
    sources = [Path("x/..pdf"), Path("x/...pdf"), Path("x/.pdf")]
    assert [str(folder) for folder in folders_for(sources, Path("out"))] == ["out/..pdf", "out/...pdf", "out/.pdf"]


def test_a_fault_of_ours_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(folder: Path, *result: object) -> tuple[Path, ...]:
        if folder.name == "b":
            raise ZeroDivisionError("some figure\nwas zero")
        return write_result(folder, *result)  # type: ignore[arg-type]

    monkeypatch.setattr("service.piles.write_result", failing)
    for name in "abc":
        (tmp_path / f"{name}.pdf").write_bytes(b"fine")
    order = Order(out=tmp_path / "out", job="tests.service.fake_jobs:obey")
    outcomes = work([tmp_path / f"{name}.pdf" for name in "abc"], QUICK, order, lambda _: None)
    assert [outcome.status for outcome in outcomes] == ["done", "refused", "done"]
    assert "ZeroDivisionError: some figure was zero" in outcomes[1].message


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "A", "b", "b-3"]), max_size=9))
def test_no_two_inputs_ever_share_a_folder(stems: list[str]) -> None:
    folders = folders_for([Path(str(place)) / f"{stem}.pdf" for place, stem in enumerate(stems)], Path("out"))
    assert len({folder.name.casefold() for folder in folders}) == len(stems)


def test_a_mixed_pile_ends_document_by_document(tmp_path: Path) -> None:
    contents = {"ok": b"fine", "slow": b"hang", "dead": b"crash", "locked": b"refuse", "cook": b"elsewhere", "big": b"x" * 101}
    sources = []
    for name, content in contents.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
        sources.append(tmp_path / f"{name}.pdf")
    sources += [tmp_path / "none.pdf", tmp_path, tmp_path / "ok.pdf"]
    heard: list[str] = []
    order = Order(out=tmp_path / "out", jobs=2, job="tests.service.fake_jobs:obey")
    outcomes = work(sources, QUICK, order, lambda outcome: heard.append(outcome.source.name))
    assert [outcome.status for outcome in outcomes] == ["done", *["refused"] * 3, "no_disclosure", *["refused"] * 3, "done"]
    assert all(
        outcome.message.count(". ") == 0 and outcome.message.endswith(".") for outcome in outcomes if outcome.status != "done"
    )
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["ok", "ok-2"]
    assert len(heard) == len(sources)
    assert outcomes[0].pages == 3


def test_unusual_inputs_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"no file .*none\.pdf"):
        read_input(tmp_path / "none.pdf", 10)
    with pytest.raises(NotAFile):
        read_input(tmp_path, 10)
    (tmp_path / "big.pdf").write_bytes(b"x" * 11)
    with pytest.raises(TooLarge):
        read_input(tmp_path / "big.pdf", 10)
    with pytest.raises(Unreadable):
        read_input(tmp_path / ("n" * 300), 10)
    assert read_input(tmp_path / "big.pdf", 11) == b"x" * 11


def test_an_interruption_waits_for_no_child(tmp_path: Path) -> None:
    for name in ("ok", "slow"):
        (tmp_path / f"{name}.pdf").write_bytes(b"fine" if name == "ok" else b"hang")
    patient = LimitsOnly(limits=Limits(max_seconds=60.0, max_memory_mb=400))
    started = time.monotonic()

    def interrupt(_: Outcome) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        order = Order(out=tmp_path / "out", jobs=2, job="tests.service.fake_jobs:obey")
        work([tmp_path / "ok.pdf", tmp_path / "slow.pdf"], patient, order, interrupt)
    assert time.monotonic() - started < 20
