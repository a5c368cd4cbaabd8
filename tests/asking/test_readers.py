"""The chosen reader over a whole made-up document."""

from __future__ import annotations

import pytest

from extractors.model import Outline, Page
from extractors.narrative.asking import Answer, Asking
from extractors.narrative.readers import read_claims
from extractors.outline import outline_of
from tests.asking.made import ITEM, ITEM_SAID, Scripted, said
from tests.narrative.drawn import told as section_of
from tests.narrative.made import PART
from tests.narrative.test_project_evaluation import form
from tests.outline.made import disclosure

FAILED = Answer(status="failed", detail="the provider cannot be reached")


@pytest.fixture(scope="module")
def document() -> tuple[tuple[Page, ...], Outline]:
    headings = ["五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况"]
    pages = tuple(disclosure(narrative=[PART, *headings, ITEM]))
    return pages, outline_of(pages)


Document = tuple[tuple[Page, ...], Outline]


def test_the_rules_ask_nobody(document: Document) -> None:
    model = Scripted(FAILED)
    told = read_claims(*document, "rules", model, Asking())
    assert model.asked == [] and told.use is None and told.claims


def test_beside_sure_rules_nobody_is_asked(document: Document) -> None:
    model = Scripted(FAILED)
    told = read_claims(*document, "both", model, Asking())
    assert model.asked == [] and told.claims == read_claims(*document, "rules", None, Asking()).claims


def test_always_means_always(document: Document) -> None:
    model = Scripted(said("item_execution", **ITEM_SAID))
    told = read_claims(*document, "both", model, Asking(ask="always"))
    assert ITEM in [question.source for question in model.asked]
    assert [claim.reader for claim in told.claims if claim.kind == "item_execution"] == ["both"]
    assert told.use is not None and told.use.tokens == 120 * told.use.answers


def test_never_means_never(document: Document) -> None:
    model = Scripted(FAILED)
    read_claims(*document, "both", model, Asking(ask="never"))
    assert model.asked == []


def test_a_document_completes_without_its_provider_and_says_what_was_not_read(document: Document) -> None:
    told = read_claims(*document, "llm", Scripted(FAILED), Asking())
    assert told.claims == () and told.use is not None and told.use.unread == told.use.passages > 0
    assert all("the provider cannot be reached" in note and "section" in note for note in told.notes)
    beside = read_claims(*document, "both", Scripted(FAILED), Asking(ask="always"))
    assert beside.claims == read_claims(*document, "rules", None, Asking()).claims


def test_without_any_model_it_says_so(document: Document) -> None:
    assert "no model was at hand" in read_claims(*document, "both", None, Asking()).notes[0]


def test_doubts_are_asked_about_only_within_their_share(document: Document) -> None:
    pages, outline = document
    model = Scripted(said("statement"))
    unknown = tuple(
        disclosure(narrative=[PART, "一、其他重要事项情况说明", *(f"本项目预算执行数为{n}万元。" for n in range(10, 60))])
    )
    told = read_claims(unknown, outline_of(unknown), "both", model, Asking())
    assert len(model.asked) < 12
    assert any("were not asked about" in note for note in told.notes)


@pytest.mark.parametrize(("annex", "projects"), [(False, []), (True, ["清渠工程"])])
def test_the_forms_of_an_annex_are_read_by_their_cells_whoever_reads_the_narrative(
    document: Document, annex: bool, projects: list[str]
) -> None:
    pages, outline = document
    page = form(len(pages) + 1, "清渠工程", ("50.00", "45.00", "90.00%", "9"), "95")
    outline = outline.model_copy(update={"sections": (*outline.sections, section_of((page,), "annex", "附件"))})
    claims = read_claims(
        (*pages, page) if annex else pages, outline if annex else document[1], "llm", Scripted(FAILED), Asking()
    ).claims
    assert [(claim.get("project"), claim.reader) for claim in claims] == [(project, "rules") for project in projects]
