"""Today: one list of what to do, ordered by the money at stake, and beside it the day, the quarter and the week."""

from __future__ import annotations
