"""Companies: the list, and the card of one on the full width."""

from __future__ import annotations
