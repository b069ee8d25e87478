"""Printing beside the floor: a bare canvas that draws the same lines in the same faces at the same places.

python -m pytest tests/benchmarks/test_documents.py -m benchmark -s
"""

from __future__ import annotations

import gc
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.documents.offer import Layout, lay_out, placed_marks, render_offer
from crm_desktop.documents.paper import HEIGHT, MM
from crm_desktop.documents.sheets import Design, OfferSheet, SheetLine
from crm_desktop.documents.strips import Glyphs
from crm_desktop.domain.offers import LineKind
from tests.documents.samples import HEAD, LOBBY, LOBBY_LINES, heading, with_lines
from tests.documents.test_offer import png

ROUNDS = 9


@pytest.mark.benchmark
@pytest.mark.parametrize(("count", "limit"), [(20, 1.8), (300, 3.0)])
def test_an_offer_takes_no_more_than_a_few_times_the_bare_drawing(count: int, limit: float) -> None:
    sheet = _offer_of(count)
    layout = lay_out(sheet)
    bare, ours = _best(lambda: _bare(layout), lambda: render_offer(sheet))
    pages = len(layout.pages)
    figures = f"{ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms, ratio {ours / bare:.2f}"
    print(f"\n{count} lines, {pages} pages: {figures}")  # noqa: T201 - the figure is the result
    assert ours <= limit * bare


@pytest.mark.benchmark
def test_the_first_offer_of_a_process_comes_within_a_third_of_a_second() -> None:
    """The processor's time from nothing imported to a finished file; the machine may be busy, so the best of some."""
    mine, floor = (min(_fresh(words) for _round in range(5)) for words in (_FIRST, _FLOOR))
    print(f"\nfirst offer {mine * 1000:.0f} ms, its libraries alone {floor * 1000:.0f} ms")  # noqa: T201
    assert mine <= max(0.35, 2.2 * floor)


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_a_thousand_offers_leave_the_memory_flat() -> None:
    sheets = [_offer_of(20), replace(LOBBY, design=Design.MODERN, letterhead=replace(HEAD, logo=png((80, 80))))]
    sizes = []
    for number in range(1_000):
        sheet = sheets[number % 2]
        render_offer(replace(sheet, number=f"A-{number}", subject=f"Umbau {number}"))
        if number in {199, 999}:
            gc.collect()
            sizes.append(_held())
    grown = sizes[1] - sizes[0]
    print(f"\n1,000 offers: {sizes[1]:.0f} MB held, {grown:.1f} MB more than after 200")  # noqa: T201
    assert grown < 4


_ROOT = Path(__file__).parents[2]
_TIMED = "import time; started = time.process_time()\n{}\nprint(time.process_time() - started)"
#: What a fresh process does: an offer of ours of twenty lines, or nothing but import what every such file needs.
_FIRST = _TIMED.format(
    "from datetime import UTC, date, datetime\n"
    "from decimal import Decimal\n"
    "from crm_desktop.documents.offer import render_offer\n"
    "from crm_desktop.documents.sheets import *\n"
    "text = 'Laser-Aufmaß, Werkzeichnungen, eine Korrekturrunde mit der Architektin und Unterkonstruktion. '\n"
    "lines = tuple(SheetLine(position=str(n), title=f'Posten {n}', text=text, unit='Stk', unit_price=Decimal(10),"
    " total_cents=1000) for n in range(1, 21))\n"
    "totals = Totals(sum_cents=20000, net_cents=20000, vat=(VatRow(Decimal(19), 20000, 3800),), gross_cents=23800)\n"
    "render_offer(OfferSheet(day=date(2026, 11, 20), made_at=datetime(2026, 11, 20, tzinfo=UTC), lines=lines,"
    " letterhead=Letterhead(name='Holzwerk'), recipient=PartyBlock(names=('Hotel',)), totals=totals, number='A-1'))"
)
_FLOOR = _TIMED.format("import reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts, uharfbuzz, pikepdf, PIL.ImageCms")


def _fresh(words: str) -> float:
    """Return the processor's time a fresh process takes for some words, in seconds."""
    told = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True, cwd=_ROOT)
    return float(told.stdout)


def _held() -> float:
    """Return how much memory the process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


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


def _best(*acts: Callable[[], object]) -> list[float]:
    """Return the least processor time each act takes, in seconds; they take turns, so that noise meets all of them."""
    best = [float("inf")] * len(acts)
    for _round in range(ROUNDS):
        for place, act in enumerate(acts):
            started = time.process_time()
            act()
            best[place] = min(best[place], time.process_time() - started)
    return best
