"""The numbers of the lines of an offer as printed: 1, 1.1, 1.1.1, by the sections they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import PRICED
from crm_desktop.store.queries.offers import Line


def positions(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the number of each line: sections and positions count together within the section around them.

    Lines without a price have none: "".
    """
    return tuple(_numbered(lines))


def _numbered(lines: Sequence[Line]) -> Iterator[str]:
    counts = [0]
    levels: list[int] = []
    for line in lines:
        if line.kind is LineKind.HEADING:
            while levels and levels[-1] >= line.level:
                levels.pop()
                counts.pop()
            counts[-1] += 1
            yield _joined(counts)
            levels.append(line.level)
            counts.append(0)
        elif line.kind in PRICED:
            counts[-1] += 1
            yield _joined(counts)
        else:
            yield ""


def _joined(counts: Sequence[int]) -> str:
    return ".".join(map(str, counts))
