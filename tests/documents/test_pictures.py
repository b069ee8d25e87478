"""The printed pages as pictures, beside the ones that were looked at and found good.

A page that was changed on purpose is looked at again, then stored: `python -m tests.documents.test_pictures`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from crm_desktop.documents.offer import render_offer
from tests.documents.samples import LOBBY

STORED = Path(__file__).parent / "pictures"
_DOTS_PER_INCH = 60
#: Shares of a page: rasters of another version differ at the edges of letters, a moved line differs by far more.
_MOST_CHANGED, _CHANGE = 0.002, 96


def _pages() -> list[Image.Image]:
    """Return the pages of the sample offer in shades of grey."""
    file = pypdfium2.PdfDocument(render_offer(LOBBY).pdf)
    pages = [page.render(scale=_DOTS_PER_INCH / 72).to_pil().convert("L") for page in file]
    file.close()
    return pages


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_looks_as_it_did_when_it_was_approved(number: int) -> None:
    now = np.asarray(_pages()[number - 1]).astype(int)
    then = np.asarray(Image.open(STORED / f"offer-classic-{number}.png")).astype(int)
    assert now.shape == then.shape
    assert (abs(now - then) > _CHANGE).mean() < _MOST_CHANGED


def test_the_comparison_would_see_a_line_that_moved() -> None:
    page = np.asarray(_pages()[0]).astype(int)
    moved = page.copy()
    moved[430:470] = np.roll(page, 2, axis=0)[430:470]
    assert (abs(page - moved) > _CHANGE).mean() > _MOST_CHANGED


if __name__ == "__main__":
    STORED.mkdir(exist_ok=True)
    for place, picture in enumerate(_pages(), 1):
        picture.save(STORED / f"offer-classic-{place}.png", optimize=True)
