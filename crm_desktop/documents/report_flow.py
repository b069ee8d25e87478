"""Puts the strips of a report onto pages: what belongs together stays together, heads of tables return overleaf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from crm_desktop.documents.pages import Placed
from crm_desktop.documents.report_paper import LOWEST, NEXT_TOP
from crm_desktop.documents.strips import Strip

#: Sums of millimetres in binary are a hair off.
_HAIR = 1e-6


def paginate_report(strips: Iterable[Strip], top: float) -> list[list[Placed]]:
    """Return what stands on each page; `top` is where the first page is free from (mm)."""
    flow = _Flow(top)
    for block in _blocks(strips):
        flow.place(block)
    return flow.pages


def flowing(strips: Iterable[Strip], top: float) -> Iterator[list[Placed]]:
    """Yield what stands on each page as soon as it is full, for a flow of any length."""
    flow = _Flow(top)
    for block in _blocks(strips):
        flow.place(block)
        while len(flow.pages) > 1:
            yield flow.pages.pop(0)
    yield flow.pages[0]


def _blocks(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Yield the runs of strips that stay together."""
    block: list[Strip] = []
    for strip in strips:
        block.append(strip)
        if not strip.keep:
            yield block
            block = []
    if block:
        yield block


@dataclass(slots=True)
class _Flow:
    """The page being filled, and where it is free from."""

    y: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    fresh: bool = True

    def place(self, block: Sequence[Strip]) -> None:
        """Put strips that stay together on this page or the next; what is higher than a page is parted."""
        if block[0].breaks and self.pages[-1]:
            self._turn(block[0])
        if self._fits(block):
            self._put(block)
            return
        if _height(block) <= LOWEST - NEXT_TOP - _head_height(block[0]):
            self._turn(block[0])
            self._put(block)
            return
        for strip in block:
            self._place_alone(strip)

    def _place_alone(self, strip: Strip) -> None:
        """Put one strip of a block too high for a page; a strip too high itself is parted."""
        if not self._fits([strip]) and not self.fresh:
            self._turn(strip)
        rest: Strip | None = strip
        while rest is not None and not self._fits([rest]):
            parts = rest.part(LOWEST - self.y, fewest=1)
            if parts is None:
                break
            self._put([parts[0]])
            rest = parts[1]
            self._turn(rest)
        if rest is not None:
            self._put([rest])

    def _fits(self, block: Sequence[Strip]) -> bool:
        gap = -block[0].gap if self.fresh else 0.0
        return self.y + gap + _height(block) <= LOWEST + _HAIR

    def _put(self, block: Sequence[Strip]) -> None:
        for strip in block:
            self.y += 0.0 if self.fresh else strip.gap
            self.pages[-1].append(Placed(strip, self.y))
            self.y += strip.height
            self.fresh = False

    def _turn(self, following: Strip) -> None:
        """Begin a new page, with the head of the table when it goes on there."""
        self.pages.append([])
        self.y, self.fresh = NEXT_TOP, True
        if following.group is not None:
            self._put([replace(following.group, bookmark="")])


def _height(block: Sequence[Strip]) -> float:
    return sum(strip.gap + strip.height for strip in block)


def _head_height(first: Strip) -> float:
    return first.group.height if first.group else 0.0
