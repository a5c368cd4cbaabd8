"""Text under a picture or a white patch is not what the page shows."""

import pymupdf
import pytest

from tests.pages.made import Draw, pdf, picture, read, rotation, text

SAID = " ".join(["合计 1,234.50"] * 5)
WORDS = text(SAID, 30, 100, size=6)
BELOW = text("行政运行 942.50", 30, 250)
WHOLE = picture(0, 0, 400, 300)


def seal(page: pymupdf.Page) -> None:
    """A picture with a mask: what lies under it shines through."""
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8), True)
    pixels.clear_with(90)
    page.insert_image(page.rect, pixmap=pixels, keep_proportion=False)


def see_through(state: str) -> Draw:
    """A picture over the whole page, drawn under a graphics state."""

    def draw(page: pymupdf.Page) -> None:
        WHOLE(page)
        document, number = page.parent, page.get_contents()[-1]
        document.update_stream(number, b"q /See gs " + document.xref_stream(number) + b" Q")
        resources = document.xref_get_key(page.xref, "Resources")
        owner, key = (int(resources[1].split()[0]), "") if resources[0] == "xref" else (page.xref, "Resources/")
        document.xref_set_key(owner, f"{key}ExtGState", f"<</See<<{state}>>>>")

    return draw


def patch(fill: tuple[float, ...], **more: object) -> Draw:
    """A filled rectangle over the words."""
    return lambda page: page.draw_rect((0, 60, 400, 140), color=None, fill=fill, **more)


@pytest.mark.parametrize(
    ("draw", "said", "kind"),
    [
        pytest.param([WORDS, WHOLE], "", "picture", id="a machine's reading under a scan"),
        pytest.param([WORDS, WHOLE, rotation(90)], "", "picture", id="on a turned page"),
        pytest.param(
            [WORDS, BELOW, picture(0, 60, 400, 140)], "行政运行 942.50", "text", id="a table under the picture of another"
        ),
        pytest.param([WHOLE, WORDS], SAID, "text", id="a background"),
        pytest.param([WORDS, seal], SAID, "text", id="a watermark"),
        pytest.param([WORDS, see_through("/ca 0.2")], SAID, "text", id="a faint picture"),
        pytest.param([WORDS, see_through("/BM/Multiply")], SAID, "text", id="a stamp"),
        pytest.param([WORDS, see_through("/ca 1/BM/Normal")], "", "picture", id="a state that hides"),
        pytest.param([WORDS, picture(300, 200, 380, 280)], SAID, "text", id="a picture beside it"),
        pytest.param([WORDS, BELOW, patch((1, 1, 1))], "行政运行 942.50", "text", id="a patch"),
        pytest.param([WORDS, patch((1, 1, 1), fill_opacity=0.5)], SAID, "text", id="a patch that shines through"),
        pytest.param([patch((1, 1, 1)), WORDS], SAID, "text", id="a white ground"),
        pytest.param(
            [WORDS, text("7.00", 100, 120), patch((1, 1, 1)), text("8.00", 100, 120)], "8.00", "text", id="a correction"
        ),
    ],
)
def test_what_is_hidden_is_not_read(draw: list[Draw], said: str, kind: str) -> None:
    [page] = read(pdf(*draw))
    assert "".join(line.text for line in page.lines).strip() == said
    assert page.kind == kind
