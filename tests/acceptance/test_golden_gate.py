"""The shipped golden cases keep a worse configuration out: a model that never answers, reading in place of the rules."""

from pathlib import Path

import pytest

from service.errors import ServerRefused
from tests.acceptance.living import NEVER_ASKED
from tests.acceptance.papers import papers
from tests.acceptance.processes import running

CASES = {case.parent.name for case in Path("golden").glob("*/provenance.toml")}


def test_a_worse_configuration_cannot_be_promoted(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(papers(1)[0])
    away = {"OPENAI_BASE_URL": "http://127.0.0.1:1", "MINGZHANG_MODEL": "m", "MINGZHANG_ASK": "never"}
    quick = {"MINGZHANG_MODEL_TIMEOUT": "1", "MINGZHANG_MODEL_MAX_SECONDS": "2", "MINGZHANG_CACHE": "none"}
    with running(tmp_path, MINGZHANG_GOLDEN=str(tmp_path / "golden"), **away, **quick) as site, site.client() as client:
        document = client.wait(client.upload(tmp_path / "one.pdf").id, seconds=300)
        assert document.state == "done"
        worse, as_good = client.start_batch(configuration={"reader": "llm"}), client.start_batch(configuration=NEVER_ASKED)
        for batch in (worse, as_good):
            assert list(client.watch(batch.id))[-1].state == "done"
        told = client.diff(worse.id)
        assert told.golden_worse and {case.case for case in told.golden} == CASES
        with pytest.raises(ServerRefused, match="claims found") as refused:
            client.promote(worse.id)
        assert refused.value.kind == "GoldenWorse"
        assert client.document(document.id).run == document.run
        assert not client.diff(as_good.id).golden_worse and client.promote(as_good.id).state == "promoted"
