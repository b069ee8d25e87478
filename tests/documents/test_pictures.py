"""The printed pages as pictures, beside the ones that were looked at and found good.

A page that was changed on purpose is looked at again, then stored: `python -m tests.documents.test_pictures`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.sheets import Design, Form
from tests.documents.samples import CONFIRMATION, DELIVERY, LOBBY

STORED = Path(__file__).parent / "pictures"
_DOTS_PER_INCH = 60
#: Shares of a page: rasters of another version differ at the edges of letters, a moved line differs by far more.
_MOST_CHANGED, _CHANGE = 0.002, 96


#: Each approved document by the name of its pictures.
SHEETS = {
    "offer-classic": LOBBY,
    "offer-modern": replace(LOBBY, design=Design.MODERN),
    "offer-plain": replace(LOBBY, design=Design.PLAIN, form=Form.A),
    "order-confirmation": CONFIRMATION,
    "delivery-note": DELIVERY,
}
PAGES = {"offer-classic": 2, "offer-modern": 3, "offer-plain": 2, "order-confirmation": 2, "delivery-note": 1}


def _pages(name: str) -> list[Image.Image]:
    """Return the pages of a sample document in shades of grey."""
    file = pypdfium2.PdfDocument(render_offer(SHEETS[name]).pdf)
    pages = [page.render(scale=_DOTS_PER_INCH / 72).to_pil().convert("L") for page in file]
    file.close()
    return pages


@pytest.mark.parametrize("name", SHEETS)
def test_the_pages_look_as_they_did_when_they_were_approved(name: str) -> None:
    pages = _pages(name)
    assert len(pages) == PAGES[name]
    for number, page in enumerate(pages, 1):
        now = np.asarray(page).astype(int)
        then = np.asarray(Image.open(STORED / f"{name}-{number}.png")).astype(int)
        assert now.shape == then.shape
        assert (abs(now - then) > _CHANGE).mean() < _MOST_CHANGED, number


def test_the_comparison_would_see_a_line_that_moved() -> None:
    page = np.asarray(_pages("offer-classic")[0]).astype(int)
    moved = page.copy()
    moved[430:470] = np.roll(page, 2, axis=0)[430:470]
    assert (abs(page - moved) > _CHANGE).mean() > _MOST_CHANGED


if __name__ == "__main__":
    STORED.mkdir(exist_ok=True)
    for named in SHEETS:
        for place, picture in enumerate(_pages(named), 1):
            picture.save(STORED / f"{named}-{place}.png", optimize=True)
