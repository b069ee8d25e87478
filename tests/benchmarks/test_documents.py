"""Printing beside the floor: a bare canvas that draws the same lines in the same faces at the same places.

python -m pytest tests/benchmarks/test_documents.py -m benchmark -s
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.documents.offer import Layout, lay_out, placed_marks, render_offer
from crm_desktop.documents.paper import HEIGHT, MM
from crm_desktop.documents.sheets import LineKind, OfferSheet, SheetLine
from crm_desktop.documents.strips import Glyphs
from tests.documents.samples import LOBBY_LINES, heading, with_lines

ROUNDS = 9


@pytest.mark.benchmark
@pytest.mark.parametrize(("count", "limit"), [(20, 2.0), (300, 3.5)])
def test_an_offer_takes_no_more_than_a_few_times_the_bare_drawing(count: int, limit: float) -> None:
    sheet = _offer_of(count)
    layout = lay_out(sheet)
    bare = _best(lambda: _bare(layout))
    ours = _best(lambda: render_offer(sheet))
    pages = len(layout.pages)
    figures = f"{ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms, ratio {ours / bare:.2f}"
    print(f"\n{count} lines, {pages} pages: {figures}")  # noqa: T201 - the figure is the result
    assert ours <= limit * bare


def _offer_of(count: int) -> OfferSheet:
    """An offer of so many positions in groups of ten, made from a joiner's real texts."""
    priced = [line for line in LOBBY_LINES if line.kind is LineKind.ARTICLE]
    return with_lines(tuple(_lines(priced, count)))


def _lines(priced: list[SheetLine], count: int) -> Iterator[SheetLine]:
    for number in range(count):
        group, place = divmod(number, 10)
        if place == 0:
            yield heading(str(group + 1), f"Abschnitt {group + 1}")
        line = priced[number % len(priced)]
        yield replace(line, position=f"{group + 1}.{place + 1}", title=f"{line.title} {number}")


def _bare(layout: Layout) -> None:
    """Draw the lines of a finished layout with what reportlab offers, nothing measured, nothing else drawn."""
    canvas = Canvas(io.BytesIO(), pageCompression=1)
    for page in range(len(layout.pages)):
        for marks, top in placed_marks(layout, page):
            for mark in marks:
                if isinstance(mark, Glyphs):
                    style = mark.line.style
                    canvas.setFont(style.face, style.size)
                    canvas.setFillColor(HexColor(style.ink))
                    canvas.drawString(mark.x * MM, (HEIGHT - top - mark.y) * MM, mark.line.text)
        canvas.showPage()
    canvas.save()


def _best(act: Callable[[], object]) -> float:
    """Return the least processor time of several rounds, in seconds."""
    times = []
    for _round in range(ROUNDS):
        started = time.process_time()
        act()
        times.append(time.process_time() - started)
    return min(times)
