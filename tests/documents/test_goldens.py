"""Forty documents of every kind, layout and language, beside how they were printed when they were found good."""

from __future__ import annotations

import pytest

from crm_desktop.documents.letter_sheet import LetterSheet
from crm_desktop.documents.paper import BOTTOM, letter_form
from crm_desktop.documents.sheets import Form
from tests.documents.archive_rules import broken_rules
from tests.documents.golden_sheets import GOLDENS
from tests.documents.goldens import Said, as_text, measured, rendered, stored, unlike, words

#: Checked with every run; the others with the slow tests.
QUICK = {"classic", "modern", "plain", "delivery-english", "odd-lines", "letter"}
NAMES = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in GOLDENS]
#: Places may differ by this much (mm), pictures in this share of their cells: rasters of other versions differ a hair.
_NEAR, _MOST_UNLIKE = 0.3, 0.004
#: The field of the window (left, top, right, bottom) in mm.
WINDOWS = {
    Form.A: (20.0, 27.0, 105.0, 72.0),
    Form.B: (20.0, 45.0, 105.0, 90.0),
    Form.SWISS: (113.0, 50.0, 190.5, 87.0),
}


def test_there_are_more_than_thirty_of_them() -> None:
    assert len(GOLDENS) > 30


@pytest.mark.parametrize("name", NAMES)
def test_words_places_and_pictures_are_those_that_were_approved(name: str) -> None:
    now, then = measured(rendered(GOLDENS[name]).pdf), stored(name)
    assert now["pages"] == then["pages"]
    for page, (shown, known) in enumerate(zip(now["said"], then["said"], strict=True), 1):
        if isinstance(known, str):
            assert shown == known, page
            continue
        assert [one[3] for one in shown] == [one[3] for one in known], page
        far = [
            (one, other)
            for one, other in zip(shown, known, strict=True)
            if any(abs(here - there) > _NEAR for here, there in zip(one[:3], other[:3], strict=True))
        ]
        assert far == [], page
    for page, (shown, known) in enumerate(zip(now["pictures"], then["pictures"], strict=True), 1):
        assert unlike(shown, known) <= _MOST_UNLIKE, page


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_fit_for_the_archive_and_its_words_stand_where_they_may(name: str) -> None:
    sheet = GOLDENS[name]
    pdf = rendered(sheet).pdf
    assert rendered(sheet).pdf == pdf
    assert broken_rules(pdf) == []
    pages = words(pdf)
    own = len(pages) if isinstance(sheet, LetterSheet) else len(pages) - len(sheet.enclosures)
    for page in pages[:own]:
        for said in page:
            assert said.left >= (12.0 if isinstance(sheet, LetterSheet) and sheet.slip else 24.6), said
            assert said.right <= 191.5, said
            assert said.low <= BOTTOM + 0.8 or said.low > 269, said
    _check_window(sheet.form, pages[0])


def _check_window(form: Form, page: list[Said]) -> None:
    """The window shows return line, notes and address, all of it and nothing else."""
    left, top, right, low = WINDOWS[form]
    shown = [said for said in page if said.right > left and said.left < right and top < said.low < low + 0.5]
    assert shown
    address = letter_form(form).left
    assert all(abs(said.left - address) < 0.6 for said in shown), shown
    assert all(said.right <= right for said in shown), shown


def test_a_word_that_moved_and_a_line_that_is_gone_are_seen() -> None:
    now = measured(rendered(GOLDENS["one-line"]).pdf)
    picture = now["pictures"][0]
    assert unlike(picture, picture) == 0
    row = 30 * 10
    assert unlike(picture, picture[:row] + "0" * 90 + picture[row + 90 :]) > _MOST_UNLIKE
    assert as_text(now) == as_text(measured(rendered(GOLDENS["one-line"]).pdf))
