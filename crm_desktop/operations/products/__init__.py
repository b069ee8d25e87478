"""Products: their groups, prices, sets and pictures."""

from __future__ import annotations
