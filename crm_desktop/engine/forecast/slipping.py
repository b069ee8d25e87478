"""How closing dates slip: how often they are put off, by how many days won deals come later, and what that does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.journeys import Known, end_of, put_off
from crm_desktop.engine.stage_odds import shrunk

#: Fewer cases than this tell nothing.
_FEWEST = 5


class Slipping(NamedTuple):
    """What closed deals tell of their closing dates; deals that never had one are left out."""

    #: Closed deals whose date was put off, and those whose date stayed; how many of each were won.
    put_off: int
    put_off_won: int
    kept: int
    kept_won: int
    #: Days by which won deals closed later than first expected (negative: earlier): the middle one, and one in ten
    #: later than the last; None where too few are known.
    usual_days: float | None
    slow_days: float | None

    @property
    def effect(self) -> float:
        """What being put off does to the log-odds of winning, held back where cases are few."""
        cases = self.put_off + self.kept
        if not cases or not self.put_off:
            return 0.0
        share = (self.put_off_won + self.kept_won + 1) / (cases + 2)
        chance = shrunk(share, self.put_off_won, self.put_off)
        return float(np.log(chance / (1 - chance)) - np.log(share / (1 - share)))


def slipping(knowns: Sequence[Known]) -> Slipping:
    """Measure how closing dates slipped, from what was known at a moment."""
    cases: list[tuple[bool, bool]] = []
    late: list[float] = []
    for known in knowns:
        for row in np.flatnonzero(known.closed).tolist():
            spans = [span for span in known.journeys.spans[row] if span.known <= known.at]
            first = next((span.expected_close for span in spans if span.expected_close is not None), None)
            if first is None:
                continue
            cases.append((put_off(spans) > 0, bool(known.won[row])))
            if known.won[row]:
                late.append(float(known.ended[row] - end_of(first)) + 1)
    return Slipping(
        put_off=sum(moved for moved, _won in cases),
        put_off_won=sum(moved and won for moved, won in cases),
        kept=sum(not moved for moved, _won in cases),
        kept_won=sum(won and not moved for moved, won in cases),
        usual_days=float(np.median(late)) if len(late) >= _FEWEST else None,
        slow_days=float(np.quantile(late, 0.9)) if len(late) >= _FEWEST else None,
    )
