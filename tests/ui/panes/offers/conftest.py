"""A new offer, open in the editor of a window over the demo firm."""

from __future__ import annotations

import pytest

from tests.ui.office import Stage
from tests.ui.panes.offers.writing import Writing


@pytest.fixture
def writing(stage: Stage) -> Writing:
    """Return a new offer, open and empty."""
    return Writing(stage)
