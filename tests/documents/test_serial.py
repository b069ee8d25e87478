"""What is printed for many: golden data, nothing off a label or the printable sheet, the same bytes each time.

Golden data are written anew, after the pages were looked at: `python -m tests.documents.test_serial`.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.documents.formats import LabelSheet, envelopes, label_sheet, label_sheets
from crm_desktop.documents.labels import Printing, render_envelopes, render_labels
from crm_desktop.documents.serial import render_letters
from crm_desktop.documents.sheets import PartyBlock
from tests.documents.archive_rules import broken_rules
from tests.documents.golden_sheets import LETTER
from tests.documents.goldens import STORED, as_text, measured, stored, unlike, words
from tests.documents.serial_samples import LETTERS, MADE_AT, PARTIES, SENDER, SERIAL_GOLDENS

QUICK = {"labels-3475"}
NAMES = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in SERIAL_GOLDENS]
SHEETS = [
    sheet.name if sheet.name == "3474" else pytest.param(sheet.name, marks=pytest.mark.slow) for sheet in label_sheets()
]
_NEAR, _MOST_UNLIKE = 0.3, 0.004


@pytest.mark.parametrize("name", NAMES)
def test_words_places_and_pictures_are_those_that_were_approved(name: str) -> None:
    made = SERIAL_GOLDENS[name]()
    assert SERIAL_GOLDENS[name]().pdf == made.pdf
    assert broken_rules(made.pdf) == []
    now, then = measured(made.pdf), stored(name)
    assert now["pages"] == then["pages"] == made.pages
    for shown, known in zip(now["said"], then["said"], strict=True):
        if isinstance(known, str):
            assert shown == known
            continue
        assert [one[3] for one in shown] == [one[3] for one in known]
        for one, other in zip(shown, known, strict=True):
            assert one[:3] == pytest.approx(other[:3], abs=_NEAR)
    for shown, known in zip(now["pictures"], then["pictures"], strict=True):
        assert unlike(shown, known) <= _MOST_UNLIKE


@pytest.mark.parametrize("sheet", label_sheets(), ids=lambda sheet: sheet.name)
def test_a_sheet_of_labels_lies_on_a4_and_no_label_on_another(sheet: LabelSheet) -> None:
    assert sheet.left >= 0
    assert sheet.top >= 0
    right, low = sheet.corner(sheet.labels - 1)
    assert right + sheet.width <= 210.05
    assert low + sheet.height <= 297.05
    assert sheet.across >= sheet.width or sheet.columns == 1
    assert sheet.down >= sheet.height


@pytest.mark.parametrize("name", SHEETS)
def test_words_stay_on_their_label_and_off_the_edge_of_the_sheet(name: str) -> None:
    sheet = label_sheet(name)
    made = render_labels(PARTIES * 3, sheet, SENDER, start=1, made_at=MADE_AT, title="x", lang="de-DE")
    assert made.refused == ()
    corners = [sheet.corner(place) for place in range(sheet.labels)]
    for page in words(made.pdf):
        for said in page:
            assert 5 <= said.left < said.right <= 205, said
            assert said.low <= 292, said
            assert any(
                left < said.left and said.right < left + sheet.width and top < said.low < top + sheet.height
                for left, top in corners
            ), said


def test_an_address_too_long_for_a_label_is_left_out_with_its_place() -> None:
    endless = PartyBlock(names=("Amt " * 400,), street=("Weg 1",), place="21335 Lüneburg")
    made = render_labels(
        (PARTIES[0], endless, PARTIES[1]),
        label_sheet("3475"),
        SENDER,
        start=1,
        made_at=MADE_AT,
        title="x",
        lang="de-DE",
    )
    assert made.printed == (0, 2)
    assert made.refused == ((1, "The address does not fit this label."),)
    made = render_envelopes((endless, PARTIES[0]), envelopes()[1], SENDER, made_at=MADE_AT, title="x", lang="de-DE")
    assert made.printed == (1,)
    with pytest.raises(Refused):
        render_labels((endless,), label_sheet("3475"), SENDER, start=1, made_at=MADE_AT, title="x", lang="de-DE")


def test_the_print_is_shifted_as_it_was_calibrated() -> None:
    plain, shifted = (
        words(render_labels(
            PARTIES, label_sheet("L7163"), how, start=1, made_at=MADE_AT, title="x", lang="de-DE"
        ).pdf)[0][0]
        for how in (SENDER, SENDER._replace(right=1.5, down=-2.0))
    )  # fmt: skip
    assert shifted.left - plain.left == pytest.approx(1.5, abs=0.11)
    assert shifted.low - plain.low == pytest.approx(-2.0, abs=0.11)
    with pytest.raises(BadInput):
        render_labels(
            PARTIES, label_sheet("L7163"), Printing(right=99), start=1, made_at=MADE_AT, title="x", lang="de-DE"
        )


def test_letters_share_fonts_have_bookmarks_and_their_own_page_numbers() -> None:
    made = render_letters(LETTERS, title="Einladung", made_at=MADE_AT)
    alone = [render_letters([letter], title="Einladung", made_at=MADE_AT) for letter in LETTERS]
    assert made.pages == sum(one.pages for one in alone)
    assert len(made.pdf) < 0.75 * sum(len(one.pdf) for one in alone)
    with pikepdf.open(io.BytesIO(made.pdf)) as file, file.open_outline() as outline:
        assert [str(entry.title) for entry in outline.root] == [letter.recipient.names[0] for letter in LETTERS]
    assert any("Seite 2 von 2" in said.text for said in words(made.pdf)[2])


def test_a_letter_that_cannot_be_printed_leaves_the_others_alone() -> None:
    endless = replace(LETTER, recipient=PartyBlock(names=("Amt " * 200,), place="21335 Lüneburg"))
    made = render_letters([LETTER, endless, LETTER], title="x", made_at=MADE_AT)
    assert made.printed == (0, 2)
    assert made.pages == 2
    ((place, reason),) = made.refused
    assert place == 1
    assert "window" in reason
    with pytest.raises(Refused):
        render_letters([], title="x", made_at=MADE_AT)


if __name__ == "__main__":
    for named, make in SERIAL_GOLDENS.items():
        (STORED / f"{named}.json").write_text(as_text(measured(make().pdf)), encoding="utf-8")
