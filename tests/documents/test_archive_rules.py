"""The checker of archive files itself: it finds what is spoilt, and what we print breaks none of its rules."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.sheets import Design
from tests.documents.archive_rules import broken_rules
from tests.documents.samples import CONFIRMATION, DELIVERY, HEAD, LOBBY
from tests.documents.test_offer import png

GOOD = render_offer(LOBBY).pdf


def _no_intent(file: pikepdf.Pdf) -> None:
    del file.Root.OutputIntents


def _no_metadata(file: pikepdf.Pdf) -> None:
    del file.Root.Metadata


def _other_title(file: pikepdf.Pdf) -> None:
    file.docinfo[Name.Title] = "Something else"


def _script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = file.make_indirect(Dictionary(S=Name.JavaScript, JS="1"))


def _transparent(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.ExtGState = Dictionary(
        G=file.make_indirect(Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Multiply))
    )


def _loose_font(file: pikepdf.Pdf) -> None:
    font = next(iter(file.pages[0].Resources.Font.values()))
    del font.FontDescriptor.FontFile2


def _dumb_font(file: pikepdf.Pdf) -> None:
    del next(iter(file.pages[0].Resources.Font.values())).ToUnicode


def _wide_font(file: pikepdf.Pdf) -> None:
    font = next(iter(file.pages[0].Resources.Font.values()))
    font.Widths = Array([3 * float(width) + 50 for width in font.Widths])


def _unrelated(file: pikepdf.Pdf) -> None:
    del file.Root.AF


def _press(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"0 0 0 1 k", prepend=True)


def _unbalanced(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"q")


def _annotated(file: pikepdf.Pdf) -> None:
    note = file.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9]))
    file.pages[0].Annots = Array([note])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_no_intent, "output intents"),
        (_no_metadata, "no XMP"),
        (_other_title, "/Title"),
        (_script, "/JavaScript"),
        (_transparent, "sets /ca"),
        (_transparent, "blends by /Multiply"),
        (_loose_font, "not embedded"),
        (_dumb_font, "read as text"),
        (_wide_font, "for the width"),
        (_unrelated, "not associated"),
        (_press, "inks of a press"),
        (_unbalanced, "states open"),
        (_annotated, "annotation"),
    ],
)
def test_the_checker_finds_what_is_spoilt(spoil: Callable[[pikepdf.Pdf], None], said: str) -> None:
    with pikepdf.open(io.BytesIO(GOOD)) as file:
        spoil(file)
        target = io.BytesIO()
        file.save(target, deterministic_id=True)
    assert any(said in rule for rule in broken_rules(target.getvalue()))


def test_the_checker_finds_a_password() -> None:
    with pikepdf.open(io.BytesIO(GOOD)) as file:
        target = io.BytesIO()
        file.save(target, encryption=pikepdf.Encryption(user="", owner="x"))
    assert "the file is encrypted" in broken_rules(target.getvalue())


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("sheet", [LOBBY, CONFIRMATION, DELIVERY], ids=lambda sheet: sheet.title.value)
def test_what_is_printed_breaks_no_rule(design: Design, sheet: object) -> None:
    head = replace(HEAD, logo=png((40, 20)))
    printed = replace(sheet, design=design, letterhead=head)  # type: ignore[type-var]
    assert broken_rules(render_offer(printed).pdf) == []  # type: ignore[arg-type]
